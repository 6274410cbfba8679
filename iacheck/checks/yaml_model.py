"""What people write in YAML, as frozen values: which fields there are, and of which types.

Pydantic says what is wrong with it (`yaml_mistakes`), and is imported when something is read that
may be wrong: it takes longer than all else that a check of one file does.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Final,
    Self,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from iacheck.language.messages import LocalText, Message

_REQUIRED: Final = object()
Maker = Callable[[Any], Any]


class Mark:
    """An annotation of pydantic's, made by name when pydantic is there."""

    def __init__(self, name: str, *given: Any, **named: Any) -> None:
        self.name = name
        self.given = given
        self.named = named

    def made(self) -> Any:
        """What pydantic itself calls so."""
        import pydantic  # noqa: PLC0415 - see above

        return getattr(pydantic, self.name)(*self.given, **self.named)

    def __get_pydantic_core_schema__(self, source: Any, handler: Maker) -> Any:
        return handler(Annotated[source, self.made()])


class FieldMark(Mark):
    """What is known of a field beside its type."""

    def __init__(self, default: Any, default_factory: Callable[[], Any] | None, **said: Any):
        super().__init__("Field", **said)
        self.default = default
        self.default_factory = default_factory

    @property
    def is_required(self) -> bool:
        return self.default is _REQUIRED and self.default_factory is None

    @property
    def alias(self) -> str | None:
        """Its name in YAML, where that is another: a word that Python keeps for itself."""
        alias: str | None = self.named.get("alias")
        return alias

    @property
    def description(self) -> str | None:
        said: str | None = self.named.get("description")
        return said

    def absent(self) -> Any:
        """Its value where it is not given."""
        return self.default if self.default_factory is None else self.default_factory()

    def made(self) -> Any:
        if self.default_factory is not None:
            self_default: Mapping[str, Any] = {"default_factory": self.default_factory}
        else:
            self_default = {} if self.is_required else {"default": self.default}
        return Mark("Field", **self_default, **self.named).made()


def Field(  # noqa: N802 - as pydantic calls it
    default: Any = _REQUIRED,
    *,
    default_factory: Callable[[], Any] | None = None,
    **said: Any,
) -> Any:
    """A field of a model: its `alias`, `description`, and limits, as pydantic has them.

    In an annotation, limits of what stands there.
    """
    return FieldMark(default, default_factory, **said)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class YamlModel:
    """Base of everything that people write in a rule book: no field but the known ones.

    `FIELDS` are by their names in Python. With `BY_ALIAS_ALONE`, those that have another name in
    YAML cannot be written with that in Python.
    """

    FIELDS: ClassVar[Mapping[str, FieldMark]] = {}
    BY_ALIAS_ALONE: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        fields = dict(cls.FIELDS)
        for name in cls.__annotations__:
            given = cls.__dict__.get(name, _REQUIRED)
            fields[name] = given if isinstance(given, FieldMark) else Field(given)
            if name in cls.__dict__:
                delattr(cls, name)
        cls.FIELDS = fields

    def __init__(self, **given: Any) -> None:
        unknown = given.keys() - self.FIELDS.keys()
        if unknown:
            raise TypeError(unknown)
        for name, field in self.FIELDS.items():
            self.__dict__[name] = given[name] if name in given else field.absent()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __hash__(self) -> int:
        return hash(type(self))  # lists are among the values

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self.__dict__.items())

    def plain(self) -> dict[str, Any]:
        """The values by name in Python, without models in them."""
        return {name: _plain(value) for name, value in self}

    def fits_together(self) -> None:
        """Raises NotAllowed where fields do not go together, each of which is right by itself."""

    @classmethod
    def from_written(cls, written: Mapping[str, Any]) -> Self:
        """The value of what has been found right."""
        names = _names(cls)
        made = {}
        for name, part in written.items():
            # What is neither a list nor fields is itself, whatever its type.
            make = _maker_of(cls, names[name]) if isinstance(part, _COMPOUND) else None
            made[names[name]] = part if make is None else make(part)
        return cls(**made)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from iacheck.checks.yaml_mistakes import validating_model  # noqa: PLC0415 - see above

        del source
        return handler.generate_schema(validating_model(cls))


