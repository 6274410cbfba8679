"""`unique`: no value occurs twice; one violation for each that does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from iacheck.checks.addition import AnyAddition
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_sorts
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.scope import Node, Scope
from iacheck.checks.selection import ConditionSource, SelectionSource, equal_form
from iacheck.checks.shape import VALUES
from iacheck.checks.texts import as_title
from iacheck.checks.yaml_model import Field, YamlModel
from iacheck.language.messages import message
from iacheck.language.names import without_invisible

PLACEHOLDERS = frozenset({"given", "times"})


class Parameters(YamlModel):
    """Which values must differ from each other."""

    values: SelectionSource = Field(description="The values that must differ")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    expect_sorts(compiler, selection, "values", VALUES)
    if not selection.many:
        told = message(
            "{path} gives one value, which is always unique; name a list",
            path=selection.paths[0].text,
        )
        compiler.mistake(told, "values")
    form = equal_form(selection)
    # In the key of a violation, names and titles stand in the form that they are compared in.
    is_name = form is as_title or selection.names_bodies

    def judge(scope: Scope) -> Outcome:
        same: dict[Any, list[Node]] = defaultdict(list)
        for node in selection.nodes(scope):
            same[form(node.value)].append(node)
        return tuple(
            Breach(
                identity=(value if is_name else _spelling(nodes),),
                node=nodes[1],
                given=nodes[0].value,
                expected=1,
                values={"given": compiler.label(str(nodes[0].value)), "times": len(nodes)},
                mend=AnyAddition(tuple(selection.left_out_by(scope, node) for node in nodes)),
            )
            for value, nodes in same.items()
            if len(nodes) > 1
        )

    return judge


def _spelling(nodes: Sequence[Node]) -> str:
    """One of the spellings of a value, the same whatever their order."""
    return min(without_invisible(str(node.value)) for node in nodes)
