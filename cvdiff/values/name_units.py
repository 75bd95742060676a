"""How much a stretch of words reads like the name of one person."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from cvdiff.values.name_items import Item
from cvdiff.values.name_known import Known, is_known, is_owner
from cvdiff.values.name_words import Word, vocabulary

Mode = Literal["normal", "inverted", "postfix"]
"""How names are printed: "J. Roe", "Roe, J." or "Roe J"."""
_MODES: tuple[Mode, ...] = ("normal", "inverted", "postfix")

# Evidence that a name as printed is a person, in points; 1 is two capitalised words. Measured on the
# author lists of reference strings: a wrong stretch rarely collects 2 points, a list rarely stays below.
# The codes are the kinds of the words (`name_words.kind_of`; `i` an initial with its point).
_ALONE: tuple[tuple[str, Mode, float], ...] = (
    (r"i+P*[NKC]", "normal", 2.5),
    (r"i+P*N[NK]|i+NP+N", "normal", 1.8),
    (r"[NK]i+P*[NK]", "normal", 2.5),
    (r"NNi+P*N|Ni+P*NN|Ni+NN?P+N|iNP*N", "normal", 1.5),
    (r"Nu+P*N", "normal", 1.5),
    (r"i+NiP*N", "normal", 1.5),
    (r"[uC]u*P*N|uNNN", "normal", 0.9),
    (r"[uC]u*P*NN|CN", "normal", 0.3),
    (r"P*[NK](u+|[uC])", "postfix", 1.6),
    (r"P*[NK]{2}(u+|[uC])", "postfix", 1.2),
    (r"P*[NK]i+", "postfix", 1.6),
    (r"P*[NK]{2}i+", "postfix", 0.8),
    (r"P*[NK]{3}(i+|u)", "postfix", 0.4),
    (r"uC", "postfix", -0.2),
    (r"NP+N", "normal", 1.2),
    (r"NN|NK|KN", "normal", 1.0),
    (r"NNN|NNN?P+N|NP+NN|NNK|KNN|NKK|KKN", "normal", 0.6),
    (r"NNNN|NNNP+N|KK|KiK|KKK", "normal", 0.0),
    (r"H|HH|HHH", "normal", 1.2),
    (r"NC", "normal", 0.2),
    (r"P*[NK]", "normal", -1.0),
)
_FAMILY: tuple[tuple[str, float], ...] = (
    (r"P*[NK]", 0.0),
    (r"P*NN|NP+N|P*KK|C", -0.6),
    (r"P*NNN|NNP+N|u", -1.5),
)
_GIVEN: tuple[tuple[str, float], ...] = (
    (r"i+P*", 3.0),
    (r"i+C", 3.2),
    (r"[uC]|uu+", 1.4),
    (r"N+i+P*", 2.5),
    (r"N[uC]", 1.4),
    (r"i+N", 1.2),
    (r"N", 0.4),
    (r"NN", 0.2),
    (r"NP|NNP", 0.6),
)
_POINTED = re.compile("(?<=i)u|u(?=i)")
_CAPITAL_FAMILY = 0.8
_COMMON = -1.5
_DOUBT = {"topics": -2.0, "doubtful": -1.2, "places": -0.7}
_KNOWN, _MARKED, _NATIVE, _CONSORTIUM, _GROUP, _OWNER = 3.0, 1.2, 1.5, 2.0, 1.5, 1.5
_LISTED = 0.6
"""What a doubtful word gets back where a given name is due."""
_TOWN_AND_STATE, _TOWN_AND_COUNTRY = -1.6, -3.0
_LONGEST_CODE, _LONGEST_SPAN = 7, 6


class Unit(NamedTuple):
    """One author made of `items[first:stop]`; `score` is in points."""

    first: int
    stop: int
    mode: Mode
    score: float


class _Span(NamedTuple):
    """Items read on to `stop` across the points of initials."""

    stop: int
    code: str
    words: list[Word]


@cache
def _alone(code: str) -> tuple[Mode, float] | None:
    """The layout and the points of one name whose words are of these kinds; None for no name."""
    pointed = _POINTED.sub("i", code)
    for pattern, mode, score in _ALONE:
        if re.fullmatch(pattern, pointed):
            return mode, score
    return None


@cache
def _family(code: str) -> float | None:
    """The points of a family name before a comma; None where the words cannot be one."""
    return next((score for pattern, score in _FAMILY if re.fullmatch(pattern, code)), None)


@cache
def _inverted(family: str, given: str) -> float | None:
    """The points of "family, given"; None where the two cannot be a family and a given name."""
    first, given = _family(family), _POINTED.sub("i", given)
    second = next((score for pattern, score in _GIVEN if re.fullmatch(pattern, given)), None)
    if first is None or second is None:
        return None
    return first + second + (_CAPITAL_FAMILY if "K" in family and given[0] == "N" else 0.0)


def _spans(items: list[Item], start: int) -> list[_Span]:
    """The ways to read on from item `start`: to its end, and across each following initial's point."""
    item = items[start]
    span = _Span(start + 1, item.code, item.words)
    span = _without_suffix(span)
    out = [span]
    while items[span.stop - 1].glue == "soft" and span.stop < len(items) and len(out) < _LONGEST_SPAN:
        item = items[span.stop]
        span = _without_suffix(_Span(span.stop + 1, span.code + item.code, span.words + item.words))
        if len(span.code) > _LONGEST_CODE:
            break
        out.append(span)
    return out


