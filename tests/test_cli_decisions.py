"""Waivers, judgements and replies on the command line: written, filled in, imported, in force."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from building import day, document
from commands import COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, put
from shipped import shipped

from iacheck.cli.loading import books_and_schemas, from_store
from iacheck.language.messages import LANGS
from iacheck.store.importing import import_problems

Run = Callable[..., Ran]
KINDS = ("judgement", "waiver", "reply")
GAPS = REPORT | {"activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1, 2]}]}
ABOUT = ("--rule", "report-covers-sub-goals", "--council", "rogaland", "--period", "2015")
# What is left to fill in of each kind, and with what.
FILLED: dict[str, dict[str, Any]] = {
    "judgement": {"verdict": "met", "reason": "Seminaret var også for seniorer",
                  "judged_on": "2016-04-01"},
    "waiver": {"reason": "Brann i arkivet", "granted_on": "2016-04-01", "expires_on": "2016-12-31"},
    "reply": {"intent": "mend", "text": "Vi fører det opp", "given_on": "2016-04-01"},
}  # fmt: skip


@pytest.fixture
def store(run: Run) -> str:
    put(Path.cwd(), "a.jsonl", COUNCIL, PLAN, GAPS)
    assert run("import", "a.jsonl", *OWN_BOOK).status == 0
    return "sqlite:iacheck.db"


def template(run: Run, kind: str, *arguments: str | Path, lang: str = "en") -> str:
    ran = run("template", kind, *arguments, "--as-of", "2016-04-01", *OWN_BOOK, "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def finding(run: Run, *arguments: str) -> dict[str, Any]:
    ran = run("check", *arguments, *OWN_BOOK, "--as-of", "2016-04-02", "--format", "json")
    found = json.loads(ran.out)
    assert found["problems"] == []
    (subject,) = [s for s in found["subjects"] if s["subject"] == "council/rogaland"]
    return next(f for f in subject["findings"] if f["rule"] == "report-covers-sub-goals")


def test_a_judgement_to_fill_in_from_a_store(run: Run, store: str) -> None:
    assert template(run, "judgement", *ABOUT, "--store", store) == (
        "# A judgement, to fill in: people decide what a finding is\n"
        "# Fill in what stands empty, and import the file: iacheck import\n"
        "#\n"
        "# T3 The annual report covers the sub-goals (skal)\n"
        "# Source: trial-letter, Rapportering, paragraph 3\n"
        "# IA-rådet i Rogaland, 2015\n"
        "# Found: Deviation\n"
        "# – No activity under sub-goal 3\n"
        "kind: judgement\n"
        "_id: rogaland-2015-report-covers-sub-goals\n"
        "rule: report-covers-sub-goals\n"
        "subject: council/rogaland\n"
        "period: '2015'\n"
        "\n"
        "# What is decided: met or deviation\n"
        "verdict:\n"
        "\n"
        "# Why it is decided so\n"
        "reason:\n"
        "\n"
        "# Who decides; only Oppfølgingsgruppen may\n"
        "judged_by: Oppfølgingsgruppen\n"
        "\n"
        "# The day, such as 2016-03-15\n"
        "judged_on:\n"
        "\n"
        "# The documents that the finding read, as they are now; strike those that were not "
        "looked\n#   at. When one of them changes, the judgement no longer holds\n"
        "basis:\n"
        f"  report/r-2015: {sha256(run, store)}\n"
    )


def sha256(run: Run, store: str) -> str:
    """That of the stored report, as a finding that needs a judgement tells it."""
    ran = run("check", "--store", store, *OWN_BOOK, "--as-of", "2016-04-02", "--format", "json")
    (subject,) = json.loads(ran.out)["subjects"][:1]
    bases = [finding["basis"] for finding in subject["findings"] if finding["basis"]]
    return str(bases[0]["report/r-2015"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_filled_in_imported_and_decides(
    run: Run, store: str, kind: str, lang: str
) -> None:
    told = template(run, kind, *ABOUT, "--store", store, lang=lang)
    # It is a document but for what stands empty, and nothing of it is stored so.
    Path("decision.yaml").write_text(told, "utf-8")
    before = finding(run, "--store", store)
    assert run("import", "decision.yaml", *OWN_BOOK).status == 3
    for name in FILLED[kind]:
        told = told.replace(f"\n{name}:\n", f"\n{name}: {json.dumps(FILLED[kind][name])}\n")
    Path("decision.yaml").write_text(told, "utf-8")
    imported = run("import", "decision.yaml", *OWN_BOOK)
    assert (imported.status, imported.err) == (0, "")
    assert before["verdict"] == "deviation"
    after = finding(run, "--store", store)
    assert after["verdict"] == {"judgement": "met", "waiver": "waived", "reply": "deviation"}[kind]
    key = "rogaland-2015-report-covers-sub-goals"
    expected = {
        "judgement": {
            "document": f"judgement/{key}", "by": "Oppfølgingsgruppen", "on": "2016-04-01",
            "reason": "Seminaret var også for seniorer",
        },
        "waiver": {
            "document": f"waiver/{key}", "by": "Oppfølgingsgruppen", "granted_on": "2016-04-01",
            "expires_on": "2016-12-31", "reason": "Brann i arkivet",
        },
    }  # fmt: skip
    state = {"judgement": "dismissed", "waiver": "waived", "reply": "answered"}
    assert (before["state"], after["state"]) == ("open", state[kind])
    assert [one["intent"] for one in after["replies"]] == (["mend"] if kind == "reply" else [])
    assert {name: after[name] for name in ("judgement", "waiver")} == {
        name: value if name == kind else None for name, value in expected.items()
    }


def test_files_to_fill_in_from(run: Run, store: str) -> None:
    put(Path.cwd(), "b.jsonl", COUNCIL)
    put(Path.cwd(), "c.jsonl", GAPS)
    of_store = template(run, "judgement", *ABOUT, "--store", store)
    assert template(run, "judgement", *ABOUT, "--from", "a.jsonl") == of_store
    assert template(run, "judgement", *ABOUT, "--from", "b.jsonl", "--from", "c.jsonl") == of_store
    # As a shell writes it that was given `--from *.jsonl`.
    assert template(run, "judgement", *ABOUT, "--from", "b.jsonl", "c.jsonl") == of_store
    assert run("template", "waiver", *ABOUT, "b.jsonl", *OWN_BOOK) == Ran(
        2, "", "Name the files to fill in from with --from\n"
    )
    both = ("--from", "a.jsonl", "--store", store)
    assert run("template", "waiver", *ABOUT, *both, *OWN_BOOK) == Ran(
        2, "", "Give either --store or --from, not both\n"
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("judgement", {"judged_by": "Oppfølgingsgruppen", "basis": None}),
        ("waiver", {"granted_by": "Oppfølgingsgruppen", "granted_on": None, "expires_on": None}),
        ("reply", {"intent": None, "given_by": "rogaland", "planned_on": None}),
    ],
)
def test_nothing_is_needed_to_write_one(run: Run, kind: str, expected: dict[str, Any]) -> None:
    filled = yaml.safe_load(template(run, kind, *ABOUT))
    assert filled["_id"] == "rogaland-2015-report-covers-sub-goals"
    assert {name: filled[name] for name in expected} == expected


def test_a_finding_on_what_is_missing_rests_on_what_there_is_of_the_subject(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL)
    about = ("--rule", "report-delivered", "--subject", "council/IA-rådet i Rogaland")
    told = template(run, "judgement", *about, "--period", "2015", "--from", "a.jsonl")
    filled = yaml.safe_load(told)
    assert filled["subject"] == "council/rogaland"
    assert list(filled["basis"]) == ["council/rogaland"]
    assert "# Found: Deviation\n# – The annual report had not come by 1 March 2016\n" in told


def test_a_reason_is_told_of_what_cannot_be_told(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL)
    assert "# Found: Undetermined. Missing for 2015: report\n" in template(
        run, "reply", *ABOUT, "--from", "a.jsonl"
    )


def test_a_deviation_that_is_accepted_is_told_as_such(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, GAPS, written("waiver", rule=ABOUT[1]))
    told = template(run, "reply", *ABOUT, "--from", "a.jsonl", lang="nb")
    assert "# Funnet er: Avvik med dispensasjon. Godtatt av Oppfølgingsgruppen 1. januar" in told


def test_a_party_by_any_of_its_names(run: Run) -> None:
    about = ("--rule", "party-report-exists", "--period", "2012-H2", "--lang", "en")
    for arguments in (("--party", "LO"), ("--subject", "party/Landsorganisasjonen i Norge")):
        filled = yaml.safe_load(run("template", "reply", *about, *arguments).out)
        assert filled["subject"] == "party/LO"
        assert filled["given_by"] == "Landsorganisasjonen i Norge"
        assert filled["_id"] == "LO-2012-h2-party-report-exists"


def test_what_nobody_sees_is_written_as_an_escape(run: Run) -> None:
    hidden = "r\u202e-2015"
    put(Path.cwd(), "a.jsonl", COUNCIL, GAPS | {"_id": hidden})
    told = template(run, "judgement", *ABOUT, "--from", "a.jsonl")
    assert "\u202e" not in told
    assert list(yaml.safe_load(told)["basis"]) == [f"report/{hidden}"]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--rule", "report-covers-sub-goal", "--council", "rogaland", "--period", "2015"), 2,
         "there is no rule report-covers-sub-goal for 2015; did you mean "
         "“report-covers-sub-goals”?"),
        (("--rule", "T3", "--council", "rogaland", "--period", "2015"), 2,
         "T3 is the number of a demand, and it must be about one rule; write "
         "report-covers-sub-goals"),
        (("--rule", "plan-exists", "--party", "LO", "--period", "2015"), 2,
         "The rule plan-exists is on councils over a year, and party/LO in 2015 is no such"),
        (("--rule", "plan-exists", "--council", "rogaland", "--period", "2015-H1"), 2,
         "The rule plan-exists is on councils over a year, and council/rogaland in first half of "
         "2015 is no such"),
        (("--rule", "plan-exists", "--subject", "rogaland", "--period", "2015"), 2,
         "“rogaland” is no subject; choose council/…, party/…, centre/… or national"),
        (("--rule", "plan-exists", "--subject", "council/", "--period", "2015"), 2,
         "“council/” is no subject; choose council/…, party/…, centre/… or national"),
        (("--rule", "plan-exists", "--subject", "national/x", "--period", "2015"), 2,
         "“national/x” is no subject; choose council/…, party/…, centre/… or national"),
        (("--rule", "plan-exists", "--council", "rogaland", "--period", "2025"), 4,
         "No rule book covers 2025; trial-book covers 1 January 2015 to 31 December 2018"),
        (("--rule", "plan-exists", "--council", "rogalnd", "--period", "2015", "--from", "a.jsonl"),
         4, "There is no subject “council/rogalnd” here; did you mean “council/rogaland”?"),
        (("--rule", "plan-exists", "--council", "rogaland"), 2,
         "A waiver is about one rule, one subject and one period; name all three, such as --rule "
         "report-delivered --subject council/rogaland --period 2015"),
        (("--rule", "plan-exists", "--council", "a", "--party", "LO", "--period", "2015"), 2,
         "A waiver is about one rule, one subject and one period; name all three, such as --rule "
         "report-delivered --subject council/rogaland --period 2015"),
        (("--rule", "plan-exists", "--council", "a", "--period", "2015", "--out", "a.xlsx"), 2,
         "a.xlsx: The form is a .yaml file; let the name end so"),
        (("--rule", "plan-exists", "--council", "a", "--period", "2015", "--out", "b.yaml"), 2,
         "b.yaml: The file is there already, perhaps filled in; choose another name"),
    ],
)  # fmt: skip
def test_what_there_is_not(run: Run, arguments: tuple[str, ...], status: int, told: str) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, GAPS)
    Path("b.yaml").touch()
    ran = run("template", "waiver", *arguments, *OWN_BOOK)
    assert (ran.status, ran.out, ran.err.splitlines()[-1]) == (status, "", told)


def test_a_party_that_there_is_not(run: Run) -> None:
    about = ("--rule", "party-report-exists", "--period", "2012-H2")
    ran = run("template", "reply", *about, "--party", "Spektter")
    assert ran.status == 4
    assert ran.err == (
        "“Spektter” is none of the agreement's parties in second half of 2012; did you mean "
        "“Spekter”?\n"
    )


def test_a_file_that_is_broken_fills_in_nothing(run: Run) -> None:
    Path("a.json").write_text("{", "utf-8")
    ran = run("template", "waiver", *ABOUT, "--from", "a.json", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")


def test_a_document_that_is_broken_fills_in_what_it_can(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, GAPS | {"submitted_on": 5})
    told = template(run, "waiver", *ABOUT, "--from", "a.jsonl")
    assert "# – No activity under sub-goal 3\n" in told


def test_where_nobody_can_be_found_for_what_is_broken_that_is_told(run: Run) -> None:
    put(Path.cwd(), "a.jsonl", COUNCIL, GAPS | {"submitted_on": 5})
    about = ("--rule", "plan-exists", "--council", "oslo", "--period", "2015")
    ran = run("template", "waiver", *about, "--from", "a.jsonl", *OWN_BOOK)
    assert (ran.status, ran.out) == (3, "")
    assert "a.jsonl, line 2, submission date (submitted_on): " in ran.err
    assert "There is no subject “council/oslo” here" in ran.err


def test_what_nobody_can_be_named_for_is_left_to_fill_in(run: Run, tmp_path: Path) -> None:
    """A reply for the whole country, and a decision where the rule book lets nobody decide."""
    about = ("--rule", "councils-invited-to-gathering", "--subject", "national", "--period", "2015")
    told = run("template", "reply", *about).out
    assert "\n_id: national-2015-councils-invited-to-gathering\n" in told
    assert "\nsubject: national\n" in told
    assert "\ngiven_by:\n" in told
    folder = tmp_path / "trial-book"
    shutil.copytree(OWN_BOOK[1], folder)
    book = folder / "rulebook.yaml"
    bodies = "judgements_by: [Gruppa, Rådet]"
    text = book.read_text("utf-8").replace("waivers_granted_by: [Oppfølgingsgruppen]", "")
    book.write_text(text.replace("judgements_by: [Oppfølgingsgruppen]", bodies), "utf-8")
    ran = run("template", "waiver", *ABOUT, "--rulebook", folder)
    assert "# Who decides; the rule book lets nobody do so\ngranted_by:\n" in ran.out
    ran = run("template", "judgement", *ABOUT, "--rulebook", folder)
    assert "# Who decides; only Gruppa or Rådet may\njudged_by:\n" in ran.out


@pytest.mark.parametrize("option", ["--rule", "--subject", "--as-of"])
def test_forms_take_no_options_of_decisions(run: Run, option: str) -> None:
    value = "2016-01-01" if option == "--as-of" else "x"
    ran = run("template", "plan", "--council", "a", "--out", "p.xlsx", option, value)
    assert ran == Ran(2, "", f"{option} does not go with plan\n")


def test_a_former_id_is_told_as_what_it_is_now(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "trial-book"
    folder.mkdir()
    for path in Path(OWN_BOOK[1]).glob("*.yaml"):
        text = path.read_text("utf-8")
        if path.stem in ("plan-exists", "chair-is-recorded"):
            text += "formerly: [plan-and-chair]\n"
        (folder / path.name).write_text(text, "utf-8")
    about = ("--rule", "plan-and-chair", "--council", "rogaland", "--period", "2015")
    ran = run("template", "waiver", *about, "--rulebook", folder)
    assert ran == Ran(
        2, "", "plan-and-chair is a former id; write plan-exists or chair-is-recorded\n"
    )
    listed = json.loads(run("rules", "list", "--format", "json", "--rulebook", folder).out)
    assert {rule["rule"] for rule in listed if rule["formerly"] == ["plan-and-chair"]} == {
        "plan-exists", "chair-is-recorded",
    }  # fmt: skip
    told = run("rules", "show", "plan-exists", "--rulebook", folder).out
    assert "  Former ids: plan-and-chair\n" in told


def written(kind: str, **fields: Any) -> dict[str, Any]:
    about = {"_id": "d", "rule": "plan-exists", "subject": "council/rogaland", "period": "2015"}
    own: dict[str, dict[str, Any]] = {
        "waiver": {"granted_by": "Oppfølgingsgruppen", "granted_on": "2016-01-01",
                   "expires_on": "2016-12-31", "reason": "x"},
        "judgement": {"judged_by": "Oppfølgingsgruppen", "judged_on": "2016-01-01",
                      "verdict": "met", "reason": "x", "basis": {"plan/gone": "0" * 64}},
        "reply": {"text": "x", "intent": "mend", "given_by": "LO", "given_on": "2016-01-01"},
    }  # fmt: skip
    return {"kind": kind, **about, **own[kind], **fields}


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
