"""The lines of a block -> its text: spaces or breaks between lines, hyphens undone, icons dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cvdiff.document import Style, StyleKind, Text
from cvdiff.readers.hyphens import Hyphens
from cvdiff.readers.pdf.layout import Line
from cvdiff.readers.pdf.letters import ICON
from cvdiff.readers.pdf.lines import Run
from cvdiff.readers.text_buffer import TextBuffer

_WHOLE = ("bold", "italic", "link")

LONGEST_FORMULA = 5
"""Characters, spaces around it included."""
_FORMULA = re.compile(r" ?[A-Z\u0370-\u03ff\u2100-\u214f]\d* ?")
"""Formulas are set upright in italics: "a Z2 symmetry", "the ℝ of"."""
_URL_END = re.compile(r"(?:https?://|www\.|doi\.org/|\b10\.\d{4,}/)\S*$", re.IGNORECASE)
_URL_BREAK = tuple("/-_.?=&%#~:")
_ICONS = re.compile(rf"\s*{ICON}[\s{ICON}]*")


class Joiner:
    """Puts the lines of blocks together; knows the words of the whole document."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._hyphens = Hyphens(line.text for line in lines)

    def text(self, lines: Sequence[Line], wrapped: Sequence[bool]) -> Text:
        """The text of a block; `wrapped` says of each line whether it goes on in the next."""
        buffer = TextBuffer()
        for index, line in enumerate(lines):
            cells = [without_icons(cell) for cell in line.runs]
            following = lines[index + 1] if index + 1 < len(lines) and wrapped[index] else None
            glued = following is not None and self._glue(cells, following)
            for number, cell in enumerate(cells):
                if number:
                    buffer.gap()
                for run in cell:
                    _add(buffer, run)
            if index + 1 < len(lines) and not glued:
                buffer.text(" " if wrapped[index] else "\n", 0, 0)
        texts, _ = buffer.take()
        return _with_whole_styles(texts[0]) if texts else Text("")

    def _glue(self, cells: list[list[Run]], following: Line) -> bool:
        """Whether the next line goes on without a space. A hyphen that only broke the word is removed."""
        if not cells or not cells[-1] or not following.runs[0]:
            return False
        last, first = cells[-1][-1], following.runs[0][0]
        if _is_url_break(last, first) or first.text.startswith((",", ";")):
            return True
        breaks_word = self._hyphens.breaks_word(last.text, first.text)
        if breaks_word is None:
            return last.text.endswith(("-", "/")) and len(last.text) > 1 and last.text[-2].isalnum()
        if breaks_word:
            last.text = last.text[:-1]
        return True


def _with_whole_styles(text: Text) -> Text:
    """The text with stretches in one type or link that at most a space parts as one: a line ended there."""
    styles: list[Style] = []
    last: dict[tuple[StyleKind, str], int] = {}
    for style in text.styles:
        whole = _to_end_of_word(style, text.plain) if style.kind == "link" else style
        key = style.kind, style.value
        before = styles[last[key]] if key in last and style.kind in _WHOLE else None
        if before and _is_one(text.plain[before.end : style.start], style.kind):
            styles[last[key]] = replace(before, end=whole.end)
            continue
        last[key] = len(styles)
        styles.append(whole)
    return Text(text.plain, tuple(styles))


def _is_one(between: str, kind: StyleKind) -> bool:
    """Whether a stretch goes on behind what stands between two parts of it: a space, a formula in italics."""
    if between in ("", " ") or kind != "italic":
        return between in ("", " ")
    return len(between) <= LONGEST_FORMULA and _FORMULA.fullmatch(between) is not None


def _to_end_of_word(link: Style, plain: str) -> Style:
    """A link whose box ends at the margin, where the last letters of an overfull line do not."""
    end = link.end
    while end < len(plain) and plain[end - 1].isalpha() and plain[end].isalpha():
        end += 1
    return replace(link, end=end)


def _is_url_break(last: Run, first: Run) -> bool:
    """Whether a URL was broken at the end of the line."""
    words = last.text.split()
    match = _URL_END.search(words[-1]) if words and last.text.endswith(words[-1]) else None
    if not match or not first.text[:1].strip() or last.face.bold != first.face.bold:
        return False
    word = first.text.split(None, 1)[0]
    if last.link and last.link == first.link:
        whole = (match.group() + word).rstrip(".,;)/")
        return whole in last.link or last.text.endswith(_URL_BREAK)
    return last.text.endswith(_URL_BREAK[:-1]) and not last.text.endswith(".") and word[:1].isalnum()


def _add(buffer: TextBuffer, run: Run) -> None:
    text = run.text
    stripped = text.lstrip()
    if "\t" in text[: len(text) - len(stripped)]:
        buffer.gap()
    elif len(stripped) < len(text):
        buffer.text(" ", 0, 0)
    kinds = list(_styles(run))
    for kind, value in kinds:
        buffer.open(kind, value)
    buffer.text(stripped, 0, 0)
    for kind, _ in kinds:
        buffer.close(kind)


def _styles(run: Run) -> Iterator[tuple[StyleKind, str]]:
    if run.face.bold:
        yield "bold", ""
    if run.face.italic:
        yield "italic", ""
    if run.raised:
        yield "superscript", ""
    if run.link:
        yield "link", run.link


def without_icons(cell: Sequence[Run]) -> list[Run]:
    """A cell without its icons; an icon between two phrases sets them apart as a column's gap does."""
    whole = "".join(run.text for run in cell)
    if ICON not in whole:
        return list(cell)
    gaps = {}
    for match in _ICONS.finditer(whole):
        inside = match.start() and match.end() < len(whole) and whole[match.end()].isalnum()
        gaps.update(dict.fromkeys(range(match.start(), match.end()), ""))
        if inside:
            gaps[match.start()] = "\t"
    out, position = [], 0
    for run in cell:
        text = "".join(gaps.get(position + index, character) for index, character in enumerate(run.text))
        position += len(run.text)
        if text:
            out.append(Run(text, run.face, run.link, run.raised))
    return out
