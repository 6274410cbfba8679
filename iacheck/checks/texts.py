"""The forms in which texts of documents are compared, and the word stems that they mention."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from iacheck.language.names import normalise, without_invisible


def as_text(value: Any) -> str:
    """The form in which a value is compared with words and codes."""
    return normalise(value) if isinstance(value, str) else str(value)


def as_title(value: Any) -> str:
    """The form in which two titles are the same: case, spaces and punctuation do not count."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", str(value)).casefold()))


def mentions(texts: Iterable[Any], stems: Iterable[str]) -> bool:
    """Whether a text mentions a word stem: at the start of a word; written `*stem`, anywhere.

    `first … second` is both, with three words between them at most. What a stem written `!stem`
    finds, to the end of its last word, is passed over; written `!word …`, so is what follows it in
    the clause: “ikke via …” names no way.
    """
    found, passed_over = _stems(tuple(stems))
    compared = (comparable_text(text) for text in texts if isinstance(text, str))
    return any(found.search(passed_over.sub(" ", text)) for text in compared)


_NO_WORDS = re.compile(r"(?!)")
# All up to what ends a clause; “ikke bare …” passes over nothing.
_CLAUSE = r"(?!\w)(?! (?:bare|berre|kun|only) )(?:(?! (?:men|but) )[^,;:.()?!])*"
# The rest of a word, three words at most, and what stands before the next.
_GAP = r"\w*(?:\W+\w+){0,3}?\W+"


@functools.lru_cache(maxsize=512)
def _stems(stems: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds words with these stems, and what finds those that are passed over."""
    found = [_stem(stem) for stem in stems if not stem.startswith("!")]
    return _pattern(found), _pattern([_passed_over(s[1:]) for s in stems if s.startswith("!")])


def _pattern(parts: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(filter(None, parts))
    return re.compile(joined) if joined else _NO_WORDS


def _passed_over(stem: str) -> str:
    """The pattern of what a stem passes over: whole words, or with `…` all of the clause."""
    bare = stem.strip()
    whole = _stem(bare.removesuffix("…"))
    if not whole:
        return ""
    # From where the word begins: what is before the stem is passed over as well.
    begins = r"(?<!\w)\w*?" if bare.startswith("*") else ""
    return begins + whole + (_CLAUSE if bare.endswith("…") else r"\w*")


def _stem(stem: str) -> str:
    """The pattern of a stem; none for one without a letter or digit, which nothing mentions."""
    parts = [part.strip() for part in stem.split("…")]
    if not all(any(map(str.isalnum, part)) for part in parts):
        return ""
    first, *others = parts
    # Only escaped stems reach `re`: nothing that a rule book or a document holds makes it hang.
    started = _letters(first) if first.startswith("*") else r"(?<!\w)" + _letters(first)
    return _GAP.join(
        [started, *(r"\w*?" * other.startswith("*") + _letters(other) for other in others)]
    )


def as_stem(text: str) -> str:
    """The stem that a text out of a document is: signs in it that mean something are none."""
    return text.lstrip("*!= ").replace("…", "...")


def is_stem(text: str) -> bool:
    """Whether texts can mention this stem: every part of it has a letter or digit."""
    return bool(_passed_over(text[1:]) if text.startswith("!") else _stem(text))


def _letters(stem: str) -> str:
    return re.escape(comparable_text(stem.removeprefix("*")))


def comparable_text(text: str) -> str:
    """A text in lower case, with single spaces, hyphens counting as spaces."""
    composed = unicodedata.normalize("NFC", without_invisible(text))
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", composed.casefold()).strip()
