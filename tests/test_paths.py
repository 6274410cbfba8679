from __future__ import annotations

import re
from typing import Any

import pytest
from building import SCHEMAS, case, document, say, seats

from iacheck.cases.case import SubjectKind
from iacheck.checks.missing_values import item_without_value
from iacheck.checks.path import Path
from iacheck.checks.path_compiler import PathError, Paths
from iacheck.checks.scope import NOWHERE, Node, Scope
from iacheck.documents.document import Document
from iacheck.documents.field_types import FieldType
from iacheck.language.messages import Labelled, message

COUNCIL = Paths(SCHEMAS, "council-year")


def compiled(text: str, item: str | None = None, of: SubjectKind = "council-year") -> Path:
    paths = Paths(SCHEMAS, of)
    return paths.compile(text, paths.compile(item) if item else None)


REPORT = document(
    "report",
    activities=[
        {"id": "a", "title": "x", "sub_goals": [1, 2], "target": {"industries": ["helse"]}},
        {"id": "b", "title": "y", "partners": ["LO og NHO", "idrettslaget"], "sub_goals": None},
        {"id": "c", "title": "z", "sub_goals": [3, None]},
    ],
    funds={"received_nok": 0, "used_nok": 0},
    coordinated_by="NAV Arbeidslivssenter Rogaland",
)
MEMBERS = [
    {"organisation": "Landsorganisasjonen i Norge", "from": "2010-01-01", "to": "2015-12-31"},
    {"organisation": "NHO", "from": "2010-01-01", "to": "2015-12-30"},
    {"organisation": "Ukjent", "from": "2015-12-31"},
    {"organisation": "NAV Rogaland", "from": "2016-01-01"},
]
EVERYTHING = case(
    REPORT,
    document("council", members=MEMBERS, centre="rogaland"),
    document("allocation"),
    document("allocation", _id="second", amount_nok=5),
    document("centre"),
)

A = "report/activities"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("report.funds.used_nok", [(0, "report/funds/used_nok")]),
        ("report.funds.carried_over_nok", []),
        ("plan.goals[].id", []),
        (
            "report.activities[].sub_goals[]",
            [(1, f"{A}/0/sub_goals/0"), (2, f"{A}/0/sub_goals/1"), (3, f"{A}/2/sub_goals/0")],
        ),
        ("report.activities[].target.industries[]", [("helse", f"{A}/0/target/industries/0")]),
        (
            "report.activities[].partners[].side",
            [("employee", f"{A}/1/partners/0"), ("employer", f"{A}/1/partners/0")],
        ),
        ("report.coordinated_by.county", [("11", "report/coordinated_by")]),
        # Of dated facts, those of the period's last day; names lead to bodies.
        (
            "council.members[].organisation",
            [
                ("Landsorganisasjonen i Norge", "council/members/0/organisation"),
                ("Ukjent", "council/members/2/organisation"),
            ],
        ),
        ("council.members[].organisation.side", [("employee", "council/members/0/organisation")]),
        (
            "council.members[].organisation.id",
            [
                ("LO", "council/members/0/organisation"),
                ("Ukjent", "council/members/2/organisation"),
            ],
        ),
        ("council.centre.name", [("NAV Arbeidslivssenter Rogaland", "council/centre")]),
        ("council.id", [("rogaland", "council/_id")]),
        (
            "allocations[].amount_nok",
            [(400_000, "allocation/amount_nok"), (5, "allocation/amount_nok")],
        ),
        ("parties[].id", [("NHO", None), ("KMD", None), ("LO", None), ("AVdir", None)]),
        ("period.last_day", [("2015-12-31", None)]),
        ("subject.id", [("rogaland", None)]),
    ],
)
def test_values_and_places(path: str, expected: Any) -> None:
    made = compiled(path)
    assert made.values(Scope.of(EVERYTHING)) == [value for value, _ in expected]
    assert [(n.value, at(n)) for n in made.nodes(Scope.of(EVERYTHING))] == expected


