"""`reports_of_year[]`: the reports of every period in a year, for rules on the year or a half."""

from __future__ import annotations

from typing import Any

import pytest
from building import SCHEMAS, case, document, tried

from iacheck.documents.document import Document

COVERS = 'covers: {values: "reports_of_year[].activities[].sub_goals[]", all_of: [1, 2, 3]}'


def report(period: str, *sub_goals: int) -> Document:
    activities = [{"id": "a", "title": "Kurs", "sub_goals": list(sub_goals)}]
    return document("report", _id=f"r-{period}", period=period, activities=activities)


@pytest.mark.parametrize("period", ["2015", "2015-H1", "2015-H2"])
@pytest.mark.parametrize(
    ("reports", "missing"),
    [
        ([report("2015-H1", 1), report("2015-H2", 2, 3)], []),
        ([report("2015-H1", 1), report("2015-H2", 2)], ["3"]),
        ([report("2015", 1, 2, 3)], []),
        ([report("2015", 1), report("2015-H2", 2, 3)], []),
        ([report("2014-H2", 1, 2), report("2015-H1", 3), report("2016", 1)], ["1", "2"]),
        ([], ["1", "2", "3"]),
    ],
)
def test_all_reports_of_the_year_are_read_together(
    reports: list[Document], missing: list[str], period: str
) -> None:
    outcome: Any = tried(COVERS, case(*reports, period=period))
    found = [] if outcome == "met" else [str(one["texts"]["missing"]) for one in outcome]
    assert found == missing


def test_the_year_does_not_go_by_the_reports_of_its_halves() -> None:
    """They are not among its own documents, as they were not before."""
    of_year = case(report("2015-H1", 1), report("2015-H2", 2))
    assert of_year.own_documents == case().own_documents
    assert len(of_year.documents["reports_of_year"]) == 2
    assert SCHEMAS.roots("council-year")["reports_of_year"].of_year
