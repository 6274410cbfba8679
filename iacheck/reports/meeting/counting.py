"""What councils' plans and reports hold, in figures: activities, whom they aim at, money.

A field that cannot be read is left out, and named, so that nobody takes the figures for whole.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from iacheck.cases.findings import Subject
from iacheck.documents.document import Document
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.messages import DocumentPart
from iacheck.language.periods import Period, read_date
from iacheck.reports.meeting.delivery import Delivery
from iacheck.reports.meeting.fields import DocumentFields
from iacheck.reports.meeting.half_read import HalfReadDocument, UnderSubGoal
from iacheck.reports.meeting.material import JudgedSubject, Material
from iacheck.reports.meeting.plan_comparison import PlanComparison

# What an activity may be aimed at, as the schemas have it.
TARGETS = ("industries", "sectors", "enterprises", "occupations", "education_groups", "groups")
# Activities with another status, or none, count as carried out (as demand B16 has it).
NOT_DONE = ("postponed", "cancelled")


@frozen
class Activity:
    """An activity of a plan or report; `spent_nok` is what the report says went to it, in kroner.

    `targets` has, for each of `TARGETS`, the words that the activity is aimed at; `texts` is all
    in which it may mention an area. `from_plan` is whether a report's activity is of the plan that
    the council goes by; None where there is none, or where it cannot be told. `participants` is
    None where a report does not say how many there were; `has_effect` is whether it says what came
    of the activity.
    """

    council: Subject
    sub_goals: tuple[int, ...]
    status: str | None
    targets: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]
    spent_nok: int = 0
    from_plan: bool | None = None
    participants: int | None = None
    has_effect: bool = False

    @property
    def done(self) -> bool:
        return self.status not in NOT_DONE


@frozen
class Account:
    """A report in figures; amounts are whole kroner, None where the report does not state them.

    `used_nok` is what the report says, else the sum of what it accounts for. `loose_nok` stands
    in lines that belong to no activity of the report. What is then left of what was used stands
    nowhere (`unexplained_nok`); it is below 0 where the report accounts for more than it used.
    A report counts for what it holds, also where it is not `delivered` as of the day of the paper.
    `has_plan` is whether the council has a plan, or goes by another's. `predecessors` are those it
    took over from; one that `is_new` began within the period. `meetings` held and mentions in
    `media` are those of days of the period that have come.
    """

    council: Subject
    period: Period
    delivered: bool
    has_plan: bool
    activities: tuple[Activity, ...]
    received_nok: int | None
    carried_over_nok: int | None
    used_nok: int | None
    used_stated: bool
    loose_nok: int
    predecessors: tuple[Subject, ...]
    is_new: bool
    meetings: int = 0
    media: int = 0

    @property
    def done(self) -> Sequence[Activity]:
        return [activity for activity in self.activities if activity.done]

    @property
    def unexplained_nok(self) -> int:
        spent = sum(activity.spent_nok for activity in self.activities)
        return (self.used_nok or 0) - spent - self.loose_nok

    @property
    def left_nok(self) -> int | None:
        """Received and carried over, less used; None where it does not state received or used."""
        if self.received_nok is None or self.used_nok is None or not self.used_stated:
            return None
        return self.received_nok + (self.carried_over_nok or 0) - self.used_nok


@dataclass(frozen=True)
class Figures:
    """All that is counted in a period; `silent` are the councils of which no report is counted.

    `followed` are those whose plan another council with a report goes by. `unread` are the fields
    that cannot be read, and `half_read` the documents with more in them than was read.
    """

    accounts: tuple[Account, ...]
    planned: tuple[Activity, ...]
    silent: tuple[Subject, ...]
    followed: tuple[Subject, ...]
    unread: tuple[DocumentPart, ...]
    half_read: tuple[HalfReadDocument, ...]

    @property
    def reported(self) -> Sequence[Activity]:
        return [activity for account in self.accounts for activity in account.activities]

    @property
    def done(self) -> Sequence[Activity]:
        return [activity for account in self.accounts for activity in account.done]

    @property
    def undelivered(self) -> Sequence[Account]:
        return [account for account in self.accounts if not account.delivered]

    @property
    def planless(self) -> Sequence[Activity]:
        """What was carried out by councils without a plan to compare with."""
        return [a for account in self.accounts if not account.has_plan for a in account.done]

    @property
    def untold(self) -> Sequence[Activity]:
        """What was carried out by those with a plan, and nobody can tell whether it is of it."""
        having = [account for account in self.accounts if account.has_plan]
        return [a for account in having for a in account.done if a.from_plan is None]

    @property
    def comparable(self) -> Sequence[Activity]:
        """What is planned by councils of which a report tells what became of it."""
        return [activity for activity in self.planned if not self._is_unknown(activity.council)]

    @property
    def incomparable(self) -> Sequence[Activity]:
        """What is planned by councils of which no report is counted, nor of any successor."""
        return [activity for activity in self.planned if self._is_unknown(activity.council)]

    def in_doubt(
        self, root: str, parts: Sequence[str], under: UnderSubGoal = "any"
    ) -> Sequence[Subject]:
        """The councils of whose plans or reports something was not read that could change a part.

        Plans are those of councils of which a report tells what became of them.
        """
        return [
            document.council
            for document in self.half_read
            if document.root == root
            and not (root == "plan" and self._is_unknown(document.council))
            and document.could_change(parts, under)
        ]

    def _is_unknown(self, council: Subject) -> bool:
        """Whether no report tells what became of a council's plan."""
        return council in self.silent and council not in self.followed


