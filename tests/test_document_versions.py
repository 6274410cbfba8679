"""Every version of a document is kept, whatever database it is in, and whoever writes beside."""

from __future__ import annotations

import itertools
import multiprocessing
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from store_suite import (
    COLLECTIONS,
    ON_SERVERS,
    Part,
    Reopen,
    Server,
    council,
    origin,
    plan,
    problems,
    put,
    store_on,
)

from iacheck import store as stores
from iacheck.documents.document import Document, MadeFrom, Version
from iacheck.language.errors import CannotRun
from iacheck.store import Store
from iacheck.store.past_version import PastVersion, Removal
from iacheck.store.shelves import VERSIONS


def told(version: PastVersion) -> tuple[Any, ...]:
    """What is known of a version, but when it was."""
    of = version.version
    text = None if version.body is None else version.body.get("text", "")
    return of.number, of.file, of.by, text, version.ended


def made(document: Document, number: int, of: Document) -> Document:
    where = replace(origin("form.xlsx"), made_from=MadeFrom(number, of.sha256))
    return replace(document, origin=where)


def test_what_is_replaced_is_kept_with_when_from_where_and_from_whom(reopen: Reopen) -> None:
    first = replace(plan("a", text="1"), origin=origin("1.json", 3))
    second = replace(plan("a", text="2"), origin=origin("2.json"))
    with reopen() as store:
        store.put_all([first, council("c")], file="x", sha256="0", by="party/AVdir")
        store.put_all([second], file="x", sha256="0")
        store.put_all([second], file="x", sha256="0", by="party/LO")  # nothing comes of it
    with reopen() as store:
        found = store.history("plan", "a")
        assert list(map(told, found)) == [
            (1, "1.json", "party/AVdir", "1", "replaced"),
            (2, "2.json", None, "2", None),
        ]
        assert found[0].as_document() == first
        assert (found[0].as_document() or first).version == found[0].version
        assert found[1].as_document() == second
        assert found[0].ended_at is not None
        assert found[0].version.came_at is not None
        assert found[0].version.came_at <= found[0].ended_at
        assert found[0].version.came_at.endswith("+00:00")
        assert [one.is_present for one in found] == [False, True]
        present = store.get("plan", "a")
        assert present is not None
        assert present.version == found[1].version
        assert [d.version for d in store.find("plan", council="rogaland")] == [present.version]
        assert list(map(told, store.history("council", "c"))) == [
            (1, None, "party/AVdir", "", None)
        ]
        assert store.history("plan", "unknown") == ()


def test_where_the_same_content_came_from_is_told_anew_without_a_new_version(store: Store) -> None:
    put(store, replace(plan("a"), origin=origin("old.json")))
    (before,) = store.history("plan", "a")
    put(store, replace(plan("a"), origin=origin("new.json", 2)))
    (after,) = store.history("plan", "a")
    assert after.version == before.version
    assert after.origin == origin("new.json", 2)


def test_of_what_a_round_has_kept_the_same_content_makes_no_new_version(store: Store) -> None:
    """A round must give its bytes again, with the places that documents had then."""
    put(store, replace(plan("a"), origin=origin("old.json", 1)))
    store.keep(list(store.documents()), lambda _: {})
    store.keep(list(store.documents()), lambda _: {})
    before = store.history("plan", "a")
    put(store, replace(plan("a"), origin=origin("new.json", 2)))
    assert store.history("plan", "a") == before
    assert [one.origin for one in before] == [origin("old.json", 1)]
    put(store, replace(plan("a", text="2"), origin=origin("new.json", 2)))
    assert [one.version.number for one in store.history("plan", "a")] == [1, 2]


def test_documents_that_exchange_their_places_keep_their_versions(store: Store) -> None:
    put(store, plan("a", "x", text="a1"), plan("b", "y", text="b1"))
    put(store, plan("a", "y", text="a2"), plan("b", "x", text="b2"))
    for key in "ab":
        texts = [(one.body or {})["text"] for one in store.history("plan", key)]
        assert texts == [f"{key}1", f"{key}2"]


