"""Who is judged in a run, for which periods, and what is told where there is no such subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from building import document, say
from check_samples import (
    COUNCIL,
    PLAN,
    check_books,
    nothing,
    run,
    told,
    verdicts,
)

from iacheck.checks.rule import RuleBook
from iacheck.language.errors import NothingToCheck
from iacheck.language.messages import message
from iacheck.language.problems import Problem


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    return check_books(tmp_path_factory.mktemp("books"))


def test_from_a_store_everybody_is_judged(books: Sequence[RuleBook]) -> None:
    assert list(verdicts(run(books, PLAN, extent="everybody"))) == [
        "council/rogaland 2015",
        "party/AVdir 2015",
        "party/LO 2015",
        "party/NHO 2015",
    ]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (["2015"], ["2015-H1", "2015-H2", "2015"]),
        (["2015-H2"], ["2015-H2"]),
        (["2015", "2015-H2", "2016-H1"], ["2015-H1", "2015-H2", "2015", "2016-H1"]),
    ],
)
def test_periods_asked_for(
    books: Sequence[RuleBook], periods: list[str], expected: list[str]
) -> None:
    # The first half of 2015 ends after the letter came.
    result = run(books, PLAN, periods=periods)
    assert [str(judged.period) for judged in result.subjects] == expected
    assert result.problems == ()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["council/rogaland"], ["council/rogaland"]),
        (["council/ROGA-LAND"], ["council/rogaland"]),
        (["council/IA-rådet i Rogaland"], ["council/rogaland"]),
        (["party/Landsorganisasjonen i Norge"], ["party/LO"]),
        (["party/LO", "council/rogaland", "party/lo"], ["council/rogaland", "party/LO"]),
        # A kind by itself is everybody of that kind.
        (["party"], ["party/AVdir", "party/LO"]),
        (["party", "council/rogaland"], ["council/rogaland", "party/AVdir", "party/LO"]),
    ],
)
def test_subjects_asked_for(
    books: Sequence[RuleBook], asked: list[str], expected: list[str]
) -> None:
    result = run(books, COUNCIL, PLAN, subjects=asked)
    assert [str(judged.subject) for judged in result.subjects] == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("council/rogalnd", "did you mean “council/rogaland”?"),
        ("rogaland", "did you mean “council/rogaland”?"),
        ("party/", "did you mean “party/LO”?"),
        ("councl", "did you mean “council”?"),
        ("centre/oslo", "choose council/rogaland, party/AVdir or party/LO"),
    ],
)  # fmt: skip
def test_no_such_subject(books: Sequence[RuleBook], asked: str, expected: str) -> None:
    expected = f"There is no subject “{asked}” here; {expected}"
    with pytest.raises(NothingToCheck) as error:
        run(books, COUNCIL, PLAN, subjects=[asked])
    assert [say(problem.message) for problem in error.value.problems] == [expected]
    # Where the input is broken, that may be why; it is told of, and is no clean run.
    broken = Problem(message("Cannot be read"), file="x.json")
    assert told(run(books, COUNCIL, PLAN, subjects=[asked], problems=[broken])) == [
        "error: Cannot be read",
        f"notice: {expected}",
    ]


@pytest.mark.parametrize(
    ("active", "told"),
    [
        ({"from": "2010-05-01", "to": "2014-12-31"},
         "ended on 31 December 2014, and is not judged in 2015; choose an "
         "earlier period"),
        ({"from": "2016-01-01"},
         "begins on 1 January 2016, and is not judged in 2015; choose a "
         "later period"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", ["council/telemark", "council/IA-rådet i Telemark"])
def test_a_council_of_another_time_is_said_to_be_that(
    books: Sequence[RuleBook], active: Mapping[str, str], told: str, asked: str
) -> None:
    """And nothing that is spelt like it is offered in its stead."""
    other = document("council", _id="telemark", name="IA-rådet i Telemark", active=active)
    expected = [f"IA-rådet i Telemark {told}"]
    assert nothing(books, COUNCIL, PLAN, other, subjects=[asked], periods=["2015"]) == expected


SOR, NORD = (
    {"_id": f"{one}-trondelag", "name": name} for one, name in (("sor", "Sør"), ("nord", "Nord"))
)
ENDED = {"active": {"from": "2010-03-01", "to": "2017-12-31"}}
SHORT = {"active": {"from": "2016-01-01", "to": "2017-12-31"}}
MERGED = {
    "_id": "trondelag",
    "name": "Trøndelag",
    "active": {"from": "2018-01-01"},
    "successor_of": ["sor-trondelag", "nord-trondelag"],
}
BEGINS = "Trøndelag begins on 1 January 2018, and is not judged in 2015; choose "
COUNTY = (
    "Trøndelag was made a county on 1 January 2018, of Sør-Trøndelag and Nord-Trøndelag; for 2015, "
    "choose "
)


@pytest.mark.parametrize(
    ("councils", "asked", "period", "expected"),
    [
        # As the register tells; of those that were not there then either, nothing.
        ([SOR | ENDED, NORD | ENDED, MERGED], "trondelag", "2015",
         f"{BEGINS}Sør or Nord, from which it took over, or a later period"),
        ([SOR | ENDED, MERGED], "trondelag", "2015",
         f"{BEGINS}Sør, from which it took over, or a later period"),
        ([SOR | SHORT, MERGED, {"_id": "oslo"}], "trondelag", "2015",
         f"{BEGINS}a later period"),
        ([SOR | ENDED, NORD | ENDED, MERGED], "sor-trondelag", "2018",
         "Sør ended on 31 December 2017, and is not judged in 2018; choose Trøndelag, which took "
         "over from it, or an earlier period"),
        # Where none does, as the county itself came about.
        ([SOR, NORD], "trondelag", "2015",
         f"{COUNTY}council/sor-trondelag or council/nord-trondelag"),
        ([SOR], "IA-rådet i Trøndelag", "2015", f"{COUNTY}council/sor-trondelag"),
        ([{"_id": "oslo"}], "trondelag", "2015",
         "There is no subject “council/trondelag” here; choose council/oslo"),
        ([SOR], "trondelag", "2018",
         "There is no subject “council/trondelag” here; did you mean “council/sor-trondelag”?"),
        ([{"_id": "aust-agder"}], "agder", "2015",
         "There is no subject “council/agder” here; did you mean “council/aust-agder”?"),
    ],
)  # fmt: skip
def test_of_a_merged_council_it_is_told_whom_it_took_over_from(
    books: Sequence[RuleBook],
    councils: Sequence[Mapping[str, Any]],
    asked: str,
    period: str,
    expected: str,
) -> None:
    documents = [document("council", **one) for one in councils]
    told = nothing(books, *documents, subjects=[f"council/{asked}"], periods=[period])
    assert told[-1] == expected
