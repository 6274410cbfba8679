"""An activity that is told of in running text: its name, its labels, and what is said beside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iacheck.forms.free_form.drafts import DraftRecord, take_more
from iacheck.forms.free_form.field_values import FieldReader
from iacheck.forms.free_form.name_tails import take_tail
from iacheck.forms.free_form.outline import Context, under_context
from iacheck.forms.free_form.paragraph_lines import goes_on
from iacheck.forms.free_form.sentences import sentences
from iacheck.forms.free_form.status_sentences import (
    MAY_NOT_BE_DONE,
    is_time_alone,
    may_be_dropped,
    status_in_sentence,
    take_spoken_status,
    take_status_of_heading,
)
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.running_fields import parts
from iacheck.forms.statuses import is_status_alone, status_of
from iacheck.language.frozen import frozen
from iacheck.language.names import words as words_of
from iacheck.language.places import Place

# “Seniordag”, “Fagdag om støy”, and no “Kurs med KS”
_PLAIN_NAME = re.compile(
    r"[^\W\d]+(?:-[^\W\d]+)*(?: (?!(?:med|for|av|i|på|hos|ved|til)\b)[a-zæøå]+){0,2}\.?"
)
# What is told in as many sentences as the writer likes.
_OF_SENTENCES = frozenset({"effect", "method", "outside_plan_reason", "goal_words"})
# What may be listed in lines of its own.
_OF_LINES = frozenset({"partners", "target_words", "industries", "enterprises", "themes"})
_OF_BODIES = frozenset({"responsible", "partners"})
# “NAV, mars 2016”, “LO – avlyst”
_ASIDE = re.compile(r"(?P<value>.+?)(?:[,;]\s+|\s+[–-]\s+)(?P<aside>[^,;–]+)", re.DOTALL)
_MOST_WORDS_LISTED = 5
_MOST_WORDS_OF_NAME = 14
_FEWEST_LABELS = 2
# “(ingen tiltak)”
_BRACKETS = " ()[]"


@frozen
class ActivityTexts:
    """Reads activities of texts; `has_status` tells that the paper says how it went with them."""

    words: TradeWords
    values: FieldReader
    has_status: bool

    def has_labels(self, text: str) -> bool:
        """Whether something is told of an activity behind a label: `Ansvarlig: NAV`."""
        return bool(parts(text, self._label_of)[1])

    def is_whole(self, text: str) -> bool:
        """Whether a paragraph is an activity: a name, and two or more labels behind it."""
        before, labelled = parts(text, self._label_of)
        is_name = (
            0 < len(before.split()) <= _MOST_WORDS_OF_NAME and len(list(sentences(before))) == 1
        )
        return is_name and len(dict(labelled)) >= _FEWEST_LABELS

    def names_none(self, text: str) -> bool:
        """Whether a text in the place of an activity says that there is none, or where it is."""
        return self.words.sentences.names_nothing(text.strip(_BRACKETS))

    def says_none(self, text: str) -> bool:
        """Whether a text says “Ingen tiltak i 2016” alone: “Ingen utenfor” may be one."""
        return says_no_activity(text, self.words)

    def read(
        self, text: str, place: Place, context: Context, *, is_name: bool = False
    ) -> tuple[DraftRecord, bool]:
        """The activity that a text tells of, and whether it is certain how it went.

        It is not where words may mean that it was cancelled or postponed, and need not. In a
        plan, these leave in doubt whether it is planned.

        What stands after a value and has no label is not of the value: it may be a status, and
        else could tell anything. `is_name` tells that the text is a name and no more.
        """
        record = DraftRecord(place)
        before, labelled = parts(text, self._label_of)
        title, *said = sentences(before) if before else [""]
        record.put("title", title.rstrip(" .:;,–-"), place)
        said += self._fill(record, labelled, place)
        take_tail(record, self.values, self.words)
        if self.has_status:
            is_certain = self._take_status(record, text, said)
        else:
            name = str(record.values["title"])
            is_certain = not may_be_dropped(name, [*said, *(v for _, v in labelled)], self.words)
        if self.has_status:
            take_status_of_heading(record, context)
        said = self._untold(said)
        if said or not (labelled or is_name or _PLAIN_NAME.fullmatch(record.values["title"])):
            record.unknown.append(("text", place, " ".join(said) or text))
        under_context(record, "activities", context)
        return record, is_certain or (self.has_status and "status" in record.values)

    def add(self, record: DraftRecord, text: str, place: Place) -> None:
        """Add what a line below an activity tells; what is told twice is in doubt."""
        more = DraftRecord(place)
        before, labelled = parts(text, self._label_of)
        said = [*sentences(before), *self._fill(more, labelled, place)]
        title = str(record.values.get("title", ""))
        if self.has_status and not self._take_status(more, " ".join(said), said, title):
            more.doubt("status", MAY_NOT_BE_DONE, place, text)
        if left := self._untold(said):
            more.unknown.append(("text", place, " ".join(left)))
        take_more(record, more, text)

    def _label_of(self, text: str) -> str | None:
        return text if self.words.column(text, "activities") is not None else None

    def _fill(
        self, record: DraftRecord, labelled: Sequence[tuple[str, str]], place: Place
    ) -> list[str]:
        """Read the values behind labels into a record; the sentences after them."""
        said: list[str] = []
        told: set[str] = set()
        for label, text in labelled:
            column = self.words.column(label, "activities")
            if column is None:
                continue
            value, *after = _value_and_more(text, column)
            again = DraftRecord(place) if column.field in told else record
            told.add(column.field)
            self.values.fill(again, column, value, place)
            if again is not record:
                take_more(record, again, text)
            if column.field == "status" and self.words.may_be_not_carried_out(" ".join(after)):
                record.doubt("status", MAY_NOT_BE_DONE, place, text)
            said += after
        return said

    def _untold(self, said: Sequence[str]) -> list[str]:
        """The sentences, but for those that a status is all of: “Avlyst.”"""
        return [one for one in said if not self.has_status or not is_status_alone(one)]

    def _take_status(
        self, record: DraftRecord, text: str, said: Sequence[str], title: str = ""
    ) -> bool:
        """Take the status that the text on an activity tells; False where that is in doubt."""
        if "status" in record.values or "status" in record.doubts:
            return True
        name = title or str(record.values.get("title", ""))
        told = {one: status for one in said if (status := status_in_sentence(one, name))}
        if not told:
            return take_spoken_status(record, text, self.words)
        for sentence in told:
            text = text.replace(sentence, "")
        if len({*told.values()}) > 1 or self.words.may_be_not_carried_out(text):
            return False
        record.put("status", next(iter(told.values())), record.place)
        return True


def says_no_activity(text: str, words: TradeWords) -> bool:
    """Whether a text says “Ingen tiltak i 2016” alone: “Ingen utenfor” may be one."""
    first, *rest = words_of(text.strip(_BRACKETS)) or ("",)
    column = words.column(rest[0], "activities") if rest else None
    is_named = not rest or (column is not None and column.field == "title")
    is_one = len(list(sentences(text))) == 1 and "," not in text
    return is_one and is_named and first in words.sentences.negations


def _value_and_more(text: str, column: ColumnMeaning) -> Sequence[str]:
    """What stands behind a label: the value, and the sentences after it."""
    if column.field in _OF_SENTENCES:
        return (text,)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    whole = _unbroken(lines) if lines else ""
    if column.field in _OF_LINES and all(map(_is_listed, whole.split("\n"))):
        return (whole,)
    first, *more = sentences(whole) if lines else ("",)
    value = first.rstrip(" .;,")
    beside: list[str] = []
    while column.field in _OF_BODIES and (match := _ASIDE.fullmatch(value)):
        if status_of(match["aside"]) is None and not is_time_alone(match["aside"]):
            break
        value, beside = match["value"], [match["aside"], *beside]
    if value.endswith(")") and "(" not in value:
        value = value[:-1]  # “Kurs (ansvar: NAV)”
    return (value, *beside, *more)


def _is_listed(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS_LISTED and next(sentences(line), "") == line


def _unbroken(lines: Sequence[str]) -> str:
    """The lines, those that only go on in one."""
    text = lines[0]
    last = text
    for line in lines[1:]:
        text += (" " if goes_on(last, line) else "\n") + line
        last = line
    return text
