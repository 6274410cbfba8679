"""Which dates count: those that have come, and that belong to the period they are for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from building import PARTIES, SCHEMAS, case, day, document, say
from own_kinds import OWNED, SHARED, own_book
from paper_material import council, counted, material, report

from iacheck.cases.bodies import Bodies
from iacheck.cases.dates import Unsent, counting_body, date_problems, unsent
from iacheck.cases.index import DocumentIndex
from iacheck.documents.document import Document, Origin
from iacheck.documents.schemas import Schemas
from iacheck.language.language import language
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.reports.meeting.delivery import deliveries
from iacheck.reports.meeting.material import Material
from iacheck.reports.meeting.matrix import matrix
from iacheck.rulebooks import known_schemas

AS_OF = "2016-06-01"
AHEAD = "2016-06-02"


def counting(of: Document, as_of: str = AS_OF, schemas: Schemas = SCHEMAS) -> Any:
    return counting_body(schemas.kind(of.kind), of.body, day(as_of))


def told(of: Document, as_of: str | None = AS_OF, schemas: Schemas = SCHEMAS) -> list[str]:
    """Each notice, with the part that it is about and what is given there."""
    found = date_problems(of, schemas.kind(of.kind), day(as_of) if as_of else None)
    problems = list(found)
    assert {problem.level for problem in problems} <= {"notice"}
    return [f"{p.path} {p.given}: {say(p.message)}" for p in problems]


def mention(date: Any, outlet: str = "Lokalavisa") -> dict[str, Any]:
    return {"outlet": outlet, "date": date}


YEAR_IS_RIGHT = "Is the year right?"


@pytest.mark.parametrize(
    ("kind", "called"), [("report", "report"), ("party_report", "the party's half-year report")]
)
def test_a_report_that_is_dated_later_counts_for_its_content(kind: str, called: str) -> None:
    report = document(kind, submitted_on=AHEAD, period="2015-H2")
    assert counting(report, AHEAD) == report.body
    assert told(report, AHEAD) == []
    assert counting(report) == {n: v for n, v in report.body.items() if n != "submitted_on"}
    assert told(report) == [
        f"/submitted_on {AHEAD}: submission date in {called} {kind} is 2 June 2016, after 1 June "
        "2016; it counts for its content, not as delivered"
    ]


def test_the_year_is_asked_for_where_the_report_contradicts_itself() -> None:
    """Not because somebody looks back to a day before it was sent."""
    in_order = document("report", submitted_on="2016-12-31")
    assert all(YEAR_IS_RIGHT not in line for line in told(in_order, "2015-06-01"))
    late = document("report", submitted_on="2017-02-01")
    assert told(late, "2016-06-01") == [
        "/submitted_on 2017-02-01: submission date in report report is 1 February 2017, after "
        "1 June 2016, and more than a year after 31 December 2015; it counts for its content, not "
        f"as delivered. {YEAR_IS_RIGHT}"
    ]
    assert told(late, "2017-02-01") == []


@pytest.mark.parametrize(
    ("period", "on", "is_early"),
    [
        ("2015", "2014-01-01", True),
        ("2015", "2015-12-30", True),
        ("2015", "2015-12-31", False),
        ("2015", "2016-02-01", False),
        ("2012-H1", "2012-06-29", True),
        ("2012-H1", "2012-06-30", False),
        ("i fjor", "2014-01-01", False),
        ("2015", "i fjor", False),
    ],
)
def test_a_report_is_not_sent_before_its_period_ends(period: str, on: str, is_early: bool) -> None:
    report = document("report", period=period, submitted_on=on)
    assert ("submitted_on" not in counting(report)) == is_early
    assert bool(told(report)) == is_early
    assert told(report) == told(report, None)


def test_what_is_told_of_a_report_that_is_sent_too_early() -> None:
    report = document("report", submitted_on="2014-01-01")
    assert told(report) == [
        "/submitted_on 2014-01-01: submission date in report report is 1 January 2014, before 31 "
        "December 2015, the last day that it tells of, so that it cannot be told when it was "
        "delivered; is the year right?"
    ]


def test_a_party_s_report_may_be_sent_within_the_round_that_it_belongs_to() -> None:
    report = document("party_report", submitted_on="2012-09-01", period="2012-H2")
    assert counting(report) == report.body
    assert told(report) == []


NOT_IN_2015 = "which is not in 2015, so that it counts for nothing; is the year right?"


def test_what_took_place_in_another_year_counts_for_nothing() -> None:
    meetings = [{"held_on": "2015-03-01"}, {"held_on": "2016-01-01"}]
    media = [mention("2003-01-01"), mention("2015-01-01"), mention("2015-12-31"), mention("når?")]
    report = document("report", meetings=meetings, media=media)
    counted = counting(report)
    # The others stand where they stood.
    assert counted["meetings"] == [{"held_on": "2015-03-01"}, None]
    assert counted["media"] == [None, *media[1:]]
    assert report.body["media"] == media
    assert told(report, None) == [
        "/meetings/1/held_on 2016-01-01: date of the meeting in report report is 1 January 2016, "
        f"{NOT_IN_2015}",
        "/media/0/date 2003-01-01: date of mention in report report is 1 January 2003, "
        f"{NOT_IN_2015}",
    ]


def test_what_has_not_taken_place_counts_for_nothing() -> None:
    media = [mention("2015-03-01"), mention("2015-03-02"), mention("2015-03-03")]
    report = document("report", media=media)
    assert counting(report, "2015-03-02")["media"] == [*media[:2], None]
    assert told(report, "2015-03-02") == [
        "/media/2/date 2015-03-03: date of mention in report report is 3 March 2015, after 2 March "
        "2015; until then, it counts for nothing"
    ]
    # A list in which nothing counts is empty: nobody takes it for one that holds something.
    assert counting(report, "2015-02-01")["media"] == []


def test_of_a_report_that_is_dated_later_it_is_told_once() -> None:
    media = [mention("2015-03-03"), mention("2014-03-03")]
    report = document("report", media=media, submitted_on="2016-02-01")
    assert [line.partition(":")[0] for line in told(report, "2015-03-02")] == [
        "/submitted_on 2016-02-01", "/media/1/date 2014-03-03",
    ]  # fmt: skip
    assert counting(report, "2015-03-02")["media"] == []


def test_a_meeting_of_half_a_year_is_one_of_that_half() -> None:
    report = document("report", period="2012-H1", meetings=[{"held_on": "2012-07-03"}])
    assert counting(report)["meetings"] == []
    assert counting(document("panel_meeting", period="2012-H1", held_on="2012-06-30"))
    assert counting(document("panel_meeting", period="2012-H1", held_on="2012-07-01")) is None
    assert counting(document("panel_meeting", period="i vår", held_on="2012-07-01"))


def test_a_panel_meeting_that_has_not_been_held() -> None:
    meeting = document("panel_meeting", period="2012-H1", held_on="2012-05-30")
    assert counting(meeting, "2012-05-30") == meeting.body
    assert counting(meeting, "2012-05-29") is None
    assert len(told(meeting, "2012-05-29")) == 1
    found = case(meeting, of="national", period="2012-H1", as_of="2012-05-29")
    assert (found.values["panel_meetings"], found.documents["panel_meetings"]) == ([], ())
    # What is told of it stands in the list of whom it is about.
    assert found.own_documents == ("panel_meeting/panel_meeting",)


def test_councils_are_invited_before_a_gathering_and_attend_it_on_the_day() -> None:
    names = {"invited": ["rogaland"], "attended": ["rogaland"]}
    gathering = document("gathering", held_on="2015-11-10", **names)
    assert counting(gathering, "2015-11-10") == gathering.body
    before = counting(gathering, "2015-11-09")
    assert before == {n: v for n, v in gathering.body.items() if n != "attended"}
    assert told(gathering, "2015-11-09") == [
        "/held_on 2015-11-10: date of the meeting in gathering gathering is 10 November 2015, "
        "after 9 November 2015; until then, what stands under “attended” counts for nothing"
    ]
    planned = document("gathering", held_on="2015-11-10", invited=["rogaland"])
    assert counting(planned, "2015-11-09") == planned.body
    assert told(planned, "2015-11-09") == []
    other = document("gathering", held_on="2014-11-10", **names)
    assert counting(other) is None
    assert told(other) == [
        "/held_on 2014-11-10: date of the meeting in gathering gathering is 10 November 2014, "
        f"{NOT_IN_2015}"
    ]
    undated = document("gathering", **names)
    assert counting(undated, "2015-01-01") == undated.body


def test_where_it_stands() -> None:
    origin = Origin("r.xlsx", "0" * 64, {"/media/0": Place(7)})
    body = document("report", media=[mention("2003-01-01")]).body
    (problem,) = date_problems(Document("report", "r", body, origin), SCHEMAS.kind("report"))
    assert (problem.file, problem.place, problem.document) == ("r.xlsx", Place(7), "report/r")


@pytest.mark.parametrize("media", [None, "mye", 5, {}, [None, 3, "x", {}, {"date": 2015}]])
def test_what_is_broken_is_left_as_it_is(media: Any) -> None:
    report = document("report", media=media, meetings=[{"held_on": None}], submitted_on=5)
    assert counting(report) == report.body
    assert told(report) == []


EARLY = Unsent(day("2014-01-01"), "early", day("2015-12-31"))


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("report", {}, Unsent()),
        ("report", {"submitted_on": "2016-02-01"}, None),
        ("report", {"submitted_on": "snart"}, None),
        ("report", {"submitted_on": AHEAD}, Unsent(day(AHEAD), "ahead")),
        ("report", {"submitted_on": "2014-01-01"}, EARLY),
        ("plan", {}, None),
        ("plan", {"submitted_on": AHEAD}, None),
    ],
)
def test_why_a_document_does_not_count_as_delivered(
    kind: str, fields: dict[str, Any], expected: Unsent | None
) -> None:
    found = document(kind, **fields)
    assert unsent(SCHEMAS.kind(kind), found.body, day(AS_OF)) == expected
    assert case(found, as_of=AS_OF).unsent.get(kind) == expected


def test_of_several_documents_none_is_unsent() -> None:
    assert case(document("report"), document("report", _id="other")).unsent == {}


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("report", {"council": "x"}, ("council/x", "IA-rådet i x")),
        ("report", {"council": "ia-rådet i X"}, ("council/x", "IA-rådet i x")),
        ("report", {"council": "Noen andre"}, ("council/Noen andre", "Noen andre")),
        ("report", {"council": 5}, None),
        ("scorecard", {"centre": "oslo"}, ("centre/oslo", "oslo")),
        ("party_report", {"party": "Landsorganisasjonen i Norge"},
         ("party/LO", "Landsorganisasjonen i Norge")),
        ("party_report", {"party": "Ingen"}, None),
        ("gathering", {}, ("national", "The whole country")),
        ("council", {}, None),
        ("waiver", {}, None),
    ],
)  # fmt: skip
def test_whose_a_document_is(
    kind: str, fields: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    bodies = Bodies(DocumentIndex.of([council("x")], SCHEMAS), PARTIES, Period(2015), day(AS_OF))
    owner = bodies.owner(document(kind, **fields))
    assert (owner and (str(owner), language("en").value(owner.name))) == expected


def own_kind(tmp_path: Path, **keywords: Any) -> Schemas:
    posts = OWNED["properties"]["posts"]
    on = {"$ref": f"{SHARED}date", "x-label": {"nb": "dag", "nn": "dag", "en": "day"}}
    properties = {**posts["items"]["properties"], "paid_on": on}
    items = {**posts["items"], "properties": properties, "x-day": "paid_on"}
    fields = {**OWNED["properties"], "posts": {**posts, "items": items}}
    schema = {**OWNED, "properties": fields, **keywords}
    return known_schemas([own_book(tmp_path, budget=schema)])


def test_kinds_of_rule_books_have_dates_too(tmp_path: Path) -> None:
    schemas = own_kind(tmp_path, **{"x-sent-after-period": True})
    posts = [{"paid_on": on} for on in ("2015-05-01", "2016-05-01", "2017-05-01", "2018-05-01")]
    body = {"period": "2015", "covers": ["2016", "2017"], "posts": posts}
    budget = Document("budget", "b", {**body, "submitted_on": "2015-03-01"})
    counted = counting(budget, "2016-12-31", schemas)
    assert counted == {**body, "posts": [*posts[:2], None, None]}
    assert [line.partition(":")[0] for line in told(budget, "2016-12-31", schemas)] == [
        "/submitted_on 2015-03-01", "/posts/2/paid_on 2017-05-01", "/posts/3/paid_on 2018-05-01",
    ]  # fmt: skip


def test_what_a_document_says_of_its_sending_is_as_its_kind_has_it(tmp_path: Path) -> None:
    body = {"period": "2015", "submitted_on": "2015-03-01"}
    assert counting(Document("budget", "b", body), AS_OF, own_kind(tmp_path)) == body


def notices(of: Material) -> list[Problem]:
    return [problem for problem in of.result.problems if problem.level == "notice"]


@pytest.mark.parametrize(
    ("on", "as_of", "verdicts", "status", "mark"),
    [
        ("2016-07-04", "2016-06-01", ("undetermined", "undetermined"), "ahead", "undetermined"),
        ("2061-02-10", "2016-06-01", ("undetermined", "undetermined"), "ahead", "undetermined"),
        ("2016-07-04", "2016-07-04", ("met", "deviation"), "late", "met"),
        ("2014-01-01", "2016-06-01", ("undetermined", "undetermined"), "unclear", "undetermined"),
        (None, "2016-06-01", ("undetermined", "undetermined"), "unsent", "undetermined"),
        ("2016-02-10", "2016-02-09", ("not_due", "not_due"), "waiting", "not_due"),
    ],
)
def test_lists_matrix_and_paper_agree_on_what_has_come(
    on: str | None, as_of: str, verdicts: tuple[str, str], status: str, mark: str
) -> None:
    given_ = material([council("x"), report("x", submitted_on=on)], as_of=as_of)
    found = {f.rule.id: f.verdict for _, f in given_.findings()}
    assert (found["report-delivered"], found["report-in-time"]) == verdicts
    (delivery,) = [d for d in deliveries(given_) if d.root == "report"]
    assert delivery.status == status
    table = matrix(given_, "council")
    assert table.mark(delivery.subject, "B13") == mark
    assert counted(given_).accounts[0].delivered == (status == "late")
    assert [(p.document, p.path, p.given) for p in notices(given_)] == (
        [("report/x-2015", "/submitted_on", on)]
        if status in ("ahead", "unclear", "waiting")
        else []
    )


def test_a_mention_of_another_year_is_none() -> None:
    def media_verdict(*dates: str) -> str:
        mentions = [mention(date) for date in dates]
        found = material([council("x"), report("x", media=mentions)]).findings()
        (verdict,) = [finding.verdict for _, finding in found if finding.rule.demand == "B06"]
        return verdict

    assert media_verdict("2015-05-01") == "met"
    assert media_verdict("2003-01-01") == "deviation"
    assert media_verdict("2003-01-01", "2015-05-01") == "met"


def test_a_field_that_says_the_day_is_read_by_all_that_count_it() -> None:
    mentions = [mention("en dag i mai")]
    found = material([council("x"), report("x", media=mentions)]).findings()
    (verdict,) = [finding.verdict for _, finding in found if finding.rule.demand == "B06"]
    assert verdict == "undetermined"


def test_dates_of_another_round_are_not_told() -> None:
    later = report("y", period="2016", submitted_on="2017-02-01")
    documents = [council("x"), council("y"), report("x"), later]
    assert notices(material(documents)) == []
    assert [p.document for p in notices(material(documents, period="2016"))] == [later.name]
