"""Six rules on one case: compiled from YAML, against the same six written by hand in Python.

Prints ratios of one run; the hand-written function, which stops at nothing and says nothing of
where or why, is 1. The case is constructed: 12 activities in plan and in report, some 5 kB.
"""

from __future__ import annotations

import datetime
import json
import timeit
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bson

from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.findings import Subject
from iacheck.cases.index import DocumentIndex
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.judging.judge import judge
from iacheck.language.periods import Period
from iacheck.rulebooks import load_rulebooks

YEAR = Period(2015)
ACTIVITIES = 12
AS_OF = datetime.date(2016, 6, 1)


def documents() -> dict[str, dict[str, Any]]:
    """Council, plan and report that meet all six rules."""
    words = "Constructed text of about the length that people write in this field. " * 2
    plan_activities = [
        {"id": f"p{n}", "title": words[:60], "sub_goals": [n % 3 + 1], "method": words[:60],
         "start": "2015-02-01", "end": "2015-11-30", "goals": ["g1"]}
        for n in range(ACTIVITIES)
    ]  # fmt: skip
    activities = [
        {"id": f"a{n}", "title": words[:60], "plan_activity": f"p{n}", "sub_goals": [n % 3 + 1],
         "status": "completed", "cost_nok": 30_000, "effect": words[:60]}
        for n in range(ACTIVITIES)
    ]  # fmt: skip
    ours = {"council": "rogaland", "period": "2015"}
    return {
        "council": {"_id": "rogaland", "name": "Rogaland", "counties": ["11"]},
        "plan": {"_id": "rogaland-2015", **ours, "activities": plan_activities,
                 "goals": [{"id": "g1", "sub_goal": 1, "text": words}]},
        "report": {"_id": "rogaland-2015", **ours, "submitted_on": "2016-02-20",
                   "activities": activities, "priorities": words,
                   "funds": {"received_nok": 400_000, "used_nok": 30_000 * ACTIVITIES}},
    }  # fmt: skip


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


def seconds(work: Callable[[], object]) -> float:
    """The best of several rounds, per call."""
    timer = timeit.Timer(work)
    number, _ = timer.autorange()
    return min(timer.repeat(repeat=7, number=number)) / number


def case(bodies: dict[str, dict[str, Any]], parties: Any) -> Case:
    """The council-year that the documents make up."""
    found = [Document(kind, body["_id"], body) for kind, body in bodies.items()]
    return CaseBuilder(DocumentIndex.of(found, load_schemas()), parties, YEAR, AS_OF).build(
        Subject("council", "rogaland", "Rogaland")
    )


def main() -> None:
    """Measure, and print the ratios."""
    (book,) = load_rulebooks([Path(__file__).parent / "six-rules"], load_schemas())
    bodies = documents()
    whole = case(bodies, book.parties)
    scope = Scope.of(whole)
    assert by_hand(*bodies.values()) == []
    assert [judge(rule, whole).verdict for rule in book.rules] == ["met"] * 6
    encoded = [bson.encode(body) for body in bodies.values()]
    size = sum(len(json.dumps(body)) for body in bodies.values())
    hand = seconds(lambda: by_hand(*bodies.values()))
    rows = {
        "written by hand, one function": hand,
        "checks compiled from YAML": seconds(lambda: [r.check.judge(scope) for r in book.rules]),
        "whole findings (periods, needs, checks)": seconds(
            lambda: [judge(rule, whole) for rule in book.rules]
        ),
        "reading the case's documents (bson.decode)": seconds(
            lambda: [bson.decode(data) for data in encoded]
        ),
    }
    print(f"six rules, a case of {size / 1000:.1f} kB; ratios to the function written by hand")
    for name, time in rows.items():
        print(f"  {name:44} {time / hand:6.1f}")


if __name__ == "__main__":
    main()
