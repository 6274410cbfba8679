"""What is held of each council of a large store, and what is made for each case."""

from __future__ import annotations

import datetime
import gc
import tracemalloc

import pytest
from figures.council_years import CouncilYears, Record
from test_stored_documents import kept_elsewhere

from iacheck.checks.path import Path
from iacheck.cli.loading import books_and_schemas
from iacheck.documents.document import Document
from iacheck.judging import concerns, spool
from iacheck.judging.run import Run, check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.language import language
from iacheck.language.names import normalise
from iacheck.language.text_cache import TextCache
from iacheck.reports import find_format, in_parts
from iacheck.reports.counts import summary_lines

# A million documents of 77 000 councils are to be checked within 300 MB. Measured with CPython 3.11
# were 900 bytes; and 1 210 while each case was held, and each council beside its id.
MOST_BYTES = 1000
FEW, MANY = 500, 2000
AS_OF = datetime.date(2300, 6, 1)


def as_document(record: Record) -> Document:
    return Document(record.kind, record.body["_id"], record.body)


def remembered_names() -> TextCache[str]:
    kept: TextCache[str] = getattr(normalise, "__self__")  # noqa: B009 - a function to others
    return kept


def bytes_held(councils: int) -> int:
    """What a run holds that has looked through the documents of so many, and judged nobody."""
    books, schemas = books_and_schemas(())
    records = CouncilYears(councils, range(2015, 2019)).records()
    # Gatherings are about the years; nothing is held of plans and reports.
    documents = [as_document(one) for one in records if one.kind in ("council", "gathering")]
    with kept_elsewhere(documents) as holdings:
        given = RunInput((), (), "everybody", holdings=holdings)
        remembered_names().clear()
        tracemalloc.start()
        run = Run.of(given, books, schemas, AS_OF, CaseSelection())
        assert len(run.cases.cases) >= 4 * councils
        # Names are remembered up to a number; a store has more.
        remembered_names().clear()
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return held


def test_little_is_held_of_each_council_of_a_store() -> None:
    bytes_held(MANY)  # what is made once, and what is remembered of names
    assert (bytes_held(MANY) - bytes_held(FEW)) / (MANY - FEW) < MOST_BYTES


def test_cases_that_are_put_together_are_those_of_a_list() -> None:
    books, schemas = books_and_schemas(())
    documents = tuple(map(as_document, CouncilYears(3, (2015, 2016)).records()))
    given = RunInput(documents, (), "named")
    cases = Run.of(given, books, schemas, AS_OF, CaseSelection()).cases.cases
    listed = list(cases)
    assert len(cases) == len(listed) > 6
    assert [cases[at] for at in range(-len(cases), len(cases))] == [*listed, *listed]
    assert cases[2:7:2] == listed[2:7:2]
    for beyond in (len(cases), -len(cases) - 1):
        with pytest.raises(IndexError):
            cases[beyond]


def test_what_was_found_of_documents_goes_with_them() -> None:
    books, schemas = books_and_schemas(())
    documents = [as_document(one) for one in CouncilYears(40).records()]
    with kept_elsewhere(documents) as holdings:
        given = RunInput((), (), "everybody", holdings=holdings)
        run = Run.of(given, books, schemas, AS_OF, CaseSelection())
        kept = run.document_index.dated[AS_OF]
        most = max(len(kept) for _ in run.judged())
    assert 0 < most < len(documents) / 2


def test_rows_of_a_list_read_nothing_of_what_bodies_can_mend_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a party in a large store, that is as much as a hundred thousand rows."""
    books, schemas = books_and_schemas(())
    documents = tuple(map(as_document, CouncilYears(40).records()))
    monkeypatch.setattr(spool, "_MOST", 1)
    result = check(RunInput(documents, (), "everybody"), books, schemas, AS_OF, CaseSelection())
    most = max((one.concerns for one in result.subjects), key=len)
    assert len(most) > 4
    assert [*most[1:], most[0]] == [*list(most)[1:], *list(most)[:1]]

    def read(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(concerns._ConcernsOfBody, "__iter__", read)
    monkeypatch.setattr(concerns._ConcernsOfBody, "__getitem__", read)
    rows = b"".join(in_parts(find_format("csv"), result, language("nb")))
    assert rows.count(b"\n") > 40
    assert summary_lines(result, language("nb"))


def test_no_path_is_made_for_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each goes in a circle, and lies in memory until these are looked for."""
    books, schemas = books_and_schemas(())
    made: list[str] = []
    make = Path.__post_init__

    def noted(path: Path) -> None:
        made.append(path.text)
        make(path)

    monkeypatch.setattr(Path, "__post_init__", noted)
    some = RunInput(tuple(map(as_document, CouncilYears(20).records())), (), "everybody")
    for _ in range(2):
        made.clear()
        check(some, books, schemas, AS_OF, CaseSelection())
    assert made == []
