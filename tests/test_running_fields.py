"""Fields and days in running text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.forms.day_sentences import days_in, has_unsure_days
from iacheck.forms.running_fields import parts

LABELS = {
    "ansvarlig": "responsible",
    "ansvarleg": "responsible",
    "responsible": "responsible",
    "målgruppe": "target",
    "frist": "end",
    "kostnad": "cost",
    "antall deltakere": "participants",
    "deltakere": "people",
}


def label_of(words: str) -> str | None:
    return LABELS.get(words.casefold())


@pytest.mark.parametrize(
    ("text", "before", "values"),
    [
        (
            "Fagdag om støy i barnehager. Ansvarlig: NAV, KS og Fagforbundet. Målgruppe: "
            "Barnehager. Frist: høsten 2016. Kostnad: 50 000,-.",
            "Fagdag om støy i barnehager",
            [
                ("responsible", "NAV, KS og Fagforbundet"),
                ("target", "Barnehager"),
                ("end", "høsten 2016"),
                ("cost", "50 000,-"),
            ],
        ),
        (
            "Kurs. Ansvarleg: NAV. Frist: 15.04.2016. Kostnad: kr. 30.000.",
            "Kurs",
            [("responsible", "NAV"), ("end", "15.04.2016"), ("cost", "kr. 30.000")],
        ),
        (
            "Kurs, frist: 14. apr. 2016, kostnad: 0,05 mill. kr",
            "Kurs",
            [("end", "14. apr. 2016"), ("cost", "0,05 mill. kr")],
        ),
        ("Kurs (ansvarlig: NAV (ALS))", "Kurs", [("responsible", "NAV (ALS)")]),
        ("Kurs (ansvarlig: NAV)", "Kurs", [("responsible", "NAV")]),
        (
            "Kurs Ansvarlig: NAV Frist: uke 45",
            "Kurs",
            [("responsible", "NAV"), ("end", "uke 45")],
        ),
        ("Course\nResponsible: NAV\nx", "Course", [("responsible", "NAV\nx")]),
        ("**Ansvarlig:** NAV", "", [("responsible", "NAV")]),
        ("Ansvarlig:\nFrist: 2016", "", [("responsible", ""), ("end", "2016")]),
        ("Antall deltakere: 20", "", [("participants", "20")]),
        ("Ansvarlig: NAV: ALS", "", [("responsible", "NAV: ALS")]),
        # Without a colon, before an amount.
        (
            "Seniorseminar for kommuner 12. november. Kostnad 80 000",
            "Seniorseminar for kommuner 12. november",
            [("cost", "80 000")],
        ),
        ("Kurs. Kostnad 150.000", "Kurs", [("cost", "150.000")]),
        ("Kurs – kostnad kr 500", "Kurs", [("cost", "kr 500")]),
        ("Kurs; kostnad 500,-", "Kurs", [("cost", "500,-")]),
        ("Kurs. Kostnad 50000.", "Kurs", [("cost", "50000")]),
        ("Kurs. Kostnad 50 tusen", "Kurs", [("cost", "50 tusen")]),
        # No labels, or none that begins something.
        ("Kurs. Frist 2016", "Kurs. Frist 2016", []),
        ("Kurs. Frist 15.04.2016", "Kurs. Frist 15.04.2016", []),
        ("Fagdag om kostnad 50 000", "Fagdag om kostnad 50 000", []),
        ("Kurs om ansvarlig: ledelse", "Kurs om ansvarlig: ledelse", []),
        ("Møte kl. 10:30 i Hamar", "Møte kl. 10:30 i Hamar", []),
        (" Kurs: del 2. ", "Kurs: del 2.", []),
        ("", "", []),
    ],
)
def test_fields_in_a_sentence(text: str, before: str, values: list[tuple[str, str]]) -> None:
    assert parts(text, label_of) == (before, tuple(values))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ansvarlig", "Målgruppe", "Frist", "Kostnad"]),
            st.sampled_from(["NAV og KS", "15.04.2016", "kr. 30.000", "0,05 mill", "50 000,-"]),
        ),
        max_size=4,
    ),
    st.sampled_from([". ", ", ", "; ", "\n", " "]),
)
def test_fields_are_read_whatever_stands_between_them(
    fields: list[tuple[str, str]], sign: str
) -> None:
    text = sign.join(["Kurs", *(f"{label}: {value}" for label, value in fields)])
    expected = tuple((LABELS[label.casefold()], value) for label, value in fields)
    assert parts(text, label_of) == ("Kurs", expected)


@pytest.mark.parametrize("sign", [":", " ", "ord ", "a:", "1 000", " kr 1"])
def test_long_texts_are_read_at_once(sign: str) -> None:
    text = sign * 20_000
    assert parts(text, label_of) == (text.strip(), ())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Rådet møttes 20. januar, 14. april, 2. september og 1. desember 2015.",
            ["2015-01-20", "2015-04-14", "2015-09-02", "2015-12-01"],
        ),
        ("Rådet hadde møter 20.01.2015 og 14.04.2015.", ["2015-01-20", "2015-04-14"]),
        ("20.01.15, 14/4-2015 og 2. sept. 2015", ["2015-01-20", "2015-04-14", "2015-09-02"]),
        ("20 January and 14 April 2015", ["2015-01-20", "2015-04-14"]),
        ("January 20, 2015, and on 14th April, 2015", ["2015-01-20", "2015-04-14"]),
        ("2015-01-20; 2015-04-14", ["2015-01-20", "2015-04-14"]),
        ("tysdag 20. januar og laurdag 18. april 2015", ["2015-01-20", "2015-04-18"]),
        ("20. januar kl. 10.00 og 14. april kl 12 2015", ["2016-01-20", "2016-04-14"]),
        ("3., 4. og 5. mai 2015", ["2015-05-03", "2015-05-04", "2015-05-05"]),
        ("Vedtatt i møte 12. februar 2016.", ["2016-02-12"]),
        ("13/07/2015", ["2015-07-13"]),
        # Numbers without a stop behind them, by the day that ends the list.
        (
            "møter 12.2, 6.5, 16.9 og 2.12.2015",
            ["2015-02-12", "2015-05-06", "2015-09-16", "2015-12-02"],
        ),
        ("12.2., 6.5 og 2.12.15", ["2015-02-12", "2015-05-06", "2015-12-02"]),
        ("12/2, 6/5 og 2/12-2015", ["2015-02-12", "2015-05-06", "2015-12-02"]),
        ("den 12.02 og den 06.05.2015", ["2015-02-12", "2015-05-06"]),
        ("12.2, 6.5 og 2. desember 2015", ["2015-12-02"]),
        ("2.12.2015, 12.2 og 6.5", ["2015-12-02"]),
        ("12.2, 6.5 og 2.12", []),
        ("6.5 %, 2.12.2015", ["2015-12-02"]),
        # A year that the same list gives later, else the one that is known.
        ("20. januar og 14. april", ["2016-01-20", "2016-04-14"]),
        ("20.1., 14.4. og 2.9.", ["2016-01-20", "2016-04-14", "2016-09-02"]),
        ("Vedtatt 4. februar 2015. Møte 3. mars", ["2015-02-04", "2016-03-03"]),
        ("20. desember 2015, 14. april", ["2015-12-20"]),
        ("20. januar 2016, 14. april", ["2016-01-20", "2016-04-14"]),
        # A meeting of several days is one.
        ("1.–2. april 2015 og 3. mai 2015", ["2015-04-01", "2015-05-03"]),
        ("25. september – 2. oktober 2015", ["2015-09-25"]),
        ("1. til 2. april", ["2016-04-01"]),
        # What could be another day, or is none.
        ("01/07/2015", []),
        ("31. april 2015 og 29. februar 2015", []),
        ("Se punkt 3.2. om dette", []),
        ("20. og 21. deltaker", []),
        ("den 2. juledag", []),
        ("I april 20 deltakere", []),
        ("Møtet begynte kl. 10.12. og kl. 11.12.", []),
        ("1.2.3.2015", []),
        ("", []),
    ],
)
def test_days_in_a_sentence(text: str, days: list[str]) -> None:
    assert days_in(text, 2016) == tuple(days)


def test_a_day_without_a_year_is_left_out_where_none_is_known() -> None:
    assert days_in("20. januar", None) == days_in("20.1. og 14.4.", None) == ()
    assert days_in("20. januar og 14. april 2015", None) == ("2015-01-20", "2015-04-14")


@pytest.mark.parametrize(
    "text",
    [
        "12.2, 6.5 og 2. desember 2015",
        "2.12.2015, 12.2 og 6.5",
        "12.2 (Hamar), 6.5 (Elverum) og 2.12.2015",
        "møter 31. april 2015 og 2. mai 2015",
        "møter 12.2. (Hamar) og 2.12.2015",
        "20. desember 2015, 14. april",
    ],
)
def test_what_may_be_a_day_and_is_not_read_is_told(text: str) -> None:
    assert has_unsure_days(f"Møter {text}", 2016)


@pytest.mark.parametrize(
    "text",
    [
        "møter 12.2, 6.5 og 2.12.2015",
        "3.2 Rådet møttes 2.12.2015",
        "2.12.2015 kl. 10.12",
        "2.12.2015 om punkt 3.2",
        "2.12.2015, der 6.5 prosent kom",
        "2.12.2015, versjon 1.20",
        "1.–2. april 2015 og 3. mai 2015",
        "3. møte var 2.12.2015",
        "2.12.2015 kostet 2.5 mill.",
    ],
)
def test_what_is_no_day_is_none_that_is_unsure(text: str) -> None:
    assert not has_unsure_days(text, 2016)


@given(st.lists(st.dates(datetime.date(1971, 1, 1), datetime.date(2069, 12, 31)), max_size=6))
def test_days_come_in_the_order_of_the_sentence(days: list[datetime.date]) -> None:
    text = "Møter: " + ", ".join(f"{day:%d.%m.%Y}" for day in days)
    assert days_in(text, None) == tuple(day.isoformat() for day in days)
