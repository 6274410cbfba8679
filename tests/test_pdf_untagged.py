"""PDFs without tags are read as text, and that is told."""

from __future__ import annotations

from pdf_files import line, lines, pdf, stream, untagged
from pdf_samples import (
    ACTIVITY,
    DEVIATION,
    EXPERIENCE,
    LO,
    REPORT,
    UNTAGGED,
    documents,
    found_in,
    rows,
    sections,
    told,
)


def test_a_pdf_without_tags_is_read_as_text_and_told_of() -> None:
    found = documents(pdf(untagged([lines(REPORT)])))
    assert [text[: len(f"notice: {UNTAGGED}")] for text in told(found)] == [f"notice: {UNTAGGED}"]
    assert sections(found) == [
        (
            "experience",
            EXPERIENCE,
            "Vi har erfart at samarbeid lokalt gir resultater, og at det tar tid å komme i gang "
            "med noe nytt. Det går bedre nå.\n\nNeste avsnitt.",
        ),
        ("plan_deviation", DEVIATION, "- et kurs er avlyst\n- ett er utsatt"),
        ("successful_activity", ACTIVITY, "Kurset."),
    ]


def test_the_heading_of_a_part_may_stand_on_two_lines() -> None:
    texts = ("Rapportering om IA-arbeidet 2. halvår 2012 fra Arbeids- og", "velferdsdirektoratet")
    found = documents(pdf(untagged([lines((*texts, "", ACTIVITY, "", "Ja."))])))
    assert [document.key for document in found.documents] == ["avdir-2012-h2"]
    assert sections(found) == [("successful_activity", ACTIVITY, "Ja.")]


def test_headers_footers_and_contents_without_tags_are_left_out_and_told_of() -> None:
    page = line("IA-rapport 2012", 60, 810) + b"%s" + line("Side 7", 300, 30)
    pages = [
        page.replace(b"Side 7", b"Side %d" % number) % lines(texts)
        for number, texts in enumerate(
            [
                (LO + " ............ 2",),
                (LO, "", ACTIVITY, "Et avsnitt som begynner nederst p\u00e5 en side og g\u00e5r"),
                ("videre p\u00e5 neste side.",),
            ],
            1,
        )
    ]
    found = documents(pdf(untagged(pages)))
    assert told(found)[1:] == [
        "notice: Left out, because it stands at one height on most pages: “IA-rapport 2012”, "
        "“Side 1”, “Side 2”, “Side 3”",
        "notice: The table of contents on page 1 is left out",
    ]
    assert sections(found) == [
        (
            "successful_activity",
            ACTIVITY,
            "Et avsnitt som begynner nederst på en side og går videre på neste side.",
        )
    ]


def test_what_repeats_inside_pages_is_no_header() -> None:
    """Each party's part on a page of its own has the template's heading at the same height."""
    parties = ("LO", "YS", "Unio")
    pages = [
        lines((LO.replace("LO", party), "", ACTIVITY, "", "Ja.", "", f"Kurs {number}."), top=760)
        for number, party in enumerate(parties)
    ]
    found = documents(pdf(untagged(pages)))
    assert len(told(found)) == 1
    assert [document.body["party"] for document in found.documents] == list(parties)
    assert {document.body["sections"][0]["key"] for document in found.documents} == {
        "successful_activity"
    }
    alike = found_in(pdf(untagged([line("Det samme", 60, 800)] * 3)))
    assert [row.text for row in alike.rows] == ["Det samme"] * 3
    assert alike.repeated == []


def test_columns_without_tags_are_read_as_the_content_has_them() -> None:
    left = lines(("Venstre spalte er f\u00f8rst", "og har to linjer."), x=50)
    right = lines(("H\u00f8yre spalte er sist", "og har to linjer."), x=320)
    assert rows(pdf(untagged([left + right]))) == [
        ("+", "Venstre spalte er først og har to linjer."),
        ("+", "Høyre spalte er sist og har to linjer."),
    ]


def test_content_in_no_order_is_read_from_top_to_bottom() -> None:
    texts = [f"Linje {number} med tekst" for number in range(8)]
    drawn = [line(text, 60, 780 - 14 * at) for at, text in enumerate(texts)]
    jumbled = b"".join(drawn[at] for at in (3, 1, 0, 5, 2, 7, 4, 6))
    assert rows(pdf(untagged([jumbled]))) == [("+", " ".join(texts))]


def test_letters_of_another_font_or_size_begin_a_paragraph() -> None:
    data = pdf(
        untagged(
            [
                line("Stor", 60, 780, size=16)
                + line("Fet", 60, 764, font="F2")
                + line("Vanlig tekst", 60, 750)
            ]
        )
    )
    assert rows(data) == [("+", "Stor"), ("+", "Fet"), ("+", "Vanlig tekst")]


def test_what_is_drawn_twice_is_said_once() -> None:
    content = line("Skygge", 60, 780) + line("Skygge", 60.2, 780)
    assert rows(pdf(untagged([content]))) == [("+", "Skygge")]


def test_text_in_a_form_of_the_page_is_read() -> None:
    objects = untagged([b"/X Do "])
    objects[10] = objects[10].replace(b"/Resources<<", b"/Resources<</XObject<</X 20 0 R>>")
    objects[20] = stream(
        lines(("sykefrav\u00e6rs-", "oppf\u00f8lging")),
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 850]/Resources<</Font<</F1 3 0 R>>>>",
    )
    assert rows(pdf(objects)) == [("+", "sykefraværs-oppfølging")]
