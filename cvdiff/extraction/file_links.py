"""Links in an entry of a publication list that name a file, not where the work appeared."""

from __future__ import annotations

import re

from cvdiff.document import Text
from cvdiff.values.links import is_label, is_weak_label
from cvdiff.values.venues import venue_like
from cvdiff.vocabulary import fold

LABEL_WORDS = 3
"""A longer link names a file only where it opens with a label and is like no venue ("Errata of 2020")."""
DOUBTFUL = 0.3
"""Below this score, a text is like no venue."""
_VERSION = r"\s?[(\[](?i:updated?|new|old|v\d|draft)[)\]]$"
"""What a label says of the file behind it: "Preprint [updated]"."""


def names_file(text: Text, title: str) -> bool:
    """Whether a stretch is a link that names what it leads to, not where the work called `title` appeared.

    Its last word is a label ("bayes package"), it tells the file's version, or its words are the title's.
    """
    words = text.plain.strip(" .,:;").split()
    if not words or text.covered("link") <= 0.9:
        return False
    if len(words) > LABEL_WORDS:
        return is_label(words[0]) and not is_weak_label(words[0]) and venue_like(text.plain) < DOUBTFUL
    label = re.sub(_VERSION, "", text.plain)
    if label != text.plain and is_label(label):
        return True
    if is_label(words[-1]) and not is_weak_label(words[-1]):
        return True
    return len(words) > 1 and set(fold(title).split()).issuperset(fold(text.plain).split())
