"""What an import tells of waivers, judgements and replies, those that come and those stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import day, document
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, put
from decision_commands import ABOUT, Run, decision_store, finding, template, written
from shipped import shipped

from iacheck.cli.loading import books_and_schemas, from_store
from iacheck.store.importing import import_problems


@pytest.fixture
def store(run: Run) -> str:
    return decision_store(run)


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (written("waiver"), None),
        (written("reply"), None),
        # What has expired holds as of earlier days.
        (written("waiver", expires_on="2016-02-01"), None),
        (written("waiver", granted_by="Kari"),
         "granted by: Note: The waiver d has no effect: Kari may not grant it; only "
         "Oppfølgingsgruppen may"),
        (written("waiver", rule="T1"),
         "rule: Note: The waiver d has no effect: T1 is the number of a demand, and it must be "
         "about one rule; write plan-exists"),
        (written("judgement"),
         "documents judged (basis): Note: The judgement d decides nothing: plan/gone, which it "
         "is based on, is not "
         "here; let it come too, or judge anew"),
        (written("judgement", judged_on="2999-01-01", basis={}),
         "date of judging (judged_on): Note: The judgement d decides nothing: it counts from "
         "1 January 2999 only, "
         "after"),
        # Of a year of which nothing has come, something may be said already.
        (written("waiver", period="2017"), None),
        (written("reply", period="2025"),
         "period: Note: The reply d answers nothing: no rule book covers 2025; trial-book covers 1 "
         "January 2015 to 31 December 2018"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_stored_and_told_of(
    run: Run, store: str, decision: dict[str, Any], told: str | None
) -> None:
    put(Path.cwd(), "d.jsonl", decision)
    ran = run("import", "d.jsonl", *OWN_BOOK)
    assert (ran.status, ran.out) == (0, "1 document read: 1 new, 0 replaced, 0 unchanged\n")
    assert ran.err.startswith("" if told is None else f"d.jsonl, line 1, {told}")
    assert bool(ran.err) is (told is not None)
    checked = run("check", "--store", store, *OWN_BOOK, "--as-of", "2016-01-15")
    assert checked.status < 3


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (written("waiver", rule="T1"), "T1 is the number of a demand"),
        (written("reply", rule="T1"), "T1 is the number of a demand"),
        (written("waiver", granted_by="Sekretariatet"), "Sekretariatet may not grant it"),
        (written("judgement", judged_by="rogaland"), "rogaland may not judge that"),
        (written("judgement", basis={}), "it names no document that it is based on"),
        (written("waiver"), "council/rogaland is not judged in 2015; correct it"),
    ],
)
def test_much_can_be_told_before_anything_has_come(
    run: Run, decision: dict[str, Any], told: str
) -> None:
    put(Path.cwd(), "d.jsonl", decision)
    ran = run("import", "d.jsonl", *OWN_BOOK)
    assert (ran.status, told in ran.err) == (0, True)
    # And where there is nothing to check, too.
    ran = run("check", "d.jsonl", *OWN_BOOK, "--as-of", "2016-04-01")
    assert (ran.status, ran.out) == (4, "")
    assert ("nothing here is about 2015" if "not judged" in told else told) in ran.err


def test_nobody_judges_its_own_case_before_anything_has_come(run: Run) -> None:
    about = {"rule": "party-report-exists", "subject": "party/LO", "period": "2012-H2"}
    put(Path.cwd(), "d.jsonl", written("judgement", **about, judged_by="LO"))
    ran = run("import", "d.jsonl")
    assert ran.status == 0
    assert "LO may not judge its own case; only Oppfølgingsgruppen may" in ran.err


def test_only_what_breaks_the_schema_is_refused_and_all_is_told(run: Run, store: str) -> None:
    put(Path.cwd(), "d.jsonl", written("waiver", expires_on=None, rule="T1", subject="Rogaland"))
    ran = run("import", "d.jsonl", *OWN_BOOK, "--store", store)
    assert (ran.status, ran.out) == (3, "")
    assert [line.partition(": ")[0] for line in ran.err.splitlines()] == [
        "d.jsonl, line 1, rule", "d.jsonl, line 1, subject",
        "d.jsonl, line 1, last day it holds (expires_on)", "d.jsonl, line 1, subject",
        "Nothing has been stored, because of d.jsonl",
    ]  # fmt: skip


def test_an_import_tells_of_judgements_whose_basis_it_replaces(run: Run, store: str) -> None:
    basis = yaml.safe_load(template(run, "judgement", *ABOUT, "--store", store))["basis"]
    put(Path.cwd(), "d.jsonl", written("judgement", rule=ABOUT[1], basis=basis))
    assert run("import", "d.jsonl", *OWN_BOOK).err == ""
    put(Path.cwd(), "e.jsonl", COUNCIL | {"note": "x"})
    assert run("import", "e.jsonl", *OWN_BOOK).err == ""
    put(Path.cwd(), "e.jsonl", REPORT)
    ran = run("import", "e.jsonl", *OWN_BOOK)
    assert ran.status == 0
    assert ran.err == (
        "d.jsonl, line 1, documents judged (basis): Note: The judgement d decides nothing: "
        "report/r-2015, which it is based on, has changed since; judge anew\n"
    )
    put(Path.cwd(), "f.jsonl", PLAN | {"note": "x"})
    assert run("import", "f.jsonl", *OWN_BOOK).err == ""


def test_a_decision_is_taken_back_by_the_right_one_under_the_same_id(run: Run, store: str) -> None:
    """Nothing is taken out of a store: what advises that must say what works."""
    basis = yaml.safe_load(template(run, "judgement", *ABOUT, "--store", store))["basis"]
    right = written("judgement", rule=ABOUT[1], basis=basis, verdict="met")
    put(Path.cwd(), "d.jsonl", right, {**right, "_id": "e", "verdict": "deviation"})
    again = "import one of them again under the same “_id” with the verdict that is right"
    assert run("import", "d.jsonl", *OWN_BOOK).err.count(again) == 2
    put(Path.cwd(), "e.jsonl", {**right, "_id": "e"})
    ran = run("import", "e.jsonl", *OWN_BOOK)
    assert (ran.out.splitlines()[0], ran.err) == ("Replaced: judgement/e", "")
    assert finding(run, "--store", store)["verdict"] == "met"
    # One that was made about the wrong period.
    put(Path.cwd(), "f.jsonl", {**right, "period": "2025"}, {**right, "_id": "e", "period": "2025"})
    assert run("import", "f.jsonl", *OWN_BOOK).err.count("no rule book covers 2025") == 2
    put(Path.cwd(), "g.jsonl", right, {**right, "_id": "e"})
    assert run("import", "g.jsonl", *OWN_BOOK).err == ""
    assert finding(run, "--store", store)["verdict"] == "met"


def test_a_stored_decision_that_breaks_its_schema_is_no_news() -> None:
    stored = document("waiver", granted_on="2016-99-01", granted_by=5)
    books, schemas = shipped()
    coming = document("council", centre=None)
    found = import_problems([coming], [stored], books, schemas, day("2016-04-01"))
    assert list(found) == []


def test_what_loses_its_effect_by_what_comes_is_told_at_import(run: Run, store: str) -> None:
    """A stored judgement that is contradicted, or that was made on what there was then."""
    del store
    put(Path.cwd(), "a.jsonl", COUNCIL | {"_id": "oslo", "name": "IA-rådet i Oslo"})
    assert run("import", "a.jsonl", *OWN_BOOK).err == ""
    basis = yaml.safe_load(
        template(run, "judgement", "--rule", "plan-exists", "--council", "oslo", "--period", "2015",
                 "--store", "sqlite:iacheck.db")
    )["basis"]  # fmt: skip
    about = {"subject": "council/oslo", "basis": basis}
    put(Path.cwd(), "d.jsonl", written("judgement", **about))
    assert run("import", "d.jsonl", *OWN_BOOK).err == ""
    # What is contradicted is told, and what contradicts.
    put(Path.cwd(), "e.jsonl", written("judgement", _id="e", verdict="deviation", **about))
    told = run("import", "e.jsonl", *OWN_BOOK).err.splitlines()
    assert [line.partition(": Note: ")[2].partition(";")[0] for line in told] == [
        "The judgement d decides nothing: judgement/e decides otherwise about the same finding",
        "The judgement e decides nothing: judgement/d decides otherwise about the same finding",
    ]
    # What was told is told once.
    put(Path.cwd(), "g.jsonl", written("reply"))
    assert run("import", "g.jsonl", *OWN_BOOK).err == ""
    put(Path.cwd(), "f.jsonl", PLAN | {"_id": "o-2015", "council": "oslo"})
    ran = run("import", "f.jsonl", *OWN_BOOK)
    assert (ran.status, ran.err) == (0, "".join(
        f"{key}.jsonl, line 1, documents judged (basis): Note: The judgement {key} decides "
        "nothing: it rests on none of what the rule reads now (plan/o-2015); judge anew, or add "
        "them to “basis” where the judgement was made on them\n"
        for key in ("d", "e")
    ))  # fmt: skip


def test_a_judgement_on_a_missing_report_does_not_outlive_its_arrival(run: Run) -> None:
    party = {"kind": "party", "_id": "LO", "name": "Landsorganisasjonen i Norge",
             "side": "employee"}  # fmt: skip
    put(Path.cwd(), "a.jsonl", party)
    about = {"rule": "party-report-exists", "subject": "party/LO", "period": "2012-H2"}
    options = ("--rule", about["rule"], "--party", "LO", "--period", "2012-H2")
    told = run("template", "judgement", *options, "--from", "a.jsonl", "--lang", "en").out
    basis = yaml.safe_load(told)["basis"]
    assert list(basis) == ["party/LO"]
    judged = written("judgement", **about, verdict="deviation", judged_on="2013-02-20", basis=basis)
    put(Path.cwd(), "d.jsonl", judged)
    report = {"kind": "party_report", "_id": "lo", "party": "LO", "period": "2012-H2",
              "submitted_on": "2013-02-25", "sections": []}  # fmt: skip
    put(Path.cwd(), "r.jsonl", report)
    for files, verdict, notices in (
        (["a.jsonl", "d.jsonl"], "deviation", []),
        (["a.jsonl", "d.jsonl", "r.jsonl"], "met", ["/basis"]),
    ):
        ran = run("check", *files, "--period", "2012-H2", "--as-of", "2013-03-01", "--format",
                  "json")  # fmt: skip
        found = json.loads(ran.out)
        (finding_,) = [f for s in found["subjects"] for f in s["findings"]
                       if (s["subject"], f["rule"]) == ("party/LO", about["rule"])]  # fmt: skip
        assert finding_["verdict"] == verdict
        assert [p["path"] for p in found["problems"]] == notices


@pytest.mark.parametrize(
    ("rule", "period", "told"),
    [
        ("later-years", "2015",
         "the rule does not apply there; import the document again under the same “_id” with the "
         "right rule, subject or period, or let it stand, for it does no harm"),
        ("plan-exists", "2017", None),
    ],
)  # fmt: skip
def test_an_import_tells_where_a_judgement_has_nothing_to_decide(
    run: Run, store: str, rule: str, period: str, told: str | None
) -> None:
    names = ("council/rogaland", "plan/p-2015", "report/r-2015")
    _, schemas = books_and_schemas((Path(OWN_BOOK[1]),))
    stored = from_store(store, schemas).documents
    basis = {d.name: d.sha256 for d in stored if d.name in names}
    assert len(basis) == len(names)
    judged = written("judgement", rule=rule, period=period, judged_on="2020-01-01", basis=basis)
    put(Path.cwd(), "d.jsonl", judged)
    expected = [] if told is None else [f"The judgement d decides nothing: {told}"]
    ran = run("import", "d.jsonl", *OWN_BOOK)
    assert [line.partition(": Note: ")[2] for line in ran.err.splitlines()] == expected
    # What the check tells is the same.
    ran = run("check", *OWN_BOOK, "--period", period, "--as-of", "2020-01-02", "--format", "json")
    assert [p["message"] for p in json.loads(ran.out)["problems"]] == expected
    # It is told once.
    put(Path.cwd(), "g.jsonl", written("reply"))
    assert run("import", "g.jsonl", *OWN_BOOK).err == ""


def test_a_waiver_of_a_council_that_goes_is_told_of_at_import(run: Run) -> None:
    """Where there is no register, whoever documents name is judged; then there is one."""
    put(Path.cwd(), "a.jsonl", PLAN, written("waiver"))
    assert run("import", "a.jsonl", *OWN_BOOK).err == ""
    put(Path.cwd(), "b.jsonl", COUNCIL | {"_id": "oslo", "name": "IA-rådet i Oslo"})
    told = run("import", "b.jsonl", *OWN_BOOK).err
    assert (
        "a.jsonl, line 2, subject: Note: The waiver d has no effect: council/rogaland is " in told
    )
    put(Path.cwd(), "c.jsonl", COUNCIL)
    assert run("import", "c.jsonl", *OWN_BOOK).err == ""
