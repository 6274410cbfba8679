"""The pages without a browser: all there in three languages, leading somewhere, true to the API."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from own_papers import ROWS, own_paper
from web_clients import client, client_with

from iacheck.forms.layout import GUIDE
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Lang
from iacheck.web.books import shipped_books
from iacheck.web.child_answer import MEDIA_TYPES
from iacheck.web.page_texts import TEXTS
from iacheck.web.settings import ServerSettings

PAGES = ("/", "/sjekk", "/skjema", "/krav", "/krav/B16", "/tilgjengelighet", "/personvern",
         "/helse")  # fmt: skip
TYPED = re.compile(r"iacheck [a-z]|(?<![\w-])--[a-z]|IACHECK_|pip install")


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [*PAGES, "/ingenting"])
def test_every_page_is_there_in_every_language_and_leads_somewhere(path: str, lang: str) -> None:
    page = client().get(f"{path}?lang={lang}")
    assert page.status_code == (404 if path == "/ingenting" else 200)
    assert f'<html lang="{lang}">' in page.text
    assert page.text.count("<h1>") == 1
    assert not TYPED.search(text_of(page.text))
    others = {code: client().get(f"{path}?lang={code}").text for code in LANGS}
    assert len(set(others.values())) == len(LANGS)
    addresses = {unescape(one) for one in re.findall(r'(?:href|src|action)="([^"#]+)', page.text)}
    for address in addresses - {"/x"}:
        if "/krav/B" not in address and not address.startswith("/api/v1/rules"):
            assert client().get(address).status_code == 200, address


@pytest.mark.parametrize("path", [*PAGES[1:], "/krav.csv", "/api/v1/rules", "/api/v1/health"])
def test_an_address_with_a_slash_at_its_end_is_the_same(path: str) -> None:
    """No answer names scheme and host: what stands in front may be asked by others."""
    for asked in (path, f"{path}?lang=nn"):
        plain = client().get(asked)
        slashed = client().get(asked.replace(path, f"{path}/"))
        assert (slashed.status_code, slashed.content) == (200, plain.content)
    file = {"file": ("plan.txt", b"Handlingsplan 2015")}
    for sent in ("/sjekk/", "/api/v1/check/"):
        assert client().post(sent, files=file).status_code == 200


@pytest.mark.parametrize("path", ["/static", "/static/", "//", "/sjekk//x", "/ingenting/"])
def test_no_address_leads_elsewhere(path: str) -> None:
    answer = client().get(path)
    assert answer.status_code in {200, 404}
    assert "location" not in answer.headers


def test_every_sentence_of_the_pages_is_used() -> None:
    folder = Path(__file__).parents[1] / "iacheck" / "web"
    # The blocks of a list are shared with those that are files.
    blocks = folder.parent / "reports" / "templates" / "blocks.html.j2"
    written = "".join(file.read_text("utf-8") for file in (*folder.rglob("*.j2"), blocks))
    code = "".join(f.read_text("utf-8") for f in folder.glob("*.py") if f.name != "page_texts.py")
    unused = [name for name in TEXTS if f"say.{name}" not in written and f'"{name}"' not in code]
    assert unused == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_rule_page_says_what_the_api_says(lang: str) -> None:
    for rule in client().get(f"/api/v1/rules?lang={lang}").json()[::9]:
        page = text_of(client().get(f"/krav/{rule['rule']}?lang={lang}").text)
        assert rule["title"] in page
        for full in client().get(f"/api/v1/rules/{rule['rule']}?lang={lang}").json():
            for text in (*full["our_reading"], *(e["words"] for e in full["examples"])):
                assert text in page
    assert client().get(f"/krav/B99?lang={lang}").status_code == 404


@pytest.mark.parametrize("lang", LANGS)
def test_health_is_told_in_words_and_days_of_the_language(lang: Lang) -> None:
    page = text_of(client().get(f"/helse?lang={lang}").text)
    for book in shipped_books()[0]:
        for told in (book.id, book.title, book.valid_from, book.valid_to, book.sha256):
            assert language(lang).value(told) in page


def test_demands_as_csv_have_a_row_for_each_rule() -> None:
    answer = client().get("/krav.csv")
    rows = answer.content.decode("utf-8-sig").splitlines()
    rules = client().get("/api/v1/rules").json()
    assert len(rows) == len(rules) + 1
    assert rows[0].startswith('"rulebook";"demand";"rule";"title"')


def test_empty_forms_come_from_the_page() -> None:
    asked = {"form": "plan", "council": "Rogaland", "party": "", "period": "2015", "lang": "nn"}
    answer = client().get("/skjema", params=asked)
    api = client().get("/api/v1/templates/plan.xlsx?council=Rogaland&period=2015&lang=nn")
    assert answer.headers["content-type"] == MEDIA_TYPES["xlsx"]
    assert answer.content == api.content


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"form": "plan", "period": "i fjor"}, "period"),
        ({"form": "plan", "council": " Rogalnd"}, "council"),
        ({"form": "plan", "period": "2. halvår 2012"}, "period"),
        ({"form": "party-report", "party": "LOO", "period": "2012-H1"}, "party"),
        ({"form": "party-report"}, ""),
        ({"form": "brev"}, "form"),
    ],
)
def test_what_is_wrong_with_a_wish_for_a_form_is_told_on_its_page(
    asked: dict[str, str], field: str
) -> None:
    answer = client().get("/skjema", params=asked)
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert (f'href="#{field}"' in answer.text) == bool(field)


@pytest.mark.parametrize("lang", LANGS)
def test_a_misspelt_council_is_marked_in_its_field(lang: Lang, tmp_path: Path) -> None:
    paper = [("file", ("plan.txt", b"Handlingsplan 2015"))]
    page = client().post(f"/sjekk?lang={lang}", files=paper, data={"council": "Rogalnd"}).text
    (field,) = re.findall(r'<input[^>]* id="council"[^>]*>', page)
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="council-error ' in field
    assert re.search(r'id="council-error">[^<]*Rogalnd[^<]*rogaland', page)
    assert "<details open>" in page
    assert 'href="#council"' in page


def test_a_form_is_filled_from_a_paper_and_several_come_as_an_archive(tmp_path: Path) -> None:
    plan = own_paper(tmp_path, "plan.docx")
    report = own_paper(tmp_path, "rapport.docx", "Årsrapport 2015 for IA-rådet i Rogaland", ROWS)
    one = client().post("/skjema", files=[("file", (plan.name, plan.read_bytes()))])
    assert one.headers["content-type"] == MEDIA_TYPES["xlsx"]
    assert 'filename="plan-hedmark-2016.xlsx"' in one.headers["content-disposition"]
    (document,) = client().post("/api/v1/read?name=a.xlsx", content=one.content).json()["documents"]
    assert [a["title"] for a in document["activities"]] == [row[0] for row in ROWS[1:]]
    parts = [("file", (f.name, f.read_bytes())) for f in (plan, report)]
    both = client().post("/skjema", files=parts)
    assert both.headers["content-type"] == MEDIA_TYPES["zip"]
    assert both.content == client().post("/skjema", files=parts).content
    with zipfile.ZipFile(io.BytesIO(both.content)) as archive:
        assert archive.namelist() == ["plan-hedmark-2016.xlsx", "report-rogaland-2015.xlsx"]
        assert archive.read("plan-hedmark-2016.xlsx") == one.content


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_of_a_form_from_a_page_is_no_unread_part_of_a_paper(
    lang: Lang, tmp_path: Path
) -> None:
    plan = own_paper(tmp_path, "plan.docx")
    filled = client().post(
        "/skjema", files=[("file", (plan.name, plan.read_bytes()))], data={"lang": lang}
    )
    empty = client().get("/api/v1/templates/plan.xlsx", params={"lang": lang})
    guide = f"ark {language(lang).say(GUIDE).capitalize()}, "
    for form in (filled, empty):
        read = client().post("/api/v1/read?name=a.xlsx", content=form.content).json()
        assert [part for part in read["unread"] if part["place"].startswith(guide)] == []


def test_a_paper_without_a_document_gets_its_page_back_with_the_reason() -> None:
    answer = client().post("/skjema", files=[("file", ("brev.txt", b"Noe om noe"))])
    assert (answer.status_code, "error-summary" in answer.text) == (422, True)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["/sjekk", "/skjema"])
def test_an_error_is_told_above_the_form_which_keeps_what_was_written(path: str, lang: str) -> None:
    written = {"kind": "plan", "as_of": "i <morgen>", "council": "Rogaland"}
    file = [("file", ("plan.txt", b"Handlingsplan"))]
    answer = client().post(f"/sjekk?lang={lang}", files=file, data=written)
    assert answer.status_code == 422
    assert "autofocus" in answer.text
    assert 'href="#as_of"' in answer.text
    assert "<morgen>" not in answer.text
    assert '<option value="plan" selected>' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'value="i &lt;morgen&gt;"' in answer.text
    assert 'value="Rogaland"' in answer.text


CHOOSE_AGAIN: Mapping[Lang, str] = {
    "nb": "Velg dokumentene på nytt: Nettleseren har ikke tatt vare på dem.",
    "nn": "Vel dokumenta på nytt: Nettlesaren har ikkje teke vare på dei.",
    "en": "Choose the papers once more: the browser has not kept them.",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["/sjekk", "/skjema"])
def test_after_an_error_it_is_told_that_the_file_must_be_chosen_again(
    path: str, lang: Lang
) -> None:
    told = CHOOSE_AGAIN[lang]
    asked = f"{path}?lang={lang}"
    file = [("file", ("plan.txt", b"Handlingsplan"))]
    wrong = client().post(asked, files=file, data={"kind": "brev"}).text
    summary, form = wrong.split('role="alert"')[1].split("</div>", 1)
    assert f'<a href="#file">{told}</a>' in summary
    assert told in form.split('id="file-hint"')[1].split("</p>")[0]
    # Not where nothing was wrong, nor where the file itself was.
    for other in (client().get(asked), client().post(asked, files={"kind": (None, "plan")})):
        assert told not in other.text
    assert told not in client().get(f"/skjema?lang={lang}&form=brev").text


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("file", ("bilde.png", b"x"))],
        [("file", ("plan.txt", b"x" * (ServerSettings().upload_bytes + 1)))],
    ],
    ids=["none", "of no format", "too large"],
)
def test_what_was_filled_in_stays_where_the_file_was_wrong(files: list[Any]) -> None:
    written = {"as_of": "2016-06-01", "council": "Oslo", "kind": "plan", "format": "docx"}
    sent = [(name, (None, value)) for name, value in written.items()]
    answer = client().post("/sjekk", files=[*files, *sent])
    assert answer.status_code in {413, 415, 422}
    assert 'value="2016-06-01"' in answer.text
    assert 'value="Oslo"' in answer.text
    assert '<option value="plan" selected>' in answer.text
    assert '<option value="docx" selected>' in answer.text


def accepted(page: str) -> list[str]:
    (offered,) = set(re.findall(r' accept="([^"]*)"', page))
    return str(offered).split(",")


@pytest.mark.parametrize("path", ["/sjekk", "/skjema"])
def test_files_are_offered_that_are_read_here_and_no_others(path: str) -> None:
    usual = client().get(path).text
    assert {".docx", ".xlsx", ".pdf", ".txt", ".eml"} <= set(accepted(usual))
    assert "Skannede dokumenter leses ikke her." in usual
    for suffix in accepted(usual):
        answer = client().post("/api/v1/read", files=[("file", (f"a{suffix}", b"x"))])
        assert "leses ikke her" not in answer.text, suffix
    more = client_with(ServerSettings(office=True, ocr=True)).get(path).text
    assert set(accepted(more)) - set(accepted(usual)) == {".odt", ".ods", ".rtf", ".doc", ".xls"}
    assert "Skannede dokumenter" not in more


def test_the_next_version_is_offered_the_same(tmp_path: Path) -> None:
    file = own_paper(tmp_path, "plan.txt")
    page = client().post("/sjekk", files=[("file", (file.name, file.read_bytes()))]).text
    assert accepted(page) == accepted(client().get("/sjekk").text)


def test_a_form_without_a_file_says_so() -> None:
    answer = client().post("/sjekk", files={"as_of": (None, "2015-01-01")})
    assert answer.status_code == 422
    assert 'href="#file"' in answer.text


def test_papers_that_are_too_large_to_be_sent_again_are_asked_for_once_more() -> None:
    data = b"Handlingsplan 2015\n" + b"x" * (3 * 2**20)
    page = client().post("/sjekk", files=[("file", ("plan.txt", data))])
    assert page.status_code == 200
    assert 'name="kept"' not in page.text
    assert len(page.content) < 2**20


def test_what_is_hidden_in_a_page_is_read_as_a_file_and_as_nothing_else() -> None:
    for hidden in ("", "x", "%%:%%", "YQ==:%", "L2V0Yy9wYXNzd2Q=:"):
        answer = client().post("/sjekk", files={"kept": (None, hidden), "format": (None, "json")})
        assert answer.status_code in {200, 415, 422}
        assert "root:" not in answer.text


def test_the_sheet_may_be_kept_and_a_page_may_not() -> None:
    assert client().get("/static/pages.css").headers["cache-control"] == "max-age=3600"
    assert client().get("/static/../app.py").status_code == 404
    assert client().get("/krav").headers["cache-control"] == "no-store"


def test_a_page_tells_how_much_may_be_sent() -> None:
    small = client_with(ServerSettings(upload_mb=1))
    assert "1 MB" in small.get("/sjekk").text
    answer = small.post("/sjekk", files=[("file", ("a.txt", b"x" * (2**20 + 1)))])
    assert answer.status_code == 413
    assert 'href="#file"' in answer.text
