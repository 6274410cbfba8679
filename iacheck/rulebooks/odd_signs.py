"""Signs in a rule book that look like others and mean something else, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from iacheck.language.messages import Message, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers.text.yaml_mistakes import ODD_SPACES, odd_space

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Invisible signs beside the spaces: joiners, direction marks, soft hyphens.
_UNSEEN = f"[{ODD_SPACES}\u00ad\u200b-\u200f\u2060\ufeff]"
_AT_END = re.compile(f"^{_UNSEEN}|{_UNSEEN}$")
_MARKS = "\u201c\u201d\u201e\u2018\u2019"
_QUOTED = re.compile(f"[{_MARKS}][^{_MARKS}]*[{_MARKS}]")
# What æ, ø, å and quotation marks become where UTF-8 is read as another encoding.
# Thousands as they are parted in Norwegian; no decimals end so.
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.000")
_MISREAD = re.compile(
    "Ã[\u00a5\u00a6\u00b8\u2026\u02dc\u2020\u0085\u0098\u0086]|â€[\u0153\u009d\u2122\u201c\u201d]|Â[«»]"
)


def odd_signs(text: str) -> Iterator[Problem]:
    """Every odd sign of a text that can be read as YAML, with its place."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            found = (None if event.style else _of_plain(event)) or _misread(event)
            if found is not None:
                yield found


def _of_plain(event: yaml.ScalarEvent) -> Problem | None:
    """A text without quotation marks, or between such as YAML does not know."""
    odd = _AT_END.search(event.value)
    if odd is not None:
        if odd.start() == 0:
            return _problem(odd_space(odd[0]), event.start_mark)
        return _problem(odd_space(odd[0]), event.end_mark, before=1)
    if _QUOTED.fullmatch(event.value):
        told = message(
            "{sign} is a quotation mark of printed text, which belongs to what it stands around; "
            'write " instead',
            sign=event.value[0],
        )
        return _problem(told, event.start_mark)
    if event.value.endswith('"') and event.value.count('"') == 1:
        told = message(
            "a quotation mark closes here that was never opened; open it, or take it out"
        )
        return _problem(told, event.end_mark, before=1)
    if _THOUSANDS.fullmatch(event.value):
        told = message(
            "{given} is read as {number}, with decimals; write a number without signs between its "
            "digits",
            given=event.value,
            number=str(int(float(event.value))),
        )
        return _problem(told, event.start_mark)
    return None


def _misread(event: yaml.ScalarEvent) -> Problem | None:
    found = _MISREAD.search(event.value)
    if found is None:
        return None
    told = message(
        "“{given}” is what a letter becomes where UTF-8 is read as another encoding; write the "
        "letter anew, and save the file as UTF-8",
        given=found[0],
    )
    return _problem(told, event.start_mark)


def _problem(told: Message, mark: Any, before: int = 0) -> Problem:
    """A problem so many characters before a place."""
    place = None if mark is None else Place(mark.line + 1, column=mark.column + 1 - before)
    return Problem(told, place=place)
