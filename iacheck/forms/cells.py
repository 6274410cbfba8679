"""What people write in a cell of a form, and the value of the document that it stands for.

`read` and `written` are each other's inverse: `read(written(value)) == value` for every value
that the field's schema allows. A text that would be read as something else (the word “course”,
where that is not meant as the code; a blank one) is written between quotes, as JSON writes it.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from iacheck.cases.council_names import county_number
from iacheck.documents.field_types import FieldType
from iacheck.forms.codes import codes_by_word, read_code, word_of
from iacheck.forms.days import read_day
from iacheck.forms.grids import Raw
from iacheck.forms.number_lists import read_numbers, without_sub_goal
from iacheck.forms.numbers import no_whole_number, read_whole
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.content import has_content, has_content_applicable
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, Message, message
from iacheck.language.names import normalise, without_invisible
from iacheck.language.periods import read_date
from iacheck.language.written_periods import period_in_words

# Spreadsheets keep fifteen digits of a number, and no day before this one rightly.
_EXACT = 10**15
_FIRST_DAY = datetime.date(1900, 3, 1)
_YES = frozenset({"x", "true", "sann", "✓", "✔", "√", "☑"})
_NO = frozenset({"false", "usann"})
_FORMATS = ("year", "half-year", "period")
_COUNTY = "county-number"
# Ids such as those that forms come with: “m1, m2” are two.
_ID = re.compile(r"\s*[a-z]\d+\s*")


def read_cell(value: Raw, field_type: FieldType) -> Any:
    """The value of a field of this type; None for a cell that says nothing: a dash, “n/a”.

    Raises UnreadableCell for what has no certain meaning.
    """
    if isinstance(value, Message):
        raise UnreadableCell(value)
    if isinstance(value, str) and _sort(field_type.items or field_type) not in ("text", "code"):
        value = without_invisible(value)
    if field_type.items is not None:
        return _read_list(value, field_type.items) or None
    if not isinstance(value, str):
        return _read_value(value, field_type)
    quoted = _text_in_quotes(value, field_type)
    if quoted is not None:
        return quoted
    if _says_nothing(value, field_type):
        return None
    return _READ[_sort(field_type)](value, field_type)


def is_empty(value: Raw, field_type: FieldType) -> bool:
    """Whether a cell says nothing; one that cannot be read says something."""
    try:
        return read_cell(value, field_type) is None
    except UnreadableCell:
        return False


def _says_nothing(text: str, field_type: FieldType) -> bool:
    """Whether a text stands for nothing where a value of this type is asked for.

    A choice says something, whatever it is called (“n/a”); and where no running text is asked for,
    so does a sign that may be meant: `✓`.
    """
    sort = _sort(field_type)
    if sort == "code" and text.strip() and normalise(text) in codes_by_word(field_type):
        return False
    if sort == "text" or (sort == "code" and not field_type.choices):
        return not has_content(text)
    return not has_content_applicable(text) and not any(map(_is_symbol, text))


def _is_symbol(character: str) -> bool:
    """Whether it is a symbol, and no dash: neither punctuation nor a minus."""
    return unicodedata.category(character).startswith("S") and character != "\u2212"


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
    return tuple(word_of(code, lang) for code in codes)


def _sort(field_type: FieldType) -> str:
    if field_type.type in ("integer", "boolean"):
        return field_type.type
    if field_type.choices or field_type.examples:
        return "code"
    return field_type.format if field_type.format in (*_FORMATS, "date", _COUNTY) else "text"


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


def _read_boolean(text: str, field_type: FieldType) -> bool:
    del field_type
    form = normalise(text)
    for value, words in ((True, _YES), (False, _NO)):
        if form in words | {normalise(language(lang).value(value)) for lang in LANGS}:
            return value
    raise UnreadableCell(_of_no_use(text, "boolean"))


def _read_integer(text: str, field_type: FieldType) -> int:
    return read_whole(without_sub_goal(text) if field_type.choices else text)


def _read_day(text: str, field_type: FieldType) -> str:
    del field_type
    return read_day(text).isoformat()


def _read_county(text: str, field_type: FieldType) -> str:
    del field_type
    number = text.strip().zfill(2) if text.strip().isdecimal() else county_number(text)
    if number is None or len(number) != 2:
        told = message(
            "“{given}” is no county; write its number or name, such as 04 or Hedmark", given=text
        )
        raise UnreadableCell(told)
    return number


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
    "code": read_code,
    "boolean": _read_boolean,
    "integer": _read_integer,
    "date": _read_day,
    _COUNTY: _read_county,
    **dict.fromkeys(_FORMATS, _read_period),
}


def _read_list(value: Raw, item: FieldType) -> list[Any]:
    if isinstance(value, float) and not value.is_integer():
        value = str(value)  # 1,2 was two sub-goals, before the spreadsheet made it a number
    if not isinstance(value, str):
        return [read_cell(value, item)]
    if _sort(item) == "integer":
        return read_numbers(value, item)
    if _are_ids(value) or item.format == _COUNTY:
        value = value.replace(",", ";")
    parts = value.split("\n") if "\n" in value else value.split(";")
    read = (read_cell(part.strip(), item) for part in parts)
    return [part for part in read if part is not None]


def _are_ids(text: str) -> bool:
    """Whether a text lists ids between commas; what says nothing beside them is none."""
    parts = text.split(",")
    said = (part for part in parts if has_content(part))
    return len(parts) > 1 and ";" not in text and all(map(_ID.fullmatch, said))


def may_be_several(value: Raw, field_type: FieldType) -> bool:
    """Whether one entry of a list of free words may be meant as several: “kindergartens, hotels”.

    Where bodies are named, it does not matter: rules find several names in one text.
    """
    if field_type.items is None or not isinstance(value, str) or field_type.items.names:
        return False
    several = "," in value and ";" not in value and "\n" not in value
    several = several and not _are_ids(value)
    return several and _sort(field_type.items) == "text"


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
    bare = word_of(value, lang) if value in (*field_type.choices, *field_type.examples) else value
    return json.dumps(value, ensure_ascii=False) if _needs_quotes(value, bare, field_type) else bare


def _needs_quotes(value: str, bare: str, field_type: FieldType) -> bool:
    """Whether `bare`, standing alone, would be read as something else than `value`."""
    if _says_nothing(bare, field_type) or _text_in_quotes(bare, field_type) is not None:
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
