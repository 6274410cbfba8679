"""JSON Schemas of the YAML that rule authors write, for completion and hints in an editor.

They are made from the models in `rule_models` and from the kinds' `Parameters`, and written by
hand where a model leaves the form open: terms, conditions, due dates. They know the form alone;
paths, `$names` and examples are checked where a rule book is loaded.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter

from iacheck.cases.case import ROOTS
from iacheck.checks import kinds
from iacheck.checks.compiler import CheckSource
from iacheck.checks.term import SelectionSource, TermSource
from iacheck.checks.yaml_model import Texts, YamlModel
from iacheck.language.messages import LANGS
from iacheck.rulebooks.models import ExampleWritten, RuleBookWritten, RuleWritten

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BASE = "https://iacheck.example/schemas"

# Forms of a term: what stands under the name, what may stand beside it, what it gives.
TERM_FORMS: Mapping[str, tuple[str, Sequence[str], str]] = {
    "path": ("path", ("where",), "The field's value; undetermined where it is absent"),
    "sum": ("selection", ("where",), "The values added up; 0 where there are none"),
    "count": ("selection", ("where",), "How many values there are; 0 where there are none"),
    "latest": ("selection", ("where",), "The last date, or the greatest number"),
    "characters": ("selection", ("where",), "How many characters the texts have together"),
    "difference": ("terms", (), "The first term less all the others"),
    "percent": ("part and whole", (), "The part in per cent of the whole, not rounded"),
    "lookup": ("term", ("by",), "What a table has for a key; undetermined where it has nothing"),
}
_BESIDE = {"where": "condition", "by": "term"}

# Tests of a condition: what stands under the name, and when a field fits.
CONDITION_TESTS: Mapping[str, tuple[str, str]] = {
    "one_of": ("term", "It is one of these values"),
    "none_of": ("term", "It is none of these values, or is absent"),
    "present": ("boolean", "true: it has content; false: it has none"),
    "at_least": ("term", "It is this number or date, or a greater one"),
    "at_most": ("term", "It is this number or date, or a smaller one"),
    "mentions": ("term", "Its text mentions one of these word stems"),
}

# Fields whose type leaves their form open, and the definition that says what it is.
_OPEN_FIELDS: Mapping[str, str] = {
    "where": "condition",
    "in_where": "condition",
    "due": "due_date",
    "by": "due_date",
    "case": "case",
    "met": "example",
    "deviation": "example",
    "undetermined": "example",
    "not_applicable": "example",
    "not_due": "example",
}
_LANGUAGES = {"nb": "The text in bokmål", "nn": "The text in nynorsk", "en": "The text in English"}


def rule_schema() -> Schema:
    """The schema of a rule's file."""
    return _file("rule", "Rule", RuleWritten)


def rulebook_schema() -> Schema:
    """The schema of `rulebook.yaml`."""
    return _file("rulebook", "Rule book", RuleBookWritten)


def _file(name: str, title: str, model: type[YamlModel]) -> Schema:
    builder = _Builder()
    body = builder.model(model)
    return {
        "$schema": _DIALECT,
        "$id": f"{_BASE}/{name}.schema.json",
        **body,
        "title": title,
        "$defs": dict(sorted(builder.definitions.items())),
    }


