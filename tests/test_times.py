"""When activities are, as people write it: exact days, or words that are kept."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacheck.forms.grids import Raw
from iacheck.forms.times import Time, TimeColumn, join, read_time
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.language import language
from iacheck.language.messages import message

MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}
DAYS = st.dates(datetime.date(1971, 1, 1), datetime.date(2069, 12, 31))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("15.04.2016", "2016-04-15"),
        ("31/12-2016", "2016-12-31"),
        ("31/12 2016", "2016-12-31"),
        ("31/12-16", "2016-12-31"),
        ("1/4-2016", "2016-04-01"),
        ("14.april 2016", "2016-04-14"),
        ("14. apr. 2016", "2016-04-14"),
        ("torsdag 14. april 2016", "2016-04-14"),
        ("Torsdag den 14. april 2016", "2016-04-14"),
        ("tors. 14.04.2016", "2016-04-14"),
        ("tysdag 12. april 2016", "2016-04-12"),
        ("laurdag 16.4.2016", "2016-04-16"),
        ("Thursday, 14 April 2016", "2016-04-14"),
        ("1.4.-2016", "2016-04-01"),
        ("1.4-2016", "2016-04-01"),
        ("2.4.16", "2016-04-02"),
        ("  2.4.16\n", "2016-04-02"),
        ("13/04/2016", "2016-04-13"),
        (datetime.date(2016, 4, 1), "2016-04-01"),
        (datetime.datetime(2016, 4, 1), "2016-04-01"),
        (datetime.datetime(2016, 4, 1, 14, 30), "2016-04-01"),
    ],
)
def test_an_exact_day_goes_where_its_column_says(cell: Raw, day: str) -> None:
    assert read_time(cell, "start") == Time(day)
    assert read_time(cell, "end") == read_time(cell, "deadline") == Time(None, day)
    assert read_time(cell, "when") == Time(day, day)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("1.4.2016–2.4.2016", "2016-04-01", "2016-04-02"),
        ("1.4.2016 - 2.4.2016", "2016-04-01", "2016-04-02"),
        ("1.–2. april 2016", "2016-04-01", "2016-04-02"),
        ("25.–26. september 2015", "2015-09-25", "2015-09-26"),
        ("1. til 2. april 2016", "2016-04-01", "2016-04-02"),
        ("1. april t.o.m. 2. mai 2016", "2016-04-01", "2016-05-02"),
        ("1. april – 2. mai 2016", "2016-04-01", "2016-05-02"),
        ("28. desember 2015 – 3. januar 2016", "2015-12-28", "2016-01-03"),
        ("1.4.–2.4.2016", "2016-04-01", "2016-04-02"),
        ("1.4-2.4.2016", "2016-04-01", "2016-04-02"),
        ("1.-2.4.2016", "2016-04-01", "2016-04-02"),
        ("1/4 – 5/4 2016", "2016-04-01", "2016-04-05"),
        ("torsdag 14. – fredag 15. april 2016", "2016-04-14", "2016-04-15"),
        ("1st–2nd June 2016", "2016-06-01", "2016-06-02"),
        ("1 June to 2 June 2016", "2016-06-01", "2016-06-02"),
        ("2016-04-01 – 2016-04-02", "2016-04-01", "2016-04-02"),
    ],
)
@pytest.mark.parametrize("column", ["start", "end", "deadline", "when"])
def test_two_exact_days_are_start_and_end(
    cell: str, first: str, last: str, column: TimeColumn
) -> None:
    assert read_time(cell, column) == Time(first, last)


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        *((f"{before} 1.5.2016", Time(end="2016-05-01")) for before in (
            "Innen", "innan", "Senest", "Frist:", "t.o.m.", "Til og med", "Ferdig innen", "By",
        )),
        *((f"{before} 1. mai 2016", Time("2016-05-01")) for before in (
            "Fra", "Frå og med", "f.o.m.", "Oppstart", "Oppstart :", "Start:", "From",
        )),
        *((words, Time("2016-05-01", "2016-06-30")) for words in (
            "Fra 1. mai til 30. juni 2016",
            "Frå og med 1. mai til og med 30. juni 2016",
            "From 1 May to 30 June 2016",
            "I perioden 1.5.–30.6.2016",
            "Perioden: 1.5.2016 - 30.6.2016",
            "mellom 1. mai og 30. juni 2016",
            "Between 1 May and 30 June 2016",
        )),
    ],
)  # fmt: skip
def test_words_before_days_say_which_side_they_are(cell: str, time: Time) -> None:
    assert read_time(cell, "when") == read_time(cell, "deadline") == time


@pytest.mark.parametrize(
    ("words", "column"),
    [
        # what the column and the words say of it is not the same
        ("Innen 1.5.2016", "start"),
        ("Oppstart 1.5.2016", "end"),
        # no exact days
        ("Fra 1.5.2016 og framover", "when"),
        ("Innen mai 2016", "when"),
        ("Før 1.5.2016", "deadline"),
        ("Ikke før 1.5.2016", "when"),
        ("1.5.2016 og 1.6.2016", "when"),
        ("Innen 1.5.", "deadline"),
        ("mellom 30. juni og 1. mai 2016", "when"),
        ("Fra " + "1.5.2016 " * 15 + "til 2.5.2016", "when"),
    ],
)
def test_words_before_days_are_kept_where_they_leave_a_doubt(
    words: str, column: TimeColumn
) -> None:
    assert read_time(words, column) == Time(when=words.strip())


@pytest.mark.parametrize(
    "words",
    [
        "høsten 2016",
        "hausten 2016",
        "autumn 2016",
        "1. halvår",
        "4. kvartal 2016",
        "løpende",
        "Løpande",
        "uke 45",
        "veke 45",
        "week 45",
        "før sommeren",
        "før 1. juni 2016",
        "snarest",
        "våren",
        "april",
        "mars–juni 2016",
        "april–juni",
        "mars 2016",
        "14. april",
        "14.4.",
        "2016",
        "2015–2016",
        # These can be read in two ways.
        "01/07/2015",
        "15-07-01",
        # The first of these days is of another year, or there is a mistake in one.
        "28. desember – 3. januar 2016",
        "1. juni 2016 – 1. mai 2016",
        "1.–31. april",
    ],
)
@pytest.mark.parametrize("column", ["start", "end", "deadline", "when"])
def test_other_words_are_kept(words: str, column: TimeColumn) -> None:
    assert read_time(words, column) == Time(when=words)


def test_a_year_that_is_a_number_is_kept_as_words() -> None:
    assert read_time(2016, "deadline") == read_time(2016.0, "deadline") == Time(when="2016")
    assert read_time(" våren \n 2016", "start") == Time(when="våren 2016")


@pytest.mark.parametrize("cell", ["", "  ", "–", "-", "n/a", "Ikke aktuelt", "?"])
def test_what_says_nothing_gives_no_time(cell: str) -> None:
    assert read_time(cell, "when") == Time()


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (42186, "is a number and no day"),
        ("42186", "is a number and no day"),
        ("12", "is a number and no day"),
        (1.4, "“1.4” is no time; write a day, such as 01.07.2015, or words such as autumn"),
        (True, "is no time"),
        (datetime.time(14), "is no time"),
        (message("The formula failed"), "The formula failed"),
        ("31.06.2016", "is a day that does not exist"),
        ("Innen 31.06.2016", "is a day that does not exist"),
        ("fredag 14. april 2016", "is on another day of the week; correct the day"),
        ("01.07.2015 kl. 25.00", "is no day"),
        ("2016-02-28T23:00:00Z", "can be read as 28 February 2016"),
        (datetime.datetime(2016, 2, 28, 23), "can be read as 28 February 2016"),
        ("Ikke avklart", "is no time"),
        ("avklarast seinare.", "is no time"),
        ("TBA", "is no time"),
        ("✓", "is no time"),
    ],
)
def test_what_is_no_time_is_refused(cell: Raw, told: str) -> None:
    with pytest.raises(UnreadableCell) as caught:
        read_time(cell, "deadline")
    assert told in language("en").say(caught.value.told)


@given(DAYS, st.sampled_from(sorted(MONTHS)), st.sampled_from(["", " ", "  "]))
def test_a_day_is_the_same_in_every_usual_form(day: datetime.date, lang: str, space: str) -> None:
    name = MONTHS[lang].split()[day.month - 1]
    for form in (
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%y}",
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month}-{day.year}",
        f"{day.day}.{day.month}.-{day.year}",
        f"{day.day}. {name} {day.year}",
        f"{day.day} {name.upper()} {day.year}",
        day.isoformat(),
    ):
        assert read_time(space + form + space, "start") == Time(day.isoformat())


@given(DAYS, DAYS)
def test_two_days_in_one_cell_are_those_of_two_columns(
    one: datetime.date, other: datetime.date
) -> None:
    first, last = sorted((one, other))
    start, end = f"{first:%d.%m.%Y}", f"{last:%d.%m.%Y}"
    both = join(read_time(start, "start"), read_time(end, "end"))
    assert both == read_time(f"{start}–{end}", "when")
    assert both == Time(first.isoformat(), last.isoformat())


@pytest.mark.parametrize(
    ("start", "end", "joined"),
    [
        ("1.4.2016", "2.4.2016", Time("2016-04-01", "2016-04-02")),
        ("mars 2016", "juni 2016", Time(when="mars 2016 – juni 2016")),
        ("høsten 2016", "Høsten  2016", Time(when="høsten 2016")),
        ("løpende", "–", Time(when="løpende")),
        ("–", "juni", Time(when="juni")),
        ("1.4.2016", "2016", Time("2016-04-01", None, "– 2016")),
        ("våren", "1.6.2016", Time(None, "2016-06-01", "våren –")),
        ("1.4.2016–2.4.2016", "", Time("2016-04-01", "2016-04-02")),
        ("", "1.4.2016–2.4.2016", Time("2016-04-01", "2016-04-02")),
        ("", "", Time()),
        # Which of them is wrong, cannot be told here.
        ("2.4.2016", "1.4.2016", Time("2016-04-02", "2016-04-01")),
    ],
)
def test_start_and_end_of_two_columns(start: str, end: str, joined: Time) -> None:
    assert join(read_time(start, "start"), read_time(end, "end")) == joined
