"""The YAML of a rule and of a rule book, as their authors write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from iacheck.cases.case import SubjectKind
from iacheck.cases.findings import Modality, Origin, SourceReference
from iacheck.cases.vocabulary import Side
from iacheck.checks.check import CheckSource
from iacheck.checks.parameters import DatedValue
from iacheck.checks.term import DueSource
from iacheck.checks.texts import is_stem
from iacheck.checks.yaml_model import Field, Mark, NotAllowed, NotEmpty, Texts, YamlModel, open_form
from iacheck.language.messages import LocalText, Message, message
from iacheck.language.periods import Period, read_date, read_period


def _must_be(expected: Message, test: Callable[[str], object]) -> Mark:
    """A validator that refuses texts which fail a test; `expected` says what is wanted."""

    def validate(text: str) -> str:
        if not test(text):
            raise NotAllowed(message("“{given}” is not {expected}", given=text, expected=expected))
        return text

    return Mark("AfterValidator", validate)


def _text(pattern: str) -> Mark:
    """What an editor can check of it."""
    return Mark("WithJsonSchema", {"type": "string", "pattern": pattern})


_IDENTIFIER = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Identifier = Annotated[
    str,
    _must_be(
        message("small letters a–z and digits, with hyphens between words"),
        re.compile(_IDENTIFIER[1:-1], re.ASCII).fullmatch,
    ),
    _text(_IDENTIFIER),
]
PeriodText = Annotated[
    str,
    _must_be(message("a year or half-year, such as 2015 or 2012-H1"), read_period),
    _text(r"^[0-9]{4}(-H[12])?$"),
]
DayText = Annotated[
    str,
    _must_be(message("a day that exists, such as 2015-02-10"), read_date),
    _text(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
]
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


class ValueWritten(YamlModel):
    """A value and when it holds; it has a source, or is an interpretation with a reason."""

    value: Any = Field(
        description="A number, text, list, due date, or table whose keys are put between quotes"
    )
    for_: PeriodText | list[PeriodText] | None = Field(
        default=None, alias="for", description="The only period or periods it holds for"
    )
    from_: PeriodText | None = Field(
        default=None, alias="from", description="The first period it holds for"
    )
    to: PeriodText | None = Field(default=None, description="The last period it holds for")
    source: SourceWritten | None = Field(default=None, description="Where the value stands")
    interpretation: bool = Field(
        default=False, description="true: the document gives no value and the rule book decided it"
    )
    reason: Texts | None = Field(
        default=None, description="Why this value; compulsory with interpretation: true"
    )

    def fits_together(self) -> None:
        if (self.source is None) != self.interpretation or (
            self.interpretation != (self.reason is not None)
        ):
            raise NotAllowed(
                message("A value has either a “source”, or “interpretation: true” and a “reason”")
            )
        if self.for_ is not None and (self.from_ or self.to):
            raise NotAllowed(
                message("A value holds either “for” periods, or “from” one and “to” another")
            )

    @property
    def dated(self) -> DatedValue:
        periods = [self.for_] if isinstance(self.for_, str) else self.for_ or []
        return DatedValue(
            self.value,
            tuple(Period.parse(p) for p in periods),
            Period.parse(self.from_) if self.from_ else None,
            Period.parse(self.to) if self.to else None,
            self.source.reference if self.source else None,
            local_text(self.reason),
        )


class ParameterWritten(YamlModel):
    """A figure or list that rules name with `$`."""

    label: Texts = Field(description="What people call it")
    values: Annotated[list[ValueWritten], Field(min_length=1)] = Field(
        description="Its values; the first that holds for a period counts, else undetermined"
    )


Stem = Annotated[
    str,
    _must_be(message("the beginning of a word, or “=” and a whole word"), is_stem),
]
Stems = Annotated[list[Stem], Field(min_length=1)]


class DatesWritten(YamlModel):
    """From and to which day, both included."""

    from_: DayText | None = Field(default=None, alias="from", description="The first day")
    to: DayText | None = Field(default=None, description="The last day")


class ValidityWritten(YamlModel):
    """The days between which periods must end to be judged by this rule book."""

    from_: DayText = Field(alias="from", description="The first day")
    to: DayText = Field(description="The last day")


class AssociationsWritten(YamlModel):
    """Names of member unions and associations, and the public sources that count them so."""

    names: Annotated[list[NotEmpty], Field(min_length=1)] = Field(
        description="What they are called; a branch's name begins so"
    )
    seen: Annotated[list[NotEmpty], Field(min_length=2)] = Field(
        description="Where each of them was seen as a member: two public sources or more"
    )


class PartyWritten(YamlModel):
    """A body of the agreement; `prefixes` are first words that make a longer name its own."""

    id: str = Field(description="Names the party in results and documents, such as LO")
    name: str = Field(description="Its full name")
    side: Side = Field(description="An organisation of employers or employees, or an authority")
    aliases: list[str] = Field(default_factory=list, description="Other names that are its own")
    prefixes: list[str] = Field(
        default_factory=list, description="With NAV, the name “NAV Rogaland” is this party's"
    )
    not_with: list[str] = Field(
        default_factory=list,
        description="With arbeidslivssent, “NAV Arbeidslivssenter Rogaland” is another body, which "
        "has no seat for this party; as a partner it still counts as this one",
    )
    parts: list[str] = Field(
        default_factory=list,
        description="First words of names of other bodies of its own, such as ALS, which have no "
        "seat for it; as partners they count as this one",
    )
    associations: list[AssociationsWritten] = Field(
        default_factory=list,
        description="Member unions and associations, which count as the party where they take part",
    )
    active: DatesWritten | list[DatesWritten] | None = Field(
        default=None, description="When it is a party, in one span or several; else always"
    )


class TemplateWritten(YamlModel):
    """The headings that a party report is written under, by section key, variants included."""

    part_titles: list[str] = Field(
        default_factory=list, description="How the heading of a party's part begins"
    )
    headings: dict[
        Literal["experience", "plan_deviation", "successful_activity", "other"], list[str]
    ] = Field(description="The headings of each section, in every variant that occurs")


class TargetListsWritten(YamlModel):
    """Which word lists, or tables of them, name targets of each kind."""

    industries: list[str] = Field(default_factory=list, description="Lists that name industries")
    sectors: list[str] = Field(default_factory=list, description="Lists that name sectors")
    enterprises: list[str] = Field(
        default_factory=list, description="Lists that name enterprises and workplaces"
    )
    groups: list[str] = Field(
        default_factory=list,
        description="Lists that name people alone, such as the young; an activity that is for "
        "nobody else is directed at no enterprise",
    )


class SpellingsWritten(YamlModel):
    """Words by language; case, spaces and hyphens do not matter."""

    nb: list[NotEmpty] = Field(default_factory=list, description="Words in bokmål")
    nn: list[NotEmpty] = Field(default_factory=list, description="Words in nynorsk")
    en: list[NotEmpty] = Field(default_factory=list, description="Words in English")


class TradeWordsWritten(YamlModel):
    """Words that plans and reports are written in, beside those that the program knows."""

    kinds: dict[str, SpellingsWritten] = Field(
        default_factory=dict, description="What papers call themselves: plan, report"
    )
    sections: dict[str, SpellingsWritten] = Field(
        default_factory=dict, description="Headings of parts: activities, goals, funds …"
    )
    columns: dict[str, dict[str, SpellingsWritten]] = Field(
        default_factory=dict, description="Columns and labels, by list and field"
    )
    fields: dict[str, SpellingsWritten] = Field(
        default_factory=dict, description="Labels of what stands once, by field"
    )
    funds: dict[str, SpellingsWritten] = Field(
        default_factory=dict, description="Rows of accounts that are no line of their own"
    )
    courtesies: SpellingsWritten = Field(
        default_factory=SpellingsWritten, description="Lines that greet or sign, and tell nothing"
    )


class DueWritten(YamlModel):
    """When a document must have come; until then, rules that need it are not due."""

    subject: SubjectKind = Field(description="Whose document")
    document: str = Field(description="The document, by the name paths begin with, such as report")
    by: DueSource = Field(description="The last day in time: a date, or $name of a due date")


class DocumentWritten(YamlModel):
    """A document that demands stand in, and its sections by heading."""

    title: Texts = Field(description="What people call the document")
    sections: Annotated[list[str], Field(min_length=1)] = Field(
        description="Its headings; rules may point to no others"
    )


class DecidingBodyWritten(YamlModel):
    """A body that may grant waivers or judge; a name alone will do where it has one spelling."""

    name: NotEmpty = Field(description="What the body is called")
    aliases: list[NotEmpty] = Field(
        default_factory=list, description="Other spellings of its name, such as that in nynorsk"
    )


class RuleBookWritten(YamlModel):
    """`rulebook.yaml`: what the rules of one folder have in common."""

    id: Identifier = Field(description="The name of the folder")
    title: Texts = Field(description="What people call the rule book")
    takes_over: dict[str, Annotated[list[Identifier], Field(min_length=1)]] = Field(
        default_factory=dict,
        description="Rules of other books, by the book's id, that are not judged where this one is",
    )
    valid: ValidityWritten = Field(description="Periods that end in this time are judged by it")
    interpretation: Texts | None = Field(
        default=None, description="What the documents leave open and the book decided as a whole"
    )
    documents: dict[str, DocumentWritten] = Field(
        description="The documents that demands stand in, by a short name"
    )
    parties: list[PartyWritten] = Field(default_factory=list, description="The agreement's parties")
    parameters: dict[str, ParameterWritten] = Field(
        default_factory=dict, description="Figures, lists and dates that rules name with $"
    )
    words: dict[str, Stems | dict[str, Stems]] = Field(
        default_factory=dict, description="Word stems, or tables of them, named with $"
    )
    labels: dict[str, Texts] = Field(
        default_factory=dict, description="What people call codes that rules speak of"
    )
    areas: list[str] = Field(
        default_factory=list,
        description="Word lists, or tables of them, that papers show as reached by activities or "
        "not; each list or entry has a label",
    )
    targets: TargetListsWritten = Field(
        default_factory=TargetListsWritten,
        description="Word lists that tell what stands under a heading such as Målgruppe",
    )
    trade_words: TradeWordsWritten = Field(
        default_factory=TradeWordsWritten,
        description="Words for headings, columns and rows of plans and reports in free form",
    )
    due: list[DueWritten] = Field(
        default_factory=list, description="When documents that rules need must have come"
    )
    template: TemplateWritten | None = Field(
        default=None, description="How party reports on paper are recognised"
    )
    waivers_granted_by: list[NotEmpty | DecidingBodyWritten] = Field(
        default_factory=list, description="The only bodies whose waivers count; none: nobody's"
    )
    judgements_by: list[NotEmpty | DecidingBodyWritten] = Field(
        default_factory=list, description="The only bodies whose judgements count; none: nobody's"
    )


def local_text(texts: Texts | None) -> LocalText | None:
    """The texts as a value of the program; None stays None."""
    return texts.local if texts else None
