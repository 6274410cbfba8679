"""The joint half-year report of 2012 as PDF: the same documents as from its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from agreement_2012 import vocabulary
from pdf_files import WIDTH, Block, from_blocks, line, pdf, untagged
from said import said
from test_real_paper import PARTS, REAL

from iacheck.readers import ReaderContext, Reading, Source, read
from iacheck.readers.paper_text.line import Line
from iacheck.readers.paper_text.markdown import plain_lines

pytestmark = pytest.mark.sources

KNOWN = ReaderContext(vocabulary)
ITEM = re.compile(r"^(?P<mark>-|\d+\.) (?P<text>.*)")
# Letters on a line, and lines on a page, of the paper without tags.
ACROSS, DOWN = 95, 48


def as_text() -> Reading:
    return read(Source("rapport.txt", REAL.read_bytes()), KNOWN)


def as_pdf(data: bytes) -> Reading:
    return read(Source("rapport.pdf", data), KNOWN)


def blocks() -> list[Block]:
    """The paper as headings, paragraphs and lists: what begins where, as Markdown has it."""
    found: list[Block] = []
    for paragraph in paragraphs():
        first = paragraph[0]
        items = [ITEM.match(one.text) for one in paragraph]
        if first.level is not None:
            found.append({"kind": "heading", "level": first.level, "text": first.text})
        elif all(items):
            kind = "list" if first.text.startswith("-") else "numbered"
            found.append({"kind": kind, "items": [item["text"] for item in items if item]})
        else:
            found.append({"kind": "text", "text": "\n".join(one.text for one in paragraph)})
    return found


def paragraphs() -> Iterator[list[Line]]:
    lines: list[Line] = []
    for one in plain_lines(REAL.read_text("utf-8")):
        if one.begins and lines:
            yield lines
            lines = []
        lines.append(one)
    yield lines


@pytest.mark.parametrize("justify", [True, False])
@pytest.mark.parametrize("hyphenate", [True, False])
def test_the_real_paper_as_a_tagged_pdf_gives_the_same_documents(
    justify: bool, hyphenate: bool
) -> None:
    found = as_pdf(from_blocks(blocks(), justify=justify, hyphenate=hyphenate))
    assert [said(problem.message) for problem in found.problems] == [
        "Headers, footers and what else the PDF marks as no part of its text are not read: "
        "“IA-rapport, topptekst”"
    ]
    expected = as_text()
    assert [d.body for d in found.documents] == [d.body for d in expected.documents]
    assert [d.sha256 for d in found.documents] == [d.sha256 for d in expected.documents]


def wrapped(text: str) -> Iterator[str]:
    row = ""
    for word in text.split():
        if row and len(row) + len(word) >= ACROSS:
            yield row
            row = word
        else:
            row = f"{row} {word}".strip()
    yield row


def without_tags() -> bytes:
    """Each line of the paper drawn by itself, with gaps between paragraphs, and page numbers."""
    rows: list[str] = []
    for paragraph in paragraphs():
        rows.append("")
        for one in paragraph:
            rows += wrapped(one.text)
    pages = [rows[at : at + DOWN] for at in range(0, len(rows), DOWN)]
    return pdf(
        untagged(
            [
                b"".join(
                    line(row, 50, 800 - 15 * at, size=10) for at, row in enumerate(page) if row
                )
                + line(f"Side {number} av {len(pages)}", WIDTH / 2, 30, size=9)
                for number, page in enumerate(pages, 1)
            ]
        )
    )


def words(found: Reading) -> dict[str, Counter[str]]:
    """The words of each report, its sections' headings too; not the heading of its part."""
    return {
        document.key: Counter(
            word
            for section in document.body["sections"]
            for text in (section["heading"], section["text"])
            if not text.startswith("Rapportering om IA")
            for word in re.findall(r"\w+", text)
        )
        for document in found.documents
    }


def test_the_real_paper_without_tags_gives_the_same_words_and_a_notice() -> None:
    found = as_pdf(without_tags())
    assert [problem.level for problem in found.problems] == ["notice", "notice"]
    assert "has no tags" in said(found.problems[0].message)
    assert "Side 1 av" in said(found.problems[1].message)
    assert [document.body["party"] for document in found.documents] == list(PARTS)
    assert words(found) == words(as_text())
    keys = {d.key: [s["key"] for s in d.body["sections"]] for d in found.documents}
    expected = {d.key: [s["key"] for s in d.body["sections"]] for d in as_text().documents}
    # Headings that are not the template's cannot be told without tags.
    assert keys.pop("avdir-2012-h2") == ["other"]
    assert expected.pop("avdir-2012-h2") == ["other"] * 9
    assert keys == expected
