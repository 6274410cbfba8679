"""Of files, a council is judged for what its own papers are about, and not those of others."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import Ran

Run = Callable[..., Ran]
Periods = dict[str, set[str]]


def plan(council: str, period: str, **more: Any) -> dict[str, Any]:
    key = f"{council}-{period}"
    return {"kind": "plan", "_id": key, "council": council, "period": period, **more}


ROGALAND, HEDMARK = plan("rogaland", "2015"), plan("hedmark", "2016")
WAIVER = {
    "kind": "waiver",
    "_id": "w",
    "rule": "report-delivered",
    "subject": "council/Rogaland",
    "period": "2016",
    "reason": "Rådet er under oppstart",
    "granted_by": "Oppfølgingsgruppen",
    "granted_on": "2016-01-10",
    "expires_on": "2018-01-10",
}
OWN = {"rogaland": {"2015"}, "hedmark": {"2016"}}
ALL = {"rogaland": {"2015", "2016"}, "hedmark": {"2015", "2016"}}


def judged(run: Run, folder: Path, *documents: dict[str, Any], asked: tuple[str, ...]) -> Periods:
    (folder / "papers.jsonl").write_text("".join(json.dumps(d) + "\n" for d in documents))
    ran = run("check", *asked, "--as-of", "2017-06-01", "--format", "json")
    found: Periods = {}
    for one in json.loads(ran.out)["subjects"]:
        found.setdefault(one["subject"].removeprefix("council/"), set()).add(one["period"])
    return found


@pytest.mark.parametrize(
    ("documents", "asked", "expected"),
    [
        ([], [], OWN),
        ([], ["--council", "hedmark"], {"hedmark": {"2016"}}),
        # Whoever asks for a period asks it of all.
        ([], ["--period", "2015", "--period", "2016"], ALL),
        # A register says who owes something for each period.
        ([{"kind": "council", "_id": id_, "name": id_, "counties": []} for id_ in OWN], [], ALL),
        # A decision about a council is about it, too, and a plan may be for several years.
        ([WAIVER], [], {**OWN, "rogaland": {"2015", "2016"}}),
        ([plan("oslo", "2014", covers=["2015", "2016"])], [], {**OWN, "oslo": {"2015", "2016"}}),
        # What does not say its year may be for any.
        ([plan("oslo", "i fjor")], [], {**OWN, "oslo": {"2015", "2016"}}),
    ],
)
def test_a_council_is_judged_for_what_its_own_papers_are_about(
    run: Run, tmp_path: Path, documents: list[Any], asked: list[str], expected: Periods
) -> None:
    papers = (ROGALAND, HEDMARK, *documents)
    assert judged(run, tmp_path, *papers, asked=("papers.jsonl", *asked)) == expected


def test_a_store_judges_everybody_for_every_period(run: Run, tmp_path: Path) -> None:
    judged(run, tmp_path, ROGALAND, HEDMARK, asked=("papers.jsonl",))
    assert run("import", "papers.jsonl", "--store", "sqlite:s.db").status == 0
    asked = ("--store", "sqlite:s.db", "--subject", "council")
    assert judged(run, tmp_path, asked=asked) == ALL
