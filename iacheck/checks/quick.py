"""Whether a check holds, told at least cost: yes, or what tells of that which does not.

Most checks hold of most cases, and of what holds there is nothing to tell. So a check may have a
second form beside that which judges, which reads plain values: no scope, no place, no reason. It
says that the check holds only where it does. Where it does not, it gives what tells of that, by
the values that it has found. Of all else, also of what it cannot tell or is out of the ordinary, it
gives `at_length`: then the check is judged. `tests/test_quick_checks.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iacheck.cases.case import Case
from iacheck.checks.outcome import Outcome, Undetermined, combine
from iacheck.checks.path import Path
from iacheck.checks.scope import Scope
from iacheck.checks.usual_paths import Roots
from iacheck.language.content import has_content

# What tells, in its scope, of a check that was not found to hold: what `judge` tells, that it holds
# all the same among this. It takes values along and no roots, which change from item to item.
Tell = Callable[[Scope], Outcome]
# None only where a check holds; what it raises comes to the same as `at_length`.
QuickCheck = Callable[[Roots, Case], Tell | None]
# A check holds where each of these finds that; None where there are none that could tell.
QuickChecks = tuple[QuickCheck, ...] | None
# Of several items: what tells of those of which a check does not hold, by their numbers in order.
QuickItems = Callable[[list[Any], Roots, Case], Mapping[int, Tell]]


def at_length(scope: Scope) -> Outcome:
    """A mark, and never called: nobody can tell at once, and the check's `judge` is asked."""
    raise NotImplementedError(scope)


def outcome_of(tell: Tell, judge: Tell, scope: Scope) -> Outcome:
    """What is told in a scope; where nothing can be told so, what the check says at length."""
    if tell is not at_length:
        try:
            return tell(scope)
        except Undetermined:
            return judge(scope)  # which says of what
    return judge(scope)


def all_hold(checks: Sequence[QuickChecks]) -> QuickChecks:
    """What finds whether several checks hold; None where that cannot be told of one."""
    parts: list[QuickCheck] = []
    for check in checks:
        if check is None:
            return None
        parts += check
    return tuple(parts)


def as_one(check: QuickChecks) -> QuickCheck | None:
    """The same as one form."""
    if check is None:
        return None
    if len(check) == 1:
        return check[0]

    def quick(roots: Roots, case: Case) -> Tell | None:
        for part in check:
            tell = part(roots, case)
            if tell is not None:
                return _with_later(tell, part, check, roots, case)
        return None

    return quick


def _with_later(
    tell: Tell, part: QuickCheck, check: tuple[QuickCheck, ...], roots: Roots, case: Case
) -> Tell:
    """What tells of the first part that does not hold, and of all later ones that do not."""
    if tell is at_length or part is check[-1]:
        return tell
    later = check[check.index(part) + 1 :]
    tells = [tell, *filter(None, [quick(roots, case) for quick in later])]
    if at_length in tells:
        return at_length
    return tell if len(tells) == 1 else told_together(tells)


def told_together(tells: Sequence[Tell]) -> Tell:
    """What tells of several checks that do not hold."""
    return lambda scope: combine([tell(scope) for tell in tells])


def only_whether(check: QuickChecks) -> QuickChecks:
    """The same, where more than it finds is to be known of what does not hold."""
    quick = as_one(check)
    if quick is None:
        return None
    return (lambda roots, case: None if quick(roots, case) is None else at_length,)


def any_holds(
    checks: Sequence[QuickCheck | None], told: Callable[[Sequence[Outcome], Scope], Outcome]
) -> QuickChecks:
    """Whether one of several checks holds, of those of which it can be told.

    `told` is what is told by the outcomes of all of them, where none holds.
    """
    parts = [quick for quick in checks if quick is not None]
    is_whole = len(parts) == len(checks)

    def quick(roots: Roots, case: Case) -> Tell | None:
        tells: list[Tell] = []
        for part in parts:
            tell = part(roots, case)
            if tell is None:
                return None
            tells.append(tell)
        if not is_whole or at_length in tells:
            return at_length
        return lambda scope: told([tell(scope) for tell in tells], scope)

    return (quick,) if parts else None


def of_items(check: QuickChecks) -> QuickItems | None:
    """Whether a check holds of several items, each as `item` in turn."""
    quick = as_one(check)
    if quick is None:
        return None

    def tells(items: list[Any], roots: Roots, case: Case) -> Mapping[int, Tell]:
        found: dict[int, Tell] = {}
        inside = {**roots, "item": None}
        for number, inside["item"] in enumerate(items):
            tell = quick(inside, case)
            if tell is not None:
                found[number] = tell
        return found

    return tells


def where_given(needed: Sequence[Path], check: QuickChecks) -> QuickCheck | None:
    """Whether all that is needed is plainly there, and a check holds.

    Of values that are not what they should be it is not plain; whoever judges tells of them.
    """
    if check is None:
        return None

    tests = [(path.is_given, _is_given(path)) for path in needed]

    def found(roots: Roots, case: Case) -> Tell | None:
        made = case.made
        try:
            for known, is_given in tests:
                # What is given is then known for all rules on the case.
                if not made.get(known):
                    made[known] = is_given(case)
                    if not made[known]:
                        return at_length
            for part in check:  # as in `as_one`, which would be one more call for every rule
                tell = part(roots, case)
                if tell is not None:
                    return _with_later(tell, part, check, roots, case)
        except Exception:  # noqa: BLE001 - whatever it is, the check is then judged
            return at_length
        return None

    return found


def _is_given(path: Path) -> Callable[[Case], bool]:
    """Whether a path gives something; of a root itself, without a scope."""
    root, is_given = path.root, path.is_given
    if path.is_root:
        return lambda case: has_content(case.values.get(root))
    return lambda case: is_given(Scope.of(case))
