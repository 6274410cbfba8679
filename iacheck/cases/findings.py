"""What judging gives: verdicts, violations and findings, as frozen values."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

from iacheck.cases.tally import Tally
from iacheck.language.frozen import frozen
from iacheck.language.messages import FilledText, LocalText, Message, Value
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem

if TYPE_CHECKING:
    from iacheck.cases.decision_records import Judgement, Reply, State, Waiver
    from iacheck.cases.existence import Existence
    from iacheck.cases.explanation import Explanation
    from iacheck.documents.unread_block import UnreadPart

Verdict = Literal[
    "met", "deviation", "not_applicable", "not_due", "undetermined", "waived", "error"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

# The bodies that there are registers of; each is described by documents of the kind so called.
BodyKind = Literal["council", "party", "centre"]
BODY_KINDS: tuple[BodyKind, ...] = get_args(BodyKind)
# Who is judged; results tell of them in this order.
SubjectType = Literal[BodyKind, "national"]
SUBJECT_TYPES: tuple[SubjectType, ...] = get_args(SubjectType)

Modality = Literal["skal", "bør", "forventes", "kan"]
Origin = Literal["text", "practice", "ours"]
# A sentence of the program's own, or the only violation's message.
Reason = Message | FilledText
# How a finding stands against an earlier run, and how a violation does.
FindingChange = Literal["new", "unchanged", "fixed", "reopened"]
ViolationChange = Literal["new", "unchanged"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)

# Who can mend what a rule finds, beside the parties of its rule book: the council's centre, and
# whichever body a violation names.
CENTRE = "centre"
NAMED = "named"

SEVERITY_OF: Mapping[Modality, Severity] = {
    "skal": "error",
    "bør": "warning",
    "forventes": "warning",
    "kan": "info",
}


@frozen
class SourceReference:
    """Where a demand stands: document, section (a heading) and paragraphs counted from 1."""

    document: str
    section: str
    paragraphs: tuple[int, ...]


@frozen
class RuleHead:
    """What a result tells about the rule that was judged.

    `answers` says who can mend what it finds: a party of the rule book by its id, `CENTRE` or
    `NAMED`; None: the subject itself. `formerly` are the ids that it has had, by which decisions
    and keys of violations may still name it.
    """

    id: str
    demand: str
    title: LocalText
    modality: Modality
    origin: Origin
    sources: tuple[SourceReference, ...]
    interpretation: LocalText | None = None
    answers: str | None = None
    formerly: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return SEVERITY_OF[self.modality]

    def is_called(self, id_: str) -> bool:
        """Whether this is the rule's id, or one that it has had."""
        return id_ == self.id or id_ in self.formerly

    def present_key(self, key: str) -> str:
        """A violation's key under the rule's present id, where it is one under a former id."""
        for old in self.formerly:
            if key == old or key.startswith((f"{old}:", f"{old}~")):
                return self.id + key.removeprefix(old)
        return key


@frozen
class Subject:
    """Who is judged: a council, party or centre by its id, or the nation.

    Where it is not known which body of a kind is meant, the id is empty.
    """

    kind: SubjectType
    id: str
    name: str | Message

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}" if self.id and self.kind != "national" else self.kind


@frozen
class Violation:
    """One thing that does not hold: what, where, given, expected, and what to do.

    `key` is the same next month, in another period and under another version of the rule
    book; `path` is a JSON Pointer into `document` (both None where no document exists). `about`
    is what people call that which was given and expected. `answers` is who can mend it, where
    that is not the subject itself. `change` is there against an earlier run about the same period.
    """

    key: str
    document: str | None
    path: str | None
    file: str | None
    place: Place | None
    given: Any
    expected: Any
    message: FilledText
    remedy: FilledText
    about: Value = None
    answers: Subject | None = None
    change: ViolationChange | None = None


@frozen
class Finding:
    """A rule's verdict on one subject in one period. Every verdict but `met` has a reason.

    `basis` names the documents that a judgement would rest on, with their SHA-256, where only
    people can tell; else it is None. `due` is the day by which the demand was or is to be met.
    `judgement` made the verdict, and `waiver` accepts the deviation. `unread` are parts of files
    that were not read, and that could settle what cannot be told without them. `explanation` is
    there if it was asked for. `change` is how it stands against an earlier run, if it was held
    against one, and `rounds` for how many runs running it has deviated before; `deviated_before`
    is whether it did so in the last of them, and `decided_since` whether people have judged it, or
    accepted it, after that.
    `replies` are in the order of their days; `last_waiver` is the one that was last granted, also
    where it has expired since. It `is_forgotten` where a round is judged again and what it was
    found by has been erased.
    """

    rule: RuleHead
    verdict: Verdict
    reason: Reason | None = None
    violations: tuple[Violation, ...] = ()
    basis: Mapping[str, str] | None = None
    due: datetime.date | None = None
    judgement: Judgement | None = None
    waiver: Waiver | None = None
    unread: tuple[UnreadPart, ...] = ()
    explanation: Explanation | None = None
    change: FindingChange | None = None
    rounds: int | None = None
    deviated_before: bool = False
    decided_since: bool = False
    replies: tuple[Reply, ...] = ()
    last_waiver: Waiver | None = None
    is_forgotten: bool = False

    def is_granted(self, reply: Reply) -> bool:
        """Whether a reply asks for a waiver, and one has been granted since, the same day or later.

        This is decided, also when the waiver has expired.
        """
        last = self.last_waiver
        return reply.intent == "ask_waiver" and last is not None and reply.on <= last.granted_on

    @property
    def state(self) -> State | None:
        """Where a deviation stands; None for what neither deviates nor was judged to be met.

        A reply answers it until a judgement of the same day or later; one that asks for a waiver
        until that is granted.
        """
        judged_on = self.judgement.on if self.judgement else None
        if self.verdict == "waived":
            return "waived"
        if self.verdict == "met" and judged_on is not None:
            return "dismissed"
        if self.verdict != "deviation":
            return None
        if not self.replies:
            return "open"
        last = max((r.on for r in self.replies if not self.is_granted(r)), default=None)
        if judged_on is None:
            return "open" if last is None else "answered"
        return "upheld" if last is None or last <= judged_on else "answered"

    @property
    def came_out_otherwise(self) -> bool:
        """Whether it deviated in the earlier run and neither does now, nor was mended."""
        return self.deviated_before and self.change is None

    @property
    def for_others(self) -> bool:
        """Whether it is a deviation of which others must mend everything."""
        return self.verdict == "deviation" and all(v.answers for v in self.violations)

    @property
    def mended_by(self) -> tuple[Subject, ...]:
        """The bodies that can mend its violations, each once, in order; not the subject itself."""
        return tuple({str(v.answers): v.answers for v in self.violations if v.answers}.values())


