"""Paragraphs, headings and items of plans and reports in free form."""

from __future__ import annotations

from typing import Any

import pytest
from free_form_samples import (
    HEAD,
    Blocks,
    activities,
    bold,
    deviations,
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

from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.places import Place

NAV = {"responsible": "NAV"}


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # items, with what is told of them in labels
        (
            [heading("Delmål 1"), *items("Fagdag om støy. Ansvarlig: NAV. Frist: 1.6.2016.")],
            [{"title": "Fagdag om støy", "sub_goals": [1], **NAV, "end": "2016-06-01"}],
        ),
        (
            [heading("Delmål II"), *items("Kurs. Beløp (i 1000 kr): 50. Ansvarlig: NAV")],
            [{"title": "Kurs", "sub_goals": [2], **NAV, "budget_nok": 50_000}],
        ),
        # labels in lines or items below
        (
            [heading("Delmål 1"), *items("Kurs", "Ansvarlig: NAV"), text("Når: høsten 2016")],
            [{"title": "Kurs", "sub_goals": [1], **NAV, "when": "høsten 2016"}],
        ),
        # activities under headings of their own
        (
            [heading("Tiltak 1: Kurs"), text("Delmål: 1"), text("Ansvarlig: NAV")],
            [{"title": "Kurs", "sub_goals": [1], **NAV}],
        ),
        (
            [heading("Delmål 2"), heading("Tiltak nr. 1.2: Kurs", 3), text("Ansvarlig: NAV")],
            [{"title": "Kurs", "sub_goals": [2], **NAV}],
        ),
        (
            [heading("Delmål 2"), text("Tiltak A: Kurs"), text("Tiltak B: Møte (delmål 3)")],
            [{"title": "Kurs", "sub_goals": [2]}, {"title": "Møte", "sub_goals": [3]}],
        ),
        (
            [heading("Delmål 3"), text("Tiltak: Kurs. Ansvarlig: NAV.")],
            [{"title": "Kurs", "sub_goals": [3], **NAV}],
        ),
        # sub-goals behind a title, and in it
        (
            [heading("Tiltak"), *items("Kurs (delmål 1 og 2). Ansvarlig: NAV")],
            [{"title": "Kurs", "sub_goals": [1, 2], **NAV}],
        ),
        (
            [heading("Tiltak"), *items("Kurs om delmål 1. Ansvarlig: NAV")],
            [{"title": "Kurs om delmål 1", **NAV}],
        ),
        # bold lines, lead-ins and lines of known words
        ([bold("Delmål 2"), *items("Kurs. Ansvarlig: NAV")], [
            {"title": "Kurs", "sub_goals": [2], **NAV},
        ]),
        ([text("Delmål 2"), *items("Kurs. Ansvarlig: NAV")], [
            {"title": "Kurs", "sub_goals": [2], **NAV},
        ]),
        ([text("Delmål 2:"), text("Tiltak:"), *items("Kurs. Ansvarlig: NAV")], [
            {"title": "Kurs", "sub_goals": [2], **NAV},
        ]),
        (
            [heading("Tiltak"), *items("Delmål 2: Kurs. Ansvarlig: NAV")],
            [{"title": "Kurs. Ansvarlig: NAV"[:4], "sub_goals": [2], **NAV}],
        ),
        # a sub-heading does not end a part
        (
            [heading("Delmål 2"), heading("Annet", 3), *items("Kurs. Ansvarlig: NAV")],
            [{"title": "Kurs", "sub_goals": [2], **NAV}],
        ),
        # nothing of this is an activity
        ([heading("Innhold"), *items("Kurs")], []),
        ([heading("Delmål 2"), text("Rådet har ikke planlagt tiltak.")], []),
    ],
)  # fmt: skip
def test_activities_of_a_text(blocks: Blocks, expected: list[dict[str, Any]]) -> None:
    assert activities(read(plan(blocks))) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # prose under a sub-goal could tell of activities there
        (
            [heading("Delmål 2"), text("Rådet holder et kurs i mai.")],
            [("text", "Rådet holder et kurs i mai.", {"/activities(2)", "/goals(2)"})],
        ),
        ([heading("Delmål 2"), text("Rådet har ingen tiltak.")], [
            ("text", "Rådet har ingen tiltak.", set()),
        ]),
        # where none was read, so could any text
        ([text("Se kurs.")], [("text", "Se kurs.", {"/evidence", "/activities"})]),
        # what is wanted may be a goal
        ([text("Vi vil ha kurs.")], [
            ("text", "Vi vil ha kurs.", {"/evidence", "/activities", "/goals"}),
        ]),
        ([text("Målet er ro.")], [
            ("text", "Målet er ro.", {"/evidence", "/activities", "/goals"}),
        ]),
        ([heading("Delmål 3"), text("Flere seniorer i jobb")], [
            ("text", "Flere seniorer i jobb", {"/activities(3)", "/goals(3)"}),
        ]),
        # items under an unknown heading: anything
        ([heading("Annet"), *items("Kurs", "Møte")], [
            ("list", "1) Kurs · 2) Møte", {"/activities", "/evidence"}),
        ]),
        # contents, greetings and signatures: nothing
        ([heading("Vedlegg"), text("Kart")], [("text", "Kart", set())]),
        ([text("Hei alle"), text("Med vennlig hilsen")], []),
        # … but what is no line of contents is of the paper again
        ([heading("Innhold"), text("1 Mål ..... 1\n2 Tiltak ..... 4"), text("Se kart og kurs.")], [
            ("text", "1 Mål ..... 1 2 Tiltak ..... 4", set()),
            ("text", "Se kart og kurs.", {"/evidence", "/activities"}),
        ]),
        ([heading("Innhold"), *items("Slik gjør vi"), bold("Slik gjør vi"), text("Se kart.")], [
            ("list", "Slik gjør vi", set()),
            ("text", "Se kart.", {"/evidence", "/activities"}),
        ]),
        ([heading("Innhold"), text("Om oss"), text("Om oss"), text("Kart")], [
            ("text", "Om oss", {"/evidence", "/activities"}),
            ("text", "Kart", {"/evidence", "/activities"}),
        ]),
        ([heading("Vedlegg"), table(("A", "B", "C"), ("Kurs", "Vi", "Mai"))], [
            ("table", "1) A | B | C · 2) Kurs | Vi | Mai", {"/evidence", "/activities"}),
        ]),
        # sources
        ([heading("Grunnlag"), *items("Erfaringer")], [("list", "Erfaringer", {"/evidence"})]),
        ([heading("Grunnlag"), *items("Ingen forskning")], [
            ("list", "Ingen forskning", {"/evidence"}),
        ]),
        ([heading("Delmål 1"), text("Statistikk fra NAV viser mye.")], [
            ("text", "Statistikk fra NAV viser mye.", {"/activities(1)", "/goals(1)", "/evidence"}),
        ]),
        # goals of no sub-goal
        ([heading("Mål"), text("Færre syke")], [("text", "Færre syke", {"/goals"})]),
        # a label that begins an item alone
        ([heading("Delmål 1"), *items("Ansvarlig: NAV")], [
            ("list", "Ansvarlig: NAV", {"/activities(1)"}),
        ]),
    ],
)  # fmt: skip
def test_what_is_not_read_of_a_text(blocks: Blocks, expected: list[Any]) -> None:
    assert unread(read(plan(blocks))) == expected


