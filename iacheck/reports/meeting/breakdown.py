"""Activities and money, broken down by sub-goal and by whom activities are aimed at.

An activity counts once under each of its sub-goals and words, so that rows may add up to more
activities than there are. Its money is parted equally among them, to the krone, so that money
always adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from iacheck.language.frozen import frozen
from iacheck.reports.meeting.counting import Activity
from iacheck.reports.meeting.fields import SUB_GOALS
from iacheck.reports.meeting.spelling import common_spellings, spelling_key

# The columns of a row: each sub-goal, and None for activities that name none.
GOALS: tuple[int | None, ...] = (*SUB_GOALS, None)


@frozen
class BreakdownRow:
    """Activities and kroner under each sub-goal, and the number of activities in all.

    `word` is as most wrote it; None for the activities that name none.
    """

    word: str | None
    activities: Mapping[int | None, int]
    money: Mapping[int | None, int]
    total: int

    @property
    def money_nok(self) -> int:
        return sum(self.money.values())


def shares(amount: int, parts: int) -> Sequence[int]:
    """A whole amount in equal parts; what does not divide goes to the first, a krone each."""
    each, over = divmod(amount, parts)
    return [each + (part < over) for part in range(parts)]


def by_goal(activity: Activity) -> Mapping[int | None, int]:
    """What is spent on an activity, by its sub-goals."""
    goals: tuple[int | None, ...] = activity.sub_goals or (None,)
    return dict(zip(goals, shares(activity.spent_nok, len(goals)), strict=True))


def all_activities(activities: Iterable[Activity]) -> BreakdownRow:
    """All the activities in one row."""
    listed = list(activities)
    counted: Counter[int | None] = Counter()
    money: Counter[int | None] = Counter()
    for activity in listed:
        parted = by_goal(activity)
        counted.update(parted.keys())
        money.update(parted)
    return BreakdownRow(None, counted, money, len(listed))


def breakdown(activities: Iterable[Activity], target: str) -> Sequence[BreakdownRow]:
    """A row for each word that activities are aimed at, the most frequent first, and a last one.

    The last row is for activities that name none; it is left out where there are none.
    """
    activities = list(activities)
    counted: dict[str, Counter[int | None]] = {}
    money: dict[str, Counter[int | None]] = {}
    total: Counter[str] = Counter()
    for activity in activities:
        # Two spellings of a word on one activity are one word.
        words = list(dict.fromkeys(map(spelling_key, activity.targets[target]))) or [""]
        total.update(words)
        for goal, amount in by_goal(activity).items():
            for word, part in zip(words, shares(amount, len(words)), strict=True):
                counted.setdefault(word, Counter())[goal] += 1
                money.setdefault(word, Counter())[goal] += part
    written = common_spellings(word for activity in activities for word in activity.targets[target])
    rows = [
        BreakdownRow(written.get(word), counted[word], money[word], total[word]) for word in counted
    ]
    return sorted(rows, key=lambda row: (row.word is None, -row.total, row.word or ""))


def used_once(rows: Sequence[BreakdownRow]) -> Sequence[BreakdownRow]:
    """The rows of words that a single activity is aimed at."""
    return [row for row in rows if row.word is not None and row.total == 1]


def merged_row(rows: Sequence[BreakdownRow]) -> BreakdownRow:
    """Several rows as one, which adds up as they do."""
    activities: Counter[int | None] = Counter()
    money: Counter[int | None] = Counter()
    for row in rows:
        activities.update(row.activities)
        money.update(row.money)
    return BreakdownRow(None, activities, money, sum(row.total for row in rows))
