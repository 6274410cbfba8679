"""Mistakes in the values of parameters, told where those stand and not where rules use them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from iacheck.checks.check import Mistake
from iacheck.checks.expected_value import DUE_DATE
from iacheck.checks.parameters import is_deadline
from iacheck.checks.yaml_model import value_in_yaml
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period
from iacheck.language.problems import Problem
from iacheck.rulebooks.book_model import RuleBookWritten, ValueWritten
from iacheck.rulebooks.files import Location, RuleFile

# Digits with what people write around and between them, and JSON does not.
_LIKE_NUMBER = re.compile(
    r"(?:NOK|kr\.?)?\s*[-+]?\d{1,3}(?:[\s.,_\u00a0\u202f]?\d+)*(?:,-)?\s*(?:%|prosent|kr\.?|kroner|NOK)?",
    re.IGNORECASE,
)
# Days as people write them in sentences, and the fields of due dates.
_LIKE_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_OF_DUE_DATES = frozenset({"day", "month", "months_after"})


def value_mistakes(written: RuleBookWritten) -> Iterator[Mistake]:
    """Numbers and dates in a form of their own, and periods in which the book judges no rule."""
    for name, parameter in written.parameters.items():
        for index, value in enumerate(parameter.values):
            at = ("parameters", name, "values", index)
            yield from _texts_for_numbers(value.value, (*at, "value"))
            yield from _periods(value, at, written)


def _texts_for_numbers(value: Any, at: tuple[str | int, ...]) -> Iterator[Mistake]:
    match value:
        case _ if _is_near_date(value):
            told = message(
                "“{field}” must be {expected}, not {given}",
                field="value",
                expected=DUE_DATE.called,
                given=value_in_yaml(value),
            )
            yield Mistake(at, told)
        case str() if not value.isdigit() and _LIKE_NUMBER.fullmatch(value):
            told = message(
                "“{given}” is a text and no number; write digits alone, with a point before "
                "decimals: 20, 0.5, 300000",
                given=value,
            )
            yield Mistake(at, told)
        case list():
            for index, part in enumerate(value):
                yield from _texts_for_numbers(part, (*at, index))
        case Mapping():
            numbers = any(isinstance(part, int | float) for part in value.values())
            for key, part in value.items():
                if part is None:
                    told = message(
                        "“{key}” has no value; a comma parts entries and stands in no number",
                        key=key,
                    )
                    yield Mistake((*at, key), told)
                elif numbers and isinstance(part, str) and part.isdigit():
                    told = message(
                        "“{given}” is a text between numbers; write it without quotes", given=part
                    )
                    yield Mistake((*at, key), told)
                elif key not in _OF_DUE_DATES:
                    yield from _texts_for_numbers(part, (*at, key))


def _is_near_date(value: Any) -> bool:
    """Whether a date is meant, and none is there: `1.3.2015`, the 30th of a month, no day."""
    if isinstance(value, str):
        return _LIKE_DATE.fullmatch(value) is not None
    if not isinstance(value, Mapping) or not value or not set(value) <= _OF_DUE_DATES:
        return False
    return all(isinstance(part, int) for part in value.values()) and not is_deadline(value)


def _periods(
    value: ValueWritten, at: tuple[str | int, ...], written: RuleBookWritten
) -> Iterator[Mistake]:
    if value.from_ and value.to:
        first, last = Period.parse(value.from_), Period.parse(value.to)
        if last.last_day < first.first_day:
            told = message("{to} comes before {from}", **{"from": value.from_, "to": value.to})
            yield Mistake((*at, "to"), told)
    for period in [value.for_] if isinstance(value.for_, str) else value.for_ or []:
        last_day = Period.parse(period).last_day.isoformat()
        if not written.valid.from_ <= last_day <= written.valid.to:
            told = message(
                "{period} is not judged by this rule book, which is valid from {first} to {last}",
                period=period,
                first=written.valid.from_,
                last=written.valid.to,
            )
            yield Mistake((*at, "for"), told)


def told_at_value(
    mistakes: Sequence[Mistake], file: RuleFile, head: RuleFile, used_well: Collection[str] = ()
) -> list[Problem]:
    """Problems of a file; those of a parameter's value where that stands, in `rulebook.yaml`.

    What is `used_well` elsewhere is as it should be: the file names another than it means.
    """
    return [_told_at_value(mistake, file, head, used_well) for mistake in mistakes]


def names_in_wrong_places(mistakes: Iterable[Mistake], file: RuleFile) -> set[str]:
    """The parameters and word lists that a file names where mistakes were found."""
    given = (written_at(file.value, mistake.location) for mistake in mistakes)
    return {text.removeprefix("$") for text in given if str(text).startswith("$")}


def names_used(value: Any) -> Iterator[str]:
    """The parameters and word lists that a part of a rule book names."""
    if isinstance(value, str):
        yield from [value.removeprefix("$")] if value.startswith("$") else []
    elif isinstance(value, list | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from names_used(part)


def _told_at_value(
    mistake: Mistake, file: RuleFile, head: RuleFile, used_well: Collection[str]
) -> Problem:
    given = written_at(file.value, mistake.location)
    name = given.removeprefix("$") if isinstance(given, str) and given.startswith("$") else ""
    named = head.value.get("parameters") or {}
    if name not in named or name in (head.value.get("words") or {}) or name in used_well:
        return file.problem(mistake.message, mistake.location)
    said = _said(mistake.message)
    wrong = [
        index
        for index, value in enumerate(named[name]["values"])
        if not said.isdisjoint(_parts([value["value"]]))
    ]
    if not wrong:
        # It is not the value that is wrong, but where it stands.
        return file.problem(mistake.message, mistake.location)
    used = file.problem(mistake.message, mistake.location)
    told = message(
        "What ${name} gives does not fit where it is used, in {file} ({place}): {told}",
        name=name,
        file=file.path.name,
        place=used.place,
        told=mistake.message,
    )
    return head.problem(told, ("parameters", name, "values", wrong[0], "value"))


def _said(told: Message) -> set[str]:
    """The values that a message names."""
    said: set[str] = set()
    for value in told.values.values():
        said |= _said(value) if isinstance(value, Message) else {str(value)}
    return said


def _parts(value: Any) -> Iterator[str]:
    """A value and its parts, as messages show them."""
    yield value_in_yaml(value)
    yield str(value)
    for part in value.values() if isinstance(value, Mapping) else value:
        if isinstance(part, list | Mapping):
            yield from _parts(part)
        else:
            yield from (value_in_yaml(part), str(part))


def written_at(value: Any, location: Location) -> Any:
    """What stands at a place, or None; a step that a short form leaves out is passed over."""
    for step in location:
        fields = isinstance(value, Mapping) and step in value
        items = isinstance(value, list) and isinstance(step, int) and step < len(value)
        value = value[step] if fields or items else value
    return value
