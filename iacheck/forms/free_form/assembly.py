"""What was gathered of a paper to the documents that it is, and what it did not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from iacheck.documents.document import Document, Origin, pointer
from iacheck.documents.unread_block import BlockSort, Lift, UnreadBlock
from iacheck.forms.free_form.activity_fields import (
    activity_fields,
    asked_places,
    doubts,
    missing,
    money_field,
    untold,
)
from iacheck.forms.free_form.drafts import Doubt, Draft, DraftRecord, Remainder
from iacheck.forms.free_form.excerpts import excerpt
from iacheck.forms.free_form.identity import Identity
from iacheck.forms.free_form.item_ids import are_ids, item_ids, written_ids
from iacheck.forms.free_form.remainder_lifts import (
    FIELDS,
    FUNDS,
    USED,
    RemainderLifts,
    UntoldFields,
)
from iacheck.forms.kroner import doubtful
from iacheck.forms.value_words import Status
from iacheck.language.frozen import frozen
from iacheck.language.labels import WORDS
from iacheck.language.messages import message
from iacheck.language.names import normalise, words
from iacheck.language.places import Place
from iacheck.language.problems import Problem

# What the schemas ask for of accounts, and of items of lists.
_FUNDS_NEED = ("received_nok", "used_nok")
_LIST_NEEDS: Mapping[str, frozenset[str]] = {
    "evidence": frozenset({"type", "title"}),
    "meetings": frozenset({"held_on"}),
    "media": frozenset({"outlet", "date"}),
}


@frozen
class Assembled:
    """The documents of a part of a paper, with what is told of them and what was not read."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    unread: tuple[UnreadBlock, ...]


def assemble(draft: Draft, found: Identity, file: str, sha256: str) -> Assembled:
    """The documents that a draft is; `found` has a council and a period."""
    made = [_Assembly(draft, found, kind, file, sha256).make() for kind in found.kinds]
    notices = [Problem(told, "notice", file, place) for told, place in draft.notices]
    return Assembled(
        tuple(document for one in made for document in one.documents),
        (*(problem for one in made for problem in one.problems), *notices),
        unread_once(block for one in made for block in one.unread),
    )


def unread_once(blocks: Iterator[UnreadBlock]) -> tuple[UnreadBlock, ...]:
    """The blocks, each once, whichever documents it could belong to."""
    return tuple({(block.sort, block.place, block.text): block for block in blocks}.values())


