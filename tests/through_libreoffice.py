"""Forms opened and saved by LibreOffice hold the same cells: `python tests/through_libreoffice.py`.

No test, because it needs LibreOffice, which is no Python package.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from excel_files import read

from iacheck.documents.schemas import load_schemas
from iacheck.forms.demands import demands
from iacheck.forms.empty.forms import form_book
from iacheck.forms.empty.workbook import form_workbook
from iacheck.forms.layout import forms
from iacheck.language.language import language
from iacheck.language.messages import LANGS
from iacheck.rulebooks import load_rulebooks


def main() -> int:
    schemas = load_schemas()
    books = load_rulebooks((), schemas)
    differing = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for kind, form in forms(schemas).items():
            for lang in LANGS:
                said = language(lang)
                on = demands(books, form.kind, said)
                book = form_book(form, said, on, {"council": "rogaland"})
                (folder / f"{kind}-{lang}.xlsx").write_bytes(form_workbook(book))
        saved = folder / "saved"
        files = map(str, sorted(folder.glob("*.xlsx")))
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *files],
            check=True,
            capture_output=True,
        )
        for file in sorted(folder.glob("*.xlsx")):
            again = saved / file.name
            if read(file.read_bytes()) != read(again.read_bytes()):
                differing.append(file.name)
            sys.stdout.write(f"{file.name}: {'other' if file.name in differing else 'the same'}\n")
    return bool(differing)


if __name__ == "__main__":
    sys.exit(main())
