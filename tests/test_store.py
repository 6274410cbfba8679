"""What holds for every store, whatever database it is in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from repeats import times
from sample_documents import FULL
from servers import keeps_everything
from store_suite import (
    BACKENDS,
    COLLECTIONS,
    SERVERS,
    Reopen,
    council,
    origin,
    plan,
    problems,
    put,
    store_on,
)

from iacheck import store as stores
from iacheck.documents.document import Document, Origin
from iacheck.documents.schemas import load_schemas
from iacheck.documents.unread_block import BLOCK_NAMES, Lift, UnreadBlock
from iacheck.language.errors import CannotRun
from iacheck.language.places import Place
from iacheck.store import Collection, Store, StoredNames


@pytest.fixture(scope="module", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def lasting(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples of a law: each of them empties it first."""
    with store_on(backend, tmp_path_factory.mktemp("store")) as found, found() as opened:
        yield opened


@pytest.fixture(scope="module")
def holds_everything(backend: str) -> bool:
    return backend not in SERVERS or keeps_everything(backend)


def empty(store: Store) -> Store:
    for document in list(store.documents()):
        assert store.delete(document.kind, document.key)
    return store


def test_a_new_store_is_empty(store: Store) -> None:
    assert list(store.documents()) == []
    assert store.get("plan", "a") is None
    assert list(store.find("plan", council="x")) == []
    assert not store.delete("plan", "a")
    assert store.unfinished() == ()
    assert store.put_all([], file="a.json", sha256="0") == StoredNames()
    status = store.status()
    assert status.counts == {"council": 0, "party": 0, "plan": 0}
    assert status.version == 3
    assert status.since is not None
    assert status.since.endswith("+00:00")


def test_what_becomes_of_an_import(store: Store) -> None:
    first = [plan("b", "b"), council("c", x=1), plan("a", "a")]
    assert store.put_all(first, file="a", sha256="0") == StoredNames(
        ("plan/b", "council/c", "plan/a")
    )
    second = [plan("a", "a"), council("c", x=1.0), plan("d", "d")]
    assert store.put_all(second, file="a", sha256="0") == StoredNames(
        ("plan/d",), ("council/c",), ("plan/a",)
    )
    assert list(store.documents()) == [
        council("c", x=1.0), plan("a", "a"), plan("b", "b"), plan("d", "d")
    ]  # fmt: skip
    assert store.status().counts == {"council": 1, "party": 0, "plan": 3}
    elsewhere = [plan("a", "elsewhere"), plan("b", "b", text="x")]
    assert store.put_all(elsewhere, file="a", sha256="0") == StoredNames(
        replaced=("plan/a", "plan/b"), moved=("plan/a",)
    )


def test_it_is_still_there_in_the_next_run(reopen: Reopen) -> None:
    document = replace(plan("a", text="æ"), origin=origin("p.json", 1, 7))
    with reopen() as store:
        put(store, document)
    with reopen() as store:
        assert store.get("plan", "a") == document
        assert list(store.find("plan", council="rogaland", period="2015")) == [document]
        assert list(store.documents("plan")) == [document]


def test_documents_of_kinds_that_it_was_not_told_of_are_named(reopen: Reopen) -> None:
    with reopen() as store:
        put(store, replace(plan("p"), origin=origin("a.json", 1)), council("c"))
        status = store.status()
        assert (status.others, status.unread) == ((), None)
    with reopen(COLLECTIONS[1:]) as store:
        status = store.status()
        assert status.others in {("plan",), ("plans",)}  # a kind, or a table
        assert status.unread is not None
        assert status.counts == {"council": 1, "party": 0}