def _without_suffix(span: _Span) -> _Span:
    """The span without a closing "Jr." or "PhD"; "Roe MD" is a name with initials, though."""
    last = span.words[-1]
    if last.hint != "suffixes" or len(span.words) < (3 if last.kind == "C" else 2):
        return span
    return _Span(span.stop, span.code[:-1], span.words[:-1])


def _past_suffix(items: list[Item], stop: int) -> int:
    """`stop`, or the item behind it where `items[stop]` is the suffix of the name before."""
    if stop >= len(items) or items[stop - 1].glue != "comma" or len(items[stop].words) > 2:
        return stop
    words = items[stop].words
    joined = words[0].folded + words[1].folded if len(words) > 1 else words[0].folded
    suffix = all(word.hint == "suffixes" for word in words) or joined in vocabulary()["suffixes"]
    family = [word for word in items[stop - 1].words if word.kind != "P"]
    ambiguous = words[0].kind in "Ci" and len(family) < 2  # "van der Roe, JR"
    return stop + 1 if suffix and not ambiguous else stop


def units_at(items: list[Item], start: int, known: Known) -> list[Unit]:
    """Every reading of the items from `start` on as one author."""
    if not (_plain(items[start].code) or _organisation(items[start].words)):
        return []
    units = []
    for span in _spans(items, start):
        if len(span.code) > _LONGEST_CODE:
            break
        group = _OWNER if is_owner(span.words, known) else _organisation(span.words)
        form = _alone(span.code) if _plain(span.code) and not group else None
        if group:  # such a name has no layout: it stands in lists of all
            units += [_unit(items, start, span.stop, mode, group) for mode in _MODES]
        elif form is not None:
            given = _given_follows(items, span, known)
            extra = 0.0 if given else _evidence(span.words, known, inverted=False)
            extra += _LISTED * (span.words[0].hint == "doubtful" and _is_listed(items, start, span.code))
            units.append(_unit(items, start, span.stop, form[0], form[1] + extra))
        if items[span.stop - 1].glue == "comma" and _family(span.code) is not None:
            units += _inverted_units(items, start, span, known)
    return units


def _is_listed(items: list[Item], start: int, code: str) -> bool:
    """Whether given and family name stand behind a comma: "..., A. Roe, Will Poe" opens no sentence."""
    return code == "NN" and start > 0 and items[start - 1].glue == "comma"


