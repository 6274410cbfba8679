"""Which demands there are on each field of a form: those of the rules that read it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.document_kind import DocumentKind, roots_of
from iacheck.documents.schemas import Schemas
from iacheck.language.language import Language
from iacheck.language.messages import message
from iacheck.reports.wording import sources, strength

Steps = tuple[str, ...]


def demands(
    books: Iterable[RuleBook], kind: DocumentKind, schemas: Schemas, language: Language
) -> Mapping[Steps, tuple[str, ...]]:
    """The demands on a kind of document, each with its source, by the steps of the field.

    Those on a list are by the steps of the list, those on the whole document by (). Of what a
    rule reads, the innermost counts: a rule on the dates of activities reads the list too. A rule
    that cannot be told before a document is there that is sent after the period demands nothing
    of one that is made before.
    """
    roots = _own_roots(kind)
    later = {
        root
        for other in map(schemas.kind, schemas.kinds)
        if other.sent_after_period and not kind.sent_after_period
        for root in _own_roots(other)
    }
    found: dict[Steps, dict[str, None]] = {}
    for book in books:
        for rule in book.rules:
            if any(path.root in later for path in rule.needs):
                continue
            demand = demand_line(rule, language)
            for steps in _read(rule, roots):
                found.setdefault(steps, {})[demand] = None
    return {steps: tuple(demanded) for steps, demanded in found.items()}


def _own_roots(kind: DocumentKind) -> set[str]:
    """The roots under which rules see documents of the kind and of the period itself."""
    return {root.name for root in roots_of(kind) if not root.previous}


def _read(rule: Rule, roots: Container[str]) -> Iterator[Steps]:
    """The fields that the rule reads under these roots, but none that another one lies in."""
    read = {
        tuple(step for step in field.steps if step != "[]")
        for field in rule.reads
        if field.root in roots and not field.kinds
    }
    for steps in read:
        if any(other != steps and other[: len(steps)] == steps for other in read):
            continue
        # A rule on one document may need another: that is no demand on the other one.
        if steps or all(field.root in roots for field in rule.reads):
            yield steps


def demand_line(rule: Rule, language: Language) -> str:
    """`B03 (forventes): Handlingsplanen har … – brev-2015-05, …`; what is our reading, says so."""
    head = rule.head
    demand = message(
        "{demand} ({modality}): {title} – {sources}",
        demand=head.demand,
        modality=strength(head, language),
        title=head.title,
        sources=sources(head.sources, language),
    )
    return language.say(demand)
