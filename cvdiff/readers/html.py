"""HTML: homepages, exported CVs, word processors' pages, whatever a browser would still show.

The tree is that of the tolerant parser which Markdown's HTML goes through too; on broken pages it
gives the blocks that a browser's parser gives (measured in docs/decisions/html-docx.md).
"""

from __future__ import annotations

import codecs
import re
from html import unescape

from cvdiff import source
from cvdiff.document import Diagnostic, Document
from cvdiff.errors import InputError
from cvdiff.readers import front_matter
from cvdiff.readers.html_attached import attach
from cvdiff.readers.html_blocks import blocks_of
from cvdiff.readers.html_css import rules
from cvdiff.readers.html_entries import make_items
from cvdiff.readers.html_headings import with_numbers, without_set_lines
from cvdiff.readers.html_lines import set_apart
from cvdiff.readers.html_placed import put_in_order
from cvdiff.readers.html_shown import drop_bibtex, keep_shown
from cvdiff.readers.html_spans import part_spans
from cvdiff.readers.html_tables import lay_out
from cvdiff.readers.html_tree import Node, TreeBuilder
from cvdiff.readers.html_walk import settle

MAX_TAGS = 100_000
"""A CV of 33 pages that a word processor exported has 6,700; most pages have fewer than 1,500."""
_HEAD = 4_096
"""A page declares its encoding within its first bytes (HTML asks for 1,024)."""
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_TEMPLATE_TAG = re.compile(r"\{%[^%{}]{0,500}%\}")
"""A tag of Jekyll's or Django's, in a page that is the source of a homepage."""
_UNICODE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii"})
"""What `source.decode` tells by itself, and more surely than a declaration."""


def read(data: bytes, name: str) -> Document:
    """Read a page, which may have a front matter. Nothing in its markup is an error.

    Raises `InputError` for content that is no text, and for more than `MAX_TAGS` tags.
    """
    html, diagnostics = _decode(data, name)
    if html.count("<") > MAX_TAGS:
        raise InputError(f"{name}: more than {MAX_TAGS:,} tags; give the page of one CV")
    page = front_matter.cut(html.split("\n"))
    tree = TreeBuilder()
    tree.html(_TEMPLATE_TAG.sub(_newlines, "\n".join(page.lines)), 1)
    root = tree.root
    arrange(root, html)
    blocks = with_numbers(without_set_lines(blocks_of(root)))
    told = diagnostics + page.diagnostics
    return Document(format="html", blocks=blocks, meta=page.meta or _meta(html), diagnostics=told)


def arrange(root: Node, html: str) -> None:
    """Leave what a browser shows of the page `html`, and make lists of what is laid out as one."""
    put_in_order(root)
    keep_shown(root, rules(html))
    drop_bibtex(root)
    settle(root)
    part_spans(root)
    set_apart(root)
    attach(root)
    lay_out(root)
    make_items(root)


def _newlines(tag: re.Match[str]) -> str:
    return "\n" * tag.group().count("\n")


def _decode(data: bytes, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a page: what its bytes say of their encoding, then what the page declares, then a guess."""
    declared = _CHARSET.search(data, 0, _HEAD)
    encoding = _known(declared.group(1)) if declared else None
    if encoding is None:
        return source.decode(data, name)
    source.refuse_binary(data, name)
    try:
        return source.decode(data.decode(encoding).encode(), name)
    except UnicodeDecodeError:
        return source.decode(data, name)


def _known(label: bytes) -> str | None:
    """The Python codec of a declared encoding that is not Unicode, or None."""
    try:
        name = codecs.lookup(label.decode("ascii")).name
    except LookupError:
        return None
    if name in _UNICODE:
        return None
    return "cp1252" if name == "iso8859-1" else name


def _meta(html: str) -> tuple[tuple[str, str], ...]:
    title = _TITLE.search(html)
    text = " ".join(unescape(title.group(1)).split()) if title else ""
    return (("title", text),) if text else ()
