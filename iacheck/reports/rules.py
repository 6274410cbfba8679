"""Rules as text for people: a list of demands, and one rule in full."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import yaml

from iacheck.language import Language
from iacheck.messages import Message, message
from iacheck.rulebook import Rule, RuleBook

_WIDTH = 100


def list_as_text(books: Sequence[RuleBook], language: Language) -> str:
    """The demands of each book: number, modality, rule and title."""
    lines = []
    for book in books:
        lines += [language.say(message("Rule book {id}: {title}", id=book.id, title=book.title))]
        validity = message(
            "Valid from {first} to {last}", first=book.valid_from, last=book.valid_to
        )
        lines += ["  " + language.say(validity)]
        if book.interpretation:
            lines += _wrapped(language.say(book.interpretation), "  ")
        lines += [""]
        width = max((len(rule.id) for rule in book.rules), default=0)
        for rule in book.rules:
            head = rule.head
            start = f"  {head.demand}  {head.modality:9}  {rule.id:{width}}  "
            lines += textwrap.wrap(
                start + language.say(head.title),
                max(_WIDTH, len(start) + 40),
                subsequent_indent=" " * len(start),
                drop_whitespace=True,
            )
        lines += [""]
    return "\n".join(lines)


def rule_as_text(rule: Rule, book: RuleBook, language: Language) -> str:
    """A rule in full: demand, sources, reading, how it is checked, texts and file."""
    head, say = rule.head, language.say
    sources = [
        f"{say(book.documents[s.document])} ({s.document}), {s.section}, "
        + ", ".join(f"P{number}" for number in s.paragraphs)
        for s in head.sources
    ]
    rows: list[tuple[Message, str]] = [
        (message("Demand"), f"{head.demand} · {head.modality} · {say(_ORIGIN[head.origin])}"),
        (message("Rule book"), f"{book.id} · {rule.subject}"),
        (message("Source"), "; ".join(sources)),
    ]
    if rule.first or rule.last:
        rows.append((message("Periods"), f"{rule.first or '…'} – {rule.last or '…'}"))
    if rule.applies_to:
        rows.append((message("Applies to"), say(rule.applies_to)))
    if head.interpretation:
        rows.append((message("Our reading"), say(head.interpretation)))
    rows += [
        (message("Violation"), say(rule.violation)),
        (message("Remedy"), say(rule.remedy)),
        (message("File"), rule.file),
    ]
    lines = [f"{rule.id}: {say(head.title)}"]
    for label, text in rows:
        lines += _wrapped(f"{say(label)}: {text}", "  ")
    lines += ["  " + say(message("Check")) + ":"]
    written = {
        name: rule.written[name]
        for name in ("needs", "needs_any", "when", "due", "check")
        if rule.written.get(name)
    }
    checked = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=_WIDTH - 4)
    lines += textwrap.indent(checked.rstrip(), "    ").split("\n")
    return "\n".join(lines) + "\n"


_ORIGIN = {
    "text": message("stands in the document"),
    "practice": message("described as practice"),
    "ours": message("our reading, not the document's words"),
}


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
