"""How results are put into words and lines, the same in every format that people read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PureWindowsPath

from iacheck.cases.findings import (
    CENTRE,
    NAMED,
    Finding,
    Origin,
    Result,
    RuleHead,
    Severity,
    SourceReference,
    Verdict,
    Violation,
)
from iacheck.language.labels import WORDS, Labels
from iacheck.language.language import Language
from iacheck.language.messages import DocumentPart, Message, Value, message, plural_message
from iacheck.language.periods import read_date
from iacheck.language.problems import Problem
from iacheck.reports.decision_lines import why
from iacheck.reports.line_width import WIDTH, line_width
from iacheck.reports.visible_text import without_line_breaks

# A file's name may hold bytes that are no text; they are shown, and nothing fails for them.
UNSHOWABLE = "backslashreplace"
# Files in which the names of fields stand.
_DATA_FILES = (".json", ".jsonl", ".ndjson", ".yaml", ".yml")

# What is to be known of a demand that does not stand in so many words in the document.
ORIGIN: Mapping[Origin, Message] = {
    "text": message("stands in the document"),
    "practice": message("described as practice"),
    "ours": message("our reading, not the document's words"),
}
SEVERITY: Mapping[Severity, Message] = {
    "error": message("ERROR"),
    "warning": message("WARNING"),
    "info": message("INFO"),
}
# What everybody must know who reads a list.
MADE_BY = message(
    "A program made this from the documents that had come. Each demand is checked in one or more "
    "points and names its source; what is our reading, and not the document's words, is said to "
    "be so."
)
GIVEN, EXPECTED = message("Given"), message("Expected")
# In the list of one: what others must mend, and what it can mend of others.
OTHERS_MEND = message("Others must mend this")
FOR_OTHERS = message("FOR OTHERS")
MENDED_BY = message("Can be mended by")
CONCERNS = message("This concerns others, and can be mended here")
# What is told of one by one, in the order of `TOLD`, beside deviations; the others are counted.
VERDICT: Mapping[Verdict, Message] = {
    "error": message("CHECKER FAILED"),
    "waived": message("WAIVED"),
    "undetermined": message("UNDETERMINED"),
    "not_due": message("NOT DUE"),
    "met": message("MET"),
}
# What came out, in running text.
OUTCOME: Mapping[Verdict, Message] = {
    "met": message("met"),
    "deviation": message("not met"),
    "not_applicable": message("does not apply"),
    "not_due": message("not due"),
    "undetermined": message("undetermined"),
    "waived": message("waived"),
    "error": message("the checker failed"),
}
TOLD: tuple[Verdict, ...] = ("error", "deviation", "waived", "undetermined", "not_due", "met")


def wrap(text: str, first: int, then: int) -> list[str]:
    """Lines of at most `line_width`, indented by so many columns; words stay whole.

    Nothing in the text begins a line of its own, or is a command to a terminal.
    """
    return textwrap.wrap(
        without_line_breaks(text),
        line_width(),
        initial_indent=" " * first,
        subsequent_indent=" " * then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def wrap_on_screen(line: str) -> list[str]:
    """A line that programs may look for: whole in files and pipes, wrapped at a terminal."""
    return [line] if line_width() == WIDTH else wrap(line, 0, 2) or [""]


def sources(references: Iterable[SourceReference], language: Language) -> str:
    """Where demands stand: `brev-2015-05, Rapportering fra IA-rådene, paragraph 1`."""
    return "; ".join(
        f"{reference.document}, {reference.section}, {paragraphs(reference, language)}"
        for reference in references
    )


def paragraphs(reference: SourceReference, language: Language) -> str:
    """`paragraphs 3 and 4`."""
    numbers = reference.paragraphs
    told = plural_message(
        "paragraph {numbers}",
        "paragraphs {numbers}",
        len(numbers),
        numbers=tuple(map(str, numbers)),
    )
    return language.say(told)


def part_in_words(pointer: str | None, language: Language, document: str = "") -> str:
    """A part of a document as people count and call them: `activities no. 2, start date`."""
    # That it is the whole document's id says no more than its name does.
    return language.part(DocumentPart.at("" if pointer == "/_id" else pointer or "", document))


def problem_line(problem: Problem, language: Language) -> str:
    """A problem in one line: file, place, what is wrong; a notice says that it is one."""
    stands = problem_place(problem, language)
    told = language.say(problem.message)
    if problem.level == "notice":
        told = language.say(message("Note: {told}", told=told))
    return ": ".join(filter(None, (stands, told)))


def problem_place(problem: Problem, language: Language) -> str:
    """File or document, place in it, and field: where a person would look.

    The file is called the same wherever the problem is told: two folders may have one so named.
    """
    place = problem.place
    # Whoever writes a file of JSON or YAML looks for the names that stand in it, too.
    is_data = (problem.file or "").lower().endswith(_DATA_FILES)
    with_name = is_data and place is not None and place.line is not None
    part = language.part(
        DocumentPart.at(problem.path or ""),
        with_name=with_name,
        of=problem.document or "",
        as_written=problem.as_written,
    )
    stands = (
        problem.file or language.part(DocumentPart(problem.document or "")),
        language.place(place),
        part,
    )
    return ", ".join(filter(None, stands))


def problems_heading(problems: Sequence[Problem], language: Language) -> str:
    """`2 problems with what was read, and 1 note`; problems are counted as in `missed`."""
    wrong = sum(problem.level == "error" for problem in problems)
    noted = len(problems) - wrong
    if not wrong:
        told = plural_message(
            "{count} note on what was read", "{count} notes on what was read", noted
        )
        return language.say(told)
    told = plural_message(
        "{count} problem with what was read", "{count} problems with what was read", wrong
    )
    if noted:
        notes = plural_message("{count} note", "{count} notes", noted)
        told = message("{problems}, and {notes}", problems=told, notes=notes)
    return language.say(told)


def title_of(result: Result, language: Language) -> str:
    """What a list is called: by the one that it is for, or by its day."""
    if len(result.subjects) != 1:
        return language.say(message("Deviations as of {date}", date=result.as_of))
    (judged,) = result.subjects
    who = f"{language.value(judged.subject.name)}, {language.period(judged.period)}"
    return language.say(message("Deviations: {who}", who=who))


def by_reason(
    found: Iterable[Finding], verdict: Verdict, language: Language
) -> Mapping[str, Sequence[Finding]]:
    """The findings with this verdict, under the reason that they share."""
    told: dict[str, list[Finding]] = {}
    for finding in found:
        reason = why(finding)
        if finding.verdict == verdict and reason is not None:
            told.setdefault(language.say(reason), []).append(finding)
    return told


def answering_body(head: RuleHead, labels: Labels) -> Value:
    """Who can mend what a rule finds: the centre, a body that is named, a party by its name."""
    if head.answers == CENTRE:
        return message("the council's NAV Arbeidslivssenter")
    if head.answers == NAMED:
        return message("the body that is named")
    return labels.of(str(head.answers)).label


def demand_title(finding: Finding, language: Language) -> str:
    """`Demand B16: The report has activities under all sub-goals`."""
    rule = finding.rule
    return language.say(message("Demand {id}: {title}", id=rule.demand, title=rule.title))


def demand(finding: Finding, language: Language) -> str:
    """`B16 The report has activities under all sub-goals (skal)`."""
    rule = finding.rule
    return f"{rule.demand} {language.say(rule.title)} ({strength(rule, language)})"


def strength(rule: RuleHead, language: Language) -> str:
    """How strong a demand is, and whose it is if not the document's: `bør, our reading, …`."""
    if rule.origin == "text":
        return rule.modality
    return f"{rule.modality}, {language.say(ORIGIN[rule.origin])}"


