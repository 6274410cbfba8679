"""`each`: a check on every item of a list; inside, paths begin with `item`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field

from iacheck.compiling import Check, CheckSource, Compiler
from iacheck.kinds.all_ import together
from iacheck.outcomes import Breach, Outcome
from iacheck.paths import Node, Scope
from iacheck.terms import SelectionSource
from iacheck.writing import Written

PLACEHOLDERS = frozenset({"item"})


class Parameters(Written):
    """Which items, and what is demanded of each."""

    of: SelectionSource = Field(description="The items")
    where: dict[str, Any] | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    check: CheckSource = Field(description="A check in which `item` is each item in turn")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.of, "of", given.where)
    check = compiler.check(given.check, "check", item=selection.paths[0])

    def judge(scope: Scope) -> Outcome:
        return together(
            _of_item(check, scope.inside(node), node) for node in selection.nodes(scope)
        )

    return Check(judge, check.placeholders | PLACEHOLDERS)


def _of_item(check: Check, scope: Scope, node: Node) -> Outcome:
    outcome = check.judge(scope)
    if not isinstance(outcome, tuple):
        return outcome
    return tuple(
        replace(
            breach,
            identity=(node.identity() or "", *breach.identity),
            node=breach.node if breach.node.document else node,
            values={"item": node.called(), **breach.values},
        )
        for breach in outcome
    )
