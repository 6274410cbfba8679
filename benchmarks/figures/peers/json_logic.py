"""datalogic-py: JSONLogic, in Rust."""

from __future__ import annotations

from typing import Any

from datalogic_py import Engine

from figures.peers import Documents, Peer, numbers
from figures.six_rules import NUMBERS


def _var(path: str) -> dict[str, Any]:
    return {"var": path}


_COUNTIES = {"length": _var("council.counties")}
_FUNDS = ("report.funds.used_nok", "report.funds.received_nok")
_ACTIVITIES = _var("report.activities")

_RULES = [
    {
        "and": [
            {"!!": _var("plan.goals")},
            {"all": [_var("plan.activities"), {"and": [_var("start"), {"!!": _var("end")}]}]},
        ]
    },
    {
        "and": [
            {"!!": _var("report.submitted_on")},
            {"<=": [_var("report.submitted_on"), "2016-03-01"]},
        ]
    },
    {"and": [{"some": [_ACTIVITIES, {"in": [goal, _var("sub_goals")]}]} for goal in (1, 2, 3)]},
    {
        "and": [
            {"<=": [_var(path) for path in _FUNDS]},
            {
                "===": [
                    _var(_FUNDS[1]),
                    {
                        "if": [
                            {"===": [_COUNTIES, 1]}, 400_000,
                            {"===": [_COUNTIES, 2]}, 600_000,
                            None,
                        ]
                    },
                ]
            },
        ]
    },
    {
        "all": [
            _ACTIVITIES,
            {
                "in": [
                    _var("plan_activity"),
                    {"map": [{"val": [[2], "plan", "activities"]}, _var("id")]},
                ]
            },
        ]
    },
    {
        "===": [
            {
                "reduce": [
                    _ACTIVITIES,
                    {"+": [_var("accumulator"), {"var": ["current.cost_nok", 0]}]},
                    0,
                ]
            },
            _var(_FUNDS[0]),
        ]
    },
]  # fmt: skip


def peer() -> Peer:
    """All six, as one list of results."""
    rules = Engine().compile(_RULES)

    def broken(documents: Documents) -> list[int]:
        return numbers(NUMBERS, rules.evaluate(documents))

    return Peer("datalogic-py", NUMBERS, "", broken)
