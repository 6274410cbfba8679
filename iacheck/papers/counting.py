"""What councils' plans and reports hold, in figures: activities, whom they aim at, money.

A field that cannot be read is left out, and named, so that nobody takes the figures for whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iacheck.documents import Document, pointer
from iacheck.findings import Subject
from iacheck.names import normalise
from iacheck.papers.material import Judged, Material
from iacheck.periods import Period

# The agreement's sub-goals, as the schemas have them.
SUB_GOALS = (1, 2, 3)
# What an activity may be aimed at, as the schemas have it.
TARGETS = ("industries", "sectors", "enterprises", "occupations", "education_groups", "groups")
# Activities with another status, or none, count as carried out (as demand B16 has it).
NOT_DONE = ("postponed", "cancelled")


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a document (a JSON Pointer) that is not in the figures, for it cannot be read."""

    document: str
    path: str


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of a plan or report; `spent_nok` is what the report says went to it, in kroner.

    `targets` has, for each of `TARGETS`, the words that the activity is aimed at; `texts` is all
    in which it may mention an area.
    """

    council: Subject
    sub_goals: tuple[int, ...]
    status: str | None
    targets: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]
    spent_nok: int = 0

    @property
    def done(self) -> bool:
        return self.status not in NOT_DONE


@dataclass(frozen=True, slots=True)
class Account:
    """A report in figures; amounts are whole kroner, None where the report does not state them.

    `used_nok` is what the report says, else the sum of what it accounts for. `loose_nok` stands
    in lines that belong to no activity of the report. What is then left of what was used stands
    nowhere (`unexplained_nok`); it is below 0 where the report accounts for more than it used.
    """

    council: Subject
    period: Period
    activities: tuple[Activity, ...]
    received_nok: int | None
    carried_over_nok: int | None
    used_nok: int | None
    used_stated: bool
    loose_nok: int

    @property
    def unexplained_nok(self) -> int:
        spent = sum(activity.spent_nok for activity in self.activities)
        return (self.used_nok or 0) - spent - self.loose_nok


@dataclass(frozen=True)
class Figures:
    """All that is counted in a round; `silent` are the councils of which no report is there."""

    accounts: tuple[Account, ...]
    planned: tuple[Activity, ...]
    silent: tuple[Subject, ...]
    unread: tuple[Unread, ...]

    @property
    def reported(self) -> Sequence[Activity]:
        return [activity for account in self.accounts for activity in account.activities]

    @property
    def done(self) -> Sequence[Activity]:
        return [activity for activity in self.reported if activity.done]


def figures(material: Material) -> Figures:
    """The figures of a round.

    In a year's round, a council that has a report for the year is counted by it alone, else by
    those for its half-years: what is told twice counts once.
    """
    unread: list[Unread] = []
    councils = material.of_kind("council-year", "council-half-year")
    whole = {j.subject for j in councils if j.period.half is None and _the(j, "report")}
    accounts: list[Account] = []
    planned: list[Activity] = []
    for judged in councils:
        report, plan = _the(judged, "report"), _the(judged, "plan")
        if report is not None and (judged.period.half is None or judged.subject not in whole):
            accounts.append(_account(judged, report, unread))
        if plan is not None and judged.period.half is None:
            planned += _activities(plan, judged.subject, {}, unread)
    heard = {account.council for account in accounts}
    silent = [subject for subject in material.subjects("council") if subject not in heard]
    return Figures(tuple(accounts), tuple(planned), tuple(silent), tuple(dict.fromkeys(unread)))


def _the(judged: Judged, root: str) -> Document | None:
    """The document, where there is just one that may be it."""
    documents = judged.case.documents.get(root, ())
    return documents[0] if len(documents) == 1 else None


def _account(judged: Judged, report: Document, unread: list[Unread]) -> Account:
    here = _Part(report.name, unread)
    funds = here.mapping(report.body, "funds")
    lines = list(here.step("funds").mappings(funds, "lines"))
    spent: Counter[str] = Counter()
    for line, at in lines:
        to = line.get("activity")
        spent[to if isinstance(to, str) else ""] += at.kroner(line, "amount_nok") or 0
    activities = tuple(_activities(report, judged.subject, spent if lines else None, unread))
    loose = spent.total() - sum(activity.spent_nok for activity in activities) if lines else 0
    used = stated = here.step("funds").kroner(funds, "used_nok")
    if used is None and (lines or any(activity.spent_nok for activity in activities)):
        used = loose + sum(activity.spent_nok for activity in activities)
    return Account(
        judged.subject,
        judged.period,
        activities,
        here.step("funds").kroner(funds, "received_nok"),
        here.step("funds").kroner(funds, "carried_over_nok"),
        used,
        stated is not None,
        loose,
    )


def _activities(
    document: Document, council: Subject, spent: Mapping[str, int] | None, unread: list[Unread]
) -> Iterator[Activity]:
    """The activities; what is spent on each is told by the funds' lines, else by its own cost."""
    left = None if spent is None else dict(spent)
    for body, at in _Part(document.name, unread).mappings(document.body, "activities"):
        id_ = body.get("id")
        cost = at.kroner(body, "cost_nok") or 0
        if left is not None:
            # An id that two activities share is the first one's.
            cost = left.pop(id_, 0) if isinstance(id_, str) else 0
        target = at.mapping(body, "target")
        targets = {name: at.step("target").words(target, name) for name in TARGETS}
        title = body.get("title")
        texts = (
            *([title] if isinstance(title, str) else ()),
            *at.words(body, "themes"),
            *(word for name in TARGETS for word in targets[name]),
        )
        status = body.get("status")
        yield Activity(
            council,
            at.sub_goals(body),
            status if isinstance(status, str) else None,
            targets,
            texts,
            cost,
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a document whose fields are read, each if it is of its type."""

    document: str
    unread: list[Unread]
    path: str = ""

    def step(self, *steps: str | int) -> _Part:
        return _Part(self.document, self.unread, self.path + pointer(*steps))

    def miss(self, *steps: str | int) -> None:
        self.unread.append(Unread(self.document, self.path + pointer(*steps)))

    def mapping(self, body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = body.get(name)
        if isinstance(value, Mapping):
            return value
        if value is not None:
            self.miss(name)
        return {}

    def list_(self, body: Mapping[str, Any], name: str) -> Sequence[Any]:
        value = body.get(name)
        if isinstance(value, list | tuple):
            return value
        if value is not None:
            self.miss(name)
        return ()

    def mappings(
        self, body: Mapping[str, Any], name: str
    ) -> Iterator[tuple[Mapping[str, Any], _Part]]:
        for index, item in enumerate(self.list_(body, name)):
            if isinstance(item, Mapping):
                yield item, self.step(name, index)
            else:
                self.miss(name, index)

    def kroner(self, body: Mapping[str, Any], name: str) -> int | None:
        value = body.get(name)
        if value is None:
            return None
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if not whole or isinstance(value, bool) or value < 0:
            self.miss(name)
            return None
        return int(value)

    def words(self, body: Mapping[str, Any], name: str) -> tuple[str, ...]:
        """The words of a list, each once whatever the case, spaces and hyphens."""
        found: dict[str, str] = {}
        for index, word in enumerate(self.list_(body, name)):
            if not isinstance(word, str):
                self.miss(name, index)
            elif normalise(word):
                found.setdefault(normalise(word), word.strip())
        return tuple(found.values())

    def sub_goals(self, body: Mapping[str, Any]) -> tuple[int, ...]:
        found = set()
        for index, goal in enumerate(self.list_(body, "sub_goals")):
            if isinstance(goal, int | float) and not isinstance(goal, bool) and goal in SUB_GOALS:
                found.add(int(goal))
            else:
                self.miss("sub_goals", index)
        return tuple(sorted(found))
