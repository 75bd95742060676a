"""Which lines of an entry name the job or degree, and which only describe it."""

from __future__ import annotations

from collections.abc import Sequence

from cvdiff.document import Text, join
from cvdiff.extraction.features import SURE
from cvdiff.extraction.job_chunks import cells_of, sentences_of
from cvdiff.extraction.job_labels import labelled_rows
from cvdiff.outline import Line
from cvdiff.prose import is_prose
from cvdiff.values.dates import DateMatch, find_dates, lies_within, parse_dates, trailing_dates
from cvdiff.values.details import is_detail, tells_event
from cvdiff.values.roles import degree_like, find_role, organization_like, role_like
from cvdiff.vocabulary import fold, phrases_of

HEAD_LINES = 5
"""Role, organization, place and dates stand in an entry's first lines; what follows describes."""
LONGEST_PARTICLE = 3
"""Letters of a word such as "of", "the" and "für", which names have in small letters."""
LONGEST_LABEL = 30
"""Characters of "Thesis title:" and the like."""
_EDGES = " \t,;:–—-("
PROSE_WORDS = 25
"""A line of more words is a description (longest head line in 40 annotated CVs: 22 words)."""


def head_and_body(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines with role, organization, place and dates, and the lines that describe."""
    rows = labelled_rows(lines)
    if rows:
        return rows
    head, body = _without_sentences(*_without_details(*_split(lines)))
    return _without_employers_span(head, body)


def _without_employers_span(head: list[Line], body: list[Line]) -> tuple[list[Line], list[Line]]:
    """Head and body, the years at an employer at the body's front where a role below has its own among them.

    "Harbour Labs<TAB>2014 - present" / "Head of Moss<TAB>2019 - present" (or "2019 - present Head of Moss")
    """
    span = _closing_stint(head[0]) if len(head) > 1 else None
    role = span and (_closing_stint(head[1]) or _opening_stint(head[1]))
    if span is None or role is None or not lies_within(role.dates, span.dates):
        return head, body
    employer, below = head[0].text.plain[: span.start], head[1].text.plain
    named = below[: role.start] or below[role.end :].lstrip(_EDGES)
    if role_like(named) < SURE or role_like(employer) >= SURE or organization_like(employer) < SURE:
        return head, body
    first = head[0]
    name, years = first.text.slice(0, len(employer.rstrip(_EDGES))), first.text.slice(span.start, span.end)
    return [_part_of(first, name), *head[1:]], [_part_of(first, years), *body]


def _closing_stint(line: Line) -> DateMatch | None:
    """The stint, not the day, that closes a line in a column of its own."""
    plain = line.text.plain
    found = trailing_dates(plain) if "\t" in plain else None
    if found is None or found.end < len(plain):
        return None
    return found if _is_stint(found) else None


def _opening_stint(line: Line) -> DateMatch | None:
    """The stint that opens a line."""
    found = next(iter(find_dates(line.text.plain)), None)
    return found if found and not found.start and _is_stint(found) else None


def _is_stint(found: DateMatch) -> bool:
    return found.dates.current or found.dates.start != found.dates.end


def names_organization(plain: str) -> bool:
    """Whether a line is the name of an organization and no sentence about one."""
    words = plain.split()
    small = any(word[0].islower() and len(word) > LONGEST_PARTICLE for word in words)
    opens = organization_like(plain.partition("\t")[0]) >= SURE
    return opens and not small and not is_detail(plain) and not find_dates(plain)


def _split(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Head lines, and the lines that describe."""
    top = lines[0].depth
    named = dated = False
    for n, line in enumerate(lines):
        opens_item = line.source.kind == "item" and line.number == 0
        is_inner = opens_item and (line.depth > top or line.source.items != lines[0].source.items)
        prose = named and len(line.text.plain.split()) > PROSE_WORDS and not find_dates(line.text.plain[-40:])
        role_inside = is_inner and n == 1 and _is_lone_role(line, lines[0])
        describes = dated and not role_inside if is_inner else prose or n >= HEAD_LINES
        if describes:
            dates, rest = ([], line) if dated else _margin_apart(line)
            return [*lines[:n], *dates], [rest, *lines[n + 1 :]]
        named = named or parse_dates(line.text.plain) is None
        dated = dated or bool(find_dates(line.text.plain))
    return list(lines), []


def _margin_apart(line: Line) -> tuple[list[Line], Line]:
    """The dates in a column of their own in front of what a line tells, if it has such, and the rest."""
    cell, tab, _ = line.text.plain.partition("\t")
    if not tab or parse_dates(cell) is None:
        return [], line
    dates, rest = line.text.slice(0, len(cell)), line.text.slice(len(cell) + 1, len(line.text.plain))
    return [_part_of(line, dates)], _part_of(line, rest)


def _is_lone_role(line: Line, above: Line) -> bool:
    """Whether the first line inside an item is a role and nothing else, and the item names none."""
    plain = line.text.plain.rstrip(" .,;")
    alone = find_role(plain) == (0, len(plain))
    return alone and max(role_like(above.text.plain), degree_like(above.text.plain)) < SURE


def _without_details(head: list[Line], body: list[Line]) -> tuple[list[Line], list[Line]]:
    """Head and body, the rows of the head that describe ("Adviser: A. Bee") at the body's front."""
    details = [line for line in head[1:] if is_detail(line.text.plain)]
    taken = {id(line) for line in details}
    names = [line for line in head if id(line) not in taken]
    if not any(find_dates(line.text.plain) for line in names):  # "Expected May 2026" is all that dates it
        details = [line for line in details if not tells_event(line.text.plain)]
        taken = {id(line) for line in details}
        names = [line for line in head if id(line) not in taken]
    return names, [*details, *body]


def _without_sentences(head: list[Line], body: list[Line]) -> tuple[list[Line], list[Line]]:
    """Head and body, what a line tells in whole sentences behind the names moved to the body's front.

    "Analyst. Acme Labs. Built the engine that counts the lichen of the whole coast." has two names, and
    "Norrvik University. Thesis: Moss. 2012" has one and its date.
    """
    names: list[Line] = []
    told: list[Line] = []
    for line in head:
        for cell in cells_of(line.text):
            sentences = sentences_of(cell)
            first = next((n for n in range(1, len(sentences)) if _tells(sentences, n)), len(sentences))
            named = any(parse_dates(name.text.plain) is None for name in names)
            if named and is_prose(sentences[0].plain) and not find_dates(sentences[0].plain):
                first = 0
            first = 0 if told and cell.plain[:1].islower() else first  # the sentence above goes on
            if first == len(sentences):
                names.append(_part_of(line, cell))
                continue
            rest = join(sentences[first:], " ")
            set_apart = rest.plain.rstrip(" .").endswith(")")
            rest, dates = _undated(rest) if set_apart or not is_prose(sentences[first].plain) else (rest, [])
            names += [_part_of(line, text) for text in (*sentences[:first], *dates)]
            told.append(_part_of(line, rest))
    return (names, [*told, *body]) if told else (head, body)


def _tells(sentences: Sequence[Text], n: int) -> bool:
    """Whether a sentence tells about the names in front of it; behind an employer, what they belong to."""
    plain = sentences[n].plain
    if _describes(plain) or _closes_stint(sentences[n - 1].plain, plain):
        return True
    words = fold(plain[:LONGEST_LABEL]).split()
    belongs = bool(words) and phrases_of("extraction", "belonging").at(words, 0) is not None
    return belongs and organization_like(sentences[n - 1].plain.rpartition(", ")[2]) >= SURE


def _closes_stint(names: str, sentence: str) -> bool:
    """Whether a title with its span is a sentence, and no name follows: "Fellow, 2019-21. Half-time."."""
    if not (names.endswith(".") and sentence.endswith(".")) or find_dates(sentence):
        return False
    found = trailing_dates(names)
    if found is None or not _is_stint(found) or find_role(names) is None:
        return False
    return organization_like(sentence) < SURE


def _describes(sentence: str) -> bool:
    """Whether a sentence behind a name tells about it and is no name itself."""
    return is_prose(sentence) or (":" in sentence[:LONGEST_LABEL] and is_detail(sentence))


def _undated(text: Text) -> tuple[Text, list[Text]]:
    """A detail without the dates of the job or degree that close its line, and these."""
    found = trailing_dates(text.plain)
    closes = found is not None and found.end == len(text.plain)
    rest = text.slice(0, len(text.plain[: found.start].rstrip(" ,;:–—-("))) if found and closes else None
    return (rest, [text.slice(found.start, found.end)]) if found and rest else (text, [])


def _part_of(line: Line, text: Text) -> Line:
    return Line(text, line.block, line.number, line.source)