class _Assembly:
    """One document of a draft, while it is made."""

    def __init__(self, draft: Draft, found: Identity, kind: str, file: str, sha256: str) -> None:
        self.draft = draft
        self.kind = kind
        self.is_alone = len(found.kinds) == 1
        self.file = file
        self.sha256 = sha256
        key = "-".join((*words(str(found.council)), *words(str(found.period))))
        self.name = f"{kind}/{key}"
        self.body: dict[str, Any] = {"_id": key, "council": found.council}
        self.body["period"] = str(found.period)
        if kind == "plan" and found.years:
            self.body["covers"] = list(found.years)
        self.places: dict[str, Place] = {"": draft.fields.place}
        steps = {"funds": ("funds", "lines")}
        for name, place in draft.list_places.items():
            self.places[pointer(*steps.get(name, (name,)))] = place
        for name in ("council", "period"):
            if name in draft.fields.places:
                self.places[pointer(name)] = draft.fields.places[name]
        self.unread: list[UnreadBlock] = []
        self.problems: list[Problem] = []
        self.untold: list[UntoldFields] = []

    def make(self) -> Assembled:
        for name in FIELDS[self.kind]:
            self._field((name,), name)
        if self.kind == "plan":
            self._goals()
        self._activities()
        self._list("evidence", self.draft.evidence, ("type", "title"))
        if self.kind == "report":
            self._funds()
            self._list("meetings", self.draft.meetings, ("held_on", "attended"))
            self._list("media", self.draft.media, ("outlet", "date", "local"))
        lifting = RemainderLifts(self.kind, self.body, self.untold)
        for remainder in (*self.draft.unread, *self._headings_without_goals()):
            lifts = tuple(lifting.of(remainder))
            if remainder.parts == (USED,) and not lifts:
                continue  # a total that the accounts make needless
            self.unread.append(UnreadBlock(remainder.sort, remainder.place, remainder.text, lifts))
        origin = Origin(self.file, self.sha256, self.places, tuple(self.unread))
        document = Document(self.kind, self.body["_id"], self.body, origin)
        return Assembled((document,), tuple(self.problems), tuple(self.unread))

    def _put(self, steps: Sequence[str | int], value: Any, place: Place) -> None:
        inner: Any = self.body
        for step in steps[:-1]:
            inner = inner.setdefault(step, {}) if isinstance(inner, dict) else inner[step]
        inner[steps[-1]] = value
        self.places[pointer(*steps)] = place

    def _field(self, steps: Sequence[str], name: str) -> None:
        """A field of the document: its value, or the doubt about it."""
        fields = self.draft.fields
        if name in fields.doubts:
            self._doubt(fields.doubts[name], [pointer(*steps)])
        elif name in fields.values:
            self._put(steps, fields.values[name], fields.places[name])

    def _doubt(self, doubt: Doubt, paths: Sequence[str]) -> None:
        """Tell of what has no certain meaning, and leave it out."""
        lifts = tuple(Lift(path, values=_choices(path)) for path in paths)
        self.unread.append(UnreadBlock("cell", doubt.place, doubt.text, lifts))
        problem = Problem(
            doubt.told, "notice", self.file, doubt.place, paths[0], doubt.text, document=self.name
        )
        self.problems.append(problem)

    def _goals(self) -> None:
        """The goals, each of one sub-goal; one of several stands under each of them."""
        goals: list[tuple[DraftRecord, int]] = []
        for record in (*self.draft.goals, *goals_of_activities(self.draft)):
            sub_goals = record.values.get("sub_goal", ())
            goals += [(record, sub_goal) for sub_goal in sub_goals]
            if not sub_goals:
                text = str(record.values["text"])
                self.unread.append(UnreadBlock("row", record.place, text, (Lift("/goals"),)))
        self._columns((record, ()) for record in self.draft.goals)
        ids = item_ids([record for record, _ in goals], "text")
        for at, ((record, sub_goal), id_) in enumerate(zip(goals, ids, strict=True)):
            self.body.setdefault("goals", []).append({})
            self.places[pointer("goals", at)] = record.place
            for name, value in (
                ("id", id_),
                ("sub_goal", sub_goal),
                ("text", record.values["text"]),
            ):
                self._put(("goals", at, name), value, record.places.get(name, record.place))

    def _headings_without_goals(self) -> Iterator[Remainder]:
        """The headings that may hold a goal of a sub-goal of which no goal is told."""
        told = {goal["sub_goal"] for goal in self.body.get("goals", ())}
        for heading in self.draft.headings if self.kind == "plan" else ():
            if not told.issuperset(heading.sub_goals):
                yield heading

    def _goals_of(self, record: DraftRecord, at: int) -> None:
        """The ids of the goals that an activity names, by their ids or in words."""
        said = record.values.get("goal_words")
        if said is None:
            return
        goals = self.body.get("goals", ())
        ids = {normalise(goal["id"]): goal["id"] for goal in goals}
        named = [ids[form] for name in written_ids(said) if (form := normalise(name)) in ids]
        meant = [goal["id"] for goal in goals if normalise(goal["text"]) == normalise(said)]
        unknown = list(written_ids(said)) if are_ids(said) else []
        if named or meant or unknown:
            found = named or meant or unknown
            self._put(("activities", at, "goals"), found, record.places["goal_words"])

    def _activities(self) -> None:
        records = self.draft.activities
        if not records:
            return
        ids = item_ids(records, "title", is_numbered=self.kind == "plan")
        amounts = [money_field(r, self.kind, is_alone=self.is_alone) for r in records]
        unclear = doubtful(
            [r.values[name] if name else None for r, name in zip(records, amounts, strict=True)]
        )
        self.body["activities"] = [{"id": id_} for id_ in ids]
        for at, read in enumerate(records):
            name = amounts[at]
            record = _with_unclear_amount(read, name) if name and at in unclear else read
            self.places[pointer("activities", at)] = record.place
            if "id" in record.places:
                self.places[pointer("activities", at, "id")] = record.places["id"]
            told = activity_fields(record, self.kind, is_alone=self.is_alone)
            for field, place in asked_places(record, self.kind, told):
                self.places[pointer("activities", at, field)] = place
            for field, (value, place) in told.items():
                self._put(("activities", at, field), value, place)
            if self.kind == "plan":
                self._goals_of(record, at)
            for doubt, fields in doubts(record, self.kind):
                self._doubt(doubt, [pointer("activities", at, field) for field in fields])
            left = untold(record, self.kind, told)
            self.untold.append(UntoldFields(record, left, missing(self.kind, told)))
        self._columns(
            (one.record, [pointer("activities", at, name) for name in one.unasked])
            for at, one in enumerate(self.untold)
        )

    def _columns(self, records: Iterable[tuple[DraftRecord, Sequence[str]]]) -> None:
        """The columns that are not known of a list, which could tell what its rows do not.

        That of each row is told by the paths to it.
        """
        columns: dict[tuple[BlockSort, Place, str], list[Lift]] = {}
        cells: dict[Place, list[str]] = {}
        for record, paths in records:
            for column in record.unknown:
                columns.setdefault(column, []).extend(map(Lift, paths))
            for place, text in record.beside:
                cells.setdefault(place, []).append(text)
        for (sort, place, heading), lifts in columns.items():
            text = f"{heading}: {excerpt(cells[place])}" if place in cells else heading
            self.unread.append(UnreadBlock(sort, place, text, tuple(lifts)))

    def _funds(self) -> None:
        fields = self.draft.fields
        self._columns((row, ()) for row in (*self.draft.accounts, *self.draft.lines))
        lines = [line for line in self.draft.lines if "purpose" in line.values]
        certain = [n for n in FUNDS if n in fields.values and n not in fields.doubts]
        lacking = [name for name in _FUNDS_NEED if name not in certain]
        if lacking:
            self._without_funds(lacking, certain, lines)
            return
        for name in FUNDS:
            self._field(("funds", name), name)
        unclear = doubtful([line.values["amount_nok"] for line in lines])
        kept = 0
        for at, line in enumerate(lines):
            if at in unclear:
                (doubt,) = _with_unclear_amount(line, "amount_nok").doubts.values()
                self._doubt(doubt, [pointer("funds", "lines")])
                continue
            self.body["funds"].setdefault("lines", []).append({})
            self.places[pointer("funds", "lines", kept)] = line.place
            for name in ("purpose", "activity", "amount_nok"):
                if name in line.values:
                    self._put(("funds", "lines", kept, name), line.values[name], line.places[name])
            kept += 1

    def _without_funds(
        self, lacking: Sequence[str], certain: Sequence[str], lines: Sequence[DraftRecord]
    ) -> None:
        """Note the accounts as unread, where they lack what no accounts are without."""
        fields, lifts = self.draft.fields, (Lift(pointer("funds")),)
        for name in FUNDS:
            if name in fields.doubts:
                self._doubt(fields.doubts[name], [pointer("funds")])
        places = [fields.places[name] for name in certain]
        for name, place in zip(certain, places, strict=True):
            self.unread.append(UnreadBlock("cell", place, str(fields.values[name]), lifts))
        if lines:
            place = self.draft.list_places.get("funds", lines[0].place)
            rows = [f"{one.values['purpose']} | {one.values['amount_nok']}" for one in lines]
            self.unread.append(UnreadBlock("table", place, excerpt(rows), lifts))
            places.append(place)
        if places:
            told = message(
                "None of the accounts is taken, as nothing certain says “{field}”; write it in a "
                "row of its own",
                field=WORDS[lacking[0]],
            )
            self.problems.append(Problem(told, "notice", self.file, places[0], document=self.name))

    def _list(self, name: str, records: Sequence[DraftRecord], fields: Sequence[str]) -> None:
        """A list whose items are as they were read; one that lacks what it must have is not."""
        kept = 0
        told: list[tuple[DraftRecord, Sequence[str]]] = []
        for record in records:
            if _LIST_NEEDS[name] - record.values.keys():
                self._without_item(name, record, fields)
                told.append((record, ()))
                continue
            left = (one for one in fields if one not in record.values.keys() | record.asked)
            told.append((record, [pointer(name, kept, one) for one in left]))
            self.body.setdefault(name, []).append({})
            self.places[pointer(name, kept)] = record.place
            for field in fields:
                if field in record.values:
                    self._put((name, kept, field), record.values[field], record.places[field])
            for field, doubt in record.doubts.items():
                self._doubt(doubt, [pointer(name, kept, field)])
            kept += 1
        self._columns(told)

    def _without_item(self, name: str, record: DraftRecord, fields: Sequence[str]) -> None:
        """Note an item as unread, and what of it has no certain meaning."""
        said = [str(record.values[field]) for field in fields if field in record.values]
        said += [doubt.text for doubt in record.doubts.values()]
        lifts = (Lift(pointer(name)),)
        self.unread.append(UnreadBlock("row", record.place, " | ".join(said), lifts))
        for doubt in record.doubts.values():
            self._doubt(doubt, [pointer(name)])


