"""Demands that hold only if a cell that could not be read names the one value, not the other.

A cell for a field of few values names one of them; which, is not known. What is met whichever it
is, is met.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.read import Read
from iacheck.checks.rule import Rule
from iacheck.checks.scope import Scope
from iacheck.judging.liftable import LiftingPart, Parts, unread_parts


def deciding_parts(rule: Rule, case: Case) -> Parts:
    """The cells that decide whether a rule holds, which it does on the case as it was read."""
    unread = unread_parts(case)
    if not unread:
        return ()
    reads = [read for read in rule.reads if not read.kinds]
    cells = tuple(part for part in unread if _is_read(part, reads, case))
    choices = [lift for part in cells for lift in part.block.lifts if lift.is_choice]
    values = dict.fromkeys(value for lift in choices for value in lift.values)
    roots = frozenset(read.root for read in reads)
    cases = (_with(case, cells, roots, value) for value in values)
    is_met = all(rule.check.judge(Scope.of(one)) == () for one in cases)
    return () if is_met else cells


def _is_read(part: LiftingPart, reads: Sequence[Read], case: Case) -> bool:
    """Whether a cell names the value of a field that is read."""
    paths = [lift.path for lift in part.block.lifts if lift.is_choice]
    return any(
        part.document in case.documents.get(read.root, ()) and any(map(read.touches, paths))
        for read in reads
    )


def _with(case: Case, cells: Parts, roots: frozenset[str], value: Hashable) -> Case:
    """The case, if each cell that may name this value does."""
    values = dict(case.values)
    for part in cells:
        paths = [lift.path for lift in part.block.lifts if lift.is_choice and value in lift.values]
        for root in sorted(roots):
            if part.document in case.documents.get(root, ()):
                for path in paths:
                    values[root] = _told(values[root], part.document.key, path, value)
    return replace(case, values=values)


def _told(given: Any, key: str, path: str, value: Hashable) -> Any:
    """What there is under a root, with a value in the document of this key."""
    if isinstance(given, Mapping):
        return _put(given, path.split("/")[1:], value) if given.get("_id") == key else given
    return type(given)(_told(one, key, path, value) for one in given)


def _put(given: Any, steps: Sequence[str], value: Hashable) -> Any:
    """A part of a document with a value further in; unchanged where that is gone."""
    if not steps:
        return value
    step, *rest = steps
    if isinstance(given, Mapping):
        return {**given, step: _put(given.get(step), rest, value)}
    if isinstance(given, list):
        return [_put(one, rest, value) if str(at) == step else one for at, one in enumerate(given)]
    return given
