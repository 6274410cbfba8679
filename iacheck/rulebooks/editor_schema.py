"""JSON Schemas of the YAML that rule authors write, for completion and hints in an editor.

Pydantic makes them of the models in `models` and of the kinds' `Parameters`. Here stands what
their types leave open (`open_form`): terms, conditions, due dates, checks. They know the form
alone; paths, `$names` and examples are checked where a rule book is loaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, create_model
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from iacheck.cases.case import SUBJECT_KINDS
from iacheck.checks import kinds
from iacheck.checks.selection import ConditionSource, PathText, SelectionSource
from iacheck.checks.term import TermSource
from iacheck.checks.yaml_mistakes import StrictModel, validating_model
from iacheck.checks.yaml_model import OPEN_FORM, YamlModel
from iacheck.documents.schemas import Schemas
from iacheck.rulebooks.book_model import RuleBookWritten
from iacheck.rulebooks.examples import example_roots
from iacheck.rulebooks.rule_model import CaseSource, ExampleWritten, RuleWritten

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BASE = "https://iacheck.example/schemas"

# Forms of a term: what stands under the name, what may stand beside it, what it gives.
TERM_FORMS: Mapping[str, tuple[str, Sequence[str], str]] = {
    "path": (
        "path",
        ("where",),
        "The field's value; undetermined where it is absent; where a list may stand, all of them",
    ),
    "sum": ("selection", ("where", "absent"), "The values added up; 0 where there are none"),
    "count": (
        "selection",
        ("where", "absent", "distinct"),
        "How many values there are; 0 where there are none",
    ),
    "latest": ("selection", ("where",), "The last date, or the greatest number"),
    "characters": ("selection", ("where",), "How many characters the texts have together"),
    "distinct": ("selection", ("where",), "The different values, as a list"),
    "difference": ("terms", (), "The first number less all the others; of two dates, the days"),
    "days": ("from and to", (), "How many days the second date is after the first"),
    "months": ("from and to", (), "How many months, and part of one, it is after the first"),
    "date": ("true", (), "Among word stems: any day, such as 17. mai 2012 or 17.5.2012"),
    "month": ("true", (), "Among word stems: any month, by its name"),
    "percent": ("part and whole", (), "The part in per cent of the whole, not rounded"),
    "share": ("two numbers", ("of",), "So many parts of a number: [1, 3] is a third of it"),
    "lookup": (
        "term",
        ("by", "otherwise"),
        "What a table has for a key; else `otherwise`, or undetermined",
    ),
}

# Tests of a condition: what stands under the name, and when a field fits.
CONDITION_TESTS: Mapping[str, tuple[str, str]] = {
    "one_of": ("term", "It is one of these values, or of those that a term gives"),
    "none_of": ("term", "It is none of these values, or is absent"),
    "present": ("boolean", "true: it has content; false: it has none"),
    "at_least": ("term", "It is this number, date or year, or a greater one"),
    "at_most": ("term", "It is this number, date or year, or a smaller one"),
    "mentions": ("term", "Its text mentions one of these word stems"),
    "among": ("selection", "It is among the values of another path; a title, however written"),
}

_FORM = re.compile(f'"{OPEN_FORM}": "([a-z_]+)"')


class PartAndWhole(StrictModel):
    """A part, and the whole that it is part of."""

    part: TermSource = Field(description="What is part of the whole")
    whole: TermSource = Field(description="What it is part of")


class FromAndTo(StrictModel):
    """Two dates; if the second is before the first, the time between is below 0."""

    from_: TermSource = Field(alias="from", description="The date to count from")
    to: TermSource = Field(description="The date to count to")


class AfterThePeriod(StrictModel):
    """3 and 1: the 1st of the third month after the period's last one."""

    months_after: int = Field(ge=0, description="Counted from the period's last month")
    day: int = Field(ge=1, le=28, description="The day of that month")


class OfThePeriod(StrictModel):
    """3 and 1: the 1st of the period's third month."""

    month: int = Field(ge=1, description="Counted from the period's first month, which is 1")
    day: int = Field(ge=1, le=28, description="The day of that month")


class ConditionWritten(StrictModel):
    """Fields of the list's items, each with a test; all must fit."""

    any: list[ConditionSource] = Field([], min_length=1, description="One of these conditions")
    all: list[ConditionSource] = Field([], min_length=1, description="Every one of them")
    not_: ConditionSource = Field({}, alias="not", description="Not this condition")


