from __future__ import annotations

from typing import Any

import pytest
from building import case, compiled, document, mistakes, parameter, say, yaml

from iacheck.checks.outcome import Undetermined
from iacheck.checks.parameters import DatedValue, Parameter
from iacheck.checks.scope import Scope
from iacheck.checks.selection import FilteredPaths, FirstOf
from iacheck.checks.texts import as_text, as_title, comparable_text, is_stem, mentions
from iacheck.language.content import has_content
from iacheck.language.periods import Period

EVERYTHING = case(
    document(
        "report",
        activities=[
            {"id": "a", "title": "Kurs", "cost_nok": 100, "status": "completed"},
            {"id": "b", "title": "Møte", "cost_nok": 50, "end": "2015-03-01"},
            {"id": "c", "title": "Ord", "end": "2015-12-01", "themes": ["Støy", "lys", "STØY"]},
        ],
        funds={"received_nok": 200, "used_nok": 50},
    ),
    document("council", counties=["11", "12"]),
)
PARAMETERS: dict[str, Any] = {
    "limit": 3,
    "table": {"1": 400_000, "2": 600_000, "2015": "året"},
    "list": [1, 2],
    "mixed": {"2014": "2014-03-01", "2015": "x", "2016": 3},
    "due": {"months_after": 3, "day": 1},
    "mid_year": {"month": 6, "day": 28},
    "dues": {"11": {"month": 2, "day": 1}, "2": {"month": 3, "day": 1}},
    "dated": Parameter("dated", (DatedValue(1, within=(Period(2014),)),)),
}


# The third activity's cost.
LACKING = "undetermined: Ord: cost in kroner is not given (report, activities)"
LACKING_STATUS = LACKING.replace("Ord: cost in kroner", "Møte: status")


