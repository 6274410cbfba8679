"""The worked examples of docs/scripts.md, run as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

DOCS = Path(__file__).parent.parent / "docs"
SCRIPTS = DOCS / "scripts"
# Sends nothing to addresses at nowhere.example.
MAILER = """#!/bin/sh
for address do :; done
case $address in *@nowhere.example) exit 67 ;; esac
{ printf '%s\\n' "$@"; cat; } >>"$MAILED"
"""
Done = subprocess.CompletedProcess[str]


def ran(folder: Path, script: str, *arguments: str, **more: str) -> Done:
    environment = {name: v for name, v in os.environ.items() if not name.startswith("IACHECK_")}
    environment |= {
        # The program that is tested, before any other that is installed.
        "PATH": f"{folder}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        # What many systems have there.
        "MAIL": "/var/mail/nobody",
        "MAILER": "mail-for-tests",
        "MAILED": str(folder / "mailed"),
        **more,
    }
    return subprocess.run(
        ["sh", str(SCRIPTS / script), *arguments], cwd=folder, env=environment, text=True,
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def night(folder: Path, inbox: str = "2015") -> Done:
    return ran(folder, "nightly.sh", "2015", inbox, "gone in", "the lists")


def names(folder: Path) -> set[str]:
    """The files below a folder, without the folder of the run; none where there is no folder."""
    return {"/".join(p.relative_to(folder).parts[1:]) for p in folder.rglob("*") if p.is_file()}


def prepared(folder: Path) -> Path:
    shutil.copytree(DOCS / "eksempel", folder, dirs_exist_ok=True)
    mail = folder / "mail-for-tests"
    mail.write_text(MAILER)
    mail.chmod(0o755)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return prepared(tmp_path)


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A folder in which everything has come in, and what the script said."""
    folder = prepared(tmp_path_factory.mktemp("night"))
    return folder, night(folder)