_OPERANDS: Mapping[str, Any] = {
    "boolean": bool,
    "true": Literal[True],
    "from and to": FromAndTo,
    "part and whole": PartAndWhole,
    "two numbers": Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)],
    "path": PathText,
    "selection": SelectionSource,
    "term": TermSource,
    "terms": Annotated[list[TermSource], Field(min_length=2)],
}
_BESIDE: Mapping[str, tuple[Any, Any]] = {
    "where": (ConditionSource, Field({}, description="Which of the list's items count; else all")),
    "absent": (
        Literal[0],
        Field(None, description="0: so much is an item without the field; else undetermined"),
    ),
    "distinct": (
        Literal[True],
        Field(None, description="true: a value that stands several times counts once"),
    ),
    "of": (TermSource, Field(description="The number that it is a share of")),
    "by": (TermSource, Field(description="The key")),
    "otherwise": (TermSource, Field(None, description="What counts where the table has nothing")),
}


def editor_schemas(schemas: Schemas) -> Mapping[str, Schema]:
    """The schemas of a rule's file and of `rulebook.yaml`, where there are these kinds of document.

    They are by the names of their files: `rule` and `rulebook`.
    """
    return {
        "rule": _file("rule", "Rule", RuleWritten, schemas),
        "rulebook": _file("rulebook", "Rule book", RuleBookWritten, schemas),
    }


def _file(name: str, title: str, model: type[YamlModel], schemas: Schemas) -> Schema:
    builder = _Builder(schemas)
    body = builder.schema(validating_model(model))
    return {
        "$schema": _DIALECT,
        "$id": f"{_BASE}/{name}.schema.json",
        **body,
        "title": title,
        "$defs": dict(sorted(builder.definitions.items())),
    }


class _Generator(GenerateJsonSchema):
    """Every field has a title; what is optional is left out, not left empty."""

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").strip().capitalize()

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return True

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])


class _Builder:
    """Makes schemas of types, and keeps the definitions that they refer to."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.definitions: dict[str, Schema] = {}

    def schema(self, written: Any) -> Schema:
        """Pydantic's schema of a type, with the open forms in it defined."""
        text = json.dumps(TypeAdapter(written).json_schema(schema_generator=_Generator))
        made: Schema = json.loads(_FORM.sub(r'"$ref": "#/$defs/\1"', text))
        self.definitions |= made.pop("$defs", {})
        for name in _FORM.findall(text):
            if name not in self.definitions:
                self.definitions[name] = {}  # a definition may refer to itself
                self.definitions[name] = getattr(self, f"_{name}")()
        return made

    def _check(self) -> Schema:
        return {
            **_annotations("Check", "One kind of check, over its parameters"),
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {name: self._kind(name) for name in kinds.kind_names()},
            "additionalProperties": False,
        }

    def _kind(self, name: str) -> Schema:
        module: Any = kinds.find_kind(name)
        said = " ".join((module.__doc__ or "").split("\n\n")[0].split()).partition("`: ")[2]
        described = _annotations(name, said[:1].upper() + said[1:])
        whole = self.schema(validating_model(module.Parameters))
        short = getattr(module, "SHORT_FORM", None)
        if short is None:
            return {**whole, **described}
        return {"anyOf": [whole["properties"][short], whole], **described}

    def _term(self) -> Schema:
        literal = {
            **_annotations(
                "Literal or $name", "A value as it is, or a parameter or list of the book"
            ),
            "type": ["boolean", "number", "string", "array"],
        }
        forms = [
            self.schema(_term_form(name, operand, beside, said))
            for name, (operand, beside, said) in TERM_FORMS.items()
        ]
        return {**_annotations("Term", "A value to compare with"), "anyOf": [literal, *forms]}

    def _due_date(self) -> Schema:
        said = _annotations("Due date", "A date, or what gives one; that day is still in time")
        return {**said, **self.schema(AfterThePeriod | OfThePeriod | TermSource)}

    def _condition(self) -> Schema:
        tests: dict[str, Any] = {
            name: (_OPERANDS[operand], Field(None, description=said))
            for name, (operand, said) in CONDITION_TESTS.items()
        }
        test = create_model("Test", __base__=StrictModel, __doc__="What the field must be", **tests)
        return {
            **self.schema(ConditionWritten),
            "minProperties": 1,
            "additionalProperties": {**self.schema(test), "minProperties": 1},
        }

    def _example(self) -> Schema:
        whole, case = self.schema(validating_model(ExampleWritten)), self.schema(CaseSource)
        described = _annotations("Example", whole["description"])
        return {**described, "anyOf": [{**whole, "required": ["case"]}, case]}

    def _case(self) -> Schema:
        roots = {root for kind in SUBJECT_KINDS for root in example_roots(self.schemas, kind)}
        return {
            **_annotations("Case", "Partial documents under the names that paths begin with"),
            "type": "object",
            "propertyNames": {"enum": sorted(roots)},
        }


def _term_form(name: str, operand: str, beside: Sequence[str], said: str) -> type[StrictModel]:
    fields: dict[str, Any] = {name: (_OPERANDS[operand], Field(description=said))}
    fields |= {field: _BESIDE[field] for field in beside}
    return create_model(name, __base__=StrictModel, __doc__=said, **fields)


def _annotations(title: str, description: str) -> Schema:
    return {"title": title, "description": description}
