"""Whether a check holds, told at least cost: yes, or that somebody has to look.

Most checks hold of most cases, and of what holds there is nothing to tell. So a check may have a
second form beside that which judges, which reads plain values: no scope, no place, no reason. It
says that the check holds only where it does. Of all else, also of what it cannot tell or is out
of the ordinary, it says nothing; then the check is judged, which finds the same, and tells why.
`tests/test_quick_checks.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.path import Path
from iacheck.checks.quick_values import values_of
from iacheck.checks.scope import Scope
from iacheck.checks.usual_paths import Roots, listed_items
from iacheck.language.content import has_content

# True only where a check holds.
Holds = Callable[[Roots, Case], bool]
# A check holds where all of these do; None where there are none that could tell.
AllHold = tuple[Holds, ...] | None
# The numbers of those of several items of which it is not plain that a check holds.
InDoubt = Callable[[list[Any]], set[int]]


def all_hold(checks: Sequence[AllHold]) -> AllHold:
    """What must be true for several checks to hold; None where that cannot be told of one."""
    parts: list[Holds] = []
    for check in checks:
        if check is None:
            return None
        parts += check
    return tuple(parts)


def as_one(check: AllHold) -> Holds | None:
    """The same as one form."""
    if check is None:
        return None
    if len(check) == 1:
        return check[0]

    def hold(roots: Roots, case: Case) -> bool:
        for holds in check:  # noqa: SIM110 - `all` takes twice the time
            if not holds(roots, case):
                return False
        return True

    return hold


def any_holds(checks: Sequence[Holds | None]) -> AllHold:
    """Whether one of several checks holds, of those of which it can be told."""
    parts = [holds for holds in checks if holds is not None]

    def one_holds(roots: Roots, case: Case) -> bool:
        for holds in parts:  # noqa: SIM110 - `any` takes twice the time
            if holds(roots, case):
                return True
        return False

    return (one_holds,) if parts else None


def holds_of_each(
    path: Path, check: AllHold, in_doubt: InDoubt | None, *, of_none: bool
) -> Holds | None:
    """Whether a check holds of each item that a path gives; `of_none`: also where there is none.

    Of all items at once, if it can be told so.
    """
    values, holds = values_of([path], path.values), as_one(check)
    if values is None or holds is None:
        return None
    if in_doubt is not None and of_none:
        # An item that is not there can but keep it from being plain.
        items_of = (listed_items(path.root, path.steps) if path.read else None) or values
        return lambda roots, case: not in_doubt(items_of(roots, case))

    def hold(roots: Roots, case: Case) -> bool:
        items = values(roots, case)
        inside = {**roots, "item": None}
        for inside["item"] in items:
            if not holds(inside, case):
                return False
        return of_none or bool(items)

    return hold


def plainly(needed: Sequence[Path], check: AllHold) -> Holds | None:
    """Whether it is plain that all that is needed is there, and that a check holds.

    Of values that are not what they should be it is not; whoever judges the check tells of them.
    """
    if check is None:
        return None

    wanted = [(path.is_given, path.root if path.is_root else None) for path in needed]

    def hold(roots: Roots, case: Case) -> bool:
        made = case.made
        try:
            for is_given, root in wanted:
                given = made.get(is_given)
                if given is None:
                    if root is None:
                        given = is_given(Scope.of(case))
                    else:
                        given = has_content(case.values.get(root))
                    made[is_given] = given
                if not given:
                    return False
            for holds in check:
                if not holds(roots, case):
                    return False
        except Exception:  # noqa: BLE001 - whatever it is, the check is then judged
            return False
        return True

    return hold


def to_be_judged(check: AllHold, items: Sequence[Any], case: Case) -> set[int]:
    """The numbers of those items of which it is not plain that the check holds."""
    inside, holds = {**case.values, "item": None}, plainly((), check)
    return {
        number
        for number, inside["item"] in enumerate(items)
        if holds is None or not holds(inside, case)
    }


def all_given(choices: Sequence[Sequence[Path]]) -> AllHold:
    """Whether one path of each of these choices gives something that says something."""
    single = [paths[0] for paths in choices if len(paths) == 1]
    if len(single) < len(choices):
        return all_hold(
            [any_holds([as_one(_says_any(path)) for path in paths]) for paths in choices]
        )
    if all(path.is_field for path in single) and len({path.root for path in single}) == 1:
        return (_fields_given(single[0].root, single),)
    return all_hold([_says_any(path) for path in single])


def _says_any(path: Path) -> AllHold:
    values = values_of([path], path.values)
    if values is None:
        return None
    if path.read is not None:
        # No time is lost on what comes after the first that says something.
        values = listed_items(path.root, path.steps) or values
    text_says_something = path.text_says_something

    def holds(roots: Roots, case: Case) -> bool:
        for value in values(roots, case):
            if (text_says_something if type(value) is str else has_content)(value):
                return True
        return False

    return (holds,)


def _fields_given(root: str, paths: Sequence[Path]) -> Holds:
    fields = [(path.field, path.text_says_something) for path in paths]

    def have(roots: Roots, _: Case) -> bool:
        start = roots.get(root)
        if start is None:
            return False
        for name, text_says_something in fields:
            value = start.get(name)
            if not (text_says_something if type(value) is str else has_content)(value):
                return False
        return True

    return have


def without_texts(paths: Sequence[Path]) -> InDoubt | None:
    """Which items lack one of these fields of their own; None if they are not all texts."""
    if not all(path.root == "item" and path.is_field for path in paths):
        return None
    if any(path.field_type.type != "string" for path in paths):
        return None
    fields = [(path.field, path.text_says_something) for path in paths]

    def lacking(items: list[Any]) -> set[int]:
        found: set[int] = set()
        for name, says_something in fields:
            texts = [item.get(name) for item in items]
            if {*map(type, texts)} != {str} or not all(map(says_something, texts)):
                said = (type(text) is str and says_something(text) for text in texts)
                found.update(number for number, says in enumerate(said) if not says)
        return found

    return lacking
