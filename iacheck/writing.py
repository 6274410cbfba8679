"""What people write in YAML, read strictly; mistakes in plain words instead of pydantic's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from iacheck.messages import LANGS, LocalText, Message, message
from iacheck.names import nearest


class Written(BaseModel):
    """Base of everything that people write in a rule book: no field but the known ones."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Texts(Written):
    """A text in bokmål, nynorsk and English; none may be missing."""

    nb: str
    nn: str
    en: str

    @property
    def local(self) -> LocalText:
        return LocalText(self.nb, self.nn, self.en)


def written_wrongly(
    error: ValidationError, model: type[BaseModel]
) -> Iterator[tuple[tuple[str | int, ...], Message]]:
    """Place and plain words for each thing that is wrong.

    Where a value may be written in several ways, only the mistakes of the first are told.
    """
    told: set[tuple[str | int, ...]] = set()
    for details in error.errors(include_url=False):
        place = _place(details["loc"])
        if place not in told:
            told.add(place)
            yield place, _message(details, model)


def _place(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The location without pydantic's names of alternatives, which are no keys."""
    return tuple(
        step
        for step in location
        if isinstance(step, int) or not any(c in step for c in "[]()") and step not in _ALTERNATIVES
    )


_ALTERNATIVES = frozenset({"str", "int", "float", "bool", "FirstOf", "constrained-str"})


def _message(details: ErrorDetails, model: type[BaseModel]) -> Message:
    name = str(details["loc"][-1]) if details["loc"] else ""
    match details["type"]:
        case "missing" if name in LANGS:
            return message("The text is missing in the language “{lang}”", lang=name)
        case "missing":
            return message("“{field}” is missing", field=name)
        case "extra_forbidden":
            return _unknown_field(name, model)
        case "literal_error":
            return message(
                "“{given}” is not allowed here; allowed: {expected}",
                given=_short(details["input"]),
                expected=str(details["ctx"]["expected"]),
            )
        case _:
            return message(
                "“{field}” cannot be {given}: {why}",
                field=name,
                given=_short(details["input"]),
                why=details["msg"],
            )


def _unknown_field(name: str, model: type[BaseModel]) -> Message:
    known = [f.alias or n for n, f in model.model_fields.items()]
    meant = nearest(name, known)
    if meant:
        return message(
            "“{given}” is unknown here; did you mean “{meant}”?", given=name, meant=meant
        )
    return message("“{given}” is unknown here; known: {known}", given=name, known=known)


def _short(value: Any) -> str:
    text = "null" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
