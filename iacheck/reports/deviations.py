"""The result as a paper: an overview, and for each subject the list that it can be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from iacheck.cases.findings import (
    SEVERITIES,
    Finding,
    Result,
    Severity,
    SubjectFindings,
    Verdict,
    Violation,
)
from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, Message, message, plural_message
from iacheck.reports.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Items,
    NewPage,
    Paper,
    Paragraph,
    Span,
    Table,
    Text,
    plain_text,
)
from iacheck.reports.existence_words import existence_lines
from iacheck.reports.order import in_order_of_names
from iacheck.reports.split import result_name
from iacheck.reports.wording import (
    EXPECTED,
    GIVEN,
    MADE_BY,
    ORIGIN,
    SEVERITY,
    VERDICT,
    by_reason,
    demand,
    demand_title,
    deviation_counts,
    given_and_expected,
    given_line,
    listed_findings,
    not_checked,
    overview,
    problem_line,
    problems_heading,
    shared_remedy,
    sources,
    summary_lines,
    title_of,
    where_line,
)

# The verdicts of the checks of a demand that is met.
_FINE: Set[Verdict] = {"met", "not_applicable"}
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
}


def deviation_paper(result: Result, language: Language) -> Paper:
    """All that was found. A result with one subject in one period gives that subject's own list."""
    result = in_order_of_names(result)
    title = title_of(result, language)
    as_of = language.say(message("As of {date}", date=result.as_of))
    blocks = list(_opening(result, language))
    subtitle = None
    if len(result.subjects) == 1:
        subtitle = as_of
        blocks += _findings(result.subjects[0], language, 1)
    else:
        blocks += _of_all(result, language)
    footer = f"{title} · {as_of}" if subtitle else title
    return Paper(title, language.code, tuple(blocks), subtitle, footer)


def overview_paper(result: Result, files: Sequence[str], language: Language) -> Paper:
    """Everybody in one table, in the order of the result; each name leads to a file."""
    say = language.say
    title = say(message("Deviations as of {date}: overview", date=result.as_of))
    blocks = [*_opening(result, language), *_table_of_all(result, language, files)]
    return Paper(title, language.code, tuple(blocks), footer=title)


def _opening(result: Result, language: Language) -> Iterator[Block]:
    """What it comes to, what it was judged by, and what was wrong with the input."""
    say = language.say
    if len(result.subjects) == 1:
        met = _met_summary(result.subjects[0], language)
        yield Paragraph(plain_text(f"{_sums(result, language)} {met}"), "lead")
    else:
        yield Paragraph(plain_text(" ".join(summary_lines(result, language))), "lead")
    books = tuple(f"{say(book.title)} ({book.id})" for book in result.rulebooks)
    if books:
        about = [(say(message("Rule book")), plain_text("; ".join(books)))]
        yield Facts([*about, *_documents(result, language), *_sources_and_met(result, language)])
    yield Paragraph(plain_text(say(MADE_BY)), "note")
    if result.problems:
        yield Heading(1, problems_heading(result.problems, language))
        lines = (problem_line(problem, language, folders=False) for problem in result.problems)
        yield Items([plain_text(line) for line in lines])


def _table_of_all(result: Result, language: Language, files: Sequence[str]) -> Iterator[Block]:
    if result.subjects:
        yield Heading(1, language.say(message("Overview")))
        yield _overview(result, language, files)


def _of_all(result: Result, language: Language) -> Iterator[Block]:
    yield from _table_of_all(result, language, ())
    for judged in result.subjects:
        if listed_findings(judged):
            yield NewPage()
            yield Heading(1, _who(judged, language), result_name(judged))
            of_one = replace(result, problems=(), subjects=(judged,))
            yield Paragraph(
                plain_text(f"{_sums(of_one, language)} {_met_summary(judged, language)}")
            )
            yield from _findings(judged, language, 2)


def _who(judged: SubjectFindings, language: Language) -> str:
    return f"{language.value(judged.subject.name)} · {language.period(judged.period)}"


def _overview(result: Result, language: Language, files: Sequence[str]) -> Table:
    """A row for each subject and period, also those with nothing to tell."""
    headings, rows = overview(result)
    columns = [
        Column(language.say(message("Who")), 3.2),
        Column(language.say(message("Period")), 1.5),
        *(Column(language.say(heading), 1.2, numeric=True) for heading in headings),
    ]
    return Table(
        language.say(message("Number of checks, by what was found")),
        columns,
        [
            (
                (_name(judged, file, language),),
                plain_text(language.period(judged.period)),
                *(plain_text(language.number(number)) for number in numbers),
            )
            for (judged, numbers), file in zip(rows, files or [""] * len(rows), strict=True)
        ],
    )


def _name(judged: SubjectFindings, file: str, language: Language) -> Span:
    """A name that leads to its list: in the file beside this one, or further down."""
    name = language.value(judged.subject.name)
    if file:
        return Span(name, file=file)
    return Span(name, link=result_name(judged) if listed_findings(judged) else None)


