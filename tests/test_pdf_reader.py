"""PDFs of every kind: read exactly, or with a notice of what could not be; nothing is lost."""

from __future__ import annotations

import base64
import dataclasses
import importlib.util
import io
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from agreement_2012 import vocabulary
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pdf_files import Block, from_blocks, line, lines, literal, pdf, stream, typeset, untagged
from said import said

from iacheck.limits import Limits
from iacheck.pdf import child, reading
from iacheck.pdf.found import Found, Most
from iacheck.places import Place
from iacheck.readers import Known, Reading, Source, read

MOST = Most(pages=200, characters=2**22, memory=2**27, seconds=10)
# No test is about a slow machine.
PATIENT = Limits(pdf_seconds=30)
LO = "Rapportering om IA-arbeidet 2. halvår 2012 fra LO"
EXPERIENCE = "Viktigste erfaring å dele med andre organisasjoner"
DEVIATION = "Avvik fra plan for aktiviteter/oppfølging i egen organisasjon"
ACTIVITY = "Særlig vellykket aktivitet"
UNTAGGED = "The PDF has no tags"
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

Rows = list[tuple[str | None, str]]


def found_in(data: bytes) -> Found:
    """What is in a PDF, read in this process."""
    return reading.read(data, MOST)


def rows(data: bytes) -> Rows:
    """Each row with a mark: its level, `+` where something begins, nothing inside a paragraph."""
    return [
        (str(row.level) if row.level else "+" if row.begins else None, row.text)
        for row in found_in(data).rows
    ]


def documents(data: bytes, limits: Limits = PATIENT) -> Reading:
    """What the reader makes of a PDF, through its own process."""
    return read(Source("p.pdf", data), Known(vocabulary, limits=limits))


def told(found: Reading) -> list[str]:
    return [f"{problem.level}: {said(problem.message)}" for problem in found.problems]


def sections(found: Reading) -> list[tuple[str, str, str]]:
    (document,) = found.documents
    return [(s["key"], s["heading"], s["text"]) for s in document.body["sections"]]


def heading(level: int, text: str) -> Block:
    return {"kind": "heading", "level": level, "text": text}


def paragraph(text: str) -> Block:
    return {"kind": "paragraph", "text": text}


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
    assert told(found) == []
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


REPORT = (
    LO,
    "",
    EXPERIENCE,
    "Vi har erfart at samarbeid lokalt gir resultater, og at det tar tid \u00e5 komme i gang med",
    "noe nytt. Det g\u00e5r bedre n\u00e5.",
    "",
    "Neste avsnitt.",
    "",
    "Avvik fra plan for aktiviteter/oppf\u00f8lging i",
    "egen organisasjon",
    "\u2022 et kurs er avlyst",
    "\u2022 ett er utsatt",
    "",
    ACTIVITY,
    "Kurset.",
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


IMAGE = stream(
    b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
)


def scanned(behind: bytes = b"") -> bytes:
    objects = untagged([b"q 500 0 0 700 40 40 cm /I Do Q " + behind])
    objects[10] = objects[10].replace(b"/Resources<<", b"/Resources<</XObject<</I 20 0 R>>")
    return pdf(objects | {20: IMAGE})


def encrypted() -> bytes:
    """Locked: the password's own fingerprint is wrong, so no password opens it."""
    lock = (
        b"/ID[(0123456789abcdef)(0123456789abcdef)]/Encrypt<</Filter/Standard/V 2/R 3/Length 128"
        b"/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
    )
    return pdf(untagged([line(LO, 60, 780)]), lock)


def xfa() -> bytes:
    objects = untagged([line("Please wait...", 60, 780)], b"/NeedsRendering true/AcroForm 5 0 R")
    objects[5] = b"<</Fields[]/XFA 6 0 R>>"
    objects[6] = stream(b"<xdp/>")
    return pdf(objects)


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "The file is empty"),
    "another format": (lambda: b"PK\3\4" + bytes(2000), "The file is no PDF, whatever"),
    "scanned": (scanned, "The PDF holds pictures of pages and no text"),
    "blank": (lambda: pdf(untagged([b""])), "The PDF holds no text"),
    "no pages": (lambda: pdf(untagged([])), "The PDF is damaged or cut off"),
    "cut off": (lambda: pdf(untagged([lines(REPORT)]))[:300], "The PDF is damaged or cut off"),
    "locked": (encrypted, "The PDF is locked with a password"),
    "XFA": (xfa, "The PDF is a form that only Adobe's own programs can show"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(name: str) -> None:
    made, reason = REFUSED[name]
    found = documents(made())
    assert found.documents == ()
    (problem,) = told(found)
    assert problem.startswith(f"error: {reason}")
    if made():
        found_in(made() if name != "another format" else b"%PDF-")  # in this process as well


def test_text_recognised_in_pictures_is_told_of() -> None:
    found = documents(scanned(b"3 Tr " + lines((LO, "", ACTIVITY, "", "Ja."))))
    assert "notice: The text of page 1 was recognised in pictures" in told(found)[1]
    assert sections(found) == [("successful_activity", ACTIVITY, "Ja.")]


def test_a_page_that_is_a_picture_is_told_of() -> None:
    objects = untagged([lines((LO, "", ACTIVITY, "", "Ja.")), b"q 500 0 0 700 40 40 cm /I Do Q"])
    objects[12] = objects[12].replace(b"/Resources<<", b"/Resources<</XObject<</I 20 0 R>>")
    found = documents(pdf(objects | {20: IMAGE}))
    assert told(found)[1:] == [
        "notice: A picture on page 2 is not read, and has no text to be read in its place"
    ]


def test_form_fields_are_read_where_they_stand() -> None:
    objects = untagged(
        [lines((LO, "", EXPERIENCE, "", "", "", ACTIVITY))],
        b"/AcroForm<</Fields[20 0 R 21 0 R 22 0 R 23 0 R]/DR<</Font<</F1 3 0 R>>>>>>",
        b"/Annots[20 0 R 21 0 R 22 0 R 23 0 R]",
    )
    widget = b"<</Type/Annot/Subtype/Widget/P 10 0 R/F 4"
    objects[20] = widget + b"/FT/Tx/Ff 4096/T(a)/V(Vi samarbeider.\\nMer.)/Rect[60 710 500 745]>>"
    objects[21] = widget + b"/FT/Tx/T(b)/V(Kurset.)/Rect[60 640 500 690]>>"
    objects[22] = widget + (
        b"/FT/Btn/T(c)/TU(Gjennomf\370rt)/V/Ja/AS/Ja/AP<</N<</Ja 24 0 R/Off 24 0 R>>>>"
        b"/Rect[60 600 80 620]>>"
    )
    objects[23] = widget + b"/FT/Btn/T(d)/AS/Off/AP<</N<</Ja 24 0 R>>>>/Rect[60 560 80 580]>>"
    objects[24] = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 20 20]")
    assert found_in(pdf(objects)).fields == [1]
    found = documents(pdf(objects))
    assert told(found)[1:] == [
        "notice: Filled-in form fields on page 1 are read where they stand on it"
    ]
    assert sections(found) == [
        ("experience", EXPERIENCE, "Vi samarbeider.\nMer."),
        ("successful_activity", ACTIVITY, "Kurset.\n\n☒ Gjennomført"),
    ]


