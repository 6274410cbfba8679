"""Two runs held against each other: what is new in the later, and what is gone since."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from iacheck.follow_up.finding_changes import Change, FindingChanges
from iacheck.follow_up.run_records import FindingRecord, RunRecord
from iacheck.follow_up.untold import Untold
from iacheck.language.frozen import frozen


@frozen
class ComparedFinding:
    """A finding of the later run that has changed, deviates as before, or did and is open no more.

    `new_keys` are those of violations that the earlier run did not have, `gone_keys` of those that
    the later has not; both are empty where the runs are about other periods.
    """

    finding: FindingRecord
    change: Change
    new_keys: tuple[str, ...]
    gone_keys: tuple[str, ...]


@frozen
class Comparison:
    """What has changed from one day to another, in the order of the later run.

    `dropped` deviated in the earlier run, and is judged no more; `untold` is what the earlier run
    tells nothing of. `names` are what subjects and
    `titles` what rules are called.
    """

    earlier: datetime.date
    later: datetime.date
    findings: tuple[ComparedFinding, ...]
    dropped: tuple[FindingRecord, ...]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    untold: Untold


def compare(
    earlier: RunRecord,
    later: RunRecord,
    former_ids: Mapping[str, tuple[str, ...]],
    *,
    before: Sequence[RunRecord] = (),
) -> Comparison:
    """What has changed; `former_ids` are the ids that rules have had, by their present one.

    `before` are the runs that led to the earlier one, in the order of their days.
    """
    later = replace(later, former_ids=former_ids)
    changes = FindingChanges(later, [*before, earlier])
    compared = ((finding, changes.of(finding)) for finding in later.findings)
    return Comparison(
        earlier.as_of,
        later.as_of,
        tuple(
            _compared(finding, change)
            for finding, change in compared
            if change.name or change.deviated
        ),
        changes.dropped(),
        {**earlier.names, **later.names},
        {**earlier.titles, **later.titles},
        changes.untold(),
    )


def _compared(finding: FindingRecord, change: Change) -> ComparedFinding:
    if change.earlier_keys is None:
        return ComparedFinding(finding, change, (), ())
    new = tuple(key for key in finding.keys if key not in change.earlier_keys)
    gone = tuple(sorted(change.earlier_keys - set(finding.keys)))
    return ComparedFinding(finding, change, new, gone)
