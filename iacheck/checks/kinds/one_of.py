"""`one_of`: every value is among those allowed; one violation for each that is not."""

from __future__ import annotations

from collections.abc import Callable

from iacheck.checks.addition import Addition, AnyAddition
from iacheck.checks.compiler import Compiler
from iacheck.checks.expectations import expect_sorts
from iacheck.checks.expected_value import LIST
from iacheck.checks.outcome import Breach, Outcome
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, SelectionSource
from iacheck.checks.shape import VALUES
from iacheck.checks.term import TermSource
from iacheck.checks.texts import as_text
from iacheck.checks.yaml_model import Field, YamlModel

PLACEHOLDERS = frozenset({"given", "expected"})


class Parameters(YamlModel):
    """Which values, and which of them are allowed."""

    values: SelectionSource = Field(description="The values to look at")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    of: TermSource = Field(description="The values allowed: a list, or $name of one")


def compile(given: Parameters, compiler: Compiler) -> Callable[[Scope], Outcome]:  # noqa: A001
    selection = compiler.selection(given.values, "values", given.where)
    expect_sorts(compiler, selection, "values", VALUES)
    about = compiler.about(selection)
    number = len(compiler.paths_read)
    allowed = compiler.codes(given.of, selection.paths, "of", form=LIST)
    of_allowed = compiler.paths_since(number)

    def judge(scope: Scope) -> Outcome:
        selection.require(scope)
        entries = allowed(scope)
        known = {as_text(entry) for entry in entries}
        return tuple(
            Breach(
                # A list's items are told apart by their values, a single field by itself.
                identity=(str(node.value),) if selection.many else (),
                node=node,
                given=node.value,
                expected=entries,
                values={
                    "given": compiler.label(str(node.value)),
                    "expected": [compiler.label(str(entry)) for entry in entries],
                },
                about=about,
                mend=AnyAddition(
                    (
                        selection.left_out_by(scope, node),
                        Addition(of_allowed, scope, as_text(node.value)),
                    )
                ),
            )
            for node in selection.given_nodes(scope, lambda value: as_text(value) not in known)
        )

    return judge
