"""Tables of plans and reports: headings, titles in between, blanks, totals, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from free_form_samples import (
    HEAD,
    Rows,
    activities,
    bodies,
    deviations,
    heading,
    invalid,
    only,
    plan,
    read,
    report,
    table,
    text,
    told,
    unread,
)

NAV = {"responsible": "NAV"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a title over the whole width, in the first column, or in that of titles
        (
            [HEAD, (("Delmål 2: Inkludering", 1, 3), None, None), ("Kurs", "NAV", "1.6.2016")],
            [{"title": "Kurs", "sub_goals": [2], **NAV, "end": "2016-06-01"}],
        ),
        (
            [HEAD, ("Delmål 2", None, None), ("Kurs", "NAV", None)],
            [{"title": "Kurs", "sub_goals": [2], **NAV}],
        ),
        (
            [("Nr", *HEAD), (None, "Delmål 3", None, None), (1, "Kurs", "NAV", None)],
            [{"title": "Kurs", "sub_goals": [3], **NAV}],
        ),
        # a title above the headings
        (
            [(("Delmål 1", 1, 3), None, None), HEAD, ("Kurs", "NAV", None)],
            [{"title": "Kurs", "sub_goals": [1], **NAV}],
        ),
        # entries that are called as parts are
        (
            [HEAD, ("Møte", None, None), ("Mål", "NAV", None), ("Rapport", "NAV", None)],
            [{"title": "Møte"}, {"title": "Mål", **NAV}, {"title": "Rapport", **NAV}],
        ),
        # one cell merged over rows, and one that is not
        (
            [("Delmål", "Tiltak"), (("1", 2, 1), "Kurs"), (None, "Fagdag")],
            [{"title": "Kurs", "sub_goals": [1]}, {"title": "Fagdag", "sub_goals": [1]}],
        ),
        (
            [("Delmål", "Tiltak"), (1, "Kurs"), (None, "Fagdag")],
            [{"title": "Kurs", "sub_goals": [1]}, {"title": "Fagdag"}],
        ),
        # a column of sub-goals without a heading
        (
            [(None, *HEAD), ("Delmål 1", "Kurs", "NAV", None), ("Delmål 2", "Møte", "NAV", None)],
            [
                {"title": "Kurs", "sub_goals": [1], **NAV},
                {"title": "Møte", "sub_goals": [2], **NAV},
            ],
        ),
        # marks of repetition
        (
            [HEAD, ("Kurs", "NAV", "1.6.2016"), ("Møte", '"', "– ” –"), ("Besøk", "''", None)],
            [
                {"title": "Kurs", **NAV, "end": "2016-06-01"},
                {"title": "Møte", **NAV, "end": "2016-06-01"},
                {"title": "Besøk", **NAV},
            ],
        ),
        ([HEAD, ("Kurs", '"', None)], [{"title": "Kurs"}]),
        # headings in two rows, and again further down
        (
            [
                ("Tiltak", "Ansvarlig", ("Tid", 1, 2), None),
                (None, None, "Fra", "Til"),
                ("Kurs", "NAV", "1.2.2016", "1.3.2016"),
            ],
            [{"title": "Kurs", **NAV, "start": "2016-02-01", "end": "2016-03-01"}],
        ),
        ([HEAD, ("Kurs", "NAV", None), HEAD, ("Møte", "NAV", None)], [
            {"title": "Kurs", **NAV}, {"title": "Møte", **NAV},
        ]),
        # totals and rows with a number alone
        (
            [("Nr", "Tiltak", "Kostnad"), (1, "Kurs", 50_000), (2, None, None), (None, "Sum", 9)],
            [{"title": "Kurs", "budget_nok": 50_000}],
        ),
        *(
            ([("Tiltak", "Kostnad"), ("Kurs", 5_000), (label, 5_000)], [
                {"title": "Kurs", "budget_nok": 5_000},
            ])
            for label in ("Totalsum", "Sum 2016", "Totale kostnader", "Til sammen")
        ),
        # amounts in thousands
        (
            [("Tiltak", "Beløp (i 1000 kr)"), ("Kurs", "50")],
            [{"title": "Kurs", "budget_nok": 50_000}],
        ),
        # cards
        (
            [("Tiltak", "Kurs"), ("Ansvarlig", "NAV"), ("Tiltak", "Møte"), ("Ansvarlig", None)],
            [{"title": "Kurs", **NAV}, {"title": "Møte"}],
        ),
        ([("Ansvarlig", "NAV"), ("Tiltak", "Kurs"), ("Merknad", "ok")], [{"title": "Kurs", **NAV}]),
        # other names of columns
        (
            [("Hva", "Hvem", "Når", "Bransje"), ("Kurs", "NAV", "vår", "bygg")],
            [{"title": "Kurs", **NAV, "when": "vår", "target": {"industries": ["bygg"]}}],
        ),
        ([("Kva", "Kven"), ("Kurs", "NAV")], [{"title": "Kurs", **NAV}]),
        ([("What", "Who"), ("Kurs", "NAV")], [{"title": "Kurs", **NAV}]),
    ],
)  # fmt: skip
def test_activities_of_a_table(rows: Rows, expected: list[dict[str, Any]]) -> None:
    assert activities(read(plan(heading("Tiltak"), table(*rows)))) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a blank below a sub-goal may mean it too
        (
            [("Delmål", "Tiltak"), (1, "Kurs"), (None, "Fagdag"), (None, "Møte")],
            [("cell", "", {"/activities/1/sub_goals"}), ("cell", "", {"/activities/2/sub_goals"})],
        ),
        # a row without a name may go on with the one above, or be another
        (
            [HEAD, ("Kurs", "NAV", None), (None, "LO", "1.6.2016")],
            [
                ("cell", "LO", {"/activities/0/responsible"}),
                ("cell", "1.6.2016", {"/activities/0/end", "/activities/0/when"}),
                ("row", "LO | 1.6.2016", {"/activities"}),
            ],
        ),
        ([HEAD, (None, "LO", None)], [("row", "LO", {"/activities"})]),
        # remarks, above, below and long
        (
            [("Utkast", "fra", "i fjor"), HEAD, ("Kurs", "NAV", "vår")],
            [("text", "Utkast | fra | i fjor", {"/activities/0/" + n for n in (
                "type", "sub_goals", "target", "partners", "themes", "method", "goals", "start",
                "budget_nok",
            )})],
        ),
        # columns that are not known: what no other tells
        (
            [("Tiltak", "Farge", "Form"), ("Kurs", "grønn", None), ("Møte", None, None)],
            [("column", "Farge: grønn", {"/activities/0/" + n for n in (
                "sub_goals", "responsible", "target", "partners", "themes", "method", "goals",
                "start", "end", "when", "budget_nok",
            )})],
        ),
        # values that no such field has
        (
            [("Tiltak", "Kostnad"), ("Kurs", -50_000)],
            [("cell", "-50000", {"/activities/0/budget_nok"})],
        ),
        ([("Tiltak", "Delmål"), ("Kurs", "1/2")], [("cell", "1/2", {"/activities/0/sub_goals"})]),
        # tables that are not known
        ([("a", "b"), ("c", "d")], [("table", "1) a | b · 2) c | d", {"/activities"})]),
        # a card without a name
        (
            [("Ansvarlig", "NAV"), ("Tiltak", None), ("Frist", "vår")],
            [("table", "", {"/activities"})],
        ),
    ],
)  # fmt: skip
def test_what_is_not_read_of_a_table(rows: Rows, expected: list[Any]) -> None:
    found = unread(read(plan(heading("Tiltak"), table(*rows))))
    assert found == expected


def test_a_table_whose_rows_tell_nothing_is_not_read_and_an_empty_one_is_no_table() -> None:
    head = ("Post", "Beløp")
    found = unread(read(report(heading("Økonomi"), table(head, ("Kurs", None)))))
    assert [(sort, words) for sort, words, _ in found] == [("table", "1) Post | Beløp · 2) Kurs")]
    assert unread(read(report(table(HEAD, ("", None, None))))) == []


def test_a_table_goes_on_after_the_end_of_a_page() -> None:
    first = table(HEAD, ("Kurs", "NAV", "1.6.2016"))
    more = table(
        ("Møte", "LO", "1.8.2016"), (("Delmål 2", 1, 3), None, None), ("Besøk", "LO", None)
    )
    found = activities(read(plan(heading("Delmål 1"), first, more)))
    assert [(one["title"], one["sub_goals"]) for one in found] == [
        ("Kurs", [1]), ("Møte", [1]), ("Besøk", [2]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        [("Møte", "LO")],  # narrower
        [("Møte", "LO", "80")],  # no time
        [("Møte", None, None)],
        [(None, "LO", "1.6.2016")],
    ],
)
def test_another_table_does_not_go_on(more: Rows) -> None:
    found = read(plan(heading("Delmål 1"), table(HEAD, ("Kurs", "NAV", "vår")), table(*more)))
    assert len(activities(found)) == 1
    assert unread(found)[-1][0] == "table"
    assert unread(found)[-1][2] == {"/activities(1)"}


def test_a_table_of_another_part_does_not_go_on() -> None:
    first = table(HEAD, ("Kurs", "NAV", "vår"))
    found = read(plan(heading("Delmål 1"), first, heading("Medier"), table(("HA", "NAV", "vår"))))
    assert len(activities(found)) == 1


def test_meetings_media_and_sources() -> None:
    found = read(
        report(
            heading("Møter"),
            table(("Dato", "Til stede"), ("20.1.2015", "LO, NHO"), ("Mai", "LO")),
            heading("Medier"),
            table(("Medium", "Dato", "Lokalt"), ("Avisa", "3.2.2015", "ja")),
            heading("Kunnskapsgrunnlag"),
            table(("Kilde", "Type"), ("Sykefravær i fylket", "statistikk")),
        )
    )
    body = only(found).body
    assert body["meetings"] == [{"held_on": "2015-01-20", "attended": ["LO", "NHO"]}]
    assert body["media"] == [{"outlet": "Avisa", "date": "2015-02-03", "local": True}]
    assert ("row", "Mai | LO", {"/meetings"}) in unread(found)


def test_fields_of_a_document() -> None:
    rows = table(
        ("Periode", "2017"), ("Vedtatt", "1.2.2017"), ("Saksbehandler", "Kari"), ("Råd", None),
    )  # fmt: skip
    found = read(plan(rows))
    assert bodies(found) == [
        {"_id": "hedmark-2017", "council": "hedmark", "period": "2017", "adopted_on": "2017-02-01"}
    ]
    assert [(sort, words) for sort, words, _ in unread(found)] == [("row", "Saksbehandler Kari")]


def test_a_field_that_stands_twice_with_other_values_is_in_doubt() -> None:
    found = read(
        plan(text("Vedtatt: 1.2.2016"), table(("Vedtatt", "2.2.2016"), ("Råd", "Hedmark")))
    )
    assert "adopted_on" not in only(found).body
    assert unread(found)[0][2] == {"/adopted_on"}
    assert "stands twice with other values" in told(found)[0]


def test_a_remark_on_all_activities_could_tell_what_their_columns_leave_blank() -> None:
    rows = [HEAD, ("Kurs", "NAV", None)]
    assert "plan-activities-have-dates" in deviations(read(plan(heading("Delmål 1"), table(*rows))))
    remark = ("Merk at alle tiltak gjennomføres av NAV i løpet av våren.", None, None)
    found = read(plan(heading("Delmål 1"), table(*rows, remark)))
    assert "plan-activities-have-dates" not in deviations(found)
    assert len(activities(found)) == 1


def test_a_mention_without_its_day() -> None:
    rows = [("Medium", "Dato"), ("Avisa", "3.3.2015"), ("Bladet", "april 2015"), ("Radio", None)]
    found = read(report(heading("Media"), table(*rows)))
    assert [one["outlet"] for one in only(found).body["media"]] == ["Avisa"]
    assert unread(found) == [
        ("row", "Bladet | april 2015", {"/media"}),
        ("cell", "april 2015", {"/media"}),
        ("row", "Radio", {"/media"}),
    ]
    assert invalid(found) == []


def test_how_many_were_at_a_meeting() -> None:
    rows = [
        ("Dato", "Til stede"),
        ("20.1.2015", 9),
        ("3.3.2015", "LO, NHO"),
        ("4.4.2015", "8 av 9"),
    ]
    found = read(report(heading("Møter"), table(*rows)))
    meetings = only(found).body["meetings"]
    assert [one.get("attended") for one in meetings] == [None, ["LO", "NHO"], None]
    assert unread(found) == [
        ("cell", "9", {"/meetings/0/attended"}), ("cell", "8 av 9", {"/meetings/2/attended"}),
    ]  # fmt: skip
    assert told(found)[0] == "“9” says how many there were; write which bodies"
    assert invalid(found) == []


def test_a_label_whose_value_cannot_be_told() -> None:
    found = read(report(table(("Sendt", "32.1.2016"), ("Brukte midler", 5))))
    assert ("cell", "32.1.2016", {"/submitted_on"}) in unread(found)


def test_long_rows_and_titles_are_remarks() -> None:
    long = " ".join(["Merknad"] * 16)
    rows = [HEAD, ("Kurs", "NAV", "vår"), ((long, 1, 3), None, None), ("Sum", None, None)]
    found = read(plan(heading("Tiltak"), table(*rows)))
    assert [one["title"] for one in activities(found)] == ["Kurs"]
    assert unread(found)[0][:2] == ("text", long)


def test_prose_beside_activities_of_another_sub_goal_tells_nothing_of_them() -> None:
    rows = table(("Delmål", "Tiltak"), (1, "Kurs"), (2, "Møte"))
    found = read(plan(heading("Tiltak"), rows, heading("Delmål 2", 3), text("Det holdes i mai.")))
    assert all(path.startswith(("/activities/1", "/goals")) for path in unread(found)[-1][2])


def test_headings_of_the_same_table_in_reports() -> None:
    rows = [("Prioriteringer", "barnehager"), ("Koordinert av", "NAV Arbeidslivssenter Hedmark")]
    body = only(read(report(table(*rows)))).body
    assert body["priorities"] == "barnehager"
    assert body["coordinated_by"] == "NAV Arbeidslivssenter Hedmark"


def test_rows_over_the_width_that_follow_each_other() -> None:
    wide = [(("Delmål 2", 1, 3), None, None), (("Mål: Flere i jobb", 1, 3), None, None)]
    found = read(plan(table(HEAD, *wide, ("Kurs", "NAV", "vår"))))
    assert activities(found)[0]["sub_goals"] == [2]
    assert [(one["sub_goal"], one["text"]) for one in only(found).body["goals"]] == [
        (2, "Flere i jobb")
    ]
    assert unread(found) == []


def test_a_row_over_the_width_of_words_that_are_not_known_is_listed_and_ends_nothing() -> None:
    wide = [(("Delmål 2", 1, 3), None, None), (("For barnehager", 1, 3), None, None)]
    found = read(plan(table(HEAD, *wide, ("Kurs", "NAV", "vår"))))
    assert activities(found)[0]["sub_goals"] == [2]
    assert unread(found) == [("text", "For barnehager", set())]


@pytest.mark.parametrize(
    "head",
    [
        ("Hva skal vi gjøre?", "Hvem gjør det?", "Sammen med"),
        ("Kva skal vi gjere?", "Kven gjer det?", "Saman med"),
        ("Tiltak i handlingsplanen", "Ansvarlig?", "I samarbeid med"),
    ],
)
def test_headings_may_be_questions(head: Sequence[str]) -> None:
    found = read(plan(heading("Delmål 1"), table(head, ("Kurs", "NAV", "LO"))))
    assert activities(found) == [
        {"title": "Kurs", "responsible": "NAV", "partners": ["LO"], "sub_goals": [1]}
    ]
    assert unread(found) == []
