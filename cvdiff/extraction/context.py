"""What the whole document tells about its entries: whose CV it is, who writes with whom, its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cvdiff.document import Block, Document
from cvdiff.outline import Part
from cvdiff.values.headings import section_kind
from cvdiff.values.names import AuthorList, Known, find_author_lists, is_person_name, known_names, name_key
from cvdiff.vocabulary import fold, words_of

OWNER_SHARE = 0.4
"""A name in at least this share of a CV's author lists is the owner's (co-authors stay below a third
in most lists; a lone adviser above it is outdone by the owner, who is in all)."""
MENU_SHARE = 0.8
"""Links fill at least this share of a line of links to the pages of a site."""
SAMPLE = 60
"""So many lines of a long list tell who writes with whom."""
COAUTHOR_LISTS = 2
"""Names in at least so many lists are known co-authors."""
_ADDRESS_SIGNS = ("@", "://", "www.")
_DOMAIN = r"\b\w+(?:\.[a-z]{2,})+\S*"
_WORD = re.compile(r"(?<![^\W\d_])[a-zà-ÿ]{3,}(?![^\W\d_])")


class Context:
    """Evidence that extraction carries from the document to each entry: the owner, the known names."""

    __slots__ = ("_people", "known", "owner")

    def __init__(self, owner: str | None, known: Known) -> None:
        self.owner = owner
        self.known = known
        self._people: dict[str, list[AuthorList]] = {}

    def people(self, text: str) -> list[AuthorList]:
        """`find_author_lists` with the document's known names; a line is asked for more than once."""
        found = self._people.get(text)
        if found is None:
            found = self._people[text] = find_author_lists(text, self.known)
        return found


def common_words(document: Document) -> frozenset[str]:
    """The words that the document prints in lower case: they are hardly anybody's name."""
    printed = {word for block in document.blocks for word in block.text.plain.split()}
    addresses = {word for sign in _ADDRESS_SIGNS for word in printed if sign in word}
    return frozenset(_WORD.findall(re.sub(_DOMAIN, " ", " ".join(printed - addresses))))


def build_context(document: Document, parts: Sequence[Part], names: Sequence[str] = ()) -> Context:
    """Finds the owner and the co-authors of a document; `names` are the owner's where the user gives them."""
    words = common_words(document)
    printed = names[0] if names else _printed_owner(document, words) or _recurring_opening(parts)
    if printed:
        words -= {word.casefold() for name in (printed, *names) for word in name.split()}
    lists = _author_lists(parts, known_names(printed, words, names))
    frequent = Counter(name_key(a.name) for found, _ in lists for a in found.authors)
    spelled = {name_key(a.name): a.name for found, _ in lists for a in found.authors}
    owner = printed
    if owner is None and sum(beside for _, beside in lists) < 0.5 * len(lists):
        places = Counter[str]()
        for found, _ in lists:
            places.update({name_key(author.name): n for n, author in enumerate(found.authors)})
        owner = _frequent_owner(frequent, places, spelled, len(lists))
    coauthors = [spelled[key] for key, n in frequent.items() if n >= COAUTHOR_LISTS]
    return Context(owner=owner, known=known_names(owner, words, [*names, *coauthors]))


_NAME_CUT = r"\s*(?:[,|:·(\t]|[–—])\s*|\s-\s"
"""What may stand behind a name in its line, and in front of it behind "Curriculum Vitae"."""


def _printed_owner(document: Document, known_words: frozenset[str]) -> str | None:
    """The name in the front matter, the first heading or one of the first lines."""
    meta = dict(document.meta)
    candidates = [_in_order(meta[k]) for k in ("name", "author") if meta.get(k)]
    candidates += [meta["title"]] if meta.get("title") else []
    for number, block in enumerate([b for b in document.blocks if b.text][:4]):
        lines = block.text.lines()[:2]
        if _leads_elsewhere(block):
            continue
        heads_page = not block.items or (number == 0 and not block.marker)  # a private class's macro
        if not heads_page or section_kind(lines[0].plain) is not None:
            break
        candidates += [line.plain for line in lines]
    for text in candidates:
        own = known_names(None, known_words - {word.casefold() for word in text.split()})
        parts = re.split(_NAME_CUT, text.strip()) if "(" not in text[:25] else [text]
        told = [part for part in map(_without_titles, parts) if part and section_kind(part) is None]
        name = told[0] if told else ""
        if 2 <= sum(not word.islower() for word in name.split()) <= 5 and is_person_name(_titled(name), own):
            return _titled(name)
    return None


