"""One printed name: its parts, and whether two printed names can be one person."""

from __future__ import annotations

import re
from functools import lru_cache

from cvdiff.dataclass import dataclass
from cvdiff.values.name_words import fold_name, kind_of, vocabulary

_LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*+)+"
_WORD = re.compile(rf"{_LETTERS}(?:['’ʼ`´‐‑-]{_LETTERS})*")
_BRACKET = r"[(\[（\"“]([^()\[\]（）\"“”]*)[)\]）\"”]"
_BRACKETS = frozenset('([（"“')
_EXACT, _SPELLED, _INITIALS, _MISSPELLED = 4, 3, 2, 1
_MISSPELLED_LETTERS, _SWAPPED_LETTERS = 5, 4
_DOUBLED_LETTERS = 4
"""Shorter parts around a hyphen are syllables of a given name: "Li Wei-Min"."""
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a name apart.

    `given` are the folded given names, single letters being initials, `family` is the folded family
    name in one word, `bare` the same without particles. `swapped` marks the reading of a name of two
    words against the usual order.
    """

    given: tuple[str, ...]
    family: str
    bare: str
    swapped: bool = False


@lru_cache(maxsize=8192)
def normalise_name(name: str) -> str:
    """The name's words in printed order, folded, without points, commas, hyphens and brackets.

    "Müller, J.-P. (Hans)" gives "muller j p hans".
    """
    return " ".join(fold_name(word) for word in _WORD.findall(name)).replace("-", " ")


def name_key(name: str) -> str:
    """The folded family name and the initials of the given names: "de la Roe, Jane A." gives "delaroe ja".

    Two spellings of one person may have different keys (a middle initial, another order), so the key
    is a means to look up candidates, not to decide.
    """
    readings = readings_of(name)
    if not readings:
        return ""
    initials = "".join(word[0] for word in readings[0].given)
    return f"{readings[0].family} {initials}".strip()


@lru_cache(maxsize=8192)
def readings_of(name: str) -> tuple[Reading, ...]:
    """The ways to read a printed name, the likeliest first; empty for a text without letters."""
    nicknames = []
    if not _BRACKETS.isdisjoint(name):
        nicknames = [inner.strip() for inner in re.findall(_BRACKET, name)]
        name = re.sub(_BRACKET, " ", name)
    head, _, tail = name.partition(",")
    given = _words(tail)
    readings = _comma_readings(_words(head), given) if given else _plain_readings(_words(head))
    for nickname in nicknames:
        if readings and nickname.isalpha() and kind_of(nickname) in "NC":
            first = readings[0]
            readings.append(Reading((fold_name(nickname),), first.family, first.bare, first.swapped))
    return tuple(dict.fromkeys(readings))


def _words(text: str) -> list[str]:
    """The words of a name without titles and suffixes; "Roe MD" is a name with initials, though."""
    names = vocabulary()
    words = _WORD.findall(text)[:_LONGEST]
    while len(words) > 1 and fold_name(words[0]) in names["titles"]:
        words = words[1:]
    drop = names["suffixes"]
    kept = [w for w in words if fold_name(w) not in drop or (len(words) < 3 and kind_of(w) == "C")]
    return [] if not kept and len(words) == 1 and kind_of(words[0]) != "C" else kept or words


def _reading(given: list[str], family: list[str], *, swapped: bool = False) -> Reading:
    folded = [fold_name(word) for word in family]
    particles = vocabulary()["particles"]
    bare = [word for word in folded if word not in particles] or folded
    return Reading(_given(given), _joined(folded), _joined(bare), swapped)


def _joined(words: list[str]) -> str:
    return "".join(words).replace("-", "").replace("'", "")


def _given(words: list[str]) -> tuple[str, ...]:
    """Folded given names; a group of capitals ("JA") is one initial a letter."""
    out: list[str] = []
    for word in words:
        folded = fold_name(word)
        out += folded.replace("-", "") if kind_of(word) == "C" else folded.split("-")
    return tuple(out)


def _comma_readings(family: list[str], given: list[str]) -> list[Reading]:
    particles: list[str] = []
    while len(given) > 1 and kind_of(given[-1]) == "P":
        particles.insert(0, given.pop())
    return [_reading(given, particles + family)]


def _plain_readings(words: list[str]) -> list[Reading]:
    if len(words) < 2:
        return [_reading([], words)] if words else []
    if fold_name(words[-1]) in vocabulary()["consortia"]:
        return [_reading([], [word for word in words if fold_name(word) != "the"])]
    kinds = [kind_of(word) for word in words]
    usual = [_reading(words[:cut], words[cut:]) for cut in _cuts(kinds)]
    if kinds[-1] in "uC" and any(kind in "NK" for kind in kinds[:-1]) and kinds[0] not in "uC":
        tail = len(kinds)
        while tail > 1 and kinds[tail - 1] in "uC":
            tail -= 1
        postfix = _reading(words[tail:], words[:tail])
        return [postfix] if kinds[-1] == "u" else [postfix, *usual]
    if kinds[0] in "CK" and "N" in kinds:
        first = _reading(words[1:], words[:1])
        return [first, *usual] if kinds[0] == "K" else [*usual, first]
    if len(words) == 2 and "u" not in kinds:
        usual.append(_reading(words[1:], words[:1], swapped=True))
    return usual


def _cuts(kinds: list[str]) -> list[int]:
    """Where the family name may begin, the likeliest first: at the last word or its particles, or at
    the first of two family names.
    """
    cut = len(kinds) - 1
    while cut > 1 and kinds[cut - 1] == "P":
        cut -= 1
    return [cut, cut - 1] if cut > 1 and kinds[cut - 1] == "N" else [cut]


def same_person(a: str, b: str) -> bool:
    """Whether two printed names can be one person.

    Accents, case, points, hyphens and the order of the parts do not count; initials stand for any name
    that begins with them; one slip of the pen is forgiven in a long enough name.
    """
    return likeness(a, b) > 0


def likeness(a: str, b: str) -> int:
    """How strongly two printed names agree: 4 as printed, 3 in every part, 2 by initials or a missing
    middle name, 1 but for a misspelling, 0 not at all. Symmetric.
    """
    if a == b or normalise_name(a) == normalise_name(b):
        return _EXACT
    best = 0
    for left in readings_of(a):
        for right in readings_of(b):
            best = max(best, _compare(left, right))
    if not best and ("-" in a or "-" in b):
        return _MISSPELLED if _is_doubled(a, b) or _is_doubled(b, a) else 0
    return best


def _is_doubled(name: str, doubled: str) -> bool:
    """Whether a full name has a second family name behind a hyphen in the other: "Ada Rask-Wexley"."""
    first, _, second = doubled.rpartition("-")
    given, _, family = first.rpartition(" ")
    spelled = len(given.partition(" ")[0].rstrip(".")) > 1
    long = min(len(family), len(second)) >= _DOUBLED_LETTERS and second.isalpha()
    return spelled and long and normalise_name(first) == normalise_name(name)


def _compare(a: Reading, b: Reading) -> int:
    given_a, given_b = "".join(a.given), "".join(b.given)
    if _same_family(a, b):
        agreed = _same_given(a.given, b.given)
        if agreed == _INITIALS and (a.swapped or b.swapped):
            return 0
        return agreed or (_MISSPELLED if _slip(given_a, given_b) else 0)
    spelled_out = given_a == given_b and len(given_a) > len(a.given)
    return _MISSPELLED if spelled_out and _slip(a.family, b.family) else 0


def _same_family(a: Reading, b: Reading) -> bool:
    return a.bare == b.bare or a.family == b.family or fold_umlauts(a.bare) == fold_umlauts(b.bare)


def fold_umlauts(text: str) -> str:
    """Both German spellings as one: "mueller" and "muller"."""
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _same_given(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """3 for the same given names, 2 where initials or missing middle names leave it open, else 0."""
    if not a or not b:
        return _INITIALS if a == b else 0
    if "".join(a) == "".join(b) and (len("".join(a)) > 1):
        return _SPELLED
    if not _fits(a[0], b[0]):
        return _SPELLED if fold_umlauts("".join(a)) == fold_umlauts("".join(b)) else 0
    shorter, longer = sorted((a[1:], b[1:]), key=len)
    position = 0
    for word in shorter:
        while position < len(longer) and not _fits(word, longer[position]):
            position += 1
        if position == len(longer):
            return _INITIALS if _syllables(a, b) else 0
        position += 1
    return _INITIALS


def _fits(a: str, b: str) -> bool:
    """Equal, or one is the initial of the other."""
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _syllables(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name is written in one word and the other as its initials ("Yuneng", "Y.-N.")."""
    single, letters = (a, b) if len(a) == 1 else (b, a)
    return (
        len(single) == 1 and all(len(word) == 1 for word in letters) and all(x in single[0] for x in letters)
    )


def _slip(a: str, b: str) -> bool:
    """One letter more, less, other or two swapped, behind the same first letter of a long enough word."""
    if not a or not b or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest, other = a[start:], b[start:]
    if len(a) == len(b) and rest[:2] == other[:2][::-1] and rest[2:] == other[2:]:
        return len(a) >= _SWAPPED_LETTERS
    if min(len(a), len(b)) < _MISSPELLED_LETTERS:
        return False
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