def test_what_is_removed_is_kept_with_the_reason_and_goes_on_being_counted(reopen: Reopen) -> None:
    with reopen() as store:
        put(store, plan("a", text="1"))
        put(store, plan("a", text="2"))
        assert store.delete("plan", "a", Removal("sent by mistake", "party/AVdir"))
        assert store.get("plan", "a") is None
        assert list(store.documents()) == []
        _, gone = store.history("plan", "a")
        assert told(gone) == (2, None, None, "2", "removed")
        assert (gone.reason, gone.ended_by) == ("sent by mistake", "party/AVdir")
        assert not store.delete("plan", "a")
        put(store, plan("a", text="3"))
    with reopen() as store:
        numbers = [(one.version.number, one.ended) for one in store.history("plan", "a")]
        assert numbers == [(1, "replaced"), (2, "removed"), (3, None)]


def test_what_is_erased_leaves_its_fingerprint_alone(reopen: Reopen, tmp_path: Path) -> None:
    forgotten = "something that nobody is to know"
    first = replace(plan("a", text=forgotten), origin=origin("secret.json"))
    with reopen() as store:
        put(store, first, council("c"))
        put(store, plan("a", text="2"))
        assert store.delete("plan", "a", Removal("asked to forget it", None, erase=True))
        found = store.history("plan", "a")
        assert [one.body for one in found] == [None, None]
        assert [one.as_document() for one in found] == [None, None]
        assert [one.sha256 for one in found] == [first.sha256, plan("a", text="2").sha256]
        assert all(one.erased_at and one.erased_reason == "asked to forget it" for one in found)
        assert {(one.version.file, one.origin) for one in found} == {(None, None)}
        assert [one.ended for one in found] == ["replaced", "removed"]
        assert not any(one.is_present for one in found)
        assert store.get("council", "c") is not None
    for file in tmp_path.iterdir():  # the file of SQLite, and its log
        assert forgotten.encode() not in file.read_bytes()


def test_what_was_removed_can_be_erased_later(store: Store) -> None:
    put(store, plan("a", text="1"))
    store.delete("plan", "a", Removal("twice"))
    assert not store.delete("plan", "a", Removal("to be forgotten", erase=True))
    (one,) = store.history("plan", "a")
    told = one.body, one.reason, one.ended, one.erased_reason
    assert told == (None, "twice", "removed", "to be forgotten")
    put(store, plan("a", text="2"))
    assert store.delete("plan", "a", Removal("this too", "party/LO", erase=True))
    first, second = store.history("plan", "a")
    assert (first, second.body, second.reason) == (one, None, "this too")


@pytest.mark.parametrize("content", [{"text": "theirs"}, {"text": "ours"}])
def test_what_another_system_has_written_is_kept_and_nothing_is_invented(
    content: dict[str, Any],
) -> None:
    server = Server()
    with server.open() as store:
        put(store, replace(plan("a", text="ours"), origin=origin("ours.json")))
        rows = server.raw("plans")
        rows.insert_one({"_id": "b", "council": "x", "period": "2015", **content})
        rows.update_one({"_id": "a"}, {"$set": {"text": "theirs"}})
        for key in "ab":
            document = store.get("plan", key)
            assert document is not None
            assert (document.version, document.origin) == (None, None)
            assert store.history("plan", key)[-1].version == Version(0)
        put(store, plan("a", text="3"), plan("b", "x", text="3"))
        # The first version of `a` is gone: nobody had a copy of it.
        assert list(map(told, store.history("plan", "a"))) == [
            (2, None, None, "theirs", "replaced"),
            (3, None, None, "3", None),
        ]
        assert list(map(told, store.history("plan", "b"))) == [
            (1, None, None, content["text"], "replaced"),
            (2, None, None, "3", None),
        ]
        rows.delete_one({"_id": "a"})
        put(store, plan("a", text="4"))
        assert [one.version.number for one in store.history("plan", "a")] == [2, 4]


