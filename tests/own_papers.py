"""What tests of a council's own papers share: one paper as text, in Word and in Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import excel_files
from word_files import p, table, word

Rows = Sequence[Sequence[str]]
ROWS: Rows = (
    ("Tiltak", "Ansvarlig", "Delmål", "Frist", "Kostnad"),
    ("Fagdag om støy", "NAV og KS", "1", "12.05.2016", "50 000"),
    ("Seminar om seniorer", "NHO", "3", "01.10.2016", "80"),
)
TITLE = "Handlingsplan for IA-rådet i Hedmark 2016"


def _as_text(title: str, rows: Rows) -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines[1:1] = ["|---" * len(rows[0]) + "|"] if rows else []
    return "\n".join([title, "", *lines, ""]).encode()


def _as_word(title: str, rows: Rows) -> bytes:
    return word(p(title), *([table(*rows)] if rows else []))


def _as_workbook(title: str, rows: Rows) -> bytes:
    def make(book: Any) -> None:
        sheet = book.add_worksheet("Ark1")
        sheet.write_row(0, 0, [title])
        for number, row in enumerate(rows, start=2):
            sheet.write_row(number, 0, row)

    return excel_files.written(make)


WRITTEN: Mapping[str, Callable[[str, Rows], bytes]] = {
    ".txt": _as_text,
    ".docx": _as_word,
    ".xlsx": _as_workbook,
}


def own_paper(folder: Path, name: str, title: str = TITLE, rows: Rows = ROWS) -> Path:
    """A paper of a council with a title and a table, in the format that its name ends in."""
    file = folder / name
    file.write_bytes(WRITTEN[file.suffix](title, rows))
    return file
