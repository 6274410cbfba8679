"""The empty form of a party's report: made, left as it is, and filled in."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from agreement_2012 import HEADINGS, VOCABULARY, vocabulary
from building import only
from commands import Ran
from shipped import shipped
from word_files import archive, parts_of

from iacheck.documents.document import Document
from iacheck.forms.empty.party_report import demands_on, party_report
from iacheck.language.errors import CannotRun
from iacheck.language.extras import install
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang
from iacheck.language.periods import Period
from iacheck.readers import ReaderContext, Source, read

PERIOD = Period(2012, 2)
DEMANDS = ("H02 (bør): Noe – et brev, 1. halvår 2011, avsnitt 1",)
MAIN = "word/document.xml"


def made(lang: Lang = "nb", demands: tuple[str, ...] = DEMANDS) -> bytes:
    return party_report("LO", PERIOD, VOCABULARY, demands, language(lang))


def document(data: bytes) -> Document:
    found = read(Source("lo.docx", data), ReaderContext(vocabulary))
    assert found.problems == ()
    (only,) = found.documents
    return only


def sections(data: bytes) -> list[tuple[str, str, str]]:
    found = document(data)
    assert found.key == "lo-2012-h2"
    return [(one["key"], one["heading"], one["text"]) for one in found.body["sections"]]


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_left_as_it_is_has_the_headings_and_no_text(lang: Lang) -> None:
    assert sections(made(lang)) == [(key, texts[0], "") for key, texts in HEADINGS.items()]


def test_what_is_written_in_a_prompt_is_the_text() -> None:
    """Word takes the mark of the prompt away when somebody writes; all else stays."""
    parts = parts_of(made("en"))
    written = parts[MAIN].decode()
    for text in ("one", "two"):
        written = written.replace("<w:showingPlcHdr/>", "", 1).replace("Write here.", text, 1)
    filled = archive({**parts, MAIN: written.encode()})
    assert [text for _, _, text in sections(filled)] == ["one", "two", ""]


def test_the_guide_says_what_is_demanded_and_is_no_part_of_the_report() -> None:
    before = docx.Document(io.BytesIO(made())).paragraphs
    texts = [paragraph.text for paragraph in before]
    assert texts.index(DEMANDS[0]) < texts.index(
        next(t for t in texts if "fra LO" in t or "from LO" in t)
    )
    # A half-year in the source of a demand is not that of the report.
    assert document(made()).body["period"] == "2012-H2"
    assert "List Bullet" not in {
        paragraph.style.name
        for paragraph in docx.Document(io.BytesIO(made(demands=()))).paragraphs
        if paragraph.style is not None
    }


@pytest.mark.parametrize(("lang", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_form_is_in_a_language_and_tells_of_nobody(lang: Lang, tag: str) -> None:
    data = made(lang)
    parts = parts_of(data)
    assert set(re.findall(rb'<w:lang [^>]*w:val="([^"]*)"', parts["word/styles.xml"])) == {
        tag.encode()
    }
    core = docx.Document(io.BytesIO(data)).core_properties
    assert core.title.startswith("Rapportering om IA-arbeidet")
    assert (core.author, core.comments, core.created) == ("", "", None)


def test_text_has_styles_and_no_formatting_of_its_own() -> None:
    body = parts_of(made())[MAIN]
    assert set(re.findall(rb"<w:(\w+)", b"".join(re.findall(rb"<w:rPr>(.*?)</w:rPr>", body)))) == {
        b"rStyle"
    }


def test_the_same_form_is_the_same_bytes() -> None:
    assert made() == made()


def test_demands_are_those_on_that_party_in_that_half_year() -> None:
    loaded, schemas = shipped()
    in_force = [book for book in loaded if book.covers(PERIOD)]
    books = only(
        in_force, "party-report-exists", "party-report-uses-three-headings",
        "party-report-fits-one-page", "party-report-mentions-sub-goals",
        "party-report-figures-agree", "vacant-seat-agreed", "vacant-seat-disputed",
        "authority-report-uses-three-headings", "party-report-tells-measures-and-results",
        "party-report-is-full",
    )  # fmt: skip
    of = {
        (id_, period): [
            demand.split()[0]
            for demand in demands_on(party, period, books, schemas, language("nb"))
        ]
        for id_ in ("LO", "Arbeidstilsynet")
        for period in (PERIOD, Period(2013, 1))
        for party in VOCABULARY.parties
        if party.id == id_
    }
    assert of["LO", PERIOD] == ["H01", "H02", "H03", "H04", "H14", "H20"]
    assert of["Arbeidstilsynet", PERIOD] == ["H01", "H14", "H17", "H20"]
    assert of["LO", Period(2013, 1)] == ["H01", "H14", "H20", "H21"]
    kmd = next(party for party in VOCABULARY.parties if party.id == "KMD")
    assert demands_on(kmd, PERIOD, books, schemas, language("nb")) == ()


def test_without_its_library_the_form_says_what_to_install() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "docx", None)
        with pytest.raises(CannotRun) as raised:
            made()
    (problem,) = raised.value.problems
    assert problem.message.values == {"command": install("docs")}


def test_the_command_makes_a_form_that_can_be_checked(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    form = tmp_path / "lo.docx"
    arguments = ("template", "party-report", "--party", "lo", "--period", "2012-H2", "--out", form)
    assert (run(*arguments).status, run(*arguments).status) == (0, 2)
    assert b"from LO" in parts_of(form.read_bytes())[MAIN]
    checked = run("check", form, "--as-of", "2013-01-01", "--fail-on", "never")
    assert checked.status == 0
    assert "H02" in checked.out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--party", "LO"], "name both, such as --party LO --period 2012-H2"),
        (["--period", "2012-H2"], "name both"),
        (
            ["--party", "LO", "--period", "2012"],
            "half-year, and “2012” is a year; write 2012-H1 or 2012-H2",
        ),
        (["--party", "XYZ", "--period", "2012-H2"], "“XYZ” is none of the agreement's parties"),
        (["--party", "LO", "--period", "2019-H1"], "No rule book tells which parties"),
    ],
)
def test_a_form_is_of_a_party_and_a_half_year(
    run: Callable[..., Ran], tmp_path: Path, options: list[str], told: str
) -> None:
    ran = run("template", "party-report", *options, "--out", tmp_path / "x.docx")
    assert ran.status == 2
    assert told in " ".join(ran.err.split())
    assert not (tmp_path / "x.docx").exists()