def value(written: str) -> Any:
    _, compiler = compiled("present: report", parameters=PARAMETERS)
    term = compiler.term(yaml(written))
    assert not compiler.mistakes, [say(mistake.message) for mistake in compiler.mistakes]
    try:
        return term(Scope.of(EVERYTHING))
    except Undetermined as undetermined:
        return f"undetermined: {say(undetermined.reason)}"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("5", 5),
        ("text", "text"),
        ("[1, 2]", [1, 2]),
        ("true", True),
        ("$limit", 3),
        ("$dated", "undetermined: The rule book has no value of dated for 2015"),
        ("$due", "2016-03-01"),
        ("$mid_year", "2015-06-28"),
        ('{lookup: $dues, by: {count: "council.counties[]"}}', "2015-03-01"),
        ('{days: {from: {latest: "report.activities[].end"}, to: $due}}', 91),
        ('{difference: [$due, {path: period.last_day}]}', 61),
        ('{count: "report.activities[]", where: {end: {at_most: $mid_year}}}', 1),
        ("{path: report.funds.used_nok}", 50),
        ('{distinct: "council.counties[]"}', ["11", "12"]),
        ('{distinct: ["report.activities[].status", "report.activities[].status"]}', ["completed"]),
        ('{distinct: "report.media[].outlet"}', []),
        ('{distinct: "report.activities[].themes[]"}', ["Støy", "lys"]),
        ('{lookup: $table, by: {path: report.funds.used_nok}, otherwise: 7}', 7),
        ('{lookup: $table, by: {count: "council.counties[]"}, otherwise: 7}', 600_000),
        ("{path: {first_of: [report.submitted_on, report.funds.used_nok]}}", 50),
        (
            "{path: report.submitted_on}",
            "undetermined: submission date is not given (report)",
        ),
        (
            "{path: {first_of: [report.submitted_on, plan.adopted_on]}}",
            "undetermined: submission date is not given (report)",
        ),
        ('{sum: "report.activities[].cost_nok"}', LACKING),
        ('{sum: "report.activities[].cost_nok", absent: 0}', 150),
        ('{sum: "report.activities[].cost_nok", where: {cost_nok: {present: true}}}', 150),
        ('{sum: ["report.activities[].cost_nok", report.funds.used_nok]}', LACKING),
        ('{sum: {first_of: [report.funds.used_nok, "report.activities[].cost_nok"]}}', 50),
        ('{count: "report.activities[].cost_nok"}', LACKING),
        ('{count: "report.activities[].cost_nok", absent: 0}', 2),
        ('{count: "report.activities[].sub_goals[]"}', 0),
        ('{count: "council.counties[]", distinct: true}', 2),
        ('{count: ["report.activities[].status", "report.activities[].status"], distinct: true}',
         LACKING_STATUS),
        ('{count: ["report.activities[].status", "report.activities[].status"], distinct: true, '
         "absent: 0}", 1),
        ('{sum: "report.activities[].cost_nok", where: {id: {one_of: [b]}}}', 50),
        ("{sum: [report.funds.used_nok, report.funds.received_nok, report.funds.carried_over_nok]}",
         250),
        ('{sum: {first_of: ["plan.activities[].budget_nok", report.funds.used_nok]}}', 50),
        ('{sum: "plan.activities[].budget_nok"}', 0),
        ('{count: "report.activities[]"}', 3),
        ('{count: "report.activities[].end", where: {end: {present: true}}}', 2),
        ('{count: "plan.activities[]"}', 0),
        ('{characters: "report.activities[].title"}', 11),
        ("{characters: report.priorities}", 0),
        ('{latest: "report.activities[].end"}', "2015-12-01"),
        ('{latest: "report.activities[].cost_nok"}', 100),
        ('{latest: "report.activities[].start"}',
         "undetermined: start date is not given (report, activities)"),
        ("{difference: [10, $limit, {path: report.funds.used_nok}]}", -43),
        ('{difference: [{latest: "report.activities[].end"}, "2015-03-01"]}', 275),
        ('{difference: [{path: period.first_day}, {path: period.last_day}]}', -364),
        ('{difference: [{lookup: $mixed, by: {path: period.id}}, 1]}',
         "undetermined: x is no number"),
        ('{days: {from: {path: period.first_day}, to: "2015-02-01"}}', 31),
        ('{months: {from: {path: period.first_day}, to: "2015-07-01"}}', 6),
        ('{months: {from: {path: period.first_day}, to: "2015-07-02"}}', 6 + 1 / 31),
        ('{days: {from: {path: plan.adopted_on}, to: "2015-02-01"}}',
         "undetermined: date of adoption is not given (action plan)"),
        ('{days: {from: {lookup: $mixed, by: {path: period.id}}, to: "2015-02-01"}}',
         "undetermined: x is no date"),
        ("{percent: {part: {path: report.funds.used_nok}, whole: 200}}", 25.0),
        ("{percent: {part: 1, whole: 3}}", 100 / 3),
        ("{share: [1, 3], of: {path: report.funds.used_nok}}", 50 / 3),
        ("{share: [1, 2], of: {path: report.funds.used_nok}}", 25),
        ("{share: [2, 3], of: 400000}", 800_000 / 3),
        ("{share: [1, 4], of: 10.0}", 2.5),
        ("{share: [1, 3], of: 0}", 0),
        ("{percent: {part: 1, whole: 0}}", "undetermined: A share of 0 cannot be told"),
        ('{lookup: $table, by: {count: "council.counties[]"}}', 600_000),
        ('{lookup: $table, by: {count: "report.activities[]"}}',
         "undetermined: No value is decided for 3"),
        ("{lookup: $table, by: {path: period.id}}", "året"),
    ],
)  # fmt: skip
def test_what_a_term_gives(term: str, expected: Any) -> None:
    assert value(term) == expected


