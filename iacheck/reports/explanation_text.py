"""Explanations of findings as text: what was looked at, where it stands, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from iacheck.cases.explanation import (
    CheckStep,
    DueDay,
    FoundWord,
    Reading,
    ReadPath,
    ReadTerm,
    SeenValue,
)
from iacheck.cases.findings import Finding, Result, SubjectFindings
from iacheck.language.language import Language
from iacheck.language.messages import Message, Value, message
from iacheck.language.periods import read_date
from iacheck.reports.wording import OUTCOME, part_in_words, wrap

_OUTCOMES = {
    "holds": message("holds"),
    "fails": message("does not hold"),
    "unknown": message("cannot be told"),
    "not_yet": message("does not hold yet"),
}


def explanations_as_text(result: Result, language: Language) -> str:
    """Every finding of the result that has an explanation, one after the other."""
    told = [
        "".join(f"{line}\n" for line in _finding(judged, finding, language))
        for judged in result.subjects
        for finding in judged.findings
        if finding.explanation is not None
    ]
    return "\n".join(told)


def _finding(judged: SubjectFindings, finding: Finding, language: Language) -> Iterator[str]:
    say, explanation = language.say, finding.explanation
    yield from wrap(f"{finding.rule.demand} {say(finding.rule.title)} ({finding.rule.id})", 0, 2)
    period = language.period(judged.period)
    yield from wrap(f"{judged.subject} · {period} · {say(OUTCOME[finding.verdict])}", 0, 2)
    if finding.reason is not None:
        yield from wrap(f"{say(message('Reason'))}: {say(finding.reason)}", 2, 4)
    if finding.due is not None and finding.verdict != "not_due":
        yield from wrap(f"{say(message('Due'))}: {language.date(finding.due)}", 2, 4)
    if finding.judgement is not None:
        yield from wrap(say(message("A judgement decides; what the check found is below.")), 2, 4)
    if explanation is None or explanation.check is None:
        yield from wrap(say(_UNREACHED), 2, 4)
    if explanation is not None:
        yield from _part(message("What the rule needs"), explanation.needs, (), language)
        for heading, step in (
            (message("Whether it applies"), explanation.condition),
            (message("What is checked"), explanation.check),
        ):
            if step is not None:
                yield from _part(heading, (), (step,), language)


_UNREACHED = message("The check itself was not tried: the reason above decides before it.")


def _part(
    heading: Message, readings: Sequence[Reading], steps: Iterable[CheckStep], language: Language
) -> Iterator[str]:
    if readings or steps:
        yield from wrap(f"{language.say(heading)}:", 2, 4)
    for reading in readings:
        yield from _reading(reading, 4, language)
    for step in steps:
        yield from _step(step, 4, language)


def _step(step: CheckStep, indent: int, language: Language) -> Iterator[str]:
    told = language.say(_OUTCOMES[step.outcome])
    if step.reason is not None:
        told = f"{told}: {language.say(step.reason)}"
    of = "" if step.item is None else f" ({language.value(step.item)})"
    yield from wrap(f"{step.kind}{of}: {told}", indent, indent + 2)
    for reading in step.readings:
        yield from _reading(reading, indent + 2, language)
    for part in step.steps:
        yield from _step(part, indent + 2, language)


def _reading(reading: Reading, indent: int, language: Language) -> Iterator[str]:
    if isinstance(reading, ReadPath) and len(reading.values) > 1:
        yield from wrap(f"{reading.path}:", indent, indent + 2)
        for value in reading.values:
            yield from wrap(f"– {_value(value, language)}", indent + 2, indent + 4)
    else:
        yield from wrap(_in_words(reading, language), indent, indent + 2)


def _in_words(reading: Reading, language: Language) -> str:
    match reading:
        case ReadPath(values=(value,)):
            return f"{reading.path}: {_value(value, language)}"
        case ReadPath():
            nothing = SeenValue(message("nothing"))
            return f"{reading.path}: {_value(reading.lacking or nothing, language)}"
        case ReadTerm():
            told = f"{reading.name}: {_as_written(reading.written)}"
            is_literal = not isinstance(reading.written, dict) and "$" not in told
            return told if is_literal else f"{told} = {_shown(reading.value, language)}"
        case FoundWord():
            found = message(
                "the word “{word}” is in “{text}”", word=reading.word, text=reading.text
            )
        case DueDay():
            found = message("in time until {date}", date=reading.day)
    return language.say(found)


def _value(seen: SeenValue, language: Language) -> str:
    """A value and where it stands; of a whole document, where that is."""
    if seen.document is None:
        return _shown(seen.value, language)
    at = (seen.file, language.place(seen.place) if seen.place else None)
    where = "; ".join(
        filter(
            None, (part_in_words(seen.path, language, seen.document), ", ".join(filter(None, at)))
        )
    )
    return f"[{where}]" if seen.value is None else f"{_shown(seen.value, language)} [{where}]"


def _shown(value: Value, language: Language) -> str:
    """A value as people write it; a date that a document holds as text, too."""
    return language.value(read_date(value) or value)


def _as_written(source: Any) -> str:
    """A term as a rule's file has it, in one line."""
    if isinstance(source, str):
        return source
    text: str = yaml.safe_dump(
        source, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    )
    return text.removesuffix("...\n").strip()
