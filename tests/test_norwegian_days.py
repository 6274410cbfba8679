"""The day that it is: in Norway, wherever the machine stands."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from building import day
from commands import COUNCIL, OWN_BOOK, PLAN, Ran, iacheck, put

from iacheck.language import norwegian_days
from iacheck.language.norwegian_days import norwegian_day, today

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # One hour ahead of UTC in winter, two in summer.
        ("2016-02-28T22:59:59+00:00", "2016-02-28"),
        ("2016-02-28T23:00:00+00:00", "2016-02-29"),
        ("2016-06-30T21:59:59+00:00", "2016-06-30"),
        ("2016-06-30T22:00:00+00:00", "2016-07-01"),
        ("2016-03-01T00:30:00+05:00", "2016-02-29"),
        ("2016-02-28T23:00:00", "2016-02-29"),
        ("9999-12-31T23:30:00", "9999-12-31"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01"),
    ],
)
def test_the_day_of_a_moment(moment: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime.datetime.fromisoformat(moment)
    assert norwegian_day(at) == day(expected)
    monkeypatch.setattr(norwegian_days, "_now", lambda: at)
    assert today() == day(expected)


@pytest.mark.parametrize("command", ["check", "report"])
def test_a_check_without_a_day_is_as_of_today_in_norway(
    command: str, run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        norwegian_days, "_now", lambda: datetime.datetime(2016, 2, 29, 23, 0, tzinfo=UTC)
    )
    path = put(tmp_path, "d.jsonl", COUNCIL, PLAN)
    told = run(command, path, *OWN_BOOK, "--period", "2015", "--lang", "en").out
    assert "1 March 2016" in told
    assert "29 February 2016" not in told


@pytest.mark.slow
def test_the_zone_of_the_machine_does_not_matter(tmp_path: Path) -> None:
    """In one of these it is another day than in Norway, whatever the time."""
    path = put(tmp_path, "d.jsonl", COUNCIL, PLAN)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        before = today()
        ran = iacheck("check", path, *OWN_BOOK, "--format", "json", cwd=tmp_path, TZ=zone)
        assert json.loads(ran.out)["as_of"] in (before.isoformat(), today().isoformat())
