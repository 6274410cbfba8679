"""Amounts of kroner as people write them, in tables and in sentences."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.forms.funds_sentences import funds_in
from iacheck.forms.grids import Raw
from iacheck.forms.kroner import doubtful, read_kroner
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.language import language
from iacheck.language.messages import message


@pytest.mark.parametrize(
    "cell",
    [
        50_000,
        50_000.0,
        "50000",
        "50 000",
        "50.000",
        "50 000,-",
        "50 000,–",
        "50 000 ,-",
        "50 000.-",
        "50 000:-",
        "50 000,- kr",
        "kr. 50.000",
        "kr. 50.000,-",
        "kr 50 000,00",
        "KR 50 000",
        "50.000 kr",
        "50 000 kr.",
        "50 000.",
        "NOK 50000",
        "50 000 NOK",
        "50 000 kroner",
        "50\u00a0000",
        "50\u2009000 kr",
        "50\u202f000,-",
        "50 tusen",
        "50 tusen kroner",
        "kr 50 tusen",
        "50 tkr",
        "50 thousand",
        "0,05 mill.",
        "0,05 mill. kr",
        "0.05 million kroner",
        "0,050 millioner",
        "0,05 millionar kroner",
    ],
)
def test_fifty_thousand_kroner(cell: Raw) -> None:
    assert read_kroner(cell) == 50_000


@pytest.mark.parametrize("scale", [1, 1000])
@pytest.mark.parametrize(
    "cell",
    [
        0, "0", "0,-", "0,–", "0 ,-", "0,00", "kr 0", "kr. 0,-", "0 kr", "0 kr.", "NOK 0",
        "0 kroner", "gratis", "Gratis.", "Ingen kostnad", "ingen\u00a0kostnader", "utan kostnad",
        "Free of charge",
    ],
)  # fmt: skip
def test_no_kroner_at_all(cell: Raw, scale: int) -> None:
    assert read_kroner(cell, scale) == 0


@pytest.mark.parametrize("cell", ["gratis for medlemmer", "nesten gratis", "ingen kostnad kjent"])
def test_words_that_are_no_amount(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        read_kroner(cell)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (80, 80),
        ("80", 80),
        ("0", 0),
        ("1,5 mill.", 1_500_000),
        ("0,125 mill.", 125_000),
        ("1 250 tusen", 1_250_000),
        ("", None),
        ("–", None),
        ("n/a", None),
    ],
)
def test_other_amounts(cell: Raw, amount: int | None) -> None:
    assert read_kroner(cell) == amount


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (50, 50_000),
        ("50", 50_000),
        ("47,35", 47_350),
        (47.35, 47_350),
        ("1 200", 1_200_000),
        (0, 0),
        ("-", None),
    ],
)
def test_amounts_under_a_heading_in_thousands(cell: Raw, amount: int | None) -> None:
    assert read_kroner(cell, 1000) == amount


TWO_WAYS = "It cannot be told whether “{}” is in kroner or is to be multiplied by 1,000"


@pytest.mark.parametrize(
    ("cell", "scale", "told"),
    [
        (
            "ca. 50 000",
            1,
            "“ca. 50 000” is no exact amount; write the amount in whole kroner",
        ),
        ("Ca 50 tusen", 1, "is no exact amount"),
        ("om lag 50 000", 1, "is no exact amount"),
        ("inntil 50 000", 1, "is no exact amount"),
        ("opp til 50 000 kr", 1, "is no exact amount"),
        ("up to 50 000", 1, "is no exact amount"),
        ("~50 000", 1, "is no exact amount"),
        ("50 000–60 000", 1, "is no exact amount"),
        ("50 000 kr - 60 000 kr", 1, "is no exact amount"),
        ("50 til 60 tusen", 1, "is no exact amount"),
        ("1.250,5", 1, "1.250,5 is no whole number; round it"),
        ("1,250", 1, "can be read as 1,250 and as 1.25"),
        ("1.250 mill.", 1, "“1.250 mill.” is no amount; write it in whole kroner, such as 50000"),
        ("0,0000001 mill.", 1, "is no whole number"),
        ("kr –", 1, "is no whole number"),
        ("1 " * 60, 1, "is no amount"),
        ("billig", 1, "is no whole number"),
        ("50 000 euro", 1, "is no whole number"),
        ("50 000 (anslag)", 1, "is no exact amount"),
        (80.5, 1, "is no whole number"),
        (math.inf, 1, "is no amount"),
        (True, 1, "is no amount"),
        (datetime.date(2016, 1, 1), 1, "is no amount"),
        (datetime.time(1), 1, "is no amount"),
        (message("The formula failed"), 1, "The formula failed"),
        ("50 000", 1000, TWO_WAYS.format("50 000")),
        ("50 kr", 1000, TWO_WAYS.format("50 kr")),
        ("50,-", 1000, TWO_WAYS.format("50,-")),
        ("50 tusen", 1000, TWO_WAYS.format("50 tusen")),
        (50_000, 1000, TWO_WAYS.format("50000")),
        ("47,355", 1000, "is no amount"),
        ("halvparten", 1000, "It cannot be told"),
        ("50/60", 1000, "is no exact amount"),
        ("5(0)", 1000, "is no amount"),
    ],
)
def test_what_is_no_exact_amount_is_refused(cell: Raw, scale: int, told: str) -> None:
    with pytest.raises(UnreadableCell) as caught:
        read_kroner(cell, scale)
    assert told in language("en").say(caught.value.told)


@given(st.integers(0, 10**12), st.sampled_from([" ", ".", "\u00a0", "\u202f", ""]))
def test_an_amount_is_the_same_in_every_usual_form(amount: int, between: str) -> None:
    digits = f"{amount:,}".replace(",", between)
    for form in ("{}", "kr {}", "kr. {}", "{} kr", "{},-", "kr {},00", "NOK {}", " {} kroner "):
        assert read_kroner(form.format(digits)) == amount
    if between != "." or amount < 1000:
        assert read_kroner(f"{digits} tusen") == amount * 1000


@pytest.mark.parametrize(
    ("amounts", "which"),
    [
        ([50_000, 30_000, 80, 20_000, 25_000], {2}),
        ([50, 50_000], {0}),
        ([80, 50, 30, 205_000], {0, 1, 2}),
        ([400, 50_000, None], {0}),
        # A small amount among small ones, or one that is not much smaller than the others.
        ([80, 120, 450], set()),
        ([950, 1100, 1300, 400_000], set()),
        ([80, 2_500, 3_000], set()),
        ([900, 20_000], set()),
        ([0, 50_000], set()),
        ([-50, 50_000], set()),
        ([1000, 400_000], set()),
        ([None], set()),
        ([], set()),
    ],
)
def test_amounts_that_may_lack_thousands(amounts: list[int | None], which: set[int]) -> None:
    assert doubtful(amounts) == which


@given(st.lists(st.none() | st.integers(0, 10**6), max_size=8), st.randoms())
def test_the_order_of_amounts_does_not_matter(amounts: list[int | None], random: object) -> None:
    found = sorted(str(amounts[index]) for index in doubtful(amounts))
    turned = list(reversed(amounts))
    assert sorted(str(turned[index]) for index in doubtful(turned)) == found
    assert not doubtful([amount for amount in amounts if amount is None or amount >= 1000])


BOTH = {"received_nok": 400_000, "used_nok": 350_000}


@pytest.mark.parametrize(
    ("text", "funds"),
    [
        ("Vi fikk 400 000 kroner og brukte 350 000.", BOTH),
        ("Rådet har mottatt kr 400 000,- og brukt 350 000 kroner", BOTH),
        ("Rådet fekk 400 000 kroner, og me brukte 350 000 kroner i 2015.", BOTH),
        ("IA-rådet i Sogn og Fjordane mottok 400 000 kroner. Vi har brukt 350 000 kr.", BOTH),
        ("We received NOK 400 000 and spent only 350 000.", BOTH),
        ("The IA council in Hedmark has received 400 000 and used 350 000.", BOTH),
        ("I 2015 fikk rådet 0,4 mill. kroner, men brukte bare 350 000.", BOTH),
        ("Rådet har fått 400 000 kroner. Budsjettet er 205 000 kroner.", {"received_nok": 400_000}),
        ("Rådet fikk tildelt 400.000,- kr fra Arbeids- og velferdsdirektoratet.",
         {"received_nok": 400_000}),
        ("Det ble brukt 350 000 kroner av midlene.", {"used_nok": 350_000}),
        ("Vi brukte 350 000 kroner. Vi brukte kr 350 000.", {"used_nok": 350_000}),
        # Wishes, plans, doubts, negations.
        ("Vi kan bruke 400 000 kroner.", {}),
        ("Vi planlegger å ha brukt 350 000 kroner.", {}),
        ("Hvis alt går bra, har vi brukt 350 000 kroner.", {}),
        ("Vi fikk ikke 400 000 kroner.", {}),
        ("Vi fikk ca. 400 000 kroner.", {}),
        ("Vi fikk 1,250 tusen kroner.", {}),
        # A part of the whole, others' money, another year, something else than money.
        ("Vi brukte 40 000 kroner på en fagdag.", {}),
        ("Vi brukte 350 000 av 400 000 kroner.", {}),
        ("NAV fikk 400 000 kroner.", {}),
        ("Bedriften fikk 20 000 kroner og brukte 10 000.", {}),
        ("Vi fikk 400 000 kroner og NAV brukte 350 000.", {}),
        ("Vi fikk 400 000 kroner og 20 000 til mat.", {}),
        ("Vi fikk 20 000 kroner fra fylkesmannen.", {}),
        ("I 2014 brukte vi 300 000 kroner.", {}),
        ("Vi fikk 1 200 deltakere.", {}),
        ("Vi fikk 28 deltakere og brukte 350 000 kroner.", {}),
        ("Vi fikk 2014", {}),
        # What is carried forward; a year is no amount.
        ("Ubrukte midler, kr 82 500, overføres til 2016.", {"carried_forward_nok": 82_500}),
        ("Resten, 82 500 kroner, overføres til 2016.", {"carried_forward_nok": 82_500}),
        ("Attståande midlar på 82 500 kr vart overført til 2016.", {"carried_forward_nok": 82_500}),
        ("Kr 82.500,- er overført til neste år.", {"carried_forward_nok": 82_500}),
        ("Resten overføres til 2016 (82 500 kroner).", {"carried_forward_nok": 82_500}),
        ("Vi overfører 82 500 kr til 2016.", {"carried_forward_nok": 82_500}),
        ("Det overføres 2 016 kroner til 2016.", {"carried_forward_nok": 2_016}),
        ("Overført til 2016.", {}),
        ("Resten overføres til 2016.", {}),
        ("Resten, 82 500, overføres til 2016.", {}),
        ("Resten, 82 500 kroner, overføres til 2015.", {}),
        ("Resten, 82 500 kroner, overføres ikke til 2016.", {}),
        ("Resten, 82 500 kroner, søkes overført til 2016.", {}),
        ("Resten, 82 500 kroner, overføres til NAV.", {}),
        ("Resten, ca. 82 500 kroner, overføres til 2016.", {}),
        # Two amounts of one kind.
        ("Vi fikk 400 000 kroner. Rådet fikk 300 000 kroner.", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_funds_in_sentences(text: str, funds: Mapping[str, int]) -> None:
    assert funds_in(text, 2015) == funds


def test_a_year_counts_only_where_it_is_that_of_the_report() -> None:
    text = "Vi fikk 400 000 kroner i 2015."
    assert funds_in(text, 2015) == {"received_nok": 400_000}
    assert funds_in(text, 2016) == funds_in(text) == {}
