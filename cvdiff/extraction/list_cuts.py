"""Which lines of any other section belong to one entry: an item, a row, a paragraph or a parallel line."""

from __future__ import annotations

from itertools import pairwise, starmap

from cvdiff.extraction.cuts import PARALLEL_SHARE, PROSE_WORDS, Entry, as_entries, cut_at, groups
from cvdiff.extraction.features import SURE, Features
from cvdiff.model import Kind
from cvdiff.prose import is_prose
from cvdiff.values.dates import parse_dates
from cvdiff.vocabulary import fold, phrases_of, words_of

HEAD_WORDS = 3
"""Parallel lines ("Reviewer for ...") share one of so many first words."""
BOLD = 0.8
"""The share of a line in bold that makes it a label."""
LABEL_WORDS = 6
"""A longer item with items below it says something itself."""
NAME_WORDS = 3
"""A line of fewer words above a list names no entry, unless it is dated."""
_LABELLED = frozenset({"service", "award", "teaching", "mentoring", "other"})
"""The kinds of lists that are grouped by sort more often than they have details."""
_GROUPED = frozenset({"service", "award", "teaching"})
"""The kinds of lists whose entries have one year each, and what gave them above several."""
_TITLED = frozenset({"patent", "project", "grant"})
"""The kinds of lists whose entries have names and lines below them."""
DEEPEST = 6
"""Items nested deeper are not cut apart."""


def cut_list(features: list[Features], kind: Kind) -> list[Entry]:
    """The entries of a section of the given kind."""
    entries: list[list[Features]] = []
    found = groups(features)
    if len(found) == 1 and is_bare_list(found[0], kind) and not _is_titled(found[0], kind):
        return as_entries(_dated_above_rest(found[0]) or _with_continuations(found[0]))
    if described := with_texts(found) or _heads_above_texts(found):
        return as_entries(described)
    if kind != "talk" and _is_introduced(found):
        return as_entries(part for group in found for part in _parallel(group, kind))
    fewest = 1 if kind in _GROUPED and any(len(_nested(group, 1, kind)) > 1 for group in found) else 2
    years_in_margin = all(_is_dated_paragraph(group) for group in found)
    labelled = kind in _LABELLED and any(starmap(_is_label_of, pairwise(found)))
    for group in found:
        for part in (years_in_margin and _beside_years(group)) or _parallel(group, kind, fewest):
            if entries and (
                _only_dates(part)
                or (kind == "grant" and _is_detail(part))
                or _belongs(entries[-1], part, kind, labelled)
            ):
                entries[-1] = entries[-1] + part
            else:
                entries.append(part)
    return as_entries(entries)


def _is_titled(group: list[Features], kind: Kind) -> bool:
    """Whether the only paragraph of a section is one entry, its name in bold above what is said of it."""
    return kind in _TITLED and group[0].words >= NAME_WORDS and _is_label_above_value(group)


def _is_introduced(found: list[list[Features]]) -> bool:
    """Whether a section is one sentence without a date, and a list of dated items that it speaks of.

    A talk may be a title above its occasions.
    """
    (first, *more), items = found[0], found[1:]
    if more or first.dates or first.line.depth or first.opening != "plain" or not first.plain.endswith("."):
        return False
    if len(items) < 2 or any(item[0].line.source.kind != "item" for item in items):
        return False
    return sum(any(f.dates for f in item) for item in items) >= PARALLEL_SHARE * len(items)


