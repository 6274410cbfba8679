"""The order in which people look for those who are judged."""

from __future__ import annotations

from dataclasses import replace

from iacheck.cases.findings import Result, SubjectFindings
from iacheck.language.names import alphabetical

_BY_NAME = ("council", "centre")


def in_order_of_names(result: Result) -> Result:
    """The same result with councils and centres by name, not by id; all of them together last.

    Kinds of subject stand as they stood, and so do the periods of each subject.
    """
    kinds = list(dict.fromkeys(judged.subject.kind for judged in result.subjects))

    def place(judged: SubjectFindings) -> tuple[int, bool, tuple[str, str]]:
        kind, name = judged.subject.kind, judged.subject.name
        own = isinstance(name, str)
        by_name = alphabetical(str(name)) if own and kind in _BY_NAME else ("", "")
        return kinds.index(kind), not own, by_name

    return replace(result, subjects=tuple(sorted(result.subjects, key=place)))
