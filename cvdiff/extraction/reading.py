"""One entry's text with its evidence: what is no content, who wrote it, where its title may stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from cvdiff.document import Style, Text
from cvdiff.extraction.bystanders import are_named_editors, is_aside, is_bystander
from cvdiff.extraction.columns import in_columns
from cvdiff.extraction.company import (
    bracketed_authors,
    bracketed_company,
    company_of,
    included_company,
    lone_company,
    with_first,
    with_right_end,
)
from cvdiff.extraction.context import Context
from cvdiff.extraction.ditto import as_above, ditto_end
from cvdiff.extraction.entry_starts import entry_start
from cvdiff.extraction.excluded import excluded
from cvdiff.extraction.named import named_authors, named_spans
from cvdiff.extraction.quotes import quoted
from cvdiff.extraction.venues_behind import venues_behind_names
from cvdiff.model import Author
from cvdiff.prose import has_letters
from cvdiff.values.editors import IN_BRACKETS
from cvdiff.values.law_reviews import LawCitation, find_law_citations
from cvdiff.values.name_marks import MARKS
from cvdiff.values.names import AuthorList, is_person_name, split_authors
from cvdiff.values.serials import find_serials

NAME_WORDS = 4
"""A longer stretch in bold, italics or a link is no name."""
APART = ("bold", "link", "italic")
TITLE_WORDS = 3
"""A stretch that opens an entry may be a title if it is so long and nobody's name."""
LONGEST_NAME = 60
"""Characters in which the only author of an entry is looked for."""
_NAME_END = r"[.,:]?\s(?=\()|[.,:](?=\s)|\n"
SURE_AUTHORS = 0.35
"""From this score on, a list of names is the author list of an entry."""
_YEAR_BEHIND = r"[\s.,:;]*\(?(?:19|20)\d\d\b"
_PEOPLE_END = re.compile(r"\t(?<!&\t)|\n(?<![,;&]\n)(?<!\band\n)(?!and\b|&)")
"""A list of people ends at a column's edge and at a line's end, where it is not to go on."""
_NAMES_CUT = r"[,;&]|\b(?:and|und|et|y|e)\b"
_MARKS = f" {MARKS}"
_EDITORS = rf"([^()\n“”\"]{{5,200}}?),?\s{IN_BRACKETS}"
"""Whoever opens an entry as editors of the book made it; editors behind a title made the book it is in."""
LOOSE_MARKS = 2
"""From so many points and commas with a space in front on, an entry was set apart by its reader."""
_LOOSE = r" ((?<=[^\W\d_] )[.,;:]|(?<=[\d)\]] )[,;])"


