"""Under which headings a text or table stands, as the eye sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from iacheck.documents.unread_block import BlockSort
from iacheck.forms.free_form.drafts import DraftRecord, Remainder
from iacheck.forms.free_form.trade_words import HeadingMeaning
from iacheck.forms.paper_blocks import TextBlock
from iacheck.forms.sub_goals import sub_goal_of_subject, sub_goals_named
from iacheck.forms.value_words import Status
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.language.names import words

# Parts that may stand once for each sub-goal.
_OF_GOALS = ("activities", "goals")
# What may stand under the heading of another year: if nothing else is read, the year may be wrong.
OTHER_YEAR = "other_year"
# “Fagdag om støy (delmål 1)”
_BEHIND = re.compile(r"\((?P<named>[^()]*)\)\W*\Z")
# “DM 1”, “DM1”
_SHORT = re.compile(r"dm[123]?")
# Ranks of what stands out without being a heading: below those of headings, 0 to 6.
BOLD_RANK = 7
LEAD_IN_RANK = 8
ROW_RANK = 10


@frozen
class Context:
    """What the headings above say: the part, the sub-goals, and whether any of it is known.

    `heading` is the nearest one, as it stands. `before` are sub-goals that may be meant: those of
    the heading of the same rank before this one (`Delmål 1`, `Tiltak`, `Delmål 2` …), else that
    which a heading is about. `is_of_other_year` tells that a heading above is about another year
    than the paper, or about what such a paper does not tell of; `statuses` are those that the
    nearest heading of activities names.
    """

    section: str | None = None
    sub_goals: tuple[int, ...] = ()
    is_known: bool = False
    heading: str = ""
    before: tuple[int, ...] = ()
    is_of_other_year: bool = False
    statuses: tuple[Status, ...] = ()

    @property
    def is_elsewhere(self) -> bool:
        """Whether what stands here is not read: it is of another year, or nobody knows of which."""
        return self.is_of_other_year or self.section == "discontinued"

    @property
    def has_activities(self) -> bool:
        """Whether what stands here, and is not otherwise known, tells of activities."""
        return self.section == "activities" or (self.section is None and bool(self.sub_goals))


@frozen
class _Level:
    """A heading in force, and whether it is about another year than the paper."""

    rank: int
    text: str
    heading: HeadingMeaning
    is_other: bool


@dataclass(slots=True)
class Outline:
    """The headings in force; each until the next of its rank or of a higher one.

    `are_others` tells of a heading whether it is about another year than the paper; `entries` is
    how many headings there have been.
    """

    are_others: Callable[[str, HeadingMeaning], bool]
    _stack: list[_Level] = field(default_factory=list)
    _before: tuple[int, ...] = ()
    # Whether the last line names a sub-goal, and the one before it did so too.
    _is_goal_alone: bool = False
    _is_listed: bool = False
    entries: int = 0
    _seen: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)

    def enter(self, rank: int, text: str, heading: HeadingMeaning) -> None:
        """Go on below a heading."""
        above = self.context
        is_goal = heading.section is None and bool(heading.sub_goals)
        self._is_listed = is_goal and self._is_goal_alone
        self._is_goal_alone = is_goal
        is_other = self.are_others(text, heading) or self._goes_on_with_other(rank, heading)
        self.leave(rank)
        is_of_goal = _is_part_of_goal(heading)
        is_left = above.sub_goals and not self.context.sub_goals
        self._before = (above.sub_goals if is_left else above.before) if is_of_goal else ()
        self._stack.append(_Level(rank, text, heading, is_other))
        self._seen.add((rank, heading.sub_goals))
        self.entries += 1

    def _goes_on_with_other(self, rank: int, heading: HeadingMeaning) -> bool:
        """Whether “Delmål 1”, which came before, comes again below “Planer for 2016”."""
        is_below = any(one.rank == rank and one.is_other for one in self._stack)
        is_again = bool(heading.sub_goals) and (rank, heading.sub_goals) in self._seen
        return is_below and is_again and heading.section is None

    def enter_line(self, text: str, heading: HeadingMeaning) -> None:
        """Go on below a line that stands out: “Tiltak” below “Delmål 2” is of that sub-goal."""
        self.enter(self._rank_below_goal(heading) or BOLD_RANK, text, heading)

    def enter_lead_in(self, text: str, heading: HeadingMeaning) -> None:
        """Go on below the words before a colon: “Delmål 2: …”, and “Tiltak: …” below it."""
        self.enter(self._rank_below_goal(heading) or LEAD_IN_RANK, text, heading)

    def end_item(self) -> None:
        """Go on after an item with a sub-goal of its own, which the next may be meant to have."""
        own = self.context.sub_goals
        self.leave(LEAD_IN_RANK)
        self._before = own

    def add_content(self) -> None:
        """Note that something stands below the headings in force that is no heading."""
        self._is_goal_alone = False

    def _rank_below_goal(self, heading: HeadingMeaning) -> int | None:
        """The rank of a part of the sub-goal that a line above names; None where there is none.

        What follows several sub-goals that are only listed is of none of them.
        """
        lines = [one for one in self._stack if one.rank >= BOLD_RANK and one.heading.sub_goals]
        if not lines or not _is_part_of_goal(heading):
            return None
        return BOLD_RANK if self._is_listed else lines[-1].rank + 1

    def leave(self, rank: int) -> None:
        """Go on after everything that stands below a heading of this rank."""
        while self._stack and self._stack[-1].rank >= rank:
            self._stack.pop()

    def leave_contents(self) -> None:
        """Go on after a table of contents: what is no line of it is not of it."""
        sections = [one.heading.section for one in self._stack]
        if "nothing" in sections:
            del self._stack[sections.index("nothing") :]

    @property
    def _subject(self) -> tuple[int, ...]:
        """The sub-goal that a heading may be about: “Innsatsområde 1: Sykefravær”."""
        subjects = (sub_goal_of_subject(one.text.rpartition(":")[2]) for one in self._stack)
        return tuple(one for one in subjects if one is not None)[-1:]

    @property
    def context(self) -> Context:
        section: str | None = None
        sub_goals: tuple[int, ...] = ()
        is_known = False
        statuses: tuple[Status, ...] = ()
        for heading in (one.heading for one in self._stack):
            if heading.section not in (None, "plans"):
                section, statuses = heading.section, heading.statuses
            elif heading.sub_goals and section not in ("activities", "goals"):
                section = None  # what stands under a sub-goal is what is done for it
            sub_goals = heading.sub_goals or sub_goals
            is_known = is_known or heading.is_known
        text = self._stack[-1].text if self._stack else ""
        before = () if sub_goals else self._before or self._subject
        is_other = any(one.is_other for one in self._stack)
        return Context(section, sub_goals, is_known, text, before, is_other, statuses)


def _is_part_of_goal(heading: HeadingMeaning) -> bool:
    """Whether a heading is that of a part that each sub-goal may have, and names none: “Tiltak”."""
    return heading.section in _OF_GOALS and not heading.sub_goals


def could_tell(context: Context, *, lists_items: bool) -> tuple[str, ...]:
    """What a part of a paper could tell where it stands, if it were read.

    `lists_items` tells that it is a table, or items of a list: a text is no list of activities.
    `texts` are the fields of running text.
    """
    is_of_activities = context.section in ("activities", None) and context.has_activities
    if context.is_elsewhere or is_of_activities:
        part = OTHER_YEAR if context.is_of_other_year else "activities"
        return (part,) if lists_items else ()
    if context.section == "nothing":
        return ()
    if context.section == "priorities":
        return ("priorities", "texts", "evidence")
    if context.section is not None:
        return (context.section,)
    return ("activities", "texts", "evidence") if lists_items else ("texts", "evidence")


def text_remainder(
    block: TextBlock,
    text: str,
    parts: tuple[str, ...],
    context: Context,
    named: tuple[int, ...] = (),
) -> Remainder:
    """What of a paragraph or an item was not read."""
    sort: BlockSort = "list" if block.is_item else "text"
    return Remainder(sort, block.place, text, parts, context.sub_goals, named)


def begins_with_sub_goal(text: str, heading: HeadingMeaning) -> bool:
    """Whether a text is a heading of sub-goals, and not only names one on its way."""
    first = next(iter(words(text)), "")
    is_word = first in ("delmål", "sub", "subgoal", "ia") or _SHORT.fullmatch(first) is not None
    return bool(heading.sub_goals) and is_word


def under_context(record: DraftRecord, table: str, context: Context) -> None:
    """Give a record the sub-goals of its title, else of the headings above it.

    What it tells itself goes before. A sub-goal that its title only names may be meant or not.
    """
    name = "sub_goals" if table == "activities" else "sub_goal"
    if name in record.values or name in record.doubts:
        return
    title = str(record.values.get("title", ""))
    named = sub_goals_named(title)
    behind = _BEHIND.search(title)
    if behind and sub_goals_named(behind["named"]) == named != ():
        record.put(name, named, record.place)
        record.put("title", title[: behind.start()].rstrip(), record.places["title"])
    elif context.sub_goals:
        record.put(name, context.sub_goals, record.place)
    elif context.before:
        told = message("Nothing says whether the sub-goal above is meant here too; name it again")
        record.doubt(name, told, record.place, context.heading)
    elif named:
        told = message("The sub-goal stands in the title alone; give it a place of its own")
        record.doubt(name, told, record.place, title)
