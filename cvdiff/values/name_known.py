"""The people whom a document knows: its owner, and those whom its other lists name."""

from __future__ import annotations

from collections.abc import Iterable

from cvdiff.dataclass import dataclass
from cvdiff.values.name_items import Item, items_of
from cvdiff.values.name_words import Word


@dataclass(frozen=True, slots=True)
class Known:
    """What a document tells about its people.

    `people` are folded names with their words sorted ("jane roe") and the owner's initials, `families`
    folded family names with the initials seen with them ("roe j"), `words` every word of these names,
    `common` the words that the document prints in lower case.
    """

    people: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()

    def within(self, words: frozenset[str]) -> Known:
        """What of it can matter to a text of these words: the same for one line in two documents."""
        common, known = self.common & words, self.words & words
        if not known:
            return Known(common=common)
        people = frozenset([name for name in self.people if words.issuperset(name.split())])
        families = frozenset([name for name in self.families if name.partition(" ")[0] in words])
        return Known(people, families, known, common)


def known_names(
    owner: str | None, common_words: frozenset[str] = frozenset(), coauthors: Iterable[str] = ()
) -> Known:
    """The `Known` of a document from its owner, its lower-case words and names seen elsewhere."""
    people: set[str] = set()
    families: set[str] = set()
    known: set[str] = set()
    for name in (owner, *coauthors):
        items = items_of(name or "")
        words = [w for item in items for w in item.words]
        full = [w.folded for w in words if w.kind not in "iuP"]
        if words and full:
            double = _double_family(items)
            if len(full) > len(double):  # two family names with initials are no given name and a family's
                people.add(" ".join(sorted(full)))
            last = full[0] if "," in (name or "") or words[-1].kind in "iu" else full[-1]
            rest = [w.folded[0] for w in words if w.folded not in (double or [last])]
            family = " ".join(double) or last
            families.update((f"{family} {rest[0]}", family) if rest else (family,))
            known.update(full)
    initials = _initials(owner or "")
    people |= initials
    known |= initials
    return Known(frozenset(people), frozenset(families), frozenset(known), common_words)


def _initials(owner: str) -> set[str]:
    """What may stand for the owner in lists of authors: "jar" and "jr" for "Jane A. Roe"."""
    letters = [word.folded[0] for item in items_of(owner) for word in item.words if word.kind != "P"]
    return {"".join(letters), letters[0] + letters[-1]} if 1 < len(letters) < 4 else set()


def _double_family(items: list[Item]) -> list[str]:
    """The two family names in front of a comma ("Roe Doe, Jane"); empty where there are not two."""
    family = [word.folded for word in items[0].words if word.kind == "N"]
    return family if len(items) > 1 and items[0].glue == "comma" and len(family) == 2 else []


def is_owner(words: list[Word], known: Known) -> bool:
    """Whether the words are nothing but the owner's initials: "JAR"."""
    return len(words) == 1 and words[0].kind == "C" and words[0].folded in known.people


def is_known(words: list[Word], known: Known, *, inverted: bool) -> bool:
    """Whether the words are a person that the document knows, in full, by initials or by family name."""
    if not known.words or known.words.isdisjoint([word.folded for word in words]):
        return False
    full = [word.folded for word in words if word.kind not in "iuCP"]
    if not full:
        return is_owner(words, known)
    if len(full) > 1 and " ".join(sorted(full)) in known.people:
        return True
    initials = [word.folded[0] for word in words if word.kind in "iuC"]
    family_first = inverted or words[-1].kind in "iuC"
    family, given = (full[0], full[1:]) if family_first else (full[-1], full[:-1])
    initial = initials[0] if initials else given[0][0] if given else ""
    if f"{family} {initial}".rstrip() in known.families:
        return True
    double, given = (full[:2], full[2:]) if family_first else (full[-2:], full[:-2])
    initial = initials[0] if initials else given[0][0] if given else ""
    return len(double) > 1 and initial != "" and f"{' '.join(double)} {initial}" in known.families
