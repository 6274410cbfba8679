"""`refers`: every value here exists there; one violation for each that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import Field

from iacheck.compiling import Compiler
from iacheck.outcomes import Breach, Outcome
from iacheck.paths import Node, Scope
from iacheck.terms import Selection, SelectionSource, as_text
from iacheck.writing import Written

PLACEHOLDERS = frozenset({"missing"})


class Parameters(Written):
    """Every one of `values` must be among those that `in` gives."""

    values: SelectionSource = Field(description="The values to be found")
    where: dict[str, Any] | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    in_: SelectionSource = Field(alias="in", description="Where they must be found")
    in_where: dict[str, Any] | None = Field(
        default=None, description="Which items count there; else all"
    )


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    here = compiler.selection(given.values, "values", given.where)
    there = compiler.selection(given.in_, "in", given.in_where)
    # Ids within a document are compared to the letter, names of bodies as people write them.
    form: Callable[[Any], Any] = (
        as_text if here.names_bodies or there.names_bodies else lambda value: value
    )

    def judge(scope: Scope) -> Outcome:
        values = here.require(scope, compiler.label)
        known = {form(value) for value in there.values(scope)}
        if all(form(value) in known for value in values):
            return ()
        return tuple(
            Breach(
                identity=(str(node.value),),
                node=_place(node, there, scope),
                given=node.value if node.document else None,
                expected=None if node.document else node.value,
                values={"missing": node.body_name() or compiler.label(str(node.value))},
            )
            for node in here.nodes(scope)
            if form(node.value) not in known
        )

    return judge


def _place(node: Node, there: Selection, scope: Scope) -> Node:
    """Where a person would look: at the value, or where it is missing if it has no document."""
    return node if node.document else there.around(scope)
