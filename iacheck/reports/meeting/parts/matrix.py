"""The matrix of subjects and demands, and how many checks came out in each way."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from iacheck.cases.findings import RuleHead, Subject
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports.blocks import Block, Mark, Paragraph, Span, Table, Text, plain_text
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.matrix import ORDER, Matrix, counts, matrix
from iacheck.reports.meeting.phrases import (
    capital,
    column,
    heading,
    note,
    number,
    paragraph,
    rule_titles,
    subject_name,
    table,
    value_text,
)

LETTER: Mapping[Mark, Message | str] = {
    "failed": message("X"),
    "error": message("E"),
    "warning": message("W"),
    "info": message("I"),
    "others": message("O"),
    "undetermined": message("U"),
    "waived": message("A"),
    "not_due": message("N"),
    "met": message("ok"),
    "not_applicable": "–",
}
CALLED: Mapping[Mark, Message] = {
    "failed": message("the checker failed"),
    "error": message("error: a deviation from a “skal” (must)"),
    "warning": message("warning: a deviation from a “bør” (should) or “forventes” (is expected)"),
    "info": message("information: a deviation from a “kan” (may)"),
    "others": message("a deviation that others must mend"),
    "undetermined": message("undetermined: it cannot be told, or somebody must judge it"),
    "waived": message("a deviation that a waiver accepts"),
    "not_due": message("not due"),
    "met": message("met"),
    "not_applicable": message("does not apply"),
}
_COUNTED: Mapping[Mark, Message] = {
    "failed": message("Failed"),
    "error": message("Errors"),
    "warning": message("Warnings"),
    "info": message("Info"),
    "others": message("Others"),
    "undetermined": message("Unclear"),
    "waived": message("Waived"),
    "not_due": message("Not due"),
    "met": message("Met"),
}
# What has no column where there is none of it.
_SELDOM: Container[Mark] = ("failed", "others")
_KINDS: Sequence[tuple[str, Message]] = (
    ("council", message("the councils")),
    ("party", message("the parties")),
    ("centre", message("the centres")),
    ("national", message("the whole country")),
)


_HOW_TO_READ = message(
    "In the tables that follow, every row is one of those who were judged, also where nothing has "
    "come from them. They show demands: where several checks make up a demand, the worst "
    "verdict stands. The order of the list is from the worst to the best."
)


def blocks(material: Material, language: Language) -> Iterator[Block]:
    """The counts of each kind of subject, a legend, and each kind's matrix."""
    yield heading(language, 1, message("Everybody against every demand"))
    if not material.judged:
        yield paragraph(language, message("Nobody was to be judged."))
        return
    every = [(called, matrix(material, kind)) for kind, called in _KINDS]
    found = [(called, one) for called, one in every if one.subjects]
    yield from _all_counts(material, found, language)
    used = {mark for _, one in found for mark in one.cells.values()}
    yield Paragraph([Span(f"{language.say(_HOW_TO_READ)} "), *_legend(used, language)])
    titles = _titles(material, language)
    for called, one in found:
        yield _table(one, called, language)
        yield Paragraph(_demands(one, titles), "note")
        if one.idle:
            none = message("Applies to nobody in this round: {demands}.", demands=one.idle)
            yield note(language, none)


def _legend(used: Container[Mark], language: Language) -> Iterator[Span]:
    """What the letters in the tables stand for, from the worst to the best."""
    for mark in ORDER:
        if mark in used:
            yield Span(language.say(LETTER[mark]), strong=True, mark=mark)
            yield Span(f" = {language.say(CALLED[mark])}. ")


def _table(found: Matrix, called: Message, language: Language) -> Table:
    columns = [column(language, message("Who"), 6)]
    columns += [column(language, demand) for demand in found.demands]
    rows = [
        (
            value_text(language, subject_name(language, subject)),
            *(_cell(found.mark(subject, demand), language) for demand in found.demands),
        )
        for subject in found.subjects
    ]
    return table(language, message("Every demand: {whom}", whom=called), columns, rows)


def _cell(mark: Mark | None, language: Language) -> Text:
    if mark is None:
        return plain_text("")
    return (Span(language.say(LETTER[mark]), mark=mark),)


def _titles(material: Material, language: Language) -> Mapping[str, str]:
    """What each demand's rules are called, and of several how strong each is."""
    heads: dict[str, list[RuleHead]] = {}
    for book in material.books:
        for rule in book.rules:
            heads.setdefault(rule.head.demand, []).append(rule.head)
    return {demand: rule_titles(rules, language) for demand, rules in heads.items()}


def _demands(found: Matrix, titles: Mapping[str, str]) -> Text:
    """`B01 Rådet har en handlingsplan for året. B02 …`: what the columns are called."""
    return [
        span
        for demand in found.demands
        for span in (Span(demand, strong=True), Span(f" {titles[demand]}. "))
    ]


def _all_counts(
    material: Material, found: Sequence[tuple[Message, Matrix]], language: Language
) -> Iterator[Block]:
    """A table for each kind of subject that a check applies to; the others in a sentence."""
    idle = []
    for called, one in found:
        each = [counts(material, subject) for subject in one.subjects]
        if any(count[mark] for count in each for mark in _COUNTED):
            yield _counts(one.subjects, each, called, language)
        else:
            idle.append(called)
    if idle:
        yield paragraph(language, message("No check applies to {whom}.", whom=idle))


def _counts(
    subjects: Sequence[Subject],
    each: Sequence[Mapping[Mark, int]],
    called: Message,
    language: Language,
) -> Table:
    """How many checks came out in each way for each subject, and for all together."""
    shown = [m for m in _COUNTED if m not in _SELDOM or any(one[m] for one in each)]
    columns = [
        column(language, message("Who"), 4),
        *(column(language, _COUNTED[mark], numeric=True) for mark in shown),
    ]
    rows: list[Sequence[Text]] = [
        (
            value_text(language, subject_name(language, subject)),
            *(number(language, one[mark]) for mark in shown),
        )
        for subject, one in zip(subjects, each, strict=True)
    ]
    if len(rows) > 1:
        together = [number(language, sum(one[mark] for one in each)) for mark in shown]
        rows.append((value_text(language, capital(language.say(message("together")))), *together))
    caption = message("Checks by verdict: {whom}", whom=called)
    return table(language, caption, columns, rows)