def _choices(path: str) -> tuple[str, ...]:
    """The values of which a cell that is in doubt names one, where a field has few."""
    return get_args(Status) if path.endswith("/status") else ()


def goals_of_activities(draft: Draft) -> Iterator[DraftRecord]:
    """The goals that stand in words beside activities alone, each once."""
    known = {
        normalise(str(goal.values[name]))
        for goal in draft.goals
        for name in ("text", "id")
        if name in goal.values
    }
    for activity in draft.activities:
        said = activity.values.get("goal_words")
        if said is None or normalise(said) in known or are_ids(said):
            continue
        known.add(normalise(said))
        goal = DraftRecord(activity.places["goal_words"])
        goal.put("text", said, goal.place)
        goal.put("sub_goal", activity.values.get("sub_goals", ()), goal.place)
        yield goal


def _with_unclear_amount(record: DraftRecord, name: str) -> DraftRecord:
    """The record without an amount that may be meant in thousands."""
    values = {field: value for field, value in record.values.items() if field != name}
    told = message(
        "{given} kroner beside amounts in thousands may be meant as thousands; write it out",
        given=record.values[name],
    )
    doubt = Doubt(told, record.places[name], str(record.values[name]))
    return DraftRecord(
        record.place, values, record.places, {**record.doubts, name: doubt}, record.asked,
        record.unknown, record.beside,
    )  # fmt: skip
