"""The head of a job or degree cut into stretches: between separators, and where the setting changes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from math import inf

from cvdiff.dataclass import dataclass
from cvdiff.document import Text
from cvdiff.extraction.features import SURE
from cvdiff.extraction.field_lists import field_lists
from cvdiff.extraction.quotes import quoted
from cvdiff.patterns import pattern
from cvdiff.values.endings import blanks_behind_organizations
from cvdiff.values.roles import find_role, location_like, organization_like, role_like
from cvdiff.vocabulary import fold, phrases_of, words_of

SURE_NAME = 0.7
"""From this score on, a link is the name of an organization, whatever stands in front of it."""
_MAX_NAME = 100
"""A longer link is no organization's name."""
_SEPARATOR = re.compile(
    r"\t|\n|\s+(?:@|(?i:at|chez|bei)(?: the(?= [A-ZÀ-Þ]))?|\|)\s+"
    r"|\s+[–—-]{1,3}\s+|\s*(?:[;·|]|•)\s+|(?<=[^\s,]),\s+|\s+\((?=[^)]*\)\s*$)"
    r"|[，；]\s*|\s*（(?=[^）]*）\s*$)"
)
_COLUMN_EDGE = r"\t| +\| +"
_LONGEST_CAMPUS = 60
"""Characters in which "University of ..." is looked for in front of an "at"."""
_LONGEST_AT = 12
"""Characters in which an "at" is looked for in front of a stretch, the blanks behind it included."""
_CLOSING_BRACKET = r" \(([^()\n]{2,60})\)[ ,;]+$"
"""What stands in brackets in front of the dates, which are taken out."""
_CAMPUS = re.compile(r"University of (?:[A-ZÀ-Þ][\w.]*\s?){1,3}$")
_NO_NAME = pattern(r"an?\s|[^\w\s\"'“”‘’(\[<]")
"""What follows an "at" in a sentence: "moss at a depth of 8 m", "peat at √s = 13 TeV"."""
_TOWN = pattern(r"[^,;|()\n\t]+")
_FORM = pattern(r"[^,;|()\n\t–—-]+")
_STATE = pattern(r",\s[A-Z]{2}\b")
EDGES = " \t\n.,;:–—-|·•*()[]，；：、（）【】"
"""What stands around a stretch and does not belong to it."""
LONGEST_NAME = 120
"""Characters on both sides of a German "at" in which role and institution are looked for."""
_GERMAN_AT = r"(?:am|an de[rm]|beim|bei de[rm])"
"""An "at" that towns have in their names as well: "Halle am Moos"."""
_AT = re.compile(rf"(?:@|\b(?i:at|chez|bei)\b|\b{_GERMAN_AT})(?: the)?\s*$")
_OPENING_AT = re.compile(rf"\(?(?:(?:[Aa]t|[Cc]hez|[Bb]ei)(?: the)?|{_GERMAN_AT}) (?=[A-ZÀ-Þ])")
_DOTTED = re.compile(r"[.-][^\W\d_]{1,3}\.$")
"""The end of "Ph.D.", "B.Sc." and "Dr.-Ing."."""
_STOP = r"(?:(?<=[^\W\d_]{5})|(?<=[A-Z]{3})|(?<=\)))\.\s+(?=[A-ZÀ-Þ])"
"""A stop behind a word that is no short form, before a capital."""
_SENTENCE_END = re.compile(
    r"(?:[^\W\d_]{5}|[A-Z]{3}|(?:19|20)\d\d|\)|\s)[.!](?=\s+[A-ZÀ-Þ])|[^\W\d_]{2}\.(?=\s+[A-ZÀ-Þ][a-zà-ÿ-]+:\s)"
)
"""A stop behind a year or a word that is no short form, before a capital; behind any word, before a label."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of an entry's head between separators."""

    start: int
    end: int
    text: str
    line: int
    bold: bool
    italic: bool
    after_at: bool
    bracketed: bool


def cells_of(text: Text) -> list[Text]:
    """The columns of a line, set apart by white space or by a bar."""
    return text.cut([m.span() for m in re.finditer(_COLUMN_EDGE, text.plain)])


