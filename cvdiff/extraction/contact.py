"""The lines above the first section: name, addresses, and what the owner says of themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cvdiff.document import Text
from cvdiff.model import Kind
from cvdiff.outline import Line
from cvdiff.values.headings import section_kind
from cvdiff.vocabulary import fold, words_of

SUMMARY_WORDS = 14
"""A line of more words is a self-description, not an address."""
SMALL_SHARE = 0.25
"""A sentence has at least so many words in small letters."""
LABEL_WORDS = 3
BOLD = 0.8
_CUT = re.compile(
    r"\s*(?:[|•⋄♦]|·(?!\s*\d{3,4}\s*(?:[·\n]|$)))\s*|\t|\s{2,}|(?<=\S)\s+(?=[A-Z][\w-]{2,12}:\s|[\w.+-]+@\w)"
)
"""Between addresses; a point inside a telephone number ("000 · 000 · 0000") is none."""
_TAB = re.compile(r"\t")
_BETWEEN_LABELS = re.compile(r"[-·/]")
_MAIL = re.compile(r"\s*[^\s@]*@")


def is_summary(line: Line) -> bool:
    """Whether a line reads as a sentence about the owner, and is not all names as a postal address is.

    It is long, or of a paragraph in which the owner speaks: "I study moss at Norrvik University.", "Beyond
    that, I bake."
    """
    words = line.text.plain.split()
    small = sum(word[0].islower() for word in words)
    if len(words) <= SUMMARY_WORDS:
        whole = line.source.text.plain.split()
        return len(whole) > LABEL_WORDS and whole[-1].endswith(".") and _speaks(whole)
    label, colon, _ = line.text.plain.partition(":")
    if colon and fold(label) in words_of("extraction", "addresses"):
        return False
    return small >= SMALL_SHARE * len(words)


def _speaks(words: Sequence[str]) -> bool:
    """Whether a sentence opens with the owner's word ("I", "I'm"), or its main clause does.

    A sentence with an address in it tells how to reach them.
    """
    if _is_speaker(words[0]):
        return True
    behind = [word for before, word in pairwise(words) if before.endswith((",", "."))]
    return any(map(_is_speaker, behind)) and not any("@" in word or "://" in word for word in words)


def _is_speaker(word: str) -> bool:
    first = fold(word).split()[:1]
    return bool(first) and first[0] in words_of("extraction", "speakers")


def told_lists(paragraphs: Sequence[Sequence[Line]]) -> dict[int, Kind]:
    """Which paragraphs are items of a list that is no list of addresses, and the line that leads to it.

    By index: "news" below "News!", "summary" below "My interests are:".
    """
    out: dict[int, Kind] = {}
    above, kind = 0, None
    for index, (first, *_) in enumerate(paragraphs):
        leads_to = _introduces(first)
        if kind and leads_to is None and _is_told(first, above):
            out[index] = kind
            continue
        above, kind = first.depth, leads_to
        if kind and any(_is_told(below, above) for below, *_ in paragraphs[index + 1 : index + 2]):
            out[index] = kind
    return out


def _is_told(line: Line, above: int) -> bool:
    """Whether a line is an item of a list below one of the depth `above`, and no address."""
    return line.source.kind == "item" and line.depth > above and not _has_address(line)


def _introduces(line: Line) -> Kind | None:
    """What a line leads to: news, or with a colon behind a few words a list that tells of the owner."""
    plain = line.text.plain
    if len(plain.split()) <= LABEL_WORDS:
        return "news" if section_kind(plain.rstrip("!")) == "news" else None
    return "summary" if plain.endswith(":") and not _has_address(line) else None


def _has_address(line: Line) -> bool:
    """Whether a line prints an address of the net or of mail, or leads to one with all its words."""
    plain = line.text.plain
    return "@" in plain or "://" in plain or line.text.covered("link") > BOLD


def is_address(line: Line) -> bool:
    """Whether a line is nothing but an address of the net, and the name of its place."""
    words = line.text.plain.split()
    return len(words) <= LABEL_WORDS and any("://" in word or "@" in word for word in words)


def address_parts(text: Text, owner: frozenset[str] = frozenset()) -> list[Text]:
    """The single addresses of a contact line ("Email: a@b Tel: 1 Web: c" has three).

    A cell in bold is the label of the next one, unless it holds one of the folded words of `owner`; what
    it labels is cut in front of addresses alone.
    """
    out: list[Text] = []
    position = 0
    tab = _TAB.search(text.plain) if "\t" in text.plain else None
    labelled = tab is not None and _is_label(text, 0, tab, owner)
    for match in _CUT.finditer(text.plain):
        before = text.plain[position : match.start()]
        address = _MAIL.match(text.plain, match.end()) is not None
        weak = labelled or match[0].isspace()
        if weak and match[0] != "\t" and not (address or re.search(r"[:@]\s*\S", before)):
            continue
        if before.rstrip().endswith(":"):
            continue
        if match[0] == "\t" and _is_label(text, position, match, owner):
            continue
        out.append(text.slice(position, position + len(before.rstrip(" ,;"))))
        position = match.end()
    out.append(text.slice(position, len(text.plain)))
    return [part for part in out if part]


def _is_label(text: Text, start: int, tab: re.Match[str], owner: frozenset[str]) -> bool:
    """Whether the cell from `start` to a tab labels the one behind it: short, in letters, alone in bold."""
    label = text.slice(start, tab.start())
    following = text.plain.find("\t", tab.end())
    value = text.slice(tab.end(), following if following > 0 else len(text.plain))
    words = label.plain.split()
    if not words or len(words) > LABEL_WORDS or not _BETWEEN_LABELS.sub("", "".join(words)).isalpha():
        return False
    bold = label.covered("bold") > BOLD and value.covered("bold") < 1 - BOLD
    return bold and not owner & set(fold(label.plain).split())


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each block together."""
    out: list[list[Line]] = []
    for line in lines:
        if out and out[-1][0].block == line.block:
            out[-1].append(line)
        else:
            out.append([line])
    return out
