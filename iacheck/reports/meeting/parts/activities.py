"""Activities by sub-goal, and activities and their money by whom they are aimed at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from iacheck.cases.findings import Subject
from iacheck.language.frozen import frozen
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Block, Table, Text
from iacheck.reports.meeting.breakdown import (
    GOALS,
    BreakdownRow,
    all_activities,
    breakdown,
    merged_row,
    used_once,
)
from iacheck.reports.meeting.counting import Figures
from iacheck.reports.meeting.half_read import CARRIED_OUT, COMPARED, PLANNED, SPENT, UnderSubGoal
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.parts.figures import sub_goal_label
from iacheck.reports.meeting.parts.half_read_marks import HalfReadMarks
from iacheck.reports.meeting.phrases import (
    capital,
    column,
    heading,
    note,
    number,
    paragraph,
    row_label,
    subject_names,
    table,
    value_text,
)

# Figures for all sub-goals by industry, sector, occupation, education group, and other groups.
BROKEN_DOWN: Sequence[str] = ("industries", "sectors", "occupations", "education_groups", "groups")


def blocks(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    """Everything that is counted of the councils' reports by whom activities are aimed at."""
    if not figures.accounts:
        return
    yield heading(language, 1, message("Activities by whom they are aimed at"))
    for target in BROKEN_DOWN:
        yield from _broken_down(material, figures, target, language)
    yield from counting_note(figures, language)
    if material.period.half is None:
        yield note(
            language,
            message(
                "Only reports on the whole year are counted; those on a half-year are not part of "
                "these figures."
            ),
        )
    if figures.unread:
        yield paragraph(
            language,
            plural_message(
                "{count} field cannot be read and is not in the figures: {where}.",
                "{count} fields cannot be read and are not in the figures: {where}.",
                len(figures.unread),
                where="; ".join(map(language.part, figures.unread)),
            ),
        )


def counting_note(figures: Figures, language: Language) -> Iterator[Block]:
    """What everybody must know who uses the figures."""
    yield note(
        language,
        message(
            "An activity counts under each of its sub-goals, and under each word that says whom it "
            "is aimed at; “all” counts it once. Postponed and cancelled activities do not count as "
            "carried out. A word stands as most councils wrote it: capital letters, spaces, "
            "hyphens, and endings of bokmål and nynorsk make no difference, any other spelling is "
            "another row."
        ),
    )
    if any(account.used_nok is not None for account in figures.accounts):
        yield note(
            language,
            message(
                "The money of an activity is what the report's account of the funds has entered "
                "on it; where that account has no lines, it is the activity's own cost. It is "
                "parted equally among the activity's sub-goals and words, to the krone, so that "
                "money adds up."
            ),
        )


_SEVERAL_GOALS = message(
    "An activity with several sub-goals counts under each of them, so that the rows add up to more "
    "than “all”, which counts it once."
)


@frozen
class _ByGoal:
    """A column of activities by sub-goal; `in_doubt` tells whose could be others in a row."""

    title: Message
    row: BreakdownRow
    in_doubt: Callable[[UnderSubGoal], Sequence[Subject]]


def goal_table(figures: Figures, language: Language) -> Iterator[Block]:
    """How many activities were planned and carried out under each sub-goal."""
    done = all_activities(figures.done)
    shown = list(_columns_by_goal(figures, done))
    marks = HalfReadMarks(language)
    columns = [
        column(language, message("Sub-goal"), 3),
        *(column(language, one.title, numeric=True) for one in shown),
    ]
    rows = [
        (
            row_label(language, sub_goal_label(goal)),
            *(
                marks.cell(number(language, one.row.activities.get(goal, 0)), one.in_doubt(goal))
                for one in shown
            ),
        )
        for goal in GOALS
        if goal is not None or any(one.row.activities.get(None) for one in shown)
    ]
    in_all = (marks.cell(number(language, o.row.total), o.in_doubt("any")) for o in shown)
    rows.append((row_label(language, message("all")), *in_all))
    yield table(language, message("Activities by sub-goal"), columns, rows)
    yield from marks.note()
    several = any(sum(one.row.activities.values()) > one.row.total for one in shown)
    notes = ([_SEVERAL_GOALS] if several else []) + list(_plans_compared(figures, language))
    told = " ".join(map(language.say, notes))
    if told:
        yield note(language, told)


def _columns_by_goal(figures: Figures, done: BreakdownRow) -> Iterator[_ByGoal]:
    outside = all_activities(a for a in figures.done if a.from_plan is False)

    def reported(under: UnderSubGoal) -> Sequence[Subject]:
        return figures.in_doubt("report", CARRIED_OUT, under)

    def compared(under: UnderSubGoal) -> Sequence[Subject]:
        # One that points to the plan lets it be told of the others whether they are of it.
        where = "any" if figures.untold else under
        of_reports = (*reported(under), *figures.in_doubt("report", COMPARED, where))
        # Whatever sub-goal a plan has an activity under, a report may have it under another.
        return (*of_reports, *(figures.in_doubt("plan", COMPARED) if outside.total else ()))

    if figures.planned:
        yield _ByGoal(
            message("In the plans"),
            all_activities(figures.comparable),
            lambda under: figures.in_doubt("plan", PLANNED, under),
        )
    yield _ByGoal(message("Carried out"), done, reported)
    if any(activity.from_plan is not None for activity in figures.done):
        yield _ByGoal(message("Of these, outside the plan"), outside, compared)
    for title, status in ((message("Postponed"), "postponed"), (message("Cancelled"), "cancelled")):
        of_status = all_activities(a for a in figures.reported if a.status == status)
        yield _ByGoal(title, of_status, reported)


