"""What is installed is pinned: `constraints.txt` holds every requirement of `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HEADER, *LINES = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
PINS = [Requirement(line) for line in LINES]
PYTHONS = re.findall(r"\d+\.\d+", HEADER)
BUILD = PROJECT["build-system"]["requires"]
DIRECT = [
    Requirement(written)
    for list_ in (
        PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"].values(),
        BUILD,
    )
    for written in list_
    if not written.startswith("iacheck[")
]


def is_for(requirement: Requirement, python: str) -> bool:
    """Whether it is for this Python, on Linux."""
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    system = {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}
    return requirement.marker is None or requirement.marker.evaluate(here | system)


def versions(name: str, python: str) -> list[str]:
    """What is pinned of a package for a Python on Linux."""
    return [
        str(pin.specifier)
        for pin in PINS
        if canonicalize_name(pin.name) == canonicalize_name(name) and is_for(pin, python)
    ]


def test_pins_are_exact_versions() -> None:
    assert [str(pin) for pin in PINS if not re.fullmatch(r"==[\w.]+", str(pin.specifier))] == []
    assert len(PYTHONS) > 3


@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_is_pinned_once_to_a_version_that_it_admits(python: str) -> None:
    assert [
        f"{required}: {pinned}"
        for required in DIRECT
        if is_for(required, python)
        if len(pinned := versions(required.name, python)) != 1
        or not required.specifier.contains(pinned[0].removeprefix("=="))
    ] == [], "run: .ci/pin"


@pytest.mark.parametrize("python", PYTHONS)
def test_the_isolated_build_has_the_same_versions(python: str) -> None:
    """`-c constraints.txt` does not reach it."""
    required = [Requirement(written) for written in BUILD]
    assert {"babel", "editables", "hatchling", "pydantic", "pyyaml"} <= {
        requirement.name for requirement in required
    }
    assert {requirement.name: [str(requirement.specifier)] for requirement in required} == {
        requirement.name: versions(requirement.name, python) for requirement in required
    }, "run: .ci/pin"


def test_the_commands_of_the_readme_install_what_is_pinned() -> None:
    commands = re.findall(r"pip install .*", (ROOT / "README.md").read_text("utf-8"))[:2]
    assert all("install -q -c constraints.txt " in command for command in commands), commands
