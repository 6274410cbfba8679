"""Which of all broken places of a run the rules on one case are held against."""

from __future__ import annotations

import pytest
from building import case, document, seats

from iacheck.judging.broken_fields import Broken, BrokenFields

PLAN = document("plan", _id="p")
OTHER = document("plan", _id="q", council="troms")


@pytest.mark.parametrize(
    ("broken", "near"),
    [
        ({}, []),
        ({"plan/p": ["/goals"]}, ["plan/p"]),
        # Another council's plan is read by no rule on this one.
        ({"plan/q": ["/goals"]}, []),
        # A seat may be that of any body, whether or not its document is one of the case's.
        ({"party/LO": ["/name"], "plan/q": ["/goals"]}, ["party/LO"]),
        ({"centre/x": ["/county"], "plan/p": ["/goals"]}, ["centre/x", "plan/p"]),
    ],
)
def test_what_is_broken_near_a_case(broken: Broken, near: list[str]) -> None:
    of = case(PLAN, OTHER, document("council", members=seats("LO")))
    assert BrokenFields(broken).near(of) == {name: broken[name] for name in near}
