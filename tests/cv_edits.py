"""Random edits of an invented CV, and what a changelog must tell of each: that change and no other.

`random_resume` makes a CV of papers, jobs, degrees and lines; an edit of `EDITS` changes one thing in it
and says what (`Told`); `told` brings a report into the same form. Words are compared by their letters,
because a layout may print signs in another way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple, TypeVar

from cv_factory import (
    DEGREES,
    FIRST_NAMES,
    HOSTILE_WORDS,
    LAST_NAMES,
    LINES,
    ORGANIZATIONS,
    PLACES,
    ROLES,
    TITLE_WORDS,
    VENUES,
    Paper,
    Post,
    Resume,
)  # fmt: skip
from cv_layouts import iso
from cvdiff.model import AnyRecord, Change, Dates, FieldChange, Job, Publication, Report

SECTIONS = ("Journal Articles", "Conference Papers")
ALL_VENUES = (
    *VENUES, "NeurIPS", "ICML", "International Conference on Heath Mapping",
    "Proceedings of the 12th Symposium on Kelp",
)  # fmt: skip
NAME_STYLES = ("{first} {last}", "{initial} {last}", "{last}, {initial}")
MONTHS = ("Jan", "Mar", "Jun", "Sep", "Oct", "Dec")
JOINTS = ("of", "in", "and", "for the", "with", "under", "from")
Item = TypeVar("Item")


class Told(NamedTuple):
    """One change: of what kind of record, which one (as it is now), and what of it."""

    change: str
    kind: str
    record: str
    fields: tuple[tuple[str, object], ...] = ()


class Edited(NamedTuple):
    """Both versions, and what a changelog tells of them."""

    old: Resume
    new: Resume
    told: Told


Edit = Callable[[Resume, Random], Edited]


# --- an invented CV -------------------------------------------------------------------------------


def random_resume(random: Random) -> Resume:
    """A CV with two sections of papers by a group of people, jobs, degrees, talks and other lines.

    Now and then there is what makes records hard to tell apart: two papers with much the same title by
    the same people, a talk with a paper's title, one role at one place twice.
    """
    firsts, lasts = _some(random, FIRST_NAMES, 9), _some(random, LAST_NAMES, 9)
    people = [f"{first} {last}" for first, last in zip(firsts, lasts, strict=True)]
    style = random.choice(NAME_STYLES)
    owner, *others = (printed(name, style) for name in people)
    papers: dict[str, Paper] = {}
    while len(papers) < 12:
        authors = _some(random, others, random.randint(0, 4))
        authors.insert(random.randint(0, len(authors)), owner)
        year, section = random.randint(2009, 2025), SECTIONS[len(papers) % 2]
        paper = Paper(random_title(random), tuple(authors), random.choice(ALL_VENUES), year, section)
        papers.setdefault(paper.title, paper)
    last = papers[paper.title]
    if random.random() < 0.5:
        alike = replace(last, title=reworded(last.title, random), year=last.year + 1)
        papers.setdefault(alike.title, alike)
    talks = (f"{last.title}, Peat Days, Norrvik, 2021", "Kelp in Winter, Heath Forum, Halden, 2019")
    return Resume(
        owner=people[0],
        papers=tuple(papers.values()),
        posts=_posts(random, ROLES, 4),
        degrees=_posts(random, DEGREES, 2),
        lines=(*LINES.items(), ("Talks", talks)),
    )


def printed(name: str, style: str) -> str:
    """A name of two words in one of `NAME_STYLES`."""
    first, last = name.split()
    return style.format(first=first, initial=f"{first[0]}.", last=last)


def reworded(title: str, random: Random) -> str:
    """A title of which up to a third of the words are others."""
    words = title.split()
    fresh = [word for word in TITLE_WORDS if word not in title.lower()]
    for place in random.sample(range(len(words)), random.randint(1, len(words) // 3)):
        words[place] = fresh.pop(random.randrange(len(fresh)))
    changed = " ".join(words)
    return changed[0].upper() + changed[1:]


def random_title(random: Random) -> str:
    """Five to nine words with joints between them, now and then with a sign that markup knows."""
    words = _some(random, TITLE_WORDS, random.randint(4, 7))
    words.insert(random.randint(2, len(words) - 1), random.choice(JOINTS))
    if random.random() < 0.1:
        words.insert(random.randint(1, len(words) - 1), random.choice(HOSTILE_WORDS))
    if random.random() < 0.2:
        words[2] += ":"
    title = " ".join(words)
    return title[0].upper() + title[1:]


def _posts(random: Random, roles: Sequence[str], count: int) -> tuple[Post, ...]:
    """Stints one after the other, of which the latest may go on."""
    start, posts = random.randint(1998, 2006), []
    pattern = random.choice(["{year}", "{month} {year}"])
    for number, role in enumerate(_some(random, roles, count)):
        end = start + random.randint(1, 4)
        is_current = number == count - 1 and random.random() < 0.5
        first, last = (pattern.format(month=random.choice(MONTHS), year=year) for year in (start, end))
        dates = f"{first} - {'Present' if is_current else last}"
        if posts and random.random() < 0.2:
            posts.append(replace(posts[-1], dates=dates))
        else:
            posts.append(Post(role, random.choice(ORGANIZATIONS), random.choice(PLACES), dates))
        start = end + 1
    return tuple(reversed(posts))


def _some(random: Random, items: Sequence[Item], count: int) -> list[Item]:
    return random.sample(list(items), count)


# --- edits ----------------------------------------------------------------------------------------


def drop_author(resume: Resume, random: Random) -> Edited:
    paper = random.choice([p for p in resume.papers if len(p.authors) > 2])
    gone = random.choice([name for name in paper.authors if not _is_owner(resume, name)])
    rest = tuple(name for name in paper.authors if name != gone)
    return _edited(resume, paper, replace(paper, authors=rest), ("authors", ((), (person(gone),), False)))


def add_author(resume: Resume, random: Random) -> Edited:
    paper = random.choice(resume.papers)
    place = random.randint(0, len(paper.authors))
    joined = random.choice(_strangers(resume, paper))
    authors = (*paper.authors[:place], joined, *paper.authors[place:])
    told = ("authors", ((person(joined),), (), False))
    return _edited(resume, paper, replace(paper, authors=authors), told)


def swap_authors(resume: Resume, random: Random) -> Edited:
    paper = random.choice([p for p in resume.papers if len(p.authors) > 1])
    authors = list(paper.authors)
    i, j = random.sample(range(len(authors)), 2)
    authors[i], authors[j] = authors[j], authors[i]
    return _edited(resume, paper, replace(paper, authors=tuple(authors)), ("authors", ((), (), True)))


def change_venue(resume: Resume, random: Random) -> Edited:
    paper = random.choice(resume.papers)
    venue = random.choice([name for name in ALL_VENUES if name != paper.venue])
    return _edited(
        resume, paper, replace(paper, venue=venue), ("venue", (letters(paper.venue), letters(venue)))
    )


def change_year(resume: Resume, random: Random) -> Edited:
    paper = random.choice(resume.papers)
    year = paper.year + random.choice([-1, 1, 2])
    return _edited(resume, paper, replace(paper, year=year), ("year", (str(paper.year), str(year))))


def retitle(resume: Resume, random: Random) -> Edited:
    """Up to a third of the words become other words."""
    paper = random.choice(resume.papers)
    title = reworded(paper.title, random)
    return _edited(
        resume, paper, replace(paper, title=title), ("title", (letters(paper.title), letters(title)))
    )


def move_paper(resume: Resume, random: Random) -> Edited:
    paper = random.choice(resume.papers)
    section = next(name for name in SECTIONS if name != paper.section)
    moved = replace(paper, section=section)
    return _edited(resume, paper, moved, ("section", (letters(paper.section), letters(section))))


def add_paper(resume: Resume, random: Random) -> Edited:
    """A paper of the same people at the same venue, half the time with much the same title."""
    model = random.choice(resume.papers)
    title = random.choice([random_title(random), reworded(model.title, random)])
    paper = replace(model, title=title, year=model.year + 1)
    place = random.randint(0, len(resume.papers))
    papers = (*resume.papers[:place], paper, *resume.papers[place:])
    return Edited(resume, replace(resume, papers=papers), Told("added", "publication", letters(paper.title)))


def drop_paper(resume: Resume, random: Random) -> Edited:
    gone = random.choice(resume.papers)
    rest = tuple(p for p in resume.papers if p != gone)
    return Edited(resume, replace(resume, papers=rest), Told("removed", "publication", letters(gone.title)))


def end_job(resume: Resume, random: Random) -> Edited:
    first = resume.posts[0]
    start, _, end = first.dates.partition(" - ")
    current = replace(first, dates=f"{start} - Present")
    before = replace(resume, posts=(current, *resume.posts[1:]))
    ended = replace(first, dates=f"{start} - {'2024' if end == 'Present' else end}")
    return _redated(before, current, ended)


def change_dates(resume: Resume, random: Random) -> Edited:
    post = random.choice((*resume.posts, *resume.degrees))
    start, _, end = post.dates.partition(" - ")
    year = start[-4:]
    shifted = start.replace(year, str(int(year) - 1))
    return _redated(resume, post, replace(post, dates=f"{shifted} - {end}"))


def add_job(resume: Resume, random: Random) -> Edited:
    """Another post, half the time the same role at the same place as the latest."""
    role = next((role for role in ROLES if role not in {post.role for post in resume.posts}), ROLES[0])
    dates = f"{random.randint(2023, 2024)} - Present"
    other = Post(role, random.choice(ORGANIZATIONS), random.choice(PLACES), dates)
    post = random.choice([other, replace(resume.posts[0], dates=dates)])
    posts = (post, *resume.posts)
    return Edited(resume, replace(resume, posts=posts), Told("added", "position", _name_of(post)))


def drop_job(resume: Resume, random: Random) -> Edited:
    gone = random.choice(resume.posts)
    rest = tuple(post for post in resume.posts if post != gone)
    return Edited(resume, replace(resume, posts=rest), Told("removed", "position", _name_of(gone)))


def drop_line(resume: Resume, random: Random) -> Edited:
    heading, lines = random.choice(resume.lines)
    gone = random.choice(lines)
    shorter = tuple((h, tuple(line for line in held if line != gone)) for h, held in resume.lines)
    return Edited(resume, replace(resume, lines=shorter), Told("removed", LINE_KINDS[heading], letters(gone)))


def add_line(resume: Resume, random: Random) -> Edited:
    longer, shorter, told = drop_line(resume, random)
    return Edited(shorter, longer, told._replace(change="added"))


def _edited(resume: Resume, old: Paper, new: Paper, field: tuple[str, object]) -> Edited:
    papers = tuple(new if paper == old else paper for paper in resume.papers)
    told = Told("changed", "publication", letters(new.title), (field,))
    return Edited(resume, replace(resume, papers=papers), told)


def _redated(resume: Resume, old: Post, new: Post) -> Edited:
    posts, degrees = (
        tuple(new if post == old else post for post in posts) for posts in (resume.posts, resume.degrees)
    )
    kind = "position" if old in resume.posts else "education"
    told = Told("changed", kind, _name_of(new), (("dates", (stint(old), stint(new))),))
    return Edited(resume, replace(resume, posts=posts, degrees=degrees), told)


def stint(post: Post) -> tuple[str, str | None]:
    """The start of a post, and its end unless it goes on, as ISO prefixes."""
    start, _, end = post.dates.partition(" - ")
    return iso(start), None if end == "Present" else iso(end)


def _name_of(post: Post) -> str:
    return letters(post.role) + letters(post.organization)


def _strangers(resume: Resume, paper: Paper) -> list[str]:
    """People who are not among the authors, printed as these are."""
    held = paper.authors[0]
    style = next(s for s in NAME_STYLES if ("," in s, "initial" in s) == ("," in held, "." in held))
    names = (printed(f"{first} {last}", style) for first in FIRST_NAMES for last in LAST_NAMES)
    return [name for name in names if name not in paper.authors and not _is_owner(resume, name)]


def _is_owner(resume: Resume, name: str) -> bool:
    return name in {printed(resume.owner, style) for style in NAME_STYLES}


def person(name: str) -> str:
    """A name without points and in no order: BibTeX turns "Quist, A." into "A. Quist"."""
    return " ".join(sorted(map(letters, name.split())))


def letters(text: str) -> str:
    """What is left of a text when case, signs and spaces do not count."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


