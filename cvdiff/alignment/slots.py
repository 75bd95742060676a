"""What a CV has one or two of: where such records stand unmatched on both sides, they changed."""

from __future__ import annotations

from collections.abc import Callable

from cvdiff.model import AnyRecord
from cvdiff.values.roles import location_like, organization_like, role_like
from cvdiff.values.stamps import is_document_date, is_stamp

_NAMED = 0.7
"""From this score on, a text names a title, an organization or a place."""


def _is_mail(record: AnyRecord) -> bool:
    return record.kind == "contact" and "@" in record.text


def _is_link(record: AnyRecord) -> bool:
    return record.kind == "contact" and any(link.startswith("http") for link in record.links)


def _is_url(record: AnyRecord) -> bool:
    return record.kind == "contact" and ("://" in record.text or "www." in record.text)


def _is_plain(record: AnyRecord) -> bool:
    """Whether a line of contact is a name, a number, a title or a postal address."""
    return record.kind == "contact" and not any(sign in record.text for sign in ("@", ":", "www."))


def _is_title(record: AnyRecord) -> bool:
    """Whether a line of contact is what the owner is: "Assistant Professor"."""
    if not _is_plain(record) or role_like(record.text) < _NAMED:
        return False
    return organization_like(record.text) < _NAMED


def _is_postal(record: AnyRecord) -> bool:
    """Whether a line of contact is an unlabelled address: an organization or a place, and more beside it."""
    if "," not in record.text or "\t" in record.text or not _is_plain(record):
        return False
    parts = record.text.split(",")
    return max(map(organization_like, parts)) >= _NAMED or location_like(parts[-1]) >= _NAMED


def _is_summary(record: AnyRecord) -> bool:
    return record.kind == "summary"


def _is_stamp(record: AnyRecord) -> bool:
    return is_stamp(record.text) or (record.kind == "contact" and is_document_date(record.text))


SLOTS: tuple[Callable[[AnyRecord], bool], ...] = (
    _is_stamp, _is_mail, _is_link, _is_url, _is_title, _is_postal, _is_plain, _is_summary,
)  # fmt: skip
"""In this order: what one took, the next ones do not see."""
