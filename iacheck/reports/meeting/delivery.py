"""Who has delivered, who was late, and who has not: told by the findings, never beside them.

The rules that demand a document decide. Where no rule does in a period, it is told whether the
document is there.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from iacheck.cases.case import Case
from iacheck.cases.decision_records import Judgement
from iacheck.cases.findings import Finding, RuleHead, Subject
from iacheck.cases.index import NATIONAL_CENTRE
from iacheck.checks.rule import Rule, RuleBook, books_in_force
from iacheck.documents.document_kind import SUBMITTED_ON, Root
from iacheck.documents.schemas import Schemas
from iacheck.follow_up.due_dates import is_lacking
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period, read_date
from iacheck.reports.meeting.material import JudgedSubject, Material

# Worst first: where two rules demand the same document, the worse one tells.
Status = Literal[
    "missing", "unsent", "unclear", "late", "ahead", "waiting", "none", "inherited", "delivered"
]  # fmt: skip
STATUSES: tuple[Status, ...] = get_args(Status)

# What is told of those who made a document, and not again of who goes by it.
_TOLD_OF_MAKERS: Container[Status] = ("unsent", "late", "ahead", "none", "delivered")

# The fields with the day that is told of a document; that of its adoption may be any day.
_DAYS = (SUBMITTED_ON, "adopted_on")


@frozen
class Delivery:
    """What became of a document that a subject hands in.

    `root` is what rules call the document, such as `report`. `unsent` is one that is there but
    has no submission date; `ahead` one with a submission date after the day of the paper; neither
    counts as delivered. `none` is one that has not come and that no rule demands; `inherited` one
    that the subject goes by and others made, whose delivery it is. `given` is the
    day in the field `day` (of submission; of a plan, of adoption), if documents of the kind have
    one; `due` and `days` (late) are told where a rule found it late or missing, and `accepted`
    says that a waiver covers that. `judgement` is that of people, where they decided it. `made_by`
    are the predecessors whose document it is, where the subject has none of its own. `unread` is
    how many parts were not read of the files it is in.
    """

    subject: Subject
    period: Period
    root: str
    day: str | None
    status: Status
    given: datetime.date | None = None
    due: datetime.date | None = None
    days: int | None = None
    reason: Message | None = None
    accepted: bool = False
    judgement: Judgement | None = None
    made_by: tuple[Subject, ...] = ()
    unread: int = 0

    @property
    def arrived(self) -> bool:
        """Whether it has been delivered by the day of the paper, in time or not."""
        return self.status in ("delivered", "late")

    @property
    def is_joint(self) -> bool:
        """Whether it is what all centres make together, which is no centre's own."""
        return (self.subject.kind, self.subject.id) == ("centre", NATIONAL_CENTRE)

    @property
    def undated(self) -> bool:
        """Whether it is delivered, for it is there, but does not say when it was submitted."""
        known = self.given is not None or not self.is_submitted or self.judgement is not None
        return self.status == "delivered" and not known

    @property
    def is_submitted(self) -> bool:
        """Whether such a document says when it was sent."""
        return self.day == SUBMITTED_ON


def deliveries(material: Material) -> Sequence[Delivery]:
    """A delivery for every subject and every document that rules in force look at."""
    rules = material.rules()
    return tuple(
        _with_unread(_with_makers(_delivery(judged, root, rules), judged), judged)
        for judged in material.judged
        for root in material.schemas.roots(judged.case.kind).values()
        if _is_handed_in(root, judged) and _is_read(root.name, judged, material)
    )


def _is_handed_in(root: Root, judged: JudgedSubject) -> bool:
    """Whether it is a document that the subject makes for the period, one and no more."""
    is_its = root.is_handed_in_by(judged.subject.kind)
    return is_its and root.period(judged.period) == judged.period


def _with_makers(delivery: Delivery, judged: JudgedSubject) -> Delivery:
    """The same, unless others made it: then its days are theirs."""
    case = judged.case
    makers = (case.inherited.get(d.name) for d in case.documents.get(delivery.root, ()))
    made_by = tuple(dict.fromkeys(maker for maker in makers if maker is not None))
    if made_by and delivery.status in _TOLD_OF_MAKERS:
        about = (delivery.subject, delivery.period, delivery.root, delivery.day)
        return Delivery(*about, "inherited", made_by=made_by)
    return replace(delivery, made_by=made_by)


def _is_read(root: str, judged: JudgedSubject, material: Material) -> bool:
    """Whether a rule in force looks at the document: nobody is said to lack what none wants."""
    return any(
        read.root == root
        for book in books_in_force(material.books, judged.period)
        for rule in book.rules_for(judged.case.kind)
        if rule.binds_in(judged.period)
        for read in rule.reads
    )


def _with_unread(delivery: Delivery, judged: JudgedSubject) -> Delivery:
    documents = judged.case.documents.get(delivery.root, ())
    unread = sum(len(document.origin.unread) for document in documents if document.origin)
    return replace(delivery, unread=unread) if unread else delivery


def demands_document(rule: Rule, root: str) -> bool:
    """Whether the rule is that the document has come."""
    return _is_demand_for(root, rule.written["check"])