@frozen
class Concern:
    """A deviation found on one subject, with the violations that another body can mend."""

    subject: Subject
    finding: Finding


@frozen
class SubjectFindings:
    """All findings on one subject in one period, in the order of the rule books.

    `documents` names the subject's own documents, as problems name them. `existence` tells when
    it exists in the period, and `inherited` the documents that it has from those that it took over
    from, with those who made them. `concerns` are what was found on others in the period and the
    subject can mend. `unread` is what was not read of the files that its own documents are from,
    and `unfilled_forms` are those of them in which nothing is filled in.
    """

    subject: Subject
    period: Period
    findings: tuple[Finding, ...]
    documents: tuple[str, ...] = ()
    existence: Existence | None = None
    inherited: Mapping[str, Subject] = field(default_factory=dict)
    concerns: Sequence[Concern] = ()
    unread: tuple[UnreadPart, ...] = ()
    unfilled_forms: tuple[str, ...] = ()

    def about_rules(self, ids: Collection[str]) -> SubjectFindings:
        """The same, with what these rules found alone."""
        return replace(
            self,
            findings=tuple(f for f in self.findings if f.rule.id in ids),
            concerns=tuple(c for c in self.concerns if c.finding.rule.id in ids),
        )


@frozen
class RuleBookUsed:
    """A rule book as it was when it judged, and what its source documents are called."""

    id: str
    title: LocalText
    sha256: str
    documents: Mapping[str, LocalText] = field(default_factory=dict)


@frozen
class DroppedFinding:
    """A deviation of an earlier run that is judged no more: rule, subject or duty is gone.

    `name` is what people call the subject, or called it then.
    """

    subject: str
    period: Period
    rule: str
    demand: str
    name: str | Message


@dataclass(frozen=True)
class Result:
    """One run: who was judged by what, as of which day, and all that was found.

    `problems` and `subjects` may lie in a file and not in memory: what takes them one by one can
    tell of any number. `unjudged` are bodies that no rule judges and that can mend what was found
    on others; they have concerns, and no findings. `unread` is what was not read of files,
    whosever it is. `since` is the day of the earlier run that it is held against, if it is, and
    `dropped` what deviated there and is judged no more. Where each period is held against a run of
    its own, `since_of` has their days, and `since` is the last of them. It `is_whole` if everybody
    is in it on whom anything was found.
    """

    as_of: datetime.date
    rulebooks: tuple[RuleBookUsed, ...]
    problems: Sequence[Problem]
    subjects: Sequence[SubjectFindings]
    unjudged: Sequence[SubjectFindings] = ()
    unread: tuple[UnreadPart, ...] = ()
    since: datetime.date | None = None
    since_of: Mapping[Period, datetime.date] = field(default_factory=dict)
    dropped: tuple[DroppedFinding, ...] = ()
    is_whole: bool = False

    def about_rules(self, ids: Collection[str]) -> Result:
        """The same, with what these rules found alone, and those on whom they say anything."""
        subjects = [one.about_rules(ids) for one in self.subjects]
        unjudged = [one.about_rules(ids) for one in self.unjudged]
        return replace(
            self,
            subjects=tuple(one for one in subjects if one.findings or one.concerns),
            unjudged=tuple(one for one in unjudged if one.concerns),
            dropped=tuple(one for one in self.dropped if one.rule in ids),
        )

    @cached_property
    def tally(self) -> Tally:
        """What there is to count in it."""
        return Tally.of(self.subjects)

    def count(self, verdict: Verdict) -> int:
        return self.tally.verdicts.get(verdict, 0)

    def deviations(self, severity: Severity) -> int:
        """How many there are of a severity, whoever must mend them."""
        return self.tally.deviations.get(severity, 0)

    def own_deviations(self, severity: Severity) -> int:
        """How many there are of a severity that those can mend on whom they were found."""
        return self.tally.own.get(severity, 0)

    def deviations_for_others(self) -> int:
        """How many there are that others must mend."""
        return sum(self.tally.deviations.values()) - sum(self.tally.own.values())
