"""What is told of one subject in one period: its own deviations, and what others must mend.

What the rules of one demand found stands together, under the demand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iacheck.cases.findings import (
    SEVERITIES,
    Concern,
    Finding,
    Severity,
    Subject,
    SubjectFindings,
    Verdict,
    Violation,
)
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.reports.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Paragraph,
    Section,
    Span,
    Text,
    plain_text,
)
from iacheck.reports.change_words import (
    NEWS,
    change_line,
    decided_line,
    fixed_line,
    has_news,
    new_mark,
)
from iacheck.reports.decision_lines import decision_lines, due_day, reply_lines
from iacheck.reports.demands import (
    by_demand,
    concerns_by_rule,
    graver_findings,
    has_list,
    listed_findings,
    of_demand_line,
    several_checks,
    with_names,
)
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.unread_words import settled_demands, unread_blocks
from iacheck.reports.wording import (
    CONCERNS,
    EXPECTED,
    FOR_OTHERS,
    GIVEN,
    MENDED_BY,
    ORIGIN,
    OTHERS_MEND,
    SEVERITY,
    VERDICT,
    by_reason,
    demand_lines,
    demand_title,
    given_and_expected,
    given_line,
    shared_remedy,
    sources,
    where_line,
)

_SECTION: Mapping[Severity, Message] = {
    "error": message("Errors (skal)"),
    "warning": message("Warnings (bør, forventes)"),
    "info": message("For information (kan)"),
}
_VERDICT_SECTION: Mapping[Verdict, Message] = {
    "error": message("The checker failed"),
    "waived": message("Accepted for a time (waived)"),
    "undetermined": message("Undetermined: cannot be told from what has come"),
    "not_due": message("Not due yet"),
    "met": message("Met by judgement"),
}

# What lists that fold away what can wait are told of.
_ABOUT: Mapping[Verdict, Section] = {"undetermined": "undetermined", "not_due": "not_due"}


def subject_blocks(judged: SubjectFindings, language: Language, level: int) -> Iterator[Block]:
    """Everything that is told of one subject in one period: what is new first, then the gravest."""
    told = listed_findings(judged)
    groups = by_demand(told)
    deviating = [found for found in groups if found[0].verdict == "deviation"]
    own = [found for found in deviating if not found[0].for_others]
    for line in existence_lines(judged, language):
        yield Paragraph(plain_text(line))
    for changed in (fixed_line(judged, language), decided_line(judged, language)):
        if changed:
            yield Paragraph(plain_text(changed))
    yield from _untold(told, "error", language, level)
    news = [found for found in own if any(map(has_news, found))]
    yield from _section(NEWS, news, judged, language, level)
    of_before = [found for found in own if found not in news]
    for severity in SEVERITIES:
        # The gravest of a demand's rules comes first.
        as_grave = [found for found in of_before if found[0].rule.severity == severity]
        yield from _section(_SECTION[severity], as_grave, judged, language, level)
    waived = [found for found in groups if found[0].verdict == "waived"]
    yield from _section(_VERDICT_SECTION["waived"], waived, judged, language, level)
    yield from _untold(told, "undetermined", language, level)
    yield from _untold(told, "not_due", language, level)
    yield from _untold(told, "met", language, level)
    others = [found for found in deviating if found[0].for_others]
    yield from _section(OTHERS_MEND, others, judged, language, level)
    yield from _concerns(judged.concerns, language, level)
    if has_list(judged):
        yield from unread_blocks(judged.unread, language, level, settled_demands([judged]))


def _section(
    title: Message,
    demands: Sequence[Sequence[Finding]],
    judged: SubjectFindings,
    language: Language,
    level: int,
) -> Iterator[Block]:
    if demands:
        yield Heading(level, language.say(title))
    for found in demands:
        yield from _demand(found, judged, language, level + 1)


def _demand(
    found: Sequence[Finding], judged: SubjectFindings, language: Language, level: int
) -> Iterator[Block]:
    """A demand, and below it what its rules found, where there are several of them."""
    say = language.say
    first, is_alone = found[0], len(found) == 1
    title = demand_title(first, language) if is_alone else several_checks(found, language)
    yield Heading(level, title, demand=first.rule.demand)
    for finding in found:
        if len(found) > 1:
            yield Heading(level + 1, say(finding.rule.title))
        yield from _deviation(finding, language)
    for finding in graver_findings(judged, found):
        told = message("Of the same demand: {told}", told=of_demand_line(finding, language))
        yield Paragraph(plain_text(say(told)), "note")


def _concerns(concerns: Sequence[Concern], language: Language, level: int) -> Iterator[Block]:
    """What was found on others and can be mended here: each rule once, with all it is about."""
    if concerns:
        yield Heading(level, language.say(CONCERNS))
    for finding, whose in concerns_by_rule(concerns):
        title = demand_title(finding, language)
        yield Heading(level + 1, title, demand=finding.rule.demand)
        yield from _deviation(finding, language, whose)


def _deviation(
    finding: Finding, language: Language, whose: Sequence[Subject] = ()
) -> Iterator[Block]:
    """What a rule found; where it was found on others than whom the list is for, on `whose`."""
    rule, say = finding.rule, language.say
    yield Paragraph((*_label(finding, whose, language), Span(f" {_strength(finding, language)}")))
    for line in filter(None, (change_line(finding, language), *decision_lines(finding, language))):
        yield Paragraph(plain_text(line))
    shared = shared_remedy(finding, language)
    # What is accepted asks for nothing until the waiver ends.
    is_waived = finding.verdict == "waived"
    to_do = say(message("What to do when it ends") if is_waived else message("What to do"))
    for name, violation in with_names(finding, whose, language):
        told = f"{new_mark(finding, violation, language)}{name}{say(violation.message)}"
        yield Paragraph((Span(told, strong=True),))
        about_it = list(_about(violation, language))
        if shared is None:
            about_it.append((to_do, plain_text(say(violation.remedy))))
        if violation.answers and not whose:
            mended_by = plain_text(language.value(violation.answers.name))
            about_it.append((say(MENDED_BY), mended_by))
        if about_it:
            yield Facts(about_it)
    pairs = [(say(message("Source")), plain_text(sources(rule.sources, language)))]
    due = due_day(finding, language)
    if due is not None:
        pairs.insert(0, (say(message("By when")), plain_text(due)))
    if shared is not None:
        to_do_all = (
            message("What to do about all of them when it ends")
            if is_waived
            else message("What to do about all of them")
        )
        pairs.insert(0, (say(to_do_all), plain_text(shared)))
    if rule.interpretation:
        pairs.append((say(message("Our reading")), plain_text(say(rule.interpretation))))
    yield Facts(pairs)


def _label(finding: Finding, whose: Sequence[Subject], language: Language) -> Text:
    """`FEIL`; for what is waived, or others must mend, that it is."""
    if finding.verdict == "waived":
        return (Span(language.say(VERDICT["waived"]), strong=True, mark="waived"),)
    if finding.for_others and not whose:
        return (Span(language.say(FOR_OTHERS), strong=True, mark="others"),)
    severity = finding.rule.severity
    return (Span(language.say(SEVERITY[severity]), strong=True, mark=severity),)


def _strength(finding: Finding, language: Language) -> str:
    """The word of the demand and whose it is: `ikke oppfylt: skal (står i dokumentet)`."""
    rule = finding.rule
    told = (
        message("{modality} ({origin})", modality=rule.modality, origin=ORIGIN[rule.origin])
        # What may be is named where it is not, and is no demand that somebody fails.
        if rule.severity == "info"
        else message(
            "not met: {modality} ({origin})", modality=rule.modality, origin=ORIGIN[rule.origin]
        )
    )
    return language.say(told)


def _about(violation: Violation, language: Language) -> Iterator[tuple[str, Text]]:
    """Where, given and expected; what there is nothing to say of is left out."""
    given, expected = given_and_expected(violation, language)
    rows = [
        (language.say(message("Where")), where_line(violation, language)),
        (given_line(GIVEN, violation, language), given),
        (language.say(EXPECTED), expected),
    ]
    return ((label, plain_text(text)) for label, text in rows if text)


def _untold(
    told: Sequence[Finding], verdict: Verdict, language: Language, level: int
) -> Iterator[Block]:
    """What has no violations: each reason once, with the demands that it is for, each once."""
    reasons = by_reason(told, verdict, language)
    if reasons:
        heading = language.say(_VERDICT_SECTION[verdict])
        count = sum(map(len, reasons.values()))
        yield Heading(level, heading, about=_ABOUT.get(verdict), count=count)
    for reason, findings in reasons.items():
        yield Paragraph((Span(reason, strong=True),))
        replies = [
            f"{finding.rule.demand}: {line}"
            for finding in findings
            for line in reply_lines(finding, language)
        ]
        lines = [
            (Span(id_, demand=id_), Span(told.removeprefix(id_)))
            for id_, told in demand_lines(findings, language)
        ]
        yield Items([*lines, *map(plain_text, replies)])
