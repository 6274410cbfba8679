"""What is wrong with what people write in YAML, found by pydantic and told in plain words."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, cast, get_args, get_type_hints

from pydantic import (
    BaseModel,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import ErrorDetails

from iacheck.checks.yaml_model import NotAllowed, YamlModel, value_in_yaml
from iacheck.language.hints import with_hint
from iacheck.language.messages import LANGS, Message, OneOf, Value, message
from iacheck.language.names import nearest

Place = tuple[str | int, ...]


def _title(model: type) -> str:
    """`After the period` of `AfterThePeriod`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.removesuffix("Written"))
    return words.capitalize()


class StrictModel(BaseModel):
    """Base of pydantic's models of what people write: no field but the known ones."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        populate_by_name=True,
        model_title_generator=_title,
        # Most runs validate with few of the models.
        defer_build=True,
    )


class _StrictByAlias(StrictModel):
    model_config = ConfigDict(populate_by_name=False)


def validating_model(model: type[YamlModel]) -> type[BaseModel]:
    """Pydantic's model of the same fields."""
    if model not in _MADE:
        _MADE[model] = _validating_model(model)
    return _MADE[model]


_MADE: dict[type[YamlModel], type[BaseModel]] = {}


def _validating_model(model: type[YamlModel]) -> type[BaseModel]:
    types = get_type_hints(model, include_extras=True)
    fields: dict[str, Any] = {
        name: (types[name], field.made()) for name, field in model.FIELDS.items()
    }

    def fits_together(made: BaseModel) -> BaseModel:
        # It has the fields that are looked at.
        model.fits_together(cast("Any", made))
        return made

    checks = model.fits_together is not YamlModel.fits_together
    validators: dict[str, Any] = (
        {"together": model_validator(mode="after")(fits_together)} if checks else {}
    )
    return create_model(
        model.__name__,
        __base__=_StrictByAlias if model.BY_ALIAS_ALONE else StrictModel,
        __doc__=model.__doc__,
        __module__=model.__module__,
        __validators__=validators,
        **fields,
    )


def mistakes_in(model: type[YamlModel], written: Any) -> Sequence[tuple[Place, Message]]:
    """Place and plain words for each way in which something is not as its model has it."""
    try:
        validating_model(model).model_validate(written)
    except ValidationError as error:
        return list(_told(error, model))
    return ()


# Making one takes longer than all that it is then asked.
_adapter = functools.cache(TypeAdapter)


def is_of_type(written: Any, type_: Any) -> bool:
    """Whether something is as a type has it."""
    try:
        _adapter(type_).validate_python(written)
    except ValidationError:
        return False
    return True


def _told(error: ValidationError, model: type[YamlModel]) -> Iterator[tuple[Place, Message]]:
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


def _message(place: Place, wrong: Sequence[ErrorDetails], model: type[YamlModel]) -> Message:
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


def _models_at(place: Place, model: type[YamlModel]) -> list[type[YamlModel]]:
    """The models that what stands at a place may be written by."""
    models = [model]
    for step in place:
        types = (
            get_type_hints(model)[name]
            for model in models
            for name, field in model.FIELDS.items()
            if step in (name, field.alias)
        )
        models = [found for type_ in types for found in _models_in(type_)] or models
    return models


def _models_in(type_: Any) -> Iterator[type[YamlModel]]:
    if isinstance(type_, type) and issubclass(type_, YamlModel):
        yield type_
    for part in get_args(type_):
        yield from _models_in(part)


def _unknown_field(name: str, models: Sequence[type[YamlModel]]) -> Message:
    # Where a value may be written in several ways, the name may belong to another of them.
    names = (f.alias or n for model in models for n, f in model.FIELDS.items())
    known = [known for known in dict.fromkeys(names) if known != name]
    told = message("“{given}” is unknown here", given=name)
    return with_hint(told, nearest(name, known), known)
