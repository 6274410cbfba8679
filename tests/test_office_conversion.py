"""Files that are read through LibreOffice: what is refused, and what a program may take.

In its place stands a program of a few lines; `test_office_files.py` has LibreOffice itself.
"""

from __future__ import annotations

import hashlib
import os
import sys
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from agreement_2012 import vocabulary
from docx_samples import ACTIVITY
from opendocument_files import SPREADSHEET, TEXT, opendocument
from said import said
from word_corpus import PART
from word_files import p, word

from iacheck.language.limits import Limits
from iacheck.readers import ReaderContext, Reading, Source, read
from iacheck.readers.libreoffice import conversion
from iacheck.readers.programs import launcher, limited_program

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PAPER = word(p(PART, style="Overskrift1"), p(ACTIVITY, style="Overskrift2"), p("Kurs."))


def named(stream: str, content: bytes = b"") -> bytes:
    """A compound file whose directory has this stream."""
    return OLD + content + bytes(512 - len(content) % 512) + f"{stream}\0".encode("utf-16-le")


GOOD = {
    ".odt": opendocument("<text:p>en</text:p>"),
    ".ods": opendocument("", SPREADSHEET),
    ".doc": named("WordDocument"),
    ".xls": named("Workbook"),
    ".rtf": b"{\\rtf1 en}",
}


def reading(suffix: str, data: bytes | None = None, limits: Limits | None = None) -> Reading:
    source = Source(f"plan{suffix}", GOOD[suffix] if data is None else data)
    return read(source, ReaderContext(vocabulary, limits=limits or Limits()))


def told(found: Reading) -> str:
    assert found.documents == ()
    (problem,) = found.problems
    assert problem.level == "error"
    return said(problem.message)


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Puts a program in the place of LibreOffice; gives the folder that it can leave things in."""

    def put(code: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(
            f"#!{sys.executable}\n"
            "import os, pathlib, subprocess, sys, time\n"
            "given = pathlib.Path(sys.argv[-1])\n"
            "made = pathlib.Path(sys.argv[-2], f'document.{sys.argv[-4]}')\n"
            f"left = pathlib.Path({str(tmp_path)!r})\n" + textwrap.dedent(code)
        )
        program.chmod(0o700)
        return tmp_path

    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return put


@pytest.mark.parametrize("suffix", [".odt", ".doc", ".rtf"])
def test_what_is_made_is_read_as_the_file_itself(
    suffix: str, programs: Callable[[str], Path]
) -> None:
    folder = programs("made.write_bytes((left / 'paper').read_bytes())")
    (folder / "paper").write_bytes(PAPER)
    found = reading(suffix)
    direct = read(Source("plan.docx", PAPER), ReaderContext(vocabulary))
    assert found.problems == direct.problems == ()
    (document,), (expected,) = found.documents, direct.documents
    assert document.body == expected.body
    assert document.origin is not None
    assert expected.origin is not None
    assert document.origin.places == expected.origin.places
    assert document.origin.file == f"plan{suffix}"
    assert document.origin.sha256 == hashlib.sha256(GOOD[suffix]).hexdigest()


def test_a_text_in_rich_text_format_may_be_named_as_word_names_it(
    programs: Callable[[str], Path],
) -> None:
    folder = programs("(left / 'given').write_text(given.name)")
    assert "could not open" in told(reading(".doc", GOOD[".rtf"]))
    assert (folder / "given").read_text() == "document.rtf"


def test_two_at_a_time_have_profiles_and_folders_of_their_own(
    programs: Callable[[str], Path],
) -> None:
    folder = programs(
        """
        here = str(given.parent)
        assert os.getcwd() == here
        assert {os.environ[name] for name in ("HOME", "TMPDIR", "TMP", "TEMP")} == {here}
        (profile,) = [pathlib.Path(one[len("-env:UserInstallation=file://"):])
                      for one in sys.argv if one.startswith("-env:")]
        settings = (profile / "user/registrymodifications.xcu").read_text()
        assert profile.parent == given.parent and "DisableMacrosExecution" in settings
        time.sleep(0.3)
        (left / f"{os.getpid()}.profile").write_text(str(profile))
        """
    )
    with ThreadPoolExecutor() as both:
        found = list(both.map(reading, [".odt", ".xls"]))
    assert all("could not open" in told(one) for one in found)
    profiles = [Path(file.read_text()) for file in folder.glob("*.profile")]
    assert len(set(profiles)) == 2
    assert not any(profile.parent.exists() for profile in profiles)


@pytest.mark.parametrize(
    ("suffix", "saved_as"),
    [(".odt", ".docx"), (".rtf", ".docx"), (".doc", ".docx"), (".ods", ".xlsx"), (".xls", ".xlsx")],
)
def test_without_libreoffice_the_file_is_to_be_saved_as_another(
    suffix: str, saved_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(conversion, "_USUAL", ())
    assert told(reading(suffix)) == (
        f"Files of the format {suffix} are read through LibreOffice, which is not installed; open "
        f"the file in the program that it was made in and save it as {saved_as}, or install "
        "LibreOffice"
    )


def changed(name: str, content: bytes | None) -> bytes:
    """A text in which a part is another, or none."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD[".odt"])) as old, zipfile.ZipFile(made, "w", 8) as new:
        for one in old.namelist():
            written = content if one == name else old.read(one)
            if written is not None:
                new.writestr(one, written)
    return made.getvalue()


