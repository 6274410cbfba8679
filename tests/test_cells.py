from __future__ import annotations

import datetime
from typing import Any

import pytest
from form_values import values
from hypothesis import given
from hypothesis import strategies as st

from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import load_schemas
from iacheck.forms import cells
from iacheck.forms.grids import Raw
from iacheck.forms.layout import FormField, forms
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.language import language
from iacheck.language.messages import LANGS, message

FORMS = forms(load_schemas())
FIELDS = {
    f"{form.kind.name} {'.'.join((*steps, *field.steps))}": field
    for form in FORMS.values()
    for steps, fields in (((), form.fields), *((t.steps, t.columns) for t in form.tables))
    for field in fields
}
KRONER = FIELDS["plan activities.budget_nok"]
DAY = FIELDS["plan activities.start"]
SUB_GOAL = FIELDS["plan goals.sub_goal"]
SUB_GOALS = FIELDS["plan activities.sub_goals"]
TYPE = FIELDS["plan activities.type"]
STATUS = FIELDS["report activities.status"]
TITLE = FIELDS["plan activities.title"]
INDUSTRIES = FIELDS["plan activities.target.industries"]
PARTNERS = FIELDS["plan activities.partners"]
COVERS = FIELDS["plan covers"]
YEAR = FIELDS["plan period"]
PERIOD = FIELDS["report period"]
LOCAL = FIELDS["report media.local"]
SEVENTH = datetime.date(2015, 7, 1)
OF_TWO_DAYS = (
    "“2016-02-28T23:00:00Z” can be read as 28 February 2016, as it is written, and as 29 February "
    "2016, by the clock in Norway; write the day alone, such as 2016-02-29"
)


