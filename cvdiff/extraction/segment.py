"""The lines of a section -> entries: which lines belong to one record.

Publications are cut by the hypothesis that yields the most complete and least overfull entries: one a
list item, one a paragraph, one a line, one at each repeated opening style, and so on. Jobs and degrees
follow a grammar of components (dates, role or degree, organization): a component that comes again
begins the next entry. Everything else is one entry a list item, row, paragraph or parallel line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cvdiff.extraction.context import Context
from cvdiff.extraction.features import SURE, Features
from cvdiff.model import Kind
from cvdiff.outline import Line
from cvdiff.values.dates import parse_dates

Entry = list[Line]
OVERFULL = 1.5
"""What a second author list or title costs an entry, in found components (of at most four)."""
LIST_BONUS = 1.0
"""Where the author of a CV made a list, its items are the entries unless another cut finds that many
more components an entry."""
COMPLETE = 4.0
"""Four components an entry: no other cut can do better."""
SAMPLE = 12
"""So many entries of a list tell whether a cut fits it."""
BLOCK_BONUS = 0.6
"""The same for paragraphs between blank lines."""
PROSE_WORDS = 30
"""A longer line describes; it is not the head of a job."""
PARALLEL_SHARE = 0.6
"""A paragraph is a list when at least this share of its lines are dated or open alike."""


def segment(lines: Sequence[Line], kind: Kind, context: Context, after_rule: frozenset[int]) -> list[Entry]:
    """Entries in reading order; every line is in exactly one.

    `after_rule` holds the indices of blocks that follow a horizontal rule.
    """
    if not lines:
        return []
    features = [Features(line, context) for line in lines]
    if kind == "publication":
        return _publications(features, after_rule)
    if kind in ("position", "education"):
        return _jobs(features)
    return _listed(features, kind)


def groups(features: Sequence[Features], depth: int = 1) -> list[list[Features]]:
    """Cuts at every block outside lists and at every item of the given nesting depth."""
    out: list[list[Features]] = []
    last: tuple[object, ...] | None = None
    for feature in features:
        source = feature.line.source
        key: tuple[object, ...] = (
            ("item", *source.items[:depth]) if source.items else ("block", feature.line.block)
        )
        if key != last or _is_next_definition(feature, out[-1], depth):
            out.append([])
        out[-1].append(feature)
        last = key
    return out


def _is_next_definition(feature: Features, group: list[Features], depth: int) -> bool:
    """Whether a definition follows another one whose term is a heading: each is an entry then."""
    source = feature.line.source
    first = source.kind == "item" and feature.line.number == 0 and len(source.items) <= depth
    return first and group[0].line.source.kind != "term" and group[0].line.block != feature.line.block


def _lines(entries: Iterable[Sequence[Features]]) -> list[Entry]:
    return [[f.line for f in entry] for entry in entries if entry]


# ---- publications ---------------------------------------------------------------------------------


def _publications(features: list[Features], after_rule: frozenset[int]) -> list[Entry]:
    plain = groups(features)
    if sum(g[0].line.source.kind in ("term", "row") for g in plain) >= PARALLEL_SHARE * len(plain):
        return _lines(plain)
    bare = len(plain) == 1 and _is_bare_list(plain[0], "publication") and not any(f.authors for f in features)
    if bare and all(f.words >= 3 for f in features):
        return _lines([f] for f in features)
    listed = (
        sum(g[0].line.source.kind == "item" for g in plain) >= PARALLEL_SHARE * len(plain) and len(plain) > 1
    )
    best, top = plain, _quality(plain) + (LIST_BONUS if listed else BLOCK_BONUS)
    if top < COMPLETE:
        for cut in _hypotheses(features, plain, after_rule):
            quality = _quality(cut)
            if quality > top + 1e-9:
                best, top = cut, quality
    return _lines(_rejoin(best))


def _hypotheses(
    features: list[Features], plain: list[list[Features]], after_rule: frozenset[int]
) -> list[list[list[Features]]]:
    """The other ways to cut than by blocks and list items (the first of equals wins)."""
    out: list[list[list[Features]]] = []
    if any(f.line.depth > 1 for f in features):
        out.append(groups(features, 2))
    if any(len(g) > 1 and g[-1].line.depth == 0 for g in plain):
        out.append([[f] for f in features])
    if any(f.line.block in after_rule for f in features):
        out.append(_cut(features, lambda f: f.line.block in after_rule and f.line.number == 0))
    if any(f.line.source.kind == "heading" for f in features):
        out.append(_cut(features, lambda f: f.line.source.kind == "heading"))
    for opening in dict.fromkeys(f.opening for f in features if f.opening != "plain"):
        out.append(_cut(features, lambda f, o=opening: f.opening == o))  # type: ignore[misc]
        out.append(_cut(features, lambda f, o=opening: f.opening == o and f.line.number == 0))  # type: ignore[misc]
    first = _component(features[0])
    out.append(_cut(features, lambda f: _component(f) == first))
    return out


def _cut(features: Sequence[Features], starts: Callable[[Features], bool]) -> list[list[Features]]:
    out: list[list[Features]] = []
    for feature in features:
        if not out or starts(feature):
            out.append([])
        out[-1].append(feature)
    return out


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
    authors = sum(1 for f in entry if f.authors)
    titles = sum(1 for f in entry if f.titled) or sum(1 for f in entry if f.slanted and not f.has_venue)
    venues = any(f.has_venue for f in entry)
    dated = sum(1 for f in entry if f.has_year)
    title = titles > 0 or any(f.words >= 4 for f in entry)
    found = (authors > 0) + title + venues + (dated > 0)
    over = max(0, authors - 1) + max(0, titles - 1) + max(0, dated - 2) + 0.2 * max(0, len(entry) - 6)
    return found - OVERFULL * over


def _rejoin(entries: list[list[Features]]) -> list[list[Features]]:
    """Puts together what a page break tore apart: a title alone, then authors without a title."""
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


def _is_rest_of(before: list[Features], entry: list[Features]) -> bool:
    if any(f.authors or f.has_venue for f in before):
        return False
    first = entry[0]
    return (
        first.authors is not None and first.authors.start <= 2 and len(first.plain) - first.authors.end <= 3
    )


# ---- positions and education ----------------------------------------------------------------------


class _Unit:
    """A group of lines with the components of its head."""

    def __init__(self, features: list[Features]) -> None:
        self.features = features
        top = min(f.line.depth for f in features)
        head = [f for f in features if f.line.depth == top][:4]
        self.item = features[0].line.source.kind in ("item", "term", "row")
        self.term = features[0].line.source.kind in ("term", "row")
        self.heading = features[0].line.source.kind == "heading"
        self.dated = any(f.dates for f in head)
        self.role = any(max(f.role, f.degree) >= SURE for f in head)
        self.organization = any(f.organization >= SURE for f in head)

    @property
    def named(self) -> bool:
        return self.role or self.organization

    @property
    def first(self) -> str:
        feature = self.features[0]
        return "organization" if feature.organization > max(feature.role, feature.degree) else "role"


def _jobs(features: list[Features]) -> list[Entry]:
    """The cut whose entries have one date and a name each; the grammar of components if several do."""
    if any(f.line.source.kind == "term" for f in features):
        return _lines(_by_grammar(features))
    cuts = [_by_grammar(features), groups(features)]
    if any(f.line.source.kind == "heading" for f in features):
        cuts.append(_cut(features, lambda f: f.line.source.kind == "heading"))
    if sum(1 for f in features if f.dates) >= 2:
        cuts.append(_cut(features, lambda f: bool(f.dates) and f.line.depth <= features[0].line.depth))
        cuts.append(_cut_before_dates(features))
    best = max(cuts, key=lambda cut: sum(_job_quality(entry) for entry in cut) / len(cut))
    return _lines(best)


def _cut_before_dates(features: list[Features]) -> list[list[Features]]:
    """Starts at the named line above an undated name's dates ("Analyst, Acme" / "2019-2020")."""
    starts = set()
    for n, feature in enumerate(features):
        if feature.dates and feature.line.depth <= features[0].line.depth:
            above = n - 1
            lone = parse_dates(feature.plain) is not None
            starts.add(above if lone and above >= 0 and not features[above].dates else n)
    return [
        [features[i] for i in range(a, b)]
        for a, b in zip([0, *sorted(starts - {0})], [*sorted(starts - {0}), len(features)], strict=True)
    ]


