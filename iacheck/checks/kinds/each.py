"""`each`: a check on every item of a list; inside, paths begin with `item`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.addition import AnyAddition
from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, Unknown, combine, of_item
from iacheck.checks.path import Path
from iacheck.checks.quick import (
    QuickCheck,
    QuickChecks,
    QuickItems,
    Tell,
    at_length,
    of_items,
    outcome_of,
)
from iacheck.checks.quick_values import values_of
from iacheck.checks.scope import Node, Scope
from iacheck.checks.selection import ConditionSource, PathSelection, SelectionSource
from iacheck.checks.usual_paths import Roots, listed_items
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
    own = {id(path) for path in selection.paths}
    if len(compiler.mistakes) == mistakes and not any(
        id(read.item) in own for read in compiler.paths_read[number:]
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
        return combine(
            [one for check, path in used for one in _outcomes_of_items(check, path, scope)]
        )

    of_paths = [
        _quick_of(check, path, of_none=none is None)
        for check, path in zip(checks, selection.paths, strict=True)
    ]
    return Check(
        judge,
        checks[0].placeholders | PLACEHOLDERS,
        checks[0].bodies,
        quick=_quick(selection, of_paths, of_none=none is None),
    )


def _quick(
    selection: PathSelection, of_paths: Sequence[QuickCheck | None], *, of_none: bool
) -> QuickChecks:
    parts = tuple(quick for quick in of_paths if quick is not None)
    if len(parts) < len(of_paths):
        return None
    if selection.choice == "all" and (of_none or len(parts) == 1):
        return parts
    if selection.choice != "first_at_hand":
        return None
    roots_of = [path.root for path in selection.paths]

    def quick(roots: Roots, case: Case) -> Tell | None:
        used = next((n for n, root in enumerate(roots_of) if case.has(root)), 0)
        return parts[used](roots, case)

    return (quick,)


def _quick_of(check: Check, path: Path, *, of_none: bool) -> QuickCheck | None:
    """Whether the check holds of each item that a path gives; `of_none`: where there is none."""
    values, tells_of = values_of([path], path.values), _quick_items(check)
    if values is None or tells_of is None:
        return None
    # An item that is not there can but keep it from being plain.
    listed = listed_items(path.root, path.steps) if path.read else None
    values = listed or values
    nodes_of = _nodes_in_list if listed and path.root != "item" else _nodes

    def quick(roots: Roots, case: Case) -> Tell | None:
        items = values(roots, case)
        if not items:
            return None if of_none else at_length
        tells = tells_of(items, roots, case)
        if not tells:
            return None
        return lambda scope: combine(
            _outcomes(check, path, nodes_of(path, items, tells, scope), tells, scope)
        )

    return quick


def _quick_items(check: Check) -> QuickItems | None:
    return check.quick_items or of_items(check.quick)


def _outcomes_of_items(check: Check, path: Path, scope: Scope) -> Sequence[Outcome]:
    """The outcomes on items of which the check does not hold; on all, if somebody asks why."""
    if scope.trace is not None:
        return [_outcome(check, path, item, at_length, scope) for item in path.nodes(scope)]
    items = path.values(scope)
    tells = _tells(check, path, items, scope)
    return _outcomes(check, path, _nodes(path, items, tells, scope), tells, scope)


def _tells(check: Check, path: Path, items: list[Any], scope: Scope) -> Mapping[int, Tell]:
    """What tells of those items of which the check does not hold, by their numbers."""
    quick = _quick_items(check)
    if quick is not None:
        try:
            return quick(items, scope.case.values, scope.case)
        except Exception:  # noqa: BLE001 - whatever it is, the check is judged, and says of what
            return _not_holding(check, path, items, scope)
    return _not_holding(check, path, items, scope)


def _not_holding(check: Check, path: Path, items: list[Any], scope: Scope) -> Mapping[int, Tell]:
    """The numbers of those items of which the check does not hold, by what it says at length."""
    judge, failing = check.judge, []
    # One item and its scope stand for all in turn: what is made of them is looked at, and dropped.
    item = Node(None, None, "", path.field_type)
    inside = scope.inside(item)
    for number, item.value in enumerate(items):
        inside.made = None
        if judge(inside):
            failing.append(number)
    return dict.fromkeys(failing, at_length)


def _nodes(path: Path, items: list[Any], numbers: Collection[int], scope: Scope) -> Sequence[Node]:
    """Those of the items that have these numbers, with their places; no others are looked for."""
    if not numbers:
        return []
    if path.read is None:
        return [node for number, node in enumerate(path.each_node(scope)) if number in numbers]
    # The values stand in the document: of one that stands there twice, the same is told twice.
    wanted = {id(items[number]) for number in numbers}
    return list(path.each_node(scope, lambda value: id(value) in wanted))


def _nodes_in_list(
    path: Path, items: list[Any], numbers: Collection[int], scope: Scope
) -> Sequence[Node]:
    """The same, where the items are all that stands in a list of a document."""
    here, field_type = path.around(scope), path.field_type
    return [Node(items[n], here.document, f"{here.pointer}/{n}", field_type) for n in numbers]


def _outcomes(
    check: Check, path: Path, nodes: Sequence[Node], tells: Mapping[int, Tell], scope: Scope
) -> Sequence[Outcome]:
    """The outcomes on items, by what tells of each."""
    return [
        _outcome(check, path, node, tell, scope)
        for node, tell in zip(nodes, tells.values(), strict=True)
    ]


def _outcome(check: Check, path: Path, item: Node, tell: Tell, scope: Scope) -> Outcome:
    """The outcome on an item; a breach is mended as well by what keeps the item from counting."""
    outcome = outcome_of(tell, check.judge, scope.inside(item))
    if not outcome:
        return outcome  # no time is lost on what holds
    outcome = of_item(outcome, item, scope)
    if not path.conditions or not isinstance(outcome, tuple):
        return outcome
    left_out = PathSelection((path,)).left_out_by(scope, item)
    return tuple(replace(b, mend=AnyAddition((b.mend, left_out))) for b in outcome)
