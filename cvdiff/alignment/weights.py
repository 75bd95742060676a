"""Every weight and threshold of the alignment, and what it was measured on.

The weights of publications were fitted by logistic regression and rounded; how, on what, and what the
alternatives gave is written down in docs/decisions/alignment.md. Those of jobs and other entries are set
by hand and held by the cases in tests/data/alignment.
"""

from __future__ import annotations

from typing import Final

PUBLICATION_THRESHOLD: Final = 0.36
JOB_THRESHOLD: Final = 0.6
ENTRY_THRESHOLD: Final = 0.55
MIXED_THRESHOLD: Final = 0.85
"""The least score of a match, by the type of the two records; the last where the types differ."""

# --- publications: summands of the log-odds that two papers are one work ----------------------------

PAPER_BIAS: Final = -12.9
"""The log-odds of two papers with nothing in common."""
TITLE_SHARED: Final = 5.2
TITLE_CONTAINED: Final = 3.0
TITLE_LETTERS: Final = 4.5
TITLE_WEIGHT: Final = 2.7
"""Times the share of the titles' words that both have, that the shorter one has in the other, the
similarity of their letters, and the weight of what they share (0 to 1 each)."""
SUBTITLE: Final = 1.5
"""One title is the other and a subtitle behind it; set by hand: it decides where no authors are printed."""
AUTHORS_SHARED: Final = 3.1
AUTHORS_CONTAINED: Final = 4.2
AUTHORS_WEIGHT: Final = 2.1
"""The same for the people of the author lists."""
SAME_PEOPLE: Final = 0.8
FEWEST_PEOPLE: Final = 3
"""The very same list, name by name, of so many people or more, and no third paper of either CV has it.
Fitted alone it would weigh more (206 of 206 such pairs are one work), but few of them hang on it."""
AUTHORS_UNKNOWN: Final = 3.5
"""Where a list is missing: as much as lists tell that share half of their people."""
AUTHORS_ALONE: Final = 5.0
"""Neither of both has a list, and others of the CVs have ("with A. Roe"): the owner wrote both alone. Set by
hand, below what the owner's name printed at both tells (7.3), as a list may have been left out."""
SAME_VENUE: Final = 1.2
SHARED_LINK: Final = 1.1
SHARED_IDENTIFIER: Final = 3.0
"""An identifier in common where neither title nor authors bear it out (one DOI on two papers)."""
OTHER_YEAR: Final = -2.7
OTHER_VENUE: Final = -2.8
"""Both published, but not in the same year or at the same venue: a work is published once."""
FULL_WORDS: Final = 12.0
FULL_NAMES: Final = 6.0
"""The weight in common at which more of it says little more (the scale of a hyperbolic tangent)."""
EDITION_SCORE: Final = 0.3
"""The most that two titles can score that differ in a number only ("Part I", "Part II")."""

# --- jobs and degrees -----------------------------------------------------------------------------

ORGANIZATION: Final = 0.4
ROLE: Final = 0.3
DATES: Final = 0.3

# --- other entries --------------------------------------------------------------------------------

SAME_LABEL: Final = 0.3
"""Two lines that open with the same label ("Programming:", "Email:") are the same line."""
OTHER_KIND: Final = 0.12
"""Taken from the score of two jobs or entries of different kinds: they need better evidence."""

# --- rarity ---------------------------------------------------------------------------------------

STEM_LETTERS: Final = 6
"""Words count as the same word that agree in so many letters ("Sundays", "Sunday"; "Europe",
"European"). On the retitled papers 8 misses became 1, with no false match more."""
FEWEST_RECORDS: Final = 8
"""A CV of fewer records tells no better than one of so many how rare a word is."""

# --- ties and near misses -------------------------------------------------------------------------

TIED_LOG_ODDS: Final = 0.7
TIED_SCORE: Final = 0.02
"""How near another candidate must come (papers in log-odds: two to one; jobs in score) for the evidence
not to decide. On the sets measured, this leaves two groups apart: a paper with two wrong candidates, and
editorials of nearly one title, one of which was right."""
NEAR_MISS: Final = 0.15
"""A pair so little below its threshold is listed as a near miss."""

# --- which pairs are scored at all ----------------------------------------------------------------

MAX_POSTINGS: Final = 400
MAX_CANDIDATES: Final = 40
"""Words in more records than MAX_POSTINGS block nothing; at most MAX_CANDIDATES pairs a record are
scored (10,000 against 10,000 titles: 0.5 s instead of a minute, no match lost)."""

MAX_SHARING: Final = 2500
"""Records that share a key are all compared up to so many pairs: beyond, they are alike line by line."""

# --- what a CV has one or two of ------------------------------------------------------------------

MAX_SLOTS: Final = 2
SLOT_SCORE: Final = 0.5
