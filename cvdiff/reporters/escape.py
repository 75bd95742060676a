"""Text of a CV as GitHub-flavoured Markdown: it prints as it is and means nothing.

Two means are used. A backslash stops what the Markdown parser would read (emphasis, code, links,
tables, HTML, math, entities, block starts). What GitHub finds in the finished page, where backslashes
are gone - `@name`, `#12`, `GH-12`, `:emoji:` - is stopped by a word joiner (U+2060): it has no width,
allows no line break, and keeps the text readable on a terminal, which `&#64;` or `<!-- -->` would not.
An address such as `ada@example.org` pings nobody and stays as it is.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cvdiff.reporters.wording import table

JOINER = "\u2060"
COMMAND = "##["

_UNSAFE = r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
_BIDI = r"[\u202a-\u202e\u2066-\u2069]"
_ESCAPES = re.compile(
    r"[\\`*_\[\]<|~$]"  # always
    r"|&(?=#?\w+;)"  # an entity
    r"|(?:(?<=\s)|^)\#(?!\u2060)"  # a heading, or the closing marks of one
    r"|(?<=[a-zA-Z]):(?=//)|(?<=www)\."  # a bare URL, which GitHub would link with our backslashes in it
)
_BLOCK_START = re.compile(r"[-+](?=\s|$)|[-=](?=[-=\s]*$)|>|(?<=\d)[.)](?=\s|$)")
_NUMBER = re.compile(r"\d{1,9}")
_REFERENCE = re.compile(r"(?<!\w)@(?=\w)|\#(?=\d)|\b[Gg][Hh]-(?=\d)|:(?=[\w+-]+:)")
_URL = re.compile(r"https?://[^\s<>\"\\`\x00-\x20]+")
_LINKABLE = re.compile(r"(?i:https?://|mailto:)[^\s]+|(?!(?i:www\.)|[a-zA-Z][\w+.-]*:)[\w./#?%~-][^\s]*")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_URL_UNSAFE = r"[\s<>()\[\]\\`|$\"\x00-\x20\x7f-\x9f\u2028-\u202e\u2060-\u206f\ud800-\udfff]"
_URL_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!&'*+,;=%{}^")
_TRAILING = ".,;:!?]}'"


def plain(text: str) -> str:
    """The text on one line, without what could steer a terminal or turn the line around.

    White space of every kind becomes single spaces; control characters and lone surrogates become
    U+FFFD; marks that override the direction of writing are dropped. `##[`, with which GitHub's logs begin
    a command wherever it stands in a line, gets a joiner inside.
    """
    line = " ".join(text.split())
    if not line.isprintable():
        line = re.sub(_UNSAFE, "\ufffd", " ".join(re.sub(_BIDI, "", text).split()))
    return line.replace(COMMAND, f"##{JOINER}[")


def escape(text: str) -> str:
    """Plain text as inline Markdown that prints exactly this text, at a line's start or within it."""
    clean = _REFERENCE.sub(lambda found: found[0] + JOINER, plain(text))
    number = _NUMBER.match(clean)
    start = number.end() if number else 0
    if _BLOCK_START.match(clean, start):
        return clean[:start] + "\\" + clean[start] + _ESCAPES.sub(r"\\\g<0>", clean[start + 1 :])
    return _ESCAPES.sub(r"\\\g<0>", clean)


def file_names(*names: str) -> list[str]:
    """Names of files for one line: as they are or, where one would need escapes, all as code."""
    if all(escape(name) == plain(name) for name in names):
        return [plain(name) for name in names]
    return [_code(plain(name)) for name in names]


def _code(text: str) -> str:
    """A code span of this text, between more backticks than the text has in a row."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def linked(text: str) -> str:
    """Like `escape`, but with the URLs in the text as links."""
    out, start = [], 0
    clean = plain(text)
    for found in _URL.finditer(clean):
        url = found[0].rstrip(_TRAILING)
        if "(" not in url:
            url = url.rstrip(_TRAILING + ")")
        out += [escape_inner(clean[start : found.start()], first=start == 0), f"<{url}>"]
        start = found.start() + len(url)
    out.append(escape_inner(clean[start:], first=start == 0))
    return "".join(out)


def escape_inner(text: str, *, first: bool) -> str:
    """`escape` for a part of a line, whose outer spaces count."""
    body = escape(text)
    if not body:
        return " " if text else ""
    return (" " if text[0] == " " and not first else "") + body + (" " if text[-1] == " " else "")


def link(url: str, label: str | None = None) -> str:
    """A Markdown link, or the bare text where the URL is of no kind that a report links.

    Only http, https, mailto and relative URLs are linked; characters that could end the link are
    percent-encoded. The label is the name of the host unless given.
    """
    address = plain(url)
    name = escape(label if label is not None else host_name(address))
    if not _LINKABLE.fullmatch(address):
        return escape(address) if label is None else name
    target = address if _URL_SAFE.issuperset(address) else re.sub(_URL_UNSAFE, _percent, address)
    target = _ENTITY.sub("&amp;", target)
    return f"[{name}]({target})"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def host_name(url: str) -> str:
    """What a reader calls the place that a URL leads to: "arXiv", "example.org"."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    return str(table("hosts").get(host, host or url.removeprefix("mailto:")))


def flat(text: str) -> str:
    """Lines and columns as one line, a comma between them where no other mark stands."""
    parts = [part.strip() for part in re.split(r"[\n\t]", text) if part.strip()]
    out = parts[0] if parts else ""
    for part in parts[1:]:
        out += (" " if out[-1] in ".,;:!?-–—|•·+&/" else ", ") + part
    return out


def shorten(text: str, limit: int) -> str:
    """The text cut at a word so that it has at most `limit` characters, with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
