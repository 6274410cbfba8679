"""What LibreOffice makes of texts and workbooks: the same as from Word and Excel; nothing is run.

Skipped where there is no LibreOffice.
"""

from __future__ import annotations

import functools
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import docx
import pytest
from agreement_2012 import vocabulary
from docx_samples import ACTIVITY, EXPERIENCE
from form_values import pruned
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
    "plan": YEAR / "plans" / "agder.yaml",
    "report": YEAR / "reports" / "buskerud.json",
}


def save_as(suffix: str, folder: Path, files: Iterable[Path]) -> None:
    """Let LibreOffice save files in another format, in `folder / "saved"`."""
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(folder / 'own').as_uri()}", "--headless",
         "--convert-to", suffix[1:], "--outdir", str(folder / "saved"), *map(str, files)],
        check=True, capture_output=True,
    )  # fmt: skip


Saved = Callable[[str, str], bytes]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """The text or workbook of a name in another format; all are saved in one start."""
    folder = tmp_path_factory.mktemp("office")

    @functools.cache
    def save_all(suffix: str) -> None:
        if suffix in {".ods", ".xls"}:
            made = {f"{name}.xlsx": filled(name) for name in WORKBOOKS}
        else:
            made = {f"{name}.docx": data for name, data in TEXTS.items()}
        for name, data in made.items():
            (folder / name).write_bytes(data)
        save_as(suffix, folder, [folder / name for name in made])

    def saved_in(name: str, suffix: str) -> bytes:
        save_all(suffix)
        return (folder / "saved" / f"{name}{suffix}").read_bytes()

    return saved_in


def written(name: str) -> Document:
    """What a workbook is filled with."""
    file = WORKBOOKS[name]
    (document,) = read(Source(str(file), file.read_bytes()), KNOWN).documents
    assert document.kind == name
    return document


def filled(name: str) -> bytes:
    body = dict(written(name).body)
    return form_workbook(form_book(FORMS[name], language("nb"), {}, body))


def told(found: Reading) -> list[str]:
    return [said(problem.message) for problem in found.problems]


def whole(document: Document) -> tuple[object, ...]:
    """All of a document that does not name its file."""
    assert document.origin is not None
    return document.kind, document.key, document.body, dict(document.origin.places)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("party_report", ".odt"), ("plan", ".doc"), ("plan", ".rtf")],
)
def test_a_text_says_the_same_in_every_format(name: str, suffix: str, saved: Saved) -> None:
    direct = read(Source("a.docx", TEXTS[name]), KNOWN)
    assert [document.kind for document in direct.documents] == [name]
    found = read(Source(f"a{suffix}", saved(name, suffix)), KNOWN)
    assert told(found) == told(direct)
    assert list(map(whole, found.documents)) == list(map(whole, direct.documents))


@pytest.mark.parametrize(("name", "suffix"), [("plan", ".ods"), ("report", ".xls")])
def test_a_workbook_says_the_same_in_every_format(name: str, suffix: str, saved: Saved) -> None:
    direct = read(Source("a.xlsx", filled(name)), KNOWN)
    found = read(Source(f"a{suffix}", saved(name, suffix)), KNOWN)
    assert told(found) == told(direct)
    assert list(map(whole, found.documents)) == list(map(whole, direct.documents))
    (document,) = found.documents
    assert pruned(document.body) == pruned(written(name).body)


def test_two_are_read_at_a_time() -> None:
    data = opendocument(f"<text:h text:outline-level='1'>{PART}</text:h>")
    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda _: read(Source("a.odt", data), KNOWN), range(2)))
    assert [[document.kind for document in one.documents] for one in found] == [
        ["party_report"],
        ["party_report"],
    ]


@pytest.mark.parametrize("suffix", [".doc", ".xls"])
def test_what_is_cut_off_is_refused(suffix: str, saved: Saved) -> None:
    data = saved("plan", suffix)
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
    """How long after LibreOffice has opened a document there is a file, if within some seconds."""
    lock = document.with_name(f".~lock.{document.name}#")
    running = subprocess.Popen(
        [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         str(document)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        assert seconds_until(lock, 60) is not None
        return seconds_until(sign, seconds)
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        lock.unlink(missing_ok=True)


def seconds_until(file: Path, patience: float) -> float | None:
    start = time.monotonic()
    while not file.exists():
        if time.monotonic() - start > patience:
            return None
        time.sleep(0.02)
    return time.monotonic() - start


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
    sign = tmp_path / "written"
    file = tmp_path / "macro.odt"
    file.write_bytes(with_macro(sign))
    lax_profile(tmp_path / "lax")
    took = opened(file, tmp_path / "lax", sign, 60)
    assert took is not None  # else nothing is tried below
    sign.unlink()
    # Not even where the file is opened as it is, with its macros, in the profile of the program.
    write_profile(tmp_path / "own")
    assert opened(file, tmp_path / "own", sign, 1 + 5 * took) is None
    assert told(read(Source("macro.odt", file.read_bytes()), KNOWN))
    assert not sign.exists()


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
        (tmp_path / "given.odt").write_bytes(data)
        save_as(".docx", tmp_path, [tmp_path / "given.odt"])
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
