"""The demands that most do not meet, as bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.language.language import Language
from iacheck.language.messages import message, plural_message
from iacheck.reports.blocks import Bar, Block, Chart
from iacheck.reports.meeting.matrix import Unmet
from iacheck.reports.meeting.phrases import note, rule_titles

# As many as are taken in at a glance, and how many where several have as many.
_MOST = 5
_MOST_TIED = 8


def _most_frequent(found: Sequence[Unmet]) -> Sequence[Unmet]:
    """The first of them, and those that have as many as the last, unless that makes too many."""
    tied = [one for one in found if one.deviating >= found[:_MOST][-1].deviating]
    return tied if len(tied) <= _MOST_TIED else found[:_MOST]


def frequent(found: Sequence[Unmet], language: Language) -> Iterator[Block]:
    """A bar for each demand, and a note where others have as many as the last one.

    What only may be is left to the tables, unless there is nothing else.
    """
    binding = [one for one in found if one.severity != "info"]
    found = binding or found
    shown = _most_frequent(found)
    bars = [
        Bar(
            _demand_label(one, language),
            float(one.deviating),
            language.number(one.deviating),
        )
        for one in shown
    ]
    told = "; ".join(f"{bar.label}: {bar.written}" for bar in bars)
    title = (
        message("How many deviate from what shall or should be, by demand")
        if binding
        else message("How many deviate, by demand")
    )
    yield Chart(language.say(title), bars, f"{told}.")
    more = sum(one.deviating == shown[-1].deviating for one in found[len(shown) :])
    if more:
        yield note(
            language,
            plural_message(
                "As many deviate from {count} more demand as from the last one here.",
                "As many deviate from each of {count} more demands as from the last one here.",
                more,
            ),
        )


def _demand_label(one: Unmet, language: Language) -> str:
    """`B02 Planen har mål; planen har aktiviteter (bør)`: all in it that somebody does not meet."""
    titles = rule_titles(one.rules, language)
    modalities = {rule.modality: None for rule in one.rules}
    return f"{one.demand} {titles}" + (
        f" ({next(iter(modalities))})" if len(modalities) == 1 else ""
    )
