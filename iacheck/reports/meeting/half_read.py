"""Documents that are counted though parts of their files were not read, which could add to them.

Nobody may take figures for whole that such a part could change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from iacheck.cases.findings import Subject
from iacheck.documents.document import Document
from iacheck.documents.unread_block import Lift
from iacheck.language.frozen import frozen

# The parts of documents that figures rest on, as JSON Pointers, `[]` for the items of a list.
_GOALS = "/activities/[]/sub_goals"
CARRIED_OUT = ("/activities/[]/status", _GOALS)
PLANNED = (_GOALS, "/activities/[]/start", "/activities/[]/end")
COMPARED = ("/activities/[]/title", "/activities/[]/plan_activity")
SPENT = (*CARRIED_OUT, "/activities/[]/cost_nok", "/funds/lines")
USED = ("/funds/used_nok",)
MONEY = ("/funds/received_nok", "/funds/carried_over_nok", *USED)
AIMED = ("/activities/[]/target",)
MENTIONED = (*CARRIED_OUT, "/activities/[]/title", "/activities/[]/themes", *AIMED)

# A sub-goal; None is that there is none.
UnderSubGoal = int | None | Literal["any"]


@frozen
class HalfReadDocument:
    """A council's plan or report (`root`), and what the unread parts of its file could add to."""

    council: Subject
    root: str
    lifts: tuple[Lift, ...]

    @classmethod
    def of(cls, council: Subject, root: str, document: Document) -> Iterator[HalfReadDocument]:
        """The document, if something was not read that could add to it."""
        unread = document.origin.unread if document.origin else ()
        lifts = tuple(lift for block in unread for lift in block.lifts)
        if lifts:
            yield cls(council, root, lifts)

    def could_change(self, parts: Sequence[str], under: UnderSubGoal) -> bool:
        """Whether what was not read could change one of the parts, under a sub-goal."""
        return any(
            _touches(lift.path, part) and _may_be(lift, under)
            for lift in self.lifts
            for part in parts
        )


def _touches(path: str, part: str) -> bool:
    """Whether what stands at a path is around the part, in it, or the part itself."""
    pairs = zip(path.split("/"), part.split("/"), strict=False)
    return all(mine == other or (other == "[]" and mine.isdecimal()) for mine, other in pairs)


def _may_be(lift: Lift, under: UnderSubGoal) -> bool:
    return under == "any" or lift.field != "sub_goals" or under in lift.values