def demand_lines(findings: Iterable[Finding], language: Language) -> Sequence[tuple[str, str]]:
    """Each demand once: its number, and its line with all its rules' titles, as in `demand`."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        told = demand(finding, language)
        found.setdefault(finding.rule.demand, []).append(told)
    return [
        (id_, "; ".join([first, *(told.removeprefix(f"{id_} ") for told in others)]))
        for id_, (first, *others) in found.items()
    ]


def where_line(violation: Violation, language: Language, *, folders: bool = False) -> str | None:
    """Document, part, file and place: `action plan x, activities no. 2 (x.yaml, line 12)`.

    The file's `folders` say something to the person at the keyboard alone.
    """
    if not violation.document:
        return None
    stands = part_in_words(violation.path, language, violation.document)
    file = violation.file
    if file and not folders:
        file = PureWindowsPath(file).name
    at = ", ".join(filter(None, (file, language.place(violation.place))))
    return f"{stands} ({at})" if at else stands


def given_and_expected(violation: Violation, language: Language) -> tuple[str | None, str | None]:
    """What was given and what was expected; None where the message says both already."""
    given, expected = _in_rule_words(violation, "given"), _in_rule_words(violation, "expected")
    if expected is None and _is_name(violation, given):
        return None, None
    told = violation.message.text.placeholders_in(language.code)
    # Where nothing else was expected, what is missing is what was given: it refers to nothing.
    as_given = {"given"} if violation.expected is not None else {"given", "missing"}
    if (given is None or told & as_given) and (expected is None or told & _EXPECTED):
        return None, None
    if given is None and expected is not None:
        given = message("nothing")
    written = [None if v is None else language.value(v) for v in (given, expected)]
    return written[0], written[1]


# Placeholders for what was expected: the value, the entry that is missing, the last day in time.
_EXPECTED = frozenset({"expected", "missing", "due"})


def _is_name(violation: Violation, given: Value) -> bool:
    """Whether what was given is just the document's id, or who is judged: that is told anyhow."""
    _, _, id_ = (violation.document or "").partition("/")
    return given in (id_, violation.message.values.get("subject"))


def shared_remedy(finding: Finding, language: Language) -> str | None:
    """What to do about all of a finding's violations, where it is the same for several."""
    remedies = {language.say(violation.remedy) for violation in finding.violations}
    return remedies.pop() if len(finding.violations) > 1 == len(remedies) else None


def given_line(label: Message, violation: Violation, language: Language) -> str:
    """`Oppgitt (delmål)`: what was given, and what that is."""
    if violation.about is None:
        return language.say(label)
    return f"{language.say(label)} ({language.value(violation.about)})"


def _in_rule_words(violation: Violation, name: str) -> Value:
    """A value as the rule's texts call it, where they speak of it; else as it is."""
    value = violation.given if name == "given" else violation.expected
    if value in (None, "", [], (), {}):
        return None
    words = violation.message.values
    if isinstance(value, list | tuple):
        value = [WORDS.get(part, part) if isinstance(part, str) else part for part in value]
    called = words.get(name, words.get("missing", value) if name == "expected" else value)
    return read_date(called) or called