def test_a_form_is_refused_over_a_newer_version_with_what_has_changed(store: Store) -> None:
    first = plan("a", text="1", goals=[{"id": "m1"}, {"id": "m2"}])
    second = plan("a", text="1", goals=[{"id": "m1"}, {"id": "m3"}], themes=["x"])
    filled = made(plan("a", text="9"), 1, first)
    put(store, first)
    put(store, second)
    with pytest.raises(CannotRun) as caught:
        put(store, council("c"), filled)
    (problem,) = problems(caught.value)
    assert "plan/a was made from version 1, and what is in the store is newer (version 2" in problem
    assert "changed since then: /goals/1/id, /themes" in " ".join(problem.split())
    assert store.get("council", "c") is None
    # Made from the present one, from what is there already, or of what is new here, all is well.
    put(store, made(second, 1, first), made(plan("n", "n"), 7, first))
    store.put_all([filled], file="x", sha256="0", by="party/AVdir", force=True)
    put(store, made(plan("a", text="10"), 3, filled))
    numbers = [(one.version.number, one.version.by) for one in store.history("plan", "a")]
    assert numbers == [(1, None), (2, None), (3, "party/AVdir"), (4, None)]
    store.delete("plan", "a", Removal("mistake"))
    for stale, why in [
        (made(plan("a"), 2, second), "made from version 2, and has been removed since"),
        (made(plan("n", "n", text="2"), 7, second), "which is not the one in the store"),
    ]:
        with pytest.raises(CannotRun) as caught:
            put(store, stale)
        assert why in problems(caught.value)[0]


def test_rows_on_a_shelf(store: Store) -> None:
    with pytest.raises(ValueError, match="is not looked up by"):
        store.rows(VERSIONS, reason="x")
    with pytest.raises(TypeError):
        store.rows(VERSIONS, document=1)  # type: ignore[arg-type]
    assert store.rows(VERSIONS, document="plan/\ud800") == []
    assert store.rows(VERSIONS) == []


@pytest.mark.slow
def test_a_first_import_costs_hardly_more_with_versions(tmp_path: Path) -> None:
    activity = {"id": "a", "title": "Kurs om sykefravær", "sub_goals": [1, 2], "responsible": "NAV"}
    documents = [
        replace(
            plan(f"{n}", f"{n}", activities=[activity] * 12), origin=origin("a.json", *range(9))
        )
        for n in range(400)
    ]
    busy: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(10):
        # Put as they are, documents are stored without being numbered.
        for without in (True, False):
            uri = f"sqlite:{tmp_path / f'{turn}-{without}.db'}"
            with stores.open(uri, COLLECTIONS, create=True) as store:
                start = time.process_time()
                store.put_all(documents, file="a", sha256="0", as_they_are=without)
                busy[without].append(time.process_time() - start)
    assert min(busy[False]) <= 1.5 * min(busy[True])


def test_a_first_import_writes_no_past_version(store: Store) -> None:
    put(store, plan("a"), council("c"))
    put(store, plan("a"), council("c"))
    assert store.rows(VERSIONS) == []


WRITERS, TIMES = 4, 6


def persist(store: Store, document: Document) -> None:
    """Put it, however often another import is in the way."""
    end = time.monotonic() + 60
    while True:
        try:
            put(store, document)
        except CannotRun:
            assert time.monotonic() < end
            time.sleep(0.002)
        else:
            return


def write_many(store: Store, writer: int) -> None:
    for time_ in range(TIMES):
        persist(store, plan("a", text=f"{writer}-{time_}"))


def write_in_process(uri: str, writer: int) -> None:
    with stores.open(uri, COLLECTIONS, create=True) as store:
        write_many(store, writer)


