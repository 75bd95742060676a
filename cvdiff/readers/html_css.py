"""What a page's own style rules say of how an element is shown, as far as a reader of CVs needs it.

Only rules with plain selectors are read (`tag`, `.class`, `tag.class`, `#id`), in order, the last one
winning; rules inside `@media` and the like, combinators and pseudo-classes are not. Style sheets
outside the page are not there to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

Effect = Literal["none", "block", "inline", "bold", "italic", "large"]

_STYLE = re.compile(r"<style[^>]{0,500}>", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"[a-z][a-z0-9]*(?:\.[\w-]+)?|[.#][\w-]+", re.IGNORECASE)
_DISPLAY: dict[str, Effect] = {
    "none": "none", "block": "block", "flex": "block", "grid": "block", "list-item": "block",
    "inline": "inline", "inline-block": "inline", "inline-flex": "inline",
}  # fmt: skip
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(px|pt|em|rem|%)")
_LARGE = {"px": 20.0, "pt": 15.0, "em": 1.2, "rem": 1.2, "%": 120.0}
"""Text of this size is larger than the running text, which browsers set in 16 px (12 pt)."""
_LARGE_WORDS = frozenset({"large", "x-large", "xx-large", "larger"})
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})


def effects(declarations: str) -> tuple[Effect, ...]:
    """What the declarations of a rule or of a `style` attribute do."""
    found: list[Effect] = []
    for declaration in declarations.lower().split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.replace("!important", "").strip()
        if name == "display" and value in _DISPLAY:
            found.append(_DISPLAY[value])
        elif name == "font-weight" and value in _BOLD:
            found.append("bold")
        elif name == "font-style" and value in ("italic", "oblique"):
            found.append("italic")
        elif name == "font-size" and _is_large(value):
            found.append("large")
    return tuple(found)


def _is_large(value: str) -> bool:
    size = _SIZE.fullmatch(value)
    return value in _LARGE_WORDS or (size is not None and float(size[1]) >= _LARGE[size[2]])


def rules(html: str) -> dict[str, tuple[Effect, ...]]:
    """The effects of the rules in a page's `<style>` elements, by selector in lower case."""
    found: dict[str, tuple[Effect, ...]] = {}
    for css in _sheets(html):
        for selectors, declarations in _top_rules(_without_comments(css)):
            done = effects(declarations)
            for selector in selectors.lower().split(",") if done else ():
                if _SELECTOR.fullmatch(selector.strip()):
                    found[selector.strip()] = done
    return found


def effects_on(
    tag: str, names: tuple[str, ...], identifier: str, table: Mapping[str, tuple[Effect, ...]]
) -> tuple[Effect, ...]:
    """The effects of all rules that select an element with this tag, these classes and this id."""
    if not table:
        return ()
    selectors = [tag, *(f".{name}" for name in names), *(f"{tag}.{name}" for name in names), f"#{identifier}"]
    return tuple(effect for selector in selectors for effect in table.get(selector, ()))


def _sheets(html: str) -> Iterator[str]:
    position = 0
    while start := _STYLE.search(html, position):
        position = html.find("</", start.end())
        if position < 0:
            return
        yield html[start.end() : position]


def _without_comments(css: str) -> str:
    """The sheet with a space for each comment; what is never closed is none."""
    kept: list[str] = []
    position = 0
    while (start := css.find("/*", position)) >= 0 and (end := css.find("*/", start + 2)) >= 0:
        kept += [css[position:start], " "]
        position = end + 2
    return "".join([*kept, css[position:]])


def _top_rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that stand in no other block."""
    depth = position = 0
    selectors = ""
    for brace in _BRACE.finditer(css):
        text, position = css[position : brace.start()], brace.end()
        if brace.group() == "{":
            depth += 1
            if depth == 1:
                selectors = text.strip()
            continue
        if depth == 1 and not selectors.startswith("@"):
            yield selectors, text
        depth = max(0, depth - 1)
