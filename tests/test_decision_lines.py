"""Who decided about a finding, when and why: it stands in every format, and in the paper."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from paper_material import alone, council, doc, material, meeting, report
from paper_rounds import ENGLISH, words
from result_samples import CHAIR, PLAN, rendered, result_of, texts, violation

from iacheck.cases.decision_records import Judgement, Reply, Waiver
from iacheck.cases.findings import Finding, Result
from iacheck.documents.document import Document
from iacheck.language.language import language
from iacheck.language.messages import LANGS, message
from iacheck.reports import formats
from iacheck.reports.as_csv import COLUMNS, csv_rows
from iacheck.reports.blocks import Table
from iacheck.reports.decision_lines import due_line, reply_lines
from iacheck.reports.meeting.delivery import deliveries
from iacheck.reports.meeting.paper import paper
from iacheck.reports.meeting.parts import by_demand, by_subject, decisions, delivery
from iacheck.reports.meeting.parts.delivery import delivery_summary
from iacheck.reports.paper_text import write

DAY = datetime.date(2016, 3, 2)
MET = Judgement("judgement/j1", "met", "Gruppen for IA", DAY, "Regnskapet er lagt ved")
BROKEN = replace(MET, document="judgement/j2", verdict="deviation", reason="Vervet står tomt")
WAIVER = Waiver("waiver/w1", "Direktoratet", DAY, datetime.date(2016, 12, 30), "Brann i arkivet")
NOTHING = violation(texts("Ingen plan", "Ingen plan", "No plan"), "rule-b01")


def findings() -> Iterator[Finding]:
    due = datetime.date(2016, 3, 1)
    told = message("x")
    yield Finding(CHAIR, "met", judgement=MET)
    yield Finding(CHAIR, "deviation", told, (NOTHING,), due=due, judgement=BROKEN)
    accepted = message(
        "Accepted by {by} on {granted}, until {date} ({document}): {reason}",
        by=WAIVER.by, granted=WAIVER.granted_on, date=WAIVER.expires_on, document="w1",
        reason=WAIVER.reason,
    )  # fmt: skip
    yield Finding(PLAN, "waived", accepted, (NOTHING,), waiver=WAIVER)


RESULT = result_of(*findings())


@pytest.mark.parametrize(
    ("several", "expected"),
    [
        (False, {"text": "Do when it ends: ", "md": "What to do when it ends"}),
        (True, {"text": "Do about all of them when it ends: ",
                "md": "What to do about all of them when it ends"}),
    ],
)  # fmt: skip
def test_what_is_accepted_asks_for_nothing_until_the_waiver_ends(
    several: bool, expected: Mapping[str, str]
) -> None:
    *_, waived = findings()
    broken = (NOTHING, replace(NOTHING, key="other")) if several else (NOTHING,)
    result = result_of(replace(waived, violations=broken))
    for format_, words_ in expected.items():
        told = rendered(format_, "en", result).decode()
        assert (words_ in " ".join(told.split()), "Do: " in told) == (True, False)


def docx_text(data: bytes) -> str:
    from docx import Document as Docx  # noqa: PLC0415 - slow to import

    made = Docx(io.BytesIO(data))
    cells = [c.text for table in made.tables for row in table.rows for c in row.cells]
    return " ".join((*(paragraph.text for paragraph in made.paragraphs), *cells))


def pdf_text(data: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 - slow to import

    document = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def xlsx_text(data: bytes) -> str:
    import openpyxl  # noqa: PLC0415 - slow to import

    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
    values = (cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    return " ".join(str(value) for value in values if value is not None)


READ: Mapping[str, Callable[[bytes], str]] = {
    "docx": docx_text,
    "pdf": pdf_text,
    "xlsx": xlsx_text,
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", formats())
def test_who_when_and_why_stand_in_every_format(format_: str, lang: Any) -> None:
    data = rendered(format_, lang, RESULT)
    text = READ.get(format_, bytes.decode)(data)
    text = " ".join(text.replace("\ufffe", "").split())
    of_programs = format_ in ("json", "csv")
    day = DAY.isoformat() if of_programs else language(lang).date(DAY)
    due = datetime.date(2016, 3, 1)
    for part in (
        "Gruppen for IA", "Regnskapet er lagt ved", "Vervet står tomt", "Direktoratet",
        "Brann i arkivet", day, due.isoformat() if of_programs else language(lang).date(due),
    ):  # fmt: skip
        assert part in text


def test_the_json_tells_it_in_parts() -> None:
    (judged,) = json.loads(rendered("json", "en", RESULT))["subjects"]
    met, broken, waived = judged["findings"]
    assert (met["verdict"], met["reason"], met["waiver"]) == ("met", None, None)
    assert met["judgement"] == {
        "document": "judgement/j1", "by": "Gruppen for IA", "on": "2016-03-02",
        "reason": "Regnskapet er lagt ved",
    }  # fmt: skip
    assert (met["due"], broken["due"], broken["waiver"]) == (None, "2016-03-01", None)
    assert broken["judgement"]["document"] == "judgement/j2"
    assert waived["judgement"] is None
    assert waived["waiver"] == {
        "document": "waiver/w1", "by": "Direktoratet", "granted_on": "2016-03-02",
        "expires_on": "2016-12-30", "reason": "Brann i arkivet",
    }  # fmt: skip
    assert [finding["basis"] for finding in judged["findings"]] == [{}, {}, {}]


def test_the_csv_has_the_same_in_columns() -> None:
    assert {"due", "judgement", "waiver"} < set(COLUMNS)
    (judged,) = json.loads(rendered("json", "nn", RESULT))["subjects"]
    for row, finding in zip(csv_rows(RESULT, language("nn")), judged["findings"], strict=True):
        for name in ("due", "judgement", "waiver"):
            assert row[name] == finding[name]


@pytest.mark.parametrize(
    ("due", "texts_", "expected"),
    [
        (None, ("x",), None),
        ("2016-03-01", ("x",), "Due date: 1 March 2016"),
        # Where the violation says the day, it is not said again.
        ("2016-03-01", ("It was due on 1 March 2016",), None),
        ("2016-03-01", ("It came on 2 March 2016",), "Due date: 1 March 2016"),
        ("2016-03-01", (), "Due date: 1 March 2016"),
    ],
)
def test_a_due_date_is_told_once(
    due: str | None, texts_: Sequence[str], expected: str | None
) -> None:
    violations = tuple(violation(texts(text, text, text), "rule-b01") for text in texts_)
    day = datetime.date.fromisoformat(due) if due else None
    finding = Finding(PLAN, "deviation", message("x"), violations, due=day)
    assert due_line(finding, ENGLISH) == expected


def test_what_people_judged_to_be_met_is_told_of_in_a_list_of_its_own() -> None:
    result: Result = result_of(Finding(CHAIR, "met", judgement=MET))
    text = " ".join(rendered("text", "en", result).decode().split())
    assert (
        "MET Judged to be met by Gruppen for IA on 2 March 2016 (judgement j1): Regnskapet er lagt "
        "ved B10 The chair is known" in text
    )
    assert "## Met by judgement" in rendered("md", "en", result).decode()
    assert "MET" not in rendered("text", "en", result_of(Finding(CHAIR, "met"))).decode()


# The paper

GROUP = {"judged_by": "Oppfølgingsgruppen", "judged_on": "2016-03-10"}


def judged(key: str, rule: str, verdict: str, *basis: Document) -> Document:
    hashes = {document.name: document.sha256 for document in basis}
    about = {"rule": rule, "subject": "council/rogaland", "period": "2015", **GROUP}
    return doc("judgement", key, verdict=verdict, reason=f"Fordi {key}", basis=hashes, **about)


def test_the_paper_tells_who_decided_what() -> None:
    own, sent = (
        council("rogaland"),
        report("rogaland", [{"id": "a", "title": "x", "sub_goals": [1]}]),
    )
    waiver = doc(
        "waiver", "w", rule="plan-exists", subject="council/rogaland", period="2015",
        reason="Brann", granted_by="Oppfølgingsgruppa", granted_on="2016-03-05",
        expires_on="2016-12-31",
    )  # fmt: skip
    decided = (
        judged("j1", "report-covers-sub-goals", "met", sent),
        judged("j2", "report-in-time", "deviation", sent),
        waiver,
    )
    given = material([own, sent, *decided])
    (_, table) = decisions.blocks(given, ENGLISH)
    assert isinstance(table, Table)
    assert table.columns[1].share == 3
    assert [[words(cell) for cell in row] for row in table.rows] == [
        ["IA-rådet i rogaland", "B01", "Accepted until 31 December 2016",
         "Oppfølgingsgruppa, 5 March 2016", "Brann"],
        ["IA-rådet i rogaland",
         "B16: The annual report has activities under all three sub-goals", "Judged to be met",
         "Oppfølgingsgruppen, 10 March 2016", "Fordi j1"],
        ["IA-rådet i rogaland", "B23", "Judged not to be met",
         "Oppfølgingsgruppen, 10 March 2016", "Fordi j2"],
    ]  # fmt: skip
    text = " ".join(write(paper(alone(given), ENGLISH)).decode().split())
    assert (
        "B23: Judged not to be met by Oppfølgingsgruppen on 10 March 2016 (judgement j2): Fordi j2"
        in text
    )
    assert "IA-rådet i rogaland (by judgement)" in text
    assert list(decisions.blocks(material([own, sent]), ENGLISH)) == []
    (_, narrow) = decisions.blocks(material([own, sent, waiver]), ENGLISH)
    assert isinstance(narrow, Table)
    assert narrow.columns[1].share == 1
    for part in (by_subject, by_demand):
        assert list(part.blocks(given, ENGLISH))


@pytest.mark.parametrize(
    ("rule", "verdict", "submitted", "row", "summary"),
    [
        ("report-delivered", "met", "nothing", ("delivered", "–"), "1 of 1 has delivered."),
        ("report-delivered", "met", None, ("delivered", "–"), "1 of 1 has delivered."),
        ("report-delivered", "met", "2016-06-02", ("delivered", "2 June 2016"),
         "1 of 1 has delivered."),
        ("report-delivered", "deviation", "nothing", ("not delivered", "–"),
         "0 of 1 has delivered. Not delivered: IA-rådet i rogaland (by judgement)."),
        ("report-delivered", "deviation", None, ("not delivered", "–"),
         "0 of 1 has delivered. Not delivered: IA-rådet i rogaland (by judgement)."),
        ("report-delivered", "deviation", "2016-02-01", ("not delivered", "1 February 2016"),
         "0 of 1 has delivered. Not delivered: IA-rådet i rogaland (by judgement)."),
        ("report-in-time", "deviation", "2016-02-01", ("late", "1 February 2016"),
         "1 of 1 has delivered. Late: IA-rådet i rogaland (by judgement)."),
        ("plan-exists", "deviation", "2016-02-01", ("not delivered", "–"),
         "0 of 1 has delivered. Not delivered: IA-rådet i rogaland (by judgement)."),
    ],
)  # fmt: skip
def test_what_was_delivered_is_what_people_judged(
    rule: str, verdict: str, submitted: str | None, row: tuple[str, str], summary: str
) -> None:
    own, plan = council("rogaland"), doc("plan", "p", council="rogaland", period="2015")
    sent = [] if submitted == "nothing" else [report("rogaland", submitted_on=submitted)]
    decision = judged("j", rule, verdict, *(sent or [own]), *([plan] if "plan" in rule else []))
    given = material([own, plan, *sent, decision])
    root = rule.partition("-")[0]
    found = [one for one in deliveries(given) if one.root == root]
    assert delivery_summary(found, given, ENGLISH).startswith(summary)
    (table,) = [one for one in delivery.blocks(given, found, ENGLISH) if isinstance(one, Table)]
    (told,) = [[words(cell) for cell in line] for line in table.rows]
    assert (told[1], told[2]) == (f"{row[0]} (by judgement)", row[1])
    by = "by Oppfølgingsgruppen on 10 March 2016 (judgement j): Fordi j"
    judged_to = "Judged to be met" if verdict == "met" else "Judged not to be met"
    assert f"{judged_to} {by}" in told[3]
    assert "Without a submission date" not in told[3]


DISPUTE = Reply("reply/r1", "dispute", "Rådet i nord", DAY, "Vervet er fylt")
PROMISE = Reply("reply/r2", "mend", "Rådet i nord", DAY, "Plan kommer", DAY.replace(day=30))
WISH = Reply("reply/r3", "ask_waiver", "Rådet i nord", DAY, "Arkivet brant")


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (DISPUTE, "Disputed by Rådet i nord on 2 March 2016 (reply r1): Vervet er fylt"),
        (PROMISE, "Rådet i nord means to mend it by 30 March 2016, as of 2 March 2016 (reply r2): "
                  "Plan kommer"),
        (replace(PROMISE, is_past=True),
         "By the reply of 2 March 2016 (reply r2), Rådet i nord was to mend it by 30 March 2016, a "
         "day that is past: Plan kommer"),
        (replace(PROMISE, planned_on=None),
         "Rådet i nord means to mend it, as of 2 March 2016 (reply r2): Plan kommer"),
        (WISH, "Rådet i nord asked for a waiver on 2 March 2016 (reply r3): Arkivet brant"),
    ],
)  # fmt: skip
def test_each_reply_in_words(reply: Reply, told: str) -> None:
    assert reply_lines(Finding(PLAN, "met", replies=(reply,)), language("en")) == [told]


@pytest.mark.parametrize(("as_of", "is_past"), [("2016-05-10", False), ("2016-05-11", True)])
def test_a_promised_day_is_past_on_the_day_after_it(as_of: str, *, is_past: bool) -> None:
    promised = doc(
        "reply", "r", rule="report-delivered", subject="council/a", period="2015", intent="mend",
        text="Rapporten kommer", given_by="IA-rådet i a", given_on="2016-04-20",
        planned_on="2016-05-10",
    )  # fmt: skip
    result = meeting([council("a"), promised], "2015", as_of=as_of).result
    told = " ".join(rendered("text", "en", result).decode().split())
    assert ("was to mend it by 10 May 2016, a day that is past: Rap" in told) is is_past
    assert ("means to mend it by 10 May 2016" in told) is not is_past


@pytest.mark.parametrize("verdict", ["deviation", "undetermined"])
@pytest.mark.parametrize("format_", formats())
def test_replies_stand_in_every_format(format_: str, verdict: Any) -> None:
    broken = (NOTHING,) if verdict == "deviation" else ()
    finding = Finding(PLAN, verdict, message("x"), broken)
    answered = result_of(replace(finding, replies=(DISPUTE, WISH)))
    alone_, told = (rendered(format_, "en", one) for one in (result_of(finding), answered))
    assert alone_ != told
    if format_ in ("text", "md", "html", "json"):
        words_ = " ".join(told.decode().split())
        assert "Vervet er fylt" in words_
        assert "Arkivet brant" in words_


@pytest.mark.parametrize(
    ("verdict", "judged_on", "replied_on", "state"),
    [
        pytest.param("deviation", None, [], "open", id="nobody has answered"),
        pytest.param("deviation", None, [3], "answered", id="the reply waits"),
        pytest.param("deviation", 2, [], "open", id="judged, and nobody has answered"),
        pytest.param("deviation", 3, [2], "upheld", id="judged after the reply"),
        pytest.param("deviation", 3, [3], "upheld", id="judged on the day of the reply"),
        pytest.param("deviation", 3, [2, 4], "answered", id="a reply has come since"),
        pytest.param("met", 3, [2], "dismissed", id="judged to be met"),
        pytest.param("met", None, [2], None, id="met without anybody"),
        pytest.param("waived", None, [2], "waived", id="accepted"),
        pytest.param("undetermined", None, [2], None, id="cannot be told"),
    ],
)
def test_the_state_of_a_deviation(
    verdict: Any, judged_on: int | None, replied_on: Sequence[int], state: str | None
) -> None:
    judgement = replace(MET, verdict=verdict, on=DAY.replace(day=judged_on)) if judged_on else None
    replies = tuple(replace(DISPUTE, on=DAY.replace(day=day)) for day in replied_on)
    assert Finding(PLAN, verdict, judgement=judgement, replies=replies).state == state
