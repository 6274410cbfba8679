"""Loaded by the process that others are forked from: all that a request could need is there."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from iacheck import readers
from iacheck.language.messages import LANGS
from iacheck.web.checking import CheckRequest, make_list
from iacheck.web.settings import ServerSettings

# Constructed: nobody's plan, only enough of one for everything to be used once.
_PLAN = """Handlingsplan 2015 for IA-rådet i Rogaland

| Tiltak | Ansvarlig | Frist |
| --- | --- | --- |
| Seminar om sykefravær | Rådet | 01.06.2015 |
"""


def _warm_up() -> None:
    for name in set(readers.suffixes().values()):
        __import__(f"{readers.__name__}.{name}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.md"
        file.write_text(_PLAN, "utf-8")
        for lang in LANGS:
            for format_ in ("json", "page"):
                make_list(CheckRequest((str(file),), lang, format_), ServerSettings())
    # What is there now is never garbage, and need not be copied to be looked at.
    gc.collect()
    gc.freeze()


_warm_up()
