"""text: an entry of a kind without fields of its own reads differently, or two kinds are compared.

List-like lines (skills, reviewing years) are compared as items, which become `added` and `removed`;
everything else word by word. Case, punctuation, function words, the order of words, misspellings and
URLs that came or went are cosmetic, and so are the labels of links at the end of an entry ("Slides")
and the date of the document itself ("Last updated: May 2024", "May 2024" among the addresses).
Of a contact line the URLs are content, but for the name of a file ("cv-2023.pdf", then "cv-2024.pdf").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.lists import compare_lists
from cvdiff.changes.wording import (
    Verdict,
    difference,
    fillers,
    is_level,
    normalized,
    rewording,
    same_letters,
    urls,
)
from cvdiff.model import AnyRecord, Entry, FieldChange
from cvdiff.values.stamps import is_document_date, is_stamp

_FILE_ENDINGS = (".pdf", ".doc", ".docx", ".odt")
_MOST_LABELS = 12
"""Words at the end of an entry that are looked at for labels of links."""
_NUMBER = re.compile(r"\d+")
_WORD_BEFORE_ADDRESS = re.compile(r"(?<!\S)(\w{2,20}): (?=[\w.-]{2,60}[/@][\w.@-])")


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """Both texts and, of a list, what came and went."""
    if not isinstance(old, Entry) and type(old) is type(new):
        return
    if is_stamp(old.text) and is_stamp(new.text):
        same = same_letters(old.text, new.text)
        yield from difference("text", old.text, new.text, "none" if same else "cosmetic")
    elif "contact" in (old.kind, new.kind):
        yield from _contact(old, new)
    elif not same_letters(old.text, new.text):
        yield from _lines(old.text, new.text, linked=_addresses(old) != _addresses(new))


def _lines(old: str, new: str, *, linked: bool) -> Iterator[FieldChange]:
    before, after = _without_labels(old, linked), _without_labels(new, linked)
    items = compare_lists(before, after)
    if items is None:
        yield from difference("text", old, new, _cosmetic_at_least(rewording(before, after)))
    elif (items.added or items.removed) and not _is_turned_round(before, after):
        yield from difference("text", old, new, "content", added=items.added, removed=items.removed)
    else:
        yield from difference("text", old, new, "cosmetic")


def _is_turned_round(old: str, new: str) -> bool:
    """Whether two texts are the same words in another order, and no number of several can have moved."""
    return len(set(_NUMBER.findall(old))) <= 1 and rewording(old, new) != "content"


def _cosmetic_at_least(verdict: Verdict) -> Verdict:
    return "cosmetic" if verdict == "none" else verdict


def _without_labels(text: str, linked: bool) -> str:
    """The text without the labels of links, at its end ("Slides | Video") or before an address ("Code: a/b").

    An icon may stand in the place of such a label. Items of a list are no labels, nor is the last word of one
    ("Reviewer: Nature, Tarn Press") unless links came or went: then it is `linked`.
    """
    text = _WORD_BEFORE_ADDRESS.sub(lambda label: "" if _is_label(label[1]) else label[0], text)
    end = len(text)
    for _ in range(_MOST_LABELS):
        start = text.rfind(" ", 0, end)
        if start < 1 or text[start - 1] in ",;:" or not _is_label(text[start + 1 : end].strip("()[]|,.;: ")):
            break
        end = start
    inside = text[end - 1 : end].isalpha() and text[end + 1 : end + 2].isalpha()
    return text if inside and "," in text and not linked else text[:end]


def _is_label(word: str) -> bool:
    from cvdiff.values.links import is_label

    return not word or (is_label(word) and not is_level(word) and normalized(word) not in fillers())


def _contact(old: AnyRecord, new: AnyRecord) -> Iterator[FieldChange]:
    if is_document_date(old.text) and is_document_date(new.text):
        same = same_letters(old.text, new.text)
        yield from difference("text", old.text, new.text, "none" if same else "cosmetic")
        return
    added, removed = _moved_addresses(_addresses(old), _addresses(new))
    if normalized(old.text) == normalized(new.text):  # an address that only became a link
        added, removed = _unprinted(added, new.text), _unprinted(removed, old.text)
    verdict: Verdict = "content" if added or removed else rewording(old.text, new.text)
    if _is_renamed(removed, added):
        verdict = _cosmetic_at_least(rewording(old.text, new.text))
    added, removed = _unprinted(added, new.text), _unprinted(removed, old.text)
    yield from difference("text", old.text, new.text, verdict, added=added, removed=removed)


def _is_renamed(removed: tuple[str, ...], added: tuple[str, ...]) -> bool:
    """Whether the only difference is the name of a file in its folder: a newer edition of the same PDF."""
    files = [address for address in (*removed, *added) if address.lower().endswith(_FILE_ENDINGS)]
    folders = {address.rpartition("/")[0] for address in files}
    return len(removed) == len(added) == 1 and len(files) == 2 and len(folders) == 1


def _unprinted(addresses: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The addresses that the text itself does not show."""
    shown = set(urls(text))
    return tuple(a for a in addresses if a not in shown and a.removeprefix("mailto:") not in text)


def _addresses(record: AnyRecord) -> tuple[str, ...]:
    """The addresses that a record links or prints."""
    return tuple(dict.fromkeys((*record.links, *urls(record.text))))


def _moved_addresses(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses that came and those that went."""
    if old == new:
        return (), ()
    from cvdiff.values.links import changed_urls

    return changed_urls(old, new)
