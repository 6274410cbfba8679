"""One result in parts: a result for each subject and period, and the names of their files."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from iacheck.cases.findings import SUBJECT_TYPES, Result, SubjectFindings
from iacheck.language.periods import Period

# What may stand in a file's name on every system; letters of any alphabet may.
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80


def with_unjudged(result: Result) -> Result:
    """The same result with those among its subjects who have nothing but what they can mend."""
    everybody = sorted(
        (*result.subjects, *result.unjudged),
        key=lambda judged: SUBJECT_TYPES.index(judged.subject.kind),
    )
    return replace(result, subjects=tuple(everybody), unjudged=())


def found_on_others(result: Result) -> Sequence[SubjectFindings]:
    """What those in the result can mend of others, where that stands nowhere else in the result."""
    if result.is_whole:
        return ()
    here = {(str(judged.subject), judged.period) for judged in result.subjects}
    found: dict[tuple[str, Period], SubjectFindings] = {}
    for judged in result.subjects:
        for concern in judged.concerns:
            about = (str(concern.subject), judged.period)
            if about not in here:
                entry = found.setdefault(about, SubjectFindings(concern.subject, judged.period, ()))
                found[about] = replace(entry, findings=(*entry.findings, concern.finding))
    return tuple(found.values())


def results_by_subject(result: Result) -> Mapping[str, Result]:
    """Each subject's own result for each period, under a name that a file may have.

    A part has the problems with that subject's documents, and nobody else's.
    """
    names = [result_name(judged) for judged in result.subjects]
    # Two ids that differ in nothing but capitals are one file on some systems.
    again = Counter(map(str.casefold, names))
    unique = [
        result_name(judged, marked=again[name.casefold()] > 1)
        for name, judged in zip(names, result.subjects, strict=True)
    ]
    return {
        name: _of_one(result, judged) for name, judged in zip(unique, result.subjects, strict=True)
    }


def result_name(judged: SubjectFindings, *, marked: bool = False) -> str:
    """`council-agder-2015`: the same for the same subject and period, whoever else is judged.

    An id that cannot stand in a file's name as it is, or a `marked` one, gets a fingerprint.
    """
    subject = judged.subject
    id_ = "" if subject.kind == "national" else subject.id
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", id_)).strip(".")[:_LONGEST]
    if safe != id_ or marked:
        sha = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
        safe = f"{safe}-{sha[:8]}"
    return "-".join(filter(None, (subject.kind, safe, str(judged.period))))


def _of_one(result: Result, judged: SubjectFindings) -> Result:
    problems = tuple(p for p in result.problems if p.document in judged.documents)
    dropped = tuple(one for one in result.dropped if one.subject == str(judged.subject))
    return replace(
        result,
        problems=problems,
        subjects=(judged,),
        unjudged=(),
        unread=judged.unread,
        dropped=dropped,
        is_whole=False,
    )
