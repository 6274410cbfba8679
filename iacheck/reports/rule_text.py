"""Rules as text for people: a list of demands, and one rule in full."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from iacheck.checks.parameters import DatedValue, is_deadline
from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.document_kind import Root
from iacheck.language.language import Language
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period
from iacheck.reports.document_words import DocumentWords
from iacheck.reports.line_width import WIDTH, line_width
from iacheck.reports.rule_examples import RuleExample
from iacheck.reports.wording import (
    MENDED_BY,
    ORIGIN,
    answering_body,
    paragraphs,
    strength,
    wrap,
    wrap_on_screen,
)


def rules_as_text(books: Sequence[RuleBook], language: Language) -> str:
    """The demands of each book, for each rule what it demands, and how it is called."""
    lines: list[str] = []
    for book in books:
        lines += [*_heading(book, language), ""]
        start = max((len(rule.head.demand) for rule in book.rules), default=0) + 4
        for rule in book.rules:
            head = rule.head
            lines += wrap(f"  {head.demand:{start - 2}}{language.say(head.title)}", 0, start)
            called = f"{strength(head, language)} · {rule.subject} · {rule.id}"
            lines += wrap(f"{'':{start}}{called}", 0, start)
        lines.append("")
    for rule in [rule for book in books for rule in book.rules][:1]:
        command = f"iacheck rules show {rule.head.demand}"
        told = message("One of them in full: {command}", command=command)
        lines += wrap_on_screen(language.say(told))
    return "".join(f"{line}\n" for line in lines)


def _heading(book: RuleBook, language: Language) -> list[str]:
    title = message("Rule book {id}: {title}", id=book.id, title=book.title)
    valid = message("Valid from {first} to {last}", first=book.valid_from, last=book.valid_to)
    lines = [*wrap(language.say(title), 0, 2), *wrap(language.say(valid), 2, 4)]
    if book.interpretation:
        lines += wrap(language.say(book.interpretation), 2, 4)
    return lines


def rule_as_text(
    rule: Rule,
    book: RuleBook,
    examples: Iterable[RuleExample],
    roots: Mapping[str, Root],
    language: Language,
) -> str:
    """A rule in full: demand, sources, texts; what of it is ours; its examples; its check."""
    say = language.say
    lines = wrap(f"{rule.id}: {say(rule.head.title)}", 0, 2)
    rows = (*rule_facts(rule, book, language), (message("File"), rule.file))
    for label, text in rows:
        lines += wrap(f"{say(label)}: {text}", 2, 4)
    lines.append("  " + say(message("Our reading, and not the document's words:")))
    for reading in our_reading(rule, book, language):
        lines += wrap(f"– {reading}", 4, 6)
    lines.append("  " + say(message("Examples:")))
    words = DocumentWords(rule.labels, language)
    for example in examples:
        lines += wrap(f"– {example.words(roots, words)}", 4, 6)
        for told in example.told(language):
            lines += wrap(f"→ {told}", 8, 10)
    lines.append("  " + say(message("Check, as the file has it:")))
    lines += _as_yaml(written_check(rule))
    names = parameter_names(rule)
    if names:
        lines.append("  " + say(message("What stands for a name with $:")))
    for name in names:
        lines += wrap(_parameter(name, rule, book, language), 4, 6)
    return "".join(f"{line}\n" for line in lines)


def written_check(rule: Rule) -> Mapping[str, Any]:
    """The fields of a rule that say when and how it is checked, as its file has them."""
    return {name: rule.written[name] for name in _CHECK if rule.written.get(name)}


def _as_yaml(written: Mapping[str, Any]) -> list[str]:
    """Fields of a rule as its file has them, but for how long the lines are."""
    is_file = line_width() == WIDTH
    # YAML breaks a line behind the word that is too long for it.
    width = WIDTH - 4 if is_file else sys.maxsize
    as_yaml = yaml.safe_dump(dict(written), allow_unicode=True, sort_keys=False, width=width)
    lines = textwrap.indent(as_yaml.rstrip(), "    ").split("\n")
    if is_file:
        return lines
    starts = (len(line) - len(line.lstrip()) for line in lines)
    return [part for line, at in zip(lines, starts, strict=True) for part in wrap(line, 0, at + 2)]


def our_reading(rule: Rule, book: RuleBook, language: Language) -> Sequence[str]:
    """What of a rule is ours: all of it, its interpretation, the values and words decided."""
    say, told = language.say, []
    if rule.head.origin == "ours":
        told.append(say(message("All of it: the document does not demand it.")))
    if rule.head.origin == "practice":
        told.append(
            say(message("All of it: the document tells of it as done, and demands nothing."))
        )
    if rule.head.interpretation:
        told.append(say(rule.head.interpretation))
    for name in parameter_names(rule):
        called = language.value(rule.labels.of(name).label)
        for value in book.parameters[name].values:
            if value.reason:
                told.append(f"{called}, {_value(value, language)}: {say(value.reason)}")
            elif value.source is None:
                words = message("The words that are looked for: {name}", name=f"${name}")
                told.append(f"{say(words)}.")
    return told or [say(message("Nothing in this rule is said to be."))]


def parameter_names(rule: Rule) -> Sequence[str]:
    """The parameters and word lists that a rule's check names with `$`, in order."""
    return sorted(_names({name: rule.written.get(name) for name in _CHECK}))


