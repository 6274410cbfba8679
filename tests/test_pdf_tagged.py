"""PDFs that have tags are read by them."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import pytest
from pdf_files import from_blocks, line, pdf, typeset, untagged
from pdf_samples import (
    ACTIVITY,
    DEVIATION,
    EXPERIENCE,
    HEADER_TOLD,
    LO,
    Rows,
    documents,
    found_in,
    heading,
    paragraph,
    rows,
    sections,
    told,
)

from iacheck.language.places import Place

LONG = (
    "IA-arbeidet i helse- og omsorgssektoren krever sykefraværsoppfølging, arbeidsmiljøutvalg og "
    "samarbeid mellom partene, ½ m² … «sitat» – og dette avsnittet går over flere linjer på siden."
)


# A picture of one dot, as typst is told it.
PNG = (
    "bytes(("
    + ",".join(
        map(
            str,
            base64.b64decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
            ),
        )
    )
    + "))"
)


TAGGED: Mapping[str, tuple[str, Rows]] = {
    "headings inside headings": (
        "= En\n== To\n=== Tre\nTekst\n==== Fire\n== To igjen",
        [("1", "En"), ("2", "To"), ("3", "Tre"), ("+", "Tekst"), ("4", "Fire"), ("2", "To igjen")],
    ),
    "emphasis": (
        "Et *fett* og _kursivt_ #underline[ord]*er*.",
        [("+", "Et fett og kursivt order.")],
    ),
    "lists": (
        "Før\n- en\n- to\n  - under\n- tre\n+ ett\n+ to\n\nEtter",
        [
            ("+", "Før"),
            ("+", "- en"),
            (None, "- to"),
            (None, "- under"),
            (None, "- tre"),
            ("+", "1. ett"),
            (None, "2. to"),
            ("+", "Etter"),
        ],
    ),
    "an item of two paragraphs": (
        "- en\n\n  mer\n- to",
        [("+", "- en"), ("+", "mer"), (None, "- to")],
    ),
    "a table": (
        "#table(columns: 2, table.header([A], [B]), [1], [2 *tall*], [x], [linje #parbreak() to])",
        [("+", "| A | B |"), (None, "| 1 | 2 tall |"), (None, "| x | linje to |")],
    ),
    "a table that lays out headings": (
        "#table(columns: 2, [== Venstre\nen], [== Høyre\nto])",
        [("2", "Venstre"), ("+", "en"), ("2", "Høyre"), ("+", "to")],
    ),
    "a footnote": (
        "Tekst med note#footnote[Noten.] etter.",
        [("+", "Tekst med note[1] etter."), ("+", "[1] Noten.")],
    ),
    "a link": ('Se #link("https://example.org")[siden] her.', [("+", "Se siden her.")]),
    "a figure with alternative text": (
        f'#figure(image({PNG}, alt: "en firkant"), caption: [Figuren])\nEtter',
        [("+", "Figur 1: Figuren"), ("+", "en firkant"), ("+", "Etter")],
    ),
    "a quotation and terms": (
        "#quote(block: true)[Sitert]\n/ IA: inkluderende",
        [("+", "Sitert"), ("+", "IA inkluderende")],
    ),
    "broken lines": (
        "#set page(width: 10cm)\nEn ganske kort linje \\\nog en linje som er så lang at den "
        "brytes av satsen selv.",
        [
            ("+", "En ganske kort linje"),
            (None, "og en linje som er så lang at den brytes av satsen selv."),
        ],
    ),
    "hyphens at the ends of lines": (
        "#set page(width: 4cm, height: 20cm, margin: 5mm)\n#set text(hyphenate: true)\n"
        "sykefraværsoppfølging, helse- og omsorg, IA-arbeidet, og/eller, e-post, aktivitet, "
        "arbeidsmiljø, NAV-kontor, pleie- og omsorgstjenesten",
        [
            (
                "+",
                "sykefraværsoppfølging, helse- og omsorg, IA-arbeidet, og/eller, e-post, "
                "aktivitet, arbeidsmiljø, NAV-kontor, pleie- og omsorgstjenesten",
            )
        ],
    ),
    "ligatures and letters": (
        "office, fil, flagg, æøå ÆØÅ é ü, ½ m², 2~821, «…»",
        [("+", "office, fil, flagg, æøå ÆØÅ é ü, ½ m², 2\u00a0821, «…»")],
    ),
    "two columns": (
        "#set page(columns: 2, height: 6cm)\n" + "Spalte en. " * 12 + "\n\n" + "Spalte to. " * 12,
        [("+", ("Spalte en. " * 12).strip()), ("+", ("Spalte to. " * 12).strip())],
    ),
    "headers and footers": (
        "#set page(header: [Topp], footer: [Bunn #context counter(page).display()])\n"
        "en\n#pagebreak()\nto",
        [("+", "en"), ("+", "to")],
    ),
}


@pytest.mark.parametrize("name", TAGGED)
def test_a_tagged_pdf_is_read_by_its_tags(name: str) -> None:
    source, expected = TAGGED[name]
    data = typeset(f'#set text(lang: "nb")\n{source}')
    assert [
        (mark, text.replace("Figur\u00a01", "Figur 1")) for mark, text in rows(data)
    ] == expected
    found = found_in(data)
    assert found.tagged
    assert (found.outside_tags, found.repeated, found.unreadable) == ([], [], [])


def test_a_paragraph_that_runs_over_a_page_is_one_paragraph() -> None:
    words = " ".join(f"ord{number}" for number in range(600))
    data = from_blocks([heading(1, LO), paragraph(words), heading(2, ACTIVITY), paragraph("slutt")])
    found = found_in(data)
    assert found.pages > 1
    assert [row.text for row in found.rows] == [LO, words, ACTIVITY, "slutt"]
    assert [row.page for row in found.rows] == [1, 1, found.pages, found.pages]


def test_a_party_s_report_as_a_tagged_pdf() -> None:
    found = documents(
        from_blocks(
            [
                heading(1, LO),
                heading(2, f"{EXPERIENCE}:"),
                paragraph(LONG),
                {"kind": "list", "items": ["en", "to"]},
                heading(2, DEVIATION),
                paragraph("Ingen."),
                heading(3, "Under"),
                paragraph("Mer."),
                heading(2, ACTIVITY),
                {"kind": "numbered", "items": ["ett", "to"]},
            ]
        )
    )
    assert told(found) == [HEADER_TOLD]
    assert sections(found) == [
        ("experience", f"{EXPERIENCE}:", f"{LONG}\n\n- en\n- to"),
        ("plan_deviation", DEVIATION, "Ingen.\n\nUnder\n\nMer."),
        ("successful_activity", ACTIVITY, "1. ett\n2. to"),
    ]
    (document,) = found.documents
    assert document.origin is not None
    assert document.origin.place("") == Place(page=1)
    assert document.origin.place("/sections/1/text") == Place(
        page=1, heading=DEVIATION, paragraph=1
    )


def test_a_table_of_contents_is_left_out_and_told_of() -> None:
    data = typeset(f'#set text(lang: "nb")\n#outline(title: none)\n= {LO}\n== {ACTIVITY}\nTekst')
    found = documents(data)
    assert told(found) == ["notice: The table of contents on page 1 is left out"]
    assert sections(found) == [("successful_activity", ACTIVITY, "Tekst")]


def test_a_figure_without_alternative_text_is_told_of() -> None:
    found = found_in(typeset(f"Tekst\n#figure(image({PNG}))"))
    assert [row.text for row in found.rows] == ["Tekst"]
    assert found.pictures == [1]


# What follows is made by hand: tags as other programs write them, and PDFs without any.


def tagged(content: bytes, *elements: bytes, roles: bytes = b"") -> bytes:
    """One page of marked content; `elements` are those below the root, numbered from 100."""
    count = content.count(b"/MCID")
    objects = untagged(
        [content],
        b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R",
        b"/StructParents 0",
    )
    numbers = b" ".join(b"%d 0 R" % (100 + at) for at in range(len(elements)))
    owners = [
        next(100 + at for at, body in enumerate(elements) if b"/M %d " % mcid in body)
        for mcid in range(count)
    ]
    objects[5] = b"<</Type/StructTreeRoot/K[%s]/ParentTree 7 0 R%s>>" % (numbers, roles)
    objects[7] = b"<</Nums[0[%s]]>>" % b" ".join(b"%d 0 R" % owner for owner in owners)
    for at, body in enumerate(elements):
        objects[100 + at] = b"<</Type/StructElem/P 5 0 R/Pg 10 0 R%s>>" % body
    return pdf(objects)


def marked(mcid: int, text: str, y: float, tag: str = "P") -> bytes:
    return b"/%s<</MCID %d>>BDC " % (tag.encode(), mcid) + line(text, 60, y) + b"EMC "


def test_roles_are_mapped_and_actual_text_is_said_instead() -> None:
    data = tagged(
        marked(0, "Overskrift", 780) + marked(1, "f\u00f8rste", 750) + marked(2, "NAV", 720),
        b"/S/Overskrift1/K[0]/M 0 ",
        b"/S/Avsnitt/K[1]/M 1 /ActualText(f\370rste, lest)",
        b"/S/Span/K[2]/M 2 /E(Arbeids- og velferdsetaten)",
        roles=b"/RoleMap<</Overskrift1/H2/Avsnitt/P>>",
    )
    assert rows(data) == [("2", "Overskrift"), ("+", "første, lest Arbeids- og velferdsetaten")]


def test_text_outside_the_tags_is_read_where_it_stands() -> None:
    data = tagged(
        marked(0, LO, 780)
        + line("Utenfor merkene", 60, 750)
        + marked(1, "Innenfor", 720)
        + b"/Artifact BMC "
        + line("Sidetall 1", 60, 40)
        + b"EMC",
        b"/S/H1/K[0]/M 0 ",
        b"/S/P/K[1]/M 1 ",
    )
    assert rows(data) == [("1", LO), ("+", "Utenfor merkene"), ("+", "Innenfor")]
    assert told(documents(data)) == [
        "notice: Text outside the tags of the PDF was read where it stands; it is on page 1"
    ]


def test_a_heading_without_a_level_has_that_of_its_section() -> None:
    data = tagged(marked(0, "Ene", 780), b"/S/H/K[0]/M 0 ")
    assert rows(data) == [("1", "Ene")]
    assert rows(tagged(marked(0, "Tittel", 780), b"/S/Title/K[0]/M 0 ")) == [("1", "Tittel")]


def test_labels_that_stand_in_the_text_of_their_items() -> None:
    """As LibreOffice writes them."""
    objects = tagged(
        marked(0, "\u2022 en", 780) + marked(1, "2. to", 760) + marked(2, "uten merke", 740),
        b"/S/LI/K[0]/M 0 ",
        b"/S/LI/K[1]/M 1 ",
        b"/S/LI/K[2]/M 2 ",
    )
    assert [text for _, text in rows(objects)] == ["- en", "2. to", "- uten merke"]
