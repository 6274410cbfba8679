"""Writes docs/benchmarks.md and its chart from a run that `speed.py --keep` has kept.

python benchmarks/speed.py --keep docs/benchmarks.json && python benchmarks/page.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iacheck.reports.blocks import Bar, Chart
from iacheck.reports.charts import drawing

DOCS = Path(__file__).parents[1] / "docs"
CHART = DOCS / "images" / "speed.svg"
# What each figure is, and which are counted in what a thing takes and not in how many times.
_MEANING = {
    "engine_vs_handwritten_met": "Six rules, all met, against the same written by hand",
    "engine_vs_handwritten_mixed": "Six rules, 12.7 per cent not met, against the same by hand",
    "engine_vs_best_rule_engine": "Six rules against the fastest other engine that says them all",
    "check_vs_read_sqlite": "A check of a store in SQLite against reading its rows",
    "check_vs_read_mongodb": "A check of a store in MongoDB against `find()`",
    "scaling_1m_vs_10k": "Time per document, the worst of three kinds of growth",
    "peak_mb_1m": "MB of memory for a check of a million documents",
    "import_vs_plain_sqlite": "An import into SQLite against plain writing",
    "import_vs_plain_mongodb": "An import into MongoDB against `insert_many`",
    "version_start_vs_python": "`iacheck --version` against `python -c pass`",
    "small_check_vs_python": "A check of one small file against `python -c pass`",
    "docx_1000_vs_100": "Time per subject of a Word list, 1 000 subjects against 100",
}
_HEAD = """# How close it comes to the cost of reading the documents

All figures are of one machine, by `python benchmarks/speed.py`, in processor time, on constructed
documents in the shape of `examples/2015`; what they are measured on stands in
[benchmarks/README.md](../benchmarks/README.md). Ratios differ less from machine to machine than
times do; those to the function written by hand, which takes some microseconds, have differed by
half from run to run on one machine. The figure aimed at stands beside each; a dash is what this
run did not measure.
"""


def page(run: Mapping[str, Any]) -> str:
    """The page about a run."""
    return "\n".join([_HEAD, *_lines(run), ""])


def _lines(run: Mapping[str, Any]) -> Iterator[str]:
    on = run["on"]
    yield (
        f"Measured with Python {on['python']} on {on['processor']}; {_number(on['council_years'])} "
        f"council-years were checked, and {_number(on['documents'])} documents imported."
    )
    yield from ("", f"![{chart(run).text}](images/speed.svg)", "")
    yield from ("| figure | what it is | measured | aimed at |", "|---|---|---:|---:|")
    for name, one in run["figures"].items():
        yield (
            f"| `{name}` | {_MEANING[name]} | {_number(one['value'])} "
            f"| at most {_number(one['reach'])} |"
        )
    for name, one in run["figures"].items():
        if one["parts"]:
            yield from ("", f"Of `{name}`:", "", "| what | measured |", "|---|---:|")
            yield from (f"| {part} | {_number(value)} |" for part, value in one["parts"].items())


def chart(run: Mapping[str, Any]) -> Chart:
    """Each figure as its share of the one aimed at."""
    measured = {name: one for name, one in run["figures"].items() if one["value"] is not None}
    bars = [
        Bar(_MEANING[name].replace("`", ""), share, f"{100 * share:.0f} %")
        for name, one in measured.items()
        for share in [one["value"] / one["reach"]]
    ]
    within = sum(bar.value <= 1 for bar in bars)
    told = f"{within} of {len(bars)} figures measured are within what is aimed at."
    return Chart("Figures, in per cent of those aimed at", bars, told)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,g}".replace(",", " ")


def main() -> None:
    """Write the page and its chart."""
    run = json.loads((DOCS / "benchmarks.json").read_text("utf-8"))
    (DOCS / "benchmarks.md").write_text(page(run), "utf-8")
    CHART.write_text(drawing(chart(run)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
