"""Values of fields in plans and reports, sentences, and ids."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import (
    activities,
    context,
    heading,
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

from iacheck.forms.free_form.activity_fields import id_of_words
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.sentences import sentence_facts, sentences
from iacheck.language.messages import message

UNREADABLE = message("A formula gives an error")


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("Delmål", "1 og 3", {"sub_goals": [1, 3]}),
        ("Delmål", 2, {"sub_goals": [2]}),
        ("Frist", "1.6.2015", {"end": "2015-06-01"}),
        ("Frist", "før sommeren", {"when": "før sommeren"}),
        ("Tid", "1.6.2015", {"start": "2015-06-01", "end": "2015-06-01"}),
        ("Start", "1.6.2015", {"start": "2015-06-01"}),
        ("Slutt", "1.6.2015", {"end": "2015-06-01"}),
        ("Status", "Gjennomført", {"status": "completed"}),
        ("Status", "Utsatt til 2016", {"status": "postponed"}),
        ("Gjennomført", "Ja", {"status": "completed"}),
        ("Gjennomført?", "✓", {"status": "completed"}),
        ("Gjennomført", "Nei", {"status": "cancelled"}),
        ("Utført", True, {"status": "completed"}),
        ("Carried out", "Delvis gjennomført", {"status": "ongoing"}),
        (
            "Gjennomført",
            "1.6.2015",
            {"status": "completed", "start": "2015-06-01", "end": "2015-06-01"},
        ),
        ("Resultat", "Mange kom", {"effect": "Mange kom"}),
        ("Antall deltakere", "34 deltakere", {"participants": 34}),
        ("Antall deltakere", 34.0, {"participants": 34}),
        ("Samarbeid med", "NHO, LO", {"partners": ["NHO", "LO"]}),
        ("Bransje", "bygg og hotell", {"target": {"industries": ["bygg", "hotell"]}}),
        ("Målgruppe", "barnehager", {"target": {"industries": ["barnehager"]}}),
        ("Målgruppe", "alle", {"target": {"other": ["alle"]}}),
        ("Tema", "støy; lys", {"themes": ["støy", "lys"]}),
        ("Type", "kurs", {"type": "course"}),
        ("Kostnad", "50 000", {"cost_nok": 50_000}),
        ("Brukt", "50 tusen", {"cost_nok": 50_000}),
        ("Utenom planen fordi", "Nytt behov", {"outside_plan_reason": "Nytt behov"}),
        ("Tiltak i planen", "a1", {"plan_activity": "a1"}),
        ("Tiltak i planen", "Fagdag om støy", {"plan_activity": "fagdag-om-støy"}),
        # what says nothing
        ("Frist", "–", {}),
        ("Delmål", "ingen", {}),
        ("Målgruppe", "ingen", {}),
        ("Tema", ";", {}),
        # what is no field of a report
        ("Metode", "foredrag", {}),
    ],
)
def test_values_of_a_report(column: str, value: Any, expected: dict[str, Any]) -> None:
    rows = table(("Tiltak", "Ansvarlig", column), ("Kurs", "NAV", value))
    found = read(report(heading("Tiltak"), rows))
    assert activities(found) == [{"title": "Kurs", "responsible": "NAV", **expected}]
    assert told(found) == []


@pytest.mark.parametrize(
    ("column", "value", "lifted"),
    [
        ("Delmål", "1/2", {"sub_goals"}),
        ("Frist", 80, {"end", "when"}),
        ("Tid", "31.2.2015", {"start", "end", "when"}),
        ("Start", 80, {"start", "when"}),
        ("Status", "snart", {"status"}),
        ("Status", "Ikke startet", {"status"}),
        ("Status", "rød", {"status"}),
        ("Gjennomført", "våren", {"status"}),
        ("Gjennomført", "31.2.2015", {"status"}),
        ("Antall deltakere", "mange", {"participants"}),
        ("Kostnad", "ca. 50 000", {"cost_nok"}),
        ("Brukt", -5, {"cost_nok"}),
        ("Brukt", 10**18, {"cost_nok"}),
        ("Frist", UNREADABLE, {"end", "when"}),
        ("Målgruppe", UNREADABLE, {"target"}),
        ("Bransje", UNREADABLE, {"target"}),
    ],
)
def test_values_that_cannot_be_told(column: str, value: Any, lifted: set[str]) -> None:
    rows = table(("Tiltak", "Ansvarlig", column), ("Kurs", "NAV", value))
    found = read(report(heading("Tiltak"), rows))
    assert activities(found) == [{"title": "Kurs", "responsible": "NAV"}]
    ((sort, _, lifts),) = unread(found)
    paths = {lift.partition("(")[0] for lift in lifts}
    assert (sort, paths) == ("cell", {f"/activities/0/{name}" for name in lifted})
    assert len(told(found)) == 1


def test_what_is_left_blank_beside_answers_is_not_carried_out_for_sure() -> None:
    rows = table(
        ("Tiltak", "Delmål", "Gjennomført"), ("Kurs", 1, "x"), ("Messe", 2, None), ("Møte", 3, "")
    )
    found = read(report(heading("Tiltak"), rows))
    assert [one.get("status") for one in activities(found)] == ["completed", None, None]
    paths = [lift.path for one in found.unread for lift in one.lifts]
    assert paths == ["/activities/1/status", "/activities/2/status"]


@pytest.mark.parametrize(
    ("when", "status"),
    [
        ("Utsatt til høsten 2016", "postponed"),
        ("Avlyst", "cancelled"),
        ("Utgår", "cancelled"),
        ("1. mai, avlyst", None),
        ("høsten", None),
        ("løpende", None),
    ],
)
def test_a_time_that_says_how_it_went(when: str, status: str | None) -> None:
    found = read(report(heading("Tiltak"), table(("Tiltak", "Delmål", "Når"), ("Kurs", 1, when))))
    (one,) = activities(found)
    assert (one.get("status"), one["when"]) == (status, when)
    assert (unread(found) != []) is ("mai" in when)


def test_how_much_of_an_effect_there_was_is_no_status() -> None:
    rows = table(
        ("Tiltak", "Delmål", "Måloppnåelse"), ("Kurs", 1, "Delvis"), ("Messe", 2, "Avlyst")
    )
    found = activities(read(report(heading("Tiltak"), rows)))
    assert [one.get("status") for one in found] == [None, "cancelled"]


@pytest.mark.parametrize("name", ["Status", "Gjennomført"])
def test_a_column_for_the_status_that_is_blank_may_be_coloured(name: str) -> None:
    rows = table(("Tiltak", "Delmål", name), ("Kurs", 1, None), ("Messe", 2, None))
    found = read(report(heading("Tiltak"), rows))
    paths = [lift.path for one in found.unread for lift in one.lifts]
    assert paths == ["/activities/0/status", "/activities/1/status"]
    # One that is left out is told of no more than before.
    rows = table(("Tiltak", "Delmål", "Status"), ("Kurs", 1, None), ("Messe", 2, "Utsatt"))
    assert unread(read(report(heading("Tiltak"), rows))) == []


def test_a_status_that_cannot_be_told_may_be_any() -> None:
    rows = table(("Tiltak", "Delmål", "Status"), ("Kurs", "1; 2; 3", "rød"))
    found = read(report(heading("Tiltak"), rows))
    ((lift,),) = (one.lifts for one in found.unread)
    assert lift.values == ("completed", "ongoing", "postponed", "cancelled")


def test_what_cannot_be_told_of_another_kind_is_not_asked_for() -> None:
    rows = table(("Tiltak", "Ansvarlig", "Status"), ("Kurs", "NAV", "snart"))
    assert unread(read(plan(heading("Tiltak"), rows))) == []


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        (("Fra", "Til"), ("1.2.2016", "1.3.2016"), {"start": "2016-02-01", "end": "2016-03-01"}),
        (("Fra", "Til"), ("mars", "juni"), {"when": "mars – juni"}),
        (("Fra", "Til"), ("mars", None), {"when": "mars"}),
        (("Når", "Frist"), ("våren", "1.3.2016"), {"end": "2016-03-01", "when": "våren"}),
        (("Når", "Frist"), ("våren", "våren"), {"when": "våren"}),
        (("Når", "Frist"), ("våren", "før påske"), {"when": "våren; før påske"}),
    ],
)
def test_times_in_two_columns(
    columns: tuple[str, str], values: tuple[Any, Any], expected: dict[str, Any]
) -> None:
    rows = table(("Tiltak", *columns), ("Kurs", *values))
    assert activities(read(plan(heading("Tiltak"), rows))) == [{"title": "Kurs", **expected}]


def test_targets_of_several_columns_stand_together() -> None:
    rows = table(("Tiltak", "Målgruppe", "Bransje"), ("Kurs", "ledere i barnehager", "bygg"))
    (found,) = activities(read(plan(heading("Tiltak"), rows)))
    assert found["target"]["industries"] == ["ledere i barnehager", "bygg"]


@pytest.mark.parametrize(
    ("rows", "ids"),
    [
        ([("Nr", "Tiltak"), ("1", "Kurs"), ("2", "Møte")], ["1", "2"]),
        ([("Nr", "Tiltak"), ("1", "Kurs"), ("1", "Møte")], ["kurs", "møte"]),
        ([("Nr", "Tiltak"), ("1", "Kurs"), (None, "Møte")], ["kurs", "møte"]),
        ([("Tiltak", "Frist"), ("Kurs", "vår"), ("Kurs", "høst")], ["kurs", "kurs-2"]),
        ([("Tiltak", "Frist"), ("Kurs (nytt), nr. 1", "vår")], ["kurs-nytt-nr-1"]),
        ([("Tiltak", "Frist"), ("123", "vår")], ["123"]),
    ],
)
def test_ids_are_made(rows: list[tuple[Any, ...]], ids: list[str]) -> None:
    found = read(plan(heading("Tiltak"), table(*rows)))
    assert [one["id"] for one in only(found).body["activities"]] == ids


def test_ids_of_long_titles_are_cut_between_words() -> None:
    assert id_of_words("Et kurs " * 20) == "-".join(["et", "kurs"] * 7 + ["et"])
    assert id_of_words("x" * 90) == "x" * 60
    assert id_of_words("–") in ("", "–")


def test_what_stands_in_a_cell_as_text() -> None:
    assert [raw_text(one) for one in (UNREADABLE, 2.0, 2.5, True, " a  b ")] == [
        "", "2", "2.5", "True", "a b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Vi møttes. Vi dro.", ["Vi møttes.", "Vi dro."]),
        ("Vedtatt 12. februar 2016 av rådet.", ["Vedtatt 12. februar 2016 av rådet."]),
        ("Møte 3. Mars kommer", ["Møte 3. Mars kommer"]),
        ("Møte 3. Kurset er over.", ["Møte 3.", "Kurset er over."]),
        ("Hos avd. Hamar og A. Bedrift. Nei.", ["Hos avd. Hamar og A. Bedrift.", "Nei."]),
        ("Kurs (LO). Avlyst.", ["Kurs (LO).", "Avlyst."]),
        ("en\nto", ["en", "to"]),
        ("", []),
    ],
)
def test_sentences(written: str, parts: list[str]) -> None:
    assert list(sentences(written)) == parts


@pytest.mark.parametrize(
    ("sentence", "fields", "meetings"),
    [
        ("Vedtatt 12.2.2016", {"adopted_on": "2016-02-12"}, ()),
        ("Vedtatt 12.2.2016 og 13.2.2016", {}, ()),
        ("Planen skal vedtas 12.2.2016", {}, ()),
        # of what is told beside it
        ("Vedtatt 15.2.2015, revidert 10.4.2015", {"adopted_on": "2015-02-15"}, ()),
        ("Vedtatt 15.2.2015, vedtatt på nytt 10.4.2015", {}, ()),
        ("Planen for 2015 ble vedtatt 3. desember 2014", {"adopted_on": "2014-12-03"}, ()),
        ("Vedtatt 15.2.2016, revidert 10. april", {"adopted_on": "2016-02-15"}, ()),
        ("Vedtatt 15. februar 2016 og revidert 3. mai 2016", {"adopted_on": "2016-02-15"}, ()),
        ("Revidert plan ble vedtatt 3. mai 2016", {"adopted_on": "2016-05-03"}, ()),
        ("Vedtatt 8. februar, revidert 3. mai 2016", {}, ()),
        ("Planen ble vedtatt 8. februar og revidert 3. mai 2016", {}, ()),
        ("Vedtatt i møte 4/15, 10. desember, og gjelder fra 1. januar 2016", {}, ()),
        ("Vedtatt i mars, med virkning fra 1. mai 2016", {}, ()),
        ("Vedtatt 8. februar etter møtet 3. mars 2016", {}, ()),
        ("Vedtatt 8. og 9. februar 2016", {}, ()),
        # of other papers
        ("Planen for 2014, som ble vedtatt 3. mars 2014", {}, ()),
        ("Forrige plan ble vedtatt 3. mars 2015", {}, ()),
        ("Den erstatter planen som ble vedtatt 3. mars 2015", {}, ()),
        ("Rapporten for 2014 ble sendt 3. mars 2015", {}, ()),
        # of meetings that were not held
        ("Møtet 14. april ble avlyst", {}, ()),
        ("Neste møte er 12. januar 2016", {}, ()),
        ("Sendt 1.3.2016", {"submitted_on": "2016-03-01"}, ()),
        ("Sendt i mars", {}, ()),
        (
            "Send 1. mars 2016 av ALS Hordaland via AV-dir",
            {
                "submitted_on": "2016-03-01",
                "coordinated_by": "ALS Hordaland",
                "submitted_via": "AV-dir",
            },
            (),
        ),
        ("Rapporten vart send 1.3.2016", {"submitted_on": "2016-03-01"}, ()),
        ("Send rapporten 1.3.2016", {}, ()),
        (
            "Sendt av ALS Hedmark via AV-dir 1.3.2016",
            {
                "submitted_on": "2016-03-01",
                "coordinated_by": "ALS Hedmark",
                "submitted_via": "AV-dir",
            },
            (),
        ),
        ("Til Arbeids- og velferdsdirektoratet", {
            "submitted_via": "Arbeids- og velferdsdirektoratet",
        }, ()),
        ("Samordnet av NAV Hedmark.", {"coordinated_by": "NAV Hedmark"}, ()),
        ("Rapporten er koordinert av ALS Hedmark", {"coordinated_by": "ALS Hedmark"}, ()),
        ("Kurs samordnet av NAV Hedmark", {}, ()),
        ("Samordnet av NAV Hedmark, som i fjor", {}, ()),
        ("Rådet møttes 20. januar", {}, ("2015-01-20",)),
        ("Vi brukte 350 000 kroner", {"used_nok": 350_000}, ()),
        ("Vi har det bra", {}, ()),
    ],
)  # fmt: skip
def test_facts_of_a_sentence(
    sentence: str, fields: dict[str, Any], meetings: tuple[str, ...]
) -> None:
    found = sentence_facts(sentence, context().words.sentences, 2015, of_meetings=False)
    assert (dict(found.fields), found.meetings) == (fields, meetings)
    assert found.is_empty == (not fields and not meetings)
    assert found.of_kinds(["plan"]).meetings == ()


def test_days_alone_under_a_heading_of_meetings() -> None:
    days = items("20. januar 2015", "14. april 2015")
    found = read(report(heading("Møter"), days, text("Fire."), heading("Media")))
    assert [one["held_on"] for one in only(found).body["meetings"]] == ["2015-01-20", "2015-04-14"]
    assert unread(found) == [("text", "Fire.", {"/meetings"})]
