"""Accounts and funds of reports in free form, in tables and in lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from free_form_samples import (
    Blocks,
    Rows,
    Written,
    activities,
    bodies,
    heading,
    invalid,
    items,
    only,
    plan,
    read,
    report,
    table,
    text,
    told,
    unread,
)

_BOTH = table(("Tildelt", "400 000"), ("Brukt", "350 000"))


@pytest.mark.parametrize("number", [(), ("Nr",)])
def test_numbers_beside_amounts_make_no_accounts(number: tuple[str, ...]) -> None:
    head = (*number, "Delmål", "Hva vi sto for", "Status", "Brukt")
    row = (*("1" for _ in number), 1, "Fagdag", "Gjennomført", 100_000)
    ((sort, words, lifts),) = unread(read(report(table(head, row))))
    assert sort == "table"
    assert words.startswith(f"1) {' | '.join(head)} · 2) ")
    assert "/activities" in lifts


def test_amounts_of_which_nothing_says_what_they_are_for_are_not_read() -> None:
    rows = table(("Nr", "Brukt", "Budsjett"), (1, 5_000, 6_000), (2, "ca. 5", None))
    found = unread(read(report(heading("Økonomi"), rows)))
    assert {words for sort, words, _ in found if sort == "row"} == {"1 | 5000 | 6000", "2 | ca. 5"}
    assert all("/funds/lines" in lifts for *_, lifts in found)


def test_accounts() -> None:
    rows = [
        ("Post", "Budsjett", "Regnskap"),
        ("Tildelt", 400_000, 400_000),
        ("Overført fra 2014", None, 20_000),
        ("Fagdag", 50_000, 45_000),
        ("Ubrukte midler pr. 31.12.", 30_000, 31_000),
        ("Sum brukt", 80_000, 76_000),
        ("Sum", 80_000, 76_000),
        ("Til overs", None, 344_000),
        ("Overføres til 2016", None, 344_000),
    ]
    found = read(report(heading("Økonomi"), table(*rows)))
    assert only(found).body["funds"] == {
        "received_nok": 400_000,
        "used_nok": 76_000,
        "carried_over_nok": 20_000,
        "carried_forward_nok": 344_000,
        "lines": [{"purpose": "Fagdag", "amount_nok": 45_000}],
    }
    assert unread(found) == [("row", "Ubrukte midler pr. 31.12. | 30000 | 31000", {"/funds/lines"})]
    assert told(found) == ["The row is taken for a total, and is no entry of its own"]


def test_accounts_are_asked_of_reports_alone() -> None:
    rows = table(("Post", "Beløp"), ("Kurs", 50_000))
    assert unread(read(plan(heading("Budsjett"), rows))) == [
        ("table", "1) Post | Beløp · 2) Kurs | 50000", set())
    ]
    assert only(read(report(_BOTH, rows))).body["funds"]["lines"] == [
        {"purpose": "Kurs", "amount_nok": 50_000}
    ]


@pytest.mark.parametrize(
    ("amounts", "kept", "doubtful"),
    [
        ((50_000, 40_000, 80), ["a", "b"], ["c"]),
        ((50, 40, 80), ["a", "b", "c"], []),
    ],
)
def test_amounts_that_may_be_thousands(
    amounts: Sequence[int], kept: list[str], doubtful: list[str]
) -> None:
    rows = [("Tiltak", "Kostnad"), *zip("abc", amounts, strict=True)]
    found = activities(read(plan(table(*rows))))
    assert [one["title"] for one in found if "budget_nok" in one] == kept
    rows = [("Post", "Beløp"), *zip("abc", amounts, strict=True)]
    reading = read(report(_BOTH, table(*rows)))
    assert [one["purpose"] for one in only(reading).body["funds"]["lines"]] == kept
    assert len([one for one in told(reading) if "thousands" in one]) == len(doubtful)


def test_the_money_of_reports() -> None:
    rows = table(("Tiltak", "Budsjett", "Regnskap"), ("Kurs", 50_000, 45_000))
    assert activities(read(report(rows))) == [{"title": "Kurs", "cost_nok": 45_000}]
    both = read([heading("Plan og rapport 2015 – IA-rådet i Hedmark", 0), rows])
    assert [(one["activities"][0]).get("budget_nok") for one in bodies(both)] == [50_000, None]
    assert [(one["activities"][0]).get("cost_nok") for one in bodies(both)] == [None, 45_000]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        # without a heading for what amounts are for
        ([(None, "Budsjett", "Regnskap"), ("Kurs", 9, 8)], [{"purpose": "Kurs", "amount_nok": 8}]),
        ([("Tildelt", "300 000"), ("Brukt", "200 000")], None),
    ],
)
def test_rows_of_accounts(rows: Rows, lines: list[dict[str, Any]] | None) -> None:
    funds = only(read(report(heading("Økonomi"), _BOTH, table(*rows)))).body.get("funds", {})
    assert funds.get("lines") == lines


_NOTHING_SAYS = (
    "None of the accounts is taken, as nothing certain says “{}”; write it in a row of its own"
)


@pytest.mark.parametrize(
    ("rows", "expected", "messages"),
    [
        # an amount that cannot be told
        ([("Post", "Beløp"), ("Tildelt", "ca. 400 000"), ("Sum brukt", 5)], [
            ("cell", "ca. 400 000", {"/funds"}),
            ("cell", "5", {"/funds"}),
        ], [
            "“ca. 400 000” is no exact amount; write the amount in whole kroner, such as 50000",
            _NOTHING_SAYS.format("funds received"),
        ]),
        # lines of accounts, and one of them that is not known
        (
            [
                ("Post", "Beløp"), ("Tildelt", 9), ("Kurs", 5), ("Fagdag", 4),
                ("Brukt på tiltak", 9),
            ],
            [
                ("cell", "9", {"/funds"}),
                ("table", "1) Kurs | 5 · 2) Fagdag | 4", {"/funds"}),
                ("row", "Brukt på tiltak | 9", {
                    "/funds/received_nok", "/funds/used_nok", "/funds/carried_over_nok",
                    "/funds/carried_forward_nok", "/funds/lines",
                }),
            ],
            [_NOTHING_SAYS.format("funds used")],
        ),
    ],
)  # fmt: skip
def test_accounts_that_lack_what_none_are_without(
    rows: Rows, expected: list[Any], messages: list[str]
) -> None:
    found = read(report(heading("Økonomi"), table(*rows)))
    assert "funds" not in only(found).body
    assert unread(found) == expected
    assert told(found) == messages
    assert invalid(found) == []


@pytest.mark.parametrize("amount", ["2016", 2016, "2016."])
def test_a_year_beside_its_label_is_no_amount(amount: str | int) -> None:
    rows = [("Tildelt", 400_000), ("Brukt", 300_000), ("Overføres til", amount)]
    for grid in (table(("Post", "Beløp"), *rows), table(*rows)):
        reading = read(report(heading("Regnskap"), grid))
        assert only(reading).body["funds"] == {"received_nok": 400_000, "used_nok": 300_000}
        assert unread(reading)


@pytest.mark.parametrize(
    ("label", "carried"),
    [
        ("Ubrukt, overføres til 2016", {"carried_forward_nok": 67_500}),
        ("Rest overført til neste år", {"carried_forward_nok": 67_500}),
        ("Ubrukte midlar som vert overført til 2016", {"carried_forward_nok": 67_500}),
        ("Ubrukte midler", {}),
        ("Ubrukte midler pr. 31.12.", {}),
        ("Til disposisjon", {}),
    ],
)
def test_what_is_left_is_no_line_of_spending(label: str, carried: dict[str, int]) -> None:
    rows = [("Tildelt", 400_000), ("Kurs", 332_500), ("Sum brukt", 332_500), (label, 67_500)]
    reading = read(report(heading("Regnskap"), table(("Post", "Beløp"), *rows)))
    assert only(reading).body["funds"] == {
        "received_nok": 400_000,
        "used_nok": 332_500,
        **carried,
        "lines": [{"purpose": "Kurs", "amount_nok": 332_500}],
    }


_BARE = [("Tildelt 2015", "200 000"), ("Kurs", "38 400"), ("Møter", 80_000), ("Sum", 118_400)]


@pytest.mark.parametrize("more", [[], [("Sum brukt", "118 400 kr"), ("Rest", "81 600,-")]])
def test_accounts_without_headings(more: Rows) -> None:
    reading = read(report(heading("Regnskap"), table(*_BARE, ("Brukt", 118_400), *more)))
    assert only(reading).body["funds"] == {
        "received_nok": 200_000,
        "used_nok": 118_400,
        "lines": [
            {"purpose": "Kurs", "amount_nok": 38_400},
            {"purpose": "Møter", "amount_nok": 80_000},
        ],
    }
    assert unread(reading) == []


@pytest.mark.parametrize(
    "row", [("Kurs", "ca. 40 000"), ("Kurs", "mai"), ("Kurs", None), ("Utgift", "2015")]
)
def test_accounts_without_headings_of_which_a_row_is_unread(row: Sequence[Written]) -> None:
    rows = [("Tildelt", 200_000), ("Brukt", 118_400), row]
    reading = read(report(heading("Regnskap"), table(*rows)))
    assert "lines" not in only(reading).body["funds"]
    lifts = set[str]().union(*(lifts for *_, lifts in unread(reading)))
    assert "/funds/lines" in lifts
    assert "/activities" not in lifts


@pytest.mark.parametrize("above", ["Deltakelse", "Budsjett 2015", "Budsjett"])
def test_rows_with_amounts_under_another_heading_are_no_accounts(above: str) -> None:
    rows = [("Tildelt", 90_000), ("Brukt", 90_000), ("Kurs", 40_000), ("Fagdag", 50_000)]
    reading = read(report(heading(above), table(*rows)))
    assert "lines" not in only(reading).body.get("funds", {})
    assert unread(reading)


FUNDS = {"received_nok": 200_000, "used_nok": 159_800}


@pytest.mark.parametrize(
    "blocks",
    [
        [text("ØKONOMI\nMottatt 2015: 200 000\nBrukt: 159 800")],
        [text("ØKONOMI"), *items("Mottatt: 200 000", "Brukt i 2015: 159 800.")],
        [heading("Økonomi"), *items("Tildelt for 2015: kr 200 000", "Sum brukt: 159 800 kr")],
        [heading("Annet"), *items("Mottatt: 200 000", "Brukt: 159 800")],
        [table(("Tildelt for 2015", 200_000), ("Brukt i 2015", 159_800))],
    ],
)
def test_funds_in_lines_of_their_own(blocks: Blocks) -> None:
    reading = read(report(blocks))
    assert only(reading).body["funds"] == FUNDS
    assert unread(reading) == []


@pytest.mark.parametrize(
    ("blocks", "lifted"),
    [
        # of another year, in doubt, what is left, and what is told of an activity
        ([heading("Økonomi"), *items("Brukt i 2014: 100 000")], "/funds/used_nok"),
        ([heading("Økonomi"), *items("Brukt: ca. 100 000")], "/funds"),
        ([heading("Økonomi"), *items("Til overs: 100 000")], "/funds/lines"),
        ([heading("Annet"), *items("Brukt: hele dagen")], "/activities"),
        ([heading("Delmål 1"), *items("Kurs"), text("Brukt: 5 000")], ""),
    ],
)
def test_lines_that_tell_no_funds(blocks: Blocks, lifted: str) -> None:
    reading = read(report(blocks))
    assert "funds" not in only(reading).body
    assert not lifted or any(lifted in lifts for *_, lifts in unread(reading))
