"""Notices of decisions without effect: what each is about, why it has none, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from iacheck.documents.document import Document, pointer
from iacheck.documents.schema_error_words import given_value, quotable
from iacheck.judging.decision_about import About, Decision, Fault
from iacheck.language.messages import Message, Value, message
from iacheck.language.problems import Problem

# A judgement, the finding that it does not decide, and why not.
Undecided = tuple[Decision, About, Fault]


def no_effect(decision: Decision, fault: Fault) -> Problem:
    """The notice of a decision that has no effect at all."""
    key, (name, why) = decision.document.key, fault
    told = {
        "waiver": message("The waiver {key} has no effect: {why}", key=key, why=why),
        "judgement": message("The judgement {key} decides nothing: {why}", key=key, why=why),
        "reply": message("The reply {key} answers nothing: {why}", key=key, why=why),
    }
    return _notice(decision.document, told[decision.document.kind], name)


def undecided_notices(found: Iterable[Undecided]) -> Iterator[Problem]:
    """The notices of judgements and the findings on which each does not decide.

    One about several findings, of a rule that was parted, may decide the others: then the rules
    are named on which it does not.
    """
    by_judgement: dict[str, list[Undecided]] = {}
    for one in found:
        by_judgement.setdefault(one[0].document.name, []).append(one)
    for several in by_judgement.values():
        decision = several[0][0]
        faults = [fault for _, _, fault in several]
        for fault in (one for at, one in enumerate(faults) if one not in faults[:at]):
            rules = [about[0] for _, about, why in several if why == fault]
            if len(rules) == len(decision.findings):
                yield no_effect(decision, fault)
            else:
                name, why = fault
                told = message(
                    "The judgement {key} does not decide {rules}: {why}",
                    key=decision.document.key,
                    rules=rules,
                    why=why,
                )
                yield _notice(decision.document, told, name)


def _notice(document: Document, told: Message, name: str) -> Problem:
    value = document.body.get(name)
    # Of a basis, the names of its documents.
    given: Value = (
        [quotable(one) for one in sorted(value)]
        if isinstance(value, Mapping)
        else given_value(value)
    )
    return document.problem(told, pointer(name), "notice", given=given)
