"""What people have decided about findings: judgements and waivers, by whom, when and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from iacheck.cases.findings import Finding, RuleHead
from iacheck.language.language import Language
from iacheck.language.messages import Value, message
from iacheck.reports.blocks import Block, Table, plain_text
from iacheck.reports.meeting.material import JudgedSubject, Material
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    subject_name,
    table,
    value_text,
)


def blocks(material: Material, language: Language) -> Iterator[Block]:
    """A table of everything that has been decided; nothing where nothing has."""
    found = [pair for pair in material.findings() if pair[1].judgement or pair[1].waiver]
    if found:
        yield heading(language, 1, message("Judgements and waivers"))
        demands = Counter(rule.demand for rule in material.rules())
        several = {demand for demand, rules in demands.items() if rules > 1}
        yield _table(found, several, language)


def _demand(rule: RuleHead, several: Container[str], language: Language) -> str:
    """The demand's number; of one that has several rules, with what the rule asks."""
    return f"{rule.demand}: {language.say(rule.title)}" if rule.demand in several else rule.demand


def _table(
    found: Sequence[tuple[JudgedSubject, Finding]], several: Container[str], language: Language
) -> Table:
    with_titles = any(finding.rule.demand in several for _, finding in found)
    columns = [
        column(language, message("Who"), 2),
        column(language, message("Demand"), 3 if with_titles else 1),
        column(language, message("Decision"), 2),
        column(language, message("By whom, and when"), 2),
        column(language, message("Why"), 3),
    ]
    rows = [
        (
            plain_text(subject_name(language, judged.subject)),
            plain_text(_demand(finding.rule, several, language)),
            *(value_text(language, value) for value in decision),
        )
        for judged, finding in found
        for decision in _decisions(finding)
    ]
    return table(language, message("What was decided, by whom and why"), columns, rows)


def _decisions(finding: Finding) -> Iterator[Sequence[Value]]:
    """What was decided, by whom and when, and why: first what was found, then what is accepted."""
    judgement, waiver = finding.judgement, finding.waiver
    if judgement is not None:
        is_met = judgement.verdict == "met"
        yield (
            message("Judged to be met") if is_met else message("Judged not to be met"),
            message("{by}, {date}", by=judgement.by, date=judgement.on),
            judgement.reason,
        )
    if waiver is not None:
        yield (
            message("Accepted until {date}", date=waiver.expires_on),
            message("{by}, {date}", by=waiver.by, date=waiver.granted_on),
            waiver.reason,
        )
