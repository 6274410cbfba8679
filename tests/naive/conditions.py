"""Which items of a list count: `where`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from iacheck.checks.texts import mentions
from naive.names import text_form, title_form
from naive.paths import Path, follow, starts, steps_of
from naive.terms import Selection, entries, stems, term
from naive.world import Spot, World


def fits(condition: Mapping[str, Any], item: Spot, world: World) -> bool:
    """Whether an item meets a condition; what the condition reads itself is read from outside."""
    return all(_part(name, tests, item, world) for name, tests in condition.items())


def _part(name: str, written: Any, item: Spot, world: World) -> bool:
    if name == "not":
        return not fits(written, item, world)
    if name in ("any", "all"):
        quantifier = any if name == "any" else all
        return quantifier(fits(part, item, world) for part in written)
    inside = replace(world, item=item, item_type=item.type)
    path = Path(f"item.{name}")
    root, steps, _ = steps_of(path.text, inside)
    found, _ = starts(root, steps, inside)
    values = [spot.value for spot in follow(found, steps, inside)]
    of_all = {test: operand for test, operand in written.items() if test in _OF_ALL}
    one_by_one = {test: operand for test, operand in written.items() if test not in _OF_ALL}
    for test, operand in of_all.items():
        if not _OF_ALL[test](operand, values, path, inside, world):
            return False
    for test, operand in one_by_one.items():
        values = [v for v in values if _OF_ONE[test](operand, v, path, inside, world)]
    return bool(values) or not one_by_one


def _one_of(operand: Any, value: Any, _p: Path, _i: World, world: World) -> bool:
    return text_form(value) in map(text_form, entries(operand, world))


def _none_of(operand: Any, values: list[Any], _p: Path, _i: World, world: World) -> bool:
    refused = [text_form(entry) for entry in entries(operand, world)]
    return not any(text_form(value) in refused for value in values)


def _present(operand: Any, values: list[Any], path: Path, inside: World, world: World) -> bool:
    is_there = any(path.says_something(value, inside) for value in values)
    return is_there is term(operand, world)


def _among(operand: Any, value: Any, path: Path, inside: World, world: World) -> bool:
    there = Selection.of(operand)
    titles = path.is_title(inside) and all(p.is_title(world) for p in there.paths)
    form = title_form if titles else text_form
    return form(value) in [form(other) for other in there.values(world)]


def _at_least(operand: Any, value: Any, _p: Path, _i: World, world: World) -> bool:
    return bool(value >= term(operand, world))


def _at_most(operand: Any, value: Any, _p: Path, _i: World, world: World) -> bool:
    return bool(value <= term(operand, world))


def _mentions(operand: Any, value: Any, _p: Path, _i: World, world: World) -> bool:
    return mentions([value], stems(operand, world))


_OF_ALL: Mapping[str, Any] = {"none_of": _none_of, "present": _present}
_OF_ONE: Mapping[str, Any] = {
    "one_of": _one_of,
    "among": _among,
    "at_least": _at_least,
    "at_most": _at_most,
    "mentions": _mentions,
}
