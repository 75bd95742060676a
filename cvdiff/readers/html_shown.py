"""What a page shows of its tree: the parts that are no text of the CV go, styles become elements.

Gone are the ways through the site, search, banners, footers, what is hidden, and BibTeX source. An
abstract stays, also when it opens on a click, as a later paragraph of the entry that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvdiff.readers.html_css import Effect, effects, effects_on
from cvdiff.readers.html_hidden import classes, is_hidden, names_of, opens
from cvdiff.readers.html_tree import BLOCKS, INLINE, Chunk, Node
from cvdiff.readers.html_walk import WHITE, elements, inside_out, is_blank, text_of
from cvdiff.vocabulary import fold, words_of

_TAGS: Mapping[str, str] = {"heading": "h2", "sectionheading": "h2", "papertitle": "strong", "venue": "em"}
"""Elements of wide-spread homepages that HTML does not know, and what their styles make of them."""

_BIBTEX = re.compile(r"(?:bib ?tex|bib|cite|citation)?\W{0,4}@[a-z]{3,20}\s*[{(]", re.IGNORECASE)
_LARGE_SIZES = frozenset({"+1", "+2", "+3", "+4", "4", "5", "6", "7"})
_JUMP_LISTS = frozenset({"h1", "h2", "h3", "h4", "p", "ul", "center", "div"})
_MIN_JUMPS, _MAX_JUMP_NODES = 3, 200
_PAGE = re.compile(r"(?:\.{0,2}/){0,3}(?:[\w-]+/){0,2}([\w-]+)?(?:\.(?:html?|php))?/?(?:#[\w-]*)?")
"""A page of the same site."""
_FIRST_PAGES = frozenset({"index", "home", "main", "default"})
_PAGE_WORDS = 5
"""A page that a longer text leads to is a work's."""
_JUMP = frozenset(" \t\n\r\xa0|•·/-–—,&")
"""What stands between the links of a list of the page's sections, which may be its items as well."""
_LONGEST_FORM = 100
"""A form with more text than this is one that the whole page stands in."""
_LEAD = 60
"""So many characters at the start of an element tell whether it is BibTeX source."""


def keep_shown(root: Node, rules: Mapping[str, tuple[Effect, ...]]) -> None:
    """Drop from a tree what a page does not show, or shows beside the CV."""
    for node in elements(root):
        kept: list[Node | Chunk] = []
        for child in node.children:
            if isinstance(child, Chunk) or child.fixed:  # put in below, as what the rules ask for
                kept.append(child)
            elif not (_is_gone(child, rules) or _leads_back(child, node)):
                _restyle(child, rules)
                kept.append(child)
        node.children = kept


def _is_gone(node: Node, rules: Mapping[str, tuple[Effect, ...]]) -> bool:
    attrs = node.attrs
    if is_hidden(node):
        return True
    if not attrs.get("href") and attrs.get("role", "").lower() in words_of("html", "gone", "roles"):
        return True
    if node.tag == "a" and not attrs.get("href") and "btn" in classes(node):
        return True
    if node.tag == "form" and len(text_of(node, _LONGEST_FORM)) < _LONGEST_FORM:
        return True
    if node.tag in _JUMP_LISTS and _only_jumps(node):
        return True
    if node.tag != "body" and names_of(node) & words_of("html", "gone", "names"):
        return True
    return "none" in _effects(node, rules) and not opens(node)


def _leads_back(link: Node, parent: Node) -> bool:
    """Whether all of a line is a link to the top of the page or the site's first page: "← Home"."""
    target = link.attrs.get("href", "").strip() if link.tag == "a" else ""
    if not target:
        return False
    page = _PAGE.fullmatch(target)
    if not target.startswith("#") and (page is None or (page[1] or "index").lower() not in _FIRST_PAGES):
        return False
    if fold(text_of(link, _LEAD)) not in words_of("html", "gone", "links"):
        return False
    shown = [other for other in parent.children if other is link or not is_blank(other) or _breaks(other)]
    place = next(index for index, other in enumerate(shown) if other is link)
    return all(map(_breaks, (*shown[max(0, place - 1) : place], *shown[place + 1 : place + 2])))


