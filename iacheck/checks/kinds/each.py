"""`each`: a check on every item of a list; inside, paths begin with `item`."""

from __future__ import annotations

from dataclasses import replace

from iacheck.checks.addition import AnyAddition
from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, Unknown, combine, of_item
from iacheck.checks.path import Path
from iacheck.checks.scope import Node, Scope
from iacheck.checks.selection import ConditionSource, PathSelection, SelectionSource
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
        return combine(
            _outcome(check, path, item, scope)
            for check, path in used
            for item in _not_holding(check, path, scope)
        )

    return Check(judge, checks[0].placeholders | PLACEHOLDERS, checks[0].bodies)


def _not_holding(check: Check, path: Path, scope: Scope) -> list[Node]:
    """The items that the check does not hold of, with their places; all, if somebody asks why.

    Most checks hold of all items, whose places are then not looked for.
    """
    if scope.trace is not None:
        return path.nodes(scope)
    values = enumerate(path.values(scope))
    failing = {
        number
        for number, value in values
        if check.judge(scope.inside(Node(value, None, "", path.field_type)))
    }
    return [n for i, n in enumerate(path.nodes(scope)) if i in failing] if failing else []


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
