"""The part of a rule book that its rules share: `rulebook.yaml`, compiled."""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from iacheck.cases.case import SubjectKind
from iacheck.cases.spans import TimeSpan, TimeSpans
from iacheck.cases.vocabulary import Area, Party, TargetWords, Vocabulary
from iacheck.checks.check import Due, Mistake
from iacheck.checks.parameters import DatedValue, Parameter
from iacheck.checks.rule import DecidingBody, RuleBook
from iacheck.checks.selection import Location
from iacheck.documents.schemas import Schemas
from iacheck.language.hints import unknown_name
from iacheck.language.labels import Labels
from iacheck.language.messages import LocalText, message
from iacheck.language.names import normalise
from iacheck.language.periods import read_date
from iacheck.rulebooks.book_model import (
    DecidingBodyWritten,
    PartyWritten,
    RuleBookWritten,
    TemplateWritten,
)
from iacheck.rulebooks.files import RuleFile
from iacheck.rulebooks.rule import RuleContext, wrong_source
from iacheck.rulebooks.text_models import local_text
from iacheck.rulebooks.trade_words import trade_word_mistakes


def compile_book(
    written: RuleBookWritten,
    head: RuleFile,
    files: Sequence[RuleFile],
    schemas: Schemas,
    *,
    tried: bool = False,
) -> tuple[RuleBook, RuleContext, Sequence[Mistake]]:
    """The rule book without its rules, what they are compiled against, and every mistake."""
    mistakes = list(_wrong_head(written, head.path.resolve().parent.name))
    parties = _parties(written.parties, mistakes)
    parameters = _parameters(written, mistakes)
    labels = Labels(
        {**schemas.root_labels}
        | {party.id: LocalText(party.name, party.name, party.name) for party in parties}
        | {name: parameter.label.local for name, parameter in written.parameters.items()}
        | {code: texts.local for code, texts in written.labels.items()}
    )
    around = RuleContext(
        schemas, parameters, labels, written.documents, {}, [party.id for party in parties], tried
    )
    around = replace(around, dues=_dues(written, around, mistakes))
    book = RuleBook(
        id=written.id,
        title=written.title.local,
        valid_from=datetime.date.fromisoformat(written.valid.from_),
        valid_to=datetime.date.fromisoformat(written.valid.to),
        interpretation=local_text(written.interpretation),
        rules=(),
        parties=parties,
        vocabulary=replace(
            _vocabulary(written.template or TemplateWritten(headings={}), parties),
            targets=_targets(written, mistakes),
        ),
        parameters=parameters,
        granted_by=tuple(_deciding_body(one, parties) for one in written.waivers_granted_by),
        judged_by=tuple(_deciding_body(one, parties) for one in written.judgements_by),
        documents={id_: document.title.local for id_, document in written.documents.items()},
        labels=labels,
        areas=tuple(_areas(written, labels, mistakes)),
        trade_words=written.trade_words.plain(),
        sha256=_sha256(head, files),
        takes_over={id_: tuple(rules) for id_, rules in written.takes_over.items()},
    )
    if not tried:
        mistakes += trade_word_mistakes(book.trade_words)
    return book, around, mistakes


def _wrong_head(written: RuleBookWritten, folder: str) -> Iterator[Mistake]:
    if written.id != folder:
        told = message(
            "The rule book {given} lies in the folder {folder}; they must be the same",
            given=written.id,
            folder=folder,
        )
        yield Mistake(("id",), told)
    if written.valid.to < written.valid.from_:
        yield Mistake(("valid", "to"), message("The rule book ends before it begins"))


def _vocabulary(template: TemplateWritten, parties: tuple[Party, ...]) -> Vocabulary:
    headings: dict[str, tuple[str, ...]] = {
        key: tuple(texts) for key, texts in template.headings.items()
    }
    return Vocabulary(parties, headings, tuple(template.part_titles))


def _sha256(head: RuleFile, files: Sequence[RuleFile]) -> str:
    """The SHA-256 of every file's name below the folder and its bytes."""
    digest = hashlib.sha256()
    for file in (head, *files):
        name = file.path.relative_to(head.path.parent).as_posix()
        digest.update(f"{name}\0{len(file.data)}\0".encode() + file.data)
    return digest.hexdigest()


