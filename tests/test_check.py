from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from building import SCHEMAS, TEXTS, day, document, say, seats, write_book, written_rule

from iacheck.cases.findings import Result
from iacheck.cases.subjects import Extent
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import NothingToCheck
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.rulebooks import load_rulebooks

EARLY = "2016-03-01"
LATE = "2016-04-01"


def simple(id_: str, written: str, met: Any, deviation: Any, **fields: Any) -> dict[str, Any]:
    examples = {"met": [met], "deviation": [{"case": deviation, "violations": [{}]}]}
    return written_rule(written, id=id_, examples=examples, **fields)


def judged_rule() -> dict[str, Any]:
    examples = {
        "met": [{"case": {"report": {}}, "judgement": "met"}],
        "deviation": [{"case": {"report": {}}, "judgement": "deviation"}],
    }
    written = "needs: [report]\ncheck: {judged: [report]}"
    return written_rule(written, id="effort-is-joint", demand="B04", examples=examples)


FUNDS = {"received_nok": 1, "used_nok": 1}
RULES = (
    simple("plan-exists", "check: {present: plan}", {"plan": {}}, {}, demand="B01"),
    simple(
        "report-has-funds",
        "needs: [report]\ncheck: {present: report.funds}",
        {"report": {"funds": FUNDS}},
        {"report": {}},
        demand="B02",
        modality="skal",
    ),
    simple(
        "half-year-report",
        "subject: council-half-year\ncheck: {present: report}",
        {"report": {}},
        {},
        demand="B03",
    ),
    judged_rule(),
    simple(
        "party-has-seat",
        """
        subject: party-year
        check: {refers: {values: party.id, in: "councils[].members[].organisation.id"}}
        """,
        {"party": "LO", "councils": [{"members": seats("LO")}]},
        {"party": "LO", "councils": []},
        demand="B05",
    ),
)  # fmt: skip
DUE: Any = {"months_after": 3, "day": 1}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    folder = tmp_path_factory.mktemp("books")
    due = [{"subject": "council-year", "document": "report", "by": DUE}]
    early = {"from": "2012-01-01", "to": "2012-12-31"}
    return load_rulebooks(
        [
            write_book(folder / "late", *RULES, due=due),
            write_book(folder / "early", RULES[0], valid=early, parties=[]),
        ],
        SCHEMAS,
    )


def run(
    books: Sequence[RuleBook],
    *documents: Document,
    as_of: str = LATE,
    periods: Sequence[str] = (),
    subjects: Sequence[str] = (),
    problems: Sequence[Problem] = (),
    extent: Extent = "named",
) -> Result:
    given = RunInput(documents, tuple(problems), extent)
    selection = CaseSelection(tuple(map(Period.parse, periods)), tuple(subjects))
    return check(given, books, SCHEMAS, day(as_of), selection)


def verdicts(result: Result) -> Mapping[str, Mapping[str, str]]:
    return {
        f"{judged.subject} {judged.period}": {f.rule.id: f.verdict for f in judged.findings}
        for judged in result.subjects
    }


def told(result: Result) -> list[str]:
    return [f"{problem.level}: {say(problem.message)}" for problem in result.problems]


PLAN = document("plan")
REPORT = document("report", funds=FUNDS)
COUNCIL = document("council", members=seats("LO", "NAV Rogaland"))


def test_every_rule_on_such_a_subject_gives_a_finding(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN)
    assert verdicts(result) == {
        "council/rogaland 2015": {
            "plan-exists": "met",
            "report-has-funds": "undetermined",
            "effort-is-joint": "undetermined",
        }
    }
    assert [(book.id, len(book.sha256)) for book in result.rulebooks] == [("late", 64)]
    assert result.as_of == day(LATE)
    assert result.problems == ()


@pytest.mark.parametrize(("as_of", "verdict"), [(EARLY, "not_due"), (LATE, "undetermined")])
def test_before_a_document_is_due(books: Sequence[RuleBook], as_of: str, verdict: str) -> None:
    findings = verdicts(run(books, PLAN, as_of=as_of))["council/rogaland 2015"]
    assert findings["report-has-funds"] == findings["effort-is-joint"] == verdict


