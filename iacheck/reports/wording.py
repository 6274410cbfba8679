"""How results are put into words and lines, the same in every format that people read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from iacheck.findings import SEVERITIES, Origin, Result, SourceReference
from iacheck.language import Language
from iacheck.messages import Message, counted, message
from iacheck.problems import Problem

# A fixed width, so that the same result gives the same bytes on every screen.
WIDTH = 100
# A file's name may hold bytes that are no text; they are shown, and nothing fails for them.
UNSHOWABLE = "backslashreplace"

# What is to be known of a demand that does not stand in so many words in the document.
ORIGIN: Mapping[Origin, Message] = {
    "text": message("stands in the document"),
    "practice": message("described as practice"),
    "ours": message("our reading, not the document's words"),
}


def wrapped(text: str, first: int, then: int) -> list[str]:
    """Lines of at most `WIDTH`, indented by so many columns; words stay whole."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * first,
        subsequent_indent=" " * then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def sources(references: Iterable[SourceReference], language: Language) -> str:
    """Where demands stand: `brev-2015-05, Rapportering fra IA-rådene, paragraph 1`."""
    return "; ".join(
        f"{reference.document}, {reference.section}, {paragraphs(reference, language)}"
        for reference in references
    )


def paragraphs(reference: SourceReference, language: Language) -> str:
    """`paragraphs 3 and 4`."""
    numbers = reference.paragraphs
    told = counted(
        "paragraph {numbers}",
        "paragraphs {numbers}",
        len(numbers),
        numbers=tuple(map(str, numbers)),
    )
    return language.say(told)


def part(pointer: str | None, language: Language) -> str:
    """A part of a document as people count: `activities no. 2, sub_goals` of a JSON Pointer."""
    told: list[str] = []
    for step in (pointer or "").split("/")[1:]:
        if step.isdecimal() and told:
            number = message("{list} no. {number}", list=told[-1], number=str(int(step) + 1))
            told[-1] = language.say(number)
        else:
            told.append(step.replace("~1", "/").replace("~0", "~"))
    return ", ".join(told)


def problem_line(problem: Problem, language: Language) -> str:
    """A problem in one line: file, place, what is wrong; a notice says that it is one."""
    where = (
        problem.file or problem.document or "",
        language.place(problem.place),
        part(problem.path, language),
    )
    told = language.say(problem.message)
    if problem.level == "notice":
        told = language.say(message("Note: {told}", told=told))
    return ": ".join(part for part in (", ".join(filter(None, where)), told) if part)


def summed_up(result: Result, language: Language) -> list[str]:
    """The whole result in a line or two; the last tells how many were checked, and what came."""
    say = language.say
    missed = []
    wrong = sum(problem.level == "error" for problem in result.problems)
    if wrong:
        missed.append(counted("{count} problem", "{count} problems", wrong))
    failed = result.count("error")
    if failed:
        missed.append(counted("{count} rule failed", "{count} rules failed", failed))
    found = [
        counted("{count} error", "{count} errors", result.deviations("error")),
        counted("{count} warning", "{count} warnings", result.deviations("warning")),
        message("{count} for information", count=result.deviations("info")),
    ]
    if result.subjects and not any(map(result.deviations, SEVERITIES)):
        found = [message("no deviations")]
    found.append(message("{count} undetermined", count=result.count("undetermined")))
    subjects = len({str(judged.subject) for judged in result.subjects})
    who = counted("{count} subject checked", "{count} subjects checked", subjects)
    told = [(message("Not everything could be checked"), missed), (who, found)]
    return [f"{say(what)}: {', '.join(map(say, parts))}." for what, parts in told if parts]
