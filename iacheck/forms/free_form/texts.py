"""The paragraphs, headings and items of lists of a paper to what they tell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from iacheck.forms.free_form.activity_names import bare_name, counts_activity
from iacheck.forms.free_form.activity_texts import ActivityTexts
from iacheck.forms.free_form.contents_lines import ContentsLines
from iacheck.forms.free_form.drafts import Draft, DraftRecord
from iacheck.forms.free_form.field_values import FieldReader
from iacheck.forms.free_form.fund_lines import FundLines
from iacheck.forms.free_form.goal_texts import (
    GoalTexts,
    number_of_goal,
    sub_goal_apart,
    take_goal_of_heading,
)
from iacheck.forms.free_form.outline import (
    Context,
    Outline,
    begins_with_sub_goal,
    could_tell,
)
from iacheck.forms.free_form.paper_fields import PaperFields
from iacheck.forms.free_form.paragraph_lines import lines_apart
from iacheck.forms.free_form.sentences import names_centre, sentences
from iacheck.forms.free_form.status_sentences import MAY_BE_DROPPED, MAY_NOT_BE_DONE
from iacheck.forms.free_form.trade_words import HeadingMeaning, TradeWords
from iacheck.forms.free_form.unread_texts import UnreadTexts
from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.content import has_content
from iacheck.language.names import words as words_of

# A line that stands out, and is longer, is a sentence.
_MOST_WORDS = 14
# A name that a stop follows, and that is longer, is a sentence.
_LONGEST_NAME = 3
# “Denne rapporten er …”
_MOST_BEFORE_PAPER = 2
_SENTENCE_END = (".", "!", "?", ";", ",")


@dataclass(slots=True)
class TextReader:
    """Reads what is no table into a draft; `year` is that of days without one.

    `kinds` are those of the paper: a plan tells of no meetings, and a report of no adoption.
    `titles` tell which paper it is, and nothing else. `current` is the activity that was read
    last, where more of it may follow: `Ansvarlig: NAV` in a line of its own, or an item below that
    of it. What `is_below_list`, a table of activities, may be notes on it.
    """

    words: TradeWords
    values: FieldReader
    draft: Draft
    year: int | None
    kinds: tuple[str, ...]
    titles: frozenset[str]
    current: DraftRecord | None = None
    _level: int | None = field(default=None, init=False)
    is_below_list: bool = False
    _goals: GoalTexts = field(init=False)
    _contents: ContentsLines = field(default_factory=ContentsLines, init=False)

    def __post_init__(self) -> None:
        self._goals = GoalTexts(self.words, self.draft)

    @property
    def _paper(self) -> PaperFields:
        return PaperFields(self.words, self.values, self.draft, self.year, self.kinds)

    @property
    def _unread(self) -> UnreadTexts:
        return UnreadTexts(self.words, self.draft, self.kinds)

    @property
    def _activities(self) -> ActivityTexts:
        return ActivityTexts(self.words, self.values, has_status="report" in self.kinds)

    def read(self, block: TextBlock, outline: Outline) -> None:
        """Read a text that stands where the outline is, which it may be a heading of."""
        self.is_below_list = self.is_below_list and (
            block.is_item or self.words.is_note(block.text.strip())
        )
        is_below_contents = outline.context.section == "nothing" and block.rank is None
        if is_below_contents and not self._contents.hold(block):
            outline.leave_contents()
        for part in lines_apart(block, self.words) if block.rank is None else (block,):
            before = outline.entries
            self._read(part, outline)
            if outline.entries == before:
                outline.add_content()

    def _read(self, block: TextBlock, outline: Outline) -> None:
        text = block.text.strip()
        if not has_content(text):
            return
        if block.rank is not None:
            self._heading(text, block, block.rank, outline)
        elif " ".join(text.split()) in self.titles:
            # “Aktivitetsplan” below “Mål” ends it.
            outline.enter_line(text, HeadingMeaning())
            self.current = None
        elif (left := self._without_funds(block, outline.context)) != text:
            self._read(replace(block, text=left), outline)
        elif not self._labelled(block, outline) and not self._stands_out(block, outline):
            self._plain(block, outline)

    def _without_funds(self, block: TextBlock, context: Context) -> str:
        """What is left of a text when its lines of accounts are read: `Brukt: 159 800`."""
        text = block.text.strip()
        is_plain = self.current is None and not context.has_activities and not context.is_elsewhere
        if "report" not in self.kinds or not is_plain:
            return text
        lines = FundLines(self.words, self.values, self.draft, self.year)
        return lines.take(text, block.place, is_of_funds=context.section == "funds")

    def _stands_out(self, block: TextBlock, outline: Outline) -> bool:
        """Go on below a line that is a heading to the eye: bold, or of words that are known."""
        text = " ".join(block.text.split())
        if len(text.split()) > _MOST_WORDS or text.endswith(_SENTENCE_END):
            return False
        heading = self.words.heading(text)
        is_alone = heading.section is not None or begins_with_sub_goal(text, heading)
        if not block.is_bold and (block.is_item or not is_alone):
            return False
        self._heading(text, block, None, outline)
        return True

    def _heading(self, text: str, block: TextBlock, rank: int | None, outline: Outline) -> None:
        """Go on below a heading, which may be the name of an activity: `Tiltak 2: Kurs`.

        A line that stands out without being a heading has no rank.
        """
        label, colon, rest = text.partition(":")
        heading = self.words.heading(text)
        if rank is None:
            outline.enter_line(text, heading)
        else:
            outline.enter(rank, text, heading)
        self._level = None
        is_elsewhere = outline.context.is_elsewhere
        if "plan" in self.kinds and not is_elsewhere:
            take_goal_of_heading(self.draft, text, block.place, self.words)
        self.current = None
        if is_elsewhere:
            return
        if colon and has_content(rest) and counts_activity(label, self.words):
            self._activity(rest.strip(), block, outline.context)
        elif block.names_activity and outline.context.has_activities:
            self._activity(bare_name(text), block, outline.context)
        else:
            self._paper.take_title(text, block.place)

    def _labelled(self, block: TextBlock, outline: Outline) -> bool:
        """Read `Mål: …`, `Vedtatt: …`, `Delmål 2: …`; whether it is one of these."""
        label, rest = self._label_and_rest(block.text.strip())
        if not label or (not block.is_item and self._is_of_activities(label, rest)):
            return False
        context = outline.context
        if context.is_elsewhere or not self._of_label(label, rest, block, context):
            heading = self.words.heading(label)
            names_part = heading.section is not None and not block.is_item
            if not names_part and not begins_with_sub_goal(label, heading):
                return False
            self._lead_in(label, rest, block, outline)
        return True

    def _is_of_activities(self, label: str, rest: str) -> bool:
        """Whether a line is the heading of the activities of a sub-goal: `Delmål 1 – tiltak`."""
        is_part = self.words.heading(rest).section == "activities"
        return is_part and begins_with_sub_goal(label, self.words.heading(label))

    def _label_and_rest(self, text: str) -> tuple[str, str]:
        """The label before a colon, and what stands behind; nothing where there is none."""
        label, colon, rest = text.partition(":")
        if not colon:
            return sub_goal_apart(text, self.words) or ("", text)
        if len(words_of(label)) > _MOST_WORDS or not has_content(rest):
            return "", text
        label, rest = sub_goal_apart(text, self.words) or (label, rest)
        return label, rest.strip()

    def _of_label(self, label: str, rest: str, block: TextBlock, context: Context) -> bool:
        """Read what stands behind a label that says what it is of; whether it does."""
        heading = self.words.heading(label)
        is_field = self.words.field(label) is not None
        # “Økonomi: …” below a list of activities is none of the last one.
        is_below_list = self._level is not None and heading.section == "funds" and not block.is_item
        if self.current is not None and not is_below_list and self._is_of_activity(label):
            self._activities.add(self.current, block.text.strip(), block.place)
        elif counts_activity(label, self.words) and not block.is_item:
            self.current = None
            self._activity(rest, block, context)
        elif heading.section == "goals" and not block.is_item:
            named = heading.sub_goals or context.sub_goals
            self._goals.read(rest, block, replace(context, sub_goals=named))
        elif (number := number_of_goal(label, self.words)) is not None:
            self._goals.read_numbered(number, rest, block, context)
        elif is_field and not (block.is_item and context.has_activities):
            self._field(block, context)
        else:
            return False
        return True

    def _lead_in(self, label: str, rest: str, block: TextBlock, outline: Outline) -> None:
        """Go on below `Delmål 2: …` or `Tiltak: …`, and read what stands behind it."""
        is_listed = outline.context.section == "activities"
        outline.enter_lead_in(label, self.words.heading(label))
        self.current = self._level = None
        column = self.words.column(label, "activities")
        names_one = column is not None and column.field == "title"
        has_labels = self._activities.has_labels(rest)
        is_of_plan = "plan" in self.kinds or not is_listed
        if block.is_item and not has_labels and not names_one and is_of_plan:
            # “Delmål 3: Flere seniorer” may be what it aims at, and is not surely what is done.
            block = replace(block, is_item=False)
        if outline.context.is_elsewhere:
            self._plain(_rest(block, rest), outline)
        elif names_one and has_labels:
            self._activity(rest, block, outline.context)
        elif not self._is_goal_of_heading(rest, block, outline.context):
            self._plain(_rest(block, rest), outline)
        if block.is_item and has_labels:
            outline.end_item()

    def _field(self, block: TextBlock, context: Context) -> None:
        """Read `Vedtatt: 3.2.2016`, and what stands after it."""
        after = self._paper.take_labels(block.text.strip(), block.place)
        if after:
            self._sentences(replace(block, text="\n".join(after)), context)

    def _is_goal_of_heading(self, rest: str, block: TextBlock, context: Context) -> bool:
        """Take `Delmål 1: Sykefraværet skal ned`, a paragraph, for what may be a goal."""
        is_asked_for = "plan" in self.kinds and not block.is_item and context.has_activities
        return (
            is_asked_for
            and not self._unread.say_none([rest])
            and take_goal_of_heading(
                self.draft, block.text, block.place, self.words, also=("activities",)
            )
        )

    def _is_of_activity(self, label: str) -> bool:
        """Whether a line with this label tells more of an activity."""
        column = self.words.column(label, "activities")
        return column is not None and column.field != "title"

    def _plain(self, block: TextBlock, outline: Outline) -> None:
        """A paragraph or item that stands under the headings of the outline."""
        context = outline.context
        text = block.text.strip()
        self._level = self._level if block.is_item else None
        is_one = block.is_item or block.names_activity or self._activities.is_whole(text)
        if context.is_elsewhere:
            self._elsewhere(block, context)
        elif block.is_item and self._is_on_paper(text):
            self._sentences(block, context)
        elif self._is_below_item(block, context):
            self._below_item(text, block, context)
        elif is_one and context.has_activities:
            self._one(text, block, context)
        elif context.section == "goals" and self._activities.has_labels(text):
            self._unread.note(block, text, ("goals", "activities"), context)
        elif context.section == "goals" and not self._unread.may_name_sender(text):
            self._goals.read(text, block, context)
            self._level = block.indent
        elif context.section == "priorities" and "report" in self.kinds:
            self._priorities(text, block)
        elif context.section == "evidence":
            self._evidence(text, block, context)
        elif not self.words.is_courtesy(text):
            self._sentences(block, context)

    def _one(self, text: str, block: TextBlock, context: Context) -> None:
        """Read an item, or a text that is as good as one, as an activity, unless it is a note."""
        if block.is_item and self._may_be_note(text):
            is_note = self.words.is_note(text)
            self._unread.note(replace(block, is_item=not is_note), text, ("activities",), context)
        else:
            self._activity(bare_name(text) if block.names_activity else text, block, context)

    def _is_below_item(self, block: TextBlock, context: Context) -> bool:
        """Whether an item stands below the one that was read last as an activity or a goal."""
        is_below = block.is_item and self._level is not None and block.indent > self._level
        return is_below and (context.has_activities or context.section == "goals")

    def _below_item(self, text: str, block: TextBlock, context: Context) -> None:
        """What an item tells of the one that it stands below; one of its own may be another."""
        is_plain = not self._activities.has_labels(text)
        if self.current is not None and context.has_activities and is_plain:
            self._activities.add(self.current, text, block.place)
        else:
            told = ("activities",) if context.has_activities else ("goals", "activities")
            self._unread.note(block, text, told, context)

    def _elsewhere(self, block: TextBlock, context: Context) -> None:
        """What stands in a part on another year; the last of these may close the paper."""
        left = [
            one
            for one in sentences(block.text)
            if not (self._is_on_paper(one) and self._take(one, block, context))
        ]
        if left:
            told = could_tell(context, lists_items=block.is_item)
            self._unread.note(block, " ".join(left), told, context)

    def _is_on_paper(self, text: str) -> bool:
        """Whether a sentence is on the report itself: “Årsrapporten ble sendt …”."""
        begins = " ".join(text.split()[:_MOST_BEFORE_PAPER])
        return self.words.names_report(begins) and self._unread.may_name_sender(text)

    def _may_be_note(self, text: str) -> bool:
        """Whether an item right below a table of activities may be a note: these look like items.

        So does “1) Kurset ble holdt to ganger.”, which is no name.
        """
        is_sentence = text.endswith(".") and len(text.split()) > _LONGEST_NAME
        is_plain = not self._activities.has_labels(text)
        return self.is_below_list and (self.words.is_note(text) or (is_sentence and is_plain))

    def _sentences(self, block: TextBlock, context: Context) -> None:
        """What the sentences of a paragraph tell; what is left of it is not read."""
        left = [
            one
            for one in sentences(block.text)
            if not self._take(one, block, context) and not self._tells_nothing(one)
        ]
        if left:
            self._unread.note_sentences(left, block, context)

    def _take(self, sentence: str, block: TextBlock, context: Context) -> bool:
        """Read a sentence; whether it tells anything. Who sent the paper may be left of it."""
        is_told = self._paper.take_sentence(
            sentence, block.place, of_meetings=context.section == "meetings"
        )
        is_of_sender = names_centre(sentence) and self._unread.may_name_sender(sentence)
        if is_told and is_of_sender and "coordinated_by" not in self.draft.fields.values:
            self._unread.note(block, sentence, (), context)
        return is_told

    def _tells_nothing(self, line: str) -> bool:
        return self.words.is_courtesy(line) or self.words.is_title(line)

    def _activity(self, text: str, block: TextBlock, context: Context) -> None:
        self._level = block.indent if block.is_item else None
        if self._activities.names_none(text):
            self.current = None
            told = () if self._activities.says_none(text) else ("activities",)
            self._unread.note(block, text, told, context)
            return
        record, is_certain = self._activities.read(
            text, block.place, context, is_name=block.names_activity
        )
        if not is_certain:
            self.current = None
            doubt = MAY_NOT_BE_DONE if "report" in self.kinds else MAY_BE_DROPPED
            self.draft.notices.append((doubt, block.place))
            meant = replace(context, sub_goals=record.values.get("sub_goals", ()))
            self._unread.note(block, text, ("activities",), meant)
        elif has_content(record.values["title"]):
            self.draft.activities.append(record)
            self.current = record
            self._beside_activity(record, block)
        else:
            self._unread.note(block, text, ("activities",), context)

    def _beside_activity(self, record: DraftRecord, block: TextBlock) -> None:
        """Note what an item tells beside its activity that may be on who sent the paper."""
        for _, _, text in record.unknown:
            if self._unread.may_name_sender(text):
                self._unread.note(replace(block, is_item=False), text, (), Context())

    def _priorities(self, text: str, block: TextBlock) -> None:
        before = self.draft.fields.values.get("priorities")
        place = self.draft.fields.places.get("priorities", block.place)
        self.draft.fields.put("priorities", f"{before}\n{text}" if before else text, place)
        if "texts" in self.words.lists_named(text):
            # A closing line stands below the last heading, whatever that is of.
            self._unread.note(block, text, ("texts",), Context())

    def _evidence(self, text: str, block: TextBlock, context: Context) -> None:
        """A source, or sources, where it is told of which type they are."""
        types = () if self._unread.say_none([text]) else self.words.evidence(text)
        if not types:
            told = (
                ("evidence", "texts") if "texts" in self.words.lists_named(text) else ("evidence",)
            )
            self._unread.note(block, text, told, context)
        for type_ in types:
            record = DraftRecord(block.place)
            record.put("type", type_, block.place)
            record.put("title", text, block.place)
            self.draft.evidence.append(record)


def _rest(block: TextBlock, text: str) -> TextBlock:
    return TextBlock(text, block.place, is_item=block.is_item, indent=block.indent)