def test_comments_and_attachments_are_told_of() -> None:
    objects = untagged(
        [lines((LO, "", ACTIVITY, "", "Ja."))],
        b"/Names<</EmbeddedFiles<</Names[(vedlegg.xlsx) 21 0 R]>>>>",
        b"/Annots[20 0 R]",
    )
    objects[20] = b"<</Type/Annot/Subtype/Text/Contents(Sjekk dette)/Rect[10 10 20 20]>>"
    objects[21] = b"<</Type/Filespec/F(vedlegg.xlsx)/UF(vedlegg.xlsx)/EF<</F 22 0 R>>>>"
    objects[22] = stream(b"x", b"/Type/EmbeddedFile")
    assert found_in(pdf(objects)).comments == [1]
    assert told(documents(pdf(objects)))[1:] == [
        "notice: Comments on page 1 are not read",
        "notice: Files that lie in the PDF are not read: vedlegg.xlsx",
    ]


def test_characters_that_the_pdf_does_not_tell_are_told_of() -> None:
    objects = untagged([lines((LO, "", ACTIVITY, "")) + b"BT /F3 11 Tf 60 700 Td <00010002> Tj ET"])
    objects[10] = objects[10].replace(b"/Font<<", b"/Font<</F3 20 0 R")
    objects[20] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Ukjent/Encoding/Identity-H/DescendantFonts[21 0 R]>>"
    )
    objects[21] = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Ukjent/FontDescriptor 22 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 600>>"
    )
    objects[22] = (
        b"<</Type/FontDescriptor/FontName/Ukjent/Flags 4/FontBBox[0 0 600 700]/ItalicAngle 0"
        b"/Ascent 700/Descent 0/CapHeight 700/StemV 80>>"
    )
    found = documents(pdf(objects))
    assert told(found)[1:] == [
        "notice: Some characters on page 1 cannot be read: the PDF does not tell which they are"
    ]


def test_control_characters_say_nothing() -> None:
    content = b"BT /F1 11 Tf 60 780 Td " + literal("Rent\x07\x1b") + b" Tj ET"
    assert all(text.isprintable() for _, text in rows(pdf(untagged([content]))))


def test_without_the_library_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def hidden(name: str, *_: Any) -> None:
        assert name == "pypdfium2"

    monkeypatch.setattr(importlib.util, "find_spec", hidden)
    assert told(documents(pdf(untagged([b""])))) == [
        "error: Reading PDF files takes a library that is not installed; install it with "
        "pip install 'iacheck[pdf]'"
    ]


