"""The money of several reports together, each krone of it once.

Where councils became one within the year, what the new one carried over is what the others had
left. Where all of them are in the same sum, it is no new money there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from iacheck.cases.findings import Subject
from iacheck.language.frozen import frozen
from iacheck.reports.meeting.counting import Account


@frozen
class Handover:
    """What successors carried over, and what their predecessors in the same sum had left.

    `is_certain` is whether the figures tell that all of it came from these predecessors: the
    successors have no earlier time of their own that it may be from, all their predecessors are
    in the sum, and these had as much left. Amounts are whole kroner.
    """

    predecessors: frozenset[Subject]
    successors: tuple[Subject, ...]
    carried_over_nok: int
    left_nok: int
    is_certain: bool


@frozen
class Balance:
    """The money of those reports together that state both what was received and what was used.

    Of other reports, nothing is in any of the sums: only so does what is left follow from them.
    What was handed over for certain is in them once. `left_of` is what each report says.
    """

    reports: int
    received_nok: int
    carried_over_nok: int
    used_nok: int
    left_of: Mapping[Subject, int]
    handovers: tuple[Handover, ...]

    @classmethod
    def of(cls, accounts: Iterable[Account]) -> Balance:
        """What these have in all."""
        known = {a.council: a for a in accounts if a.left_nok is not None}
        handovers = tuple(_handover(group, known) for group in _successors_together(known))
        again = sum(one.carried_over_nok for one in handovers if one.is_certain)
        return cls(
            len(known),
            sum(account.received_nok or 0 for account in known.values()),
            sum(account.carried_over_nok or 0 for account in known.values()) - again,
            sum(account.used_nok or 0 for account in known.values()),
            {council: account.left_nok or 0 for council, account in known.items()},
            handovers,
        )

    @property
    def left_nok(self) -> int:
        return self.received_nok + self.carried_over_nok - self.used_nok

    @property
    def handed_over_nok(self) -> int:
        """What reports say was carried over and is not in the sum once more."""
        return sum(one.carried_over_nok for one in self.handovers if one.is_certain)

    @property
    def doubtful(self) -> Sequence[Subject]:
        """Those who carried over what may be in the sum twice."""
        return [who for one in self.handovers if not one.is_certain for who in one.successors]

    def left_in(self, councils: Collection[Subject]) -> int | None:
        """How much of what is left stands in these councils' reports; None if it cannot be told."""
        left = sum(amount for council, amount in self.left_of.items() if council in councils)
        for one in filter(lambda one: one.is_certain, self.handovers):
            handing = one.predecessors & set(councils)
            if handing == one.predecessors:
                left -= one.carried_over_nok
            elif handing and one.carried_over_nok == one.left_nok:
                left -= sum(max(self.left_of[council], 0) for council in handing)
            elif handing:
                return None
        return left


def _successors_together(known: Mapping[Subject, Account]) -> Iterable[Sequence[Account]]:
    """Those who carried over from predecessors in the sum; who shares any, with each other."""
    groups: list[tuple[frozenset[Subject], list[Account]]] = []
    for account in known.values():
        predecessors = known.keys() & set(account.predecessors)
        if account.carried_over_nok and predecessors:
            shared = [group for group in groups if group[0] & predecessors]
            groups = [group for group in groups if group not in shared]
            together = frozenset(predecessors).union(*(before for before, _ in shared))
            groups.append((together, [*(a for _, same in shared for a in same), account]))
    return [same for _, same in groups]


def _handover(successors: Sequence[Account], known: Mapping[Subject, Account]) -> Handover:
    named = {one for account in successors for one in account.predecessors}
    predecessors = frozenset(named & known.keys())
    carried = sum(account.carried_over_nok or 0 for account in successors)
    left = sum(max(known[one].left_nok or 0, 0) for one in predecessors)
    is_certain = (
        all(account.is_new for account in successors) and predecessors == named and carried <= left
    )
    return Handover(predecessors, tuple(a.council for a in successors), carried, left, is_certain)
