"""Branches of a rule's checks that no example tries: without them, all examples agree as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iacheck.checks.rule import RuleBook
from iacheck.documents.schemas import Schemas
from iacheck.rulebooks.examples import try_examples
from iacheck.rulebooks.files import RuleFile
from iacheck.rulebooks.rule import RuleContext, compile_rule
from iacheck.rulebooks.rule_model import RuleWritten

Location = tuple[str | int, ...]
_CONDITIONS = ("where", "in_where")


def untried_branches(
    file: RuleFile, book: RuleBook, around: RuleContext, schemas: Schemas
) -> Iterator[Location]:
    """The places of branches of `any` and `all` that make no difference to any example."""
    found: list[Location] = []
    for field in ("when", "check"):
        for at in _branches(file.value.get(field), (field,)):
            if any(at[: len(outer)] == outer for outer in found):
                continue
            value = _without(file.value, at)
            rule, _ = compile_rule(RuleWritten.from_written(value), file, around)
            if rule is None:
                continue
            if not any(trial.wrong for trial in try_examples(rule, book, schemas)):
                found.append(at)
    yield from found


def _branches(value: Any, at: Location) -> Iterator[Location]:
    """Every entry of a list of two or more below `any` and `all`; outer ones before inner ones."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            listed = (
                part.get("of") if isinstance(part, Mapping) and name in ("any", "all") else part
            )
            place = (*at, name) if listed is part else (*at, name, "of")
            if name in ("any", "all") and isinstance(listed, list) and len(listed) > 1:
                yield from ((*place, index) for index in range(len(listed)))
            if name not in _CONDITIONS:
                yield from _branches(part, (*at, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _branches(part, (*at, index))


def _without(value: Any, at: Location) -> Any:
    """The same value without what stands at a place of it."""
    step, *below = at
    if isinstance(value, list):
        if not below:
            return [part for index, part in enumerate(value) if index != step]
        return [_without(p, tuple(below)) if i == step else p for i, p in enumerate(value)]
    return {n: _without(part, tuple(below)) if n == step else part for n, part in value.items()}
