"""How many findings of which verdicts there are, counted in one pass over all who were judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from iacheck.language.frozen import frozen

if TYPE_CHECKING:
    from iacheck.cases.findings import Severity, SubjectFindings, Verdict


@frozen
class Tally:
    """What is counted of a result.

    `own` are the deviations that those can mend on whom they were found, of each severity as in
    `deviations`. `judged` are the subjects with findings, each once, and `in_periods` how many they
    are if each counts in each of its periods. `unfilled_forms` are files, each once.
    """

    verdicts: Mapping[Verdict, int]
    deviations: Mapping[Severity, int]
    own: Mapping[Severity, int]
    judged: int
    in_periods: int
    unfilled_forms: tuple[str, ...]

    @classmethod
    def of(cls, subjects: Iterable[SubjectFindings]) -> Tally:
        """What is counted of these."""
        verdicts: Counter[Verdict] = Counter()
        deviations: Counter[Severity] = Counter()
        own: Counter[Severity] = Counter()
        names: set[str] = set()
        unfilled: dict[str, None] = {}
        in_periods = 0
        for one in subjects:
            if one.findings:
                in_periods += 1
                names.add(str(one.subject))
            unfilled.update(dict.fromkeys(one.unfilled_forms))
            for finding in one.findings:
                verdicts[finding.verdict] += 1
                if finding.verdict == "deviation":
                    deviations[finding.rule.severity] += 1
                    own[finding.rule.severity] += not finding.for_others
        return cls(verdicts, deviations, own, len(names), in_periods, tuple(unfilled))
