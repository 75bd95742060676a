"""Commands within a line: accents, links, math, footnotes."""

from __future__ import annotations

from cvdiff.readers import latex_commands
from cvdiff.readers.tex.interpreter import Handler, Interpreter
from cvdiff.readers.tex.tokens import Token


def _accent(tex: Interpreter, token: Token) -> None:
    letter = tex.plain(tex.stream.argument())
    tex.writer.text(latex_commands.accented(letter, latex_commands.accents()[token.text]), token.line)


def _href(tex: Interpreter, token: Token) -> None:
    tex.stream.option()
    url = tex.plain(tex.stream.argument(), raw=True).replace(" ", "")
    tex.link_label = ""

    def close() -> None:
        if not tex.writer.inline.link_is_empty or not url.startswith("http"):
            tex.writer.inline.close_link()
        else:  # a pictogram alone carries the link
            tex.writer.text(tex.link_label or "link", token.line)
            tex.writer.inline.close_link()
            tex.writer.text(" ", token.line)

    tex.in_group(lambda: tex.writer.inline.open_link(url), close)


def _url(tex: Interpreter, token: Token) -> None:
    url = tex.plain(tex.stream.argument(), raw=True).replace(" ", "")
    tex.writer.inline.open_link(url if ":" in url else f"http://{url}")
    tex.writer.text(url, token.line)
    tex.writer.inline.close_link()


def _hyperlink(tex: Interpreter, token: Token) -> None:
    """`\\hyperlink{place}{text}`: a link to a place in the document."""
    place = tex.plain(tex.stream.argument(), raw=True)
    tex.in_group(lambda: tex.writer.inline.open_link(f"#{place}"), tex.writer.inline.close_link)


def _math(tex: Interpreter, token: Token) -> None:
    tex.math = "$" if token.text in "([" else ""


def _footnote(tex: Interpreter, token: Token) -> None:
    tex.stream.option()
    note = tex.stream.argument()
    if not tex.writer.muted:
        tex.footnotes.append(note)


def _footnote_mark(tex: Interpreter, token: Token) -> None:
    tex.stream.option()


COMMANDS: dict[str, Handler] = {
    **dict.fromkeys(latex_commands.accents(), _accent),
    "href": _href,
    "hrefWithoutArrow": _href,
    "hyperlink": _hyperlink,
    "url": _url,
    "nolinkurl": _url,
    "path": _url,
    "(": _math,
    "[": _math,
    ")": _math,
    "]": _math,
    "footnote": _footnote,
    "thanks": _footnote,
    "footnotemark": _footnote_mark,
}
