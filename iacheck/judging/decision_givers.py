"""Who may decide about a finding: the bodies that the rule book names, and none in its own case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.cases.findings import BODY_KINDS, NAMED
from iacheck.checks.rule import DecidingBody, Rule, RuleBook
from iacheck.judging.decision_about import Decision, Fault
from iacheck.judging.judged_cases import rules_called
from iacheck.language.content import has_content
from iacheck.language.messages import Message, OneOf, message


def giver_faults(decision: Decision) -> Iterator[Fault]:
    """What is wrong with who gave a decision."""
    match decision.document.kind:
        case "waiver":
            allowed = [body for book in _owning(decision) for body in book.granted_by]
            yield from _waiver_faults(decision, allowed)
        case "judgement":
            allowed = [body for book in _owning(decision) for body in book.judged_by]
            yield from _judgement_faults(decision, allowed)
        case _:
            yield from _reply_faults(decision)


def _waiver_faults(decision: Decision, allowed: Sequence[DecidingBody]) -> Iterator[Fault]:
    given = decision.fields.get("granted_by")
    if given is not None and not has_content(given):
        yield "granted_by", _nobody("granted_by")
    elif decision.rules and given is not None and not _is_among(given, allowed):
        told = message("{given} may not grant it", given=given)
        yield "granted_by", _who_may(told, allowed, "waivers_granted_by", decision)


def _judgement_faults(decision: Decision, allowed: Sequence[DecidingBody]) -> Iterator[Fault]:
    given = decision.fields.get("judged_by")
    if given is not None and not has_content(given):
        yield "judged_by", _nobody("judged_by")
        return
    if not decision.rules or given is None:
        return
    if _is_own_case(given, decision):
        told = message("{given} may not judge its own case", given=given)
        others = [body for body in allowed if not _is_its_own(body, given, decision)]
        yield "judged_by", _who_may(told, others, "judgements_by", decision)
    elif not _is_among(given, allowed):
        told = message("{given} may not judge that", given=given)
        yield "judged_by", _who_may(told, allowed, "judgements_by", decision)


def _is_its_own(body: DecidingBody, given: str, decision: Decision) -> bool:
    """Whether a body that may decide is the one whose case it is, in whatever spelling."""
    return body.is_called(given) or _is_own_case(body.name, decision)


def _nobody(field: str) -> Message:
    return message("it does not say who gives it; write that in “{field}”", field=field)


def _is_among(given: str, allowed: Sequence[DecidingBody]) -> bool:
    return any(body.is_called(given) for body in allowed)


def _who_may(
    told: Message, allowed: Sequence[DecidingBody], field: str, decision: Decision
) -> Message:
    """`told`, with who may, each body once in whatever spellings it is known."""
    if allowed:
        names = OneOf(list(dict.fromkeys(body.name for body in allowed)))
        return message("{told}; only {allowed} may", told=told, allowed=names)
    return message(
        "{told}, and nobody else may: rule book {book} names no other body under “{field}”",
        told=told,
        book=OneOf([book.id for book in _owning(decision)]),
        field=field,
    )


def _reply_faults(decision: Decision) -> Iterator[Fault]:
    given, judged = decision.fields.get("given_by"), decision.judged
    if given is None or judged is None:
        return
    if not judged.builder.bodies.named(given, *BODY_KINDS) and not _is_own_case(given, decision):
        told = message(
            "{given} is no party, council or centre; name the body that replies", given=given
        )
        yield "given_by", told
    elif decision.findings and not _has_say(given, decision):
        told = message(
            "it was neither found on {given}, nor is it for {given} to mend; let {subject} reply, "
            "or whoever can mend it",
            given=given,
            subject=str(decision.subject),
        )
        yield "given_by", told


def _has_say(given: str, decision: Decision) -> bool:
    """Whether free words name the subject, who came before or after it, or who can mend it."""
    judged = decision.judged
    if judged is None or _is_own_case(given, decision):
        return True
    named = [
        (kind, str(body["id"]))
        for kind in BODY_KINDS
        for body in judged.builder.bodies.named(given, kind)
    ]
    if _is_centre_of_its_own(given, [id_ for kind, id_ in named if kind == "centre"], decision):
        return True
    return any(
        (kind == "council" and _is_akin(id_, decision))
        or any(_mends(kind, id_, rule, decision) for rule in decision.findings.values())
        for kind, id_ in named
    )


def _is_akin(id_: str, decision: Decision) -> bool:
    """Whether a council came before or after the one that it was found on."""
    subject, judged = decision.subject, decision.judged
    if subject is None or judged is None or subject.kind != "council":
        return False
    bodies = judged.builder.bodies
    one = bodies.council(id_)
    return subject in bodies.all_after(one) or one in bodies.all_after(subject)


def _is_centre_of_its_own(given: str, centres: Sequence[str], decision: Decision) -> bool:
    """Whether it is a council's centre; one that no council names may be any council's."""
    subject, judged = decision.subject, decision.judged
    if subject is None or judged is None or subject.kind != "council":
        return False
    if not centres:
        return "arbeidslivssent" in given.casefold()
    councils = judged.builder.bodies.document_index.councils
    served = [{id_ for id_, _ in councils.served_by(one)} for one in centres]
    return any(not ids or subject.id in ids for ids in served)


def _mends(kind: str, id_: str, rule: Rule, decision: Decision) -> bool:
    """Whether a rule is for a body to mend; of one that names bodies, for any of their kind."""
    answers = rule.head.answers
    if answers is None:
        # Nobody can reply as the whole country.
        return decision.subject is not None and decision.subject.kind == "national"
    if answers == NAMED:
        return kind in rule.check.bodies
    judged = decision.judged
    return judged is not None and kind == "party" and judged.builder.bodies.party_id(answers) == id_


def replying_body(decision: Decision) -> str | None:
    """The body that gives a reply, as results name it; None where nobody is so called."""
    given, judged = decision.fields.get("given_by"), decision.judged
    if given is None or judged is None:
        return None
    if _is_own_case(given, decision):
        return str(decision.subject)
    named = ((kind, judged.builder.bodies.named(given, kind)) for kind in BODY_KINDS)
    return next((f"{kind}/{found[0]['id']}" for kind, found in named if found), None)


def _owning(decision: Decision) -> Sequence[RuleBook]:
    """The rule books that have the rule: they say who may decide about it."""
    books = decision.judged.books if decision.judged else ()
    return [book for book in books if rules_called(decision.fields.get("rule", ""), [book])]


def _is_own_case(given: str, decision: Decision) -> bool:
    """Whether it is a body's own case, by whatever it is called, as a subject too."""
    subject, judged = decision.subject, decision.judged
    if subject is None or judged is None:
        return False
    return judged.is_called(subject, given.removeprefix(f"{subject.kind}/"))
