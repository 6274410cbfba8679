"""Whether what somebody wrote says anything: a dash, or “n/a”, does not."""

from __future__ import annotations

import re
from typing import Any

from iacheck.language.names import words
from iacheck.language.text_cache import text_cache

# The texts of some cases.
_MOST = 1024

# What people write where they have nothing to write.
_NOT_APPLICABLE = frozenset({"na", "n/a", "i/a", "n.a", "i.a"})
# The same in words: an answer in running text, and none where a day or a number is asked for.
_NOT_APPLICABLE_IN_WORDS = frozenset(
    {
        "ikke aktuelt", "ikkje aktuelt", "ikke relevant", "ikkje relevant", "not applicable",
        "not relevant",
    }
)  # fmt: skip
# And where several are asked for; in running text, “ingen” may be the whole answer.
_NONE = frozenset(
    {
        "ingen", "inga", "ingenting", "none", "nothing", "ikke oppgitt", "ikkje oppgitt", "ukjent",
        "ukjend", "not given", "unknown",
    }
)  # fmt: skip
# Letters by their category that show nothing: Hangul's fillers.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0")
_SIGNS = re.compile(r"[^\w/]+")


def has_content(value: Any) -> bool:
    """Whether a value says anything.

    An empty list or object does not, nor a text of dashes, spaces, other signs or characters
    that nobody sees alone, nor one that says that it does not apply (“n/a”). In a list of words,
    “ingen” is no content either.
    """
    if isinstance(value, str):
        return text_has_content(value)
    if isinstance(value, dict):
        for part in value.values():  # of every document; `any` takes twice the time
            if (text_has_content if type(part) is str else has_content)(part):
                return True
        return False
    if isinstance(value, list):
        return any(map(has_content_listed, value))
    return value is not None


def has_content_listed(value: Any) -> bool:
    """Whether a value says anything as one of a list's items."""
    return text_has_content_listed(value) if isinstance(value, str) else has_content(value)


@text_cache(_MOST)
def text_has_content_listed(text: str) -> bool:
    """Whether a text says anything as one of a list's items."""
    return has_content_applicable(text) and _in_words(text) not in _NONE


def has_content_applicable(text: str) -> bool:
    """Whether a text says anything where no running text is asked for: a day, a number, a choice.

    “Ikke aktuelt” does not; “ingen” may be a number.
    """
    return text_has_content(text) and _in_words(text) not in _NOT_APPLICABLE_IN_WORDS


@text_cache(_MOST)
def text_has_content(text: str) -> bool:
    """Whether a text says anything."""
    # Compatibility letters such as ﬁ or Ａ are letters; most texts begin with one.
    return any(c.isalnum() and c not in _BLANK for c in text) and (
        "".join(text.split()).strip(".,;:!?()«»“”\"'").casefold() not in _NOT_APPLICABLE
    )


@text_cache(_MOST)
def _in_words(text: str) -> str:
    """The words of a text, however they are spaced, written large, or set off by signs."""
    return " ".join(words(_SIGNS.sub(" ", text)))
