from __future__ import annotations

from typing import Any

import pytest
from building import case, compiled, document, mistakes, told_at_once, tried

CHAIRS = 'consecutive: {values: "council.chairs[].organisation.id", at_most: $years}'


def chair(organisation: str, since: str, until: str | None = None) -> dict[str, str]:
    fact = {"organisation": organisation, "from": since, "to": until}
    return {name: value for name, value in fact.items() if value is not None}


@pytest.mark.parametrize(
    ("chairs", "holds"),
    [
        # At the end of 2013, 2014 and 2015: three years, of which two are allowed.
        ([chair("LO", "2013-12-31")], False),
        ([chair("LO", "2014-01-01")], True),
        ([chair("LO", "2010-01-01", "2015-12-30")], True),
        ([chair("LO", "2010-01-01", "2015-12-31")], False),
        ([chair("LO", "2010-01-01", "2014-12-30"), chair("LO", "2015-01-01")], True),
        ([chair("LO", "2010-01-01", "2014-12-31"), chair("lo", "2015-01-01")], False),
        ([chair("LO", "2010-01-01", "2013-12-31"), chair("NHO", "2014-01-01")], True),
        ([], True),
    ],
)
def test_years_running(chairs: list[Any], holds: bool) -> None:
    of = case(document("council", chairs=chairs))
    told = tried(CHAIRS, of, {"years": 2})
    check, _ = compiled(CHAIRS, parameters={"years": 2})
    assert (told_at_once(check, of) == ()) is holds
    if holds:
        assert told == "met"
        return
    index = len(chairs) - 1
    assert told == [
        {
            "key": "LO",
            "at": f"council/chairs/{index}/organisation",
            "given": "LO",
            "expected": 2,
            "texts": {"given": "LO", "expected": 2},
        }
    ]


def test_the_first_years_there_are() -> None:
    council = document("council", chairs=[chair("LO", "0001-01-01")])
    assert tried(CHAIRS, case(council, period="0002"), {"years": 2}) == "met"
    assert tried(CHAIRS, case(council, period="0002"), {"years": 1}) != "met"


def test_only_dated_facts_are_running() -> None:
    assert mistakes("consecutive: {values: council.centre, at_most: 1}") == [
        "consecutive/values: “consecutive” needs a list whose items have “from” and “to”; "
        "council.centre has none"
    ]