def at(node: Node) -> str | None:
    return f"{node.document.kind}{node.pointer}" if node.document else None


def test_a_whole_list_is_one_value() -> None:
    (node,) = compiled("allocations").nodes(Scope.of(EVERYTHING))
    assert (len(node.value), node.document) == (2, None)
    assert compiled("allocations").values(Scope.of(EVERYTHING)) == [node.value]
    (listed,) = compiled("report.activities").values(Scope.of(EVERYTHING))
    assert len(listed) == 3


def test_a_county_listed_twice_counts_once() -> None:
    of = Scope.of(case(document("council", counties=["11", "03", "11", None, "03"])))
    counties = compiled("council.counties[]")
    assert counties.values(of) == ["11", "03"]
    places = [(node.value, at(node)) for node in counties.nodes(of)]
    assert places == [("11", "council/counties/0"), ("03", "council/counties/1")]
    # Of other lists, each item counts.
    plan = Scope.of(case(document("plan", activities=[{"sub_goals": [1, 1]}])))
    assert compiled("plan.activities[].sub_goals[]").values(plan) == [1, 1]


def test_what_is_empty_in_a_list_is_passed_over() -> None:
    of = Scope.of(case(document("council", members=[None, *seats("LO"), None], chairs=[None])))
    members = compiled("council.members[].organisation")
    assert members.values(of) == ["LO"]
    assert [at(node) for node in members.nodes(of)] == ["council/members/1/organisation"]
    chairs = compiled("council.chairs[]")
    assert chairs.values(of) == chairs.nodes(of) == []


def test_paths_inside_an_item() -> None:
    activities = compiled("report.activities[]")
    inner = COUNCIL.compile("item.sub_goals[]", activities)
    first, second, third = activities.nodes(Scope.of(EVERYTHING))
    assert inner.values(Scope.of(EVERYTHING).inside(first)) == [1, 2]
    assert inner.values(Scope.of(EVERYTHING).inside(second)) == []
    (node,) = inner.nodes(Scope.of(EVERYTHING).inside(third))
    assert (node.value, at(node)) == (3, f"{A}/2/sub_goals/0")
    assert inner.values(Scope.of(EVERYTHING)) == inner.nodes(Scope.of(EVERYTHING)) == []
    assert inner.everywhere(Scope.of(EVERYTHING)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("path", "item", "place"),
    [
        ("report.funds.carried_over_nok", None, "report/funds/carried_over_nok"),
        ("report.evidence[].title", None, "report/evidence"),
        ("council.members[].organisation.side", None, "council/members"),
        ("council.centre.county", None, "council/centre"),
        ("plan.goals[].id", None, None),
        ("allocations[].letter", None, None),
        ("period.id", None, None),
        ("item.target.groups[]", "report.activities[]", f"{A}/0/target/groups"),
    ],
)
def test_where_something_missing_would_stand(
    path: str, item: str | None, place: str | None
) -> None:
    of = Scope.of(EVERYTHING)
    if item:
        of = of.inside(compiled(item).nodes(of)[0])
    node = compiled(path, item).around(of)
    assert at(node) == place
    assert bool(node.pointer) is (place is not None)


def test_one_document_of_a_list_is_where_something_would_stand() -> None:
    one = case(document("gathering"), of="national")
    path = compiled("gatherings[].invited[]", of="national-year")
    assert at(path.around(Scope.of(one))) == "gathering/invited"


def test_a_filter_keeps_items() -> None:
    path = compiled("report.activities[].sub_goals[]").where(lambda item, _: item["id"] != "a")
    assert path.values(Scope.of(EVERYTHING)) == [3]
    assert [at(node) for node in path.nodes(Scope.of(EVERYTHING))] == [f"{A}/2/sub_goals/0"]
    assert path.where(None).values(Scope.of(EVERYTHING)) == [1, 2, 3]
    assert path.everywhere(Scope.of(EVERYTHING)) == [1, 2, 3]
    documents = compiled("allocations[].amount_nok").where(lambda item, _: item["amount_nok"] > 5)
    assert documents.values(Scope.of(EVERYTHING)) == [400_000]
    assert [node.value for node in documents.nodes(Scope.of(EVERYTHING))] == [400_000]


