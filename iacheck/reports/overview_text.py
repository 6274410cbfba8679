"""A result on one screen: who has deviations, and from which demands most have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from iacheck.cases.findings import SEVERITIES, Result, SubjectFindings
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.reports.as_text import day_and_books, demand_hint, overview_lines
from iacheck.reports.counts import summary_lines
from iacheck.reports.order import in_order_of_names
from iacheck.reports.text_lines import as_bytes
from iacheck.reports.wording import wrap, wrap_on_screen

# As many demands as people can keep in mind.
_MOST = 8


def overview_text(result: Result, language: Language) -> bytes:
    """Those with deviations in a table, the others counted, the most broken demands, the sums."""
    result = in_order_of_names(result)
    with_some = tuple(judged for judged in result.subjects if _has_deviations(judged))
    lines = [*day_and_books(result, language)]
    if with_some:
        lines += ["", *overview_lines(replace(result, subjects=with_some), language)]
    lines.append("")
    others = len(result.subjects) - len(with_some)
    if with_some and others:
        told = plural_message(
            "{count} other has no deviations", "{count} others have no deviations", others
        )
        lines += wrap(language.say(told), 0, 2)
    for line in (*_demands(with_some, language), *demand_hint(result, language)):
        lines += wrap(line, 0, 2)
    for line in summary_lines(result, language):
        lines += wrap_on_screen(line)
    return as_bytes(lines)


def _has_deviations(judged: SubjectFindings) -> bool:
    return any(finding.verdict == "deviation" for finding in judged.findings)


def _demands(subjects: Sequence[SubjectFindings], language: Language) -> Iterator[str]:
    """The demands that are not met: `B14 (2), B16 (1)`, with how many do not meet them."""
    gravity: dict[str, int] = {}
    whose: dict[str, set[str]] = {}
    for judged in subjects:
        for finding in judged.findings:
            if finding.verdict == "deviation" and not finding.for_others:
                demand, grave = finding.rule.demand, SEVERITIES.index(finding.rule.severity)
                gravity[demand] = min(grave, gravity.get(demand, grave))
                whose.setdefault(demand, set()).add(str(judged.subject))
    gravest = sorted(whose, key=lambda demand: (gravity[demand], -len(whose[demand]), demand))
    if gravest:
        told = ", ".join(f"{demand} ({len(whose[demand])})" for demand in gravest[:_MOST])
        yield language.say(
            message("Demands that are not met, the gravest first: {demands}", demands=told)
        )
