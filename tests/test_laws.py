"""Laws of the whole engine, tried on generated documents with the shipped rule books."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import given, reject, settings
from hypothesis import strategies as st
from repeats import times
from shipped import shipped

from iacheck.cases.case import SUBJECT_KINDS, CaseBuilder, SubjectKind
from iacheck.cases.dates import counting_body
from iacheck.cases.findings import Result, Subject
from iacheck.cases.index import DocumentIndex
from iacheck.checks.path import Path
from iacheck.checks.path_compiler import Paths
from iacheck.checks.rule import agreed_parties
from iacheck.checks.scope import Node, Scope
from iacheck.documents.document import Document
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schema
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import NothingToCheck
from iacheck.language.language import language
from iacheck.language.periods import Period
from iacheck.reports import find_format, formats
from iacheck.rulebooks import load_rulebooks, shipped_folders

BOOKS, SCHEMAS = shipped()
LATER = datetime.date(2020, 1, 1)
DAYS = ("2012-01-10", "2012-07-15", "2012-12-31", "2015-02-01", "2016-02-10", "2016-03-02")

# What texts say where it matters, so that documents point to each other and rules find something.
BODIES = {
    "party": ("LO", "NHO", "YS", "NAV Rogaland", "Akademikerne", "LO og NHO", "Ukjent"),
    "council": ("rogaland", "oslo"),
    "centre": ("rogaland", "oslo", "NAV Arbeidslivssenter Rogaland"),
}
IDS = st.sampled_from(["a1", "a2", "g1"])
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "id": IDS,
    "goals[]": IDS,
    "plan_activity": IDS,
    "activity": IDS,
    "covers": st.lists(st.sampled_from([2015, "2016", 2012]), max_size=2),
}
FORMATS: dict[str, st.SearchStrategy[Any]] = {
    "date": st.sampled_from(DAYS),
    "year": st.sampled_from(["2012", "2015"]),
    "half-year": st.sampled_from(["2012-H1", "2012-H2", "2013-H1"]),
    "period": st.sampled_from(["2015", "2012-H1"]),
    "county-number": st.sampled_from(["03", "11"]),
}
TYPES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.sampled_from([0, 1, 40, 100, 400_000]),
    "number": st.sampled_from([0, 1, 40, 71.6, 100]),
    "string": st.sampled_from(["ungdom og delmål 1", "forebygging", "helse", "lokalavis"]),
}


def values(name: str, schema: Schema) -> st.SearchStrategy[Any]:
    """Valid values of the field that is called so."""
    if name in FIELDS and schema["type"] != "object":
        return FIELDS[name]
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "x-names" in schema:
        return st.sampled_from([body for kind in schema["x-names"] for body in BODIES[kind]])
    if "format" in schema:
        return FORMATS[schema["format"]]
    if "items" in schema:
        listed = st.lists(values(f"{name}[]", schema["items"]), max_size=3)
        # One may stand in the place of several.
        return listed | fields_of(schema) if "properties" in schema else listed
    return fields_of(schema) if schema["type"] == "object" else TYPES[schema["type"]]


def fields_of(schema: Schema) -> st.SearchStrategy[dict[str, Any]]:
    every = {name: values(name, part) for name, part in schema["properties"].items()}
    required = {name: every.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(required, optional=every)


def bodies(kind: str) -> st.SearchStrategy[Document]:
    whole = SCHEMAS.kind(kind).whole
    properties = {**whole["properties"], "_id": {"enum": BODIES.get(kind, ("first", "second"))}}
    made = fields_of({**whole, "properties": properties})
    return made.map(lambda body: Document(kind, str(body["_id"]), body))


KINDS = [kind for kind in SCHEMAS.kinds if kind not in ("waiver", "judgement", "reply", "party")]
ONE = st.sampled_from(KINDS).flatmap(bodies)
DOCUMENTS = st.lists(ONE, min_size=1, max_size=6, unique_by=lambda document: document.name)
FEW = settings(max_examples=times(7))
# What a rule said of whom: its verdict, and the keys of what violates it.
Told = dict[tuple[str, str, str], tuple[str, list[str]]]


def judged(documents: Sequence[Document], as_of: datetime.date = LATER) -> Result:
    # Days in the wrong order are noted, and break no schema.
    found = [problem for d in documents for problem in SCHEMAS.validate(d)]
    assert not [problem for problem in found if problem.level == "error"]
    run = RunInput(tuple(documents), (), "named")
    return check(run, BOOKS, SCHEMAS, as_of, CaseSelection((Period(2012), Period(2015))))


def told(documents: Sequence[Document], as_of: datetime.date = LATER) -> Told:
    try:
        subjects = judged(documents, as_of).subjects
    except NothingToCheck:  # none of them is anybody's
        subjects = ()
    return {
        (finding.rule.id, str(of.subject), str(of.period)): (
            finding.verdict,
            sorted(violation.key for violation in finding.violations),
        )
        for of in subjects
        for finding in of.findings
    }


@st.composite
def shuffled(draw: st.DrawFn, value: Any) -> Any:
    """The same with every list in another order."""
    if isinstance(value, dict):
        return {name: draw(shuffled(part)) for name, part in value.items()}
    if isinstance(value, list):
        return [draw(shuffled(part)) for part in draw(st.permutations(value))]
    return value


@given(DOCUMENTS, st.data())
@FEW
def test_no_order_changes_a_verdict_or_a_key(
    documents: list[Document], data: st.DataObject
) -> None:
    others = [Document(d.kind, d.key, data.draw(shuffled(d.body))) for d in documents]
    assert told(data.draw(st.permutations(others))) == told(documents)


REPORT = bodies("report").map(
    lambda report: Document("report", "r", {**report.body, "council": "rogaland", "period": "2015"})
)
OF_ROGALAND = ("report-covers-sub-goals", "council/rogaland", "2015")


@given(REPORT, values("", SCHEMAS.kind("report").whole["properties"]["activities"]["items"]))
@FEW
def test_one_activity_more_never_adds_a_sub_goal_that_is_missing(
    report: Document, activity: dict[str, Any]
) -> None:
    before_verdict, before = told([report])[OF_ROGALAND]
    for sub_goal in (1, 2, 3):
        more = [*report.body.get("activities", []), {**activity, "sub_goals": [sub_goal]}]
        body = {**report.body, "activities": more}
        verdict, after = told([Document("report", "r", body)])[OF_ROGALAND]
        assert set(after) <= set(before)
        assert verdict == "met" or before_verdict == "deviation"


EVERY_DAY = sorted({*map(datetime.date.fromisoformat, DAYS), datetime.date(2011, 12, 31), LATER})
# Days between which nothing in the documents takes place, begins or ends.
QUIET = st.integers(1, len(EVERY_DAY) - 1).flatmap(
    lambda at: st.tuples(
        *[
            st.dates(
                EVERY_DAY[at - 1] + datetime.timedelta(1),
                EVERY_DAY[at] - datetime.timedelta(1),
            )
        ]
        * 2
    )
)


@given(DOCUMENTS, QUIET)
@FEW
def test_a_later_day_changes_only_what_was_not_due(
    documents: list[Document], days: tuple[datetime.date, datetime.date]
) -> None:
    early, late = (told(documents, day) for day in sorted(days))
    assert early.keys() == late.keys()
    for of, (verdict, keys) in early.items():
        assert verdict == "not_due" or late[of] == (verdict, keys)


def without_later(document: Document, day: str) -> Document | None:
    """The document as somebody would write it who leaves out what is dated after a day."""
    kind, body = document.kind, dict(document.body)
    if body.get("submitted_on", "") > day:
        del body["submitted_on"]
    if body.get("held_on", "") > day:
        if kind == "panel_meeting":
            return None
        body.pop("attended", None)
    for name, field in (("meetings", "held_on"), ("media", "date")):
        if kind == "report" and name in body:
            body[name] = [item for item in body[name] if item[field] <= day]
    return Document(kind, document.key, body)


# A party's report has come where it is here, unless it is dated later.
THERE = "party-report-exists"


@given(DOCUMENTS, st.sampled_from(DAYS), st.integers(-1, 1))
@FEW
def test_what_is_dated_later_has_not_come(documents: list[Document], day: str, more: int) -> None:
    as_of = datetime.date.fromisoformat(day) + datetime.timedelta(more)
    written = [without_later(document, as_of.isoformat()) for document in documents]
    by_then = told([document for document in written if document is not None], as_of)
    found = told(documents, as_of)
    assert by_then.keys() <= found.keys()
    for of, expected in by_then.items():
        assert found[of] == expected or (of[0] == THERE and found[of][0] != "met")


@given(DOCUMENTS, st.sampled_from(DAYS))
@FEW
def test_what_is_added_for_a_later_day_changes_nothing(documents: list[Document], day: str) -> None:
    as_of = datetime.date.fromisoformat(day)
    later = (as_of + datetime.timedelta(1)).isoformat()
    added = [
        Document("panel_meeting", half, {"_id": half, "period": half, "held_on": later})
        for half in ("2012-H1", "2012-H2")
    ]
    for document in documents:
        body = dict(document.body)
        if document.kind == "report":
            body["meetings"] = [*body.get("meetings", []), {"held_on": later}]
            body["media"] = [*body.get("media", []), {"outlet": "Avisa", "date": later}]
        added.append(Document(document.kind, document.key, body))
    after = told(added, as_of)
    assert {of: after[of] for of in told(documents, as_of)} == told(documents, as_of)


def below(field_type: FieldType, text: str, depth: int) -> Iterator[str]:
    """Every path that goes on from here, through at most one other body."""
    yield text
    if field_type.items is not None:
        yield from below(field_type.items, f"{text}[]", depth)
    # What may be one or several is read as several.
    fields = {} if field_type.items is not None else dict(field_type.fields)
    if depth and field_type.names:
        fields = {
            n: s for kind in field_type.names for n, s in SCHEMAS.field_type(kind).fields.items()
        }
        fields["id"] = FieldType(type="string")
    for name, part in fields.items():
        if name != "_id":
            yield from below(part, f"{text}.{name}", depth - bool(field_type.names))


def paths_of(kind: SubjectKind) -> Iterator[Path]:
    paths = Paths(SCHEMAS, kind)
    for root in SCHEMAS.roots(kind).values():
        start = f"{root.name}[]" if root.many else root.name
        for text in below(root.kind.field_type, start, 1):
            yield paths.compile(text)


EVERY_PATH = {kind: tuple(paths_of(kind)) for kind in SUBJECT_KINDS}


def resolved(node: Node) -> Any:
    """What stands at the node's pointer in its document, as far as it counts by its dates."""
    assert node.document is not None
    kind = SCHEMAS.kind(node.document.kind)
    value: Any = counting_body(kind, node.document.body, LATER)
    for step in node.pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


