"""MongoDB without transactions: imports that are broken off, and two at once."""

from __future__ import annotations

import copy
import datetime
from dataclasses import replace
from typing import Any

import mongomock
import pytest
from store_suite import Part, Server, council, origin, plan, prepared, problems, put

from iacheck.documents.document import Document
from iacheck.language.errors import CannotRun
from iacheck.store import ImportRecord, mongo_import
from iacheck.store.clock import now
from iacheck.store.mongo_import import LEASE, Write, one_import

BEFORE = (
    replace(plan("a", "x"), origin=origin("old.json", 1)),
    plan("b", "y"),
    replace(council("c", centre="x"), origin=origin("old.json", 2)),
    council("d"),
)
# Exchanges the places of a and b, replaces c, retells d, adds e and f.
IMPORT = (
    replace(plan("a", "y"), origin=origin("new.json", 1)),
    plan("b", "x"),
    plan("e", "z"),
    council("c", centre="y"),
    replace(council("d"), origin=origin("new.json", 2)),
    replace(council("f"), origin=origin("new.json", 3)),
)
NEXT = (plan("g", "v"),)

Documents = tuple[Document, ...]
Contents = dict[str, list[Any]]


def later() -> datetime.datetime:
    return now() + LEASE + datetime.timedelta(seconds=1)


def contents(*imports: Documents) -> Contents:
    return prepared(*imports).contents()


def attempt(server: Server, documents: Documents = IMPORT, **options: Any) -> bool:
    """Whether the import says that it was done."""
    try:
        with server.open(create=False, **options) as store:
            put(store, *documents)
    except CannotRun:
        return False
    return True


def writes_of_the_import() -> int:
    server = prepared(BEFORE)
    assert attempt(server)
    return server.writes


WRITES = writes_of_the_import()
UNDONE, DONE = contents(BEFORE), contents(BEFORE, IMPORT)
UNDONE_AND_NEXT, DONE_AND_NEXT = contents(BEFORE, NEXT), contents(BEFORE, IMPORT, NEXT)


def test_an_import_leaves_nothing_but_documents_provenance_and_versions() -> None:
    assert DONE.keys() == {"plans", "councils", "iacheck_provenance", "iacheck_versions"}
    assert DONE["plans"] == [document.body for document in IMPORT[:3]]
    assert contents(BEFORE, IMPORT, IMPORT) == DONE != UNDONE
    assert 2 * len(IMPORT) < WRITES


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("at", range(1, WRITES + 1))
def test_a_crash_at_any_write_is_undone_by_the_next_import(at: int, applied: bool) -> None:
    server = prepared(BEFORE)
    server.restart(at, applied=applied, dies=True)
    said_done = attempt(server)
    server.restart()
    broken = server.contents()
    done = without_journal(broken) == DONE
    undone = without_journal(broken) == UNDONE
    with server.open(clock=later) as store:
        unfinished = store.unfinished()
        assert done or undone or unfinished
        assert not unfinished or unfinished[0].file == "a.json"
        stored = store.put_all(NEXT, file="next", sha256="1")
        assert stored.undone == next(iter(unfinished), None)
        assert store.unfinished() == ()
    final = done and not unfinished
    assert server.contents() == (DONE_AND_NEXT if final else UNDONE_AND_NEXT)
    assert final or not said_done


def without_journal(found: Contents) -> Contents:
    return {name: rows for name, rows in found.items() if name != "iacheck_journal"}


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("at", range(1, WRITES + 1))
def test_a_passing_fault_at_any_write_is_undone_at_once(at: int, applied: bool) -> None:
    server = prepared(BEFORE)
    server.restart(at, applied=applied)
    said_done = attempt(server)
    found = without_journal(server.contents())
    assert "iacheck_imports" not in found
    if said_done:
        assert found == DONE
    else:  # where only the answer to the last step was lost, the import was done
        assert found == UNDONE or (applied and found == DONE)
    assert attempt(server, NEXT)
    assert "iacheck_journal" not in server.contents()


