"""The YAML of a rule, as its authors write it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from iacheck.cases.case import SubjectKind
from iacheck.cases.findings import Modality, Origin, SourceReference
from iacheck.checks.check import CheckSource
from iacheck.checks.term import DueSource
from iacheck.checks.yaml_model import Field, NotEmpty, Texts, YamlModel, open_form
from iacheck.rulebooks.text_models import DayText, Identifier, PeriodText

CaseSource = Annotated[dict[str, Any], open_form("case")]
ExampleSource = Annotated[dict[str, Any], open_form("example")]


class SourceWritten(YamlModel):
    """Where it stands: document, section (its heading) and paragraphs, counted from 1."""

    document: str = Field(description="One of the documents that rulebook.yaml lists")
    section: str = Field(description="The section's heading, as rulebook.yaml lists it")
    paragraphs: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1)] = Field(
        description="Paragraphs after the heading, from 1; a list belongs to the one above it"
    )

    @property
    def reference(self) -> SourceReference:
        return SourceReference(self.document, self.section, tuple(self.paragraphs))


class PeriodsWritten(YamlModel):
    """The first and last period that a rule binds in; either may be left open."""

    from_: PeriodText | None = Field(
        default=None, alias="from", description="The first period, such as 2015 or 2012-H1"
    )
    to: PeriodText | None = Field(default=None, description="The last period")


class ExampleWritten(YamlModel):
    """A case that a rule is tried on, and what it must say of it.

    `case` holds partial documents under the names that paths begin with. `violations` lists,
    for a deviation, what each violation must say; no other may come.
    """

    case: CaseSource = Field(
        default_factory=dict, description="Partial documents, under the names paths begin with"
    )
    period: PeriodText | None = Field(
        default=None, description="Else the first period that the rule binds in"
    )
    as_of: DayText | None = Field(
        default=None, description="The day it is judged as of; else ten years later"
    )
    judgement: Literal["met", "deviation"] | None = Field(
        default=None, description="For `judged`: what a person has decided"
    )
    violations: list[dict[str, Any]] | None = Field(
        default=None,
        description="All of them; for each, values of placeholders, given, expected, path or key",
    )


class ExamplesWritten(YamlModel):
    """Examples in both directions are compulsory. Each is an example or, short, its case."""

    met: Annotated[list[ExampleSource], Field(min_length=1)] = Field(
        description="Cases in which the demand holds"
    )
    deviation: Annotated[list[ExampleSource], Field(min_length=1)] = Field(
        description="Cases in which it does not, each with its violations"
    )
    undetermined: list[ExampleSource] = Field(
        default_factory=list, description="Cases in which it cannot be told"
    )
    not_applicable: list[ExampleSource] = Field(
        default_factory=list, description="Cases that the rule does not bind"
    )
    not_due: list[ExampleSource] = Field(
        default_factory=list, description="Cases in which the due date has not passed"
    )


class RuleWritten(YamlModel):
    """One rule: a demand, where it stands, how it is checked, and what to tell."""

    id: Identifier = Field(
        description="The file's name without .yaml; a later letter's same demand keeps it"
    )
    formerly: list[Identifier] = Field(
        default_factory=list,
        description="Ids that it has had; what is decided under one of them is about it too",
    )
    demand: NotEmpty = Field(description="The demand's number in the rule book's list of demands")
    title: Texts = Field(description="The demand in one sentence, as it reads when it is met")
    modality: Modality = Field(
        description="How strongly the document demands it; decides the severity"
    )
    origin: Origin = Field(
        description="Whether the document says it, describes it as done, or it is our reading"
    )
    sources: Annotated[list[SourceWritten], Field(min_length=1)] = Field(
        description="Where the demand stands"
    )
    interpretation: Texts | None = Field(
        default=None, description="What the document leaves open and the rule book decided"
    )
    subject: SubjectKind = Field(description="Who is judged, and over how long a period")
    answers: str | None = Field(
        default=None,
        description="Who can mend it, if not the subject itself: a party's id, centre (the "
        "council's), or named (the body that a violation names)",
    )
    periods: PeriodsWritten | None = Field(
        default=None, description="The periods it binds in; else all that the book covers"
    )
    needs: list[str] = Field(
        default_factory=list, description="Documents or fields without which it cannot be told"
    )
    needs_any: list[str] = Field(default_factory=list, description="At least one of these")
    when: CheckSource | None = Field(
        default=None, description="A check that must hold for the rule to apply"
    )
    applies_to: Texts | None = Field(
        default=None, description="Whom the rule binds, told where `when` does not hold"
    )
    due: DueSource | None = Field(
        default=None, description="Until this day has passed, a deviation is not due"
    )
    check: CheckSource = Field(description="What must hold: one kind with its parameters")
    violation: Texts = Field(
        description="What is told of each violation; {placeholders} are filled"
    )
    remedy: Texts = Field(description="What to do about it; {placeholders} are filled")
    examples: ExamplesWritten = Field(
        description="Cases the rule is tried on whenever the rule book is loaded"
    )
