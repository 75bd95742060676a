"""Records without a counterpart whose words the other version prints all the same.

Two entries that one version runs together, or a line that one version cuts in two, leave a record
unmatched although nothing came or went. The worst error of a changelog is a removed paper that was not
removed, so such records are neither added nor removed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cvdiff.model import CV, AnyRecord, Entry, Publication
from cvdiff.values.stamps import is_document_date, is_stamp
from cvdiff.vocabulary import fold

MIN_WORDS = 4
"""Shorter titles and texts occur inside others by chance ("Machine Learning")."""

LABEL_WORDS = 6
"""A longer text that ends with a colon says something itself."""


def absorbed(cv: CV, other: CV, free: Sequence[int]) -> set[int]:
    """Which of the unmatched records `free` of `cv` the other version prints inside another record."""
    if not free:
        return set()
    own, others, owner = _printed(cv), _printed(other), fold(other.owner or "")
    found = set()
    for index in free:
        words = _needle(cv.records[index])
        if not words or _is_label(cv.records[index]):  # only signs, such as a line of dashes
            found.add(index)
        if cv.records[index].kind == "contact" and words == owner:  # a name that is a heading there
            found.add(index)
        if len(words.split()) < MIN_WORDS:
            continue
        there = others.count(f" {words} ")
        if there and there >= own.count(f" {words} "):
            found.add(index)
    return found


def regrouped(
    whole: CV, free: Iterable[int], parts: CV, free_parts: Iterable[int]
) -> tuple[set[int], set[int]]:
    """Which unmatched lines of `whole` stand on several lines of `parts`, and which of these say nothing new.

    A line of committees that is set as one line a conference was not removed. Only lines of one kind are
    compared, neither papers nor jobs. All words of the line must be there, and two lines or more that name
    nothing else.
    """
    cut: set[int] = set()
    said: set[int] = set()
    others = _words_by_kind(parts, free_parts)
    for kind, lines in _words_by_kind(whole, free).items():
        told = others.get(kind, {})
        holding = _by_rare_words(told)
        for index, words in lines.items():
            near = {n for word in words for n in holding.get(word, ())}
            inside = {
                n: told[n]
                for n in sorted(near)
                if told[n] != words and 2 * len(told[n] & words) >= len(told[n])
            }
            naming = sum(_names(own) <= words for own in inside.values())
            if naming > 1 and words <= frozenset().union(*inside.values()):
                cut.add(index)
                said |= {n for n, own in inside.items() if own <= words}
    return cut, said


def _by_rare_words(lines: Mapping[int, frozenset[str]]) -> dict[str, list[int]]:
    """The lines that hold a word, each by the rarer half of its words and one more.

    A line half of whose words stand in another has one of these there, so that lines which only share common
    words ("Reviewer") need not be compared.
    """
    number = Counter(word for words in lines.values() for word in words)
    found: dict[str, list[int]] = {}
    for index, words in lines.items():
        for word in sorted(words, key=lambda word: (number[word], word))[: len(words) // 2 + 1]:
            found.setdefault(word, []).append(index)
    return found


def _names(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not word.isdigit())


def _words_by_kind(cv: CV, free: Iterable[int]) -> dict[str, dict[int, frozenset[str]]]:
    """The words of the entries `free`, "Moss2021" in two, by kind and place."""
    found: dict[str, dict[int, frozenset[str]]] = {}
    for index in free:
        record = cv.records[index]
        if isinstance(record, Entry):
            words = re.findall(r"[^\W\d_]+|\d+", fold(record.text))
            found.setdefault(record.kind, {})[index] = frozenset(words)
    return found


def _printed(cv: CV) -> str:
    """The folded texts of all records, one a line: searched as one string, which a long CV needs."""
    return "\n".join(f" {fold(record.text)} " for record in cv.records)


def _is_label(record: AnyRecord) -> bool:
    """Whether a record only announces those below it ("Department of Botany:") or dates the document."""
    is_label = record.text.endswith(":") and len(record.text.split()) <= LABEL_WORDS
    is_date = record.kind == "contact" and is_document_date(record.text)
    return isinstance(record, Entry) and (is_label or is_date or is_stamp(record.text))


def _needle(record: AnyRecord) -> str:
    return fold(record.title if isinstance(record, Publication) else record.text)
