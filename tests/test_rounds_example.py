"""The worked example of three rounds shows what its page says."""

from __future__ import annotations

import contextlib
import json
import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from commands import iacheck

from iacheck.cli import run as run_command_line

EXAMPLE = Path(__file__).parents[1] / "examples" / "rounds"
STORE = ("--store", "sqlite:oppfolging.db", "--fail-on", "never", "--format", "json")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the script makes."""
    folder = tmp_path_factory.mktemp("rounds") / "followed"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "run", started)
        # As its page says: a folder below the present one.
        patch.chdir(folder.parent)
        patch.setattr(sys, "argv", ["follow.py", folder.name])
        patch.setenv("IACHECK_LANG", "en")
        patch.setenv("LANGUAGE", "en")  # so that it is put back
        runpy.run_path(str(EXAMPLE / "follow.py"), run_name="__main__")
    return folder


def started(arguments: list[str], *, cwd: Path, env: Mapping[str, str], check: bool) -> None:
    """What the script starts, in this process."""
    assert arguments[:3] == [sys.executable, "-m", "iacheck"]
    assert check
    with contextlib.chdir(cwd), pytest.MonkeyPatch.context() as patch:
        patch.setenv("IACHECK_STORE", env["IACHECK_STORE"])
        assert run_command_line(arguments[3:]) == 0


def found(folder: Path, round_: str, since: str) -> dict[tuple[str, str], Any]:
    ran = iacheck("check", "--round", round_, "--since", since, *STORE, cwd=folder)
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    assert told["dropped"] == []
    return {
        (one["subject"], finding["rule"]): finding
        for one in told["subjects"]
        for finding in one["findings"]
    }


def test_the_second_round(followed: Path) -> None:
    now = found(followed, "Oktober 2016", "Mars 2016")
    states = {
        ("council/oppland", "planned-activities-accounted-for"): ("upheld", "unchanged"),
        ("council/sor-trondelag", "joint-effort"): ("dismissed", None),
        ("council/ostfold", "plan-activities-have-dates"): ("answered", "unchanged"),
        ("council/hordaland", "report-delivered"): ("open", "new"),
    }
    assert {key: (now[key]["state"], now[key]["change"]) for key in states} == states


def test_the_third_round(followed: Path) -> None:
    now = found(followed, "Mars 2017", "Oktober 2016")
    changes = {
        "preventive-work-visible": ("fixed", None),
        "report-states-required-parts": ("fixed", None),
        "secretariat-is-centre": ("fixed", None),
        "organisations-have-seats": ("unchanged", 2),
        "report-coordinated-by-centre": ("unchanged", 2),
    }
    waiting = {
        ("council/hordaland", "report-delivered"): ("answered", "unchanged"),
        ("council/vestfold", "joint-effort"): ("answered", "unchanged"),
        ("council/agder", "council-has-all-sides"): ("waived", None),
    }
    assert {key: (now[key]["state"], now[key]["change"]) for key in waiting} == waiting
    mine = {rule: now["council/trondelag", rule] for rule in changes}
    assert {rule: (one["change"], one["rounds"]) for rule, one in mine.items()} == changes


def test_each_round_has_its_paper(followed: Path) -> None:
    for number in (1, 2, 3):
        paper = (followed / f"sak-{number}.html").read_text("utf-8")
        assert ("Siden sist" in paper or "Since last time" in paper) == (number > 1)
    assert (followed / "endringer-3.html").stat().st_size > 0
