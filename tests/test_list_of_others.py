"""What others must mend stands apart in a list, and in theirs; a demand's rules stand together."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pytest
from building import say
from pypdf import PdfReader
from result_samples import RAPPORTERING, rendered, texts, violation
from shipped import shipped

from iacheck.cases.decision_records import Waiver
from iacheck.cases.findings import (
    Finding,
    Modality,
    Origin,
    Result,
    RuleHead,
    Subject,
    SubjectFindings,
)
from iacheck.cli.check import status
from iacheck.documents.document import Document
from iacheck.judging.concerns import Concerns, with_concerns
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang, message
from iacheck.language.periods import Period
from iacheck.reports import formats
from iacheck.reports.blocks import Table
from iacheck.reports.counts import overview, summary_lines
from iacheck.reports.demands import by_demand, graver_findings, listed_findings
from iacheck.reports.meeting.material import MeetingMaterial
from iacheck.reports.meeting.parts import by_subject
from iacheck.reports.split import found_on_others, results_by_subject, with_unjudged
from iacheck.reports.wording import CONCERNS, FOR_OTHERS, OTHERS_MEND

TROMS = Subject("council", "troms", "IA-rådet i Troms")
LO = Subject("party", "LO", "Landsorganisasjonen")
CENTRE = Subject("centre", "troms", "NAV Arbeidslivssenter Troms")
UNKNOWN = Subject("centre", "", message("The council's NAV Arbeidslivssenter"))
YEAR = Period(2015)
Golden = Callable[[str, bytes], None]


def head(
    id_: str, demand: str, modality: Modality, origin: Origin = "text", answers: str | None = None
) -> RuleHead:
    title = texts(f"Tittel {id_}", f"Tittel {id_}", f"Title {id_}")
    return RuleHead(id_, demand, title, modality, origin, (RAPPORTERING,), None, answers)


def deviation(rule: RuleHead, *whom: Subject | None) -> Finding:
    """A deviation with a violation for each of those who can mend it."""
    violations = tuple(
        violation(
            texts(*(f"{rule.id} {number}",) * 3), f"{rule.id}:{number}", answers=who,
            document="council/troms", path="/members",
        )
        for number, who in enumerate(whom, 1)
    )  # fmt: skip
    return Finding(rule, "deviation", message("{count} violations", count=2), violations)


COVERS = deviation(head("covers", "B16", "skal"), None)
CARRIES_OUT = deviation(head("carries-out", "B16", "bør", "ours"), None)
STARTS = Finding(head("starts", "B15", "skal"), "met")
EACH = deviation(head("each", "B15", "bør", "ours"), None)
SECRETARIAT = deviation(head("secretariat", "B12", "skal", answers="centre"), CENTRE)
SEATS = deviation(head("seats", "B09", "kan", answers="named"), LO, CENTRE)
MIXED = deviation(head("mixed", "B26", "forventes", answers="named"), LO, None)
ACCEPTED = replace(
    deviation(head("grant", "B18", "forventes"), LO),
    verdict="waived",
    waiver=Waiver(
        "waiver/w", "Gruppen", datetime.date(2016, 3, 1), datetime.date(2016, 12, 31), "Flom"
    ),
)
UNTOLD = (
    Finding(head("one", "B22", "skal"), "undetermined", message("Needs a judgement")),
    Finding(head("two", "B22", "bør", "ours"), "undetermined", message("Needs a judgement")),
)
FINDINGS = (SEATS, SECRETARIAT, STARTS, EACH, CARRIES_OUT, COVERS, ACCEPTED, *UNTOLD, MIXED)


def result(*findings: Finding) -> Result:
    found = (
        SubjectFindings(TROMS, YEAR, findings, ("report/troms-2015",)),
        SubjectFindings(LO, YEAR, (Finding(head("somewhere", "B27", "forventes"), "met"),)),
    )
    concerns = Concerns()
    for place, one in enumerate(found):
        concerns.note(place, one)
    here = {(str(one.subject), one.period) for one in found}
    judged, others = (
        with_concerns(some, concerns) for some in (found, tuple(concerns.of_others(here)))
    )
    return Result(datetime.date(2016, 4, 1), (), (), judged, others)


RESULT = result(*FINDINGS)


def text_of(format_: str, lang: Lang, part: Result) -> str:
    """What a list says, in the order in which it says it, on one line."""
    data = rendered(format_, lang, part)
    if format_ == "docx":
        written = docx.Document(io.BytesIO(data))
        told = [element.text or "" for element in written.element.body.iter() if element.text]
    elif format_ == "pdf":
        told = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    elif format_ == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
        told = [
            str(value)
            for sheet in sheets
            for row in [(sheet.title,), *sheet.iter_rows(values_only=True)]
            for value in row
        ]
    else:
        told = [re.sub(r"<style>.*?</style>|<[^>]+>", " ", data.decode(), flags=re.DOTALL)]
    return " ".join(" ".join(told).split())


FOR_PEOPLE = [name for name in formats() if name not in ("csv", "json")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", FOR_PEOPLE)
def test_what_others_must_mend_stands_apart(lang: Lang, format_: str) -> None:
    told = text_of(format_, lang, results_by_subject(RESULT)["council-troms-2015"])
    own, _, others = told.partition(language(lang).say(OTHERS_MEND))
    for mine in ("covers 1", "carries-out 1", "each 1", "mixed 1", "mixed 2"):
        assert mine in own
        assert mine not in others
    for theirs in ("secretariat 1", "seats 1", "seats 2"):
        assert theirs not in own
        assert theirs in others
    # Whose it is to mend is told of each; and it is not called an error.
    assert others.count(str(CENTRE.name)) >= 2
    assert "Landsorganisasjonen" in others
    assert others.count(language(lang).say(FOR_OTHERS)) >= 2
    # What is waived waits for nobody.
    assert "grant 1" in own


@pytest.mark.parametrize("format_", FOR_PEOPLE)
def test_it_stands_in_the_list_of_the_body_that_can_mend_it(format_: str) -> None:
    lists = results_by_subject(with_unjudged(RESULT))
    assert list(lists) == ["council-troms-2015", "party-LO-2015", "centre-troms-2015"]
    heading = "Concerns others" if format_ == "xlsx" else say(CONCERNS)
    told = text_of(format_, "en", lists["party-LO-2015"])
    assert heading in told
    assert "IA-rådet i Troms" in told
    assert "seats 1" in told
    assert "mixed 1" in told
    # What others can mend, what is the council's, and what is waived stay with the council.
    for other in ("seats 2", "mixed 2", "secretariat 1", "covers 1", "grant 1"):
        assert other not in told
    told = text_of(format_, "en", lists["centre-troms-2015"])
    assert "secretariat 1" in told
    assert "seats 2" in told
    assert "seats 1" not in told
    # Nobody judges the centre: neither is it free of deviations.
    assert "no deviations" not in told
    assert "2 deviations of others that can be mended here." in told


def rows(part: Result) -> list[dict[str, str]]:
    text = rendered("csv", "en", part).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_as_csv_with_the_one_it_was_found_on() -> None:
    lists = results_by_subject(with_unjudged(RESULT))
    told = [(row["subject"], row["key"], row["answers"]) for row in rows(lists["party-LO-2015"])]
    assert told == [
        ("party/LO", "", ""),
        ("council/troms", "seats:1", "party/LO"),
        ("council/troms", "mixed:1", "party/LO"),
    ]
    reasons = {row["key"]: row["reason"] for row in rows(lists["centre-troms-2015"])}
    assert reasons == {"seats:2": "seats 2", "secretariat:1": "secretariat 1"}


def test_a_whole_result_tells_it_once_to_programs() -> None:
    keys = [row["key"] for row in rows(RESULT) if row["key"]]
    assert len(keys) == len(set(keys)) == 9
    assert found_on_others(RESULT) == ()


def test_as_json() -> None:
    told = json.loads(rendered("json", "en", RESULT))
    council, party = told["subjects"]
    assert council["concerns"] == []
    assert [(one["subject"], one["key"]) for one in party["concerns"]] == [
        ("council/troms", "seats:1"), ("council/troms", "mixed:1"),
    ]  # fmt: skip
    answers = {
        finding["rule"]: (finding["answers"], [v["answers"] for v in finding["violations"]])
        for finding in council["findings"]
    }
    assert answers["secretariat"] == ("centre", ["centre/troms"])
    assert answers["mixed"] == ("named", ["party/LO", None])
    assert answers["covers"] == (None, [None])
    # The totals are of all deviations, whoever must mend them.
    assert told["summary"]["deviation"] == 6
    assert told["summary"]["deviations_by_severity"] == {"error": 2, "warning": 3, "info": 1}


def test_it_is_counted_apart() -> None:
    assert [RESULT.deviations(s) for s in ("error", "warning", "info")] == [2, 3, 1]
    assert [RESULT.own_deviations(s) for s in ("error", "warning", "info")] == [1, 3, 0]
    assert summary_lines(RESULT, language("en")) == [
        "2 subjects checked: 1 error, 3 warnings, 0 for information, 2 that others must mend, "
        "2 undetermined."
    ]
    headings, counted = overview(RESULT)
    numbers = [dict(zip(map(say, headings), row, strict=True)) for _, row in counted]
    assert numbers[0] == {
        "Errors": 1, "Warnings": 3, "Info": 0, "Others": 2, "Unclear": 2, "Not due": 0,
        "Waived": 1, "Met": 1,
    }  # fmt: skip
    assert numbers[1]["Others"] == 0
    # Without any, nobody is told of it.
    own = result(COVERS)
    assert "Others" not in map(say, overview(own)[0])
    assert summary_lines(own, language("en")) == [
        "2 subjects checked: 1 error, 0 warnings, 0 for information, 0 undetermined."
    ]


def test_a_council_for_which_only_others_have_something_to_do_has_no_deviations() -> None:
    alone = result(SECRETARIAT)
    assert summary_lines(alone, language("en")) == [
        "2 subjects checked: no deviations, 1 that others must mend, 0 undetermined."
    ]
    # The exit status tells of all deviations, as the contract of the command has it.
    assert status(alone, "error") == 1
    assert status(alone, "never") == 0


def test_a_body_of_which_nobody_knows_the_id_has_no_list() -> None:
    unknown = result(deviation(head("secretariat", "B12", "skal", answers="centre"), UNKNOWN))
    assert list(results_by_subject(with_unjudged(unknown))) == [
        "council-troms-2015", "party-LO-2015"
    ]  # fmt: skip
    assert "The council's NAV Arbeidslivssenter" in text_of("text", "en", unknown)


def test_rules_of_one_demand_stand_together_where_the_gravest_would() -> None:
    order = [finding.rule.id for finding in listed_findings(RESULT.subjects[0])]
    assert order == [
        "covers", "carries-out", "each", "mixed", "secretariat", "seats", "grant", "one", "two"
    ]  # fmt: skip
    groups = by_demand(listed_findings(RESULT.subjects[0]))
    assert [[f.rule.id for f in found] for found in groups if len(found) > 1] == [
        ["covers", "carries-out"], ["one", "two"]
    ]  # fmt: skip


def test_what_a_demand_demands_at_least_is_told_where_only_its_lesser_rule_is_not_met() -> None:
    judged = RESULT.subjects[0]
    assert graver_findings(judged, [EACH]) == [STARTS]
    assert graver_findings(judged, [COVERS, CARRIES_OUT]) == []
    told = text_of("text", "en", RESULT)
    assert "each 1" in told.partition("Of the same demand: Title starts (skal): met")[0]


@pytest.mark.parametrize("format_", ["md", "html"])
def test_one_heading_for_a_demand(format_: str) -> None:
    part = results_by_subject(RESULT)["council-troms-2015"]
    written = rendered(format_, "en", part).decode()
    found = re.findall(r"^#+ (.*)$|<h\d[^>]*>(.*?)</h\d>", written, flags=re.MULTILINE)
    headings = ["".join(one).strip() for one in found]
    assert headings.count("Demand B16: 2 checks") == 1
    at = headings.index("Demand B16: 2 checks")
    assert headings[at : at + 3] == ["Demand B16: 2 checks", "Title covers", "Title carries-out"]
    assert sum("B16" in heading for heading in headings) == 1
    # Of what cannot be told, too, each demand is named once.
    assert "B22 Title one (skal); Title two (bør, our reading" in text_of(format_, "en", part)


def test_in_a_workbook_they_are_rows_below_each_other() -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", "en", RESULT)))
    told = [row[4] for row in book["Deviations"].iter_rows(min_row=2, values_only=True)]
    assert [str(text).split("\n")[0] for text in told] == [
        "covers 1", "carries-out 1", "each 1", "mixed 1", "mixed 2", "grant 1"
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", ["txt", "md"])
def test_whole_lists(golden: Golden, lang: Any, format_: str) -> None:
    as_format = {"txt": "text"}.get(format_, format_)
    golden(f"others.{lang}.{format_}", rendered(as_format, lang, RESULT))


COUNCIL = Document("council", "troms", {
    "_id": "troms", "name": "IA-rådet i Troms", "counties": ["19"],
    "members": [{"organisation": "LO", "from": "2014-03-04"}],
})  # fmt: skip
GRANT = Document("allocation", "g", {
    "_id": "g", "council": "troms", "period": "2015", "amount_nok": 1,
})  # fmt: skip
WAIVER = Document("waiver", "w", {
    "_id": "w", "rule": "allocation-as-decided", "subject": "council/troms", "period": "2015",
    "granted_by": "Oppfølgingsgruppen", "granted_on": "2016-01-02", "expires_on": "2016-12-31",
    "reason": "Avtalt",
})  # fmt: skip


def checked(*documents: Document, subjects: tuple[str, ...] = ()) -> Result:
    books, schemas = shipped()
    given = RunInput(documents, (), "everybody")
    selection = CaseSelection((YEAR,), subjects)
    return check(given, books, schemas, datetime.date(2016, 4, 1), selection)


def concerns(of: Result, subject: str) -> dict[str, set[str]]:
    (judged,) = [one for one in of.subjects if str(one.subject) == subject]
    found: dict[str, set[str]] = {}
    for concern in judged.concerns:
        found.setdefault(concern.finding.rule.demand, set()).add(str(concern.subject))
    return found


def test_a_check_of_everybody_gives_each_body_what_it_can_mend() -> None:
    whole = checked(COUNCIL, GRANT)
    told = concerns(whole, "party/AVdir")
    assert told == {"B18": {"council/troms"}, "B26": {"council/troms"}}
    # Asked for alone, it is told of the same, and others are judged for that only.
    alone = checked(COUNCIL, GRANT, subjects=("party/AVdir",))
    assert [str(one.subject) for one in alone.subjects] == ["party/AVdir"]
    assert concerns(alone, "party/AVdir") == told
    assert alone.unjudged == ()
    # What a waiver covers is nobody's to mend, whoever is asked for.
    assert "B18" not in concerns(checked(COUNCIL, GRANT, WAIVER), "party/AVdir")
    asked = checked(COUNCIL, GRANT, WAIVER, subjects=("party/AVdir",))
    assert "B18" not in concerns(asked, "party/AVdir")


def test_a_body_that_no_rule_judges_is_told_of_beside_the_subjects() -> None:
    council = replace(COUNCIL, body={**COUNCIL.body, "centre": "troms", "secretariat": "Fylket"})
    whole = checked(council)
    assert not [one for one in whole.subjects if one.subject.kind == "centre"]
    (centre,) = whole.unjudged
    assert (str(centre.subject), centre.findings) == ("centre/troms", ())
    assert say(centre.subject.name) == "NAV Arbeidslivssenter for IA-rådet i Troms"
    assert [concern.finding.rule.demand for concern in centre.concerns] == ["B12"]


def test_a_paper_of_several_periods_tells_of_each_under_its_own() -> None:
    council = replace(COUNCIL, body={**COUNCIL.body, "centre": "troms", "secretariat": "Fylket"})
    books, schemas = shipped()
    years = (Period(2015), Period(2016))
    whole = check(
        RunInput((council,), (), "everybody"), books, schemas, datetime.date(2017, 4, 1),
        CaseSelection(years),
    )  # fmt: skip
    assert [one.period for one in whole.unjudged] == list(years)
    of_each = MeetingMaterial.of(whole, [council], books, schemas, years).materials
    assert [one.result.unjudged for one in of_each] == [(one,) for one in whole.unjudged]
    for one in of_each:
        told = [b for b in by_subject.blocks(one, language("en")) if isinstance(b, Table)]
        captions = [table.caption for table in told]
        assert captions[:2] == ["Deviations", say(OTHERS_MEND)]
        (last,) = [table for table in told if table.caption == say(CONCERNS)][-1:]
        assert [row[0][0].text for row in last.rows] == ["B12 "]
        assert last.rows[0][-1][0].text == "IA-rådet i Troms"
