"""Paths of the usual shapes give what going step by step gives."""

from __future__ import annotations

from typing import Any

import pytest
from building import SCHEMAS, case, document
from hypothesis import given
from hypothesis import strategies as st

from iacheck.checks.path_compiler import Paths
from iacheck.checks.scope import Scope
from iacheck.checks.steps import Values, unfold
from iacheck.checks.usual_paths import usual_reader

PATHS = Paths(SCHEMAS, "council-year")
SCOPE = Scope.of(case(document("report")))
ITEMS = st.lists(st.none() | st.fixed_dictionaries({}, optional={"id": st.none() | st.text()}))
REPORTS = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "priorities": st.none() | st.text(),
        "funds": st.none()
        | st.fixed_dictionaries({}, optional={"used_nok": st.integers(), "lines": ITEMS}),
        "activities": st.none() | ITEMS,
    },
)


USUAL = (
    "report",
    "report.priorities",
    "report.funds.used_nok",
    "report.activities[].id",
    "report.activities[]",
    "report.funds.lines[]",
)


def step_by_step(text: str, start: Any) -> Values:
    values = [] if start is None else [start]
    for step in PATHS.compile(text).steps:
        values = unfold(step)(values, SCOPE)
    return values


@given(REPORTS)
def test_they_give_the_same(report: Any) -> None:
    for text in USUAL:
        read = usual_reader(PATHS.compile(text).steps)
        assert read is not None
        assert read(report) == step_by_step(text, report)


@pytest.mark.parametrize(
    "text",
    [
        "report.activities[].sub_goals[]",
        "report.activities[].target.industries[]",
        "council.members[].organisation",
        "council.members[].organisation.side",
        "councils[].name",
    ],
)
def test_other_shapes_are_read_step_by_step(text: str) -> None:
    paths = Paths(SCHEMAS, "national-year") if text.startswith("councils") else PATHS
    assert usual_reader(paths.compile(text).steps) is None