def test_provenance_follows_the_last_import(store: Store) -> None:
    old, new = origin("old.json", 1), origin("new.json")
    put(store, replace(plan("a"), origin=old), plan("b", "b"))
    assert [d.origin for d in store.documents()] == [old, None]
    again = [replace(plan("a"), origin=new), replace(plan("b", "b"), origin=old)]
    assert store.put_all(again, file="x", sha256="0") == StoredNames(unchanged=("plan/a", "plan/b"))
    assert [d.origin for d in store.documents()] == [new, old]
    put(store, plan("a", x=1))
    assert [d.origin for d in store.documents()] == [None, old]
    store.delete("plan", "b")
    put(store, plan("b", "b"))
    assert [d.origin for d in store.documents()] == [None, None]


def test_what_was_not_read_is_stored_beside_the_document(store: Store) -> None:
    lifts = (Lift("/activities", "sub_goals", (1, 2)), Lift("/goals/0/text", "", ("x",)))
    blocks = (
        UnreadBlock("table", Place(heading="Delmål 1", row=3), "Kurs i sykefravær", lifts),
        UnreadBlock("text", Place(paragraph=9, recognised=True), "Med hilsen"),
    )
    document = replace(plan("a"), origin=replace(origin("plan.docx", 1), unread=blocks))
    put(store, document)
    assert store.get("plan", "a") == document
    again = replace(plan("a"), origin=replace(origin("plan.docx", 1), unread=blocks[:1]))
    put(store, again)
    assert list(store.documents()) == [again]


def test_find_by_key_fields(store: Store) -> None:
    put(store, plan("c", "x", "2015"), plan("b", "x", "2014"), plan("a", "y", "2015"))
    assert [d.key for d in store.find("plan", council="x")] == ["b", "c"]
    assert [d.key for d in store.find("plan", period="2015")] == ["a", "c"]
    assert [d.key for d in store.find("plan", council="x", period="2014")] == ["b"]
    assert [d.key for d in store.find("plan")] == ["a", "b", "c"]
    assert list(store.find("plan", council="X")) == []


@pytest.mark.parametrize("value", [{"$ne": None}, {"$gt": ""}, None, 1, ["x"], b"x"])
def test_nothing_but_a_text_is_looked_for(store: Store, value: Any) -> None:
    put(store, plan("a"))
    with pytest.raises(TypeError):
        store.find("plan", council=value)


def test_only_key_fields_are_looked_by(store: Store) -> None:
    for field in ("title", "$where", "_id"):
        with pytest.raises(ValueError, match="not looked up"):
            store.find("plan", **{field: "x"})


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_what_no_store_can_hold_is_in_none(store: Store, text: str) -> None:
    assert store.get("plan", text) is None
    assert list(store.find("plan", council=text)) == []
    assert not store.delete("plan", text)


def test_mistakes_of_the_program_are_not_told_as_faults_of_the_store(store: Store) -> None:
    with pytest.raises(KeyError):
        store.get("unknown", "a")
    with pytest.raises(ValueError, match="another _id"):
        put(store, Document("plan", "a", {"_id": "b"}))


def test_everything_that_cannot_be_stored_is_told_at_once(store: Store) -> None:
    bad = replace(plan("a", big=2**63, x={"$y": 1}), origin=origin("p.json", 3))
    long = plan("l", "l", text="x" * (15 * 2**20))
    with pytest.raises(CannotRun) as caught:
        put(store, bad, council("c"), council("c"), long, file="f.json")
    found = [(p.document, p.file, p.path) for p in caught.value.problems]
    assert found == [
        ("plan/a", "p.json", "/big"),
        ("plan/a", "p.json", "/x/$y"),
        ("council/c", "f.json", "/_id"),
        ("plan/l", "f.json", ""),
    ]
    told = problems(caught.value)
    assert told[2].startswith("council/c comes twice in one import")
    assert told[3].startswith("plan/l is larger than 15 MB")
    assert list(store.documents()) == []


