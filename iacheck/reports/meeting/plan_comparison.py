"""Which of a report's activities are of the council's plans, as demand B15 has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iacheck.checks.texts import as_title
from iacheck.documents.document import Document
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.messages import DocumentPart
from iacheck.reports.meeting.fields import DocumentFields


@frozen
class PlanComparison:
    """The ids and titles of the activities of a council's plans, its own or those that it goes by.

    `is_conclusive` is whether the report points to plans at all, or has a title of theirs: of one
    that does neither, it cannot be told which activities are of the plans.
    """

    ids: frozenset[str]
    titles: frozenset[str]
    is_conclusive: bool

    @classmethod
    def of(
        cls, plans: Sequence[Document], reported: Sequence[Mapping[str, Any]]
    ) -> PlanComparison | None:
        """The comparison of a report's activities with these plans; None where there are none."""
        if not plans:
            return None
        planned = [body for plan in plans for body in _activities(plan)]
        ids = frozenset(body["id"] for body in planned if isinstance(body.get("id"), str))
        titles = frozenset(filter(None, map(_title, planned)))
        told = any(map(_reference, reported)) or any(_title(body) in titles for body in reported)
        return cls(ids, titles, told)

    def is_planned(self, reported: Mapping[str, Any]) -> bool | None:
        """Whether a reported activity is of the plans; None where it cannot be told."""
        if _reference(reported) in self.ids or _title(reported) in self.titles:
            return True
        is_told = self.is_conclusive or has_content(reported.get("outside_plan_reason"))
        return False if is_told else None


def _activities(plan: Document) -> Iterator[Mapping[str, Any]]:
    # What is wrong with the plan is told where its activities are counted.
    fields = DocumentFields(DocumentPart(plan.name), [])
    return (body for body, _ in fields.mappings(plan.body, "activities"))


def _reference(activity: Mapping[str, Any]) -> str | None:
    """The id that it points to; None for a dash and the like, which points to nothing."""
    id_ = activity.get("plan_activity")
    return id_ if isinstance(id_, str) and has_content(id_) else None


def _title(activity: Mapping[str, Any]) -> str | None:
    """Its title in the form in which titles are compared; None where it says nothing."""
    title = activity.get("title")
    return (as_title(title) or None) if isinstance(title, str) else None
