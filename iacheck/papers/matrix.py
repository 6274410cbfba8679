"""Subjects against demands: one verdict for each, and never a better one than a rule found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iacheck.findings import Finding, Subject
from iacheck.papers.material import Material
from iacheck.reports.blocks import Mark

# Worst first. Several rules of one demand, or several periods, are joined to the worst: a
# deviation is never hidden, not by a rule that is met, nor by one that cannot be told.
ORDER: tuple[Mark, ...] = (
    "failed", "error", "warning", "info", "undetermined", "waived", "not_due", "met",
    "not_applicable",
)  # fmt: skip


def mark_of(finding: Finding) -> Mark:
    """A finding's verdict; of a deviation, its severity."""
    if finding.verdict == "deviation":
        return finding.rule.severity
    return "failed" if finding.verdict == "error" else finding.verdict


def worst(marks: Iterable[Mark]) -> Mark:
    """The worst of several; there must be one."""
    return min(marks, key=ORDER.index)


@dataclass(frozen=True)
class Matrix:
    """All subjects of one kind and all demands on them; a cell that is missing has no rule."""

    subjects: Sequence[Subject]
    demands: Sequence[str]
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
    return Matrix(material.subjects(kind), sorted({demand for _, demand in cells}), cells)


def counts(material: Material, subject: Subject) -> Mapping[Mark, int]:
    """How many findings of each mark a subject has in the round."""
    marks = [mark_of(f) for judged, f in material.findings() if judged.subject == subject]
    return {mark: marks.count(mark) for mark in ORDER}
