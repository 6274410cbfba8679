"""Two results held against each other, as a paper and sheets for people, and JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, cast

from iacheck.cases.findings import SUBJECT_TYPES, FindingChange, Subject, SubjectType
from iacheck.follow_up.comparison import ComparedFinding, Comparison
from iacheck.follow_up.run_records import FindingRecord
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports import expect_installed
from iacheck.reports.blocks import (
    Block,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Span,
    Table,
    plain_text,
)
from iacheck.reports.order import place_among_its_kind
from iacheck.reports.visible_text import escaped_in_json
from iacheck.reports.wording import FOR_OTHERS, OUTCOME, SEVERITY
from iacheck.reports.xlsx_sheets import ReportSheet, Row, SheetColumn, sheets_workbook

# What a row counts: what it is ordered by, and what it is called.
_Group: TypeAlias = tuple[str, str]
_Grouping: TypeAlias = Callable[[FindingRecord], _Group]

# In the order in which they are told of.
_HEADINGS: Mapping[FindingChange, Message] = {
    "new": message("New"),
    "reopened": message("Back again"),
    "unchanged": message("As before"),
    "fixed": message("Mended"),
}
# A waiver, a judgement, a day or something unread stands between: that verdict says so.
_OTHERWISE = message("Other outcome")
_DROPPED = message("Judged no more")
_NOT_MET = message(
    "Each line below names a demand that was not met the first time, the second time, or both."
)
_COLUMNS = (*_HEADINGS.values(), _OTHERWISE, _DROPPED)


def comparison_paper(comparison: Comparison, language: Language) -> Paper:
    """How many of each change, for each rule and each subject, and then each finding."""
    comparison = _in_order_of_names(comparison)
    say = language.say
    title = _title(comparison, language)
    blocks: list[Block] = [Paragraph(plain_text(_summary(comparison, language)), "lead")]
    if comparison.findings or comparison.dropped:
        blocks += [
            # A demand is called by what it asks, which reads as if it held.
            Paragraph(plain_text(say(_NOT_MET))),
            Heading(1, say(message("By demand"))),
            _table(comparison, message("Demand"), _by_rule(comparison), language),
            Heading(1, say(message("By subject"))),
            _table(comparison, message("Who"), _by_subject(comparison), language),
        ]
    for change, heading in _HEADINGS.items():
        blocks += _list(
            say(heading), [one for one in comparison.findings if one.change.name == change],
            comparison, language,
        )  # fmt: skip
    others = [one for one in comparison.findings if one.change.name is None]
    blocks += _list(say(_OTHERWISE), others, comparison, language)
    if comparison.dropped:
        blocks.append(Heading(1, say(_DROPPED)))
        lines = (_finding(one, comparison, language) for one in comparison.dropped)
        blocks.append(Items([plain_text(line) for line in lines]))
    return Paper(title, language.code, tuple(blocks), footer=title)


def _title(comparison: Comparison, language: Language) -> str:
    told = message(
        "What has changed from {earlier} to {later}",
        earlier=comparison.earlier,
        later=comparison.later,
    )
    return language.say(told)


def _summary(comparison: Comparison, language: Language) -> str:
    counts = _counts([one.change.name for one in comparison.findings], len(comparison.dropped))
    told = (
        message("{what}: {count}", what=heading, count=count)
        for heading, count in zip(_COLUMNS, counts, strict=True)
    )
    return "; ".join(map(language.say, told))


def _counts(changes: Sequence[FindingChange | None], dropped: int) -> list[int]:
    return [*(changes.count(change) for change in (*_HEADINGS, None)), dropped]


def _table(comparison: Comparison, what: Message, group: _Grouping, language: Language) -> Table:
    """A row for each rule or subject with something to tell, in order."""
    say = language.say
    return Table(
        say(message("Number of checks, by what has changed")),
        [
            Column(say(what), 5.0),
            *(Column(say(heading), 1.2, numeric=True) for heading in _COLUMNS),
        ],
        [
            (
                plain_text(name),
                *(plain_text(language.number(count) if count else "·") for count in counts),
            )
            for name, counts in _counts_by(comparison, group)
        ],
    )


def _by_rule(comparison: Comparison) -> _Grouping:
    """By demand; where several rules hold one, each is told by itself, in its own words."""

    def group(one: FindingRecord) -> _Group:
        title = comparison.titles.get(one.rule, one.rule)
        return f"{one.demand}/{one.rule}", f"{one.demand} {title}"

    return group


def _by_subject(comparison: Comparison) -> _Grouping:
    """In the order of lists: councils and centres by name."""
    kinds, named = {kind: n for n, kind in enumerate(SUBJECT_TYPES)}, _named(comparison)

    def group(one: FindingRecord) -> _Group:
        kind, _, id_ = one.subject.partition("/")
        place = place_among_its_kind(Subject(cast("SubjectType", kind), id_, named(one)))
        return "\0".join((str(kinds[cast("SubjectType", kind)]), *place[1], id_)), named(one)

    return group


def _in_order_of_names(comparison: Comparison) -> Comparison:
    """The same with everybody where lists have them; what is of one body stands as it stood."""
    group = _by_subject(comparison)
    return replace(
        comparison,
        findings=tuple(sorted(comparison.findings, key=lambda one: group(one.finding))),
        dropped=tuple(sorted(comparison.dropped, key=group)),
    )


def _counts_by(comparison: Comparison, group: _Grouping) -> Sequence[tuple[str, Sequence[int]]]:
    """How many of each change, for each rule or subject with something to tell, in order."""
    changes: dict[_Group, list[FindingChange | None]] = {}
    dropped: dict[_Group, int] = {}
    for compared in comparison.findings:
        changes.setdefault(group(compared.finding), []).append(compared.change.name)
    for one in comparison.dropped:
        dropped[group(one)] = dropped.get(group(one), 0) + 1
    return [
        (one[1], _counts(changes.get(one, []), dropped.get(one, 0)))
        for one in sorted({*changes, *dropped})
    ]


def _list(
    heading: str, found: Sequence[ComparedFinding], comparison: Comparison, language: Language
) -> Iterator[Block]:
    if found:
        yield Heading(1, heading)
        yield Items([(Span(_compared(one, comparison, language)),) for one in found])


def _compared(one: ComparedFinding, comparison: Comparison, language: Language) -> str:
    told = [_finding(one.finding, comparison, language)]
    if one.change.name == "unchanged":
        if one.new_keys:
            told.append(language.say(message("new in it: {count}", count=len(one.new_keys))))
        if one.gone_keys:
            told.append(language.say(message("gone from it: {count}", count=len(one.gone_keys))))
    if one.change.name is None:
        told.append(language.say(OUTCOME[one.finding.verdict]))
    return "; ".join(told)


def _finding(finding: FindingRecord, comparison: Comparison, language: Language) -> str:
    """`IA-rådet i Rogaland, 2015: B16 The report has … (ERROR)`."""
    who = comparison.names.get(finding.subject, finding.subject)
    title = comparison.titles.get(finding.rule, finding.rule)
    period = language.period(finding.period)
    return f"{who}, {period}: {finding.demand} {title} ({language.say(_label(finding))})"


def _label(finding: FindingRecord) -> Message:
    """How severe it is; what others must mend is no error of theirs on whom it was found."""
    return FOR_OTHERS if finding.for_others else SEVERITY[finding.severity]


def comparison_xlsx(comparison: Comparison, language: Language) -> bytes:
    """Sheets with the counts by demand and by subject, and one with each finding.

    Raises CannotRun where the library is not installed.
    """
    expect_installed(("xlsxwriter",), "xlsx")
    comparison = _in_order_of_names(comparison)
    title = _title(comparison, language)
    groups = (
        (message("By demand"), message("Demand"), _by_rule(comparison)),
        (message("By subject"), message("Who"), _by_subject(comparison)),
    )
    return sheets_workbook(
        [
            _finding_sheet(comparison, title, language),
            *(_count_sheet(comparison, name, what, of, language) for name, what, of in groups),
        ],
        title,
        comparison.later,
    )


def _named(comparison: Comparison) -> Callable[[FindingRecord], str]:
    return lambda one: comparison.names.get(one.subject, one.subject)


def _finding_sheet(comparison: Comparison, title: str, language: Language) -> ReportSheet:
    """A row for each finding, in the order of the paper."""
    say, order = language.say, (*_HEADINGS, None)
    compared = sorted(comparison.findings, key=lambda one: order.index(one.change.name))
    told = [
        *((_heading(one.change.name), one.finding) for one in compared),
        *((_DROPPED, one) for one in comparison.dropped),
    ]
    rows = [
        (
            say(heading),
            _named(comparison)(one),
            language.period(one.period),
            one.demand,
            comparison.titles.get(one.rule, one.rule),
            say(_label(one)),
            say(OUTCOME[one.verdict]) if heading is not _DROPPED else "",
        )
        for heading, one in told
    ]
    columns = (
        SheetColumn(say(message("Change")), 16, "strong"),
        SheetColumn(say(message("Who")), 32),
        SheetColumn(say(message("Period")), 14),
        SheetColumn(say(message("Demand")), 9),
        SheetColumn(say(message("What the demand asks")), 50),
        SheetColumn(say(message("Severity")), 11),
        SheetColumn(say(message("Outcome")), 16),
    )
    above = (title, _summary(comparison, language))
    return ReportSheet(say(message("Changes")), columns, rows, above)


def _heading(change: FindingChange | None) -> Message:
    return _OTHERWISE if change is None else _HEADINGS[change]


def _count_sheet(
    comparison: Comparison,
    name: Message,
    what: Message,
    group: _Grouping,
    language: Language,
) -> ReportSheet:
    counted = _counts_by(comparison, group)
    columns = (
        SheetColumn(language.say(what), 34),
        *(SheetColumn(language.say(heading), 12, "count") for heading in _COLUMNS),
    )
    rows: list[Row] = [(of, *counts) for of, counts in counted]
    return ReportSheet(language.say(name), columns, rows)


def comparison_json(comparison: Comparison) -> bytes:
    """The same for programs; keys and codes are English in every language."""
    names = [one.change.name for one in comparison.findings]
    counts = _counts(names, len(comparison.dropped))
    whole = {
        "earlier": comparison.earlier.isoformat(),
        "later": comparison.later.isoformat(),
        "findings": [
            {
                **_as_dict(one.finding),
                "verdict": one.finding.verdict,
                "severity": one.finding.severity,
                "change": one.change.name,
                "new_keys": list(one.new_keys),
                "gone_keys": list(one.gone_keys),
            }
            for one in comparison.findings
        ],
        "dropped": [_as_dict(one) for one in comparison.dropped],
        "summary": dict(zip((*_HEADINGS, "otherwise", "dropped"), counts, strict=True)),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return (escaped_in_json(text) + "\n").encode()


def _as_dict(finding: FindingRecord) -> dict[str, Any]:
    return {
        "subject": finding.subject,
        "period": str(finding.period),
        "rule": finding.rule,
        "demand": finding.demand,
    }
