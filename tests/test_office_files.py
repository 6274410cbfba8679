"""What LibreOffice makes of texts and workbooks: the same as from Word and Excel; nothing is run.

Skipped where there is no LibreOffice.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import docx
import pytest
from agreement_2012 import vocabulary
from docx_samples import ACTIVITY, EXPERIENCE
from form_values import pruned
from measured import slowness
from opendocument_files import SPREADSHEET, opendocument, with_macro
from said import said
from word_corpus import PART
from word_files import parts_of

from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.forms.empty.forms import form_book
from iacheck.forms.empty.workbook import form_workbook
from iacheck.forms.layout import forms
from iacheck.language.language import language
from iacheck.language.limits import Limits
from iacheck.language.messages import Message
from iacheck.readers import ReaderContext, Reading, Source, read
from iacheck.readers.excel.workbook import grids
from iacheck.readers.libreoffice.conversion import convert
from iacheck.readers.libreoffice.profile import write_profile

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice here"),
]
FORMS = forms(load_schemas())
KNOWN = ReaderContext(vocabulary, FORMS)
YEAR = Path(__file__).parents[1] / "examples" / "2015"


def text(*blocks: tuple[str, str] | Sequence[Sequence[str]]) -> bytes:
    """A Word file of paragraphs, each with its style, and tables."""
    written = docx.Document()
    for block in blocks:
        if isinstance(block, tuple):
            written.add_paragraph(block[1], block[0])
            continue
        table = written.add_table(0, len(block[0]))
        for row in block:
            for cell, said_there in zip(table.add_row().cells, row, strict=True):
                cell.text = said_there
    written.add_paragraph()  # as Word always has below a table
    made = BytesIO()
    written.save(made)
    return made.getvalue()


# One part of a paper, and a plan in tables.
TEXTS = {
    "party_report": text(
        ("Heading 1", PART),
        ("Heading 2", ACTIVITY),
        ("Normal", "Vi holdt kurs i Østfold – for 40 ledere."),
        ("List Bullet", "første"),
        ("List Bullet", "andre"),
        ("Heading 2", EXPERIENCE),
        ("Normal", "Samarbeid gir resultater."),
        [["Fylke", "Kurs"], ["Østfold", "3"]],
    ),
    "plan": text(
        ("Title", "Handlingsplan"),
        [["IA-råd", "rogaland"], ["Periode", "2015"]],
        ("Heading 1", "Aktiviteter"),
        [
            ["Id", "Tittel", "Delmål", "Startdato", "Samarbeidspartnere"],
            ["a1", "Kurs", "1", "15. april 2015", "NHO\nLO"],
            ["a2", "Seminar", "2 og 3", "", ""],
        ],
    ),
}
WORKBOOKS = {
    file.stem: file
    for file in (
        *sorted(YEAR.glob("plans/*.yaml"))[:2],
        *sorted(YEAR.glob("reports/*.json"))[:2],
    )
}


def saved_as(suffix: str, data: bytes, folder: Path, old: str) -> bytes:
    """A Word or Excel file, saved by LibreOffice in another format."""
    given = folder / f"given{old}"
    given.write_bytes(data)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(folder / 'own').as_uri()}", "--headless",
         "--convert-to", suffix[1:], "--outdir", str(folder / "saved"), str(given)],
        check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "saved" / f"given{suffix}").read_bytes()


def told(found: Reading) -> list[str]:
    return [said(problem.message) for problem in found.problems]


def whole(document: Document) -> tuple[object, ...]:
    """All of a document that does not name its file."""
    assert document.origin is not None
    return document.kind, document.key, document.body, dict(document.origin.places)


@pytest.mark.parametrize("suffix", [".odt", ".doc", ".rtf"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_says_the_same_in_every_format(name: str, suffix: str, tmp_path: Path) -> None:
    direct = read(Source("a.docx", TEXTS[name]), KNOWN)
    assert [document.kind for document in direct.documents] == [name]
    data = saved_as(suffix, TEXTS[name], tmp_path, ".docx")
    found = read(Source(f"a{suffix}", data), KNOWN)
    assert told(found) == told(direct)
    assert list(map(whole, found.documents)) == list(map(whole, direct.documents))


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_says_the_same_in_every_format(name: str, suffix: str, tmp_path: Path) -> None:
    file = WORKBOOKS[name]
    (written,) = read(Source(str(file), file.read_bytes()), KNOWN).documents
    book = form_book(FORMS[written.kind], language("nb"), {}, dict(written.body))
    data = form_workbook(book)
    direct = read(Source("a.xlsx", data), KNOWN)
    found = read(Source(f"a{suffix}", saved_as(suffix, data, tmp_path, ".xlsx")), KNOWN)
    assert told(found) == told(direct)
    assert list(map(whole, found.documents)) == list(map(whole, direct.documents))
    (document,) = found.documents
    assert pruned(document.body) == pruned(written.body)


def test_two_are_read_at_a_time() -> None:
    data = opendocument(f"<text:h text:outline-level='1'>{PART}</text:h>")
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda _: read(Source("a.odt", data), KNOWN), range(2)))
    assert [[document.kind for document in one.documents] for one in found] == [
        ["party_report"],
        ["party_report"],
    ]


@pytest.mark.parametrize("suffix", [".doc", ".xls"])
def test_what_is_cut_off_is_refused(suffix: str, tmp_path: Path) -> None:
    old = ".docx" if suffix == ".doc" else ".xlsx"
    book = form_workbook(form_book(FORMS["plan"], language("nb"), {}, {}))
    data = saved_as(suffix, TEXTS["plan"] if suffix == ".doc" else book, tmp_path, old)
    found = read(Source(f"a{suffix}", data[: len(data) // 3]), KNOWN)
    assert found.documents == ()
    (problem,) = found.problems
    assert problem.level == "error"


HOSTILE = {
    "a thousand million cells.ods": opendocument(
        '<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="1000">'
        "<text:p>a</text:p></table:table-cell></table:table-row></table:table>",
        SPREADSHEET,
    ),
    "a million groups.rtf": b"{\\rtf1 " + b"{" * 10**6 + b"a" + b"}" * 10**6 + b"}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_bring_a_program_down_is_refused(name: str) -> None:
    found = read(Source(name, HOSTILE[name]), KNOWN)
    assert found.documents == ()
    (sentence,) = told(found)
    assert "LibreOffice" in sentence


def opened(document: Path, profile: Path, sign: Path, seconds: float) -> float | None:
    """After how many seconds there is a file, with a document open in LibreOffice, if at all."""
    start = time.monotonic()
    running = subprocess.Popen(
        [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         str(document)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        while time.monotonic() - start < seconds:
            if sign.exists():
                return time.monotonic() - start
            time.sleep(0.1)
        return None
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def lax_profile(folder: Path) -> None:
    """One that lets every macro run."""
    write_profile(folder)
    settings = folder / "user" / "registrymodifications.xcu"
    strict = settings.read_text("utf-8")
    for name, value, lax in (
        ("MacroSecurityLevel", "3", "0"),
        ("DisableMacrosExecution", "true", "false"),
    ):
        before = f'oor:name="{name}" oor:op="fuse"><value>{value}<'
        assert before in strict
        strict = strict.replace(before, before.replace(f">{value}<", f">{lax}<"))
    settings.write_text(strict, "utf-8")


def test_macros_are_not_run(tmp_path: Path) -> None:
    written = tmp_path / "written"
    file = tmp_path / "macro.odt"
    file.write_bytes(with_macro(written))
    lax_profile(tmp_path / "lax")
    took = opened(file, tmp_path / "lax", written, 20 * slowness())
    assert took is not None  # else nothing is tried below
    written.unlink()
    # Not even where the file is opened as it is, with its macros, in the profile of the program.
    write_profile(tmp_path / "own")
    assert opened(file, tmp_path / "own", written, 3 * took) is None
    assert told(read(Source("macro.odt", file.read_bytes()), KNOWN))
    assert not written.exists()


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A port, and what somebody sends to it."""
    got: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return  # closed
                with connection:
                    got.append(connection.recv(100))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], got
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_nothing_is_fetched_from_a_network(tmp_path: Path) -> None:
    with listening() as (port, got):
        picture = (
            '<text:p>a<draw:frame svg:width="3cm" svg:height="3cm"><draw:image '
            f'xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple"/>'
            "</draw:frame></text:p>"
        )
        data = opendocument(picture)
        saved_as(".docx", data, tmp_path, ".odt")
        assert got  # an ordinary profile fetches it
        got.clear()
        found = read(Source("a.odt", data), KNOWN)
        assert "Nothing says what the paper is" in told(found)[-1]
        assert got == []