@pytest.mark.parametrize(
    ("path", "many", "field", "dated", "names_bodies"),
    [
        ("report", False, "report", False, False),
        ("report.funds.used_nok", False, "used_nok", False, False),
        ("report.activities[].sub_goals[]", True, "sub_goals", False, False),
        ("council.members[].organisation", True, "organisation", True, True),
        ("council.members[].organisation.id", True, "id", True, True),
        ("council.members[].organisation.side", True, "side", True, False),
        ("report.activities[].id", True, "id", False, False),
        ("council.centre", False, "centre", False, True),
    ],
)
def test_what_is_known_of_a_path(
    path: str, many: bool, field: str, dated: bool, names_bodies: bool
) -> None:
    made = compiled(path)
    assert (made.many, made.field, made.dated, made.names_bodies) == (
        many,
        field,
        dated,
        names_bodies,
    )


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("report.funds.used_nok", None),
        ("report.activities[].sub_goals[]", "activities[]"),
        ("report.activities[]", "activities[]"),
        ("council.members[].organisation.id", "members[]"),
        ("allocations[].amount_nok", "[]"),
    ],
)
def test_the_records_that_a_filter_looks_at(path: str, record: str | None) -> None:
    records = compiled(path).records
    assert (records is None) is (record is None)
    if records is not None:
        values = compiled(f"{path.partition('[]')[0]}[]").values(Scope.of(EVERYTHING))
        assert records.values(Scope.of(EVERYTHING)) == values


NO_PATH = "is not a path; a path looks like report.activities[].sub_goals[]"
ROOTS = (
    "choose allocations, council, parties, period, plan, previous_allocations, "
    "previous_plan, previous_report, report, reports_of_year or subject"
)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", f"“” {NO_PATH}"),
        ("report..id", f"“report..id” {NO_PATH}"),
        ("Report", f"“Report” {NO_PATH}"),
        ("reprot.id", "In the path reprot.id, “reprot” is unknown; did you mean “report”?"),
        ("gatherings[].id", f"In the path gatherings[].id, “gatherings” is unknown; {ROOTS}"),
        ("item.id", f"In the path item.id, “item” is unknown; {ROOTS}"),
        (
            "report.activites[].id",
            "In the path report.activites[].id, “activites” is unknown; did you mean “activities”?",
        ),
        (
            "report.activities.id",
            "In the path report.activities.id, “[]” is missing after a list, before “id”",
        ),
        ("report.funds[].id", "In the path report.funds[].id, “[]” follows what is no list"),
        ("report[]", "In the path report[], “[]” follows what is no list"),
        (
            "allocations.letter",
            "In the path allocations.letter, “[]” is missing after a list, before “letter”",
        ),
        (
            "council.members[].organisation.sied",
            "In the path council.members[].organisation.sied, “sied” is unknown; "
            "did you mean “side”?",
        ),
        (
            "council.name.length",
            "In the path council.name.length, “length” is unknown: "
            "nothing stands below what is before it",
        ),
    ],
)  # fmt: skip
def test_what_is_no_path(path: str, told: str) -> None:
    with pytest.raises(PathError) as error:
        COUNCIL.compile(path)
    assert say(error.value.message) == told
    assert str(error.value) == error.value.message.text


def test_free_words_may_name_bodies_of_several_kinds() -> None:
    assert compiled("report.coordinated_by.side").values(Scope.of(EVERYTHING)) == []
    nav = case(document("report", coordinated_by="NAV Oslo"))
    assert compiled("report.coordinated_by.side").values(Scope.of(nav)) == ["authority"]


LIST = FieldType(type="array")


TITLED = FieldType(
    "object", title="x", fields={"x": FieldType("string", examples=("course", "seminar"))}
)


