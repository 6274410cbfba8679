"""What councils were granted, received, used and have left, and which sub-goals it went to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Subject
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Block, Table, Text, plain_text
from iacheck.reports.meeting.balance import Balance
from iacheck.reports.meeting.breakdown import GOALS, all_activities
from iacheck.reports.meeting.counting import Account, Figures
from iacheck.reports.meeting.fields import SUB_GOALS
from iacheck.reports.meeting.half_read import MONEY, SPENT, USED
from iacheck.reports.meeting.material import Material, group_by
from iacheck.reports.meeting.parts import grants
from iacheck.reports.meeting.parts.figures import chart, report_label, sub_goal_label
from iacheck.reports.meeting.parts.half_read_marks import HalfReadMarks
from iacheck.reports.meeting.phrases import (
    column,
    note,
    number,
    paragraph,
    row_label,
    subject_name,
    subject_names,
    table,
    value_text,
)


def blocks(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    """What was granted, received and used, and on which sub-goals; or that no report tells."""
    yield from grants.blocks(material, language)
    stated = [a for a in figures.accounts if (a.received_nok, a.used_nok) != (None, None)]
    marks = HalfReadMarks(language)
    if not stated:
        told = language.say(message("No report accounts for money."))
        in_doubt = figures.in_doubt("report", (*MONEY, *SPENT))
        yield paragraph(language, marks.value(told, in_doubt))
        yield from marks.note()
        return
    balance = Balance.of(stated)
    yield _received_and_used(material, figures, balance, marks, language)
    yield from marks.note()
    for beside in _how_far_it_tells(figures, balance, language):
        yield note(language, beside)
    yield from _by_goal(figures, stated, balance, language)


def _received_and_used(
    material: Material,
    figures: Figures,
    balance: Balance,
    marks: HalfReadMarks,
    language: Language,
) -> Table:
    columns = [
        column(language, message("Council"), 3),
        *(
            column(language, title, 1.4, numeric=True)
            for title in (
                message("Received"), message("Carried over"), message("Used"), message("Left")
            )
        ),
    ]  # fmt: skip
    accounts = group_by(figures.accounts, lambda account: account.council)
    rows: list[Sequence[Text]] = []
    for council in material.subjects("council"):
        rows += [_account(a, balance, figures, marks, language) for a in accounts.get(council, ())]
        if council not in accounts:
            silent = value_text(language, message("no report"))
            rows.append(
                (
                    value_text(language, subject_name(language, council)),
                    silent,
                    *[plain_text("–")] * 3,
                )
            )
    if balance.handed_over_nok:
        rows.append(_counted_once(balance, language))
    if balance.reports:
        rows.append(_total(balance, figures, marks, language))
    return table(language, message("Received and used (kroner)"), columns, rows)


def _account(
    account: Account, balance: Balance, figures: Figures, marks: HalfReadMarks, language: Language
) -> Sequence[Text]:
    # What is left is not known of those that are not in the total.
    left = account.left_nok
    outside = message("not in the total") if left is None and balance.reports else left
    amounts = (account.received_nok, account.carried_over_nok, account.used_nok, outside)
    resting = list(_RESTING)
    if not account.used_stated:
        resting[2] = (*USED, *SPENT)
    return (
        plain_text(report_label(account, language)),
        *(
            marks.cell(
                value_text(language, amount),
                [one for one in figures.in_doubt("report", parts) if one == account.council],
            )
            for amount, parts in zip(amounts, resting, strict=True)
        ),
    )


# What the amounts of a row rest on: received, carried over, used, left.
_RESTING = (*((part,) for part in MONEY), MONEY)


def _counted_once(balance: Balance, language: Language) -> Sequence[Text]:
    """What the rows above have twice, to be taken away."""
    none, again = plain_text("–"), number(language, -balance.handed_over_nok)
    told = message("carried over from others in the table, and counted there")
    return row_label(language, told), none, again, none, again


def handed_over(balance: Balance) -> Iterator[Message]:
    """What was handed over from one report in the sum to another, and how it is counted."""
    if balance.handed_over_nok:
        yield message(
            "{amount} kroner were carried over from councils that are in the sum themselves, and "
            "are counted once.",
            amount=balance.handed_over_nok,
        )
    if balance.doubtful:
        yield message(
            "The sum may count money twice: the figures do not tell whether what was carried over "
            "is what predecessors in the sum have left ({who}).",
            who=[council.name for council in balance.doubtful],
        )


def _total(
    balance: Balance, figures: Figures, marks: HalfReadMarks, language: Language
) -> Sequence[Text]:
    told = message("all")
    if balance.reports < len(figures.accounts):
        told = plural_message(
            "the {count} report that states both received and used",
            "the {count} reports that state both received and used",
            balance.reports,
        )
    amounts = (balance.received_nok, balance.carried_over_nok, balance.used_nok, balance.left_nok)
    # Whichever of them is read more of, it may come to be among those that state both.
    in_doubt = figures.in_doubt("report", MONEY)
    return (
        row_label(language, told),
        *(marks.cell(number(language, amount), in_doubt) for amount in amounts),
    )


def _how_far_it_tells(figures: Figures, balance: Balance, language: Language) -> Iterator[Message]:
    """What is not in the total, and what a report does not state."""
    if 0 < balance.reports < len(figures.accounts):
        yield message(
            "The total is of the reports that state both what was received and what was used "
            "({known} of {all}), so that received and carried over, less used, is what is left. "
            "Nothing of the others is in it.",
            known=balance.reports,
            all=len(figures.accounts),
        )
    yield from handed_over(balance)
    summed = [a.council for a in figures.accounts if not a.used_stated and a.used_nok is not None]
    if summed:
        yield message(
            "Where the report does not state what was used, that is the sum of what it accounts "
            "for: {who}.",
            who=subject_names(language, summed),
        )


def _by_goal(
    figures: Figures, stated: Sequence[Account], balance: Balance, language: Language
) -> Iterator[Block]:
    done = all_activities(figures.done)
    spent, used = figures.in_doubt("report", SPENT), figures.in_doubt("report", (*SPENT, *USED))
    rows: list[tuple[Message, int, Sequence[Subject]]] = [
        (sub_goal_label(one), done.money.get(one, 0), figures.in_doubt("report", SPENT, one))
        for one in GOALS
        if one or done.money.get(one)
    ]
    rest: list[tuple[Message, int, Sequence[Subject]]] = [
        (
            message("activities that were postponed or cancelled"),
            sum(a.spent_nok for a in figures.reported if not a.done),
            spent,
        ),
        (
            message("lines that belong to no activity"),
            sum(a.loose_nok for a in stated),
            spent,
        ),
        (message("not accounted for"), sum(a.unexplained_nok for a in stated), used),
    ]
    rows += [row for row in rest if row[1]]
    rows.append((message("used in all"), sum(amount for _, amount, _ in rows), used))
    marks = HalfReadMarks(language)
    yield table(
        language,
        message("Used, by sub-goal (kroner)"),
        [
            column(language, message("Sub-goal"), 3),
            column(language, message("Kroner"), numeric=True),
        ],
        (
            (row_label(language, told), marks.cell(number(language, amount), in_doubt))
            for told, amount, in_doubt in rows
        ),
    )
    yield from marks.note()
    for beside in _how_it_differs(stated, balance):
        yield note(language, beside)
    by_goal = {one: figures.in_doubt("report", SPENT, one) for one in SUB_GOALS}
    yield chart(
        message("Kroner used, by sub-goal"),
        {one: (done.money.get(one, 0), in_doubt) for one, in_doubt in by_goal.items()},
        language,
    )


def _how_it_differs(stated: Sequence[Account], balance: Balance) -> Iterator[Message]:
    """Why what was used by sub-goal is not what the table before it says."""
    used = [account for account in stated if account.used_nok is not None]
    if len(used) > balance.reports:
        yield plural_message(
            "This is of the {count} report that tells of what was used, also if it does not "
            "state what was received.",
            "This is of all {count} reports that tell of what was used, also those that do not "
            "state both what was received and what was used.",
            len(used),
        )
    if any(account.unexplained_nok < 0 for account in stated):
        yield message(
            "Less than 0 is not accounted for where a report's lines come to more than it says "
            "was used."
        )
