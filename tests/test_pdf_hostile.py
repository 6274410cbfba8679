"""Hostile PDFs through the real command line: refused or read, in time, in little memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hostile_pdfs import HOSTILE
from measured import measured, slowness
from pdf_files import line, pdf, untagged

SECONDS = 5
MEGABYTES = 300
BROKE_OFF = "Reading the PDF broke off"
# What is said of those that are refused; the others are read rightly.
REFUSED = {
    "page-tree-loop": "is the second part of the same party",
    "packed-content": BROKE_OFF,
    "packed-twice": BROKE_OFF,
    "packed-objects": BROKE_OFF,
    "forms-in-forms": BROKE_OFF,
    "form-in-itself": BROKE_OFF,
    "million-pages-declared": "The PDF has 1,000,000 pages, and no more than 200 are read",
    "many-pages": "The PDF has 300,000 pages, and no more than 200 are read",
    "much-text": BROKE_OFF,
    "many-tags": BROKE_OFF,
    "cut-off": "The PDF is damaged or cut off",
    "empty": "The file is empty",
    "junk": "The PDF is damaged or cut off",
}
TOO_SLOW = "Reading the PDF takes more than 3 seconds of processor time"
LIMITS = {
    BROKE_OFF: "--limit pdf-mb=256",
    "no more than 200 are read": "--limit pages=400",
    TOO_SLOW: "--limit pdf-seconds=6",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux", reason="memory is limited and measured as Linux does it"
    ),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_refused_or_read_in_time_and_in_little_memory(
    name: str, tmp_path: Path
) -> None:
    file = tmp_path / f"{name}.pdf"
    file.write_bytes(HOSTILE[name]())
    # How long an honest file may take is no matter here.
    patient = () if name in REFUSED else ("--limit", "pdf-seconds=30")
    ran = measured(tmp_path, "check", file.name, "--as-of", "2013-02-01", *patient)
    said = " ".join((ran.out + ran.err).split())
    assert ran.busy < SECONDS * slowness()
    # On a machine that does much else, all takes longer; not for ever.
    assert ran.seconds < SECONDS * slowness() * max(2.0, *os.getloadavg())
    assert ran.megabytes < MEGABYTES
    assert "Traceback" not in said
    if name not in REFUSED:
        assert ran.status == 0
        assert "party/LO" in said
        return
    assert ran.status == 3
    # Whichever limit it meets first.
    assert f"{name}.pdf" in said
    assert REFUSED[name] in said or TOO_SLOW in said
    for told, option in LIMITS.items():
        assert told not in said or option in said


def test_a_limit_that_is_raised_lets_the_file_be_read(tmp_path: Path) -> None:
    lo = line("Rapportering om IA-arbeidet 2. halvår 2012 fra LO", 60, 780)
    (tmp_path / "many.pdf").write_bytes(pdf(untagged([lo] + [line("Mer.", 60, 780)] * 201)))
    arguments = ("check", "many.pdf", "--as-of", "2013-02-01")
    refused = measured(tmp_path, *arguments)
    assert refused.status == 3
    assert "--limit pages=400" in " ".join(refused.out.split() + refused.err.split())
    raised = measured(tmp_path, *arguments, "--limit", "pages=400")
    assert raised.status == 0
