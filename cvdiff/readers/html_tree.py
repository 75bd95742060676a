"""A tolerant tree of elements: what HTML, and Markdown's tokens, are gathered in before the blocks.

The tree's text keeps the contract of `TextBuffer`: a newline is a line break, a tab a gap. HTML's own
white space is folded to single spaces when it enters (outside `pre`).
"""

from __future__ import annotations

from collections import Counter

from cvdiff.patterns import pattern
from cvdiff.readers.html_tags import scan

MAX_DEPTH = 500
"""Elements below this depth are kept but not nested further, as browsers do at 512."""


def names(text: str) -> frozenset[str]:
    """The words of `text`, as the set of names that it lists."""
    return frozenset(text.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")

INLINE = names(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var"
)

_CLOSES_P = names(
    "address article aside blockquote center details dir div dl dt dd fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul"
)
HEADINGS = names("h1 h2 h3 h4 h5 h6")
LISTS = names("ul ol menu dir")
_TABLES = frozenset({"table"})
_ROW_GROUPS = names("thead tbody tfoot")
_SCOPES = names("table td th caption")
"""Elements that an end tag of something outside them does not leave."""

_IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LISTS | _SCOPES),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"}) | _SCOPES),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"}) | _SCOPES),
    "tr": (frozenset({"tr"}), _TABLES),
    "td": (frozenset({"td", "th"}), _TABLES | {"tr"}),
    "th": (frozenset({"td", "th"}), _TABLES | {"tr"}),
    **dict.fromkeys(_ROW_GROUPS, (_ROW_GROUPS, _TABLES)),
    **dict.fromkeys(HEADINGS, (HEADINGS, _SCOPES | LISTS | {"li"})),
}
"""For a start tag: the open elements that it ends, and the elements it does not look beyond."""

_P = (frozenset({"p"}), _SCOPES)
_TABLE_PARTS = _SCOPES | _ROW_GROUPS | {"tr"}
_WHITE = pattern(r"[ \t\n\r\f]+")


BLOCKS = _CLOSES_P | _SCOPES | _ROW_GROUPS | {"tr", "html", "body", "legend", "hr"}
"""Elements that stand on lines of their own."""

ELEMENTS = VOID | INLINE | BLOCKS | {"script", "style"}
"""The elements that are known by name; any other is shown as if its tags were not there."""


FIELD = "named field"
"""The attribute that tells which field of a record an element holds; none of a page's has a space."""


class Chunk:
    """Text, and the source lines (1-based) that it stands in."""

    __slots__ = ("first", "last", "text")

    def __init__(self, text: str, first: int, last: int) -> None:
        self.text, self.first, self.last = text, first, last


class Node:
    """An element. A `fixed` one comes from the format around the HTML, whose tags cannot end it."""

    __slots__ = ("attrs", "children", "fixed", "line", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], line: int, fixed: bool = False) -> None:
        self.tag, self.attrs, self.line, self.fixed = tag, attrs, line, fixed
        self.children: list[Node | Chunk] = []


class TreeBuilder:
    """Takes start tags, end tags and text in reading order; `root` is the tree."""

    def __init__(self) -> None:
        self.root = Node("", {}, 1, fixed=True)
        self._stack = [self.root]
        self._open_tags = Counter[str]()  # without the fixed ones, which no tag ends

    def open(self, tag: str, line: int, attrs: dict[str, str] | None = None) -> Node:
        """Begin an element of the format around the HTML, to be ended by `close`."""
        if tag not in INLINE:
            while self._stack[-1].tag in INLINE and not self._stack[-1].fixed:
                self._pop()
        return self._push(Node(tag, attrs or {}, line, fixed=True))

    def close(self, node: Node) -> None:
        """End an element that `open` began, and all that is still open in it."""
        while self._pop() is not node:
            pass

    def void(self, tag: str, line: int) -> None:
        """Add an element without content."""
        self._stack[-1].children.append(Node(tag, {}, line))

    def text(self, text: str, first: int, last: int) -> None:
        """Add text of the format around the HTML."""
        if text:
            self._stack[-1].children.append(Chunk(text, first, last))

    def html(self, html: str, line: int) -> None:
        """Add a fragment of HTML that begins at source line `line`."""
        for piece in scan(html, line):
            if piece.kind == "text":
                white = piece.value if self._open_tags["pre"] else _WHITE.sub(" ", piece.value)
                self.text(white, piece.line, piece.line + piece.lines)
            elif piece.kind == "end":
                self._end(piece.value, piece.line)
            else:
                self._start(piece.value, piece.attrs or {}, piece.line, piece.closed)

    def _start(self, tag: str, attrs: dict[str, str], line: int, closed: bool) -> None:
        if tag in _CLOSES_P or tag in _TABLE_PARTS:
            self._end_implied(*_P)
        if tag in _IMPLIED_ENDS:
            self._end_implied(*_IMPLIED_ENDS[tag])
        self._push(Node(tag, attrs, line))
        if closed or tag in VOID or len(self._stack) > MAX_DEPTH:
            self._pop()

    def _end(self, tag: str, line: int) -> None:
        if tag == "br":  # as browsers read </br>
            self.void("br", line)
            return
        if not self._open_tags[tag]:
            self._end_unopened(tag, line)
            return
        for depth in range(len(self._stack) - 1, 0, -1):
            node = self._stack[depth]
            if node.fixed:
                return
            if node.tag == tag:
                self._pop_to(depth)
                return
            if node.tag in _SCOPES and tag not in _TABLE_PARTS:
                return
            if tag in INLINE and node.tag not in INLINE:
                return

    def _end_unopened(self, tag: str, line: int) -> None:
        """As browsers do: `</p>` sets apart what stands around it, `</h1>` ends any heading."""
        if tag == "p" and not self._stack[-1].fixed:
            self.void("p", line)
        elif tag in HEADINGS and any(self._open_tags[heading] for heading in HEADINGS):
            self._end_implied(HEADINGS, _SCOPES)

    def _end_implied(self, ended: frozenset[str], limits: frozenset[str]) -> None:
        if not any(self._open_tags[tag] for tag in ended):
            return
        for depth in range(len(self._stack) - 1, 0, -1):
            node = self._stack[depth]
            if node.fixed or node.tag in limits:
                return
            if node.tag in ended:
                self._pop_to(depth)
                return

    def _push(self, node: Node) -> Node:
        self._stack[-1].children.append(node)
        self._stack.append(node)
        self._open_tags[node.tag] += not node.fixed
        return node

    def _pop(self) -> Node:
        node = self._stack.pop()
        self._open_tags[node.tag] -= not node.fixed
        return node

    def _pop_to(self, depth: int) -> None:
        while len(self._stack) > depth:
            self._pop()
