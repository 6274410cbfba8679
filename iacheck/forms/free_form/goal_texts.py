"""Goals in headings of sub-goals, `Delmål 1. Mål: …`, and behind labels, `Mål 1: …`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from iacheck.forms.free_form.drafts import Draft, DraftRecord, Remainder
from iacheck.forms.free_form.outline import (
    Context,
    begins_with_sub_goal,
    text_remainder,
    under_context,
)
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.grids import Cell
from iacheck.forms.paper_blocks import TextBlock
from iacheck.forms.sub_goals import sub_goal_of_subject
from iacheck.language.content import has_content
from iacheck.language.places import Place

# “Delmål 1: …”, “Delmål 1 – …”, “Delmål 1. …”
_WITH_TEXT = re.compile(
    r"(?P<label>[^:.–—]*?\d)\s*(?:[:–—]|\s-\s|\.\s)\s*(?P<rest>\S.*)", re.DOTALL
)
_NUMBERED = re.compile(r"(?P<word>\D+?)\s(?:nr\.?\s)?(?P<number>\d)")
_MOST_SUB_GOALS = 3
_MOST_WORDS_OF_BODY = 2


@dataclass(slots=True)
class GoalTexts:
    """Reads goals of texts into a draft."""

    words: TradeWords
    draft: Draft
    _numbered: list[DraftRecord] = field(default_factory=list, init=False)

    def read(self, text: str, block: TextBlock, context: Context) -> None:
        """Read a goal, which may name its sub-goal: `Delmål 2: Flere i arbeid`.

        One of no sub-goal that is known is not read, nor is what goals only follow.
        """
        heading = self.words.heading(text)
        label, colon, rest = text.partition(":")
        if colon and begins_with_sub_goal(label, heading):
            context = Context(context.section, heading.sub_goals, is_known=True)
            text = rest.strip()
        if not context.sub_goals or text.endswith(":"):
            self.draft.unread.append(text_remainder(block, text, ("goals",), context))
            return
        record = DraftRecord(block.place)
        record.put("text", text, block.place)
        under_context(record, "goals", context)
        self.draft.goals.append(record)

    def read_numbered(self, number: int, text: str, block: TextBlock, context: Context) -> None:
        """Read `Mål 1: …`: the numbers are those of the sub-goals, unless there are more."""
        is_told = bool(context.sub_goals)
        known = context if is_told else replace(context, sub_goals=_sub_goals_numbered(number))
        before = len(self.draft.goals)
        self.read(text, block, known)
        if not is_told:
            self._numbered += self.draft.goals[before:]
        if not known.sub_goals:
            for goal in self._numbered:
                goal.values.pop("sub_goal", None)


def sub_goal_apart(text: str, words: TradeWords) -> tuple[str, str] | None:
    """The sub-goal that a text begins with, and what stands behind it: `Delmål 1 – Kurs. …`."""
    match = _WITH_TEXT.fullmatch(text.strip())
    if match is None or not begins_with_sub_goal(match["label"], words.heading(match["label"])):
        return None
    return match["label"], match["rest"]


def take_goal_of_heading(
    draft: Draft, text: str, place: Place, words: TradeWords, also: tuple[str, ...] = ()
) -> bool:
    """Take the goal that a heading of a sub-goal holds; what may be one is noted as not read.

    Its rest may be what the sub-goal is about (“Delmål 2: Inkludering”), and no goal: then nothing
    is done. `also` is what else it could tell.
    """
    match = _WITH_TEXT.fullmatch(text.strip())
    heading = words.heading(match["label"]) if match else None
    if match is None or heading is None or not begins_with_sub_goal(match["label"], heading):
        return False
    label, colon, goal = match["rest"].partition(":")
    if colon and goal.strip() and words.heading(label).section == "goals":
        record = DraftRecord(place)
        record.put("text", goal.strip(), place)
        record.put("sub_goal", heading.sub_goals, place)
        draft.goals.append(record)
        return True
    is_subject = sub_goal_of_subject(match["rest"]) is not None
    if is_subject or words.heading(match["rest"]).is_known:
        return False
    told = Remainder("text", place, text, ("goals", *also), heading.sub_goals)
    (draft.unread if also else draft.headings).append(told)
    return True


def take_goal_of_row(
    draft: Draft,
    row: Mapping[int, Cell],
    context: Context,
    words: TradeWords,
    *,
    is_entry: bool,
) -> bool:
    """Take a goal that stands beside its label in a row of two cells: `Mål: | Flere i arbeid`.

    One of no sub-goal that is known is noted as not read. `is_entry` tells that the row stands
    where entries do, which may be called so too: `Mål | NAV`.
    """
    if len(row) != len(("label", "goal")):
        return False
    label, goal = (cell for _, cell in sorted(row.items()))
    if not isinstance(label.value, str) or not isinstance(goal.value, str):
        return False
    heading = words.heading(label.value)
    if heading.section != "goals" or not has_content(goal.value):
        return False
    is_label = label.value.rstrip().endswith(":") or len(goal.value.split()) > _MOST_WORDS_OF_BODY
    if is_entry and not is_label:
        return False
    sub_goals = heading.sub_goals or context.sub_goals
    if not sub_goals:
        text = f"{label.value} {goal.value}"
        draft.unread.append(Remainder("row", label.place, text, ("goals",)))
        return True
    record = DraftRecord(label.place)
    record.put("text", " ".join(goal.value.split()), goal.place)
    record.put("sub_goal", sub_goals, label.place)
    draft.goals.append(record)
    return True


def number_of_goal(label: str, words: TradeWords) -> int | None:
    """The number that a label gives a goal: `Mål 1`."""
    match = _NUMBERED.fullmatch(label.strip())
    is_goal = match is not None and words.heading(match["word"]).section == "goals"
    return int(match["number"]) if match is not None and is_goal else None


def _sub_goals_numbered(number: int) -> tuple[int, ...]:
    """The sub-goal with that number; none for one that there is not."""
    return (number,) if 0 < number <= _MOST_SUB_GOALS else ()
