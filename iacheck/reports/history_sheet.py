"""The history of bodies as a sheet: what came out of each rule, a column for each run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Result
from iacheck.follow_up.outcome_history import OutcomeHistory, outcome_histories
from iacheck.follow_up.run_records import RunRecord, record_of
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.wording import OUTCOME
from iacheck.reports.xlsx_sheets import ReportSheet, SheetColumn


def history_sheet(result: Result, earlier: Sequence[RunRecord], language: Language) -> ReportSheet:
    """A row for each rule and body that deviated in a run, of those whom the result tells of.

    Those that they took over from are among them.
    """
    say, now = language.say, record_of(result)
    runs = (*earlier, now)
    names = {str(one.subject): language.value(one.subject.name) for one in result.subjects}
    titles = {f.rule.id: say(f.rule.title) for one in result.subjects for f in one.findings}
    names = {**{id_: name for run in earlier for id_, name in run.names.items()}, **names}
    titles = {**{id_: told for run in earlier for id_, told in run.titles.items()}, **titles}
    columns = (
        SheetColumn(say(message("Who")), 32),
        SheetColumn(say(message("Period")), 14),
        SheetColumn(say(message("Demand")), 9),
        SheetColumn(say(message("What the demand asks")), 50),
        *(SheetColumn(language.date(run.as_of), 15) for run in runs),
    )
    before = {id_ for run in runs for ids in run.predecessors.values() for id_ in ids}
    told_of = {str(one.subject) for one in result.subjects} | before
    rows = [
        (
            names.get(one.subject, one.subject),
            language.period(one.period),
            one.demand,
            titles.get(one.rule, one.rule),
            *_outcomes(one, language),
        )
        for one in outcome_histories(runs, now.former_ids)
        if one.subject in told_of
    ]
    name = say(message("History"))
    above = [
        message(
            "What came out of each check that somebody did not meet, as of each day. Filter on a "
            "body to see its history."
        )
    ]
    if before:
        above.append(
            message("What came out of those that a body took over from stands under their names.")
        )
    return ReportSheet(name, columns, rows, (name, *map(say, above)))


def _outcomes(history: OutcomeHistory, language: Language) -> Iterator[str]:
    """`not met`; `not met (2015)` where the row is of another period; empty where not judged."""
    for verdict, period in zip(history.outcomes, history.periods, strict=True):
        told = "" if verdict is None else language.say(OUTCOME[verdict])
        if period is not None and period != history.period:
            told = f"{told} ({language.period(period)})"
        yield told
