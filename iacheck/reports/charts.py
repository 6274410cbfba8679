"""Charts as SVG: horizontal bars, each with its label above it and its value behind it."""

from __future__ import annotations

import textwrap

from iacheck.reports.blocks import Chart
from iacheck.reports.templates import fill_template

# In pixels of CSS, and of a page 640 wide: a line of a label, and a bar with the space below it.
_LINE, _BAR = 17, 27
# As many letters fit in a line of a page, and of a screen, whose letters may be wider.
ON_A_PAGE, ON_A_SCREEN, ON_A_SMALL_SCREEN = 88, 76, 38
# A label with more lines is cut in the drawing; the chart's text has all of it.
_MOST_LINES = 8
# The longest bar, in per cent: beside it stands its value.
_LONGEST = 80


def drawing(
    chart: Chart, *, name: str = "chart", width: str = "640", letters: int = ON_A_PAGE
) -> str:
    """The chart as an SVG element, with at most so many letters in a line.

    `name` begins the ids in it, and is one of a kind on a page.
    """
    largest = max((bar.value for bar in chart.bars), default=0)
    bars, top = [], 0
    for bar in chart.bars:
        lines = _lines(bar.label, letters)
        under = top + len(lines) * _LINE
        length = _round(max(bar.value, 0) / largest * _LONGEST) if largest > 0 else "0"
        label = [(line, top + (number + 1) * _LINE - 4) for number, line in enumerate(lines)]
        bars.append({"label": label, "top": under, "written": bar.written, "length": length})
        top = under + _BAR
    height = max(top, 1)
    return fill_template(
        "chart.svg.j2", chart=chart, bars=bars, name=name, width=width, height=height
    )


def _lines(label: str, letters: int) -> list[str]:
    return textwrap.wrap(label, letters, max_lines=_MOST_LINES, placeholder=" …") or [""]


def _round(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")


def picture(chart: Chart) -> bytes:
    """The chart as a PNG picture, for formats that hold no drawings."""
    import typst  # noqa: PLC0415 - an extra

    source = (
        b"#set page(width: 640pt, height: auto, margin: 0pt)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg", width: 100%)\n'
    )
    return typst.compile(
        source, format="png", ppi=144, ignore_system_fonts=True,
        sys_inputs={"svg": drawing(chart)},
    )  # fmt: skip
