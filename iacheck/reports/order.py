"""The order in which people look for those who are judged."""

from __future__ import annotations

from dataclasses import replace

from iacheck.cases.findings import Result, Subject, SubjectFindings
from iacheck.language.names import alphabetical

_BY_NAME = ("council", "centre")


def in_order_of_names(result: Result) -> Result:
    """The same result with councils and centres by name, not by id; all of them together last.

    Kinds of subject stand as they stood, and so do the periods of each subject.
    """
    kinds = list(dict.fromkeys(judged.subject.kind for judged in result.subjects))

    def place(judged: SubjectFindings) -> tuple[int, bool, tuple[str, str]]:
        return kinds.index(judged.subject.kind), *place_among_its_kind(judged.subject)

    return replace(result, subjects=tuple(sorted(result.subjects, key=place)))


def place_among_its_kind(subject: Subject) -> tuple[bool, tuple[str, str]]:
    """What subjects of one kind are ordered by; the same for all of a kind that has no order."""
    own = isinstance(subject.name, str)
    by_name = own and subject.kind in _BY_NAME
    return not own, alphabetical(str(subject.name)) if by_name else ("", "")
