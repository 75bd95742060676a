"""description: what is said of a job or degree changed, sentence by sentence.

Sentences that only stand elsewhere in the other entry neither came nor went; a sentence that differs in
function words, number or order of words is the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvdiff.changes.context import Context
from cvdiff.changes.wording import content_words, difference, finder, rewording, same_letters, without_urls
from cvdiff.model import FieldChange, Job

_SENTENCE_END = re.compile(r"[\n\t•·;]|(?<=[.!?])\s")


def compare(old: Job, new: Job, context: Context) -> Iterator[FieldChange]:
    """Both descriptions and the sentences that came and went."""
    before, after = old.description or "", new.description or ""
    if same_letters(before, after):
        return
    old_sentences, new_sentences = _sentences(before), _sentences(after)
    gone, came = [], []
    if rewording(before, after) == "content":
        in_new, in_old = finder(new.text), finder(old.text)
        gone = [s for key, s in old_sentences.items() if key not in new_sentences and not in_new(s)]
        came = [s for key, s in new_sentences.items() if key not in old_sentences and not in_old(s)]
    yield from difference(
        "description",
        old.description,
        new.description,
        "content" if gone or came else "cosmetic",
        added=tuple(came),
        removed=tuple(gone),
    )


def _sentences(text: str) -> dict[tuple[str, ...], str]:
    """The sentences and bullets of a description by their content words."""
    sentences = {
        tuple(sorted(content_words(without_urls(part)))): part.strip() for part in _SENTENCE_END.split(text)
    }
    sentences.pop((), None)
    return sentences
