"""Tables that only kramdown reads as such: rows between bars without a line of dashes below their head.

    | 2022 | Oar of the Year |
    | 2019 | Harbour Prize   |

Jekyll shows a table, and GFM a paragraph; nobody writes bars at both ends of every line for a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BAR = r"(?<!\\)\|"
_RULE = re.compile(r"[\s|:+=-]+")


def make_tables(state: StateCore) -> None:
    """Replace the paragraphs that are rows between bars, before the inline parsing."""
    if not any(token.type == "inline" and _is_table(token.content) for token in state.tokens):
        return
    tokens: list[Token] = []
    skip = False
    for token in state.tokens:
        if token.type == "inline" and tokens[-1].type == "paragraph_open" and _is_table(token.content):
            tokens.pop()
            tokens += _table(token)
            skip = True
        elif skip and token.type == "paragraph_close":
            skip = False
        else:
            tokens.append(token)
    state.tokens = tokens


def _is_table(content: str) -> bool:
    if not content.startswith("|"):
        return False
    lines = [line.strip() for line in content.split("\n")]
    return all(len(line) > 2 and line[0] == line[-1] == "|" and "|" in line[1:-1] for line in lines)


def _table(paragraph: Token) -> Iterator[Token]:
    first = paragraph.map[0] if paragraph.map else 0
    yield Token("table_open", "table", 1, map=paragraph.map)
    for number, line in enumerate(paragraph.content.split("\n"), first):
        if _RULE.fullmatch(line):
            continue
        yield Token("tr_open", "tr", 1, map=[number, number + 1])
        for cell in re.split(_BAR, line.strip()[1:-1]):
            yield Token("td_open", "td", 1)
            yield Token("inline", "", 0, content=cell.strip(), map=[number, number + 1], children=[])
            yield Token("td_close", "td", -1)
        yield Token("tr_close", "tr", -1)
    yield Token("table_close", "table", -1)
