"""The result as Markdown (CommonMark with tables), to be read as it is or to be built on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Result
from iacheck.language.language import Language
from iacheck.reports.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Items,
    NewPage,
    Paper,
    Paragraph,
    Span,
    Table,
    Text,
)
from iacheck.reports.deviations import deviation_paper
from iacheck.reports.visible_text import as_readable

TELLS_PROBLEMS = True
REQUIRES = ()
BINARY = False

# What means something anywhere in a line; a character with a backslash before it is itself.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~$@]|(?<=\w):(?=//|\w+:)|(?<=www)\.", re.IGNORECASE)
# What means something at the start of a block.
_START = re.compile(r"^(?=[#+=>:!-])|^(\d+)(?=[.)])")


def render(result: Result, language: Language) -> bytes:
    """The deviations in Markdown."""
    return write(deviation_paper(result, language))


def write(paper: Paper) -> bytes:
    """A paper in Markdown."""
    paper = as_readable(paper)
    written = [f"# {_block(paper.title)}"]
    if paper.subtitle:
        written.append(_block(paper.subtitle))
    bullet = "-"
    for before, block in itertools.pairwise((None, *paper.blocks)):
        # Two lists, one after the other, would be one.
        is_second = isinstance(before, Items | Facts) and isinstance(block, Items | Facts)
        bullet = "*" if is_second and bullet == "-" else "-"
        if not isinstance(block, NewPage | None):
            written.append("\n".join(_lines(block, bullet)))
    if paper.footer:
        written += ["---", _block(paper.footer)]
    return ("\n\n".join(written) + "\n").encode()


def _lines(block: Block, bullet: str) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_block(block.text)}"
        case Paragraph():
            yield _escape_line_start(_running(block.text))
        case Items():
            for number, item in enumerate(block.items, 1):
                mark = f"{number}." if block.numbered else bullet
                yield f"{mark} {_escape_line_start(_running(item))}"
        case Facts():
            for label, text in block.pairs:
                yield f"{bullet} **{_inline(label)}:** {_running(text)}"
        case Table():
            yield f"**{_inline(block.caption)}**"
            yield ""
            yield from _table([c.heading for c in block.columns], block.rows,
                              [c.numeric for c in block.columns])  # fmt: skip
        case Chart():
            # The figures say all that the text of a drawing does.
            yield f"**{_inline(block.title)}**"
            yield ""
            rows = [((Span(bar.label),), (Span(bar.written),)) for bar in block.bars]
            yield from _table(["", ""], rows, [False, True])


def _table(
    headings: Sequence[str], rows: Sequence[Sequence[Text]], numeric: Sequence[bool]
) -> Iterator[str]:
    yield _row(map(_inline, headings))
    yield _row("---:" if right else "---" for right in numeric)
    yield from (_row(map(_running, row)) for row in rows)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _running(text: Text) -> str:
    written = "".join(
        f"**{_inline(span.text)}**" if span.strong and span.text.strip() else _escape(span.text)
        for span in text
    )
    return written.strip()


def _block(text: str) -> str:
    return _escape_line_start(_inline(text))


def _escape_line_start(line: str) -> str:
    """A line that begins a block as text, and not as a list, a heading or code."""
    return _START.sub(lambda found: f"{found[1] or ''}\\", line, count=1)


def _inline(text: str) -> str:
    return _escape(text).strip()


def _escape(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)