def _leads_elsewhere(block: Block) -> bool:
    """Whether a paragraph is nothing but links, as the pages of a homepage have above the name."""
    links = sum(style.kind == "link" for style in block.text.styles)
    return block.kind == "paragraph" and links > 1 and block.text.covered("link") >= MENU_SHARE


def _in_order(name: str) -> str:
    """A name that a document declares with the family name first ("Doe, Jane"), the given name first."""
    family, comma, given = name.partition(", ")
    one_each = comma and not {" ", "."} & set(family + given)
    return f"{given} {family}" if one_each and given.istitle() and family.istitle() else name


def _without_titles(text: str) -> str:
    """A line without what may stand before the name in it: "Prof. Dr.", "Curriculum Vitae of"."""
    words = text.split()
    titles = words_of("extraction", "person_titles")
    while words and fold(words[0]).replace(" ", "") in titles:
        del words[0]
    documents = words_of("extraction", "document_titles")
    longest = max((n for n in range(1, 5) if fold(" ".join(words[:n])) in documents), default=0)
    return " ".join(words[longest:]).strip(" :,–—-")


# Few documents need these: they are compiled where one does.
_INVERTED = r"([A-ZÀ-Þ][\w'’-]+), ([A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.?)?)(?=[.,:;/&\s])"
_IN_ORDER = r"([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ]\.){0,2}(?: [A-ZÀ-Þ][\w'’-]+){1,2})(?=\.\s|,\s| and\b)"


def _recurring_opening(parts: Sequence[Part]) -> str | None:
    """The inverted name with which most entries open ("Doe, Jane. 2019. ..."), where no line prints it."""
    openings: Counter[str] = Counter()
    total = 0
    for part in parts:
        for line in part.lines:
            if part.kind == "publication":
                total += 1
                match = re.match(_INVERTED, line.text.plain)
                plain = re.match(_IN_ORDER, line.text.plain)
                openings[f"{match[2]} {match[1]}" if match else plain[1] if plain else ""] += 1
    del openings[""]
    if not openings:
        return None
    name, count = max(openings.items(), key=lambda item: (item[1], item[0]))
    return name if count >= max(3, OWNER_SHARE * total) or count == total > 1 else None


def _titled(name: str) -> str:
    return name.title() if name.isupper() else name


_BESIDE_OWNER = re.compile(r"\W*(?i:(?:joint(?:ly)?\s+)?(?:work\s+)?(?:with|avec|mit|con|com))\b")


def _author_lists(parts: Iterable[Part], known: Known) -> list[tuple[AuthorList, bool]]:
    """The author lists of a sample of the publications, and whether each leaves the owner out."""
    lines = [line for part in parts if part.kind in ("publication", None) for line in part.lines]
    found = []
    for line in lines[:: max(1, len(lines) // SAMPLE)]:
        lists = find_author_lists(line.text.plain, known)
        if lists and lists[0].score >= 0.5:
            beside = _BESIDE_OWNER.match(line.text.plain, lists[0].start) is not None
            found.append((lists[0], beside))
    return found


def _frequent_owner(
    frequent: Counter[str], places: Counter[str], spelled: dict[str, str], lists: int
) -> str | None:
    """Who is in most lists; of several, who stands further in front in them (`places`: the sum)."""
    if not frequent or lists < 3:
        return None
    key = max(frequent, key=lambda name: (frequent[name], -places[name], name))
    return spelled[key] if frequent[key] >= OWNER_SHARE * lists else None
