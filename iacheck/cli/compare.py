"""`iacheck compare`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from iacheck.cli import options
from iacheck.cli.check import FAIL_ON, counting_severities
from iacheck.cli.earlier_results import EarlierResult
from iacheck.cli.options import option
from iacheck.cli.output import lines_for, tell_problems
from iacheck.cli.results import Target, write_result
from iacheck.cli.translated import Command
from iacheck.follow_up.comparison import Comparison, compare
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.language.problems import Problem
from iacheck.reports import find_paper_format, paper_formats
from iacheck.reports.comparison import comparison_json, comparison_paper, comparison_xlsx
from iacheck.rulebooks import known_schemas, load_rulebooks

# Beside the formats of papers.
_JSON, _XLSX = "json", "xlsx"
_FORMATS = (_JSON, _XLSX, *paper_formats())


@click.command(
    "compare",
    cls=Command,
    text=message(
        "Hold two results against each other: what is new, as before, mended, judged no more.\n\n"
        "Both are rounds that are kept in the store, by id or name, or files that check has "
        "written with --format json; the earlier first.\n\n"
        "Exit status: 0 nothing new that counts, 1 something is, 2 wrong use, 3 could not run, 4 "
        "no such round."
    ),
    examples=(
        "iacheck compare mars.json juni.json",
        "iacheck compare 2014-2015-06-01 2015-2016-06-01",
        "iacheck compare mars.json juni.json --out endringer.docx",
    ),
)
@click.argument("earlier", metavar="OLD")
@click.argument("later", metavar="NEW")
@option(
    "--format", "format_", type=click.Choice(_FORMATS), text=options.FORMAT,
)  # fmt: skip
@options.out
@option(
    "--fail-on", type=click.Choice(FAIL_ON), default="error",
    text=message("End with status 1 only where a new deviation is at least this severe (default: "
                 "error)."),
)  # fmt: skip
@options.store
@options.rulebook
@options.lang
@click.pass_obj
def compare_command(
    language: Language,
    /,
    earlier: str,
    later: str,
    format_: str | None,
    out: Path | None,
    fail_on: str,
    uri: str | None,
    rulebooks: tuple[Path, ...],
) -> int:
    target = Target.choose(format_, out, None, _FORMATS)
    target.refuse_overwriting([Path(earlier), Path(later)])
    results = [EarlierResult.read(given, uri) for given in (earlier, later)]
    runs = [one.record for one in results]
    tell_problems((doubt for one in results for doubt in one.doubts), language)
    if runs[0].as_of > runs[1].as_of:
        told = message(
            "It is as of {day}, after {later}, which is held against it; the earlier is named "
            "first. Did they change places?",
            day=runs[0].as_of,
            later=runs[1].as_of,
        )
        tell_problems([Problem(told, "notice", earlier)], language)
    books = load_rulebooks(rulebooks, known_schemas(rulebooks))
    heads = [rule.head for book in books for rule in book.rules]
    titles = {head.id: language.value(head.title) for head in heads}
    former_ids = {head.id: head.formerly for head in heads if head.formerly}
    comparison = compare(runs[0], runs[1], former_ids, before=results[0].records[:-1])
    comparison = replace(comparison, titles={**titles, **comparison.titles})
    tell_problems(comparison.untold.notices(earlier), language)
    write_result(_written(comparison, target, language), target, language)
    return _status(comparison, fail_on)


def _written(comparison: Comparison, target: Target, language: Language) -> bytes:
    if target.format == _JSON:
        return comparison_json(comparison)
    if target.format == _XLSX:
        return comparison_xlsx(comparison, language)
    with lines_for(target.out):
        paper = comparison_paper(comparison, language)
        return find_paper_format(target.format).write(paper)


def _status(comparison: Comparison, fail_on: str) -> int:
    """1 if something is new, or back again, that counts."""
    counted = counting_severities(fail_on)
    return int(
        any(
            one.change.name in ("new", "reopened") and one.finding.severity in counted
            for one in comparison.findings
        )
    )
