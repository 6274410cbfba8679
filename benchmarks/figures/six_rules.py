"""Six rules on council-years: as rules of a rule book, and written by hand as one function.

What they say stands in `benchmarks/six-rules`. The hand-written function is the reference that
costs are compared with, and the oracle that everybody's verdicts must agree with.
"""

from __future__ import annotations

import copy
import datetime
import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from figures.council_years import CouncilYears, Record
from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.findings import Finding, Subject
from iacheck.cases.index import DocumentIndex
from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.judging.judge import judge
from iacheck.language.periods import Period
from iacheck.rulebooks import load_rulebooks

BOOK = Path(__file__).parents[1] / "six-rules"
NUMBERS = (1, 2, 3, 4, 5, 6)
_YEAR = Period(2015)
_AS_OF = datetime.date(2016, 6, 1)
# Findings of the mixed load that are not met, in per cent.
MIXED_PERCENT = 12.7


class CouncilYear(NamedTuple):
    """The decoded documents of a council in a year."""

    council: dict[str, Any]
    plan: dict[str, Any]
    report: dict[str, Any]


def by_hand(council: Any, plan: Any, report: Any) -> list[int]:
    """The numbers of the rules that are broken: all six in one pass over plain dicts."""
    broken = []
    goals, planned = plan.get("goals") or (), plan.get("activities") or ()
    ids = set()
    dated = bool(goals and planned)
    for activity in planned:
        ids.add(activity.get("id"))
        dated = dated and bool(activity.get("start") and activity.get("end"))
    if not dated:
        broken.append(1)
    submitted = report.get("submitted_on")
    if not submitted or submitted > "2016-03-01":
        broken.append(2)
    covered: set[int] = set()
    known, cost = True, 0
    for activity in report.get("activities") or ():
        covered.update(activity.get("sub_goals") or ())
        cost += activity.get("cost_nok") or 0
        if activity.get("plan_activity") not in ids:
            known = False
    if not covered >= {1, 2, 3}:
        broken.append(3)
    funds = report.get("funds") or {}
    received, used = funds.get("received_nok"), funds.get("used_nok")
    expected = {1: 400_000, 2: 600_000}.get(len(council.get("counties") or ()))
    if received is None or used is None or used > received or received != expected:
        broken.append(4)
    if not known:
        broken.append(5)
    if cost != used:
        broken.append(6)
    return broken


class Engine:
    """The rules of the book, which judge cases that are built once."""

    def __init__(self) -> None:
        schemas = load_schemas()
        (self._book,) = load_rulebooks([BOOK], schemas)
        self._schemas = schemas
        self._rules = sorted(self._book.rules, key=lambda rule: rule.head.demand)

    def cases(self, load: Sequence[CouncilYear]) -> list[Case]:
        """The cases that the decoded documents make, as a run builds those of a year."""
        found = [
            Document(kind, body["_id"], body)
            for documents in load
            for kind, body in zip(documents._fields, documents, strict=True)
        ]
        index = DocumentIndex.of(found, self._schemas)
        builder = CaseBuilder(index, self._book.parties, _YEAR, _AS_OF)
        councils = [documents.council for documents in load]
        return [builder.build(Subject("council", one["_id"], one["name"])) for one in councils]

    def findings(self, case: Case) -> list[Finding]:
        """The findings on a case, with all their details, in the order of the rules' numbers."""
        case.made.clear()  # what has been made of it before is not there the first time
        return [judge(rule, case) for rule in self._rules]

    def broken(self, case: Case) -> list[int]:
        """The numbers of the rules that are not met."""
        findings = zip(NUMBERS, self.findings(case), strict=True)
        return [number for number, finding in findings if finding.verdict != "met"]


def met_load(number: int, seed: int = 6) -> list[CouncilYear]:
    """Council-years that meet all six rules: seeded ones, mended where they do not."""
    whole = _whole(CouncilYears(2 * number + 20, seed=seed).records())
    return [_mended(documents) for _, documents in zip(range(number), whole, strict=False)]


def mixed_load(number: int, seed: int = 6) -> list[CouncilYear]:
    """The same council-years, in which `MIXED_PERCENT` of the findings are not met."""
    load = copy.deepcopy(met_load(number, seed))
    places = list(product(range(number), NUMBERS))
    drawn = random.Random(seed)  # noqa: S311 - nothing secret
    for index, rule in drawn.sample(places, round(len(places) * MIXED_PERCENT / 100)):
        _break(load[index], rule)
    return load


def _whole(records: Iterator[Record]) -> Iterator[CouncilYear]:
    """The councils that have a plan and a report with activities."""
    found: dict[str, Any] = {}
    for record in records:
        if record.kind == "council":
            found = {}
        found[record.kind] = record.body
        if record.kind == "report" and "plan" in found and record.body.get("activities"):
            yield CouncilYear(found["council"], found["plan"], found["report"])


def _mended(documents: CouncilYear) -> CouncilYear:
    council, plan, report = documents
    for activity in plan["activities"]:
        activity.setdefault("start", "2015-02-01")
        activity.setdefault("end", "2015-11-30")
    plan["period"] = report["period"]
    plan.pop("covers", None)
    report["submitted_on"] = "2016-02-20"
    done, planned = report["activities"], plan["activities"]
    granted = {1: 400_000, 2: 600_000}[len(council["counties"])]
    for index, activity in enumerate(done):
        activity["plan_activity"] = planned[index % len(planned)]["id"]
        activity["cost_nok"] = granted // len(done)
        activity.setdefault("sub_goals", [1])
    done[0]["sub_goals"] = [1, 2, 3]
    report["funds"] = {"received_nok": granted, "used_nok": granted // len(done) * len(done)}
    return documents


def _break(documents: CouncilYear, rule: int) -> None:
    """Make one rule not met, and no other."""
    _, plan, report = documents
    first, funds = report["activities"][0], report["funds"]
    if rule == 1:
        del plan["activities"][-1]["end"]
    elif rule == 2:
        report["submitted_on"] = "2016-03-17"
    elif rule == 3:
        for activity in report["activities"]:
            activity["sub_goals"] = [1, 3]
    elif rule == 4:
        funds["received_nok"] += 50_000
    elif rule == 5:
        first["plan_activity"] = "a99"
    else:
        first["cost_nok"] += 1_000
