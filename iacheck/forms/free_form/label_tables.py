"""Tables of labels with values beside them: fields of the document, and cards of activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from iacheck.forms.free_form.activity_names import bare_name, counts_activity
from iacheck.forms.free_form.amount_scales import is_scale_alone
from iacheck.forms.free_form.drafts import EVERY_PART, Draft, DraftRecord, Remainder, take_more
from iacheck.forms.free_form.field_values import FieldReader, raw_text
from iacheck.forms.free_form.outline import Context, begins_with_sub_goal, could_tell, under_context
from iacheck.forms.free_form.status_sentences import (
    MAY_BE_DROPPED,
    MAY_NOT_BE_DONE,
    may_be_dropped,
    take_spoken_status,
    take_status_of_heading,
)
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.grids import Cell, Grid
from iacheck.forms.kroner import is_year
from iacheck.forms.layout import FIELD, VALUE, word_spellings
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.names import normalise
from iacheck.language.places import Place

_SEVERAL_AMOUNTS: Message = message(
    "Several amounts stand beside it, and nothing says which is of the paper's year; write the "
    "year above each column"
)


# Labels and values stand in as many columns.
_WIDE = 2
# A row over the width that is longer is a text, and no name.
_MOST_WORDS = 14


@frozen
class LabelTable:
    """Reads tables of labels into a draft; `kinds` are those of the paper."""

    words: TradeWords
    values: FieldReader
    draft: Draft
    kinds: tuple[str, ...]

    def read(self, grid: Grid, context: Context, above: DraftRecord | None = None) -> bool:
        """Read a table of labels with values beside them; whether it is one.

        `above` is the activity whose name stands right above it.
        """
        pairs, further = list(_pairs(grid)), dict(_further_values(grid))
        labels = [raw_text(label.value) for label, _ in pairs]
        columns = [card_label(label, self.words) for label in labels]
        fields = [self.words.field(label) or self.words.funds.field(label) for label in labels]
        if sum(map(bool, columns)) > max(1, sum(map(bool, fields))):
            cards = list(self._cards(pairs, columns, context))
            is_named = any("title" in card.asked for card, _ in cards)
            if is_named or above is not None:
                for card, around in cards:
                    self._keep(card, around, None if is_named else above)
                return True
        if not any(fields):
            return False
        if "council" in fields:
            self.draft.fields.place = grid.place_of(min(grid.rows), 1)
        self._fields(pairs, fields, further, context)
        return True

    def _fields(
        self,
        pairs: Sequence[tuple[Cell, Cell | None]],
        fields: Sequence[str | None],
        further: Mapping[Place, Sequence[Cell]],
        context: Context,
    ) -> None:
        """Read fields of the document, and note what is none."""
        labels = [raw_text(label.value) for label, _ in pairs]
        is_of_questions = any(map(_is_question, labels))
        for (label, value), label_text, name in zip(pairs, labels, fields, strict=True):
            if _says_scale(label, value):
                continue
            # “Overført til | 2016” is no amount; “År | 2016” is what is asked for.
            written = raw_text(value.value) if value is not None else ""
            if name is None or (name != "period" and is_year(written, label_text)):
                said = [raw_text(cell.value) for cell in (label, value) if cell is not None]
                text = " ".join(filter(None, said))
                is_of_funds = context.section == "funds"
                told = (
                    EVERY_PART if is_of_questions else could_tell(context, lists_items=is_of_funds)
                )
                self.draft.unread.append(Remainder("row", label.place, text, told))
            elif value is not None:
                self._field(name, label, value, further)

    def _field(
        self, name: str, label: Cell, value: Cell, further: Mapping[Place, Sequence[Cell]]
    ) -> None:
        """Read a field of the document; of several amounts, nobody knows which is meant."""
        self.values.fill_once(self.draft, ColumnMeaning(name), value.value, value.place)
        cells = further.get(label.place, ())
        said = " | ".join(raw_text(cell.value) for cell in cells)
        if cells:
            parts = ("texts", "evidence")
            self.draft.unread.append(Remainder("cell", cells[0].place, said, parts))
        if self.words.funds.field(raw_text(label.value)) and any(
            _has_digit(cell) and cell.value != value.value for cell in cells
        ):
            text = f"{raw_text(value.value)} | {said}"
            self.draft.fields.doubt(name, _SEVERAL_AMOUNTS, value.place, text)

    def _cards(
        self,
        pairs: Sequence[tuple[Cell, Cell | None]],
        columns: Sequence[ColumnMeaning | None],
        context: Context,
    ) -> Iterator[tuple[DraftRecord, Context]]:
        """Activities that each stand in rows of their own: `Tiltak | Fagdag`.

        Each comes with the headings that it stands under, of which one may be a row too.
        """
        card: DraftRecord | None = None
        for (label, value), column in zip(pairs, columns, strict=True):
            heading = self._heading(label, value, column, context)
            is_next = column is not None and column.field == "title"
            if card is not None and (heading or (is_next and "title" in card.asked)):
                yield card, context
                card = None
            if isinstance(heading, Context):
                context = heading
                continue
            card = card or DraftRecord(label.place)
            if heading:
                card.asked.add("title")
                card.put("title", heading, label.place)
            elif column is None and not _heads(label, value):
                card.unknown.append(("row", label.place, raw_text(label.value)))
                if value is not None:
                    card.beside.append((label.place, raw_text(value.value)))
            elif column is not None:
                card.asked.add(column.field)
                if value is not None:
                    self.values.fill(card, column, value.value, value.place)
        if card is not None:
            yield card, context

    def _heading(
        self, label: Cell, value: Cell | None, column: ColumnMeaning | None, context: Context
    ) -> str | Context | None:
        """What a row over the width says: the name of an activity, or under what those below are.

        None for all other rows.
        """
        if value is not None or column is not None or label.columns < _WIDE:
            return None
        text = raw_text(label.value)
        heading = self.words.heading(text)
        before, colon, name = text.partition(":")
        if colon and has_content(name) and counts_activity(before, self.words):
            return name.strip()
        if begins_with_sub_goal(text, heading):
            return replace(context, sub_goals=heading.sub_goals)
        is_name = context.has_activities and not heading.is_known and not text.endswith(".")
        return bare_name(text) if is_name and len(text.split()) <= _MOST_WORDS else None

    def _keep(self, card: DraftRecord, context: Context, above: DraftRecord | None) -> None:
        """Take a card for an activity, if it has a name and was not perhaps cancelled.

        One without a name goes on with the activity `above` it.
        """
        if above is not None:
            self.draft.activities[:] = [one for one in self.draft.activities if one is not above]
            take_more(above, card, "")
            card = above
        under_context(card, "activities", context)
        if "report" in self.kinds:
            take_status_of_heading(card, context)
        title, effect = (str(card.values.get(name, "")) for name in ("title", "effect"))
        sub_goals = context.sub_goals
        if not title:
            told = Remainder("table", card.place, "", ("activities",), sub_goals)
            self.draft.unread.append(told)
        elif (doubt := self._doubt(card, title, effect)) is not None:
            self.draft.notices.append((doubt, card.place))
            sub_goals = card.values.get("sub_goals", ())
            told = Remainder("table", card.place, title, ("activities",), sub_goals)
            self.draft.unread.append(told)
        else:
            self.draft.activities.append(card)

    def _doubt(self, card: DraftRecord, title: str, effect: str) -> Message | None:
        """Why a card may be no activity of the paper; None where it is one."""
        if "report" in self.kinds:
            is_told = take_spoken_status(card, f"{title}\n{effect}", self.words)
            return None if is_told else MAY_NOT_BE_DONE
        said = (effect, str(card.values.get("when", "")), *(text for _, text in card.beside))
        is_dropped = card.values.get("status") in ("postponed", "cancelled")
        is_dropped = is_dropped or may_be_dropped(title, said, self.words)
        return MAY_BE_DROPPED if is_dropped else None


def card_label(text: str, words: TradeWords) -> ColumnMeaning | None:
    """What a label of an activity is, also one that counts it: `Tiltak 2 | Fagdag`."""
    column = words.column(text, "activities")
    return ColumnMeaning("title") if column is None and counts_activity(text, words) else column


def fields_of_bare_card(grid: Grid, words: TradeWords) -> Sequence[str]:
    """The fields that a table of labels tells of an activity, if it does not name it itself."""
    first = grid.rows[min(grid.rows)]
    across = [words.column(raw_text(cell.value), "activities") for cell in first.values()]
    if max(map(max, grid.rows.values())) != _WIDE or sum(map(bool, across)) > 1:
        return ()
    columns = [card_label(raw_text(label.value), words) for label, _ in _pairs(grid)]
    known = [column.field for column in columns if column is not None]
    return known if len(known) * 2 >= len(columns) and "title" not in known else ()


def _further_values(grid: Grid) -> Iterator[tuple[Place, Sequence[Cell]]]:
    """What stands beside a label behind its first value, by the label's place."""
    for row in grid.rows.values():
        label, *values = (cell for _, cell in sorted(row.items()))
        yield label.place, values[1:]


def _says_scale(label: Cell, value: Cell | None) -> bool:
    """Whether a row only says in what the amounts below it are: `Post | TNOK`."""
    return is_scale_alone(raw_text((value or label).value))


def _heads(label: Cell, value: Cell | None) -> bool:
    """Whether a row only heads the labels and what stands beside them: `Felt | Verdi`."""
    is_field = normalise(raw_text(label.value)) in word_spellings(FIELD)
    return is_field and (value is None or normalise(raw_text(value.value)) in word_spellings(VALUE))


def _is_question(label: str) -> bool:
    """Whether a label is of a table of questions, of which each answer may tell anything."""
    return label.endswith("?") or normalise(label) in ("spørsmål", "question", "questions")


def _has_digit(cell: Cell) -> bool:
    return any(map(str.isdecimal, raw_text(cell.value)))


def _pairs(grid: Grid) -> Iterator[tuple[Cell, Cell | None]]:
    """The label of each row, and what stands beside it first."""
    for number in sorted(grid.rows):
        label, *values = (cell for _, cell in sorted(grid.rows[number].items()))
        yield label, values[0] if values else None