def test_prose_could_tell_what_nothing_tells_of_the_activities_beside_it() -> None:
    rows = table(("Tiltak", "Ansvarlig"), ("Kurs", "NAV"))
    prose = [text("Kursene holdes i oktober."), text("De er for alle.")]
    found = read(plan(heading("Delmål 1"), rows, prose))
    (_, _, first), (_, _, second) = unread(found)
    assert "/activities/0/when" in first
    assert "/activities/0/responsible" not in first
    assert second == {"/goals(1)"} | {"/activities/0/" + n for n in (
        "type", "target", "partners", "themes", "method", "goals", "start", "end", "when",
        "budget_nok",
    )}  # fmt: skip
    assert "plan-activities-have-dates" not in deviations(found)
    assert "plan-activities-have-dates" in deviations(read(plan(heading("Delmål 1"), rows)))
    assert "plan-covers-sub-goals" in deviations(found)


def test_what_is_told_twice_of_an_activity_is_in_doubt() -> None:
    blocks = [heading("Delmål 1"), *items("Kurs. Ansvarlig: NAV"), text("Ansvarlig: LO")]
    found = read(plan(blocks, text("Frist: 99")))
    assert activities(found)[0]["responsible"] == "NAV"
    assert ("cell", "Ansvarlig: LO", {"/activities/0/responsible"}) in unread(found)
    assert "The entry above tells it otherwise; let it stand once" in told(found)
    assert "99 is a number and no day" in " ".join(told(found))


