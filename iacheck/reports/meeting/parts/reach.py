"""What no activity reaches, for those who must see where more or other work is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Subject
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Block, Items, Span, Table, Text, plain_text
from iacheck.reports.meeting.counting import Figures
from iacheck.reports.meeting.fields import SUB_GOALS
from iacheck.reports.meeting.material import Material, group_by
from iacheck.reports.meeting.parts.figures import counted_reports, sub_goal_label
from iacheck.reports.meeting.phrases import (
    capital,
    column,
    heading,
    items,
    marked_text,
    number,
    paragraph,
    subject_name,
    subject_names,
    table,
    value_text,
)
from iacheck.reports.meeting.reach import (
    PlannedOnly,
    areas,
    by_council,
    councils_without_activity,
    councils_without_sub_goal,
    levels,
    planned_only,
)


def blocks(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    """Councils, sub-goals, areas, levels, and what was planned only."""
    yield heading(language, 1, message("What no activity reaches"))
    if not material.subjects("council"):
        yield paragraph(language, message("No council was to be judged."))
        return
    if not figures.accounts:
        told = message("There is no report from a council to count, so nothing can be told.")
        yield paragraph(language, told)
        return
    if figures.undelivered:
        yield paragraph(language, counted_reports(figures, material, language))
    yield items(language, _councils(figures, language))
    yield _goals(material, figures, language)
    if figures.done:
        yield from _areas(material, figures, language)
        yield _levels(material, figures, language)
    if figures.planned:
        yield from _planned_only_blocks(material, figures, language)


def _councils(figures: Figures, language: Language) -> Iterator[Message]:
    """In sentences: who has not reported, who did nothing, and who did nothing for a sub-goal."""
    if figures.silent:
        yield message(
            "No report to count, so nothing can be told: {who}.",
            who=subject_names(language, figures.silent),
        )
    still = councils_without_activity(figures)
    if still:
        yield message("No activity was carried out: {who}.", who=subject_names(language, still))
    for one in SUB_GOALS:
        lacking = councils_without_sub_goal(figures, one)
        if lacking:
            yield message(
                "No activity under {goal}: {who}.",
                goal=sub_goal_label(one),
                who=subject_names(language, lacking),
            )
        elif not still:
            yield message("Every council with a report has an activity under {goal}.",
                          goal=sub_goal_label(one))  # fmt: skip


def _goals(material: Material, figures: Figures, language: Language) -> Table:
    found = by_council(figures)
    rows: list[Sequence[Text]] = []
    for council in material.subjects("council"):
        who = value_text(language, subject_name(language, council))
        if council not in found:
            rows.append((who, *(value_text(language, message("no report")) for _ in SUB_GOALS)))
        else:
            counts = (found[council][one] for one in SUB_GOALS)
            rows.append((who, *(_count(count, language) for count in counts)))
    columns = [
        column(language, message("Council"), 3),
        *(column(language, sub_goal_label(one), numeric=True) for one in SUB_GOALS),
    ]
    caption = message("Activities carried out, by council and sub-goal")
    return table(language, caption, columns, rows)


def _count(count: int, language: Language) -> Text:
    return (
        plain_text(language.number(count))
        if count
        else marked_text(language, message("none"), "warning")
    )


def _areas(material: Material, figures: Figures, language: Language) -> Iterator[Table]:
    found = areas(figures, material.areas())
    heard = [account.council for account in figures.accounts]
    if found:
        columns = [
            column(language, message("Area"), 3),
            column(language, message("Activities"), numeric=True),
            column(language, message("Councils"), numeric=True),
            column(language, message("Who reaches it"), 4),
        ]
        rows = [
            (
                plain_text(capital(language.say(one.area.label))),
                _count(one.activities, language),
                number(language, len(one.councils)),
                value_text(language, _who(one.councils, heard, language)),
            )
            for one in found
        ]
        yield table(
            language,
            message("What the rule book gives weight to, and who reaches it"),
            columns,
            rows,
        )


def _who(reaching: Sequence[Subject], heard: Sequence[Subject], language: Language) -> Message:
    """Those who reach an area, or those who do not, whichever are fewer."""
    others = [council for council in dict.fromkeys(heard) if council not in reaching]
    if not others:
        return message("All that have a report")
    if not reaching:
        return message("None")
    if len(reaching) <= len(others):
        return message("Only {who}", who=subject_names(language, reaching))
    return message("All with a report but {who}", who=subject_names(language, others))


def _levels(material: Material, figures: Figures, language: Language) -> Items:
    councils = len({account.council for account in figures.accounts})
    return items(
        language,
        (
            plural_message(
                "{what}: named by the activities of {named} of the {count} council with a report.",
                "{what}: named by the activities of {named} of the {count} councils with a report.",
                councils,
                what=capital(language.value(material.label(target))),
                named=named,
            )
            for target, named in levels(figures).items()
        ),
    )


def _planned_only_blocks(
    material: Material, figures: Figures, language: Language
) -> Iterator[Block]:
    yield heading(language, 2, message("Planned for, but not reached"))
    if figures.incomparable:
        told = message(
            "Not compared, for there is a plan and no report: {who}.",
            who=subject_names(language, (activity.council for activity in figures.incomparable)),
        )
        yield paragraph(language, told)
    if not figures.comparable:
        return
    found = planned_only(figures)
    if not found:
        told = message("All that the plans were aimed at, some activity was aimed at, too.")
        yield paragraph(language, told)
        return
    yield paragraph(
        language,
        message(
            "Plans were aimed at these, and no activity that was carried out. A word that is spelt "
            "differently counts as another one."
        ),
    )
    yield Items(
        [
            (
                Span(f"{capital(language.value(material.label(target)))}:", strong=True),
                Span(f" {_words(words, language)}"),
            )
            for target, words in group_by(found, lambda one: one.target).items()
        ]
    )


def _words(words: Sequence[PlannedOnly], language: Language) -> str:
    return "; ".join(f"{one.word} ({subject_names(language, one.councils)})" for one in words)