NO_FORMAT = "This is no file of the format {}; open it in the program that it was made in"
LOCKED = "The file is protected by a password"
ENCRYPTED = '<manifest:file-entry manifest:full-path="a"><manifest:encryption-data/>'
REFUSED: dict[str, tuple[str, bytes, str]] = {
    "noise as text": (".doc", b"\0\1\2" * 999, NO_FORMAT.format(".doc")),
    "text as Word": (".doc", b"Handlingsplan for 2016\n" * 99, NO_FORMAT.format(".doc")),
    "a page as a workbook": (".xls", b"<html><table></table></html>", NO_FORMAT.format(".xls")),
    "a new Word file as an old one": (".doc", PAPER, NO_FORMAT.format(".doc")),
    "a workbook as Word": (".doc", GOOD[".xls"], NO_FORMAT.format(".doc")),
    "Word as a workbook": (".xls", GOOD[".doc"], NO_FORMAT.format(".xls")),
    "a compound file of another program": (".doc", OLD * 3, NO_FORMAT.format(".doc")),
    "text as rich text": (".rtf", b"rtf", NO_FORMAT.format(".rtf")),
    "old Word as rich text": (".rtf", GOOD[".doc"], NO_FORMAT.format(".rtf")),
    "a Word file": (".odt", PAPER, NO_FORMAT.format(".odt")),
    "no archive": (".odt", b"PK but no archive", "The file is damaged, or not whole"),
    "no archive at all": (".ods", b"no archive", NO_FORMAT.format(".ods")),
    "a workbook as text": (".odt", GOOD[".ods"], NO_FORMAT.format(".odt")),
    "text as a workbook": (".ods", GOOD[".odt"], NO_FORMAT.format(".ods")),
    "a template": (".odt", opendocument("", f"{TEXT}-template"), NO_FORMAT.format(".odt")),
    "a locked text": (".odt", opendocument("", manifest=ENCRYPTED), LOCKED),
    "a locked Word file": (".doc", named("EncryptedPackage"), LOCKED),
    "entities": (
        ".odt",
        changed("content.xml", b'<!DOCTYPE a [<!ENTITY a "aa">]><a>&a;</a>'),
        "“content.xml” inside the file declares a document type or entities",
    ),
    "another encoding": (
        ".odt",
        changed("content.xml", b"<?xml version='1.0' encoding='utf-7'?><a/>"),
        "“content.xml” inside the file is not XML in UTF-8 or UTF-16",
    ),
    "a bomb": (".odt", changed("content.xml", b"<a>" + b" " * (50 * 2**20)), "unpacked-mb=96"),
    "a bomb of elements": (".odt", changed("content.xml", b"<a/>" * 400_001), "elements=800000"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_such_file_is_refused_before_anything_is_started(
    name: str, programs: Callable[[str], Path]
) -> None:
    folder = programs("(left / 'started').touch()")
    suffix, data, sentence = REFUSED[name]
    assert sentence in told(reading(suffix, data))
    assert not (folder / "started").exists()


def test_macros_and_pictures_are_not_handed_on(programs: Callable[[str], Path]) -> None:
    folder = programs("(left / 'given').write_bytes(given.read_bytes())")
    parts: dict[str, str | bytes] = {
        "Basic/Standard/M.xml": "<a/>",
        "Pictures/1.png": b"png",
        "styles.xml": "<a/>",
    }
    assert "could not open" in told(reading(".odt", opendocument("", parts=parts)))
    with zipfile.ZipFile(folder / "given") as archive:
        assert [archive.read(name) for name in parts] == [b"", b"", b"<a/>"]
        assert archive.namelist()[0] == "mimetype"


def test_what_tells_nothing_of_its_parts_is_left_to_the_program(
    programs: Callable[[str], Path],
) -> None:
    programs("pass")
    data = changed("META-INF/manifest.xml", None)
    assert "could not open" in told(reading(".odt", data))


WORD_LOCKED = named("WordDocument", b"\xec\xa5" + bytes(9) + b"\x01")
WORD_OPEN = named("WordDocument", b"\xec\xa5" + bytes(9) + b"\x02")
EXCEL_LOCKED = named("Workbook", b"\x09\x08\x04\0" + bytes(4) + b"\x2f\0")
EXCEL_OPEN = named("Workbook", b"\x09\x08\x04\0" + bytes(4) + b"\xe1\0")


@pytest.mark.parametrize(
    ("suffix", "data", "sentence"),
    [
        (".doc", WORD_LOCKED, LOCKED),
        (".doc", WORD_OPEN, "or LibreOffice Writer, which reads such files, is not installed"),
        (".xls", EXCEL_LOCKED, LOCKED),
        (".xls", EXCEL_OPEN, "or LibreOffice Calc, which reads such files, is not installed"),
    ],
)
def test_what_could_not_be_opened_is_locked_or_damaged(
    suffix: str, data: bytes, sentence: str, programs: Callable[[str], Path]
) -> None:
    programs("pass")
    assert sentence in told(reading(suffix, data))


def test_a_locked_file_that_opens_all_the_same_is_read(programs: Callable[[str], Path]) -> None:
    folder = programs("made.write_bytes((left / 'paper').read_bytes())")
    (folder / "paper").write_bytes(PAPER)
    assert len(reading(".doc", WORD_LOCKED).documents) == 1


@pytest.fixture
def short_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program has as long by the clock as it has CPU time; time on end is not taken for long."""
    monkeypatch.setattr(limited_program, "CLOCK_TIMES", 1)
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 30


ONE = Limits(office_seconds=1, office_mb=64, file_mb=1)
WAITS = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"


@pytest.mark.usefixtures("short_clock")
def test_a_program_that_waits_is_ended_with_all_that_it_has_started(
    programs: Callable[[str], Path],
) -> None:
    folder = programs(f"child = {WAITS}\n(left / 'pid').write_text(str(child.pid))\ntime.sleep(60)")
    assert "LibreOffice was stopped after 10 seconds by the clock" in told(
        reading(".odt", limits=ONE)
    )
    assert_ended(int((folder / "pid").read_text()))


def test_what_a_program_leaves_behind_is_ended_too(programs: Callable[[str], Path]) -> None:
    folder = programs(f"child = {WAITS}\n(left / 'pid').write_text(str(child.pid))")
    assert "could not open" in told(reading(".odt"))
    assert_ended(int((folder / "pid").read_text()))


def assert_ended(process: int) -> None:
    """Nobody waits for an orphan in a container: it may be there still, as one that has ended."""
    for _ in range(100):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except FileNotFoundError:
            return
        time.sleep(0.05)
    pytest.fail("it goes on")


@pytest.mark.skipif(sys.platform != "linux", reason="limits are those of Linux")
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "while True: pass",
            "LibreOffice takes more than 1 seconds of processor time to read the file; if it is "
            "meant to be so large, raise the limit with --limit office-seconds=2",
        ),
        (
            "try:\n    bytearray(2**27)\nexcept MemoryError:\n    sys.exit(1)",
            "LibreOffice broke off while it read the file; it is damaged, or takes more than 64 MB "
            "of memory; if it is meant to be so large, raise the limit with --limit office-mb=128",
        ),
        ("made.write_bytes(bytes(2**21))", "LibreOffice broke off while it read the file"),
    ],
)
def test_a_program_may_not_take_more_than_its_limits(
    code: str, sentence: str, programs: Callable[[str], Path]
) -> None:
    programs(code)
    assert sentence in told(reading(".odt", limits=ONE))


def test_limits_of_centuries_are_none(programs: Callable[[str], Path]) -> None:
    programs("pass")
    much = Limits(office_seconds=10**30, office_mb=10**30, file_mb=10**30)
    assert "could not open" in told(reading(".rtf", limits=much))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_program_is_started_under_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource  # noqa: PLC0415 - there is none on Windows

    low = 2**40
    put: dict[int, tuple[int, int]] = {}
    started: list[tuple[str, list[str]]] = []
    highest = {resource.RLIMIT_DATA: (low, low)}
    endless = resource.RLIM_INFINITY, resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "getrlimit", lambda limit: highest.get(limit, endless))
    monkeypatch.setattr(resource, "setrlimit", put.__setitem__)
    monkeypatch.setattr(os, "execv", lambda *given: started.append(given))
    launcher.main(["7", str(2**50), "9", "/bin/program", "a", "b"])
    assert started == [("/bin/program", ["/bin/program", "a", "b"])]
    assert put == {
        resource.RLIMIT_CPU: (7, 7),
        resource.RLIMIT_DATA: (low, low),
        resource.RLIMIT_FSIZE: (9, 9),
        resource.RLIMIT_CORE: (0, 0),
    }
