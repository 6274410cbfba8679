"""`each`: a check on every item of a list; inside, paths begin with `item`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.addition import AnyAddition
from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, Unknown, combine, of_item
from iacheck.checks.path import Path
from iacheck.checks.quick import AllHold, Holds, holds_of_each, to_be_judged
from iacheck.checks.scope import Node, Scope
from iacheck.checks.selection import ConditionSource, PathSelection, SelectionSource
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import Field, Texts, YamlModel
from iacheck.language.messages import FilledText, message

PLACEHOLDERS = frozenset({"item"})


class Parameters(YamlModel):
    """Which items, and what is demanded of each."""

    of: SelectionSource = Field(description="The items")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    check: CheckSource = Field(description="A check in which `item` is each item in turn")
    if_none: Texts | None = Field(
        default=None, description="Why it cannot be told where there is no item; else it holds then"
    )


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.of, "of", given.where)
    number, mistakes = len(compiler.paths_read), len(compiler.mistakes)
    # One for each path: what fields an item has depends on the list.
    checks = [compiler.check(given.check, "check", item=path) for path in selection.paths]
    of_items = {id(path) for path in selection.paths}
    if len(compiler.mistakes) == mistakes and not any(
        id(read.item) in of_items for read in compiler.paths_read[number:]
    ):
        told = message("No path begins with “item”; the same comes out for every item")
        compiler.mistake(told, "check")

    none = (
        message("{reason}", reason=FilledText(given.if_none.local, {})) if given.if_none else None
    )

    def judge(scope: Scope) -> Outcome:
        used = [(checks[number], path) for number, path in selection.used(scope)]
        if none is not None and not any(path.values(scope) for _, path in used):
            return Unknown(none)
        failing = [
            (check, path, item) for check, path in used for item in _not_holding(check, path, scope)
        ]
        return combine(_outcome(*one, scope) for one in failing) if failing else ()

    holds = [
        holds_of_each(path, check.holds, check.in_doubt, of_none=none is None)
        for check, path in zip(checks, selection.paths, strict=True)
    ]
    return Check(
        judge,
        checks[0].placeholders | PLACEHOLDERS,
        checks[0].bodies,
        holds=_at_once(selection, holds, of_none=none is None),
    )


def _at_once(
    selection: PathSelection, of_paths: Sequence[Holds | None], *, of_none: bool
) -> AllHold:
    parts = tuple(holds for holds in of_paths if holds is not None)
    if len(parts) < len(of_paths):
        return None
    if selection.choice == "all" and (of_none or len(parts) == 1):
        return parts
    if selection.choice != "first_at_hand":
        return None
    roots_of = [path.root for path in selection.paths]

    def holds(roots: Roots, case: Case) -> bool:
        used = next((n for n, root in enumerate(roots_of) if case.has(root)), 0)
        return parts[used](roots, case)

    return (holds,)


def _not_holding(check: Check, path: Path, scope: Scope) -> list[Node]:
    """The items that the check does not hold of, with their places; all, if somebody asks why.

    Most checks hold of all items, whose places are then not looked for.
    """
    if scope.trace is not None:
        return path.nodes(scope)
    values = path.values(scope)
    if check.in_doubt is not None:
        failing = check.in_doubt(values)
    elif check.holds is not None:
        failing = to_be_judged(check.holds, values, scope.case)
    else:
        failing = _failing(check, path, values, scope)
    if not failing:
        return []
    if path.read is None:
        return [node for number, node in enumerate(path.each_node(scope)) if number in failing]
    # The values stand in the document: the same one fails wherever it stands.
    wanted = {id(values[number]) for number in failing}
    return list(path.each_node(scope, lambda value: id(value) in wanted))


def _failing(check: Check, path: Path, values: Sequence[Any], scope: Scope) -> set[int]:
    """The numbers of those items of which the check does not hold."""
    judge, failing = check.judge, set()
    # One item and its scope stand for all in turn: what is made of them is looked at, and dropped.
    item = Node(None, None, "", path.field_type)
    inside = scope.inside(item)
    for number, item.value in enumerate(values):
        inside.made = None
        if judge(inside):
            failing.add(number)
    return failing


def _outcome(check: Check, path: Path, item: Node, scope: Scope) -> Outcome:
    """The outcome on an item; a breach is mended as well by what keeps the item from counting."""
    outcome = check.judge(scope.inside(item))
    if not outcome:
        return outcome  # no time is lost on what holds
    outcome = of_item(outcome, item, scope)
    if not path.conditions or not isinstance(outcome, tuple):
        return outcome
    left_out = PathSelection((path,)).left_out_by(scope, item)
    return tuple(replace(b, mend=AnyAddition((b.mend, left_out))) for b in outcome)
