"""Text cut into items: the stretches between separators that could each be a name or half of one."""

from __future__ import annotations

import re
from typing import Literal

from cvdiff.memory import remember
from cvdiff.patterns import pattern
from cvdiff.values.name_marks import MARKS, plain_marks
from cvdiff.values.name_tokens import LETTERS, READ_AS, TOKEN
from cvdiff.values.name_words import Word, classify, code_behind, fold_name, kind_of, vocabulary
from cvdiff.values.status import find_statuses

Glue = Literal["soft", "comma", "semicolon", "line", "and", "hard"]
"""
What ends an item: a separator; `soft` is the point of an initial, behind which the name may go on
("J. Roe") or a title begin ("Roe J. On cats"); `hard` is anything that ends a list of names.
"""

_LEADING_MARK = "*†‡§¶◦"
_BRACKET = re.compile(r"\(([^()\n]{1,60})\)")
_ET_AL = pattern(r"\.?\s{1,3}all?(?:ii|ia)?\b\.?")
_ONE_WORD_AHEAD = rf"\s{LETTERS}\s{{0,2}}(?:[,;.&\n)]|and\b|$)"
_EDITORS = "eds"
_LONGEST_MARK = 8
_LONGEST_REMARK = 6


class Item:
    """A stretch between separators.

    `code` holds the kinds of its words. `glue` and `tail` say what ended it (`tail` is the character of
    a hard end, "0" for a digit, "lead" or "eds" for a word). `lead` is where words such as "with" that
    announce a list start (None without), `editors` that they announce editors; `first` that the item
    begins the text or a line; `native` that a form in another script follows in brackets; `truncated`
    is the end of an "et al." behind it or of dots, `leaves_out` that names may follow them; `holes` are
    stretches inside that do not belong to the name.
    """

    __slots__ = (
        "code", "editors", "end", "first", "glue", "holes", "lead", "leaves_out", "marks", "native", "start",
        "tail", "truncated", "words",
    )  # fmt: skip

    def __init__(self, *, lead: int | None = None, first: bool = False) -> None:
        self.start = self.end = self.truncated = 0
        self.words: list[Word] = []
        self.code = self.marks = self.tail = ""
        self.glue: Glue = "hard"
        self.lead = lead
        self.first = first
        self.editors = self.native = self.leaves_out = False
        self.holes: list[tuple[int, int]] = []


