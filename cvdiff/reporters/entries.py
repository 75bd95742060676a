"""The bullets of every other kind of record, whose text is what is compared."""

from __future__ import annotations

from cvdiff.model import Change, FieldChange, SectionChange
from cvdiff.reporters.escape import escape, flat, shorten
from cvdiff.reporters.facts import awarded, content, record
from cvdiff.reporters.paint import came, went
from cvdiff.reporters.phrases import earlier, gains, later, links, prose, values
from cvdiff.reporters.wording import say, section_title
from cvdiff.vocabulary import words_of

_LABEL = 60  # characters of a line's head that serve as its label
_LABEL_WORDS = 7  # the label of a list and the word that joins the two, as `changes.lists` reads them


def bullet(change: Change) -> list[str]:
    """The lines of one entry."""
    text = record(change).text
    if change.change == "added":
        return [f"{came(say('entry_added'))} {prose(text)}"]
    if change.change == "removed":
        return [f"{went(say('entry_removed'))} {prose(text)}"]
    fields = content(change)
    if "status" in fields:
        told = say("awarded") if awarded(change) else say("pending_again")
        return [f"{told} {prose(text)}", *_earlier_text(change), *_rest(change)]
    field = fields.get("text")
    if field and change.kind != "contact" and (field.added or field.removed):
        return [f"{_label(text)} {_items(field)}", *_rest(change)]
    told = later(text, change.old.text) if change.old else prose(text)
    return [f"{say('entry_changed')} {told}", *_earlier_text(change), *_rest(change)]


def _label(text: str) -> str:
    """The head of a list-like line: `Reviewer:`, from "Reviewer: A, B" or "Reviewer for A, B".

    A line without a head is quoted, cut after its first words.
    """
    line = flat(text)
    head, colon, _ = line.partition(": ")
    if not colon or len(head) > _LABEL or head.count("(") > head.count(")"):
        head = _before_label_end(line)
    return f"{escape(head)}:" if head else say("unlabelled", text=escape(shorten(line, _LABEL)))


def _before_label_end(line: str) -> str:
    """The words before the one that joins a label to its list ("at", "for"), empty where there is none."""
    words = line.split()[:_LABEL_WORDS]
    ends = words_of("wording", "label_ends")
    return next((" ".join(words[:i]) for i, word in enumerate(words) if word.casefold() in ends), "")


def _items(field: FieldChange) -> str:
    return gains([prose(item) for item in field.added], [prose(item) for item in field.removed])


def _earlier_text(change: Change) -> list[str]:
    """The old text, and for a contact line the addresses that came and went behind its words."""
    old, new, field = change.old, record(change), content(change).get("text")
    if old is None or field is None:
        return []
    told = [say("was", text=earlier(old.text, new.text))] if flat(old.text) != flat(new.text) else []
    if change.kind == "contact" and (field.added or field.removed):
        told.append(say("links_many", text=_items(field)))
    return told


def _rest(change: Change) -> list[str]:
    fields = content(change)
    told = []
    if "section" in fields:
        old, new = values(fields["section"])
        told.append(say("moved", old=old, new=new))
    if "kind" in fields and change.old is not None:
        told.append(say("kind", old=section_title(change.old.kind), new=section_title(change.kind)))
    if "links" in fields:
        told.append(links(fields["links"]))
    return told


def section_bullet(change: SectionChange) -> str:
    """The line of a heading that came or went."""
    section = change.new or change.old
    assert section is not None, "a section change has a section"
    verb = came(say("section_added")) if change.change == "added" else went(say("section_removed"))
    return f"{verb} {escape(section.heading)}"