# The fields of a rule that say when and how it is checked.
_CHECK = ("needs", "needs_any", "when", "due", "check")


def rule_facts(rule: Rule, book: RuleBook, language: Language) -> Iterator[tuple[Message, str]]:
    """What is to be known of a rule, each with what it is called."""
    head, say = rule.head, language.say
    yield message("Demand"), f"{head.demand} · {head.modality} · {say(ORIGIN[head.origin])}"
    yield message("Rule book"), f"{say(book.title)} ({book.id})"
    yield message("Looks at"), language.value(rule.labels.of(rule.subject))
    if head.formerly:
        yield message("Former ids"), ", ".join(head.formerly)
    where = (
        f"{say(book.documents[s.document])} ({s.document}), {s.section}, {paragraphs(s, language)}"
        for s in head.sources
    )
    yield message("Source"), "; ".join(where)
    if rule.first or rule.last:
        yield message("Periods"), _range(rule.first, rule.last)
    if rule.applies_to:
        yield message("Applies to"), say(rule.applies_to)
    if head.answers:
        yield MENDED_BY, language.value(answering_body(head, rule.labels))
    if rule.needs:
        needed = tuple(rule.labels.of(path.field, path.field_type.label) for path in rule.needs)
        yield message("Cannot be told without"), language.value(needed)
    if rule.needs_any:
        yield message("Cannot be told without one of"), language.value(rule.one_needed)
    yield message("Says, when it is not met"), say(rule.violation)
    yield message("Remedy"), say(rule.remedy)


def _names(value: Any) -> set[str]:
    """The names of parameters, written with `$`, in a part of a rule."""
    if isinstance(value, dict):
        return set().union(*map(_names, value.values()))
    if isinstance(value, list):
        return set().union(*map(_names, value))
    return {value[1:]} if isinstance(value, str) and value.startswith("$") else set()


def _parameter(name: str, rule: Rule, book: RuleBook, language: Language) -> str:
    called = rule.labels.of(name)
    label = "" if called.label == name else f" ({language.value(called.label)})"
    values = (_value(value, language) for value in book.parameters[name].values)
    return f"${name}{label}: {'; '.join(values)}"


def _value(dated: DatedValue, language: Language) -> str:
    text = language.value(dated.value)
    if isinstance(dated.value, Mapping) and is_deadline(dated.value):
        day = dated.value["day"]
        told = (
            message("day {day} of the period's month no. {month}", day=day, month=month)
            if (month := dated.value.get("month"))
            else message(
                "day {day} of month no. {month} after the period",
                day=day,
                month=dated.value["months_after"],
            )
        )
        text = language.say(told)
    if dated.within:
        return f"{language.value(dated.within)}: {text}"
    if dated.start or dated.end:
        return f"{_range(dated.start, dated.end)}: {text}"
    return text


def _range(first: Period | None, last: Period | None) -> str:
    return str(first) if first == last else f"{first or '…'} – {last or '…'}"