def was_erased(judged: JudgedSubject, root: str, material: Material) -> bool:
    """Whether a document was there when the round was kept, and has been erased since."""
    rules = material.rules()
    return any(
        finding.is_forgotten and demands_document(rules[finding.rule], root)
        for finding in judged.found.findings
    )


def without_report(council: Subject, material: Material) -> Message:
    """What stands for the figures of a council that has no report."""
    erased = any(
        was_erased(judged, "report", material)
        for judged in material.judged
        if judged.subject == council
    )
    return message("report erased") if erased else message("no report")


def asking_rules(books: Iterable[RuleBook], schemas: Schemas) -> frozenset[RuleHead]:
    """The rules that are that a document has come, whichever it is.

    One that it came in time is among them only where no other demands the document.
    """
    found: set[RuleHead] = set()
    for book in books:
        demanding: dict[tuple[str, str], list[Rule]] = {}
        for rule in book.rules:
            for root in schemas.roots(rule.subject).values():
                if demands_document(rule, root.name):
                    demanding.setdefault((rule.subject, root.name), []).append(rule)
        for rules in demanding.values():
            plain = [rule for rule in rules if not _is_on_lateness(rule)]
            found.update(rule.head for rule in plain or rules)
    return frozenset(found)


def _is_demand_for(root: str, check: Mapping[str, Any]) -> bool:
    delivered = check.get("delivered")
    if isinstance(delivered, Mapping):
        return delivered.get("document") == root
    parts = check.get("all", ())
    return check.get("present") == root or any(_is_demand_for(root, part) for part in parts)


def _misses_a_field(finding: Finding, rule: Rule, root: str) -> bool:
    """Whether a rule that wants a field of the document finds it missing with the document."""
    wanted = rule.written["check"].get("present")
    return bool(finding.violations) and isinstance(wanted, str) and wanted.startswith(f"{root}.")


def _delivery(judged: JudgedSubject, of: Root, rules: Mapping[Any, Rule]) -> Delivery:
    root = of.name
    documents = judged.case.documents.get(root, ())
    day = next((field for field in _DAYS if field in of.kind.field_type.fields), None)
    given = read_date(documents[0].body.get(day)) if documents and day else None
    about = (judged.subject, judged.period, root, day)
    told = [
        Delivery(*about, status, given, judgement=finding.judgement, **more)
        for finding in _telling(judged.found.findings, rules, root)
        for status, more in _statuses(finding, rules[finding.rule], judged.case, root)
    ]
    if told:
        return min(told, key=lambda delivery: STATUSES.index(delivery.status))
    case = judged.case
    if root in case.unclear or root in case.undated or root in case.taken_over:
        return Delivery(*about, "unclear", given)
    if not documents:
        asked = any(_misses_a_field(f, rules[f.rule], root) for f in judged.found.findings)
        return Delivery(*about, "missing" if asked else "none")
    return Delivery(*about, _unsent_status(judged.case, root) or "delivered", given)


def _telling(
    findings: Sequence[Finding], rules: Mapping[Any, Rule], root: str
) -> Iterator[Finding]:
    """The findings that tell whether the document has come.

    Where people judged that, it is no matter that it cannot be told whether it came in time.
    """
    found = [finding for finding in findings if demands_document(rules[finding.rule], root)]
    on_time = {finding.rule for finding in found if _is_on_lateness(rules[finding.rule])}
    judged = any(finding.judgement and finding.rule not in on_time for finding in found)
    for finding in found:
        if not (judged and finding.rule in on_time and finding.verdict == "undetermined"):
            yield finding


def _unsent_status(case: Case, root: str) -> Status | None:
    """What a document is that is here and not delivered; None where it is, or is not here."""
    unsent = case.unsent.get(root)
    if unsent is None:
        return None
    if unsent.day is None and not unsent.is_unfilled:
        return "unsent"
    return "ahead" if unsent.why == "ahead" else "unclear"


def _is_on_lateness(rule: Rule) -> bool:
    """Whether the rule finds fault with a document that came late."""
    delivered = rule.written["check"].get("delivered")
    return isinstance(delivered, Mapping) and delivered.get("late") == "deviation"


def _statuses(
    finding: Finding, rule: Rule, case: Case, root: str
) -> Iterator[tuple[Status, dict[str, Any]]]:
    """What one finding says of the document; nothing where the rule does not bind."""
    unsent = _unsent_status(case, root)
    if finding.verdict in ("deviation", "waived"):
        violation = finding.violations[0]
        due = read_date(violation.expected)
        more = {"accepted": finding.verdict == "waived", "due": due}
        late = read_date(violation.given)
        if late is not None and due is not None:
            yield "late", {**more, "days": (late - due).days}
        elif _is_on_lateness(rule) and case.has(root) and unsent is None:
            # It has come, so what people judged it to be is late.
            yield "late", more
        elif is_lacking(finding):
            # A rule that a document is there has a due date, and does not name it as expected.
            yield "missing", {**more, "due": due or finding.due}
        else:
            yield unsent or "delivered", {}
    elif finding.verdict == "not_due":
        yield "waiting", {"reason": finding.reason}
    elif is_lacking(finding):
        status = unsent or "unclear"
        yield status, {"reason": finding.reason if status == "unclear" else None}
    elif finding.verdict == "met":
        is_ahead = unsent == "ahead" and finding.judgement is None
        yield ("ahead" if is_ahead else "delivered"), {}
