"""The schema of a kind of document, as the author of a rule book writes it.

It is JSON Schema with fewer keywords than the standard has, those by which the program can say in
plain words what is wrong with a document, and with some of its own that begin with `x-`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from iacheck.cases.case import SubjectKind
from iacheck.cases.findings import BodyKind, SubjectType
from iacheck.checks.yaml_model import Field, NotEmpty, Texts, YamlModel

Names = Annotated[list[NotEmpty], Field(min_length=1)]


class SchemaModel(YamlModel):
    """Base of the parts of a schema: keywords are written as the standard has them."""

    BY_ALIAS_ALONE = True


class PartWritten(SchemaModel):
    """A value of a document: of which type it is, and what else must hold of it."""

    ref: str | None = Field(
        default=None,
        alias="$ref",
        description="A definition that kinds share, such as definitions.schema.json#/$defs/date; "
        "only title, description and x-label may stand beside it",
    )
    type: Literal["string", "integer", "number", "boolean", "array", "object"] | None = Field(
        default=None,
        description="What the value is: string, integer, number, boolean, array or object; there "
        "is a type or a $ref",
    )
    title: str | None = Field(default=None, description="What the value is, in a word or two")
    description: str | None = Field(default=None, description="What it means")
    enum: Annotated[list[str | int], Field(min_length=1)] | None = Field(
        default=None, description="The only values allowed"
    )
    examples: list[str] | None = Field(
        default=None, description="Values that are usual, where others are allowed too"
    )
    format: Literal["date"] | None = Field(
        default=None, description="date: a day that exists, written 2015-02-10"
    )
    pattern: str | None = Field(
        default=None, description="A regular expression for the whole text, from ^ to $"
    )
    min_length: Literal[1] | None = Field(
        default=None, alias="minLength", description="1: the text must not be empty"
    )
    minimum: int | float | None = Field(default=None, description="The least number allowed")
    maximum: int | float | None = Field(
        default=None, description="The greatest number allowed, beside a minimum"
    )
    items: PartWritten | None = Field(default=None, description="What stands in a list")
    properties: dict[NotEmpty, PartWritten] | None = Field(
        default=None, description="The fields; others are allowed, and kept"
    )
    required: list[str] | None = Field(default=None, description="Fields that must be there")
    label: Texts | None = Field(
        default=None,
        alias="x-label",
        description="What people call it; compulsory where the program has no word for the name",
    )
    names: Annotated[list[BodyKind], Field(min_length=1)] | None = Field(
        default=None,
        alias="x-names",
        description="The kinds of body that the text may name: council, party or centre",
    )
    reference: bool = Field(
        default=False, alias="x-reference", description="true: the text always names a body"
    )
    dated: bool = Field(
        default=False, alias="x-dated", description="true: a list of facts with from and to"
    )
    distinct: bool = Field(
        default=False,
        alias="x-distinct",
        description="true: a list of texts or numbers in which each counts once",
    )
    absent: Literal["untold"] | None = Field(
        default=None,
        alias="x-absent",
        description="untold: where the list is absent, nobody has told; else there are none",
    )
    day: str | None = Field(
        default=None,
        alias="x-day",
        description="The field with the day on which it took place: it counts for nothing where "
        "that day is outside the document's period, or after the day from which it is judged",
    )
    before_day: Names | None = Field(
        default=None,
        alias="x-before-day",
        description="Fields that count before that day, too; then the others alone wait for it",
    )
    identity: Names | None = Field(
        default=None,
        alias="x-identity",
        description="Fields that tell an item of a list from the others if it has no id",
    )
    called: str | None = Field(
        default=None,
        alias="x-title",
        description="The field that people would call an item of a list by",
    )


class RootWritten(SchemaModel):
    """A name that paths of rules begin with, and which rules see what under it."""

    subjects: Annotated[list[SubjectKind], Field(min_length=1)] = Field(
        description="Rules on these see the documents"
    )
    many: bool = Field(
        default=False, description="true: a list of all documents that there are; else the only one"
    )
    previous: bool = Field(
        default=False, description="true: those of the period before: last year, or half-year"
    )
    inherited: bool = Field(
        default=False,
        description="true: where a council has none, those of the councils it took over from",
    )
    of_year: bool = Field(
        default=False,
        description="true, beside many: those of every period in the year, such as half-years",
    )
    label: Texts | None = Field(
        default=None,
        alias="x-label",
        description="What people call them; compulsory where the root is not called as the kind",
    )


class FormTitlesWritten(SchemaModel):
    """What a form is called in each language; the first is what it is called when it is made."""

    nb: Names
    nn: Names
    en: Names


class KindWritten(PartWritten):
    """`<kind>.schema.json`: the fields of a kind of document, and what the program does with it."""

    dialect: Literal["https://json-schema.org/draft/2020-12/schema"] | None = Field(
        default=None, alias="$schema", description="The version of JSON Schema"
    )
    id: str | None = Field(default=None, alias="$id", description="May be left out")
    type: Literal["object"] = Field(description="A document is a group of fields")
    properties: dict[NotEmpty, PartWritten] = Field(
        description="The fields of a document, `_id` among them; others are allowed, and kept"
    )
    required: list[str] = Field(description="Fields that a document must have, `_id` among them")
    label: Texts = Field(alias="x-label", description="What people call the kind of document")
    collection: str = Field(
        alias="x-collection", description="The collection or table of the store"
    )
    unique: list[Names] | None = Field(
        default=None,
        alias="x-unique",
        description="Lists of fields: there is one document for each combination of their values",
    )
    keys: list[str] | None = Field(
        default=None, alias="x-keys", description="Fields by which documents are looked up"
    )
    owner: SubjectType | None = Field(
        default=None,
        alias="x-owner",
        description="Whose the documents are: council, party or centre, of which the field of that "
        "name says which, or national",
    )
    period: str | None = Field(
        default=None,
        alias="x-period",
        description="The field with the period that a document is found by",
    )
    covers: str | None = Field(
        default=None,
        alias="x-covers",
        description="The field that lists more years that a document is found by",
    )
    sent_after_period: bool = Field(
        default=False,
        alias="x-sent-after-period",
        description="true: it tells of all of its period, so that a day before the end of that in "
        "submitted_on is none on which it was delivered",
    )
    roots: dict[str, RootWritten] | None = Field(
        default=None, alias="x-roots", description="The names that paths of rules begin with"
    )
    form: FormTitlesWritten | None = Field(
        default=None,
        alias="x-form",
        description="What a form for Excel is called, if there is to be one",
    )
