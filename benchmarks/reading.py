"""What reading files costs: this version against another one, in processor time.

    python benchmarks/reading.py OTHER/.venv/bin/python [FILE ...]

The other version is an installation in an environment of its own, such as of an earlier commit.
Each file (else those of the examples, of the tests, and larger ones that are constructed here) is
read by both in turn, in processes of their own, whose time is counted with that of their children.
Prints for each file the ratio of the least times, this version to the other: of reading alone, and
of the whole process with rule books and imports. Exits with 1 where the process of any file takes
more than 1.5 times as long.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import typst
from pypdf import PdfWriter
from pypdf.generic import NameObject

ROOT = Path(__file__).parents[1]
PAPER = "halvaarsrapport-2012-h2.md"
RUNS = 5
MOST = 1.5
# The system counts processor time no finer than this, in seconds.
TICK = 0.01

# What typst makes PDFs of: the texts as paragraphs; or each with a table of some words beside it.
PARAGRAPHS = "#for text in json(bytes(sys.inputs.texts)) { par(text) }"
TABLES = """
#for text in json(bytes(sys.inputs.texts)) {
  par(text)
  table(columns: 4, ..(text.split(" ") + ("",) * 8).slice(0, 8))
}
"""

# What both versions have.
READS = """
import json, os, sys
from pathlib import Path
from iacheck.cli.loading import books_and_schemas
from iacheck.readers.files.inputs import read_inputs
from iacheck.rulebooks import shipped_folders

def spent():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system

books, schemas = books_and_schemas(shipped_folders())
before = spent()
reading = read_inputs([Path(sys.argv[1])], books, schemas)
after = spent()
print(json.dumps([len(reading.documents), after - before, after]))
"""


def given_files() -> Iterator[Path]:
    """The files of the project that both versions read, of each format and kind."""
    stored = ROOT / "tests/stores/0.1.0/documents"
    yield from sorted(path for path in stored.iterdir() if path.is_file())
    yield from (ROOT / "examples" / name for name in (PAPER, "2012", "2015"))


def larger_files(folder: Path) -> Iterator[Path]:
    """Files of the same kinds that hold more than people write: constructed in the folder."""
    blocks = (ROOT / "examples" / PAPER).read_text("utf-8").split("\n\n")
    long = [block for block in blocks for _ in range(1 if block.startswith("#") else 20)]
    text = folder / "long.md"
    text.write_text("\n\n".join(long), "utf-8")
    yield text
    yield from _pdfs(folder / "long.pdf", PARAGRAPHS, long * 2)
    yield from _pdfs(folder / "tables.pdf", TABLES, blocks)
    book = openpyxl.load_workbook(ROOT / "tests/stores/0.1.0/documents/plan-rogaland-2015.xlsx")
    sheet = book["Aktiviteter"]
    first = [cell.value for cell in sheet[2]]
    for n in range(3, 400):
        for column, value in enumerate(first, 1):
            sheet.cell(n, column, f"{value}-{n}" if column == 1 else value)
    book.save(folder / "400-activities.xlsx")
    yield folder / "400-activities.xlsx"


def _pdfs(tagged: Path, source: str, blocks: Sequence[str]) -> Iterator[Path]:
    """A PDF with tags, and the same without."""
    texts = [block.strip().lstrip("# ") for block in blocks if block.strip()]
    tagged.write_bytes(typst.compile(source.encode(), sys_inputs={"texts": json.dumps(texts)}))
    yield tagged
    writer = PdfWriter(clone_from=tagged)
    for name in ("/StructTreeRoot", "/MarkInfo"):
        writer.root_object.pop(NameObject(name), None)
    untagged = tagged.with_stem(f"{tagged.stem}-without-tags")
    writer.write(untagged)
    yield untagged


def ratios(other: str, path: Path) -> tuple[int, float, float]:
    """How many documents this version reads, and how many times as long reading and all take."""
    least: dict[str, list[list[float]]] = {sys.executable: [], other: []}
    for _ in range(RUNS):
        for python, figures in least.items():
            done = subprocess.run(  # noqa: S603
                [python, "-P", "-c", READS, str(path)], capture_output=True, check=True, text=True
            )
            figures.append(json.loads(done.stdout))
    (number, reading, whole), (_, their_reading, their_whole) = (
        [min(column) for column in zip(*figures, strict=True)] for figures in least.values()
    )
    return int(number), (reading + TICK) / (their_reading + TICK), whole / their_whole


def main(arguments: Sequence[str]) -> int:
    """Print the ratios."""
    other, *named = arguments
    most = 0.0
    sys.stdout.write("reading  process  documents  file\n")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(name) for name in named] or [*given_files(), *larger_files(Path(folder))]
        for path in paths:
            number, reading, whole = ratios(other, path)
            sys.stdout.write(f"{reading:7.2f}  {whole:7.2f}  {number:9}  {path.name}\n")
            sys.stdout.flush()
            most = max(most, whole)
    return int(most > MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