def _heads_above_texts(found: list[list[Features]]) -> list[list[Features]] | None:
    """The paragraphs in pairs, where each dated one in bold has one below it that describes it."""
    bold = [_is_bold_head(group) for group in found]
    paired = len(found) % 2 == 0 and bold == [True, False] * (len(found) // 2)
    heads, texts = found[::2], found[1::2]
    if not paired or len(heads) < 2 or any(f.line.depth for group in found for f in group):
        return None
    dated = [sum(any(f.dates for f in group) for group in side) for side in (heads, texts)]
    if 2 * dated[0] < len(heads) or 2 * dated[1] > len(texts):
        return None
    return [head + text for head, text in zip(heads, texts, strict=True)]


def with_texts(found: list[list[Features]]) -> list[list[Features]] | None:
    """Items without bullet and date in pairs with the paragraphs below them, most of which open with one."""
    heads, texts = found[::2], found[1::2]
    if len(heads) != len(texts) or not all(map(_is_undated_item, heads)):
        return None
    if any(text[0].line.source.items for text in texts):
        return None
    dated = sum(opens_with_date(text[0]) for text in texts) >= PARALLEL_SHARE * len(texts)
    return [head + text for head, text in zip(heads, texts, strict=True)] if dated else None


def _is_undated_item(group: list[Features]) -> bool:
    """Whether a group is an item of a command of the document's own, without a date."""
    source = group[0].line.source
    return source.kind == "item" and not source.marker and not any(f.dates for f in group)


def _is_bold_head(group: list[Features]) -> bool:
    return len(group) == 1 and group[0].opening == "bold" and group[0].words <= PROSE_WORDS // 2


def is_bare_list(group: list[Features], kind: Kind) -> bool:
    """Whether the only paragraph of a section is a list of one line an entry."""
    first, rest = group[0], group[1:]
    if kind == "summary" or first.line.depth or not rest or first.line.source.kind != "paragraph":
        return False
    one_entry = bool(first.dates) and not any(f.dates for f in rest)
    if kind == "other" and all(is_prose(f.plain) for f in group):
        return False  # sentences on lines of their own are one text
    return not one_entry and all(f.words <= PROSE_WORDS for f in group)


def _dated_above_rest(group: list[Features]) -> list[list[Features]] | None:
    """Cut at the lines that open with a date, where each has as many lines without one below it."""
    cut = cut_at(group, opens_with_date)
    rest = {len(entry) for entry in cut}
    regular = len(cut) >= 2 and len(rest) == 1 and rest != {1}
    return cut if regular and opens_with_date(group[0]) else None


def _beside_years(group: list[Features]) -> list[list[Features]] | None:
    """A paragraph beside the years in the margin: one entry below its only year, or one below each."""
    return _dated_above_rest(group) if any(map(opens_with_date, group[1:])) else [group]


def _is_dated_paragraph(group: list[Features]) -> bool:
    """Whether a paragraph of several lines begins with a date."""
    return len(group) > 1 and group[0].line.source.kind == "paragraph" and opens_with_date(group[0])


def opens_with_date(feature: Features) -> bool:
    """Whether a line begins with a date: a year in the margin."""
    return bool(feature.dates) and feature.dates[0].start == 0


def _with_continuations(group: list[Features]) -> list[list[Features]]:
    """One entry a line; a line that goes on with the one above it belongs to that, a value to its label."""
    labelled = _labels_above_values(group)
    if labelled:
        return labelled
    out: list[list[Features]] = []
    for feature in group:
        if out and _goes_on(out[-1][-1].plain, feature.plain):
            out[-1].append(feature)
        else:
            out.append([feature])
    return out


def _labels_above_values(group: list[Features]) -> list[list[Features]] | None:
    """Cut at the lines that open in bold, where each has a plain one below it."""
    bold = [f.opening == "bold" for f in group]
    labels = bold[0] and not bold[-1] and sum(bold) >= 2
    paired = not any(above and below for above, below in pairwise(bold))
    if not (labels and paired) or _are_dated_apart(group):
        return None
    return cut_at(group, lambda f: f.opening == "bold")


def _are_dated_apart(group: list[Features]) -> bool:
    """Whether the lines that open in bold have dates, and some of the others their own as well."""
    bold = [f for f in group if f.opening == "bold"]
    return all(f.dates for f in bold) and any(f.dates for f in group if f.opening != "bold")


def _is_label_above_value(group: list[Features]) -> bool:
    """Whether the first line alone is bold: what stands below it is of the sort that it names."""
    bold = [f.text.covered("bold") > BOLD for f in group]
    return bold[0] and not any(bold[1:])


def _goes_on(above: str, line: str) -> bool:
    """Whether a line is the rest of the one above it: in brackets, in an open one, behind "and", a label."""
    if line.partition(" ")[0] in words_of("wording", "conjunctions"):
        return True
    return line.startswith("(") or above.endswith(":") or above.count("(") > above.count(")")


def _parallel(group: list[Features], kind: Kind, fewest: int = 2) -> list[list[Features]]:
    """Cuts a group whose lines, or whose nested items, so many at least, are entries of their own."""
    if group[0].line.source.kind == "item":
        return [group] if kind == "skill" and _names_skills(group) else _nested(group, 1, kind, fewest)
    if len(group) < 2 or group[0].line.depth:
        return [group]
    if kind == "skill" and _is_label_above_value(group):
        return [group]
    if kind in ("skill", "contact") or _alike(group):
        return _with_continuations(group)
    return [group]


def _names_skills(group: list[Features]) -> bool:
    """Whether an item is a label and nothing but names are below it, as few as they may be at the time."""
    below = group[1:]
    return bool(below) and all(f.line.depth == 2 and f.words <= LABEL_WORDS for f in below)


def _nested(group: list[Features], depth: int, kind: Kind, fewest: int = 2) -> list[list[Features]]:
    """An item that is only the label of those below it, and these; else the item as it is.

    A long label, such as a society's name, is told by the dates of the offices and courses below it; so is
    one with a single item below it, where `fewest` is one.
    """
    below = groups([f for f in group if f.line.depth > depth], depth + 1)
    own = [f for f in group if f.line.depth <= depth]
    if len(below) < fewest or any(f.dates for f in own) or depth > DEEPEST:
        return [group]
    each_dated = kind in _GROUPED and all(any(f.dates for f in item) for item in below)
    if (len(below) < 2 or sum(f.words for f in own) > LABEL_WORDS) and not each_dated:
        return [group]
    return [part for part in (own, *(p for item in below for p in _nested(item, depth + 1, kind))) if part]


def _alike(group: list[Features]) -> bool:
    dated = sum(opens_with_date(f) for f in group) if opens_with_date(group[0]) else _dated_alike(group)
    if dated >= PARALLEL_SHARE * len(group) and dated >= 2:
        return True
    opening = group[0].opening
    if opening != "plain" and all(f.opening == opening for f in group):
        return True
    heads = [[w.casefold().rstrip("s:") for w in f.plain.split()[:HEAD_WORDS]] for f in group]
    if any(len(head) < HEAD_WORDS for head in heads):
        return False
    if len(group) > 2:
        shared = set.intersection(*map(set, heads))
    elif opening != group[1].opening:
        return False
    else:  # two lines may share a word by chance, but hardly in the same place
        shared = {word for word, other in zip(*heads, strict=True) if word == other}
    return bool(shared - words_of("wording", "function_words"))


def _dated_alike(group: list[Features]) -> int:
    """How many lines are dated; where some have their dates in a column, only these ("Moss School 2019")."""
    in_column = sum(any("\t" in f.plain[max(0, d.start - 2) : d.start] for d in f.dates) for f in group)
    return in_column or sum(bool(f.dates) for f in group)


def _only_dates(part: list[Features]) -> bool:
    return len(part) == 1 and part[0].words <= 6 and parse_dates(part[0].plain) is not None


def _is_detail(part: list[Features]) -> bool:
    """Whether a paragraph is a line that only describes the grant above it ("PI: A. Bee")."""
    return len(part) == 1 and part[0].line.source.kind == "paragraph" and part[0].labelled


def _is_label_of(head: list[Features], below: list[Features]) -> bool:
    """Whether a paragraph is nothing but a short name for the sort of the items below it ("Committees")."""
    line = head[0]
    bare = len(head) == 1 and not (line.line.depth or line.dates) and line.words < NAME_WORDS
    return bare and line.line.source.kind == "paragraph" and below[0].line.source.kind == "item"


def _belongs(entry: list[Features], part: list[Features], kind: Kind, labelled: bool) -> bool:
    """Whether the items below an undated line are its details (a talk's title, then its occasions).

    Where other lists of the section are `labelled`, no short line names one entry for its list. A line with
    nothing but a date names none: the one below it does.
    """
    is_date_above = len(entry) > 1 and opens_with_date(entry[0]) and _only_dates(entry[:1])
    head, first = entry[is_date_above], part[0]
    if kind not in ("talk", "project", "mentoring", "teaching", "grant", "award", "service", "other"):
        return False
    if first.line.source.kind != "item" or head.line.depth or head.line.source.kind == "heading":
        return head.line.source.kind == "heading" and first.line.source.kind != "heading"
    last = entry[-1].line.source
    if last.kind == "item" and last.list_id == first.line.source.list_id is not None:
        return True  # the list's first item already was a detail
    if any(phrases_of("extraction", "legend").scan(fold(head.plain).split())):
        return False
    if first.dates and first.line.source.marker[:1].isdigit():
        return False  # a numbered list of dated entries below a line on all of them
    dated = any(f.dates for f in entry if f.line.depth == 0)
    if kind == "teaching" and max(head.role, head.organization) >= SURE and any(f.dates for f in part):
        return False  # courses below "Teaching Assistant, Norrvik University" or "At Norrvik University"
    fewest = LABEL_WORDS + 1 if labelled else NAME_WORDS
    named = head.words >= fewest or (dated and head.opening != "plain" and head.words > 1)
    return named and not head.plain.endswith(":") and not (dated and any(f.dates for f in part))
