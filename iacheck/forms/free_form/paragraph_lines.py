"""A paragraph of several lines to what they are: headings, fields, and what goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from iacheck.forms.free_form.activity_names import counts_activity
from iacheck.forms.free_form.goal_texts import number_of_goal, sub_goal_apart
from iacheck.forms.free_form.outline import begins_with_sub_goal
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import TextBlock
from iacheck.forms.running_fields import parts
from iacheck.language.content import has_content

# A line above others that is a heading has few words, and nothing behind them.
_MOST_WORDS_OF_HEADING = 4
_LABEL_WITHIN = re.compile(r"[.;]\s+(?=[A-ZÆØÅ])(?P<label>[^.:;\n]{2,40})(?=:)")
_ENDS = (".", "!", "?", ":")
# A line that is as long was broken where it was full, and so was one that ends with such a word.
_FULL_LINE = 60
_UNFINISHED = re.compile(
    r"(?:[,/&+–-]|\b(?:og|and|samt|med|for|av|i|på|hos|ved|til|om|fra|frå|som|den|et|en))\Z",
    re.IGNORECASE,
)


def lines_apart(block: TextBlock, words: TradeWords) -> Iterator[TextBlock]:
    """A paragraph, parted where a line of it is a heading, or begins with a label of its own.

    `Tiltak:`, `ØKONOMI` and `Møter` above other lines are headings. What is told of an activity
    stays with it: `Tiltak: Kurs` and `Ansvarlig: NAV` below; so does all of an item of a list.
    """
    lines: list[str] = []
    written = block.text.strip().split("\n")
    if not block.is_item:
        written = [piece for line in written for piece in _labels_apart(line, words)]
    for line, after in zip(written, (*written[1:], ""), strict=True):
        is_heading = _is_heading(line, words) or (
            not block.is_item
            and (_heads_others(line, lines, block, words) or _heads_goal(line, lines, after, words))
        )
        begins = not block.is_item and bool(lines) and _begins_anew(line, lines, words)
        if lines and (is_heading or begins):
            yield replace(block, text="\n".join(lines))
            lines = []
        lines.append(line)
        if is_heading:
            yield replace(block, text=line)
            lines = []
    if lines:
        yield replace(block, text="\n".join(lines))


def goes_on(line: str, after: str) -> bool:
    """Whether a line was broken where it was full, and goes on in the one after it."""
    is_full = len(line) >= _FULL_LINE or _UNFINISHED.search(line) is not None
    return is_full or after[:1].islower()


def _labels_apart(line: str, words: TradeWords) -> Iterator[str]:
    """A line, parted where a sentence of it begins another activity, or one of another sub-goal.

    `Delmål 1: Sykefravær. Mål: Færre syke. Tiltak: Kurs. Ansvarlig: NAV. Tiltak: …`: what is told
    of an activity stays with it, its goal too.
    """
    start = 0
    above = _label(line)
    for match in _LABEL_WITHIN.finditer(line):
        label = match["label"]
        is_above_of_goal = above is not None and not _is_of_activity(above, words)
        column = words.column(label, "activities")
        begins = _is_of_sub_goal(label, words) or counts_activity(label, words)
        begins = begins or (column is not None and column.field == "title")
        if is_above_of_goal and above is not None:
            is_goal = _is_of_goals(label, words) and _is_of_sub_goal(above, words)
            begins = begins or is_goal or (column is not None and _is_of_goals(above, words))
        if begins:
            yield line[start : match.start()].strip()
            start, above = match.start("label"), label
    yield line[start:]


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


def _heads_goal(line: str, above: list[str], after: str, words: TradeWords) -> bool:
    """Whether a line is that of a sub-goal, which others stand below: `Delmål 2 – Inkludering`."""
    text = line.strip()
    goes_before = bool(above) and goes_on(above[-1].rstrip(), text)
    if not after or goes_before or goes_on(text, after.strip()) or not text[:1].isupper():
        return False
    label = _label(text)
    is_of_goal = begins_with_sub_goal(text, words.heading(label or text))
    is_alone = len(text.split()) <= _MOST_WORDS_OF_HEADING and not text.endswith(_ENDS)
    return is_of_goal and (is_alone or label is not None or sub_goal_apart(text, words) is not None)


def _begins_anew(line: str, lines: list[str], words: TradeWords) -> bool:
    """Whether a line tells something else than the one that the lines above it begin with."""
    label, above = _label(line), _label(lines[0])
    if label is None:
        return False
    if _is_of_sub_goal(label, words) or counts_activity(label, words):
        return True
    if _tells_again(line, lines, words):
        return True
    column = words.column(label, "activities")
    is_field = words.field(label) is not None
    if column is None or column.field == "title":
        heads = words.heading(label).is_known or _is_of_goals(label, words)
        return column is not None or is_field or heads
    if above is None:
        return is_field or _is_of_goals(label, words)
    return not _is_of_activity(above, words)


def _tells_again(line: str, lines: list[str], words: TradeWords) -> bool:
    """Whether a line has a name, and labels that the lines above have too: another activity."""

    def label_of(text: str) -> str | None:
        column = words.column(text, "activities")
        return column.field if column is not None else None

    name, labelled = parts(line, label_of)
    if not name or not labelled:
        return False  # without reading all above for each line of a long paragraph
    told = {field for field, _ in parts("\n".join(lines), label_of)[1]}
    return any(field in told for field, _ in labelled)


def _is_of_sub_goal(label: str, words: TradeWords) -> bool:
    return begins_with_sub_goal(label, words.heading(label))


def _is_of_activity(label: str, words: TradeWords) -> bool:
    is_column = words.column(label, "activities") is not None and not _is_of_goals(label, words)
    return is_column or words.heading(label).section == "activities"


def _is_of_goals(label: str, words: TradeWords) -> bool:
    return words.heading(label).section == "goals" or number_of_goal(label, words) is not None


def _label(line: str) -> str | None:
    """The words before a colon that something follows in the line."""
    label, colon, rest = line.partition(":")
    return label if colon and has_content(rest) else None
