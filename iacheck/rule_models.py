"""The YAML of a rule and of a rule book, as their authors write it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from iacheck.cases import SubjectKind
from iacheck.compiling import CheckSource
from iacheck.findings import Modality, Origin, SourceReference
from iacheck.messages import LocalText
from iacheck.parameters import DatedValue
from iacheck.periods import Period
from iacheck.terms import TermSource
from iacheck.vocabulary import Side
from iacheck.writing import Texts, Written

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
PeriodText = Annotated[str, Field(pattern=r"^[0-9]{4}(-H[12])?$")]
DayText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class SourceWritten(Written):
    """Where it stands: document, section (its heading) and paragraphs, counted from 1."""

    document: str
    section: str
    paragraphs: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1)]

    @property
    def reference(self) -> SourceReference:
        return SourceReference(self.document, self.section, tuple(self.paragraphs))


class PeriodsWritten(Written):
    """The first and last period that a rule binds in; either may be left open."""

    from_: PeriodText | None = Field(default=None, alias="from")
    to: PeriodText | None = None


class ExampleWritten(Written):
    """A case that a rule is tried on, and what it must say of it.

    `case` holds partial documents under the names that paths begin with. `violations` lists,
    for a deviation, what each violation must say; no other may come.
    """

    case: dict[str, Any] = Field(default_factory=dict)
    period: PeriodText | None = None
    as_of: DayText | None = None
    judgement: Literal["met", "deviation"] | None = None
    violations: list[dict[str, Any]] | None = None


class ExamplesWritten(Written):
    """Examples in both directions are compulsory. Each is an example or, short, its case."""

    met: Annotated[list[dict[str, Any]], Field(min_length=1)]
    deviation: Annotated[list[dict[str, Any]], Field(min_length=1)]
    undetermined: list[dict[str, Any]] = Field(default_factory=list)
    not_applicable: list[dict[str, Any]] = Field(default_factory=list)
    not_due: list[dict[str, Any]] = Field(default_factory=list)


class RuleWritten(Written):
    """One rule: a demand, where it stands, how it is checked, and what to tell."""

    id: Identifier
    demand: Annotated[str, Field(min_length=1, description="The demand's number in the register")]
    title: Texts
    modality: Modality
    origin: Origin
    sources: Annotated[list[SourceWritten], Field(min_length=1)]
    interpretation: Texts | None = Field(
        default=None, description="What the document leaves open and the rule book decided"
    )
    subject: SubjectKind
    periods: PeriodsWritten | None = None
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
    due: TermSource | None = Field(
        default=None, description="Until this day has passed, a deviation is not due"
    )
    check: CheckSource
    violation: Texts
    remedy: Texts
    examples: ExamplesWritten


class ValueWritten(Written):
    """A value and when it holds; it has a source, or is an interpretation with a reason."""

    value: Any
    for_: PeriodText | list[PeriodText] | None = Field(default=None, alias="for")
    from_: PeriodText | None = Field(default=None, alias="from")
    to: PeriodText | None = None
    source: SourceWritten | None = None
    interpretation: bool = False
    reason: Texts | None = None

    @model_validator(mode="after")
    def _sourced(self) -> ValueWritten:
        if (self.source is None) == (not self.interpretation):
            raise ValueError("either source, or interpretation: true with reason")
        if self.interpretation and self.reason is None:
            raise ValueError("an interpretation needs a reason")
        return self

    @property
    def dated(self) -> DatedValue:
        periods = [self.for_] if isinstance(self.for_, str) else self.for_ or []
        return DatedValue(
            self.value,
            tuple(Period.parse(p) for p in periods),
            Period.parse(self.from_) if self.from_ else None,
            Period.parse(self.to) if self.to else None,
        )


class ParameterWritten(Written):
    """A figure or list that rules name with `$`."""

    label: Texts
    values: Annotated[list[ValueWritten], Field(min_length=1)]


class DatesWritten(Written):
    """From and to which day, both included."""

    from_: DayText | None = Field(default=None, alias="from")
    to: DayText | None = None


class ValidityWritten(Written):
    """The days between which periods must end to be judged by this rule book."""

    from_: DayText = Field(alias="from")
    to: DayText


class PartyWritten(Written):
    """A body of the agreement; `prefixes` are first words that make a longer name its own."""

    id: str
    name: str
    side: Side
    aliases: list[str] = Field(default_factory=list)
    prefixes: list[str] = Field(default_factory=list)
    active: DatesWritten | None = None


class TemplateWritten(Written):
    """The headings that a party report is written under, by section key, variants included."""

    part_titles: list[str] = Field(
        default_factory=list, description="How the heading of a party's part begins"
    )
    headings: dict[
        Literal["experience", "plan_deviation", "successful_activity", "other"], list[str]
    ]


class DueWritten(Written):
    """When a document must have come; until then, rules that need it are not due."""

    subject: SubjectKind
    document: str
    by: TermSource


class DocumentWritten(Written):
    """A document that demands stand in, and its sections by heading."""

    title: Texts
    sections: Annotated[list[str], Field(min_length=1)]


class RuleBookWritten(Written):
    """`rulebook.yaml`: what the rules of one folder have in common."""

    id: Identifier
    title: Texts
    valid: ValidityWritten
    interpretation: Texts | None = None
    documents: dict[str, DocumentWritten]
    parties: list[PartyWritten] = Field(default_factory=list)
    parameters: dict[str, ParameterWritten] = Field(default_factory=dict)
    words: dict[str, list[str] | dict[str, list[str]]] = Field(
        default_factory=dict, description="Word stems, or tables of them, named with $"
    )
    labels: dict[str, Texts] = Field(
        default_factory=dict, description="What people call codes that rules speak of"
    )
    due: list[DueWritten] = Field(default_factory=list)
    template: TemplateWritten | None = None
    waivers_granted_by: list[str] = Field(default_factory=list)


def local(texts: Texts | None) -> LocalText | None:
    """The texts as a value of the program; None stays None."""
    return texts.local if texts else None
