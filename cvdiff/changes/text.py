"""text: an entry of a kind without fields of its own reads differently, or two kinds are compared.

List-like lines (skills, reviewing years) are compared as items, which become `added` and `removed`;
everything else word by word. Case, punctuation, function words, the order of words, misspellings and
URLs that came or went are cosmetic. Of a contact line the URLs are content.
"""

from __future__ import annotations

from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.lists import compare_lists
from cvdiff.changes.wording import Verdict, difference, letters, rewording, urls
from cvdiff.model import AnyRecord, Entry, FieldChange


def compare(old: AnyRecord, new: AnyRecord, context: Context) -> Iterator[FieldChange]:
    """Both texts and, of a list, what came and went."""
    if not isinstance(old, Entry) and type(old) is type(new):
        return
    if "contact" in (old.kind, new.kind):
        yield from _contact(old, new)
    elif letters(old.text) != letters(new.text):
        yield from _lines(old.text, new.text)


def _lines(old: str, new: str) -> Iterator[FieldChange]:
    items = compare_lists(old, new)
    if items is None:
        yield from difference("text", old, new, rewording(old, new))
    else:
        verdict: Verdict = "content" if items.added or items.removed else "cosmetic"
        yield from difference("text", old, new, verdict, added=items.added, removed=items.removed)


def _contact(old: AnyRecord, new: AnyRecord) -> Iterator[FieldChange]:
    added, removed = _moved_addresses(_addresses(old), _addresses(new))
    verdict: Verdict = "content" if added or removed else rewording(old.text, new.text)
    yield from difference("text", old.text, new.text, verdict, added=added, removed=removed)


def _addresses(record: AnyRecord) -> tuple[str, ...]:
    """The addresses that a record links or prints."""
    return tuple(dict.fromkeys((*record.links, *urls(record.text))))


def _moved_addresses(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses that came and those that went."""
    if old == new:
        return (), ()
    from cvdiff.values.links import changed_urls

    return changed_urls(old, new)
