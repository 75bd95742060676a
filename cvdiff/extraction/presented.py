"""Whether papers below a heading are talks and posters: their entries say how they were given, or when.

    presented = ". Poster. " | ". Oral presentation. " | ...        a sentence of its own
              | ". Paper presented at " | ". Talk given at " | ...  or the beginning of one

A paper's distinction ("(Oral)", "ICML 2022, Spotlight") is no such sentence. Below "Papers" or "Conference
papers", titles with a meeting and its month ("Peat Society, Norrvik, June 2-4, 2015") are talks, too, unless
they open with their authors, or name the pages or proceedings that have them in print. So are titles with
nothing but meetings in short, where one was read at several ("SPS 2015, MPS 2016").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvdiff.document import join
from cvdiff.extraction.context import Context
from cvdiff.extraction.cuts import Entry
from cvdiff.extraction.features import Features
from cvdiff.extraction.paper_cuts import cut_publications
from cvdiff.outline import Line, Part
from cvdiff.values.headings import heading_key, section_kind
from cvdiff.values.serials import find_serials
from cvdiff.vocabulary import fold, phrases_of, words_of

MOST = 0.6
"""A list is one of talks when at least this share of its blocks, and two of them, say so."""
_DAY = r"(?<![\d-])\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2}(?![\d-])"

_MEETING = r"\b[A-Z][\w-]*[A-Z][\w-]*[ \t](?:19|20)\d\d$"
"""A meeting in short, with its year, at the end of what stands in front of a comma."""


def are_presentations(lines: Sequence[Line]) -> bool:
    """Whether most blocks of a list have a sentence that is only the way of presenting."""
    blocks = {line.block for line in lines}
    presented = {line.block for line in lines if _says_presented(line.text.plain)}
    return len(presented) >= max(2, MOST * len(blocks))


def _says_presented(text: str) -> bool:
    ways, openings = words_of("extraction", "presented"), phrases_of("extraction", "presented_at")
    for sentence in re.split(r"[.?!]\s", text)[1:]:
        words = fold(sentence).split()
        if words and (openings.at(words, 0) or (" ".join(words) in ways and not text.endswith(sentence))):
            return True
    return False


def are_read_at_meetings(part: Part, context: Context) -> bool:
    """Whether a list that is headed as one of papers holds what was read at meetings, and is not in print."""
    if heading_key(part.printed) not in words_of("headings", "read_papers"):
        return False
    if any(section_kind(heading) == "publication" for heading in part.path[:-1]):
        return False
    entries = cut_publications([Features(line, context) for line in part.lines], frozenset())
    meetings = [_meetings(entry) for entry in entries]
    if max(meetings, default=0) > 1 and sum(map(bool, meetings)) >= MOST * len(entries):
        return True
    read = sum(_is_read(entry, context) for entry in entries)
    return bool(entries) and read >= MOST * len(entries)


def _meetings(entry: Entry) -> int:
    """At how many meetings a paper was read, where an entry closes with these in short."""
    _, cut, behind = entry[-1].text.plain.rpartition("\t")
    if not cut:
        _, _, behind = entry[-1].text.plain.rpartition("”")
    places = behind.strip(" ,.()").split(", ")
    return len(places) if all(re.search(_MEETING, place) for place in places) else 0


def _is_read(entry: Entry, context: Context) -> bool:
    """Whether an entry names a meeting and its month, and neither its authors nor where it is printed."""
    text = join([line.text for line in entry])
    words = set(fold(text.plain).split())
    if words.isdisjoint(words_of("extraction", "meetings")) or find_serials(text.plain):
        return False
    dated = not words.isdisjoint(words_of("venues", "months")) or re.search(_DAY, text.plain)
    people = context.people(text.plain)
    in_print = not words.isdisjoint(words_of("extraction", "in_print"))
    return bool(dated) and not in_print and not (people and people[0].start <= 2)
