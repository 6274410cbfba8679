"""cel-expr-python: Google's Common Expression Language, in C++."""

from __future__ import annotations

from cel_expr_python import cel as cel_expr

from figures.peers import Documents, Peer, numbers

_SAID = (1, 2, 3, 4, 5)
_RULES = (
    "has(plan.goals) && size(plan.goals) > 0 && has(plan.activities) && size(plan.activities) > 0"
    " && plan.activities.all(a, has(a.start) && has(a.end))",
    "has(report.submitted_on) && report.submitted_on <= '2016-03-01'",
    "[1, 2, 3].all(g, report.activities.exists(a, has(a.sub_goals) && g in a.sub_goals))",
    "report.funds.used_nok <= report.funds.received_nok && report.funds.received_nok =="
    " (size(council.counties) == 1 ? 400000 : size(council.counties) == 2 ? 600000 : -1)",
    "report.activities.all(a, has(a.plan_activity)"
    " && plan.activities.exists(p, p.id == a.plan_activity))",
)


def peer() -> Peer:
    """One list of results; what each document is, is not declared."""
    roots = dict.fromkeys(("council", "plan", "report"), cel_expr.Type.DYN)
    rules = cel_expr.NewEnv(variables=roots).compile(f"[{', '.join(_RULES)}]")

    def broken(documents: Documents) -> list[int]:
        return numbers(_SAID, rules.eval(data=documents).plain_value())

    return Peer("cel-expr-python", _SAID, "6: it has no sum", broken)