@pytest.mark.parametrize(
    ("value", "field_type", "identity", "called"),
    [
        ({"id": "a", "title": "Kurs"}, FieldType("object", title="title"), "a", "Kurs"),
        ({"id": 5, "title": " "}, FieldType("object", title="title"), "5", "5"),
        ({"x": 1, "y": 2}, FieldType("object", identity=("x", "y", "z")), "1/2", "1/2"),
        ({"x": 1}, FieldType("object"), None, None),
        ({"id": [5], "title": "Kurs"}, FieldType("object", title="title"), None, "Kurs"),
        ("Agder", FieldType("string"), "Agder", "Agder"),
        (3, FieldType("integer", title="x"), "3", "3"),
        ({"x": "course"}, TITLED, None, Labelled("course", message("course"))),
        ({"x": "kurs"}, TITLED, None, "kurs"),
        (None, LIST, None, None),
    ],
)
def test_what_tells_an_item_apart_and_what_people_call_it(
    value: Any, field_type: FieldType, identity: str | None, called: Any
) -> None:
    node = Node(value, None, "", field_type)
    assert (node.identity(), node.called()) == (identity, called)


def test_the_name_of_a_body_whose_id_it_is() -> None:
    first, second = compiled("council.members[].organisation.id").nodes(Scope.of(EVERYTHING))
    assert first.body_name() == Labelled("LO", "Landsorganisasjonen i Norge")
    assert second.body_name() is None
    assert NOWHERE.body_name() is None


def touched(path: str, kind: str, pointer: str, item: str | None = None) -> bool:
    """Whether a rule that reads this path reads what stands at a pointer of such a document."""
    of = Scope.of(EVERYTHING)
    return any(
        name.startswith(f"{kind}/") and read.touches(pointer)
        for read in compiled(path, item).reads
        for name in read.documents(of)
    )


@pytest.mark.parametrize(
    ("path", "kind", "pointer", "expected"),
    [
        # What is read, and what is around it; not what is beside or inside it.
        ("report.funds.used_nok", "report", "/funds/used_nok", True),
        ("report.funds.used_nok", "report", "/funds", True),
        ("report.funds.used_nok", "report", "", True),
        ("report.funds.used_nok", "report", "/funds/received_nok", False),
        ("report.funds", "report", "/funds/used_nok", False),
        ("report", "report", "/funds", False),
        ("report.activities[].sub_goals[]", "report", "/activities/0/sub_goals/1", True),
        ("report.activities[].sub_goals[]", "report", "/activities/0", True),
        ("report.activities[].sub_goals[]", "report", "/activities/0/title", False),
        ("report.activities[].sub_goals[]", "report", "/activities/x", False),
        ("report.activities[]", "report", "/activities/0/title", False),
        # Another document with the same field.
        ("report.activities[].id", "plan", "/activities", False),
        # A list of documents.
        ("allocations[].amount_nok", "allocation", "/amount_nok", True),
        ("allocations[].amount_nok", "allocation", "/letter", False),
        # The days of dated facts decide which of them count.
        ("council.members[].organisation", "council", "/members/0/to", True),
        ("council.members[].organisation", "council", "/members/0/from", True),
        ("council.counties[]", "council", "/members/0/from", False),
        # Past a reference it is the body's field.
        ("council.centre.county", "council", "/centre", True),
        ("council.centre.county", "centre", "/county", True),
        ("council.centre.county", "centre", "/name", False),
        ("council.centre.county", "council", "/county", False),
        ("council.members[].organisation.side", "party", "/side", True),
        ("report.coordinated_by.side", "party", "/side", True),
        ("report.coordinated_by.side", "centre", "/side", True),
        ("parties[].side", "party", "/side", True),
        ("parties[].id", "party", "/side", False),
    ],
)
def test_what_a_path_reads(path: str, kind: str, pointer: str, expected: bool) -> None:
    assert touched(path, kind, pointer) is expected