def _breaks(part: Node | Chunk) -> bool:
    """Whether a line ends at a part of an element's content."""
    return isinstance(part, Node) and (part.tag in BLOCKS or part.tag == "br")


def _only_jumps(node: Node) -> bool:
    """Whether an element holds nothing but links to places in the page itself, or the pages of its site."""
    links: list[Node] = []
    seen = signs = 0
    waiting: list[Node | Chunk] = [node]
    while waiting and seen < _MAX_JUMP_NODES:
        seen += 1
        child = waiting.pop()
        if isinstance(child, Chunk):
            if not _JUMP.issuperset(child.text):
                return False
            signs += bool(child.text.strip(WHITE))
        elif child.tag == "a" and child.attrs.get("href"):
            links.append(child)
        else:
            signs += child.tag == "li"
            waiting += child.children
    if waiting or len(links) < _MIN_JUMPS:
        return False
    if all(link.attrs["href"].startswith("#") for link in links):
        return True
    return signs >= len(links) - 1 and _are_pages(links)


def _are_pages(links: list[Node]) -> bool:
    """Whether links lead through a site page by page: each named in a few words, the first among them."""
    pages = [_PAGE.fullmatch(link.attrs["href"]) for link in links]
    first = any(page and (page[1] or "index").lower() in _FIRST_PAGES for page in pages)
    return first and all(pages) and all(0 < len(text_of(n, _LEAD).split()) <= _PAGE_WORDS for n in links)


def _effects(node: Node, rules: Mapping[str, tuple[Effect, ...]]) -> tuple[Effect, ...]:
    own = effects(node.attrs["style"]) if "style" in node.attrs else ()
    selected = effects_on(node.tag, classes(node), node.attrs.get("id", "").lower(), rules)
    shown = [effect for effect in own if effect in ("block", "inline", "none")]
    return own + tuple(effect for effect in selected if effect != "none" or not shown)


def _restyle(node: Node, rules: Mapping[str, tuple[Effect, ...]]) -> None:
    """Show an element that is kept, and turn what the rules do to it into elements.

    Inline text in large type becomes `<big>`.
    """
    found = _effects(node, rules)
    node.tag = _TAGS.get(node.tag, node.tag)
    node.attrs = {name: value for name, value in node.attrs.items() if name not in ("hidden", "style")}
    if node.tag in ("font", "span") and ("large" in found or node.attrs.get("size", "") in _LARGE_SIZES):
        node.tag = "big"
    if "bold" in found and node.tag not in BLOCKS:
        _wrap(node, "strong")
    if "italic" in found and node.tag not in BLOCKS:
        _wrap(node, "em")
    if "block" in found and node.tag in INLINE:
        _set_apart(node)
    elif "inline" in found and node.tag == "div":
        node.tag = "span"


def _wrap(node: Node, tag: str) -> None:
    inner = Node(tag, {}, node.line, fixed=True)
    inner.children, node.children = node.children, [inner]


def _set_apart(node: Node) -> None:
    """Make an inline element a block of its own."""
    link = {name: value for name, value in node.attrs.items() if name == "href"}
    inner = Node(node.tag, link, node.line, fixed=True)
    inner.children, node.children = node.children, [inner]
    node.tag = "div"


def drop_bibtex(root: Node) -> None:
    """Drop BibTeX source, and the folding elements that hold nothing else."""
    for node in inside_out(root):
        node.children = [child for child in node.children if not _is_bibtex(child)]


def _is_bibtex(child: Node | Chunk) -> bool:
    if isinstance(child, Chunk) or child.tag not in BLOCKS | {"code"}:
        return False
    if child.tag == "details":
        return all(
            is_blank(part) or (isinstance(part, Node) and part.tag == "summary") for part in child.children
        )
    holds_blocks = any(isinstance(part, Node) and part.tag in BLOCKS for part in child.children)
    return not holds_blocks and _BIBTEX.match(text_of(child, _LEAD)) is not None