def _parameters(written: RuleBookWritten, mistakes: list[Mistake]) -> Mapping[str, Parameter]:
    named: dict[str, Parameter] = {}
    for name, parameter in written.parameters.items():
        named[name] = Parameter(name, tuple(value.dated for value in parameter.values))
        for index, value in enumerate(parameter.values):
            if value.source:
                at = ("parameters", name, "values", index, "source")
                mistakes.extend(wrong_source(value.source, written.documents, *at))
    for name, words in written.words.items():
        if name in named:
            told = message("“{name}” is both a parameter and a word list", name=name)
            mistakes.append(Mistake(("words", name), told))
        named[name] = Parameter(name, (DatedValue(words),), stems=True)
    return named


def _areas(written: RuleBookWritten, labels: Labels, mistakes: list[Mistake]) -> Iterator[Area]:
    for index, name in enumerate(written.areas):
        words = written.words.get(name)
        if words is None:
            told = message("There is no word list “{given}” in “words”", given=name)
            mistakes.append(Mistake(("areas", index), told))
            continue
        entries = words if isinstance(words, dict) else {name: words}
        for entry, stems in entries.items():
            if entry in labels.own:
                yield Area(entry, labels.own[entry], tuple(stems))
            else:
                told = message("“{given}” needs a name for people in “labels”", given=entry)
                mistakes.append(Mistake(("areas", index), told))


def _targets(written: RuleBookWritten, mistakes: list[Mistake]) -> TargetWords:
    """The stems of the word lists that name targets."""
    stems: dict[str, tuple[str, ...]] = {}
    for field, names in written.targets:
        for index, name in enumerate(names):
            words = written.words.get(name)
            if words is None:
                told = message("There is no word list “{given}” in “words”", given=name)
                mistakes.append(Mistake(("targets", field, index), told))
            tables = words.values() if isinstance(words, dict) else (words or (),)
            stems[field] = (*stems.get(field, ()), *itertools.chain.from_iterable(tables))
    return TargetWords(**stems)


def _parties(written: Sequence[PartyWritten], mistakes: list[Mistake]) -> tuple[Party, ...]:
    parties: dict[str, Party] = {}
    for index, party in enumerate(written):
        if party.id in parties:
            told = message("Two parties have the id {given}", given=party.id)
            mistakes.append(Mistake(("parties", index, "id"), told))
        parties[party.id] = Party(
            party.id,
            party.name,
            party.side,
            tuple(party.aliases),
            tuple(party.prefixes),
            _spans(party, ("parties", index, "active"), mistakes),
            tuple(name for group in party.associations for name in group.names),
            tuple(party.not_with),
            tuple(party.parts),
        )
    return tuple(parties.values())


def _spans(party: PartyWritten, at: Location, mistakes: list[Mistake]) -> TimeSpans:
    """When it is a party."""
    written = party.active if isinstance(party.active, list) else [party.active]
    spans: list[TimeSpan] = []
    for number, dates in enumerate(filter(None, written), 1):
        span = TimeSpan(read_date(dates.from_), read_date(dates.to))
        if span.first and span.last and span.last < span.first:
            told = message("Span no. {number} ends before it begins", number=number)
            mistakes.append(Mistake(at, told))
        if any(map(span.overlaps, spans)):
            told = message("Span no. {number} overlaps an earlier one", number=number)
            mistakes.append(Mistake(at, told))
        spans.append(span)
    return tuple(spans)


def _deciding_body(written: str | DecidingBodyWritten, parties: tuple[Party, ...]) -> DecidingBody:
    """The body; one that is a party of the agreement is called by all of the party's names."""
    if isinstance(written, str):
        written = DecidingBodyWritten(name=written)
    known = [normalise(name) for name in (written.name, *written.aliases)]
    of_party = [
        name
        for party in parties
        if any(normalise(own) in known for own in party.names)
        for name in party.names
    ]
    return DecidingBody(written.name, (*written.aliases, *of_party))


def _dues(
    written: RuleBookWritten, around: RuleContext, mistakes: list[Mistake]
) -> Mapping[SubjectKind, Mapping[str, Due]]:
    dues: dict[SubjectKind, dict[str, Due]] = {}
    for index, due in enumerate(written.due):
        compiler = around.compiler(due.subject)
        compiler.location = ("due", index)
        roots = around.schemas.roots(due.subject)
        if due.document not in roots:
            told = message(
                "Rules on {subject} read no document “{given}”",
                subject=due.subject,
                given=due.document,
            )
            compiler.mistake(unknown_name(told, due.document, roots), "document")
        dues.setdefault(due.subject, {})[due.document] = compiler.due(due.by, "by")
        mistakes += compiler.mistakes
    return dues
