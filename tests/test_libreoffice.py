"""Forms opened and saved by LibreOffice hold the same cells.

Skipped where there is no LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
from itertools import cycle
from pathlib import Path

import pytest
from excel_files import read
from shipped import shipped

from iacheck.forms.demands import demands
from iacheck.forms.empty.forms import form_book
from iacheck.forms.empty.workbook import form_workbook
from iacheck.forms.layout import forms
from iacheck.language.language import language
from iacheck.language.messages import LANGS

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice here"),
]


def test_forms_hold_the_same_cells_when_saved_again(tmp_path: Path) -> None:
    books, schemas = shipped()
    made = {}
    # Each form, and each language.
    for (name, form), lang in zip(forms(schemas).items(), cycle(LANGS), strict=False):
        said = language(lang)
        asked = demands(books, form.kind, schemas, said)
        book = form_book(form, said, asked, {"council": "rogaland"})
        made[tmp_path / f"{name}-{lang}.xlsx"] = form_workbook(book)
    assert len(made) >= len(LANGS)
    for file, data in made.items():
        file.write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved),
         *map(str, made)],
        check=True, capture_output=True,
    )  # fmt: skip
    for file, data in made.items():
        assert read((saved / file.name).read_bytes()) == read(data), file.name
