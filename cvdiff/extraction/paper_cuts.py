"""Which lines of a publication list belong to one paper.

The list is cut by the hypothesis that yields the most complete and least overfull entries: one a list
item, one a paragraph, one a line, one at each repeated opening style, and so on.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cvdiff.extraction.abstracts import heads_abstract, is_summary, opens_abstract
from cvdiff.extraction.afterlife import opens_afterlife
from cvdiff.extraction.cuts import PARALLEL_SHARE, Entry, as_entries, cut_at, groups
from cvdiff.extraction.features import OPENING_QUOTES, Features
from cvdiff.extraction.list_cuts import is_bare_list, opens_with_date
from cvdiff.extraction.margins import papers_of_rows
from cvdiff.extraction.named import named_spans
from cvdiff.values.dates import years
from cvdiff.values.status import find_notes

OVERFULL = 1.5
"""What a second author list or title costs an entry, in found components (of at most four)."""
LIST_BONUS = 1.0
"""Where the author of a CV made a list, its items are the entries unless another cut finds that many
more components an entry."""
BLOCK_BONUS = 0.6
"""The same for paragraphs between blank lines."""
LABEL_WORDS = 3
"""A longer item above nested ones is a title, or says what these are about."""
LINKED = 0.6
"""Links fill so much of a line that holds little else, as what stands below a text that is folded away."""
TOLD_WORDS = 6
"""Words beside the authors of a paper in one line: a title of three, a venue, a year."""
FEWEST_BELOW = 2
"""Where an item has two papers or more in it, an item with one in the same list is such a topic, too."""
HEADED_BONUS = 1.0
"""The same for the headings that papers have, which the outline has told from those of sections."""
COMPLETE = 4.0
"""Four components an entry: no other cut can do better."""
_QUOTED_OPENING = r"[“\"„«][^“”\"„«»\n]{3,}[”\"“»]"
SAMPLE = 12
"""So many entries of a list tell whether a cut fits it."""


def cut_publications(features: list[Features], after_rule: frozenset[int]) -> list[Entry]:
    """The entries of a list; `after_rule` holds the indices of blocks below a horizontal rule."""
    items = groups(features)
    by_topic = any(_is_topic(group, FEWEST_BELOW) for group in items)
    plain = _with_remarks(
        [
            part
            for group in items
            for own in (_topic_apart(group) if by_topic and _is_topic(group, 1) else [group])
            for part in _quoted_lines(own)
        ]
    )
    if sum("title" in named_spans(g[0].text) for g in plain) >= PARALLEL_SHARE * len(plain):
        return as_entries(plain)
    if sum(g[0].line.source.kind in ("term", "row") for g in plain) >= PARALLEL_SHARE * len(plain):
        return as_entries(plain)
    bare = len(plain) == 1 and is_bare_list(plain[0], "publication") and not any(f.authors for f in features)
    if bare and all(f.words >= 3 for f in features):
        return as_entries(_with_remarks(_with_rest_of_lines([[f] for f in features])))
    listed = (
        sum(g[0].line.source.kind == "item" for g in plain) >= PARALLEL_SHARE * len(plain) and len(plain) > 1
    )
    headings = sum(f.line.source.kind == "heading" for f in features)
    best, top = plain, _quality(plain) + (LIST_BONUS if listed else BLOCK_BONUS)
    if top < COMPLETE:
        for cut in _hypotheses(features, plain, after_rule):
            quality = _quality(cut) + HEADED_BONUS * (0 < headings == _headed(cut))
            if quality > top + 1e-9 and not (listed and len(cut) == 1):  # all items as one hold more
                best, top = cut, quality
    whole = _rejoin(_with_remarks(_notes_behind(best)))
    return [paper for entry in whole for work in _works_inside(entry) for paper in papers_of_rows(work)]


def _headed(entries: list[list[Features]]) -> int:
    """How many entries open with a heading."""
    return sum(entry[0].line.source.kind == "heading" for entry in entries)


def _works_inside(entry: list[Features]) -> list[list[Features]]:
    """The works of an item whose later paragraphs are laid out as it is: a paper and its long version."""
    first = entry[0]
    starts = {
        id(f)
        for f in entry[1:]
        if f.line.block != first.line.block
        and f.line.number == 0
        and f.line.source.kind == "paragraph"
        and f.opening == first.opening != "plain"
    }
    works = cut_at(entry, lambda f: id(f) in starts) if starts else [entry]
    return works if all(map(_is_whole, works)) else [entry]


def _is_whole(work: list[Features]) -> bool:
    """Whether lines tell title, authors, and where or when the work appeared."""
    told = any(f.has_year or f.has_venue for f in work)
    return work[0].titled and told and any(f.authors for f in work)


def _topic_apart(group: list[Features]) -> list[list[Features]]:
    """What an item says of those nested in it, and these."""
    own, nested = _nested(group)
    return [own, *nested]


def _is_topic(group: list[Features], fewest: int) -> bool:
    """Whether an item only labels the papers nested in it ("Journals"), or tells what they are about.

    It names nobody, and each item in it has people; below more than a label also a venue or a year, and
    words enough for a title, which versions of one paper lack.
    """
    own, nested = _nested(group)
    if len(nested) < fewest or any(f.authors for f in own):
        return False
    is_label = len(own) == 1 and own[0].words <= LABEL_WORDS and not (own[0].has_year or own[0].titled)
    if not is_label and group[0].line.source.kind != "item":  # a term is a title
        return False
    return all(any(f.authors for f in entry) and (is_label or _is_complete(entry)) for entry in nested)


def _is_complete(entry: list[Features]) -> bool:
    """Whether lines that name people tell where or when, and are long enough to hold a title as well."""
    named = sum(len(f.plain[f.authors.start : f.authors.end].split()) for f in entry if f.authors)
    told = any(f.has_year or f.has_venue for f in entry)
    return told and sum(f.words for f in entry) - named >= TOLD_WORDS


def _nested(group: list[Features]) -> tuple[list[Features], list[list[Features]]]:
    """An item's own lines, and the items nested in it."""
    return [f for f in group if f.line.depth <= 1], groups([f for f in group if f.line.depth > 1], 2)


