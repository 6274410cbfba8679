"""Every exit status that the contract names, and what each of them is told with."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commands import BOOK, COUNCIL, OWN_BOOK, PLAN, REPORT, Ran, iacheck, put
from jsonschema import Draft202012Validator

from iacheck import rulebooks
from iacheck.__main__ import main
from iacheck.checks.outcome import Outcome
from iacheck.checks.rule import RuleBook
from iacheck.checks.scope import Scope
from iacheck.documents.schemas import Schemas

ROOT = Path(__file__).parent.parent
Run = Callable[..., Ran]
Body = dict[str, Any]

CHAIRED = COUNCIL | {"chairs": [{"organisation": "LO", "from": "2014-01-01"}]}
UNCHAIRED = COUNCIL | {"chairs": [{"organisation": "LO", "from": "2014-01-01", "to": "2014-12-31"}]}
ONE_SUB_GOAL = REPORT | {"activities": [{"id": "a1", "title": "Seminar", "sub_goals": [1]}]}
WAIVER = {
    "kind": "waiver",
    "_id": "w1",
    "rule": "report-covers-sub-goals",
    "subject": "council/rogaland",
    "period": "2015",
    "reason": "Flom",
    "granted_by": "Oppfølgingsgruppen",
    "granted_on": "2016-03-01",
    "expires_on": "2016-12-31",
}
# What is wrong in each year, by the severity of the rule that is broken.
YEARS: dict[str, list[Body]] = {
    "nothing": [CHAIRED, PLAN, REPORT],
    "info": [UNCHAIRED, PLAN, REPORT],
    "warning": [CHAIRED, REPORT],
    "error": [CHAIRED, PLAN, ONE_SUB_GOAL],
    "all": [UNCHAIRED, ONE_SUB_GOAL],
    "waived": [CHAIRED, PLAN, ONE_SUB_GOAL, WAIVER],
}


def check(run: Run, documents: Sequence[Body], *more: str, as_of: str = "2016-04-01") -> Ran:
    put(Path.cwd(), "year.jsonl", *documents)
    return run("check", "year.jsonl", *OWN_BOOK, "--as-of", as_of, *more)


@pytest.mark.parametrize(
    ("year", "fails"),
    [
        ("nothing", []),
        ("info", ["info"]),
        ("warning", ["info", "warning"]),
        ("error", ["info", "warning", "error"]),
        ("all", ["info", "warning", "error"]),
        ("waived", []),
    ],
)
@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
def test_deviations_at_or_above_the_level_give_1(
    run: Run, year: str, fails: Sequence[str], fail_on: str
) -> None:
    ran = check(run, YEARS[year], "--fail-on", fail_on)
    assert ran.status == int(fail_on in fails)
    assert ran.err == ""


@pytest.mark.parametrize(("year", "status"), [("nothing", 0), ("warning", 0), ("error", 1)])
def test_only_errors_count_unless_told_otherwise(run: Run, year: str, status: int) -> None:
    assert check(run, YEARS[year]).status == status


def test_what_is_not_due_does_not_count(run: Run) -> None:
    ran = check(run, [CHAIRED, PLAN], "--fail-on", "info", as_of="2016-03-01")
    assert ran.status == 0
    assert "\nNOT DUE " in ran.out
    assert check(run, [CHAIRED, PLAN], as_of="2016-03-02").status == 1


@pytest.mark.parametrize(
    ("documents", "undetermined"),
    [([CHAIRED, PLAN, REPORT], 1), ([CHAIRED, PLAN], 2), ([PLAN], 3)],
)
def test_the_last_line_tells_how_many_are_undetermined(
    run: Run, documents: Sequence[Body], undetermined: int
) -> None:
    last = check(run, documents, as_of="2016-04-01").out.splitlines()[-1]
    assert last.endswith(f", {undetermined} undetermined.")


WRONG_USE = [
    ([], "Usage: iacheck"),
    (["chek"], "No such command 'chek'. (Did you mean one of: 'check', 'schema'?)"),
    (["rules", "lst"], "Did you mean 'list'?"),
    (["check", "--nope"], "No such option '--nope'"),
    (["check", "x.json", "--period", "2015-H3"], "“2015-H3” is no period; write a year (2015)"),
    (["check", "x.json", "--period", ""], "“” is no period"),
    (["check", "x.json", "--as-of", "2016-02-30"], "“2016-02-30” is no date"),
    (["check", "x.json", "--as-of", "1/4/2016"],
     "“1/4/2016” is no date; write 2016-04-01 or 01.04.2016"),
    (["check", "x.json", "--format", "xml"], "'xml' is not one of 'csv', 'docx', 'html', 'json', "
                                             "'md', 'pdf', 'text', 'xlsx'"),
    (["check", "x.json", "--fail-on", "warn"], "'warn' is not one of"),
    (["check", "x.json", "--lang", "da"], "'da' is not one of 'nb', 'nn', 'en'"),
    (["check", "x.json", "--store", "sqlite:a.db"], "Give either files or --store, not both"),
    (["check", "--store", "iacheck.db"], "“iacheck.db” is no address of a store"),
    (["check", "--store", "postgres://u:gjemt@h/d"], "“postgres://u@h/d” is no address"),
    (["check", "--store", ""], "“” is no address of a store"),
    (["check", "x.json", "--out"], "'--out' requires an argument"),
    (["check", "x.json", "--out", "."], "'--out'"),
    (["import"], "Missing argument 'FILE_OR_FOLDER …'"),
    (["import", "x.json", "--store", "http://h"], "“http://h” is no address of a store"),
    (["rules", "show"], "Missing argument 'RULE'"),
    (["rules", "show", "nothing-like-it", *OWN_BOOK], "There is no rule “nothing-like-it”"),
    (["rules", "show", "plan-exist", *OWN_BOOK], "did you mean “plan-exists”?"),
    (["schema", "show", "repport"], "“repport” is no kind of document; did you mean “report”?"),
    (["schema", "show", "zebra"], "“zebra” is no kind of document; choose allocation"),
    (["store", "status", "--store", "x:y"], "“x:y” is no address of a store"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), WRONG_USE, ids=[" ".join(a) for a, _ in WRONG_USE])
def test_wrong_use_gives_2(run: Run, arguments: Sequence[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "gjemt" not in ran.err


def test_a_language_in_the_environment_that_there_is_not_gives_2(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IACHECK_LANG", "dansk")
    ran = run("schema", "list")
    assert (ran.status, ran.out) == (2, "")
    assert "IACHECK_LANG" in ran.err
    assert "“dansk”" in ran.err or "«dansk»" in ran.err


CANNOT_RUN = [
    (["check", "missing.json"], "missing.json: There is no file or folder of this name"),
    (
        ["check", "brokn.json"],
        "brokn.json: There is no file or folder of this name; did you mean “br",
    ),
    (
        ["import", "brokn.json"],
        "brokn.json: There is no file or folder of this name; did you mean “b",
    ),
    (["check", "broken.json"], "broken.json, line 1: Not readable as JSON"),
    (["check", "year.jsonl", "broken.json"], "broken.json, line 1: Not readable as JSON"),
    (["check", "year.jsonl", "--rulebook", "nowhere"], "nowhere: There is no rule book"),
    (["check", "year.jsonl", "--rulebook", "empty"], "empty: There is no rule book"),
    (["check", "--store", "sqlite:broken.json"], "broken.json is no store of iacheck"),
    (["check", "--store", "sqlite:empty"], "empty is a folder"),
    (["import", "broken.json"], "Nothing has been stored"),
    (["import", "missing.json"], "Nothing has been stored"),
    (["store", "init", "--store", "sqlite:nowhere/a.db"], "there is no folder"),
    (["store", "status", "--store", "sqlite:broken.json"], "broken.json is no store"),
    (["rules", "list", "--rulebook", "empty"], "empty: There is no rule book"),
    (["check", "year.jsonl", "--out", "nowhere/x"], "there is no such folder; make it first"),
    (["check", "year.jsonl", "--out", "broken.json/x"], "a part of the path is a file"),
]


@pytest.mark.parametrize(
    ("arguments", "told"), CANNOT_RUN, ids=[" ".join(a) for a, _ in CANNOT_RUN]
)
def test_what_could_not_run_gives_3(run: Run, arguments: Sequence[str], told: str) -> None:
    put(Path.cwd(), "year.jsonl", *YEARS["nothing"])
    Path("broken.json").write_text('{"kind": "plan", ')
    Path("empty").mkdir()
    book = () if "--rulebook" in arguments or "store" in arguments else OWN_BOOK
    ran = run(*arguments, *book)
    assert ran.status == 3
    assert told in " ".join((ran.out + ran.err).split())


def test_unreadable_input_beats_deviations(run: Run) -> None:
    put(Path.cwd(), "year.jsonl", *YEARS["error"])
    ran = run("check", "year.jsonl", "missing.json", *OWN_BOOK, "--as-of", "2016-04-01")
    assert ran.status == 3
    assert "ERROR T3" in ran.out
    assert ran.out.splitlines()[-2] == "Not everything could be checked: 1 problem."
    assert ran.out.splitlines()[-1].endswith("1 undetermined.")


def test_a_broken_schema_gives_3_and_the_rest_is_judged(run: Run) -> None:
    broken = ONE_SUB_GOAL | {"submitted_on": "i mars"}
    ran = check(run, [COUNCIL, broken], "--format", "json")
    assert (ran.status, ran.err) == (3, "")
    told = json.loads(ran.out)
    (problem,) = told["problems"]
    assert (problem["file"], problem["place"], problem["path"]) == (
        "year.jsonl", "line 2", "/submitted_on",
    )  # fmt: skip
    assert problem["given"] == "i mars"
    assert "2015-02-10" in problem["expected"]
    verdicts = {f["demand"]: f["verdict"] for f in told["subjects"][0]["findings"]}
    assert verdicts == {
        "T1": "deviation", "T2": "undetermined", "T3": "deviation", "T4": "undetermined",
        "T5": "undetermined", "T6": "not_applicable",
    }  # fmt: skip


def test_a_rule_that_fails_gives_3_and_beats_deviations(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(scope: Scope) -> Outcome:
        raise ZeroDivisionError(scope)

    def books(folders: Sequence[Path], schemas: Schemas) -> tuple[RuleBook, ...]:
        (book,) = rulebooks.load_rulebooks(folders, schemas)
        first, *others = book.rules
        # Without `quick`, which would answer first, what fails is asked.
        broken = replace(first, check=replace(first.check, judge=fails, quick=None))
        return (replace(book, rules=(broken, *others)),)

    monkeypatch.setattr("iacheck.cli.loading.load_rulebooks", books)
    ran = check(run, YEARS["error"], "--fail-on", "info")
    assert ran.status == 3
    assert "\nCHECKER FAILED " in ran.out
    assert "ERROR T3" in ran.out
    assert ran.out.splitlines()[-2] == "Not everything could be checked: 1 rule failed."
    assert "ZeroDivisionError" in ran.out
    assert check(run, YEARS["nothing"], "--fail-on", "never").status == 3
    ran = run("report", "year.jsonl", *OWN_BOOK, "--as-of", "2016-04-01")
    assert ran.status == 3
    assert "Checks that failed" in ran.out


def test_a_failure_of_the_program_gives_3_without_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*arguments: object) -> None:
        raise ZeroDivisionError(arguments)

    monkeypatch.setattr("iacheck.cli.rules.books_and_schemas", fails)
    ran = run("rules", "list")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("iacheck itself failed (ZeroDivisionError)")
    monkeypatch.setenv("IACHECK_DEBUG", "1")
    ran = run("rules", "list")
    assert ran.status == 3
    assert ran.err.startswith("Traceback")


NOTHING = [
    (["check"], "There is no store iacheck.db yet"),
    (["store", "status"], "There is no store iacheck.db yet"),
    (["check", "--store", "sqlite:other.db"], "There is no store other.db yet"),
    (["check", "empty"], "There are no documents to check"),
    (["import", "empty"], "There are no documents to store"),
    (["check", "year.jsonl", "--period", "2014"], "No rule book covers 2014; trial-book covers"),
    (["check", "old.jsonl"], "No rule book covers 2012; trial-book covers 1 January 2015 to"),
    (["check", "year.jsonl", "--council", "rogalnd"], "did you mean “council/rogaland”?"),
    (["check", "year.jsonl", "--subject", "rogaland"], "did you mean “council/rogaland”?"),
    (["check", "year.jsonl", "--subject", "party/XX"], "There is no subject “party/XX” here"),
    (["check", "register.jsonl"], "None of the documents is about a period; name one with"),
    (["check", "party.jsonl"], "Nobody is to be judged in second half of 2015"),
    (["check", "windows.json"], "Note: The file is not in UTF-8"),
    (["check", "none.json"], "Note: The list of documents is empty"),
]


def _put_what_holds_nothing() -> None:
    put(Path.cwd(), "year.jsonl", *YEARS["error"])
    put(Path.cwd(), "old.jsonl", PLAN | {"period": "2012"})
    put(Path.cwd(), "register.jsonl", COUNCIL)
    report = {"kind": "party_report", "_id": "x", "party": "LO", "period": "2015-H2"}
    put(Path.cwd(), "party.jsonl", report | {"sections": []})
    Path("windows.json").write_bytes(json.dumps(COUNCIL, ensure_ascii=False).encode("cp1252"))
    Path("none.json").write_text("[]")
    Path("empty").mkdir()


@pytest.mark.parametrize(("arguments", "told"), NOTHING, ids=[" ".join(a) for a, _ in NOTHING])
def test_nothing_to_check_gives_4(run: Run, arguments: Sequence[str], told: str) -> None:
    _put_what_holds_nothing()
    ran = run(*arguments, *(() if "store" in arguments else OWN_BOOK))
    assert (ran.status, ran.out) == (4, "")
    assert told in ran.err


@pytest.mark.parametrize("arguments", [a for a, _ in NOTHING if a[0] == "check"], ids=" ".join)
@pytest.mark.parametrize("target", [(), ("--out", "ut.json"), ("--split", "ut")], ids=str)
def test_nothing_to_check_is_a_valid_result_for_programs(
    run: Run, arguments: Sequence[str], target: Sequence[str]
) -> None:
    _put_what_holds_nothing()
    written = {(): None, ("--out", "ut.json"): "ut.json", ("--split", "ut"): "ut/overview.json"}
    ran = run(*arguments, *OWN_BOOK, "--format", "json", *target)
    assert ran.status == 4
    file = written[tuple(target)]
    result = json.loads(ran.out if file is None else Path(file).read_text("utf-8"))
    schema = json.loads((ROOT / "schemas" / "result.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(result)
    assert result["subjects"] == []
    assert {problem["level"] for problem in result["problems"]} == {"notice"}
    assert result["problems"][-1]["message"] in " ".join(ran.err.split())


def test_an_empty_store_gives_4(run: Run) -> None:
    assert run("store", "init").status == 0
    ran = run("check", *OWN_BOOK)
    assert (ran.status, ran.out) == (4, "")
    assert "There are no documents to check" in ran.err


def test_a_period_beside_one_that_is_covered_is_told_of(run: Run) -> None:
    ran = check(run, [*YEARS["nothing"], PLAN | {"_id": "p-2012", "period": "2012"}])
    assert ran.status == 0
    assert "Note: No rule book covers 2012" in ran.out


def test_problems_are_not_lost_where_there_is_nothing_to_check(run: Run) -> None:
    put(Path.cwd(), "old.jsonl", PLAN | {"period": "2012"})
    ran = run("check", "old.jsonl", "missing.json", *OWN_BOOK)
    assert ran.status == 3
    assert "missing.json: There is no file" in ran.out
    assert "No rule book covers 2012" in ran.out
    ran = check(run, [REPORT | {"submitted_on": 5}], "--council", "nobody")
    assert ran.status == 3
    assert "submission date must be" in ran.out
    assert "There is no subject “council/nobody” here" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--council", "rogaland"],
        ["--council", "ROGALAND"],
        ["--council", "ia-rådet i rogaland"],
        ["--council", "council/rogaland"],
        ["--subject", "council/rogaland"],
        ["--subject", "council/IA-rådet i Rogaland"],
        ["--council", "rogaland", "--subject", "council/rogaland"],
    ],
)
def test_one_council_is_chosen_by_id_or_name(run: Run, arguments: Sequence[str]) -> None:
    other = COUNCIL | {"_id": "oslo", "name": "IA-rådet i Oslo", "counties": ["03"]}
    ran = check(run, [*YEARS["nothing"], other], *arguments)
    assert ran.status == 0
    assert ran.out.splitlines()[-1].startswith("1 subject checked")
    assert check(run, [*YEARS["nothing"], other]).status == 1


@pytest.mark.parametrize("name", ["LO", "lo", "Landsorganisasjonen", "landsorganisasjonen i norge"])
def test_a_party_is_chosen_by_id_name_or_alias(run: Run, name: str) -> None:
    put(Path.cwd(), "r.jsonl", {"kind": "party_report", "_id": "x", "party": "LO",
                                "period": "2012-H2", "sections": []})  # fmt: skip
    ran = run("check", "r.jsonl", "--subject", f"party/{name}", "--as-of", "2013-03-01")
    assert ran.status in {0, 1}
    assert "party/LO" in ran.out
    assert ran.out.splitlines()[-1].startswith("1 subject checked")


ENDS = [
    (0, ["year.jsonl", "--fail-on", "never"]),
    (1, ["year.jsonl"]),
    (2, ["--nope"]),
    (3, ["missing.json"]),
    (4, ["year.jsonl", "--period", "2014"]),
]
ERROR_YEAR = ("--rulebook", str(BOOK), "--as-of", "2016-04-01")


@pytest.mark.parametrize(("status", "arguments"), ENDS)
@pytest.mark.usefixtures("run")
def test_the_program_ends_with_the_status(
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    status: int,
    arguments: Sequence[str],
) -> None:
    put(Path.cwd(), "year.jsonl", *YEARS["error"])
    monkeypatch.setattr(sys, "argv", ["iacheck", "check", *arguments, *ERROR_YEAR])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == status
    assert b"Traceback" not in b"".join(capsysbinary.readouterr())


@pytest.mark.slow
def test_its_process_ends_with_the_status(tmp_path: Path) -> None:
    put(tmp_path, "year.jsonl", *YEARS["error"])
    ran = iacheck("check", "year.jsonl", "missing.json", *ERROR_YEAR, cwd=tmp_path)
    assert ran.status == 3
    assert "Traceback" not in ran.out + ran.err