def test_subjects_come_in_order(books: Sequence[RuleBook]) -> None:
    oslo = document("council", _id="oslo", name="IA-rådet i Oslo")
    halves = [document("report", _id=h, period=h) for h in ("2015-H2", "2015-H1")]
    result = run(books, *halves, REPORT, COUNCIL, oslo)
    assert list(verdicts(result)) == [
        "council/oslo 2015-H1",
        "council/oslo 2015-H2",
        "council/oslo 2015",
        "council/rogaland 2015-H1",
        "council/rogaland 2015-H2",
        "council/rogaland 2015",
        "party/AVdir 2015",
        "party/LO 2015",
    ]
    assert verdicts(result)["party/LO 2015"] == {"party-has-seat": "met"}
    assert verdicts(result)["council/oslo 2015-H1"] == {"half-year-report": "deviation"}


def test_the_order_of_documents_changes_nothing(books: Sequence[RuleBook]) -> None:
    documents = [PLAN, REPORT, COUNCIL, document("plan", _id="x", council="oslo")]
    assert run(books, *documents) == run(books, *reversed(documents))


def test_from_a_store_everybody_is_judged(books: Sequence[RuleBook]) -> None:
    assert list(verdicts(run(books, PLAN, extent="everybody"))) == [
        "council/rogaland 2015",
        "party/AVdir 2015",
        "party/LO 2015",
        "party/NHO 2015",
    ]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (["2015"], ["2015-H1", "2015-H2", "2015"]),
        (["2015-H2"], ["2015-H2"]),
        (["2015", "2015-H2", "2016-H1"], ["2015-H1", "2015-H2", "2015", "2016-H1"]),
    ],
)
def test_periods_asked_for(
    books: Sequence[RuleBook], periods: list[str], expected: list[str]
) -> None:
    # The first half of 2015 ends after the letter came.
    result = run(books, PLAN, periods=periods)
    assert [str(judged.period) for judged in result.subjects] == expected
    assert result.problems == ()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["council/rogaland"], ["council/rogaland"]),
        (["council/ROGA-LAND"], ["council/rogaland"]),
        (["council/IA-rådet i Rogaland"], ["council/rogaland"]),
        (["party/Landsorganisasjonen i Norge"], ["party/LO"]),
        (["party/LO", "council/rogaland", "party/lo"], ["council/rogaland", "party/LO"]),
        # A kind by itself is everybody of that kind.
        (["party"], ["party/AVdir", "party/LO"]),
        (["party", "council/rogaland"], ["council/rogaland", "party/AVdir", "party/LO"]),
    ],
)
def test_subjects_asked_for(
    books: Sequence[RuleBook], asked: list[str], expected: list[str]
) -> None:
    result = run(books, COUNCIL, PLAN, subjects=asked)
    assert [str(judged.subject) for judged in result.subjects] == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("council/rogalnd", "did you mean “council/rogaland”?"),
        ("rogaland", "did you mean “council/rogaland”?"),
        ("party/", "did you mean “party/LO”?"),
        ("councl", "did you mean “council”?"),
        ("centre/oslo", "choose council/rogaland, party/AVdir or party/LO"),
    ],
)  # fmt: skip
def test_no_such_subject(books: Sequence[RuleBook], asked: str, expected: str) -> None:
    expected = f"There is no subject “{asked}” here; {expected}"
    with pytest.raises(NothingToCheck) as error:
        run(books, COUNCIL, PLAN, subjects=[asked])
    assert [say(problem.message) for problem in error.value.problems] == [expected]
    # Where the input is broken, that may be why; it is told of, and is no clean run.
    broken = Problem(message("Cannot be read"), file="x.json")
    assert told(run(books, COUNCIL, PLAN, subjects=[asked], problems=[broken])) == [
        "error: Cannot be read",
        f"notice: {expected}",
    ]