def test_other_files_are_not_read_into_a_file(tmp_path: Path) -> None:
    other = tmp_path / "other.ods"
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'

    def sheet(name: str, *cells: str, source: str = "") -> str:
        row = f"<table:table-row>{''.join(cells)}</table:table-row>"
        return f'<table:table table:name="{name}">{source}{row}</table:table>'

    other.write_bytes(opendocument(sheet("Plan", cell.format("", "HEMMELIG")), SPREADSHEET))
    formula = f" table:formula=\"of:='{other.as_uri()}'#$Plan.A1\""
    source = f'<table:table-source xlink:href="{other.as_uri()}" table:table-name="Plan"/>'
    data = opendocument(
        sheet("Mål", cell.format(formula, "gammel"))
        + sheet("Møter", cell.format("", "egen"), source=source),
        SPREADSHEET,
    )
    converted = convert(Source("a.ods", data), ".xlsx", KNOWN)
    assert isinstance(converted, Source)
    assert "HEMMELIG" not in "".join(
        part.decode("latin-1") for part in parts_of(converted.data).values()
    )
    sheets, problems = grids(converted, Limits())
    assert any("values from other files" in said(problem.message) for problem in problems)
    # What LibreOffice has no value of is an error of the cell, and never something else.
    linked, own = (cell.value for sheet in sheets for cell in sheet.rows[1].values())
    assert isinstance(linked, Message)
    assert own == "egen"
