"""Where output goes: screen, file, pipe; in which language and encoding; and Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from commands import BOOK, COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, command, environ, iacheck, put

from iacheck import __version__
from iacheck.__main__ import main
from iacheck.cli import commands
from iacheck.language.messages import LANGS

Run = Callable[..., Ran]

CHECK = ("check", "year.jsonl", "--rulebook", str(BOOK), "--as-of", "2016-04-01")
FAILS = REPORT | {"activities": []}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A folder with a council's year, of which the report is no good."""
    put(tmp_path, "year.jsonl", COUNCIL, PLAN, FAILS)
    return tmp_path


def test_results_go_to_the_screen_and_problems_with_them(run: Run, year: Path) -> None:
    put(year, "broken.jsonl", PLAN | {"_id": "x", "period": "i år"})
    ran = run(*CHECK, "broken.jsonl")
    assert ran.err == ""
    assert "broken.jsonl, line 1, period: period must be" in ran.out
    ran = run(*CHECK, "broken.jsonl", "--format", "json")
    assert ran.err == ""
    assert len(json.loads(ran.out)["problems"]) == 1
    # What a format does not tell is told beside it.
    ran = run(*CHECK, "broken.jsonl", "--format", "csv")
    assert ran.err.startswith("broken.jsonl, line 1, period: period must be")
    assert "i år" not in ran.out


@pytest.mark.parametrize("format_", ["text", "json", "csv"])
def test_a_result_in_a_file_is_the_same_and_is_summed_up_beside(
    run: Run, year: Path, format_: str
) -> None:
    shown = run(*CHECK, "--format", format_)
    written = run(*CHECK, "--format", format_, "--out", "result")
    assert (written.status, written.out) == (shown.status, "") == (1, "")
    assert (year / "result").read_bytes() == shown.out.encode()
    assert written.err == (
        "Written: result\n"
        "1 subject checked: 1 error, 0 warnings, 0 for information, 2 undetermined.\n"
    )
    # Once more, over the old file, with the rights that a new file gets.
    assert run(*CHECK, "--format", format_, "--out", "result").status == 1
    mask = os.umask(0)
    os.umask(mask)
    assert (year / "result").stat().st_mode & 0o777 == 0o666 & ~mask
    assert sorted(path.name for path in year.iterdir()) == ["result", "year.jsonl"]


def test_rules_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    shown = run("rules", "list", *OWN_BOOK)
    assert run("rules", "list", *OWN_BOOK, "--out", "rules.txt") == Ran(0, "", "")
    assert (tmp_path / "rules.txt").read_bytes() == shown.out.encode()


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("nowhere/x", "there is no such folder; make it first"),
        ("year.jsonl/x", "a part of the path is a file, not a folder"),
        ("x" * 300, "the name is too long"),
        ("/dev/full", "the disk is full; make room"),
    ],
)
def test_a_file_that_cannot_be_written(run: Run, year: Path, out: str, why: str) -> None:
    before = (year / "year.jsonl").read_bytes()
    ran = run(*CHECK, "--out", out)
    assert ran == Ran(3, "", f"{out}: The file cannot be written: {why}\n")
    assert [path.name for path in year.iterdir()] == ["year.jsonl"]
    assert (year / "year.jsonl").read_bytes() == before


def test_a_file_that_fails_while_it_is_written_leaves_the_old_one(
    run: Run, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (year / "result").write_text("old")

    def fails(self: Path, target: Path) -> Path:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", fails)
    ran = run(*CHECK, "--out", "result")
    assert ran.status == 3
    assert ran.err == "result: The file cannot be written: Input/output error\n"
    assert (year / "result").read_text() == "old"
    assert sorted(path.name for path in year.iterdir()) == ["result", "year.jsonl"]


def test_a_result_can_be_written_to_a_device(run: Run, year: Path) -> None:
    ran = run(*CHECK, "--out", "/dev/null")
    assert (ran.status, ran.out) == (1, "")
    assert Path("/dev/null").is_char_device()


@contextmanager
def screen(stream: str, file: int) -> Iterator[None]:
    """What is written to stdout or stderr goes to a file that is open already."""
    before = getattr(sys, stream)
    setattr(sys, stream, os.fdopen(file, "w"))
    try:
        yield
    finally:
        getattr(sys, stream).close()  # fails if anything is left that cannot be written
        setattr(sys, stream, before)


def read_by_nobody() -> int:
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (CHECK, 1),
        ((*CHECK, "--format", "json"), 1),
        (("rules", "list", *OWN_BOOK), 0),
        (("import", "year.jsonl", *OWN_BOOK), 0),
        (("import", "missing.json", *OWN_BOOK), 3),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_a_reader_who_has_had_enough_changes_nothing(
    run: Run, year: Path, arguments: Sequence[str], status: int
) -> None:
    with screen("stdout", read_by_nobody()):
        ran = run(*arguments)
    assert ran.status == status
    assert ("missing.json" in arguments) is bool(ran.err)
    assert (year / "iacheck.db").exists() is (arguments[:2] == ("import", "year.jsonl"))


def test_a_full_disk_behind_the_output(run: Run, year: Path) -> None:
    for arguments in (CHECK, ("rules", "list", *OWN_BOOK), ("import", "year.jsonl", *OWN_BOOK)):
        with screen("stdout", os.open("/dev/full", os.O_WRONLY)):
            ran = run(*arguments)
        assert ran == Ran(3, "", "The output cannot be written: the disk is full; make room\n")
    assert (year / "iacheck.db").exists()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("check", "--nope"), 2),
        (("import", "missing.json", *OWN_BOOK), 3),
        ((*CHECK, "--out", "result"), 1),
    ],
)
def test_nobody_to_tell_what_is_wrong(
    run: Run, year: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], status: int
) -> None:
    with screen("stderr", os.open("/dev/full", os.O_WRONLY)):
        assert run(*arguments) == Ran(status, "", "")
    monkeypatch.setattr(sys, "stderr", None)
    assert run(*arguments) == Ran(status, "", "")


