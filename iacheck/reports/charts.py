"""Charts as SVG: horizontal bars, each with its label above it and its value behind it."""

from __future__ import annotations

from iacheck.reports.blocks import Chart
from iacheck.reports.templates import filled

# In pixels of CSS, and of a page 640 wide.
_STEP = 44
# A label that is longer is cut in the drawing; the chart's text and its table have all of it.
_LABEL = 70
# The longest bar, in per cent: beside it stands its value.
_LONGEST = 80


def drawing(chart: Chart, *, name: str = "chart", width: str = "640") -> str:
    """The chart as an SVG element. `name` begins the ids in it, and is one of a kind on a page."""
    largest = max((bar.value for bar in chart.bars), default=0)
    bars = [
        {
            "top": index * _STEP,
            "label": bar.label if len(bar.label) <= _LABEL else f"{bar.label[:_LABEL]}…",
            "written": bar.written,
            "length": _round(max(bar.value, 0) / largest * _LONGEST) if largest > 0 else "0",
        }
        for index, bar in enumerate(chart.bars)
    ]
    height = max(len(bars) * _STEP, 1)
    return filled("chart.svg.j2", chart=chart, bars=bars, name=name, width=width, height=height)


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