def _given_follows(items: list[Item], family: _Span, known: Known) -> bool:
    """Whether a known family name may be another person's, whose given name stands behind the comma."""
    if len(family.words) > 1 or items[family.stop - 1].glue != "comma" or family.stop >= len(items):
        return False
    given = items[family.stop].words
    return len(given) == 1 and given[0].kind == "N" and not is_known(given, known, inverted=False)


def _plain(code: str) -> bool:
    return "L" not in code and "X" not in code


def _inverted_units(items: list[Item], start: int, family: _Span, known: Known) -> list[Unit]:
    middle = _past_suffix(items, family.stop)
    if middle >= len(items):
        return []
    units = []
    for span in _spans(items, middle):
        score = _inverted(family.code, span.code) if len(span.code) <= _LONGEST_CODE else None
        if score is not None and not _opens_title(items, span):
            score += _evidence(family.words + span.words, known, inverted=True) + _place(span.words)
            units.append(_unit(items, start, span.stop, "inverted", score))
    return units


def _opens_title(items: list[Item], given: _Span) -> bool:
    """Whether capitals behind an initial open a title: "Roe, J. DNA and boats", not "Roe, J. TJ. (2020)"."""
    ends = given.stop == len(items) or items[given.stop - 1].tail == "("
    return given.code.endswith("iC") and not ends


def _unit(items: list[Item], start: int, stop: int, mode: Mode, score: float) -> Unit:
    stop = _past_suffix(items, stop)
    inside = items[start:stop]
    if any(item.marks for item in inside):
        score = _with_marks(inside, mode, score)
    if any(item.native for item in inside):
        score += _NATIVE
    return Unit(start, stop, mode, score)


def _with_marks(inside: list[Item], mode: Mode, score: float) -> float:
    """The points of a unit some of whose items have marks."""
    marked = [item.marks != "" and not item.marks[0].isalnum() for item in inside]
    if marked[-1] or (mode != "inverted" and any(marked)):
        score += _MARKED
    if mode == "inverted" and any(item.holes and item.marks for item in inside[:-1]):
        score -= _MARKED
    return score


def _organisation(words: list[Word]) -> float:
    """The points of a consortium's name ("the Example Collaboration"), 0 for other words."""
    last = words[-1].hint
    if last == "consortia" and len(words) > 1:
        return _CONSORTIUM
    if any(word.hint == "consortia" for word in words[1:-1][-2:]):
        return _GROUP  # "LAKES Consortium Main Contributors"
    if last != "weak_consortia":
        return 0.0
    if len(words) > 2 and words[-2].folded in vocabulary()["of_consortia"]:
        return _GROUP
    if words[-1].kind == "N" and words[0].kind in "KC":
        return _GROUP  # "LAKES Investigators"
    return _GROUP / 3 if words[0].folded == "the" else 0.0


def _place(given: list[Word]) -> float:
    """Against "Boston, MA" and "Paris, France"."""
    last = given[-1]
    if last.hint == "places":
        return _TOWN_AND_COUNTRY
    town = len(given) == 1 and last.kind in "CN" and last.folded in vocabulary()["place_codes"]
    return _TOWN_AND_STATE if town else 0.0


def _evidence(words: list[Word], known: Known, *, inverted: bool) -> float:
    """What the words themselves say beyond their form: known people, words of titles."""
    if is_known(words, known, inverted=inverted):
        return _KNOWN
    points = 0.0
    if len(words) > 1 and words[0].folded + words[1].folded in vocabulary()["place_initials"]:
        points += _TOWN_AND_COUNTRY
    family = words[0] if inverted else words[-1]
    for word in words:
        if word.kind not in "NK":
            continue
        if word.hint == "doubtful" and word is family and len(words) > 1:
            continue  # a sentence has "He" and "An" at its start, not capitalised beside a given name
        if word.hint:
            points += _DOUBT.get(word.hint, 0.0)
        elif word.folded in known.common and word.folded not in vocabulary()["particles"]:
            points += _COMMON
    return points
