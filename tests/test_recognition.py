"""Scans through Tesseract itself: the same as the papers that they are scans of; and hostile ones.

Skipped where there is no Tesseract with Norwegian.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from commands import Ran
from measured import measured, slowness
from pdf_files import typeset
from scans import Picture, blank_picture, scan_of_pictures, scanned

from iacheck.readers.scans.tesseract import installation

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(installation() != "complete", reason="there is no Tesseract here"),
]

PLAN = """
#set page(width: 595pt, height: 842pt)
#set text(lang: "nb", size: 11pt, hyphenate: false)
#text(22pt)[Handlingsplan 2016 for IA-rådet i Hedmark]

Vedtatt i møte 12. februar 2016. Planen er laget for en prøve, og ingenting i den er sant.

= Mål
#table(columns: (70pt, auto), stroke: 0.7pt,
  [Delmål], [Mål],
  [1], [Sykefraværet i barnehager og sykehjem skal ned med ti prosent],
  [2], [Femti unge skal ha fått praksisplass eller jobb],
  [3], [Flere skal stå i jobb til de er 66 år])
= Aktiviteter
#table(columns: (60pt, 150pt, 100pt, 80pt, 70pt), stroke: 0.7pt,
  [Delmål], [Tiltak], [Ansvarlig], [Frist], [Kostnad],
  [Delmål 1], [Fagdag om støy og tunge løft i barnehager], [NAV], [15.04.2016], [50 000],
  [Delmål 2], [Nettverk for unge jobbsøkere], [NHO og LO], [01.06.2016], [20 000],
  [Delmål 3], [Seminar om seniorpolitikk], [KS], [01.11.2016], [35 000])
"""
PAPER = """
#set page(width: 595pt, height: 842pt)
#set text(lang: "nb", size: 11pt, hyphenate: false)
#text(16pt)[Rapportering om IA-arbeidet 2. halvår 2012 fra LO]

#text(13pt)[Viktigste erfaring å dele med andre organisasjoner]

Vi har erfart at samarbeid lokalt gir resultater, og at det tar tid å komme i gang med noe nytt.

#text(13pt)[Særlig vellykket aktivitet]

Kurset for ledere i Hamar 14. november 2012.
"""


Run = Callable[..., Ran]


def documents(run: Run, data: bytes, *options: str) -> list[dict[str, Any]]:
    """What `iacheck read` makes of a PDF."""
    Path("paper.pdf").write_bytes(data)
    ran = run("read", "paper.pdf", "--format", "json", *options)
    assert ran.status == 0, ran
    found: list[dict[str, Any]] = json.loads(ran.out)["documents"]
    return found


@pytest.mark.parametrize(("dots_per_inch", "degrees"), [(150, 0), (200, 1), (600, -0.5)])
def test_a_plan_is_the_same_as_text_and_as_scan(
    run: Run, dots_per_inch: int, degrees: float
) -> None:
    text = typeset(PLAN)
    (plan,) = documents(run, text)
    (scan,) = documents(run, scanned(text, dots_per_inch, degrees), "--ocr")
    for name in ("kind", "council", "period", "adopted_on"):
        assert scan[name] == plan[name]
    assert len(plan["activities"]) == 3
    for name in ("sub_goals", "end", "budget_nok"):
        assert [one[name] for one in scan["activities"]] == [
            one[name] for one in plan["activities"]
        ]
    assert len(scan["goals"]) == len(plan["goals"]) == 3


def test_a_paper_of_a_party_is_the_same_as_text_and_as_scan(run: Run) -> None:
    text = typeset(PAPER)
    paper = documents(run, text)
    assert documents(run, scanned(text), "--ocr") == paper
    assert len(paper[0]["sections"]) == 2


def test_an_upside_down_scan_is_not_read(run: Run) -> None:
    turned = scanned(typeset(PLAN)).replace(b"/MediaBox", b"/Rotate 180/MediaBox")
    Path("paper.pdf").write_bytes(turned)
    ran = run("read", "paper.pdf", "--ocr")
    assert ran.status == 3
    assert "is doubtful, so the scan is not read. Scan it anew: straight, upright" in " ".join(
        ran.out.split()
    )


def noise(width: int, height: int) -> bytes:
    return random.Random(1).randbytes(width * height)  # noqa: S311 - no secret


# What is made to take long, and what is said of it.
HOSTILE: Mapping[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "noise": (
        lambda: scan_of_pictures([Picture(1240, 1754, noise(1240, 1754))]),
        ("No text was recognised", "is doubtful, so the scan is not read", "ocr-seconds=8"),
    ),
    "huge pages": (
        lambda: scan_of_pictures([Picture(2000, 2000, noise(2000, 2000), (14_400, 14_400))] * 3),
        # By how far it comes.
        (
            "No text was recognised",
            "is doubtful, so the scan is not read",
            "ocr-seconds=8",
            "pdf-seconds=6",
        ),
    ),
    "a page like a thread": (
        lambda: scan_of_pictures([blank_picture((14_400, 3)), blank_picture((3, 14_400))]),
        ("No text was recognised", "Tesseract broke off"),
    ),
    "200 pages of noise": (
        lambda: scan_of_pictures([Picture(400, 560, noise(400, 560))] * 200),
        ("ocr-seconds=8",),
    ),
    "201 pages": (
        lambda: scan_of_pictures([blank_picture()] * 201),
        ("The PDF has 201 pages, and no more than 200 are read",),
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured as in Linux")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_scan_is_refused_in_time_and_in_little_memory(name: str, tmp_path: Path) -> None:
    made, sentences = HOSTILE[name]
    (tmp_path / "scan.pdf").write_bytes(made())
    ran = measured(tmp_path, "read", "scan.pdf", "--ocr", "--limit", "ocr-seconds=4")
    said = " ".join((ran.out + ran.err).split())
    assert any(sentence in said for sentence in sentences), said
    assert ran.status == 3
    assert ran.busy < 9 * slowness()
    assert ran.seconds < 13 * slowness() * max(2.0, *os.getloadavg())
    assert ran.megabytes < 700