FORMS = (
    "characters, count, date, days, difference, distinct, latest, lookup, month, months, path, "
    "percent, share and sum"
)
DIFFERENCE = "“difference” takes numbers, or two dates, of which it gives the days between"
SHARE = "“share” takes two whole numbers and “of”: a third is {share: [1, 3], of: …}"
GROUP = "is a group of fields; name the field in it that is meant"
SELECTION = "takes a path, a list of paths, or “first_of” or “first_at_hand” with a list of paths"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (
            "~",
            "compare/left: “left” is empty; write what belongs to it behind the colon, or indented "
            "below",
        ),
        ("{}", f"compare/left: A term is a literal, “$name”, or one of {FORMS}"),
        ("{summ: report}", f"compare/left: A term is a literal, “$name”, or one of {FORMS}"),
        ("{sum: plan.x, count: plan}",
         f"compare/left: A term is a literal, “$name”, or one of {FORMS}"),
        ("$limt", "compare/left: The rule book has no “$limt”; did you mean “$limit”?"),
        ("{sum: 5}", f"compare/left/sum: “sum” {SELECTION}"),
        ("{count: []}", f"compare/left/count: “count” {SELECTION}"),
        ("{count: {values: plan}}", f"compare/left/count: “count” {SELECTION}"),
        ("{latest: {first_of: plan}}", f"compare/left/latest: “latest” {SELECTION}"),
        ('{sum: ["plan.activities[].budget_nok", 5]}', f"compare/left/sum: “sum” {SELECTION}"),
        ("{sum: plan.activities}",
         "compare/left/sum: plan.activities is a list; plan.activities[] is what stands in it"),
        ("{sum: {first_of: [report.funds.used_nok, plan.activites]}}",
         "compare/left/sum/first_of/1: In the path plan.activites, “activites” is unknown; "
         "did you mean “activities”?"),
        ("{count: ['plan.goals[]', {paths: ['plan.goals[]', 'plan.gols[]']}]}",
         "compare/left/count/1/paths/1: In the path plan.gols[], “gols” is unknown; "
         "did you mean “goals”?"),
        ("{count: [{paths: ['plan.goals[]'], where: {ide: {present: true}}}]}",
         "compare/left/count/0/where/ide: In the path item.ide, “ide” is unknown; "
         "did you mean “id”?"),
        ('{path: "report.activities[].cost_nok"}',
         "compare/left/path: report.activities[].cost_nok can give several values; "
         "use “sum” or “count”, or a path to one value"),
        ("{path: report.funds.used_nok, by: 5}",
         "compare/left/by: “by” does not belong to “path”; choose path or where"),
        ("{path: report.funds.used_nok, absent: 0}",
         "compare/left/absent: “absent” does not belong to “path”; choose path or where"),
        ("{sum: report.funds.used_nok, absent: 1}",
         "compare/left/absent: “absent” must be 0, not 1"),
        ("{count: report.funds.used_nok, distinct: 1}",
         "compare/left/distinct: “distinct” takes true"),
        ("{lookup: $table, by: {path: report.funds.used_nok}, otherwise: null}",
         "compare/left/otherwise: “otherwise” is missing"),
        ("{sum: report.funds.used_nok, distinct: true}",
         "compare/left/distinct: “distinct” does not belong to “sum”; "
         "choose absent, sum or where"),
        ("{count: report.funds.used_nok, absent: false}",
         "compare/left/absent: “absent” must be 0, not false"),
        ("{date: true}", "compare/left: “left” must be a single value; "
         "“date” gives a word stem here"),
        ("{difference: [1]}", "compare/left: “difference” takes a list of two terms or more"),
        ("{difference: 1}", "compare/left: “difference” takes a list of two terms or more"),
        ("{difference: [1, $x]}", "compare/left/difference/1: The rule book has no “$x”"),
        ('{difference: [{path: plan.adopted_on}, 1]}', f"compare/left/difference: {DIFFERENCE}"),
        ('{difference: [{path: plan.period}, {path: plan.period}]}',
         f"compare/left/difference: {DIFFERENCE}"),
        ('{difference: ["2015-03-01", "2015-02-01", "2015-01-01"]}',
         f"compare/left/difference: {DIFFERENCE}"),
        ('{days: {from: {path: plan.adopted_on}}}', "compare/left: “days” takes “from” and “to”"),
        ('{days: {from: {path: plan.adopted_on}, to: 1. mars}}',
         "compare/left/days/to: “to” must be a date such as 2012-09-01, not 1. mars"),
        ('{months: {from: {path: plan.period}, to: {path: plan.adopted_on}}}',
         "compare/left/months/from: “from” must be a date such as 2012-09-01; "
         "“path” gives a year or half-year here"),
        ('{sum: "report.activities[].title"}',
         "compare/left/sum: “sum” takes a number; report.activities[].title gives a text"),
        ('{sum: "report.activities[]"}',
         f"compare/left/sum: report.activities[] {GROUP}"),
        ('{characters: "report.activities[].cost_nok"}',
         "compare/left/characters: “characters” takes a date, a year or half-year or a text; "
         "report.activities[].cost_nok gives a number"),
        ('{latest: "report.activities[].title"}', "compare/left/latest: “latest” takes a number, "
         "a date or a year or half-year; report.activities[].title gives a text"),
        ('{distinct: "report.activities[]"}',
         f"compare/left/distinct: report.activities[] {GROUP}"),
        ('{percent: {part: {path: plan.adopted_on}, whole: 5}}',
         "compare/left/percent/part: “part” must be a number; “path” gives a date here"),
        ("{lookup: $table, by: {distinct: 'council.counties[]'}}",
         "compare/left/by: “by” must be a single value; “distinct” gives a list here"),
        ("{lookup: {path: report.funds}, by: 1}",
         "compare/left/lookup: “lookup” must be $name of a table; "
         "“path” gives a group of fields here"),
        ("{percent: 1}", "compare/left: “percent” takes “part” and “whole”"),
        ("{share: [1, 3]}", f"compare/left: {SHARE}"),
        ("{share: [3, 1], of: 5}", f"compare/left: {SHARE}"),
        ("{share: [1], of: 5}", f"compare/left: {SHARE}"),
        ("{share: [0, 3], of: 5}", f"compare/left: {SHARE}"),
        ("{share: 1/3, of: 5}", f"compare/left: {SHARE}"),
        ("{share: [1, true], of: 5}", f"compare/left: {SHARE}"),
        ("{share: [1, 3], of: {path: plan.adopted_on}}",
         "compare/left/of: “of” must be a number; “path” gives a date here"),
        ("{share: [1, 3], of: 5, by: 2}",
         "compare/left/by: “by” does not belong to “share”; choose of or share"),
        ("{percent: {part: 1}}", "compare/left: “percent” takes “part” and “whole”"),
        ("{percent: {part: 1, whole: $x}}",
         "compare/left/percent/whole: The rule book has no “$x”"),
        ("{lookup: $table}", "compare/left: “lookup” needs “by”: the term to look up"),
        ("{lookup: $list, by: 1}",
         "compare/left/lookup: “lookup” must be $name of a table, not [1, 2]"),
        ("{lookup: {x: 1}, by: 1}",
         f"compare/left/lookup: A term is a literal, “$name”, or one of {FORMS}"),
        ('{sum: "plan.activities[].budget_nok", where: 5}',
         "compare/left/where: A condition is a field of the list's items with a test, "
         "such as status: {none_of: [cancelled]}"),
    ],
)  # fmt: skip
def test_mistakes_in_terms(term: str, expected: str) -> None:
    check = f"compare: {{left: {term}, is: equal, right: 1}}"
    assert mistakes(check, parameters=PARAMETERS) == [expected]