def test_a_sub_goal_in_a_title_alone_is_in_doubt() -> None:
    found = read(plan(heading("Tiltak"), items("Kurs om delmål 1. Ansvarlig: NAV")))
    assert ("cell", "Kurs om delmål 1", {"/activities/0/sub_goals"}) in unread(found)
    assert "plan-covers-sub-goals" not in deviations(found)


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("Sykefraværsstatistikk fra NAV", ["statistics"]),
        ("Ny forskning på støy", ["research"]),
        ("Rapport fra STAMI", ["research"]),
        ("Statistikk fra NAV og forsking frå STAMI", ["statistics", "research"]),
    ],
)
def test_sources_of_a_text(words: str, types: list[str]) -> None:
    found = only(read(plan(heading("Kunnskapsgrunnlag"), items(words))))
    assert found.body["evidence"] == [{"type": one, "title": words} for one in types]


def test_what_a_report_tells_in_sentences() -> None:
    found = read(
        report(
            text("Sendt av NAV Arbeidslivssenter Hedmark 26.2.2016. Vi fikk 400 000 kroner."),
            text("Vi brukte 350 000 kroner."),
            heading("Prioriteringer"),
            text("Barnehager."),
            text("Unge."),
            heading("Møter"),
            text("Rådet møttes 20. januar og 14. april."),
        )
    )
    body = only(found).body
    assert body["submitted_on"] == "2016-02-26"
    assert body["coordinated_by"] == "NAV Arbeidslivssenter Hedmark"
    assert body["funds"] == {"received_nok": 400_000, "used_nok": 350_000}
    assert body["priorities"] == "Barnehager.\nUnge."
    assert [one["held_on"] for one in body["meetings"]] == ["2015-01-20", "2015-04-14"]
    assert unread(found) == []


def test_a_report_in_prose_is_not_said_to_have_no_activities() -> None:
    found = read(report(text("Vi holdt kurs for ledere og to frokostmøter.")))
    assert "report-covers-sub-goals" not in deviations(found)
    covered = [heading(f"Delmål {at}") for at in (1, 3)]
    told_of = read(report(table(("Tiltak", "Delmål"), ("Kurs", "1 og 3")), covered))
    assert "report-covers-sub-goals" in deviations(told_of)


def test_a_part_beside_a_sub_goal_may_be_of_it() -> None:
    rows = table(HEAD, ("Kurs", "NAV", "vår"))
    found = read(plan(heading("Delmål 1"), text("Mål: Færre"), heading("Tiltak"), rows))
    assert "sub_goals" not in activities(found)[0]
    assert unread(found) == [("cell", "Tiltak", {"/activities/0/sub_goals"})]
    below = read(plan(heading("Delmål 1"), heading("Tiltak", 3), rows))
    assert activities(below)[0]["sub_goals"] == [1]
    assert unread(below) == []
    after = read(plan(heading("Delmål 1"), heading("Annet"), heading("Tiltak"), rows))
    assert unread(after) == []


