"""Papers on their way into a store of whose year somebody should think twice.

They are right by themselves, and a slip of one digit keeps them from ever counting.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from iacheck.cases.dates import is_sent_long_after
from iacheck.documents.document import Document
from iacheck.documents.document_kind import SUBMITTED_ON, DocumentKind
from iacheck.language.messages import message
from iacheck.language.periods import read_date
from iacheck.language.problems import Problem


def years_in_doubt(
    document: Document, kind: DocumentKind, today: datetime.date
) -> Iterator[Problem]:
    """A notice of a period later than next year, and of a submission that fits no period."""
    period = kind.period_of(document.head)
    if kind.owner is None or period is None:
        return
    if period.year > today.year + 1:
        told = message(
            "It is for {period}, later than next year; is the year right?", period=period
        )
        yield document.problem(told, f"/{kind.period}", "notice", given=str(period))
    elif not document.is_settled and is_sent_long_after(kind, document.body):
        told = message(
            "Submitted on {day}, more than a year after {last}, when {period} ended; is the year "
            "right in both?",
            day=read_date(document.body[SUBMITTED_ON]),
            last=period.last_day,
            period=period,
        )
        yield document.problem(told, f"/{SUBMITTED_ON}", "notice")
