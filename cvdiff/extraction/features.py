"""What one line of an entry shows: dates, names, a venue, a title, a role. Computed once, on demand."""

from __future__ import annotations

import re
from functools import cached_property

from cvdiff.document import Text
from cvdiff.extraction.company import bracketed_company, company_of
from cvdiff.extraction.context import Context
from cvdiff.extraction.ditto import ditto_end
from cvdiff.extraction.job_labels import dates_label
from cvdiff.extraction.named import named_spans
from cvdiff.outline import Line
from cvdiff.patterns import pattern
from cvdiff.prose import is_prose
from cvdiff.values.dates import DateMatch, find_dates, lasting, years
from cvdiff.values.details import is_detail
from cvdiff.values.links import is_label
from cvdiff.values.names import AuthorList
from cvdiff.values.roles import degree_like, organization_like, role_like
from cvdiff.values.status import find_statuses
from cvdiff.values.venues import find_venues, venue_like

SURE = 0.5
"""From this score on, a value type's guess counts as evidence."""
_OPENING_END = r"[,;:.]\s|[\t|(]|\s[–—-]\s"
_NOTE_SIGNS = frozenset("*†‡§")
OPENING_QUOTES = frozenset('“"„«')
SHORTEST_QUOTED = 4
"""Characters of a title in single quotes, the opening one included."""
QUOTED = pattern(r"[“\"„«][^“”\"„«»]{8,}[”\"“»]")
NUMBERED = re.compile(
    r"^\s*(?:\[\w{0,3}\d{1,3}\]|\(?[A-Za-z]{0,2}\d{1,3}\s?[.)]|[A-Z]{0,3}[-.]?\d{1,3}(?=\t))\s+"
)
"""A number or label that counts an entry: "[J8] ", "12. ", or "J8" in a column of its own."""
BULLET = pattern(r"^\s*[•·–▪◦‣∙*-]\s+")


def _without(plain: str, dates: list[DateMatch]) -> str:
    """A line without its dates."""
    for match in reversed(dates):
        plain = plain[: match.start] + plain[match.end :]
    return plain


