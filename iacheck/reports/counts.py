"""How results are counted: for each subject and period, and all together in a line or two.

What others must mend is counted apart, and never with the deviations of those on whom it was
found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import SEVERITIES, Result, SubjectFindings, Verdict
from iacheck.language.language import Language
from iacheck.language.messages import Message, message, plural_message
from iacheck.reports.change_words import changes_counted


def overview(
    result: Result,
) -> tuple[Sequence[Message], Sequence[tuple[SubjectFindings, list[int]]]]:
    """What is counted of each subject and period, and the counts; also of those with nothing."""
    headings = [message("Errors"), message("Warnings"), message("Info")]
    some_for_others = result.deviations_for_others() > 0
    if some_for_others:
        headings.append(message("Others"))
    verdicts: list[Verdict] = ["undetermined", "not_due", "waived", "met"]
    headings += [message("Unclear"), message("Not due"), message("Waived"), message("Met")]
    if result.count("error"):
        verdicts.append("error")
        headings.append(message("Failed"))
    return headings, [
        (judged, list(_numbers(judged, verdicts, some_for_others))) for judged in result.subjects
    ]


def _numbers(
    judged: SubjectFindings, verdicts: Sequence[Verdict], some_for_others: bool
) -> Iterator[int]:
    deviations = [finding for finding in judged.findings if finding.verdict == "deviation"]
    own = [finding.rule.severity for finding in deviations if not finding.for_others]
    yield from map(own.count, SEVERITIES)
    if some_for_others:
        yield len(deviations) - len(own)
    yield from map([finding.verdict for finding in judged.findings].count, verdicts)


def deviation_counts(result: Result) -> list[Message]:
    """How many deviations of each severity there are, and how many findings are undetermined.

    Those that others must mend are counted by themselves.
    """
    own = {severity: result.own_deviations(severity) for severity in SEVERITIES}
    told = [
        plural_message("{count} error", "{count} errors", own["error"]),
        plural_message("{count} warning", "{count} warnings", own["warning"]),
        message("{count} for information", count=own["info"]),
    ]
    if files_unfilled(result):
        # That nothing is wrong with what nobody has written says nothing.
        told = [one for one in told if one.values["count"]]
    elif result.subjects and not any(own.values()):
        told = [message("no deviations")]
    others = result.deviations_for_others()
    if others:
        told.append(message("{count} that others must mend", count=others))
    return [*told, message("{count} undetermined", count=result.count("undetermined"))]


def files_unfilled(result: Result) -> Sequence[str]:
    """The files of forms in which nothing is filled in, each once."""
    return result.tally.unfilled_forms


def not_checked(result: Result) -> list[Message]:
    """What kept something from being checked: problems with the input, and rules that failed."""
    told = []
    wrong = sum(problem.level == "error" for problem in result.problems)
    if wrong:
        told.append(plural_message("{count} problem", "{count} problems", wrong))
    failed = result.count("error")
    if failed:
        told.append(plural_message("{count} rule failed", "{count} rules failed", failed))
    return told


def summary_lines(result: Result, language: Language) -> list[str]:
    """The whole result in a line or two; the last tells how many were checked, and what came.

    In the list of one, it is the last but what there is to mend for others.
    """
    say = language.say
    subjects, in_periods = judged_counts(result)
    who = plural_message("{count} subject checked", "{count} subjects checked", subjects)
    if in_periods > subjects:
        who = plural_message(
            "{count} subject checked ({in_periods} counting each period by itself)",
            "{count} subjects checked ({in_periods} counting each period by itself)",
            subjects,
            in_periods=in_periods,
        )
    missed = not_checked(result)
    told: list[tuple[Message, Sequence[Message | str]]] = [
        (message("Not filled in yet"), files_unfilled(result)),
        (message("Not everything could be checked"), missed),
    ]
    # A body that nobody judges has a list of what it can mend, and no more.
    if subjects or not (result.subjects or missed):
        told.append((who, deviation_counts(result)))
    lines = [
        f"{say(what)}: {', '.join(say(part) for part in parts)}." for what, parts in told if parts
    ]
    if not result.subjects and missed:
        # Not “0 errors”: nothing was looked at.
        lines.append(say(message("Nobody could be checked.")))
    changed = changes_counted(result)
    if changed is not None:
        lines.insert(0, f"{say(changed)}.")
    return [*lines, *map(say, concerns_counted(result))]


def judged_counts(result: Result) -> tuple[int, int]:
    """How many were judged; and how many, if each counts in each of its periods."""
    return result.tally.judged, result.tally.in_periods


def concerns_counted(result: Result) -> list[Message]:
    """In the list of one: how many deviations there are of others that it can mend."""
    if len(result.subjects) != 1 or not result.subjects[0].concerns:
        return []
    return [
        plural_message(
            "{count} deviation of others that can be mended here.",
            "{count} deviations of others that can be mended here.",
            len(result.subjects[0].concerns),
        )
    ]
