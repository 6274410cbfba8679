"""Waivers, judgements and replies to fill in on the command line, and what comes of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import COUNCIL, OWN_BOOK, Ran, put
from decision_commands import ABOUT, GAPS, Run, decision_store, finding, template, written

from iacheck.language.messages import LANGS

KINDS = ("judgement", "waiver", "reply")
# What is left to fill in of each kind, and with what.
FILLED: dict[str, dict[str, Any]] = {
    "judgement": {"verdict": "met", "reason": "Seminaret var også for seniorer",
                  "judged_on": "2016-04-01"},
    "waiver": {"reason": "Brann i arkivet", "granted_on": "2016-04-01", "expires_on": "2016-12-31"},
    "reply": {"intent": "mend", "text": "Vi fører det opp", "given_on": "2016-04-01"},
}  # fmt: skip


@pytest.fixture
def store(run: Run) -> str:
    return decision_store(run)


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
    assert "what is asked for is IA-rådet i Oslo" in ran.err
    assert "There is no subject" not in ran.err


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
