"""What came of councils' work, as their reports tell it: participants, effects, meetings, media."""

from __future__ import annotations

from collections.abc import Iterable

from iacheck.language.frozen import frozen
from iacheck.reports.meeting.counting import Account


@frozen
class Outcomes:
    """What reports tell of what was carried out.

    `participants` are those of the activities that say how many there were, so many of them
    (`counted`); `effects` is how many activities say what came of them.
    """

    activities: int
    participants: int
    counted: int
    effects: int
    meetings: int
    media: int

    @classmethod
    def of(cls, accounts: Iterable[Account]) -> Outcomes:
        """What these have together."""
        listed = list(accounts)
        done = [activity for account in listed for activity in account.done]
        told = [a.participants for a in done if a.participants is not None]
        return cls(
            len(done),
            sum(told),
            len(told),
            sum(activity.has_effect for activity in done),
            sum(account.meetings for account in listed),
            sum(account.media for account in listed),
        )
