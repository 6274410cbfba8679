"""Runs whose findings are kept in a store, as rows for other programs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from iacheck import __version__
from iacheck.cases.findings import Result, SubjectFindings
from iacheck.cli.loading import open_named_store
from iacheck.cli.output import tell_beside
from iacheck.documents.schemas import Schemas
from iacheck.follow_up.flat_rows import KeptRun, finding_rows, run_row
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.store.clock import now, timestamp
from iacheck.store.shelves import FINDINGS, RUNS


def keep_run(
    uri: str | None,
    schemas: Schemas,
    result: Result,
    periods: Sequence[Period],
    language: Language,
) -> None:
    """Keep what a check of the store found, and tell under which id."""
    kept_at = timestamp(now)
    period = str(periods[0]) if len(periods) == 1 else None
    run = KeptRun(f"{kept_at} {uuid.uuid4().hex[:8]}", kept_at, __version__, period)

    def called(judged: SubjectFindings) -> str:
        return language.say(judged.subject.name)

    with open_named_store(uri, schemas, create=True) as store:
        store.put_rows({RUNS: [run_row(run, result)], FINDINGS: finding_rows(run, result, called)})
    tell_beside(language.say(message("The run is kept as {id}", id=run.id)))
