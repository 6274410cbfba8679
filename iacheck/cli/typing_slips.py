"""What people type, or paste from Word, that no program takes as they mean it: told before it runs.

A long dash for hyphens, and names of several words without quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from iacheck.language.errors import WrongUse
from iacheck.language.hints import with_hint
from iacheck.language.messages import Message, message
from iacheck.language.written_periods import period_in_words

# An option whose hyphens a text program has turned into a long dash.
_LONG_DASH = re.compile(
    r"(?P<dashes>[-\u2010-\u2015\u2212]*[\u2010-\u2015\u2212]-*)(?P<name>[^\W\d].*)"
)
# As many words as a name has, or a day or half-year.
_MOST_WORDS = 8
_FILES = re.compile(r"\.[A-Za-z]{2,5}")


def refuse_slips(arguments: Sequence[str]) -> None:
    """Raises WrongUse, with what was meant, where something is written so that it misses."""
    for told in (*_long_dashes(arguments), *_unquoted(arguments)):
        raise WrongUse(told)


def _long_dashes(arguments: Sequence[str]) -> Iterator[Message]:
    for argument in arguments:
        found = _LONG_DASH.fullmatch(argument)
        if found and not Path(argument).exists():
            hyphens = "-" if len(found["name"]) == 1 else "--"
            told = message(
                "“{given}” begins with a long dash, as programs for text make it of two hyphens",
                given=argument,
            )
            yield with_hint(told, f"{hyphens}{found['name']}")


def _unquoted(arguments: Sequence[str]) -> Iterator[Message]:
    for option, words in _runs(arguments):
        meant = _value_meant(option, words) or _file_meant(words)
        if meant is not None:
            yield message(
                "What consists of several words stands in quotation marks: {meant}", meant=meant
            )


def _runs(arguments: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The words that follow each other without an option, each time with the option before them."""
    option, words = "", list[str]()
    for argument in (*arguments, "-"):
        if not argument.startswith("-"):
            words.append(argument)
            continue
        yield option, words
        name, has_value, value = argument.partition("=")
        option, words = name, [value] if has_value else []


def _value_meant(option: str, words: Sequence[str]) -> str | None:
    """The value of an option that is meant by the words after it, if they are several."""
    is_value = _VALUES.get(option)
    if is_value is not None:
        for end in range(min(len(words), _MOST_WORDS), 1, -1):
            if is_value(" ".join(words[:end])) and not any(map(_exists, words[1:end])):
                return f'{option} "{" ".join(words[:end])}"'
    return None


def _file_meant(words: Sequence[str]) -> str | None:
    """The name of a file that is there, where words are the pieces of it."""
    for start in range(len(words)):
        for end in range(start + 2, min(len(words), start + _MOST_WORDS) + 1):
            name = " ".join(words[start:end])
            if _exists(name) and not all(map(_exists, words[start:end])):
                return f'"{name}"'
    return None


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or nothing that can be a name
        return False


def _is_council(text: str) -> bool:
    from iacheck.cases.council_names import known_council  # noqa: PLC0415 - slow to import

    return known_council(text) is not None


def _is_day(text: str) -> bool:
    from iacheck.forms.days import day_in_words  # noqa: PLC0415 - as above

    return day_in_words(text) is not None


# The options that take several words, and what tells that their words are a value.
_VALUES: Mapping[str, Callable[[str], bool]] = {
    "--as-of": _is_day,
    "--council": _is_council,
    "--out": lambda text: _FILES.fullmatch(Path(text).suffix) is not None,
    "--period": lambda text: period_in_words(text) is not None,
}