def sentences_of(text: Text) -> list[Text]:
    """The sentences of a line, each with its stop."""
    return text.cut([(m.end(), m.end()) for m in _SENTENCE_END.finditer(text.plain)])


def _colons(plain: str, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The colons between role and organization, not those behind a label.

    "Tarn College : Ph.D." with a space in front, "Head Tutor/College Fellow: Tarn College".
    """
    found, ends = [], [0, *(end for _, end in cuts)]
    for colon in re.finditer(r"(?<=\S)\s{0,3}:\s", plain):
        place = bisect_right(ends, colon.start())
        before = plain[ends[place - 1] : colon.start()]
        behind = plain[colon.end() : cuts[place - 1][0] if place <= len(cuts) else len(plain)]
        spaced = colon[0][0] != ":" and organization_like(before) >= SURE
        last = before.rpartition("/")[2]
        _, role_end = find_role(last) or (0, 0)
        if spaced or (last and role_end == len(last) and organization_like(behind) >= SURE):
            found.append(colon.span())
    return found


def _stops(plain: str, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stops between role and organization: "Research Fellow. Tarn College."

    One of both must be nothing but a role, or both must be sure.
    """
    found, ends = [], [0, *(end for _, end in cuts)]
    for stop in re.finditer(_STOP, plain):
        place = bisect_right(ends, stop.start())
        before = plain[ends[place - 1] : stop.start()]
        behind = plain[stop.end() : cuts[place - 1][0] if place <= len(cuts) else len(plain)].rstrip(" .")
        roles = [find_role(part) == (0, len(part)) for part in (before, behind)]
        sure = min(role_like(before), organization_like(behind)) >= SURE
        short = set(fold(before).split()) <= words_of("roles", "role", "modifiers")  # "Assoc. Prof."
        if (roles[0] != roles[1] or sure) and not short:
            found.append(stop.span())
    return found


def _german_at(plain: str, cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The "am" and "an der" between a role or degree and the institution that they are followed by."""
    found, ends = [], [0, *(end for _, end in cuts)]
    for at in re.finditer(rf"\s{_GERMAN_AT}\s(?=[A-ZÀ-Þ])", plain):
        before = plain[max(ends[bisect_right(ends, at.start()) - 1], at.start() - LONGEST_NAME) : at.start()]
        behind = re.split(r"[,;(\n\t]", plain[at.end() : at.end() + LONGEST_NAME], maxsplit=1)[0]
        if organization_like(before) < SURE <= organization_like(behind):
            found.append(at.span())
    return found


def chunks_of(text: Text, line: int) -> list[Chunk]:
    """A head line cut at separators and at the edges of bold and italic stretches."""
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text.plain)]
    cuts += _colons(text.plain, cuts) if ": " in text.plain else ()
    cuts += _stops(text.plain, cuts) if ". " in text.plain else ()
    cuts += blanks_behind_organizations(text.plain)
    if " am " in text.plain or " an de" in text.plain or " bei" in text.plain:
        cuts += _german_at(text.plain, cuts)
    place = re.search(_CLOSING_BRACKET, text.plain)
    if place and max(location_like(place[1]), organization_like(place[1])) >= SURE:
        cuts.append((place.start(), place.start(1)))
    for style in text.styles:
        if style.kind in ("bold", "italic") and (style.end - style.start) >= 3:
            cuts += [(style.start, style.start), (style.end, style.end)]
    names = [(s.start, s.end) for s in text.styles if s.kind == "link" and s.end - s.start <= _MAX_NAME]
    cuts += [(start, start) for start, end in names if organization_like(text.plain[start:end]) >= SURE_NAME]
    brackets, fields = _in_brackets(text.plain), field_lists(text.plain)
    titles = list(quoted(text.plain))
    cuts = [
        (a, b) for a, b in cuts
        if a > _end_around(brackets, a) and a >= _end_around(fields, a) and b >= _end_around(names, a - 1)
        and a >= _end_around(titles, a) and not _names_campus(text.plain, a, b)
    ]  # fmt: skip
    out, position = [], 0
    for start, end in [*sorted(cuts), (len(text.plain), len(text.plain))]:
        if start > position:
            out += _chunk(text, position, start, line)
        position = max(position, end)
    return out


def _names_campus(plain: str, start: int, end: int) -> bool:
    """Whether an "at" or a comma belongs to a name ("University of Norrvik at Shell Hill") or to a sentence.

    A comma does where a university of several campuses is printed in front of the town of one, and no
    state behind it tells that the town is an address.
    """
    before = plain[max(0, start - _LONGEST_CAMPUS) : start]
    if plain[start:end].strip() == "at":
        if _CAMPUS.search(before) or _NO_NAME.match(plain, end):
            return True
        name = re.split(r"[,;:(\t\n]", before)[-1]
        return organization_like(name) >= SURE and not find_role(name) and _opens_with_town(plain, end)
    if plain[start:end].strip() != ",":
        return False
    if _is_legal_form(plain, end):
        return True
    if not _several_campuses(before):
        return False
    return _opens_with_town(plain, end)


def _opens_with_town(plain: str, start: int) -> bool:
    """Whether a known town is all up to the next separator, without its state."""
    town = _TOWN.match(plain, start)
    return town is not None and location_like(town[0]) >= SURE and not _STATE.match(plain, town.end())


def _is_legal_form(plain: str, start: int) -> bool:
    """Whether a company's legal form is all up to the next separator ("Orrin Co., Ltd. — Tarn")."""
    stretch = _FORM.match(plain, start)
    return stretch is not None and fold(stretch[0]) in words_of("roles", "organization", "forms")


def _several_campuses(plain: str) -> bool:
    """Whether a text ends with the name of a university that each campus adds its town to."""
    words = fold(plain).split()
    return any(end == len(words) for _, end, _ in phrases_of("roles", "organization", "systems").scan(words))


def _in_brackets(plain: str) -> list[tuple[int, int]]:
    """The stretches of each line behind more opening than closing brackets, both ends included."""
    spans: list[tuple[int, int]] = []
    start = depth = 0
    steps = {"(": 1, "（": 1, ")": -1, "）": -1}
    for sign in re.finditer(r"[()（）\n]", plain):
        before, depth = depth, depth + steps[sign[0]] if sign[0] in steps else 0
        if before <= 0 < depth:
            start = sign.end()
        elif depth <= 0 < before:
            spans.append((start, sign.start()))
    return [*spans, (start, len(plain))] if depth > 0 else spans


def _end_around(spans: Sequence[tuple[int, int]], position: int) -> int:
    """Where the last of some stretches ends that begins at a position or before it; -1 where none does."""
    index = bisect_right(spans, (position, inf)) - 1
    return spans[index][1] if index >= 0 else -1


def _chunk(text: Text, start: int, end: int, line: int) -> list[Chunk]:
    words = text.plain[start:end]
    bracketed = "(" in (words[0], text.plain[start - 1 : start])
    opening = _OPENING_AT.match(words)
    if opening:
        start += opening.end()
        words = words[opening.end() :]
    stripped = words.strip(EDGES)
    if _DOTTED.search(words, 0, words.find(stripped) + len(stripped) + 1):
        stripped += "."
    if stripped[:1].isupper() and words.lstrip(" \t\n").startswith(f".{stripped}"):
        stripped = f".{stripped}"  # ".NET"
    if words.count("(") and stripped.count("(") > stripped.count(")"):
        stripped += ".)" if words[words.find(stripped) + len(stripped) :].startswith(".)") else ")"
    if words.lstrip().startswith("(") and stripped.count(")") > stripped.count("("):
        stripped = f"({stripped}"
    if not any(c.isalnum() for c in stripped):
        return []
    part, before = text.slice(start, end), text.plain[max(0, start - _LONGEST_AT) : start]
    return [
        Chunk(start, end, stripped, line, part.covered("bold") > 0.7, part.covered("italic") > 0.7,
              opening is not None or _AT.search(before.rstrip() + " ") is not None,
              bracketed)
    ]  # fmt: skip
