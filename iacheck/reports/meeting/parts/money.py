"""What councils were granted, received, used and have left, and which sub-goals it went to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.blocks import Block, Table, Text, plain_text
from iacheck.reports.meeting.balance import Balance
from iacheck.reports.meeting.breakdown import GOALS, all_activities
from iacheck.reports.meeting.counting import Account, Figures
from iacheck.reports.meeting.fields import SUB_GOALS
from iacheck.reports.meeting.material import Material, group_by
from iacheck.reports.meeting.parts import grants
from iacheck.reports.meeting.parts.figures import chart, report_label, sub_goal_label
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
    if not stated:
        yield paragraph(language, message("No report accounts for money."))
        return
    balance = Balance.of(stated)
    yield _received_and_used(material, figures, balance, language)
    for told in _how_far_it_tells(figures, balance, language):
        yield note(language, told)
    yield from _by_goal(figures, stated, balance, language)


def _received_and_used(
    material: Material, figures: Figures, balance: Balance, language: Language
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
        rows += [_account(a, balance, language) for a in accounts.get(council, ())]
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
        rows.append(_total(balance, figures, language))
    return table(language, message("Received and used (kroner)"), columns, rows)


def _account(account: Account, balance: Balance, language: Language) -> Sequence[Text]:
    # What is left is not known of those that are not in the total.
    left = account.left_nok
    outside = message("not in the total") if left is None and balance.reports else left
    return (
        plain_text(report_label(account, language)),
        *(
            value_text(language, amount)
            for amount in (account.received_nok, account.carried_over_nok, account.used_nok)
        ),
        value_text(language, outside),
    )


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


def _total(balance: Balance, figures: Figures, language: Language) -> Sequence[Text]:
    told = message("all")
    if balance.reports < len(figures.accounts):
        told = plural_message(
            "the {count} report that states both received and used",
            "the {count} reports that state both received and used",
            balance.reports,
        )
    amounts = (balance.received_nok, balance.carried_over_nok, balance.used_nok, balance.left_nok)
    return (row_label(language, told), *(number(language, amount) for amount in amounts))


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
    rows: list[tuple[Message, int]] = [
        (sub_goal_label(one), done.money.get(one, 0)) for one in GOALS if one or done.money.get(one)
    ]
    rest: list[tuple[Message, int]] = [
        (
            message("activities that were postponed or cancelled"),
            sum(a.spent_nok for a in figures.reported if not a.done),
        ),
        (message("lines that belong to no activity"), sum(a.loose_nok for a in stated)),
        (message("not accounted for"), sum(a.unexplained_nok for a in stated)),
    ]
    rows += [(told, amount) for told, amount in rest if amount]
    rows.append((message("used in all"), sum(amount for _, amount in rows)))
    yield table(
        language,
        message("Used, by sub-goal (kroner)"),
        [
            column(language, message("Sub-goal"), 3),
            column(language, message("Kroner"), numeric=True),
        ],
        ((row_label(language, told), number(language, amount)) for told, amount in rows),
    )
    for told in _how_it_differs(stated, balance):
        yield note(language, told)
    yield chart(
        message("Kroner used, by sub-goal"),
        {one: done.money.get(one, 0) for one in SUB_GOALS},
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