@pytest.mark.parametrize(
    ("active", "told"),
    [
        ({"from": "2010-05-01", "to": "2014-12-31"},
         "ended on 31 December 2014, and is not judged in 2015; choose an "
         "earlier period"),
        ({"from": "2016-01-01"},
         "begins on 1 January 2016, and is not judged in 2015; choose a "
         "later period"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["council/telemark", "council/IA-rådet i Telemark"])
def test_a_council_of_another_time_is_said_to_be_that(
    books: Sequence[RuleBook], active: Mapping[str, str], told: str, asked: str
) -> None:
    """And nothing that is spelt like it is offered in its stead."""
    other = document("council", _id="telemark", name="IA-rådet i Telemark", active=active)
    expected = [f"IA-rådet i Telemark {told}"]
    assert nothing(books, COUNCIL, PLAN, other, subjects=[asked], periods=["2015"]) == expected


SOR, NORD = (
    {"_id": f"{one}-trondelag", "name": name} for one, name in (("sor", "Sør"), ("nord", "Nord"))
)
ENDED = {"active": {"from": "2010-03-01", "to": "2017-12-31"}}
SHORT = {"active": {"from": "2016-01-01", "to": "2017-12-31"}}
MERGED = {
    "_id": "trondelag",
    "name": "Trøndelag",
    "active": {"from": "2018-01-01"},
    "successor_of": ["sor-trondelag", "nord-trondelag"],
}
BEGINS = "Trøndelag begins on 1 January 2018, and is not judged in 2015; choose "
COUNTY = (
    "Trøndelag was made a county on 1 January 2018, of Sør-Trøndelag and Nord-Trøndelag; for 2015, "
    "choose "
)


@pytest.mark.parametrize(
    ("councils", "asked", "period", "expected"),
    [
        # As the register tells; of those that were not there then either, nothing.
        ([SOR | ENDED, NORD | ENDED, MERGED], "trondelag", "2015",
         f"{BEGINS}Sør or Nord, from which it took over, or a later period"),
        ([SOR | ENDED, MERGED], "trondelag", "2015",
         f"{BEGINS}Sør, from which it took over, or a later period"),
        ([SOR | SHORT, MERGED, {"_id": "oslo"}], "trondelag", "2015",
         f"{BEGINS}a later period"),
        ([SOR | ENDED, NORD | ENDED, MERGED], "sor-trondelag", "2018",
         "Sør ended on 31 December 2017, and is not judged in 2018; choose Trøndelag, which took "
         "over from it, or an earlier period"),
        # Where none does, as the county itself came about.
        ([SOR, NORD], "trondelag", "2015",
         f"{COUNTY}council/sor-trondelag or council/nord-trondelag"),
        ([SOR], "IA-rådet i Trøndelag", "2015", f"{COUNTY}council/sor-trondelag"),
        ([{"_id": "oslo"}], "trondelag", "2015",
         "There is no subject “council/trondelag” here; choose council/oslo"),
        ([SOR], "trondelag", "2018",
         "There is no subject “council/trondelag” here; did you mean “council/sor-trondelag”?"),
        ([{"_id": "aust-agder"}], "agder", "2015",
         "There is no subject “council/agder” here; did you mean “council/aust-agder”?"),
    ],
)  # fmt: skip
def test_of_a_merged_council_it_is_told_whom_it_took_over_from(
    books: Sequence[RuleBook],
    councils: Sequence[Mapping[str, Any]],
    asked: str,
    period: str,
    expected: str,
) -> None:
    documents = [document("council", **one) for one in councils]
    told = nothing(books, *documents, subjects=[f"council/{asked}"], periods=[period])
    assert told[-1] == expected


def nothing(books: Sequence[RuleBook], *documents: Document, **fields: Any) -> list[str]:
    with pytest.raises(NothingToCheck) as error:
        run(books, *documents, **fields)
    return [say(problem.message) for problem in error.value.problems]


COVER = (
    "early covers 1 January 2012 to 31 December 2012 and late covers 1 May 2015 to 31 December 2018"
)


def test_nothing_to_check(books: Sequence[RuleBook]) -> None:
    assert nothing(books) == ["There are no documents to check"]
    assert nothing(books, document("plan", period="2013")) == [f"No rule book covers 2013; {COVER}"]
    assert nothing(books, document("council", _id="oslo"), periods=["2011"]) == [
        f"No rule book covers 2011; {COVER}"
    ]
    assert nothing(books, COUNCIL) == [
        "None of the documents is about a period; name one with --period"
    ]
    assert nothing(books, document("centre"), periods=["2016"]) == [
        "Nobody is to be judged in first half of 2016, second half of 2016 and 2016"
    ]
    # What was noticed on the way goes with it.
    notice = Problem(message("Not read: a.txt"), level="notice")
    assert nothing(books, COUNCIL, problems=[notice])[0] == "Not read: a.txt"


def test_periods_that_no_book_covers_are_left_out_and_told(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("plan", _id="old", period="2013"))
    assert list(verdicts(result)) == ["council/rogaland 2015"]
    assert told(result) == [f"notice: No rule book covers 2013 (plan/old); {COVER}"]
    # Of a year that is asked for, its halves are no news; halves that are asked for are.
    for periods, expected in (
        (["2015", "2013"], "2013"),
        (["2015", "2013-H1"], "first half of 2013"),
        (["2013-H2", "2013", "2015"], "second half of 2013 and 2013"),
    ):
        assert told(run(books, PLAN, periods=periods)) == [
            f"notice: No rule book covers {expected}; {COVER}"
        ]


def test_each_period_is_judged_by_its_own_book(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("plan", _id="old", period="2012"))
    assert verdicts(result)["council/rogaland 2012"] == {"plan-exists": "met"}
    assert [book.id for book in result.rulebooks] == ["early", "late"]
    assert told(result) == []


def test_two_books_in_force_both_judge(
    books: Sequence[RuleBook], tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = simple("plan-has-goals", "check: {present: plan.goals}",
                   {"plan": {"goals": [{"id": "g"}]}}, {})  # fmt: skip
    folder = write_book(tmp_path_factory.mktemp("x") / "more", other, title=TEXTS)
    more = load_rulebooks([folder], SCHEMAS)
    findings = verdicts(run([*books, *more], PLAN))["council/rogaland 2015"]
    assert list(findings)[-1] == "plan-has-goals"
    assert findings["plan-has-goals"] == "deviation"


def test_what_is_broken_is_told_and_hits_what_reads_it(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("report", funds=5, priorities=True))
    assert told(result) == [
        "error: use of the funds must be a group of fields, not the number 5",
        "error: priorities must be text, not the value true",
    ]
    assert verdicts(result)["council/rogaland 2015"] == {
        "plan-exists": "met",
        "report-has-funds": "undetermined",
        "effort-is-joint": "undetermined",
    }
    beside = run(books, PLAN, document("report", funds=FUNDS, priorities=True))
    assert verdicts(beside)["council/rogaland 2015"]["report-has-funds"] == "met"


def test_a_notice_hits_nothing(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, document("report", funds=FUNDS, prioritis="x"))
    assert [problem.level for problem in result.problems] == ["notice"]
    assert verdicts(result)["council/rogaland 2015"]["report-has-funds"] == "met"


def test_a_document_of_no_known_kind_is_told_and_left_out(books: Sequence[RuleBook]) -> None:
    result = run(books, PLAN, Document("plann", "x", {"_id": "x", "council": "oslo"}))
    assert told(result) == ["error: “plann” is no kind of document; did you mean “plan”?"]
    assert list(verdicts(result)) == ["council/rogaland 2015"]


def test_broken_input_is_a_result_though_nobody_can_be_judged(books: Sequence[RuleBook]) -> None:
    result = run(books, document("plan", period=2015))
    assert result.subjects == ()
    assert told(result) == [
        'error: period must be a year, such as 2015, not the number 2015; did you mean “"2015"”?',
        "notice: No document says in a way that can be read which period it is about",
    ]
    unread = Problem(message("Cannot be read"), file="x.json")
    assert told(run(books, problems=[unread])) == [
        "error: Cannot be read",
        "notice: There are no documents to check",
    ]


def test_documents_that_do_not_go_together(books: Sequence[RuleBook]) -> None:
    result = run(books, COUNCIL, document("plan", council="oslo"), REPORT)
    assert told(result) == [
        "error: No register knows the council “oslo”; choose rogaland",
    ]


def test_a_plan_found_by_the_years_it_covers(books: Sequence[RuleBook]) -> None:
    plan = document("plan", period="2014", covers=[2014, "2015"])
    assert verdicts(run(books, plan, REPORT))["council/rogaland 2015"]["plan-exists"] == "met"
    gone = verdicts(run(books, plan, document("report", period="2016")))
    assert gone["council/rogaland 2016"]["plan-exists"] == "deviation"


def finding(result: Result, rule: str, subject: str = "council/rogaland") -> Any:
    (judged,) = (s for s in result.subjects if str(s.subject) == subject)
    return next(f for f in judged.findings if f.rule.id == rule)


def test_a_waiver_keeps_the_violations_in_sight(books: Sequence[RuleBook]) -> None:
    result = run(books, REPORT, document("waiver"))
    found = finding(result, "plan-exists")
    assert found.verdict == "waived"
    assert say(found.reason) == (
        "Accepted by Oppfølgingsgruppen on 1 March 2016, until 31 December 2016 (waiver waiver): "
        "Brann i arkivet"
    )
    assert [violation.key for violation in found.violations] == ["plan-exists:plan"]
    assert told(result) == []


@pytest.mark.parametrize(
    ("fields", "verdict", "problem"),
    [
        ({"granted_by": "NHO"}, "deviation", "NHO may not grant it; only Oppfølgingsgruppen may"),
        ({"rule": "report-has-funds"}, "deviation",
         "the finding is met, so there is nothing to accept; that does no harm, and nothing need "
         "be done"),
    ],
)  # fmt: skip
def test_a_waiver_that_hides_nothing(
    books: Sequence[RuleBook], fields: dict[str, str], verdict: str, problem: str
) -> None:
    result = run(books, REPORT, document("waiver", **fields))
    assert finding(result, "plan-exists").verdict == verdict
    assert told(result) == [f"notice: The waiver waiver has no effect: {problem}"]


def test_a_broken_waiver_hides_nothing(books: Sequence[RuleBook]) -> None:
    result = run(books, REPORT, document("waiver", reason=None))
    assert finding(result, "plan-exists").verdict == "deviation"
    assert told(result) == ["error: reason is missing; it must be text"]


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({}, "deviation"),
        ({"verdict": "met"}, "met"),
        ({"judged_on": "2016-04-02"}, "undetermined"),
        ({"basis": {}}, "undetermined"),
        ({"judged_by": "NHO"}, "undetermined"),
        ({"basis": {"report/report": "0" * 64}}, "undetermined"),
        ({"basis": {"plan/gone": "0" * 64}}, "undetermined"),
        ({"basis": "none"}, "undetermined"),
        ({"subject": "council/oslo"}, "undetermined"),
        ({"period": "2016"}, "undetermined"),
        ({"rule": "B04"}, "undetermined"),
    ],
)
def test_a_judgement_decides(
    books: Sequence[RuleBook], fields: dict[str, Any], verdict: str
) -> None:
    decision = document("judgement", **{"basis": {"report/report": REPORT.sha256}, **fields})
    result = run(books, REPORT, decision)
    assert finding(result, "effort-is-joint").verdict == verdict
    # Whatever decides nothing is told of.
    assert bool(result.problems) is (verdict == "undetermined")


def test_a_judgement_decides_what_the_check_found_too(books: Sequence[RuleBook]) -> None:
    basis = {"report/report": REPORT.sha256}
    decision = document("judgement", rule="plan-exists", verdict="met", basis=basis)
    result = run(books, REPORT, decision)
    found = finding(result, "plan-exists")
    assert (found.verdict, found.violations, told(result)) == ("met", (), [])
    assert found.judgement is not None
    assert found.judgement.document == "judgement/judgement"


def test_a_rule_that_fails_is_an_error_and_the_others_are_judged(books: Sequence[RuleBook]) -> None:
    def fail(_: object) -> Any:
        raise ZeroDivisionError("x")

    (early, late) = books
    (first, *others) = late.rules
    failing = dataclasses.replace(
        first, check=dataclasses.replace(first.check, judge=fail, quick=None)
    )
    book = dataclasses.replace(late, rules=(failing, *others))
    result = run([early, book], REPORT)
    assert verdicts(result)["council/rogaland 2015"] == {
        "plan-exists": "error",
        "report-has-funds": "met",
        "effort-is-joint": "undetermined",
    }
    # A waiver accepts deviations, and not that the checker failed.
    waived = run([early, book], REPORT, document("waiver"))
    assert finding(waived, "plan-exists").verdict == "error"


def test_it_is_counted(books: Sequence[RuleBook]) -> None:
    result = run(books, COUNCIL, document("report"))
    assert result.count("deviation") == 2
    assert (result.deviations("error"), result.deviations("warning")) == (1, 1)
    assert result.count("met") == 2
