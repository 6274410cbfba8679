"""Small pieces of a paper in one language: texts, cells, headings, lists of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iacheck.cases.findings import RuleHead, Subject
from iacheck.language.language import Language
from iacheck.language.messages import Value, message
from iacheck.reports.blocks import (
    Column,
    Heading,
    Items,
    Mark,
    Paragraph,
    Span,
    Table,
    Text,
    plain_text,
)


def value_text(language: Language, value: Value) -> Text:
    """A value as running text."""
    return plain_text(language.value(value))


def marked_text(language: Language, value: Value, mark: Mark | None) -> Text:
    """A value as text with a mark."""
    return (Span(language.value(value), mark=mark),)


def row_label(language: Language, told: Value) -> Text:
    """What begins a row or a point, with a capital first letter."""
    return plain_text(capital(language.value(told)))


def number(language: Language, count: int) -> Text:
    """A number in a table; a dash for 0, which else would hide the others."""
    return plain_text(language.number(count) if count else "–")


def heading(language: Language, level: int, told: Value, anchor: str | None = None) -> Heading:
    """A heading, with a capital first letter."""
    return Heading(level, capital(language.value(told)), anchor)


def paragraph(language: Language, told: Value) -> Paragraph:
    """A paragraph of body text."""
    return Paragraph(value_text(language, told))


def lead(language: Language, told: Value) -> Paragraph:
    """What sums up the text that follows."""
    return Paragraph(value_text(language, told), "lead")


def note(language: Language, told: Value) -> Paragraph:
    """What is said beside the text."""
    return Paragraph(value_text(language, told), "note")


def items(language: Language, points: Iterable[Value]) -> Items:
    """A list of points."""
    return Items([value_text(language, point) for point in points])


def column(language: Language, told: Value, share: float = 1.0, *, numeric: bool = False) -> Column:
    """A column, with a capital first letter."""
    return Column(capital(language.value(told)), share, numeric)


def table(
    language: Language, caption: Value, columns: Sequence[Column], rows: Iterable[Sequence[Text]]
) -> Table:
    """A table; its rows may be made on the way."""
    return Table(capital(language.value(caption)), columns, tuple(rows))


def capital(text: str) -> str:
    """The text with a capital first letter; nothing else is changed."""
    return text[:1].upper() + text[1:]


def subject_name(language: Language, subject: Subject) -> str:
    """What people call a subject; with the words' own id where the name does not tell."""
    return language.value(subject.name)


def rule_titles(rules: Sequence[RuleHead], language: Language) -> str:
    """The titles of a demand's rules; where they are not as strong, how strong each is."""
    differ = len({rule.modality for rule in rules}) > 1
    return "; ".join(
        f"{language.say(rule.title)} ({rule.modality})" if differ else language.say(rule.title)
        for rule in rules
    )


def waived_name(language: Language, who: str) -> str:
    """`IA-rådet i Troms (dispensasjon)`."""
    return language.say(message("{who} (accepted by a waiver)", who=who))


def judged_name(language: Language, who: str) -> str:
    """`IA-rådet i Troms (etter vurdering)`."""
    return language.say(message("{who} (by judgement)", who=who))


def subject_names(language: Language, subjects: Iterable[Subject]) -> str:
    """`IA-rådet i Troms og IA-rådet i Vestfold`, each once, in order."""
    return language.listed(
        list(dict.fromkeys(subject_name(language, subject) for subject in subjects))
    )


# As many names as are read at a glance; the annexes have all.
_NAMED = 6


def some_names(language: Language, subjects: Iterable[Subject]) -> str:
    """Names, each once, in order; of many, the first and how many more there are."""
    names = list(dict.fromkeys(subject_name(language, subject) for subject in subjects))
    more = len(names) - _NAMED
    if more < 2:
        return language.listed(names)
    told = message("{count} more", count=more)
    return language.listed([*names[:_NAMED], language.say(told)])
