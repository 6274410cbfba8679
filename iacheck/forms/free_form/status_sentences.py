"""Whether a name or a sentence says that an activity was cancelled or postponed."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from iacheck.forms.free_form.drafts import DraftRecord
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.statuses import status_of
from iacheck.forms.value_words import Status, value_words
from iacheck.language.messages import Message, message

MAY_NOT_BE_DONE: Message = message(
    "The activity may have been cancelled or postponed, and is not read; "
    "write its status in a place of its own"
)
_VERB = r"(?:ble|blei|blir|vart|vert|er|var|måtte|has been|was|were|is)"
# What may follow and leave the meaning as it is: until when, or why.
_TAIL = (
    r"(?:\s+(?:til|på grunn av|pga\.?|grunnet|grunna|fordi|etter|grunn|until|to|because|due to)\s"
    r"[^,;:]+)?"
)
# Another verb, or a turn, and the sentence tells of more than one thing.
_TURNS = re.compile(
    rf"[,;:()]|\b(?:{_VERB}|har|hadde|men|og så|delvis|nesten|først|som|ikke|ikkje|not|but)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpokenStatus:
    """A status that stands in words beside a name; None where it may be meant otherwise."""

    status: Status | None
    title: str


def spoken_status(title: str, text: str, words: TradeWords) -> SpokenStatus | None:
    """What a text says of a status, which its first sentence `title` may tell outright.

    None where no word in it may mean that the activity was cancelled or postponed.
    """
    if not words.may_be_not_carried_out(text):
        return None
    match = _outright().fullmatch(title.strip(" .!"))
    rest = text.replace(title.strip(" .!"), "", 1)
    if match is None or _TURNS.search(match["title"]) or words.may_be_not_carried_out(rest):
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