def test_a_heading_on_the_subject_of_a_sub_goal_may_mean_it() -> None:
    rows = table(HEAD, ("Kurs", "NAV", "vår"))
    found = read(plan(heading("Innsatsområde 1: Sykefravær"), rows))
    assert "sub_goals" not in activities(found)[0]
    assert unread(found)[0][2] == {"/activities/0/sub_goals"}
    assert "plan-covers-sub-goals" not in deviations(found)


def test_lines_of_a_paragraph_that_are_headings() -> None:
    lines = text("Mål: Færre syke\nTiltak:\nVi vil ha kurs.")
    found = read(plan(heading("Delmål 1"), lines, items("Kurs. Ansvarlig: NAV")))
    assert [one["text"] for one in only(found).body["goals"]] == ["Færre syke"]
    assert activities(found) == [{"title": "Kurs", "sub_goals": [1], **NAV}]
    assert [words for _, words, _ in unread(found)] == ["Vi vil ha kurs."]


def test_fields_behind_labels() -> None:
    found = read(plan(text("Vedtatt: 12.2.2016"), table(HEAD, ("Kurs", "NAV", "vår"))))
    assert only(found).body["adopted_on"] == "2016-02-12"


@pytest.mark.parametrize(
    ("days", "held"),
    [
        ("12.2, 6.5 og 2.12.2015", ["2015-02-12", "2015-05-06", "2015-12-02"]),
        ("12.2 (Hamar), 6.5 (Elverum) og 2.12.2015", []),
        ("12.2, 6.5 og 2. desember 2015", []),
    ],
)
def test_meetings_on_days_in_numbers_are_all_read_or_none(days: str, held: list[str]) -> None:
    reading = read(report(heading("Møter"), text(f"Rådet hadde møter {days}")))
    assert [one["held_on"] for one in only(reading).body.get("meetings", [])] == held
    assert bool(held) != any("/meetings" in lifts for *_, lifts in unread(reading))


def test_lines_in_capitals_are_headings() -> None:
    words = "MEDIA\nFirda 12. mai 2015\nMØTE\nRådet møttes 2. mai 2015."
    reading = read(report(text(words), text("NAV\nDELMÅL 2"), *items("Kurs")))
    assert only(reading).body["meetings"] == [{"held_on": "2015-05-02"}]
    assert ("text", "Firda 12. mai 2015", {"/media"}) in unread(reading)
    assert activities(reading) == [{"title": "Kurs", "sub_goals": [2]}]


def test_an_item_that_is_a_name_alone_is_read_as_a_whole() -> None:
    found = read(plan(heading("Delmål 1"), *items("Seniordag", "Fagdag om støy.", "IA-dag")))
    assert [one["title"] for one in activities(found)] == ["Seniordag", "Fagdag om støy", "IA-dag"]
    assert unread(found) == []


@pytest.mark.parametrize(
    ("item", "left"),
    [
        ("Kurs med KS", "Kurs med KS"),
        ("Kurs i barnehager, mars", "Kurs i barnehager, mars"),
        ("Kurs om støy. KS har ansvaret.", "KS har ansvaret."),
    ],
)
def test_what_else_an_item_may_tell_is_a_text_that_is_not_read(item: str, left: str) -> None:
    ((sort, words, lifts),) = unread(read(plan(heading("Delmål 1"), *items(item))))
    assert (sort, words) == ("text", left)
    assert "/activities/0/responsible" in lifts


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ([text("Vedtatt på møte i IA-rådet 28.01.2016")], "2016-01-28"),
        ([text("for IA-rådet i Hedmark, vedtatt 11/2-2016")], "2016-02-11"),
        ([text("IA-rådet i Hedmark\nVedtatt i IA-rådet 12. februar 2016")], "2016-02-12"),
        ([bold("Vedtatt i IA-rådet 12. februar 2016")], "2016-02-12"),
        ([heading("Handlingsplan 2016, vedtatt 12. februar 2016")], "2016-02-12"),
        ([text("IA-rådet i Hedmark")], None),
        ([text("Handlingsplan for IA-arbeidet i Hedmark fylke 2016")], None),
    ],
)
def test_what_lines_below_the_title_tell(lines: list[PaperBlock], day: str | None) -> None:
    found = read(plan(*lines))
    assert only(found).body.get("adopted_on") == day
    assert unread(found) == []


