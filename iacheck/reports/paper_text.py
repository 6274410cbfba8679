"""A paper as text for a screen, or for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table as RichTable
from rich.text import Text as RichText

from iacheck.reports.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Items,
    NewPage,
    Paper,
    Paragraph,
    Table,
    Text,
)
from iacheck.reports.line_width import WIDTH, line_width
from iacheck.reports.text_lines import as_bytes, heading_lines, new_table, table_lines
from iacheck.reports.visible_text import as_readable
from iacheck.reports.wording import wrap

_UNDERLINES = {1: "═", 2: "─"}
# The longest and the shortest that the longest bar of a chart is, in characters.
_BAR, _LEAST_BAR = 40, 8
# As many columns as go beside the first one in lines of `WIDTH`.
_COLUMNS = 13


def write(paper: Paper) -> bytes:
    """The paper in lines of at most `line_width` characters."""
    paper = as_readable(paper)
    lines = [*_heading(Heading(1, paper.title)), *wrap(paper.subtitle or "", 0, 2)]
    for block in paper.blocks:
        lines += _block(block)
    if paper.footer and paper.footer != paper.title:
        lines += ["", *wrap(paper.footer, 0, 2)]
    return as_bytes(lines)


def _block(block: Block) -> Sequence[str]:
    match block:
        case NewPage():
            return []
        case Facts():
            pairs = (f"{label}: {_running(text)}" for label, text in block.pairs)
            return [line for pair in pairs for line in wrap(pair, 2, 4)]
        case _:
            return ["", *_with_space(block)]


def _with_space(block: Heading | Paragraph | Items | Table | Chart) -> Sequence[str]:
    match block:
        case Heading():
            return _heading(block)
        case Paragraph():
            return wrap(_running(block.text), 0, 0)
        case Items():
            return list(_items(block))
        case Table():
            return [*wrap(block.caption, 0, 2), *_table(block)]
        case Chart():
            return [*wrap(block.title, 0, 2), *_bars(block)]


def _running(text: Text) -> str:
    return "".join(span.text for span in text)


def _heading(heading: Heading) -> list[str]:
    return heading_lines(heading.text, _UNDERLINES.get(heading.level, ""))


def _items(items: Items) -> Iterator[str]:
    for number, item in enumerate(items.items, 1):
        mark = f"{number}." if items.numbered else "–"
        yield from wrap(f"{mark} {_running(item)}", 2, 4)


# The spaces beside a column.
_BETWEEN = 2
# A space at which no line ends, and what stands for it while a table is laid out: rich, and
# `split`, end lines and words at any space.
_FIRM, _HELD = "\u00a0", "\ue000"


def _cell(text: Text) -> str:
    return _running(text).replace(_FIRM, _HELD)


def _table(table: Table) -> list[str]:
    """The lines of a table; one that is too wide goes on below, with its first column again.

    Where a word has no room in its column, a line stands for each row.
    """
    others = range(1, len(table.columns))
    most = max(1, _COLUMNS * line_width() // WIDTH)
    pages = [others[at : at + most] for at in range(0, len(others), most)]
    for widths in (_unset, _whole_words):
        lines = [
            line
            for page in pages or [others]
            for line in _columns(table, [0, *page], widths(table, [0, *page]))
        ]
        if _words(table) <= {word for line in lines for word in line.split()}:
            return [line.replace(_HELD, _FIRM) for line in lines]
    return [line for row in table.rows for line in wrap(_row(table, row), 0, 4)]


def _words(table: Table) -> set[str]:
    texts = [*(column.heading for column in table.columns)]
    texts += (_cell(cell) for row in table.rows for cell in row)
    return {word for text in texts for word in text.split()}


def _unset(table: Table, shown: Sequence[int]) -> Sequence[int | None]:
    """Each column as wide as it likes, or as there is room for."""
    del table
    return [None] * len(shown)


def _whole_words(table: Table, shown: Sequence[int]) -> Sequence[int | None]:
    """Each column as wide as its longest word, and those that want more as far as there is room."""
    texts = [
        [table.columns[index].heading, *(_cell(row[index]) for row in table.rows)]
        for index in shown
    ]
    widths = [max(map(len, (w for text in of for w in text.split())), default=1) for of in texts]
    wanted = [max(map(len, of)) for of in texts]
    room = line_width() - sum(widths) - _BETWEEN * len(shown)
    while room > 0 and widths != wanted:
        most = max(range(len(shown)), key=lambda at: wanted[at] - widths[at])
        widths[most] += 1
        room -= 1
    return widths


def _columns(table: Table, shown: Sequence[int], widths: Sequence[int | None]) -> list[str]:
    written = new_table()
    for index, width in zip(shown, widths, strict=True):
        column = table.columns[index]
        written.add_column(
            RichText(column.heading),
            justify="right" if column.numeric else "left",
            overflow="fold",
            width=width,
        )
    for row in table.rows:
        written.add_row(*(RichText(_cell(row[index])) for index in shown))
    return table_lines(written)


def _row(table: Table, row: Sequence[Text]) -> str:
    """A row of a table in one line: `IA-rådet i Hordaland: Status: for sent; Merknad: …`."""
    name, *cells = map(_running, row)
    headings = (column.heading for column in table.columns[1:])
    told = (f"{heading}: {cell}" for heading, cell in zip(headings, cells, strict=True) if cell)
    return ": ".join(filter(None, (name, "; ".join(told))))


def _bars(chart: Chart) -> list[str]:
    """Each bar with its value; the longest is the greatest, and nothing stands for 0 or less."""
    longest = min(_BAR, max(_LEAST_BAR, _BAR + line_width() - WIDTH))
    greatest = max((bar.value for bar in chart.bars), default=0.0)
    drawn = RichTable.grid(padding=(0, 2))
    drawn.add_column(overflow="fold")
    drawn.add_column(justify="right")
    drawn.add_column(min_width=longest)
    for bar in chart.bars:
        length = round(longest * bar.value / greatest) if greatest > 0 else 0
        drawn.add_row(RichText(bar.label), RichText(bar.written), "▇" * max(0, length))
    return table_lines(drawn)
