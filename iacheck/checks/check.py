"""A compiled check, and what a module in `kinds/` offers to make one."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Protocol

from iacheck.checks.addition import NO_ADDITION, Mend
from iacheck.checks.outcome import Outcome
from iacheck.checks.quick import QuickChecks, QuickItems
from iacheck.checks.quick_values import QuickValue
from iacheck.checks.scope import Scope
from iacheck.checks.selection import Location
from iacheck.checks.yaml_model import YamlModel, open_form
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message

if TYPE_CHECKING:
    from iacheck.checks.compiler import Compiler

# A nested check: one kind's name over its parameters.
CheckSource = Annotated[dict[str, Any], open_form("check")]
# What every text may speak of, whatever its rule's kind.
COMMON_PLACEHOLDERS = frozenset({"subject", "period"})


@frozen
class Due:
    """The last day on which something is in time; None where a document's date cannot be read.

    `quick` gives the same where no document has a say in it.
    """

    day: Callable[[Scope], datetime.date | None]
    quick: QuickValue | None = None

    def __call__(self, scope: Scope) -> datetime.date | None:
        return self.day(scope)


def holds_for_good(scope: Scope) -> Mend:
    """What keeps a check from holding that holds whatever more there is."""
    del scope
    return NO_ADDITION


def by_what_it_reads(scope: Scope) -> Mend:
    """Stands for more of anything that a check reads, until its compiler tells what that is."""
    raise NotImplementedError(scope)


@frozen
class Check:
    """A compiled check; `placeholders` are those that all of its violations fill.

    Where `{missing}` is always a body, `bodies` are the kinds that it may be of. `due` is the day
    that the check itself holds a document against. `undone_by` says what more in the documents
    would keep it from holding, where it holds. `quick`, if it has it, finds the same at least cost,
    and `quick_items` of several items together, if that costs less than one by one.
    """

    judge: Callable[[Scope], Outcome]
    placeholders: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    due: Due | None = None
    undone_by: Callable[[Scope], Mend] = by_what_it_reads
    quick: QuickChecks = None
    quick_items: QuickItems | None = None


class KindModule(Protocol):
    """What a module in `kinds/` offers."""

    Parameters: type[YamlModel]
    PLACEHOLDERS: frozenset[str]

    def compile(self, given: Any, compiler: Compiler) -> Callable[[Scope], Outcome] | Check: ...


@frozen
class Mistake:
    """What is wrong in a rule, and at which place of its YAML."""

    location: Location
    message: Message