@pytest.mark.parametrize("at", range(WRITES // 2, WRITES, 7))
def test_undoing_can_itself_be_broken_off(at: int) -> None:
    crashed = prepared(BEFORE)
    crashed.restart(at, dies=True)
    assert not attempt(crashed)
    trial = copied(crashed)
    assert attempt(trial, NEXT, clock=later)
    assert trial.contents() == UNDONE_AND_NEXT
    for second in range(1, trial.writes):
        server = copied(crashed)
        server.restart(second, dies=True)
        done = attempt(server, NEXT, clock=later)
        server.restart()
        assert attempt(server, (), clock=lambda: later() + 2 * LEASE)
        assert server.contents() == (UNDONE_AND_NEXT if done else UNDONE), second


def test_what_was_never_written_is_not_put_back_over_others_changes() -> None:
    server = prepared(BEFORE)
    server.restart(WRITES // 3, dies=True)
    assert not attempt(server)
    server.restart()
    assert server.raw("iacheck_imports").find_one()["writing"] is False
    assert server.raw("iacheck_journal").count_documents({"collection": "councils"}) > 0
    server.raw("councils").update_many({}, {"$set": {"centre": "new"}})
    expected = server.contents()["councils"]
    assert attempt(server, (), clock=later)
    assert server.contents()["councils"] == expected


def test_one_that_is_overtaken_between_two_batches_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongo_import, "BATCH", 1)
    server = prepared(BEFORE)

    class Slow(Part):
        def bulk_write(self, steps: list[Any], *, ordered: bool, **_: Any) -> None:
            super().bulk_write(steps, ordered=ordered)
            server.part = Part
            assert attempt(server, NEXT, clock=later)

    server.part = Slow
    assert not attempt(server)
    assert server.contents() == UNDONE_AND_NEXT


def copied(server: Server) -> Server:
    copy_of = prepared()
    for name, rows in server.contents().items():
        copy_of.raw(name).insert_many(copy.deepcopy(rows))
    return copy_of


def test_an_import_is_stopped_by_hand() -> None:
    server = prepared(BEFORE)

    class Stopped(Part):
        def bulk_write(self, steps: list[Any], *, ordered: bool, **_: Any) -> None:
            super().bulk_write(steps[:1], ordered=ordered)
            type(self).bulk_write = Part.bulk_write  # type: ignore[method-assign]
            raise KeyboardInterrupt

    server.part = Stopped
    with server.open() as store, pytest.raises(KeyboardInterrupt):
        put(store, *IMPORT)
    assert server.contents() == UNDONE


def test_only_one_import_at_a_time() -> None:
    server = prepared(BEFORE)
    record = ImportRecord("first.json", "ab", now().isoformat(timespec="seconds"), 3)
    with (
        server.open() as store,
        one_import(server, now, file="first.json", sha256="ab", count=3),  # type: ignore[arg-type]
    ):
        assert [replace(r, started_at=record.started_at) for r in store.unfinished()] == [record]
        with pytest.raises(CannotRun) as caught:
            put(store, *IMPORT)
        (told,) = problems(caught.value)
        assert told.startswith("Another import, of first.json, has been under way since 2")
        assert " UTC; try again when it has finished" in told
        with pytest.raises(CannotRun, match="Another import"):
            store.delete("council", "c")
        # Reading goes on.
        assert len(list(store.documents())) == len(BEFORE)
        assert store.unfinished() != ()
    assert store.unfinished() == ()
    assert attempt(server)


SLOW = Write("councils", "c", {"_id": "c", "centre": "slow"})


@pytest.mark.parametrize("overtaken_before_writing", [False, True])
def test_one_that_stood_still_finds_out_that_it_was_overtaken(
    overtaken_before_writing: bool,
) -> None:
    server = prepared(BEFORE)

    def overtake() -> None:
        with server.open(clock=later) as store:
            stored = store.put_all(NEXT, file="n", sha256="")
        assert stored.undone is not None
        assert stored.undone.file == "slow.json"

    def stand_still() -> None:
        with one_import(server, now, file="slow.json", sha256="", count=1) as slow:  # type: ignore[arg-type]
            if overtaken_before_writing:
                overtake()
                slow.write([SLOW])
            else:
                slow.write([SLOW])
                overtake()

    with pytest.raises(CannotRun) as caught:
        stand_still()
    assert problems(caught.value) == [
        "The import of slow.json stood still so long that another import took over and undid it; "
        "import the file again"
    ]
    assert server.contents() == UNDONE_AND_NEXT


class Elsewhere(Part):
    """What other programs do to the record of imports between two of our steps."""

    def find_one(self, query: dict[str, Any]) -> Any:
        found = self._real.find_one(query)
        if "owner" not in query and self._real.name == "iacheck_imports":
            self.meanwhile()
        return found

    def meanwhile(self) -> None:
        self._real.update_one({}, {"$set": {"owner": "another"}})


class Finished(Elsewhere):
    def find_one(self, query: dict[str, Any]) -> Any:
        return None if "owner" not in query else super().find_one(query)


@pytest.mark.parametrize(
    ("part", "words"), [(Elsewhere, "Another import, of"), (Finished, "just finished; try again")]
)
def test_two_that_come_upon_one_that_was_broken_off(part: type[Part], words: str) -> None:
    server = prepared(BEFORE)
    server.restart(WRITES - 5, dies=True)
    attempt(server)
    server.restart()
    server.part = part
    found = server.contents()
    with server.open(clock=later, create=False) as store, pytest.raises(CannotRun, match=words):
        put(store, *NEXT)
    assert without_owner(server.contents()) == without_owner(found)


def without_owner(found: Contents) -> Contents:
    records = [{**record, "owner": ""} for record in found["iacheck_imports"]]
    return {**found, "iacheck_imports": records}


def test_a_document_that_another_program_stores_meanwhile() -> None:
    server = prepared(BEFORE)

    class Faster(Part):
        def insert_many(self, documents: list[Any]) -> None:
            super().insert_many(documents)
            server.raw("plans").insert_one({"_id": "q", "council": "z", "period": "2015"})

    server.part = Faster
    with server.open() as store, pytest.raises(CannotRun) as caught:
        put(store, *IMPORT)
    assert "Another program has just stored a document" in problems(caught.value)[0]
    server.raw("plans").delete_one({"_id": "q"})
    assert server.contents() == UNDONE


def test_many_documents_are_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    find = mongomock.Collection.find

    def counted(self: Any, *arguments: Any, **options: Any) -> Any:
        # mongomock itself looks for each document that it is to write.
        if "$in" in str(arguments):
            asked.append(arguments)
        return find(self, *arguments, **options)

    monkeypatch.setattr(mongomock.Collection, "find", counted)
    numbers = []
    for count in (2, 40):
        server = prepared(BEFORE)
        asked.clear()
        both = [(council(f"n{n}"), plan(f"n{n}", f"n{n}")) for n in range(count)]
        assert attempt(server, tuple(document for pair in both for document in pair))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] > 0
