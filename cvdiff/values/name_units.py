"""How much a stretch of words reads like the name of one person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cvdiff.values.name_items import Item, Word, items_of
from cvdiff.values.name_words import fold, vocabulary

Mode = Literal["normal", "inverted", "postfix"]
"""How names are printed: "J. Roe", "Roe, J." or "Roe J"."""

# Evidence that a name as printed is a person, in points; 1 is two capitalised words. Measured on the
# author lists of reference strings: a wrong stretch rarely collects 2 points, a list rarely stays below.
# The codes are the kinds of the words (`name_words.kind_of`; `i` an initial with its point).
_ALONE: tuple[tuple[str, Mode, float], ...] = (
    (r"i+P*[NKC]", "normal", 2.5),
    (r"i+P*N[NK]|i+NP+N", "normal", 1.8),
    (r"[NK]i+P*[NK]", "normal", 2.5),
    (r"NNi+P*N|Ni+P*NN|iNP*N", "normal", 1.5),
    (r"Nu+P*N", "normal", 1.5),
    (r"[uC]u*P*N", "normal", 0.9),
    (r"[uC]u*P*NN|CN", "normal", 0.3),
    (r"P*[NK](u+|[uC])", "postfix", 1.6),
    (r"P*[NK]{2}(u+|[uC])", "postfix", 1.2),
    (r"P*[NK]i+", "postfix", 1.6),
    (r"P*[NK]{2}i+", "postfix", 0.8),
    (r"NP+N", "normal", 1.2),
    (r"NN|NK|KN", "normal", 1.0),
    (r"NNN|NNP+N|NP+NN|NNK|KNN", "normal", 0.6),
    (r"NNNN|NNNP+N|KK|KiK|KKK", "normal", 0.0),
    (r"H|HH|HHH", "normal", 1.2),
    (r"NC", "normal", 0.2),
    (r"P*[NK]", "normal", -1.0),
)
_FAMILY: tuple[tuple[str, float], ...] = (
    (r"P*[NK]", 0.0),
    (r"P*NN|NP+N|P*KK|C", -0.6),
    (r"P*NNN|NNP+N", -1.5),
)
_GIVEN: tuple[tuple[str, float], ...] = (
    (r"i+P*", 3.0),
    (r"[uC]|uu+", 1.4),
    (r"N+i+P*", 2.5),
    (r"N[uC]", 1.4),
    (r"i+N", 1.2),
    (r"N", 0.4),
    (r"NN", 0.2),
    (r"NP|NNP", 0.6),
)
_CAPITAL_FAMILY = 0.8
_COMMON, _TOPIC, _PLACE, _DOUBTFUL = -1.5, -2.0, -0.7, -1.2
_KNOWN, _MARKED, _NATIVE = 3.0, 1.2, 1.5


@dataclass(frozen=True, slots=True)
class Known:
    """What a document tells about its people.

    `people` are folded names with their words sorted ("jane roe"), `families` folded family names with
    the initials seen with them ("roe j"), `common` the words that the document prints in lower case.
    """

    people: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


def known_names(
    owner: str | None, common_words: frozenset[str] = frozenset(), coauthors: Iterable[str] = ()
) -> Known:
    """The `Known` of a document from its owner, its lower-case words and names seen elsewhere."""
    people, families = set(), set()
    for name in (owner, *coauthors):
        words = [w for item in items_of(name or "") for w in item.words]
        full = [w.folded for w in words if w.kind not in "iuP"]
        if words and full:
            people.add(" ".join(sorted(full)))
            family = full[0] if "," in (name or "") or words[-1].kind in "iu" else full[-1]
            rest = [w.folded[0] for w in words if w.folded != family]
            families.update((f"{family} {rest[0]}", family) if rest else (family,))
    return Known(frozenset(people), frozenset(families), common_words)


@dataclass(frozen=True, slots=True)
class Unit:
    """One author made of `items[first:stop]`; `score` is in points."""

    first: int
    stop: int
    mode: Mode
    score: float


@cache
def _alone(code: str) -> tuple[Mode, float] | None:
    for pattern, mode, score in _ALONE:
        if re.fullmatch(pattern, code):
            return mode, score
    return None


@cache
def _inverted(family: str, given: str) -> float | None:
    """The points of "family, given"; None where the two cannot be a family and a given name."""
    first = next((score for pattern, score in _FAMILY if re.fullmatch(pattern, family)), None)
    second = next((score for pattern, score in _GIVEN if re.fullmatch(pattern, given)), None)
    if first is None or second is None:
        return None
    capitals = "K" in family and given[0] == "N"
    return first + second + (_CAPITAL_FAMILY if capitals else 0.0)


def _spans(items: list[Item], start: int) -> list[tuple[int, str, list[Word]]]:
    """Every way to read on from item `start` across the points of initials: (stop, code, words)."""
    out: list[tuple[int, str, list[Word]]] = []
    words: list[Word] = []
    suffixes = vocabulary()["suffixes"]
    for index in range(start, min(start + 6, len(items))):
        words = words + [
            w for w in items[index].words if w.folded not in suffixes or len(items[index].words) == 1
        ]
        out.append((index + 1, "".join(w.kind for w in words), words))
        if items[index].glue != "soft" or len(words) > 7:
            break
    return out


def is_suffix(item: Item) -> bool:
    """Whether the item is "Jr." or the like and belongs to the name before it."""
    return len(item.words) == 1 and item.words[0].folded in vocabulary()["suffixes"]


def _after_suffix(items: list[Item], stop: int) -> int:
    if stop < len(items) and items[stop - 1].glue == "comma" and is_suffix(items[stop]):
        return stop + 1
    return stop


def units_at(items: list[Item], start: int, known: Known) -> list[Unit]:
    """Every reading of the items from `start` on as one author."""
    units = []
    for stop, code, words in _spans(items, start):
        group = _organisation(words)
        alone = _alone(code)
        if group is not None or alone is not None:
            mode, score = ("normal", group) if group is not None else alone or ("normal", 0.0)
            extra = 0.0 if group is not None else _evidence(words, known, [])
            units.append(_unit(items, start, stop, mode, score + extra))
        if items[stop - 1].glue == "comma" and len(words) < 5:
            units += _inverted_units(items, start, stop, code, words, known)
    return units


def _inverted_units(
    items: list[Item], start: int, middle: int, code: str, words: list[Word], known: Known
) -> list[Unit]:
    units = []
    if middle < len(items) and is_suffix(items[middle]):
        middle += 1
    for stop, given, more in _spans(items, middle) if middle < len(items) else ():
        score = _inverted(code, given)
        if score is not None:
            extra = _evidence(words, known, more) + _place(words, more)
            units.append(_unit(items, start, stop, "inverted", score + extra))
    return units


def _unit(items: list[Item], start: int, stop: int, mode: Mode, score: float) -> Unit:
    stop = _after_suffix(items, stop)
    inside = items[start:stop]
    if any(item.marks and not item.marks[0].isalnum() for item in inside):
        score += _MARKED
    if any(item.native for item in inside):
        score += _NATIVE
    return Unit(start, stop, mode, score)


def _organisation(words: list[Word]) -> float | None:
    """The points of a consortium's name ("the Example Collaboration"), None for other words."""
    names = vocabulary()
    if len(words) < 2 or len(words) > 7:
        return None
    if words[-1].folded in names["consortia"]:
        return 1.5
    if words[-1].folded in names["weak_consortia"] and words[0].folded == "the":
        return 0.5
    return None


