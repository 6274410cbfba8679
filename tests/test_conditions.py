from __future__ import annotations

from typing import Any

import pytest
from building import case, document, mistakes, tried
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times

ACTIVITIES: list[dict[str, Any]] = [
    {"id": "none", "title": "Uten alt"},
    {"id": "done", "title": "Kurs om arbeidsmiljø", "status": "completed", "cost_nok": 100},
    {"id": "off", "title": "Seminar", "status": "cancelled", "end": "2015-06-30", "cost_nok": 200},
    {
        "id": "both",
        "title": " ",
        "status": "ongoing",
        "partners": ["LO", "NAV Rogaland"],
        "sub_goals": [1, 3],
        "end": "2015-12-31",
        "target": {"industries": ["helse"], "groups": []},
    },
]
PARAMETERS = {"off": ["cancelled", "postponed"], "most": 150, "stems": ["kurs"]}


def kept(where: str) -> list[str]:
    """The activities that a condition keeps, by their ids."""
    check = f'one_of: {{values: "report.activities[].id", where: {where}, of: [nobody]}}'
    funds = {"received_nok": 400, "used_nok": 100}
    report = document("report", activities=ACTIVITIES, funds=funds, priorities="*Seminar")
    told = tried(check, case(report), PARAMETERS)
    return [] if told == "met" else [breach["key"] for breach in told]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{status: {one_of: [completed, Ongoing]}}", ["done", "both"]),
        ("{status: {none_of: $off}}", ["none", "done", "both"]),
        ("{status: {present: true}}", ["done", "off", "both"]),
        ("{status: {present: false}}", ["none"]),
        ("{title: {present: true}}", ["none", "done", "off"]),
        ('{"target.industries[]": {present: true}}', ["both"]),
        ("{target.industries: {present: true}}", ["both"]),
        ("{target.groups: {present: false}}", ["none", "done", "off", "both"]),
        ("{cost_nok: {at_least: 100}}", ["done", "off"]),
        ("{cost_nok: {at_least: 101}}", ["off"]),
        ("{cost_nok: {at_most: $most}}", ["done"]),
        ("{cost_nok: {at_most: 200, at_least: 150}}", ["off"]),
        ("{end: {at_least: {path: period.last_day}}}", ["both"]),
        ('{end: {at_most: "2015-06-30"}}', ["off"]),
        ("{title: {mentions: [arbeidsmiljø, sem]}}", ["done", "off"]),
        ("{title: {mentions: $stems}}", ["done"]),
        # Other terms than lists: what they give, one value or several.
        ("{status: {one_of: {path: 'report.activities[].status'}}}", ["done", "off", "both"]),
        ("{cost_nok: {one_of: {sum: report.funds.used_nok}}}", ["done"]),
        ("{cost_nok: {none_of: {path: report.funds.used_nok}}}", ["none", "off", "both"]),
        ("{cost_nok: {one_of: [{path: report.funds.used_nok}, 200, $most]}}", ["done", "off"]),
        ("{status: {one_of: [$off, completed]}}", ["done", "off"]),
        ("{id: {one_of: {path: 'report.media[].outlet'}}}", []),
        ("{title: {mentions: {path: report.priorities}}}", ["off"]),
        (
            "{title: {mentions: {distinct: ['report.activities[].end', report.priorities]}}}",
            ["off"],
        ),
        ("{title: {mentions: [arbeidsmiljø, {path: report.priorities}]}}", ["done", "off"]),
        ("{title: {mentions: {distinct: 'report.activities[].id'}}}", []),
        # Of several values, one that fits all is enough; for none_of, none may.
        ('{"sub_goals[]": {at_least: 2, at_most: 3}}', ["both"]),
        ('{"sub_goals[]": {at_least: 2, at_most: 2}}', []),
        ('{"sub_goals[]": {one_of: [1], none_of: [3]}}', []),
        ('{"sub_goals[]": {one_of: [3]}}', ["both"]),
        ('{"sub_goals[]": {none_of: [3]}}', ["none", "done", "off"]),
        ('{"partners[].side": {one_of: [authority]}}', ["both"]),
        # Together.
        ("{status: {present: true}, cost_nok: {present: false}}", ["both"]),
        ("{all: [{status: {present: true}}, {cost_nok: {present: true}}]}", ["done", "off"]),
        ("{any: [{status: {present: false}}, {cost_nok: {at_most: 100}}]}", ["none", "done"]),
        ("{not: {status: {present: true}}}", ["none"]),
        ("{not: {status: {present: true}, cost_nok: {present: true}}}", ["none", "both"]),
        ("{id: {one_of: [done]}, not: {any: [{status: {one_of: [cancelled]}}]}}", ["done"]),
    ],
)
def test_what_a_condition_keeps(where: str, expected: list[str]) -> None:
    assert kept(where) == expected


EXAMPLE = "such as status: {none_of: [cancelled]}"
TESTS = "among, at_least, at_most, mentions, none_of, one_of and present"
CONDITION = f"A condition is a field of the list's items with a test, {EXAMPLE}"
TEST = f"A test is one of {TESTS}, such as {{none_of: [cancelled]}}"


