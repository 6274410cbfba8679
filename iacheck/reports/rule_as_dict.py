"""Rules as plain values for programs: keys and codes in English, sentences in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from iacheck.cases.findings import SourceReference
from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.document_kind import Root
from iacheck.language.language import Language
from iacheck.reports.document_words import DocumentWords
from iacheck.reports.rule_examples import RuleExample
from iacheck.reports.rule_text import our_reading, parameter_names


def rule_in_short(rule: Rule, book: RuleBook, language: Language) -> dict[str, Any]:
    """What a rule demands, and where that stands."""
    head = rule.head
    return {
        "rulebook": book.id,
        "rule": head.id,
        "formerly": list(head.formerly),
        "demand": head.demand,
        "title": language.say(head.title),
        "modality": head.modality,
        "origin": head.origin,
        "severity": head.severity,
        "subject": rule.subject,
        "answers": head.answers,
        "periods": {
            "from": str(rule.first) if rule.first else None,
            "to": str(rule.last) if rule.last else None,
        },
        "interpretation": language.say(head.interpretation) if head.interpretation else None,
        "sources": [_source(source) for source in head.sources],
        "remedy": language.say(rule.remedy),
    }


def rule_in_full(
    rule: Rule,
    book: RuleBook,
    examples: Iterable[RuleExample],
    roots: Mapping[str, Root],
    language: Language,
) -> dict[str, Any]:
    """The same, with what of it is ours, its parameters and its examples, in words too."""
    words = DocumentWords(rule.labels, language)
    return {
        **rule_in_short(rule, book, language),
        "violation": language.say(rule.violation),
        "our_reading": list(our_reading(rule, book, language)),
        "parameters": [_parameter(name, rule, book, language) for name in parameter_names(rule)],
        "examples": [
            {
                "verdict": example.finding.verdict,
                "period": str(example.period) if example.period else None,
                "as_of": example.as_of.isoformat() if example.as_of else None,
                "judgement": example.judgement,
                "case": example.case,
                "words": example.words(roots, words),
                "told": list(example.told(language)),
            }
            for example in examples
        ],
    }


def _parameter(name: str, rule: Rule, book: RuleBook, language: Language) -> dict[str, Any]:
    return {
        "name": name,
        "label": language.value(rule.labels.of(name).label),
        "values": [
            {
                "value": dated.value,
                "for": [str(period) for period in dated.within],
                "from": str(dated.start) if dated.start else None,
                "to": str(dated.end) if dated.end else None,
                "source": _source(dated.source) if dated.source else None,
                "reason": language.say(dated.reason) if dated.reason else None,
            }
            for dated in book.parameters[name].values
        ],
    }


def _source(source: SourceReference) -> dict[str, Any]:
    return {
        "document": source.document,
        "section": source.section,
        "paragraphs": list(source.paragraphs),
    }
