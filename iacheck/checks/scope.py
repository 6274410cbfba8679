"""What a check is tried on: a case, and values in it with their places."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from iacheck.cases.case import Case
from iacheck.documents.document import Document
from iacheck.documents.field_types import FieldType
from iacheck.language.labels import Labels
from iacheck.language.messages import Labelled, Value

if TYPE_CHECKING:
    from iacheck.checks.trace import Trace

TEXT = FieldType(type="string")
_T = TypeVar("_T")


# Nobody changes a node or a scope; to freeze them would double what it costs to make one for every
# item of every list.
@dataclass(slots=True)
class Node:
    """A value and where it stands.

    Past a reference it stands where the reference does (`fixed`); `within` is the record that
    it is a field of.
    """

    value: Any
    document: Document | None
    pointer: str
    field_type: FieldType
    fixed: bool = False
    within: Mapping[str, Any] | None = None

    def is_in(self, other: Node) -> bool:
        """Whether it stands in the other one: in the same document, at it or further in."""
        return self.document is other.document and f"{self.pointer}/".startswith(
            f"{other.pointer}/"
        )

    def body_name(self) -> Value:
        """Id and name of the body, if the value is a body's id."""
        if not self.within or self.value != self.within.get("id"):
            return None
        name = self.within.get("name")
        return Labelled(str(self.value), name) if isinstance(name, str) and name.strip() else None

    def identity(self) -> str | None:
        """What tells this list item from others: its `id`, else its identifying fields."""
        if not isinstance(self.value, Mapping):
            return None if self.value is None else str(self.value)
        fields = ("id",) if self.value.get("id") is not None else self.field_type.identity
        # A broken one tells nothing apart.
        parts = [self.value.get(f) for f in fields]
        return "/".join(str(part) for part in parts if isinstance(part, str | int)) or None

    def called(self) -> Value:
        """What people would call this list item: its title, else what identifies it."""
        name = self.field_type.title
        if isinstance(self.value, Mapping) and name:
            title = self.value.get(name)
            if isinstance(title, str) and title.strip():
                # A title may be a code that documents share, such as the purpose of a line.
                known = self.field_type.fields.get(name)
                return Labels().of(title) if known and title in known.examples else title
        return self.identity()


@dataclass(slots=True)
class Scope:
    """What a check is tried on: a case, the day facts are read on, and the item of an `each`.

    A `trace` notes what is looked at, if somebody asks why. `made` is what has been made here once:
    of a whole case, for all rules on it.
    """

    case: Case
    day: datetime.date
    item: Node | None = None
    trace: Trace | None = field(default=None, compare=False, repr=False)
    made: dict[Any, Any] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, case: Case, trace: Trace | None = None) -> Scope:
        """The whole case, on the day on which it reads facts."""
        return cls(case, case.existence.day, None, trace, case.made)

    @property
    def as_of(self) -> datetime.date:
        return self.case.as_of

    @property
    def is_plain(self) -> bool:
        """Whether it is of a whole case of which quick forms can tell, and nobody asks why."""
        return self.item is None and self.trace is None and self.case.is_ordinary

    def inside(self, item: Node) -> Scope:
        """The same, for one item of a list."""
        return Scope(self.case, self.day, item, self.trace)

    def on(self, day: datetime.date) -> Scope:
        """The same, with the facts of another day."""
        return Scope(self.case, day, self.item, self.trace)

    def once(self, make: Callable[[Scope], _T]) -> _T:
        """What `make` makes of this scope; only a trace wants to see it made again."""
        if self.trace is not None:
            return make(self)
        if self.made is None:
            self.made = {}
        elif make in self.made:
            return self.made[make]  # type: ignore[no-any-return]
        made = self.made[make] = make(self)
        return made

    def once_of_case(self, make: Callable[[Scope], _T]) -> _T:
        """What `make` makes of the case, whichever item this is the scope of."""
        if self.trace is not None or self.day != self.case.existence.day:
            return self.once(make)
        kept = self.case.made
        if make not in kept:
            kept[make] = make(self)
        return kept[make]  # type: ignore[no-any-return]


NOWHERE = Node(None, None, "", TEXT)
