"""What stands on a page of a PDF and is no text that holds: left out, and told of."""

from __future__ import annotations

import pytest
from pdf_files import line, lines, pdf, stream, untagged
from pdf_samples import ACTIVITY, DEVIATION, EXPERIENCE, LO, documents, found_in, sections, told

from iacheck.language.language import language
from iacheck.language.messages import Lang


def texts(data: bytes) -> list[str]:
    return [row.text for row in found_in(data).rows]


def notices(data: bytes) -> list[str]:
    return [text.removeprefix("notice: ") for text in told(documents(data))[1:]]


HEAD = lines((LO, "", ACTIVITY))


@pytest.mark.parametrize(
    ("figures", "read"),
    [
        (("Kurs holdt i høst ................ 12", "Deltakere ____________ 460"), True),
        (("Kurs ........ 12",), True),
        (("Deltakere …………… 460", "Kurs …………… 12"), True),
        # Those that name what stands elsewhere.
        ((f"{ACTIVITY} ............ 1",), False),
        ((f"{EXPERIENCE} ........ 1", f"{DEVIATION} ........ 1", "Vedlegg ........ 2"), False),
    ],
)
def test_leaders_in_figures_are_no_table_of_contents(figures: tuple[str, ...], read: bool) -> None:
    headings = lines((EXPERIENCE, "", "En.", "", DEVIATION, "", "To."), top=500)
    data = pdf(untagged([HEAD + lines(figures, top=700) + headings]))
    assert (figures[0] in " ".join(texts(data))) == read
    assert any("table of contents" in told_of for told_of in notices(data)) != read


def test_a_table_of_contents_below_its_title_is_left_out() -> None:
    listed = lines(("Innhold", "Om oss ........ 1", "Om andre ........ 3"), top=820)
    data = pdf(untagged([listed + lines((LO, "", ACTIVITY, "", "Ja."), top=700)]))
    assert "Om oss" not in " ".join(texts(data))
    assert "The table of contents on page 1 is left out" in notices(data)


def stroke(y: float, start: float, end: float) -> bytes:
    return b"0.6 w %g %g m %g %g l S\n" % (start, y, end, y)


def test_struck_through_text_is_out_and_told_of() -> None:
    content = HEAD + line("Vi holdt ni kurs i høst", 60, 700) + line("Ingen", 60, 670)
    # Helvetica of 11 points: “Vi holdt ” is 40 points wide, “ni kurs” 32.
    data = pdf(untagged([content + stroke(703.5, 100, 132)]))
    assert texts(data)[-2:] == ["Vi holdt i høst", "Ingen"]
    assert notices(data) == ["Struck-through text is not read: “ni kurs”"]
    whole = pdf(untagged([content + stroke(703.5, 60, 164)]))
    assert texts(whole)[-1] == "Ingen"
    assert notices(whole) == ["Struck-through text is not read: “Vi holdt ni kurs i høst”"]


@pytest.mark.parametrize(("left", "right"), [(60, 175), (55, 300), (30, 190), (20, 575)])
def test_notes_strike_through_however_far_they_reach(left: int, right: int) -> None:
    content = HEAD + line("Vi holdt ni kurs i høst", 60, 700) + line("Ingen", 60, 670)
    note = (
        f"/Annots[<</Type/Annot/Subtype/StrikeOut/Rect[{left} 698 {right} 710]"
        f"/QuadPoints[{left} 710 {right} 710 {left} 698 {right} 698]>>]"
    )
    data = pdf(untagged([content], page=note.encode()))
    assert texts(data)[-1] == "Ingen"
    assert notices(data) == ["Struck-through text is not read: “Vi holdt ni kurs i høst”"]


@pytest.mark.parametrize(
    "drawn",
    [
        stroke(698, 60, 174),  # an underline
        stroke(712, 60, 174),
        stroke(703, 20, 575),  # a rule that goes on beside the text
        stroke(703, 200, 300),
    ],
)
def test_other_lines_strike_nothing_through(drawn: bytes) -> None:
    data = pdf(untagged([HEAD + line("Vi holdt ni kurs i høst", 60, 700) + drawn]))
    assert texts(data)[-1] == "Vi holdt ni kurs i høst"
    assert notices(data) == []


@pytest.mark.parametrize("state", ["OFF", "ON"])
def test_text_in_a_layer_is_read_if_the_layer_is_on(state: str) -> None:
    content = (
        HEAD
        + line("Vi holdt ni kurs.", 60, 700)
        + b"/OC /Lag BDC "
        + line("Bare et utkast", 60, 670)
        + b"EMC "
    )
    objects = untagged(
        [content],
        b"/OCProperties<</OCGs[20 0 R]/D<</%s[20 0 R]>>>>" % state.encode(),
    )
    objects[10] = objects[10].replace(b"/Font<<", b"/Properties<</Lag 20 0 R>>/Font<<")
    objects[20] = b"<</Type/OCG/Name(Lag)>>"
    data = pdf(objects)
    assert ("Bare et utkast" in texts(data)) == (state == "ON")
    assert notices(data) == (
        []
        if state == "ON"
        else ["Text in layers that are switched off is not read: “Bare et utkast”"]
    )


def test_what_is_marked_as_no_text_is_told_of_but_for_numbers_of_pages() -> None:
    aside = b"/Artifact BMC " + line("Tillegg: tallene gjelder hele 2012", 60, 820) + b"EMC "
    number = b"/Artifact BMC " + line("Side 1 av 2", 60, 20) + b"EMC "
    data = pdf(untagged([aside + HEAD + line("Ja.", 60, 700) + number]))
    assert texts(data)[-1] == "Ja."
    assert notices(data) == [
        "Headers, footers and what else the PDF marks as no part of its text are not read: "
        "“Tillegg: tallene gjelder hele 2012”"
    ]


@pytest.mark.parametrize(("lang", "words"), [("nb", "«Tillegg»"), ("en", "“Tillegg”")])
def test_what_is_left_out_is_quoted_as_the_language_quotes(lang: Lang, words: str) -> None:
    aside = b"/Artifact BMC " + line("Tillegg", 60, 820) + b"EMC "
    problems = documents(pdf(untagged([aside + HEAD + line("Ja.", 60, 700)]))).problems
    said = [language(lang).say(problem.message) for problem in problems]
    assert any(text.endswith(f": {words}") for text in said)


def test_stamps_and_signatures_are_told_of() -> None:
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[60 600 200 640]/AP<</N 21 0 R>>>>"
    field = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signatur)/Rect[60 500 200 540]/F 4/P 10 0 R>>"
    objects = untagged(
        [HEAD + line("Ja.", 60, 700)],
        b"/AcroForm<</Fields[22 0 R]/SigFlags 3>>",
        b"/Annots[20 0 R 22 0 R]",
    )
    objects |= {20: stamp, 22: field}
    objects[21] = stream(b"BT ET", b"/Type/XObject/Subtype/Form/BBox[0 0 140 40]")
    found = documents(pdf(objects))
    assert sections(found) == [("successful_activity", ACTIVITY, "Ja.")]
    assert [text.removeprefix("notice: ") for text in told(found)[1:]] == [
        "Stamps and drawings that are put onto page 1 are not read",
        "Signatures on page 1 are not read",
    ]
