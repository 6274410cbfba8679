"""What has changed since last time: what is new, stands as before, or was mended, by body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Finding, SubjectFindings
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message, plural_message
from iacheck.reports.blocks import Block, Span, Text, plain_text
from iacheck.reports.change_words import (
    FRESH,
    changes_counted,
    decisions_since,
    dropped_lines,
)
from iacheck.reports.meeting.chapter import Chapter
from iacheck.reports.meeting.material import MeetingMaterial
from iacheck.reports.meeting.matrix import mark_of
from iacheck.reports.meeting.phrases import (
    column,
    heading,
    items,
    lead,
    paragraph,
    subject_name,
    table,
)
from iacheck.reports.wording import OUTCOME

_BACK = message("back again")
# Found so many times running, a deviation is told of by itself.
_LONG = 3
# As many bodies as are named in a sentence; the annexes have all.
_MOST = 20


def blocks(
    meeting: MeetingMaterial, chapters: Sequence[Chapter], language: Language
) -> Iterator[Block]:
    """What changed, for each, and what was decided; nothing without an earlier result."""
    counted = changes_counted(meeting.result)
    if counted is None:
        return
    yield heading(language, 1, message("Since last time"))
    yield lead(language, f"{language.say(counted)}.")
    several = len(chapters) > 1
    judged = [one.found for chapter in chapters for one in chapter.material.judged]
    changed = [one for one in judged if _is_changed(one)]
    rows = [_row(one, language, several=several) for one in changed]
    if rows:
        columns = [
            column(language, message("Who"), 2.4),
            column(language, message("New"), 5),
            column(language, message("As before"), 1.3),
            column(language, message("Mended"), 1.3),
        ]
        if any(f.came_out_otherwise for one in judged for f in one.findings):
            columns.append(column(language, message("Other outcome"), 2))
            rows = [
                (*row, _otherwise(one, language)) for row, one in zip(rows, changed, strict=True)
            ]
        yield table(language, message("What has changed"), columns, rows)
    decided = [
        f"{_name(one, language, several=several)}: {language.listed(made)}"
        for one in judged
        if (made := decisions_since(one, language))
    ]
    if decided:
        yield paragraph(language, message("Decided since last time:"))
        yield items(language, decided)
    same = [_same(one, language, several=several) for one in judged if _is_as_before(one)]
    if same:
        told = message("As before, and nothing new or mended: {who}.", who=_first(same))
        yield paragraph(language, told)
    lasting = [_lasting(one, language, several=several) for one in judged]
    if any(lasting):
        told = message(
            "At least {times} times running, this one counted, of what shall or should be: {who}.",
            times=_LONG,
            who=_first(list(filter(None, lasting))),
        )
        yield paragraph(language, told)
    gone = list(dropped_lines(meeting.result.dropped, language))
    if gone:
        yield items(language, gone)


def _first(told: Sequence[str]) -> list[Value]:
    """The first of many, and how many more there are."""
    more = len(told) - _MOST
    if more < 2:
        return list(told)
    return [*told[:_MOST], message("{count} more", count=more)]


def _is_changed(judged: SubjectFindings) -> bool:
    return any(
        finding.change not in (None, "unchanged") or finding.came_out_otherwise
        for finding in judged.findings
    )


def _is_as_before(judged: SubjectFindings) -> bool:
    """Whether it has deviations, all of them as before."""
    return not _is_changed(judged) and any(finding.change for finding in judged.findings)


def _row(judged: SubjectFindings, language: Language, *, several: bool) -> Sequence[Text]:
    fixed = sorted({f.rule.demand for f in judged.findings if f.change == "fixed"})
    return (
        plain_text(_name(judged, language, several=several)),
        _new([finding for finding in judged.findings if finding.change in FRESH], language),
        plain_text(_as_before(judged, language)),
        plain_text(", ".join(fixed)),
    )


def _otherwise(judged: SubjectFindings, language: Language) -> Text:
    """`B13 (waived)`: what was not met, and is now neither that nor mended."""
    told = [
        f"{finding.rule.demand} ({language.say(OUTCOME[finding.verdict])})"
        for finding in judged.findings
        if finding.came_out_otherwise
    ]
    return plain_text("; ".join(told))


def _same(judged: SubjectFindings, language: Language, *, several: bool) -> str:
    """`IA-rådet i Troms (7, up to 2 rounds)`."""
    who = _name(judged, language, several=several)
    return f"{who} ({_as_before(judged, language)})"


def _lasting(judged: SubjectFindings, language: Language, *, several: bool) -> str:
    """`IA-rådet i Troms (B15 and B20)`: what it has not mended for long; nothing without any."""
    demands = {
        finding.rule.demand
        for finding in judged.findings
        if finding.change == "unchanged"
        and (finding.rounds or 1) + 1 >= _LONG
        and finding.rule.severity != "info"
        and not finding.for_others
    }
    if not demands:
        return ""
    who = _name(judged, language, several=several)
    return f"{who} ({language.listed(sorted(demands))})"


def _name(judged: SubjectFindings, language: Language, *, several: bool) -> str:
    """Who it is, of several periods in which."""
    who = subject_name(language, judged.subject)
    return f"{who}, {language.period(judged.period)}" if several else who


def _new(found: Sequence[Finding], language: Language) -> Text:
    """`B19 The lines add up to …; B23 …`: each demand, and what does not hold."""
    spans: list[Span] = []
    for finding in found:
        spans += [Span("; ")] if spans else []
        spans += [
            Span(finding.rule.demand, mark=mark_of(finding)),
            Span(f" {language.value(_what(finding, language))}"),
        ]
    return spans


def _what(finding: Finding, language: Language) -> Message | str:
    """The first thing that is new in it, and how many others are."""
    new = [v for v in finding.violations if v.change != "unchanged"] or finding.violations
    told = language.say(new[0].message) if new else language.say(finding.rule.title)
    if finding.change == "reopened":
        told = f"{told} ({language.say(_BACK)})"
    if len(new) < 2:
        return told
    return plural_message("{told}, and {count} more", "{told}, and {count} more", len(new) - 1,
                          told=told)  # fmt: skip


def _as_before(judged: SubjectFindings, language: Language) -> str:
    """`3, up to 4 rounds`: how many, and for how many rounds running at the most."""
    same = [finding.rounds or 1 for finding in judged.findings if finding.change == "unchanged"]
    if not same:
        return ""
    told = language.number(len(same))
    if max(same) < 2:
        return told
    rounds = message("{rounds} rounds", rounds=max(same))
    if len(same) > 1:
        rounds = message("up to {rounds} rounds", rounds=max(same))
    return f"{told}, {language.say(rounds)}"
