"""A rule tried on its own examples: does it say of each what its author wrote?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from iacheck.cases.bodies import national
from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.decision_records import Judgement
from iacheck.cases.findings import Finding, Subject, SubjectType, Verdict, Violation
from iacheck.cases.index import DocumentIndex
from iacheck.cases.vocabulary import parties_of
from iacheck.checks.check import COMMON_PLACEHOLDERS
from iacheck.checks.rule import Rule, RuleBook
from iacheck.checks.yaml_model import value_in_yaml
from iacheck.documents.document import Document
from iacheck.documents.document_kind import Root
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.judging.decide import decide
from iacheck.judging.decisions import Decisions
from iacheck.judging.judge import judge
from iacheck.language.frozen import frozen
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Labelled, Message, message
from iacheck.language.periods import Period
from iacheck.rulebooks.rule_model import ExampleWritten

EXAMPLE_VERDICTS: tuple[Verdict, ...] = (
    "met", "deviation", "undetermined", "not_applicable", "not_due",
)  # fmt: skip
_BODY = "example"
Location = tuple[str | int, ...]
Wrong = tuple[Message, Location]


@frozen
class Trial:
    """One example of a rule, and what came of it; `wrong` is empty where it agrees.

    `wrong` has what is wrong and where in the example. `finding` is None where the example could
    not be tried at all.
    """

    rule: Rule
    verdict: Verdict
    location: Location
    example: ExampleWritten
    finding: Finding | None
    wrong: tuple[Wrong, ...]


def try_examples(rule: Rule, book: RuleBook, schemas: Schemas) -> Iterator[Trial]:
    """Every example of a rule, tried."""
    from iacheck.checks.yaml_mistakes import mistakes_in  # noqa: PLC0415 - with pydantic

    for verdict in EXAMPLE_VERDICTS:
        for index, written in enumerate(rule.written["examples"].get(verdict, ())):
            at = ("examples", verdict, index)
            whole = written if _is_whole(written) else {"case": written}
            mistakes = mistakes_in(ExampleWritten, whole)
            if mistakes:
                wrong = tuple((told, place) for place, told in mistakes)
                yield Trial(rule, verdict, at, ExampleWritten(), None, wrong)
                continue
            example = ExampleWritten.from_written(whole)
            finding, wrong = _tried(rule, book, schemas, example)
            if finding is not None:
                disagrees = _disagrees(finding, verdict, example)
                # A value that breaks its schema is why the rule says otherwise.
                wrong = wrong or tuple((told, ()) for told in disagrees)
            yield Trial(rule, verdict, at, example, finding, wrong)


def example_roots(schemas: Schemas, subject: str) -> Mapping[str, Root]:
    """What examples of rules on a kind of subject may hold.

    Beside what the rules read, these are the bodies that texts may name: `councils`, `centres`.
    """
    bodies = {
        kind.collection: Root(kind.collection, kind, (subject,), many=True)
        for kind in map(schemas.kind, ("council", "centre"))
    }
    return {**bodies, **schemas.roots(subject)}


def _is_whole(written: Any) -> bool:
    """Whether it is an example, and not, short, its case."""
    return isinstance(written, Mapping) and "case" in written


def _tried(
    rule: Rule, book: RuleBook, schemas: Schemas, example: ExampleWritten
) -> tuple[Finding | None, tuple[Wrong, ...]]:
    """What the rule finds of an example, and what is wrong with its documents."""
    period = Period.parse(example.period) if example.period else _first_period(rule, book)
    if period.length != rule.subject.partition("-")[2]:
        told = message(
            "{given} is no period that rules on {subject} are tried on",
            given=str(period),
            subject=rule.subject,
        )
        return None, ((told, ("period",)),)
    subject = _subject(rule, book, example.case, period)
    roots = example_roots(schemas, rule.subject)
    mistakes = tuple(_wrong_roots(roots, example.case))
    if mistakes:
        return None, tuple((told, ("case", name)) for name, told in mistakes)
    documents = []
    wrong: list[Wrong] = []
    for root, at, key, body in _bodies(roots, subject, example.case):
        document = Document(root.kind.name, key, _filled_in(root, key, body, subject, period))
        wrong += [
            (told, ("case", *at, *within)) for told, within in _invalid(document, body, schemas)
        ]
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


def _wrong_roots(
    roots: Mapping[str, Root], case: Mapping[str, Any]
) -> Iterator[tuple[str, Message]]:
    """What is wrong with what an example gives, before it can be tried."""
    for name, value in case.items():
        root = roots.get(name)
        if root is None:
            yield name, _unknown_root(roots, name)
        elif root.many and not (
            isinstance(value, list) and all(isinstance(body, dict) for body in value)
        ):
            told = message("The example's “{given}” must be a list of documents", given=name)
            yield name, told
        elif not root.many and not isinstance(value, dict) and not _is_party(root, value):
            told = message(
                "The example's “{given}” must be one document; leave it out if there is none",
                given=name,
            )
            yield name, told


def _is_party(root: Root, value: Any) -> bool:
    """Whether this is a party of the rule book, by its id."""
    return root.name == "party" and isinstance(value, str)


def _bodies(
    roots: Mapping[str, Root], subject: Subject, case: Mapping[str, Any]
) -> Iterator[tuple[Root, Location, str, dict[str, Any]]]:
    """Root, place, key and body of every document of an example."""
    for name, value in case.items():
        root = roots[name]
        if root.many:
            for index, body in enumerate(value):
                yield root, (name, index), str(body.get("_id", f"{name}-{index + 1}")), body
        elif not _is_party(root, value):
            own = root.kind.name == subject.kind
            yield root, (name,), str(value.get("_id", subject.id if own else name)), value


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


def _invalid(document: Document, body: Any, schemas: Schemas) -> Iterator[Wrong]:
    for problem in schemas.validate(document, require=False):
        if problem.level == "error":
            told = message(
                "The example breaks its schema at {path}: {why}",
                path=f"{document.kind}{problem.path or ''}",
                why=problem.message,
            )
            yield told, _steps(problem.path or "")
    for path, at in _unlisted_fields(body, schemas.field_type(document.kind), document.kind, ()):
        told = message("The example has a field that its schema does not list: {path}", path=path)
        yield told, at


def _steps(path: str) -> Location:
    """The steps of a JSON Pointer into a document."""
    return tuple(int(step) if step.isdecimal() else step for step in path.split("/")[1:])


def _unlisted_fields(
    value: Any, field_type: FieldType, called: str, at: Location
) -> Iterator[tuple[str, Location]]:
    if isinstance(value, Mapping) and field_type.fields:
        for name, part in value.items():
            here, place = f"{called}.{name}", (*at, name)
            if name in field_type.fields:
                yield from _unlisted_fields(part, field_type.fields[name], here, place)
            else:
                yield here, place
    elif isinstance(value, Sequence) and not isinstance(value, str) and field_type.items:
        for index, part in enumerate(value):
            yield from _unlisted_fields(part, field_type.items, f"{called}[]", (*at, index))


def _disagrees(finding: Finding, expected: Verdict, example: ExampleWritten) -> Iterator[Message]:
    if finding.verdict != expected:
        told = message(
            "The example should be “{expected}”, and the rule says “{given}”; mend the one that is "
            "wrong",
            expected=expected,
            given=finding.verdict,
        )
        why = finding.reason
        yield message("{told}: {why}", told=told, why=why) if why else told
        return
    if expected != "deviation":
        return
    if example.violations is None:
        if example.judgement is None:
            yield message("An example of a deviation lists its violations")
        return
    if len(finding.violations) != len(example.violations):
        yield message(
            "The example lists {expected} violations, and the rule finds {given}: {found}",
            expected=len(example.violations),
            given=len(finding.violations),
            found=[_in_yaml(_values(violation)) for violation in finding.violations],
        )
        return
    left = list(finding.violations)
    for listed in example.violations:
        match = next((violation for violation in left if _says(violation, listed)), None)
        if match is None:
            yield message(
                "No violation that the rule finds is {listed}; it finds {found}",
                listed=_in_yaml(listed),
                found=[_in_yaml(_values(violation)) for violation in left],
            )
        else:
            left.remove(match)


def _says(violation: Violation, listed: Mapping[str, Any]) -> bool:
    """Whether a violation has all the values listed: what its texts are filled with, or path."""
    own, filled = _own_values(violation), violation.message.values
    return all(
        _is(own.get(name), value) or _is(filled.get(name), value) for name, value in listed.items()
    )


def _own_values(violation: Violation) -> Mapping[str, Any]:
    return {
        "given": violation.given,
        "expected": violation.expected,
        "path": violation.path,
        "key": violation.key,
    }


def _values(violation: Violation) -> Mapping[str, Any]:
    """What an author could list of a violation; all violations of a rule have its period."""
    values = {**violation.message.values, **_own_values(violation)}
    left_out = (*COMMON_PLACEHOLDERS, "key")
    return {n: v for n, v in values.items() if v is not None and n not in left_out}


def _in_yaml(value: Any) -> str:
    match value:
        case Mapping():
            return (
                "{" + ", ".join(f"{name}: {_in_yaml(part)}" for name, part in value.items()) + "}"
            )
        case list() | tuple():
            return "[" + ", ".join(map(_in_yaml, value)) + "]"
        case Labelled():
            return value.code
        case datetime.date():
            return f'"{value.isoformat()}"'
    return value_in_yaml(value) if isinstance(value, str | int | float | bool) else "…"


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
