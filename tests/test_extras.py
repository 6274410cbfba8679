"""The command that installs what is missing fits how the program was installed."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from iacheck.language.extras import install


class Installed:
    """A distribution as its installer recorded it."""

    def __init__(self, record: Any) -> None:
        self.record = record

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.record is None else json.dumps(self.record)


@pytest.mark.parametrize(
    ("record", "installed"),
    [
        ({"url": "{folder}", "dir_info": {"editable": True}}, ["-e", "{path}[pdf]"]),
        ({"url": "{folder}", "dir_info": {}}, ["{path}[pdf]"]),
        ({"url": "{folder}/x.whl", "archive_info": {}}, ["{path}/x.whl[pdf]"]),
        # What is not there any longer cannot be installed from.
        ({"url": "{folder}/gone", "dir_info": {"editable": True}}, ["iacheck[pdf]"]),
        ({"url": "https://x.example/iacheck.git", "vcs_info": {}}, ["iacheck[pdf]"]),
        (None, ["iacheck[pdf]"]),
    ],
)
def test_it_names_what_the_program_was_installed_from(
    record: Any, installed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "en mappe"
    folder.mkdir()
    (folder / "x.whl").touch()
    if record:
        record = {**record, "url": record["url"].replace("{folder}", folder.as_uri())}
    monkeypatch.setattr(metadata, "distribution", lambda _: Installed(record))
    monkeypatch.setattr(sys, "executable", "/a venv/bin/python")
    assert shlex.split(install("pdf")) == [
        "/a venv/bin/python", "-m", "pip", "install",
        *(part.replace("{path}", str(folder)) for part in installed),
    ]  # fmt: skip


def test_a_program_that_was_never_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    assert install("docs") == f'{sys.executable} -m pip install "iacheck[docs]"'


@pytest.mark.slow
def test_the_python_that_is_named_is_the_one_that_runs() -> None:
    """Its pip is asked, by the shell, and would take the command."""
    command = install("report").replace(" install ", " install --help ")
    assert subprocess.run(command, shell=True, capture_output=True, check=True).stdout  # noqa: S602
