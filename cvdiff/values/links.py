"""Links: what is only a badge, the identifiers that URLs and text carry, and when two URLs are one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

from cvdiff.memory import remember
from cvdiff.patterns import pattern
from cvdiff.vocabulary import entries, fold, load, words_of

_LONGEST_LABEL = 40
_SERVICE = pattern(r"\W*[A-Z]{2,6} [Ll]inks?\W*")
"""The short form of a library or archive, whichever it is."""
_ARXIV = (
    r"(?:arxiv\.org/(?:abs|pdf|html|ps|format|e-print)/|10\.48550/arxiv\.|ar5iv\.(?:labs\.arxiv\.)?org/(?:abs|html)/"
    r"|alphaxiv\.org/abs/|huggingface\.co/papers/|\barxiv\s?(?:preprint\s?)?(?:arxiv\s?)?[:.]?\s?)"
    r"(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/\d{7})"
)
_PATTERNS = (
    ("arxiv", ("xiv", "ar5iv", "huggingface"), _ARXIV),
    ("doi", ("10.",), r"\b(10\.\d{4,9}/[^\s\"<>{}|\\^`\[\]?#&]{1,200})"),
    (
        "openreview",
        ("openreview.net/",),
        r"openreview\.net/(?:forum|pdf|attachment|references/pdf)\?(?:\w{1,20}=\w{1,40}&){0,4}id=([\w-]{5,40})",
    ),
    ("pmc", ("pmc",), r"\bPMC(\d{4,9})\b"),
    (
        "pmid",
        ("pubmed", "pmid"),
        r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|\bPMID\s?[:=]?\s?)(\d{4,9})",
    ),
    (
        "hal",
        ("hal-", "tel-", "halshs-", "inria-", "cel-", "dumas-", "lirmm-", "insu-", "pasteur-", "ijn-"),
        r"\b((?:hal|tel|halshs|inria|cel|dumas|lirmm|insu|pasteur|ijn)-\d{8})",
    ),
    ("ssrn", ("ssrn",), r"(?:ssrn\.com/(?:sol3/papers\.cfm\?)?abstract(?:_?id)?=|10\.2139/ssrn\.)(\d{5,9})"),
)
"""The ids: scheme, what a text with one contains (in lower case), pattern. They are compiled on first use."""
_DOI_TAIL = r"(?:\.pdf|/pdf|/full|/abstract|/meta|/epdf|v\d+\.full(?:\.pdf)?)+$"
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)$")
_ENDS = ".,;:'*_”’»"
_OPENS = {")": "(", "]": "[", "}": "{"}


@remember
def is_label(text: str) -> bool:
    """Whether the text of a link is a badge ("PDF", "Project Page", "📄", "NTRS link"), not content."""
    folded = fold(text)
    if not folded:
        return bool(text.strip())
    if len(text) > _LONGEST_LABEL:
        return False
    if _SERVICE.fullmatch(text):
        return True
    words = [word for word in folded.split() if not word.isdigit()]
    known, fillers = words_of("links", "words"), words_of("links", "fillers")
    if not words:
        return False
    return all(w in known or w in fillers for w in words) and any(w in known for w in words)


def is_weak_label(text: str) -> bool:
    """Whether a label may also be the only venue an entry names ("arXiv", "Preprint", "SSRN")."""
    return fold(text) in words_of("links", "weak")


def identifiers(urls: Iterable[str], text: str) -> tuple[str, ...]:
    """The canonical ids in a record's URLs and text, each once, URLs first.

    "doi:10.1/x", "arxiv:2407.13621" (without its version), "openreview:id", "pmid:1", "pmc:1",
    "hal:hal-1", "ssrn:1"; all in lower case but the OpenReview id, whose case counts.
    """
    out: dict[str, None] = {}
    for source in (*urls, text):
        out.update(dict.fromkeys(_ids(source)))
    return tuple(out)


@remember
def _ids(source: str) -> list[str]:
    return list(_found_ids(unquote(source) if "%" in source else source))


def _found_ids(source: str) -> Iterable[str]:
    lower = source.lower()
    for scheme, signs, expression in _PATTERNS:
        if not any(sign in lower for sign in signs):
            continue
        for match in re.finditer(expression, source, re.IGNORECASE):
            if scheme == "openreview":
                yield f"openreview:{match[1]}"
            elif scheme != "doi":
                yield f"{scheme}:{match[1].lower()}"
            elif not (doi := _trimmed(match[1].lower())).startswith(("10.48550/arxiv.", "10.2139/ssrn.")):
                yield f"doi:{doi}"


def _trimmed(doi: str) -> str:
    """A DOI without the rest of its URL, the punctuation behind it and brackets that it did not open."""
    doi = re.sub(_DOI_TAIL, "", doi)
    while doi and (doi[-1] in _ENDS or doi.count(doi[-1]) > doi.count(_OPENS.get(doi[-1], doi[-1]))):
        doi = doi[:-1]
    return doi


@cache
def _tracking() -> tuple[str, ...]:
    return tuple(entries(load("links")["tracking"]))


@remember
def _canonical(url: str) -> str:
    """One spelling for the URLs that lead to the same page."""
    plain = unquote(url.strip()) if "%" in url else url.strip()
    arxiv = re.search(_ARXIV, plain, re.IGNORECASE) if "arxiv" in plain.lower() else None
    if arxiv:
        return "arxiv:" + arxiv[1].lower()
    body = re.sub(r"^(?:https?:)?//", "", plain, flags=re.IGNORECASE).split("#", 1)[0]
    address, _, query = body.partition("?")
    host, slash, path = address.partition("/")
    host = host.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    if host == "dx.doi.org":
        host = "doi.org"
    path = _INDEX.sub("", slash + path.lower() if host == "doi.org" else slash + path).rstrip("/")
    kept = "&".join(sorted(p for p in query.split("&") if p and not _is_tracking(p)))
    return host + path + ("?" + kept if kept else "")


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return any(name == known or (known.endswith("_") and name.startswith(known)) for known in _tracking())


def changed_urls(old: Iterable[str], new: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The URLs that came and those that went: (added, removed), as printed, in order, each once.

    URLs that lead to the same page are one. Scheme, `www.`, case of the host, trailing slash, fragment, index
    page, tracking parameters and percent-encoding do not matter, nor which form of one arXiv paper is linked.
    """
    before, after = {_canonical(u): u for u in old}, {_canonical(u): u for u in new}
    added = tuple(url for key, url in after.items() if key not in before)
    removed = tuple(url for key, url in before.items() if key not in after)
    return added, removed


def typo_of(a: str, b: str) -> bool:
    """Whether two different URLs differ by a slip of the pen: one letter more, less, other or swapped.

    A digit that differs is another paper, not a slip.
    """
    first, second = _canonical(a), _canonical(b)
    if first == second or abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < 10:
        return False
    shared = 0
    while first[shared : shared + 1] == second[shared : shared + 1] != "":
        shared += 1
    rest = first[shared:], second[shared:]
    if len(first) == len(second):
        swapped = rest[0][:2] == rest[1][1::-1] and rest[0][2:] == rest[1][2:]
        slip = rest[0][:2] if swapped else rest[0][0] + rest[1][0]
        same = swapped or rest[0][1:] == rest[1][1:]
    else:
        longer, shorter = sorted(rest, key=len, reverse=True)
        slip, same = longer[0], longer[1:] == shorter
    return same and not any(c.isdigit() for c in slip)
