"""What no activity reaches: sub-goals, areas, words of the plans, councils (service S05)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from iacheck.cases.findings import Subject
from iacheck.cases.vocabulary import Area
from iacheck.checks.texts import mentions
from iacheck.language.frozen import frozen
from iacheck.reports.meeting.counting import TARGETS, Activity, Figures
from iacheck.reports.meeting.fields import SUB_GOALS
from iacheck.reports.meeting.material import group_by
from iacheck.reports.meeting.spelling import common_spellings, spelling_key


@frozen
class ReachedArea:
    """An area, the number of activities that mention it, and the councils that have them."""

    area: Area
    activities: int
    councils: tuple[Subject, ...]


@frozen
class PlannedOnly:
    """A word that plans aim at and no activity does that was carried out; the plans' councils."""

    target: str
    word: str
    councils: tuple[Subject, ...]


def by_council(figures: Figures) -> Mapping[Subject, Mapping[int, int]]:
    """The number of activities under each sub-goal, by council that has reported."""
    reported: dict[Subject, Sequence[Activity]] = {
        account.council: [] for account in figures.accounts
    }
    done: Mapping[Subject, Sequence[Activity]] = {
        **reported,
        **group_by(figures.done, lambda activity: activity.council),
    }
    return {
        council: {goal: sum(goal in a.sub_goals for a in activities) for goal in SUB_GOALS}
        for council, activities in done.items()
    }


def councils_without_activity(figures: Figures) -> Sequence[Subject]:
    """The councils that have reported, and no activity that was carried out."""
    busy = {activity.council for activity in figures.done}
    return tuple(dict.fromkeys(a.council for a in figures.accounts if a.council not in busy))


def councils_without_sub_goal(figures: Figures, goal: int) -> Sequence[Subject]:
    """The councils that have carried something out, and nothing under a sub-goal."""
    still = councils_without_activity(figures)
    return tuple(
        council
        for council, found in by_council(figures).items()
        if not found[goal] and council not in still
    )


def areas(figures: Figures, known: Sequence[Area]) -> Sequence[ReachedArea]:
    """Each area with what reaches it, the least reached first."""
    found = []
    for area in known:
        reaching = [a for a in figures.done if mentions(a.texts, area.stems)]
        councils = tuple(dict.fromkeys(activity.council for activity in reaching))
        found.append(ReachedArea(area, len(reaching), councils))
    return sorted(found, key=lambda reached: (len(reached.councils), reached.activities))


def levels(figures: Figures) -> Mapping[str, Collection[Subject]]:
    """The councils of which an activity names a target, by kind of target."""
    return {target: {a.council for a in figures.done if a.targets[target]} for target in TARGETS}


def planned_only(figures: Figures) -> Sequence[PlannedOnly]:
    """Words that plans aim at, and that no activity of any council was aimed at.

    Plans of councils without a report are left out: nobody knows what became of them.
    """
    found = []
    for target in TARGETS:
        reached = {spelling_key(word) for a in figures.done for word in a.targets[target]}
        aimed = [
            (spelling_key(word), word, a.council)
            for a in figures.comparable
            for word in a.targets[target]
        ]
        written = common_spellings(word for _, word, _ in aimed)
        for key, word in sorted(written.items(), key=lambda pair: pair[1]):
            if key not in reached:
                councils = dict.fromkeys(council for other, _, council in aimed if other == key)
                found.append(PlannedOnly(target, word, tuple(councils)))
    return found
