"""Two rule books and small documents that checks of whole runs are tried on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, day, document, say, seats, write_book, written_rule

from iacheck.cases.findings import Result
from iacheck.cases.subjects import Extent
from iacheck.checks.rule import RuleBook
from iacheck.documents.document import Document
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import NothingToCheck
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


def check_books(folder: Path) -> Sequence[RuleBook]:
    """Two rule books, the early one of a rule that the late one has, too."""
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


def nothing(books: Sequence[RuleBook], *documents: Document, **fields: Any) -> list[str]:
    with pytest.raises(NothingToCheck) as error:
        run(books, *documents, **fields)
    return [say(problem.message) for problem in error.value.problems]