def figures(material: Material, delivered: Iterable[Delivery]) -> Figures:
    """The figures of a period of which this was delivered: those of the reports on it alone."""
    unread: list[DocumentPart] = []
    # Where no rule looks at the report, nobody is said to lack it.
    lacking = {d.subject for d in delivered if d.root == "report" and not d.arrived}
    accounts: list[Account] = []
    planned: list[Activity] = []
    followed: list[Subject] = []
    half_read: list[HalfReadDocument] = []
    for judged in material.of_kind("council-year", "council-half-year"):
        reports, plans, inherited = (
            _of(judged, "report"),
            _of(judged, "plan"),
            judged.case.inherited,
        )
        if reports:
            arrived = judged.subject not in lacking
            account = _account(judged, reports[0], plans, unread, delivered=arrived)
            days = _DaysThatCount(judged.period, material.result.as_of)
            accounts.append(_with_occasions(account, reports[0], days, unread))
            half_read += HalfReadDocument.of(judged.subject, "report", reports[0])
            followed += (inherited[plan.name] for plan in plans if plan.name in inherited)
        for plan in plans:
            maker = inherited.get(plan.name, judged.subject)
            half_read += HalfReadDocument.of(maker, "plan", plan)
        # A plan that was taken over counts where it was made.
        own = [plan for plan in plans if plan.name not in inherited]
        if judged.period.half is None:
            planned += (a for plan in own for a in _planned_activities(plan, judged, unread))
    heard = {account.council for account in accounts}
    silent = [subject for subject in material.subjects("council") if subject not in heard]
    return Figures(
        tuple(accounts),
        tuple(planned),
        tuple(silent),
        tuple(dict.fromkeys(followed)),
        tuple(dict.fromkeys(unread)),
        tuple(dict.fromkeys(half_read)),
    )


def _of(judged: JudgedSubject, root: str) -> Sequence[Document]:
    """The document, where it can be told which it is; several where it goes by several."""
    return () if root in judged.case.unclear else judged.case.documents.get(root, ())


def _planned_activities(
    plan: Document, judged: JudgedSubject, unread: list[DocumentPart]
) -> Iterator[Activity]:
    """What a plan has for the year: of one over several years, what has days in it or no days."""
    bodies = DocumentFields(DocumentPart(plan.name), unread).mappings(plan.body, "activities")
    in_year = ((body, at) for body, at in bodies if _has_days_in(judged.period, body))
    return _activities(in_year, judged.subject, {}, None)


def _has_days_in(period: Period, activity: Mapping[str, Any]) -> bool:
    start, end = read_date(activity.get("start")), read_date(activity.get("end"))
    return (start is None or start <= period.last_day) and (end is None or end >= period.first_day)


def _account(
    judged: JudgedSubject,
    report: Document,
    plans: Sequence[Document],
    unread: list[DocumentPart],
    *,
    delivered: bool,
) -> Account:
    here = DocumentFields(DocumentPart(report.name), unread)
    funds = here.mapping(report.body, "funds")
    lines = list(here.step("funds").mappings(funds, "lines"))
    spent: Counter[str] = Counter()
    for line, at in lines:
        to = line.get("activity")
        spent[to if isinstance(to, str) else ""] += at.whole_number(line, "amount_nok") or 0
    money = spent if lines else None
    bodies = list(here.mappings(report.body, "activities"))
    compared = PlanComparison.of(plans, [body for body, _ in bodies])
    activities = tuple(_activities(bodies, judged.subject, money, compared))
    loose = spent.total() - sum(activity.spent_nok for activity in activities) if lines else 0
    used = stated = here.step("funds").whole_number(funds, "used_nok")
    if used is None and (lines or any(activity.spent_nok for activity in activities)):
        used = loose + sum(activity.spent_nok for activity in activities)
    return Account(
        judged.subject,
        judged.period,
        delivered,
        bool(plans),
        activities,
        here.step("funds").whole_number(funds, "received_nok"),
        here.step("funds").whole_number(funds, "carried_over_nok"),
        used,
        stated is not None,
        loose,
        judged.case.existence.predecessors,
        judged.case.existence.began_on is not None,
    )


@frozen
class _DaysThatCount:
    """Which days count: those of the period that have come."""

    period: Period
    as_of: datetime.date

    def __contains__(self, day: object) -> bool:
        return (
            isinstance(day, datetime.date)
            and self.period.first_day <= day <= self.period.last_day
            and day <= self.as_of
        )


def _with_occasions(
    account: Account, report: Document, days: _DaysThatCount, unread: list[DocumentPart]
) -> Account:
    """The account with the meetings and mentions in media that the report tells of."""
    here = DocumentFields(DocumentPart(report.name), unread)
    meetings, media = (
        sum(read_date(body.get(day)) in days for body, _ in here.mappings(report.body, name))
        for name, day in (("meetings", "held_on"), ("media", "date"))
    )
    return replace(account, meetings=meetings, media=media)


def _activities(
    bodies: Iterable[tuple[Mapping[str, Any], DocumentFields]],
    council: Subject,
    spent: Mapping[str, int] | None,
    compared: PlanComparison | None,
) -> Iterator[Activity]:
    """The activities; what is spent on each is told by the funds' lines, else by its own cost."""
    left = None if spent is None else dict(spent)
    for body, at in bodies:
        id_ = body.get("id")
        cost = at.whole_number(body, "cost_nok") or 0
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
            compared.is_planned(body) if compared else None,
            at.whole_number(body, "participants"),
            has_content(body.get("effect")),
        )
