"""Which sections of two CVs correspond, and which headings came or went.

Headings are compared folded. A heading that both CVs print corresponds to itself. A heading that only
one CV prints corresponds to the heading on the other side under which most of its matched records stand:
first among those that the other CV alone prints (renamed), then among all of them (split or merged).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from cvdiff.dataclass import dataclass
from cvdiff.model import CV, Alignment, AnyRecord, Kind, Section, SectionChange
from cvdiff.values.headings import is_year_heading
from cvdiff.values.meeting_headings import meeting_heading
from cvdiff.vocabulary import fold

KEPT_SHARE = 1 / 3
"""An old heading that keeps this share of its records was not renamed or split: what left it moved."""
_NEAR_EQUAL = 90
"""`fuzz.ratio` of two folded headings that are one heading respelled ("publication", "publications")."""

_Flow = Mapping[str, Counter[str]]
"""Per heading of one side: how many of its matched records stand under which heading of the other."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The headings of both sides (folded), and what each corresponds to on the other side.

    `kept` are the old headings under which a fair part of their matched records still stands,
    `fed` the new ones a fair part of whose records stood under them before.
    """

    old: frozenset[str]
    new: frozenset[str]
    home_in_new: Mapping[str, str]
    home_in_old: Mapping[str, str]
    kept: frozenset[str] = frozenset()
    fed: frozenset[str] = frozenset()

    def moved(self, old: AnyRecord, new: AnyRecord) -> bool:
        """Whether a matched record stands in a section that does not correspond to its old one.

        Sections whose headings both CVs print, or that were renamed, are told apart strictly, and so is
        a section that only one of them has from one that both have and that shares records with itself.
        Between a section that is gone and those it was split into, a record moved only when its status
        changed with it: a preprint that found its venue left the preprints even if none remain.
        """
        before, after = fold(old.section), fold(new.section)
        if before == after or _is_no_section(old.section) or _is_no_section(new.section):
            return False
        there, back = self.home_in_new.get(before), self.home_in_old.get(after)
        if there is None and back is None:
            return False
        if there != after and back != before:
            return True
        if (before in self.kept and after not in self.old) or (after in self.fed and before not in self.new):
            return True  # its section stayed, and the record was set apart under a new heading
        is_rename = before not in self.new and after not in self.old
        return not is_rename and _status_changed(old, new)


def _is_no_section(heading: str) -> bool:
    """A missing heading, or a year or meeting that heads a part of a list: the record itself tells that."""
    return not fold(heading) or is_year_heading(heading) or meeting_heading(heading) is not None


def _status_changed(old: AnyRecord, new: AnyRecord) -> bool:
    before, after = getattr(old, "status", None), getattr(new, "status", None)
    return before is not None and after is not None and before != after


def correspondence(alignment: Alignment) -> Correspondence:
    """How the sections of the two CVs of an alignment correspond."""
    old, new = _headings(alignment.old), _headings(alignment.new)
    forth: dict[str, Counter[str]] = {}
    back: dict[str, Counter[str]] = {}
    for match in alignment.matches:
        before, after = fold(match.old.section), fold(match.new.section)
        forth.setdefault(before, Counter())[after] += 1
        back.setdefault(after, Counter())[before] += 1
    return Correspondence(old, new, _homes(old, new, forth), _homes(new, old, back), _own(forth), _own(back))


def _own(flows: Mapping[str, Counter[str]]) -> frozenset[str]:
    """The headings that share a fair part of their records with the same heading of the other side."""
    return frozenset(h for h, flow in flows.items() if flow[h] >= KEPT_SHARE * flow.total())


def _headings(cv: CV) -> frozenset[str]:
    return frozenset(fold(s.heading) for s in cv.sections) | frozenset(fold(r.section) for r in cv.records)


def _homes(here: frozenset[str], there: frozenset[str], flow: _Flow) -> dict[str, str]:
    homes = {}
    for heading in here:
        home = heading if heading in there else _home(heading, here, there, flow)
        if home is not None:
            homes[heading] = home
    return homes


def _home(heading: str, here: frozenset[str], there: frozenset[str], flow: _Flow) -> str | None:
    """Where most of a heading's records stand; a heading respelled comes first."""
    respelled = [other for other in there - here if fuzz.ratio(heading, other) >= _NEAR_EQUAL]
    if respelled:
        return min(respelled)
    targets = flow.get(heading, Counter())
    renamed = {other: n for other, n in targets.items() if other not in here}
    return _majority(renamed, sum(targets.values())) or _majority(targets, sum(targets.values()))


def _majority(counts: Mapping[str, int], total: int) -> str | None:
    return next((heading for heading, n in counts.items() if 2 * n > total), None)


def section_changes(alignment: Alignment, sections: Correspondence) -> Iterator[SectionChange]:
    """The headings that came, in the order of the new CV, then those that went.

    A renamed heading is neither, nor is one most of whose records were there before under another one.
    """
    old, new = alignment.old, alignment.new
    matched_old = Counter(fold(match.old.section) for match in alignment.matches)
    matched_new = Counter(fold(match.new.section) for match in alignment.matches)
    came = _unknown(new, sections.old, sections.home_in_old, sections.home_in_new, matched_new)
    went = _unknown(old, sections.new, sections.home_in_new, sections.home_in_old, matched_old)
    replaced = _replacements(old, new, went, came)
    for section in came:
        if fold(section.heading) not in replaced:
            yield SectionChange(change="added", old=None, new=section)
    for section in went:
        if fold(section.heading) not in replaced:
            yield SectionChange(change="removed", old=section, new=None)


def _unknown(
    cv: CV, others: frozenset[str], homes: Mapping[str, str], homes_back: Mapping[str, str],
    matched: Counter[str],
) -> list[Section]:  # fmt: skip
    """The sections of a CV whose heading the other one has neither so nor under another name.

    The owner's name above the whole is the page's title, which other formats keep outside the text.
    """
    size = Counter(fold(record.section) for record in cv.records)
    claimed = {*homes_back.values(), fold(cv.owner or "")}
    out, seen = [], set()
    for section in cv.sections:
        heading = fold(section.heading)
        if _is_no_section(section.heading) or heading in others or heading in seen or heading in claimed:
            continue
        seen.add(heading)
        if heading not in homes or 2 * matched[heading] <= size[heading]:
            out.append(section)
    return out


def _replacements(old: CV, new: CV, went: list[Section], came: list[Section]) -> set[str]:
    """Headings of one kind that stand at the same place: after the same heading, one for the other."""
    slots_in_old, slots_in_new = _slots(went, _places(old, new)), _slots(came, _places(new, old))
    out: set[str] = set()
    for slot in slots_in_old.keys() & slots_in_new.keys():
        for pair in zip(slots_in_old[slot], slots_in_new[slot], strict=False):
            out.update(pair)
    return out


def _slots(sections: list[Section], places: Mapping[str, str]) -> dict[tuple[Kind, str], list[str]]:
    """The headings of sections by kind and place; `other` can stand for anything: left out."""
    slots: dict[tuple[Kind, str], list[str]] = {}
    for section in sections:
        if section.kind != "other":
            heading = fold(section.heading)
            slots.setdefault((section.kind, places[heading]), []).append(heading)
    return slots


def _places(cv: CV, other: CV) -> dict[str, str]:
    """Per heading of a CV: the last heading before it that the other CV prints too."""
    shared = {fold(s.heading) for s in other.sections}
    places: dict[str, str] = {}
    last = ""
    for section in cv.sections:
        heading = fold(section.heading)
        if heading in shared:
            last = heading
        else:
            places.setdefault(heading, last)
    return places
