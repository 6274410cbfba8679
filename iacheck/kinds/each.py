"""`each`: a check on every item of a list; inside, paths begin with `item`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field

from iacheck.compiling import Check, CheckSource, Compiler
from iacheck.kinds.all_ import together
from iacheck.messages import Labelled, Value, message
from iacheck.outcomes import NotYet, Outcome, Unknown
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
    # One for each path: what fields an item has depends on the list.
    checks = [compiler.check(given.check, "check", item=path) for path in selection.paths]

    def judge(scope: Scope) -> Outcome:
        return together(
            _of_item(checks[number].judge(scope.inside(node)), node, scope)
            for number, path in selection.used(scope)
            for node in path.nodes(scope)
        )

    return Check(judge, checks[0].placeholders | PLACEHOLDERS)


def _of_item(outcome: Outcome, node: Node, scope: Scope) -> Outcome:
    """The outcome of one item, which tells which item it is."""
    if isinstance(outcome, Unknown):
        told = message("{item}: {why}", item=_called(node, scope), why=outcome.reason)
        return replace(outcome, reason=told)
    if isinstance(outcome, NotYet):
        return outcome
    return tuple(
        replace(
            breach,
            identity=(node.identity() or "", *breach.identity),
            node=breach.node if breach.node.document else node,
            values={"item": _called(node, scope), **breach.values},
        )
        for breach in outcome
    )


def _called(node: Node, scope: Scope) -> Value:
    """What people call the item: its title; the name of the body that it is a name of."""
    if node.shape.reference:
        bodies = scope.case.registers.bodies(node.shape.names, str(node.value), reference=True)
        return Labelled(str(node.value), str(bodies[0].get("name", node.value)))
    return node.called()