class Reading:
    """One entry with its excluded stretches, author list and title candidates."""

    def __init__(
        self, text: Text, context: Context, above: tuple[Author, ...] = (), separator: str = ""
    ) -> None:
        self.text = text = _tidied(text)
        self.plain = text.plain
        self.excluded = list(excluded(text))
        cited = find_law_citations(self.plain)
        self.excluded += [(found.start, found.volume_end) for found in cited]
        self.masked = in_columns(blanked(self.plain, self.excluded), separator)
        self.body = entry_start(text, self.masked)
        self.named = named_spans(text)
        self.authors: AuthorList | None = None
        self.author_span = (0, 0)
        if "title" in self.named:
            self._take_named_authors()
        if "title" not in self.named or not (self.authors or "venue" in self.named):
            self._find_authors(context, cited, above)
        serials = find_serials(blanked(self.masked, [self.author_span], "\0"))
        behind = [serial for serial in serials if self.authors and serial.start >= self.author_span[1]]
        self.serials = behind or serials  # a number in front of the authors is the title's then

    def _take_named_authors(self) -> None:
        self.authors = named_authors(self.plain, self.named)
        if self.authors:
            self.author_span = (self.authors.start, self.authors.end)

    def _find_authors(
        self, context: Context, cited: Sequence[LawCitation], above: tuple[Author, ...]
    ) -> None:
        if end := ditto_end(self.masked):
            line_end = self.masked.find("\n", end)
            rest = self.masked[end : line_end if line_end > 0 else len(self.masked)]
            self.authors = as_above(end, rest, context.people(rest), above)
        if self.authors:
            self.author_span = (self.authors.start, self.authors.end)
            return
        bracket = bracketed_company(self.masked)
        opens = bracket is not None and not has_letters(self.masked[: bracket.start()])
        if bracket and opens and self.take_company(bracket, context):
            return
        for offset, found in self._author_lists(context):
            span = (found.start + offset, found.end + offset)
            better = self.authors is None or found.score > self.authors.score
            if any(span[0] < citation.end and citation.start < span[1] for citation in cited):
                continue
            if is_bystander(self.masked, self.body, span):
                continue
            if bracket and bracket.end() <= span[0] and are_named_editors(self.masked, span):
                continue
            if self.authors and better and is_aside(self.masked, span, self.author_span):
                continue
            if found.score >= SURE_AUTHORS and better and not self._inside_title(span):
                self.authors, self.author_span = found, span
        if listed := self.authors:
            start, end = self.author_span
            self.authors = with_right_end(self.masked, listed, end, context, opens=self.opens_with_authors)
            self.author_span = (start, end + self.authors.end - listed.end)
        if self.authors and (named := included_company(self.masked, self.author_span[1])):
            self.take_company(named, context)
        if self.authors and (first := with_first(self.masked, self.authors, self.author_span, context)):
            self.authors, self.author_span = first, (first.start, first.end)
            return
        if self.authors is None and (own := bracketed_authors(self.masked, context)):
            self.authors, self.author_span = own, (own.start, own.end)
        company = bracket or (lone_company(self.text, self.masked) if self.authors is None else None)
        if company and (self.authors is None or self._ends_authors(company)):
            self.take_company(company, context)

    def _ends_authors(self, company: re.Match[str]) -> bool:
        """Whether people are named right behind the author list, or in a bracket that it closes with."""
        start, end = self.author_span
        if company.end() == end and company.start() > start:
            return True
        return end <= company.start() and not self.masked[end : company.start()].strip(" ,.:")

    def take_company(self, found: re.Match[str], context: Context) -> bool:
        """Takes the people behind "with" as authors, beside those in front of it; where they are people."""
        company = company_of(found, self.masked[self.body : found.start()], self.body, self.authors, context)
        if company:
            start = self.author_span[0] if self.authors else company.start
            self.authors, self.author_span = company, (start, company.end)
        return company is not None

    @property
    def opens_with_authors(self) -> bool:
        """Whether the author list is the first thing in the entry."""
        return self.authors is not None and not has_letters(self.masked[self.body : self.author_span[0]])

    def take_lone_author(self, context: Context) -> None:
        """The only author of an entry whose list opens its entries with the authors.

        Two capitalised words are a name in this place, and nowhere else.
        """
        for found in itertools.islice(re.finditer(_NAME_END, self.masked[: self.body + LONGEST_NAME]), 4):
            name = self.masked[self.body : found.start()]
            if found.start() > self.body and is_person_name(name.strip(), context.known, expected=True):
                self.author_span = (self.body, found.start())
                authors = split_authors(name.strip())[:1]
                self.authors = AuthorList(*self.author_span, authors, SURE_AUTHORS, truncated=False)
        company = bracketed_company(self.masked) if self.authors else None
        if company and self._ends_authors(company):
            self.take_company(company, context)

    def _author_lists(self, context: Context) -> Iterator[tuple[int, AuthorList]]:
        """Lists of people with the offset of the line or column that they stand in."""
        position = self.body
        cuts = [m.span() for m in _PEOPLE_END.finditer(self.masked, self.body)]
        places = (
            *self._titles_behind_names(context),
            *self._ends_of_titles(context),
            *venues_behind_names(self.masked, self.text.styles, self.body, context.owner),
        )
        editors = re.compile(_EDITORS).match(self.masked, self.body)
        cuts += [(place, place) for place in (*places, *([editors.end(1)] if editors else ()))]
        for start, end in [*sorted(cuts), (len(self.masked),) * 2]:
            for found in context.people(self.masked[position:start]):
                yield position, found
            position = end

    def _titles_behind_names(self, context: Context) -> Iterator[int]:
        """Where a stretch that is set apart follows a name ("J. Roe *On moss*", "J. Roe, *J. Mosses*")."""
        starts = [style.start for style in self.text.styles if _is_set_apart(self.plain, style)]
        for start in {*starts, *(start - 1 for start, _ in quoted(self.masked))}:
            before = self.masked[self.body : start][-LONGEST_NAME:]
            name = re.split(_NAMES_CUT, before.rstrip(" ,"))[-1]
            if before[-1:] == " " and is_person_name(name.strip(_MARKS), context.known):
                yield start

    def _ends_of_titles(self, context: Context) -> Iterator[int]:
        """Where a stretch ends that is set apart and opens the entry: no name begins in it, to end behind."""
        for style in self.text.styles:
            stretch = self.masked[style.start : style.end]
            if style.kind not in APART or has_letters(self.masked[self.body : style.start]):
                continue
            people = any(f.score >= SURE_AUTHORS and f.start < NAME_WORDS for f in context.people(stretch))
            if len(stretch.split()) >= TITLE_WORDS and not (people or is_person_name(stretch, context.known)):
                yield max(style.end, self.body)

    def _inside_title(self, span: tuple[int, int]) -> bool:
        """Names inside a quoted or linked stretch of more words belong to a title."""
        left, right = span
        titles = list(quoted(self.masked))
        links = [link for link in styled(self, "link") if not self._cites(link, span, titles)]
        for start, end in (*titles, *links):
            if start <= left and right <= end:
                return end - start > (right - left) + 8
        return False

    def _cites(
        self, link: tuple[int, int], names: tuple[int, int], titles: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether a link covers a whole citation: names open it, a year or a quoted title follows them."""
        if has_letters(self.masked[link[0] : names[0]]):
            return False
        behind = any(names[1] <= start and end <= link[1] for start, end in titles)
        return behind or re.compile(_YEAR_BEHIND).match(self.masked, names[1], link[1]) is not None


def _is_set_apart(plain: str, style: Style) -> bool:
    """Whether a style covers more words than a name has."""
    words = len(plain[style.start : style.end].split())
    return style.kind in APART and words > NAME_WORDS


def _tidied(text: Text) -> Text:
    """The text with points and commas moved back to their words ("Phys .Rev ,12"), offsets kept.

    Some PDFs are read so throughout; a single place may be meant (" .NET").
    """
    if sum(map(text.plain.count, (" ,", " .", " :"))) < LOOSE_MARKS:
        return text
    return Text(re.sub(_LOOSE, r"\1 ", text.plain), text.styles)


def blanked(plain: str, spans: Iterable[tuple[int, int]], blank: str = " ") -> str:
    """The text with these stretches blanked, offsets and line breaks kept; each sign is looked at once."""
    out, done = [], 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(plain))
        if start < end:
            lines = plain[start:end].split("\n")
            out += [plain[done:start], "\n".join(blank * len(line) for line in lines)]
            done = end
    return "".join([*out, plain[done:]])


def styled(reading: Reading, kind: str) -> Iterator[tuple[int, int]]:
    """The stretches of one style without a number in front; those that touch each other count as one."""
    span: tuple[int, int] | None = None
    for style in reading.text.styles:
        shown = reading.masked[style.start : style.end].lstrip()
        if style.kind != kind or not shown:
            continue
        start = style.end - len(shown)
        if span and start <= span[1] + 1 and "\n" not in reading.plain[span[1] : start]:
            span = (span[0], max(span[1], style.end))
            continue
        if span:
            yield span
        span = (start, style.end)
    if span:
        yield span
