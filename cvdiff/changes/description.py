"""description: what is said of a job or degree changed, sentence by sentence.

Sentences that only stand elsewhere in the other entry neither came nor went; a sentence that differs in
function words, number or order of words is the same sentence. The years at an employer, printed above those
of a role there, are no sentence: they change with the roles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import content_words, difference, finder, rewording, same_letters, without_urls
from cvdiff.model import Dates, FieldChange, Job
from cvdiff.values.dates import lies_within, parse_dates

_SENTENCE_END = re.compile(r"[\t•·;]|(?<=[.!?])\s")


def compare(old: Job, new: Job, context: Context) -> Iterator[FieldChange]:
    """Both descriptions and the sentences that came and went."""
    before, after = old.description or "", new.description or ""
    if same_letters(before, after):
        return
    old_sentences, new_sentences = _sentences(before, old.dates), _sentences(after, new.dates)
    gone, came = [], []
    if rewording(before, after) == "content":
        in_new, in_old = finder(new.text), finder(old.text)
        gone = [_left(s, in_new) for key, s in old_sentences.items() if key not in new_sentences]
        came = [_left(s, in_old) for key, s in new_sentences.items() if key not in old_sentences]
    yield from difference(
        "description",
        old.description,
        new.description,
        "content" if any(gone) or any(came) else "cosmetic",
        added=tuple(filter(None, came)),
        removed=tuple(filter(None, gone)),
    )


def _left(sentence: str, found: Callable[[str], bool]) -> str:
    """What of a sentence does not stand elsewhere, whole or in the parts that its commas make of it."""
    if found(sentence):
        return ""
    parts = sentence.split(",")
    rest = [part.strip() for part in parts if not found(part)]
    return sentence if len(rest) == len(parts) else ", ".join(rest)


def _sentences(text: str, dates: Dates | None) -> dict[tuple[str, ...], str]:
    """The sentences and bullets of a description by their content words."""
    sentences = {
        tuple(sorted(content_words(without_urls(part)))): part.strip()
        for line in text.split("\n")
        if not _is_span(line, dates)
        for part in _SENTENCE_END.split(line)
    }
    sentences.pop((), None)
    return sentences


def _is_span(line: str, dates: Dates | None) -> bool:
    """Whether a line is nothing but the years at an employer, which hold those of the role."""
    span = parse_dates(line) if dates and line[-1:].isalnum() else None
    return span is not None and dates is not None and lies_within(dates, span)
