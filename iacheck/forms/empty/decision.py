"""A waiver, a judgement or a reply to fill in, as YAML: what is known stands in it already."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from iacheck.cases.findings import Finding, Subject, Verdict
from iacheck.checks.rule import DecidingBody, Rule, RuleBook
from iacheck.language.frozen import frozen
from iacheck.language.language import Language
from iacheck.language.messages import Message, OneOf, message
from iacheck.language.names import with_named_invisible
from iacheck.language.periods import Period
from iacheck.reports.visible_text import on_one_line
from iacheck.reports.wording import sources, strength

_WIDTH = 90
_VERDICT: Mapping[Verdict, Message] = {
    "met": message("Met"),
    "deviation": message("Deviation"),
    "not_applicable": message("Does not apply"),
    "not_due": message("Not due"),
    "undetermined": message("Undetermined"),
    "waived": message("Deviation with a waiver"),
    "error": message("The checker failed"),
}
_HEADING: Mapping[str, Message] = {
    "waiver": message("A waiver, to fill in: a deviation is accepted for a time"),
    "judgement": message("A judgement, to fill in: people decide what a finding is"),
    "reply": message("A reply, to fill in: what a body answers to a finding"),
}


@frozen
class DecisionForm:
    """What is known of a decision before it is made.

    `finding` and `basis` (documents, `kind/_id`, with their SHA-256) are None where no documents
    were read.
    """

    kind: str
    rule: Rule
    book: RuleBook
    subject: Subject
    period: Period
    finding: Finding | None = None
    basis: Mapping[str, str] | None = None


def decision_form(form: DecisionForm, language: Language) -> bytes:
    """The document; every field that is left to fill in has a comment above it."""
    lines = [*_above(form, language), *_about(form)]
    for told, fields in _parts(form):
        lines += ["", *_comment(language.say(told)), *_entries(fields)]
    return "".join(f"{line}\n" for line in lines).encode()


def _above(form: DecisionForm, language: Language) -> Iterator[str]:
    """What it is about, and what was found."""
    say, head = language.say, form.rule.head
    yield from _comment(say(_HEADING[form.kind]))
    yield from _comment(say(message(
        "Fill in what stands empty, and import the file: {command}", command="iacheck import"
    )))  # fmt: skip
    yield "#"
    yield from _comment(f"{head.demand} {say(head.title)} ({strength(head, language)})")
    stands = message("Source: {source}", source=sources(head.sources, language))
    yield from _comment(say(stands))
    yield from _comment(f"{language.value(form.subject.name)}, {language.period(form.period)}")
    if form.finding is not None:
        yield from _comment(say(_finding_line(form.finding)))
        for violation in form.finding.violations:
            yield from _comment(f"– {say(violation.message)}")


def _finding_line(finding: Finding) -> Message:
    verdict = _VERDICT[finding.verdict]
    if finding.reason is None or finding.verdict == "deviation":
        return message("Found: {verdict}", verdict=verdict)
    return message("Found: {verdict}. {reason}", verdict=verdict, reason=finding.reason)


def _about(form: DecisionForm) -> Iterator[str]:
    key = f"{form.subject.id}-{str(form.period).lower()}-{form.rule.id}"
    yield from _entries({
        "kind": form.kind,
        "_id": key,
        "rule": form.rule.id,
        "subject": str(form.subject),
        "period": str(form.period),
    })  # fmt: skip


def _parts(form: DecisionForm) -> Iterator[tuple[Message, Mapping[str, Any]]]:
    """What is to be filled in, and how."""
    day = message("The day, such as {example}", example="2016-03-15")
    match form.kind:
        case "waiver":
            yield message("Why the deviation is accepted"), {"reason": None}
            yield _who(form.book.granted_by), {"granted_by": _only(form.book.granted_by)}
            yield (
                message("The first and the last day on which it holds, such as 2016-03-15"),
                {"granted_on": None, "expires_on": None},
            )
        case "judgement":
            yield message("What is decided: met or deviation"), {"verdict": None}
            yield message("Why it is decided so"), {"reason": None}
            yield _who(form.book.judged_by), {"judged_by": _only(form.book.judged_by)}
            yield day, {"judged_on": None}
            yield _basis(form), {"basis": dict(form.basis) if form.basis else None}
        case _:
            yield (
                message(
                    "What the reply is: dispute (the finding is wrong), mend (it will be put "
                    "right) or ask_waiver (a waiver is asked for)"
                ),
                {"intent": None},
            )
            yield message("The reply in words"), {"text": None}
            yield message("The body that replies"), {"given_by": _replier(form)}
            yield day, {"given_on": None}
            yield (
                message("The day by which it is to be put right; may be left empty"),
                {"planned_on": None},
            )


def _who(bodies: Sequence[DecidingBody]) -> Message:
    if not bodies:
        return message("Who decides; the rule book lets nobody do so")
    return message("Who decides; only {allowed} may", allowed=OneOf([b.name for b in bodies]))


def _only(bodies: Sequence[DecidingBody]) -> str | None:
    return bodies[0].name if len(bodies) == 1 else None


def _basis(form: DecisionForm) -> Message:
    if form.basis:
        return message(
            "The documents that the finding read, as they are now; strike those that were not "
            "looked at. When one of them changes, the judgement no longer holds"
        )
    return message(
        "The documents that were looked at, at least one, each with the SHA-256 of its content; "
        "{options} of this command writes them",
        options=OneOf(["--store", "--from"]),
    )


def _replier(form: DecisionForm) -> str | None:
    """The subject itself, if it is a body with a name of its own."""
    if form.subject.kind == "national" or not isinstance(form.subject.name, str):
        return None
    return form.subject.name


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        on_one_line(text),
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _entries(fields: Mapping[str, Any]) -> Iterator[str]:
    """Fields as YAML has them; those that are empty end with the colon."""
    for name, value in fields.items():
        if value is None:
            yield f"{name}:"
            continue
        # What nobody sees is written as an escape, and read as what it is.
        plain = all(with_named_invisible(text) == text for text in _texts(value))
        entry = yaml.safe_dump(
            {name: value}, allow_unicode=plain, sort_keys=False, width=float("inf")
        )
        yield from entry.rstrip("\n").split("\n")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
    else:
        yield str(value)
