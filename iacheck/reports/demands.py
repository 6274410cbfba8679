"""Findings as people look for them: those of one demand together, the gravest first.

A demand may have several rules, of which one says what must be and another what should be.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iacheck.cases.findings import (
    SEVERITIES,
    Concern,
    Finding,
    Subject,
    SubjectFindings,
    Verdict,
    Violation,
)
from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.reports.change_words import has_news
from iacheck.reports.existence_words import existence_messages
from iacheck.reports.wording import OUTCOME, TOLD, strength

# What belongs together: the outcome, whose it is to mend, and the demand.
_Group = tuple[Verdict, bool, str]


def listed_findings(judged: SubjectFindings) -> list[Finding]:
    """The findings that are told of one by one: first what needs attention first.

    What others must mend stands after all that the subject itself must; what is new since an
    earlier run stands first, whatever its severity. A demand stands where the gravest of its rules
    would stand. What is met is told of where people judged it so.
    """
    told = [finding for finding in judged.findings if _is_listed(finding)]
    gravest: dict[_Group, int] = {}
    fresh: set[_Group] = set()
    for finding in told:
        group = _group(finding)
        gravest[group] = min(_gravity(finding), gravest.get(group, len(SEVERITIES)))
        if has_news(finding):
            fresh.add(group)
    return sorted(
        told,
        key=lambda finding: (
            TOLD.index(finding.verdict),
            finding.for_others,
            _group(finding) not in fresh,
            gravest[_group(finding)],
            finding.rule.demand,
            _gravity(finding),
        ),
    )


def has_list(judged: SubjectFindings) -> bool:
    """Whether there is anything to tell of a subject, one by one."""
    told = any(_is_listed(f) or f.change == "fixed" for f in judged.findings)
    return told or bool(judged.concerns or existence_messages(judged))


def _is_listed(finding: Finding) -> bool:
    is_judged = finding.verdict != "met" or finding.judgement is not None
    return finding.verdict in TOLD and is_judged


def by_demand(findings: Iterable[Finding]) -> Sequence[Sequence[Finding]]:
    """Findings in the order of a list, those of one demand together."""
    return [list(found) for _, found in itertools.groupby(findings, _group)]


def graver_findings(judged: SubjectFindings, found: Sequence[Finding]) -> Sequence[Finding]:
    """What came out of the demand's graver rules, where the lesser alone are not met."""
    gravest = min(map(_gravity, found))
    return [
        finding
        for finding in judged.findings
        if finding.rule.demand == found[0].rule.demand
        and finding.verdict != "not_applicable"
        and _gravity(finding) < gravest
    ]


def several_checks(found: Sequence[Finding], language: Language) -> str:
    """`Demand B16: 2 checks`: the heading above what the rules of one demand found."""
    count = plural_message("{count} check", "{count} checks", len(found))
    return language.say(message("Demand {id}: {title}", id=found[0].rule.demand, title=count))


def of_demand_line(finding: Finding, language: Language) -> str:
    """`The report has activities under all sub-goals (skal): met`."""
    rule, outcome = finding.rule, language.say(OUTCOME[finding.verdict])
    return f"{language.say(rule.title)} ({strength(rule, language)}): {outcome}"


def concerns_by_rule(
    concerns: Iterable[Concern],
) -> Sequence[tuple[Finding, Sequence[Subject]]]:
    """What each rule found on others, all together, and on whom each of the violations."""
    by_rule: dict[str, list[Concern]] = {}
    for concern in concerns:
        by_rule.setdefault(concern.finding.rule.id, []).append(concern)
    return [
        (
            replace(
                found[0].finding,
                violations=tuple(v for concern in found for v in concern.finding.violations),
            ),
            [concern.subject for concern in found for _ in concern.finding.violations],
        )
        for found in by_rule.values()
    ]


def with_names(
    finding: Finding, whose: Sequence[Subject], language: Language
) -> Iterator[tuple[str, Violation]]:
    """The violations, each after the name of the one on whom it was found, if that is another."""
    names = [f"{language.value(one.name)}: " for one in whose] or [""] * len(finding.violations)
    return zip(names, finding.violations, strict=True)


def _group(finding: Finding) -> _Group:
    return finding.verdict, finding.for_others, finding.rule.demand


def _gravity(finding: Finding) -> int:
    return SEVERITIES.index(finding.rule.severity)
