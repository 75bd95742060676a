"""How much two publications speak for being one work.

The evidence is summed as log-odds (`weights`): what the titles share, what the author lists share, the
same venue, a link in common, and against it that both are published, but elsewhere or in another year.
"""

from __future__ import annotations

import re
from functools import cache
from math import exp, log, tanh

from rapidfuzz import fuzz

from cvdiff.alignment import weights as w
from cvdiff.alignment.rarity import EVEN, People, Rarity, folded, overlap, people_of, stems
from cvdiff.model import AnyRecord, Publication
from cvdiff.values.venues import same_venue
from cvdiff.vocabulary import fold

_EDITION = re.compile(r"^(?:\d+|[ivx]+|v\d+|part|version|vol|one|two|three|first|second)$")
_SUBTITLE = r"[:?!.]\s|\s[–—-]\s"
_PERIOD = r"\b(\d{3,4})\s?[–—-]\s?(\d{2,4})\b"
_FEWEST_SHARED = 2
"""Words in common from which a short title counts as contained in a longer one."""
_BOTH = 2
"""Papers with one author list, one in each CV."""
_COUNTED = 100
"""A number from here on that is no year counts something ("46,400 tweets") and names no edition."""
_YEARS = range(1900, 2100)


def paper_score(old: Publication, new: Publication, rarity: Rarity) -> float:
    """The probability, 0 to 1, that both are one work."""
    score = probability(_log_odds(old, new, rarity))
    return min(score, w.EDITION_SCORE) if is_edition(old, new) else score


def probability(odds: float) -> float:
    """The probability, 0 to 1, of log-odds."""
    return 1 / (1 + exp(-odds))


def log_odds(score: float) -> float:
    """The log-odds of a probability; those of certainty are cut off."""
    kept = min(max(score, 1e-9), 1 - 1e-9)
    return log(kept / (1 - kept))


def plausible(old: AnyRecord, new: AnyRecord) -> bool:
    """Whether two records with one identifier can be one work (a CV may give two papers one DOI)."""
    if not isinstance(old, Publication) or not isinstance(new, Publication):
        return False
    title = overlap(stems(old.title), stems(new.title), EVEN.words).shared
    letters = fuzz.ratio(folded(old.title), folded(new.title)) / 100
    people = overlap(set(people_of(old)), set(people_of(new)), EVEN.names).shared
    return title >= 0.5 or letters >= 0.66 or people >= 0.5


def may_be_one(old: AnyRecord, new: AnyRecord) -> bool:
    """Whether two papers of one preprint, both left over, can be one that has another title now.

    Each has the other's authors, or neither prints any: a link that was pasted twice leads to others' work.
    """
    if not isinstance(old, Publication) or not isinstance(new, Publication) or is_edition(old, new):
        return False
    before, after = set(people_of(old)), set(people_of(new))
    return before == after or (bool(before & after) and (before <= after or after <= before))


def is_edition(old: Publication, new: Publication) -> bool:
    """Whether two titles differ in a number only: Part I and Part II, X and X 2.0 are two works.

    A count or the day of a date that was brought up to date makes no other work, nor does a number that is
    part of a word ("a two-centre study") before both are published, nor the period that only one title names.
    """
    before, after = folded(old.title).split(), folded(new.title).split()
    differing = set(before) ^ set(after)
    if not differing or not all(_EDITION.match(word) for word in differing):
        return False
    periods = _periods(old.title, new.title)
    if periods and differing <= set().union(*periods):
        return len(periods) > 1
    if _only_updates(before, differing) and _only_updates(after, differing):
        return False
    joined = all(f"{word}-" in f"{old.title} {new.title}".lower() for word in differing)
    return not joined or (_is_published(old) and _is_published(new))


def _only_updates(words: list[str], differing: set[str]) -> bool:
    """Whether the words of a title that the other one lacks are counts or days beside a month."""
    places = [n for n, word in enumerate(words) if word in differing]
    return bool(places) and all(_is_count(words[n]) or _is_day(words, n) for n in places)


def _periods(*titles: str) -> list[set[str]]:
    """The first and last year of each period that the titles name ("1380–1460")."""
    return [set(match.groups()) for title in titles for match in re.finditer(_PERIOD, title)]


def _is_count(word: str) -> bool:
    return word.isdigit() and int(word) >= _COUNTED and int(word) not in _YEARS


def _is_day(words: list[str], place: int) -> bool:
    beside = (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
    return words[place].isdigit() and any(word in _months() for word in beside)


@cache
def _months() -> frozenset[str]:
    from cvdiff.values.date_words import words

    return frozenset(map(fold, words().months))


def _log_odds(old: Publication, new: Publication, rarity: Rarity) -> float:
    return w.PAPER_BIAS + _titles(old, new, rarity) + _authors(old, new, rarity) + _circumstances(old, new)


def _titles(old: Publication, new: Publication, rarity: Rarity) -> float:
    before, after = stems(old.title), stems(new.title)
    words = overlap(before, after, rarity.words)
    contained = words.contained if len(before & after) >= _FEWEST_SHARED else 0.0
    return (
        w.TITLE_SHARED * words.shared
        + w.TITLE_CONTAINED * contained
        + w.TITLE_LETTERS * fuzz.ratio(folded(old.title), folded(new.title)) / 100
        + w.TITLE_WEIGHT * tanh(words.weight / w.FULL_WORDS)
        + w.SUBTITLE * _gained_subtitle(old.title, new.title)
    )


def _gained_subtitle(old: str, new: str) -> bool:
    """Whether one title is the other and a subtitle: "Borrowed Ladders", "Borrowed Ladders: On Lending"."""
    shorter, longer = sorted((old, new), key=len)
    main = re.split(_SUBTITLE, longer, maxsplit=1)[0]
    return main != longer and folded(main) == folded(shorter) and len(stems(main)) >= _FEWEST_SHARED


def _authors(old: Publication, new: Publication, rarity: Rarity) -> float:
    before, after = people_of(old), people_of(new)
    if not before or not after:
        alone = not before and not after and rarity.names
        return w.AUTHORS_ALONE if alone else w.AUTHORS_UNKNOWN
    people = overlap(set(before), set(after), rarity.names)
    return (
        w.AUTHORS_SHARED * people.shared
        + w.AUTHORS_CONTAINED * people.contained
        + w.AUTHORS_WEIGHT * tanh(people.weight / w.FULL_NAMES)
        + w.SAME_PEOPLE * (before == after and _only_theirs(before, rarity))
    )


def _only_theirs(people: People, rarity: Rarity) -> bool:
    """Whether an author list that two papers share is long, and no third paper's."""
    return len(people) >= w.FEWEST_PEOPLE and rarity.lists.get(people) == _BOTH


def _circumstances(old: Publication, new: Publication) -> float:
    """What venue, year, links and identifiers add or take."""
    one_venue = bool(old.venue and new.venue) and same_venue(old.venue or "", new.venue or "")
    odds = w.SAME_VENUE * one_venue
    odds += w.SHARED_LINK * bool(set(old.links) & set(new.links))
    odds += w.SHARED_IDENTIFIER * bool(set(old.identifiers) & set(new.identifiers))
    if _is_published(old) and _is_published(new):
        odds += w.OTHER_YEAR * (bool(old.year and new.year) and old.year != new.year)
        odds += w.OTHER_VENUE * (bool(old.venue and new.venue) and not one_venue)
    return odds


def _is_published(paper: Publication) -> bool:
    """Whether a paper stands at a venue: it says so, or no less is said of the venue and year it names."""
    return paper.status == "published" or bool(paper.status is None and paper.venue and paper.year)