def _job_quality(entry: list[Features]) -> float:
    """1 for one date and a name in the head; less for what is missing or there twice."""
    top = min(f.line.depth for f in entry)
    head = [f for f in entry if f.line.depth == top and f.words <= PROSE_WORDS]
    dates = sum(1 for f in head if f.dates) or int(any(f.dates for f in entry[:4]))
    named = any(max(f.role, f.degree, f.organization) >= SURE for f in head[:4])
    opened = bool(head) and (
        max(head[0].role, head[0].degree, head[0].organization) >= SURE or bool(head[0].dates)
    )
    return 0.6 * (dates > 0) + 0.4 * named + 0.2 * opened - 0.5 * max(0, dates - 1) - 0.6 * (not head)


def _by_grammar(features: list[Features]) -> list[list[Features]]:
    units = [_Unit(part) for group in groups(features) for part in _explode(group)]
    items = [u for u in units if u.item]
    items_start = bool(items) and (
        units[0].item or sum(u.dated and u.named for u in items) >= PARALLEL_SHARE * len(items)
    )
    entries: list[list[_Unit]] = []
    opener: str | None = None
    terms = any(u.term for u in units)
    for unit in units:
        if not entries or (unit.term if terms else _starts(unit, entries[-1], items_start, opener)):
            entries.append([])
            opener = opener or unit.first
        entries[-1].append(unit)
    return [[f for u in entry for f in u.features] for entry in entries]