@pytest.fixture
def next_day(first_night: tuple[Path, Done], tmp_path: Path) -> Path:
    """A copy of that folder."""
    shutil.copytree(first_night[0], tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def listed(folder: Path) -> Path:
    """A folder with lists, among them one for `eksempelfylket`."""
    lists = folder / "the lists"
    lists.mkdir()
    (lists / "council-eksempelfylket-2015.pdf").write_bytes(b"%PDF")
    (lists / "council-m_re-2015.pdf").write_bytes(b"%PDF")
    return folder


@pytest.mark.slow
def test_each_night_and_a_mail_to_each_council(
    first_night: tuple[Path, Done], next_day: Path
) -> None:
    folder, done = next_day, first_night[1]
    came = {path.name for path in (DOCS / "eksempel" / "2015").iterdir()}
    assert done.returncode == 1, done.stderr
    assert done.stdout.endswith(": lists for 2015 written\n")
    assert "filer skrevet i the lists" in done.stderr
    assert names(folder / "gone in") == came
    assert not list((folder / "2015").iterdir())
    lists = {path.name for path in (folder / "the lists").iterdir()}
    assert {"overview.pdf", "council-eksempelfylket-2015.pdf"} <= lists
    sent = ran(folder, "mail.sh", "2015", "the lists", str(SCRIPTS / "addresses.txt"))
    assert (sent.returncode, sent.stderr) == (0, "")
    assert sent.stdout == "Sent: 1. Nothing new: 0. Not sent: 0.\n"
    assert (folder / "mailed").read_text().splitlines() == [
        "-s", "Avvikslista for 2015", "-a", "the lists/council-eksempelfylket-2015.pdf",
        "post@eksempelfylket.example", "Vedlagt er avvikslista for 2015.",
    ]  # fmt: skip
    # Where nothing has changed since, nothing is sent.
    again = ran(folder, "mail.sh", "2015", "the lists", str(SCRIPTS / "addresses.txt"))
    assert (again.returncode, again.stdout) == (0, "Sent: 0. Nothing new: 1. Not sent: 0.\n")
    # The next night nothing has come, and the lists are written anew.
    (folder / "the lists" / "overview.pdf").unlink()
    again = night(folder)
    assert (again.returncode, again.stdout) == (1, done.stdout.splitlines()[-1] + "\n")
    assert (folder / "the lists" / "overview.pdf").exists()
    page = (folder / "the lists" / "status.html").read_text("utf-8")
    assert "Sammenlignet med resultatet per" in page


@pytest.mark.slow
def test_a_mail_is_sent_where_something_has_changed_and_begins_with_it(next_day: Path) -> None:
    folder, addresses = next_day, str(SCRIPTS / "addresses.txt")
    assert ran(folder, "mail.sh", "2015", "the lists", addresses).returncode == 0
    (folder / "mailed").unlink()
    lists = folder / "the lists"
    told = json.loads((lists / "council-eksempelfylket-2015.json").read_text("utf-8"))
    broken = [f for one in told["subjects"] for f in one["findings"] if f["verdict"] == "deviation"]
    assert broken
    # As if the last mail had been of a result in which the first of them was met.
    first = broken[0] | {"verdict": "met", "violations": []}
    for one in told["subjects"]:
        one["findings"] = [first if f["rule"] == first["rule"] else f for f in one["findings"]]
    (lists / "mailed" / "council-eksempelfylket-2015.json").write_text(json.dumps(told))
    sent = ran(folder, "mail.sh", "2015", "the lists", addresses)
    assert (sent.returncode, sent.stderr) == (0, "")
    assert sent.stdout == "Sent: 1. Nothing new: 0. Not sent: 0.\n"
    attached = "the lists/news/council-eksempelfylket-2015.pdf"
    assert attached in (folder / "mailed").read_text().splitlines()
    page = pypdfium2.PdfDocument(folder / attached)[0].get_textpage().get_text_range()
    assert page.index("Nytt siden sist") < page.index(first["demand"])
    # It is now what the last mail was of.
    again = ran(folder, "mail.sh", "2015", "the lists", addresses)
    assert again.stdout == "Sent: 0. Nothing new: 1. Not sent: 0.\n"


@pytest.mark.slow
def test_what_cannot_be_compared_is_sent(listed: Path) -> None:
    lists = listed / "the lists"
    (lists / "mailed").mkdir()
    for folder_ in (lists, lists / "mailed"):
        (folder_ / "council-eksempelfylket-2015.json").write_text("no result")
    (lists / "council-m_re-2015.pdf").unlink()
    sent = mailed(listed, "eksempelfylket post@x.example\n")
    assert (sent.returncode, sent.stdout) == (0, "Sent: 1. Nothing new: 0. Not sent: 0.\n")
    assert "the lists/council-eksempelfylket-2015.pdf" in (listed / "mailed").read_text()


DUE = """\ufeff"due";"days_left";"kind";"subject";"name";"about";"period";"demands";"rules"
"2016-03-01";"14";"delivery";"council/eksempelfylket";"E";"council/x";"2015";"B13, B23";"a, b"
"2016-03-01";"14";"delivery";"party/LO";"LO";"party/LO";"2015";"H01";"c"
"2016-03-01";"14";"waiver";"council/eksempelfylket";"E";"council/x";"2015";"B01";"d"
"2016-02-23";"7";"delivery";"council/møre og";"M";"council/møre og";"2015";"B01";"d"
"""


def reminded(folder: Path, due: str, *days: str, addresses: str = "", status: int = 0) -> Done:
    """The reminders where this is due."""
    (folder / "due.csv").write_text(due, "utf-8")
    program = folder / "iacheck"
    program.write_text(f"#!/bin/sh\ncat due.csv\nexit {status}\n")
    program.chmod(0o755)
    (folder / "the addresses").write_text(addresses, "utf-8")
    return ran(folder, "remind.sh", "2015", "the addresses", *days)


BOTH = "eksempelfylket post@x.example\r\nmøre_og post@m.example # by the door\n# nobody\n"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("14",), {"post@x.example": "- innen 2016-03-01: krav B13, B23"}),
        (("7",), {"post@m.example": "- innen 2016-02-23: krav B01"}),
        (
            ("14", "7", "1"),
            {
                "post@x.example": "- innen 2016-03-01: krav B13, B23",
                "post@m.example": "- innen 2016-02-23: krav B01",
            },
        ),
        (("1", "4"), {}),
    ],
)
def test_councils_are_reminded_on_the_days_that_are_named(
    folder: Path, days: tuple[str, ...], expected: dict[str, str]
) -> None:
    done = reminded(folder, DUE, *days, addresses=BOTH)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Reminded: {len(expected)}. Not reminded: 0.\n"
    lines = (folder / "mailed").read_text("utf-8").splitlines() if expected else []
    assert [line for line in lines if "@" in line] == list(expected)
    assert [line for line in lines if line.startswith("- innen")] == list(expected.values())


def test_who_could_not_be_reminded_is_named(folder: Path) -> None:
    done = reminded(folder, DUE, "14", addresses="eksempelfylket post@nowhere.example\n")
    assert (done.returncode, done.stdout) == (1, "Reminded: 0. Not reminded: 1.\n")
    assert done.stderr == "Not reminded: eksempelfylket, post@nowhere.example\n"
    # With nothing to read, nobody is told anything.
    nothing = reminded(folder, "", "14", addresses=BOTH, status=4)
    assert (nothing.returncode, nothing.stdout) == (4, "")
    # What is wrong with one document keeps no reminder back.
    wrong = reminded(folder, DUE, "14", addresses=BOTH, status=3)
    assert wrong.stdout == "Reminded: 1. Not reminded: 0.\n"


