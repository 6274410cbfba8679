"""zen-engine: the expressions of GoRules' ZEN, in Rust."""

from __future__ import annotations

import zen

from figures.peers import Documents, Peer, numbers
from figures.six_rules import NUMBERS

_RULES = (
    "len(plan.goals ?? []) > 0 and len(plan.activities ?? []) > 0"
    " and all(plan.activities, #.start != null and #.end != null)",
    "report.submitted_on != null and d(report.submitted_on) <= d('2016-03-01')",
    "some(report.activities, 1 in (#.sub_goals ?? []))"
    " and some(report.activities, 2 in (#.sub_goals ?? []))"
    " and some(report.activities, 3 in (#.sub_goals ?? []))",
    "report.funds.used_nok <= report.funds.received_nok and report.funds.received_nok =="
    " (len(council.counties) == 1 ? 400000 : len(council.counties) == 2 ? 600000 : -1)",
    "all(report.activities, #.plan_activity in map(plan.activities, #.id))",
    "sum(map(report.activities, #.cost_nok ?? 0)) == report.funds.used_nok",
)


def peer() -> Peer:
    """All six, as one list of results."""
    rules = zen.compile_expression(f"[{', '.join(_RULES)}]")

    def broken(documents: Documents) -> list[int]:
        return numbers(NUMBERS, rules.evaluate(dict(documents)))

    return Peer("zen-engine", NUMBERS, "", broken)
