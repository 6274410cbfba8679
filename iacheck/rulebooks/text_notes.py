"""Texts in three languages that say the same in two of them, or not the same in all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from iacheck.checks.check import Mistake
from iacheck.language.messages import LANGS, message

Location = tuple[str | int, ...]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\w+")
# Words that are bokmål and no nynorsk, and how such words end.
# fmt: off
_BOKMAL = frozenset({
    "annen", "annet", "bare", "ble", "blitt", "dekker", "dem", "dere", "deres", "en", "et",
    "finner", "flere", "fortsatt", "fra", "fremdeles", "fylker", "følger", "gir", "gis",
    "gjaldt", "gjelder", "gjør", "hva", "hvem", "hver", "hverken", "hvert", "hvilke", "hvilken",
    "hvilket", "hvis", "hvor", "hvordan", "hvorfor", "ikke", "innen", "jobber", "kommer",
    "krever", "leser", "mangler", "mer", "mye", "måned", "måneder", "noe", "noen", "samme",
    "selv", "sender", "setter", "skriver", "sånn", "trenger", "uke", "uker", "uten", "velger",
    "vet", "være", "vært", "årets",
})
# fmt: on
_BOKMAL_ENDINGS = ("ene", "teter", "inger", "sjoner", "eres", "elser")


def text_notes(value: Any, at: Location = ()) -> Iterator[Mistake]:
    """What is odd about the texts in three languages in a file, with their places."""
    if isinstance(value, Mapping):
        if set(value) == set(LANGS) and all(isinstance(text, str) for text in value.values()):
            yield from _notes_of(value, at)
        else:
            for name, part in value.items():
                yield from text_notes(part, (*at, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from text_notes(part, (*at, index))


def _notes_of(texts: Mapping[str, str], at: Location) -> Iterator[Mistake]:
    if texts["nn"] == texts["nb"] and (word := _bokmal_word(texts["nn"])):
        told = message(
            "The text in nynorsk is that in bokmål (“{word}”); write it in nynorsk", word=word
        )
        yield Mistake((*at, "nn"), told)
    if texts["en"] == texts["nb"] and _is_norwegian(texts["en"]):
        yield Mistake((*at, "en"), message("The text in English is that in bokmål; write it anew"))
    filled = {lang: set(_PLACEHOLDER.findall(text)) for lang, text in texts.items()}
    for name in sorted(set().union(*filled.values())):
        without = [lang for lang in LANGS if name not in filled[lang]]
        for lang in without:
            told = message(
                "The placeholder {placeholder} stands in another language and not here; write it "
                "here too, or leave it out there",
                placeholder=f"{{{name}}}",
            )
            yield Mistake((*at, lang), told)


def _bokmal_word(text: str) -> str | None:
    """The first word of a text that is no nynorsk."""
    for word in _WORD.findall(_PLACEHOLDER.sub(" ", text)):
        small = word.casefold()
        if small in _BOKMAL or (len(small) > 5 and small.endswith(_BOKMAL_ENDINGS)):
            return str(word)
    return None


def _is_norwegian(text: str) -> bool:
    return bool(_bokmal_word(text)) or bool(re.search("[æøåÆØÅ]", text))
