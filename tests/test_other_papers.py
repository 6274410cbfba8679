"""Papers for another period or from another council than is asked for are told of first."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, PLAN, REPORT, Ran, put
from own_papers import own_paper
from web_clients import client

from iacheck.language.messages import LANGS, Lang

# Of a plan of Hedmark for 2016.
OTHER_PERIOD: dict[Lang, str] = {
    "nb": "plan.txt, linje 1, periode: Merk: Dokumentet gjelder 2016, mens det er 2015 som er "
    "valgt: Det teller ikke med der. Velg 2016, eller ingen periode, for å få det vurdert",
    "nn": "plan.txt, linje 1, periode: Merk: Dokumentet gjeld 2016, medan det er 2015 som er "
    "valt: Det tel ikkje med der. Vel 2016, eller ingen periode, for å få det vurdert",
    "en": "plan.txt, line 1, period: Note: The paper is for 2016, and what is asked for is 2015: "
    "it does not count there. Ask for 2016, or for no period, to have it judged",
}
OTHER_COUNCIL: dict[Lang, str] = {
    "nb": "Dokumentet er fra IA-rådet i Hedmark, mens det er IA-rådet i Rogaland som er valgt",
    "nn": "Dokumentet er frå IA-rådet i Hedmark, medan det er IA-rådet i Rogaland som er valt",
    "en": "The paper is from IA-rådet i Hedmark, and what is asked for is IA-rådet i Rogaland",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("asked", "told"),
    [({"period": "2015"}, OTHER_PERIOD), ({"council": "Rogaland"}, OTHER_COUNCIL)],
)
def test_a_list_on_a_page_opens_with_it(
    asked: dict[str, str], told: dict[Lang, str], lang: Lang, tmp_path: Path
) -> None:
    file = own_paper(tmp_path, "plan.txt")
    page = client().post(f"/sjekk?lang={lang}", files=[("file", (file.name, file.read_bytes()))],
                         data={**asked, "as_of": "2016-06-01"}).text  # fmt: skip
    list_ = page[page.index('<div class="list">') :]
    (first, *_) = list_.split("<p ")[1:]
    assert told[lang] in first
    assert page.count(told[lang]) == 1


@pytest.mark.parametrize("format_", ["json", "text", "html", "csv"])
def test_a_list_of_the_command_line_tells_it(
    format_: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    own_paper(tmp_path, "plan.txt")
    ran = run("check", "plan.txt", "--period", "2015", "--lang", "nb", "--format", format_)
    assert "Dokumentet gjelder 2016, mens det er 2015" in " ".join((ran.out + ran.err).split())


def test_a_program_is_told_what_was_given_and_where(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    own_paper(tmp_path, "plan.txt")
    ran = run("check", "plan.txt", "--council", "Rogaland", "--format", "json")
    first = json.loads(ran.out)["problems"][0]
    assert (first["file"], first["path"]) == ("plan.txt", "/council")


OTHERS: list[tuple[list[dict[str, Any]], Sequence[str], int]] = [
    ([PLAN], [], 0),
    ([PLAN], ["--period", PLAN["period"]], 0),
    ([PLAN], ["--period", "2012"], 1),
    ([PLAN, REPORT], ["--period", "2012"], 2),
    # As whoever asks means it to be: another of the kind is what is asked for.
    ([PLAN, {**PLAN, "_id": "x", "period": "2012"}], ["--period", "2012"], 0),
    ([PLAN, {**PLAN, "_id": "x", "council": "oslo"}], ["--council", "oslo"], 0),
    # Everybody's: some of them are asked for, whether or not there is anything of theirs.
    ([PLAN, {**PLAN, "_id": "x", "council": "oslo"}], ["--council", "telmark"], 0),
    ([PLAN, {**PLAN, "_id": "x", "council": "oslo"}], ["--period", "2051"], 0),
    ([COUNCIL, {**PLAN, "council": "oslo"}], ["--council", "oslo"], 0),
    ([COUNCIL, {**PLAN, "council": "oslo"}], ["--council", "rogaland"], 0),
    ([{**COUNCIL, "_id": "oslo"}, PLAN], ["--council", "telemark"], 1),
    ([{**PLAN, "covers": ["2015", "2016"]}], ["--period", "2016"], 0),
    ([{**PLAN, "period": "2012"}], ["--period", "2012-H1"], 0),
    ([{**REPORT, "period": "2012"}], ["--period", "2012-H1"], 1),
    ([{**REPORT, "period": "2012-H2"}], ["--period", "2012"], 0),
    ([PLAN], ["--subject", "council"], 0),
    ([PLAN], ["--subject", "party/LO"], 0),
    ([{**PLAN, "council": None}], ["--council", "oslo"], 0),
]


@pytest.mark.parametrize(("documents", "options", "count"), OTHERS)
def test_it_is_told_where_nothing_of_the_kind_is_what_is_asked_for(
    documents: list[dict[str, Any]],
    options: Sequence[str],
    count: int,
    run: Callable[..., Ran],
    tmp_path: Path,
) -> None:
    put(tmp_path, "a.jsonl", *documents)
    ran = run("check", "a.jsonl", *options, "--lang", "en", "--format", "json")
    told = [one for one in json.loads(ran.out)["problems"] if "asked for" in one["message"]]
    assert len(told) == count


@pytest.mark.parametrize(
    ("council", "told"),
    [
        ("telemark", "what is asked for is IA-rådet i Telemark"),
        # A name that no council has may be a slip.
        ("rogalnd", "There is no subject “council/rogalnd” here; did you mean"),
    ],
)
def test_that_a_council_has_no_paper_here_is_told_once(
    council: str, told: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    put(tmp_path, "a.jsonl", PLAN)
    ran = run("check", "a.jsonl", "--council", council)
    assert (ran.status, ran.out) == (4, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_a_store_and_a_round_hold_papers_of_others_without_a_word(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    put(tmp_path, "a.jsonl", {**PLAN, "council": "oslo"}, {**REPORT, "period": "2014"})
    run("import", "a.jsonl")
    kept = run("round", "keep", "--period", "2015", "--as-of", "2016-06-01", "--lang", "en")
    status = run("status", "--period", "2015", "--as-of", "2016-06-01", "--lang", "en")
    list_ = run("check", "--round", "2015-2016-06-01", "--council", "rogaland", "--lang", "en")
    paper = run("report", "--period", "2015", "--as-of", "2016-06-01", "--lang", "en")
    for ran in (kept, status, list_, paper):
        assert "Rogaland" in ran.out or "is kept" in ran.out, ran
        assert "what is asked for is" not in " ".join((ran.out + ran.err).split())
