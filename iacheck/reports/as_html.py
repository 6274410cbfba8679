"""The result as one HTML file, for the screen and for printing; it fetches nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from iacheck.cases.findings import Result
from iacheck.language.language import Language
from iacheck.reports.blocks import Block, Chart, FlowBlock, Paper, page_runs
from iacheck.reports.charts import ON_A_SCREEN, ON_A_SMALL_SCREEN, drawing
from iacheck.reports.deviations import deviation_paper
from iacheck.reports.templates import fill_template
from iacheck.reports.visible_text import as_readable

TELLS_PROBLEMS = True
REQUIRES = ("jinja2",)
BINARY = False


def render(result: Result, language: Language) -> bytes:
    """The deviations as a page."""
    return write(deviation_paper(result, language))


def write(paper: Paper) -> bytes:
    """A paper as a page."""
    paper = as_readable(paper)
    runs = template_runs(paper.blocks, itertools.count(1))
    return fill_template("paper.html.j2", paper=paper, runs=runs).encode()


def template_runs(blocks: Sequence[Block], numbers: Iterator[int]) -> Sequence[object]:
    """What the template `blocks.html.j2` needs to know of blocks; `numbers` tell them apart."""
    return [
        {
            "sideways": run.sideways,
            "blocks": [_template_values(kept, next(numbers)) for kept in run.blocks],
        }
        for run in page_runs(blocks)
    ]


def _template_values(kept: FlowBlock, number: int) -> dict[str, object]:
    """What the template needs to know of a block; numbers make ids in the page differ."""
    block = kept.block
    return {
        "kind": type(block).__name__,
        "block": block,
        "kept": kept.with_next,
        "number": number,
        "drawings": _drawings(block, number) if isinstance(block, Chart) else {},
    }


def _drawings(chart: Chart, number: int) -> dict[str, str]:
    """The chart for each kind of screen, of which only one is shown: an SVG wraps no lines."""
    return {
        screen: drawing(chart, name=f"chart-{number}-{screen}", width="100%", letters=letters)
        for screen, letters in (("large", ON_A_SCREEN), ("small", ON_A_SMALL_SCREEN))
    }
