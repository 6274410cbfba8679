"""How findings stand against an earlier run, in the lines that lists and papers share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from iacheck.cases.findings import (
    DroppedFinding,
    Finding,
    FindingChange,
    Result,
    SubjectFindings,
    Violation,
)
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message

# What stands at the head of a list comes first; what is fixed is told of by itself.
FRESH: frozenset[FindingChange | None] = frozenset(("new", "reopened"))
# What stands above what is new in a list, too.
NEWS = message("New since last time")
_DEVIATING: Mapping[FindingChange, Message] = {
    "new": NEWS,
    "reopened": message("Was mended, and is back since last time"),
    "unchanged": message("As last time"),
}
_NEW_HERE = message("new")


def has_news(finding: Finding) -> bool:
    """Whether it is new or back again, or new violations have come to those of before."""
    return finding.change in FRESH or any(v.change == "new" for v in finding.violations)


def change_line(finding: Finding, language: Language) -> str | None:
    """`New since last time`, `As the last 3 times`; None for what was compared with nothing."""
    if finding.change is None or finding.change == "fixed":
        return None
    if finding.rounds is not None and finding.rounds > 1:
        return language.say(message("As the last {rounds} times", rounds=finding.rounds))
    return language.say(_DEVIATING[finding.change])


def new_mark(finding: Finding, violation: Violation, language: Language) -> str:
    """`(new) ` before what is new among violations of which others stood there before."""
    if violation.change == "new" and finding.change == "unchanged":
        return f"({language.say(_NEW_HERE)}) "
    return ""


def fixed_line(judged: SubjectFindings, language: Language) -> str | None:
    """`Mended since last time: B02 and B16`: the demands, each once; None without any."""
    fixed = sorted({f.rule.demand for f in judged.findings if f.change == "fixed"})
    if not fixed:
        return None
    return language.say(message("Mended since last time: {demands}", demands=fixed))


def decided_line(judged: SubjectFindings, language: Language) -> str | None:
    """`Decided since last time: B04 (judged to be met)`; None where nothing was."""
    decided = decisions_since(judged, language)
    if not decided:
        return None
    return language.say(message("Decided since last time: {decided}", decided=decided))


def decisions_since(judged: SubjectFindings, language: Language) -> list[str]:
    """`B04 (judged to be met)`, `B08 (accepted until 30 April 2017)`: each once, by demand."""
    told = {
        f"{finding.rule.demand} ({language.say(_decision(finding))})"
        for finding in judged.findings
        if finding.decided_since
    }
    return sorted(told)


def _decision(finding: Finding) -> Message:
    """What people decided about a finding that they have decided."""
    if finding.verdict == "waived" and finding.waiver is not None:
        return message("accepted until {date}", date=finding.waiver.expires_on)
    if finding.verdict == "met":
        return message("judged to be met")
    return message("judged not to be met")


def dropped_lines(dropped: Iterable[DroppedFinding], language: Language) -> Iterator[str]:
    """The demands that are judged no more and were not met, in a line for each subject."""
    gone: dict[tuple[str, str], set[str]] = {}
    names: dict[str, str] = {}
    for one in dropped:
        gone.setdefault((one.subject, language.period(one.period)), set()).add(one.demand)
        names[one.subject] = language.value(one.name)
    for (subject, period), demands in gone.items():
        yield language.say(
            message(
                "Not met last time, and judged no more: {subject}, {period}: {demands}",
                subject=names[subject],
                period=period,
                demands=sorted(demands),
            )
        )


def changes_counted(result: Result, *, for_others: bool = True) -> Message | None:
    """`Against the result of 1 March 2016: 2 new, 3 as before`; None without such a result.

    `for_others` tells whether deviations count that others must mend.
    """
    if result.since is None:
        return None
    findings = (f for judged in result.subjects for f in judged.findings)
    counts = Counter(_sort(f) for f in findings if for_others or not f.for_others)
    told = [
        plural_message("{count} new deviation", "{count} new deviations", counts["new"]),
        message("{count} as before", count=counts["unchanged"]),
    ]
    if counts["reopened"]:
        told.append(message("{count} back again", count=counts["reopened"]))
    told.append(message("{count} mended", count=counts["fixed"]))
    if counts["otherwise"]:
        told.append(message("{count} with another outcome", count=counts["otherwise"]))
    if counts["untold"]:
        told.append(message("{count} of which it tells nothing", count=counts["untold"]))
    if result.dropped:
        told.append(message("{count} judged no more", count=len(result.dropped)))
    days = result.since_of
    if len(set(days.values())) < 2:
        return message("Against the result of {date}: {told}", date=result.since, told=told)
    rounds = [
        message("{date} ({period})", date=days[period], period=period) for period in sorted(days)
    ]
    return message("Against the results of {rounds}: {told}", rounds=rounds, told=told)


def _sort(finding: Finding) -> str | None:
    """Its change; without one, whether it deviated before, or deviates with nothing before it."""
    if finding.came_out_otherwise:
        return "otherwise"
    if finding.change is None and finding.verdict == "deviation":
        return "untold"
    return finding.change
