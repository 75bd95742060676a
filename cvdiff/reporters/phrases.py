"""Phrases that several kinds of records share: gains and losses, arrows, long texts, links."""

from __future__ import annotations

from cvdiff.model import FieldChange
from cvdiff.reporters.escape import escape, flat, link, linked, shorten
from cvdiff.reporters.facts import as_list, came_and_went
from cvdiff.reporters.paint import came, strong, went
from cvdiff.reporters.wording import say

LONG = 400
"""Characters of an entry that a report prints; what is longer is cut with an ellipsis."""

_CONTEXT = 3  # words kept on either side of the part of a text that differs
_ENOUGH = 40  # characters of that part that a cut text must show for the reader to see what is new
_OPENING = 80  # characters of a long text that tell which one it is


def bold(text: str) -> str:
    """A name or title in bold."""
    return strong(f"**{escape(text) or say('untitled')}**")


def prose(text: str) -> str:
    """The text of an entry on one line, its URLs linked."""
    return linked(shorten(flat(text), LONG)) or say("no_text")


def gains(added: list[str], removed: list[str]) -> str:
    """`+ this, − that`, of texts that are Markdown already."""
    return ", ".join([came(f"+ {text}") for text in added] + [went(f"− {text}") for text in removed])


def links(field: FieldChange) -> str:
    """How the links of a record changed."""
    added, removed = came_and_went(field)
    if len(added) == len(removed) == 1:
        return say("links_one", text=f"{link(removed[0])} → {link(added[0])}")
    text = gains([link(url) for url in added], [link(url) for url in removed])
    return say("links_one" if len(added) + len(removed) == 1 else "links_many", text=text)


def values(field: FieldChange) -> tuple[str, str]:
    """Old and new value of a field as Markdown."""
    return escape(", ".join(as_list(field.old))), escape(", ".join(as_list(field.new)))


def optional(key: str, field: FieldChange) -> str:
    """The sentence `key`, or its `_added` or `_dropped` form where one side has no value."""
    old, new = values(field)
    form = key if old and new else f"{key}_added" if new else f"{key}_dropped"
    return say(form, old=old, new=new)


def later(new: str, old: str) -> str:
    """A new text; of one that is cut before it differs from the old one its opening and what differs."""
    text = flat(new)
    part = _differing(text, flat(old))
    shown = shorten(text, LONG)
    if shown == text or not part.startswith("…") or part[2:_ENOUGH] in shown:
        return linked(shown)
    return linked(f"{shorten(text, _OPENING)} {shorten(part.removeprefix('… '), LONG - _OPENING)}")


def earlier(old: str, new: str) -> str:
    """An old text, with the words it shares with the new one at both ends left out where that is much."""
    return linked(shorten(_differing(flat(old), flat(new)), LONG))


def _differing(text: str, other: str) -> str:
    """The words of a text from the first to the last that the other has not there, and some around them."""
    words, others = text.split(), other.split()
    most = min(len(words), len(others))
    head = next((i for i in range(most) if words[i] != others[i]), most)
    rest = most - head
    tail = next((i for i in range(rest) if words[-1 - i] != others[-1 - i]), rest)
    start, end = max(head - _CONTEXT, 0), min(len(words) - tail + _CONTEXT, len(words))
    kept = words[start if start > _CONTEXT else 0 : end if len(words) - end > _CONTEXT else None]
    left = "… " if start > _CONTEXT else ""
    right = " …" if len(words) - end > _CONTEXT else ""
    return f"{left}{' '.join(kept)}{right}"