def test_bodies_that_are_read_are_those_that_are_named() -> None:
    def named(path: str, item: str | None = None, of: SubjectKind = "council-year") -> set[str]:
        documents = Scope.of(EVERYTHING if of == "council-year" else NATION)
        return {
            name for read in compiled(path, item, of).reads for name in read.documents(documents)
        }

    assert named("council.members[].organisation.side") == {
        "council/rogaland",
        "party/LO",
        "party/Ukjent",
    }
    # In an item as outside, whether it is kept or not.
    assert named("item.organisation.side", "council.members[]") == {
        "council/rogaland",
        "party/LO",
        "party/Ukjent",
    }
    # From one body to the next.
    assert named("gatherings[].invited[].centre.county", of="national-year") == {
        "gathering/gathering",
        "council/rogaland",
        "centre/rogaland",
    }


NATION = case(
    document("gathering", invited=["IA-rådet i Rogaland"]),
    document("council", centre="rogaland", members=seats("LO")),
    of="national",
)


def test_which_councils_there_are_depends_on_their_dates() -> None:
    reads = compiled("councils[].id", of="national-year").reads
    for pointer in ("/active", "/active/from", "/active/to", "/active/1/from", "/active/0/to"):
        assert any(read.touches(pointer) for read in reads), pointer
    assert not any(read.touches("/active/note") for read in reads)


def test_what_stands_twice_where_each_counts_once() -> None:
    council = case(document("council", counties=["11", "09", "11", None, "09"]))
    path = compiled("council.counties[]")
    assert path.values(Scope.of(council)) == ["11", "09"]
    assert [at(node) for node in path.nodes(Scope.of(council))] == [
        "council/counties/0",
        "council/counties/1",
    ]


ONE = document("council", active={"from": "2010-01-01", "to": "2016-06-30"})
SEVERAL = document(
    "council", active=[{"from": "2010-01-01", "to": "2014-12-31"}, {"from": "2015-07-01"}]
)


@pytest.mark.parametrize(
    ("council", "values", "pointers"),
    [
        (ONE, ["2010-01-01"], ["/active/from"]),
        (SEVERAL, ["2015-07-01"], ["/active/1/from"]),
        (document("council", active=[]), [], []),
        (document("council"), [], []),
    ],
)
def test_a_span_may_stand_in_the_place_of_a_list_of_spans(
    council: Document, values: list[str], pointers: list[str]
) -> None:
    path = compiled("council.active[].from")
    at = Scope.of(case(council))
    assert path.values(at) == values
    assert [node.value for node in path.nodes(at)] == values
    assert [node.pointer for node in path.nodes(at)] == pointers
    for pointer in ("/active", "/active/from", "/active/to", "/active/1/from"):
        assert any(read.touches(pointer) for read in path.reads), pointer


def test_a_span_is_read_as_a_list() -> None:
    with pytest.raises(PathError, match=re.escape("is missing after a list, before")):
        compiled("council.active.from")


@pytest.mark.parametrize(
    ("path", "told", "place"),
    [
        ("report.activities[].title", [{"title": "Kurs"}, {}], f"{A}/1"),
        ("report.activities[].title", [{"title": "Kurs"}, {"title": "Messe"}], None),
        ("report.activities[].target.groups", [{"target": {"groups": ["unge"]}}], None),
        # The last of the fields, or one on the way to it.
        (
            "report.activities[].target.groups",
            [{"target": {"groups": ["unge"]}}, {"target": {}}, {}],
            f"{A}/1",
        ),
        ("report.activities[].target.groups", [{}, {"target": {}}], f"{A}/0"),
        # A list in an item that is absent is an empty one, and lacks nothing.
        ("report.activities[].target.groups[]", [{}], None),
        # No list is entered.
        ("report.priorities", [], None),
    ],
)
def test_the_first_item_without_what_a_path_ends_at(
    path: str, told: list[dict[str, Any]], place: str | None
) -> None:
    scope = Scope.of(case(document("report", activities=told)))
    node = item_without_value(compiled(path), scope)
    assert (at(node) if node else None) == place
