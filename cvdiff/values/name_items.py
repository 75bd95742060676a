"""Text cut into items: the stretches between separators that could each be a name or half of one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cvdiff.values.name_words import fold, is_role, kind_of, vocabulary

Glue = Literal["comma", "semicolon", "and", "line", "soft", "hard"]
"""
What ends an item: a separator; `soft` is the point of an initial, behind which the name may go on
("J. Roe") or a title begin ("Roe J. On cats"); `hard` is anything that ends a list of names.
"""

_MARK = "*∗⁎＊†‡§¶◦∘⋆★☆✝✉#^+♯♦♣♠△▲"
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    (?P<more>\bet\.?\s{{1,3}}al(?:ii|ia)?\b\.?|\bu\.\ ?a\.|\.\.\.+|…)
  | (?P<word>['’][ts]\b(?=\s)|(?![{_SUPER}]){_LETTER}[^\W\d_{_SUPER}\u0300-\u036f]*+[\u0300-\u036f]*+
      (?:(?:['’ʼ`´‐‑-](?={_LETTER}))?[^\W\d_{_SUPER}\u0300-\u036f]++[\u0300-\u036f]*+)*+)
  | (?P<mark>\$[^$\s]{{1,24}}\$|\[[{_MARK}]{{1,4}}\]|\^\{{?[\w{_MARK},]{{1,8}}\}}?|[{_MARK}{_SUPER}\\]+
      |(?<={_LETTER})\d{{1,2}}(?:,\d{{1,2}})*+(?!\d))
  | (?P<comma>[,，、])
  | (?P<semicolon>[;；|·•&＆])
  | (?P<line>\n)
  | (?P<dot>\.)
  | (?P<hyphen>[-‐‑])
  | (?P<open>[(（])
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(r"[(（]([^()（）\n]{1,60})[)）]")
_MACROS = {
    "dag": "†",
    "dagger": "†",
    "ddag": "‡",
    "ddagger": "‡",
    "ast": "*",
    "star": "⋆",
    "s": "§",
    "circ": "◦",
}
_PLAIN_MARK = str.maketrans(
    {"∗": "*", "⁎": "*", "＊": "*", "∘": "◦", "★": "⋆", "☆": "⋆", "✝": "†", "^": "", "\\": ""}
)


class Word(NamedTuple):
    """One word of an item. `kind` as `name_words.kind_of`, or `i` for an initial with its point."""

    folded: str
    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Item:
    """A stretch between separators.

    `glue` and `tail` say what ended it (`tail` is the character of a hard end), `lead` is where a word
    such as "with" that announces the list starts (None without one), `first` whether the item begins
    the text or a line.
    """

    start: int
    end: int = 0
    words: list[Word] = field(default_factory=list)
    marks: str = ""
    glue: Glue = "hard"
    tail: str = ""
    lead: int | None = None
    first: bool = False
    native: bool = False
    truncated: int = 0
    holes: list[tuple[int, int]] = field(default_factory=list)


def plain_marks(raw: str) -> str:
    """The symbols of a printed mark: "$^\\\\dag$" gives "†", "[◦]" gives "◦", "^{1,2}" gives "1,2"."""
    text = raw.strip("$[](){}（）")
    for name in re.findall(r"\\([a-z]+)", text):
        text = text.replace("\\" + name, _MACROS.get(name, ""))
    return text.translate(_PLAIN_MARK).replace("{", "").replace("}", "").strip()


class _Lexer:
    """Collects the items of one text; one method for each kind of token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.items: list[Item] = []
        self.item = Item(0, first=True)
        self.skip = 0
        self.words = vocabulary()

    def run(self) -> list[Item]:
        for match in _TOKEN.finditer(self.text):
            if match.start() >= self.skip:
                getattr(self, match.lastgroup or "other")(match)
        self.close("hard")
        return self.items

    def close(self, glue: Glue, tail: str = "") -> None:
        """End the current item; an empty one only strengthens the separator before it."""
        item = self.item
        if item.words:
            item.glue, item.tail = glue, tail
            self.items.append(item)
        elif self.items and item.lead is None:
            self._join(self.items[-1], glue, tail)
        lead = item.lead if not item.words and tail in ("", ":") and glue != "line" else None
        self.item = Item(
            0, lead=lead, first=glue == "line" or (item.first and not item.words and tail != "lead")
        )

    def _join(self, last: Item, glue: Glue, tail: str) -> None:
        rank = ("soft", "comma", "semicolon", "line", "and", "hard")
        if glue == "hard" and last.glue in ("comma", "semicolon", "and"):
            last.tail = tail
        if last.glue in rank[:4] and not (glue == "line" and last.glue != "soft"):
            last.glue = glue
            last.tail = tail if glue == "hard" else last.tail

    def more(self, match: re.Match[str]) -> None:
        target = self.item if self.item.words else self.items[-1] if self.items else None
        if target is not None:
            target.truncated = match.end()
        if self.item.words:
            self.close("comma")

    def word(self, match: re.Match[str]) -> None:
        text = match.group()
        folded, kind = fold(text), kind_of(text)
        if kind != "N" and self._function_word(folded, kind, match):
            return
        item = self.item
        if not item.words:
            if folded in self.words["leads"] and kind != "u":
                item.lead = match.start() if item.lead is None else item.lead
                return
            item.start = match.start()
        item.words.append(Word(folded, kind, match.start(), match.end()))
        item.end = match.end()

    def _function_word(self, folded: str, kind: str, match: re.Match[str]) -> bool:
        """Conjunctions, leads and "others"; True where the word is no part of an item."""
        if kind == "u" or (kind == "P" and folded not in self.words["conjunctions"]):
            return False
        if folded in self.words["more"]:
            self.more(match)
            return True
        if folded in self.words["leads"] and kind in "L":
            if self.item.words:
                self.close("hard", "lead")
            self.item.lead = match.start() if self.item.lead is None else self.item.lead
            return True
        if folded in self.words["conjunctions"]:
            self.close("and")
            return True
        return False

    def mark(self, match: re.Match[str]) -> None:
        symbols = plain_marks(match.group())
        if not symbols or len(symbols) > 8 or "=" in symbols:
            self.other(match)
            return
        item = self.item
        if not item.words and self.items and self.text[match.start() - 1] == ",":
            item = self.items[-1]
        item.marks += symbols
        if item.words:
            item.holes.append(match.span())

    def comma(self, match: re.Match[str]) -> None:
        self.close("comma")

    def semicolon(self, match: re.Match[str]) -> None:
        self.close("and" if match.group() in "&＆" else "semicolon")

    def line(self, match: re.Match[str]) -> None:
        self.close("line")

    def dot(self, match: re.Match[str]) -> None:
        item = self.item
        if not item.words:
            return
        last = item.words[-1]
        if not last.end <= match.start() <= last.end + 1:
            self.close("hard", ".")
            return
        following = self.text[match.end() : match.end() + 3].lstrip(" ")[:1]
        kind, folded = last.kind, last.folded
        initial = kind in "uiC" or folded in self.words["short_given"]
        if initial:
            item.words[-1] = Word(folded, "i" if kind != "C" else "C", last.start, match.end())
            item.end = match.end()
            if self.text[match.end() : match.end() + 1].isspace() and following not in ",;&":
                self.close("soft")
        elif (
            folded in self.words["suffixes"] or folded in self.words["titles"] or following in (",", ";", "&")
        ):
            item.end = match.end() if folded in self.words["suffixes"] else item.end
        else:
            self.close("hard", ".")

    def hyphen(self, match: re.Match[str]) -> None:
        before = self.text[match.start() - 1] if match.start() else " "
        after = self.text[match.end() : match.end() + 1]
        if not (self.item.words and before == "." and after.isalpha()):
            self.other(match)

    def open(self, match: re.Match[str]) -> None:
        bracket = _BRACKET.match(self.text, match.start())
        inner = bracket.group(1).strip() if bracket else ""
        item = self.item
        if not (bracket and inner and item.words):
            self.other(match)
            return
        words = inner.split()
        symbols = plain_marks(inner) if len(inner) <= 4 and not inner[:1].isalpha() else ""
        if symbols and all(char in _MARK or char.isdigit() or char == "," for char in symbols):
            if symbols.isdigit() and len(symbols) > 2:
                self.other(match)
                return
            item.marks += symbols
            item.holes.append(bracket.span())
        elif any(char.isdigit() for char in inner) or len(words) > 6 or is_role(fold(words[0]).rstrip(".")):
            self.other(match)
            return
        elif kind_of(inner) == "H" if inner[0].isalpha() else False:
            item.native, item.end = True, bracket.end()
        elif (
            len(words) == 1
            and inner.isalpha()
            and self.text[bracket.end() : bracket.end() + 2].strip()[:1].isupper()
        ):
            item.end = bracket.end()
        elif fold(words[0]) in self.words["leads"]:
            self.other(match)
            return
        else:
            item.holes.append(bracket.span())
        self.skip = bracket.end()

    def other(self, match: re.Match[str]) -> None:
        char = match.group()[0]
        if char == ":" and self.item.lead is not None and not self.item.words:
            return
        if char in "()（）" and not self.item.words and self.item.lead is None:
            self.close("hard", char)
            return
        self.close("hard", "0" if char.isdigit() else char)


def items_of(text: str) -> list[Item]:
    """The items of a text in order. Linear in its length."""
    return _Lexer(text).run()