def _findings(judged: SubjectFindings, language: Language, level: int) -> Iterator[Block]:
    """Everything that is told of one subject in one period, the gravest first."""
    told = listed_findings(judged)
    for line in existence_lines(judged, language):
        yield Paragraph(plain_text(line))
    yield from _untold(told, "error", language, level)
    for severity in SEVERITIES:
        deviating = [f for f in told if f.verdict == "deviation" and f.rule.severity == severity]
        yield from _section(_SECTION[severity], deviating, language, level)
    waived = [finding for finding in told if finding.verdict == "waived"]
    yield from _section(_VERDICT_SECTION["waived"], waived, language, level)
    yield from _untold(told, "undetermined", language, level)
    yield from _untold(told, "not_due", language, level)


def _section(
    title: Message, findings: Sequence[Finding], language: Language, level: int
) -> Iterator[Block]:
    if findings:
        yield Heading(level, language.say(title))
    for finding in findings:
        yield from _deviation(finding, language, level + 1)


def _deviation(finding: Finding, language: Language, level: int) -> Iterator[Block]:
    rule, say = finding.rule, language.say
    yield Heading(level, demand_title(finding, language))
    yield Paragraph((*_label(finding, language), Span(f" {_strength(finding, language)}")))
    if finding.verdict == "waived" and finding.reason:
        yield Paragraph(plain_text(say(finding.reason)))
    shared = shared_remedy(finding, language)
    # What is accepted asks for nothing until the waiver ends.
    is_waived = finding.verdict == "waived"
    to_do = say(message("What to do when it ends") if is_waived else message("What to do"))
    for violation in finding.violations:
        yield Paragraph((Span(say(violation.message), strong=True),))
        about_it = list(_about(violation, language))
        if shared is None:
            about_it.append((to_do, plain_text(say(violation.remedy))))
        if about_it:
            yield Facts(about_it)
    pairs = [(say(message("Source")), plain_text(sources(rule.sources, language)))]
    if shared is not None:
        pairs.insert(0, (say(message("What to do about all of them")), plain_text(shared)))
    if rule.interpretation:
        pairs.append((say(message("Our reading")), plain_text(say(rule.interpretation))))
    yield Facts(pairs)


def _label(finding: Finding, language: Language) -> Text:
    """`FEIL`, and for what is waived what it would have been: `DISPENSASJON`, `FEIL`."""
    if finding.verdict == "waived":
        return (Span(language.say(VERDICT["waived"]), strong=True, mark="waived"),)
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
    """What has no violations: each reason once, with the demands that it is for."""
    reasons = by_reason(told, verdict, language)
    if reasons:
        yield Heading(level, language.say(_VERDICT_SECTION[verdict]))
    for reason, findings in reasons.items():
        yield Paragraph((Span(reason, strong=True),))
        yield Items([plain_text(demand(finding, language)) for finding in findings])


def _sums(result: Result, language: Language) -> str:
    """`1 feil, 2 varsler, 0 til orientering, 1 uavklart.`"""
    told = ", ".join(map(language.say, (*not_checked(result), *deviation_counts(result))))
    return f"{told[:1].upper()}{told[1:]}."


def _met_summary(judged: SubjectFindings, language: Language) -> str:
    verdicts = [finding.verdict for finding in judged.findings]
    waived = verdicts.count("waived")
    met, other = verdicts.count("met"), verdicts.count("not_applicable")
    told = [plural_message("{count} check is met.", "{count} checks are met.", met)]
    if other:
        told.append(plural_message("{count} does not apply.", "{count} do not apply.", other))
    if waived:
        told.append(plural_message("{count} is waived.", "{count} are waived.", waived))
    return " ".join(map(language.say, told))


def _sources_and_met(result: Result, language: Language) -> Iterator[tuple[str, Text]]:
    """Facts below a list for one subject: its documents, and the demands that are met."""
    if len(result.subjects) != 1:
        return
    (judged,) = result.subjects
    names = [language.part(DocumentPart.at("", name)) for name in judged.documents]
    yield language.say(message("Documents read")), plain_text(language.value(names))
    by_demand: dict[str, set[Verdict]] = {}
    for finding in judged.findings:
        by_demand.setdefault(finding.rule.demand, set()).add(finding.verdict)
    met = [
        demand for demand, verdicts in by_demand.items() if verdicts <= _FINE and "met" in verdicts
    ]
    if met:
        yield language.say(message("Demands met")), plain_text(language.value(met))


def _documents(result: Result, language: Language) -> Iterator[tuple[str, Text]]:
    """What the short names of the sources stand for."""
    used = {
        source.document
        for judged in result.subjects
        for finding in judged.findings
        if finding.violations
        for source in finding.rule.sources
    }
    titles = {id_: title for book in result.rulebooks for id_, title in book.documents.items()}
    return ((id_, plain_text(language.say(titles[id_]))) for id_ in sorted(used & set(titles)))
