"""One subject in one period: every rule that is about it judged, and what people have decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.findings import Finding, Subject, SubjectFindings
from iacheck.checks.rule import Rule, RuleBook
from iacheck.documents.unfilled_forms import is_unfilled_form
from iacheck.documents.unread_block import UnreadPart
from iacheck.judging.broken_fields import Broken, BrokenFields
from iacheck.judging.decide import decide
from iacheck.judging.decisions import Decisions
from iacheck.judging.judge import judge, judge_and_explain


def subject_findings(
    subject: Subject,
    builder: CaseBuilder,
    in_force: Sequence[RuleBook],
    broken: BrokenFields,
    decided: Decisions,
    explained: frozenset[str] = frozenset(),
) -> SubjectFindings:
    """The findings on a subject; the decisions about it are among its own documents.

    Of the rules that are to be `explained`, they tell all that was looked at.
    """
    case = builder.build(subject)
    broken_near = broken.near(case)
    rules = [rule for book in in_force for rule in book.rules_for(case.kind)]
    if explained:
        findings = tuple(_judged(rule, case, broken_near, rule.id in explained) for rule in rules)
    else:
        findings = tuple([judge(rule, case, broken_near) for rule in rules])
    own = decided.documents.get((str(subject), str(case.period)), ())
    if own:  # about most nobody has decided anything
        pairs = zip(findings, rules, strict=True)
        findings = tuple(decide(found, rule, case, decided) for found, rule in pairs)
    told = ((*case.own_documents, *own), case.existence, case.inherited)
    unread = tuple(dict.fromkeys(_unread_of_own(case, findings)))
    unfilled = tuple(
        document.origin.file
        for listed in case.documents.values()
        for document in listed
        if is_unfilled_form(document) and document.name in case.own_documents and document.origin
    )
    return SubjectFindings(
        subject, case.period, findings, *told, unread=unread, unfilled_forms=unfilled
    )


def _judged(rule: Rule, case: Case, broken: Broken, explained: bool) -> Finding:
    if not explained:
        return judge(rule, case, broken)
    finding, explanation = judge_and_explain(rule, case, broken)
    return replace(finding, explanation=explanation)


def _unread_of_own(case: Case, findings: Iterable[Finding]) -> Iterator[UnreadPart]:
    """What was not read of the files that the subject's own documents are from.

    Of documents of the period before, only what could settle a finding.
    """
    settling = {part for finding in findings for part in finding.unread}
    for root, listed in case.documents.items():
        for document in listed:
            if not document.is_partly_read or document.name not in case.own_documents:
                continue
            origin = document.origin
            parts = (UnreadPart(origin.file, one) for one in origin.unread) if origin else ()
            is_before = root in case.previous_roots
            yield from (part for part in parts if not is_before or part in settling)
