"""The examples of a rule: every way an example can be wrong, its two forms and its defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, rule, say, write_book, yaml

from iacheck.checks.rule import Rule, RuleBook
from iacheck.rulebooks import load_rulebooks
from iacheck.rulebooks.examples import try_examples

ACTIVE = {"active": {"from": "2016-01-01"}}
LATE = {"id": "KS", "name": "KS", "side": "employer", **ACTIVE}
LO = {"id": "LO", "name": "Landsorganisasjonen", "side": "employee", "prefixes": ["LO"]}
ALLOCATED = "check: {compare: {left: {sum: 'allocations[].amount_nok'}, is: equal, right: 400}}"
MET_THRICE = "check: {count: {values: 'report.meetings[]', at_least: 3}}\nneeds: [report]"
COVERS = "check: {covers: {values: 'report.activities[].sub_goals[]', all_of: [1, 2, 3]}}"
GIVEN_ONLY = "violation: {nb: x, nn: x, en: '{given}'}"
DELIVERED = "check: {delivered: {document: report, due: '2016-03-01'}}"
JUDGED = "check: {judged: [report.priorities]}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    """In force from 1 May 2015; KS is a party from 2016 on."""
    folder = write_book(tmp_path_factory.mktemp("examples") / "book", parties=[LATE, LO])
    (loaded,) = load_rulebooks([folder], SCHEMAS)
    return loaded


def tried(made: Rule, book: RuleBook, expected: str) -> list[str]:
    """What is wrong with the rule's only example of this verdict."""
    (trial,) = [trial for trial in try_examples(made, book, SCHEMAS) if trial.verdict == expected]
    assert trial.location == ("examples", expected, 0)
    return [say(told) for told, _ in trial.wrong]


def wrong(written: str, book: RuleBook, expected: str, example: str, **fields: Any) -> list[str]:
    """The same, for a rule and an example in YAML."""
    examples = {"met": [{}], "deviation": [{}], expected: [yaml(example)]}
    return tried(rule(written, **fields, examples=examples), book, expected)


@pytest.mark.parametrize(
    ("written", "expected", "example"),
    [
        # Short and long form.
        ("check: {present: plan}", "met", "plan: {}"),
        ("check: {present: plan}", "met", "case: {plan: {}}"),
        ("check: {present: plan}", "deviation", "{case: {}, violations: [{missing: plan}]}"),
        ("check: {present: plan}", "deviation", "{case: {report: {}}, violations: [{}]}"),
        # Each verdict.
        (MET_THRICE, "undetermined", "{}"),
        (DELIVERED, "not_due", "{case: {}, as_of: '2016-03-01'}"),
        (DELIVERED, "deviation", "{case: {}, as_of: '2016-03-02', violations: [{}]}"),
        (DELIVERED, "deviation", "{case: {}, violations: [{due: '2016-03-01'}]}"),
        ("check: {present: plan}\nperiods: {to: '2015'}", "not_applicable",
         "{case: {}, period: '2016'}"),
        (JUDGED, "undetermined", "report: {priorities: x}"),
        (JUDGED, "met", "{case: {report: {priorities: x}}, judgement: met}"),
        (JUDGED, "deviation", "{case: {report: {priorities: x}}, judgement: deviation}"),
        (JUDGED, "deviation", "{case: {}, judgement: deviation, violations: [{given: '…'}]}"),
        # Several documents for one name, with ids of their own or not.
        (ALLOCATED, "met", "allocations: [{amount_nok: 150}, {amount_nok: 250}]"),
        (ALLOCATED, "met", "allocations: [{amount_nok: 150, _id: a}, {amount_nok: 250, _id: b}]"),
        # Violations match in any order, each with one of its own; by placeholder or place.
        (COVERS, "deviation",
         "{case: {report: {activities: [{sub_goals: [2]}]}}, "
         "violations: [{missing: 3}, {missing: 1}]}"),
        (COVERS, "deviation",
         "{case: {report: {activities: [{sub_goals: [1, 2]}]}}, violations: [{given: [1, 2]}]}"),
        (COVERS, "deviation",
         "{case: {report: {activities: [{sub_goals: [1, 2]}]}}, "
         "violations: [{key: 'tried:3', path: /activities}]}"),
    ],
)  # fmt: skip
def test_examples_that_agree(written: str, expected: str, example: str, book: RuleBook) -> None:
    assert wrong(written, book, expected, example) == []


