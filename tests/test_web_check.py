"""Papers checked through the server: by the API as by the command line, and on a page."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from commands import COUNCIL, PLAN, REPORT, Ran, put
from own_papers import ROWS, TITLE, WRITTEN, own_paper
from web_clients import client

from iacheck.language.messages import LANGS, Lang
from iacheck.reports import as_json
from iacheck.web.books import program_language
from iacheck.web.checking import CheckRequest, result_of
from iacheck.web.child_answer import MEDIA_TYPES
from iacheck.web.settings import ServerSettings

EXAMPLES = Path(__file__).parents[1] / "examples"
Params = Mapping[str, str | list[str]]
# What is asked of the API, and how the same is asked of the command line.
ASKED: list[tuple[Params, list[str]]] = [
    ({}, []),
    ({"as_of": "01.04.2017"}, ["--as-of", "01.04.2017"]),
    ({"period": ["2016", "2015"]}, ["--period", "2016", "--period", "2015"]),
    ({"subject": "council/hedmark", "kind": "plan"}, ["--council", "hedmark", "--kind", "plan"]),
    ({"subject": "council", "lang": "nn"}, ["--subject", "council", "--lang", "nn"]),
    ({"subject": "party/LO"}, ["--subject", "party/LO"]),
]


@pytest.mark.parametrize("suffix", WRITTEN)
@pytest.mark.parametrize(("params", "options"), ASKED)
def test_the_api_answers_with_the_bytes_of_the_command_line(
    suffix: str, params: Params, options: list[str], run: Callable[..., Ran], tmp_path: Path
) -> None:
    file = own_paper(tmp_path, f"plan for rådet{suffix}")
    typed = ["--lang", "nb"] if "lang" not in params else []
    told = run("check", file.name, "--format", "json", *options, *typed)
    answer = client().post(
        "/api/v1/check", params={**params, "name": file.name}, content=file.read_bytes()
    )
    assert answer.text == told.out
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")


@pytest.mark.parametrize("lang", LANGS)
def test_files_that_belong_together_are_checked_together(
    lang: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    files = [put(tmp_path, "råd.jsonl", COUNCIL), put(tmp_path, "rest.jsonl", PLAN, REPORT)]
    files.append(tmp_path / "handlingsplan.docx")
    files[-1].write_bytes((EXAMPLES / "handlingsplan.docx").read_bytes())
    names = [file.name for file in files]
    told = run("check", *names, "--format", "json", "--lang", lang)
    parts = [("file", (file.name, file.read_bytes())) for file in files]
    answer = client().post(f"/api/v1/check?lang={lang}", files=parts)
    assert answer.text == told.out
    assert json.loads(answer.text)["summary"]["deviation"]


def test_the_content_type_tells_the_format_where_no_name_does(tmp_path: Path) -> None:
    data = own_paper(tmp_path, "plan.docx").read_bytes()
    answer = client().post(
        "/api/v1/check", content=data, headers={"content-type": MEDIA_TYPES["docx"]}
    )
    assert answer.json()["subjects"][0]["subject"] == "council/hedmark"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_shows_what_the_list_says(lang: str, tmp_path: Path) -> None:
    file = own_paper(tmp_path, "plan.docx", rows=[*ROWS, ("…", "", "", "x", "mye")])
    parts = [("file", (file.name, file.read_bytes()))]
    page = client().post(f"/sjekk?lang={lang}", files=parts, data={"as_of": "2016-06-01"})
    assert page.status_code == 200
    shown = unescape(re.sub(r"<[^>]+>", "", page.text))
    result = client().post(f"/api/v1/check?lang={lang}&as_of=2016-06-01", files=parts).json()
    (subject,) = result["subjects"]
    assert subject["name"] in shown
    deviations = [f for f in subject["findings"] if f["verdict"] == "deviation"]
    assert deviations
    for finding in deviations:
        for violation in finding["violations"]:
            assert violation["message"] in shown
            assert violation["remedy"] in shown
    # Problems and what was not read before what was found, and folded after it what can wait.
    order = [page.text.index(f'section {about}"') for about in ("problems", "undetermined")]
    found = page.text.index('class="mark ')
    assert order[0] < found < order[1]
    assert "<details" in page.text[order[1] - 40 : order[1]]
    # How many checks are folded is told beside the heading.
    folded = re.findall(
        r'<details class="section (\w+)">\s*<summary><h2>[^<]+ \((\d+)\)</h2></summary>', page.text
    )
    verdicts = [finding["verdict"] for finding in subject["findings"]]
    assert folded == [(about, str(verdicts.count(about))) for about in ("undetermined", "not_due")]


# What stands above the list of a plan alone, whose report is told as missing.
LOOKED_AT: Mapping[Lang, str] = {
    "nb": "Bare dette er sett på: a.docx og b.txt. "
    "Det som ikke er med her, regnes som ikke kommet inn.",
    "nn": "Berre dette er sett på: a.docx og b.txt. "
    "Det som ikkje er med her, blir rekna som ikkje kome inn.",
    "en": "Only this was looked at: a.docx and b.txt. What is not among it counts as not there.",
}


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_says_which_papers_were_looked_at_and_that_no_others_count(
    lang: Lang, tmp_path: Path
) -> None:
    data = own_paper(tmp_path, "plan.docx").read_bytes()
    other = b"# Handlingsplan 2016 for IA-r\xc3\xa5det i Oslo\n"
    sent = {"a.docx": data, "b.txt": other, "tom.pdf": b"%PDF", "notat.txt": b"Noe"}
    parts = [("file", named) for named in sent.items()]
    page = client().post(f"/sjekk?lang={lang}", files=parts, data={"as_of": "2017-06-01"}).text
    # What could not be read is told of as a problem, and was not looked at.
    assert page.index("tom.pdf") < page.index("B13")
    assert page.index(LOOKED_AT[lang]) < page.index("B13")


def test_where_nothing_could_be_read_nothing_is_said_to_have_been_looked_at() -> None:
    parts = [("file", ("tom.pdf", b"%PDF"))]
    page = client().post("/sjekk?lang=en", files=parts).text
    assert "tom.pdf" in page
    assert "Only this was looked at" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_demands_in_a_list_lead_to_their_pages_and_leave_the_list_open(
    lang: str, tmp_path: Path
) -> None:
    file = own_paper(tmp_path, "plan.docx")
    asked = {"as_of": "2017-06-01"}
    files = [("file", (file.name, file.read_bytes()))]
    page = client().post(f"/sjekk?lang={lang}", files=files, data=asked).text
    result = client().post(f"/api/v1/check?lang={lang}", files=files, params=asked).json()
    told = {
        finding["demand"]
        for finding in result["subjects"][0]["findings"]
        if finding["verdict"] in {"deviation", "undetermined", "not_due"}
    }
    q = "" if lang == "nb" else f"\\?lang={lang}"
    led = re.findall(rf'<a href="/krav/(B\d+){q}" target="_blank">([^<]*)</a>', page)
    assert {demand for demand, _ in led} == told
    assert all(demand in text for demand, text in led)
    for demand in told:
        assert client().get(f"/krav/{demand}?lang={lang}").status_code == 200


def test_another_language_is_a_list_of_the_same_papers_and_no_empty_form(tmp_path: Path) -> None:
    file = own_paper(tmp_path, "plan.docx")
    page = client().post("/sjekk", files=[("file", (file.name, file.read_bytes()))]).text
    menu = page[page.index('class="languages"') :].split("</nav>")[0]
    assert re.findall(r'form="resend" formaction="([^"]*)" name="format" value="page"', menu) == [
        f"/sjekk?lang={lang}" for lang in LANGS
    ]
    assert page.count('id="resend"') == 1
    assert "<a " not in menu


@pytest.mark.parametrize("lang", LANGS)
def test_where_papers_are_not_in_the_page_it_says_what_another_language_takes(lang: Lang) -> None:
    data = b"Handlingsplan 2015\n" + b"x" * (3 * 2**20)
    page = client().post(f"/sjekk?lang={lang}", files=[("file", ("plan.txt", data))]).text
    assert 'class="languages"' in page
    assert "resend" not in page
    told = {"nb": "bytte av språk", "nn": "byte av språk", "en": "change of language"}
    assert told[lang] in page


@pytest.mark.parametrize("format_", ["docx", "pdf", "xlsx", "json"])
def test_the_list_of_a_page_comes_as_a_file_of_what_the_page_holds(
    format_: str, tmp_path: Path
) -> None:
    file = own_paper(tmp_path, "plan «ny» & god.docx")
    asked = {"as_of": "2017-04-01", "kind": "plan"}
    page = client().post("/sjekk", files=[("file", (file.name, file.read_bytes()))], data=asked)
    (form,) = re.findall(r"<form.*?</form>", page.text, re.DOTALL)[:1]
    hidden = {
        unescape(name): unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)
    }
    assert hidden.keys() == {"kept", *asked}
    again = client().post("/sjekk", files={**{k: (None, v) for k, v in hidden.items()},
                                           "format": (None, format_)})  # fmt: skip
    assert again.headers["content-type"] == MEDIA_TYPES[format_]
    name = f"avvik-IA-raadet-i-Hedmark-2016.{format_}"
    assert f'filename="{name}";' in again.headers["content-disposition"]
    if format_ == "json":
        api = client().post(
            "/api/v1/check", params={**asked, "name": file.name}, content=file.read_bytes()
        )
        assert again.content == api.content
        assert "content-disposition" not in api.headers
    else:
        assert again.content[:4] in {b"PK\x03\x04", b"%PDF"}


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ([COUNCIL, PLAN], "avvik-IA-raadet-i-Rogaland-2015"),
        ([PLAN, {**PLAN, "_id": "b", "period": "2016"}], "avvik-IA-raadet-i-Rogaland"),
        ([PLAN, {**PLAN, "_id": "b", "council": "oslo"}], "avvik-2015"),
        ([{**PLAN, "council": "Møre/Ærøy: «A»"}], "avvik-Moere-Aeroey-A-2015"),
        ([{**PLAN, "council": "Ö " * 60}], "avvik-" + "-".join("O" * 30) + "-2015"),
        ([{**PLAN, "council": "Рогаланн"}], "avvik-2015"),
        ([{"kind": "x"}], "avvik"),
    ],
)  # fmt: skip
def test_a_saved_list_is_called_by_whom_and_when_it_is_about(
    sent: list[dict[str, Any]], name: str
) -> None:
    lines = "\n".join(map(json.dumps, sent)).encode()
    answer = client().post("/sjekk", files=[("file", ("a.jsonl", lines))], data={"format": "json"})
    assert f'filename="{name}.json";' in answer.headers["content-disposition"]


def test_no_page_needs_anything_from_elsewhere(tmp_path: Path) -> None:
    file = own_paper(tmp_path, "plan.docx")
    pages = [
        client().get("/sjekk"),
        client().post("/sjekk", files=[("file", (file.name, file.read_bytes()))]),
        client().get("/ingenting"),
    ]
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?://", page.text)
        for address in re.findall(r'(?:src|href)="([^"#]*)"', page.text):
            assert address.startswith("/"), address


def test_a_title_names_the_file_and_not_its_folder() -> None:
    data = "\n".join([TITLE, "", "Ingenting her"]).encode()
    for given in (r"C:\Users\x\plan.txt", "../../plan.txt", "/etc/plan.txt"):
        answer = client().post("/api/v1/check", params={"name": given}, content=data)
        files = {part["file"] for part in answer.json()["unread"]}
        assert files <= {"plan.txt"}
        assert answer.status_code == 200


# Papers of which something is told that names a command or an option where one can type it.
LACKING: Mapping[str, bytes] = {
    "brev.txt": b"Noe om noe\n\nIngenting mer",
    "plan.txt": "Handlingsplan\n\nMer om når og hvor".encode(),
    "notat.docx": WRITTEN[".docx"]("Handlingsplan for IA-rådet i Rogalnd", ()),
    "tomt.xlsx": WRITTEN[".xlsx"]("Noe", (("a", "b"), ("c", "d"))),
    "mye.txt": (TITLE + "\n\n" + "Vi møttes og snakket om tiltak. " * 40).encode(),
    "råd.json": json.dumps(COUNCIL).encode(),
    "stor.txt": b"x" * (5 * 2**20),
    "gammel.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}
TYPED = re.compile(r"iacheck [a-z]|(?<![\w-])--[a-z]|IACHECK_|pip install")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", LACKING)
def test_nothing_is_said_of_commands_and_options_where_there_are_none(
    name: str, lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The API answers with what the command line's engine says at this door, to the byte."""
    data = LACKING[name]
    answer = client().post(
        "/api/v1/check", params={"name": name, "lang": lang, "as_of": "2017-01-01"}, content=data
    )
    page = client().post(f"/sjekk?lang={lang}", files=[("file", (name, data))])
    assert not TYPED.search(answer.text)
    assert not TYPED.search(unescape(re.sub(r'value="[^"]*"', "", page.text)))
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    request = CheckRequest((name,), lang, as_of=datetime.date(2017, 1, 1))
    result = result_of(request, ServerSettings())
    assert as_json.render(result, program_language(lang)) == answer.content


def test_enough_of_these_papers_are_told_of_with_commands(run: Callable[..., Ran]) -> None:
    naming = []
    for name, data in LACKING.items():
        Path(name).write_bytes(data)
        if TYPED.search(run("check", name, "--format", "json").out):
            naming.append(name)
    assert len(naming) > 4, naming


def test_a_kind_that_a_paper_contradicts_is_told_of_in_the_words_of_each_door(
    tmp_path: Path,
) -> None:
    file = own_paper(tmp_path, "plan.docx")
    parts = [("file", (file.name, file.read_bytes()))]
    page = client().post("/sjekk?lang=en", files=parts, data={"kind": "report"})
    assert "“report” was chosen beside the file" in unescape(page.text)
    for address in ("check", "read"):
        answer = client().post(f"/api/v1/{address}?lang=en", files=parts, data={"kind": "report"})
        told = [problem["message"] for problem in answer.json()["problems"]]
        assert sum("kind=report is for a paper that" in one for one in told) == 1
