"""The same plan or report, whatever program it was written with, is the same document."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import xlsxwriter
from pdf_files import typeset
from shipped import shipped
from word_files import item, p, word
from word_files import table as word_table

from iacheck.readers.files.inputs import read_inputs

# What a paper is made of: headings by rank, paragraphs, items and tables.
Part: TypeAlias = tuple[int, str] | str | list[str] | tuple[tuple[str, ...], ...]
Paper: TypeAlias = Sequence[Part]

PLAN: Paper = [
    (1, "Handlingsplan 2016 for IA-rådet i Hedmark (vedtatt 12.12.2015)"),
    "Vedtatt 12.12.2015.",
    (2, "Delmål 1: Sykefravær"),
    "Mål: Færre syke",
    (
        ("Tiltak", "Ansvarlig", "Tidsfrist", "Beløp (i 1000 kr)", "Merknad"),
        ("Fagdag om støy", "NAV og LO", "1.6.2016", "50", "ok"),
        ("Kurs for ledere", "NHO", "høsten 2016", "30", ""),
    ),
    (2, "Delmål 2: Inkludering"),
    ["Seminar for unge. Ansvarlig: NAV. Når: mai 2016", "Messe. Ansvarlig: LO"],
    (2, "Delmål 3"),
    "Rådet har ingen tiltak.",
    (2, "Kunnskapsgrunnlag"),
    "Sykefraværsstatistikk fra NAV.",
]
REPORT: Paper = [
    (1, "Årsrapport 2015 frå IA-rådet i Sogn og Fjordane"),
    (2, "Prioriteringar"),
    "Barnehagar og bygg.",
    (2, "Gjennomførte tiltak"),
    (
        ("Delmål", "Kva", "Status", "Resultat", "Budsjett", "Brukt"),
        ("1", "Fagdag", "Gjennomført", "Mange kom", "50 000", "45 000"),
        ("2", "Kurs", "Utsett", "", "20 000", "0"),
        ("", "Sum", "", "", "70 000", "45 000"),
    ),
    (2, "Økonomi"),
    (
        ("Post", "Beløp"),
        ("Tildelt", "400 000"),
        ("Overført frå 2014", "10 000"),
        ("Sum brukt", "45 000"),
        ("Til overs", "365 000"),
    ),
    (2, "Møte"),
    "Rådet møttest 20. januar og 14. april.",
]
ACTIVITIES: Mapping[str, list[dict[str, Any]]] = {
    "plan": [
        {
            "id": "fagdag-om-støy", "title": "Fagdag om støy", "sub_goals": [1],
            "responsible": "NAV og LO", "end": "2016-06-01", "budget_nok": 50_000,
        },
        {
            "id": "kurs-for-ledere", "title": "Kurs for ledere", "sub_goals": [1],
            "responsible": "NHO", "when": "høsten 2016", "budget_nok": 30_000,
        },
        {
            "id": "seminar-for-unge", "title": "Seminar for unge", "sub_goals": [2],
            "responsible": "NAV", "when": "mai 2016",
        },
        {"id": "messe", "title": "Messe", "sub_goals": [2], "responsible": "LO"},
    ],
    "report": [
        {
            "id": "fagdag", "title": "Fagdag", "sub_goals": [1], "status": "completed",
            "effect": "Mange kom", "cost_nok": 45_000,
        },
        {"id": "kurs", "title": "Kurs", "sub_goals": [2], "status": "postponed", "cost_nok": 0},
    ],
}  # fmt: skip


def as_markdown(paper: Paper) -> bytes:
    def of(part: Part) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, list):
            return "\n".join(f"- {one}" for one in part)
        if isinstance(part[0], int):
            return f"{'#' * part[0]} {part[1]}"
        rows = [f"| {' | '.join(row)} |" for row in part if isinstance(row, tuple)]
        return "\n".join([rows[0], "|---" * rows[0].count(" | ") + "|---|", *rows[1:]])

    return "\n\n".join(map(of, paper)).encode()


def as_html(paper: Paper) -> bytes:
    def of(part: Part) -> str:
        if isinstance(part, str):
            return f"<p>{html.escape(part)}</p>"
        if isinstance(part, list):
            return f"<ul>{''.join(f'<li>{html.escape(one)}</li>' for one in part)}</ul>"
        if isinstance(part[0], int):
            return f"<h{part[0]}>{html.escape(str(part[1]))}</h{part[0]}>"
        rows = ("".join(f"<td>{html.escape(str(one))}</td>" for one in row) for row in part)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    return f"<html><body>{''.join(map(of, paper))}</body></html>".encode()


def as_word(paper: Paper) -> bytes:
    def of(part: Part) -> str:
        if isinstance(part, str):
            return p(part)
        if isinstance(part, list):
            return "".join(map(item, part))
        if isinstance(part[0], int):
            return p(str(part[1]), style=f"Overskrift{part[0]}")
        return word_table(*part)

    return word(*map(of, paper))


def as_excel(paper: Paper) -> bytes:
    """All on one sheet; what stands alone in its row is a heading, or a text."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("Ark1")
    bold = book.add_format({"bold": True})
    row = 0
    for part in paper:
        if isinstance(part, str):
            sheet.write(row, 0, part)
        elif isinstance(part[0], int):
            sheet.write(row, 0, part[1], bold)
        else:
            rows = [(one,) for one in part] if isinstance(part, list) else part
            for cells in rows:
                for column, value in enumerate(cells):
                    if value:
                        sheet.write(row, column, value)
                row += 1
        row += 2
    book.close()
    return written.getvalue()


