"""How it went with an activity, in the words of the one who tells."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from iacheck.forms.value_words import Status, value_words
from iacheck.language.names import normalise

_SIGNS = " \t\n.,:;!()"
# What may stand behind a status and leaves it as it is: when, why, with whom.
_TAIL = (
    r"(?:\s*[,;:(–—-]|\s+(?=\d)|\s+(?:til|pga|på|grunnet|grunna|fordi|etter|i|av|med|den|som|iht|jf"
    r"|hele|heile|gjennom|over|to|until|because|due|after|in|on|by|with|as)\b)"
)
# What parts it, or turns it round: then nobody knows.
_TURNS = re.compile(
    r"\d\s*/\s*\d|\d\s*(?:av|of)\s*\d|%|\b(?:ikke|ikkje|ingen|men|unntatt|unnateke|untatt|utenom|bortsett"
    r"|resten|halv\w*|delvis|nesten|noen|nokre|noko|skal|vil|planlagt\w*|planlagd\w*|prosent|not|but|except"
    r"|hold\w*|held\w*|arranger\w*|blir?|blei|ble|vart|stedet|staden|erstatt\w*|flytt\w*|nytt?|nye|neste"
    r"|rest|half|partly|some|will|percent)\b",
    re.IGNORECASE,
)
_AS_PLANNED = re.compile(r"\b(?:som planlagt|som planlagd|as planned)\b", re.IGNORECASE)
_YEAR = r"(?:20\d\d|neste år|neste periode|next year)"


def status_of(text: str) -> Status | None:
    """The status that a text is, with when or why at most; None for what may be another one."""
    bare = " ".join(text.split()).strip(_SIGNS)
    exact = _statuses().get(normalise(bare))
    if exact is not None:
        return exact
    if _moved().fullmatch(bare):
        return "postponed"
    match = _with_tail().match(bare)
    if match is None:
        return None
    tail = _AS_PLANNED.sub(" ", bare[match.end("word") :])
    status = _statuses()[normalise(match["word"])]
    said = {_statuses()[normalise(one[0])] for one in _any_status().finditer(tail)}
    return status if said <= {status} and not _TURNS.search(tail) else None


def is_status_alone(text: str) -> bool:
    """Whether a text is a status and tells nothing more: neither when nor why."""
    return normalise(text.strip(_SIGNS)) in _statuses()


def status_of_answer(text: str) -> Status | None:
    """The status that an answer to “Carried out?” gives: `ja`, `x`, `✓`, or a status."""
    answers = value_words().answers
    answer = normalise(text.strip(_SIGNS))
    if answer in map(normalise, answers.yes):
        return "completed"
    return "cancelled" if answer in map(normalise, answers.no) else status_of(text)


def may_not_be_carried_out(text: str) -> bool:
    """Whether a text has a word in it that says that something was cancelled or postponed."""
    return _not_carried_out().search(text) is not None


@functools.cache
def _statuses() -> Mapping[str, Status]:
    return {
        normalise(word): status
        for status, words in value_words().statuses.items()
        for word in words
    }


@functools.cache
def _with_tail() -> re.Pattern[str]:
    """A status with more behind it; of what ends, nobody says when it did."""
    words = value_words()
    several = (word for listed in words.statuses.values() for word in listed)
    said = _alternatives(word for word in several if word not in words.ends)
    return re.compile(rf"(?P<word>{said})(?={_TAIL})", re.IGNORECASE)


@functools.cache
def _any_status() -> re.Pattern[str]:
    several = (word for listed in value_words().statuses.values() for word in listed)
    return re.compile(rf"\b(?:{_alternatives(several)})\b", re.IGNORECASE)


@functools.cache
def _not_carried_out() -> re.Pattern[str]:
    words = value_words().statuses
    return re.compile(
        rf"\b(?:{_alternatives((*words['postponed'], *words['cancelled']))})\b", re.IGNORECASE
    )


@functools.cache
def _moved() -> re.Pattern[str]:
    """`Flyttet til 2016`; to a day of the same year, it may have been held."""
    words = _alternatives(value_words().moved)
    return re.compile(
        rf"(?:er |ble |blei |vart )?(?:{words})(?: over)? (?:til|to) {_YEAR}", re.IGNORECASE
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