def counted(number: int, words: str) -> TextBlock:
    return TextBlock(words, Place(line=number), is_item=True, number=number)


GOAL_1 = [text("Delmål 1"), *items("Kurs. Ansvarlig: NAV")]


@pytest.mark.parametrize(
    ("blocks", "titles"),
    [
        # headings, also below items of lists that are marked otherwise
        ([counted(1, "Mål"), text("Ja."), counted(2, "Tiltak"), *GOAL_1], ["Kurs"]),
        ([counted(2, "AKTIVITETER"), *GOAL_1, counted(3, "Økonomi"), text("0")], ["Kurs"]),
        ([counted(2, "Tiltak"), counted(1, "Kurs"), text("Så:"), counted(4, "Økonomi")], ["Kurs"]),
        # activities
        ([heading("Tiltak"), counted(1, "Kurs"), counted(2, "Media")], ["Kurs", "Media"]),
        ([heading("Delmål 1"), counted(1, "Media")], ["Media"]),
        (
            [heading("Delmål 1"), counted(1, "Media"), heading("Delmål 2"), counted(1, "Møter")],
            ["Media", "Møter"],
        ),
    ],
)
def test_headings_that_are_counted(blocks: list[PaperBlock], titles: list[str]) -> None:
    assert [one["title"] for one in activities(read(plan(*blocks)))] == titles


def test_the_name_of_an_activity_tells_nothing_of_the_plan() -> None:
    found = read(plan(heading("Tiltak 2: Møte, vedtatt 12. februar 2016")))
    assert "adopted_on" not in only(found).body


def test_who_sent_a_report_stands_below_its_title() -> None:
    sent = "Sendt 20. februar 2016 av NAV Hedmark til Arbeids- og velferdsdirektoratet for IA-rådet"
    body = only(read(report(text(sent)))).body
    assert (body["submitted_on"], body["coordinated_by"]) == ("2016-02-20", "NAV Hedmark")


@pytest.mark.parametrize(
    "line", ["IA-rådet i Hedmark bygger på STAMI", "Handlingsplan 2016 og en nyhet"]
)
def test_what_else_lines_below_the_title_say_is_not_read(line: str) -> None:
    assert [words for _, words, _ in unread(read(plan(text(line))))] == [line]


def at_line(line: int, words: str, *, is_item: bool = True) -> TextBlock:
    return TextBlock(words, Place(line=line), None if is_item else 2, is_item=is_item)


def test_items_that_follow_each_other_are_one_part_and_two_lists_are_two() -> None:
    blocks = [
        at_line(1, "Annet", is_item=False),
        *(at_line(number, f"Noe {number}") for number in (2, 3)),
        at_line(5, "Diverse", is_item=False),
        *(at_line(number, f"Noe {number}") for number in (6, 7)),
    ]
    parts = [(one.place.line, one.text) for one in read(plan(blocks)).unread]
    assert parts == [(2, "1) Noe 2 · 2) Noe 3"), (6, "1) Noe 6 · 2) Noe 7")]


def test_items_in_doubt_between_others_each_have_their_place() -> None:
    said = ("Kurs som kanskje ble avlyst", "Fagdag", "Møte som kanskje ble avlyst", "Tur, utsatt?")
    blocks = [heading("Delmål 1"), *(at_line(at, one) for at, one in enumerate(said, 2))]
    found = read(report(blocks))
    assert [one["title"] for one in activities(found)] == ["Fagdag"]
    parts = [(one.place.line, one.text) for one in found.unread]
    assert parts == [(2, said[0]), (4, f"1) {said[2]} · 2) {said[3]}")]
