"""What people write in YAML, read strictly; mistakes in plain words instead of pydantic's."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any, Final, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails

from iacheck.language.hints import with_hint
from iacheck.language.messages import LANGS, LocalText, Message, OneOf, Value, message
from iacheck.language.names import nearest


def _title(model: type) -> str:
    """`After the period` of `AfterThePeriod`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.removesuffix("Written"))
    return words.capitalize()


class YamlModel(BaseModel):
    """Base of everything that people write in a rule book: no field but the known ones."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        populate_by_name=True,
        model_title_generator=_title,
        # Most runs validate with few of the models.
        defer_build=True,
    )


OPEN_FORM: Final = "x-form"


def open_form(name: str) -> WithJsonSchema:
    """The mark of a type that leaves its form open: `editor_schema` defines it under this name."""
    return WithJsonSchema({OPEN_FORM: name})


NotEmpty = Annotated[str, Field(min_length=1)]


class Texts(YamlModel):
    """A text in all three languages; one with a colon is put between quotes."""

    nb: NotEmpty = Field(description="The text in bokmål")
    nn: NotEmpty = Field(description="The text in nynorsk")
    en: NotEmpty = Field(description="The text in English")

    @property
    def local(self) -> LocalText:
        return LocalText(self.nb, self.nn, self.en)


class NotAllowed(ValueError):
    """A value that a model does not take; `told` says why, in plain words."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.text)
        self.told = told


Place = tuple[str | int, ...]


def validation_mistakes(
    error: ValidationError, model: type[BaseModel]
) -> Iterator[tuple[Place, Message]]:
    """Place and plain words for each thing that is wrong.

    Where a value may be written in several ways, what is wrong inside the way that was tried
    is told rather than that it is none of the others.
    """
    found: dict[Place, list[ErrorDetails]] = {}
    for details in error.errors():
        found.setdefault(_place(details["loc"]), []).append(details)
    unknown = {place for place, wrong in found.items() if wrong[0]["type"] == "extra_forbidden"}
    for place, wrong in found.items():
        if wrong[0]["type"] == "missing" and _is_misspelt(place, unknown):
            continue
        inside = any(len(other) > len(place) and other[: len(place)] == place for other in found)
        if not inside:
            yield place, _message(place, wrong, model)


def _is_misspelt(missing: Place, unknown: Collection[Place]) -> bool:
    """Whether a field that is missing stands there with another spelling, of which is told."""
    return any(
        place[:-1] == missing[:-1] and nearest(str(place[-1]), [str(missing[-1])])
        for place in unknown
    )


def _place(location: Place) -> Place:
    """The location without pydantic's names of alternatives, which are no keys."""
    return tuple(step for step in location if isinstance(step, int) or not _is_alternative(step))


def _is_alternative(step: str) -> bool:
    return step in _ALTERNATIVES or any(sign in step for sign in "[]()")


_ALTERNATIVES = frozenset(
    {
        "str",
        "int",
        "float",
        "bool",
        "FirstOf",
        "DatesWritten",
        "DecidingBodyWritten",
        "constrained-str",
    }
)


def _message(place: Place, wrong: Sequence[ErrorDetails], model: type[BaseModel]) -> Message:
    details = wrong[0]
    name = str(place[-1]) if place else ""
    match details["type"]:
        case "missing" if name in LANGS:
            return message("The text is missing in the language “{lang}”", lang=name)
        case "missing":
            return message("“{field}” is missing", field=name)
        case "extra_forbidden":
            return _unknown_field(name, _models_at(place[:-1], model))
        case "literal_error":
            given = value_in_yaml(details["input"])
            told = message("“{given}” is not allowed here", given=given)
            # Pydantic tells them in an English sentence: 'met' or 'deviation'; True; 0.
            expected = details["ctx"]["expected"]
            allowed = re.findall("'([^']*)'", expected) or [expected.lower()]
            return with_hint(told, nearest(given, allowed), allowed)
        case "value_error" if isinstance(details["ctx"]["error"], NotAllowed):
            reason: Message = details["ctx"]["error"].told
            return reason
        case _:
            return _not_of_type(place, wrong)


def _not_of_type(place: Place, wrong: Sequence[ErrorDetails]) -> Message:
    given = wrong[0]["input"]
    if not place:
        return message("The file holds {given} where fields belong", given=value_in_yaml(given))
    called: Value = place[-1]
    if isinstance(called, int):
        # No file is a list: around an item there is a field.
        field = next(step for step in reversed(place) if isinstance(step, str))
        called = message("no. {number} of {list}", number=called + 1, list=field)
    if given is None:
        return message(
            "“{field}” is empty; write what belongs to it behind the colon, or indented below",
            field=called,
        )
    types: list[Message] = []
    for details in wrong:
        expected = _TYPES.get(details["type"], _OTHER)
        types += [] if expected in types else [expected]
    return message(
        "“{field}” must be {expected}, not {given}",
        field=called,
        expected=OneOf(types),
        given=value_in_yaml(given),
    )


_TEXT = message("text")
_LIST = message("a list")
_FIELDS = message("a group of fields")
_OTHER = message("something else")
_TYPES: Mapping[str, Message] = {
    "string_type": _TEXT,
    "string_too_short": message("text that is not empty"),
    "list_type": _LIST,
    "too_short": message("a list that is not empty"),
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "bool_type": message("true or false"),
    "int_type": message("a whole number"),
    "float_type": message("a number"),
    "union_tag_not_found": message("a path or a list of paths"),
    "union_tag_invalid": message("a path"),
    "greater_than_equal": message("a greater number"),
}


def _models_at(place: Place, model: type[BaseModel]) -> list[type[BaseModel]]:
    """The models that what stands at a place may be written by."""
    models = [model]
    for step in place:
        named = (pair for model in models for pair in model.model_fields.items())
        fields = (field for name, field in named if step in (name, field.alias))
        models = [found for f in fields for found in _models_in(f.annotation)] or models
    return models


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _unknown_field(name: str, models: Sequence[type[BaseModel]]) -> Message:
    # Where a value may be written in several ways, the name may belong to another of them.
    names = (f.alias or n for model in models for n, f in model.model_fields.items())
    known = [known for known in dict.fromkeys(names) if known != name]
    told = message("“{given}” is unknown here", given=name)
    return with_hint(told, nearest(name, known), known)


# A text that would be something else without its quotation marks.
_LIKE_NO_TEXT = re.compile(r"-?[0-9][0-9.-]*|true|false|null|~", re.IGNORECASE)


def value_in_yaml(value: Any) -> str:
    """A value as a sentence about it can show it: the beginning of what stands in the YAML."""
    written = isinstance(value, str) and not _LIKE_NO_TEXT.fullmatch(value)
    text = value or "“”" if written else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
