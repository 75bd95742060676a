"""The strings of data files as text: Markdown, inline HTML and LaTeX in them read, lists joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from markdown_it import MarkdownIt

from cvdiff.document import Style, Text, join, named
from cvdiff.readers.bibtex_names import people
from cvdiff.readers.data.keys import folded, is_one_of, is_printed, is_shown, is_switch, readable, slot
from cvdiff.readers.data.tree import Mapping, Node, Scalar, Sequence
from cvdiff.readers.html_blocks import blocks_of
from cvdiff.readers.html_tree import TreeBuilder
from cvdiff.readers.inline import add_inline, make_parser, parse_inline
from cvdiff.readers.latex_text import latex_to_text
from cvdiff.readers.text_buffer import TextBuffer
from cvdiff.vocabulary import listed, words_of

_MARKUP = re.compile(r"[*_`\[<&\\$~]")
_LATEX = re.compile(r"\\[A-Za-z'\"`^&%]|\{[^\s{}]|\w\.?(?:~|\\ )[\w(]")
_MARKDOWN = re.compile(r"\]\(|\*\*|<[A-Za-z/]|`")
_NO_TAG = re.compile(
    r"<(?!/?(?:a|b|i|u|p|em|br|ul|ol|li|h[1-6]|sup|sub|del|div|img|span|code|font|small|strong|http\S)\b)",
    re.I,
)
"""A "<" that opens no tag which authors of data write: "Vector<T>" is a text."""

_BULLET = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_BREAK = re.compile(r"(?: {2}|\\\\|<br\s*/?>)[ \t]*$")
_URL = re.compile(r"(?:https?://|www\.|mailto:)\S+")
_MAIL = re.compile(r"\s*\S{1,100}@\S")
_ADDRESS = re.compile(r"\S{1,3000}")
"""What stands under a key that names a link: also a path."""

_LONGEST_MARKUP = 20_000
"""A longer string is read as it is: garbage can take Markdown's parser a second every few kilobytes."""


@cache
def _parser() -> MarkdownIt:
    return make_parser()


def lines_of(value: str) -> list[Text]:
    """The lines of a string without line breaks of its own: one, or several where its HTML breaks."""
    is_text = len(value) > _LONGEST_MARKUP
    if not is_text and _LATEX.search(value) and not _MARKDOWN.search(value):
        return latex_to_text(value).lines()
    if not is_text and _MARKUP.search(value):
        tree = TreeBuilder()
        source = _NO_TAG.sub("&lt;", value)
        add_inline(tree, parse_inline(_parser(), source, {}), 1, 1)
        return [line for block in blocks_of(tree.root) for line in block.text.lines()]
    buffer = TextBuffer()
    buffer.text(value.replace("\n", " "), 1, 1)
    return [line for paragraph in buffer.take()[0] for line in paragraph.lines()]


def phrase(node: Node | None) -> Text:
    """The text of a node on one line: a string, the members of a list, the values of a mapping."""
    if node is None:
        return Text("")
    if isinstance(node, Scalar):
        value = node.value.strip()
        return join(lines_of(" ".join(value.split())), " ") if value else Text("")
    if isinstance(node, Sequence):
        return join([part for part in map(phrase, node.items) if part], ", ")
    return _of_mapping(node)


def labelled(key: str, node: Node) -> Text:
    """A value that only its key describes: "Languages: German, English"."""
    text = phrase(node)
    return join([Text(f"{readable(key)}:"), text], " ") if text and key.strip() else text


def _of_mapping(node: Mapping) -> Text:
    if not is_shown(node):
        return Text("")
    if name := full_name(node.pairs):
        return name
    pairs = [(key, value) for key, value in node.pairs if is_printed(key, value)]
    urls = [value.value for key, value in pairs if slot(key) == "url" and isinstance(value, Scalar)]
    texts = [text for key, value in pairs if slot(key) != "url" and (text := phrase(value))]
    if urls and texts:
        return linked(join(texts, ", "), urls[0])
    return join(texts or [address_text(url) for url in urls], ", ")


def full_name(pairs: Iterable[tuple[str, Node]]) -> Text:
    """The name that its parts make up ({first: .., last: ..}), or nothing."""
    pairs = list(pairs)
    if not has_last_name(pairs):
        return Text("")
    parts = {folded(key): value for key, value in pairs}
    order = (*listed("cv_keys", "names", "first"), *listed("cv_keys", "names", "last"))
    return join([text for key in order if (text := phrase(parts.get(key)))], " ")


def has_last_name(pairs: Iterable[tuple[str, Node]]) -> bool:
    """Whether a key is that of a last name."""
    return any(is_one_of(key, "names", "last") for key, _ in pairs)


def is_name_part(key: str) -> bool:
    """Whether a key is that of a part of a name."""
    return is_one_of(key, "names", "first") or is_one_of(key, "names", "last")


