"""Which document a rule is to read under each of its roots, and why that may be in doubt."""

from __future__ import annotations

from iacheck.cases.case import Case
from iacheck.checks.rule import Rule
from iacheck.language.messages import DocumentPart, Message, message


def which_document(rule: Rule, case: Case) -> Message | None:
    """The reason, if it cannot be told which document, if any, the rule is to read."""
    if not (case.unclear or case.undated or case.taken_over):
        return None
    for root in dict.fromkeys(read.root for read in rule.reads):
        if root in case.unclear:
            return message(
                "Several documents are {document} for {period}; keep one",
                document=rule.labels.of(root),
                period=case.period,
            )
        if root in case.undated:
            return message(
                "{given} may be {document} for {period}, but its period cannot be read; "
                "see the problems",
                given=case.undated[root].name,
                document=rule.labels.of(root),
                period=case.period,
            )
        if root in case.taken_over:
            taken_over, successor = case.taken_over[root]
            return message(
                "{date} is the last day of {subject}, and {given} of {successor} may be {document} "
                "for its time too",
                subject=case.subject.name,
                date=case.existence.ended_on,
                given=DocumentPart(taken_over.name),
                successor=successor.name,
                document=rule.labels.of(root),
            )
    return None