@pytest.mark.parametrize("name", FIELDS)
@given(data=st.data(), lang=st.sampled_from(LANGS))
def test_what_is_written_in_a_cell_is_read_back(name: str, data: st.DataObject, lang: Any) -> None:
    field_type = FIELDS[name].field_type
    value = data.draw(values(field_type))
    cell = cells.cell_content(value, field_type, lang)
    assert (cells.read_cell(cell, field_type) or []) == (value or [])
    assert not cells.may_be_several(cell, field_type)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        (KRONER, 400_000, 400_000),
        (KRONER, 400_000.0, 400_000),
        (KRONER, "1 250", 1250),
        (KRONER, "120\u200b 000", 120_000),
        (YEAR, "20\u200b16", "2016"),
        (YEAR, "20\u00ad16", "2016"),
        (PERIOD, "2. halv\u00adår 2012", "2012-H2"),
        (SUB_GOALS, "1\u200b; \ufeff3", [1, 3]),
        (DAY, "09.02.\u00ad2016", "2016-02-09"),
        (KRONER, "1.250", 1250),
        (KRONER, "1\u00a0250", 1250),
        (KRONER, "kr 400 000,–", 400_000),
        (KRONER, "kr. 400.000,-", 400_000),
        (KRONER, "400.000,00", 400_000),
        (KRONER, "1,250.00", 1250),
        (KRONER, "1,250,000", 1_250_000),
        (KRONER, "NOK 5", 5),
        (KRONER, "5 kroner", 5),
        (KRONER, "0", 0),
        (KRONER, "\u22125", -5),
        (KRONER, "  ", None),
        (DAY, SEVENTH, "2015-07-01"),
        (DAY, datetime.datetime(2015, 7, 1, 14), "2015-07-01"),
        (DAY, "1. juli 2015", "2015-07-01"),
        (DAY, "1.juli 2015", "2015-07-01"),
        (DAY, "1 July 2015", "2015-07-01"),
        (DAY, "July 1st, 2015", "2015-07-01"),
        (DAY, "3. des. 2015", "2015-12-03"),
        (DAY, "01.07.15", "2015-07-01"),
        (DAY, "1.7.2015", "2015-07-01"),
        (DAY, "1. 7. 2015", "2015-07-01"),
        (DAY, "01.07.85", "1985-07-01"),
        (DAY, "2015-07-01", "2015-07-01"),
        (DAY, "2015.07.01", "2015-07-01"),
        (DAY, "01.07.2015 kl. 14.30", "2015-07-01"),
        (DAY, "2015-07-01 14:30", "2015-07-01"),
        (DAY, "1. juli 2015, kl 21:59", "2015-07-01"),
        (DAY, "01.12.2015 22.59", "2015-12-01"),
        (DAY, datetime.datetime(2015, 7, 1), "2015-07-01"),
        (DAY, datetime.datetime(2015, 7, 1, 21, 59, 59), "2015-07-01"),
        (DAY, "13/07/2015", "2015-07-13"),
        (DAY, "07/13/2015", "2015-07-13"),
        (DAY, "07-07-2015", "2015-07-07"),
        (SUB_GOAL, 2, 2),
        (SUB_GOAL, "Delmål 2", 2),
        (SUB_GOALS, 2, [2]),
        (SUB_GOALS, "1; 3", [1, 3]),
        (SUB_GOALS, "1, 2 og 3", [1, 2, 3]),
        (SUB_GOALS, "Delmål 1 og delmål 3", [1, 3]),
        (SUB_GOALS, "1\n2", [1, 2]),
        (SUB_GOALS, "", None),
        (TYPE, "Kurs", "course"),
        (TYPE, "ERFARINGSUTVEKSLING", "experience_exchange"),
        (TYPE, "course", "course"),
        (TYPE, "podkast", "podkast"),
        (TYPE, '"kurs"', "kurs"),
        (TYPE, '"podkast"', '"podkast"'),
        (STATUS, "Gjennomført", "completed"),
        (STATUS, "utsett", "postponed"),
        (TITLE, 2015, "2015"),
        (TITLE, 2015.0, "2015"),
        (TITLE, "«Ringer»", "«Ringer»"),
        (TITLE, '"Ringer"', '"Ringer"'),
        (TITLE, '""', ""),
        (FIELDS["plan activities.goals"], "m1, m2", ["m1", "m2"]),
        (INDUSTRIES, "barnehager; renhold ;", ["barnehager", "renhold"]),
        (INDUSTRIES, "barnehager\nhotell; restaurant", ["barnehager", "hotell; restaurant"]),
        (INDUSTRIES, "barnehager, renhold", ["barnehager, renhold"]),
        (COVERS, 2015, [2015]),
        (COVERS, "2015; 2016", [2015, 2016]),
        (COVERS, "2015–2018", [2015, 2016, 2017, 2018]),
        (COVERS, "2015 til 2016", [2015, 2016]),
        (COVERS, "2015, 2017", [2015, 2017]),
        (YEAR, 2015, "2015"),
        (YEAR, " 2015 ", "2015"),
        (PERIOD, "1. halvår 2012", "2012-H1"),
        (PERIOD, "2012-h2", "2012-H2"),
        (LOCAL, True, True),
        (LOCAL, "Nei", False),
        (LOCAL, "x", True),
        (LOCAL, " ✓", True),
        # What says nothing in a list is no entry of it.
        (SUB_GOALS, "1; –; 3", [1, 3]),
        (SUB_GOALS, "1, n/a", [1]),
        (SUB_GOALS, "delmål 1\n-\ndelmål 2", [1, 2]),
        (SUB_GOALS, "–; -", None),
        (SUB_GOALS, "ingen", None),
        (COVERS, "2015, –", [2015]),
        (INDUSTRIES, "–; renhold; n/a", ["renhold"]),
        (INDUSTRIES, "renhold\n–", ["renhold"]),
        (PARTNERS, "-; -", None),
        (FIELDS["plan activities.goals"], "m1, –", ["m1"]),
        (TITLE, "ikke aktuelt", "ikke aktuelt"),
        (TITLE, '"–"', "–"),
        (TITLE, "–5", "–5"),
        (DAY, "Ikke aktuelt", None),
        (STATUS, "ikkje aktuelt.", None),
    ],
)
def test_what_people_write(field: FormField, cell: Raw, value: Any) -> None:
    assert cells.read_cell(cell, field.field_type) == value


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize(
    "cell", ["", " \n", "-", "–", "—", "\u2212", " - ", "--", "…", "n/a", "N/A", "i/a", "I.A.", "?"]
)
def test_a_cell_that_says_nothing_is_empty(name: str, cell: str) -> None:
    field_type = FIELDS[name].field_type
    assert cells.is_empty(cell, field_type)
    assert cells.read_cell(cell, field_type) is None


