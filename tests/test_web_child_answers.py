"""What children make is what the same functions make here: a child adds nothing but its limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_papers import ROWS, own_paper
from web_clients import client

from iacheck.language.messages import LANGS, Lang
from iacheck.language.periods import Period
from iacheck.web.checking import CheckRequest, make_list
from iacheck.web.child_answer import MEDIA_TYPES
from iacheck.web.empty_forms import FORM_ENDINGS, FormRequest, make_empty_form
from iacheck.web.problem_json import MEDIA_TYPE
from iacheck.web.reading import make_filled_forms, make_reading
from iacheck.web.settings import ServerSettings

SETTINGS = ServerSettings()


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.chdir(tmp_path)
    own_paper(tmp_path, "plan.docx", rows=[*ROWS, ("…", "", "", "x", "mye")])
    own_paper(tmp_path, "rapport.docx", "Årsrapport 2015 for IA-rådet i Rogaland", ROWS)
    return ("plan.docx", "rapport.docx")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("format_", ["page", "docx", "pdf", "xlsx", "json"])
def test_lists(format_: str, lang: Lang, papers: tuple[str, ...]) -> None:
    made = make_list(CheckRequest(papers, lang, format_), SETTINGS)
    parts = [("file", (name, Path(name).read_bytes())) for name in papers]
    answer = client().post(f"/sjekk?lang={lang}", files=parts, data={"format": format_})
    assert (answer.status_code, answer.content) == (200, made.body)
    assert answer.headers["content-type"] == made.media_type


def test_readings_and_their_forms(papers: tuple[str, ...]) -> None:
    parts = [("file", (name, Path(name).read_bytes())) for name in papers]
    read = make_reading(CheckRequest(papers), SETTINGS)
    assert client().post("/api/v1/read", files=parts).content == read.body
    for files in (papers, papers[:1]):
        made = make_filled_forms(CheckRequest(files), SETTINGS)
        assert client().post("/skjema", files=parts[: len(files)]).content == made.body


def test_nothing_to_check_is_an_answer_and_a_slip_is_none(papers: tuple[str, ...]) -> None:
    Path("tom.txt").write_text("", "utf-8")
    nothing = make_list(CheckRequest(("tom.txt",)), SETTINGS)
    assert (nothing.status, nothing.media_type) == (200, MEDIA_TYPES["json"])
    Path("uten.txt").write_text("Handlingsplan 2015\n\nTekst", "utf-8")
    slip = CheckRequest(("uten.txt",), councils=("rogalnd",))
    for make in (make_list, make_reading, make_filled_forms):
        made = make(slip, SETTINGS)
        assert (made.status, made.media_type) == (422, MEDIA_TYPE)
    few = make_list(CheckRequest(papers), ServerSettings(documents=1))
    assert few.status == 422


@pytest.mark.parametrize("kind", FORM_ENDINGS)
def test_empty_forms(kind: str) -> None:
    half = Period(2012, 2) if kind == "party-report" else None
    made = make_empty_form(FormRequest(kind, "nb", None, "LO", half))
    asked = "?party=LO&period=2012-H2" if half else ""
    answer = client().get(f"/api/v1/templates/{kind}.{FORM_ENDINGS[kind]}{asked}")
    assert answer.content == made.body
    assert make_empty_form(FormRequest("plan", "nb", period=Period(2012, 2))).status == 422
