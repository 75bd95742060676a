"""What no reader of a page sees: elements without text of their own, and what is hidden."""

from __future__ import annotations

from cvdiff.patterns import pattern
from cvdiff.readers.html_tree import Node, names
from cvdiff.vocabulary import listed, words_of

_NO_TEXT = names(
    "audio button canvas datalist dialog footer head iframe input math nav noscript object option script "
    "select style svg template textarea title video"
)
"""Elements that hold no text of the page, or what stands around it: controls, ways through the site."""

_WORD = pattern(r"[a-z]+")


def is_hidden(node: Node) -> bool:
    """Whether the tag, the attributes or the names of an element say that its text is not shown.

    What opens on a click counts as shown.
    """
    return node.tag in _NO_TEXT or (bool(node.attrs) and _says_hidden(node) and not opens(node))


def opens(node: Node) -> bool:
    """Whether the names of an element tell of what opens on a click."""
    return bool(words_in_names(node) & words_of("html", "kept", "words"))


def classes(node: Node) -> tuple[str, ...]:
    """An element's class names, in lower case."""
    return tuple(node.attrs.get("class", "").lower().split())


def names_of(node: Node) -> set[str]:
    """An element's class names and its id, in lower case; an element without id has the name ""."""
    return {*classes(node), node.attrs.get("id", "").lower()}


def words_in_names(node: Node) -> set[str]:
    """The words of an element's class names and id: "paper-abstract2" has two."""
    return set(_WORD.findall(f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}".lower()))


def _says_hidden(node: Node) -> bool:
    attrs = node.attrs
    if "hidden" in attrs or attrs.get("aria-hidden", "").lower() == "true":
        return True
    if "style" in attrs:
        from cvdiff.readers.html_css import effects

        if "none" in effects(attrs["style"]):
            return True
    return ("class" in attrs or "id" in attrs) and _is_named_hidden(names_of(node))


def _is_named_hidden(found: set[str]) -> bool:
    if found.isdisjoint(words_of("html", "hidden", "names")):
        return False
    return not any(name.startswith(tuple(listed("html", "hidden", "shown_again"))) for name in found)
