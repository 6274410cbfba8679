"""Columns of a table that tell sub-goals: one for each, with ticks, and one of areas of work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from iacheck.forms.free_form.drafts import DraftRecord
from iacheck.forms.free_form.field_values import raw_text
from iacheck.forms.free_form.outline import begins_with_sub_goal
from iacheck.forms.free_form.trade_words import HeadingMeaning
from iacheck.forms.grids import Cell, Grid, Raw, shared_cell
from iacheck.forms.sub_goals import (
    read_sub_goals,
    sub_goal_of_subject,
    sub_goals_named,
)
from iacheck.forms.unreadable import UnreadableCell
from iacheck.forms.value_words import value_words
from iacheck.language.messages import message
from iacheck.language.names import normalise

_BLANKS = frozenset({"", "-", "–", "—", "0", "☐", "□", "◻"})
_TICKS = frozenset({"•", "●", "■", "*"})
# `D1 | D2 | D3`, all three of them.
_SHORT = re.compile(r"D\.?\s?([123])")
_YEAR = re.compile(r"(20\d\d)")
_NUMBERS = {"1": 1, "2": 2, "3": 3}
# A cell that is longer is no heading of a column.
_LONGEST = 80
# One alone is a column of something else, with the sub-goal in its heading.
_FEWEST = 2


def tick_columns(row: Mapping[int, Cell]) -> Mapping[int, int]:
    """The sub-goal of each column whose heading is one: `DM 1 | DM 2 | DM 3`."""
    found: dict[int, int] = {}
    for at, cell in row.items():
        text = raw_text(cell.value)
        named = sub_goals_named(text) if len(text) <= _LONGEST else ()
        if len(named) == 1 and begins_with_sub_goal(text, HeadingMeaning(None, named)):
            (found[at],) = named
    short = {
        at: int(match[1])
        for at, cell in row.items()
        if (match := _SHORT.fullmatch(raw_text(cell.value).strip())) is not None
    }
    return _if_several(found) or (short if sorted(short.values()) == [1, 2, 3] else {})


def tick_columns_below(row: Mapping[int, Cell], at: int) -> Mapping[int, int]:
    """The same of a second row: `1 | 2 | 3` below a heading of sub-goals that stands at `at`."""
    found: dict[int, int] = {}
    while at in row:
        text = raw_text(row[at].value)
        number = _NUMBERS.get(text.strip(" .")) or sub_goal_of_subject(text)
        if number is None:
            break
        found[at] = number
        at += 1
    return _if_several(found) or tick_columns(row)


def _if_several(found: Mapping[int, int]) -> Mapping[int, int]:
    is_each_once = len(set(found.values())) == len(found)
    return found if len(found) >= _FEWEST and is_each_once else {}


def take_ticks(record: DraftRecord, grid: Grid, number: int, ticks: Mapping[int, int]) -> None:
    """Give a row's record the sub-goals that are ticked in it; what is no tick is in doubt."""
    ticked: list[int] = []
    for at, sub_goal in ticks.items():
        record.asked.add("sub_goals")
        record.places.setdefault("sub_goals", grid.place_of(number, at))
        cell = shared_cell(grid, number, at)
        is_ticked = cell is None or is_tick(cell.value, sub_goal)
        if cell is None or is_ticked is False:
            continue
        if is_ticked is None:
            text = raw_text(cell.value)
            told = message("“{given}” is no tick; write x below each sub-goal meant", given=text)
            record.doubt("sub_goals", told, cell.place, text)
            return
        ticked.append(sub_goal)
    if ticked and "sub_goals" not in record.values:
        record.put("sub_goals", tuple(sorted(ticked)), record.places["sub_goals"])


def is_tick(value: Raw, number: int = 0) -> bool | None:
    """Whether a cell is ticked, also by its column's `number`; None where that cannot be told."""
    if isinstance(value, bool):
        return value
    text = raw_text(value).strip()
    answers = value_words().answers
    if text in _TICKS or text == str(number) or normalise(text) in map(normalise, answers.yes):
        return True
    return False if text in _BLANKS or normalise(text) in map(normalise, answers.no) else None


def is_of_other_years(
    row: Mapping[int, Cell], others: Mapping[int, Cell], years: frozenset[int]
) -> bool:
    """Whether a row is ticked below years (`2015 | 2016 | 2017`), and below none of these."""
    below = {
        int(year[1]): is_tick(row[at].value)
        for at, cell in others.items()
        if at in row and (year := _YEAR.fullmatch(raw_text(cell.value).strip())) is not None
    }
    ticked = {year for year, is_ticked in below.items() if is_ticked}
    return bool(years and ticked) and years.isdisjoint(ticked) and None not in below.values()


def tell_sub_goals(texts: Iterable[str]) -> bool:
    """Whether each of the cells of a column of areas of work names sub-goals for certain."""
    several = list(texts)
    try:
        return bool(several) and all(map(read_sub_goals, several))
    except UnreadableCell:
        return False