def test_a_limit_is_named_and_can_be_set() -> None:
    data = pdf(untagged([line(LO, 60, 780), line(ACTIVITY, 60, 780)]))
    assert told(documents(data, Limits(pages=1))) == [
        "error: The PDF has 2 pages, and no more than 1 are read; if it is meant to be so large, "
        "raise the limit with --limit pages=2"
    ]
    assert [text.partition(":")[0] for text in told(documents(data, Limits(pages=2)))] == ["notice"]


def test_the_child_reads_standard_input_and_tells_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = pdf(untagged([line(LO, 60, 780)]))
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(sys, "argv", ["child", json.dumps(dataclasses.asdict(MOST))])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    child.main()
    assert Found.read(capsysbinary.readouterr().out) == found_in(data)
    assert (resource.RLIMIT_DATA, (MOST.memory, MOST.memory)) in limits


def test_a_child_without_memory_says_so(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def exhausted(data: bytes, most: Most) -> Found:
        raise MemoryError

    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(reading, "read", exhausted)
    monkeypatch.setattr(sys, "argv", ["child", json.dumps(dataclasses.asdict(MOST))])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"%PDF-")))
    child.main()
    assert Found.read(capsysbinary.readouterr().out).over == "pdf-mb"


@pytest.mark.parametrize(
    ("done", "message"),
    [
        (subprocess.TimeoutExpired("child", 3), "Reading the PDF takes more than 3 seconds"),
        (
            subprocess.CompletedProcess("child", -6, b"", b""),
            "Reading the PDF broke off (status -6); it is damaged, or takes more than 128 MB",
        ),
        (
            subprocess.CompletedProcess("child", 1, b"", b"Traceback\nKeyError: 'x'\n"),
            "Reading the PDF broke off (KeyError: 'x'); it is damaged",
        ),
        (
            subprocess.CompletedProcess("child", 0, Found(over="pdf-mb").written(), b""),
            "Reading the PDF takes more than 128 MB",
        ),
        (
            subprocess.CompletedProcess("child", 0, Found(over="paper-mb").written(), b""),
            "A paper cannot be larger than 4 MB",
        ),
    ],
)
def test_what_ends_the_child_is_told(
    monkeypatch: pytest.MonkeyPatch, done: Any, message: str
) -> None:
    def ended(*_: Any, **__: Any) -> Any:
        if isinstance(done, Exception):
            raise done
        return done

    monkeypatch.setattr(subprocess, "run", ended)
    (problem,) = told(documents(pdf(untagged([line(LO, 60, 780)])), Limits()))
    assert problem.startswith(f"error: {message}")
    assert "raise the limit with --limit" in problem


def test_more_text_than_a_paper_holds_is_refused() -> None:
    data = pdf(untagged([line("x" * 100, 60, 780)]))
    assert reading.read(data, Most(200, 99, 2**27, 10)).over == "paper-mb"
    assert reading.read(data, Most(200, 100, 2**27, 10)).over is None


PART = st.text("abdefgijklmnoprstuvyæøåÆØÅ", min_size=1, max_size=9)
WORD = st.builds(
    "".join,
    st.tuples(
        PART,
        st.sampled_from(["", "", "", "", "-", "/", "–", "2", "."]),
        PART,
        st.sampled_from(["", ",", ";"]),
    ),
)
TEXT = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
SHORT = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
BLOCKS = st.lists(
    st.one_of(
        st.builds(heading, st.integers(3, 6), SHORT),
        st.builds(paragraph, TEXT),
        st.builds(lambda items: {"kind": "list", "items": items}, st.lists(TEXT, min_size=1)),
        st.builds(
            lambda items: {"kind": "numbered", "items": items},
            st.lists(TEXT, min_size=1, max_size=9),
        ),
    ),
    max_size=12,
)


def as_markdown(block: Block) -> str:
    if block["kind"] == "heading":
        return f"{'#' * block['level']} {block['text']}"
    if block["kind"] == "list":
        return "\n".join(f"- {item}" for item in block["items"])
    if block["kind"] == "numbered":
        return "\n".join(f"{number}. {item}" for number, item in enumerate(block["items"], 1))
    return str(block["text"])


@settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(BLOCKS, st.booleans(), st.booleans())
def test_the_same_text_gives_the_same_documents(
    blocks: list[Block], justify: bool, hyphenate: bool
) -> None:
    whole = [heading(1, LO), heading(2, ACTIVITY), *blocks]
    text = "\n\n".join(map(as_markdown, whole))
    expected = read(Source("p.md", text.encode()), Known(vocabulary))
    found = documents(from_blocks(whole, justify=justify, hyphenate=hyphenate))
    assert told(found) == []
    assert [d.body for d in found.documents] == [d.body for d in expected.documents]