def test_places_are_looked_for_in_terms_as_far_as_they_can_be_read() -> None:
    _, compiler = compiled("present: report")
    for written in ("{percent: 1}", "{difference: 1}", "{sum: 5}", "{sum: nothing}", "5"):
        assert compiler.place_of(yaml(written))(Scope.of(EVERYTHING)).document is None


def test_a_selection_of_first_of_single_fields_is_a_single_field() -> None:
    _, compiler = compiled("present: report")
    fields: list[str | FilteredPaths] = ["report.submitted_on", "report.priorities"]
    assert not compiler.selection(FirstOf(first_of=fields), "values").many
    assert compiler.selection(fields, "values").many


def test_the_value_of_a_parameter_in_the_case_s_period() -> None:
    dated = parameter("dated", PARAMETERS["dated"])
    assert dated.value(Period(2014)) == 1
    assert dated.value(Period(2015)) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", False), (" \n", False), ("x", True), ([], False), ({}, False), (None, False),
        (0, True), (False, True), ([""], False), ({"a": None}, False), ({"a": 0}, True),
        ("\u3164", False), ("\u115f\uffa0", False), ("n / a", False), ("(n/a)", False),
        (["(ingen)", "«ingen»", "ingen!", "Ukjent"], False), (["ingen bransje"], True),
        ("–", False), ("-", False), ("n/a", False), ("N/A.", False), ("\u200b", False),
        ("\u2060 \u00ad", False), ("…", False), ("ingen", True), (["ingen"], False),
        (["Ingen.", "–"], False), (["ingen", "NHO"], True), ([{"a": "–"}], False), ("0", True),
    ],
)  # fmt: skip
def test_content(given: Any, expected: bool) -> None:
    assert has_content(given) is expected


