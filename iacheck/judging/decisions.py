"""What people decided about findings, read out of documents, and what keeps it from holding.

Waivers accept deviations, and judgements decide what was found; replies change nothing.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from iacheck.cases.findings import Judgement, SubjectFindings, Waiver
from iacheck.documents.document import Document
from iacheck.judging.decision_faults import basis_fault, decision_faults
from iacheck.judging.judged_cases import JudgedCases
from iacheck.language.messages import Message, message
from iacheck.language.periods import Period, read_period
from iacheck.language.problems import Problem

# Rule, subject and period: what a decision is about.
About = tuple[str, str, str]
# The kinds of document that are about findings.
DECISION_KINDS = ("waiver", "judgement", "reply")


@dataclass(frozen=True, slots=True)
class Lapse:
    """A `judgement` that would decide, had a `document` that it was based on not changed since."""

    judgement: str
    judged_on: datetime.date
    document: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions in force, by what they are about, and a notice of each that is not.

    `documents` names those about each subject and period, also of those that are not in force.
    """

    waivers: Mapping[About, Waiver] = field(default_factory=dict)
    judgements: Mapping[About, Judgement] = field(default_factory=dict)
    lapses: Mapping[About, Lapse] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    documents: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """The periods and subjects that a run is for; None: all. Nothing is told of others."""

    periods: Collection[Period] | None = None
    subjects: Collection[str] | None = None

    def concerns(self, document: Document, cases: JudgedCases) -> bool:
        """Whether a decision has to do with the run; one about nobody has to do with all."""
        period, subject = (
            read_period(document.body.get("period")),
            str(document.body.get("subject")),
        )
        if period is None:
            return True
        if self.periods is not None and period not in self.periods:
            return False
        judged = cases.period(period)
        is_known = judged is not None and subject in judged.subjects
        return self.subjects is None or subject in self.subjects or not is_known


EVERYBODY = Asked()


def read_decisions(
    cases: JudgedCases,
    broken: Mapping[str, Sequence[str]],
    as_of: datetime.date,
    asked: Asked = EVERYBODY,
    *,
    is_import: bool = False,
) -> Decisions:
    """The decisions among the documents of the cases, as of a day.

    `broken` maps documents, by `kind/_id`, to the JSON Pointers that break their schema: these
    decide nothing. An import takes what has expired, which holds as of earlier days.
    """
    sound: list[Document] = []
    notices: list[Problem] = []
    lapses: dict[About, Lapse] = {}
    for document in _decision_documents(cases):
        pointers = broken.get(document.name, ())
        faults = list(decision_faults(document, cases, pointers, as_of, is_import=is_import))
        is_judgement = document.kind == "judgement" and not pointers and not faults
        changed = basis_fault(document, cases) if is_judgement else None
        if changed is not None:
            name, why = changed
            faults.append(("basis", why))
            lapse = Lapse(document.name, _day(document, "judged_on"), name)
            lapses.update(dict.fromkeys(_abouts(document, cases), lapse))
        if asked.concerns(document, cases):
            notices += [_no_effect(document, why, f"/{name}") for name, why in faults]
        if not pointers and not faults:
            sound.append(document)
    waivers = _by_finding("waiver", sound, cases)
    judgements = _by_finding("judgement", sound, cases)
    return Decisions(
        {about: _waiver(several) for about, several in waivers.items()},
        {a: _judgement(several) for a, several in judgements.items() if not _disagree(several)},
        lapses,
        (*notices, *_disagreements(judgements.values(), cases, asked)),
        _names(cases),
    )


def without_effect(
    decisions: Decisions, results: Iterable[SubjectFindings], cases: JudgedCases
) -> Iterator[Problem]:
    """A notice of each judgement in force that decides nothing, for there is nothing to decide."""
    why = {
        "not_applicable": message("the rule does not apply there"),
        "not_due": message("the finding is not due yet"),
        "error": message("the checker failed on the rule"),
    }
    for judged in results:
        for finding in judged.findings:
            about = (finding.rule.id, str(judged.subject), str(judged.period))
            judgement = decisions.judgements.get(about)
            if judgement is not None and finding.judgement is None:
                document = cases.documents[judgement.document]
                yield _no_effect(document, why[finding.verdict], "/rule")


def _decision_documents(cases: JudgedCases) -> Iterator[Document]:
    for kind in DECISION_KINDS:
        yield from cases.document_index.of_kind(kind)


def _names(cases: JudgedCases) -> Mapping[tuple[str, str], Sequence[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document in _decision_documents(cases):
        about = (str(document.body.get("subject")), str(document.body.get("period")))
        found[about].append(document.name)
    return found


def _abouts(document: Document, cases: JudgedCases) -> Iterator[About]:
    """The findings that a decision without faults is about: of a rule that was parted, several."""
    body = document.body
    judged = cases.period(Period.parse(body["period"]))
    kind = judged.kind(judged.subjects[body["subject"]]) if judged else None
    for rule in judged.rules_called(body["rule"]) if judged else ():
        if rule.subject == kind:
            yield rule.id, body["subject"], body["period"]


def _by_finding(
    kind: str, documents: Iterable[Document], cases: JudgedCases
) -> Mapping[About, Sequence[Document]]:
    found: dict[About, list[Document]] = defaultdict(list)
    for document in documents:
        if document.kind == kind:
            for about in _abouts(document, cases):
                found[about].append(document)
    return found


def _waiver(documents: Iterable[Document]) -> Waiver:
    """The waiver that lasts longest, of several of one finding."""
    last = max(documents, key=lambda d: (d.body["expires_on"], d.key))
    body = last.body
    days = _day(last, "granted_on"), _day(last, "expires_on")
    return Waiver(last.name, body["granted_by"], *days, body["reason"])


def _judgement(documents: Iterable[Document]) -> Judgement:
    """The latest judgement, of several that agree."""
    last = max(documents, key=lambda d: (d.body["judged_on"], d.key))
    body = last.body
    on = _day(last, "judged_on")
    return Judgement(last.name, body["verdict"], body["judged_by"], on, body["reason"])


def _disagree(documents: Iterable[Document]) -> bool:
    return len({document.body["verdict"] for document in documents}) > 1


def _disagreements(
    groups: Iterable[Sequence[Document]], cases: JudgedCases, asked: Asked
) -> Iterator[Problem]:
    """A notice of each judgement that another one about the same finding contradicts."""
    opposed = {
        document.name: (document, other)
        for several in groups
        for document in several
        for other in several
        if document.body["verdict"] != other.body["verdict"] and asked.concerns(document, cases)
    }
    for document, other in opposed.values():
        told = message(
            "{other} decides otherwise about the same finding; keep one of them", other=other.name
        )
        yield _no_effect(document, told, "/verdict")


def _day(document: Document, name: str) -> datetime.date:
    return datetime.date.fromisoformat(document.body[name])


def _no_effect(document: Document, why: Message, path: str) -> Problem:
    key = document.key
    told = {
        "waiver": message("The waiver {key} hides nothing: {why}", key=key, why=why),
        "judgement": message("The judgement {key} decides nothing: {why}", key=key, why=why),
        "reply": message("The reply {key} answers nothing: {why}", key=key, why=why),
    }
    return document.problem(told[document.kind], path, "notice")
