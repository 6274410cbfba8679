"""`iacheck check`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iacheck.cases.findings import SEVERITIES, Result, Severity
from iacheck.cli import options
from iacheck.cli.options import option
from iacheck.cli.output import tell_problems
from iacheck.cli.progress import case_progress
from iacheck.cli.results import Target, deliver, deliver_nothing, show_overview, write_result
from iacheck.cli.sources import Sources
from iacheck.cli.translated import Command
from iacheck.cli.values import RuleType
from iacheck.language.errors import NothingToCheck, WrongUse
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.norwegian_days import today
from iacheck.language.periods import Period
from iacheck.reports import formats
from iacheck.rulebooks.asked_rules import rules_asked_for

if TYPE_CHECKING:
    from iacheck.cli.earlier_results import EarlierResult

FAIL_ON = (*SEVERITIES, "never")


@click.command(
    "check",
    cls=Command,
    text=message(
        "Check documents and list the deviations.\n\n"
        "With files or folders, these are checked and nothing is stored. With none, the "
        "store is checked.\n\n"
        "Exit status: 0 no deviation that counts, 1 deviations, 2 wrong use, 3 could not run "
        "or finish, 4 nothing to check."
    ),
    examples=(
        "iacheck check rapport-2015.json",
        "iacheck check --council rogaland --period 2015 --as-of 2016-04-01",
        "iacheck check --out avvik.csv --fail-on never",
        "iacheck check --period 2015 --format pdf --split avvik --overview",
        "iacheck check --explain B16 --council rogaland --period 2015",
        "iacheck check --period 2015 --since forrige.json",
        "iacheck check --round 2015-2016-06-01",
    ),
)
@options.paths
@options.only_periods
@options.only_subjects
@options.only_councils
@option(
    "--rule", "rules", metavar="RULE", multiple=True, type=RuleType(),
    text=message("Only this rule, by its id or the number of its demand; may be repeated."),
)  # fmt: skip
@option(
    "--explain", metavar="RULE", type=RuleType(),
    text=message("Tell what was looked at for this rule, and why it says what it says; best with "
                 "--subject or --council."),
)  # fmt: skip
@options.as_of
@options.since
@options.kept_round
@option(
    "--keep", is_flag=True,
    text=message("Keep what was found as rows in the store, for statistics in other programs."),
)  # fmt: skip
@option(
    "--format", "format_", type=click.Choice(formats()), text=options.FORMAT,
)  # fmt: skip
@options.out
@options.split
@option(
    "--overview", is_flag=True,
    text=message("Show on the screen only who has deviations, and how many. With --split, "
                 "everybody's list is in the folder."),
)  # fmt: skip
@option(
    "--fail-on", type=click.Choice(FAIL_ON), default="error",
    text=message("End with status 1 only where a deviation is at least this severe (default: "
                 "error)."),
)  # fmt: skip
@Sources.options
@options.lang
@click.pass_obj
def check_command(
    language: Language,
    /,
    periods: tuple[Period, ...],
    subjects: tuple[str, ...],
    councils: tuple[str, ...],
    rules: tuple[str, ...],
    explain: str | None,
    as_of: datetime.date | None,
    since: str | None,
    round_: str | None,
    keep: bool,
    format_: str | None,
    out: Path | None,
    split: Path | None,
    overview: bool,
    fail_on: str,
    **named: Any,
) -> int:
    # Not needed for help.
    from iacheck.cli.judged_input import JudgedInput  # noqa: PLC0415
    from iacheck.judging.selection import CaseSelection  # noqa: PLC0415

    is_list = split is not None or overview or format_ not in (None, "text")
    if explain is not None and (is_list or rules):
        raise WrongUse(_EXPLAINED_ALONE)
    target = Target.choose(format_, out, split, formats())
    if overview and split is None and (out, format_) != (None, None):
        raise WrongUse(_OVERVIEW_ON_SCREEN)
    sources = Sources(**named)
    _refuse_keeping_files(sources, keep=keep)
    reads = (*sources.files(), *([Path(since)] if since else []))
    earlier = _earlier_result(since, sources) if since else None
    target.refuse_overwriting(reads)
    named_rules = rules if explain is None else (explain,)
    try:
        with JudgedInput.reading(sources, round_, councils, periods, as_of) as judged:
            language = language.knowing(judged.schemas.words)
            found = (rules_asked_for(name, judged.books) for name in named_rules)
            ids = frozenset(rule.id for some in found for rule, _ in some)
            explained = ids if explain is not None else frozenset()
            selection = CaseSelection.of(judged.periods, subjects, councils, explained)
            result = judged.result(selection, language, case_progress(quiet=sources.quiet))
        if earlier is not None:
            result = earlier.compared_with(
                result, is_whole=not (sources.paths or selection.subjects)
            )
        if keep:
            from iacheck.cli.kept_runs import keep_run  # noqa: PLC0415 - with the store

            keep_run(sources.uri, judged.schemas, result, judged.periods, language)
        if named_rules:
            result = _about_rules(result, ids)
    except NothingToCheck as nothing:
        deliver_nothing(nothing, as_of or today(), target, language)
        raise
    if explain is not None:
        _tell_why(result, target, language)
    elif split is not None or not overview:
        deliver(result, target, language, reads, is_summed_up=overview)
    if overview:
        show_overview(result, target, language)
    return status(result, fail_on)


def _earlier_result(since: str, sources: Sources) -> EarlierResult:
    from iacheck.cli.earlier_results import EarlierResult  # noqa: PLC0415 - with the store

    return EarlierResult.read(since, sources.uri)


def _about_rules(result: Result, ids: frozenset[str]) -> Result:
    """What these rules found; raises NothingToCheck where they judge nobody that is here."""
    if not result.subjects and not result.unjudged:
        return result  # why there is nobody stands among the problems
    result = result.about_rules(ids)
    if not result.subjects and not result.unjudged:
        told = message(
            "None of those who are asked for is judged by {rules} here", rules=sorted(ids)
        )
        raise NothingToCheck(told)
    return result


def _tell_why(result: Result, target: Target, language: Language) -> None:
    """Write what was looked at for each finding, and tell of the problems beside it."""
    from iacheck.reports.explanation_text import explanations_as_text  # noqa: PLC0415 - slow

    write_result(explanations_as_text(result, language).encode(), target, language)
    tell_problems(result.problems, language)


def _refuse_keeping_files(sources: Sources, *, keep: bool) -> None:
    """Nothing of files is stored."""
    if keep and sources.paths:
        raise WrongUse(message("{option} is for a store; leave the files out", option="--keep"))


_OVERVIEW_ON_SCREEN = message(
    "{option} goes to the screen; lists go with it to {other}",
    option="--overview",
    other="--split",
)
_EXPLAINED_ALONE = message(
    "{option} tells of one rule as text; leave out {others}",
    option="--explain",
    others=["--rule", "--split", "--overview", "--format"],
)


def status(result: Result, fail_on: str) -> int:
    """3 if the input or the checker is broken, 1 if there are deviations that count, else 0."""
    if result.count("error") or any(p.level == "error" for p in result.problems):
        return 3
    return int(any(result.deviations(severity) for severity in counting_severities(fail_on)))


def counting_severities(fail_on: str) -> tuple[Severity, ...]:
    """The severities at or above what `--fail-on` names; none for `never`."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
