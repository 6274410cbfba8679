"""Mistakes in the values of parameters: told where the value stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import SCHEMAS, TEXTS, say, write_book, written_rule

from iacheck.language.errors import CannotRun
from iacheck.rulebooks import load_rulebooks
from iacheck.rulebooks.notes import book_notes

SOURCE = {"document": "letter", "section": "Reports", "paragraphs": [1]}
MEETS = written_rule(
    "{needs: [report], check: {count: {values: 'report.meetings[]', at_least: $limit}}}",
    examples={
        "met": [{"report": {"meetings": [{"held_on": "2015-02-01"}, {"held_on": "2015-03-01"}]}}],
        "deviation": [{"case": {"report": {}}, "violations": [{"given": 0}]}],
    },
)


def noted(folder: Path, *spans: Any) -> list[str]:
    """What is noted of values of the same number that hold for different periods."""
    values = [{"value": 2, "source": SOURCE, **span} for span in spans]
    parameters = {"limit": {"label": TEXTS, "values": values}}
    book = write_book(folder / "book", MEETS, parameters=parameters)
    (loaded,) = load_rulebooks([book], SCHEMAS)
    notes = [
        note for note in book_notes(book, loaded, SCHEMAS) if "/limit/values" in str(note.path)
    ]
    return [
        f"{(n.path or '')[len('/parameters/limit/values/') :]}: {say(n.message)}" for n in notes
    ]


BOTH = (
    "1/from: In 2016, another value holds too, and the first in the list counts; end one before "
    "the other begins"
)
NEITHER = "1/from: Between 2015 and 2017 no value holds, and rules that use it cannot be told"
OUTSIDE = "is not judged by this rule book, which is valid from 2015-05-01 to 2018-12-31"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([{"to": "2015"}, {"from": "2016"}], []),
        ([{"to": "2016"}, {"from": "2016"}], [BOTH]),
        ([{"to": "2016"}, {"from": "2016", "to": "2017"}, {"from": "2018"}], [BOTH]),
        ([{"from": "2014"}, {"from": "2016"}], []),
        ([{"from": "2014", "to": "2018"}, {"from": "2015", "to": "2016"}], []),
        ([{"to": "2015"}, {"from": "2017"}], [NEITHER]),
        ([{"to": "2015"}, {"from": "2017"}, {}], []),
        ([{"to": "2015"}, {"from": "2017"}, {"for": "2016"}], []),
        ([{"to": "2018"}, {"from": "2019"}], [f"1/from: 2019 {OUTSIDE}"]),
        ([{"to": "2013"}, {"from": "2014"}], [f"0/to: 2013 {OUTSIDE}"]),
    ],
)
def test_periods_without_a_value_or_with_two(
    spans: list[Any], expected: list[str], tmp_path: Path
) -> None:
    assert noted(tmp_path, *spans) == expected


def told(folder: Path, value: Any, **dated: Any) -> list[str]:
    """What is told of the book, as file, place in it, and text."""
    value_written = {"value": value, "source": SOURCE, **dated}
    parameters = {"limit": {"label": TEXTS, "values": [value_written]}}
    book = write_book(folder / "book", MEETS, parameters=parameters)
    try:
        load_rulebooks([book], SCHEMAS)
    except CannotRun as refused:
        return [f"{Path(p.file or '').name}{p.path}: {say(p.message)}" for p in refused.problems]
    return []


AT = "rulebook.yaml/parameters/limit/values/0"


@pytest.mark.parametrize("value", [2, 1, 2.0])
def test_numbers_fit(value: Any, tmp_path: Path) -> None:
    assert told(tmp_path, value) == []


@pytest.mark.parametrize(
    "value",
    ["20%", "20 %", "1,5", "300 000", "300\u00a0000", "300.000", "300_000", "kr 300 000",
     "2 kroner", "NOK 2", "400 000,-", "-2 %", "2 prosent"],
)  # fmt: skip
def test_a_number_with_what_people_write_around_it_is_none(value: str, tmp_path: Path) -> None:
    problems = told(tmp_path, value)
    assert problems[0] == (
        f"{AT}/value: “{value}” is a text and no number; write digits alone, with a point before "
        "decimals: 20, 0.5, 300000"
    )
    assert all(problem.startswith(AT) for problem in problems)


@pytest.mark.parametrize(
    "value",
    ["31.12.2015", "1. 3. 2015", {"month": 6, "day": 30}, {"months": 2, "day": 1}, {"day": 1}],
)  # fmt: skip
def test_a_due_date_in_another_form_is_told_what_one_is(value: Any, tmp_path: Path) -> None:
    problems = told(tmp_path, value)
    said = f"{AT}/value: “value” must be a date such as 2012-09-01, {{months_after: 3, day: 1}} "
    # A field of another name may be a key of a table.
    is_named = isinstance(value, str) or "months" not in value
    assert problems[0].startswith(said) is is_named
    assert all(problem.startswith(AT) for problem in problems)


@pytest.mark.parametrize("value", ["2", "to", "ja", "2 møter", True, [2], {"a": 2}])
def test_a_value_that_does_not_fit_is_told_where_it_stands(value: Any, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, value)
    assert problem.startswith(
        f"{AT}/value: What $limit gives does not fit where it is used, in tried.yaml (line "
    )


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ({"for": "2014"}, "/for: 2014 is not judged by this rule book, which is valid from"),
        ({"for": ["2015", "2019"]}, "/for: 2019 is not judged by this rule book"),
        ({"from": "2017", "to": "2016"}, "/to: 2016 comes before 2017"),
    ],
)
def test_periods_that_never_come(dated: dict[str, Any], said: str, tmp_path: Path) -> None:
    problems = told(tmp_path, 2, **dated)
    assert len(problems) == 1
    assert problems[0].startswith(AT + said)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"1": 450000, "2": "650000"}, "/value/2: “650000” is a text between numbers"),
        ({"1": 450000, "2": "650 000"}, "/value/2: “650 000” is a text and no number"),
        ({"1": 450, "000": None}, "/value/000: “000” has no value; a comma parts entries"),
        ([1, "2,5"], "/value/1: “2,5” is a text and no number"),
    ],
)
def test_parts_of_tables_and_lists(value: Any, said: str, tmp_path: Path) -> None:
    assert told(tmp_path, value)[0].startswith(AT + said)


@pytest.mark.parametrize(
    "value", [["11", "12"], {"a": "11"}, {"1": ["*fravær", "60+"]}, "2015-03-01"]
)
def test_texts_that_are_meant_as_texts(value: Any, tmp_path: Path) -> None:
    assert not [one for one in told(tmp_path, value) if "is a text" in one]


COMPARES = written_rule(
    "{needs: [report], check: {compare: {left: {path: report.funds.used_nok}, is: at_most, "
    "right: $limit}}}",
    examples={
        "met": [{"report": {"funds": {"received_nok": 1, "used_nok": 1}}}],
        "deviation": [{"case": {}, "violations": [{}]}],
    },
)


def told_of(folder: Path, *rules: dict[str, Any], values: list[Any]) -> list[str]:
    written = [
        {"value": value, "source": SOURCE, "from": str(2015 + n)} for n, value in enumerate(values)
    ]
    book = write_book(
        folder / "book", *rules, parameters={"limit": {"label": TEXTS, "values": written}}
    )
    with pytest.raises(CannotRun) as refused:
        load_rulebooks([book], SCHEMAS)
    return [f"{Path(p.file or '').name}{p.path}: {say(p.message)}" for p in refused.value.problems]


def test_a_figure_that_is_compared_is_told_of_where_it_stands(tmp_path: Path) -> None:
    (problem,) = told_of(tmp_path, COMPARES, values=["20"])
    assert problem.startswith(f"{AT}/value: What $limit gives does not fit where it is used")
    assert problem.endswith('“right” must be a number, not "20"')


def test_of_several_values_the_one_that_does_not_fit_is_named(tmp_path: Path) -> None:
    (problem,) = told_of(tmp_path, MEETS, values=[2, "to", 3])
    assert problem.startswith("rulebook.yaml/parameters/limit/values/1/value: What $limit gives")


def test_a_parameter_that_fits_elsewhere_is_not_what_is_wrong(tmp_path: Path) -> None:
    """The rule names another than it means."""
    covers = {"covers": {"values": "report.activities[].sub_goals[]", "all_of": "$limit"}}
    rules = [{**MEETS, "id": "meets", "check": covers}, {**COMPARES, "id": "compares"}]
    problems = told_of(tmp_path, *rules, values=[20])
    assert problems[0].startswith("meets.yaml/check/covers/all_of: “all_of” must be a list")
