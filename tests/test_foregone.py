"""What would come out the same for everybody is refused, at the place that makes it so."""

from __future__ import annotations

import pytest
from building import mistakes, parameter

from iacheck.checks.parameters import DatedValue, Parameter

EMPTY = "[] is empty; write what belongs in it"
SAME = "the same comes out for everybody"
PARAMETERS = {
    "none": [],
    "few": 0,
    "some": 2,
    "young": Parameter("young", (DatedValue(["unge"]),), stems=True),
    "table": Parameter("table", (DatedValue({"1": ["unge"]}),), stems=True),
    "autumn": {"month": 9, "day": 1},
}


def where(condition: str) -> str:
    return f'count: {{values: "report.activities[]", where: {condition}, at_least: 1}}'


def compare(left: str, right: str) -> str:
    return f"compare: {{left: {left}, is: at_most, right: {right}}}"


def each(check: str) -> str:
    return f'each: {{of: "report.activities[]", check: {check}}}'


@pytest.mark.parametrize(
    ("written", "at", "said"),
    [
        (where("{title: {one_of: []}}"), "where/title/one_of", EMPTY),
        (where("{title: {none_of: []}}"), "where/title/none_of", EMPTY),
        (where("{title: {mentions: []}}"), "where/title/mentions", EMPTY),
        (where("{title: {none_of: $none}}"), "where/title/none_of", EMPTY),
        ('covers: {values: "report.activities[].themes[]", all_of: []}', "all_of", EMPTY),
        # A path where a text stands.
        ("one_of: {values: council.secretariat, of: [LO, council.centre]}", "of/1",
         "“council.centre” stands here as a text; write {path: council.centre} for"),
        (compare("{path: report.submitted_on}", "plan.adopted_on"), "right",
         "“plan.adopted_on” stands here as a text"),
        (where('{id: {one_of: ["plan.activities[].id"]}}'), "where/id/one_of/0",
         "“plan.activities[].id” stands here as a text; write {path: \"plan.activities[].id\"}"),
        (each("{one_of: {values: item.id, of: [item.title]}}"), "check/one_of/of/0",
         "“item.title” stands here as a text"),
        # Word stems where values are compared.
        ("one_of: {values: council.secretariat, of: $young}", "of",
         "$young has the beginnings of words"),
        (where("{title: {none_of: [Kurs, $young]}}"), "where/title/none_of", "$young has the"),
        # How many.
        ('count: {values: "report.activities[]", at_least: 0}', "at_least",
         "“at_least” must be a whole number, 1 or more, not 0"),
        ('count: {values: "report.activities[]", at_least: $few}', "at_least", "“at_least” must"),
        ('count: {values: "report.activities[]", at_most: -1}', "at_most",
         "“at_most” must be a whole number, 0 or more, not -1"),
        ('count: {values: "report.activities[]", at_most: 1.5}', "at_most", "“at_most” must be"),
        ('consecutive: {values: "council.chairs[].organisation", at_most: 0}', "at_most",
         "“at_most” must be a whole number, 1 or more, not 0"),
        # Limits between which nothing lies.
        (where('{start: {at_least: "2015-06-01", at_most: "2015-05-01"}}'), "where/start/at_most",
         "Nothing is at least \"2015-06-01\" and at most \"2015-05-01\""),
        (where("{cost_nok: {at_least: 3, at_most: $some}}"), "where/cost_nok/at_most",
         "Nothing is at least 3 and at most $some"),
        (where("{start: {at_least: {path: period.last_day}, at_most: {path: period.first_day}}}"),
         "where/start/at_most", "Nothing is at least {path: period.last_day}"),
        ("change: {now: report.funds.used_nok, before: previous_report.funds.used_nok, "
         "at_least: 5, at_most: -5}", "at_most", "Nothing is at least 5 and at most -5"),
        # Tests that exclude each other.
        (where("{status: {present: false, one_of: [completed]}}"), "where/status/present",
         "“present: false” and “one_of” exclude each other"),
        (where("{status: {one_of: [completed], none_of: [Completed, ongoing]}}"),
         "where/status/none_of", "Nothing is one of these and none of them"),
        # The same on both sides.
        (compare("$some", "3"), "left", f"Neither side reads a document; {SAME}"),
        (compare("{path: report.submitted_on}", "{path: report.submitted_on}"), "right",
         "Both sides are the same"),
        ("change: {now: report.funds.used_nok, before: report.funds.used_nok, at_least: 0}",
         "before", "Both sides are the same"),
        ('refers: {values: "report.activities[].id", in: "report.activities[].id"}', "in",
         "The values are looked for among themselves"),
        ("unique: {values: report.funds.used_nok}", "values",
         "report.funds.used_nok gives one value, which is always unique; name a list"),
        # What is said of no item.
        (each("{present: report.priorities}"), "check", "No path begins with “item”"),
        (each('{present: "report.activities[].start"}'), "check", "No path begins with “item”"),
        ('each: {of: "plan.goals[]", check: {each: {of: "report.activities[]", check: '
         "{present: item.start}}}}", "check", "No path begins with “item”"),
        # Days.
        ('delivered: {document: report, day: "meetings[].held_on", due: "2016-03-01"}', "day",
         "report.meetings[].held_on can give several days"),
        ('delivered: {document: plan, day: council, due: "2016-03-01"}', "day",
         "“day” takes a date"),
        ("delivered: {document: report, due: {month: 13, day: 1}}", "due",
         "13 is no month of this period, which has 12; {months_after: 2, day: 15} is in the"),
    ],
)  # fmt: skip
def test_what_is_the_same_for_everybody(written: str, at: str, said: str) -> None:
    (told,) = mistakes(written, parameters=PARAMETERS)
    kind = written.partition(":")[0]
    assert told.startswith(f"{kind}/{at}: {said}"), told


