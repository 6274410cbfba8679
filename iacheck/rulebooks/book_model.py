"""The YAML of a rule book, as its authors write it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from iacheck.cases.case import SubjectKind
from iacheck.cases.vocabulary import Side
from iacheck.checks.parameters import DatedValue
from iacheck.checks.term import DueSource
from iacheck.checks.texts import is_stem
from iacheck.checks.yaml_model import Field, NotAllowed, NotEmpty, Texts, YamlModel
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.rulebooks.rule_model import SourceWritten
from iacheck.rulebooks.text_models import DayText, Identifier, PeriodText, local_text, must_be


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
    must_be(message("the beginning of a word, or “=” and a whole word"), is_stem),
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