def _explode(group: list[Features]) -> list[list[Features]]:
    """A paragraph of several dated lines is a table of entries: one unit a line."""
    top = min(f.line.depth for f in group)
    head = [f for f in group if f.line.depth == top]
    if group[0].line.source.kind in ("term", "row") or sum(1 for f in head if f.dates) < 2:
        return [group]
    named = [f for f in head if f.dates and (max(f.role, f.degree, f.organization) >= SURE)]
    if len(named) < 2:
        return [group]
    return [[f] for f in group]


def _starts(unit: _Unit, entry: list[_Unit], items_start: bool, opener: str | None) -> bool:
    """Whether a unit begins the next entry, given the units of the entry so far."""
    if unit.heading:
        return True
    dated = any(u.dated for u in entry)
    if unit.item:
        if not items_start:
            return False
        header = not entry[0].item and not any(u.dated for u in entry)
        return unit.dated and not header and (unit.named or not entry[0].named)
    closed = any(u.item or not (u.dated or u.named) for u in entry[1:]) and dated
    if unit.dated:
        return dated or (closed and unit.named)
    if not unit.named or _is_prose(unit):
        return False
    repeated = (unit.role and any(u.role for u in entry)) or (
        unit.organization and any(u.organization for u in entry)
    )
    return dated and (repeated or closed or unit.first == opener)


def _is_prose(unit: _Unit) -> bool:
    return sum(f.words for f in unit.features) > 30 or unit.features[0].plain.endswith((".", ":"))


# ---- all other kinds ------------------------------------------------------------------------------


def _listed(features: list[Features], kind: Kind) -> list[Entry]:
    entries: list[list[Features]] = []
    found = groups(features)
    if len(found) == 1 and _is_bare_list(found[0], kind):
        return _lines([f] for f in found[0])
    for group in found:
        for part in _parallel(group, kind):
            if entries and (_only_dates(part) or _belongs(entries[-1], part, kind)):
                entries[-1] = entries[-1] + part
            else:
                entries.append(part)
    return _lines(entries)


def _is_bare_list(group: list[Features], kind: Kind) -> bool:
    """Whether the only paragraph of a section is a list of one line an entry."""
    first, rest = group[0], group[1:]
    if kind == "summary" or first.line.depth or not rest or first.line.source.kind != "paragraph":
        return False
    one_entry = bool(first.dates) and not any(f.dates for f in rest)
    return not one_entry and all(f.words <= PROSE_WORDS for f in group)


def _parallel(group: list[Features], kind: Kind) -> list[list[Features]]:
    """Cuts a group whose lines, or whose nested items, are entries of their own."""
    if group[0].line.source.kind == "item":
        nested = groups([f for f in group if f.line.depth > 1], 2)
        own = [f for f in group if f.line.depth <= 1]
        if len(nested) >= 2 and sum(f.words for f in own) <= 6 and not any(f.dates for f in own):
            return [own, *nested]
        return [group]
    if len(group) < 2 or group[0].line.depth:
        return [group]
    if kind in ("skill", "contact") or _alike(group):
        return [[f] for f in group]
    return [group]


def _alike(group: list[Features]) -> bool:
    dated = sum(1 for f in group if f.dates)
    if dated >= PARALLEL_SHARE * len(group) and dated >= 2:
        return True
    opening = group[0].opening
    if opening != "plain" and all(f.opening == opening for f in group):
        return True
    heads = [{w.casefold().rstrip("s:") for w in f.plain.split()[:3]} for f in group]
    return all(f.words >= 3 for f in group) and bool(set.intersection(*heads))


def _only_dates(part: list[Features]) -> bool:
    return len(part) == 1 and part[0].words <= 6 and parse_dates(part[0].plain) is not None


def _belongs(entry: list[Features], part: list[Features], kind: Kind) -> bool:
    """Whether the items below an undated line are its details (a talk's title, then its occasions)."""
    head, first = entry[0], part[0]
    if kind not in ("talk", "project", "mentoring", "teaching", "grant", "award", "service", "other"):
        return False
    if first.line.source.kind != "item" or head.line.depth or head.line.source.kind == "heading":
        return head.line.source.kind == "heading" and first.line.source.kind != "heading"
    dated = any(f.dates for f in entry if f.line.depth == 0)
    return head.words >= 3 and not head.plain.endswith(":") and not (dated and any(f.dates for f in part))
