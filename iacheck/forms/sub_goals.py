"""Sub-goals as people write them in a column, `Delmål 1 og 2`, `I, II`, and in a heading."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Mapping

from iacheck.documents.field_types import FieldType
from iacheck.forms.cells import is_empty
from iacheck.forms.grids import Raw
from iacheck.forms.unreadable import UnreadableCell
from iacheck.forms.value_words import value_words
from iacheck.language.content import has_content_listed
from iacheck.language.messages import Message, message
from iacheck.language.names import normalise

_NUMBER_TYPE = FieldType("integer")
_NUMBERS = {"1": 1, "2": 2, "3": 3, "I": 1, "II": 2, "III": 3}
_ALL = (1, 2, 3)
_NUMBER = r"(?:[123]|I{1,3})(?!\w)"
_AND = r"(?i:og|and|samt)"
# What stands behind “Delmål”: “1: Lavere fravær”, and no “1, 2 og 3”.
_NUMBER_BEFORE = re.compile(
    r"\s*(?P<number>[123])(?!\s*(?:[,/+&]|[–-]\s*\d|(?:og|til|and|to)\b))(?!\w)"
    r"[\s:.–—*-]*(?P<rest>.*)",
    re.DOTALL,
)
_TO = re.compile(rf"({_NUMBER})\s*(?:[-–—]|(?i:til|to))\s*({_NUMBER})")
_PARTED = re.compile(rf"[;,\n+&]|\b{_AND}\b")
# “2 (og 1)”.
_ALSO = re.compile(rf"\(\s*(?:{_AND}|(?i:også|also))\s+([^()]*)\)")
# “1 – Sykefravær”, “1 Sykefravær”, “1) Redusere sykefraværet”.
_DESCRIBED = re.compile(rf"({_NUMBER})(?:\s*[-–—:.)]\s*|\s+)(.+)")
# Nobody names sub-goals at greater length.
_LONGEST = 200
_BESIDE = " \t:.()#"
_ENDS = re.compile(r"\s*(?:[:.;)–—-]|$)")
_LISTS_BY_SIGN = re.compile(r",\s[^,]*$|\s[-–—]\s")
# Another number, of whatever: “Delmål 1 og 4”, “Delmål 1/2”, “Delmål 1.2”.
_GOES_ON = re.compile(
    rf"\w|[.,/]\d|\s*(?:[,;&+/]|\b{_AND}\b|\b(?i:til|to)\b)\s*\d{{1,2}}(?!\d)|\s*[-–—]\s*[1-9](?![\d.])"
)


def read_sub_goals(value: Raw) -> tuple[int, ...]:
    """The sub-goals that a cell gives, in order, each once; none for one that says nothing.

    Raises UnreadableCell for what could be read in two ways, as `1/2`, and for other numbers.
    """
    if isinstance(value, Message):
        raise UnreadableCell(value)
    if isinstance(value, str):
        return _read_text(value) if _says_something(value) else ()
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnreadableCell(_no_sub_goals(str(value)))
    if value == int(value):
        return _read_text(str(int(value)))
    # 1,2 was two sub-goals, before the spreadsheet made it a number.
    found = _read_text(str(value).replace(".", ","))
    if len(found) < 2:
        raise UnreadableCell(_no_sub_goals(str(value)))
    return found


def sub_goals_named(text: str) -> tuple[int, ...]:
    """The sub-goals that a heading names by their numbers, in order; none where that is unsure."""
    heading = unicodedata.normalize("NFC", text)
    found = set(_ALL) if _every_named().search(heading) else set()
    for match in _named().finditer(heading):
        numbers = _numbers_named(match["numbers"], heading[match.end() :])
        if not numbers:
            return ()
        found |= numbers
    return tuple(sorted(found))


def sub_goal_before(text: str) -> tuple[tuple[int, ...], str]:
    """The sub-goals that words on a goal begin with, and the words: `Delmål 1: Lavere fravær`.

    None, and all of the text, where it begins with none; where it begins with several, the
    text keeps them.
    """
    word = _word().match(text.lstrip("* "))
    if word is None:
        return (), text
    one = _NUMBER_BEFORE.fullmatch(text.lstrip("* ")[word.end() :])
    return ((int(one["number"]),), one["rest"].strip()) if one else (sub_goals_named(text), text)


def sub_goal_of_subject(text: str) -> int | None:
    """The sub-goal that a text names by what it is about, and by nothing else: `Sykefravær`."""
    return _subjects().get(normalise(text))


def _says_something(text: str) -> bool:
    """Whether a text says anything; a sign such as `✓` does, “ingen” does not."""
    is_word = any(map(str.isalnum, text))
    return has_content_listed(text) if is_word else not is_empty(text, _NUMBER_TYPE)


def _read_text(text: str) -> tuple[int, ...]:
    if len(text) > _LONGEST:
        raise UnreadableCell(_no_sub_goals(text[:_LONGEST]))
    bare = _ALSO.sub(r", \1", unicodedata.normalize("NFC", text))
    without = _word().sub(" ", bare).strip(_BESIDE)
    if normalise(without) in map(normalise, value_words().sub_goals.every):
        return _ALL
    parts = [part for part in _PARTED.split(without) if has_content_listed(part)]
    each = [_part(part.strip(_BESIDE)) for part in parts]
    if each and all(each):
        return tuple(sorted(set().union(*each)))
    described = _DESCRIBED.fullmatch(without)
    subject = _subject_within(described[2]) if described else None
    named = sub_goals_named(bare) or ((subject,) if subject else ())
    if not named or (described and subject not in {None, _NUMBERS[described[1]]}):
        raise UnreadableCell(_no_sub_goals(text))
    return named


def _subject_within(text: str) -> int | None:
    """The one sub-goal whose subject a text is, or holds; None for none, or several."""
    bare = normalise(text)
    exact = _subjects().get(bare)
    found = {number for subject, number in _subjects().items() if subject in bare}
    return exact or (next(iter(found)) if len(found) == 1 else None)


def _part(text: str) -> frozenset[int]:
    """The sub-goals that a part of a list gives; none for what gives none for sure."""
    subject = _subjects().get(normalise(text))
    if subject:
        return frozenset({subject})
    between = _TO.fullmatch(text)
    if between:
        return _from_to(*between.groups())
    numbers = [_NUMBERS.get(number) for number in text.split()]
    return frozenset(number for number in numbers if number) if all(numbers) else frozenset()


def _from_to(first: str, last: str) -> frozenset[int]:
    return frozenset(range(_NUMBERS[first], _NUMBERS[last] + 1))


def _numbers_named(numbers: str, behind: str) -> frozenset[int]:
    """What the list of a heading gives; none where what stands behind may be part of it."""
    is_roman = "I" in numbers
    if _GOES_ON.match(behind) or (is_roman and not _ENDS.match(behind)):
        return frozenset()
    if _LISTS_BY_SIGN.search(numbers) and not _ENDS.match(behind):
        return frozenset()  # “Delmål 1, 3 kurs”
    parts = _PARTED.split(_word().sub(" ", numbers))
    each = [_part(part.strip(_BESIDE)) for part in parts if part.strip(_BESIDE)]
    return frozenset().union(*each) if all(each) else frozenset()


@functools.cache
def _word() -> re.Pattern[str]:
    """Finds the words for a sub-goal."""
    return re.compile(rf"(?i:(?<!\w)(?:{_alternatives(value_words().sub_goals.word)})(?![^\W\d]))")


@functools.cache
def _named() -> re.Pattern[str]:
    """Finds a sub-goal's word and the numbers behind it."""
    word = _word().pattern
    more = rf"(?:\s*(?:[,;&+]|{_AND}|[-–—]|(?i:til|to))\s*(?:{word}\s*)?{_NUMBER})*"
    return re.compile(rf"{word}\s*(?:(?i:nr|no)\.?\s*)?(?P<numbers>{_NUMBER}{more})")


@functools.cache
def _every_named() -> re.Pattern[str]:
    """Finds all sub-goals, named at once."""
    every = _alternatives(value_words().sub_goals.every)
    return re.compile(rf"(?i:(?<!\w)(?:{every})\s+){_word().pattern}")


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@functools.cache
def _subjects() -> Mapping[str, int]:
    subjects = value_words().sub_goals.subjects
    return {normalise(word): number for number, words in subjects.items() for word in words}


def _no_sub_goals(given: str) -> Message:
    return message(
        "It cannot be told which sub-goals “{given}” means; write numbers between 1 and 3, parted "
        "with semicolons, such as 1; 3",
        given=given,
    )
