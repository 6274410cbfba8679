"""What grows faster than the documents do: time, and memory."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from figures.check import AS_OF, Checker
from figures.clock import medians, run, seconds
from figures.council_years import CouncilYears
from figures.stores import import_files, read_sqlite, write_lines
from iacheck.cases.findings import Result
from iacheck.cli.loading import books_and_schemas
from iacheck.documents.document import Document
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.language import language
from iacheck.reports import find_format

AGREEMENT = range(2015, 2019)
_BOOK = Path(__file__).parents[2] / "rules" / "ia-2014-2018"
_LAST_DAY, _LATE_DAY = "2018-12-31", "2214-12-31"
_LONG = range(2015, 2215)
# The million are imported in ten turns.
_FILES_IN_AN_IMPORT = 10


class Growth(NamedTuple):
    """Time per document of many against that of few, the worst of them last."""

    million: float | None
    one_council_for_200_years: float
    councils_in_one_year: float

    @property
    def worst(self) -> float | None:
        """None without the million."""
        return None if self.million is None else max(filter(None, self))


def documents(number: int) -> CouncilYears:
    """Councils over the years of the agreement, about so many documents."""
    each = 1 + 3 * len(AGREEMENT)
    return CouncilYears(number // each, AGREEMENT)


def scaling(folder: Path, million: Path | None, councils: int) -> Growth:
    """A million documents against 10 000, measured once, if there is a store of them.

    So many councils in one year are held against a fourth of them.
    """
    shipped = Checker()
    long = Checker([_long_book(folder)])
    return Growth(
        _of_million(shipped, million, folder) if million else None,
        _per_document(long, store(CouncilYears(1, _LONG), folder, "200-years"))
        / _per_document(long, store(CouncilYears(1, _LONG[:20]), folder, "20-years")),
        _per_document(shipped, store(CouncilYears(councils), folder, "many-councils"))
        / _per_document(shipped, store(CouncilYears(councils // 4), folder, "few-councils")),
    )


def _of_million(checker: Checker, million: Path, folder: Path) -> float:
    few = store(documents(10_000), folder, "ten-thousand")
    return _per_document(checker, million) / _per_document(checker, few)


def _per_document(checker: Checker, file: Path) -> float:
    return seconds(lambda: checker.verdicts(f"sqlite:{file}")) / read_sqlite(file)


def _long_book(folder: Path) -> Path:
    """The shipped book, in force for 200 years, and so its parties."""
    long = folder / _BOOK.name
    shutil.copytree(_BOOK, long)
    for file in long.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(_LAST_DAY, _LATE_DAY), "utf-8")
    return long


def store(council_years: CouncilYears, folder: Path, name: str) -> Path:
    """A store of seeded documents, imported."""
    file = folder / f"{name}.db"
    files = write_lines(council_years.records(), folder / name)
    for at in range(0, len(files), _FILES_IN_AN_IMPORT):
        import_files(files[at : at + _FILES_IN_AN_IMPORT], f"sqlite:{file}")
    shutil.rmtree(folder / name)
    return file


def peak_of_check(folder: Path, checked: Path) -> float:
    """MB that a check of a store takes at its peak, its list written as CSV."""
    command = [sys.executable, "-m", "iacheck", "check", "--store", f"sqlite:{checked}"]
    options = ["--format", "csv", "--out", "list.csv", "--fail-on", "never"]
    ended = run([*command, *options, "--as-of", str(AS_OF)], folder)
    assert ended.status == 0, ended
    return ended.megabytes


def peak_of_import(folder: Path) -> float:
    """MB that an import of 100 000 documents takes at its peak."""
    files = write_lines(documents(100_000).records(), folder / "peak")
    return import_files(files, f"sqlite:{folder}/peak.db").megabytes


def docx_1000_vs_100() -> float:
    """Time per subject of a list for 1 000 councils against one for 100, as Word documents."""
    many, few = _result(1_000), _result(100)
    word, norwegian = find_format("docx"), language("nb")
    taken = medians(
        {
            "few": lambda: word.render(few, norwegian),
            "many": lambda: word.render(many, norwegian),
        }
    )
    return taken["many"] / 1_000 / (taken["few"] / 100)


def _result(councils: int) -> Result:
    """The result of a check of so many councils in a year."""
    books, schemas = books_and_schemas(())
    found = tuple(
        Document(record.kind, record.body["_id"], record.body)
        for record in CouncilYears(councils).records()
    )
    return check(RunInput(found, (), "named"), books, schemas, AS_OF, CaseSelection())