def names(node: Node) -> Text:
    """The people of an `authors` value, in reading order."""
    if isinstance(node, Scalar) and " and " in node.value and _is_bibtex_list(node.value):
        return people(node.value)
    if isinstance(node, Sequence) and all(isinstance(item, Mapping) for item in node.items):
        return join([named(name, "author") for item in node.items if (name := _person(item))], ", ")
    if isinstance(node, Sequence):
        return join([named(name, "author") for item in node.items if (name := phrase(item))], ", ")
    return named(phrase(node), "authors")


def _is_bibtex_list(value: str) -> bool:
    return all(name.count(",") == 1 for name in value.split(" and "))


def _person(node: Node) -> Text:
    """One author of a list of mappings: the name, linked where a homepage is given."""
    if not isinstance(node, Mapping):
        return phrase(node)
    if name := full_name(node.pairs):
        return name
    named = next((value for key, value in node.pairs if slot(key) in ("name", "authors")), None)
    return phrase(named or node)


def is_address(node: Node) -> bool:
    """Whether a value is nothing but a URL, or a list of URLs."""
    if isinstance(node, Sequence):
        return bool(node.items) and all(isinstance(item, Scalar) and is_address(item) for item in node.items)
    return isinstance(node, Scalar) and bool(_URL.fullmatch(node.value.strip()))


def are_mail_addresses(node: Sequence) -> bool:
    """Whether each string of a list is a mail address, with or without a remark."""
    return all(isinstance(item, Scalar) and _MAIL.match(item.value) for item in node.items)


def linked(text: Text, url: str) -> Text:
    """The text with a link over all of it, unless it has links of its own or the URL is none."""
    url = url.strip()
    if not text or _is_no_link(url) or any(style.kind == "link" for style in text.styles):
        return text
    return Text(text.plain, (Style(0, len(text.plain), "link", url), *text.styles))


def _is_no_link(value: str) -> bool:
    return not value or value.lower() in words_of("cv_keys", "hidden", "no_links")


def address_text(url: str) -> Text:
    """A URL that stands for itself."""
    url = url.strip()
    return linked(Text(url), url)


def links(key: str, node: Node) -> Iterator[Text]:
    """The links that a value holds, each with its name: an address, or lists and mappings of them.

    A mapping names its links by a text beside a URL, or by its keys.
    """
    if isinstance(node, Scalar):
        yield from _link(key, node)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from links(key, item)
    elif is_shown(node):
        urls = [value for name, value in node.pairs if slot(name) == "url" and isinstance(value, Scalar)]
        if urls:
            label = join(
                [t for name, v in node.pairs if slot(name) not in ("url", "hidden") and (t := phrase(v))], " "
            )
            yield linked(label, urls[0].value) if label else next(_link(key, urls[0]), Text(""))
            return
        for name, value in node.pairs:
            if slot(name) != "hidden":
                yield from links(name, value)


def _link(key: str, node: Scalar) -> Iterator[Text]:
    value = node.value.strip()
    if _is_no_link(value) or is_switch(node):
        return
    kind = slot(key)
    if kind == "doi":
        yield linked(
            Text("DOI"), value if "://" in value else f"https://doi.org/{value.removeprefix('doi:').strip()}"
        )
    elif kind == "arxiv":
        number = value.removeprefix("arXiv:")
        yield linked(Text("arXiv"), value if "://" in value else f"https://arxiv.org/abs/{number}")
    elif _ADDRESS.fullmatch(value):
        label = "URL" if is_one_of(key, "slots", "url") else readable(key)
        yield linked(Text(label), value)
    else:
        yield labelled(key, Scalar(value, 1, 1))


def paragraphs(node: Node) -> list[tuple[bool, Text, int]]:
    """The running text of a value: whether each piece is a bullet, its text, its first line.

    A string of several lines is read as Markdown's paragraphs and lists: lines are joined unless a
    blank line, a bullet or a forced break parts them.
    """
    if isinstance(node, Sequence):
        return [piece for item in node.items for piece in _as_bullets(item)]
    if not isinstance(node, Scalar):
        return [(False, text, node.line)] if (text := phrase(node)) else []
    pieces: list[tuple[bool, list[str], int]] = []
    fresh = True
    for number, line in enumerate(node.value.split("\n")):
        bullet = _BULLET.match(line)
        if not line.strip():
            fresh = True
        elif fresh or bullet:
            pieces.append(
                (bullet is not None, [line[bullet.end() if bullet else 0 :].strip()], node.line + number)
            )
            fresh = bool(_BREAK.search(line))
        else:
            pieces[-1][1].append(line.strip())
            fresh = bool(_BREAK.search(line))
    return [
        (is_bullet, text, line)
        for is_bullet, words, line in pieces
        for text in lines_of(" ".join(words).strip())
    ]


def _as_bullets(item: Node) -> list[tuple[bool, Text, int]]:
    if isinstance(item, Scalar) and "\n" not in item.value.strip():
        text = phrase(item)
        return [(True, text, item.line)] if text else []
    return [(True, text, line) for _, text, line in paragraphs(item)]