def _quoted_lines(group: list[Features]) -> list[list[Features]]:
    """The lines of a group one by one, if each opens with a title in quotes; else the group as it is."""
    quoted = all(f.plain[:1] in OPENING_QUOTES and re.match(_QUOTED_OPENING, f.plain) for f in group)
    return [[f] for f in group] if quoted else [group]


def _hypotheses(
    features: list[Features], plain: list[list[Features]], after_rule: frozenset[int]
) -> list[list[list[Features]]]:
    """The other ways to cut than by blocks and list items (the first of equals wins)."""
    out: list[list[list[Features]]] = []
    if sum(map(opens_with_date, features)) >= 2:
        out.append(cut_at(features, opens_with_date))
    if any(f.line.depth > 1 for f in features):
        out.append(groups(features, 2))
    if any(len(g) > 1 and g[-1].line.depth == 0 for g in plain):
        out.append([[f] for f in features])
    if any(f.line.block in after_rule for f in features):
        out.append(cut_at(features, lambda f: f.line.block in after_rule and f.line.number == 0))
    if any(f.line.source.kind == "heading" for f in features):
        out.append(cut_at(features, lambda f: f.line.source.kind == "heading"))
    for opening in dict.fromkeys(f.opening for f in features if f.opening != "plain"):
        out.append(cut_at(features, lambda f, o=opening: f.opening == o))  # type: ignore[misc]
        out.append(cut_at(features, lambda f, o=opening: f.opening == o and f.line.number == 0))  # type: ignore[misc]
    first = _component(features[0])
    out.append(cut_at(features, lambda f: _component(f) == first))
    if above := _titles_above_names(features):
        out.append(cut_at(features, lambda f: id(f) in above))
    return out


def _titles_above_names(features: list[Features]) -> set[int]:
    """The ids of the lines above lines of nothing but names, if the list begins with such a pair."""
    if len(features) < 2 or not _continues_with_names(features[1]):
        return set()
    return {
        id(above) for above, line in pairwise(features) if _continues_with_names(line) and not above.authors
    }


def _continues_with_names(feature: Features) -> bool:
    is_first = feature.line.source.kind == "item" and feature.line.number == 0
    return not is_first and _only_names(feature)


def _only_names(feature: Features) -> bool:
    """Whether a line holds people and no other words, a year at most."""
    names, plain = feature.authors, feature.plain
    return names is not None and not any(map(str.isalpha, plain[: names.start] + plain[names.end :]))


def _component(feature: Features) -> str:
    if feature.authors:
        return "authors"
    return "venue" if feature.has_venue and not feature.titled else "title"


