"""What stands behind the name of an activity without a label: `Jobbmesse, 22.9.15. 55 000 kr.`"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from iacheck.forms.days import read_day
from iacheck.forms.free_form.drafts import DraftRecord
from iacheck.forms.free_form.field_values import FieldReader
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.periods_in_words import is_period
from iacheck.forms.times import Time, read_time
from iacheck.forms.unreadable import UnreadableCell, WrongDay

_BODIES = ("responsible", "partners")
_TIMES = frozenset({"time", "when", "start", "end", "deadline"})
_AMOUNTS = frozenset({"money", "budget_nok", "cost_nok"})
_COUNT = r"\d{1,3}(?:[ .\u00a0]\d{3})+|\d{1,7}"
# “55 000 kr”, “kr 55.000,-”; a number alone may be of anything.
_AMOUNT = re.compile(
    rf"(?:\A|[\s,.;(–-])(?P<said>(?:kr\.?|NOK)\s*(?:{_COUNT})(?:\s?,-)?"
    rf"|(?<![\d.,])(?:{_COUNT})(?:\s*(?:kr|kroner|NOK)|\s?,-))\Z",
    re.IGNORECASE,
)
_PARTICIPANTS = re.compile(
    r"(?:\A|[\s,.;(–-])(?P<said>\d{1,5} (?:deltakere|deltakarar|deltagere|participants))\Z",
    re.IGNORECASE,
)
_STARTS = re.compile(r"(?:(?<=\s)|(?<=\())(?=[^\W_])")
_AFTER_SIGN = re.compile(r"(?:[,;(–-]|(?<!\d)\.)\s*\Z")
_SIGNS = " \t\n,.;:()–—-"
# “, ansvarlig KS, LO og NAV Hedmark”, “ – i samarbeid med NHO”
_LABEL_AND_NAMES = re.compile(
    r"(?:[,;(]|\s[–-])\s*(?P<label>(?i:[a-zæøå]+)(?: [a-zæøå]+){0,2})\.? "
    r"(?P<said>[A-ZÆØÅ][^.:;,()\d]*(?:, ?[A-ZÆØÅ][^.:;,()\d]*)*)\Z"
)
# No two days are written in more words.
_MOST_WORDS = 12
_ON = re.compile(r"\s(?:den|on)\Z", re.IGNORECASE)
# A name does not end so: “Markering av 1. mai 2016”.
_UNFINISHED = re.compile(
    r"(?:\A|\s)(?:av|for|fra|frå|før|etter|og|i|innen|med|om|på|siden|til|ved|of|for|from|since|and)\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:av|for|fra|frå|mot|om|about|from|of)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")


# The name without its tail, and what that says; None where it has none.
_FindTail = Callable[[str], "tuple[str, str] | None"]


def take_tail(record: DraftRecord, values: FieldReader, words: TradeWords) -> None:
    """Read a time, an amount, a number of participants, and bodies behind a record's name.

    What its column or a label is asked for stays in the name, and so does what has other words
    around it, or may be told of what was cancelled.
    """
    title = str(record.values.get("title", ""))
    if words.may_be_not_carried_out(title):
        return
    tails: tuple[tuple[str, frozenset[str], _FindTail], ...] = (
        ("participants", frozenset({"participants"}), _participants),
        ("money", _AMOUNTS, _amount),
        ("time", _TIMES, _time),
        *(
            (field, frozenset({field}), partial(_bodies, field=field, words=words))
            for field in _BODIES
        ),
    )
    left = {field: (asked, find) for field, asked, find in tails if not asked & record.asked}
    while found := next(
        ((field, tail) for field, (_, find) in left.items() if (tail := find(title))), None
    ):
        field, (name, said) = found
        del left[field]
        values.fill(record, ColumnMeaning(field, table="activities"), said, record.places["title"])
        title = name
        record.put("title", title, record.places["title"])


def _amount(title: str) -> tuple[str, str] | None:
    return _match(_AMOUNT, title)


def _participants(title: str) -> tuple[str, str] | None:
    return _match(_PARTICIPANTS, title)


def _match(form: re.Pattern[str], title: str) -> tuple[str, str] | None:
    bare = title.rstrip(" .;)")
    match = form.search(bare)
    return _name(bare[: match.start("said")], match["said"]) if match else None


def _bodies(title: str, *, field: str, words: TradeWords) -> tuple[str, str] | None:
    """The name, and the bodies behind a label without a colon: `Messe, ansvarlig NHO og NAV`."""
    bare = title.rstrip(" .;)")
    for label in _LABEL_AND_NAMES.finditer(bare):
        column = words.column(label["label"], "activities")
        if column is not None and column.field == field:
            return _name(bare[: label.start("label")], label["said"])
    return None


def _time(title: str) -> tuple[str, str] | None:
    """The name, and the longest time at its end.

    Without a sign between them it is one day, and not behind “Informasjon om avtalen”.
    """
    bare = title.rstrip(" .;)")
    starts = [match.start() for match in _STARTS.finditer(bare)][-_MOST_WORDS:]
    for start in starts:
        said, before = bare[start:], bare[:start]
        is_parted = _AFTER_SIGN.search(before) is not None
        time = _exact(said)
        if time is not None and (
            is_parted or (time.start == time.end and not _ABOUT.search(before))
        ):
            return _name(before, said)
        if is_parted and (is_period(said) or _is_wrong_day(said)):
            return _name(before, said)
    return None


def _exact(said: str) -> Time | None:
    try:
        time = read_time(said, "when")
    except UnreadableCell:
        return None
    return time if time.when is None and (time.start or time.end) else None


def _is_wrong_day(said: str) -> bool:
    """Whether it is meant as a day, and there is none such, which is to be told."""
    try:
        read_day(said)
    except WrongDay:
        return True
    except UnreadableCell:
        return False
    return False


def _name(before: str, said: str) -> tuple[str, str] | None:
    name = _ON.sub("", before.rstrip(_SIGNS)).rstrip(_SIGNS)
    is_name = _LETTERS.search(name) is not None and _UNFINISHED.search(name) is None
    # “Kurs (NAV og LO, april)”
    closed = f"{name})" if name.count("(") > name.count(")") else name
    return (closed, said) if is_name else None
