"""In short: in sentences, what whoever chairs the meeting needs to know first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from iacheck.cases.findings import SEVERITIES, Finding, Result
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message, plural_message
from iacheck.reports.blocks import Block
from iacheck.reports.counts import judged_counts
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.meeting.chapter import Chapter, under_periods
from iacheck.reports.meeting.material import JudgedSubject, Material, MeetingMaterial
from iacheck.reports.meeting.matrix import mark_of
from iacheck.reports.meeting.phrases import (
    heading,
    items,
    lead,
    note,
    paragraph,
    subject_name,
)


def blocks(
    meeting: MeetingMaterial, chapters: Sequence[Chapter], language: Language
) -> Iterator[Block]:
    """How many have deviations in each period, who has errors, and what else is to be known."""
    yield heading(language, 1, message("In short"))
    yield from under_periods(chapters, lambda one: _of_period(one.material, language), language)
    yield from judged_in_periods(meeting.result, language)
    wrong = list(problem_count(meeting.result))
    if wrong:
        yield items(language, wrong)


def _of_period(material: Material, language: Language) -> Iterator[Block]:
    yield lead(language, _headline(material))
    in_error = _in_error(material, language)
    if in_error:
        yield paragraph(language, message("Errors: {who}.", who=in_error))
    points: list[Value] = [
        *_begun_and_ended(material, language),
        *_for_others(material),
        *_unclear(material, language),
    ]
    if points:
        yield items(language, points)


def _headline(material: Material) -> Message:
    result = material.result
    found = {severity: result.own_deviations(severity) for severity in SEVERITIES}
    who = {
        str(judged.subject)
        for judged, finding in material.findings()
        if finding.verdict == "deviation" and not finding.for_others
    }
    all_ = {str(judged.subject) for judged in material.judged}
    if not all_:
        return message("Nobody was to be judged for {period}.", period=material.period)
    if not who:
        return message(
            "None of those who were judged for {period} has a deviation ({count} judged).",
            period=material.period,
            count=len(all_),
        )
    return plural_message(
        "Of the {count} judged for {period}, {with_deviations} has deviations: {numbers}.",
        "Of the {count} judged for {period}, {with_deviations} have deviations: {numbers}.",
        len(all_),
        period=material.period,
        with_deviations=len(who),
        numbers=[
            plural_message("{count} error", "{count} errors", found["error"]),
            plural_message("{count} warning", "{count} warnings", found["warning"]),
            message("{count} for information", count=found["info"]),
        ],
    )


def _begun_and_ended(material: Material, language: Language) -> Iterator[str]:
    """Each council that began or ended in the round, once."""
    told = (
        f"{subject_name(language, judged.subject)}: {' '.join(lines)}"
        for judged in material.judged
        if (lines := existence_lines(judged.found, language))
    )
    yield from dict.fromkeys(told)


def _in_error(material: Material, language: Language) -> str:
    """`IA-rådet i Troms (4) og IA-rådet i Agder (1)`: who has errors, those with most first."""
    found = Counter(
        subject_name(language, judged.subject)
        for judged, finding in material.findings()
        if mark_of(finding) == "error"
    )
    return language.listed(
        [f"{who} ({language.number(count)})" for who, count in found.most_common()]
    )


def _for_others(material: Material) -> Iterator[Message]:
    """How many deviations are not in the numbers above, since others must mend them."""
    count = sum(
        finding.verdict == "deviation" and finding.for_others for _, finding in material.findings()
    )
    if count:
        yield plural_message(
            "{count} more deviation must be mended by others, and not where it was found.",
            "{count} more deviations must be mended by others, and not where they were found.",
            count,
        )


def _unclear(material: Material, language: Language) -> Iterator[Message]:
    """What only a person can judge, and what cannot be told for other reasons."""
    open_ = [pair for pair in material.findings() if pair[1].verdict == "undetermined"]
    judgements = [pair for pair in open_ if _needs_judgement(pair[1])]
    if judgements:
        yield plural_message(
            "{count} check needs a judgement ({demands}).",
            "{count} checks need a judgement ({demands}).",
            len(judgements),
            demands=_demands(judgements),
        )
    others = [pair for pair in open_ if not _needs_judgement(pair[1])]
    if others:
        reasons = Counter(language.value(finding.reason) for _, finding in others)
        told = [f"{reason} ({language.number(n)})" for reason, n in reasons.most_common(3)]
        yield plural_message(
            "{count} check is undetermined. Most often: {reasons}.",
            "{count} checks are undetermined. Most often: {reasons}.",
            len(others),
            reasons="; ".join(told),
        )


def judged_in_periods(result: Result, language: Language) -> Iterator[Block]:
    """How many were judged, where some of them were so in several periods."""
    subjects, in_periods = judged_counts(result)
    if in_periods > subjects:
        told = plural_message(
            "{count} was judged in all; counting each period by itself, {in_periods}.",
            "{count} were judged in all; counting each period by itself, {in_periods}.",
            subjects,
            in_periods=in_periods,
        )
        yield note(language, told)


def problem_count(result: Result) -> Iterator[Message]:
    """How many problems there are with the documents, if there are any."""
    wrong = sum(problem.level == "error" for problem in result.problems)
    if wrong:
        yield plural_message(
            "{count} problem with the documents; see the end.",
            "{count} problems with the documents; see the end.",
            wrong,
        )


def _needs_judgement(finding: Finding) -> bool:
    return finding.basis is not None


def _demands(found: Sequence[tuple[JudgedSubject, Finding]]) -> Value:
    return sorted({finding.rule.demand for _, finding in found})
