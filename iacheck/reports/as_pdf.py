"""The result as a tagged PDF (PDF/UA-1), typeset with Typst.

Texts reach Typst as data and stand in the page as text; nothing in them is markup. The fonts are
those that Typst brings along, so that the same paper gives the same bytes on every machine.
"""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from iacheck.cases.findings import Result
from iacheck.language.language import Language
from iacheck.language.names import character_code
from iacheck.reports.blocks import Chart, FlowBlock, Paper, Table, page_runs
from iacheck.reports.charts import drawing
from iacheck.reports.deviations import deviation_paper
from iacheck.reports.templates import FOLDER
from iacheck.reports.visible_text import as_readable

TELLS_PROBLEMS = True
REQUIRES = ("typst", "jinja2")
BINARY = True

# How Typst names text for which none of its fonts has a glyph.
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_DEBUG_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def render(result: Result, language: Language) -> bytes:
    """The deviations as a PDF."""
    return write(deviation_paper(result, language))


def write(paper: Paper) -> bytes:
    """A paper as a PDF; characters that no font has are written as their codes."""
    import typst  # noqa: PLC0415 - an extra

    text = json.dumps(_as_dict(as_readable(paper)), ensure_ascii=False)
    missing: set[str] = set()
    while True:
        try:
            return _typeset(text)
        except typst.TypstError as error:
            found = {c for told in _NO_GLYPH.findall(error.diagnostic) for c in _text(told)}
            if found <= missing:
                raise
            missing |= found
            text = text.translate({ord(c): character_code(c) for c in found if not c.isascii()})


def _typeset(text: str) -> bytes:
    import typst  # noqa: PLC0415 - an extra

    return typst.compile(
        (FOLDER / "paper.typ").read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"paper": text},
    )


def _text(told: str) -> str:
    """The text that Rust writes in quotes."""
    return _DEBUG_ESCAPE.sub(lambda f: chr(int(f[1], 16)) if f[1] else f[2], told)


def _as_dict(paper: Paper) -> dict[str, Any]:
    parts = [
        {"sideways": run.sideways, "blocks": list(map(_block, run.blocks))}
        for run in page_runs(paper.blocks)
    ]
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "footer": paper.footer,
        "lang": paper.lang,
        "runs": parts,
    }


def _block(kept: FlowBlock) -> dict[str, Any]:
    block = kept.block
    fields = {"kind": type(block).__name__, "kept": kept.with_next, **dataclasses.asdict(block)}
    if isinstance(block, Chart):
        fields["svg"] = drawing(block)
    if isinstance(block, Table):
        fields["small"] = block.small
    return fields
