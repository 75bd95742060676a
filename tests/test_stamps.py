"""Lines that say when a document was written: a table of them and of near misses."""

from __future__ import annotations

import pytest

from cvdiff.values.stamps import is_document_date, is_stamp
from tables import table

CASES = table("stamps")


@pytest.mark.parametrize("line", CASES["yes"])
def test_a_stamp(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize("line", CASES["no"])
def test_a_near_miss(line: str) -> None:
    assert not is_stamp(line)


@pytest.mark.parametrize("line", CASES["dates"])
def test_a_date_of_the_document(line: str) -> None:
    assert is_document_date(line)


@pytest.mark.parametrize("line", CASES["no_dates"])
def test_a_near_miss_of_such_a_date(line: str) -> None:
    assert not is_document_date(line)
