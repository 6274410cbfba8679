"""`consecutive`: no value holds for more than N periods running.

Reads facts with `from` and `to`, on the last day of this period and of those before it; of a
period that runs, on the as-of date. Before a council existed, it held of it what held of every
council that it took over from.
"""

from __future__ import annotations

import datetime

from iacheck.cases.case import Case
from iacheck.checks.addition import Addition
from iacheck.checks.check import Check
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_sorts
from iacheck.checks.expected_value import NUMBER
from iacheck.checks.foregone import expect_number
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.quick import QuickChecks, Tell, at_length
from iacheck.checks.scope import Scope
from iacheck.checks.selection import PathSelection
from iacheck.checks.shape import VALUES
from iacheck.checks.term import Term, TermSource
from iacheck.checks.texts import as_text, as_texts
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, YamlModel
from iacheck.language.messages import message

PLACEHOLDERS = frozenset({"given", "expected"})


class Parameters(YamlModel):
    """Which dated fact, and for how many periods of the rule's length it may stay the same."""

    values: str = Field(description="Path to a field of dated facts")
    at_most: TermSource = Field(description="The greatest number of periods running")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.values, "values")
    if not any(path.dated for path in selection.paths):
        compiler.mistake(
            message(
                "“consecutive” needs a list whose items have “from” and “to”; {path} has none",
                path=given.values,
            ),
            "values",
        )
    expect_sorts(compiler, selection, "values", VALUES)
    limit = compiler.term(given.at_most, "at_most", form=NUMBER)
    expect_number(compiler, given.at_most, 1, "at_most")

    def judge(scope: Scope) -> Outcome:
        most = limit(scope)
        return tuple(
            Breach(
                identity=(str(node.value),),
                node=node,
                given=node.value,
                expected=most,
                values={"given": compiler.label(str(node.value)), "expected": most},
                mend=Addition(selection.paths, scope, item=node, further=False),
            )
            for node in selection.nodes(scope)
            if _holds_longer(node.value, most, selection, scope)
        )

    return Check(judge, PLACEHOLDERS, quick=_quick(selection, limit))


def _quick(selection: PathSelection, limit: Term) -> QuickChecks:
    most_of = limit.quick
    if most_of is None:
        return None

    def quick(roots: Roots, case: Case) -> Tell | None:
        """Whether nothing that holds has held at the end of each of the periods before."""
        scope, most, before = Scope.of(case), most_of(roots, case), case.period.previous
        if type(most) is not int or most < 1 or case.predecessors:
            return at_length
        held = as_texts(selection.values(scope))
        for _ in range(most):
            if before is None or not held:
                return None
            held &= as_texts(selection.values(scope.on(before.last_day)))
            before = before.previous
        return at_length if held else None

    return (quick,)


def _holds_longer(value: object, most: int, selection: PathSelection, scope: Scope) -> bool:
    """Whether the value has held at the end of each of the `most` periods before this one."""
    period = scope.case.period.previous
    for _ in range(most):
        if period is None:
            return False
        if not _held_on(period.last_day, as_text(value), selection, scope):
            return False
        period = period.previous
    return True


def _held_on(day: datetime.date, value: str, selection: PathSelection, scope: Scope) -> bool:
    """Whether the value held of the subject on a day, or of all that it took over from."""
    if value in {as_text(v) for v in selection.values(scope.on(day))}:
        return True
    earlier = [Scope(case, day) for case in scope.case.predecessors]
    return bool(earlier) and all(_held_on(day, value, selection, before) for before in earlier)