@pytest.mark.parametrize(
    ("where", "at", "told"),
    [
        ("{}", "", CONDITION),
        ("{not: []}", "/not", CONDITION),
        ("{any: [5]}", "/any/0", CONDITION),
        ("{any: []}", "/any", "“any” takes a list of conditions"),
        ("{all: {status: {present: true}}}", "/all", "“all” takes a list of conditions"),
        ("{status: cancelled}", "/status", TEST),
        ("{status: {}}", "/status", TEST),
        ("{staus: {present: true}}", "/staus",
         "In the path item.staus, “staus” is unknown; did you mean “status”?"),
        ("{status: {oneof: [cancelled]}}", "/status/oneof",
         "There is no test “oneof”; did you mean “one_of”?"),
        ("{status: {like: x}}", "/status/like", "There is no test “like”; "
         "choose among, at_least, at_most, mentions, none_of, one_of or present"),
        ("{status: {one_of: cancelled}}", "/status/one_of",
         "“one_of” must be a list, or $name of one, not cancelled"),
        ("{status: {none_of: [canceled]}}", "/status/none_of",
         "status is never “canceled”; did you mean “cancelled”?"),
        ("{status: {present: no}}", "/status/present", "“present” must be true or false, not no"),
        ('{cost_nok: {at_least: "100"}}', "/cost_nok/at_least",
         "“at_least” must be a number, not \"100\""),
        ("{end: {at_most: 2015}}", "/end/at_most",
         "“at_most” must be a date such as 2012-09-01, not 2015"),
        ("{title: {at_least: a}}", "/title/at_least", "“at_least” takes a number, "
         "a date or a year or half-year; title gives a text"),
        ("{cost_nok: {at_least: {path: plan.adopted_on}}}", "/cost_nok/at_least",
         "“at_least” must be a number; “path” gives a date here"),
        ("{cost_nok: {at_least: {distinct: 'report.activities[].cost_nok'}}}", "/cost_nok/at_least",
         "“at_least” must be a number; “distinct” gives a list here"),
        ("{cost_nok: {mentions: [kurs]}}", "/cost_nok/mentions",
         "“mentions” takes a date, a year or half-year or a text; cost_nok gives a number"),
        ("{title: {mentions: {count: 'report.activities[]'}}}", "/title/mentions",
         "“mentions” must be a list of word stems, or $name of one; “count” gives a number here"),
        ("{title: {mentions: [{sum: report.funds.used_nok}]}}", "/title/mentions/0",
         "“mentions” must be a list of word stems, or $name of one; “sum” gives a number here"),
        ("{cost_nok: {one_of: {path: plan.adopted_on}}}", "/cost_nok/one_of",
         "a number is never the same as a date"),
        ("{end: {among: plan.period}}", "/end/among",
         "a date is never the same as a year or half-year"),
        ("{cost_nok: {one_of: [mange]}}", "/cost_nok/one_of", "cost_nok is never “mange”"),
        ("{end: {none_of: [2015]}}", "/end/none_of", "end is never “2015”"),
        ("{target: {one_of: [x]}}", "/target/one_of",
         "target is a group of fields; name the field in it that is meant"),
        ("{id: {one_of: {path: report.funds}}}", "/id/one_of",
         "“one_of” must be a list, or $name of one; “path” gives a group of fields here"),
        ("{title: {mentions: kurs}}", "/title/mentions",
         "“mentions” must be a list of word stems, or $name of one, not kurs"),
        ("{sub_goals: {one_of: [1]}}", "/sub_goals/one_of",
         "sub_goals is a list; sub_goals[] is what stands in it"),
        ("{title: {among: 'report.activities[].title'}}", "/title/among",
         "The values are looked for among themselves; name another list"),
        ("{title: {among: ['plan.activities[].title', 'report.activities[].title']}}",
         "/title/among", "The values are looked for among themselves; name another list"),
        ("{title: {among: 5}}", "/title/among", "“among” takes a path, a list of paths, or "
         "“first_of” or “first_at_hand” with a list of paths"),
        ("{status: {one_of: $of}}", "/status/one_of",
         "The rule book has no “$of”; did you mean “$off”?"),
    ],
)  # fmt: skip
def test_mistakes_in_conditions(where: str, at: str, told: str) -> None:
    check = f'count: {{values: "report.activities[]", where: {where}, at_least: 1}}'
    assert mistakes(check, parameters=PARAMETERS) == [f"count/where{at}: {told}"]


def test_every_mistake_is_told() -> None:
    check = """
    count:
      values: "report.activities[]"
      where: {any: [{staus: {present: true}}, {status: {one_of: x}}], nothing: {present: true}}
      at_least: few
    """
    places = [told.partition(":")[0] for told in mistakes(check)]
    assert places == [
        "count/where/any/0/staus",
        "count/where/any/1/status/one_of",
        "count/where/nothing",
        "count/at_least",
    ]


FEW = settings(max_examples=times(13))
TESTED = [
    "{status: {one_of: [completed]}}",
    "{status: {none_of: $off}}",
    "{status: {present: false}}",
    "{cost_nok: {at_least: 150}}",
    "{end: {at_most: {path: period.last_day}}}",
    "{title: {mentions: $stems}}",
    '{"sub_goals[]": {one_of: [3]}}',
    '{"partners[].side": {none_of: [authority]}}',
]
CONDITIONS = st.recursive(
    st.sampled_from(TESTED),
    lambda inner: st.one_of(
        inner.map(lambda where: f"{{not: {where}}}"),
        st.builds(
            lambda kind, parts: f"{{{kind}: [{', '.join(parts)}]}}",
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=4,
)


@given(CONDITIONS)
@FEW
def test_a_condition_and_its_not_split_the_list(where: str) -> None:
    every = {activity["id"] for activity in ACTIVITIES}
    held, other = set(kept(where)), set(kept(f"{{not: {where}}}"))
    assert held | other == every
    assert not held & other


@given(CONDITIONS, CONDITIONS)
@FEW
def test_any_and_all_are_union_and_intersection(one: str, two: str) -> None:
    first, second = set(kept(one)), set(kept(two))
    assert set(kept(f"{{any: [{one}, {two}]}}")) == first | second
    assert set(kept(f"{{all: [{one}, {two}]}}")) == first & second