@pytest.mark.parametrize("due", ["{month: 9, day: 1}", "$autumn"])
def test_a_month_that_a_half_year_does_not_have(due: str) -> None:
    check = f"delivered: {{document: report, due: {due}}}"
    (told,) = mistakes(check, "council-half-year", PARAMETERS)
    assert told.startswith("delivered/due: 9 is no month of this period, which has 6")
    assert mistakes(check, "council-year", PARAMETERS) == []


@pytest.mark.parametrize(
    "written",
    [
        where("{title: {one_of: [report.pdf-fil, Rapporten. Planen, report]}}"),
        where("{cost_nok: {at_least: 2, at_most: $some}}"),
        where("{start: {at_least: {path: period.first_day}, at_most: {path: period.last_day}}}"),
        where('{start: {at_least: "2015-12-01", at_most: $autumn}}'),
        compare("{path: report.submitted_on}", "$autumn"),
        where('{start: {at_least: {path: plan.adopted_on}, at_most: "2015-01-01"}}'),
        where("{status: {present: false, none_of: [completed]}}"),
        where("{status: {one_of: [completed, {path: report.priorities}], none_of: [completed]}}"),
        where("{status: {one_of: [completed, ongoing], none_of: [completed]}}"),
        "covers: {values: council.secretariat, all_of: $table}",
        compare("{path: report.submitted_on}", '{latest: "report.meetings[].held_on"}'),
        compare("{path: report.funds.used_nok}", "3"),
        'refers: {values: "plan.goals[].id", in: "plan.goals[].id", '
        "in_where: {sub_goal: {one_of: [1]}}}",
        each(
            "{count: {values: 'plan.activities[]', where: {id: {one_of: {path: item.id}}}, "
            "at_most: 0}}"
        ),
    ],
)
def test_what_depends_on_the_documents(written: str) -> None:
    assert mistakes(written, parameters=PARAMETERS) == []


@pytest.mark.parametrize("stem", ["mai=", "ung*dom", "forebygg … fra*fall", "!also!*"])
def test_signs_of_stems_stand_before_them(stem: str) -> None:
    (told,) = mistakes(f'mentions: {{values: report.priorities, any_of: ["{stem}"]}}')
    assert "must be a list of word stems" in told


def test_a_list_that_only_passes_over_words_finds_none() -> None:
    (told,) = mistakes('mentions: {values: report.priorities, any_of: ["!unge", "!ungdom"]}')
    assert "must be a list of word stems" in told
    assert mistakes('mentions: {values: report.priorities, any_of: ["ung", "!ungdom"]}') == []


def test_a_mistake_that_is_found_on_several_paths_is_told_once() -> None:
    values = '["plan.activities[].id", "report.activities[].id"]'
    check = f"count: {{values: {values}, where: {{id: {{none_of: true, one_of: 2}}}}, at_least: 1}}"
    assert [told.partition(":")[0] for told in mistakes(check)] == [
        "count/where/id/none_of",
        "count/where/id/one_of",
    ]


def test_a_parameter_that_is_no_number_is_told_as_that_alone() -> None:
    count = 'count: {values: "report.activities[]", at_least: $words}'
    (told,) = mistakes(count, parameters={"words": parameter("words", "to")})
    assert told.startswith("count/at_least: “at_least” must be a number")


@pytest.mark.parametrize(
    ("stems", "told"),
    [
        ("[{month: true}, date]",
         "“date” is the word, and not any day or month; write {date: true}"),
        ("[month, {date: true}]",
         "“month” is the word, and not any day or month; write {month: true}"),
        ("[{month: true}, {date: true}, vår]", None),
        ("[date, month]", None),  # words of an English text
        ("$words", None),
    ],
)  # fmt: skip
def test_a_word_beside_forms_of_days_is_none_of_them(stems: str, told: str | None) -> None:
    words = {"words": parameter("words", ["vår"])}
    for check in (
        f"mentions: {{values: report.priorities, any_of: {stems}}}",
        where(f"{{title: {{mentions: {stems}}}}}"),
    ):
        found = mistakes(check, parameters=words)
        assert [one.partition(": ")[2] for one in found] == ([told] if told else [])