def assert_all_are_there(store: Store) -> None:
    found = store.history("plan", "a")
    assert [one.version.number for one in found] == list(range(1, WRITERS * TIMES + 1))
    texts = sorted((one.body or {})["text"] for one in found)
    pairs = itertools.product(range(WRITERS), range(TIMES))
    assert texts == sorted(f"{writer}-{time_}" for writer, time_ in pairs)


class OneByOne(Part):
    """A collection that does one thing after the other, as that of a server does."""

    alone = threading.RLock()

    def __getattr__(self, name: str) -> Any:
        call = super().__getattr__(name)

        def answer(*arguments: Any, **options: Any) -> Any:
            with self.alone:
                found = call(*arguments, **options)
                return list(found) if name == "find" else found

        return answer

    def bulk_write(self, steps: list[Any], **options: Any) -> None:
        with self.alone:
            super().bulk_write(steps, **options)


def test_four_threads_at_once_lose_no_version_on_mongodb() -> None:
    server = Server()
    server.part = OneByOne
    with server.open() as store:
        threads = [threading.Thread(target=write_many, args=(store, w)) for w in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert_all_are_there(store)


@pytest.mark.parametrize("server", ON_SERVERS)
def test_four_writers_at_once_lose_no_version_on_a_server(server: str, tmp_path: Path) -> None:
    def write(writer: int) -> None:
        with reopen() as store:
            write_many(store, writer)

    with store_on(server, tmp_path) as reopen:
        reopen().close()
        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with reopen() as store:
            assert_all_are_there(store)


def test_four_processes_at_once_lose_no_version_on_sqlite(tmp_path: Path) -> None:
    uri = f"sqlite:{tmp_path / 'ia.db'}"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_in_process, args=(uri, w)) for w in range(WRITERS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    with stores.open(uri, COLLECTIONS, create=False) as store:
        assert_all_are_there(store)


def test_what_has_been_changed_meanwhile_is_not_kept(store: Store) -> None:
    put(store, plan("a", text="1"), council("c"))
    read = list(store.documents())
    put(store, plan("a", text="2"))
    with pytest.raises(CannotRun) as caught:
        store.keep(read, lambda _: {})
    assert "plan/a was changed in the store meanwhile" in problems(caught.value)[0]
    assert [one.version.number for one in store.history("council", "c")] == [1]
    store.delete("council", "c", Removal("gone"))
    with pytest.raises(CannotRun):
        store.keep(read[:1], lambda _: {})


def test_what_another_system_has_written_is_kept_removed_and_refused_over() -> None:
    server = Server()
    with server.open() as store:
        server.raw("plans").insert_one({"_id": "b", "council": "x", "period": "2015"})
        with pytest.raises(CannotRun) as caught:
            put(store, made(plan("b", "x", text="9"), 1, plan("b", "y")))
        assert "(written by another system)" in problems(caught.value)[0]
        seen: list[int] = []
        for _ in range(2):
            store.keep(
                list(store.documents()),
                lambda versions: seen.append(versions["plan/b"].number) or {},  # type: ignore[func-returns-value]
            )
        assert seen == [1, 1]
        with pytest.raises(CannotRun) as caught:
            put(store, made(plan("b", "x", text="9"), 1, plan("b", "y")))
        assert "not the one in the store (version 1)" in problems(caught.value)[0]
        server.raw("plans").insert_one({"_id": "d", "council": "z", "period": "2015"})
        assert store.delete("plan", "d", Removal("twice"))
        (gone,) = store.history("plan", "d")
        assert (gone.version, gone.ended) == (Version(1), "removed")
        store.put_all([plan("b", "x", text="2")], file="x", sha256="0", by="party/LO")
        with pytest.raises(CannotRun) as caught:
            put(store, made(plan("b", "x", text="3"), 1, plan("b", "x")))
        assert ", from –, by party/LO)" in problems(caught.value)[0]