def test_no_output_is_wanted(run: Run, year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run(*CHECK) == Ran(1, "", "")
    assert run("import", "year.jsonl", *OWN_BOOK) == Ran(0, "", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("redirected", "arguments", "status"),
    [
        (">&- 2>&-", CHECK, 1),
        (">/dev/full 2>&1", CHECK, 3),
        (">/dev/full", ("--help",), 3),
        ("| true", ("check", "--help"), 0),
    ],
)
def test_the_program_itself_where_it_cannot_write(
    year: Path, redirected: str, arguments: Sequence[str], status: int
) -> None:
    script = f'{{ "$@"; echo $? >status; }} {redirected}'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *command(*arguments)],
        cwd=year, env=environ({}), capture_output=True, check=False,
    )  # fmt: skip
    assert (year / "status").read_text() == f"{status}\n"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("ended", "status"), [(click.Abort(), 130), (KeyboardInterrupt(), 130), (SystemExit(1), 0)]
)
def test_ends_that_are_no_failures(
    run: Run, monkeypatch: pytest.MonkeyPatch, ended: BaseException, status: int
) -> None:
    def ends(*_: object, **__: object) -> None:
        raise ended

    monkeypatch.setattr(commands, "main", ends)
    assert run("check") == Ran(status, "", "")


@pytest.mark.slow
def test_an_interrupt_is_quiet_and_gives_130(tmp_path: Path) -> None:
    asked = ["-" if name == "year.jsonl" else name for name in CHECK]
    running = subprocess.Popen(
        command(*asked), cwd=tmp_path, env=environ({}),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdin is not None
    # More than a pipe holds: it is there, and reads, when all is written.
    running.stdin.write(b"\n" * 2**18)
    running.stdin.flush()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err.strip()) == (130, b"", b"")


def test_an_interrupt_while_the_program_loads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Loading:
        def __getattr__(self, name: str) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "iacheck.cli", Loading())
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")