@given(DOCUMENTS, st.sampled_from(SUBJECT_KINDS), st.sampled_from(["rogaland", "oslo", "LO"]))
@FEW
def test_values_have_places_where_they_stand(
    documents: list[Document], kind: SubjectKind, id_: str
) -> None:
    body, _, length = kind.partition("-")
    period = Period(2015) if length == "year" else Period(2012, 2)
    parties = agreed_parties([book for book in BOOKS if book.covers(period)])
    builder = CaseBuilder(DocumentIndex.of(documents, SCHEMAS), parties, period, LATER)
    case = builder.build(Subject(body, id_, id_))  # type: ignore[arg-type]
    scope = Scope.of(case)
    for path in EVERY_PATH[kind]:
        nodes = path.nodes(scope)
        assert path.values(scope) == [node.value for node in nodes], path.text
        for node in nodes:
            if node.document is not None and not node.fixed and node.pointer:
                assert resolved(node) == node.value, path.text


@given(DOCUMENTS)
@settings(FEW, max_examples=times(2))
def test_the_same_documents_give_the_same_bytes(documents: list[Document]) -> None:
    try:
        one, other = judged(documents), judged(documents)
    except NothingToCheck:  # none of them is anybody's
        reject()
    for name in formats():
        render = find_format(name).render
        assert render(one, language("nb")) == render(other, language("nb"))


def test_the_same_rule_books_have_the_same_checksum() -> None:
    again = load_rulebooks(shipped_folders()[::-1], SCHEMAS)
    assert [book.sha256 for book in again] == [book.sha256 for book in BOOKS]
    assert len({book.sha256 for book in BOOKS}) == len(BOOKS)
