"""Lists of papers, jobs and degrees in random styles, with what must be read of each entry.

A style says in which order the parts of an entry stand, what parts them, how names, titles, venues and dates
are printed, and what a list's items look like; it is drawn from a seed, as the entries are. A CV keeps to one
style within a list, as people do. `cv_layouts` has the layouts of templates, this module what people type.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from markdown_it import MarkdownIt

from cvdiff.extraction import extract
from cvdiff.model import CV, Job, Publication
from cvdiff.readers import read_document

OWNER = ("Hanna", "", "Brekke")
TITLES = (
    "Peatland carbon under warming: evidence from ten mires",
    "Do herons remember? Spatial memory in wading birds",
    "A practical guide to lichen dating",
    "Learning sparse graphs with noisy labels",
    "On the edge of the ice: Norse settlement and trade, 900-1200",
    "Estimating treatment effects in clustered trials with few clusters",
    "MossNet: a convolutional network for mapping bogs from orbit",
    "The politics of drought in early modern Castile",
    "What makes a good question? Teacher talk in primary mathematics",
    "In search of lost currents: tracing Atlantic water",
    "Towards reliable uncertainty estimates for language models",
    "Monetary policy, house prices and the distribution of wealth",
    "Sex differences in immune ageing among long-lived bats",
    "Low-temperature synthesis of nanowires for photocatalysis",
    "Who votes with their feet? Migration and local taxes",
    "Robust speech recognition with 10 minutes of data",
    "A randomized trial of early mobilisation after hip fracture",
    "Sleep, screens, and school: a longitudinal study of adolescents",
    "Efficient inference for mixture-of-experts transformers",
    "Seasonal forecasting of river flow using satellite snow cover",
    "Why do firms hoard cash?",
    "Street-level algorithms and the welfare state",
    "From field to fork: pesticide residues in urban markets",
)  # fmt: skip
FIRST_NAMES = ("Ada", "Bertil", "Chiara", "Elif", "Goran", "Wei", "Mei-Ling", "Jean-Paul", "Sofía", "Jürgen")
LAST_NAMES = (
    "Quist", "Rask", "Thyme", "Ulven", "Zuber", "Corvo", "Li", "Wu", "He", "García", "O'Neil", "van den Berg",
    "de la Cruz", "Chen", "Lindqvist-Berg", "Young",
)  # fmt: skip
JOURNALS = (
    "Nature Communications", "Journal of Shore Studies", "Annals of Field Botany", "Past & Present",
    "Social Studies of Science", "Journal of the American Statistical Association", "Cognition", "PLOS ONE",
)  # fmt: skip
MEETINGS = (
    "NeurIPS", "CHI", "Proceedings of the 12th Workshop on Green Computing",
    "International Conference on Heath Mapping (ICHM)",
)  # fmt: skip
ROLES = (
    "Postdoctoral Researcher", "Research Assistant", "Assistant Professor of Biology",
    "Lecturer in Statistics", "Senior Software Engineer", "Data Scientist", "Visiting Scholar",
    "Product Manager", "Consultant", "Head of Research", "Curator", "Lab Manager",
    "Professor of Modern History",
)  # fmt: skip
DEGREES = (
    "PhD in Ecology", "Ph.D., Computer Science", "MSc Statistics", "M.A. in History", "B.Sc. in Physics",
    "Bachelor of Arts in Philosophy", "Doctor of Medicine", "BA Economics", "MPhil, Linguistics",
)  # fmt: skip
ORGANIZATIONS = (
    "University of Norrvik", "Teal Bay Institute of Technology", "Halden University", "Orrin Labs",
    "Institute of Tides and Moss", "Museum of Moss", "Ministry of the Environment", "Tessel Analytics GmbH",
    "Acme Corp.", "University of California, Berkeley",
)  # fmt: skip
PLACES = ("Oslo, Norway", "Berlin, Germany", "Boston, MA", "Zurich", "London, UK", "Tokyo, Japan", "Remote")
DUTIES = (
    "Built a pipeline for satellite images of bogs.",
    "Supervised three students and ran the weekly seminar.",
    "Studied how herons find food in drained fields.",
    "Wrote the annual report, published in 2017.",
)
MONTHS = month_name[1:]

Person = tuple[str, str, str]
"""First name, middle initial with its point or "", family name."""


class Work(NamedTuple):
    """What must be read of a paper."""

    title: str
    authors: tuple[str, ...]
    venue: str
    year: str


class Post(NamedTuple):
    """What must be read of a job or degree; `current` tells an open end."""

    role: str
    organization: str
    place: str
    dates: str
    current: bool
    duties: tuple[str, ...]


class Written(NamedTuple):
    """A CV in Markdown, and what it says."""

    text: str
    works: tuple[Work, ...] = ()
    posts: tuple[Post, ...] = ()
    degrees: tuple[Post, ...] = ()


# --- Papers ---------------------------------------------------------------------------------------


def _initials(first: str) -> str:
    return "-".join(part[0] + "." for part in first.split("-"))


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


NAME_FORMS: dict[str, Callable[[Person], str]] = {
    "Ada B. Roe": lambda p: _spaced(*p),
    "A. B. Roe": lambda p: _spaced(_initials(p[0]), p[1], p[2]),
    "A.B. Roe": lambda p: f"{_initials(p[0])}{p[1]} {p[2]}",
    "Roe, A. B.": lambda p: f"{p[2]}, {_spaced(_initials(p[0]), p[1])}",
    "Roe, Ada B.": lambda p: f"{p[2]}, {_spaced(p[0], p[1])}",
    "Roe AB": lambda p: f"{p[2]} {_initials(p[0])}{p[1]}".replace(".", "").replace("-", ""),
}
TITLE_FORMS = {"plain": "{0}", "bold": "**{0}**", "italic": "*{0}*", "quote": "“{0}”", "link": "[{0}]({1})"}


TAILS = ("", "", " [PDF](/p{0}.pdf) [code](https://code.example/{0})", "  \n  [[bib]](/b{0}.bib)")


@dataclass(frozen=True)
class PaperStyle:
    """How a list of papers is typed; the fields hold keys of the tables above, or what they print."""

    names: str
    last_joint: str
    owner: str
    order: str
    title: str
    venue: str
    separator: str
    year: str
    item: str
    tail: str
    by_year: bool


def draw_paper_style(random: Random) -> PaperStyle:
    """A style in which a careful reader could tell the parts of each entry."""
    separator = random.choice((". ", ". ", ", ", "  \n  ", " — ", " | "))
    title = random.choice(("plain", "bold", "italic", "quote", "link"))
    if separator == ", " and title == "plain":
        title = "quote"
    order = random.choice(("ATV", "TAV", "A(Y)TV", "TVA", "(Y)TAV", "YATV"))
    return PaperStyle(
        names=random.choice(tuple(NAME_FORMS)),
        last_joint=random.choice((", ", " and ", " & ", ", and ")),
        owner=random.choice(("{}", "**{}**", "<u>{}</u>")),
        order=order,
        title=title,
        venue="{}" if title == "italic" else random.choice(("{}", "*{}*", "In *{}*")),
        separator=separator,
        year=random.choice((", {}", " ({})", " {}")),
        item=random.choice(("- ", "* ", "{}. ", "[{}] ", "") if order != "YATV" else ("- ", "* ")),
        tail=random.choice(TAILS),
        by_year=order in ("ATV", "TAV", "TVA") and random.random() < 0.2,
    )  # fmt: skip


def draw_people(random: Random) -> list[Person]:
    """The owner among up to five others, each with another family name."""
    families = random.sample(LAST_NAMES, random.choice((0, 1, 1, 2, 3, 5)))
    people = [
        (random.choice(FIRST_NAMES), random.choice(("", "", f"{random.choice('ABEMS')}.")), family)
        for family in families
    ]
    people.insert(random.randint(0, len(people)), OWNER)
    return people


def print_people(people: Sequence[Person], style: PaperStyle) -> str:
    """An author list in a style; semicolons part names that hold commas, where they are many."""
    names = [NAME_FORMS[style.names](person) for person in people]
    shown = [style.owner.format(n) if p is OWNER else n for n, p in zip(names, people, strict=True)]
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + style.last_joint + shown[-1]


def print_parts(parts: Sequence[str], separator: str) -> str:
    """The parts of an entry behind each other: a stop stands within quotation marks, and never twice."""
    out = parts[0]
    for part in parts[1:]:
        between = separator
        if separator in (". ", ", ") and out.endswith("”"):
            out = out if out[-2] in "?." else f"{out[:-1]}{separator[0]}”"
            between = " "
        elif separator == ". " and out.rstrip("*")[-1] in "?.":
            between = " "
        out += between + part
    return out


def print_paper(number: int, work: Work, people: Sequence[Person], style: PaperStyle) -> str:
    """One entry of a list."""
    title = TITLE_FORMS[style.title].format(work.title, f"https://doi.org/10.1234/heath.{number}")
    in_print = style.venue if work.venue in MEETINGS else style.venue.removeprefix("In ")
    year = "" if style.by_year or "Y" in style.order else style.year.format(work.year)
    parts = {"A": print_people(people, style), "T": title, "V": in_print.format(work.venue) + year}
    head = ""
    if style.order == "A(Y)TV":
        parts["A"] += f" ({work.year})"
    elif style.order == "(Y)TAV":
        head = f"({work.year}) "
    elif style.order == "YATV":
        head = f"{work.year}. "
    entry = head + print_parts([parts[part] for part in style.order if part in parts], style.separator)
    end = "." if style.separator in (". ", ", ") and not entry.endswith(".") else ""
    return style.item.format(number) + entry + end + style.tail.format(number)


def write_papers(seed: int) -> Written:
    """A CV whose list of nine papers is typed in the style of a seed."""
    random = Random(f"papers {seed}")
    style = draw_paper_style(random)
    lists = [draw_people(random) for _ in range(9)]
    years = sorted((random.randint(2008, 2025) for _ in lists), reverse=True)
    works = [
        Work(
            title, tuple(map(NAME_FORMS[style.names], people)), random.choice(JOURNALS + MEETINGS), str(year)
        )
        for title, people, year in zip(random.sample(TITLES, 9), lists, years, strict=True)
    ]
    lines: list[str] = []
    for number, (work, people) in enumerate(zip(works, lists, strict=True), 1):
        if style.by_year and (number == 1 or work.year != works[number - 2].year):
            lines += ["", f"### {work.year}", ""]
        lines.append(print_paper(number, work, people, style))
        if style.item in ("[{}] ", ""):
            lines.append("")
    heading = random.choice(("Publications", "Selected Papers", "Research", "Peer-Reviewed Articles"))
    body = "\n".join(lines)
    return Written(f"# Hanna Brekke\n\n## {heading}\n\n{body}\n\n{SCHOOL}", works=tuple(works))


SCHOOL = "## Education\n\n- PhD in Ecology, University of Norrvik, 2010\n"


# --- Jobs and degrees -----------------------------------------------------------------------------


@dataclass(frozen=True)
class PostStyle:
    """How lists of jobs and degrees are typed; `layout` is a key of `POST_LAYOUTS`."""

    layout: str
    role_first: bool
    separator: str
    role: str
    organization: str
    brackets: bool
    date: str
    dash: str
    present: str
    duties: str
    bullet: str


def draw_post_style(random: Random) -> PostStyle:
    """A style of jobs."""
    date = random.choice(("{year}", "{short} {year}", "{month} {year}", "{number:02d}/{year}"))
    role, organization = random.choice(
        (("**{}**", "{}"), ("{}", "**{}**"), ("*{}*", "{}"), ("**{}**", "*{}*"), ("{}", "{}"))
    )
    return PostStyle(
        layout=random.choice(tuple(POST_LAYOUTS)),
        role_first=random.random() < 0.5,
        separator=random.choice((", ", ", ", " | ", " — ", " - ", "; ")),
        role=role,
        organization=organization,
        brackets=random.random() < 0.3,
        date=date,
        dash=random.choice(("–", " – ", " - ", " to ")),
        present=random.choice(("Present", "present", "now", "ongoing")),
        duties=random.choice(("none", "bullets", "lines")),
        bullet=random.choice(("- ", "* ", "")),
    )  # fmt: skip


def draw_posts(
    random: Random, style: PostStyle, roles: Sequence[str], organizations: Sequence[str]
) -> list[Post]:
    """One post an organization; the first may last."""
    posts = []
    for number, organization in enumerate(organizations):
        start = random.randint(2005, 2020)
        is_current = number == 0 and random.random() < 0.6
        ends = [
            style.date.format(year=year, month=MONTHS[m], short=MONTHS[m][:3], number=m + 1)
            for year, m in (
                (start, random.randrange(12)),
                (start + random.randint(1, 4), random.randrange(12)),
            )
        ]
        dates = style.dash.join((ends[0], style.present if is_current else ends[1]))
        duties = tuple(random.sample(DUTIES, random.randint(1, 3))) if style.duties != "none" else ()
        place = random.choice(PLACES)
        posts.append(Post(random.choice(roles), organization, place, dates, is_current, duties))
    return posts


def _names(post: Post, style: PostStyle) -> tuple[str, str]:
    role, organization = style.role.format(post.role), style.organization.format(post.organization)
    return (role, organization) if style.role_first else (organization, role)


def _dates(post: Post, style: PostStyle) -> str:
    return f"({post.dates})" if style.brackets else post.dates


def _in_a_line(post: Post, style: PostStyle) -> str:
    between = " " if style.brackets else style.separator
    return style.separator.join((*_names(post, style), post.place)) + between + _dates(post, style)


def _two_lines(post: Post, style: PostStyle) -> str:
    first, second = _names(post, style)
    return f"{first}{style.separator}{post.dates}  \n{second}, {post.place}"


def _three_lines(post: Post, style: PostStyle) -> str:
    first, second = _names(post, style)
    return f"{first}  \n{second}  \n{post.place}{style.separator}{_dates(post, style)}"


def _dates_first(post: Post, style: PostStyle) -> str:
    return f"**{post.dates}**  \n{post.role}, {post.organization}, {post.place}"


def _under_heading(post: Post, style: PostStyle) -> str:
    first, second = (post.role, post.organization) if style.role_first else (post.organization, post.role)
    return f"### {first}, {second}\n\n{post.place}{style.separator}{_dates(post, style)}"


def _under_name(post: Post, style: PostStyle) -> str:
    first, second = (post.role, post.organization) if style.role_first else (post.organization, post.role)
    return f"### {first}\n\n*{second}*, {post.place}  \n{_dates(post, style)}"


def _under_employer(post: Post, style: PostStyle) -> str:
    return f"### {post.organization}, {post.place}\n\n**{post.role}**, {post.dates}"


def _row(post: Post, style: PostStyle) -> str:
    return f"| {post.dates} | {style.role.format(post.role)}, {post.organization}, {post.place} |"


POST_LAYOUTS: dict[str, Callable[[Post, PostStyle], str]] = {
    "line": _in_a_line, "two lines": _two_lines, "three lines": _three_lines, "dates first": _dates_first,
    "heading": _under_heading, "name as heading": _under_name, "employer as heading": _under_employer,
    "row": _row,
}  # fmt: skip


def print_post(post: Post, style: PostStyle) -> str:
    """One entry of a list, its duties below it."""
    head = POST_LAYOUTS[style.layout](post, style)
    if style.layout == "row":
        return head
    is_item = bool(style.bullet) and not head.startswith("#")
    indent = "  " if is_item else ""
    lines = [(style.bullet if is_item else "") + head.replace("\n", f"\n{indent}")]
    if style.duties == "bullets":
        lines += [] if is_item else [""]
        lines += [f"{indent}- {duty}" for duty in post.duties]
    elif post.duties:
        lines = [lines[0] + "  " if not head.startswith("#") else lines[0] + "\n"]
        lines.append(indent + " ".join(post.duties))
    return "\n".join(lines) + ("" if is_item else "\n")


def write_posts(seed: int) -> Written:
    """A CV whose jobs and degrees are typed in the style of a seed."""
    random = Random(f"posts {seed}")
    style = draw_post_style(random)
    count = random.randint(2, 4)
    organizations = random.sample(ORGANIZATIONS, count + random.randint(1, 3))
    posts = draw_posts(random, style, ROLES, organizations[:count])
    degrees = draw_posts(random, style, DEGREES, organizations[count:])
    if style.layout == "row":
        posts = [post._replace(duties=()) for post in posts]
        degrees = [degree._replace(duties=()) for degree in degrees]
    head = "| | |\n|---|---|\n" if style.layout == "row" else ""
    heading = random.choice(("Experience", "Positions", "Employment", "Academic Appointments"))
    parts = [
        f"## {name}\n\n{head}" + "\n".join(print_post(entry, style) for entry in entries)
        for name, entries in ((heading, posts), ("Education", degrees))
    ]
    text = "\n\n".join(("# Hanna Brekke", "hanna@heath.example", *parts, "## Skills", "- Python, R\n"))
    return Written(text, posts=tuple(posts), degrees=tuple(degrees))


# --- What was read of it --------------------------------------------------------------------------


def as_markdown(written: Written) -> CV:
    """The CV as cvdiff reads it."""
    return extract(read_document(written.text.encode(), "cv.md"), "cv.md")


def as_html(written: Written) -> CV:
    """The CV as cvdiff reads the page that Markdown makes of it."""
    body = MarkdownIt("commonmark").enable("table").render(written.text)
    return extract(read_document(f"<html><body>{body}</body></html>".encode(), "cv.html"), "cv.html")


FORMATS: dict[str, Callable[[Written], CV]] = {"Markdown": as_markdown, "HTML": as_html}


def letters(text: str | None) -> str:
    """The words of a text: the signs at its edges belong to the style."""
    return " ".join(re.findall(r"\w+", text or ""))


def entries_written(written: Written) -> list[tuple[str, ...]]:
    """The kind and the fields of each entry, as words."""
    works = [("publication", w.title, *w.authors, w.venue, w.year) for w in written.works]
    posts = [
        (kind, p.role, p.organization, p.place, p.dates, "open" * p.current, " ".join(p.duties))
        for kind, entries in (("position", written.posts), ("education", written.degrees))
        for p in entries
    ]
    return [tuple(map(letters, entry)) for entry in (*works, *posts)]


def entries_read(cv: CV, kinds: Collection[str]) -> list[tuple[str, ...]]:
    """The same of what was read."""
    out: list[tuple[str, ...]] = []
    for record in cv.records:
        fields: Sequence[str | None] = ()
        if isinstance(record, Publication):
            fields = (record.title, *(author.name for author in record.authors), record.venue, record.year)
        elif isinstance(record, Job):
            dates = (record.dates.text, "open" * record.dates.current) if record.dates else ("", "")
            fields = (record.role, record.organization, record.location, *dates, record.description)
        if fields and record.kind in kinds:
            out.append((record.kind, *map(letters, fields)))
    return out


def misread(written: Written, cv: CV) -> list[str]:
    """Each entry that was read in another way than it was written, and what was read instead."""
    entries = entries_written(written)
    read = entries_read(cv, {entry[0] for entry in entries})
    lost = [f"written: {entry}" for entry in entries if entry not in read]
    return lost + [f"read:    {entry}" for entry in read if entry not in entries]
