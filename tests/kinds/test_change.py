from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried

CHANGE = (
    "change: {now: scorecard.services_delivered, before: previous_scorecard.services_delivered, %s}"
)


def counted(now: int | None, before: int | None) -> Any:
    return case(
        document("scorecard", services_delivered=now),
        document("scorecard", _id="last", period="2011", services_delivered=before),
        of="centre/rogaland",
        period="2012",
    )


def breach(now: int, before: int, percent: float) -> Any:
    texts = {"given": now, "before": before, "percent": percent}
    at = "scorecard/services_delivered"
    return [{"key": "", "at": at, "given": now, "expected": before, "texts": texts}]


@pytest.mark.parametrize(
    ("limits", "now", "before", "expected"),
    [
        ("at_least: 0", 64_806, 64_806, "met"),
        ("at_least: 0", 64_805, 64_806, breach(64_805, 64_806, -0.0)),
        ("at_least: 0", 59_314, 64_806, breach(59_314, 64_806, -8.5)),
        ("at_least: -10", 90, 100, "met"),
        ("at_least: -10", 89, 100, breach(89, 100, -11.0)),
        ("at_most: $most", 115, 100, "met"),
        ("at_most: $most", 116, 100, breach(116, 100, 16.0)),
        ("at_least: 0, at_most: 15", 99, 100, breach(99, 100, -1.0)),
        ("at_least: 0, at_most: 15", 110, 100, "met"),
        ("at_least: 0", 5, 0, "undetermined: A change from 0 has no percentage"),
        (
            "at_least: 0", None, 5,
            "undetermined: basic services delivered is not given (scorecard)",
        ),
        (
            "at_least: 0", 5, None,
            "undetermined: basic services delivered is not given (last year's scorecard)",
        ),
    ],
)  # fmt: skip
def test_against_the_period_before(
    limits: str, now: int | None, before: int | None, expected: Any
) -> None:
    assert tried(CHANGE % limits, counted(now, before), {"most": 15}) == expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (
            "change: {now: scorecard.forecast, before: previous_scorecard.forecast}",
            "change: “change” needs “at_least” or “at_most”",
        ),
        (
            'change: {now: "centre.coaches[].position_percent", before: scorecard.forecast, '
            "at_least: 0}",
            "change/now/path: centre.coaches[].position_percent can give several values; "
            "use “sum” or “count”, or a path to one value",
        ),
    ],
)
def test_mistakes(check: str, expected: str) -> None:
    assert mistakes(check, "centre-year") == [expected]