def test_one_plan_for_each_council_and_period(store: Store) -> None:
    put(store, plan("a", "x"), plan("b", "y"))
    with pytest.raises(CannotRun) as caught:
        put(store, council("new"), plan("c", "x"), plan("d", "z"), plan("e", "z"))
    assert [p.document for p in caught.value.problems] == ["plan/c", "plan/e"]
    assert problems(caught.value) == [
        "plan/c has the same council, period as plan/a in the store: x, 2015; only one such "
        "document can be stored. To replace the stored one, use its _id: a",
        "plan/e and plan/d have the same council, period: z, 2015; only one such document can be "
        "stored, so leave one of them out or correct it",
    ]
    assert [d.name for d in store.documents()] == ["plan/a", "plan/b"]
    assert store.unfinished() == ()


def test_documents_may_change_places(store: Store) -> None:
    put(store, plan("a", "x"), plan("b", "y"), plan("c", "z"))
    put(store, plan("a", "y"), plan("b", "x"), plan("c", "v"), plan("d", "z"))
    assert [d.body["council"] for d in store.documents()] == ["y", "x", "v", "z"]


def test_one_that_stays_keeps_its_place(store: Store) -> None:
    put(store, plan("a", "x"), plan("b", "y"))
    with pytest.raises(CannotRun):
        put(store, plan("a", "y"), plan("b", "y"))
    assert [d.body["council"] for d in store.documents()] == ["x", "y"]


def test_a_document_without_the_fields_is_held_against_none(store: Store) -> None:
    one = [Document("plan", key, {"_id": key, "council": "x"}) for key in ("a", "b")]
    other = [Document("plan", key, {"_id": key, "council": "x", "period": 5}) for key in "cd"]
    put(store, *one, *other)
    put(store, *one, *other)
    assert [d.key for d in store.find("plan", council="x")] == ["a", "b", "c", "d"]


def test_init_can_be_repeated(store: Store) -> None:
    put(store, plan("a"))
    before = store.status()
    store.init()
    assert store.status() == before
    assert list(store.documents()) == [plan("a")]


def test_texts_that_look_like_something_else(store: Store) -> None:
    keys = ["'; DROP TABLE plans; --", '"', "%", "plan/x", "a\0b", "", "$where", "ObjectId(1)", "5"]
    documents = [plan(key, council=key) for key in keys]
    put(store, *documents)
    assert [d.key for d in store.documents()] == sorted(keys)
    for document in documents:
        assert store.get("plan", document.key) == document
        assert list(store.find("plan", council=document.key)) == [document]


NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NAMES = TEXTS.filter(lambda name: not name.startswith("$") and "\0" not in name)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


def is_kept_by_ferretdb(value: Any) -> bool:
    """It refuses lists in lists and dots in names, and loses the sign of nought.

    A control character in a name makes its whole collection unreadable: a fault of its own.
    """
    if isinstance(value, dict):
        return all(
            name.isprintable() and "." not in name and is_kept_by_ferretdb(part)
            for name, part in value.items()
        )
    if isinstance(value, list):
        return all(not isinstance(part, list) and is_kept_by_ferretdb(part) for part in value)
    return not (isinstance(value, float) and value == 0)


BODIES = st.dictionaries(NAMES.filter(lambda name: name != "_id"), VALUES, max_size=5)


PLACES = st.builds(
    Place,
    line=st.none() | st.integers(1, 9),
    heading=st.none() | TEXTS,
    page=st.none() | st.just(2),
)
LIFTS = st.builds(
    Lift,
    st.sampled_from(["/activities", "/activities/3/end", ""]),
    st.sampled_from(["sub_goals", ""]),
    st.lists(st.integers(1, 3) | st.just("x"), max_size=2).map(tuple),
)
UNREAD = st.builds(
    UnreadBlock,
    st.sampled_from(sorted(BLOCK_NAMES)),
    PLACES,
    TEXTS,
    st.lists(LIFTS, max_size=2).map(tuple),
)
ORIGINS = st.builds(
    lambda lines, unread: replace(origin("p.json", *lines), unread=tuple(unread)),
    st.lists(st.integers(1, 9), max_size=3, unique=True),
    st.lists(UNREAD, max_size=2),
)


