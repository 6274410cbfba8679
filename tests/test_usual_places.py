"""Places that are found in one go are those that are found step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from building import SCHEMAS, case, document
from hypothesis import given
from hypothesis import strategies as st

from iacheck.checks.path_compiler import Paths
from iacheck.checks.scope import TEXT, Node, Scope
from iacheck.checks.steps import nodes_beyond
from iacheck.checks.usual_places import usual_places

PATHS = Paths(SCHEMAS, "council-year")
USUAL = (
    "report.priorities",
    "report.id",
    "report.funds.used_nok",
    "report.activities[]",
    "report.activities[].id",
    "report.activities[].sub_goals",
)
ITEMS = st.lists(
    st.none()
    | st.fixed_dictionaries(
        {},
        optional={
            "id": st.none() | st.text(),
            "_id": st.text(),
            "sub_goals": st.none() | st.lists(st.integers(1, 3)),
        },
    )
)
REPORTS = st.fixed_dictionaries(
    {},
    optional={
        "_id": st.text(),
        "id": st.text(),
        "priorities": st.none() | st.text(),
        "funds": st.none() | st.fixed_dictionaries({}, optional={"used_nok": st.integers()}),
        "activities": st.none() | ITEMS,
    },
)
WANTED: st.SearchStrategy[Callable[[Any], bool] | None] = st.sampled_from(
    [None, bool, lambda value: value != "a"]
)


def step_by_step(text: str, report: Any, wanted: Callable[[Any], bool] | None) -> list[Node]:
    held = document("report")
    steps, scope = PATHS.compile(text).steps, Scope.of(case(held))
    nodes = [Node(report, held, "", TEXT)]
    for number, step in enumerate(steps, 1):
        nodes = list(nodes_beyond(step, nodes, scope, wanted if number == len(steps) else None))
    return nodes


@given(REPORTS, WANTED)
def test_they_are_the_same(report: Any, wanted: Callable[[Any], bool] | None) -> None:
    for text in USUAL:
        find = usual_places(PATHS.compile(text).steps)
        assert find is not None
        assert list(find(report, document("report"), wanted)) == step_by_step(text, report, wanted)


@pytest.mark.parametrize(
    "text", ["report", "report.funds.lines[].purpose", "council.members[]", "council.counties[]"]
)
def test_of_other_paths_they_are_found_step_by_step(text: str) -> None:
    assert usual_places(PATHS.compile(text).steps) is None