@pytest.mark.parametrize(
    "word",
    [
        "ingen", "inga", "Ingenting", "ikke aktuelt", "ikkje aktuelt", "ikke relevant",
        "Ikkje relevant.", "none", "nothing", "not applicable", "not relevant",
    ],
)  # fmt: skip
def test_words_that_list_nothing(word: str) -> None:
    assert not has_content([word])
    assert has_content(word)


@pytest.mark.parametrize("word", ["na", "N/A", "i/a", "n.a.", "I.A.", " n/a "])
def test_words_that_say_nothing_wherever_they_stand(word: str) -> None:
    assert not has_content(word)


def test_forms_of_texts() -> None:
    assert as_text("Sub-Goal 1") == as_text("subgoal1")
    assert as_text(1) == as_text("1")
    assert comparable_text(" Ung\u2011i \n ARBEID - nå ") == "ung-i arbeid nå"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Nav Oslo", "NAV\u00a0 OSLO", True), ("e-post", "epost", True), ("a\u030ar", "år", True),
     ("ﬁber", "fiber", True), ("syke\u00adfravær", "sykefravær", True), ("１", "1", True),
     ("1.1", "11", False), ("1-1", "11", False), ("1.1", "1 1", True), ("a_b.", "ab", True),
     ("Kurs (1)", "Kurs 1", False)],
)  # fmt: skip
def test_texts_that_are_the_same(one: str, other: str, same: bool) -> None:
    assert (as_text(one) == as_text(other)) is same
    assert as_text(as_text(one)) == as_text(one)


def test_of_titles_no_punctuation_counts() -> None:
    assert as_title("Kurs (1)!") == as_title("kurs: 1")
    assert as_title("Kurs 1.1") != as_title("Kurs 11")
    assert as_title("–") == ""


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("ung", True), ("!ung", True), ("!ikke …", True), ("!ikke … post …", True), ("!…", False),
     ("… ung", False), ("ikke …", False), ("!", False), ("=mai", True), ("=", False),
     ("mai ", False),      ("=*mai", False),
     ("*=mai", False), ("!=mai", True), ("!!mai", False), ("*mai … =juni", True),
     ("mai … =*juni", False)],
)  # fmt: skip
def test_what_is_a_stem(stem: str, expected: bool) -> None:
    assert is_stem(stem) is expected


def test_only_texts_mention_anything() -> None:
    assert mentions([None, 5, "arbeidsmiljø"], ["arbeid"])
    assert not mentions([None, 5], ["5"])
    assert not mentions(["(arbeid)"], ["(x"])
    assert mentions(["(arbeid)"], ["arbeid"])


@pytest.mark.parametrize(
    ("values", "written"),
    [
        # A list in a condition is made comparable once for each period.
        ((["a"], ["b"]), "where: {id: {one_of: $dated}}, at_least: 1"),
        ((["b"], ["a"]), "where: {id: {none_of: $dated}}, at_least: 1"),
        ((1, 2), "at_least: $dated"),
    ],
)
def test_what_a_dated_parameter_gives_is_that_of_each_case_s_period(
    values: tuple[Any, Any], written: str
) -> None:
    years = zip(("2015", "2016"), values, strict=True)
    dated = tuple(DatedValue(value, within=(Period.parse(year),)) for year, value in years)
    check, compiler = compiled(
        f'count: {{values: "report.activities[]", {written}}}',
        parameters={"dated": Parameter("dated", dated)},
    )
    assert not compiler.mistakes
    found = []
    # One check judges them all, and the first again after the second.
    for period in ("2015", "2016", "2015"):
        report = document("report", period=period, activities=[{"id": "a", "title": "Kurs"}])
        found.append(check.judge(Scope.of(case(report, period=period))) == ())
    assert found == [True, False, True]
