"""What no activity reaches, for those who must see where more or other work is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from iacheck.cases.findings import Subject
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Block, Items, Span, Text, plain_text
from iacheck.reports.meeting.counting import Figures
from iacheck.reports.meeting.delivery import without_report
from iacheck.reports.meeting.fields import SUB_GOALS
from iacheck.reports.meeting.half_read import AIMED, CARRIED_OUT, MENTIONED
from iacheck.reports.meeting.material import Material, group_by
from iacheck.reports.meeting.parts.figures import counted_reports, sub_goal_label
from iacheck.reports.meeting.parts.half_read_marks import HalfReadMarks
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

# As many councils as are named in a sentence.
_NAMED = 3


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
    marks = HalfReadMarks(language)
    yield items(language, _councils(figures, marks, language))
    yield from marks.note()
    yield from _goals(material, figures, language)
    if figures.done:
        yield from _areas(material, figures, language)
        yield from _levels(material, figures, language)
    if figures.planned:
        yield from _planned_only_blocks(material, figures, language)


def reach_summary(material: Material, figures: Figures, marks: HalfReadMarks) -> Iterator[Message]:
    """What no activity reaches, in a sentence for each thing."""
    for one in SUB_GOALS:
        lacking = councils_without_sub_goal(figures, one)
        in_doubt = figures.in_doubt("report", CARRIED_OUT, one)
        if len(lacking) > _NAMED:
            unsure = [council for council in in_doubt if council in lacking]
            told = plural_message(
                "{count} council with a report has no activity under {goal}.",
                "{count} councils with a report have no activity under {goal}.",
                len(lacking),
                goal=sub_goal_label(one),
            )
            count = marks.value(len(lacking), unsure)
            yield replace(told, values={**told.values, "count": count})
        elif lacking:
            who = marks.names(lacking, in_doubt)
            yield message("No activity under {goal}: {who}.", goal=sub_goal_label(one), who=who)
    still = councils_without_activity(figures)
    if still:
        who = marks.names(still, figures.in_doubt("report", CARRIED_OUT))
        yield message("No activity was carried out: {who}.", who=who)
    unreached = [one.area.label for one in areas(figures, material.areas()) if not one.activities]
    if figures.done and unreached:
        in_doubt = figures.in_doubt("report", MENTIONED)
        yield message(
            "No activity reaches {areas}.", areas=[marks.value(one, in_doubt) for one in unreached]
        )


def _councils(figures: Figures, marks: HalfReadMarks, language: Language) -> Iterator[Message]:
    """In sentences: who has not reported, who did nothing, and who did nothing for a sub-goal."""
    if figures.silent:
        yield message(
            "No report to count, so nothing can be told: {who}.",
            who=subject_names(language, figures.silent),
        )
    still = councils_without_activity(figures)
    if still:
        in_doubt = figures.in_doubt("report", CARRIED_OUT)
        yield message("No activity was carried out: {who}.", who=marks.names(still, in_doubt))
    for one in SUB_GOALS:
        lacking = councils_without_sub_goal(figures, one)
        if lacking:
            yield message(
                "No activity under {goal}: {who}.",
                goal=sub_goal_label(one),
                who=marks.names(lacking, figures.in_doubt("report", CARRIED_OUT, one)),
            )
        elif not still:
            yield message("Every council with a report has an activity under {goal}.",
                          goal=sub_goal_label(one))  # fmt: skip


def _goals(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    found = by_council(figures)
    marks = HalfReadMarks(language)
    rows: list[Sequence[Text]] = []
    for council in material.subjects("council"):
        who = value_text(language, subject_name(language, council))
        if council not in found:
            silent = value_text(language, without_report(council, material))
            rows.append((who, *(silent for _ in SUB_GOALS)))
        else:
            counts = (
                _count(
                    found[council][one],
                    [c for c in figures.in_doubt("report", CARRIED_OUT, one) if c == council],
                    marks,
                    language,
                )
                for one in SUB_GOALS
            )
            rows.append((who, *counts))
    columns = [
        column(language, message("Council"), 3),
        *(column(language, sub_goal_label(one), numeric=True) for one in SUB_GOALS),
    ]
    caption = message("Activities carried out, by council and sub-goal")
    yield table(language, caption, columns, rows)
    yield from marks.note()


def _count(
    count: int, in_doubt: Sequence[Subject], marks: HalfReadMarks, language: Language
) -> Text:
    if count:
        return marks.cell(plain_text(language.number(count)), in_doubt)
    # What may stand where nobody has read is nothing to be warned of.
    none = marked_text(language, message("none"), "undetermined" if in_doubt else "warning")
    return marks.cell(none, in_doubt)


def _areas(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    found = areas(figures, material.areas())
    heard = [account.council for account in figures.accounts]
    half_read = figures.in_doubt("report", MENTIONED)
    marks = HalfReadMarks(language)
    if found:
        columns = [
            column(language, message("Area"), 3),
            column(language, message("Activities"), numeric=True),
            column(language, message("Councils"), numeric=True),
            column(language, message("Who reaches it"), 4),
        ]
        rows: list[Sequence[Text]] = []
        for one in found:
            unsure = [council for council in half_read if council not in one.councils]
            rows.append(
                (
                    plain_text(capital(language.say(one.area.label))),
                    _count(one.activities, half_read, marks, language),
                    marks.cell(number(language, len(one.councils)), unsure),
                    marks.cell(value_text(language, _who(one.councils, heard, language)), unsure),
                )
            )
        yield table(
            language,
            message("What the rule book gives weight to, and who reaches it"),
            columns,
            rows,
        )
        yield from marks.note()


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


def _levels(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    councils = len({account.council for account in figures.accounts})
    marks = HalfReadMarks(language)
    yield items(
        language,
        (
            plural_message(
                "{what}: named by the activities of {named} of the {count} council with a report.",
                "{what}: named by the activities of {named} of the {count} councils with a report.",
                councils,
                what=capital(language.value(material.label(target))),
                named=marks.value(len(naming), _may_name(target, naming, figures)),
            )
            for target, naming in levels(figures).items()
        ),
    )
    yield from marks.note()


def _may_name(target: str, naming: Collection[Subject], figures: Figures) -> Sequence[Subject]:
    """The councils, beside those that do, whose activities may name a kind of target."""
    parts = (*CARRIED_OUT, f"/activities/[]/target/{target}")
    return [council for council in figures.in_doubt("report", parts) if council not in naming]


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
    marks = HalfReadMarks(language)
    if not found:
        told = message("All that the plans were aimed at, some activity was aimed at, too.")
        in_doubt = figures.in_doubt("plan", AIMED)
        yield paragraph(language, marks.value(language.say(told), in_doubt))
        yield from marks.note()
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
                Span(f" {_words(words, figures, marks, language)}"),
            )
            for target, words in group_by(found, lambda one: one.target).items()
        ]
    )
    yield from marks.note()


def _words(
    words: Sequence[PlannedOnly], figures: Figures, marks: HalfReadMarks, language: Language
) -> str:
    in_doubt = figures.in_doubt("report", (*CARRIED_OUT, *AIMED))
    told = [(marks.value(one.word, in_doubt), one.councils) for one in words]
    return "; ".join(
        f"{language.value(word)} ({subject_names(language, councils)})" for word, councils in told
    )
