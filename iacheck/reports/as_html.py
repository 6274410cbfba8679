"""The result as one HTML file, for the screen and for printing; it fetches nothing."""

from __future__ import annotations

from iacheck.findings import Result
from iacheck.language import Language
from iacheck.reports.blocks import Block, Chart, Paper, kept_together
from iacheck.reports.charts import drawing
from iacheck.reports.deviations import deviations
from iacheck.reports.shown import readable
from iacheck.reports.templates import filled

TELLS_PROBLEMS = True
REQUIRES = ("jinja2",)
BINARY = False


def render(result: Result, language: Language) -> bytes:
    """The deviations as a page."""
    return write(deviations(result, language))


def write(paper: Paper) -> bytes:
    """A paper as a page."""
    paper = readable(paper)
    blocks = [
        {"kind": type(block).__name__, "block": block, "kept": kept, "drawn": _drawn(block, number)}
        for number, (block, kept) in enumerate(kept_together(paper.blocks))
    ]
    return filled("paper.html.j2", paper=paper, blocks=blocks).encode()


def _drawn(block: Block, number: int) -> str | None:
    if not isinstance(block, Chart):
        return None
    return drawing(block, name=f"chart-{number}", width="100%")
