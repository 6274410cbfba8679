"""Documents, cases, checks, rules and rule books for tests of the engine, each in one line.

Checks and rules are written in YAML, as authors write them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sample_documents import SMALLEST

from iacheck.cases.case import Case, CaseBuilder, SubjectKind
from iacheck.cases.findings import Subject
from iacheck.cases.index import DocumentIndex
from iacheck.cases.spans import TimeSpan
from iacheck.cases.vocabulary import Party
from iacheck.checks.check import Check
from iacheck.checks.compiler import Compiler
from iacheck.checks.outcome import Breach, NotYet, Outcome, Unknown
from iacheck.checks.parameters import DatedValue, Parameter
from iacheck.checks.quick import at_length, where_given
from iacheck.checks.rule import Rule, RuleBook
from iacheck.checks.scope import Scope
from iacheck.documents.document import Document
from iacheck.documents.schemas import load_schemas
from iacheck.language.labels import Labels
from iacheck.language.language import language
from iacheck.language.messages import Labelled, Message
from iacheck.language.periods import Period
from iacheck.readers.text.yaml_text import load_yaml
from iacheck.rulebooks.book_model import DocumentWritten
from iacheck.rulebooks.files import RuleFile
from iacheck.rulebooks.rule import RuleContext, compile_rule
from iacheck.rulebooks.rule_model import RuleWritten

SCHEMAS = load_schemas()
say = language("en").say
LATER = datetime.date(2030, 1, 1)
PARTIES = (
    Party("NHO", "Næringslivets Hovedorganisasjon", "employer"),
    Party(
        "FAD",
        "Fornyings-, administrasjons- og kirkedepartementet",
        "employer",
        active=(TimeSpan(None, datetime.date(2013, 12, 31)),),
    ),
    Party(
        "KMD",
        "Kommunal- og moderniseringsdepartementet",
        "employer",
        aliases=("FAD", "Staten"),
        active=(TimeSpan(datetime.date(2014, 1, 1)),),
    ),
    Party("LO", "Landsorganisasjonen i Norge", "employee", prefixes=("LO",)),
    Party("AVdir", "Arbeids- og velferdsdirektoratet", "authority", prefixes=("NAV",)),
)
# What is otherwise than in the smallest valid document of a kind.
_FIELDS: Mapping[str, Mapping[str, Any]] = {
    **{kind: {"_id": kind} for kind in SMALLEST if kind not in ("council", "party", "centre")},
    "party_report": {"_id": "party_report", "party": "LO"},
    "scorecard": {"_id": "scorecard", "centre": "rogaland"},
    "waiver": {"_id": "waiver", "rule": "plan-exists"},
    "judgement": {
        "_id": "judgement",
        "rule": "effort-is-joint",
        "subject": "council/rogaland",
        "period": "2015",
        "verdict": "deviation",
        "reason": "Bare ett parti er med",
        "judged_on": "2016-03-01",
    },
}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def document(kind: str, /, **fields: Any) -> Document:
    """A document that is valid if `fields` are; a field that is None is left out."""
    whole = {**SMALLEST[kind], **_FIELDS.get(kind, {}), **fields}
    body = {name: value for name, value in whole.items() if value is not None}
    return Document(kind, str(body["_id"]), body)


def seats(*organisations: str, since: str = "2010-03-01") -> list[dict[str, str]]:
    """Members or chairs of a council, all since one day."""
    return [{"organisation": name, "from": since} for name in organisations]


def subject(written: str) -> Subject:
    kind, _, id_ = written.partition("/")
    assert kind in ("council", "party", "centre", "national")
    return Subject(kind, id_ or kind, id_ or kind)  # type: ignore[arg-type]


def case(
    *documents: Document,
    of: str = "council/rogaland",
    period: str = "2015",
    parties: Sequence[Party] = PARTIES,
    as_of: datetime.date | str = LATER,
) -> Case:
    """The case of a subject in a period, with what these documents hold for it."""
    seen = day(as_of) if isinstance(as_of, str) else as_of
    index = DocumentIndex.of(documents, SCHEMAS)
    return CaseBuilder(index, parties, Period.parse(period), seen).build(subject(of))


def parameter(name: str, value: Any) -> Parameter:
    """A parameter; a value that is no parameter yet always holds."""
    return value if isinstance(value, Parameter) else Parameter(name, (DatedValue(value),))


def surroundings(parameters: Mapping[str, Any] | None = None) -> RuleContext:
    named = {name: parameter(name, value) for name, value in (parameters or {}).items()}
    return RuleContext(SCHEMAS, named, Labels(), DOCUMENTS, {}, [p.id for p in PARTIES])


def yaml(text: str) -> Any:
    loaded = load_yaml(text)
    assert not loaded.errors, loaded.errors
    return loaded.value


def compiled(
    written: str, of: SubjectKind = "council-year", parameters: Mapping[str, Any] | None = None
) -> tuple[Check, Compiler]:
    """A check as YAML, and the compiler that holds the mistakes in it."""
    compiler = surroundings(parameters).compiler(of)
    return compiler.check(yaml(written)), compiler


def mistakes(
    written: str, of: SubjectKind = "council-year", parameters: Mapping[str, Any] | None = None
) -> list[str]:
    """What is wrong with a check, each with its place."""
    _, compiler = compiled(written, of, parameters)
    return [f"{'/'.join(map(str, m.location))}: {say(m.message)}" for m in compiler.mistakes]


def tried(
    written: str,
    of: Case,
    parameters: Mapping[str, Any] | None = None,
) -> Any:
    """What a check says of a case: `met`, why it cannot be told, or a list of its breaches."""
    check, compiler = compiled(written, of.kind, parameters)
    assert not compiler.mistakes, mistakes(written, of.kind, parameters)
    outcome = check.judge(Scope.of(of))
    if isinstance(outcome, tuple):
        # A rule's texts may speak of these in every violation.
        assert all(check.placeholders <= breach.values.keys() for breach in outcome)
    # What is told at once is what is found at length.
    found = told_at_once(check, of)
    assert found is None or found == outcome
    return told(outcome)


def told_at_once(check: Check, of: Case) -> Outcome | None:
    """What the quick form of a check tells of a case; None where it tells nothing."""
    quick = where_given((), check.quick)
    if quick is None or not of.is_ordinary:
        return None
    tell = quick(of.values, of)
    if tell is None:
        return ()
    return None if tell is at_length else tell(Scope.of(of))


def told(outcome: Outcome) -> str | list[dict[str, Any]]:
    """An outcome in plain values."""
    if isinstance(outcome, Unknown):
        return f"undetermined: {say(outcome.reason)}"
    if isinstance(outcome, NotYet):
        return f"not due: {outcome.due}"
    return [_breach(breach) for breach in outcome] or "met"


def _breach(breach: Breach) -> dict[str, Any]:
    at = breach.node
    return {
        "key": ":".join(breach.identity),
        "at": f"{at.document.kind}{at.pointer}" if at.document else None,
        "given": breach.given,
        "expected": breach.expected,
        "texts": {name: plain(value) for name, value in breach.values.items()},
    }


def plain(value: Any) -> Any:
    """A value of a rule's text: a code for what has one, dates as ISO texts."""
    match value:
        case Labelled():
            return value.code
        case Message():
            return say(value)
        case datetime.date():
            return value.isoformat()
        case list() | tuple():
            return [plain(part) for part in value]
    return value