LINE_KINDS = {"Awards": "award", "Service": "service", "Skills": "skill", "Talks": "talk"}

EDITS: dict[str, Edit] = {
    "drop an author": drop_author,
    "add an author": add_author,
    "swap two authors": swap_authors,
    "change a venue": change_venue,
    "change a year": change_year,
    "retitle": retitle,
    "add a paper": add_paper,
    "drop a paper": drop_paper,
    "move a paper": move_paper,
    "end a job": end_job,
    "change dates": change_dates,
    "add a job": add_job,
    "drop a job": drop_job,
    "add a line": add_line,
    "drop a line": drop_line,
}

PAPER_EDITS = frozenset(list(EDITS)[:8])
"""The edits that a file of papers without sections can show."""


# --- what a report tells ----------------------------------------------------------------------------


def told(report: Report) -> list[Told]:
    """The changes of content of a report, those of headings included."""
    changes = [_told(change) for change in report.changes]
    headings = [(s.change, s.new or s.old) for s in report.sections]
    return changes + [Told(change, "section", letters(s.heading)) for change, s in headings if s]


def _told(change: Change) -> Told:
    record = change.new or change.old
    assert record
    fields = tuple((field.field, _value(field, change)) for field in change.fields if not field.cosmetic)
    return Told(change.change, change.kind, _record_name(record), fields)


def _record_name(record: AnyRecord) -> str:
    if isinstance(record, Publication):
        return letters(record.title)
    if isinstance(record, Job):
        return letters(record.role or "") + letters(record.organization or "")
    return letters(record.text)


def _value(field: FieldChange, change: Change) -> object:
    if field.field == "authors":
        return tuple(map(person, field.added)), tuple(map(person, field.removed)), field.reordered
    if field.field == "dates":
        return _stint(change.old), _stint(change.new)
    return letters(str(field.old)), letters(str(field.new))


def _stint(record: AnyRecord | None) -> tuple[str | None, str | None]:
    dates = record.dates if isinstance(record, Job) and record.dates else Dates(text="")
    return dates.start, dates.end
