"""A plan or report while it is gathered from a paper, before it is known which kinds it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from iacheck.documents.unread_block import BlockSort
from iacheck.language.frozen import frozen
from iacheck.language.labels import word
from iacheck.language.messages import Labelled, Message, message
from iacheck.language.places import Place

# What a part could tell of which nothing is known.
EVERY_PART = ("activities", "goals", "funds", "meetings", "media", "evidence", "texts")


@frozen
class Doubt:
    """What stands in a field and has no certain meaning: why, where, and in which words."""

    told: Message
    place: Place
    text: str


@dataclass(slots=True)
class DraftRecord:
    """Fields by name with their values and places; `doubts` are those that cannot be told.

    `asked` are the fields that its table, or its list, had a column or a label for; what
    stands in columns that are not known could be any other. `unknown` are these, and what else of
    it was not read: of which sort each is, where, and in which words; `beside` is what stands in
    such columns.
    """

    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    unknown: list[tuple[BlockSort, Place, str]] = field(default_factory=list)
    beside: list[tuple[Place, str]] = field(default_factory=list)

    def put(self, name: str, value: Any, place: Place) -> None:
        self.values[name] = value
        self.places[name] = place

    def doubt(self, name: str, told: Message, place: Place, text: str) -> None:
        self.doubts[name] = Doubt(told, place, text)


@frozen
class Remainder:
    """A part of the paper that was not read.

    `parts` names what it could tell: a list (`activities`), a field (`priorities`); those of
    activities are under `sub_goals`, where any are named there. A text that has `named` others may
    hold what is missing of these.
    """

    sort: BlockSort
    place: Place
    text: str
    parts: tuple[str, ...] = ()
    sub_goals: tuple[int, ...] = ()
    named: tuple[int, ...] = ()


@dataclass(slots=True)
class Draft:
    """What is gathered of one paper: fields of the document, lists, and what was not read.

    `accounts` are the rows that fields of the funds are taken from. `headings` are those of
    sub-goals that may hold a goal, if none of that sub-goal is told.
    """

    fields: DraftRecord
    activities: list[DraftRecord] = field(default_factory=list)
    goals: list[DraftRecord] = field(default_factory=list)
    lines: list[DraftRecord] = field(default_factory=list)
    accounts: list[DraftRecord] = field(default_factory=list)
    meetings: list[DraftRecord] = field(default_factory=list)
    media: list[DraftRecord] = field(default_factory=list)
    evidence: list[DraftRecord] = field(default_factory=list)
    unread: list[Remainder] = field(default_factory=list)
    headings: list[Remainder] = field(default_factory=list)
    notices: list[tuple[Message, Place]] = field(default_factory=list)
    list_places: dict[str, Place] = field(default_factory=dict)

    def put_once(self, name: str, value: Any, place: Place) -> None:
        """Set a field of the document; one that stands twice with other values is in doubt."""
        before = self.fields.values.get(name)
        if before is None or before == value:
            self.fields.put(name, value, place)
            return
        told = message(
            "“{field}” stands twice with other values, first at {place}; let it stand once",
            field=Labelled(name, word(name) or name),
            place=self.fields.places[name],
        )
        self.fields.doubt(name, told, place, str(value))

    def records(self) -> Mapping[str, list[DraftRecord]]:
        """The lists by name."""
        return {
            "activities": self.activities,
            "goals": self.goals,
            "funds": self.lines,
            "meetings": self.meetings,
            "media": self.media,
            "evidence": self.evidence,
        }


def take_more(record: DraftRecord, more: DraftRecord, text: str) -> None:
    """Add to a record what a line below it tells; what it tells already otherwise is in doubt."""
    record.asked |= more.asked
    record.unknown += more.unknown
    record.beside += more.beside
    for name, doubt in more.doubts.items():
        record.doubts.setdefault(name, doubt)
    for name, value in more.values.items():
        if name not in record.values:
            record.put(name, value, more.places[name])
        elif record.values[name] != value:
            told = message("The entry above tells it otherwise; let it stand once")
            record.doubt(name, told, more.places[name], text)