@pytest.mark.parametrize(
    ("written", "expected", "example", "told"),
    [
        ("check: {present: plan}", "met", "{case: {}, violation: []}",
         ["“violation” is unknown here; did you mean “violations”?"]),
        ("check: {present: plan}", "met", "{case: {}, period: '2015-H3', as_of: soon}",
         ["“2015-H3” is not a year or half-year, such as 2015 or 2012-H1",
          "“soon” is not a day that exists, such as 2015-02-10"]),
        ("check: {present: plan}", "met", "{case: {}, judgement: perhaps}",
         ["“perhaps” is not allowed here; choose met or deviation"]),
        ("check: {present: plan}", "met", "{case: {}, period: 2015-H1}",
         ["2015-H1 is no period that rules on council-year are tried on"]),
        ("check: {present: plan}", "met", "{plans: {}, zzz: {}}",
         ["The example's “plans” is unknown; did you mean “plan”?",
          "The example's “zzz” is unknown; choose allocations, centres, council, councils, plan, "
          "previous_allocations, previous_plan, previous_report, report or reports_of_year"]),
        ("check: {present: plan}", "met", "{allocations: {}, plan: [], report: , council: LO}",
         ["The example's “allocations” must be a list of documents",
          "The example's “plan” must be one document; leave it out if there is none",
          "The example's “report” must be one document; leave it out if there is none",
          "The example's “council” must be one document; leave it out if there is none"]),
        ("check: {present: plan}", "met", "{allocations: [1]}",
         ["The example's “allocations” must be a list of documents"]),
        ("check: {present: plan}", "met",
         "plan: {_id: x, goal: x, activities: [{sub_goals: [4], tittel: x}]}",
         ["The example breaks its schema at plan/activities/0/sub_goals/0: "
          "no. 1 of sub-goals must be one of 1, 2 and 3, not the number 4",
          "The example has a field that its schema does not list: plan.goal",
          "The example has a field that its schema does not list: plan.activities[].tittel"]),
        ("check: {present: plan}", "met", "{}",
         ["The example should be “met”, and the rule says “deviation”; mend the one that is "
          "wrong: x"]),
        ("check: {present: plan}", "deviation", "plan: {}",
         ["The example should be “deviation”, and the rule says “met”; mend the one that is "
          "wrong"]),
        (MET_THRICE, "met", "{}",
         ["The example should be “met”, and the rule says “undetermined”; mend the one that is "
          "wrong: Missing for 2015: report"]),
        ("check: {present: plan}", "deviation", "{}",
         ["An example of a deviation lists its violations"]),
        ("check: {present: plan}", "deviation", "case: {}",
         ["An example of a deviation lists its violations"]),
        (COVERS, "deviation", "{case: {report: {}}, violations: [{}, {}]}",
         ["The example lists 2 violations, and the rule finds 3: "
          "{missing: 1, given: [], expected: 1, path: /activities}, "
          "{missing: 2, given: [], expected: 2, path: /activities} and "
          "{missing: 3, given: [], expected: 3, path: /activities}"]),
        (COVERS, "deviation",
         "{case: {report: {activities: [{sub_goals: [2]}]}}, "
         "violations: [{missing: 3}, {missing: 3}]}",
         ["No violation that the rule finds is {missing: 3}; "
          "it finds {missing: 1, given: [2], expected: 1, path: /activities}"]),
        (COVERS, "deviation",
         "{case: {report: {activities: [{sub_goals: [1, 2]}]}}, violations: [{given: [1]}]}",
         ["No violation that the rule finds is {given: [1]}; "
          "it finds {missing: 3, given: [1, 2], expected: 3, path: /activities}"]),
        (COVERS, "deviation",
         "{case: {report: {activities: [{sub_goals: [1, 2]}]}}, violations: [{given: [1, 3]}]}",
         ["No violation that the rule finds is {given: [1, 3]}; "
          "it finds {missing: 3, given: [1, 2], expected: 3, path: /activities}"]),
        (COVERS, "deviation",
         "{case: {report: {activities: [{sub_goals: [1, 2]}]}}, violations: [{zzz: 3}]}",
         ["No violation that the rule finds is {zzz: 3}; "
          "it finds {missing: 3, given: [1, 2], expected: 3, path: /activities}"]),
        (DELIVERED, "deviation", "{case: {}, violations: [{due: '2016-03-02'}]}",
         ['No violation that the rule finds is {due: "2016-03-02"}; '
          'it finds {due: "2016-03-01", expected: "2016-03-01", days: 3592}']),
        (DELIVERED, "deviation", "{case: {}, violations: [{due: 1}]}",
         ['No violation that the rule finds is {due: 1}; '
          'it finds {due: "2016-03-01", expected: "2016-03-01", days: 3592}']),
    ],
)  # fmt: skip
def test_examples_that_are_wrong(
    written: str, expected: str, example: str, told: list[str], book: RuleBook
) -> None:
    assert wrong(written, book, expected, example) == told


ONE_PER_VERDICT = {
    "met": [{"plan": {}}, {"plan": {"_id": "p"}}],
    "deviation": [{"case": {}, "violations": [{}]}, {"plan": {}}],
}


def test_every_example_is_tried_at_its_place(book: RuleBook) -> None:
    trials = list(
        try_examples(rule("check: {present: plan}", examples=ONE_PER_VERDICT), book, SCHEMAS)
    )
    assert [(t.verdict, t.location[-1], bool(t.wrong)) for t in trials] == [
        ("met", 0, False),
        ("met", 1, False),
        ("deviation", 0, False),
        ("deviation", 1, True),
    ]


def is_one(path: str, value: str, of: str) -> str:
    return f"check: {{one_of: {{values: '{path}', of: ['{value}']}}}}\nsubject: {of}"


