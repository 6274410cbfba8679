"""Documents that are kept elsewhere are fetched together where they are wanted together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import cast

import pytest
from building import SCHEMAS

from iacheck.cases.fetched_documents import FetchedDocuments
from iacheck.cases.holdings import Holdings
from iacheck.documents.document import Document


class Counted:
    """Councils a to d; each time some are asked for is noted."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def having(self, kind: str, field: str, texts: Collection[str]) -> Iterator[Document]:
        assert (kind, field) == ("council", "_id")
        self.asked.append(sorted(texts))
        return (Document(kind, key, {"_id": key}) for key in sorted(texts) if key in "abcd")


@pytest.mark.parametrize(
    ("expected", "wanted", "asked"),
    [
        ("", "ab", [["a"], ["b"]]),
        ("abc", "bca", [["a", "b", "c"]]),
        ("ab", "ca", [["c"], ["a", "b"]]),
        ("ax", "xa", [["a", "x"], ["x"]]),
    ],
)
def test_those_expected_are_fetched_with_the_first_of_them(
    expected: str, wanted: str, asked: list[list[str]]
) -> None:
    holdings = Counted()
    fetched = FetchedDocuments(cast("Holdings", holdings), SCHEMAS)
    fetched.expect("council", [*expected])
    found = [[d.key for d in fetched.called("council", key)] for key in wanted]
    assert found == [[key] if key in "abcd" else [] for key in wanted]
    assert holdings.asked == asked
