"""Where the files that come with the program lie: the schemas and the rule books."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from iacheck.language.errors import CannotRun
from iacheck.language.messages import message

_PACKAGE = Path(__file__).parents[1]


def folder(name: Literal["schemas", "rules"]) -> Path:
    """The folder of that name: inside the installed package, else beside it in a checkout.

    Raises CannotRun if it is in neither place.
    """
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise CannotRun(
        message(
            "The folder “{name}”, which is part of the program, is missing; install iacheck anew",
            name=name,
        )
    )
