"""The container file and the unit of systemd, against what they copy, install and start."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from iacheck.cli.serve import serve_command

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "server"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def instructions() -> list[tuple[str, str]]:
    """What the container file says to do, each with what with."""
    text = (FOLDER / "Containerfile").read_text("utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def unit() -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment, method-assign]
    parsed.read_string((FOLDER / "iacheck.service").read_text("utf-8"))
    return parsed


def entrypoint() -> list[str]:
    (words,) = (json.loads(given) for name, given in instructions() if name == "ENTRYPOINT")
    return [*words]


def test_the_image_that_all_is_made_of_is_one_that_the_packages_are_pinned_for() -> None:
    (base,) = (given for name, given in instructions() if name == "ARG")
    found = re.fullmatch(r"BASE=docker\.io/library/python:(\d+\.\d+)\.\d+-\S+@sha256:\w{64}", base)
    assert found
    pinned_for = (ROOT / "constraints.txt").read_text("utf-8").splitlines()[0]
    assert found[1] in re.findall(r"\d+\.\d+", pinned_for)
    assert {given.split()[0] for name, given in instructions() if name == "FROM"} == {"${BASE}"}


def test_all_that_a_build_needs_is_copied_and_nothing_else() -> None:
    copied = {
        source.rstrip("/")
        for name, given in instructions()
        if name == "COPY" and "--from" not in given
        for source in given.split()[:-1]
    }
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert copied == {
        "pyproject.toml",
        "hatch_build.py",
        "constraints.txt",
        PROJECT["project"]["readme"],
        *PROJECT["project"]["license-files"],
        *wheel["packages"],
        *wheel["force-include"],
        *{"/".join(Path(page).parts[:2]) for page in wheel["shared-data"]},
    }
    assert all((ROOT / source).exists() for source in copied)


def test_the_extras_that_it_installs_are_those_of_the_project() -> None:
    (installed,) = (given for name, given in instructions() if name == "RUN" and "pip" in given)
    found = re.search(r"pip install --no-cache-dir -c constraints\.txt '\.\[([\w,]+)\]'", installed)
    assert found
    assert {*found[1].split(",")} <= {*PROJECT["project"]["optional-dependencies"]}


def test_what_runs_is_nobody_in_particular() -> None:
    (user,) = (given for name, given in instructions() if name == "USER")
    assert [name for name, _ in instructions()].index("USER") > 5
    made = [given for _, given in instructions() if given.startswith("useradd --system ")]
    assert [given.split()[-1] for given in made] == [user]
    assert unit()["Service"]["DynamicUser"] == "yes"


@pytest.mark.parametrize("words", [entrypoint(), shlex.split(unit()["Service"]["ExecStart"])])
def test_what_is_started_is_the_server_with_options_that_it_has(words: list[str]) -> None:
    assert words[:2] == ["/opt/iacheck/bin/iacheck", "serve"]
    assert any("/opt/iacheck" in given for name, given in instructions() if name == "COPY")
    with click.Context(serve_command) as context:
        serve_command.parse_args(context, words[2:])
    assert context.params["allowed"] or context.params["host"] == "0.0.0.0"  # noqa: S104