@pytest.mark.slow
def test_a_reminder_of_the_store(next_day: Path) -> None:
    """What `due` itself writes is understood."""
    folder = next_day
    program = folder / "iacheck"
    real = Path(sys.executable).parent / "iacheck"
    program.write_text(f'#!/bin/sh\nexec "{real}" "$@" --as-of 2017-02-15\n')
    program.chmod(0o755)
    (folder / "the addresses").write_text("eksempelfylket post@x.example\n")
    done = ran(folder, "remind.sh", "2016", "the addresses", "14")
    assert (done.returncode, done.stdout) == (0, "Reminded: 1. Not reminded: 0.\n"), done.stderr
    assert "- innen 2017-03-01: krav " in (folder / "mailed").read_text("utf-8")


@pytest.mark.slow
def test_a_bad_file_stays_and_keeps_no_other_out(folder: Path) -> None:
    inbox = folder / "2015"
    came = {path.name for path in inbox.iterdir()}
    (inbox / "a bad one.json").write_text("{")
    (inbox / "rapport.docx").write_text("no Word file")
    done = night(folder)
    assert done.returncode == 3
    assert {path.name for path in inbox.iterdir()} == {"a bad one.json", "rapport.docx"}
    assert names(folder / "gone in") == came
    assert done.stderr.count("2015/a bad one.json: not imported; it stays in the inbox\n") == 1
    assert done.stderr.count("2015/rapport.docx: not imported; it stays in the inbox\n") == 1
    assert "2015/a bad one.json, linje 1" in done.stderr
    assert (folder / "the lists" / "council-eksempelfylket-2015.pdf").exists()
    # Mended, it comes in the next night.
    (inbox / "rapport.docx").unlink()
    (inbox / "a bad one.json").write_text(
        '{"kind": "council", "_id": "y", "name": "Y", "counties": ["98"]}'
    )
    assert night(folder).returncode == 1
    assert not list(inbox.iterdir())


@pytest.mark.slow
def test_a_file_may_need_one_that_comes_after_it(next_day: Path) -> None:
    """The register of councils is there; a plan of a new one comes with it in the same night."""
    folder = next_day
    (folder / "2015" / "a-plan.json").write_text(
        '{"kind": "plan", "_id": "nytt-2015", "council": "nytt", "period": "2015"}'
    )
    (folder / "2015" / "z-council.json").write_text(
        '{"kind": "council", "_id": "nytt", "name": "Nytt", "counties": ["99"]}'
    )
    done = night(folder)
    assert done.returncode == 1, done.stderr
    assert not list((folder / "2015").iterdir())
    assert (folder / "the lists" / "council-nytt-2015.pdf").exists()


@pytest.mark.slow
def test_a_folder_in_the_inbox_comes_in_whole_or_not_at_all(folder: Path) -> None:
    inbox = folder / "inn boks"
    shutil.copytree(folder / "2015", inbox / "good one")
    shutil.copytree(folder / "2015", inbox / "bad one")
    (inbox / "bad one" / "x.json").write_text("{")
    assert night(folder, "inn boks").returncode == 3
    assert [path.name for path in inbox.iterdir()] == ["bad one"]
    assert {name.split("/")[0] for name in names(folder / "gone in")} == {"good one"}


@pytest.mark.slow
def test_an_inbox_in_which_nothing_has_come_and_nothing_stored(folder: Path) -> None:
    (folder / "empty").mkdir()
    done = night(folder, "empty")
    assert done.returncode == 4
    assert done.stdout.endswith(": no lists written\n")
    assert not (folder / "the lists").exists()
    assert not (folder / "gone in").exists()


