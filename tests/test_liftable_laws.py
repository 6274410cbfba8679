"""Laws of what was not read: it is never held against anybody, and takes nothing else away."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from building import case
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from repeats import times
from test_laws import SCHEMAS, bodies
from test_liftable import RULES

from iacheck.documents.document import Document, Origin, pointer
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.judging.judge import judge
from iacheck.language.places import Place

OF_2015 = {"council": "rogaland", "period": "2015"}
PAPER = st.sampled_from(["plan", "report"]).flatmap(bodies)
PAPERS = st.lists(
    PAPER.map(lambda d: Document(d.kind, d.kind, {**d.body, **OF_2015, "_id": d.kind})),
    min_size=1,
    max_size=2,
    unique_by=lambda document: document.kind,
)
FEW = settings(max_examples=times(25))


def with_unread(document: Document, *blocks: UnreadBlock) -> Document:
    # No form: in one, nothing at all is no document, and a part that was not read is something.
    return dataclasses.replace(document, origin=Origin("x.pdf", "0" * 64, {}, blocks))


def parts(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where there is a field or an item that may be left out."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in pairs:
        yield (*at, step)
        if isinstance(part, dict | list):
            yield from parts(part, (*at, step))


@st.composite
def as_read(draw: st.DrawFn, document: Document) -> Document:
    """The document as it is where one part of it was not read."""
    at = draw(st.sampled_from(sorted(parts(document.body), key=str)))
    body = copy.deepcopy(dict(document.body))
    around: Any = body
    for step in at[:-1]:
        around = around[step]
    lost = around.pop(at[-1])
    lift = Lift(pointer(*at))
    if isinstance(around, list):
        lift = Lift(pointer(*at[:-1]))
        if at[-2:-1] == ("activities",) and draw(st.booleans()) and lost.get("sub_goals"):
            lift = dataclasses.replace(lift, field="sub_goals", values=tuple(lost["sub_goals"]))
    assume(at[0] != "covers")  # of which years it is
    read = Document(document.kind, document.key, body)
    if [problem for problem in SCHEMAS.validate(read) if problem.level == "error"]:
        reject()
    return with_unread(read, UnreadBlock("text", Place(1), "x", (lift,)))


Judged = Mapping[str, tuple[str, frozenset[str]]]


def told(documents: Sequence[Document]) -> Judged:
    """The verdict of every rule on the council in 2015, and the keys of what violates it."""
    of = case(*documents)
    findings = [judge(rule, of) for rule in RULES.values()]
    return {f.rule.id: (f.verdict, frozenset(v.key for v in f.violations)) for f in findings}


@given(PAPERS, st.data())
@FEW
def test_what_was_not_read_is_not_held_against_anybody(
    papers: list[Document], data: st.DataObject
) -> None:
    read = [data.draw(as_read(papers[0])), *papers[1:]]
    of_all, of_read = told(papers), told(read)
    for rule, (verdict, keys) in of_read.items():
        if verdict == "deviation" and of_all[rule][0] != "not_applicable":
            # What was not read may tell items apart, and be in the key.
            assert len(keys) <= len(of_all[rule][1]), rule


LIFTS = st.sampled_from(
    [
        *("/activities", "/goals", "/evidence", "/priorities", "/funds/lines", "/funds/used_nok"),
        *("/activities/0/end", "/activities/1/sub_goals", "/meetings", "/submitted_via", ""),
    ]
)
BLOCKS = st.lists(
    st.builds(
        lambda lifts: UnreadBlock("table", Place(1), "x", tuple(map(Lift, lifts))),
        st.lists(LIFTS, max_size=3),
    ),
    max_size=3,
)


@given(PAPERS, BLOCKS, BLOCKS)
@FEW
def test_what_was_not_read_only_lifts_deviations(
    papers: list[Document], some: list[UnreadBlock], more: list[UnreadBlock]
) -> None:
    first, *others = papers
    before = told([with_unread(first, *some), *others])
    after = told([with_unread(first, *some, *more), *others])
    for rule, (verdict, keys) in before.items():
        now, left = after[rule]
        assert now == verdict or (verdict, now) == ("deviation", "undetermined")
        assert left <= keys
    if not any(block.lifts for block in more):
        assert after == before


@given(PAPERS)
@FEW
def test_where_all_was_read_there_is_no_difference(papers: list[Document]) -> None:
    of_nothing = UnreadBlock("text", Place(heading="Med hilsen"), "Med hilsen")
    assert told([with_unread(paper, of_nothing) for paper in papers]) == told(papers)
