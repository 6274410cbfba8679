"""Activities and money: by sub-goal, by council, and by whom activities are aimed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.language import Language
from iacheck.messages import Message, counted, message
from iacheck.papers.breakdown import GOALS, Row, breakdown, whole
from iacheck.papers.counting import SUB_GOALS, Account, Figures
from iacheck.papers.material import Material
from iacheck.papers.pieces import (
    capital,
    column,
    heading,
    name,
    names,
    note,
    number,
    paragraph,
    said,
    table,
    when,
)
from iacheck.reports.blocks import Bar, Block, Chart, Column, Table, Text, plain

# Figures for all sub-goals by industry, sector, occupation, education group, and other groups.
BROKEN_DOWN: Sequence[str] = ("industries", "sectors", "occupations", "education_groups", "groups")


def goal(number_: int | None) -> Message:
    """What people call a sub-goal; of None, that there is none."""
    if number_ is None:
        return message("no sub-goal given")
    return message("sub-goal {number}", number=str(number_))


def blocks(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    """Everything that is counted of the councils' reports, or that there is nothing to count."""
    yield heading(language, 1, message("Activities and money"))
    if not figures.accounts:
        yield paragraph(language, message("There is no report from a council to count."))
    else:
        yield from _by_goal(figures, language)
        yield from _money(material, figures, language)
        for target in BROKEN_DOWN:
            yield from _broken_down(material, figures, target, language)
        yield from how_it_is_counted(language)
    if figures.unread:
        yield paragraph(
            language,
            counted(
                "{count} field cannot be read and is not in the figures: {where}.",
                "{count} fields cannot be read and are not in the figures: {where}.",
                len(figures.unread),
                where=[f"{unread.document} {unread.path}" for unread in figures.unread],
            ),
        )


def how_it_is_counted(language: Language) -> Iterator[Block]:
    """What everybody must know who uses the figures."""
    yield note(
        language,
        message(
            "An activity counts under each of its sub-goals, and under each word that says whom it "
            "is aimed at; “all” counts it once. Its money is parted equally among them, to the "
            "krone, so that money adds up. Postponed and cancelled activities do not count as "
            "carried out. Words stand as councils wrote them: another spelling is another row, "
            "but capital letters, spaces and hyphens make no difference."
        ),
    )
    yield note(
        language,
        message(
            "The money of an activity is what the report's account of the funds has entered on "
            "it; where that account has no lines, it is the activity's own cost. Where a council "
            "has reported on the whole year, its half-year reports are not counted beside it."
        ),
    )


def _by_goal(figures: Figures, language: Language) -> Iterator[Block]:
    done = whole(figures.done)
    planned = whole(figures.planned)
    off = {
        status: whole(a for a in figures.reported if a.status == status)
        for status in ("postponed", "cancelled")
    }
    shown: list[tuple[Message, Row]] = [
        (message("Carried out"), done),
        (message("Postponed"), off["postponed"]),
        (message("Cancelled"), off["cancelled"]),
    ]
    if figures.planned:
        shown.insert(0, (message("In the plans"), planned))
    columns = [
        column(language, message("Sub-goal"), 3),
        *(column(language, title, numeric=True) for title, _ in shown),
    ]
    rows = [
        (
            _label(goal(one), language),
            *(number(language, row.activities.get(one, 0)) for _, row in shown),
        )
        for one in GOALS
        if one is not None or any(row.activities.get(None) for _, row in shown)
    ]
    rows.append(
        (_label(message("all"), language), *(number(language, row.total) for _, row in shown))
    )
    yield table(language, message("Activities by sub-goal"), columns, rows)
    yield chart(
        message("Activities carried out, by sub-goal"),
        {one: done.activities.get(one, 0) for one in SUB_GOALS},
        language,
    )


def chart(title: Message, values: Mapping[int, int], language: Language) -> Chart:
    """Bars of a figure for each sub-goal, and the same in words."""
    labels = {one: capital(language.say(goal(one))) for one in values}
    written = {one: language.number(value) for one, value in values.items()}
    return Chart(
        language.say(title),
        [Bar(labels[one], float(value), written[one]) for one, value in values.items()],
        "; ".join(f"{labels[one]}: {written[one]}" for one in values) + ".",
    )


