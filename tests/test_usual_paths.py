"""Paths of the usual shapes give what going step by step gives."""

from __future__ import annotations

from typing import Any

import pytest
from building import SCHEMAS, case, document
from hypothesis import given
from hypothesis import strategies as st

from iacheck.checks.path_compiler import Paths
from iacheck.checks.scope import TEXT, Scope
from iacheck.checks.steps import EveryItem, IntoField, Values, unfold
from iacheck.checks.usual_paths import (
    field_of_every_item,
    listed_items,
    usual_beyond,
    usual_reader,
)

PATHS = Paths(SCHEMAS, "council-year")
SCOPE = Scope.of(case(document("report")))
WORDS = st.none() | st.lists(st.none() | st.text(max_size=1))
ITEMS = st.lists(
    st.none()
    | st.fixed_dictionaries(
        {},
        optional={
            "id": st.none() | st.text(),
            "purpose": st.none() | st.text(),
            "sub_goals": st.none() | st.lists(st.none() | st.integers(1, 3)),
            "target": st.none() | st.fixed_dictionaries({}, optional={"other": WORDS}),
        },
    )
)
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
    "report.funds.lines[].purpose",
    "report.activities[].sub_goals[]",
    "report.activities[].target.other[]",
)


def step_by_step(text: str, start: Any) -> Values:
    values = [] if start is None else [start]
    for step in PATHS.compile(text).steps:
        values = unfold(step)(values, SCOPE)
    return values


@given(REPORTS)
def test_they_give_the_same(report: Any) -> None:
    for text in USUAL:
        read = usual_reader("report", PATHS.compile(text).steps)
        assert read is not None
        assert read({"report": report}, SCOPE.case) == step_by_step(text, report)


@given(ITEMS)
def test_a_root_may_be_a_list(documents: Any) -> None:
    read = usual_reader(
        "councils", Paths(SCHEMAS, "national-year").compile("councils[].name").steps
    )
    assert read is not None
    given = [item if item is None else {"name": item.get("id")} for item in documents]
    names = [one["name"] for one in given if one and one["name"] is not None]
    assert read({"councils": given}, SCOPE.case) == names
    assert read({}, SCOPE.case) == []


@given(REPORTS, st.integers(0, 3))
def test_they_go_on_from_anywhere_on_the_way(report: Any, number: int) -> None:
    for text in USUAL:
        steps = PATHS.compile(text).steps
        values = [] if report is None else [report]
        for step in steps[:number]:
            values = unfold(step)(values, SCOPE)
        beyond = usual_beyond(steps[number:])
        assert beyond is not None
        for go_on in beyond:
            values = go_on(values)
        assert values == step_by_step(text, report)


ITEMS_THERE = ITEMS.map(lambda items: [item for item in items if item is not None])


@given(st.none() | ITEMS_THERE, st.booleans())
def test_a_field_of_every_item_is_told_also_where_it_is_not_given(
    items: Any, is_deeper: bool
) -> None:
    text = "report.funds.lines[].purpose" if is_deeper else "report.activities[].id"
    report = {"funds": {"lines": items}} if is_deeper else {"activities": items}
    read = field_of_every_item("report", PATHS.compile(text).steps)
    assert read is not None
    name = text.rpartition(".")[2]
    assert read({"report": report}, SCOPE.case) == [item.get(name) for item in items or ()]
    assert read({}, SCOPE.case) == []


@pytest.mark.parametrize(
    "text", ["report.activities[].target.other", "council.members[].organisation", "report.funds"]
)
def test_of_other_paths_no_field_of_every_item_is_told(text: str) -> None:
    path = PATHS.compile(text)
    assert field_of_every_item(path.root, path.steps) is None


@given(REPORTS)
def test_a_list_is_told_as_it_stands(report: Any) -> None:
    read = listed_items("report", PATHS.compile("report.activities[]").steps)
    assert read is not None
    assert read({"report": report}, SCOPE.case) == ((report or {}).get("activities") or [])
    assert listed_items("report", PATHS.compile("report.funds.lines[]").steps) is None


@given(st.lists(st.none() | st.lists(st.none() | st.integers(0, 3))))
def test_of_distinct_items_each_counts_once(lists: Any) -> None:
    (once,) = (s for s in PATHS.compile("council.counties[]").steps if isinstance(s, EveryItem))
    (beyond,) = usual_beyond([once]) or ()
    there = [items for items in lists if items is not None]
    assert once.distinct
    assert beyond(there) == unfold(once)(there, SCOPE)


def test_fields_may_lie_deep() -> None:
    steps = [IntoField(name, TEXT) for name in "abc"]
    read = usual_reader("report", steps)
    assert read is not None
    assert read({"report": {"a": {"b": {"c": 1}}}}, SCOPE.case) == [1]
    ends: list[Any] = [None, {}, {"a": {}}, {"a": {"b": {"c": None}}}]
    assert [read({"report": end}, SCOPE.case) for end in ends] == [[]] * len(ends)


@pytest.mark.parametrize(
    "text",
    [
        "council.members[].organisation",
        "council.members[].organisation.side",
        "report.activities[].responsible.side",
    ],
)
def test_other_shapes_are_read_step_by_step(text: str) -> None:
    path = PATHS.compile(text)
    assert usual_reader(path.root, path.steps) is None
