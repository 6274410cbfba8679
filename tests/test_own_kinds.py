"""A kind of document that a rule book brings, with nothing but its schema and its rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import LATER as LATER_DAY
from building import PARTIES, TEXTS, say
from building import subject as subject_of
from commands import COUNCIL, Ran, put
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from own_kinds import OWNED, RULE, SHARED, own_book
from store_suite import Server

from iacheck import store as stores
from iacheck.cases.case import Case, CaseBuilder
from iacheck.cases.index import DocumentIndex
from iacheck.cases.subjects import subjects
from iacheck.checks.path_compiler import Paths
from iacheck.documents.document import Document
from iacheck.documents.schemas import Schemas, load_schemas
from iacheck.language.language import language
from iacheck.language.messages import DocumentPart as Part
from iacheck.language.periods import Period
from iacheck.rulebooks import known_schemas
from iacheck.rulebooks.editor_schema import editor_schemas
from iacheck.store import Collection, mongo

Run = Callable[..., Ran]
ROOT = Path(__file__).parents[1]
BOOK = ROOT / "docs" / "own-kind" / "visits-2031-2034"
DOCUMENTS = BOOK.parent / "documents"
OWN = ("--rulebook", str(BOOK))
LATER = ("--as-of", "2032-06-01")
VISIT = json.loads((BOOK / "schemas" / "visit.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def schemas() -> Any:
    return known_schemas([BOOK])


# ---- used


def test_its_rules_and_their_examples_agree(run: Run) -> None:
    assert run("rules", "test", *OWN).out == (
        "visits-2031-2034: 2 rules, 6 examples, all of which agree\n"
    )


def found(result: str) -> dict[tuple[str, str], Any]:
    """Verdict, reason and places by subject and demand."""
    return {
        (judged["subject"], finding["demand"]): (
            finding["verdict"],
            finding["reason"],
            [(v["document"], v["path"]) for v in finding["violations"]],
        )
        for judged in json.loads(result)["subjects"]
        for finding in judged["findings"]
    }


EXPECTED = {
    ("council/dalene", "V01"): (
        "deviation",
        "The council has 0 visits in 2031; there must be at least 2",
        [(None, None)],
    ),
    ("council/dalene", "V02"): ("met", None, []),
    ("council/kysten", "V01"): ("met", None, []),
    ("council/kysten", "V02"): (
        "deviation",
        "A visit has no date of the visit",
        [("visit/kysten-hotell", "/visited_on")],
    ),
}


def test_a_check_of_files_and_of_every_store(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    monkeypatch.setattr(mongo, "client_for", lambda *_: server)
    check = ("check", *OWN, *LATER, "--format", "json", "--fail-on", "never")
    assert found(run(*check, DOCUMENTS).out) == EXPECTED
    for uri in ("sqlite:x.db", "mongodb://in-memory/x"):
        imported = run("import", DOCUMENTS, *OWN, "--store", uri)
        assert imported.out.startswith("4 documents read: 4 new"), imported
        assert found(run(*check, "--store", uri).out) == EXPECTED
    copied = run("store", "copy", "sqlite:x.db", "sqlite:y.db", *OWN)
    assert copied.out.startswith("4 documents copied: 4 new")
    assert (
        "  visit                 2\n" in run("store", "status", "--store", "sqlite:y.db", *OWN).out
    )
    for uri, said in (("sqlite:x.db", "visits"), ("mongodb://in-memory/x", "visit")):
        told = f"also holds documents of kinds that are not known here: {said}; name the rule book"
        status = run("store", "status", "--store", uri)
        assert (status.status, told in status.err) == (0, True)
        refused = run("store", "copy", uri, "sqlite:z.db")
        assert (refused.status, told in refused.err) == (3, True)
    assert not Path("z.db").exists()
    assert server.raw("visits").count_documents({"council": "kysten"}) == 1


@pytest.mark.parametrize(("lang", "said"), [("nb", "besøk"), ("nn", "besøk"), ("en", "visit")])
def test_the_list_of_kinds(run: Run, lang: str, said: str) -> None:
    lines = run("schema", "list", *OWN, "--lang", lang).out.splitlines()
    assert f"visit          {said}" in lines
    assert len(lines) == len(load_schemas().kinds) + 2  # and round, which nobody hands in


def test_its_schema_is_shown_as_one_file(run: Run) -> None:
    shown = json.loads(run("schema", "show", "visit", *OWN).out)
    assert {k: v for k, v in shown.items() if k not in ("$schema", "$id", "$defs")} == VISIT
    plain = Draft202012Validator(shown)
    visit = {"_id": "x", "council": "kysten", "period": "2031"}
    assert plain.is_valid(visit)
    assert not plain.is_valid(visit | {"period": "2031-H1"})
    assert run("schema", "show", "visit").status == 2


def test_the_editor_s_schema_of_rules_knows_its_roots(run: Run, schemas: Any) -> None:
    shown = json.loads(run("schema", "show", "rule", *OWN).out)
    assert shown == editor_schemas(schemas)["rule"]
    plain, shipped = Draft202012Validator(shown), editor_schemas(load_schemas())["rule"]
    for path in (BOOK / "visits").glob("*.yaml"):
        rule = yaml.safe_load(path.read_text("utf-8"))
        assert plain.is_valid(rule)
        assert not Draft202012Validator(shipped).is_valid(rule)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nb", "dato for besøket må være en dag som finnes"),
        ("nn", "dato for besøket må vere ein dag som finst"),
        ("en", "date of the visit must be a day that exists"),
    ],
)
def test_messages_have_its_words(schemas: Any, lang: Any, said: str) -> None:
    visit = {"_id": "x", "council": "kysten", "period": "2031", "visited_on": "i mai"}
    (problem,) = schemas.validate(Document("visit", "x", visit))
    assert language(lang).say(problem.message).startswith(said)


def test_a_field_called_by_its_word_is_told_of(schemas: Any) -> None:
    visit = {"_id": "x", "council": "kysten", "period": "2031", "Verksemd": "Oppdikta Fisk"}
    (problem,) = schemas.validate(Document("visit", "x", visit))
    assert (problem.level, problem.expected) == ("notice", "enterprise")


def test_reports_have_its_words(run: Run) -> None:
    checked = run("check", DOCUMENTS, *OWN, *LATER, "--lang", "nb")
    assert checked.status == 1
    assert (
        "  – Et besøk mangler dato for besøket\n    Hvor: besøk kysten-hotell, dato for"
        in checked.out
    )
    own = language("nb").knowing(known_schemas([BOOK]).words)
    assert (
        own.part(Part("previous_visits", ("advice", 0)))
        == "fjorårets besøk, råd som ble gitt nr. 1"
    )
    assert own.part(Part(steps=("enterprise",)), of="visit/x") == "virksomhet"
    assert own.part(Part("plan/x", ("enterprise",))) == "handlingsplan x, enterprise"


# ---- of other owners and periods


def other(owner: str | None, *subjects: str, length: str = "year", **more: Any) -> dict[str, Any]:
    """A kind `thing` of another owner, seen as `thing` or, with `many`, as `things`."""
    own = {} if owner in (None, "national") else {owner: {"$ref": f"{SHARED}{owner}"}}
    period = {} if owner is None else {"period": {"$ref": f"{SHARED}{length}"}}
    active = {"active": {"$ref": f"{SHARED}active"}} if owner is None else {}
    root = (
        {"things": {"subjects": [*subjects], **more, "x-label": TEXTS}}
        if more
        else {"thing": {"subjects": [*subjects]}}
    )
    return {
        "x-label": TEXTS,
        "x-collection": "things",
        **({} if owner is None else {"x-owner": owner, "x-period": "period"}),
        "x-roots": root,
        "type": "object",
        "required": ["_id", *own, *period],
        "properties": {"_id": {"$ref": f"{SHARED}key"}, **own, **period, **active},
    }


def case_of(schemas: Schemas, subject: str, period: str, *bodies: Mapping[str, Any]) -> Case:
    """The case of a subject, with these documents of the kind that is not shipped."""
    (kind,) = set(schemas.kinds) - set(load_schemas().kinds)
    documents = [Document(kind, body["_id"], body) for body in bodies]
    index = DocumentIndex.of(documents, schemas)
    return CaseBuilder(index, PARTIES, Period.parse(period), LATER_DAY).build(subject_of(subject))


def budget(key: str, period: Any = "2016", **fields: Any) -> dict[str, Any]:
    return {"_id": key, "council": "rogaland", "period": period, **fields}


def test_which_documents_rules_see(tmp_path: Path) -> None:
    schemas = known_schemas([own_book(tmp_path, budget=OWNED)])
    of = partial(case_of, schemas, "council/rogaland")
    one, before = budget("one"), budget("before", "2015")
    seen = of("2016", one, before, budget("other", council="oslo"))
    assert (seen.values["budget"], seen.values["previous_budget"]) == (one, before)
    assert seen.own_documents == ("budget/before", "budget/one")
    # A half-year is seen beside the document of its year.
    assert of("2016-H1", one, before).values["budget"] == one
    assert "previous_budget" not in of("2016-H1", one).values
    long = budget("long", "2015", covers=["2015", "2016"])
    assert of("2016", long).values["budget"] == long
    assert of("2016", long, one).values["budget"] == one
    assert of("2016", one, budget("two")).unclear == {"budget"}
    assert set(of("2016", budget("odd", "snart")).undated) == {"budget", "previous_budget"}
    assert of("2016", budget("odd", "snart")).own_documents == ("budget/odd",)
    nation = case_of(schemas, "national", "2016", one, budget("other", council="oslo"), before)
    assert [body["_id"] for body in nation.values["budgets"]] == ["one", "other"]
    listed = Paths(schemas, "national-year").compile("budgets").field_type.label
    assert listed is not None
    assert listed.en == TEXTS["en"]
    assert nation.own_documents == ()


@pytest.mark.parametrize(
    ("kind", "subject", "period", "body"),
    [
        (other("party", "party-half-year", length="half_year"), "party/LO", "2016-H2",
         {"party": "LO i Norge", "period": "2016-H2"}),
        (other("centre", "centre-year"), "centre/national", "2016",
         {"centre": "National", "period": "2016"}),
        (other("national", "national-half-year"), "national", "2016-H1", {"period": "2016"}),
        (other("council", "council-year", length="period"), "council/oslo", "2016",
         {"council": "oslo", "period": "2016"}),
    ],
)  # fmt: skip
def test_whose_documents_are(
    kind: Any, subject: str, period: str, body: Any, tmp_path: Path
) -> None:
    schemas = known_schemas([own_book(tmp_path, thing=kind)])
    seen = case_of(schemas, subject, period, {"_id": "x", **body})
    assert seen.values["thing"] == {"_id": "x", **body}
    assert seen.own_documents == ("thing/x",)
    index = DocumentIndex.of([Document("thing", "x", {"_id": "x", **body})], schemas)
    builder = CaseBuilder(index, PARTIES, Period.parse(period), LATER_DAY)
    assert [str(one) for one in subjects(index, builder, "named")] == [subject]
    assert index.periods() == (Period.parse(body["period"]),)


def test_documents_of_nobody_and_no_period_are_seen_while_they_hold(tmp_path: Path) -> None:
    kind = other(None, "council-year", "party-year", many=True)
    schemas = known_schemas([own_book(tmp_path, thing=kind)])
    bodies: list[dict[str, Any]] = [
        {"_id": "always"},
        {"_id": "over", "active": {"from": "2010-01-01", "to": "2015-12-31"}},
        {"_id": "then", "active": {"from": "2016-12-31"}},
        {
            "_id": "twice",
            "active": [{"from": "2010-01-01", "to": "2011-01-01"}, {"from": "2016-01-01"}],
        },
    ]
    for subject in ("council/oslo", "party/LO"):
        seen = case_of(schemas, subject, "2016", *bodies)
        assert [body["_id"] for body in seen.values["things"]] == ["always", "then", "twice"]
        assert seen.own_documents == ()
    compiled = Paths(schemas, "council-year").compile("things[]._id")
    assert ["/".join(read.steps) for read in compiled.reads] == [
        "active/from", "active/to", "active/[]/from", "active/[]/to", "_id",
    ]  # fmt: skip
    index = DocumentIndex.of([Document("thing", "x", {"_id": "x"})], schemas)
    assert index.periods() == ()


def test_whether_a_document_of_a_period_is_there_is_not_read_in_its_dates(tmp_path: Path) -> None:
    kind = other("council", "council-year")
    kind["properties"]["active"] = {"$ref": f"{SHARED}active"}
    paths = Paths(known_schemas([own_book(tmp_path, thing=kind)]), "council-year")
    assert [read.steps for read in paths.compile("thing._id").reads] == [("_id",)]


def test_what_is_missing_is_called_by_its_name(run: Run, tmp_path: Path) -> None:
    book = own_book(tmp_path, RULE, budget=OWNED)
    file = put(tmp_path, "x.jsonl", COUNCIL, {"kind": "budget", **budget("b", reserve_nok=5)},
               {**COUNCIL, "_id": "oslo"})  # fmt: skip
    check = ("check", file, "--rulebook", book, "--as-of", "2018-01-01", "--format", "json")
    reasons = {
        s["subject"]: s["findings"][0]["reason"] for s in json.loads(run(*check).out)["subjects"]
    }
    assert reasons == {
        "council/oslo": "Missing for 2016: budget",
        "council/rogaland": "It lacks posts",
    }
    nb = json.loads(run(*check, "--lang", "nb").out)["subjects"]
    assert nb[0]["findings"][0]["reason"] == "Mangler for 2016: budsjett"
    shown = run("rules", "show", "tried", "--rulebook", book, "--lang", "nn").out
    assert "  Kan ikkje avgjerast utan: budsjett\n" in shown


def test_bodies_that_nobody_knows_and_second_documents(run: Run, tmp_path: Path) -> None:
    book = own_book(tmp_path, RULE, budget=OWNED)
    put(tmp_path, "x.jsonl", COUNCIL, *(
        {"kind": "budget", **body}
        for body in (
            budget("a"), budget("b", council="IA-rådet i Rogaland"), budget("c", council="rogalnd"),
        )
    ))  # fmt: skip
    ran = run("import", tmp_path / "x.jsonl", "--rulebook", book)
    assert ran.status == 3
    assert "budget/b is about the same period of the same body; there can be only one" in ran.err
    assert "No register knows the council “rogalnd”; did you mean “rogaland”?" in ran.err
    assert not (tmp_path / "iacheck.db").exists()


def test_a_form_of_it(run: Run, tmp_path: Path) -> None:
    book = own_book(tmp_path, RULE, budget=OWNED)
    given = {
        "kind": "budget",
        **budget("b", reserve_nok=5, posts=[{"purpose": "kurs", "amount_nok": 7}]),
    }
    source = put(tmp_path, "x.jsonl", given)
    form = ("template", "budget", "--rulebook", book, "--out")
    assert run(*form, "a.xlsx", "--from", source, "--lang", "nb").status == 0
    cells = {str(c.value) for s in load_workbook("a.xlsx") for row in s for c in row}
    assert {"Budsjett", "Reserve i kroner", "Poster"} <= cells
    assert "B00 (bør): x – letter, Reports, avsnitt 1" in "\n".join(cells)
    assert run("import", "a.xlsx", "--rulebook", book).out.startswith("1 document read: 1 new")
    with stores.open(
        "sqlite:iacheck.db",
        [Collection("budget", "budgets", ("council", "period"), (("council", "period"),))],
        create=False,
    ) as store:
        assert [d.body for d in store.documents()] == [
            {k: v for k, v in given.items() if k != "kind"}
        ]
    assert run(*form, "b.xlsx", "--party", "LO").err == "--party does not go with budget\n"
    assert run(*form, "b.xlsx", "--council", "oslo", "--period", "2016").status == 0
    assert "is no year" in run(*form, "c.xlsx", "--period", "2016-H1").err
    assert "'budget' is not one of 'council', 'plan', 'report'" in run("template", "budget").err


def test_the_meeting_s_paper_tells_who_has_delivered_it(run: Run, tmp_path: Path) -> None:
    book = own_book(tmp_path, RULE, budget=OWNED)
    file = put(tmp_path, "x.jsonl", COUNCIL, {**COUNCIL, "_id": "oslo", "name": "IA-rådet i Oslo"},
               {"kind": "budget", **budget("b", submitted_on="2016-02-01")})  # fmt: skip
    paper = run("report", file, "--rulebook", book, "--as-of", "2018-01-01", "--lang", "nb").out
    assert "Budsjett for 2016\n" in paper
    assert "1 av 2 har levert." in paper


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("share", "halv", "share must be a number, not the text “halv”"),
        ("code", "abc", "code must be text of the form ^[A-Z]{3}$, not the text “abc”"),
        (
            "posts",
            [{"amount_nok": "5"}],
            "amount in kroner must be a whole number, 0 or more, not the text",
        ),
        ("posts", [5], "no. 1 of posts must be a group of fields, not the number 5"),
        ("reserve_nok", 2**70, "reserve is the number 1.181e+21, more than any store can keep"),
    ],
)
def test_what_its_schema_does_not_allow_is_told_in_words(
    field: str, value: Any, said: str, tmp_path: Path
) -> None:
    schemas = known_schemas([own_book(tmp_path, budget=OWNED)])
    body = {**budget("b"), field: value}
    (problem,) = schemas.validate(Document("budget", "b", body))
    assert say(problem.message).startswith(said)
