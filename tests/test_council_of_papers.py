"""`--council` for papers that do not name theirs: known ones, those of registers, and slips."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Ran

from iacheck.cases.council_names import council_misspelt

PAPER = "Handlingsplan 2016\n\nDelmål 1\n- Kurs\n"
REGISTER = '{"kind": "council", "_id": "hedmrk", "name": "IA-rådet Hedmrk", "counties": ["04"]}'


@pytest.fixture
def paper(tmp_path: Path) -> str:
    (tmp_path / "plan.txt").write_text(PAPER, "utf-8")
    (tmp_path / "council.json").write_text(REGISTER, "utf-8")
    return str(tmp_path / "plan.txt")


@pytest.mark.parametrize("command", ["read", "check", "import"])
@pytest.mark.parametrize("given", ["hedmrk", "IA-rådet i Hedmrk", "Hedemark"])
def test_a_slip_in_the_name_of_a_council_is_told(
    run: Callable[..., Ran], paper: str, command: str, given: str
) -> None:
    done = run(command, paper, "--council", given)
    assert done.status == 2
    assert f"--council {given}: there is no such council; did you mean hedmark?" in done.err
    assert not done.out


@pytest.mark.parametrize(
    ("given", "council"),
    [("hedmark", "IA-rådet i Hedmark"), ("Hedmark fylke", "IA-rådet i Hedmark"), ("midt", "midt")],
)
def test_a_council_that_is_known_and_one_like_no_other_are_taken(
    run: Callable[..., Ran], paper: str, given: str, council: str
) -> None:
    done = run("read", paper, "--council", given)
    assert done.status == 0
    assert f"for {council}, 2016" in done.out or f"{council}, 2016" in done.out


def test_a_council_of_a_register_goes_before_what_it_looks_like(
    run: Callable[..., Ran], paper: str
) -> None:
    register = str(Path(paper).with_name("council.json"))
    assert run("read", paper, register, "--council", "hedmrk").status == 0
    assert run("import", register).status == 0
    assert run("import", paper, "--council", "hedmrk").status == 0


@pytest.mark.parametrize("command", ["check", "due", "status"])
def test_a_council_is_taken_with_its_kind_too(
    run: Callable[..., Ran], paper: str, command: str
) -> None:
    asked = (command, paper, "--period", "2016", "--as-of", "2017-06-01", "--council")
    assert run(*asked, "council/hedmark") == run(*asked, "hedmark")
    assert "Hedmark" in run(*asked, "council/hedmark").out


@pytest.mark.parametrize("kind", ["plan", "report", "council"])
def test_a_form_is_of_a_council_that_is_known_or_like_no_other(
    run: Callable[..., Ran], tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "form.xlsx"
    done = run("template", kind, "--council", "hedemark", "--out", str(out))
    assert done.status == 2
    assert "--council hedemark: there is no such council; did you mean hedmark?" in done.err
    assert not out.exists()
    assert run("template", kind, "--out", str(out)).status == 0
    for given in ("midt", "hedmark"):
        made = str(tmp_path / f"{given}.xlsx")
        assert run("template", kind, "--council", given, "--out", made).status == 0


def test_without_papers_a_council_is_only_chosen(run: Callable[..., Ran], paper: str) -> None:
    register = str(Path(paper).with_name("council.json"))
    assert run("check", register, "--council", "hedmrk", "--period", "2016").status != 2


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("hedmrk", "hedmark"),
        ("IA-råd Rogland", "rogaland"),
        ("oslo-akersus", "oslo-akershus"),
        ("hedmark", None),
        ("IA-rådet i Hedmark", None),
        ("her", None),
        ("", None),
    ],
)
def test_slips_in_names_of_councils(text: str, id_: str | None) -> None:
    assert council_misspelt(text) == id_


def test_two_papers_of_one_council_and_year_are_told_of_without_ids(
    run: Callable[..., Ran], paper: str
) -> None:
    other = Path(paper).with_name("z.txt")
    other.write_text(PAPER, "utf-8")
    done = run("import", paper, str(other), "--council", "hedmark")
    assert done.status == 3
    assert "z.txt, line 1: It tells of the same council and year as" in done.err
    assert "_id" not in done.err