class _Builder:
    """Makes schemas of models, and keeps the definitions that they refer to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def model(self, model: type[BaseModel]) -> Schema:
        """An object with the model's fields, each with a title and a description."""
        hints = get_type_hints(model, include_extras=True)
        properties: dict[str, Schema] = {}
        required = []
        for name, field in model.model_fields.items():
            written = field.alias or name
            hint = _not_none(hints[name])
            if get_origin(hint) is list and field.metadata:
                hint = Annotated[hint, *field.metadata]  # limits that stand in the field
            properties[written] = {
                **self.type(hint, _OPEN_FIELDS.get(name)),
                "title": written.replace("_", " ").capitalize(),
                "description": field.description or "",
            }
            if field.is_required():
                required.append(written)
        return {
            "title": _title(model),
            "description": (model.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": False,
        }

    def type(self, hint: Any, open_form: str | None = None) -> Schema:
        """What a field of this type may hold; `open_form` says it where the type does not."""
        if hint == TermSource:
            return self.refer(open_form or "term")
        if hint == SelectionSource:
            return self.refer("selection")
        if hint == CheckSource:
            return self.refer("check")
        if hint is Texts:
            return self.refer("texts")
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.refer(_title(hint).lower(), lambda: self.model(hint))
        return self._composed(hint, open_form)

    def _composed(self, hint: Any, open_form: str | None) -> Schema:
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated and get_origin(args[0]) is list:
            inner = self.type(args[0], open_form)
            return {**TypeAdapter(Annotated[list[Any], *args[1:]]).json_schema(), **inner}
        if origin is list:
            return {"type": "array", "items": self.type(args[0], open_form)}
        if origin is dict and open_form is not None:
            return self.refer(open_form)
        if origin is dict:
            names = {"propertyNames": self.type(args[0])} if args[0] is not str else {}
            return {"type": "object", **names, "additionalProperties": self.type(args[1])}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.type(arg, open_form) for arg in args]}
        # The form of single values is pydantic's to tell: patterns, limits, choices.
        leaf: Schema = TypeAdapter(hint).json_schema()
        return leaf

    def refer(self, name: str, make: Any = None) -> Schema:
        """A reference to a definition, which is made when it is first referred to."""
        if name not in self.definitions:
            self.definitions[name] = {}  # a definition may refer to itself
            self.definitions[name] = (make or getattr(self, f"_{name}"))()
        return {"$ref": f"#/$defs/{name}"}

    def _texts(self) -> Schema:
        return {
            "title": "Text in three languages",
            "description": "None may be missing; a text with a colon is put between quotes.",
            "type": "object",
            "required": list(LANGS),
            "properties": {
                lang: {**_said(lang, _LANGUAGES[lang]), "type": "string", "minLength": 1}
                for lang in LANGS
            },
            "additionalProperties": False,
        }

    def _check(self) -> Schema:
        return {
            "title": "Check",
            "description": "One kind of check, over its parameters.",
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {name: self._kind(name) for name in kinds.kind_names()},
            "additionalProperties": False,
        }

    def _kind(self, name: str) -> Schema:
        module: Any = kinds.find_kind(name)
        said = " ".join((module.__doc__ or "").split("\n\n")[0].split())
        described = {"title": name, "description": _sentence(said.partition("`: ")[2])}
        whole = self.model(module.Parameters)
        short = getattr(module, "SHORT_FORM", None)
        if short is None:
            return {**whole, **described}
        return {"anyOf": [whole["properties"][short], whole], **described}

    def _selection(self) -> Schema:
        path = self.refer("path")
        paths = {"type": "array", "minItems": 1, "items": path}
        first = {
            "title": "First of",
            "description": "The first of these paths that gives anything.",
            "type": "object",
            "required": ["first_of"],
            "properties": {"first_of": {**paths, **_said("First of", "Paths, in order.")}},
            "additionalProperties": False,
        }
        return {
            **_said("Selection", "A path, several paths together, or the first that gives any."),
            "anyOf": [path, {**paths, **_said("Paths", "The values of all of them.")}, first],
        }

    def _path(self) -> Schema:
        said = "Such as report.activities[].sub_goals[]; [] goes into every item of a list."
        return {**_said("Path", said), "type": "string"}

    def _term(self) -> Schema:
        literal = {
            **_said("Literal or $name", "A value as it is, or a parameter or list of the book."),
            "type": ["boolean", "number", "string", "array"],
        }
        forms = [
            {
                **_said(name, said),
                "type": "object",
                "required": [name, *(field for field in also if field != "where")],
                "properties": {name: {**self._operand(operand), **_said(name, said)}}
                | {field: self.refer(_BESIDE[field]) for field in also},
                "additionalProperties": False,
            }
            for name, (operand, also, said) in TERM_FORMS.items()
        ]
        return {**_said("Term", "A value to compare with."), "anyOf": [literal, *forms]}

    def _operand(self, operand: str) -> Schema:
        if operand == "terms":
            return {"type": "array", "minItems": 2, "items": self.refer("term")}
        if operand == "part and whole":
            shares = {"part": "What is part of the whole.", "whole": "What it is part of."}
            return {
                "type": "object",
                "required": [*shares],
                "properties": {
                    share: {**self.refer("term"), **_said(share.capitalize(), said)}
                    for share, said in shares.items()
                },
                "additionalProperties": False,
            }
        return self.refer(operand)

    def _due_date(self) -> Schema:
        months = _said("Months after", "Counted from the period's last month.")
        day = _said("Day", "The day of that month.")
        after = {
            **_said("After the period", "3 and 1: the 1st of the third month after the last one."),
            "type": "object",
            "required": ["months_after", "day"],
            "properties": {
                "months_after": {**months, "type": "integer", "minimum": 0},
                "day": {**day, "type": "integer", "minimum": 1, "maximum": 28},
            },
            "additionalProperties": False,
        }
        said = "A date, or what gives one; that day is still in time."
        return {**_said("Due date", said), "anyOf": [after, self.refer("term")]}

    def _condition(self) -> Schema:
        inner = self.refer("condition")
        tests = {
            name: {**self._test(operand), **_said(name, said)}
            for name, (operand, said) in CONDITION_TESTS.items()
        }
        return {
            **_said("Condition", "Fields of the list's items, each with a test; all must fit."),
            "type": "object",
            "minProperties": 1,
            "properties": {
                "any": {**_many(inner), **_said("any", "One of these conditions.")},
                "all": {**_many(inner), **_said("all", "Every one of these conditions.")},
                "not": {**inner, **_said("not", "Not this condition.")},
            },
            "additionalProperties": {
                **_said("Test", "What the field must be."),
                "type": "object",
                "minProperties": 1,
                "properties": tests,
                "additionalProperties": False,
            },
        }

    def _test(self, operand: str) -> Schema:
        return {"type": "boolean"} if operand == "boolean" else self.refer(operand)

    def _example(self) -> Schema:
        whole = self.model(ExampleWritten)
        return {
            **_said("Example", whole["description"]),
            "anyOf": [{**whole, "required": ["case"]}, self.refer("case")],
        }

    def _case(self) -> Schema:
        roots = sorted({root for known in ROOTS.values() for root in known})
        return {
            **_said("Case", "Partial documents under the names that paths begin with."),
            "type": "object",
            "propertyNames": {"enum": roots},
        }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(title: str, description: str) -> Schema:
    return {"title": title, "description": description}


def _many(items: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": items}


def _title(model: type[BaseModel]) -> str:
    return model.__name__.removesuffix("Written")


def _not_none(hint: Any) -> Any:
    """The type without None: what is optional is left out, not left empty."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    left = tuple(arg for arg in get_args(hint) if arg is not types.NoneType)
    return Union[left]  # noqa: UP007 (of one type, it is that type)
