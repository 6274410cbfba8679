"""Names of bodies as people write them: whatever the case, spaces and hyphens."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from iacheck.language.text_cache import text_cache

_NOT_COMPARED = re.compile(r"[\s\-\u2010-\u2015_.]+")
# Characters that follow z, for letters that do in Norwegian.
_LAST_LETTERS = str.maketrans("æäøöåü", "{{||}y")
# "LO og NHO", "LO, NHO", "LO/NHO", "LO (NHO)": several names in one field; not where a “not” says
# otherwise.
_BETWEEN_NAMES = re.compile(
    r"\s*[,;/&+()|\n]\s*|\s*(?<!\S)(?<!ikke\s)(?<!ikkje\s)(?<!not\s)"
    r"(?:og|and|samt|sammen med|saman med|i samarbeid med)\s+",
    re.IGNORECASE,
)
# Marks and letters that show nothing, though they are printable: a joiner of marks, Hangul's
# fillers, selectors of Mongolian and of other forms.
_INVISIBLE_MARK = re.compile(
    "[\u034f\u115f\u1160\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_DASH = re.compile(r"\s*[\-\u2010-\u2015]\s*")
# What nobody sees as it is, but for spaces and the ends of lines.
NOT_SHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)


# The same names are looked up by every rule; those of a case, and many more, are remembered.
_NAMES_REMEMBERED = 1 << 10


@text_cache(_NAMES_REMEMBERED)
def normalise(name: str) -> str:
    """The form in which two spellings of one name are equal."""
    # Once more at the end: marks that come to stand side by side have an order, too.
    return _compose(_NOT_COMPARED.sub("", _compose(name).casefold()))


@text_cache(_NAMES_REMEMBERED)
def words(name: str) -> tuple[str, ...]:
    """The name's words, normalised; hyphens part words as spaces do."""
    return tuple(_compose(_NOT_COMPARED.sub(" ", _compose(name).casefold())).split())


def _compose(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text  # as most are
    return unicodedata.normalize("NFKC", without_invisible(text))


def without_invisible(text: str) -> str:
    """The text without characters that nobody sees: soft hyphens, joiners, byte order marks."""
    # Control and format characters are not printable; a paper has a hundred thousand other ones.
    if text.isprintable() and _INVISIBLE_MARK.search(text) is None:
        return text
    hidden = {ord(sign): None for sign in set(text) if is_invisible(sign)}
    return text.translate(hidden) if hidden else text


def with_named_invisible(text: str) -> str:
    """The text with the code of each character that would not be seen: `m(U+200B)4`.

    Control characters and halves of characters stop many formats, or are commands to a terminal;
    marks that turn the direction of writing, and marks that nobody sees, make a text look other
    than it is. The soft hyphen hides nothing, and papers are full of it.
    """
    return NOT_SHOWN.sub(lambda found: character_code(found[0]), text.replace("\r\n", "\n"))


def character_code(character: str) -> str:
    """`(U+200B)`"""
    return f"(U+{ord(character):04X})"


@functools.lru_cache(4096)
def is_invisible(sign: str) -> bool:
    """Whether nobody sees a character, nor a space where it is: a joiner, a control character."""
    if unicodedata.category(sign) in {"Cf", "Cc"}:
        return not sign.isspace()
    return _INVISIBLE_MARK.match(sign) is not None


def alphabetical(name: str) -> tuple[str, str]:
    """What sorts names as Norwegians read them: æ, ø and å last, whatever the case.

    Other letters with marks stand as those without them, `é` as `e`; Swedish and German ones as
    the letters that Norwegian has in their place. Names that are then alike have an order, too.
    """
    letters = _compose(name).casefold().translate(_LAST_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
    return bare, name


def spans_of_names(text: str) -> tuple[tuple[int, int], ...]:
    """Where each name begins and ends in a field that lists several: `LO, NHO og KS`."""
    parts, start = [], len(text) - len(text.lstrip())
    for between in _BETWEEN_NAMES.finditer(text):
        parts.append((start, between.start()))
        start = between.end()
    parts.append((start, len(text.rstrip())))
    return tuple((start, end) for start, end in parts if start < end)


def split_at_dashes(name: str) -> tuple[str, ...]:
    """The parts of a name between its dashes and hyphens: two names, perhaps, as in `NAV–NHO`."""
    return tuple(filter(None, _DASH.split(name)))


# How alike two names are, from 0 to 1, of which one is a misspelling of the other. Of 2 895 single
# slips in the names of the schemas' fields, 2 802 find the field that was meant; of 18 names of
# other meaning one finds a field, in one kind (`benchmarks/thresholds.py`).
_ALIKE = 0.75


def nearest(given: str, known: Iterable[str]) -> str | None:
    """The known name that `given` looks like a misspelling of, if any."""
    by_form = _by_form(tuple(known))
    word, found, alike = normalise(given), None, _ALIKE
    # As `difflib.get_close_matches` does, which looks closely at all that are alike, not at those
    # alone that may be more so than the last: a register of look-alikes takes it minutes.
    matcher: difflib.SequenceMatcher[str] = difflib.SequenceMatcher()
    matcher.set_seq2(word)
    for form in by_form:
        letters = len(form) + len(word)
        if letters and 2.0 * min(len(form), len(word)) / letters < alike:
            continue
        matcher.set_seq1(form)
        if matcher.quick_ratio() >= alike and (ratio := matcher.ratio()) >= alike:
            found = form if found is None or ratio > alike else max(found, form)
            alike = ratio
    return None if found is None else by_form[found]


@functools.lru_cache(16)
def _by_form(known: tuple[str, ...]) -> Mapping[str, str]:
    return {normalise(name): name for name in sorted(known)}


def misspellings(given: str, known: Iterable[str]) -> Sequence[str]:
    """The names that `given` looks like a misspelling of, all in the form of `normalise`."""
    alike = [name for name in known if _may_be_alike(given, name)]
    return difflib.get_close_matches(given, alike, n=len(alike), cutoff=_ALIKE) if alike else ()


def _may_be_alike(one: str, other: str) -> bool:
    """Whether two names have letters enough in common: few have, and difflib takes its time."""
    least = _ALIKE * (len(one) + len(other)) / 2
    if min(len(one), len(other)) < least:
        return False
    return sum(min(one.count(letter), n) for letter, n in _letters(other)) >= least


@functools.lru_cache(maxsize=128)
def _letters(name: str) -> Sequence[tuple[str, int]]:
    return tuple(Counter(name).items())


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, which is the same."""
    return difflib.SequenceMatcher(None, normalise(one), normalise(other)).ratio()
