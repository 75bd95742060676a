"""Section headings: which kind of record stands below one, told from its words (`data/headings.toml`).

A heading is read as names joined by "and", commas or slashes. A name's kind is that of the phrase
that ends it ("Software Engineer Experience" is experience) before any preposition ("Service to the
University" is service); where no phrase ends a name, one inside it counts for less.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from cvdiff.memory import remember
from cvdiff.model import Kind
from cvdiff.patterns import pattern
from cvdiff.vocabulary import fold, phrases_of, words_of

_LONGEST = 120
"""A longer text (in characters) is no heading; the longest heading seen in real CVs has 74."""

_FIRST_CJK = "\u3040"
"""The first sign of Japanese; those of Chinese come after it."""

_LONG_NAME = 9
"""Letters of a word in which one letter more, less, other or swapped is a slip of the pen."""

_NUMBERING = re.compile(r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[ivx]{1,5}|[A-Z])[.):]\s*)+(?=\S\S)")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_][^\W\d_][^\W\d_])[\d*†‡]$")
_DOCTORAL = pattern(r"\bPh\.\s?D\b\.?")
_COUNT = re.compile(
    r"[(\[]\s*(?:n\s*=\s*)?\d+(?:\s+(?:total|items?|(?:paper|publication|article|talk)s?))?\s*[)\]]"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–—/]\s*(?:(?:19|20)?\d\d|(?i:present|now|today)))?\b")
_REMARK = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_SPACED = re.compile(r"[^\W\d_](?: [^\W\d_&]| &)+")
_SMALL_CAPS = re.compile(r"(?<![\w'’])([^\W\d_]) (?=[^\W\d_]{2})")
_JOINT = re.compile(r"[,;:/|&+•·・、，（）()\[\]\n\t]| [-–—] ")


class _Name(NamedTuple):
    """One phrase found: its kind, and whether it ends its name."""

    kind: Kind
    final: bool


@cache
def compact_phrases() -> dict[str, str]:
    """Every phrase without its spaces, for headings set as "W O R K E X P E R I E N C E"."""
    return {phrase.replace(" ", ""): phrase for phrase in phrases_of("headings", "kind")}


def section_kind(heading: str) -> Kind | None:
    """The kind of the records below `heading`: that of the first name in it, None for unknown words."""
    kinds = section_kinds(heading)
    return kinds[0] if kinds else None


@remember
def section_kinds(heading: str) -> tuple[Kind, ...]:
    """The kinds that `heading` names, in order and each once ("Honors and Service": award, service)."""
    if len(heading) > _LONGEST:
        return ()
    if is_year_heading(heading):
        return ("publication",)
    text = _clean(without_exceptions(heading))
    whole = phrases_of("headings", "kind").get(fold(text)) or _above_one(fold(text))
    if whole is not None:
        return (cast(Kind, whole),)
    parts = _parts(text)
    names = _beside_reviews(parts) or _all_names(parts) or _all_names([list(map(_meant, p)) for p in parts])
    chosen = [n for n in names if n.final] or names
    return tuple(dict.fromkeys(n.kind for n in chosen))


def _above_one(folded: str) -> str | None:
    """The kind of a heading of several words above the only paper so far: "Conference Paper"."""
    several = phrases_of("headings", "kind").get(f"{folded}s") if " " in folded else None
    return several if several == "publication" else None


def names_papers(heading: str) -> bool:
    """Whether a heading names papers beside what it names first: "Refereeing and publications"."""
    return "publication" in section_kinds(heading)


def heads_career(heading: str) -> bool:
    """Whether a heading names jobs and degrees in one list: in so many words, or as a whole career."""
    both = {"position", "education"} <= set(section_kinds(heading))
    return both or fold(heading) in words_of("headings", "careers")


def is_ambiguous(heading: str) -> bool:
    """Whether a heading may stand above talks or papers: "Conferences", "International conferences"."""
    words = fold(heading).split()
    reach = words_of("headings", "words", "reach")
    return " ".join(w for w in words if w not in reach) in words_of("headings", "ambiguous")


def is_of_both(heading: str) -> bool:
    """Whether a heading stands above talks and printed papers alike: "Communications"."""
    return fold(_clean(heading)) in words_of("headings", "communicated")


def _all_names(parts: list[list[str]]) -> list[_Name]:
    return [found for part in _with_shared_heads(parts) for found in _names(part)]


def _beside_reviews(parts: list[list[str]]) -> list[_Name]:
    """The names of a heading without its "Reviews", where one that is left names papers or services."""
    written = words_of("headings", "words", "written")
    others = [part for part in parts if not (len(part) == 1 and part[0] in written)]
    names = _all_names(others) if 0 < len(others) < len(parts) else []
    return names if any(name.kind in ("publication", "service") for name in names) else []


@cache
def _long_names() -> dict[str, list[str]]:
    """The long words that name a section by themselves, by their first letter."""
    names: dict[str, list[str]] = {}
    for phrase in phrases_of("headings", "kind"):
        if len(phrase) >= _LONG_NAME and phrase.isalpha():
            names.setdefault(phrase[0], []).append(phrase)
    return names


def _meant(word: str) -> str:
    """A folded word, or the long name of a section that it misses by one slip ("Employement").

    A plural is no slip: "affiliation" is where one works, "affiliations" are memberships.
    """
    if len(word) < _LONG_NAME - 1:
        return word
    from rapidfuzz.distance import OSA

    others = (name for name in _long_names().get(word[0], ()) if name.rstrip("s") != word.rstrip("s"))
    return next((name for name in others if OSA.distance(name, word, score_cutoff=1) <= 1), word)


def heading_key(heading: str) -> str:
    """What two headings share if they are the same: their words folded, without numbering, counts, years."""
    return fold(_clean(heading)) or fold(heading) if len(heading) <= _LONGEST else ""


def is_year_heading(heading: str) -> bool:
    """Whether a heading is nothing but years, and a count: "2019", "2020 (3 papers)", "2015 and earlier"."""
    if len(heading) > _LONGEST or not _YEARS.search(heading):
        return False
    rest = fold(_COUNT.sub("", _YEARS.sub("", heading))).split()
    return words_of("headings", "words", "spans").issuperset(rest)


def are_years(above: str, heading: str) -> bool:
    """Whether two headings are single years, so that neither stands below the other, however they are set."""
    return heading_year(heading) is not None and heading_year(above) is not None


def is_counted(heading: str) -> bool:
    """Whether a heading tells how many records stand below it."""
    return _COUNT.search(heading) is not None


def heading_year(heading: str) -> str | None:
    """The year that a heading is, four digits; None for any other heading and for a range of years."""
    if not is_year_heading(heading) or any(map(str.isalpha, _COUNT.sub("", heading))):
        return None
    found = re.findall(r"(?:19|20)\d\d", heading)
    return found[0] if len(found) == 1 else None


def is_continued(heading: str) -> bool:
    """Whether a heading only says, on a new page, that the section goes on: "Publications (continued)"."""
    _, _, remark = heading.rstrip(" )]:.").rpartition("(")
    return len(heading) <= _LONGEST and fold(remark) in words_of("headings", "words", "continued")


@remember
def is_heading_phrase(text: str) -> bool:
    """Whether a short text is made of heading words alone, so that it is one even without markup.

    At most two words may be unknown to the vocabulary's fillers, none of them inside a name: "Invited
    talks:" is one, "Teaching Assistant of CS220" and "Best Paper Award" are not. Bare years are not.
    """
    if len(text) > _LONGEST or text.rstrip().endswith(("!", "?")):
        return False
    clean = _clean(text)
    words = list(_words(clean))
    if not words or len(words) > 9 or words == ["a"]:
        return False
    phrases = phrases_of("headings", "kind")
    if phrases.get(" ".join(words)) is not None:
        return True
    covered = [False] * len(words)
    for start, end, _ in phrases.scan(words):
        covered[start:end] = [True] * (end - start)
    filler = words_of("headings", "words", "filler")
    if not all(c or w in filler for c, w in zip(covered, words, strict=True)):
        return False
    return any(n.final for part in _parts(clean) for n in _names(part))


def without_exceptions(heading: str) -> str:
    """The heading without what it says not to be about: "Talks (not counting conference papers)"."""
    if "(" not in heading and "[" not in heading:
        return heading
    exceptions = words_of("headings", "words", "exceptions")
    return _REMARK.sub(lambda m: " " if fold(m[1]).partition(" ")[0] in exceptions else m[0], heading)


def _clean(heading: str) -> str:
    """The heading without emoji, numbering, counts, years, footnote marks; spaced-out letters closed up."""
    text = _NUMBERING.sub("", heading.strip().lstrip("#*-–—•·►▶■◆§ ").strip())
    text = _YEARS.sub(" ", _COUNT.sub(" ", text))
    text = _FOOTNOTE.sub("", text.strip(" \t\n:.*_-–—|"))
    if "Ph." in text:
        text = _DOCTORAL.sub("PhD", text)
    if _SPACED.fullmatch(text):
        letters = fold(text).replace(" ", "")
        return compact_phrases().get(letters, letters)
    if text.isupper() and (first := _SMALL_CAPS.search(text)):
        joins = first.start() > 0 and fold(first[1]) in words_of("headings", "words", "joints")
        return text if joins else _SMALL_CAPS.sub(r"\1", text)  # "FORMACIÓN Y EMPLEO"
    return text


def _parts(text: str) -> list[list[str]]:
    """The names of a heading as folded words: cut at separators and at "and".

    A name whose head a later one shares ("Conference and Invited Presentations") stays its own part.
    """
    joints = words_of("headings", "words", "joints")
    parts: list[list[str]] = []
    for piece in _JOINT.split(text):
        part: list[str] = []
        for word in _words(piece):
            if word in joints:
                parts.append(part)
                part = []
            else:
                part.append(word)
        parts.append(part)
    return [p for p in parts if p]


def _with_shared_heads(parts: list[list[str]]) -> Iterator[list[str]]:
    """The parts, one that only qualifies with the head of the next one where a name comes of it.

    "Research and Work Experience" is research experience and work experience.
    """
    phrases, filler = phrases_of("headings", "kind"), words_of("headings", "words", "filler")
    for part, following in itertools.pairwise([*parts, []]):
        shared = [*part, *following[-1:]] if len(following) > 1 else part
        qualifies = all(word in filler for word in part)
        yield shared if qualifies and phrases.get(" ".join(shared)) is not None else part


def _words(text: str) -> Iterator[str]:
    """The folded words of a heading; in a language without spaces its phrases and what is between them."""
    for word in fold(text).split():
        if max(word) < _FIRST_CJK:
            yield word
            continue
        end = 0
        for found in _unspaced().finditer(word):
            if found.start() > end:
                yield word[end : found.start()]
            yield found[0]
            end = found.end()
        if end < len(word):
            yield word[end:]


@cache
def _unspaced() -> re.Pattern[str]:
    """The phrases of languages without spaces between words, the longest of those that begin alike first."""
    phrases = sorted((p for p in phrases_of("headings", "kind") if p[0] >= _FIRST_CJK), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))


def _names(part: list[str]) -> list[_Name]:
    """The phrase that names a part, at most one: before its first preposition, or after it."""
    prepositions, filler = (
        words_of("headings", "words", "prepositions"),
        words_of("headings", "words", "filler"),
    )
    found = list(phrases_of("headings", "kind").scan(part))
    weak: list[_Name] = []
    position = 0
    while position <= len(part):
        stop = next((i for i in range(position, len(part)) if part[i] in prepositions), len(part))
        inside = [f for f in found if position <= f[0] < max(stop, position + 1)]
        if inside:
            start, end, kind = inside[-1]
            if len(inside) > 1 and end - start == 1 and part[start] in words_of("headings", "words", "sums"):
                kind = inside[-2][2]
            tail = part[end : max(stop, end)]
            if all(word in filler for word in tail):
                return [_Name(cast(Kind, kind), True)]
            weak = weak or [_Name(cast(Kind, kind), False)]
        position = max(stop + 1, max((f[1] for f in inside), default=0))
    return weak
