"""What people write in a cell of a form, and the value of the document that it stands for.

`read` and `written` are each other's inverse: `read(written(value)) == value` for every value
that the field's schema allows. A text that would be read as something else (the word “course”,
where that is not meant as the code; a blank one) is written between quotes, as JSON writes it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from iacheck.documents.field_types import FieldType
from iacheck.forms.days import read_day
from iacheck.forms.grids import Raw
from iacheck.forms.numbers import no_whole_number, read_whole
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.hints import with_hint
from iacheck.language.labels import WORDS
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, Message, message
from iacheck.language.names import nearest, normalise
from iacheck.language.periods import read_date
from iacheck.language.written_periods import period_in_words

# Spreadsheets keep fifteen digits of a number, and no day before this one rightly.
_EXACT = 10**15
_FIRST_DAY = datetime.date(1900, 3, 1)
_YES = frozenset({"x", "true", "sann"})
_NO = frozenset({"false", "usann"})
_FORMATS = ("year", "half-year", "period")
_BETWEEN_NUMBERS = re.compile(r"\s*(?:[;,/+&\n]|\bog\b|\band\b|\s)\s*")
_SUB_GOAL = re.compile(r"del-?mål|sub-?goals?", re.IGNORECASE)
_YEARS = re.compile(r"(?P<first>\d{4})\s*(?:-|–|til|to)\s*(?P<last>\d{4})")
_MOST_YEARS = 100
# Ids such as those that forms come with: “m1, m2” are two.
_IDS = re.compile(r"[a-z]\d+(?:\s*,\s*[a-z]\d+)+")


def read_cell(value: Raw, field_type: FieldType) -> Any:
    """The value of a field of this type; None for an empty cell.

    Raises Unreadable for what has no certain meaning.
    """
    if isinstance(value, Message):
        raise UnreadableCell(value)
    if isinstance(value, str) and not value.strip():
        return None
    if field_type.items is not None:
        return _read_list(value, field_type.items) or None
    if not isinstance(value, str):
        return _read_value(value, field_type)
    quoted = _text_in_quotes(value, field_type)
    return _READ[_sort(field_type)](value, field_type) if quoted is None else quoted


def cell_content(value: Any, field_type: FieldType, lang: Lang) -> Raw:
    """How the value is written in a cell, with codes in the words of a language."""
    if field_type.items is not None:
        return _written_list([_written_item(item, field_type.items, lang) for item in value])
    if isinstance(value, bool):
        return language(lang).value(value)
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    day = read_date(value) if field_type.format == "date" else None
    if day is not None:
        return day if day >= _FIRST_DAY else day.isoformat()
    return _written_text(value, field_type, lang)


def choices(field_type: FieldType, lang: Lang) -> tuple[str, ...]:
    """The values that may be chosen from, or are usual, in the words of a language."""
    codes = field_type.choices or field_type.examples
    if field_type.type == "boolean":
        return tuple(language(lang).value(value) for value in (True, False))
    return tuple(_word(code, lang) for code in codes)


def _sort(field_type: FieldType) -> str:
    if field_type.type in ("integer", "boolean"):
        return field_type.type
    if field_type.choices or field_type.examples:
        return "code"
    return field_type.format if field_type.format in (*_FORMATS, "date") else "text"


def _read_value(value: Raw, field_type: FieldType) -> Any:
    """The value of a cell that holds a number, a date or a truth value."""
    sort = _sort(field_type)
    if isinstance(value, bool):
        if sort == "boolean":
            return value
    elif isinstance(value, int | float):
        return _read_number(value, field_type, sort)
    elif isinstance(value, datetime.date):
        return _read_date(value, sort)
    raise UnreadableCell(_of_no_use(value, sort))


def _read_number(value: float, field_type: FieldType, sort: str) -> Any:
    if sort == "date":
        told = message("{given} is a number and no day; write the day like 01.07.2015", given=value)
        raise UnreadableCell(told)
    if not float(value).is_integer():
        raise UnreadableCell(no_whole_number(value) if sort == "integer" else _made_a_number(value))
    return int(value) if sort == "integer" else _READ[sort](str(int(value)), field_type)


def _read_date(value: datetime.date, sort: str) -> str:
    moment = value.isoformat(" ") if isinstance(value, datetime.datetime) else None
    if sort != "date":
        raise UnreadableCell(
            message(
                "The spreadsheet has made {given} a date; give the cell the format Text and write "
                "it anew",
                given=value.date() if isinstance(value, datetime.datetime) else value,
            )
        )
    return (value if moment is None else read_day(moment)).isoformat()


def _of_no_use(value: Raw, sort: str) -> Message:
    given = value if isinstance(value, bool) else str(value)
    if sort == "boolean":
        return message("“{given}” is neither yes nor no", given=given)
    return message("“{given}” is of a type that cannot stand here; write it as text", given=given)


def _made_a_number(value: float) -> Message:
    return message(
        "The spreadsheet has made {given} a number; give the cell the format Text and write it "
        "anew",
        given=value,
    )


def _read_text(text: str, field_type: FieldType) -> str:
    del field_type
    return text


def _read_code(text: str, field_type: FieldType) -> str:
    """The code that a word stands for; another word as it is, where others are allowed."""
    codes = _codes(field_type)
    code = codes.get(normalise(text))
    if code is not None:
        return code
    if not field_type.choices:
        return text
    words = [_word(known, lang) for known in field_type.choices for lang in LANGS]
    labels = [WORDS.get(str(known), known) for known in field_type.choices]
    told = message("“{given}” is no choice here", given=text)
    raise UnreadableCell(with_hint(told, nearest(text, words), labels))


def _read_boolean(text: str, field_type: FieldType) -> bool:
    del field_type
    form = normalise(text)
    for value, words in ((True, _YES), (False, _NO)):
        if form in words | {normalise(language(lang).value(value)) for lang in LANGS}:
            return value
    raise UnreadableCell(_of_no_use(text, "boolean"))


def _read_integer(text: str, field_type: FieldType) -> int:
    return read_whole(_SUB_GOAL.sub("", text) if field_type.choices else text)


def _read_day(text: str, field_type: FieldType) -> str:
    del field_type
    return read_day(text).isoformat()


def _read_period(text: str, field_type: FieldType) -> str:
    period = period_in_words(text)
    if period is None or field_type.format not in (period.length, "period"):
        told = (
            message("“{given}” is no year; write it like 2015", given=text)
            if field_type.format == "year"
            else message("“{given}” is no period; write 2015, 2012-H1 or 2012-H2", given=text)
        )
        raise UnreadableCell(told)
    return str(period)


_READ: Mapping[str, Callable[[str, FieldType], Any]] = {
    "text": _read_text,
    "code": _read_code,
    "boolean": _read_boolean,
    "integer": _read_integer,
    "date": _read_day,
    **dict.fromkeys(_FORMATS, _read_period),
}


def _read_list(value: Raw, item: FieldType) -> list[Any]:
    if isinstance(value, float) and not value.is_integer():
        value = str(value)  # 1,2 was two sub-goals, before the spreadsheet made it a number
    if not isinstance(value, str):
        return [read_cell(value, item)]
    if _sort(item) == "integer":
        return _read_numbers(value, item)
    if _IDS.fullmatch(value.strip()):
        value = value.replace(",", ";")
    parts = value.split("\n") if "\n" in value else value.split(";")
    return [read_cell(part.strip(), item) for part in parts if part.strip()]


def may_be_several(value: Raw, field_type: FieldType) -> bool:
    """Whether one entry of a list of free words may be meant as several: “kindergartens, hotels”.

    Where bodies are named, it does not matter: rules find several names in one text.
    """
    if field_type.items is None or not isinstance(value, str) or field_type.items.names:
        return False
    several = "," in value and ";" not in value and "\n" not in value
    several = several and not _IDS.fullmatch(value.strip())
    return several and _sort(field_type.items) == "text"


def _read_numbers(text: str, item: FieldType) -> list[int]:
    """Sub-goals or years, however they are parted; of years, `2015–2018` are four."""
    ranged = _YEARS.fullmatch(text.strip()) if item.format == "year" else None
    if ranged:
        first, last = int(ranged["first"]), int(ranged["last"])
        if first <= last < first + _MOST_YEARS:
            return list(range(first, last + 1))
    bare = _SUB_GOAL.sub("", text).strip(" \n\t;,.:")
    parts = [part for part in _BETWEEN_NUMBERS.split(bare) if part]
    if not parts or not all(part.isascii() and part.isdecimal() for part in parts):
        example = "2015; 2016" if item.format == "year" else "1; 3"
        raise UnreadableCell(
            message(
                "“{given}” is no list of numbers; part them with semicolons, such as {example}",
                given=text,
                example=example,
            )
        )
    return [int(part) for part in parts]


def _written_list(items: list[str]) -> str:
    if any(";" in item for item in items):
        return "\n".join(items) + ("\n" if len(items) == 1 else "")
    # A single item with a comma ends in a semicolon, so that it is not asked whether it is two.
    return "; ".join(items) + (";" if len(items) == 1 and "," in items[0] else "")


def _written_item(value: Any, field_type: FieldType, lang: Lang) -> str:
    if not isinstance(value, str) or _sort(field_type) == "integer":
        return str(value)  # a year may be written as a text too
    plain = value == value.strip() and "\n" not in value and "\r" not in value
    return (
        _written_text(value, field_type, lang) if plain else json.dumps(value, ensure_ascii=False)
    )


def _written_text(value: str, field_type: FieldType, lang: Lang) -> str:
    bare = _word(value, lang) if value in (*field_type.choices, *field_type.examples) else value
    return json.dumps(value, ensure_ascii=False) if _needs_quotes(value, bare, field_type) else bare


def _needs_quotes(value: str, bare: str, field_type: FieldType) -> bool:
    """Whether `bare`, standing alone, would be read as something else than `value`."""
    if not bare.strip():
        return True
    if _text_in_quotes(bare, field_type) is not None:
        return True
    try:
        return bool(_READ[_sort(field_type)](bare, field_type) != value)
    except UnreadableCell:
        return False


def _text_in_quotes(text: str, field_type: FieldType) -> str | None:
    """The text between quotes, where it could not have been written without them."""
    if len(text) < 2 or not (text.startswith('"') and text.endswith('"')):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    if not isinstance(value, str):
        return None
    plain = value == value.strip() and "\n" not in value and "\r" not in value
    return value if not plain or _needs_quotes(value, value, field_type) else None


def _codes(field_type: FieldType) -> Mapping[str, str]:
    """The codes by every word that people may know them by, normalised."""
    known = [str(code) for code in (*field_type.choices, *field_type.examples)]
    return {normalise(_word(code, lang)): code for code in known for lang in LANGS} | {
        normalise(code): code for code in known
    }


def _word(code: str | int, lang: Lang) -> str:
    word = WORDS.get(str(code))
    return str(code) if word is None else language(lang).say(word)