def test_the_program_ends_with_its_status(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, status in ((["--version"], 0), (["check"], 4)):
        monkeypatch.setattr(sys, "argv", ["iacheck", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == status


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "status", "told"),
    [({}, 0, f"iacheck {__version__}\n"), ({"IACHECK_LANG": "en"}, 0, f"iacheck {__version__}\n"),
     ({"IACHECK_LANG": "xx"}, 2, "")],
)  # fmt: skip
def test_the_version_asked_for_alone_is_told_as_any_command_tells(
    environment: dict[str, str], status: int, told: str,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.delenv("IACHECK_LANG", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["iacheck", "-V"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capfd.readouterr().out) == (status, told)


def test_a_version_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["iacheck", "--version"])
    with screen("stdout", os.open("/dev/full", os.O_WRONLY)), pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids="+".join,
)
def test_output_is_utf_8_whatever_the_locale(
    run: Run, year: Path, environment: dict[str, str]
) -> None:
    shown = run(*CHECK, "--lang", "nb")
    ran = iacheck(*CHECK, cwd=year, IACHECK_LANG="nb", **environment)
    assert "Årsrapporten dekker delmålene" in ran.out
    assert ran == shown


@pytest.mark.slow
def test_help_and_errors_are_utf_8_whatever_the_locale(year: Path) -> None:
    latin = {"PYTHONIOENCODING": "latin-1:strict"}
    ran = iacheck("check", "--help", cwd=year, **latin)
    assert ran.status == 0
    assert "[FILE_OR_FOLDER …]" in ran.out
    ran = iacheck("check", "--period", "år", cwd=year, **latin)
    assert ran.status == 2
    assert "“år” is no period" in ran.err


def test_names_of_files_that_are_no_text(run: Run, year: Path) -> None:
    odd = os.fsdecode(b"\xff\xf8.jsonl")
    try:
        (year / "year.jsonl").rename(year / odd)
    except OSError:
        pytest.skip("there are no such names here")
    for format_ in ("text", "json", "csv"):
        ran = run("check", ".", *OWN_BOOK, "--format", format_)
        assert ran.status == 1
        assert r"\udcff\udcf8.jsonl" in ran.out.replace(r"\\", "\\")
    assert run("import", odd, *OWN_BOOK).status == 0
    assert r"\udcff\udcf8.jsonl" in run("check", *OWN_BOOK).out
    ran = run("check", odd + "x", *OWN_BOOK)
    assert ran.status == 3
    assert r"\udcff\udcf8.jsonlx: There is no file" in ran.out


TITLES = {
    "nb": "Rådet har en handlingsplan",
    "nn": "Rådet har ein handlingsplan",
    "en": "The council has an action plan",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "place",
    [
        lambda lang: ["--lang", lang, "rules", "list"],
        lambda lang: ["rules", "--lang", lang, "list"],
        lambda lang: ["rules", "list", "--lang", lang],
        lambda lang: [f"--lang={lang}", "rules", "list"],
        lambda lang: ["rules", "list", f"--lang={lang}"],
        lambda lang: ["--lang", "da-nei", "rules", "list", "--lang", lang][2:],
    ],
)
def test_the_language_may_stand_anywhere(
    run: Run, lang: str, place: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for environment in ("", "nn"):
        monkeypatch.setenv("IACHECK_LANG", environment)
        assert TITLES[lang] in run(*place(lang), *OWN_BOOK).out


def test_the_language_of_the_environment_and_of_errors(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IACHECK_LANG", "nn")
    assert TITLES["nn"] in run("rules", "list", *OWN_BOOK).out
    monkeypatch.setenv("IACHECK_LANG", "")
    assert TITLES["nb"] in run("rules", "list", *OWN_BOOK).out
    # Whether the language stands before the mistake or after it.
    english = "No such option '--nope'"
    assert english in run("--lang", "en", "check", "--nope").err
    assert english in run("check", "--nope", "--lang", "en").err
    assert english in run("check", "--lang", "en", "--nope").err
    assert english in run("--nope", "check", "--lang", "en").err
    assert english not in run("check", "--nope", "--lang", "nb").err
    # A mistake in the language itself is told of in the language of the environment.
    monkeypatch.setenv("IACHECK_LANG", "en")
    assert "'xx' is not one of 'nb', 'nn', 'en'" in run("check", "--lang", "xx").err
    assert "'--lang' requires an argument" in run("check", "--lang").err


@pytest.mark.parametrize("store", [False, True])
def test_what_is_checked_is_never_written_over(run: Run, tmp_path: Path, store: bool) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(PLAN))
    if store:
        run("import", "plan.json", *OWN_BOOK, "--store", "sqlite:ia.db")
    out = tmp_path / ("ia.db" if store else "plan.json")
    before = out.read_bytes()
    read = ("--store", "sqlite:ia.db") if store else ("plan.json",)
    ran = run("check", *read, *OWN_BOOK, "--out", str(out))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (f"{out}: It is among what is checked; write the result to another file\n")
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "meant"),
    [("list.doc", ".docx"), ("list.DOC", ".docx"), ("list.odt", ".docx"), ("list.xls", ".xlsx")],
)
@pytest.mark.parametrize("format_", [(), ("--format", "text")])
def test_a_file_of_an_office_program_is_that_or_refused(
    run: Run, tmp_path: Path, name: str, meant: str, format_: tuple[str, ...]
) -> None:
    ran = run(*CHECK, *format_, "--out", name)
    ending = Path(name).suffix
    assert ran == Ran(2, "", f"{name}: {ending} is not written; did you mean “{meant}”?\n")
    assert not (tmp_path / name).exists()


def test_other_names_are_text_and_htm_is_html(run: Run, tmp_path: Path) -> None:
    assert run(*CHECK, "--out", "list.htm").err.startswith("Written: list.htm\n")
    assert (tmp_path / "list.htm").read_text("utf-8").startswith("<!DOCTYPE html>")
    run(*CHECK, "--out", "list.log")
    assert (tmp_path / "list.log").read_text("utf-8").startswith("Deviations as of")