def _plain(value: Any) -> Any:
    if isinstance(value, YamlModel):
        return value.plain()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


_COMPOUND = (dict, list)
_NAMES: dict[type[YamlModel], dict[str, str]] = {}
_MAKERS: dict[tuple[type[YamlModel], str], Maker | None] = {}


def _names(model: type[YamlModel]) -> Mapping[str, str]:
    """The fields by each name that they may be written with."""
    known = _NAMES.get(model)
    if known is None:
        known = {name: name for name in model.FIELDS}
        known |= {field.alias: name for name, field in model.FIELDS.items() if field.alias}
        _NAMES[model] = known
    return known


def _maker_of(model: type[YamlModel], field: str) -> Maker | None:
    """What makes the value of a field; its type is read when the first value comes."""
    key = model, field
    if key not in _MAKERS:
        owner = next(one for one in model.__mro__ if field in one.__annotations__)
        alone = SimpleNamespace(__annotations__={field: owner.__annotations__[field]})
        types = get_type_hints(alone, vars(sys.modules[owner.__module__]), include_extras=True)
        _MAKERS[key] = maker(types[field])
    return _MAKERS[key]


def value_of_type(type_: Any, written: Any) -> Any:
    """The value of a type, of what has been found right."""
    make = maker(type_)
    return written if make is None else make(written)


@functools.cache
def maker(type_: Any) -> Maker | None:
    """What makes a value of a type of what stands in YAML; None where it is that itself."""
    if isinstance(type_, type) and issubclass(type_, YamlModel):
        return type_.from_written
    origin, parts = get_origin(type_), get_args(type_)
    made: Maker | None = None
    if origin is Annotated:
        made = maker(parts[0])
    elif origin in (list, tuple):
        made = _sequence_made(origin, maker(parts[0]))
    elif origin is dict:
        made = _dict_made(maker(parts[1]))
    elif origin in (Union, UnionType):
        made = _any_made(parts)
    return made


def _sequence_made(sequence: Callable[[Any], Any], part: Maker | None) -> Maker:
    return sequence if part is None else lambda written: sequence(map(part, written))


def _dict_made(part: Maker | None) -> Maker:
    if part is None:
        return dict
    return lambda written: {name: part(value) for name, value in written.items()}


def _any_made(types: tuple[Any, ...]) -> Maker | None:
    """One of several types: the first of the form that is written."""
    makers = [(type_, maker(type_)) for type_ in types]
    if not any(made for _, made in makers):
        return None

    def made(written: Any) -> Any:
        own = next((make for type_, make in makers if _is_of_form(written, type_)), None)
        return written if own is None else own(written)

    return made


def _is_of_form(written: Any, type_: Any) -> bool:
    """Whether something that is right as one of several types may be of this one."""
    while get_origin(type_) is Annotated:
        type_ = get_args(type_)[0]
    if isinstance(type_, type) and issubclass(type_, YamlModel):
        return isinstance(written, Mapping) and written.keys() <= _names(type_).keys()
    origin = get_origin(type_) or type_
    if isinstance(written, Mapping):
        return origin is dict
    return isinstance(written, list) is (origin in (list, tuple))


OPEN_FORM: Final = "x-form"


def open_form(name: str) -> Mark:
    """The mark of a type that leaves its form open: `editor_schema` defines it under this name."""
    return Mark("WithJsonSchema", {OPEN_FORM: name})


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


# A text that would be something else without its quotation marks.
_LIKE_NO_TEXT = re.compile(r"-?[0-9][0-9.-]*|true|false|null|~", re.IGNORECASE)


def value_in_yaml(value: Any) -> str:
    """A value as a sentence about it can show it: the beginning of what stands in the YAML."""
    written = isinstance(value, str) and not _LIKE_NO_TEXT.fullmatch(value)
    text = value or "“”" if written else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"