TEXTS = {"nb": "x", "nn": "x", "en": "x"}
DOCUMENTS = {"letter": DocumentWritten.from_written({"title": TEXTS, "sections": ["Reports"]})}
_RULE: Mapping[str, Any] = {
    "id": "tried",
    "demand": "B00",
    "title": TEXTS,
    "modality": "bør",
    "origin": "text",
    "sources": [{"document": "letter", "section": "Reports", "paragraphs": [1]}],
    "subject": "council-year",
    "violation": TEXTS,
    "remedy": TEXTS,
    "examples": {"met": [{}], "deviation": [{}]},
}


def written_rule(written: str, **fields: Any) -> dict[str, Any]:
    """A rule as its author writes it, out of YAML that has at least its check."""
    return {**_RULE, **yaml(written), **fields}


def rule(written: str, parameters: Mapping[str, Any] | None = None, **fields: Any) -> Rule:
    """A compiled rule, whose examples are not tried."""
    value = written_rule(written, **fields)
    file = RuleFile(Path(f"{value['id']}.yaml"), b"", value)
    made, wrong = compile_rule(RuleWritten.from_written(value), file, surroundings(parameters))
    assert made is not None, [say(mistake.message) for mistake in wrong]
    return made


BOOK: Mapping[str, Any] = {
    "id": "book",
    "title": TEXTS,
    "valid": {"from": "2015-05-01", "to": "2018-12-31"},
    "documents": {"letter": {"title": TEXTS, "sections": ["Reports"]}},
    "parties": [
        {"id": "NHO", "name": "Næringslivets Hovedorganisasjon", "side": "employer"},
        {"id": "LO", "name": "Landsorganisasjonen i Norge", "side": "employee", "prefixes": ["LO"]},
        {"id": "AVdir", "name": "Direktoratet", "side": "authority", "prefixes": ["NAV"]},
    ],
    "waivers_granted_by": ["Oppfølgingsgruppen"],
    "judgements_by": ["Oppfølgingsgruppen"],
}


def write_book(folder: Path, *rules: Mapping[str, Any], **head: Any) -> Path:
    """A rule book on disk; its id is the folder's name. JSON is YAML too."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "rulebook.yaml", {**BOOK, "id": folder.name, **head})
    for written in rules:
        _write(folder / "theme" / f"{written['id']}.yaml", written)
    return folder


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def only(books: Iterable[RuleBook], *rules: str) -> list[RuleBook]:
    """Rule books with these rules alone, so that a rule added to a shipped one changes nothing."""
    return [
        replace(book, rules=tuple(rule for rule in book.rules if rule.id in rules))
        for book in books
    ]
