"""Who can mend what a rule finds, where that is not the subject itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from building import (
    LATER,
    PARTIES,
    SCHEMAS,
    TEXTS,
    case,
    compiled,
    document,
    rule,
    say,
    seats,
    write_book,
    written_rule,
)
from shipped import shipped

from iacheck.checks.outcome import Breach
from iacheck.checks.rule import Rule
from iacheck.checks.scope import NOWHERE
from iacheck.documents.document import Document
from iacheck.judging.answers import who_answers
from iacheck.judging.judge import judge
from iacheck.language.errors import CannotRun
from iacheck.language.messages import Labelled, Value
from iacheck.rulebooks import load_rulebooks

PRESENT = "check: {present: council.secretariat}"
SEATS = 'check: {refers: {values: "parties[].id", in: "council.members[].organisation.id"}}'


def answering(made: Rule, *documents: Document, **where: Any) -> list[str | None]:
    """Who answers for each violation."""
    found = judge(made, case(*documents, **where, as_of=LATER))
    assert found.verdict == "deviation", found
    return [str(v.answers) if v.answers else None for v in found.violations]


def test_the_subject_itself_answers_unless_the_rule_says_otherwise() -> None:
    assert answering(rule(PRESENT), document("council")) == [None]


@pytest.mark.parametrize(
    ("council", "others", "who"),
    [
        ({"centre": "rogaland"}, (), "centre/rogaland"),
        # Known by its document, whatever the spelling; and by its name.
        ({"centre": "ROGALAND"}, (document("centre", _id="rogaland"),), "centre/rogaland"),
        (
            {"centre": "NAV Arbeidslivssenter Rogaland"},
            (document("centre", _id="11", name="NAV Arbeidslivssenter Rogaland"),),
            "centre/11",
        ),
        # It is known that the centre answers, and not which that is.
        ({"centre": None}, (), "centre"),
        ({"centre": "–"}, (), "centre"),
        ({"centre": 11}, (), "centre"),
    ],
)
def test_the_centre_of_the_council(
    council: dict[str, Any], others: tuple[Document, ...], who: str
) -> None:
    made = rule(PRESENT, answers="centre")
    assert answering(made, document("council", secretariat=None, **council), *others) == [who]


def test_a_council_that_only_its_documents_name_has_a_centre_that_is_not_known() -> None:
    made = rule("check: {present: report.priorities}", answers="centre")
    report = document("report", priorities=None)
    assert answering(made, report) == ["centre"]
    (violation,) = judge(made, case(report, as_of=LATER)).violations
    assert violation.answers is not None
    assert say(violation.answers.name) == "The council's NAV Arbeidslivssenter"


@pytest.mark.parametrize(
    ("centre", "others", "called"),
    [
        ("more-og-romsdal", (), "NAV Arbeidslivssenter for IA-rådet i Rogaland"),
        ("ALS Rogaland", (), "NAV Arbeidslivssenter for IA-rådet i Rogaland"),
        # Of a centre that two councils have, both are told, in every finding alike.
        (
            "west",
            (document("council", _id="a", name="IA-rådet i A", centre="West"),),
            "NAV Arbeidslivssenter for IA-rådet i A and IA-rådet i Rogaland",
        ),
        # Not those of another time, nor of another centre.
        (
            "west",
            (
                document("council", _id="a", centre="west", active={"from": "2016-01-01"}),
                document("council", _id="b", centre="east"),
                document("council", _id="c", centre=None),
            ),
            "NAV Arbeidslivssenter for IA-rådet i Rogaland",
        ),
        ("NAV Arbeidslivssenter Rogaland", (), "NAV Arbeidslivssenter Rogaland"),
        (
            "west",
            (document("centre", _id="west", name="NAV ALS Vest"),),
            "NAV ALS Vest",
        ),
    ],
)
def test_what_a_centre_is_called(centre: str, others: tuple[Document, ...], called: str) -> None:
    made = rule(PRESENT, answers="centre")
    council = document("council", name="IA-rådet i Rogaland", secretariat=None, centre=centre)
    (violation,) = judge(made, case(council, *others, as_of=LATER)).violations
    assert violation.answers is not None
    assert say(violation.answers.name) == called


@pytest.mark.parametrize("missing", ["LO", Labelled("LO", "Organisasjonen")])
def test_who_is_missing_may_be_a_code_with_or_without_a_label(missing: Value) -> None:
    made = rule(SEATS, answers="named", violation=TEXTS | {"en": "{missing}"})
    breach = Breach((), NOWHERE, None, values={"missing": missing})
    assert str(who_answers(made, case(document("council")), breach)) == "party/LO"
    unnamed = replace(breach, values={})
    assert str(who_answers(made, case(document("council")), unnamed)) == "party"


def test_a_party_of_the_rule_book() -> None:
    made = rule(PRESENT, answers="AVdir")
    assert answering(made, document("council", secretariat=None)) == ["party/AVdir"]


def test_a_party_that_is_no_longer_one_leaves_it_to_the_subject() -> None:
    made = rule(PRESENT, answers="LO")
    parties = tuple(party for party in PARTIES if party.id != "LO")
    council = document("council", secretariat=None)
    assert answering(made, council, parties=parties) == [None]


def test_each_body_that_a_violation_names() -> None:
    council = document("council", members=seats("LO Rogaland", "NAV"))
    assert answering(rule(SEATS, answers="named"), council) == ["party/NHO", "party/KMD"]


def test_a_body_that_is_the_subject_itself() -> None:
    made = rule(
        'check: {refers: {values: party.id, in: "councils[].members[].organisation.id"}}',
        subject="party-year",
        answers="named",
    )
    assert answering(made, document("council", members=seats("NHO")), of="party/LO") == [None]


def test_a_named_council_is_no_centre_of_the_same_id() -> None:
    made = rule(
        'check: {refers: {values: "councils[].id", in: "gatherings[].invited[].id"}}',
        subject="national-year",
        answers="named",
    )
    documents = (
        document("council", _id="troms"),
        document("centre", _id="troms"),
        document("gathering", period="2015", invited=["oslo"]),
    )
    assert answering(made, *documents, of="national") == ["council/troms"]


@pytest.mark.parametrize(
    ("check", "kinds"),
    [
        ('{refers: {values: "parties[].id", in: council.centre}}', {"party"}),
        ('{refers: {values: "council.members[].organisation.id", in: council.centre}}', {"party"}),
        ('{refers: {values: ["parties[].id", council.centre], in: council.centre}}',
         {"party", "centre"}),
        ('{all: [{refers: {values: "parties[].id", in: council.centre}}, '
         "{refers: {values: council.centre, in: council.id}}]}", {"party", "centre"}),
        ('{each: {of: "council.members[]", '
         "check: {refers: {values: item.organisation, in: council.centre}}}}", {"party"}),
        # What is not always a body is none.
        ('{refers: {values: ["parties[].id", council.name], in: council.centre}}', set()),
        ('{all: [{refers: {values: "parties[].id", in: council.centre}}, {present: plan}]}', set()),
        ('{any: [{refers: {values: "parties[].id", in: council.centre}}]}', set()),
        ('{covers: {values: "report.activities[].sub_goals[]", all_of: [1]}}', set()),
    ],
)  # fmt: skip
def test_which_checks_name_bodies(check: str, kinds: set[str]) -> None:
    made, compiler = compiled(check)
    assert not [say(mistake.message) for mistake in compiler.mistakes if kinds]
    assert made.bodies == kinds


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"answers": "AVDir"},
         "Nobody is called “AVDir” who could answer; did you mean “AVdir”?"),
        ({"answers": "center"},
         "Nobody is called “center” who could answer; did you mean “centre”?"),
        ({"answers": "KrF"},
         "Nobody is called “KrF” who could answer; choose AVdir, LO, NHO, centre or named"),
        ({"answers": "named"}, "No violation of this check names a body that could answer"),
        ({"answers": "centre", "subject": "national-year", "check": {"present": "gatherings"}},
         "Only a council has a centre that answers, and this rule is on national-year"),
    ],
)  # fmt: skip
def test_who_could_not_answer_is_told_when_the_rule_book_is_loaded(
    tmp_path: Path, fields: dict[str, Any], told: str
) -> None:
    written = written_rule("check: {present: report}", **fields)
    with pytest.raises(CannotRun) as refused:
        load_rulebooks([write_book(tmp_path / "book", written)], SCHEMAS)
    (problem,) = [p for p in refused.value.problems if p.path == "/answers"]
    assert say(problem.message) == told


def test_who_answers_in_the_shipped_books() -> None:
    books, _ = shipped()
    found = {(r.head.demand, r.head.answers) for b in books for r in b.rules if r.head.answers}
    assert found == {
        *((demand, "centre") for demand in ("B12", "B17")),
        *((demand, "AVdir") for demand in ("B18", "B21")),
        *((demand, "named") for demand in ("B09", "B26", "B27")),
    }
