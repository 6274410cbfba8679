"""A paragraph of several lines to what they are: headings, fields, and what goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from iacheck.forms.free_form.goal_texts import number_of_goal
from iacheck.forms.free_form.outline import begins_with_sub_goal
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.content import has_content

# A line above others that is a heading has few words, and nothing behind them.
_MOST_WORDS_OF_HEADING = 4
_LABEL_WITHIN = re.compile(r"[.;]\s+(?=[A-ZÆØÅ])(?P<label>[^.:;\n]{2,40})(?=:)")
_ENDS = (".", "!", "?", ":")


def lines_apart(block: TextBlock, words: TradeWords) -> Iterator[TextBlock]:
    """A paragraph, parted where a line of it is a heading, or begins with a label of its own.

    `Tiltak:`, `ØKONOMI` and `Møter` above other lines are headings. What is told of an activity
    stays with it: `Tiltak: Kurs` and `Ansvarlig: NAV` below; so does all of an item of a list.
    """
    lines: list[str] = []
    written = block.text.strip().split("\n")
    if not block.is_item:
        written = [piece for line in written for piece in _goal_apart(line, words)]
    for line in written:
        is_heading = _is_heading(line, words) or (
            not block.is_item and _heads_others(line, lines, block, words)
        )
        begins = not block.is_item and bool(lines) and _begins_anew(line, lines[0], words)
        if lines and (is_heading or begins):
            yield replace(block, text="\n".join(lines))
            lines = []
        lines.append(line)
        if is_heading:
            yield replace(block, text=line)
            lines = []
    if lines:
        yield replace(block, text="\n".join(lines))


def _goal_apart(line: str, words: TradeWords) -> Iterator[str]:
    """A line with a goal, and what is told behind it: `Mål: Færre syke. Tiltak: Kurs. …`."""
    label = _label(line)
    if label is not None and _is_of_goals(label, words):
        for match in _LABEL_WITHIN.finditer(line):
            if words.column(match["label"], "activities") is not None:
                yield line[: match.start()]
                line = line[match.end() - len(match["label"]) :]
                break
    yield line


def _is_heading(line: str, words: TradeWords) -> bool:
    """Whether a line among others is a heading: it ends with a colon, or is in capitals."""
    heading = words.heading(line)
    if line.rstrip().endswith(":"):
        return heading.is_known
    return line.isupper() and (heading.section is not None or begins_with_sub_goal(line, heading))


def _heads_others(line: str, above: list[str], block: TextBlock, words: TradeWords) -> bool:
    """Whether a line of known words alone stands above others: `Prioriteringer`, `Delmål 1`."""
    text = line.strip()
    is_above = not block.text.strip().endswith(line)
    begins = not above or above[-1].rstrip().endswith(_ENDS)
    if not (is_above and begins and text[:1].isupper()) or text.endswith((*_ENDS, ",", ";")):
        return False
    if ":" in text or len(text.split()) > _MOST_WORDS_OF_HEADING:
        return False
    heading = words.heading(text)
    return heading.section is not None or begins_with_sub_goal(text, heading)


def _begins_anew(line: str, first: str, words: TradeWords) -> bool:
    """Whether a line tells something else than the one that the lines above it begin with."""
    label, above = _label(line), _label(first)
    if label is None:
        return False
    column = words.column(label, "activities")
    is_field = words.field(label) is not None
    if column is None or column.field == "title":
        heads = words.heading(label).is_known or _is_of_goals(label, words)
        return column is not None or is_field or heads
    if above is None:
        return is_field or _is_of_goals(label, words)
    return not _is_of_activity(above, words)


def _is_of_activity(label: str, words: TradeWords) -> bool:
    is_column = words.column(label, "activities") is not None and not _is_of_goals(label, words)
    return is_column or words.heading(label).section == "activities"


def _is_of_goals(label: str, words: TradeWords) -> bool:
    return words.heading(label).section == "goals" or number_of_goal(label, words) is not None


def _label(line: str) -> str | None:
    """The words before a colon that something follows in the line."""
    label, colon, rest = line.partition(":")
    return label if colon and has_content(rest) else None