@pytest.mark.slow
def test_the_line_of_the_crontab_works_as_cron_calls_it(folder: Path) -> None:
    """With no environment at all, and another folder in the place of the one shown."""
    (line,) = re.findall(r"^15 3 \* \* \*  (.*)$", (DOCS / "scripts.md").read_text(), re.MULTILINE)
    (folder / "2015").rename(folder / "inn")
    (folder / ".venv").symlink_to(sys.prefix)
    shutil.copy(SCRIPTS / "nightly.sh", folder)
    done = subprocess.run(
        ["env", "-i", "/bin/sh", "-c", line.replace("/srv/iacheck", str(folder))],
        cwd="/", capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    log = (folder / "log.txt").read_text("utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b""), log
    assert log.endswith(": lists for 2015 written\n")
    assert (folder / "iacheck.db").exists()
    assert (folder / "lister" / "council-eksempelfylket-2015.pdf").exists()
    assert names(folder / "importert") >= {"plan-2015.yaml"}


def mailed(folder: Path, addresses: str, **more: str) -> Done:
    (folder / "the addresses").write_bytes(addresses.encode())
    return ran(folder, "mail.sh", "2015", "the lists", "the addresses", **more)


def test_who_got_no_list_is_named_and_the_others_get_theirs(listed: Path) -> None:
    sent = mailed(
        listed,
        "ingen post@ingen.example\n"
        "eksempelfylket post@nowhere.example\n"
        "uten\n"
        "m_re post@m.example",  # with no end of the line
    )
    assert (sent.returncode, sent.stdout) == (3, "Sent: 1. Nothing new: 0. Not sent: 3.\n")
    assert sent.stderr.splitlines() == [
        "No list for ingen: the lists/council-ingen-2015.pdf",
        "Not sent to eksempelfylket, post@nowhere.example",
        "No address for uten",
    ]
    assert "post@m.example" in (listed / "mailed").read_text().splitlines()


def test_comments_empty_lines_and_line_ends_of_windows(listed: Path) -> None:
    sent = mailed(
        listed,
        "# who gets what\r\n\r\n   \n  # indented\neksempelfylket\tpost@x.example\r\n"
        "m_re  post@m.example  # by the door\r\n",
    )
    assert (sent.returncode, sent.stderr) == (0, "")
    assert sent.stdout == "Sent: 2. Nothing new: 0. Not sent: 0.\n"
    told = (listed / "mailed").read_text().splitlines()
    assert [line for line in told if "@" in line] == ["post@x.example", "post@m.example"]


def test_what_is_no_address_gets_nothing_and_no_old_list_is_sent(listed: Path) -> None:
    sent = mailed(listed, "eksempelfylket IA-råd <post@x.example>\nm_re post\n")
    assert (sent.returncode, sent.stdout) == (3, "Sent: 0. Nothing new: 0. Not sent: 2.\n")
    assert sent.stderr.splitlines() == ["No address for eksempelfylket", "No address for m_re"]
    old = time.time() - 25 * 60 * 60
    os.utime(listed / "the lists" / "council-m_re-2015.pdf", (old, old))
    sent = mailed(listed, "eksempelfylket post@x.example\nm_re post@m.example\n")
    assert (sent.returncode, sent.stdout) == (1, "Sent: 1. Nothing new: 0. Not sent: 1.\n")
    assert sent.stderr == "The list for m_re is old: the lists/council-m_re-2015.pdf\n"


@pytest.mark.parametrize("addresses", ["", "# nobody\n"])
def test_nothing_sent_at_all_is_no_success(listed: Path, addresses: str) -> None:
    shutil.rmtree(listed / "the lists")
    sent = mailed(listed, addresses)
    assert (sent.returncode, sent.stdout) == (1, "Sent: 0. Nothing new: 0. Not sent: 0.\n")


def test_a_council_with_a_list_and_no_address_is_told_of(listed: Path) -> None:
    sent = mailed(listed, "eksempelfylket post@x.example\nre post@re.example\n")
    assert (sent.returncode, sent.stdout) == (3, "Sent: 1. Nothing new: 0. Not sent: 2.\n")
    assert sent.stderr.splitlines() == [
        "No list for re: the lists/council-re-2015.pdf",
        "No address for m_re; give it a line in the addresses: the lists/council-m_re-2015.pdf",
    ]
    # An old list is of nobody who is judged now, and that of a half-year is another one.
    lists = listed / "the lists"
    (lists / "council-m_re-2015.pdf").rename(lists / "council-m_re-2015-h1.pdf")
    gone = lists / "council-gone-2015.pdf"
    gone.write_bytes(b"%PDF")
    os.utime(gone, (old := time.time() - 25 * 60 * 60, old))
    sent = mailed(listed, "eksempelfylket post@x.example\n")
    assert (sent.returncode, sent.stdout, sent.stderr) == (
        0,
        "Sent: 1. Nothing new: 0. Not sent: 0.\n",
        "",
    )


def test_a_mail_program_or_an_address_file_that_is_not_there(listed: Path) -> None:
    (listed / "the lists" / "council-m_re-2015.pdf").unlink()
    sent = mailed(listed, "eksempelfylket post@x.example\n", MAILER="no-such-program")
    assert (sent.returncode, sent.stdout) == (1, "Sent: 0. Nothing new: 0. Not sent: 1.\n")
    assert "Not sent to eksempelfylket, post@x.example" in sent.stderr
    sent = ran(listed, "mail.sh", "2015", "the lists", "no-such-file")
    assert (sent.returncode, sent.stdout) == (3, "Sent: 0. Nothing new: 0. Not sent: 1.\n")
    assert "no-such-file" in sent.stderr
