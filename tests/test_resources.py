from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from iacheck.language import resources
from iacheck.language.errors import CannotRun


@pytest.mark.parametrize("name", ["schemas", "rules"])
def test_in_a_checkout_the_folders_lie_beside_the_package(
    name: Literal["schemas", "rules"],
) -> None:
    assert resources.folder(name) == Path(__file__).parents[1] / name


def test_in_an_installed_package_they_lie_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "iacheck"
    inside = package / "data" / "schemas"
    inside.mkdir(parents=True)
    # Another package's folder of that name, in the same site-packages.
    (tmp_path / "schemas").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.folder("schemas") == inside


def test_a_missing_folder_stops_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "iacheck")
    with pytest.raises(CannotRun) as stop:
        resources.folder("rules")
    (problem,) = stop.value.problems
    assert problem.message.values == {"name": "rules"}
