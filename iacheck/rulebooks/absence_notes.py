"""Documents without which a rule decides all the same, and no example says that it is meant to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.schemas import Schemas
from iacheck.language.messages import Message, message
from iacheck.rulebooks.examples import try_examples

# They are there whenever anybody is judged: the bodies themselves, and the period.
_ALWAYS_THERE = frozenset(
    {"council", "party", "centre", "councils", "parties", "subject", "period"}
)


def untried_absences(rule: Rule, book: RuleBook, schemas: Schemas) -> Iterator[Message]:
    """What comes of the first case that meets the rule, without each document it does not need."""
    trials = list(try_examples(rule, book, schemas))
    needed = {path.root for path in rule.needs} - _ALWAYS_THERE
    one_needed = {path.root for path in rule.needs_any}
    read = {read.root for read in rule.reads if read.named is None}
    # Where people judged, the verdict says nothing of what the rule found.
    met = (t.example for t in trials if t.verdict == "met" and t.example.judgement is None)
    first = next(met, None)
    if first is None:
        return
    for root in sorted(read - needed - one_needed - _ALWAYS_THERE):
        if any(needed <= set(t.example.case) and root not in t.example.case for t in trials):
            continue
        written = {name: part for name, part in first if part is not None}
        written["case"] = {name: part for name, part in first.case.items() if name != root}
        verdict = _verdict(rule, written, book, schemas)
        document = rule.labels.of(root)
        # That what is to be delivered has not come is what such a rule finds.
        if verdict == "met":
            yield message(
                "No example lacks {document}, and without it the rule is met. Name {root} under "
                "“needs”, or write an example without it",
                document=document,
                root=root,
            )
        elif verdict == "deviation" and rule.check.due is None:
            yield message(
                "No example lacks {document}, and without it the rule finds a deviation. Name "
                "{root} under “needs”, or write an example without it",
                document=document,
                root=root,
            )


def _verdict(rule: Rule, written: Any, book: RuleBook, schemas: Schemas) -> str | None:
    changed = replace(rule, written={**rule.written, "examples": {"met": [written]}})
    (trial,) = try_examples(changed, book, schemas)
    return trial.finding.verdict if trial.finding else None
