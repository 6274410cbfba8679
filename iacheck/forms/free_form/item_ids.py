"""The ids of goals and activities: as a paper gives them, or made out of what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iacheck.forms.free_form.activity_fields import id_of_words
from iacheck.forms.free_form.drafts import DraftRecord

_BETWEEN_IDS = re.compile(r"\s*(?:[;,/&+\n]|\bog\b|\band\b)\s*")
_WRITTEN_ID = re.compile(r"[A-Za-z]{0,2}\d{1,3}")


def written_ids(text: str) -> Sequence[str]:
    """The parts of a text that names items by their ids: `m1` and `2` of `m1; 2`."""
    return [part for part in _BETWEEN_IDS.split(text) if part]


def are_ids(text: str) -> bool:
    """Whether a text names goals by ids such as `m1; 2`, and is none in words."""
    return all(_WRITTEN_ID.fullmatch(part) for part in written_ids(text))


def item_ids(
    records: Sequence[DraftRecord], name: str, *, is_numbered: bool = False
) -> Sequence[str]:
    """The ids of a list's items: their own, else numbers that tell them apart, else made."""
    for own in ("id", *(("number",) if is_numbered else ())):
        given = [str(record.values.get(own, "")) for record in records]
        is_told = all(one and one.isprintable() for one in given)
        if is_told and len(set(given)) == len(given):
            return given
    made: dict[str, int] = {}
    for record in records:
        id_ = id_of_words(str(record.values[name])) or "x"
        number, unique = made.get(id_, 1), id_
        while unique in made:
            number += 1
            unique = f"{id_}-{number}"
        made[id_] = number
        made.setdefault(unique, 1)
    return [*made]