class Features:
    """The evidence in one line; each property is computed when first asked for."""

    def __init__(self, line: Line, context: Context) -> None:
        self.line = line
        self.text: Text = line.text
        self.plain = line.text.plain
        self._context = context

    def of(self, text: Text) -> Features:
        """The evidence in another text, a part of this line."""
        return Features(Line(text, self.line.block, self.line.number, self.line.source), self._context)

    @cached_property
    def words(self) -> int:
        """Number of words."""
        return len(self.plain.split())

    @cached_property
    def authors(self) -> AuthorList | None:
        """The best list of people, if it is sure; a dash for those of the entry above is one, too."""
        if end := ditto_end(self.plain):
            return AuthorList(0, end, (), 1.0, truncated=False)
        found = self._context.people(self.plain)
        return found[0] if found and found[0].score >= SURE else None

    @cached_property
    def people(self) -> AuthorList | None:
        """The authors, or the one co-author in a bracket: "Moss Maps (with Ivo Wexley)"."""
        if self.authors:
            return self.authors
        bracket = bracketed_company(self.plain) if "(" in self.plain else None
        return company_of(bracket, self.plain[: bracket.start()], 0, None, self._context) if bracket else None

    @cached_property
    def has_year(self) -> bool:
        """A year that may be a publication's."""
        return bool(years(self.plain))

    @cached_property
    def has_venue(self) -> bool:
        """A known venue, the form of one, or a status word."""
        return (
            bool(find_venues(self.plain)) or bool(find_statuses(self.plain)) or venue_like(self.plain) >= SURE
        )

    @cached_property
    def dates(self) -> list[DateMatch]:
        """Dates and ranges."""
        return find_dates(self.plain)

    @cached_property
    def stint(self) -> bool:
        """Dates of a job or degree: not those of a row that describes it ("Expected completion: 2026")."""
        dated = self.dates or lasting(self.plain)
        return bool(dated) and not self.labelled and not self.prose

    @property
    def told(self) -> bool:
        """Nothing but dates behind a label: those of what stands above ("Duration: 2019-2021")."""
        return dates_label(self.plain) > 0

    @cached_property
    def prose(self) -> bool:
        """A sentence about a job that opens with no date."""
        return not (self.dates and self.dates[0].start == 0) and is_prose(self.plain)

    @cached_property
    def labelled(self) -> bool:
        """A row that describes a job or degree: "Adviser: A. Bee", "Grade<TAB>1.3", "*Begun in 2011"."""
        if self.plain[:1] in _NOTE_SIGNS and self._is_note():
            return True
        return is_detail(self.plain) and "role" not in named_spans(self.text)

    def _is_note(self) -> bool:
        """Whether a line is a note to one above it in its block, which closes with the same sign."""
        sign = self.plain[0]
        above, _, _ = self.line.source.text.plain.partition(f"\n{self.plain}")
        return bool(self.line.number) and any(line.endswith(sign) for line in above.split("\n"))

    @property
    def named(self) -> bool:
        """A job title, a degree or an organization, and no row that describes one."""
        sure = max(self.role, self.degree, self.organization) >= SURE
        return sure and not self.labelled and not self.prose

    @cached_property
    def titled(self) -> bool:
        """A stretch set apart as a title: quoted, or bold or linked over three or more words."""
        quoted = not OPENING_QUOTES.isdisjoint(self.plain) and QUOTED.search(self.plain)
        if quoted or (self.plain[:1] == "‘" and self._closes_single_quotes) or self._set_apart("bold"):
            return True
        return self._set_apart("link") and not self.labelled  # "Press: " and the names of newspapers

    @cached_property
    def slanted(self) -> bool:
        """An italic stretch of three or more words: a title in some lists, a venue in most."""
        return self._set_apart("italic")

    def _set_apart(self, kind: str) -> bool:
        for style in self.text.styles:
            part = self.plain[style.start : style.end]
            if style.kind != kind or len(part.split()) < 3 or "://" in part or is_label(part):
                continue
            if not (self.authors and self.authors.start <= style.start and style.end <= self.authors.end):
                return True
        return False

    @cached_property
    def only_links(self) -> bool:
        """Nothing but links, their separators, and a label of them ("Media: The Quay")."""
        linked = [s for s in self.text.styles if s.kind == "link"]
        rest = list(self.plain)
        for style in linked:
            rest[style.start : style.end] = " " * (style.end - style.start)
        words = "".join(rest).strip(" |:,;.·•()[]–—-/")
        return bool(linked) and (not any(map(str.isalnum, words)) or is_label(words)) and not self.titled

    @cached_property
    def role(self) -> float:
        """How much the line, or what opens it up to the first separator, reads as a job title."""
        opening = re.split(_OPENING_END, self.plain, maxsplit=1)[0]
        return max(role_like(self.plain), role_like(opening))

    @cached_property
    def degree(self) -> float:
        """How much the line, or what opens it, reads as a degree; its dates say nothing of that."""
        words = self.undated
        return max(degree_like(words), degree_like(re.split(_OPENING_END, words, maxsplit=1)[0]))

    @property
    def undated(self) -> str:
        """The line without its dates."""
        return _without(self.plain, self.dates).strip(" .,:;\t")

    @cached_property
    def organization(self) -> float:
        """How much the line reads as an employer or school."""
        return organization_like(self.plain)

    @property
    def opening(self) -> str:
        """The style of the first characters: what the entries of one list have in common."""
        if NUMBERED.match(self.plain):
            return "number"
        if BULLET.match(self.plain):
            return "bullet"
        kinds = sorted(s.kind for s in self.text.styles if s.start == 0 and s.end >= 3)
        if kinds:
            return "+".join(kinds)
        first = self.plain[:1]
        is_quote = first in OPENING_QUOTES or (first == "‘" and self._closes_single_quotes)
        return "quote" if is_quote else "plain"

    @property
    def _closes_single_quotes(self) -> bool:
        """Whether the title that a line opens with ends, as British lists set it: ‘Bells’, in ..."""
        return "’" in self.plain[SHORTEST_QUOTED:]
