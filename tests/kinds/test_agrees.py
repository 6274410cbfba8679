from __future__ import annotations

from typing import Any

import pytest
from building import case, document, tried

CHECK = """
agrees:
  of: "party_report.figures[]"
  part: {path: item.part}
  whole: {path: item.whole}
  stated: {path: item.stated_percent}
"""


def figures(*rows: tuple[float, float, float | None]) -> Any:
    listed = [
        {"label": f"row {n}", "part": part, "whole": whole, "stated_percent": stated}
        for n, (part, whole, stated) in enumerate(rows)
    ]
    return case(document("party_report", figures=listed), of="party/LO", period="2012-H2")


@pytest.mark.parametrize(
    ("part", "whole", "stated", "true_share"),
    [
        (876, 1224, 72, None),
        (876, 1224, 71, 72.0),
        (876, 1224, 71.6, None),
        (876, 1224, 71.5, 71.6),
        (876, 1224, 71.57, None),
        # 12.5: both whole numbers beside it are right.
        (1, 8, 12, None),
        (1, 8, 13, None),
        (1, 8, 12.5, None),
        (1, 8, 12.6, 12.5),
        (0, 8, 0, None),
        (8, 4, 200, None),
        (2.5, 10, 25, None),
    ],
)
def test_to_the_precision_that_is_stated(
    part: float, whole: float, stated: float, true_share: float | None
) -> None:
    told = tried(CHECK, figures((part, whole, stated)))
    if true_share is None:
        assert told == "met"
        return
    texts = {"given": stated, "expected": true_share, "item": "row 0"}
    at = "party_report/figures/0"
    assert told == [
        {"key": "row 0", "at": at, "given": stated, "expected": true_share, "texts": texts}
    ]


def test_of_nothing_there_is_no_share() -> None:
    told = tried(CHECK, figures((1, 2, 50), (0, 0, 0)))
    texts = {"given": 0, "expected": None, "item": "row 1"}
    at = "party_report/figures/1"
    assert told == [{"key": "row 1", "at": at, "given": 0, "expected": None, "texts": texts}]


def test_a_missing_figure_hides_no_breach() -> None:
    assert tried(CHECK, figures((1, 2, None))) == (
        "undetermined: row 0: stated percentage is not given"
    )
    told = tried(CHECK, figures((1, 2, None), (1, 2, 10)))
    assert [breach["key"] for breach in told] == ["row 1"]
