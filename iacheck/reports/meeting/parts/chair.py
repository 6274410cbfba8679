"""The first page: in sentences, what whoever chairs the meeting needs to know first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from iacheck.cases.findings import SEVERITIES, Finding, Result
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message, plural_message
from iacheck.reports.blocks import Block, Items, Span, Text
from iacheck.reports.counts import judged_counts
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.meeting.balance import Balance
from iacheck.reports.meeting.counting import Figures
from iacheck.reports.meeting.delivery import Delivery
from iacheck.reports.meeting.fields import SUB_GOALS
from iacheck.reports.meeting.half_read import CARRIED_OUT, MENTIONED, MONEY
from iacheck.reports.meeting.material import JudgedSubject, Material, group_by
from iacheck.reports.meeting.matrix import mark_of, unmet
from iacheck.reports.meeting.parts.delivery import delivery_summary, documents
from iacheck.reports.meeting.parts.figures import counted_reports, sub_goal_label
from iacheck.reports.meeting.parts.frequent import frequent
from iacheck.reports.meeting.parts.half_read_marks import HalfReadMarks
from iacheck.reports.meeting.parts.money import handed_over
from iacheck.reports.meeting.phrases import (
    capital,
    heading,
    items,
    lead,
    note,
    paragraph,
    subject_name,
)
from iacheck.reports.meeting.reach import (
    areas,
    councils_without_activity,
    councils_without_sub_goal,
)

_NAMED = 3


def blocks(
    material: Material, delivered: Sequence[Delivery], figures: Figures, language: Language
) -> Iterator[Block]:
    """What came, what deviates, what is unclear, the money, and what is not reached."""
    yield heading(language, 1, message("In short"))
    yield from summary_blocks(material, delivered, language)
    found = unmet(material)
    if found:
        yield heading(language, 2, message("What most do not meet"))
        yield from frequent(found, language)
    points: list[Value] = [
        *_begun_and_ended(material, language),
        *_for_others(material, language),
        *_waivers(material, language),
        *lapsed_waivers(material.result),
        *_unclear(material, language),
    ]
    if figures.undelivered:
        points.append(counted_reports(figures, material, language))
    marks = HalfReadMarks(language)
    points += [*_money(figures, marks), *_reach(material, figures, marks)]
    if points:
        yield heading(language, 2, message("Also to be known"))
        yield items(language, points)
        yield from marks.note()


def summary_blocks(
    material: Material, delivered: Sequence[Delivery], language: Language
) -> Iterator[Block]:
    """How many have deviations, who has errors, and what came."""
    yield lead(language, _headline(material))
    in_error = _in_error(material, language)
    if in_error:
        yield paragraph(language, message("Errors: {who}.", who=in_error))
    if delivered:
        yield Items([_delivery_line(of_one, material, language) for of_one in documents(delivered)])


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


def _delivery_line(of_one: Sequence[Delivery], material: Material, language: Language) -> Text:
    title = message(
        "{document} for {period}", document=material.label(of_one[0].root), period=of_one[0].period
    )
    told = capital(language.say(title))
    return Span(f"{told}:", strong=True), Span(f" {delivery_summary(of_one, material, language)}")


def _for_others(material: Material, language: Language) -> Iterator[str]:
    """What is no deviation of those on whom it was found: by those who must mend it."""
    deviations = material.result.deviations_for_others()
    bodies = Counter(
        name
        for _, finding in material.findings()
        if finding.for_others
        for name in dict.fromkeys(language.value(body.name) for body in finding.mended_by)
    )
    if not bodies:
        return
    who = [f"{name} ({language.number(count)})" for name, count in bodies.most_common()]
    told = [
        plural_message(
            "{count} deviation is for others to mend than the one on whom it was found: {who}.",
            "{count} deviations are for others to mend than those on whom they were found: {who}.",
            deviations,
            who=language.listed(who),
        )
    ]
    if bodies.total() > deviations:
        told.append(message("What several can mend is counted with each of them."))
    yield " ".join(map(language.say, told))


def _waivers(material: Material, language: Language) -> Iterator[Message]:
    """Until when deviations are accepted, and whose they are: the waiver that ends first first."""
    accepted = sorted(
        (
            (finding.waiver.expires_on, judged.subject, finding)
            for judged, finding in material.findings()
            if finding.verdict == "waived" and finding.waiver is not None
        ),
        key=lambda one: one[0],
    )
    for day, waived in group_by(accepted, lambda one: one[0]).items():
        who = (f"{subject_name(language, of)} ({one.rule.demand})" for _, of, one in waived)
        yield plural_message(
            "{count} deviation is accepted by a waiver that ends on {date}: {who}.",
            "{count} deviations are accepted by waivers that end on {date}: {who}.",
            len(waived),
            date=day,
            who=list(dict.fromkeys(who)),
        )


def lapsed_waivers(result: Result) -> Iterator[Message]:
    """What is told of each waiver that has ended, and that no other one has taken the place of."""
    for problem in result.problems:
        if problem.path == "/expires_on" and (problem.document or "").startswith("waiver/"):
            yield problem.message


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
            "{count} check cannot be told. Most often: {reasons}.",
            "{count} checks cannot be told. Most often: {reasons}.",
            len(others),
            reasons="; ".join(told),
        )
    yield from problem_count(material.result)


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


def _money(figures: Figures, marks: HalfReadMarks) -> Iterator[Message]:
    balance = Balance.of(figures.accounts)
    in_doubt = figures.in_doubt("report", MONEY)
    if balance.reports:
        yield plural_message(
            "Of the {count} report, {known} states both received and used: received {received} "
            "kroner, carried over {carried} kroner, used {used} kroner, left {left} kroner.",
            "Of the {count} reports, {known} state both received and used: received {received} "
            "kroner, carried over {carried} kroner, used {used} kroner, left {left} kroner.",
            len(figures.accounts),
            known=marks.value(balance.reports, in_doubt),
            received=marks.value(balance.received_nok, in_doubt),
            carried=marks.value(balance.carried_over_nok, in_doubt),
            used=marks.value(balance.used_nok, in_doubt),
            left=marks.value(balance.left_nok, in_doubt),
        )
        yield from handed_over(balance)
        undelivered = [account.council for account in figures.undelivered]
        waiting = balance.left_in(undelivered)
        if waiting:
            unsure = [council for council in in_doubt if council in undelivered]
            yield message(
                "Of what is left, {left} kroner stand in reports that have not been delivered.",
                left=marks.value(waiting, unsure),
            )


def _reach(material: Material, figures: Figures, marks: HalfReadMarks) -> Iterator[Message]:
    for one in SUB_GOALS:
        lacking = councils_without_sub_goal(figures, one)
        in_doubt = figures.in_doubt("report", CARRIED_OUT, one)
        if len(lacking) > _NAMED:
            unsure = [council for council in in_doubt if council in lacking]
            told = plural_message(
                "{count} council with a report has no activity under {goal}.",
                "{count} councils with a report have no activity under {goal}.",
                len(lacking),
                goal=sub_goal_label(one),
            )
            count = marks.value(len(lacking), unsure)
            yield replace(told, values={**told.values, "count": count})
        elif lacking:
            who = marks.names(lacking, in_doubt)
            yield message("No activity under {goal}: {who}.", goal=sub_goal_label(one), who=who)
    still = councils_without_activity(figures)
    if still:
        who = marks.names(still, figures.in_doubt("report", CARRIED_OUT))
        yield message("No activity was carried out: {who}.", who=who)
    unreached = [one.area.label for one in areas(figures, material.areas()) if not one.activities]
    if figures.done and unreached:
        in_doubt = figures.in_doubt("report", MENTIONED)
        yield message(
            "No activity reaches {areas}.", areas=[marks.value(one, in_doubt) for one in unreached]
        )
