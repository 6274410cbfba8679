"""Texts in the YAML of rules and rule books of which an editor can check the form."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from iacheck.checks.yaml_model import Mark, NotAllowed, Texts
from iacheck.language.messages import LocalText, Message, message
from iacheck.language.periods import read_date, read_period


def must_be(expected: Message, test: Callable[[str], object]) -> Mark:
    """A validator that refuses texts which fail a test; `expected` says what is wanted."""

    def validate(text: str) -> str:
        if not test(text):
            raise NotAllowed(message("“{given}” is not {expected}", given=text, expected=expected))
        return text

    return Mark("AfterValidator", validate)


def _text(pattern: str) -> Mark:
    """What an editor can check of it."""
    return Mark("WithJsonSchema", {"type": "string", "pattern": pattern})


_IDENTIFIER = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Identifier = Annotated[
    str,
    must_be(
        message("small letters a–z and digits, with hyphens between words"),
        re.compile(_IDENTIFIER[1:-1], re.ASCII).fullmatch,
    ),
    _text(_IDENTIFIER),
]
PeriodText = Annotated[
    str,
    must_be(message("a year or half-year, such as 2015 or 2012-H1"), read_period),
    _text(r"^[0-9]{4}(-H[12])?$"),
]
DayText = Annotated[
    str,
    must_be(message("a day that exists, such as 2015-02-10"), read_date),
    _text(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
]


def local_text(texts: Texts | None) -> LocalText | None:
    """The texts as a value of the program; None stays None."""
    return texts.local if texts else None