def _money(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    stated = [a for a in figures.accounts if (a.received_nok, a.used_nok) != (None, None)]
    if not stated:
        yield paragraph(language, message("No report accounts for money."))
        return
    yield from _received_and_used(material, figures, language)
    done = whole(figures.done)
    rows: list[tuple[Message, int]] = [
        (goal(one), done.money.get(one, 0)) for one in GOALS if one or done.money.get(one)
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
        ((_label(told, language), number(language, amount)) for told, amount in rows),
    )
    if any(a.unexplained_nok < 0 for a in stated):
        yield note(
            language,
            message(
                "Less than 0 is not accounted for where a report's lines come to more than it "
                "says was used."
            ),
        )
    yield chart(
        message("Kroner used, by sub-goal"),
        {one: done.money.get(one, 0) for one in SUB_GOALS},
        language,
    )


def _received_and_used(material: Material, figures: Figures, language: Language) -> Iterator[Block]:
    columns = [
        column(language, message("Council"), 3),
        *(
            column(language, title, 1.4, numeric=True)
            for title in (
                message("Received"), message("Carried over"), message("Used"), message("Left")
            )
        ),
    ]  # fmt: skip
    rows: list[Sequence[Text]] = [_account(a, material, language) for a in figures.accounts]
    rows += [
        (
            said(language, name(language, council)),
            said(language, message("no report")),
            *(plain("–") for _ in range(3)),
        )
        for council in figures.silent
    ]
    known = [a for a in figures.accounts if left(a) is not None]
    sums = (
        sum(a.received_nok or 0 for a in figures.accounts),
        sum(a.carried_over_nok or 0 for a in figures.accounts),
        sum(a.used_nok or 0 for a in figures.accounts),
        sum(left(a) or 0 for a in known),
    )
    rows.append((_label(message("all"), language), *(number(language, n) for n in sums)))
    yield table(language, message("Received and used (kroner)"), columns, rows)
    if len(known) < len(figures.accounts):
        told = counted(
            "What is left is told for {known} of the {count} report: where it states both what was "
            "received and what was used.",
            "What is left is told for {known} of the {count} reports: those that state both what "
            "was received and what was used.",
            len(figures.accounts),
            known=len(known),
        )
        yield note(language, told)
    summed = [a.council for a in figures.accounts if not a.used_stated and a.used_nok is not None]
    if summed:
        told = message(
            "Where the report does not state what was used, that is the sum of what it accounts "
            "for: {who}.",
            who=names(language, summed),
        )
        yield note(language, told)


def left(account: Account) -> int | None:
    """Received and carried over, less used; None where it is not known."""
    if account.received_nok is None or account.used_nok is None or not account.used_stated:
        return None
    return account.received_nok + (account.carried_over_nok or 0) - account.used_nok


def _account(account: Account, material: Material, language: Language) -> Sequence[Text]:
    who = name(language, account.council) + when(language, account.period, material.period)
    amounts = (account.received_nok, account.carried_over_nok, account.used_nok, left(account))
    return (plain(who), *(said(language, amount) for amount in amounts))


def _broken_down(
    material: Material, figures: Figures, target: str, language: Language
) -> Iterator[Block]:
    """One table: under each sub-goal, how many activities, and their kroner if there are any."""
    label = material.label(target)
    rows = breakdown(figures.done, target)
    title = capital(language.value(label))
    yield heading(language, 2, title)
    if not any(row.word for row in rows):
        told = message("No activity that was carried out says which {what} it is for.", what=label)
        yield paragraph(language, told)
        return
    done = whole(figures.done)
    goals = [one for one in GOALS if one is not None or done.activities.get(None)]
    yield _activities_table(title, rows, done, goals, language)
    if any(row.money_nok for row in rows):
        yield _money_table(title, rows, done, goals, language)


def _columns(
    title: str, goals: Sequence[int | None], share: float, language: Language
) -> list[Column]:
    return [
        column(language, title, 3),
        *(column(language, goal(one), share, numeric=True) for one in goals),
        column(language, message("all"), share, numeric=True),
    ]


def _activities_table(
    title: str, rows: Sequence[Row], done: Row, goals: Sequence[int | None], language: Language
) -> Table:
    return table(
        language,
        message("{title}: activities carried out", title=title),
        _columns(title, goals, 1, language),
        (
            (
                _word(row, done, language),
                *(number(language, row.activities.get(one, 0)) for one in goals),
                number(language, row.total),
            )
            for row in (*rows, done)
        ),
    )


def _money_table(
    title: str, rows: Sequence[Row], done: Row, goals: Sequence[int | None], language: Language
) -> Table:
    return table(
        language,
        message("{title}: kroner used on activities carried out", title=title),
        _columns(title, goals, 1.3, language),
        (
            (
                _word(row, done, language),
                *(number(language, row.money.get(one, 0)) for one in goals),
                number(language, row.money_nok),
            )
            for row in (*rows, done)
        ),
    )


def _word(row: Row, done: Row, language: Language) -> Text:
    if row is done:
        return _label(message("all"), language)
    return said(language, row.word) if row.word else said(language, message("not stated"))


def _label(told: Message, language: Language) -> Text:
    return plain(capital(language.say(told)))
