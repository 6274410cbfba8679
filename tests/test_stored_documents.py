"""Documents that stay in their store give the same results as those that are held in memory."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repeats import times
from store_files import opened
from test_laws import BOOKS, SCHEMAS, bodies

from iacheck.cases.holdings import Holdings
from iacheck.documents.document import Document, Origin
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.judging import run, spool
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import NothingToCheck
from iacheck.language.language import language
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.reports import find_format, in_parts
from iacheck.reports.as_json import as_dict
from iacheck.reports.visible_text import escaped_in_json
from iacheck.store.base import Collection
from iacheck.store.temporary_holdings import laid_aside, rows_aside

COLLECTIONS = {
    name: Collection(name, kind.collection, kind.keys, kind.unique)
    for name, kind in ((name, SCHEMAS.kind(name)) for name in SCHEMAS.kinds)
}
NORWEGIAN = language("nb")
UNREAD = UnreadBlock("table", Place(heading="Tiltak"), "Kurs", (Lift("/activities"),))
# Councils by their ids, by other names, in another spelling, and one that nobody knows.
COUNCILS = ("rogaland", "IA-rådet i Rogaland", "ROGALAND", "oslo", "Lokalt råd", "-")


def named_otherwise(document: Document, council: str) -> Document:
    owned = SCHEMAS.kind(document.kind).owner == "council"
    body = {**document.body, "council": council} if owned else document.body
    return Document(document.kind, document.key, body)


def from_somewhere(document: Document, place: int) -> Document:
    """Of a file in which something was not read, for every third document; of none for others."""
    if place == 0:
        return document
    unread = (UNREAD,) if place == 1 else ()
    places = {"": Place(line=place), "/activities/0": Place(line=place + 1)}
    origin = Origin("plan.docx", "0" * 64, places, unread)
    return Document(document.kind, document.key, document.body, origin)


ABOUT = {"rule": "plan-covers-sub-goals", "subject": "council/rogaland", "period": "2015"}
DECIDED = {**ABOUT, "reason": "Slik ble det."}
DECISIONS = [
    ("waiver", {**DECIDED, "granted_by": "AVdir", "granted_on": "2015-01-02"}),
    ("judgement", {**DECIDED, "judged_by": "AVdir", "judged_on": "2016-01-02", "verdict": "met"}),
    ("reply", {**ABOUT, "intent": "mend", "text": "Snart.", "given_by": "LO"}),
]
MORE: dict[str, dict[str, Any]] = {
    "waiver": {"expires_on": "2030-01-02"},
    "judgement": {"basis": {"plan/first": "0" * 64}},
    "reply": {"given_on": "2016-01-02"},
}
DECISION = st.builds(
    lambda decision, key: Document(
        decision[0], key, {**decision[1], **MORE[decision[0]], "_id": key}
    ),
    st.sampled_from(DECISIONS),
    st.sampled_from(["first", "second"]),
)
KINDS = [kind for kind in SCHEMAS.kinds if kind not in (*MORE, "party")]
KINDS += ["council", "plan", "report"] * 2
ONE = st.builds(
    from_somewhere,
    st.builds(named_otherwise, st.sampled_from(KINDS).flatmap(bodies), st.sampled_from(COUNCILS)),
    st.integers(0, 2),
)
DOCUMENTS = st.lists(ONE, min_size=1, max_size=9, unique_by=lambda document: document.name)
SELECTIONS = st.sampled_from(
    [
        CaseSelection(),
        CaseSelection((Period(2015),)),
        CaseSelection((Period(2015),), ("council/rogaland",)),
        CaseSelection(subjects=("national", "council")),
        CaseSelection(subjects=("party", "council/rogaland")),
    ]
)
DAYS = st.sampled_from([datetime.date(2012, 8, 1), datetime.date(2020, 1, 1)])


@contextlib.contextmanager
def kept_elsewhere(documents: Sequence[Document]) -> Iterator[Holdings]:
    rows = {
        kind: list(
            rows_aside(sorted((d for d in documents if d.kind == kind), key=_key), collection)
        )
        for kind, collection in COLLECTIONS.items()
    }
    with laid_aside(rows, COLLECTIONS.values(), "a store") as holdings:
        yield holdings


def _key(document: Document) -> str:
    return document.key


def written(
    documents: tuple[Document, ...] | Holdings, day: datetime.date, selection: CaseSelection
) -> Sequence[bytes | str]:
    """The result in formats made in parts, and in one that is not; or why there is none."""
    try:
        in_memory = documents if isinstance(documents, tuple) else ()
        holdings = None if isinstance(documents, tuple) else documents
        given = RunInput(in_memory, (), "everybody", holdings=holdings)
        result = check(given, BOOKS, SCHEMAS, day, selection)
    except NothingToCheck as nothing:
        return [NORWEGIAN.say(problem.message) for problem in nothing.problems]
    found = [find_format(name) for name in ("json", "csv", "text")]
    told = [b"".join(in_parts(one, result, NORWEGIAN)) for one in found]
    whole = json.dumps(as_dict(result, NORWEGIAN), ensure_ascii=False, indent=1, allow_nan=False)
    assert told[0].decode() == escaped_in_json(whole) + "\n"
    return told


@given(DOCUMENTS, DAYS, SELECTIONS)
@settings(max_examples=times(8), deadline=None)
def test_what_stays_in_a_store_is_judged_as_what_is_in_memory(
    documents: list[Document], day: datetime.date, selection: CaseSelection
) -> None:
    held = tuple(sorted(documents, key=lambda document: (document.kind, document.key)))
    expected = written(held, day, selection)
    with pytest.MonkeyPatch.context() as patch, kept_elsewhere(held) as holdings:
        # A body at a time, and results in files after the first.
        patch.setattr(run, "_TOGETHER", 1)
        patch.setattr(spool, "_MOST", 1)
        patch.setattr(spool, "_TOGETHER", 2)
        assert written(holdings, day, selection) == expected


def test_a_store_is_read_as_at_one_moment(tmp_path: Path) -> None:
    def council(key: str) -> Document:
        return Document("council", key, {"_id": key, "name": key, "counties": ["11"]})

    with opened(tmp_path / "a.db") as store, opened(tmp_path / "a.db") as other:
        store.put_all([council("rogaland")], file="a.json", sha256="0")
        with store.reading() as holdings:
            assert [one.key for one in holdings] == ["rogaland"]
            other.put_all([council("oslo")], file="b.json", sha256="0")
            assert [one.key for one in holdings] == ["rogaland"]
            assert list(holdings.having("council", "_id", ["oslo"])) == []
        with store.reading() as holdings:
            assert [one.key for one in holdings] == ["oslo", "rogaland"]


NUMBERS = st.lists(st.integers(), max_size=12)


@given(NUMBERS, st.integers(0, 6), st.data())
@settings(deadline=None)
def test_a_spool_is_a_list(numbers: list[int], most: int, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool, "_TOGETHER", 3)
        kept = spool.Spool(numbers, most=most)
        assert (len(kept), list(kept), list(kept)) == (len(numbers), numbers, numbers)
        assert list(kept.settled()) == numbers
        assert isinstance(kept.settled(), tuple) is (len(numbers) <= most)
        if numbers:
            at = data.draw(st.integers(-len(numbers), len(numbers) - 1))
            assert kept[at] == numbers[at]
            assert list(kept[at:]) == numbers[at:]
        with pytest.raises(IndexError):
            kept[len(numbers)]
