"""The result as a workbook: sheets for people, the gravest first, and a last one for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from iacheck.cases.findings import SEVERITIES, Finding, Result, SubjectFindings, Violation
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.language.problems import Level, Problem
from iacheck.reports.as_csv import COLUMNS, csv_rows, csv_value
from iacheck.reports.change_words import change_line, has_news, new_mark
from iacheck.reports.counts import overview, summary_lines
from iacheck.reports.decision_lines import decision_lines, due_line, reply_lines, why
from iacheck.reports.demands import listed_findings
from iacheck.reports.order import in_order_of_names
from iacheck.reports.split import found_on_others
from iacheck.reports.unread_words import settled_demands, unread_advice
from iacheck.reports.wording import (
    FOR_OTHERS,
    MADE_BY,
    MENDED_BY,
    OTHERS_MEND,
    SEVERITY,
    TOLD,
    VERDICT,
    demand,
    given_and_expected,
    problem_place,
    sources,
    title_of,
    where_line,
)
from iacheck.reports.xlsx_sheets import ReportSheet, Row, SheetColumn, sheets_workbook

TELLS_PROBLEMS = True
REQUIRES = ("xlsxwriter",)
BINARY = True

_DATA = message("Data")
_LEVEL: Mapping[Level, Message] = {"error": message("Problem"), "notice": message("Note")}
# What was found on others and can be mended here.
_CONCERNS = message("Concerns others")
_Found = tuple[SubjectFindings, Finding]
# Subject, period, outcome and demand: what belongs together.
_Demand = tuple[str, str, str, str]


def render(result: Result, language: Language) -> bytes:
    """An overview, and data for programs; between them the other sheets that have rows."""
    ordered = in_order_of_names(result)
    found = _listed(ordered.subjects)
    concerns = _listed(found_on_others(ordered))
    sheets = (
        _deviations(found, language),
        _for_others(OTHERS_MEND, found, language),
        _for_others(_CONCERNS, concerns, language),
        _others(found, language),
        _demands([*found, *concerns], ordered, language),
        _problems(result.problems, language),
        _unread(ordered, language),
    )
    title = title_of(result, language)
    return sheets_workbook(
        [
            _overview(ordered, title, language),
            *(sheet for sheet in sheets if sheet.rows),
            _data(result, language),
        ],
        title,
        result.as_of,
    )


def _listed(subjects: Iterable[SubjectFindings]) -> Sequence[_Found]:
    return [(judged, finding) for judged in subjects for finding in listed_findings(judged)]


def _overview(result: Result, title: str, language: Language) -> ReportSheet:
    """A row for each subject and period; met and not applicable are counted here alone."""
    say = language.say
    headings, counted = overview(result)
    names = (*headings, message("Does not apply"))
    lines: list[Row] = [
        (*_who(judged, language), *numbers, _other(judged)) for judged, numbers in counted
    ]
    books = (message("Rule book {id}: {title}", id=b.id, title=b.title) for b in result.rulebooks)
    data = message("The sheet {name}, which is hidden, holds the same for programs.", name=_DATA)
    return ReportSheet(
        say(message("Overview")),
        [*_who_columns(language, 30), *(SheetColumn(say(name), 11, "count") for name in names)],
        lines,
        (title, *summary_lines(result, language), *map(say, books), f"{say(MADE_BY)} {say(data)}"),
        upright=True,
    )


def _other(judged: SubjectFindings) -> int:
    return sum(finding.verdict == "not_applicable" for finding in judged.findings)


def _who(judged: SubjectFindings, language: Language) -> tuple[str, str]:
    return language.value(judged.subject.name), language.period(judged.period)


def _who_columns(language: Language, width: int) -> tuple[SheetColumn, SheetColumn]:
    return SheetColumn(language.say(message("Who")), width), SheetColumn(
        language.say(message("Period")), 8
    )


def _deviations(found: Sequence[_Found], language: Language) -> ReportSheet:
    """A row for each violation: errors, warnings, information, and last what is waived.

    What is new since an earlier run stands first. What the lesser rules of a demand found stands
    below what its gravest found.
    """
    own = [pair for pair in found if not pair[1].for_others]
    gravest: dict[_Demand, int] = {}
    for judged, finding in own:
        gravest.setdefault(_demand_of(judged, finding), SEVERITIES.index(finding.rule.severity))
    fresh = {_demand_of(*pair) for pair in own if has_news(pair[1])}
    own.sort(
        key=lambda pair: (
            pair[1].verdict == "waived",
            _demand_of(*pair) not in fresh,
            gravest[_demand_of(*pair)],
        )
    )
    return ReportSheet(
        language.say(message("Deviations")),
        _violation_columns(language),
        [row for judged, finding in own for row in _violations(judged, finding, language)],
    )


def _demand_of(judged: SubjectFindings, finding: Finding) -> _Demand:
    return str(judged.subject), str(judged.period), finding.verdict, finding.rule.demand


def _for_others(title: Message, found: Sequence[_Found], language: Language) -> ReportSheet:
    """A row for each violation that others must mend, and last who can."""
    told = [pair for pair in found if pair[1].for_others]
    bodies = [
        language.value(violation.answers.name) if violation.answers else ""
        for _, finding in told
        for violation in finding.violations
    ]
    rows = [row for judged, finding in told for row in _violations(judged, finding, language)]
    return ReportSheet(
        language.say(title),
        [*_violation_columns(language), SheetColumn(language.say(MENDED_BY), 20)],
        [(*row, body) for row, body in zip(rows, bodies, strict=True)],
    )


def _violations(
    judged: SubjectFindings, finding: Finding, language: Language
) -> Iterator[Sequence[str]]:
    for violation in finding.violations:
        yield (*_who(judged, language), *_violation(finding, violation, language))


def _violation_columns(language: Language) -> Sequence[SheetColumn]:
    say = language.say
    return (
        *_who_columns(language, 17),
        SheetColumn(say(message("Severity")), 13, "strong"),
        SheetColumn(say(message("Demand")), 23),
        SheetColumn(say(message("Deviation")), 28),
        SheetColumn(say(message("Where")), 25),
        SheetColumn(say(message("Given")), 20),
        SheetColumn(say(message("Expected")), 20),
        SheetColumn(say(message("What to do")), 28),
        SheetColumn(say(message("Source")), 21),
    )


def _violation(finding: Finding, violation: Violation, language: Language) -> Iterator[str]:
    say, rule = language.say, finding.rule
    label = FOR_OTHERS if finding.for_others else VERDICT.get(finding.verdict)
    yield say(label or SEVERITY[rule.severity])
    yield demand(finding, language)
    due = due_line(finding, language)
    changed = change_line(finding, language)
    told = f"{new_mark(finding, violation, language)}{say(violation.message)}"
    yield "\n".join(filter(None, (told, changed, *decision_lines(finding, language), due)))
    yield where_line(violation, language) or ""
    given, expected = given_and_expected(violation, language)
    yield (
        f"{given} ({language.value(violation.about)})" if given and violation.about else given or ""
    )
    yield expected or ""
    yield say(violation.remedy)
    yield sources(rule.sources, language)


def _others(found: Sequence[_Found], language: Language) -> ReportSheet:
    """What failed, could not be told, or is not due, and why: a row for each demand."""
    say = language.say
    untold = [
        (
            *_who(judged, language),
            say(VERDICT[finding.verdict]),
            demand(finding, language),
            "\n".join((language.value(why(finding)), *reply_lines(finding, language))),
        )
        for judged, finding in sorted(found, key=lambda pair: TOLD.index(pair[1].verdict))
        if not finding.violations
    ]
    columns = (
        *_who_columns(language, 30),
        SheetColumn(say(message("Outcome")), 17, "strong"),
        SheetColumn(say(message("Demand")), 56),
        SheetColumn(say(message("Why")), 56),
    )
    return ReportSheet(say(message("Other findings")), columns, untold)


def _demands(found: Sequence[_Found], result: Result, language: Language) -> ReportSheet:
    """Each rule that a row is about, once: where it stands, and what is our reading of it."""
    say = language.say
    name = say(message("Demands"))
    documents = {id_: title for b in result.rulebooks for id_, title in b.documents.items()}
    told = {finding.rule: finding for _, finding in found}
    lines = [
        (
            demand(finding, language),
            sources(finding.rule.sources, language),
            say(finding.rule.interpretation) if finding.rule.interpretation else "",
        )
        for finding in sorted(told.values(), key=lambda finding: finding.rule.demand)
    ]
    columns = (
        SheetColumn(say(message("Demand")), 50),
        SheetColumn(say(message("Source")), 40),
        SheetColumn(say(message("Our reading")), 75),
    )
    above = (name, *(f"{id_}: {say(title)}" for id_, title in sorted(documents.items())))
    return ReportSheet(name, columns, lines, above)


def _problems(problems: Sequence[Problem], language: Language) -> ReportSheet:
    say = language.say
    lines = [
        (say(_LEVEL[problem.level]), problem_place(problem, language), say(problem.message))
        for problem in problems
    ]
    columns = (
        SheetColumn(say(message("Kind")), 12, "strong"),
        SheetColumn(say(message("Where")), 56),
        SheetColumn(say(message("What is wrong, and what to do")), 90),
    )
    return ReportSheet(say(message("Problems")), columns, lines)


def _unread(result: Result, language: Language) -> ReportSheet:
    """A row for each part of a file that was not read, and above them what to do."""
    say = language.say
    name = say(message("Not read"))
    demands = settled_demands(result.subjects)
    columns = (
        SheetColumn(say(message("File")), 30),
        SheetColumn(say(message("Where")), 50),
        SheetColumn(say(message("Could settle")), 16),
        SheetColumn(say(message("First words")), 80),
    )
    lines = [
        (
            part.file,
            language.place(part.block.place),
            ", ".join(demands.get(part, ())),
            part.block.text,
        )
        for part in result.unread
    ]
    advice = unread_advice(filter(demands.__contains__, result.unread), language)
    return ReportSheet(name, columns, lines, (name, advice) if advice else ())


def _data(result: Result, language: Language) -> ReportSheet:
    """The rows of the CSV, under its names."""
    found = [[csv_value(value) for value in row.values()] for row in csv_rows(result, language)]
    return ReportSheet(
        language.say(_DATA),
        [SheetColumn(name, holds="data") for name in COLUMNS],
        found,
        hidden=True,
    )
