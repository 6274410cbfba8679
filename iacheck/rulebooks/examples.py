"""A rule tried on its own examples: does it say of each what its author wrote?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from iacheck.cases.bodies import national
from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.findings import Finding, Judgement, Subject, SubjectType, Verdict, Violation
from iacheck.cases.index import DocumentIndex
from iacheck.cases.vocabulary import parties_of
from iacheck.checks.rule import Rule, RuleBook
from iacheck.checks.yaml_model import validation_mistakes
from iacheck.documents.document import Document
from iacheck.documents.document_kind import Root
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.judging.decide import decide
from iacheck.judging.decisions import Decisions
from iacheck.judging.judge import judge
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Labelled, Message, message
from iacheck.language.periods import Period
from iacheck.rulebooks.models import ExampleWritten

EXAMPLE_VERDICTS: tuple[Verdict, ...] = (
    "met", "deviation", "undetermined", "not_applicable", "not_due",
)  # fmt: skip
_BODY = "example"
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """One example of a rule, and what came of it; `wrong` is empty where it agrees.

    `finding` is None where the example could not be tried at all.
    """

    rule: Rule
    verdict: Verdict
    location: Location
    example: ExampleWritten
    finding: Finding | None
    wrong: tuple[Message, ...]


def try_examples(rule: Rule, book: RuleBook, schemas: Schemas) -> Iterator[Trial]:
    """Every example of a rule, tried."""
    for verdict in EXAMPLE_VERDICTS:
        for index, written in enumerate(rule.written["examples"].get(verdict, ())):
            at = ("examples", verdict, index)
            try:
                example = _read(written)
            except ValidationError as error:
                mistakes = validation_mistakes(error, ExampleWritten)
                wrong = tuple(told for _, told in mistakes)
                yield Trial(rule, verdict, at, ExampleWritten(), None, wrong)
                continue
            finding, wrong = _tried(rule, book, schemas, example)
            if finding is not None:
                wrong = (*wrong, *_disagrees(finding, verdict, example))
            yield Trial(rule, verdict, at, example, finding, wrong)


def _read(written: Any) -> ExampleWritten:
    """An example as written, or as its case alone. Raises ValidationError."""
    whole = isinstance(written, Mapping) and "case" in written
    return ExampleWritten.model_validate(written if whole else {"case": written})


def _tried(
    rule: Rule, book: RuleBook, schemas: Schemas, example: ExampleWritten
) -> tuple[Finding | None, tuple[Message, ...]]:
    """What the rule finds of an example, and what is wrong with its documents."""
    period = Period.parse(example.period) if example.period else _first_period(rule, book)
    if period.length != rule.subject.partition("-")[2]:
        told = message(
            "{given} is no period that rules on {subject} are tried on",
            given=str(period),
            subject=rule.subject,
        )
        return None, (told,)
    subject = _subject(rule, book, example.case, period)
    roots = schemas.roots(rule.subject)
    mistakes = tuple(_wrong_roots(roots, example.case))
    if mistakes:
        return None, mistakes
    documents = []
    wrong: list[Message] = []
    for root, key, body in _bodies(roots, subject, example.case):
        document = Document(root.kind.name, key, _filled_in(root, key, body, subject, period))
        wrong += _invalid(document, body, schemas)
        documents.append(document)
    as_of = (
        datetime.date.fromisoformat(example.as_of)
        if example.as_of
        else period.last_day.replace(year=period.year + 10)
    )
    index = DocumentIndex.of(documents, schemas)
    case = CaseBuilder(index, book.parties, period, as_of).build(subject)
    finding = decide(judge(rule, case), rule, case, _decisions(rule, case, example))
    return finding, tuple(wrong)


def _decisions(rule: Rule, case: Case, example: ExampleWritten) -> Decisions:
    if example.judgement is None:
        return Decisions()
    judgement = Judgement("judgement/example", example.judgement, "…", case.as_of, "…")
    return Decisions(judgements={(rule.id, str(case.subject), str(case.period)): judgement})


def _first_period(rule: Rule, book: RuleBook) -> Period:
    """The first period that the rule binds in; else the first of its length in the book."""
    if rule.first is not None:
        return rule.first
    year = book.valid_from.year
    if rule.subject.endswith("half-year"):
        halves = (Period(y, h) for y in (year, year + 1) for h in (1, 2))
        return next((p for p in halves if book.covers(p)), Period(year, 2))
    return Period(year) if book.covers(Period(year)) else Period(year + 1)


def _wrong_roots(roots: Mapping[str, Root], case: Mapping[str, Any]) -> Iterator[Message]:
    """What is wrong with what an example gives, before it can be tried."""
    for name, value in case.items():
        root = roots.get(name)
        if root is None:
            yield _unknown_root(roots, name)
        elif root.many and not (
            isinstance(value, list) and all(isinstance(body, dict) for body in value)
        ):
            yield message("The example's “{given}” must be a list of documents", given=name)
        elif not root.many and not isinstance(value, dict) and not _is_party(root, value):
            yield message(
                "The example's “{given}” must be one document; leave it out if there is none",
                given=name,
            )


def _is_party(root: Root, value: Any) -> bool:
    """Whether this is a party of the rule book, by its id."""
    return root.name == "party" and isinstance(value, str)


def _bodies(
    roots: Mapping[str, Root], subject: Subject, case: Mapping[str, Any]
) -> Iterator[tuple[Root, str, dict[str, Any]]]:
    """Root, key and body of every document of an example."""
    for name, value in case.items():
        root = roots[name]
        if root.many:
            for index, body in enumerate(value):
                yield root, str(body.get("_id", f"{name}-{index + 1}")), body
        elif not _is_party(root, value):
            own = root.kind.name == subject.kind
            yield root, str(value.get("_id", subject.id if own else name)), value


def _filled_in(
    root: Root, key: str, body: Mapping[str, Any], subject: Subject, period: Period
) -> dict[str, Any]:
    """The body with the fields that tie it to its subject and period, where it has none."""
    filled: dict[str, Any] = {"_id": key}
    kind = root.kind
    if kind.owner == subject.kind != "national":
        filled[kind.owner] = subject.id
    if kind.period is not None:
        filled[kind.period] = str(root.period(period) or period)
    return {**filled, **body}


def _subject(rule: Rule, book: RuleBook, case: Mapping[str, Any], period: Period) -> Subject:
    """Whom the example is about: the body that it describes or names, else one made up."""
    kind = rule.subject.split("-", 1)[0]
    if kind == "national":
        return national()
    given = case.get(kind)
    if kind == "party":
        in_force = (party.id for party in parties_of(book.parties, period))
        id_ = given if isinstance(given, str) else next(in_force, _BODY)
    else:
        id_ = _BODY
    if isinstance(given, Mapping):
        id_ = str(given.get("_id", id_))
    return Subject(cast("SubjectType", kind), id_, id_)


def _unknown_root(known: Mapping[str, Root], given: str) -> Message:
    return unknown_name(message("The example's “{given}” is unknown", given=given), given, known)


def _invalid(document: Document, body: Any, schemas: Schemas) -> Iterator[Message]:
    for problem in schemas.validate(document, require=False):
        if problem.level == "error":
            yield message(
                "The example breaks its schema at {path}: {why}",
                path=f"{document.kind}{problem.path or ''}",
                why=problem.message,
            )
    for path in _unlisted_fields(body, schemas.field_type(document.kind), document.kind):
        yield message("The example has a field that its schema does not list: {path}", path=path)


def _unlisted_fields(value: Any, field_type: FieldType, at: str) -> Iterator[str]:
    if isinstance(value, Mapping) and field_type.fields:
        for name, part in value.items():
            if name in field_type.fields:
                yield from _unlisted_fields(part, field_type.fields[name], f"{at}.{name}")
            else:
                yield f"{at}.{name}"
    elif isinstance(value, Sequence) and not isinstance(value, str) and field_type.items:
        for part in value:
            yield from _unlisted_fields(part, field_type.items, f"{at}[]")


def _disagrees(finding: Finding, expected: Verdict, example: ExampleWritten) -> Iterator[Message]:
    if finding.verdict != expected:
        yield message(
            "The example should be “{expected}”, and the rule says “{given}”: {why}",
            expected=expected,
            given=finding.verdict,
            why=finding.reason or "",
        )
        return
    if expected != "deviation":
        return
    if example.violations is None:
        if example.judgement is None:
            yield message("An example of a deviation lists its violations")
        return
    if len(finding.violations) != len(example.violations):
        yield message(
            "The example lists {expected} violations, and the rule finds {given}: {keys}",
            expected=len(example.violations),
            given=len(finding.violations),
            keys=[violation.key for violation in finding.violations],
        )
        return
    left = list(finding.violations)
    for listed in example.violations:
        match = next((violation for violation in left if _says(violation, listed)), None)
        if match is None:
            yield message(
                "No violation that the rule finds is {listed}; it finds {keys}",
                listed=listed,
                keys=[violation.key for violation in left],
            )
        else:
            left.remove(match)


def _says(violation: Violation, listed: Mapping[str, Any]) -> bool:
    """Whether a violation has all the values listed: what its texts are filled with, or path."""
    own: Mapping[str, Any] = {
        "given": violation.given,
        "expected": violation.expected,
        "path": violation.path,
        "key": violation.key,
    }
    filled = violation.message.values
    return all(
        _is(own.get(name), value) or _is(filled.get(name), value) for name, value in listed.items()
    )


def _is(given: Any, listed: Any) -> bool:
    if isinstance(given, Labelled):
        return given.code == str(listed)
    if isinstance(given, datetime.date):
        return isinstance(listed, str) and given.isoformat() == listed
    if isinstance(given, list | tuple) and isinstance(listed, list):
        return len(given) == len(listed) and all(
            _is(g, v) for g, v in zip(given, listed, strict=True)
        )
    same: bool = given == listed
    return same
