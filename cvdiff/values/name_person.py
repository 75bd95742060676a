"""One printed name: its parts, and whether two printed names can be one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cvdiff.values.name_words import fold, kind_of, vocabulary

_WORD = re.compile(
    r"[^\W\d_][^\W\d_\u0300-\u036f]*[\u0300-\u036f]*(?:['’ʼ`´]?[^\W\d_\u0300-\u036f]+[\u0300-\u036f]*)*"
)
_BRACKET = re.compile(r"[(\[（\"“]([^()\[\]（）\"“”]*)[)\]）\"”]")
_EXACT, _SPELLED, _INITIALS, _MISSPELLED = 4, 3, 2, 1
_MISSPELLED_LETTERS, _SWAPPED_LETTERS = 5, 4
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a name apart: folded given names (single letters are initials) and family name."""

    given: tuple[str, ...]
    family: tuple[str, ...]


def normalise_name(name: str) -> str:
    """The name's words as printed order has them, folded, without points, commas and brackets.

    "Müller, J.-P. (Hans)" gives "muller j p hans".
    """
    return " ".join(fold(word) for word in _WORD.findall(name))


def name_key(name: str) -> str:
    """The folded family name and the initials of the given names: "Roe, Jane A." gives "roe ja"."""
    readings = readings_of(name)
    if not readings:
        return ""
    initials = "".join(word[0] for word in readings[0].given)
    return " ".join(filter(None, ("".join(readings[0].family), initials)))


@lru_cache(maxsize=8192)
def readings_of(name: str) -> tuple[Reading, ...]:
    """The ways to read a printed name, the likeliest first; empty for a text without letters."""
    bare = _BRACKET.sub(" ", name)
    nicknames = [inner.strip() for inner in _BRACKET.findall(name) if inner.strip().isalpha()]
    head, comma, tail = bare.partition(",")
    if comma:
        readings = _comma_readings(_words(head), _words(tail))
    else:
        readings = _plain_readings(_words(bare))
    for nickname in nicknames:
        if readings and kind_of(nickname) in "NC":
            readings.append(Reading((fold(nickname),), readings[0].family))
    return tuple(dict.fromkeys(readings)) or tuple(Reading((), (fold(n),)) for n in nicknames)


def _words(text: str) -> list[str]:
    """The words of a name without titles and suffixes; "JA" stays one word."""
    names = vocabulary()
    words = _WORD.findall(text)[:_LONGEST]
    while len(words) > 1 and fold(words[0]) in names["titles"]:
        words = words[1:]
    kept = [word for word in words if fold(word) not in names["suffixes"]]
    return kept or words


def _comma_readings(family: list[str], given: list[str]) -> list[Reading]:
    if not given:
        return _plain_readings(family)
    particles = []
    while len(given) > 1 and kind_of(given[-1]) == "P":
        particles.insert(0, given.pop())
    return [Reading(_given(given), tuple(fold(word) for word in particles + family))]


def _given(words: list[str]) -> tuple[str, ...]:
    """Folded given names; a group of capitals ("JA") is taken as one initial a letter."""
    out: list[str] = []
    for word in words:
        folded = fold(word)
        out += list(folded) if len(word) <= 3 and word.isupper() else [folded]
    return tuple(out)


def _plain_readings(words: list[str]) -> list[Reading]:
    if len(words) < 2:
        return [Reading((), (fold(words[0]),))] if words else []
    kinds = [kind_of(word) for word in words]
    mixed = any(kind == "N" for kind in kinds)
    readings = [_split(words, cut) for cut in _cuts(words, kinds)]
    if mixed and kinds[-1] in "uC" and kinds[0] in "NPK":
        tail = len(kinds)
        while tail > 1 and kinds[tail - 1] in "uC":
            tail -= 1
        postfix = Reading(_given(words[tail:]), tuple(fold(word) for word in words[:tail]))
        return [postfix, *readings] if kinds[-1] == "C" else [postfix]
    if mixed and kinds[0] == "K" or (len(words) == 2 and "u" not in kinds):
        readings.append(Reading(_given(words[1:]), (fold(words[0]),)))
    elif kinds[0] == "C" and mixed and len(words) == 2:
        readings.append(Reading(_given(words[1:]), (fold(words[0]),)))
    if mixed and kinds[0] == "K":
        readings.reverse()
    return readings


def _cuts(words: list[str], kinds: list[str]) -> list[int]:
    """Where the family name may begin, the likeliest first."""
    cut = len(words) - 1
    while cut > 1 and kinds[cut - 1] == "P":
        cut -= 1
    cuts = [cut]
    if cut > 1 and kinds[cut - 1] == "N":
        cuts.append(cut - 1)
    return cuts


def _split(words: list[str], cut: int) -> Reading:
    return Reading(_given(words[:cut]), tuple(fold(word) for word in words[cut:]))


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
    return best


def _compare(a: Reading, b: Reading) -> int:
    if _same_family(a.family, b.family):
        agreed = _same_given(a.given, b.given)
        if agreed:
            return agreed
        if len("".join(a.given)) > 1 and _slip("".join(a.given), "".join(b.given)):
            return _MISSPELLED
        return 0
    full = a.given == b.given and len("".join(a.given)) > len(a.given)
    return _MISSPELLED if full and _slip("".join(a.family), "".join(b.family)) else 0


def _same_family(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b:
        return True
    left, right = _bare_family(a), _bare_family(b)
    return left == right or _umlauts(left) == _umlauts(right)


def _bare_family(words: tuple[str, ...]) -> str:
    particles = vocabulary()["particles"]
    kept = [word for word in words if word not in particles]
    return "".join(kept or words).replace("-", "").replace("'", "")


def _umlauts(text: str) -> str:
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _same_given(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """3 for the same given names, 2 where initials or missing middle names leave it open, else 0."""
    if not a or not b:
        return _INITIALS if a == b else 0
    if "".join(a) == "".join(b) and (len("".join(a)) > 1):
        return _SPELLED
    if not _fits(a[0], b[0]):
        joined = "".join(a), "".join(b)
        return _SPELLED if _umlauts(joined[0]) == _umlauts(joined[1]) else 0
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
