"""Waivers, judgements and replies: what each is about, and what keeps it from any effect."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from building import SCHEMAS, day, document, say, write_book, written_rule
from decision_samples import (
    ABOUT,
    AGAIN,
    AS_OF,
    COUNCIL,
    EARLY,
    FROM,
    JUDGEMENT,
    KINDS,
    NOT_THERE,
    OSLO,
    REPLY,
    REPORT,
    WAIVER,
    WHOM,
    decision,
    decision_books,
    judgement,
    present,
    read,
    reply,
    run,
    said,
)

from iacheck.cases.decision_records import Judgement, Waiver
from iacheck.cases.index import DocumentIndex
from iacheck.checks.rule import RuleBook
from iacheck.judging.decisions import Asked, read_decisions
from iacheck.judging.judged_cases import JudgedCases
from iacheck.rulebooks import load_rulebooks


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Sequence[RuleBook]:
    return decision_books(tmp_path_factory.mktemp("books"))


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


def test_what_rule_books_cover_is_told_once_of_each_period(books: Sequence[RuleBook]) -> None:
    waivers = [
        document("waiver", _id=id_, period=period)
        for id_, period in (("a", "2013"), ("b", "2013"), ("c", "2014"))
    ]
    told = said(read(books, *waivers, reply(period="2013")).notices)
    assert ["; early covers" in one for one in told] == [True, False, True, False]
    assert told[1] == "The waiver b has no effect: no rule book covers 2013"
    assert told[3].endswith("answers nothing: no rule book covers 2013")
    # An import holds what it tells against what was told before: each is whole there.
    at_import = said(read(books, *waivers, is_import=True).notices)
    assert all("; early covers" in one for one in at_import)


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


def no_say(given: str) -> str:
    return (
        f"it was neither found on {given}, nor is it for {given} to mend; let council/rogaland "
        "reply, or whoever can mend it"
    )


@pytest.mark.parametrize(
    ("fields", "path", "why"),
    [
        ({}, None, None),
        ({"given_by": "NAV Arbeidslivssenter Rogaland"}, None, None),
        ({"given_by": "rogaland"}, None, None),
        # Centres report for their councils, and may be known by name alone.
        ({"given_by": "IA-rådet i Oslo"}, "/given_by", no_say("IA-rådet i Oslo")),
        ({"given_by": "LO"}, "/given_by", no_say("LO")),
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


def test_who_came_before_or_after_a_council_has_a_say(books: Sequence[RuleBook]) -> None:
    later = document("council", _id="vestland", name="IA-rådet i Vestland", centre=None,
                     successor_of=["rogaland"], active={"from": "2015-07-01"})  # fmt: skip
    assert read(books, later, reply(given_by="IA-rådet i Vestland")).notices == ()
    about = {"subject": "council/vestland", "given_by": "IA-rådet i Rogaland"}
    assert read(books, later, reply(**about)).notices == ()
    (found,) = read(books, later, reply(**about | {"given_by": "IA-rådet i Oslo"})).notices
    assert found.path == "/given_by"


def test_the_centre_of_another_council_has_no_say(books: Sequence[RuleBook]) -> None:
    centre = document("centre", _id="oslo", name="NAV Arbeidslivssenter Oslo")
    with_centre = document("council", _id="oslo", name="IA-rådet i Oslo", centre="oslo")
    given_by = "NAV Arbeidslivssenter Oslo"
    documents = (centre, with_centre, reply(subject="council/oslo", given_by=given_by))
    assert read(books, *documents).notices == ()
    (found,) = read(books, centre, with_centre, reply(given_by=given_by)).notices
    assert no_say(given_by) in say(found.message)


def test_replies_stand_in_the_order_of_their_days(books: Sequence[RuleBook]) -> None:
    several = [
        reply(_id="b", given_on="2016-03-01", planned_on="2016-05-01"),
        reply(_id="a", given_on="2016-02-01"),
        reply(_id="c", given_on="2016-03-01", text=" "),  # says nothing
    ]
    for order in (several, several[::-1]):
        found = read(books, *order)
        first, second = found.replies[ABOUT]
        assert (first.document, first.planned_on) == ("reply/a", None)
        assert (second.document, second.planned_on) == ("reply/b", datetime.date(2016, 5, 1))
        assert (found.waivers, found.judgements) == ({}, {})


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
    decided = (document("waiver", **about), judgement(**about, basis=basis),
               reply(**about, given_by=subject))  # fmt: skip
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