def _place(family: list[Word], given: list[Word]) -> float:
    """Against "Boston, MA" and "Paris, France"."""
    names = vocabulary()
    last = given[-1]
    if last.kind in "CN" and last.folded in names["place_codes"] and len(given) == 1:
        return -1.6
    if last.folded in names["places"]:
        return -3.0
    return 0.0


def _evidence(words: list[Word], known: Known, given: list[Word]) -> float:
    """What the words themselves say beyond their form: known people, words of titles."""
    everyone = words + given
    if is_known(everyone, known, inverted=bool(given)):
        return _KNOWN
    names = vocabulary()
    points = 0.0
    for word in everyone:
        if word.kind in "NK":
            parts = (word.folded, *word.folded.split("-")[1:]) if "-" in word.folded else (word.folded,)
            for part in parts:
                points += _word_points(part, names, known)
    return points


def _word_points(word: str, names: dict[str, frozenset[str]], known: Known) -> float:
    if word in names["topics"]:
        return _TOPIC
    if word in names["doubtful"]:
        return _DOUBTFUL
    if word in known.common:
        return _COMMON
    return _PLACE if word in names["places"] else 0.0


def is_known(words: list[Word], known: Known, *, inverted: bool) -> bool:
    """Whether the words are a person that the document knows."""
    if not known.people:
        return False
    full = [w.folded for w in words if w.kind not in "iuCP"]
    if not full:
        return False
    if len(full) > 1 and " ".join(sorted(full)) in known.people:
        return True
    initials = [w.folded[0] for w in words if w.kind in "iuC"]
    if len(full) == 1 and not initials:
        return full[0] in known.families
    return bool(initials) and any(f"{name} {initials[0]}" in known.families for name in full[-1:] + full[:1])


def folded_words(text: str) -> list[str]:
    """The folded words of a text, for look-ups."""
    return [fold(word) for word in text.split()]
