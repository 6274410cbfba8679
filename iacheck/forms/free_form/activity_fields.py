"""What a row or an item tells of an activity, as the fields that a plan or a report has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from iacheck.forms.free_form.drafts import Doubt, DraftRecord
from iacheck.forms.times import Time, join
from iacheck.language.names import words
from iacheck.language.places import Place

_SHARED = ("title", "type", "sub_goals", "responsible", "target", "partners", "themes")
_OWN: Mapping[str, tuple[str, ...]] = {
    "plan": ("method",),
    "report": ("status", "outside_plan_reason", "participants", "effect"),
}
_TIMES = ("start", "end", "when")
_MONEY: Mapping[str, str] = {"plan": "budget_nok", "report": "cost_nok"}
_TARGETS = (
    "industries", "sectors", "enterprises", "occupations", "education_groups", "groups", "other",
)  # fmt: skip
# The fields that a column or label could tell, where it is not called as the field is.
_TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "deadline": ("end", "when"),
    "time": _TIMES,
    "start": ("start", "when"),
    "end": ("end", "when"),
    "target_words": ("target",),
    "goal_words": ("goals",),
    **dict.fromkeys(_TARGETS, ("target",)),
}
_SIGNS = re.compile(r"[^\w]+")
# Longer than this, and words refer to a title and are no id.
_LONGEST_WRITTEN_ID = 8


def activity_fields(
    record: DraftRecord, kind: str, *, is_alone: bool
) -> dict[str, tuple[Any, Place]]:
    """The fields of an activity with their values and places, beside its id and its goals.

    `is_alone` tells that the paper is of this kind alone, so that all of its money is this kind's.
    """
    found = {
        name: (_plain(record.values[name]), record.places[name])
        for name in (*_SHARED, *_OWN[kind])
        if name in record.values
    }
    if kind == "plan" or is_alone:
        found |= _time_fields(record)
    money = money_field(record, kind, is_alone=is_alone)
    if money is not None:
        found[_MONEY[kind]] = record.values[money], record.places[money]
    if kind == "report" and "plan_activity" in record.values:
        reference = str(record.values["plan_activity"])
        is_title = len(reference) > _LONGEST_WRITTEN_ID or not reference.isprintable()
        told = id_of_words(reference) if is_title else reference
        found["plan_activity"] = told, record.places["plan_activity"]
    return found


def money_field(record: DraftRecord, kind: str, *, is_alone: bool) -> str | None:
    """Which of a row's amounts is what the activity is meant to cost, or has cost."""
    own = _MONEY[kind]
    if own in record.values:
        return own
    others = set(_MONEY.values()) - {own}
    is_told = is_alone or bool(others & record.asked)
    return "money" if is_told and "money" in record.values else None


def doubts(record: DraftRecord, kind: str) -> Iterator[tuple[Doubt, tuple[str, ...]]]:
    """What of a row has no certain meaning, each with the fields that it could tell."""
    known = {*_SHARED, *_OWN[kind], *_TIMES, "goals", "plan_activity", _MONEY[kind]}
    for name, doubt in record.doubts.items():
        told = (_MONEY[kind],) if name == "money" else _TOLD_BY.get(name, (name,))
        fields = tuple(field for field in told if field in known)
        if fields:
            yield doubt, fields


def missing(kind: str, told: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that an activity has no value for."""
    own = ("goals",) if kind == "plan" else ("plan_activity",)
    every = (*_SHARED, *_OWN[kind], *own, *_TIMES, _MONEY[kind])
    return tuple(name for name in every if name not in told)


def untold(record: DraftRecord, kind: str, told: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that a row does not tell, and that a column that is not known could tell."""
    asked = {f for name in record.asked for f in (name, *_TOLD_BY.get(name, ()))}
    if "money" in asked:
        asked.add(_MONEY[kind])
    return tuple(name for name in missing(kind, told) if name not in asked)


def asked_places(
    record: DraftRecord, kind: str, told: Mapping[str, Any]
) -> Iterator[tuple[str, Place]]:
    """The fields that a row was asked for and does not tell, each with the place for it."""
    known = missing(kind, told)
    for name, place in record.places.items():
        field = _MONEY[kind] if name == "money" else _TOLD_BY.get(name, (name,))[0]
        if name in record.asked and field in known:
            yield field, place


def id_of_words(text: str) -> str:
    """An id out of a title: `fagdag-om-støy`; the same whenever the title is."""
    shown = "".join(filter(str.isprintable, " ".join(text.split())))
    found = words(_SIGNS.sub(" ", shown))
    while len("-".join(found)) > 60 and len(found) > 1:
        found = found[:-1]
    return "-".join(found)[:60]


def _time_fields(record: DraftRecord) -> dict[str, tuple[str, Place]]:
    """The days of an activity, and its time in words."""
    named = [n for n in ("start", "end", "deadline", "time", "when") if n in record.values]
    times: dict[str, Time] = {name: record.values[name] for name in named}
    whole = Time(None, None, None)
    if "start" in times or "end" in times:
        nothing = Time(None, None, None)
        whole = join(times.get("start", nothing), times.get("end", nothing))
    for name in ("time", "when", "deadline"):
        if name in times:
            whole = _with(whole, times[name])
    return {
        name: (value, record.places[_told_first(name, times)])
        for name in _TIMES
        if (value := getattr(whole, name)) is not None
    }


def _told_first(name: str, times: Mapping[str, Time]) -> str:
    """The column or label that tells a part of the time first."""
    return next(source for source, time in times.items() if getattr(time, name) is not None)


def _with(first: Time, second: Time) -> Time:
    words_of_both = dict.fromkeys(filter(None, (first.when, second.when)))
    return Time(
        first.start or second.start,
        first.end or second.end,
        "; ".join(words_of_both) or None,
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
