"""Codes of documents in the words of people: `course` is “kurs”."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.documents.field_types import FieldType
from iacheck.forms.unreadable import UnreadableCell
from iacheck.language.hints import with_hint
from iacheck.language.labels import WORDS
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, message
from iacheck.language.names import nearest, normalise


def read_code(text: str, field_type: FieldType) -> str:
    """The code that a word stands for; another word as it is, where others are allowed.

    Raises UnreadableCell for another word, where none is.
    """
    codes = codes_by_word(field_type)
    code = codes.get(normalise(text))
    if code is not None:
        return code
    if not field_type.choices:
        return text
    words = [word_of(known, lang) for known in field_type.choices for lang in LANGS]
    labels = [WORDS.get(str(known), known) for known in field_type.choices]
    told = message("“{given}” is no choice here", given=text)
    raise UnreadableCell(with_hint(told, nearest(text, words), labels))


def codes_by_word(field_type: FieldType) -> Mapping[str, str]:
    """The codes by every word that people may know them by, normalised."""
    known = [str(code) for code in (*field_type.choices, *field_type.examples)]
    return {normalise(word_of(code, lang)): code for code in known for lang in LANGS} | {
        normalise(code): code for code in known
    }


def word_of(code: str | int, lang: Lang) -> str:
    """The word for a code in a language; the code itself, where there is none."""
    word = WORDS.get(str(code))
    return str(code) if word is None else language(lang).say(word)
