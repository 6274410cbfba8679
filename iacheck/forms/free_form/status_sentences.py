"""Whether a name or a sentence says that an activity was cancelled or postponed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from iacheck.forms.days import months
from iacheck.forms.free_form.drafts import DraftRecord
from iacheck.forms.free_form.outline import Context
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.statuses import status_of
from iacheck.forms.value_words import Status, value_words
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message

MAY_NOT_BE_DONE: Message = message(
    "The activity may have been cancelled or postponed, and is not read; "
    "write its status in a place of its own"
)
MAY_BE_DROPPED: Message = message(
    "The activity may have been dropped from the plan, and is not read; delete it, or leave out "
    "the words that say so if it is planned"
)
# “Kurs som ble avlyst i fjor” is planned anew; of “Bransjer utsatt for støy”, nobody says so.
_OF_BEFORE = re.compile(
    r"\b(?:som|that)\s+(?:ble|blei|vart|var|was|were)\b.*|\b(?:utsatt|utsett) for\b", re.IGNORECASE
)
_VERB = r"(?:ble|blei|blir|vart|vert|er|var|måtte|has been|was|were|is)"
# What may follow and leave the meaning as it is: until when, or why.
_TAIL = (
    r"(?:\s+(?:til|på grunn av|pga\.?|grunnet|grunna|fordi|etter|grunn|until|to|because|due to)\s"
    r"[^,;:]+)?"
)
_TAIL_ALONE = re.compile(_TAIL, re.IGNORECASE)
_ANY_ACTIVITY = frozenset({"tiltaket", "aktiviteten", "arrangementet", "aktivitet", "tiltak"})
_DEFINITE = re.compile(r"(?:et|en|a|n|t)\Z")
_SHORTEST_STEM = 3
# Another verb, or a turn, and the sentence tells of more than one thing.
_TURNS = re.compile(
    rf"[,;:()]|\b(?:{_VERB}|har|hadde|men|og så|delvis|nesten|først|som|ikke|ikkje|not|but)\b",
    re.IGNORECASE,
)


# “Kurs (delmål 1) – avlyst”
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@frozen
class SpokenStatus:
    """A status that stands in words beside a name; None where it may be meant otherwise."""

    status: Status | None
    title: str


def spoken_status(title: str, text: str, words: TradeWords) -> SpokenStatus | None:
    """What a text says of a status, which its first sentence `title` may tell outright.

    None where no word in it may mean that the activity was cancelled or postponed, nor the end of
    `title` that it was carried out.
    """
    if not words.may_be_not_carried_out(text):
        done = _done().fullmatch(title.strip(" ."))
        return SpokenStatus("completed", done["title"]) if done else None
    match = _outright().fullmatch(title.strip(" .!"))
    rest = text.replace(title.strip(" .!"), "", 1)
    if (
        match is None
        or _TURNS.search(_IN_BRACKETS.sub(" ", match["title"]))
        or words.may_be_not_carried_out(rest)
    ):
        return SpokenStatus(None, title)
    tail = match["tail"] or ""
    if words.may_be_not_carried_out(f"{match['title']} {tail}") or _TURNS.search(tail):
        return SpokenStatus(None, title)
    return SpokenStatus(status_of(match["word"]), match["title"].rstrip(" –-"))


def take_spoken_status(record: DraftRecord, text: str, words: TradeWords) -> bool:
    """Give an activity the status that a text on it says; False where that is in doubt.

    `text` holds its title. What stands in a place for the status goes before.
    """
    if "status" in record.values or "status" in record.doubts:
        return True
    spoken = spoken_status(str(record.values.get("title", "")), text, words)
    if spoken is None:
        return True
    if spoken.status is None:
        return False
    place = record.places["title"]
    record.put("title", spoken.title, place)
    record.put("status", spoken.status, place)
    return True


def may_be_dropped(title: str, beside: Iterable[str], words: TradeWords) -> bool:
    """Whether an activity of a plan may be planned no more: “Kurs – utgår”, “Utsatt til 2017”.

    It has no status: its title says so, or all of a text beside it.
    """
    told = (status_of(text) for text in beside)
    return words.may_be_not_carried_out(_OF_BEFORE.sub(" ", title)) or any(
        status in ("postponed", "cancelled") for status in told
    )


def status_in_sentence(sentence: str, title: str) -> Status | None:
    """The status that a sentence beside a title says, and nothing else: “Kurset er utsatt”.

    When it was carried out may stand behind it, or why it was not; what it tells of must be the
    activity. None where it may be meant otherwise.
    """
    match = _sentence().fullmatch(sentence.strip(" .!"))
    if match is None or not _is_subject(match["subject"], title):
        return None
    status, tail = status_of(match["word"]), match["tail"] or ""
    if status in ("completed", "ongoing"):
        return status if _of_time().fullmatch(tail) else None
    return status if _TAIL_ALONE.fullmatch(tail) and not _TURNS.search(tail) else None


def is_time_alone(text: str) -> bool:
    """Whether words are a time and nothing else: “mars 2017”, “i uke 12”."""
    return bool(text.strip()) and _of_time().fullmatch(" " + text.strip()) is not None


def _is_subject(word: str | None, title: str) -> bool:
    """Whether a word, such as “Kurset”, is the activity with that title: “Lederkurs for …”."""
    if word is None:
        return True
    first = (title.split() or [""])[0].strip(".,:;–-").casefold()
    stems = {word.casefold(), *(_DEFINITE.sub("", word.casefold()),)}
    is_title = any(len(stem) >= _SHORTEST_STEM and first.endswith(stem) for stem in stems)
    return is_title or word.casefold() in _ANY_ACTIVITY


@functools.cache
def _sentence() -> re.Pattern[str]:
    """`Avlyst på grunn av sykdom`, `Kurset ble avlyst`, `Gjennomført 4. juni`."""
    said = [one for several in value_words().statuses.values() for one in several]
    word = "|".join(re.escape(one) for one in sorted(said, key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<subject>[^\W\d]+)\s+)??(?:{_VERB}\s+)?(?P<word>{word})(?P<tail>\b.*)?",
        re.IGNORECASE | re.DOTALL,
    )


@functools.cache
def _of_time() -> re.Pattern[str]:
    """When something was done, or that it was as planned."""
    seasons = "vår|våren|sommeren|sommaren|høst|høsten|haust|hausten|vinteren"
    return re.compile(
        rf"(?:\s+(?:som planlagt|som planlagd|etter planen|den|i|på|uke|veke|og|{seasons}"
        rf"|{'|'.join(months())}|\d{{1,2}}\.(?:\s?\d{{1,2}}\.?)?(?:\s?\d{{2,4}})?|\d{{1,4}}))*",
        re.IGNORECASE,
    )


def take_status_of_heading(record: DraftRecord, context: Context) -> None:
    """Give an activity of a report the status that the heading above it names: “Avlyste tiltak”.

    What it tells itself goes before. That some were carried out is not said of each.
    """
    is_told = "status" in record.values or "status" in record.doubts
    if is_told or context.statuses in ((), ("completed",)):
        return
    if len(context.statuses) == 1:
        record.put("status", context.statuses[0], record.place)
    else:
        told = message("The heading names several statuses; write that of each activity")
        record.doubt("status", told, record.place, context.heading)


@functools.cache
def _done() -> re.Pattern[str]:
    """`Kurs – gjennomført`, `Kurs (gjennomført)`."""
    completed = value_words().statuses["completed"]
    word = "|".join(re.escape(one) for one in sorted(completed, key=len, reverse=True))
    return re.compile(rf"(?P<title>.+?)\s*(?:\s[–-]\s|\()\s*(?:{word})\)?", re.IGNORECASE)


@functools.cache
def _outright() -> re.Pattern[str]:
    """`Kurs ble avlyst`, `Kurs (utsatt)`, `Kurs: er utsatt til 2017`."""
    statuses = value_words().statuses
    said = (*statuses["postponed"], *statuses["cancelled"])
    word = "|".join(re.escape(one) for one in sorted(said, key=len, reverse=True))
    return re.compile(
        rf"(?P<title>.+?)(?:\s+{_VERB}\s+|\s*[,:(–-]\s*(?:{_VERB}\s+)?)"
        rf"(?P<word>{word})(?P<tail>{_TAIL})\)?",
        re.IGNORECASE,
    )