@pytest.mark.parametrize(
    ("codes", "cell", "value"),
    [
        ({"choices": ("yes", "n/a")}, "N/A", "n/a"),
        ({"choices": ("yes", "n/a")}, "i/a", None),
        ({"examples": ("na",)}, "na", "na"),
        ({"examples": ("na",)}, "", None),
    ],
)
def test_a_choice_says_something_whatever_it_is_called(
    codes: Any, cell: str, value: str | None
) -> None:
    assert cells.read_cell(cell, FieldType("string", **codes)) == value


def test_what_cannot_be_read_is_not_empty() -> None:
    assert not cells.is_empty(message("The formula failed"), DAY.field_type)


@pytest.mark.parametrize(
    ("field", "cell", "told"),
    [
        (KRONER, "1,250", "“1,250” can be read as 1,250 and as 1.25"),
        (KRONER, "1.25", "1.25 is no whole number; round it"),
        (KRONER, "1250,50", "1250,50 is no whole number; round it"),
        (KRONER, 1250.5, "1,250.5 is no whole number; round it"),
        (KRONER, "ca. 400 000", "“ca. 400 000” is no whole number; write digits only"),
        (KRONER, "12 34", "is no whole number"),
        (KRONER, "1.2345", "is no whole number"),
        (KRONER, "50 %", "is no whole number"),
        (KRONER, "kr –", "is no whole number"),
        (KRONER, "ingen", "is no whole number"),
        (KRONER, "9" * 5000, "has too many digits"),
        (KRONER, SEVENTH, "The spreadsheet has made 1 July 2015 a date"),
        (KRONER, True, "“yes” is of a type that cannot stand here"),
        (KRONER, message("The formula failed"), "The formula failed"),
        (
            DAY,
            "01/07/2015",
            "can be read as 1 July 2015 and as 7 January 2015; write 01.07.2015 or 07.01.2015",
        ),
        (DAY, "2016-02-28T23:00:00Z", OF_TWO_DAYS),
        (DAY, "2016-02-28T23:00Z", "and as 29 February 2016, by the clock in Norway; write"),
        (DAY, "2016-02-28 23:00:00.000+00:00", "and as 29 February 2016, by the clock in Norway"),
        (DAY, "20160228T230000Z", "and as 29 February 2016, by the clock in Norway"),
        (DAY, "2016-02-29T00:30:00+05:00", "and as 28 February 2016, by the clock in Norway"),
        (DAY, "28.02.2016 23.00 UTC", "and as 29 February 2016, by the clock in Norway"),
        (DAY, "2015-06-30T22:00:00", "and as 1 July 2015, if the time is in UTC; write"),
        (DAY, "30.06.2015 kl. 22.00", "and as 1 July 2015, if the time is in UTC; write"),
        (DAY, datetime.datetime(2016, 2, 28, 23), "and as 29 February 2016, if the time is in UTC"),
        (DAY, datetime.datetime(2016, 2, 28, 23, tzinfo=datetime.UTC), "by the clock in Norway"),
        (DAY, "2015-07-01T14:30:00Z", "is a moment and no day; write the day alone, such as 2015"),
        (DAY, "2015-07-01T14:30", "is a moment and no day; write the day alone, such as 2015"),
        (DAY, datetime.datetime(2015, 7, 1, 9, tzinfo=datetime.UTC), "is a moment and no day"),
        (DAY, "01.07.2015 kl. 25.00", "is no day; write it like 01.07.2015"),
        (DAY, "15-07-01", "can be read as more than one day"),
        (DAY, "1.7", "“1.7” lacks the year"),
        (DAY, "1. juli", "“1. juli” lacks the year"),
        (DAY, "juli 2015", "does not say which day"),
        (DAY, "07.2015", "does not say which day"),
        (DAY, "2016", "“2016” is no day; write it like 01.07.2015"),
        (DAY, "uke 27", "“uke 27” is no day; write it like 01.07.2015"),
        (DAY, "31.06.2015", "is a day that does not exist"),
        (DAY, "30/02/2015", "is a day that does not exist"),
        (DAY, 42186, "42,186 is a number and no day"),
        (DAY, datetime.time(14), "“14:00:00” is of a type that cannot stand here"),
        (SUB_GOALS, 1.2, "“1.2” is no list of numbers; part them with semicolons, such as 1; 3"),
        (SUB_GOALS, "1–3", "“1–3” is no list of numbers"),
        (SUB_GOALS, "alle", "“alle” is no list of numbers"),
        (SUB_GOALS, SEVENTH, "The spreadsheet has made 1 July 2015 a date"),
        (STATUS, "gjenomført", "“gjenomført” is no choice here; did you mean “gjennomført”?"),
        (STATUS, "kanskje", "choose completed, ongoing, postponed or cancelled"),
        (TITLE, 1.1, "The spreadsheet has made 1.1 a number; give the cell the format Text"),
        (TITLE, SEVENTH, "give the cell the format Text"),
        (COVERS, "2018–2015", "such as 2015; 2016"),
        (COVERS, "2015–9999", "such as 2015; 2016"),
        (YEAR, "1. halvår 2012", "is no year; write it like 2015"),
        (PERIOD, "våren 2015", "is no period; write 2015, 2012-H1 or 2012-H2"),
        (PERIOD, SEVENTH, "The spreadsheet has made 1 July 2015 a date"),
        (LOCAL, "kanskje", "“kanskje” is neither yes nor no"),
        (LOCAL, "✗", "“✗” is neither yes nor no"),
        (LOCAL, "ingen", "“ingen” is neither yes nor no"),
        (STATUS, "✓", "“✓” is no choice here"),
        (SUB_GOALS, "Delmål", "“Delmål” is no list of numbers"),
        (SUB_GOALS, "1 – 3", "“1 – 3” is no list of numbers"),
        (LOCAL, SEVENTH, "The spreadsheet has made 1 July 2015 a date"),
    ],
)
def test_what_has_no_certain_meaning_is_refused(field: FormField, cell: Raw, told: str) -> None:
    with pytest.raises(UnreadableCell) as caught:
        cells.read_cell(cell, field.field_type)
    assert told in language("en").say(caught.value.told)


@pytest.mark.parametrize(
    ("field", "cell", "several"),
    [
        (INDUSTRIES, "barnehager, renhold", True),
        (INDUSTRIES, "hotell og restaurant", False),
        (INDUSTRIES, "barnehager, renhold;", False),
        (INDUSTRIES, "barnehager, renhold\nhotell", False),
        (PARTNERS, "NAV, LO og NHO", False),  # rules find each of them
        (SUB_GOALS, "1, 2", False),
        (TITLE, "Kurs, del 2", False),
    ],
)
def test_an_entry_that_may_be_several(field: FormField, cell: Raw, several: bool) -> None:
    assert cells.may_be_several(cell, field.field_type) is several


def test_choices_in_the_words_of_a_language() -> None:
    assert cells.choices(STATUS.field_type, "nb") == ("gjennomført", "pågår", "utsatt", "avlyst")
    assert cells.choices(TYPE.field_type, "en")[:2] == ("gathering", "seminar")
    assert cells.choices(LOCAL.field_type, "nn") == ("ja", "nei")
    assert cells.choices(SUB_GOAL.field_type, "nb") == ("1", "2", "3")
    assert cells.choices(TITLE.field_type, "nb") == ()
