"""Subjects against demands: one verdict for each, and never a better one than a rule found.

A demand may have several rules. Whoever deviates from one of them deviates from it, once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from iacheck.cases.findings import Finding, Modality, RuleHead, Subject, SubjectType
from iacheck.language.frozen import frozen
from iacheck.reports.blocks import Mark
from iacheck.reports.meeting.material import JudgedSubject, Material, group_by

# Worst first. Several rules of one demand, or several periods, are joined to the worst: a
# deviation is never hidden, not by a rule that is met, nor by one that cannot be told.
ORDER: tuple[Mark, ...] = (
    "failed", "error", "warning", "info", "others", "undetermined", "waived", "not_due", "met",
    "not_applicable",
)  # fmt: skip


def mark_of(finding: Finding) -> Mark:
    """A finding's verdict; of a deviation, its severity, or that others must mend it."""
    if finding.for_others:
        return "others"
    if finding.verdict == "deviation":
        return finding.rule.severity
    return "failed" if finding.verdict == "error" else finding.verdict


def worst(marks: Iterable[Mark]) -> Mark:
    """The worst of several; there must be one."""
    return min(marks, key=ORDER.index)


@dataclass(frozen=True)
class Matrix:
    """All subjects of one kind and the demands on them; a cell that is missing has no rule.

    `idle` are the demands that apply to none of them in the round.
    """

    subjects: Sequence[Subject]
    demands: Sequence[str]
    idle: Sequence[str]
    cells: Mapping[tuple[str, str], Mark]

    def mark(self, subject: Subject, demand: str) -> Mark | None:
        return self.cells.get((str(subject), demand))


def matrix(material: Material, kind: str) -> Matrix:
    """The matrix of one kind of subject, `council`; empty where there is none."""
    found: dict[tuple[str, str], list[Mark]] = {}
    for judged, finding in material.findings():
        if judged.subject.kind == kind:
            about = (str(judged.subject), finding.rule.demand)
            found.setdefault(about, []).append(mark_of(finding))
    cells = {about: worst(marks) for about, marks in found.items()}
    binding = {demand for (_, demand), mark in cells.items() if mark != "not_applicable"}
    others = {demand for _, demand in cells} - binding
    return Matrix(material.subjects(kind), sorted(binding), sorted(others), cells)


def counts(material: Material, subject: Subject) -> Mapping[Mark, int]:
    """How many findings of each mark a subject has in the round."""
    marks = [mark_of(f) for judged, f in material.findings() if judged.subject == subject]
    return {mark: marks.count(mark) for mark in ORDER}


@frozen
class Unmet:
    """A demand that some deviate from: the rules of it that they break, and what was found.

    The rules are those that most break first.
    """

    rules: tuple[RuleHead, ...]
    found: tuple[tuple[JudgedSubject, Finding], ...]

    @property
    def demand(self) -> str:
        return self.rules[0].demand

    @property
    def subjects(self) -> Sequence[Subject]:
        """Those who deviate, each once."""
        return tuple({str(judged.subject): judged.subject for judged, _ in self.found}.values())


def unmet(
    material: Material, kind: SubjectType, modalities: Collection[Modality]
) -> Sequence[Unmet]:
    """The demands, as strong as this, that most of a kind deviate from first.

    What others must mend than those on whom it was found is no deviation of theirs.
    """
    found = [
        (judged, finding)
        for judged, finding in material.findings()
        if judged.subject.kind == kind
        and finding.verdict == "deviation"
        and not finding.for_others
        and finding.rule.modality in modalities
    ]
    demands = [
        Unmet(tuple(sorted({f.rule for _, f in same}, key=_broken_most(same))), tuple(same))
        for same in group_by(found, lambda pair: pair[1].rule.demand).values()
    ]
    return sorted(demands, key=lambda one: (-len(one.subjects), one.demand))


def _broken_most(
    found: Sequence[tuple[JudgedSubject, Finding]],
) -> Callable[[RuleHead], tuple[int, str]]:
    broken = Counter(finding.rule for _, finding in found)
    return lambda rule: (-broken[rule], rule.id)
