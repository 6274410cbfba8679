"""What a number in a cell of a workbook means: its format makes it a date, a time or a share."""

from __future__ import annotations

import datetime
import math
import re
from typing import Literal

from iacheck.forms.grids import Raw
from iacheck.language.messages import message

Meaning = Literal["number", "percent", "day", "part of a day", "time", "duration"]

# Formats that every workbook has without saying so; ECMA-376, part 1, 18.8.30. Those of
# East Asian languages are all of whole dates.
_BUILT_IN: dict[int, Meaning] = {
    9: "percent",
    10: "percent",
    **dict.fromkeys((14, 15, 22, *range(27, 37), *range(50, 59)), "day"),
    **dict.fromkeys((16, 17), "part of a day"),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "time"),
    46: "duration",
}
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
# Texts, escaped characters, gaps, fillers, and colours, conditions, currencies, languages.
_LITERAL = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|AM/PM|A/P|General', re.IGNORECASE | re.DOTALL
)
# The largest whole number up to which every whole number can be told from the next.
_LARGEST = 2**53
_LAST_DAY = 2_958_465  # 31 December 9999
# Spreadsheets take 1900 for a leap year, so that day 60 is a day that never was.
_NEVER = 60
_DAYS_TO_1904 = 1462
_SECONDS = 86_400


def number_meaning(number: int, code: str | None) -> Meaning:
    """What cells of this format hold; `code` is given for a format of the workbook's own."""
    if code is None:
        return _BUILT_IN.get(number, "number")
    if _DURATION.search(code):
        return "duration"
    shown = _LITERAL.sub("", code).partition(";")[0].casefold()
    if "d" in shown and "y" in shown:
        return "day"
    has_time = "h" in shown or "s" in shown
    # Beside hours or seconds, `m` stands for minutes.
    if "d" in shown or "y" in shown or ("m" in shown and not has_time):
        return "part of a day"
    if has_time:
        return "time"
    return "percent" if "%" in shown else "number"


def number_value(written: str, means: Meaning, *, since_1904: bool) -> Raw:
    """The value of a cell that holds a number; raises ValueError if it is none."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    if means == "percent":
        return f"{int_if_whole(round(number * 100, 10))} %".replace(".", ",")
    if means == "number":
        return int_if_whole(number)
    # To the nearest second: that no time is exact shows in no program.
    days, seconds = divmod(round(number * _SECONDS), _SECONDS)
    if means == "duration" and days >= 0:
        return _duration(days * _SECONDS + seconds)
    if means == "time" and days == 0:
        return (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time()
    return _date(days, seconds, means, since_1904=since_1904)


def int_if_whole(number: float) -> int | float:
    """The number, as an int where it is whole."""
    return int(number) if number.is_integer() and abs(number) <= _LARGEST else number


def _date(days: int, seconds: int, means: Meaning, *, since_1904: bool) -> Raw:
    last = _LAST_DAY - _DAYS_TO_1904 if since_1904 else _LAST_DAY
    if not (0 if since_1904 else 1) <= days <= last or (days == _NEVER and not since_1904):
        return message(
            "The cell is set to show a date, but holds the number {number}, which is none; "
            "write the date anew",
            number=int_if_whole(round(days + seconds / _SECONDS, 5)),
        )
    if since_1904:
        first = datetime.datetime(1904, 1, 1)
    else:
        first = datetime.datetime(1899, 12, 31 if days < _NEVER else 30)
    moment = first + datetime.timedelta(days, seconds)
    if means != "day":
        return message(
            "The cell holds {date}, but shows only a part of it; if it is a date, write it with "
            "day, month and year, and if not, set the cell's format to text and write it anew",
            date=moment.date(),
        )
    return moment if seconds else moment.date()


def _duration(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
