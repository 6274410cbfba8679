"""Material of papers for tests: documents judged by the shipped rule books."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from shipped import shipped

from iacheck.cases.findings import Result
from iacheck.cases.subjects import Extent
from iacheck.documents.document import Document
from iacheck.follow_up.due_dates import all_due
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.periods import Period
from iacheck.readers.files.inputs import read_inputs
from iacheck.reports.meeting.counting import Figures, figures
from iacheck.reports.meeting.delivery import asking_rules, deliveries
from iacheck.reports.meeting.material import Material, MeetingMaterial


def doc(kind: str, key: str, **fields: Any) -> Document:
    """A document of a kind."""
    return Document(kind, key, {"_id": key, **fields})


def meeting(
    documents: Sequence[Document],
    *periods: str,
    as_of: str = "2016-06-01",
    extent: Extent = "named",
) -> MeetingMaterial:
    """Documents judged for a paper on these periods, years with their halves."""
    books, schemas = shipped()
    asked = tuple(map(Period.parse, periods))
    result: Result = check(
        RunInput(tuple(documents), (), extent),
        books,
        schemas,
        datetime.date.fromisoformat(as_of),
        CaseSelection(asked),
    )
    due = all_due([result], asking_rules(books, schemas))
    return MeetingMaterial.of(result, documents, books, schemas, asked, due)


def material(
    documents: Sequence[Document],
    period: str = "2015",
    as_of: str = "2016-06-01",
    extent: Extent = "named",
) -> Material:
    """Documents judged as one period."""
    found = meeting(documents, period, as_of=as_of, extent=extent)
    return next(one for one in found.materials if one.period == Period.parse(period))


def alone(given: Material) -> MeetingMaterial:
    """What the paper of one period is made from."""
    return MeetingMaterial((given.period,), given.result, (given,))


@functools.cache
def documents_of(paths: tuple[Path, ...]) -> tuple[Document, ...]:
    """The documents of an example."""
    # Where the example lies is nobody's business.
    return tuple(
        replace(d, origin=replace(d.origin, file=Path(d.origin.file).name)) if d.origin else d
        for d in read_inputs(paths, *shipped()).documents
    )


@functools.cache
def meeting_of(paths: tuple[Path, ...], period: str, as_of: str) -> MeetingMaterial:
    """An example, judged for a paper, once."""
    return meeting(documents_of(paths), period, as_of=as_of)


def material_of(paths: tuple[Path, ...], period: str, as_of: str) -> Material:
    """A period of an example."""
    materials = meeting_of(paths, period, as_of).materials
    return next(one for one in materials if one.period == Period.parse(period))


def counted(given: Material) -> Figures:
    """The figures of a round."""
    return figures(given, deliveries(given))


def council(key: str, **fields: Any) -> Document:
    return doc("council", key, **{"name": f"IA-rådet i {key}", "counties": ["11"], **fields})


def report(key: str, activities: Any = (), **fields: Any) -> Document:
    """A council's report for 2015, delivered in time."""
    given: Mapping[str, Any] = {"period": "2015", "submitted_on": "2016-02-01", **fields}
    return doc("report", f"{key}-{given['period']}", council=key, activities=activities, **given)


def activity(id_: str, *goals: int, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "title": f"Kurs {id_}", "sub_goals": list(goals), **fields}


def funds(used: int | None, *lines: tuple[str | None, int], received: int = 400000) -> Any:
    listed = [{"purpose": "course", "activity": to, "amount_nok": nok} for to, nok in lines]
    return {"received_nok": received, "used_nok": used, "lines": listed}


def plan(key: str, *activities: dict[str, Any], **fields: Any) -> Document:
    given_ = {"period": "2015", **fields}
    return doc("plan", f"{key}-plan", council=key, activities=list(activities), **given_)


def of(*documents: Document) -> Figures:
    """The figures of a round with council a."""
    return counted(material([council("a"), *documents]))
