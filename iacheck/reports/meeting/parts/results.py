"""What came of the work: activities, participants, effects, meetings and media, by council."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Subject
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.blocks import Block, Text, plain_text
from iacheck.reports.meeting.chapter import Chapter, under_periods
from iacheck.reports.meeting.counting import Account, Figures
from iacheck.reports.meeting.delivery import without_report
from iacheck.reports.meeting.half_read import CARRIED_OUT
from iacheck.reports.meeting.material import group_by
from iacheck.reports.meeting.outcomes import Outcomes
from iacheck.reports.meeting.parts import activities, reach
from iacheck.reports.meeting.parts.figures import counted_reports, erased_reports
from iacheck.reports.meeting.parts.half_read_marks import HalfReadMarks
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    items,
    note,
    number,
    paragraph,
    row_label,
    subject_name,
    table,
    value_text,
)

# What the columns rest on: activities, participants, effects, meetings, media.
_RESTING: Sequence[Sequence[str]] = (
    CARRIED_OUT,
    (*CARRIED_OUT, "/activities/[]/participants"),
    (*CARRIED_OUT, "/activities/[]/effect"),
    ("/meetings",),
    ("/media",),
)


def blocks(chapters: Sequence[Chapter], language: Language) -> Iterator[Block]:
    """What councils' reports tell of it in each period, and what no activity reaches."""
    told = list(under_periods(chapters, lambda one: _of_chapter(one, language), language))
    if told:
        yield heading(language, 1, message("Results"))
        yield from told


def _of_chapter(chapter: Chapter, language: Language) -> Iterator[Block]:
    material, figures = chapter.material, chapter.counted
    if not material.subjects("council"):
        return
    if not figures.accounts:
        none = message("There is no report from a council to count.")
        yield paragraph(language, " ".join(map(language.say, (none, *erased_reports(material)))))
        return
    yield paragraph(language, counted_reports(figures, material, language))
    yield from _by_council(chapter, language)
    yield from activities.goal_table(figures, language)
    marks = HalfReadMarks(language)
    points = list(reach.reach_summary(material, figures, marks))
    if points:
        yield items(language, points)
        yield from marks.note()


def _by_council(chapter: Chapter, language: Language) -> Iterator[Block]:
    figures, marks = chapter.counted, HalfReadMarks(language)
    accounts = group_by(figures.accounts, lambda account: account.council)
    rows = [
        _row(council, accounts.get(council, ()), chapter, marks, language)
        for council in chapter.material.subjects("council")
    ]
    whole = Outcomes.of(figures.accounts)
    everybody = [account.council for account in figures.accounts]
    rows.append(
        (
            row_label(language, message("all")),
            *_cells(whole, everybody, figures, marks, language),
        )
    )
    columns = [
        column(language, message("Council"), 3),
        *(
            column(language, title, 1.2, numeric=True)
            for title in (
                message("Activities"), message("Participants"), message("With effect"),
                message("Meetings"), message("Media"),
            )
        ),
    ]  # fmt: skip
    yield table(language, message("What was carried out, and what came of it"), columns, rows)
    yield from marks.note()
    yield note(
        language,
        message(
            "{counted} of {activities} activities say how many took part, and {effects} what came "
            "of them.",
            counted=whole.counted,
            activities=whole.activities,
            effects=whole.effects,
        ),
    )


def _row(
    council: Subject,
    accounts: Sequence[Account],
    chapter: Chapter,
    marks: HalfReadMarks,
    language: Language,
) -> Sequence[Text]:
    who = plain_text(subject_name(language, council))
    if not accounts:
        silent = value_text(language, without_report(council, chapter.material))
        return who, silent, *[plain_text("–")] * (len(_RESTING) - 1)
    return who, *_cells(Outcomes.of(accounts), [council], chapter.counted, marks, language)


def _cells(
    of: Outcomes,
    councils: Sequence[Subject],
    figures: Figures,
    marks: HalfReadMarks,
    language: Language,
) -> Sequence[Text]:
    """The figures, each marked where something was not read that could change it."""
    counts = (of.activities, of.participants, of.effects, of.meetings, of.media)
    return [
        marks.cell(
            number(language, count),
            [one for one in figures.in_doubt("report", parts) if one in councils],
        )
        for count, parts in zip(counts, _RESTING, strict=True)
    ]
