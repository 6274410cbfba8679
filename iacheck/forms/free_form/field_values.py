"""What stands in a cell, or after a label, as the value of a field of a record."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from iacheck.cases.vocabulary import TargetWords
from iacheck.documents.field_types import FieldType
from iacheck.forms.cells import read_cell
from iacheck.forms.free_form.drafts import Draft, DraftRecord
from iacheck.forms.free_form.trade_words import ColumnMeaning
from iacheck.forms.grids import Raw
from iacheck.forms.kroner import read_kroner
from iacheck.forms.layout import Forms
from iacheck.forms.statuses import (
    may_not_be_carried_out,
    status_of,
    status_of_answer,
)
from iacheck.forms.sub_goals import read_sub_goals, sub_goal_before
from iacheck.forms.targets import classify_targets
from iacheck.forms.times import Time, TimeColumn, read_time
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.labels import WORDS
from iacheck.language.messages import Message, OneOf, message
from iacheck.language.places import Place

_TIMES: Mapping[str, TimeColumn] = {
    "start": "start", "end": "end", "deadline": "deadline", "time": "when", "when": "when",
}  # fmt: skip
_AMOUNTS = frozenset(
    {
        "money", "budget_nok", "cost_nok", "amount_nok", "budget", "received_nok", "used_nok",
        "carried_over_nok", "carried_forward_nok", "unused",
    }
)  # fmt: skip
_TARGETS = frozenset(
    {"industries", "sectors", "enterprises", "occupations", "education_groups", "groups", "other"}
)
_BEYOND = 10**15
# Where amounts may be in kroner, or in thousands of them.
UNCERTAIN_SCALE = 0
# An amount as large as this, or one that says so, is in kroner.
_IN_KRONER = 10_000
_SAYS_KRONER = re.compile(r"\b(?:kr|kroner|nok|tusen|mill\w*)\b|,-", re.IGNORECASE)
_STATUSES = ("completed", "ongoing", "postponed", "cancelled")
_BODIES = frozenset({"partners", "attended"})
_LISTS = _TARGETS | _BODIES | {"target_words", "themes"}
_BETWEEN_PARTNERS = re.compile(r"\s*[;\n]\s*|\s*,\s+")
_SEVERAL = re.compile(r"\s*[;\n]\s*|\s*,\s+|\s+(?:og|and)\s+")
_COUNTED = re.compile(
    r"(?P<count>\d{1,6})(?: (?:deltakere|deltakarar|deltagere|participants|personer|stk)\.?)?"
)


@frozen
class FieldReader:
    """Reads values into records; what has no certain meaning becomes a doubt of the record.

    Amounts are multiplied by `scale`, where their column does not say by what.
    """

    types: Mapping[tuple[str, str], FieldType]
    targets: TargetWords
    scale: int = 1

    def fill(self, record: DraftRecord, column: ColumnMeaning, value: Raw, place: Place) -> None:
        """Read what stands in a column, or after a label, if it says anything."""
        name = column.field
        if name == "carried_out":
            self._fill_carried_out(record, value, place)
            return
        record.asked.add(name)
        if not has_content(value):
            return
        try:
            read = self._read(name, value, column)
        except UnreadableCell as error:
            record.doubt(name, error.told, place, raw_text(value))
            return
        if name in _TIMES and "status" not in record.values:
            _take_status_of_time(record, raw_text(value), place)
        if name == "goal_words":
            read = _take_sub_goal_before(record, str(read or ""), place)
        if read in (None, (), [], {}, ""):
            return
        if name == "target_words":
            read = _merge(record.values.get("target", {}), read)
            name = "target"
        elif name in _TARGETS:
            read = _merge(record.values.get("target", {}), {name: read})
            name = "target"
        record.put(name, read, place)

    def _fill_carried_out(self, record: DraftRecord, value: Raw, place: Place) -> None:
        """Read what answers whether something was carried out: `ja`, `x`, or the day."""
        record.asked.add("status")
        text = raw_text(value).strip()
        if not text:
            return
        status = status_of_answer(text)
        time = _exact_time(value) if status is None else None
        if time is not None:
            record.put("time", time, place)
        if status is None and time is None:
            record.doubt("status", _no_status(text), place, text)
            return
        record.put("status", status or "completed", place)

    def fill_once(self, draft: Draft, column: ColumnMeaning, value: Raw, place: Place) -> None:
        """Read a field of the document, which another place may have given already."""
        alone = DraftRecord(place)
        self.fill(alone, column, value, place)
        for name, read in alone.values.items():
            draft.put_once(name, read, place)
        for name, doubt in alone.doubts.items():
            draft.fields.doubts.setdefault(name, doubt)

    def _read(self, name: str, value: Raw, column: ColumnMeaning) -> Any:
        if isinstance(value, Message):
            raise UnreadableCell(value)
        if name in _TIMES:
            return read_time(value, _TIMES[name])
        if name in _AMOUNTS:
            return self._kroner(value, column)
        if name in ("sub_goals", "sub_goal"):
            return read_sub_goals(value)
        field_type = self.types.get((column.table, name))
        if field_type is not None:
            return read_cell(value, field_type)
        if name in _LISTS:
            # Line ends part the items of a list.
            return self._read_list(name, value if isinstance(value, str) else raw_text(value))
        return _read_words(name, raw_text(value))

    def _kroner(self, value: Raw, column: ColumnMeaning) -> int | None:
        """An amount, in kroner or thousands by its column, else by its part of the paper."""
        if column.scale > 1 or self.scale != UNCERTAIN_SCALE:
            return _possible(read_kroner(value, column.scale if column.scale > 1 else self.scale))
        amount = _possible(read_kroner(value))
        said = raw_text(value)
        if amount is not None and 0 < amount < _IN_KRONER and not _SAYS_KRONER.search(said):
            raise UnreadableCell(
                message(
                    "It cannot be told whether “{given}” is in kroner or in thousands; write the "
                    "amount in whole kroner, such as 50000 kr",
                    given=said,
                )
            )
        return amount

    def _read_list(self, name: str, text: str) -> Any:
        if name == "target_words":
            return classify_targets(text, self.targets)
        # Rules find several names in one text; “og” may be part of a name.
        if name == "attended" and text.strip()[:1].isdecimal():
            raise UnreadableCell(
                message("“{given}” says how many there were; write which bodies", given=text)
            )
        between = _BETWEEN_PARTNERS if name in _BODIES else _SEVERAL
        return [part for part in between.split(text.strip()) if has_content(part)]


def _read_words(name: str, text: str) -> Any:
    if name == "status":
        return _status(text)
    return _participants(text) if name == "participants" else text


def field_types(forms: Forms) -> Mapping[tuple[str, str], FieldType]:
    """The fields that are read as a form reads them, days, codes and truth values, by list."""
    read_as_in_forms = ("type", "held_on", "date", "local", "adopted_on", "submitted_on")
    columns = [
        (table, column)
        for kind in ("plan", "report")
        for table, columns in (
            ("", forms[kind].fields),
            *((one.name, one.columns) for one in forms[kind].tables),
        )
        for column in columns
    ]
    return {
        (table, column.name): column.field_type
        for table, column in columns
        if column.name in read_as_in_forms
    }


def raw_text(value: Raw) -> str:
    """What a cell holds as a person reads it."""
    if isinstance(value, Message):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return " ".join(str(value).split()) if isinstance(value, str) else str(value)


def _merge(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    names = dict.fromkeys((*first, *second))
    return {n: list(dict.fromkeys((*first.get(n, ()), *second.get(n, ())))) for n in names}


def _possible(amount: int | None) -> int | None:
    """An amount that a document can have: not below nothing, nor beyond all money."""
    if amount is not None and not 0 <= amount < _BEYOND:
        raise UnreadableCell(
            message(
                "“{given}” is no amount; write it in whole kroner, such as 50000", given=str(amount)
            )
        )
    return amount


def _status(text: str) -> str:
    status = status_of(text)
    if status is None:
        raise UnreadableCell(_no_status(text))
    return status


def _no_status(text: str) -> Message:
    return message(
        "“{given}” is no status that is known; write {known}",
        given=text,
        known=OneOf([WORDS[code] for code in _STATUSES]),
    )


def _take_sub_goal_before(record: DraftRecord, said: str, place: Place) -> str:
    """Take the sub-goal that words on a goal begin with; the words. One that is told goes first."""
    sub_goals, rest = sub_goal_before(said)
    if sub_goals and "sub_goals" not in record.values:
        record.put("sub_goals", sub_goals, place)
    return rest


def _take_status_of_time(record: DraftRecord, text: str, place: Place) -> None:
    """Take “Utsatt til 2016”, where a time is asked for, for the status too."""
    if not may_not_be_carried_out(text):
        return
    status = status_of(text)
    if status is None:
        record.doubt("status", _no_status(text), place, text)
    else:
        record.put("status", status, place)


def _exact_time(value: Raw) -> Time | None:
    """The day, or days, that a cell gives; None for words, which may tell anything."""
    try:
        time = read_time(value, "when")
    except UnreadableCell:
        return None
    return time if time.start else None


def _participants(text: str) -> int:
    counted = _COUNTED.fullmatch(text)
    if counted is None:
        told = message("“{given}” is no number of participants; write a whole number", given=text)
        raise UnreadableCell(told)
    return int(counted["count"])
