"""`each`: a check on every item of a list; inside, paths begin with `item`."""

from __future__ import annotations

from pydantic import Field

from iacheck.checks.check import Check, CheckSource
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Outcome, combine, of_item
from iacheck.checks.scope import Scope
from iacheck.checks.selection import ConditionSource, SelectionSource
from iacheck.checks.yaml_model import YamlModel

PLACEHOLDERS = frozenset({"item"})


class Parameters(YamlModel):
    """Which items, and what is demanded of each."""

    of: SelectionSource = Field(description="The items")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count; else all"
    )
    check: CheckSource = Field(description="A check in which `item` is each item in turn")


def compile(given: Parameters, compiler: Compiler) -> Check:  # noqa: A001
    selection = compiler.selection(given.of, "of", given.where)
    # One for each path: what fields an item has depends on the list.
    checks = [compiler.check(given.check, "check", item=path) for path in selection.paths]

    def judge(scope: Scope) -> Outcome:
        return combine(
            of_item(checks[number].judge(scope.inside(node)), node, scope)
            for number, path in selection.used(scope)
            for node in path.nodes(scope)
        )

    return Check(judge, checks[0].placeholders | PLACEHOLDERS, checks[0].bodies)
