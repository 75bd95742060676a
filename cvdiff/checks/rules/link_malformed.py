"""A link that leads nowhere because its address is no address: a slip in the scheme, no host, a space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from cvdiff.checks.context import Context
from cvdiff.checks.hit import Hit, hit
from cvdiff.model import CV
from cvdiff.vocabulary import words_of

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20}):")
_WEB = frozenset({"http", "https"})
_SLIPS = frozenset({"htp", "htps", "htttp", "htttps", "hhttp", "hhttps", "ttp", "ttps", "httpss"})
_TWO_SCHEMES = re.compile(r"https?:/*https?:", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+", re.IGNORECASE)
_DOI = re.compile(r"/?(?:doi:)?10\.\d{4,9}/\S", re.IGNORECASE)
_ARXIV = re.compile(r"/(?:abs|pdf|html)/(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})", re.IGNORECASE)
_LOCAL = frozenset({"localhost", "127.0.0.1", "0.0.0.0"})


def find(cv: CV, context: Context) -> Iterator[Hit]:
    """One hit a link and record, with the reason."""
    for record in cv.records:
        for url in dict.fromkeys(record.links):
            if reason := _defect(" ".join(url.split())):
                yield hit(cv, record, "links", about=url, url=url, form=reason)


def _defect(url: str) -> str | None:
    """What is wrong with an address; None for a sound one and for addresses within a homepage."""
    scheme = _SCHEME.match(url)
    name = scheme[1].lower() if scheme else ""
    if name == "mailto":
        return None if _MAIL.match(url) or "," in url else "mail"
    if name not in _WEB | _SLIPS:
        return None
    if name in _SLIPS or _TWO_SCHEMES.match(url) or not url[len(name) + 1 :].startswith("//"):
        return "scheme"
    return _defect_of_web(url)


def _defect_of_web(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "host"
    if host in _LOCAL:
        return "local"
    if " " in host or not ("." in host.strip(".") or host.startswith("[") or ":" in host) or ".." in host:
        return "host"
    if set(re.split(r"[/?=&]", url.lower())) & words_of("checks", "placeholders"):
        return "placeholder"
    return _defect_of_identifier(host, parts.path)


def _defect_of_identifier(host: str, path: str) -> str | None:
    """A link to a registry of papers must carry an identifier of that registry."""
    if host in ("doi.org", "dx.doi.org", "www.doi.org") and path.strip("/") and not _DOI.match(unquote(path)):
        return "doi"
    is_paper = path.startswith(("/abs/", "/pdf/"))
    return "arxiv" if host in ("arxiv.org", "www.arxiv.org") and is_paper and not _ARXIV.match(path) else None