@pytest.mark.parametrize(
    ("of", "path", "example", "value"),
    [
        # Whom it is about.
        ("council-year", "subject.id", "{}", "example"),
        ("council-year", "subject.id", "council: {}", "example"),
        ("council-year", "subject.id", "council: {_id: oslo}", "oslo"),
        ("centre-year", "subject.id", "centre: {_id: oslo}", "oslo"),
        ("national-year", "subject.id", "{}", "national"),
        ("party-year", "subject.id", "{}", "LO"),
        ("party-year", "subject.id", "{case: {}, period: '2016'}", "KS"),
        ("party-year", "subject.id", "party: KS", "KS"),
        ("party-year", "subject.id", "party: {_id: KS}", "KS"),
        # When.
        ("council-year", "period.id", "{}", "2015"),
        ("council-half-year", "period.id", "{}", "2015-H1"),
        ("council-year", "period.id", "{case: {}, period: '2017'}", "2017"),
        # What ties documents to subject and period is filled in, unless it is given.
        ("council-year", "report.council", "report: {}", "example"),
        ("council-year", "report.council", "{council: {_id: oslo}, report: {}}", "oslo"),
        ("council-year", "previous_report.period", "previous_report: {}", "2014"),
        ("council-year", "previous_report.period", "report: {period: '2014'}", "2014"),
        ("council-half-year", "plan.period", "plan: {}", "2015"),
        ("council-half-year", "report.period", "report: {}", "2015-H1"),
        ("council-half-year", "previous_report.period", "previous_report: {}", "2014-H2"),
        ("council-year", "allocations[].period", "allocations: [{amount_nok: 1}]", "2015"),
        ("party-half-year", "party_report.party", "party_report: {}", "LO"),
        ("party-half-year", "councils[].id", "councils: [{}]", "councils-1"),
        ("party-half-year", "councils[].id", "councils: [{_id: oslo}]", "oslo"),
        ("centre-year", "scorecard.centre", "scorecard: {}", "example"),
        ("national-year", "gatherings[].period", "gatherings: [{}]", "2015"),
        ("national-half-year", "panel_meetings[].period", "panel_meetings: [{}]", "2015-H1"),
    ],
)
def test_defaults(of: str, path: str, example: str, value: str, book: RuleBook) -> None:
    assert wrong(is_one(path, value, of), book, "met", example) == []
    assert wrong(is_one(path, "another", of), book, "met", example) != []


@pytest.mark.parametrize(
    ("of", "first", "last", "period"),
    [
        ("council-year", "2015-12-31", "2018-12-31", "2015"),
        ("council-year", "2015-01-01", "2015-12-30", "2016"),
        ("council-half-year", "2015-06-30", "2018-12-31", "2015-H1"),
        ("council-half-year", "2015-07-01", "2018-12-31", "2015-H2"),
        ("council-half-year", "2015-12-31", "2016-01-01", "2015-H2"),
        ("council-half-year", "2015-07-01", "2015-08-01", "2015-H2"),
    ],
)
def test_the_first_period_of_a_book(
    of: str, first: str, last: str, period: str, tmp_path: Path
) -> None:
    folder = write_book(tmp_path / "book", valid={"from": first, "to": last})
    (loaded,) = load_rulebooks([folder], SCHEMAS)
    assert wrong(is_one("period.id", period, of), loaded, "met", "{}") == []


def test_the_first_period_of_a_rule(book: RuleBook) -> None:
    written = is_one("period.id", "2017", "council-year")
    assert wrong(written, book, "met", "{}", periods={"from": "2017"}) == []


def test_without_a_party_in_force_one_is_made_up(tmp_path: Path) -> None:
    folder = write_book(tmp_path / "book", parties=[LATE])
    (loaded,) = load_rulebooks([folder], SCHEMAS)
    assert wrong(is_one("subject.id", "example", "party-year"), loaded, "met", "{}") == []


def test_an_example_is_judged_ten_years_later(book: RuleBook) -> None:
    for due, verdict in (("2025-12-30", "deviation"), ("2025-12-31", "not_due")):
        check = f"check: {{delivered: {{document: report, due: '{due}'}}}}"
        assert wrong(check, book, verdict, "{case: {}, violations: [{}]}") == []


def test_codes_and_lists_of_a_violation_match(book: RuleBook) -> None:
    written = f"check: {{one_of: {{values: report.funds.used_nok, of: [1, 2]}}}}\n{GIVEN_ONLY}"
    used = "case: {report: {funds: {used_nok: 3}}}"
    assert wrong(written, book, "deviation", f"{{{used}, violations: [{{given: 3}}]}}") == []
    assert (
        wrong(written, book, "deviation", f"{{{used}, violations: [{{expected: [1, 2]}}]}}") == []
    )
    assert (
        wrong(written, book, "deviation", f"{{{used}, violations: [{{expected: [1, 3]}}]}}") != []
    )
    assert wrong(written, book, "deviation", f"{{{used}, violations: [{{given: 4}}]}}") != []
