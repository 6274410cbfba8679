"""What was not read of files: in the result, in lists, in the paper, and at import."""

from __future__ import annotations

import dataclasses
import datetime
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from building import document
from commands import Ran
from shipped import shipped

from iacheck.cases.findings import Result
from iacheck.cli import import_
from iacheck.documents.document import Document, Origin
from iacheck.documents.unread_block import Lift, UnreadBlock, UnreadPart
from iacheck.forms.book_words import SaidOfPapers, vocabulary
from iacheck.forms.layout import forms
from iacheck.judging.run import check
from iacheck.judging.run_input import RunInput
from iacheck.judging.selection import CaseSelection
from iacheck.language.errors import NothingToCheck
from iacheck.language.language import language
from iacheck.language.messages import message
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Problem
from iacheck.readers import ReaderContext, Reading
from iacheck.readers.files import documents as files
from iacheck.readers.files.documents import InputReading, read_files
from iacheck.readers.files.names import InputFile
from iacheck.readers.files.unread_messages import ReadCommand
from iacheck.reports import find_format
from iacheck.reports.meeting.material import MeetingMaterial
from iacheck.reports.meeting.paper import paper
from iacheck.reports.split import results_by_subject
from iacheck.reports.unread_words import unread_advice

BOOKS, SCHEMAS = shipped()
TABLE = UnreadBlock("table", Place(heading="Delmål 1", row=3), "Kurs", (Lift("/activities"),))
GREETING = UnreadBlock("text", Place(paragraph=9), "Med vennlig hilsen")
OF_ROGALAND = document("council", _id="rogaland", name="IA-rådet i Rogaland")
OF_OSLO = document("council", _id="oslo", name="IA-rådet i Oslo", counties=["03"])


def plan(council: str, file: str, *unread: UnreadBlock) -> Document:
    made = document("plan", _id=f"{council}-2015", council=council, period="2015")
    return dataclasses.replace(made, origin=Origin(file, "0" * 64, {}, unread))


def judged(
    *documents: Document, unread: Sequence[UnreadPart] = (), subjects: Sequence[str] = ()
) -> Result:
    given = RunInput((OF_ROGALAND, OF_OSLO, *documents), (), "named", tuple(unread))
    selection = CaseSelection((Period(2015),), tuple(subjects))
    return check(given, BOOKS, SCHEMAS, datetime.date(2016, 4, 1), selection)


TWO = (
    plan("rogaland", "rogaland.docx", TABLE),
    plan("oslo", "oslo.docx", TABLE, GREETING),
)
REST = UnreadPart("rogaland.docx", GREETING)


def rendered(result: Result, format_: str) -> str:
    return find_format(format_).render(result, language("en")).decode()


def test_each_part_is_told_once_with_its_file() -> None:
    of_file = [UnreadPart("rogaland.docx", TABLE), REST]
    told = json.loads(rendered(judged(*TWO, unread=of_file), "json"))
    assert told["unread"] == [
        {"file": "rogaland.docx", "place": "under “Delmål 1”, row 3", "text": "Kurs"},
        {"file": "rogaland.docx", "place": "paragraph 9", "text": "Med vennlig hilsen"},
        {"file": "oslo.docx", "place": "under “Delmål 1”, row 3", "text": "Kurs"},
        {"file": "oslo.docx", "place": "paragraph 9", "text": "Med vennlig hilsen"},
    ]
    assert json.loads(rendered(judged(), "json"))["unread"] == []


def test_a_part_of_a_plan_and_a_report_in_one_file_is_told_once() -> None:
    """Also where it could be of the plan's evidence and of the report's priorities."""
    text = UnreadBlock("text", Place(paragraph=2), "Rådet møttes.", (Lift("/evidence"),))
    report = document("report", _id="rogaland-2015", council="rogaland", period="2015")
    more = dataclasses.replace(text, lifts=(Lift("/evidence"), Lift("/priorities")))
    both = (
        plan("rogaland", "begge.docx", text),
        dataclasses.replace(report, origin=Origin("begge.docx", "0" * 64, {}, (more,))),
    )
    result = judged(*both, unread=[UnreadPart("begge.docx", one) for one in (text, more)])
    assert len(json.loads(rendered(result, "json"))["unread"]) == 1
    told = rendered(result, "text")
    assert told.count("paragraph 2 (could settle") == 1
    assert "B05" in (line := next(x for x in told.splitlines() if "(could settle" in x))
    assert "B14" in line


