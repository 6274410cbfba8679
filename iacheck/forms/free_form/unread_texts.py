"""What texts of a paper could tell that were not read: noted, so that it is held against nobody."""

from __future__ import annotations

from collections.abc import Sequence

from iacheck.forms.free_form.drafts import Draft
from iacheck.forms.free_form.outline import Context, could_tell, text_remainder
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import TextBlock
from iacheck.forms.sub_goals import sub_goals_named
from iacheck.language.frozen import frozen
from iacheck.language.names import words as words_of

_SUB_GOALS = 3


@frozen
class UnreadTexts:
    """Notes unread texts in a draft; `kinds` are those of the paper."""

    words: TradeWords
    draft: Draft
    kinds: tuple[str, ...]

    def note(
        self,
        block: TextBlock,
        text: str,
        parts: tuple[str, ...],
        context: Context,
        named: tuple[int, ...] = (),
    ) -> None:
        """Note a text that could tell these parts of the paper, and perhaps who sent it."""
        if self.may_name_sender(text):
            parts = (*parts, "senders")
        self.draft.unread.append(text_remainder(block, text, parts, context, named))

    def note_sentences(self, left: Sequence[str], block: TextBlock, context: Context) -> None:
        """Note sentences, by where they stand and what they have words of."""
        text = " ".join(left)
        told = could_tell(context, lists_items=block.is_item)
        if context.has_activities and not block.is_item and not self.say_none(left):
            told = ("activities", "goals")
        if self.words.evidence(text):
            told = (*told, "evidence")
        if not block.is_item and context.section != "nothing":
            told = (*told, *self.words.lists_named(text))
        self.note(block, text, tuple(dict.fromkeys(told)), context, self._named(left))

    def say_none(self, left: Sequence[str]) -> bool:
        """Whether each sentence says that there is nothing: “Rådet har ikke planlagt tiltak”."""
        negations = self.words.sentences.negations
        return all(negations & frozenset(words_of(sentence)) for sentence in left)

    def may_name_sender(self, text: str) -> bool:
        """Whether a text of a report may tell who wrote or sent it, and through whom."""
        return "report" in self.kinds and self.words.may_name_sender(text)

    def _named(self, left: Sequence[str]) -> tuple[int, ...]:
        """The sub-goals that sentences name, and say something of: not all, and not that none is.

        “Under delmål 3 holdt vi …” may stand under any heading.
        """
        several = [sub_goals_named(one) for one in left if not self.say_none([one])]
        return tuple(sorted({n for named in several if len(named) < _SUB_GOALS for n in named}))
