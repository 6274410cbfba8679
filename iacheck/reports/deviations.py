"""The result as a paper: an overview, and for each subject the list that it can be sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from iacheck.cases.findings import Result, SubjectFindings, Verdict
from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, message, plural_message
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
from iacheck.reports.change_words import changes_counted, dropped_lines
from iacheck.reports.counts import (
    concerns_counted,
    deviation_counts,
    not_checked,
    overview,
    summary_lines,
)
from iacheck.reports.demands import has_list
from iacheck.reports.order import in_order_of_names
from iacheck.reports.split import result_name
from iacheck.reports.subject_list import subject_blocks
from iacheck.reports.unread_words import unread_blocks, unread_of_nobody
from iacheck.reports.wording import MADE_BY, problem_line, problems_heading, title_of

# The verdicts of the checks of a demand that is met.
_FINE: Set[Verdict] = {"met", "not_applicable"}


def deviation_paper(result: Result, language: Language) -> Paper:
    """All that was found. A result with one subject in one period gives that subject's own list."""
    result = in_order_of_names(result)
    title = title_of(result, language)
    as_of = language.say(message("As of {date}", date=result.as_of))
    blocks = list(_opening(result, language))
    subtitle = None
    if len(result.subjects) == 1:
        subtitle = as_of
        blocks += subject_blocks(result.subjects[0], language, 1)
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
    for problem in result.problems:
        if problem.opens:
            yield Paragraph((Span(problem_line(problem, language), strong=True),), "lead")
    if len(result.subjects) == 1:
        yield Paragraph(plain_text(_sums_of_one(result, language)), "lead")
    else:
        yield Paragraph(plain_text(" ".join(summary_lines(result, language))), "lead")
    books = tuple(f"{say(book.title)} ({book.id})" for book in result.rulebooks)
    if books:
        about = [(say(message("Rule book")), plain_text("; ".join(books)))]
        yield Facts([*about, *_documents(result, language), *_sources_and_met(result, language)])
    yield Paragraph(plain_text(say(MADE_BY)), "note")
    problems = [problem for problem in result.problems if not problem.opens]
    if problems:
        yield Heading(1, problems_heading(problems, language), about="problems")
        lines = (problem_line(problem, language) for problem in problems)
        yield Items([plain_text(line) for line in lines])
    yield from unread_blocks(unread_of_nobody(result), language, 1)
    dropped = list(dropped_lines(result.dropped, language))
    if dropped:
        yield Items([plain_text(line) for line in dropped])


def _table_of_all(result: Result, language: Language, files: Sequence[str]) -> Iterator[Block]:
    if result.subjects:
        yield Heading(1, language.say(message("Overview")))
        yield _overview(result, language, files)


def _of_all(result: Result, language: Language) -> Iterator[Block]:
    yield from _table_of_all(result, language, ())
    for judged in result.subjects:
        if has_list(judged):
            yield NewPage()
            yield Heading(1, _who(judged, language), result_name(judged))
            of_one = replace(result, problems=(), subjects=(judged,), unread=())
            yield Paragraph(plain_text(_sums_of_one(of_one, language)))
            yield from subject_blocks(judged, language, 2)


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
    return Span(name, link=result_name(judged) if has_list(judged) else None)


def _sums_of_one(result: Result, language: Language) -> str:
    """`1 feil, 2 varsler, 0 til orientering, 1 uavklart. 3 kontrollpunkter er oppfylt.`"""
    (judged,) = result.subjects
    told = []
    if judged.findings:
        counted = ", ".join(map(language.say, (*not_checked(result), *deviation_counts(result))))
        told = [f"{counted[:1].upper()}{counted[1:]}.", _met_summary(judged, language)]
    changed = changes_counted(result)
    if changed is not None:
        told.append(f"{language.say(changed)}.")
    return " ".join([*told, *map(language.say, concerns_counted(result))])


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
    read = dict.fromkeys((*judged.documents, *judged.inherited))
    names = [language.part(DocumentPart(name)) for name in read]
    if judged.findings:
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
        for finding in (*judged.findings, *(concern.finding for concern in judged.concerns))
        if finding.violations
        for source in finding.rule.sources
    }
    titles = {id_: title for book in result.rulebooks for id_, title in book.documents.items()}
    return ((id_, plain_text(language.say(titles[id_]))) for id_ in sorted(used & set(titles)))
