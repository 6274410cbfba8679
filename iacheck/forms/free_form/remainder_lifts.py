"""What a part of a paper that was not read could tell of a document, as the document has it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iacheck.documents.document import pointer
from iacheck.documents.unread_block import Lift
from iacheck.forms.free_form.drafts import DraftRecord, Remainder
from iacheck.forms.free_form.outline import OTHER_YEAR
from iacheck.forms.value_words import value_words
from iacheck.language.frozen import frozen
from iacheck.language.names import words

FIELDS: Mapping[str, tuple[str, ...]] = {
    "plan": ("adopted_on",),
    "report": ("submitted_on", "submitted_via", "coordinated_by", "priorities"),
}
FUNDS = ("received_nok", "used_nok", "carried_over_nok", "carried_forward_nok")
# What the total of a list of activities may be.
USED = "used_nok"
# The fields of running text, which any text could tell.
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "plan": (),
    "report": ("priorities", "coordinated_by", "submitted_via"),
}
_SENDERS: Mapping[str, tuple[str, ...]] = {
    "plan": (),
    "report": ("coordinated_by", "submitted_via"),
}
_LISTS: Mapping[str, tuple[str, ...]] = {
    "plan": ("goals", "evidence"),
    "report": ("evidence", "meetings", "media"),
}


@frozen
class UntoldFields:
    """An activity, the fields that it has no column or label for, and all that have no value."""

    record: DraftRecord
    unasked: Sequence[str]
    missing: Sequence[str]


@dataclass(slots=True)
class RemainderLifts:
    """Tells the parts of a document of a kind that remainders could add to.

    `untold` are its activities, with what is not told of each.
    """

    kind: str
    body: Mapping[str, Any]
    untold: Sequence[UntoldFields]
    _beside: set[tuple[tuple[int, ...], bool]] = field(default_factory=set)
    _sub_goals: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        told = (one.record.values.get("sub_goals", ()) for one in self.untold)
        self._sub_goals = frozenset(itertools.chain.from_iterable(told))

    def of(self, remainder: Remainder) -> Iterator[Lift]:
        """The parts of the document that something unread could tell."""
        for part in remainder.parts:
            yield from self._of_part(part, remainder)
        yield from self._of_named(frozenset(remainder.named))
        if not self.untold and "texts" in remainder.parts:
            yield from _further("activities", "sub_goals", remainder)

    def _of_named(self, named: frozenset[int]) -> Iterator[Lift]:
        """Activities and goals of sub-goals that a text names, where nothing else tells any."""
        if without := named - self._sub_goals:
            yield Lift(pointer("activities"), "sub_goals", tuple(sorted(without)))
        goals = {goal["sub_goal"] for goal in self.body.get("goals", ())}
        if self.kind == "plan" and (without := named - goals):
            yield Lift(pointer("goals"), "sub_goal", tuple(sorted(without)))

    def _of_part(self, part: str, remainder: Remainder) -> Iterator[Lift]:
        if part == "activities" and self._is_beside_activities(remainder):
            yield from self._of_those_beside(remainder)
        elif part == "activities" or (part == OTHER_YEAR and not self.untold):
            yield from _further("activities", "sub_goals", remainder)
        elif part == "goals" and self.kind == "plan":
            yield from _further("goals", "sub_goal", remainder)
        elif part == "texts":
            yield from (Lift(pointer(n)) for n in _TEXTS[self.kind] if n not in self.body)
        elif part == "senders":
            yield from (Lift(pointer(n)) for n in _SENDERS[self.kind] if n not in self.body)
        elif part == "funds" and self.kind == "report":
            told = self.body.get("funds", {})
            yield from (Lift(pointer("funds", n)) for n in FUNDS if n not in told)
            yield Lift(pointer("funds", "lines"))
        elif part == USED and self.kind == "report":
            if USED not in self.body.get("funds", {}):
                yield Lift(pointer("funds", USED))
        elif part in _LISTS[self.kind] or part in FIELDS[self.kind]:
            yield Lift(pointer(part))

    def _is_beside_activities(self, remainder: Remainder) -> bool:
        """Whether a text stands beside activities that were read, and need tell of no others."""
        is_each = self._sub_goals.issuperset(remainder.sub_goals)
        return remainder.sort == "text" and is_each and bool(self.untold)

    def _of_those_beside(self, remainder: Remainder) -> Iterator[Lift]:
        """What is not told of the activities that a text stands beside; by the first text.

        One on all of them could tell, too, what their columns leave blank.
        """
        sub_goals = remainder.sub_goals
        is_of_all = not _every().isdisjoint(words(remainder.text))
        if (sub_goals, is_of_all) in self._beside:
            return
        self._beside.add((sub_goals, is_of_all))
        for at, one in enumerate(self.untold):
            own = one.record.values.get("sub_goals", ())
            if not sub_goals or set(sub_goals) & set(own):
                names = one.missing if is_of_all else one.unasked
                yield from (Lift(pointer("activities", at, name)) for name in names)


@functools.cache
def _every() -> frozenset[str]:
    """The words for all of them."""
    return frozenset(value_words().sub_goals.every)


def _further(name: str, sub_goal: str, remainder: Remainder) -> Iterator[Lift]:
    """Further items of a list, of the sub-goals where it stands."""
    yield Lift(pointer(name), sub_goal if remainder.sub_goals else "", remainder.sub_goals)
