"""What councils were granted, received, used and have left, and which sub-goals it went to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Subject
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Block, Table, Text, plain_text
from iacheck.reports.meeting.balance import Balance
from iacheck.reports.meeting.breakdown import GOALS, all_activities
from iacheck.reports.meeting.chapter import Chapter, under_periods
from iacheck.reports.meeting.counting import Account, Figures
from iacheck.reports.meeting.delivery import without_report
from iacheck.reports.meeting.half_read import MONEY, SPENT, USED
from iacheck.reports.meeting.material import Material, group_by
from iacheck.reports.meeting.parts import grants
from iacheck.reports.meeting.parts.figures import report_label, sub_goal_label
from iacheck.reports.meeting.parts.grants import Grants
from iacheck.reports.meeting.parts.half_read_marks import HalfReadMarks
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    note,
    number,
    paragraph,
    row_label,
    subject_name,
    subject_names,
    table,
    value_text,
)


def blocks(chapters: Sequence[Chapter], language: Language) -> Iterator[Block]:
    """In each period, what was granted, received and used, and on which sub-goals."""
    told = list(
        under_periods(
            chapters, lambda one: of_period(one.material, one.counted, language), language
        )
    )
    if told:
        yield heading(language, 1, message("Money"))
        yield from told


def of_period(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    """What is known of the money of a period; nothing where nothing came that may tell of it."""
    granted = grants.amounts(material)
    stated = [a for a in figures.accounts if (a.received_nok, a.used_nok) != (None, None)]
    marks = HalfReadMarks(language)
    # Nobody has to account for money halfway through a year.
    is_asked = granted.of or material.period.half is None
    if figures.accounts and not stated and is_asked:
        told = language.say(message("No report accounts for money."))
        in_doubt = figures.in_doubt("report", (*MONEY, *SPENT))
        yield paragraph(language, marks.value(told, in_doubt))
        yield from marks.note()
    if not stated and not granted.of:
        return
    if granted.of:
        in_all = message("{amount} kroner were granted.", amount=sum(granted.of.values()))
        yield paragraph(language, in_all)
    if stated:
        yield from _accounted_for(material, figures, stated, granted, language)
    else:
        yield _granted_alone(granted, language)
        for beside in granted.beside():
            yield note(language, beside)


def _accounted_for(
    material: Material,
    figures: Figures,
    stated: Sequence[Account],
    granted: Grants,
    language: Language,
) -> Iterator[Block]:
    balance, marks = Balance.of(stated), HalfReadMarks(language)
    yield from _in_words(figures, balance, marks, language)
    yield _table(material, figures, balance, granted, marks, language)
    yield from marks.note()
    for beside in (*granted.beside(), *_how_far_it_tells(figures, balance, language)):
        yield note(language, beside)
    yield from _by_goal(figures, stated, balance, language)


def _granted_alone(granted: Grants, language: Language) -> Table:
    """What was granted, where no report tells what was received."""
    rows: list[Sequence[Text]] = [
        (value_text(language, subject_name(language, council)), number(language, amount))
        for council, amount in granted.of.items()
    ]
    rows.append((row_label(language, message("all")), number(language, sum(granted.of.values()))))
    columns = [
        column(language, message("Council"), 3),
        column(language, message("Granted"), 1.4, numeric=True),
    ]
    return table(language, message("Granted (kroner)"), columns, rows)


def _in_words(
    figures: Figures, balance: Balance, marks: HalfReadMarks, language: Language
) -> Iterator[Block]:
    """What is left in all, and how much of it stands in reports that have not been delivered."""
    if not balance.reports:
        return
    in_doubt = figures.in_doubt("report", MONEY)
    told = plural_message(
        "Of the {count} report, {known} states both received and used: received {received} "
        "kroner, carried over {carried} kroner, used {used} kroner, left {left} kroner.",
        "Of the {count} reports, {known} state both received and used: received {received} "
        "kroner, carried over {carried} kroner, used {used} kroner, left {left} kroner.",
        len(figures.accounts),
        known=marks.value(balance.reports, in_doubt),
        received=marks.value(balance.received_nok, in_doubt),
        carried=marks.value(balance.carried_over_nok, in_doubt),
        used=marks.value(balance.used_nok, in_doubt),
        left=marks.value(balance.left_nok, in_doubt),
    )
    yield paragraph(language, told)
    undelivered = [account.council for account in figures.undelivered]
    waiting = balance.left_in(undelivered)
    if waiting:
        unsure = [council for council in in_doubt if council in undelivered]
        left = message(
            "Of what is left, {left} kroner stand in reports that have not been delivered.",
            left=marks.value(waiting, unsure),
        )
        yield paragraph(language, left)


def _table(
    material: Material,
    figures: Figures,
    balance: Balance,
    granted: Grants,
    marks: HalfReadMarks,
    language: Language,
) -> Table:
    """A row for each council; the column for grants alone where there are grants."""
    columns = [
        column(language, message("Council"), 3),
        *(
            column(language, title, 1.4, numeric=True)
            for title in (
                *([message("Granted")] if granted.of else []),
                message("Received"), message("Carried over"), message("Used"), message("Left"),
            )
        ),
    ]  # fmt: skip
    accounts = group_by(figures.accounts, lambda account: account.council)
    rows: list[Sequence[Text]] = []
    for council in material.subjects("council"):
        beside = _granted(granted, granted.of.get(council), language)
        for account in accounts.get(council, ()):
            who, *cells = _account(account, balance, figures, marks, language)
            rows.append((who, *beside, *cells))
        if council not in accounts:
            silent = value_text(language, without_report(council, material))
            who = value_text(language, subject_name(language, council))
            rows.append((who, *beside, silent, *[plain_text("–")] * 3))
    nothing = [plain_text("–")] if granted.of else []
    if balance.handed_over_nok:
        who, *cells = _counted_once(balance, language)
        rows.append((who, *nothing, *cells))
    if balance.reports:
        who, *cells = _total(balance, granted, figures, marks, language)
        inside = sum(granted.of.get(council, 0) for council in balance.left_of)
        rows.append((who, *_granted(granted, inside, language), *cells))
    title = message("Received and used (kroner)")
    if granted.of:
        title = message("Granted, received and used (kroner)")
    return table(language, title, columns, rows)


def _granted(granted: Grants, amount: int | None, language: Language) -> Sequence[Text]:
    """The cell of what was granted, where there is such a column."""
    return [number(language, amount or 0)] if granted.of else []


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
    balance: Balance, granted: Grants, figures: Figures, marks: HalfReadMarks, language: Language
) -> Sequence[Text]:
    told = message("all")
    if balance.reports < len(figures.accounts) or granted.of.keys() - balance.left_of.keys():
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
