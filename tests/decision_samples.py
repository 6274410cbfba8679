"""What tests of decisions share: rules to decide about, documents, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from building import SCHEMAS, day, document, say, seats, write_book, written_rule

from iacheck.cases.findings import Result
from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.judging.decisions import EVERYBODY, Asked, Decisions, read_decisions
from iacheck.judging.judged_cases import JudgedCases
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.rulebooks import load_rulebooks

AS_OF = day("2016-04-01")

ABOUT = ("plan-exists", "council/rogaland", "2015")

COUNCIL = document("council", _id="rogaland", name="IA-rådet i Rogaland", centre=None)

OSLO = document("council", _id="oslo", name="IA-rådet i Oslo", centre=None)

REPORT = document("report")

GROUP = {"name": "Oppfølgingsgruppen", "aliases": ["Oppfølgingsgruppa"]}

EXAMPLES = {"met": [{"plan": {}}], "deviation": [{"case": {}, "violations": [{}]}]}


def present(id_: str, **fields: Any) -> dict[str, Any]:
    return written_rule("check: {present: plan}", id=id_, examples=EXAMPLES, **fields)


def of_a_party(id_: str, **fields: Any) -> dict[str, Any]:
    examples = {
        "met": [{"party": "LO", "councils": [{"members": seats("LO")}]}],
        "deviation": [{"case": {"party": "LO", "councils": []}, "violations": [{}]}],
    }
    written = 'check: {refers: {values: party.id, in: "councils[].members[].organisation.id"}}'
    own = {"subject": "party-year", "examples": examples, "demand": "B02"}
    return written_rule(written, id=id_, **own | fields)


def read(
    books: Sequence[RuleBook],
    *documents: Document,
    asked: Asked = EVERYBODY,
    broken: dict[str, list[str]] | None = None,
    is_import: bool = False,
) -> Decisions:
    """The decisions among documents, beside two councils and the report of one for 2015."""
    cases = cases_of(books, *documents)
    return read_decisions(cases, broken or {}, AS_OF, asked, is_import=is_import)


def cases_of(books: Sequence[RuleBook], *documents: Document) -> JudgedCases:
    index = DocumentIndex.of([COUNCIL, OSLO, REPORT, *documents], SCHEMAS)
    return JudgedCases.of(index, books, index.periods(), "everybody", AS_OF)


def judgement(**fields: Any) -> Document:
    whole = {"rule": "plan-exists", "basis": {"report/report": REPORT.sha256}, **fields}
    return document("judgement", **whole)


def reply(**fields: Any) -> Document:
    whole = {
        "rule": "plan-exists", "subject": "council/rogaland", "period": "2015",
        "intent": "mend", "given_by": "IA-rådet i Rogaland", **fields,
    }  # fmt: skip
    return document("reply", **whole)


def said(problems: Sequence[Problem]) -> list[str]:
    assert {problem.level for problem in problems} <= {"notice"}
    return [say(problem.message) for problem in problems]


WAIVER = "The waiver waiver has no effect: "

JUDGEMENT = "The judgement judgement decides nothing: "

REPLY = "The reply reply answers nothing: "

FROM = "it counts from 2 April 2016 only, after 1 April 2016; correct the day if it is wrong"

EARLY = "it is dated 31 December 2014, before 2015 began; correct the day or the period"

AGAIN = "import one of them again under the same “_id” with the verdict that is right"

NOT_THERE = (
    "the rule does not apply there; import the document again under the same “_id” with the right "
    "rule, subject or period, or let it stand, for it does no harm"
)

WHOM = "correct it, or let the documents that name it come too"

KINDS = ("waiver", "judgement", "reply")

BASED = {"report/report": REPORT.sha256}


def decision(kind: str, **fields: Any) -> Document:
    """A decision of any kind about whether a plan exists, which only `fields` keep from holding."""
    own: dict[str, dict[str, Any]] = {
        "reply": {"intent": "mend", "given_by": "IA-rådet i Rogaland"},
        "judgement": {"basis": BASED},
    }
    about = {"rule": "plan-exists", "subject": "council/rogaland", "period": "2015"}
    return document(kind, **{**about, **own.get(kind, {}), **fields})


def run(
    books: Sequence[RuleBook],
    *documents: Document,
    subjects: Sequence[str] = (),
    periods: Sequence[str] = (),
) -> Result:
    given = RunInput((COUNCIL, OSLO, REPORT, *documents), (), "named")
    selection = CaseSelection(tuple(map(Period.parse, periods)), tuple(subjects))
    return check(given, books, SCHEMAS, AS_OF, selection)


def decision_books(folder: Path) -> Sequence[RuleBook]:
    """A rule book of 2015 to 2018 with five rules, and an earlier one."""
    rules = (
        present("plan-exists", demand="B01"),
        # One rule, parted into two on councils and one on parties.
        present("goals-stated", demand="B15", formerly=["plan-states-all"]),
        present("activities-stated", demand="B15", formerly=["plan-states-all"]),
        of_a_party("has-seat", formerly=["plan-states-all"]),
        of_a_party("has-a-seat-too", demand="B15"),
    )
    head = {"waivers_granted_by": [GROUP], "judgements_by": [GROUP, "LO", "Rådet for ro"]}
    late = write_book(folder / "late", *rules, **head)
    early = write_book(
        folder / "early", present("plan-is-there"), valid={"from": "2010-01-01", "to": "2012-12-31"}
    )
    return load_rulebooks([late, early], SCHEMAS)
