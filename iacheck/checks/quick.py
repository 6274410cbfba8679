"""Whether a check holds, told at least cost: yes, or that somebody has to look.

Most checks hold of most cases, and of what holds there is nothing to tell. So a check may have a
second form beside that which judges, which reads plain values: no scope, no place, no reason. It
says that the check holds only where it does. Of all else, also of what it cannot tell or is out
of the ordinary, it says nothing; then the check is judged, which finds the same, and tells why.
`tests/test_quick_checks.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from iacheck.cases.case import Case
from iacheck.checks.outcome import Undetermined
from iacheck.checks.path import Path
from iacheck.checks.scope import Scope
from iacheck.language.periods import Period

_T = TypeVar("_T")
# What stands under the roots of a case; in an `each`, the item under `item`.
Roots = Mapping[str, Any]
# True only where a check holds.
Holds = Callable[[Roots, Case], bool]
# The values of paths.
QuickValues = Callable[[Roots, Case], list[Any]]
# The value of a term; None where there is none, or none to be had at once.
QuickValue = Callable[[Roots, Case], Any]


def once_a_period(make: Callable[[Scope], _T]) -> Callable[[Roots, Case], _T | None]:
    """What is the same in all cases of a period; most cases that follow each other are of one."""
    of: Period | None = None
    made: _T | None = None

    def value(_: Roots, case: Case) -> _T | None:
        nonlocal of, made
        if case.period is not of:
            try:
                made = make(Scope.of(case))
            except Undetermined:
                made = None
            of = case.period
        return made

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
        root, read = paths[0].root, paths[0].read
        return lambda roots, _: read(roots.get(root))
    return once_a_case(found) if all(path.is_of_case for path in paths) else None


def single_value(path: Path) -> QuickValue | None:
    """The one value of a path, if it says something."""
    root, read, says_something = path.root, path.read, path.says_something
    if read is None:
        return None

    def value(roots: Roots, _: Case) -> Any:
        for found in read(roots.get(root)):
            return found if type(found) is int or says_something(found) else None
        return None

    return value


def made_of_values(
    path: Path, make: Callable[[list[Any]], Any], absent: int | None = None
) -> QuickValue | None:
    """What is made of a path's values; None where an item lacks one, unless `absent` tells that."""
    own_fields, records = path.own_fields, path.records
    values = values_of([path], path.values)
    if values is None:
        return None
    if not own_fields or absent is not None or records is None:
        return lambda roots, case: make(values(roots, case))
    if path.read is None or records.read is None or len(own_fields) > 1:
        return None
    (name,), root, read = own_fields, path.root, records.read

    def value(roots: Roots, _: Case) -> Any:
        found = [item.get(name) for item in read(roots.get(root))]
        return None if None in found else make(found)

    return value


def all_hold(checks: Sequence[Holds | None]) -> Holds | None:
    """Whether every one of several checks holds; None where that cannot be told of one of them."""
    parts = [holds for holds in checks if holds is not None]
    if len(parts) < len(checks):
        return None

    def hold(roots: Roots, case: Case) -> bool:
        for holds in parts:  # noqa: SIM110 - `all` takes twice the time
            if not holds(roots, case):
                return False
        return True

    return hold


def any_holds(checks: Sequence[Holds | None]) -> Holds | None:
    """Whether one of several checks holds, of those of which it can be told."""
    parts = [holds for holds in checks if holds is not None]
    return (lambda roots, case: any(holds(roots, case) for holds in parts)) if parts else None


def holds_of_each(path: Path, holds: Holds | None, *, of_none: bool) -> Holds | None:
    """Whether a check holds of each item that a path gives; `of_none`: also where there is none."""
    values = values_of([path], path.values)
    if values is None or holds is None:
        return None

    def hold(roots: Roots, case: Case) -> bool:
        items = values(roots, case)
        inside = {**roots, "item": None}
        for inside["item"] in items:
            if not holds(inside, case):
                return False
        return of_none or bool(items)

    return hold


def plainly_holds(holds: Holds, roots: Roots, case: Case) -> bool:
    """Whether it is plain that a check holds.

    Of values that are not what they should be it is not; whoever judges the check tells of them.
    """
    try:
        return holds(roots, case)
    except Exception:  # noqa: BLE001 - whatever it is, the check is then judged
        return False


def to_be_judged(holds: Holds, items: Sequence[Any], case: Case) -> set[int]:
    """The numbers of those items of which it is not plain that the check holds."""
    inside = {**case.values, "item": None}
    return {
        number
        for number, inside["item"] in enumerate(items)
        if not plainly_holds(holds, inside, case)
    }


def all_given(paths: Sequence[Path]) -> Holds | None:
    """Whether each of these paths gives something that says something."""
    if all(path.is_field for path in paths) and len({path.root for path in paths}) == 1:
        return _fields_given(paths[0].root, paths)
    tests = [_says_any(path) for path in paths]
    return all_hold(tests)


def _says_any(path: Path) -> Holds | None:
    values, says_something = values_of([path], path.values), path.says_something
    if values is None:
        return None

    def holds(roots: Roots, case: Case) -> bool:
        for value in values(roots, case):  # noqa: SIM110 - `any` takes twice the time
            if says_something(value):
                return True
        return False

    return holds


def _fields_given(root: str, paths: Sequence[Path]) -> Holds:
    fields = [(path.field, path.text_says_something, path.says_something) for path in paths]

    def have(roots: Roots, _: Case) -> bool:
        start = roots.get(root)
        if start is None:
            return False
        for name, text_says_something, says_something in fields:
            value = start.get(name)
            if not (text_says_something if type(value) is str else says_something)(value):
                return False
        return True

    return have
