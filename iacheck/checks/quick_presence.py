"""Whether what must be given is given, told at least cost: the quick form of `present`.

Texts are by far the most, and what says that they say something is asked for more than all else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.path import Path
from iacheck.checks.quick import QuickCheck, QuickChecks, QuickItems, Tell, all_hold, told_together
from iacheck.checks.quick_values import values_of
from iacheck.checks.usual_paths import Roots, listed_items
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen


@frozen
class Sought:
    """Paths of which one must give something, and what tells that none does."""

    paths: Sequence[Path]
    tell: Tell

    @property
    def field(self) -> Path | None:
        """The path, if it is one alone, to a field of its root."""
        (path, *others) = self.paths
        return path if path.is_field and not others else None


def quick_presence(sought: Sequence[Sought]) -> QuickChecks:
    """Whether something is given of each, and says something."""
    fields = [path for one in sought if (path := one.field) is not None]
    if len(fields) == len(sought) and len({path.root for path in fields}) == 1:
        return (_fields_of_root(fields[0].root, sought),)
    return all_hold([_gives_any(one) for one in sought])


def quick_presence_in_items(sought: Sequence[Sought]) -> QuickItems | None:
    """Which items lack one of these fields of their own; None if they are not all texts."""
    paths = [path for one in sought if (path := one.field) is not None]
    if len(paths) < len(sought) or any(path.root != "item" for path in paths):
        return None
    if any(path.field_type.type != "string" for path in paths):
        return None
    fields = [(p.field, p.text_says_something, s.tell) for p, s in zip(paths, sought, strict=True)]

    def tells(items: list[Any], _: Roots, __: Case) -> Mapping[int, Tell]:
        lacking: dict[int, Tell] = {}
        for number, item in enumerate(items):
            for name, says_something, tell in fields:
                text = item.get(name)
                if type(text) is not str or not says_something(text):
                    before = lacking.get(number)
                    lacking[number] = tell if before is None else told_together((before, tell))
        return lacking

    return tells


def _fields_of_root(root: str, sought: Sequence[Sought]) -> QuickCheck:
    fields = [
        (path.field, path.text_says_something, one.tell) for one in sought for path in one.paths
    ]

    def quick(roots: Roots, _: Case) -> Tell | None:
        start = roots.get(root)
        lacking: Tell | None = None
        for name, text_says_something, tell in fields:
            value: Any = None if start is None else start.get(name)
            if not (text_says_something if type(value) is str else has_content)(value):
                lacking = tell if lacking is None else told_together((lacking, tell))
        return lacking

    return quick


def _gives_any(sought: Sought) -> QuickChecks:
    tell, parts = sought.tell, []
    for path in sought.paths:
        values = values_of([path], path.values)
        if values is None:
            return None
        if path.read is not None:
            # No time is lost on what comes after the first that says something.
            values = listed_items(path.root, path.steps) or values
        parts.append((values, path.text_says_something))

    def quick(roots: Roots, case: Case) -> Tell | None:
        for value in first(roots, case):
            if (first_says_something if type(value) is str else has_content)(value):
                return None
        for values, text_says_something in others:
            for value in values(roots, case):
                if (text_says_something if type(value) is str else has_content)(value):
                    return None
        return tell

    (first, first_says_something), *others = parts
    return (quick,)
