"""The words of the trade that a rule book adds to those of the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iacheck.checks.check import Mistake
from iacheck.checks.selection import Location
from iacheck.forms.free_form.written_words import shipped_words
from iacheck.language.hints import unknown_name
from iacheck.language.messages import message
from iacheck.language.names import normalise, words


def trade_word_mistakes(added: Mapping[str, Any]) -> Iterator[Mistake]:
    """Words that a book adds and that mean nothing, or something else already."""
    for name, value in added.items():
        yield from _mistakes(value, shipped_words()[name], ("trade_words", name))


def _mistakes(added: Any, known: Any, at: Location) -> Iterator[Mistake]:
    """What is wrong with words by meaning, or by list and meaning, or by language."""
    meanings = {
        normalise(text): name
        for name, spellings in known.items()
        if _is_by_language(spellings)
        for texts in spellings.values()
        for text in texts
    }
    for name, value in added.items():
        if isinstance(value, list):
            yield from _without_words(value, (*at, name))
        elif name not in known:
            told = message("There are no words for “{given}”", given=name)
            yield Mistake((*at, name), unknown_name(told, name, list(known)))
        elif not _is_by_language(known[name]):
            yield from _mistakes(value, known[name], (*at, name))
        else:
            yield from _mistakes(value, {}, (*at, name))
            yield from _known_otherwise(value, name, meanings, (*at, name))


def _is_by_language(known: Any) -> bool:
    return isinstance(known, Mapping) and all(isinstance(v, list) for v in known.values())


def _without_words(texts: list[str], at: Location) -> Iterator[Mistake]:
    for index, text in enumerate(texts):
        if not words(text) or not normalise(text):
            yield Mistake((*at, index), message("“{given}” holds no word", given=text))


def _known_otherwise(
    spellings: Mapping[str, list[str]], name: str, meanings: Mapping[str, str], at: Location
) -> Iterator[Mistake]:
    for lang, texts in spellings.items():
        for index, text in enumerate(texts):
            known = meanings.get(normalise(text), name)
            if known != name:
                told = message("“{given}” means “{known}” already", given=text, known=known)
                yield Mistake((*at, lang, index), told)