@settings(max_examples=times(15))
@given(key=TEXTS, body=BODIES, beside=ORIGINS)
def test_a_document_comes_back_as_it_was(
    lasting: Store, holds_everything: bool, key: str, body: dict[str, Any], beside: Origin
) -> None:
    assume(holds_everything or is_kept_by_ferretdb(body))
    document = Document("party", key, {"_id": key, **body}, beside)
    store = empty(lasting)
    put(store, document)
    found = store.get("party", key)
    assert found == document
    # Also the order of fields, and 1 is not 1.0 nor True.
    assert json.dumps(found.body) == json.dumps(document.body)
    assert list(store.documents()) == [document]
    assert store.put_all([document], file="p", sha256="0") == StoredNames(
        unchanged=(document.name,)
    )


@settings(max_examples=times(5))
@given(st.lists(TEXTS, unique=True, max_size=8))
def test_documents_come_in_order_of_code_points(lasting: Store, keys: list[str]) -> None:
    store = empty(lasting)
    put(store, *(council(key, centre="x") for key in keys))
    assert [d.key for d in store.documents("council")] == sorted(keys)
    assert [d.key for d in store.find("council", centre="x")] == sorted(keys)


SMALL = st.builds(
    plan,
    key=st.sampled_from("abc"),
    council=st.sampled_from("xy"),
    period=st.sampled_from(["2014", "2015"]),
    text=st.sampled_from([0, 1.5, "0"]),
) | st.builds(council, key=st.sampled_from("ab"), centre=st.sampled_from("xy"))


def seats(documents: Iterator[Document]) -> list[tuple[str, str]]:
    return [(d.body["council"], d.body["period"]) for d in documents if d.kind == "plan"]


class AgainstADict(RuleBasedStateMachine):
    """A store is a dict of documents whose plans have different councils and periods."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        empty(self.store)
        self.model: dict[str, Document] = {}

    @rule(documents=st.lists(SMALL, min_size=1, max_size=4))
    def put(self, documents: list[Document]) -> None:
        coming = {document.name: document for document in documents}
        after = self.model | coming
        taken = seats(iter(after.values()))
        if len(coming) < len(documents) or len(set(taken)) < len(taken):
            with pytest.raises(CannotRun):
                put(self.store, *documents)
            return
        stored = self.store.put_all(documents, file="f", sha256="0")
        assert set(stored.added) == coming.keys() - self.model.keys()
        assert set(stored.unchanged) == {
            name
            for name in coming.keys() & self.model.keys()
            if json.dumps(coming[name].body) == json.dumps(self.model[name].body)
        }
        assert len(stored.added + stored.replaced + stored.unchanged) == len(documents)
        self.model = after

    @rule(document=SMALL)
    def delete(self, document: Document) -> None:
        there = self.model.pop(document.name, None) is not None
        assert self.store.delete(document.kind, document.key) == there

    @invariant()
    def the_same(self) -> None:
        expected = sorted(self.model.values(), key=lambda d: (d.kind, d.key))
        found = list(self.store.documents())
        assert [(d.name, json.dumps(d.body)) for d in found] == [
            (d.name, json.dumps(d.body)) for d in expected
        ]


@pytest.mark.long
def test_a_store_is_like_a_dict(lasting: Store) -> None:
    machine = type("Machine", (AgainstADict,), {"store": lasting})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=times(4), stateful_step_count=12)
    )


def test_every_kind_can_be_stored(tmp_path: Path) -> None:
    schemas = load_schemas()
    known = [
        Collection(kind.name, kind.collection, kind.keys, kind.unique)
        for kind in map(schemas.kind, schemas.kinds)
    ]
    assert len({collection.name for collection in known}) == len(known)
    documents = [Document(kind, body["_id"], body) for kind, body in FULL.items()]
    with stores.open(f"sqlite:{tmp_path / 'x.db'}", known, create=True) as store:
        put(store, *documents)
        assert list(store.documents()) == sorted(documents, key=lambda d: d.kind)