def test_a_finding_names_the_parts_that_could_settle_it() -> None:
    told = json.loads(rendered(judged(*TWO, subjects=["council/oslo"]), "json"))
    found = {finding["rule"]: finding["unread"] for finding in told["subjects"][0]["findings"]}
    assert found["plan-covers-sub-goals"] == [
        {"file": "oslo.docx", "place": "under “Delmål 1”, row 3", "text": "Kurs"}
    ]
    assert found["report-delivered"] == []


def test_of_a_store_only_what_is_judged_is_told() -> None:
    one = judged(*TWO, subjects=["council/oslo"])
    assert {part.file for part in one.unread} == {"oslo.docx"}


def test_what_is_of_others_documents_is_not_told_of_a_subject() -> None:
    of_party = document("party", _id="LO", name="Landsorganisasjonen i Norge")
    read = dataclasses.replace(of_party, origin=Origin("lo.xlsx", "0" * 64, {}, (GREETING,)))
    one = judged(*TWO, read, subjects=["council/rogaland"])
    assert {part.file for part in one.unread} == {"rogaland.docx"}


def test_what_is_of_the_year_before_is_told_where_it_could_settle_something() -> None:
    figure = UnreadBlock("cell", Place(row=3), "ca. 90", (Lift("/services_delivered"),))
    now = document("scorecard", centre="Troms", period="2012", services_delivered=100)
    made = document("scorecard", _id="before", centre="Troms", period="2011")
    before = dataclasses.replace(made, origin=Origin("r.xlsx", "0" * 64, {}, (GREETING, figure)))
    of_files = (UnreadPart("r.xlsx", GREETING), UnreadPart("r.xlsx", figure))
    given = RunInput((now, before), (), "named", of_files)
    as_of = datetime.date(2016, 4, 1)
    chosen = check(given, BOOKS, SCHEMAS, as_of, CaseSelection((Period(2012),), ()))
    assert chosen.unread == (UnreadPart("r.xlsx", figure),)
    assert check(given, BOOKS, SCHEMAS, as_of, CaseSelection((), ())).unread == of_files


def test_it_is_told_where_there_is_nothing_to_judge() -> None:
    wrong = Problem(message("The file is empty"), file="x.docx")
    given = RunInput((), (wrong,), "named", (REST,))
    selection = CaseSelection((Period(2015),), ())
    found = check(given, BOOKS, SCHEMAS, datetime.date(2016, 4, 1), selection)
    assert found.unread == (REST,)
    with pytest.raises(NothingToCheck):
        check(dataclasses.replace(given, problems=()), BOOKS, SCHEMAS, found.as_of, selection)


def test_a_deviation_that_it_could_lift_is_undetermined() -> None:
    (found,) = judged(TWO[0], subjects=["council/rogaland"]).subjects
    verdicts = {finding.rule.id: finding.verdict for finding in found.findings}
    assert verdicts["plan-covers-sub-goals"] == "undetermined"
    assert verdicts["plan-states-goals-and-activities"] == "deviation"  # it has no goals either


@pytest.mark.parametrize("format_", ["text", "md", "html"])
def test_a_list_tells_of_it_under_its_council(format_: str) -> None:
    told = rendered(judged(*TWO, unread=[REST]), format_)
    lines = [line.strip() for line in told.splitlines()]
    if format_ == "text":
        assert lines.count("Not read: 1 part") == 2
        assert lines.count("Not read: 2 parts") == 1
        settles = "(could settle B02, B03, B04, B07 and B28)"
        assert lines.count(f"rogaland.docx, under “Delmål 1”, row 3 {settles}: Kurs") == 1
        assert lines.index("rogaland.docx, paragraph 9: Med vennlig hilsen") < lines.index(
            "oslo.docx, paragraph 9: Med vennlig hilsen"
        )
    assert told.count("Med vennlig hilsen") == 2
    assert told.count("Not read: 2 parts") == 1
    assert "Not read" not in rendered(judged(), format_)


@pytest.mark.parametrize("format_", ["text", "md", "html"])
def test_what_to_do_is_said_once_in_each_list(format_: str) -> None:
    told = " ".join(rendered(judged(*TWO, unread=[REST]), format_).split())
    assert told.count("iacheck read rogaland.docx --out skjemaer") == 1
    assert told.count("iacheck read oslo.docx --out skjemaer") == 1
    of_greetings = judged(plan("oslo", "oslo.docx", GREETING))
    assert "iacheck read" not in rendered(of_greetings, format_)