def _quality(entries: list[list[Features]]) -> float:
    """Components found an entry, less what is there twice; judged on a sample of a long list."""
    step = max(1, len(entries) // SAMPLE)
    sample = entries[::step]
    return sum(_completeness(entry) for entry in sample) / len(sample)


def _completeness(entry: list[Features]) -> float:
    authors = _author_lists(entry)
    titled = sum(1 for f in entry if f.titled) or sum(1 for f in entry if f.slanted and not f.has_venue)
    titles = 1 if entry[0].line.source.kind == "heading" else titled
    venues = any(f.has_venue for f in entry)
    dated = sum(1 for f in entry if f.has_year)
    title = titles > 0 or any(f.words >= 4 for f in entry)
    found = (authors > 0) + title + venues + (dated > 0)
    spread = len({year for f in entry if f.has_year for _, _, year in years(f.plain)})
    dates = min(dated, spread + 1)  # the year of one paper may stand in its margin, its venue and its link
    opened = 0.5 * (len(entry) > 1 and entry[0].only_links)  # links stand below what they belong to
    over = (
        opened + max(0, authors - 1) + max(0, titles - 1) + max(0, dates - 2) + 0.2 * max(0, len(entry) - 6)
    )
    return found - OVERFULL * over


def _author_lists(entry: list[Features]) -> int:
    """How many lines name people; a list of people may take several lines."""
    wrapped = sum(1 for above, f in pairwise(entry) if _only_names(f) and _only_names(above))
    return sum(1 for f in entry if f.people) - wrapped


def _notes_behind(entries: list[list[Features]]) -> list[list[Features]]:
    """The entries, a paragraph that is only a note put to the one above it ("Best Paper Award")."""
    out: list[list[Features]] = []
    for entry in entries:
        later = [f.line.block for f in entry if f.line.block != entry[0].line.block]
        if out and later and _is_note(entry[0]) and entry[0].line.source.kind == "paragraph":
            out[-1] = [*out[-1], *(f for f in entry if f.line.block not in later)]
            entry = [f for f in entry if f.line.block in later]
        out.append(entry)
    return out


def _with_remarks(entries: list[list[Features]]) -> list[list[Features]]:
    """The entries, a paragraph or its line about the work above put to it: an abstract, what became of it."""
    out: list[list[Features]] = []
    for entry in entries:
        if out and entry[0].line.source.kind == "paragraph" and _is_remark(entry, out[-1]):
            out[-1] = [*out[-1], *entry]
        else:
            out.append(entry)
    return out


def _is_remark(entry: list[Features], above: list[Features]) -> bool:
    """Whether a text tells of the work above: by its words, or as a paragraph of prose below a title."""
    first = entry[0]
    if opens_abstract(first.plain) or heads_abstract(first.plain) or opens_afterlife(first.plain):
        return True
    is_paragraph = len(entry) == 1 and first.line.number == 0
    if is_paragraph and heads_abstract(above[-1].plain):
        return True
    if is_paragraph and len(above) > 1 and heads_abstract(above[-2].plain) and _is_linked(first):
        return True
    sums_up = is_paragraph and above[0].titled and is_summary(first.plain)
    return sums_up and not (first.titled or first.has_year or first.authors)


def _is_linked(feature: Features) -> bool:
    """Whether a line is hardly more than links, none of them set as a title."""
    return not feature.titled and feature.text.covered("link") > LINKED


def _is_note(feature: Features) -> bool:
    return any(n.start == 0 and n.end == len(feature.plain) for n in find_notes(feature.plain))


def _rejoin(entries: list[list[Features]]) -> list[list[Features]]:
    """Puts together what a page break tore apart: a title alone, then authors without a title."""
    entries = _with_rest_of_lines(entries)
    alone = [e for e in entries if len(e) == 1 or all(f.only_links for f in e)]
    if not alone:
        return entries
    sample = entries[:: max(1, len(entries) // SAMPLE)]
    if sum(1 for e in sample if any(f.authors for f in e)) < PARALLEL_SHARE * len(sample):
        return entries
    out: list[list[Features]] = []
    for entry in entries:
        if out and (_is_rest_of(out[-1], entry) or all(f.only_links for f in entry)):
            out[-1] = out[-1] + entry
        else:
            out.append(entry)
    return out


def _with_rest_of_lines(entries: list[list[Features]]) -> list[list[Features]]:
    """The entries, one that begins behind a comma at the end of a line put to the one above it."""
    out: list[list[Features]] = []
    for entry in entries:
        first = entry[0].line
        if out and first.number and first.block == out[-1][-1].line.block and out[-1][-1].plain.endswith(","):
            out[-1] = [*out[-1], *entry]
        else:
            out.append(entry)
    return out


def _is_rest_of(before: list[Features], entry: list[Features]) -> bool:
    """Whether an entry opens with nothing but authors, and the one before shows neither them nor a venue."""
    if not _only_names(entry[0]) or entry[0].has_year:
        return False
    return not any(f.authors or f.has_venue for f in before)
