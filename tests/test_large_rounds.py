"""Rounds that are larger than one document of MongoDB: kept in parts, whole or not at all."""

from __future__ import annotations

import itertools
from pathlib import Path

import bson
import pytest
from store_suite import ON_SERVERS, Server, plan, prepared, problems, put, store_on

from iacheck.language.errors import CannotRun
from iacheck.store import mongo_parts
from iacheck.store.mongo_import import steps
from iacheck.store.mongo_parts import PARTS, round_writes
from iacheck.store.shelves import ROUNDS, VERSIONS, Row


def a_round(id_: str, documents: int) -> Row:
    names = [f"plan/{number}" for number in range(documents)]
    findings = [{"subject": f"council/{n}", "keys": [f"rule:{n}"]} for n in range(documents)]
    return {
        "_id": id_,
        "period": "2015",
        "as_of": "2016-04-01",
        "name": None,
        "kept_at": "2016-04-01T00:00:00+00:00",
        "iacheck": "1",
        "rulebooks": [],
        "documents": dict.fromkeys(reversed(names), "0" * 64),
        "versions": dict.fromkeys(names, 1),
        "subjects": [],
        "findings": findings,
    }


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if documents could be no larger than this many bytes."""
    monkeypatch.setattr(mongo_parts, "LARGEST", 2000)


@pytest.mark.usefixtures("small")
def test_a_large_round_is_read_as_it_was_written() -> None:
    server = Server()
    large, little = a_round("large", 100), a_round("little", 2)
    with server.open() as store:
        put(store, plan("a"))
        store.keep(list(store.documents()), lambda _: {ROUNDS: [large, little]})
        store.put_rows({ROUNDS: [large]})  # as copying once more does
        found = store.rows(ROUNDS)
        assert found == [large, little]
        assert [list(row) for row in found] == [list(large), list(little)]
        assert list(found[0]["documents"]) == list(large["documents"])
    assert {part["round"] for part in server.raw(PARTS).find()} == {"large"}
    (kept,) = server.raw("rounds").find({"_id": "little"})
    assert kept == little, "what is small stands in one document, as before"
    written = [*server.raw(PARTS).find(), *server.raw("rounds").find()]
    assert max(len(bson.encode(one)) for one in written) < 2200


@pytest.mark.usefixtures("small")
def test_a_large_round_is_kept_whole_or_not_at_all() -> None:
    """Whichever of the writes fails."""
    large = a_round("r", 40)
    for fails_at in itertools.count(1):
        server = prepared([plan("a")])
        with server.open() as store:
            documents = list(store.documents())
            server.restart(fails_at)
            try:
                store.keep(documents, lambda _: {ROUNDS: [large]})
            except CannotRun:
                assert (store.rows(ROUNDS), store.rows(VERSIONS)) == ([], [])
                assert list(server.raw(PARTS).find()) == []
            else:
                assert store.rows(ROUNDS) == [large]
                if server.writes < fails_at:
                    break
    assert fails_at > len(list(server.raw(PARTS).find())) > 2


def test_parts_are_so_small_that_every_server_answers_in_time() -> None:
    """FerretDB gave no answer within half a minute where one document held 14 MB of a round."""
    large = a_round("r", 60_000)
    server = Server()
    with server.open() as store:
        store.put_rows({ROUNDS: [large]})
        assert store.rows(ROUNDS) == [large]
    sizes = [len(bson.encode(one)) for one in server.raw(PARTS).find()]
    assert len(sizes) >= sum(sizes) // (4 * 2**20) > 1
    assert max(sizes) < 4.5 * 2**20
    writes = [*round_writes(large)]
    assert [len(batch) for name, batch in steps(writes) if name == PARTS] == [1] * len(sizes)


@pytest.mark.usefixtures("small")
def test_a_round_of_which_a_part_is_lost_is_told_of() -> None:
    server = Server()
    with server.open() as store:
        store.put_rows({ROUNDS: [a_round("r", 100)]})
        server.raw(PARTS).delete_one({"_id": "r 1"})
        with pytest.raises(CannotRun) as caught:
            store.rows(ROUNDS)
    told = "The round r is not whole: r 1 is missing in iacheck_round_parts"
    assert problems(caught.value) == [told]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("server", ON_SERVERS)
def test_servers_keep_parts_too(server: str, tmp_path: Path) -> None:
    large = a_round("r", 100)
    with store_on(server, tmp_path) as reopen, reopen() as store:
        put(store, plan("a"))
        store.keep(list(store.documents()), lambda _: {ROUNDS: [large]})
        assert store.rows(ROUNDS) == [large]