def test_of_many_files_the_advice_names_none() -> None:
    parts = [UnreadPart(f"{name}.docx", TABLE) for name in "abcd"]
    assert "`iacheck read a.docx b.docx c.docx --out" in (
        unread_advice(parts[:3], language("nb")) or ""
    )
    assert "`iacheck read FIL --out skjemaer`" in (unread_advice(parts, language("nb")) or "")
    assert unread_advice((), language("nb")) is None


def test_a_part_without_words_or_place() -> None:
    told = rendered(judged(unread=[UnreadPart("x.pdf", UnreadBlock("sheet", Place(), ""))]), "text")
    assert "\n  x.pdf\n" in told


def test_the_workbook_has_a_sheet_of_it(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(find_format("xlsx").render(judged(*TWO), language("nb")))
    with zipfile.ZipFile(file) as packed:
        assert 'name="Ikke lest"' in packed.read("xl/workbook.xml").decode()
        strings = packed.read("xl/sharedStrings.xml").decode()
    assert "Med vennlig hilsen" in strings
    assert "Kan avgjøre" in strings
    assert "`iacheck read oslo.docx rogaland.docx --out skjemaer`" in strings


def test_the_file_of_one_subject_tells_of_its_own() -> None:
    parts = results_by_subject(judged(*TWO, unread=[REST]))
    assert {name: [p.file for p in one.unread] for name, one in parts.items()} == {
        "council-oslo-2015": ["oslo.docx"] * 2,
        "council-rogaland-2015": ["rogaland.docx"],
    }


def test_the_paper_counts_it_where_it_says_who_has_delivered() -> None:
    result = judged(*TWO)
    documents = (OF_ROGALAND, OF_OSLO, *TWO)
    material = MeetingMaterial.of(result, documents, BOOKS, SCHEMAS, [Period(2015)])
    told = str(paper(material, language("en")))
    assert "1 part of it was not read." in told
    assert "2 parts of it were not read." in told
    assert told.count("`iacheck read oslo.docx rogaland.docx --out skjemaer`") == 1


def test_files_are_read_with_what_was_not_read_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(source: Any, known: object) -> Reading:
        del known
        return Reading((), (), (GREETING,) if source.name == "b.json" else ())

    monkeypatch.setattr(files, "read", read)
    given = []
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(b"{}")
        given.append(InputFile(tmp_path / name, name, name))
    known = ReaderContext(lambda _: vocabulary(BOOKS, (), None), forms(SCHEMAS))
    assert read_files(given, known, ()).unread == (UnreadPart("b.json", GREETING),)


def test_import_tells_of_it(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [{"id": "a1", "title": "Kurs"}]
    of_rogaland, of_oslo = (
        dataclasses.replace(one, body={**one.body, "activities": given}) for one in TWO
    )
    reading = InputReading((OF_ROGALAND, OF_OSLO, of_rogaland, of_oslo), (), (REST,))
    monkeypatch.setattr(import_, "read_inputs", lambda *_, **__: reading)
    uri = f"sqlite:{tmp_path / 'ia.db'}"
    done = run("import", str(tmp_path), "--store", uri)
    assert done.status == 0
    assert (
        "rogaland.docx: Note: 2 parts were not read; the first: paragraph 9: Med vennlig hilsen. "
        "`iacheck read rogaland.docx` lists them"
    ) in done.err
    one = dataclasses.replace(reading, documents=(OF_ROGALAND, of_rogaland), unread=())
    monkeypatch.setattr(import_, "read_inputs", lambda *_, **__: one)
    done = run("import", str(tmp_path), "--store", uri)
    assert (
        "rogaland.docx: Note: 1 part was not read: under “Delmål 1”, row 3: Kurs. "
        "`iacheck read rogaland.docx` shows what was read"
    ) in done.err
    told = run("check", "--store", uri, "--period", "2015", "--format", "json")
    assert json.loads(told.out)["unread"][-1]["text"] == "Kurs"


def test_what_is_to_be_read_again_is_said_as_it_was() -> None:
    paths = {"vår plan.pdf": Path("papirer/vår plan.pdf")}
    said = SaidOfPapers("plan", "hedmark", Period(2016))
    again = ReadCommand(paths, said, ocr=True)
    assert again.of("vår plan.pdf", "--out", "skjemaer") == (
        "`iacheck read 'papirer/vår plan.pdf' --kind plan --council hedmark --period 2016 --ocr "
        "--out skjemaer`"
    )
    assert ReadCommand({}, SaidOfPapers()).of("a.docx") == "`iacheck read a.docx`"
