"""The joint half-year report of 2012, as it lies with the sources."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from agreement_2012 import HEADINGS, vocabulary
from test_paper import line_of, sections

from iacheck.documents.schemas import load_schemas
from iacheck.readers import ReaderContext, Reading, Source, read

SOURCES = Path(
    os.environ.get("IACHECK_SOURCES") or Path(__file__).parents[2] / "shared" / "sources"
)
REAL = SOURCES / "000_ae74517aeab01732.txt"

# The line of each party's part in the real paper, and how much its sections hold.
PARTS = {
    "NHO": (24, 1804),
    "Virke": (51, 3513),
    "KS": (97, 1395),
    "Spekter": (118, 592),
    "FAD": (134, 1112),
    "YS": (152, 1312),
    "LO": (166, 913),
    "Unio": (187, 797),
    "Akademikerne": (203, 358),
    "Arbeidstilsynet": (219, 7174),
    "AVdir": (300, 8614),
}
TEMPLATE = tuple(HEADINGS)

pytestmark = pytest.mark.sources


@pytest.fixture(scope="module")
def real() -> Reading:
    return read(Source("rapport.txt", REAL.read_bytes()), ReaderContext(vocabulary))


def test_the_real_paper_gives_every_party_its_report(real: Reading) -> None:
    assert real.problems == ()
    assert [document.body["party"] for document in real.documents] == list(PARTS)
    assert {document.body["party"]: line_of(document, "") for document in real.documents} == {
        party: line for party, (line, _) in PARTS.items()
    }
    for document in real.documents:
        assert document.kind == "party_report"
        assert document.key == document.body["_id"] == f"{document.body['party'].lower()}-2012-h2"
        assert document.body["period"] == "2012-H2"
        assert set(document.body) == {"_id", "party", "period", "sections"}
        assert load_schemas().validate(document) == ()


def test_the_real_paper_s_sections_have_the_template_s_keys(real: Reading) -> None:
    keys = {d.body["party"]: tuple(s["key"] for s in sections(d)) for d in real.documents}
    assert keys.pop("AVdir") == ("other",) * 9
    assert keys.pop("YS") == ("experience", "successful_activity")
    assert set(keys.values()) == {TEMPLATE}


def test_only_virke_of_the_organisations_wrote_more_than_a_page(real: Reading) -> None:
    lengths = {d.body["party"]: sum(len(s["text"]) for s in sections(d)) for d in real.documents}
    assert lengths == {party: length for party, (_, length) in PARTS.items()}
    authorities = {"Arbeidstilsynet", "AVdir"}
    assert {party for party, n in lengths.items() if n > 3000} - authorities == {"Virke"}


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_no_word_of_the_real_paper_is_lost_or_added(real: Reading) -> None:
    rows = REAL.read_text("utf-8").splitlines()
    starts = [line_of(document, "") or 0 for document in real.documents]
    for document, start, end in zip(
        real.documents, starts, [*starts[1:], len(rows) + 1], strict=True
    ):
        # The addresses of the two links say no more than their texts.
        source = re.sub(r"\]\([^)]*\)", "]", "\n".join(rows[start : end - 1]))
        read_back = "\n".join(f"{s['heading']}\n{s['text']}" for s in sections(document))
        assert words_of(read_back) == words_of(source)


def test_every_section_of_the_real_paper_has_its_places(real: Reading) -> None:
    rows = REAL.read_text("utf-8").splitlines()
    for document in real.documents:
        for index, section in enumerate(sections(document)):
            path = f"/sections/{index}"
            heading = rows[(line_of(document, path) or 0) - 1]
            assert heading.strip("#* ") == section["heading"]
            assert line_of(document, f"{path}/heading") == line_of(document, path)
            assert line_of(document, f"{path}/key") == line_of(document, path)
            first = re.findall(r"\w+", rows[(line_of(document, f"{path}/text") or 0) - 1])
            assert first[:5] == re.findall(r"\w+", section["text"])[:5]


def test_figures_and_lists_of_the_real_paper_stand_as_written(real: Reading) -> None:
    texts = {d.body["party"]: "\n".join(s["text"] for s in sections(d)) for d in real.documents}
    for figure in ("1224", "876", "2 821"):
        assert figure in texts["Arbeidstilsynet"]
    for figure in ("64 806", "59 314", "74.000"):
        assert figure in texts["AVdir"]
    assert [sum(row.startswith("- ") for row in texts[p].split("\n")) for p in ("LO", "Virke")] == [
        8,
        5,
    ]
    assert texts["NHO"].startswith("1. ")
    assert not any(mark in text for text in texts.values() for mark in ("**", "](", "##", "---"))
