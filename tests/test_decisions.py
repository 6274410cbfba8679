"""Waivers, judgements and replies: what each is about, and what keeps it from any effect."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest
from building import SCHEMAS, day, document, say, seats, write_book, written_rule

from iacheck.cases.findings import Judgement, Result, Waiver
from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import DecidingBody, RuleBook
from iacheck.documents.document import Document, Origin
from iacheck.judging.decision_about import Decision
from iacheck.judging.decisions import EVERYBODY, Asked, Decisions, read_decisions
from iacheck.judging.judged_cases import JudgedCases
from iacheck.judging.run import CaseSelection, RunInput, check
from iacheck.language.errors import NothingToCheck
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.rulebooks import load_rulebooks

AS_OF = day("2016-04-01")
ABOUT = ("plan-exists", "council/rogaland", "2015")
COUNCIL = document("council", _id="rogaland", name="IA-rådet i Rogaland", centre=None)
OSLO = document("council", _id="oslo", name="IA-rådet i Oslo", centre=None)
REPORT = document("report")
GROUP = {"name": "Oppfølgingsgruppen", "aliases": ["Oppfølgingsgruppa"]}
EXAMPLES = {"met": [{"plan": {}}], "deviation": [{"case": {}, "violations": [{}]}]}


def present(id_: str, **fields: Any) -> dict[str, Any]:
    return written_rule("check: {present: plan}", id=id_, examples=EXAMPLES, **fields)


def of_a_party(id_: str, **fields: Any) -> dict[str, Any]:
    examples = {
        "met": [{"party": "LO", "councils": [{"members": seats("LO")}]}],
        "deviation": [{"case": {"party": "LO", "councils": []}, "violations": [{}]}],
    }
    written = 'check: {refers: {values: party.id, in: "councils[].members[].organisation.id"}}'
    own = {"subject": "party-year", "examples": examples, "demand": "B02"}
    return written_rule(written, id=id_, **own | fields)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    folder = tmp_path_factory.mktemp("books")
    rules = (
        present("plan-exists", demand="B01"),
        # One rule, parted into two on councils and one on parties.
        present("goals-stated", demand="B15", formerly=["plan-states-all"]),
        present("activities-stated", demand="B15", formerly=["plan-states-all"]),
        of_a_party("has-seat", formerly=["plan-states-all"]),
        of_a_party("has-a-seat-too", demand="B15"),
    )
    head = {"waivers_granted_by": [GROUP], "judgements_by": [GROUP, "LO", "Rådet for ro"]}
    late = write_book(folder / "late", *rules, **head)
    early = write_book(
        folder / "early", present("plan-is-there"), valid={"from": "2010-01-01", "to": "2012-12-31"}
    )
    return load_rulebooks([late, early], SCHEMAS)


def read(
    books: Sequence[RuleBook],
    *documents: Document,
    asked: Asked = EVERYBODY,
    broken: dict[str, list[str]] | None = None,
    is_import: bool = False,
) -> Decisions:
    """The decisions among documents, beside two councils and the report of one for 2015."""
    cases = cases_of(books, *documents)
    return read_decisions(cases, broken or {}, AS_OF, asked, is_import=is_import)


def cases_of(books: Sequence[RuleBook], *documents: Document) -> JudgedCases:
    index = DocumentIndex.of([COUNCIL, OSLO, REPORT, *documents], SCHEMAS)
    return JudgedCases.of(index, books, index.periods(), "everybody", AS_OF)


def judgement(**fields: Any) -> Document:
    whole = {"rule": "plan-exists", "basis": {"report/report": REPORT.sha256}, **fields}
    return document("judgement", **whole)


def reply(**fields: Any) -> Document:
    whole = {
        "rule": "plan-exists", "subject": "council/rogaland", "period": "2015",
        "intent": "mend", "given_by": "IA-rådet i Rogaland", **fields,
    }  # fmt: skip
    return document("reply", **whole)


def said(problems: Sequence[Problem]) -> list[str]:
    assert {problem.level for problem in problems} <= {"notice"}
    return [say(problem.message) for problem in problems]


def test_what_is_told_of_a_waiver_and_a_judgement(books: Sequence[RuleBook]) -> None:
    found = read(books, document("waiver"), judgement(), reply())
    assert found.waivers == {
        ABOUT: Waiver(
            "waiver/waiver", "Oppfølgingsgruppen", day("2016-03-01"), day("2016-12-31"),
            "Brann i arkivet",
        )
    }  # fmt: skip
    assert found.judgements == {
        ABOUT: Judgement(
            "judgement/judgement", "deviation", "Oppfølgingsgruppen", day("2016-03-01"),
            "Bare ett parti er med",
        )
    }  # fmt: skip
    assert found.notices == ()
    names = ["waiver/waiver", "judgement/judgement", "reply/reply"]
    assert found.documents == {("council/rogaland", "2015"): names}


WAIVER = "The waiver waiver has no effect: "
JUDGEMENT = "The judgement judgement decides nothing: "
REPLY = "The reply reply answers nothing: "
FROM = "it counts from 2 April 2016 only, after 1 April 2016; correct the day if it is wrong"
EARLY = "it is dated 31 December 2014, before 2015 began; correct the day or the period"
AGAIN = "import one of them again under the same “_id” with the verdict that is right"
NOT_THERE = (
    "the rule does not apply there; import the document again under the same “_id” with the right "
    "rule, subject or period, or let it stand, for it does no harm"
)
WHOM = "correct it, or let the documents that name it come too"


@pytest.mark.parametrize(
    ("fields", "path", "why"),
    [
        ({"granted_on": "2016-04-01"}, None, None),
        ({"granted_on": "2016-04-02"}, "/granted_on", FROM),
        # A waiver may be granted ahead.
        ({"granted_on": "2014-12-31"}, None, None),
        ({"expires_on": "2016-04-01"}, None, None),
        ({"expires_on": "2016-03-31"}, "/expires_on",
         "it expired on 31 March 2016; grant a new one if the deviation is still accepted"),
        ({"granted_by": "oppfølgings-gruppa"}, None, None),
        # Who may is said once, in whatever spellings the body is known.
        ({"granted_by": "LO"}, "/granted_by", "LO may not grant it; only Oppfølgingsgruppen may"),
        ({"granted_by": "Kari Nordmann"}, "/granted_by",
         "Kari Nordmann may not grant it; only Oppfølgingsgruppen may"),
        ({"reason": " "}, "/reason", "it does not say why; write it in “reason”"),
        ({"rule": "plan-exist"}, "/rule",
         "there is no rule plan-exist for 2015; did you mean “plan-exists”?"),
        ({"rule": "other"}, "/rule",
         "there is no rule other for 2015; iacheck rules list lists them"),
        ({"rule": "b 15"}, "/rule",
         "b 15 is the number of a demand, and it must be about one rule; write "
         "activities-stated or goals-stated"),
        ({"rule": "B02"}, "/rule",
         "B02 is the number of a demand, and it must be about one rule; write has-seat"),
        # Of a demand's rules, those on such subjects.
        ({"rule": "B15", "subject": "party/LO"}, "/rule",
         "B15 is the number of a demand, and it must be about one rule; write has-a-seat-too"),
        ({"rule": "has-seat"}, "/rule",
         "the rule has-seat is on parties over a year, and council/rogaland in 2015 is no such; "
         "correct the rule or the subject"),
        ({"subject": "council/bergen"}, "/subject",
         f"council/bergen is not judged in 2015; {WHOM}"),
        ({"subject": "party/LO Rogaland", "rule": "has-seat"}, "/subject",
         "party/LO Rogaland is not judged in 2015; did you mean “party/LO”?"),
        # A dash is nobody.
        ({"subject": "council/–"}, "/subject", f"council/– is not judged in 2015; {WHOM}"),
        ({"subject": "IA-rådet i Oslo"}, "/subject",
         "IA-rådet i Oslo is not judged in 2015; did you mean “council/oslo”?"),
        ({"subject": "council/rogalnd"}, "/subject",
         "council/rogalnd is not judged in 2015; did you mean “council/rogaland”?"),
        ({"subject": "party/oslo"}, "/subject", f"party/oslo is not judged in 2015; {WHOM}"),
        ({"granted_by": " –"}, "/granted_by",
         "it does not say who gives it; write that in “granted_by”"),
        ({"period": "2016"}, "/period",
         "nothing here is about 2016; correct the period, or let its documents come too"),
        ({"period": "2013"}, "/period",
         "no rule book covers 2013; early covers 1 January 2010 to 31 December 2012 and late "
         "covers 1 May 2015 to 31 December 2018"),
    ],
)  # fmt: skip
def test_what_keeps_a_waiver_from_hiding_anything(
    fields: dict[str, Any], path: str | None, why: str | None, books: Sequence[RuleBook]
) -> None:
    found = read(books, document("waiver", **fields))
    if why is None:
        assert (list(found.waivers), found.notices) == ([ABOUT], ())
    else:
        assert (found.waivers, said(found.notices)) == ({}, [WAIVER + why])
        assert [problem.path for problem in found.notices] == [path]


@pytest.mark.parametrize("subject", ["council/rogaland", "council/atlantis", "party/LO"])
@pytest.mark.parametrize(
    ("rule", "period", "whom", "periods"),
    [
        ("plan-exists", "2015-H1", "councils over a year", "2015"),
        ("half-year-told", "2015", "parties over a half-year", "2015-H1 or 2015-H2"),
    ],
)
@pytest.mark.parametrize("is_import", [True, False])
def test_a_period_of_another_length_than_the_rule_s(
    subject: str, rule: str, period: str, whom: str, periods: str, is_import: bool, tmp_path: Any
) -> None:
    """Whoever it is about: it is said first how long the period must be."""
    half: dict[str, Any] = {"period": "2015-H1"}
    examples = {
        "met": [{"case": {"party": "LO", "party_report": {}}, **half}],
        "deviation": [{"case": {"party": "LO"}, **half, "violations": [{}]}],
    }
    of_halves = written_rule(
        "check: {present: party_report}",
        id="half-year-told", subject="party-half-year", demand="B02", examples=examples,
    )  # fmt: skip
    rules = (present("plan-exists"), of_halves)
    (book,) = load_rulebooks([write_book(tmp_path / "book", *rules)], SCHEMAS)
    given = document("waiver", rule=rule, subject=subject, period=period)
    found = read([book], given, is_import=is_import)
    told = f"the rule {rule} is on {whom}; write the period as {periods}"
    assert said(found.notices) == [WAIVER + told]


def test_all_that_is_wrong_is_told_at_once(books: Sequence[RuleBook]) -> None:
    waiver = document(
        "waiver", rule="B1", subject="x/y", granted_on="2017-01-01", reason="-\u200b "
    )
    paths = [problem.path for problem in read(books, waiver).notices]
    assert paths[:3] == ["/rule", "/subject", "/granted_on"]


@pytest.mark.parametrize(
    ("fields", "path", "why"),
    [
        ({"judged_on": "2016-04-01"}, None, None),
        ({"judged_on": "2016-04-02"}, "/judged_on", FROM),
        # Nobody can judge a year before it.
        ({"judged_on": "2015-01-01"}, None, None),
        ({"judged_on": "2014-12-31"}, "/judged_on", EARLY),
        ({"reason": ""}, "/reason", "it does not say why; write it in “reason”"),
        ({"judged_by": "Oppfølgingsgruppa"}, None, None),
        ({"judged_by": ""}, "/judged_by",
         "it does not say who gives it; write that in “judged_by”"),
        # A party by any of its names.
        ({"judged_by": "Landsorganisasjonen i Norge"}, None, None),
        ({"judged_by": "LO Rogaland"}, "/judged_by",
         "LO Rogaland may not judge that; only Oppfølgingsgruppen, LO or Rådet for ro may"),
        ({"judged_by": "IA-rådet i Rogaland"}, "/judged_by",
         "IA-rådet i Rogaland may not judge its own case; only Oppfølgingsgruppen, LO or Rådet "
         "for ro may"),
        ({"judged_by": "council/rogaland"}, "/judged_by",
         "council/rogaland may not judge its own case; only Oppfølgingsgruppen, LO or Rådet for "
         "ro may"),
        ({"basis": {}}, "/basis",
         "it names no document that it is based on; name at least one in “basis”, or let iacheck "
         "template judgement write them"),
        ({"basis": {"report/report": REPORT.sha256, "council/oslo": OSLO.sha256}}, None, None),
        ({"basis": {"report/report": "0" * 64}}, "/basis",
         "report/report, which it is based on, has changed since; judge anew"),
        ({"basis": {"plan/gone": "0" * 64, "report/report": "0" * 64}}, "/basis",
         "plan/gone, which it is based on, is not here; let it come too, or judge anew"),
        ({"rule": "B01"}, "/rule",
         "B01 is the number of a demand, and it must be about one rule; write plan-exists"),
        ({"subject": "council/bergen"}, "/subject",
         f"council/bergen is not judged in 2015; {WHOM}"),
    ],
)  # fmt: skip
def test_what_keeps_a_judgement_from_deciding_anything(
    fields: dict[str, Any], path: str | None, why: str | None, books: Sequence[RuleBook]
) -> None:
    found = read(books, judgement(**fields))
    if why is None:
        assert (list(found.judgements), found.notices) == ([ABOUT], ())
    else:
        assert (found.judgements, said(found.notices)) == ({}, [JUDGEMENT + why])
        assert [problem.path for problem in found.notices] == [path]


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("Oppfølgingsgruppen", None),
        # Also where the book names the body itself; under any of its names.
        ("LO", "LO may not judge its own case; only Oppfølgingsgruppen or Rådet for ro may"),
        ("Landsorganisasjonen i Norge",
         "Landsorganisasjonen i Norge may not judge its own case; only Oppfølgingsgruppen or Rådet "
         "for ro may"),
        ("LO Rogaland",
         "LO Rogaland may not judge its own case; only Oppfølgingsgruppen or Rådet for ro may"),
        ("NHO", "NHO may not judge that; only Oppfølgingsgruppen, LO or Rådet for ro may"),
    ],
)  # fmt: skip
def test_nobody_judges_its_own_case(by: str, why: str | None, books: Sequence[RuleBook]) -> None:
    basis = {"council/rogaland": COUNCIL.sha256}
    own = judgement(rule="has-seat", subject="party/LO", judged_by=by, basis=basis)
    found = read(books, own)
    assert said(found.notices) == ([] if why is None else [JUDGEMENT + why])
    assert list(found.judgements) == ([] if why else [("has-seat", "party/LO", "2015")])


@pytest.mark.parametrize(
    ("fields", "by", "why"),
    [
        ({"judged_by": ()}, "Oppfølgingsgruppen",
         "Oppfølgingsgruppen may not judge that, and nobody else may: rule book late names no "
         "other body under “judgements_by”"),
        ({"judged_by": (DecidingBody("IA-rådet i Rogaland"),)}, "rogaland",
         "rogaland may not judge its own case, and nobody else may: rule book late names no other "
         "body under “judgements_by”"),
        ({"judged_by": (DecidingBody("rogaland"),)}, "Rogaland",
         "Rogaland may not judge its own case, and nobody else may: rule book late names no other "
         "body under “judgements_by”"),
    ],
)  # fmt: skip
def test_where_nobody_else_may_judge(
    fields: dict[str, Any], by: str, why: str, books: Sequence[RuleBook]
) -> None:
    early, late = books
    changed = dataclasses.replace(late, **fields)
    assert said(read([early, changed], judgement(judged_by=by)).notices) == [JUDGEMENT + why]


def test_nobody_may_grant_where_the_book_names_nobody(books: Sequence[RuleBook]) -> None:
    early, late = books
    silent = dataclasses.replace(late, granted_by=())
    assert said(read([early, silent], document("waiver")).notices) == [
        WAIVER + "Oppfølgingsgruppen may not grant it, and nobody else may: rule book late names "
        "no other body under “waivers_granted_by”"
    ]


def test_who_may_decide_is_said_by_the_book_that_has_the_rule(books: Sequence[RuleBook]) -> None:
    _, late = books
    other = dataclasses.replace(late, id="other", rules=(), granted_by=(DecidingBody("LO"),))
    found = read([other, late], document("waiver", granted_by="LO"))
    assert said(found.notices) == [WAIVER + "LO may not grant it; only Oppfølgingsgruppen may"]


@pytest.mark.parametrize(
    ("fields", "path", "why"),
    [
        ({}, None, None),
        ({"given_by": "NAV Arbeidslivssenter Rogaland"}, None, None),
        ({"given_by": "rogaland"}, None, None),
        ({"given_by": "Kari Nordmann"}, "/given_by",
         "Kari Nordmann is no party, council or centre; name the body that replies"),
        ({"given_by": None}, "/given_by", "it does not say which body replies; add “given_by”"),
        ({"intent": None}, "/intent",
         "it does not say what it is (dispute, mend or ask_waiver); add “intent”"),
        ({"text": " "}, "/text", "it says nothing; write the reply in “text”"),
        ({"given_on": "2016-04-02"}, "/given_on", FROM),
        ({"given_on": "2015-01-01"}, None, None),
        ({"given_on": "2014-12-31"}, "/given_on", EARLY),
        ({"rule": "B01"}, "/rule",
         "B01 is the number of a demand, and it must be about one rule; write plan-exists"),
        ({"subject": "council/bergen"}, "/subject",
         f"council/bergen is not judged in 2015; {WHOM}"),
    ],
)  # fmt: skip
def test_what_keeps_a_reply_from_answering_anything(
    fields: dict[str, Any], path: str | None, why: str | None, books: Sequence[RuleBook]
) -> None:
    found = read(books, reply(**fields))
    assert said(found.notices) == ([] if why is None else [REPLY + why])
    assert [problem.path for problem in found.notices] == ([] if why is None else [path])


def test_of_judgements_that_agree_the_latest_counts(books: Sequence[RuleBook]) -> None:
    several = [
        judgement(_id="b", judged_on="2016-01-01", reason="Først"),
        judgement(_id="a", judged_on="2016-02-01", reason="Sist"),
        judgement(_id="c", judged_on="2016-05-01", verdict="met"),  # not yet
        judgement(_id="d", judged_on="2016-03-01", verdict="met", judged_by="Kari"),
    ]
    for order in (several, several[::-1]):
        assert read(books, *order).judgements[ABOUT].reason == "Sist"


def test_judgements_that_disagree_decide_nothing(books: Sequence[RuleBook]) -> None:
    one, other = judgement(_id="a"), judgement(_id="b", verdict="met", judged_on="2016-03-02")
    others = Asked(None, frozenset({"council/oslo"}))
    assert read(books, one, other, asked=others).notices == ()
    for order in ((one, other), (other, one)):
        found = read(books, *order)
        assert found.judgements == {}
        assert said(found.notices) == [
            "The judgement a decides nothing: judgement/b decides otherwise about the same "
            "finding; " + AGAIN,
            "The judgement b decides nothing: judgement/a decides otherwise about the same "
            "finding; " + AGAIN,
        ]
    # Of another finding, or without effect itself, it contradicts nothing.
    for elsewhere in (
        judgement(_id="b", verdict="met", rule="goals-stated"),
        judgement(_id="b", verdict="met", basis={"report/report": "0" * 64}),
    ):
        assert read(books, one, elsewhere).judgements[ABOUT].verdict == "deviation"


def test_of_several_waivers_that_which_lasts_longest_counts(books: Sequence[RuleBook]) -> None:
    short = document("waiver", _id="b", expires_on="2016-05-01")
    long = document("waiver", _id="a", expires_on="2016-06-01")
    for order in ((short, long), (long, short)):
        assert read(books, *order).waivers[ABOUT].document == "waiver/a"


def test_an_expired_waiver_is_not_told_of_where_another_is_in_force(
    books: Sequence[RuleBook],
) -> None:
    expired = document("waiver", expires_on="2016-03-31", rule="plan-states-all")
    part = document("waiver", _id="part", rule="goals-stated")
    rest = document("waiver", _id="rest", rule="activities-stated")
    told = ["it expired on 31 March 2016; grant a new one if the deviation is still accepted"]
    for others, expected in (((), told), ((part,), told), ((part, rest), [])):
        found = read(books, expired, *others)
        assert said(found.notices) == [WAIVER + why for why in expected]
    # What else is wrong with it is told.
    own = document("waiver", expires_on="2016-03-31", rule="goals-stated", granted_by="Kari")
    assert [problem.path for problem in read(books, own, part).notices] == ["/granted_by"]


@pytest.mark.parametrize(
    ("fields", "documents", "why"),
    [
        ({}, (), None),
        ({}, ("plan",), "the finding is met, so there is nothing to accept; that does no harm, and "
         "nothing need be done"),
        ({"needs": ["report.funds"]}, (), "it cannot be told whether there is a deviation to "
         "accept; the waiver counts once there is one, and nothing need be done"),
        ({"due": "2016-05-01"}, (),
         "the finding is not due yet; the waiver counts once it is, and nothing need be done"),
        ({"periods": {"from": "2016"}}, (), NOT_THERE),
    ],
)  # fmt: skip
def test_a_waiver_with_nothing_to_accept_is_told_of(
    fields: dict[str, Any], documents: Sequence[str], why: str | None, tmp_path: Any
) -> None:
    funds = {"report": {"funds": {"received_nok": 1}}} if "needs" in fields else {}
    written = present("plan-exists", **fields) | {
        "examples": {
            "met": [{"case": {"plan": {}, **funds}, "period": "2016"}],
            "deviation": [{"case": funds, "period": "2016", "violations": [{}]}],
        }
    }
    found = load_rulebooks([write_book(tmp_path / "book", written)], SCHEMAS)
    given = [document("waiver"), *(document(kind) for kind in documents)]
    result = run(found, *given)
    assert said(result.problems) == ([] if why is None else [WAIVER + why])
    assert [problem.path for problem in result.problems] == ([] if why is None else ["/rule"])
    # Of others than are asked for, nothing is told.
    assert run(found, *given, subjects=["council/oslo"]).problems == ()


def test_a_waiver_that_accepts_a_part_has_effect(tmp_path: Any) -> None:
    rules = [
        present("a", formerly=["old"]),
        present("b", formerly=["old"], due="2016-05-01"),
    ]
    found = load_rulebooks([write_book(tmp_path / "book", *rules)], SCHEMAS)
    assert run(found, document("waiver", rule="old")).problems == ()


def test_a_judgement_that_has_lapsed_is_remembered(books: Sequence[RuleBook]) -> None:
    found = read(books, judgement(basis={"report/report": "0" * 64}))
    lapse = found.lapses[ABOUT]
    assert (lapse.judgement, lapse.judged_on, say(lapse.why)) == (
        "judgement/judgement", day("2016-03-01"),
        "report/report, which it is based on, has changed since; judge anew",
    )  # fmt: skip
    # One that would not have held anyway is not.
    own = judgement(basis={"report/report": "0" * 64}, judged_by="rogaland")
    assert read(books, own).lapses == {}


def test_decisions_follow_a_rule_that_was_parted(books: Sequence[RuleBook]) -> None:
    about = {"rule": "plan-states-all"}
    found = read(books, document("waiver", **about), judgement(**about), reply(**about))
    both = {("activities-stated", *ABOUT[1:]), ("goals-stated", *ABOUT[1:])}
    assert (set(found.waivers), set(found.judgements), found.notices) == (both, both, ())
    # Where one says otherwise of a part, the other part is decided.
    part = judgement(_id="part", rule="goals-stated", verdict="met")
    found = read(books, judgement(**about), part)
    assert set(found.judgements) == {("activities-stated", *ABOUT[1:])}
    assert {problem.path for problem in found.notices} == {"/verdict"}
    # What is about a party follows to the rule on parties.
    found = read(books, document("waiver", subject="party/LO", **about))
    assert (list(found.waivers), found.notices) == ([("has-seat", "party/LO", "2015")], ())


def test_a_judgement_that_holds_of_a_part_is_told_of_by_the_others(
    books: Sequence[RuleBook],
) -> None:
    """One on a former id: the notice names the rule on which it does not hold."""
    whole = judgement(rule="plan-states-all")
    part = judgement(_id="part", rule="goals-stated", verdict="met")
    assert said(read(books, whole, part).notices) == [
        "The judgement judgement does not decide goals-stated: judgement/part decides otherwise "
        "about the same finding; " + AGAIN,
        "The judgement part decides nothing: judgement/judgement decides otherwise about the same "
        "finding; " + AGAIN,
    ]
    # Where it holds on none, that is said once; of each rule, where the reasons differ.
    other = judgement(_id="other", rule="activities-stated", verdict="met")
    assert said(read(books, whole, part, other).notices)[:2] == [
        "The judgement judgement does not decide activities-stated: judgement/other decides "
        "otherwise about the same finding; " + AGAIN,
        "The judgement judgement does not decide goals-stated: judgement/part decides otherwise "
        "about the same finding; " + AGAIN,
    ]
    against = judgement(_id="against", rule="plan-states-all", verdict="met")
    assert [problem.document for problem in read(books, whole, against).notices] == [
        "judgement/against", "judgement/judgement",
    ]  # fmt: skip
    stale = judgement(rule="plan-states-all", basis={"report/report": "0" * 64})
    assert said(read(books, stale).notices) == [
        JUDGEMENT + "report/report, which it is based on, has changed since; judge anew"
    ]


def test_a_judgement_may_have_nothing_to_decide_of_a_part(tmp_path: Any) -> None:
    """Of one of the rules that its own was parted into, or of all of them."""
    cases = {
        "met": [{"case": {"plan": {}}, "period": "2016"}],
        "deviation": [{"case": {}, "period": "2016", "violations": [{}]}],
    }
    later = {"formerly": ["old"], "periods": {"from": "2016"}}
    rules = [
        present(id_, **fields) | {"examples": cases}
        for id_, fields in (("a", {"formerly": ["old"]}), ("b", later), ("c", later))
    ]
    told = NOT_THERE
    all_three = load_rulebooks([write_book(tmp_path / "three", *rules)], SCHEMAS)
    result = run(all_three, judgement(rule="old"))
    assert said(result.problems) == [f"The judgement judgement does not decide b and c: {told}"]
    later_two = load_rulebooks([write_book(tmp_path / "two", *rules[1:])], SCHEMAS)
    assert said(run(later_two, judgement(rule="old")).problems) == [JUDGEMENT + told]


NONE_OF = "The judgement {} decides nothing: it rests on none of what the rule reads now ({}); "
WAYS = "judge anew, or add them to “basis” where the judgement was made on them"


def test_a_judgement_rests_on_what_the_rule_reads(books: Sequence[RuleBook]) -> None:
    plan = document("plan")
    before, after = judgement(), judgement(_id="b", basis={plan.name: plan.sha256})
    # Where nothing of it has come, it holds on whatever there was.
    assert (list(read(books, before).judgements), read(books, before).notices) == ([ABOUT], ())
    found = read(books, plan, before)
    told = NONE_OF.format("judgement", "plan/plan") + WAYS
    assert (found.judgements, said(found.notices)) == ({}, [told])
    assert [(p.path, p.given) for p in found.notices] == [("/basis", ["report/report"])]
    assert say(found.lapses[ABOUT].why) in told
    # Made on some of it, beside other documents, it decides, and nothing is told of the other.
    both = judgement(_id="b", verdict="met", basis={**before.body["basis"], **after.body["basis"]})
    for judged in (after, both):
        found = read(books, plan, before, judged)
        assert found.judgements[ABOUT].document == "judgement/b"
        assert (found.notices, found.lapses) == ((), {})
    # What was decided earlier is no judgement anew.
    later = judgement(judged_on="2016-03-02")
    found = read(books, plan, later, after)
    assert found.judgements[ABOUT].document == "judgement/b"
    assert said(found.notices) == [told]


@pytest.mark.parametrize(
    ("plan", "given", "holds"),
    [
        ({"adopted_on": "2016-03-02"}, ("report",), False),
        # What is dated that day or before, or on no day, is not held against it.
        ({"adopted_on": "2016-03-01"}, ("report",), True),
        ({}, ("report",), True),
        ({"adopted_on": "i vår"}, ("report",), True),
        # Nor is what it was made on.
        ({"adopted_on": "2016-03-02"}, ("plan", "report"), True),
    ],
)
def test_a_document_that_has_come_since_asks_for_a_judgement_anew(
    plan: dict[str, str], given: Sequence[str], holds: bool, tmp_path: Any
) -> None:
    both: dict[str, Any] = {"case": {"plan": {}, "report": {}}}
    examples = {
        "met": [{**both, "judgement": "met"}],
        "deviation": [{**both, "judgement": "deviation", "violations": [{}]}],
    }
    rule = written_rule("check: {judged: [plan, report]}", id="plan-exists", examples=examples)
    found = load_rulebooks([write_book(tmp_path / "book", rule)], SCHEMAS)
    late = document("plan", **plan)
    basis = {one.name: one.sha256 for one in (late, REPORT) if one.kind in given}
    decided = read(found, late, judgement(basis=basis))
    told = "plan/plan has come since; judge anew"
    assert said(decided.notices) == ([] if holds else [JUDGEMENT + told])
    assert [problem.path for problem in decided.notices] == ([] if holds else ["/basis"])
    assert [say(lapse.why) for lapse in decided.lapses.values()] == ([] if holds else [told])
    assert list(decided.judgements) == ([ABOUT] if holds else [])


def test_of_many_documents_the_first_are_named(books: Sequence[RuleBook]) -> None:
    councils = [document("council", _id=id_, name=id_, centre=None) for id_ in ("agder", "troms")]
    of_one = judgement(rule="has-seat", subject="party/LO")
    assert said(read(books, of_one, *councils[:1]).notices) == [
        NONE_OF.format("judgement", "council/agder, council/oslo and council/rogaland") + WAYS
    ]
    assert said(read(books, of_one, *councils).notices) == [
        NONE_OF.format("judgement", "council/agder, council/oslo, council/rogaland and 1 more")
        + WAYS
    ]


def test_a_judgement_on_a_former_id_may_rest_on_what_one_of_the_rules_reads(
    tmp_path: Any,
) -> None:
    reports = {
        "met": [{"report": {"priorities": "x"}}],
        "deviation": [{"case": {"report": {}}, "violations": [{}]}],
    }
    written = "check: {present: report.priorities}"
    rules = (
        present("of-plan", formerly=["old"]),
        written_rule(written, id="of-report", formerly=["old"], examples=reports),
    )
    found = load_rulebooks([write_book(tmp_path / "book", *rules)], SCHEMAS)
    decided = read(found, document("plan"), judgement(rule="old"))
    assert list(decided.judgements) == [("of-report", *ABOUT[1:])]
    assert list(decided.lapses) == [("of-plan", *ABOUT[1:])]
    (told,) = said(decided.notices)
    assert told.startswith("The judgement judgement does not decide of-plan: it rests on none of")


def test_at_import_nothing_has_expired(books: Sequence[RuleBook]) -> None:
    waiver = document("waiver", expires_on="2016-03-31")
    assert read(books, waiver, is_import=True).notices == ()
    late = document("waiver", granted_on="2016-04-02")
    assert said(read(books, late, is_import=True).notices) == [WAIVER + FROM]


@pytest.mark.parametrize(
    ("written", "rule", "subject"),
    [
        ("council/Rogaland", "plan-exists", "council/rogaland"),
        ("council/ roga-land ", "plan-exists", "council/rogaland"),
        ("council/ia rådet i OSLO", "plan-exists", "council/oslo"),
        ("council/Hovedstaden", "plan-exists", "council/oslo"),
        ("party/Landsorganisasjonen i Norge", "has-seat", "party/LO"),
        ("party/lo", "has-seat", "party/LO"),
    ],
)
def test_whom_a_decision_is_about_may_be_written_as_bodies_are(
    written: str, rule: str, subject: str, books: Sequence[RuleBook]
) -> None:
    oslo = document(
        "council", _id="oslo", name="IA-rådet i Oslo", aliases=["Hovedstaden"], centre=None
    )
    basis = {"council/rogaland": COUNCIL.sha256}
    about = {"rule": rule, "subject": written}
    decided = (document("waiver", **about), judgement(**about, basis=basis), reply(**about))
    index = DocumentIndex.of([COUNCIL, oslo, REPORT, *decided], SCHEMAS)
    cases = JudgedCases.of(index, books, index.periods(), "everybody", AS_OF)
    found = read_decisions(cases, {}, AS_OF, Asked(None, {subject}))
    expected = [(rule, subject, "2015")]
    assert (list(found.waivers), list(found.judgements)) == (expected, expected)
    assert found.notices == ()
    names = ["waiver/waiver", "judgement/judgement", "reply/reply"]
    assert found.documents == {(subject, "2015"): names}
    # Judgements under two spellings are about the same finding.
    other = judgement(_id="b", rule=rule, subject=subject, basis=basis, verdict="met")
    assert len(read(books, judgement(rule=rule, subject=subject, basis=basis), other).notices) == 2


def test_a_name_that_two_councils_have_means_neither(books: Sequence[RuleBook]) -> None:
    shared = document("council", _id="asker", name="Oslo", aliases=["Viken"], centre=None)
    second = document("council", _id="moss", aliases=["Viken"], centre=None)
    for subject, expected in (
        ("council/viken", []),
        # An id always means its own body.
        ("council/Oslo", ["council/oslo"]),
        ("council/ASKER", ["council/asker"]),
    ):
        found = read(books, shared, second, document("waiver", subject=subject))
        assert [about[1] for about in found.waivers] == expected
        assert len(found.notices) == (0 if expected else 1)


KINDS = ("waiver", "judgement", "reply")
BASED = {"report/report": REPORT.sha256}


def decision(kind: str, **fields: Any) -> Document:
    """A decision of any kind about whether a plan exists, which only `fields` keep from holding."""
    own: dict[str, dict[str, Any]] = {
        "reply": {"intent": "mend", "given_by": "LO"},
        "judgement": {"basis": BASED},
    }
    about = {"rule": "plan-exists", "subject": "council/rogaland", "period": "2015"}
    return document(kind, **{**about, **own.get(kind, {}), **fields})


@pytest.mark.parametrize("kind", KINDS)
def test_what_breaks_its_schema_decides_nothing_and_is_told_of_in_what_it_has(
    kind: str, books: Sequence[RuleBook]
) -> None:
    broken = decision(kind, rule="B01", subject="rogaland")
    found = read(books, broken, broken={broken.name: ["/x", "/subject", ""]})
    assert (found.waivers, found.judgements) == ({}, {})
    told = [(p.path, say(p.message).partition(": ")[2]) for p in found.notices]
    assert told == [
        (
            "/rule",
            "B01 is the number of a demand, and it must be about one rule; write plan-exists",
        ),
        ("/subject", "rogaland is not judged in 2015; did you mean “council/rogaland”?"),
    ]
    fields = ("rule", "subject", "period", "given_by", "granted_by", "judged_by")
    nothing = {broken.name: [f"/{name}" for name in fields]}
    assert read(books, broken, broken=nothing).notices == ()
    # That a text is no subject's is told by the schema; here, whom it means.
    stranger = decision(kind, subject="xyz")
    assert read(books, stranger, broken={stranger.name: ["/subject"]}).notices == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "field",
    [
        "rule",
        "subject",
        "period",
        "reason",
        "text",
        "granted_by",
        "judged_by",
        "given_by",
        "granted_on",
        "judged_on",
        "given_on",
        "expires_on",
        "basis",
        "intent",
    ],
)
def test_of_a_field_that_breaks_the_schema_nothing_more_is_told(
    kind: str, field: str, books: Sequence[RuleBook]
) -> None:
    values: tuple[Any, ...] = (5, [], "–")
    for value in values:
        broken = decision(kind, **{field: value})
        found = read(books, broken, broken={broken.name: [f"/{field}"]})
        assert (found.waivers, found.judgements, found.lapses) == ({}, {}, {})
        assert {problem.path for problem in found.notices} <= {"/subject"}


@pytest.mark.parametrize("kind", KINDS)
def test_fields_of_other_kinds_are_nobody_s_business(kind: str, books: Sequence[RuleBook]) -> None:
    theirs: dict[str, dict[str, Any]] = {
        "waiver": {"judged_on": "2999-01-01", "basis": {}, "text": "", "intent": None},
        "judgement": {"expires_on": "2000-01-01", "granted_on": "2999-01-01", "text": ""},
        "reply": {"expires_on": "2000-01-01", "judged_on": "2999-01-01", "reason": "", "basis": {}},
    }
    assert read(books, decision(kind, **theirs[kind])).notices == ()


def test_a_broken_judgement_has_not_lapsed(books: Sequence[RuleBook]) -> None:
    broken = decision("judgement", reason=5, basis={"report/report": "0" * 64})
    found = read(books, broken, broken={broken.name: ["/reason"]})
    assert (found.lapses, found.notices) == ({}, ())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("subject", "told"), [("council/oslo", 0), ("council/rogaland", 1), ("council/atlantis", 2)]
)
def test_of_a_run_for_some_subjects_decisions_about_others_are_no_concern(
    kind: str, subject: str, told: int, books: Sequence[RuleBook]
) -> None:
    asked = Asked(None, frozenset({"council/rogaland"}))
    words = "text" if kind == "reply" else "reason"
    found = read(books, decision(kind, subject=subject, **{words: " "}), asked=asked)
    assert len(found.notices) == told
    assert (found.waivers, found.judgements) == ({}, {})
    # Those that hold are in force: others may be told of what was found on them.
    held = read(books, decision(kind, _id="o", subject="council/oslo"), asked=asked)
    in_force = {about[1] for about in (*held.waivers, *held.judgements)}
    assert in_force == (set() if kind == "reply" else {"council/oslo"})


@pytest.mark.parametrize(("asked", "told"), [("2015", 0), ("2016", 1), ("2014", 0), (None, 1)])
def test_of_a_run_for_some_periods_decisions_about_others_are_no_concern(
    asked: str | None, told: int, books: Sequence[RuleBook]
) -> None:
    periods = None if asked is None else [Period.parse(asked)]
    found = read(books, document("waiver", period="2016"), asked=Asked(periods))
    assert len(found.notices) == told
    # One whose period cannot be read may be about any.
    written = document("waiver", period="16", rule="x")
    vague = Decision.of(written, cases_of(books), (), is_import=False)
    assert (Asked(periods).concerns(vague), vague.findings) == (True, {})


def run(
    books: Sequence[RuleBook],
    *documents: Document,
    subjects: Sequence[str] = (),
    periods: Sequence[str] = (),
) -> Result:
    given = RunInput((COUNCIL, OSLO, REPORT, *documents), (), "named")
    selection = CaseSelection(tuple(map(Period.parse, periods)), tuple(subjects))
    return check(given, books, SCHEMAS, AS_OF, selection)


def test_a_notice_names_the_decision_its_file_and_the_place(books: Sequence[RuleBook]) -> None:
    origin = Origin("disp.yaml", "0" * 64, {"": Place(1), "/granted_by": Place(8)})
    waiver = dataclasses.replace(document("waiver", granted_by="LO"), origin=origin)
    (problem,) = run(books, waiver).problems
    assert (problem.file, problem.place, problem.document, problem.given) == (
        "disp.yaml",
        Place(8),
        "waiver/waiver",
        "LO",
    )


def test_a_run_for_one_subject_tells_of_its_own_decisions_alone(books: Sequence[RuleBook]) -> None:
    own, other = (
        document("waiver", reason=" "),
        document("waiver", _id="o", subject="council/oslo", reason=" "),
    )
    result = run(books, own, other, subjects=["council/rogaland"])
    assert [problem.document for problem in result.problems] == ["waiver/waiver"]
    (judged,) = result.subjects
    assert judged.documents == ("council/rogaland", "report/report", "waiver/waiver")
    assert [problem.document for problem in run(books, own, other).problems] == [
        "waiver/o", "waiver/waiver",
    ]  # fmt: skip


def test_a_check_tells_of_what_has_expired(books: Sequence[RuleBook]) -> None:
    (told,) = run(books, document("waiver", expires_on="2016-03-31")).problems
    assert (told.path, told.given) == ("/expires_on", "2016-03-31")


@pytest.mark.parametrize(
    ("subject", "period"),
    [("council/oslo", "2015"), ("council/oslo", "2016"), ("council/atlantis", "2016")],
)
def test_where_nobody_asked_for_is_there_decisions_about_others_are_no_concern(
    subject: str, period: str, books: Sequence[RuleBook]
) -> None:
    other = document("waiver", _id="o", subject=subject, period=period, reason=" ")
    with pytest.raises(NothingToCheck) as nothing:
        run(books, other, subjects=["council/atlantis"], periods=["2015"])
    assert [problem.document for problem in nothing.value.problems] == [None]


def test_a_run_for_one_period_tells_of_its_own_decisions_alone(books: Sequence[RuleBook]) -> None:
    own, other = (
        document("waiver", reason=" "),
        document("waiver", _id="o", period="2016", reason=" "),
    )
    for periods, expected in ((["2015"], []), ([], ["waiver/o"]), (["2015", "2016"], ["waiver/o"])):
        told = {problem.document for problem in run(books, own, other, periods=periods).problems}
        assert told == {*expected, "waiver/waiver"}


def test_decisions_are_among_the_documents_of_the_subject_that_they_are_about(
    books: Sequence[RuleBook],
) -> None:
    decisions = (
        document("waiver", reason=" "),
        judgement(),
        reply(),
        reply(_id="o", subject="council/oslo"),
    )
    result = run(books, *decisions)
    own = {str(judged.subject): judged.documents for judged in result.subjects}
    assert own["council/rogaland"] == (
        "council/rogaland", "report/report", "waiver/waiver", "judgement/judgement", "reply/reply",
    )  # fmt: skip
    assert own["council/oslo"] == ("council/oslo", "reply/o")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"periods": {"from": "2016"}}, NOT_THERE),
        (
            {"due": "2016-05-01"},
            "the finding is not due yet; the judgement counts once it is, and nothing need be done",
        ),
        ({}, None),
    ],
)
def test_a_judgement_of_what_is_no_question_is_told_of(
    fields: dict[str, Any], why: str | None, tmp_path: Any
) -> None:
    written = present("plan-exists", **fields) | {
        "examples": {
            "met": [{"case": {"plan": {}}, "period": "2016"}],
            "deviation": [{"case": {}, "period": "2016", "violations": [{}]}],
        }
    }
    found = load_rulebooks([write_book(tmp_path / "book", written)], SCHEMAS)
    result = run(found, judgement(verdict="met"))
    assert said(result.problems) == ([] if why is None else [JUDGEMENT + why])
    assert [problem.path for problem in result.problems] == ([] if why is None else ["/rule"])


def test_a_judgement_of_a_rule_that_fails_is_told_of(books: Sequence[RuleBook]) -> None:
    def fail(_: object) -> Any:
        raise ZeroDivisionError

    early, late = books
    failing = [
        dataclasses.replace(rule, check=dataclasses.replace(rule.check, judge=fail))
        for rule in late.rules
    ]
    failed = [early, dataclasses.replace(late, rules=tuple(failing))]
    assert said(run(failed, judgement(verdict="met"), document("waiver")).problems) == [
        JUDGEMENT + "the checker failed on the rule; the judgement counts once it can be checked",
        WAIVER + "the checker failed on the rule; the waiver counts once it can be checked",
    ]


def test_bodies_that_decide_may_have_several_spellings(tmp_path: Any) -> None:
    bodies = ["Gruppa", {"name": "LO", "aliases": ["Ello"]}]
    head = {"waivers_granted_by": bodies, "judgements_by": []}
    (book,) = load_rulebooks(
        [write_book(tmp_path / "book", present("plan-exists"), **head)], SCHEMAS
    )
    group, lo = book.granted_by
    assert (group.name, group.is_called("gruppa"), group.is_called("LO")) == ("Gruppa", True, False)
    names = ("lo", "ELLO", "Landsorganisasjonen i Norge", "LO Troms")
    assert [lo.is_called(name) for name in names] == [True, True, True, False]
    assert book.judged_by == ()


def test_at_import_its_documents_may_come_later(books: Sequence[RuleBook]) -> None:
    assert read(books, document("waiver", period="2016"), is_import=True).notices == ()
    unknown = document("waiver", period="2016", subject="council/atlantis")
    assert said(read(books, unknown, is_import=True).notices) == [
        f"{WAIVER}council/atlantis is not judged in 2016; {WHOM}"
    ]
