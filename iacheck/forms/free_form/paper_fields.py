"""What a paper tells of itself in titles, labels and sentences: when it was sent, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iacheck.forms.free_form.drafts import Draft, DraftRecord
from iacheck.forms.free_form.field_values import FieldReader
from iacheck.forms.free_form.sentences import SentenceFacts, sentence_facts, sentences
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.running_fields import parts
from iacheck.language.frozen import frozen
from iacheck.language.places import Place

_DAYS = frozenset({"adopted_on", "submitted_on"})


@frozen
class PaperFields:
    """Reads fields of the document into a draft; `year` is that of days without one."""

    words: TradeWords
    values: FieldReader
    draft: Draft
    year: int | None
    kinds: tuple[str, ...]

    def take_title(self, text: str, place: Place) -> None:
        """Read what a title tells beside: “Handlingsplan 2016, vedtatt 12. februar 2016”."""
        for sentence in sentences(text):
            fields = self._facts(sentence, of_meetings=False).fields
            if not _DAYS.isdisjoint(fields):
                self._put(fields, place)

    def take_labels(self, text: str, place: Place) -> Sequence[str]:
        """Read `Samordnet av: NAV. Sendt: 1.3.2016`; the sentences after each value are left."""
        first, _, rest = text.partition(":")
        is_text = self.words.field(first) == "priorities"
        if is_text:
            text = self._without_own(rest.strip(), place)
            self.values.fill_once(self.draft, ColumnMeaning("priorities"), text, place)
            return ()
        value, more = parts(rest, self._label_of)
        left: list[str] = []
        for label, said in ((first, value), *more):
            value, *after = sentences(said) if said else ("",)
            left += after
            name = str(self.words.field(label))
            told = self._facts(f"{label} {value}", of_meetings=False).fields
            if name in told and not _DAYS.isdisjoint(told):
                self._put(told, place)  # “Sendt: 1.3.2016 via …”
            else:
                self.values.fill_once(self.draft, ColumnMeaning(name), value.rstrip(".;,"), place)
        return left

    def _without_own(self, text: str, place: Place) -> str:
        """A text without the lines that tell of the paper itself: “Rapporten ble sendt …”."""
        kept: list[str] = []
        for line in text.split("\n"):
            told = self._facts(line, of_meetings=False).fields
            if {*_DAYS, "coordinated_by", "submitted_via"}.isdisjoint(told):
                kept.append(line)
            else:
                self._put(told, place)
        return "\n".join(kept)

    def take_sentence(self, sentence: str, place: Place, *, of_meetings: bool) -> bool:
        """Read a sentence, which may stand under a heading of meetings; whether it tells any."""
        facts = self._facts(sentence, of_meetings=of_meetings)
        self._put(facts.fields, place)
        for day in facts.meetings:
            record = DraftRecord(place)
            record.put("held_on", day, place)
            self.draft.meetings.append(record)
        return not facts.is_empty

    def _label_of(self, text: str) -> str | None:
        return text if self.words.field(text) is not None else None

    def _facts(self, sentence: str, *, of_meetings: bool) -> SentenceFacts:
        told = self.words.sentences
        facts = sentence_facts(sentence, told, self.year, of_meetings=of_meetings)
        return facts.of_kinds(self.kinds)

    def _put(self, fields: Mapping[str, str | int], place: Place) -> None:
        for name, value in fields.items():
            self.draft.put_once(name, value, place)