class _Lexer:
    """Collects the items of one text; one method for each kind of token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.read_as = text if text.isascii() else text.translate(READ_AS)
        self.items: list[Item] = []
        self.item = Item(first=True)
        self.skip = 0

    def run(self) -> list[Item]:
        for match in TOKEN.finditer(self.read_as):
            if match.start() >= self.skip:
                _HANDLERS[match.lastindex or 0](self, match)
        self.close("hard")
        return self.items

    def close(self, glue: Glue, tail: str = "") -> None:
        """End the current item; where it is empty, its separator strengthens the one before."""
        item = self.item
        if item.words:
            item.glue, item.tail = glue, tail
            above = self.items[-1].code if self.items else ""
            item.code = code_behind(above, "".join([word.kind for word in item.words]))
            self.items.append(item)
        elif self.items:
            _strengthen(self.items[-1], glue, tail)
        if item.words or item.lead is not None or item.marks:
            self.item = Item()
        self.item.first = glue == "line"

    def word(self, match: re.Match[str]) -> None:
        start, end = match.span()
        folded, kind, role, hint = classify(self.text[start:end])
        if role and self._function_word(match, folded, role, kind):
            return
        item = self.item
        if not item.words:
            if item.lead is not None and folded in vocabulary()["lead_nouns"]:
                return
            item.start = start
        item.end = end
        item.words.append(Word(folded, kind, hint, start, end))

    def _function_word(self, match: re.Match[str], folded: str, role: str, kind: str) -> bool:
        """Conjunctions, leads and "others"; False where the word belongs to a name after all."""
        if role == "conjunction":
            if folded == "et" and (al := _ET_AL.match(self.text, match.end())):
                self.skip = al.end()
                self.more(al)
                return True
            if self._inside_family(folded, match.end()):
                return False
            self.close("and")
        elif role == "more":
            self.more(match)
        else:
            return self._lead(match.start(), folded, role, kind)
        return True

    def _lead(self, start: int, folded: str, role: str, kind: str) -> bool:
        """Words that announce a list; several together ("edited by") announce one."""
        before = Item(lead=start) if self.item.words else self.item
        if self.item.words and kind != "L":
            return False
        self.close("hard", _EDITORS if folded in vocabulary()["roles"] else "lead")
        self.item.lead = start if before.lead is None else before.lead
        self.item.editors = before.editors or role == "editors"
        self.item.first = before.first
        return True

    def _inside_family(self, folded: str, end: int) -> bool:
        """Whether an "y" or "e" joins two family names of one person: "José Ortega y Gasset"."""
        if folded not in vocabulary()["loose_conjunctions"] or len(self.item.words) < 2:
            return False
        return re.compile(_ONE_WORD_AHEAD).match(self.read_as, end) is not None

    def more(self, match: re.Match[str]) -> None:
        """The list stops here for want of room, or leaves some out; an item before it is complete."""
        target = self.item if self.item.words else self.items[-1] if self.items else None
        if target is not None:
            target.truncated = match.end()
            target.leaves_out = match.lastgroup == "more"
        if self.item.words:
            self.close("comma")

    def mark(self, match: re.Match[str]) -> None:
        printed = match[0]
        symbols = plain_marks(self.text[match.start() : match.end()]) or printed.strip("\\")
        if not symbols or len(symbols) > _LONGEST_MARK or "=" in symbols:
            self.other(match)
            return
        if self.text[max(0, match.start() - 1)] == " " and self.text[match.end() : match.end() + 1].isupper():
            self.close("comma")  # "Roe, J. *Doe, A."
        item = self.item
        if not item.words and self.items and self.text[match.start() - 1] == ",":
            item = self.items[-1]
        elif not item.words and symbols[0] not in _LEADING_MARK:
            return
        item.marks += symbols
        if item.words:
            item.holes.append(match.span())
        if item is self.item and self._ends_name(match.end()):
            self.close("soft")

    def _ends_name(self, end: int) -> bool:
        """Whether a mark ends the last name of a list, with a title right behind it: "Roe, J.* On cats"."""
        behind = self.text[end : end + 2]
        whole = len(self.item.words) > 1 or any(word.kind in "iC" for word in self.item.words)
        return whole and behind[:1] == " " and behind[1:].isupper()

    def comma(self, match: re.Match[str]) -> None:
        self.close("comma")

    group = comma

    def semicolon(self, match: re.Match[str]) -> None:
        self.close("semicolon")

    def ampersand(self, match: re.Match[str]) -> None:
        self.close("and")

    def line(self, match: re.Match[str]) -> None:
        self.close("line")

    def dot(self, match: re.Match[str]) -> None:
        item = self.item
        if not item.words:
            return
        last, names = item.words[-1], vocabulary()
        after = self.text[match.end() : match.end() + 3]
        following = after.lstrip(" ")[:1]
        numeral = last.hint == "suffixes" and self._numbers(last) and following not in ",;&"
        if match.start() > last.end + 1 or (not following and last.kind not in "uiC") or numeral:
            self.close("hard", ".")
        elif last.kind in "uC" or (last.kind == "N" and last.folded in names["short_given"]):
            self._initial(last, match.end(), after, following)
        elif last.kind == "H" and after[:1].isalpha():
            self.close("comma")
        elif last.hint == "suffixes":
            item.end = match.end()
            if after[:1].isspace() and following.isupper():
                self.close("soft")
        elif last.folded not in names["titles"] and following not in ",;&":
            self.close("hard", ".")

    def _numbers(self, suffix: Word) -> bool:
        """Whether a suffix is a numeral behind a whole name, no initials: "S. Roe III"."""
        return set(suffix.folded) <= set("iv") and bool(self.items) and self.items[-1].glue == "soft"

    def _initial(self, last: Word, end: int, after: str, following: str) -> None:
        """Take the point into the initial; a name may end at it where a space follows."""
        kind = "C" if last.kind == "C" else "i"
        self.item.words[-1] = Word(last.folded, kind, "", last.start, end)
        self.item.end = end
        if after[:1].isspace() and following not in ",;&":
            self.close("soft")

    def hyphen(self, match: re.Match[str]) -> None:
        """A hyphen between initials ("C.-H.") or at a printed line's end ("Roe- Doe") belongs to the name."""
        before, after = self.text[match.start() - 1 : match.start()], self.text[match.end() : match.end() + 2]
        joins = (
            after[:1].isalpha()
            if before == "."
            else before.isalpha() and after[:1] == " " and after[1:].isupper()
        )
        if not (joins and self.item.words):
            self.other(match)

    def open(self, match: re.Match[str]) -> None:
        """A short remark, a mark, a nickname or a native form in brackets is part of the item."""
        bracket = _BRACKET.match(self.read_as, match.start())
        if bracket and not self.item.words and self._stands_in_list(bracket):
            self.item = self.items.pop()
        if bracket and self.item.words and self._takes_bracket(bracket):
            self.skip = bracket.end()
        else:
            self.other(match)

    def _stands_in_list(self, bracket: re.Match[str]) -> bool:
        """Whether a bracket behind an initial is followed by a name or another one: "Roe, J. (UG) (2019)"."""
        if not self.items or self.items[-1].glue != "soft":
            return False
        between, behind = (
            self.text[self.items[-1].end : bracket.start()],
            self.text[bracket.end() : bracket.end() + 2],
        )
        return not between.strip() and behind.lstrip()[:1] in {",", ";", "&", "("}

    def _takes_bracket(self, bracket: re.Match[str]) -> bool:
        inner = self.text[bracket.start(1) : bracket.end(1)].strip()
        item, words = self.item, inner.split()
        symbols = plain_marks(inner)
        if symbols and all(char in MARKS or char == "," for char in symbols):
            item.marks += symbols
        elif not 0 < len(words) <= _LONGEST_REMARK or any(map(str.isdigit, inner)) or find_statuses(inner):
            return False
        elif len(words) <= 2 and inner[0].isalpha() and kind_of(words[0]) == "H":
            item.native, item.end = True, bracket.end()
            return True
        elif len(words) == 1 and self.text[bracket.end() : bracket.end() + 2].strip()[:1].isupper():
            item.end = bracket.end()
            return True
        elif classify(words[0]).role or fold_name(words[0]).strip(".") in vocabulary()["roles"]:
            return False
        item.holes.append(bracket.span())
        return True

    def other(self, match: re.Match[str]) -> None:
        char = self.text[match.start()]
        announces = char == ":" and self.item.lead is not None and not self.item.words
        if not announces:
            self.close("hard", "0" if char.isdigit() else char)


_HANDLERS = [_Lexer.other, *(getattr(_Lexer, name) for name in TOKEN.groupindex)]
"""The method for each kind of token, by the number of its group."""


def _strengthen(item: Item, glue: Glue, tail: str) -> None:
    """A second separator behind an item: the one that says more counts."""
    if tail == _EDITORS:
        item.glue, item.tail = "hard", tail
    if glue == "line" and item.glue != "soft":
        return
    if item.glue == "hard" or (item.glue == "line" and glue == "hard"):
        return
    if glue != "comma" or item.glue in ("soft", "line"):
        item.glue, item.tail = glue, tail


@remember
def items_of(text: str) -> list[Item]:
    """The items of a text in order. Linear in its length."""
    return _Lexer(text).run()


@remember
def words_in(text: str) -> frozenset[str]:
    """The folded words of a text's items."""
    return frozenset([part for item in items_of(text) for word in item.words for part in word.folded.split()])
