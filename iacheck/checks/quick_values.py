"""Values told at least cost, for `quick`: what paths read and terms make, or that it is not plain.

A value is told without a scope, a place or a reason. Where it is None, there is none, or somebody
has to look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from iacheck.cases.case import Case
from iacheck.checks.outcome import Undetermined
from iacheck.checks.path import Path
from iacheck.checks.scope import Scope
from iacheck.checks.usual_paths import Roots, field_of_every_item

_T = TypeVar("_T")
# The values of paths.
QuickValues = Callable[[Roots, Case], list[Any]]
# The value of a term; None where there is none, or none to be had at once.
QuickValue = Callable[[Roots, Case], Any]


def once_a_period(make: Callable[[Scope], _T]) -> Callable[[Roots, Case], _T | None]:
    """What is the same in all cases of a period."""

    def value(_: Roots, case: Case) -> _T | None:
        made = case.made_of_period
        found = made.get(value)
        if found is None and value not in made:
            try:
                found = make(Scope.of(case))
            except Undetermined:
                found = None
            made[value] = found
        return found

    return value


def once_a_case(make: Callable[[Scope], _T]) -> Callable[[Roots, Case], _T]:
    """What is made of a case, which is then there for all rules on it."""

    def value(_: Roots, case: Case) -> _T:
        found = case.made.get(make)
        if found is None:
            found = case.made[make] = make(Scope.of(case))
        return found

    return value


def values_of(paths: Sequence[Path], found: Callable[[Scope], list[Any]]) -> QuickValues | None:
    """The values that paths give together, as `found` gives them of a scope."""
    if len(paths) == 1 and paths[0].read is not None:
        return paths[0].read
    return once_a_case(found) if all(path.is_of_case for path in paths) else None


def single_value(path: Path) -> QuickValue | None:
    """The one value of a path, if it says something."""
    root, read, says_something = path.root, path.read, path.says_something
    if read is None:
        return None

    def value(roots: Roots, case: Case) -> Any:
        for found in read(roots, case):
            return found if type(found) is int or says_something(found) else None
        return None

    def value_of_field(roots: Roots, _: Case) -> Any:
        start = roots.get(root)
        found = None if start is None else start.get(field)
        return found if type(found) is int or says_something(found) else None

    def value_of_field_of_field(roots: Roots, _: Case) -> Any:
        start = roots.get(root)
        within = None if start is None else start.get(outer)
        found = None if within is None else within.get(field)
        return found if type(found) is int or says_something(found) else None

    if len(path.steps) != len(path.fields):
        return value
    match path.fields:
        case [field]:
            return value_of_field
        case [outer, field]:
            return value_of_field_of_field
    return value


def made_of_values(
    path: Path, make: Callable[[list[Any]], Any], absent: int | None = None
) -> QuickValue | None:
    """What is made of a path's values; None where an item lacks one, unless `absent` tells that."""
    values = values_of([path], path.values)
    if values is None:
        return None
    if not path.own_fields or absent is not None or path.records is None:
        return lambda roots, case: make(values(roots, case))
    read = None if path.keep else field_of_every_item(path.root, path.steps)
    if read is None:
        return None

    def value(roots: Roots, case: Case) -> Any:
        found = read(roots, case)
        return None if None in found else make(found)

    return value


def made_of_several(
    paths: Sequence[Path], make: Callable[[list[Any]], int], absent: int | None = None
) -> QuickValue | None:
    """What is made of the values of each path, added up, where these are whole numbers."""
    made = [made_of_values(path, make, absent) for path in paths]
    parts = [part for part in made if part is not None]
    if len(parts) < len(made):
        return None
    if len(parts) == 1:
        return parts[0]

    def value(roots: Roots, case: Case) -> Any:
        total = 0
        for part in parts:
            found = part(roots, case)
            if type(found) is not int:
                return None
            total += found
        return total

    return value


def given_values(paths: Sequence[Path], found: Callable[[Scope], list[Any]]) -> QuickValue | None:
    """The values of paths that say something; None where there are none."""
    values = values_of(paths, found)
    if values is None or len({path.says_something for path in paths}) > 1:
        return None
    says_something = paths[0].says_something
    return lambda roots, case: list(filter(says_something, values(roots, case))) or None


def quick_form(values: Sequence[QuickValue | None], make: Callable[..., Any]) -> QuickValue | None:
    """What is made of several values; None where one of them is not to be had at once."""
    parts = [value for value in values if value is not None]
    if len(parts) < len(values):
        return None

    def value(roots: Roots, case: Case) -> Any:
        found = [part(roots, case) for part in parts]
        return None if None in found else make(*found)

    return value