def as_pdf(paper: Paper) -> bytes:
    """A tagged PDF, set from marks that Typst gives no meaning of its own."""

    def quoted(text: object) -> str:
        return json.dumps(text, ensure_ascii=False)

    def of(part: Part) -> str:
        if isinstance(part, str):
            return f"#par[#{quoted(part)}]"
        if isinstance(part, list):
            return "\n".join(f"- #{quoted(one)}" for one in part)
        if isinstance(part[0], int):
            return f"#heading(level: {part[0]}, {quoted(part[1])})"
        cells = ", ".join(quoted(one) for row in part for one in row)
        return f"#table(columns: {len(part[0])}, {cells})"

    return typeset("#set text(size: 8pt)\n" + "\n\n".join(map(of, paper)))


MADE: Mapping[str, Callable[[Paper], bytes]] = {
    "md": as_markdown,
    "txt": as_markdown,
    "html": as_html,
    "docx": as_word,
    "pdf": as_pdf,
}


def reading(folder: Path, suffix: str, data: bytes) -> Any:
    file = folder / f"papir.{suffix}"
    file.write_bytes(data)
    return read_inputs([file], *shipped())


@pytest.mark.parametrize("suffix", MADE)
@pytest.mark.parametrize(("kind", "paper"), [("plan", PLAN), ("report", REPORT)])
def test_a_paper_is_the_same_document_in_every_format(
    tmp_path: Path, kind: str, paper: Paper, suffix: str
) -> None:
    found = reading(tmp_path, suffix, MADE[suffix](paper))
    (document,) = found.documents
    assert document.kind == kind
    assert document.body["activities"] == ACTIVITIES[kind]
    first = reading(tmp_path, "docx", as_word(paper)).documents[0]
    assert document.body == first.body
    assert [one.block.text for one in found.unread if one.block.sort != "column"] == [
        *(["Rådet har ingen tiltak."] if kind == "plan" else [])
    ]
    assert not [one for one in found.problems if one.level == "error"]


def test_a_plan_on_a_sheet(tmp_path: Path) -> None:
    found = reading(tmp_path, "xlsx", as_excel(PLAN))
    (document,) = found.documents
    assert document.body["period"] == "2016"
    assert document.body["activities"][:2] == ACTIVITIES["plan"][:2]


def test_the_head_of_a_page_says_whose_a_word_paper_is(tmp_path: Path) -> None:
    body = (p("Til: IA-rådet i Troms"), p("Handlingsplan 2016"), p("Delmål 1"), item("Kurs"))
    data = word(*body, headers=[p("Side 1"), p("IA-rådet i Hedmark"), p("Møteplass")])
    (document,) = reading(tmp_path, "docx", data).documents
    assert document.body["council"] == "hedmark"
