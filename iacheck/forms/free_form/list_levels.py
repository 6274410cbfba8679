"""Items below items: which of them head a list, and how deep each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from iacheck.forms.free_form.outline import begins_with_sub_goal
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.forms.running_fields import parts

# One sign more is a slip of the hand.
_LEAST_INDENT = 2


def with_list_levels(blocks: Sequence[PaperBlock], words: TradeWords) -> Sequence[PaperBlock]:
    """The blocks, in which items are indented by their level, and those that head others no items.

    An item heads those below it that are activities: it ends with a colon, or they have labels of
    their own: `Kurs for ledere`, and below it `Kurs i støy. Ansvarlig: NAV`. So does a sub-goal
    among items of it: `Delmål 3: Flere seniorer`, `Seniordag`.
    """
    made: list[PaperBlock] = []
    items: list[TextBlock] = []
    for block in blocks:
        if isinstance(block, TextBlock) and block.is_item:
            items.append(block)
            continue
        made += (*_of_list(items, words), block)
        items = []
    return (*made, *_of_list(items, words))


def _of_list(items: Sequence[TextBlock], words: TradeWords) -> Iterator[TextBlock]:
    levels = list(_levels(items))
    heads: list[bool] = []
    for at, (item, level) in enumerate(zip(items, levels, strict=True)):
        end = next((n for n in range(at + 1, len(items)) if levels[n] <= level), len(items))
        below = [one.text for one in items[at + 1 : end]]
        is_head = bool(below) and _heads(item.text, below, words)
        if not below and at + 1 < len(items) and not _is_of_goal(items[at + 1].text, words):
            is_head = _is_of_goal(item.text, words) and not _labels(item.text, words)[1]
        # What heads a part of an activity, `Program:`, heads no activities.
        is_head = is_head and all(heads[:level])
        heads[level:] = [is_head]
        yield replace(item, indent=level, is_item=not is_head)


def _levels(items: Sequence[TextBlock]) -> Iterator[int]:
    """How many items each stands below."""
    above: list[int] = []
    for item in items:
        while above and item.indent < above[-1] + _LEAST_INDENT:
            above.pop()
        yield len(above)
        above.append(item.indent)


def _heads(text: str, below: Sequence[str], words: TradeWords) -> bool:
    """Whether those below an item are activities, and no more of what the item tells."""
    if _labels(text, words)[1]:
        return False
    labelled = [_labels(one, words) for one in below]
    if text.rstrip().endswith(":"):
        return all(before for before, _ in labelled)
    return _is_of_goal(text, words) or any(before and more for before, more in labelled)


def _is_of_goal(text: str, words: TradeWords) -> bool:
    return begins_with_sub_goal(text, words.heading(text.partition(":")[0]))


def _labels(text: str, words: TradeWords) -> tuple[str, Sequence[tuple[str, str]]]:
    """What stands before the labels of an activity, and these."""
    column = words.column

    def label_of(label: str) -> str | None:
        return label if column(label, "activities") is not None else None

    return parts(text, label_of)
