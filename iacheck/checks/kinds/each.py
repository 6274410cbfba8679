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
from iacheck.language.frozen import frozen
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
    each = [
        _Each(check, path, check.quick_items or of_items(check.quick))
        for check, path in zip(checks, selection.paths, strict=True)
    ]

    def judge(scope: Scope) -> Outcome:
        used = [number for number, _ in selection.used(scope)]
        if none is not None and not any(each[number].path.values(scope) for number in used):
            return Unknown(none)
        return combine([one for number in used for one in each[number].outcomes(scope)])

    return Check(
        judge,
        checks[0].placeholders | PLACEHOLDERS,
        checks[0].bodies,
        quick=_quick(selection, each, of_none=none is None),
    )


def _quick(selection: PathSelection, each: Sequence[_Each], *, of_none: bool) -> QuickChecks:
    quick_parts = [one.quick(of_none=of_none) for one in each]
    parts = tuple(quick for quick in quick_parts if quick is not None)
    if len(parts) < len(each):
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


@frozen
class _Each:
    """A check on each item that a path gives; `quick_items`, if it has it, finds it of all."""

    check: Check
    path: Path
    quick_items: QuickItems | None

    def quick(self, *, of_none: bool) -> QuickCheck | None:
        """Whether the check holds of each item; `of_none`: also where there is none."""
        path, tells_of = self.path, self.quick_items
        values = values_of([path], path.values)
        if values is None or tells_of is None:
            return None
        listed = listed_items(path.root, path.steps) if path.read and of_none else None
        items_in = listed or values
        nodes_of = self._nodes_in_list if listed and path.root != "item" else self._nodes

        def quick(roots: Roots, case: Case) -> Tell | None:
            items = items_in(roots, case)
            if not items:
                return None if of_none else at_length
            tells = tells_of(items, roots, case)
            if not tells:
                return None
            if listed and None in [items[number] for number in tells]:
                return at_length  # in a list as it stands there, where no item is
            return lambda scope: combine(self._told(nodes_of(items, tells, scope), tells, scope))

        return quick

    def outcomes(self, scope: Scope) -> Sequence[Outcome]:
        """The outcomes on items of which it does not hold; on all, if somebody asks why."""
        if scope.trace is not None:
            return [self._outcome(item, at_length, scope) for item in self.path.nodes(scope)]
        items = self.path.values(scope)
        tells = self._tells(items, scope)
        return self._told(self._nodes(items, tells, scope), tells, scope)

    def _tells(self, items: list[Any], scope: Scope) -> Mapping[int, Tell]:
        if self.quick_items is not None:
            try:
                return self.quick_items(items, scope.case.values, scope.case)
            except Exception:  # noqa: BLE001 - whatever it is, the check is judged, and says of what
                return self._not_holding(items, scope)
        return self._not_holding(items, scope)

    def _not_holding(self, items: list[Any], scope: Scope) -> Mapping[int, Tell]:
        """The numbers of those items of which it does not hold, by what it says at length."""
        judge, failing = self.check.judge, []
        # One item and its scope stand for all in turn: what is made of them is looked at, and
        # dropped.
        item = Node(None, None, "", self.path.field_type)
        inside = scope.inside(item)
        for number, item.value in enumerate(items):
            inside.made = None
            if judge(inside):
                failing.append(number)
        return dict.fromkeys(failing, at_length)

    def _nodes(self, items: list[Any], numbers: Collection[int], scope: Scope) -> Sequence[Node]:
        """Those of the items that have these numbers, with their places; no others are looked for.

        Where an item stands twice, both are given, of which the same is told.
        """
        if not numbers:
            return []
        path = self.path
        if path.read is None:
            return [node for number, node in enumerate(path.each_node(scope)) if number in numbers]
        # The values stand in the document.
        wanted = {id(items[number]) for number in numbers}
        return list(path.each_node(scope, lambda value: id(value) in wanted))

    def _nodes_in_list(
        self, items: list[Any], numbers: Collection[int], scope: Scope
    ) -> Sequence[Node]:
        """The same, where the items are a list of a document as it stands there."""
        here, field_type = self.path.around(scope), self.path.field_type
        if here.document is None:
            return self._nodes(items, numbers, scope)
        return [Node(items[n], here.document, f"{here.pointer}/{n}", field_type) for n in numbers]

    def _told(
        self, nodes: Sequence[Node], tells: Mapping[int, Tell], scope: Scope
    ) -> Sequence[Outcome]:
        if len(nodes) != len(tells):
            # Letters of a text where a list belongs are others each time that they are read.
            return [self._outcome(node, at_length, scope) for node in self.path.nodes(scope)]
        pairs = zip(nodes, tells.values(), strict=True)
        return [self._outcome(node, tell, scope) for node, tell in pairs]

    def _outcome(self, item: Node, tell: Tell, scope: Scope) -> Outcome:
        """The outcome on an item; a breach is mended as well by what keeps it from counting."""
        outcome = outcome_of(tell, self.check.judge, scope.inside(item))
        if not outcome:
            return outcome  # no time is lost on what holds
        outcome = of_item(outcome, item, scope)
        if not self.path.conditions or not isinstance(outcome, tuple):
            return outcome
        left_out = PathSelection((self.path,)).left_out_by(scope, item)
        return tuple(replace(b, mend=AnyAddition((b.mend, left_out))) for b in outcome)