def _plans_compared(figures: Figures, language: Language) -> Iterator[Message]:
    """Whose plans are in the table, and whose activities cannot be compared with one."""
    if figures.planned:
        yield message("The plans in the table are those of councils whose report is counted.")
    if figures.incomparable:
        yield plural_message(
            "{count} activity is in a plan of a council without a report: {who}.",
            "{count} activities are in plans of councils without a report: {who}.",
            len(figures.incomparable),
            who=subject_names(language, (activity.council for activity in figures.incomparable)),
        )
    planless, untold = figures.planless, figures.untold
    if 0 < len(planless) < len(figures.done):
        yield plural_message(
            "{count} activity carried out is of a council without a plan to compare with: {who}.",
            "{count} activities carried out are of councils without a plan to compare with: {who}.",
            len(planless),
            who=subject_names(language, (activity.council for activity in planless)),
        )
    if untold:
        yield plural_message(
            "Of {count} activity carried out, it cannot be told whether it is of the plan, for the "
            "report neither points to the plan nor has a title of it: {who}.",
            "Of {count} activities carried out, it cannot be told whether they are of the plan, "
            "for the report neither points to the plan nor has a title of it: {who}.",
            len(untold),
            who=subject_names(language, (activity.council for activity in untold)),
        )


def _broken_down(
    material: Material, figures: Figures, target: str, language: Language
) -> Iterator[Block]:
    """One table: under each sub-goal, how many activities, and their kroner if there are any."""
    what = material.label(target)
    rows = breakdown(figures.done, target)
    title = capital(language.value(what))
    aimed = (*CARRIED_OUT, f"/activities/[]/target/{target}")
    marks = HalfReadMarks(language)
    yield heading(language, 2, title)
    if not any(row.word for row in rows):
        told = message("No activity that was carried out says which {what} it is for.", what=what)
        in_doubt = figures.in_doubt("report", aimed)
        yield paragraph(language, marks.value(language.say(told), in_doubt))
        yield from marks.note()
        return
    done = all_activities(figures.done)
    goals = [one for one in GOALS if one is not None or done.activities.get(None)]
    named = [*_named(rows, language), (row_label(language, message("all")), done)]
    yield _table_by_goal(
        title,
        message("{title}: activities carried out", title=title),
        [(word, row.activities, row.total) for word, row in named],
        goals,
        _Marking(figures, aimed, marks),
        language,
    )
    if any(row.money_nok for row in rows):
        yield from marks.note()
        marks = HalfReadMarks(language)
        yield _table_by_goal(
            title,
            message("{title}: kroner used on activities carried out", title=title),
            [(word, row.money, row.money_nok) for word, row in named],
            goals,
            _Marking(figures, (*aimed, *SPENT), marks),
            language,
            share=1.3,
        )
    yield from marks.note()


@frozen
class _Marking:
    """Marks the figures of a table that rest on these parts of reports."""

    figures: Figures
    parts: Sequence[str]
    marks: HalfReadMarks

    def cell(self, text: Text, under: UnderSubGoal) -> Text:
        return self.marks.cell(text, self.figures.in_doubt("report", self.parts, under))


def _table_by_goal(
    title: str,
    caption: Message,
    rows: Sequence[tuple[Text, Mapping[int | None, int], int]],
    goals: Sequence[int | None],
    marking: _Marking,
    language: Language,
    share: float = 1,
) -> Table:
    """A row for each word: its figures by sub-goal, and in all; `share` is a figure's breadth."""
    return table(
        language,
        caption,
        [
            column(language, title, 3),
            *(column(language, sub_goal_label(one), share, numeric=True) for one in goals),
            column(language, message("all"), share, numeric=True),
        ],
        (
            (
                word,
                *(marking.cell(number(language, of.get(one, 0)), one) for one in goals),
                marking.cell(number(language, total), "any"),
            )
            for word, of, total in rows
        ),
    )


def _named(rows: Sequence[BreakdownRow], language: Language) -> Iterator[tuple[Text, BreakdownRow]]:
    """Each row with its word; words that one activity each is aimed at are one row."""
    seldom = used_once(rows)
    for row in rows:
        if row.word is not None and (len(seldom) < 2 or row not in seldom):
            yield value_text(language, row.word), row
    if len(seldom) > 1:
        told = plural_message(
            "{count} word, used once", "{count} words, each used once", len(seldom)
        )
        yield value_text(language, told), merged_row(seldom)
    for row in rows:
        if row.word is None:
            yield value_text(language, message("not stated")), row
