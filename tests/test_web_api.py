"""The API beside the check of papers: as the command line has it, and as it describes itself."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from commands import Ran
from hypothesis import given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from own_papers import WRITTEN, own_paper
from repeats import times
from web_clients import client, client_with
from web_servers import RunningServer, running_server

from iacheck.language.messages import LANGS, Lang
from iacheck.web.child_answer import MEDIA_TYPES
from iacheck.web.openapi import api_description
from iacheck.web.request_values import CHECKING, READING
from iacheck.web.settings import ServerSettings

DESCRIPTION = api_description(ServerSettings())
OPERATIONS = [
    (path, method, operation)
    for path, operations in DESCRIPTION["paths"].items()
    for method, operation in operations.items()
]
KINDS = ("plan", "report", "council", "waiver", "rule")
PROBLEM = "application/problem+json"


def test_the_description_is_valid_and_names_no_schema_of_another_place() -> None:
    answer = client().get("/api/v1/openapi.json").json()
    assert answer == DESCRIPTION
    assert list(OpenAPIV31SpecValidator(answer).iter_errors()) == []
    told = json.dumps(answer)
    assert "$id" not in told
    assert "$defs" not in told
    assert set(answer["paths"]) == {
        "/check", "/read", "/rules", "/rules/{id}", "/schemas/{kind}", "/templates/{name}",
        "/health", "/openapi.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "method", "headers"),
    [
        (405, "DELETE", {}),
        (413, None, {"content-length": "999999999999"}),
        (421, None, {"host": "elsewhere.example"}),
        (403, None, {"sec-fetch-site": "cross-site"}),
    ],
)
def test_how_each_operation_may_be_refused_is_described(
    status: int, method: str | None, headers: dict[str, str]
) -> None:
    for path, own, operation in OPERATIONS:
        if status == 403 and own == "get":
            continue
        asked = path.replace("{", "").replace("}", "")
        answer = client().request(method or own, f"/api/v1{asked}", headers=headers)
        assert answer.status_code == status
        described = operation["responses"][str(status)]
        assert answer.headers["content-type"] in described["content"]
        assert described.get("headers", {}).keys() <= {name.title() for name in answer.headers}


FIELDS = {
    "as_of": "2016-06-01",
    "period": ["2015", "2016"],
    "subject": ["council/hedmark", "council"],
    "kind": "plan",
    "lang": "en",
}


@pytest.mark.parametrize(("path", "asked_with"), [("/check", CHECKING), ("/read", READING)])
def test_a_form_is_described_with_every_field_that_it_may_have(
    path: str, asked_with: Sequence[str], tmp_path: Path
) -> None:
    asked = DESCRIPTION["paths"][path]["post"]
    form = asked["requestBody"]["content"]["multipart/form-data"]["schema"]
    # The name of a file comes with the file there.
    assert form["properties"].keys() == {"file", *asked_with} - {"name"}
    beside = {one["name"]: one["schema"] for one in asked["parameters"]}
    for name, schema in form["properties"].items():
        if name != "file":
            assert schema == {**beside[name], "description": schema["description"]}
    fields = {name: FIELDS[name] for name in form["properties"] if name != "file"}
    paper = own_paper(tmp_path, "plan.docx")
    files = [("file", (paper.name, paper.read_bytes()))]
    told = client().post(f"/api/v1{path}", files=files, data=fields)
    assert told.status_code == 200
    assert told.text == client().post(f"/api/v1{path}", files=files, params=fields).text


def test_a_failure_that_nobody_foresaw_is_described() -> None:
    for _, _, operation in OPERATIONS:
        assert operation["responses"]["500"]["content"].keys() == {
            "application/problem+json", "text/plain",
        }  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize(("path", "method"), [asked[:2] for asked in OPERATIONS])
def test_the_api_answers_as_it_describes_itself(
    path: str, method: str, server: RunningServer
) -> None:
    """Whatever is asked: no failure, and an answer of a kind that the description has."""
    # Whoever collects tests need not wait for it.
    import schemathesis  # noqa: PLC0415
    from schemathesis import GenerationMode  # noqa: PLC0415
    from schemathesis.checks import not_a_server_error  # noqa: PLC0415
    from schemathesis.specs.openapi import checks  # noqa: PLC0415

    held: list[Any] = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_headers_conformance,
        checks.response_schema_conformance,
    ]
    operation = schemathesis.openapi.from_dict(DESCRIPTION)[path][method]

    # What it describes, and what it does not; where nothing can be asked wrongly, the first alone.
    right, wrong = (
        operation.as_strategy(generation_mode=mode)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )
    asks = right | wrong if operation.definition.raw.get("parameters") else right

    @settings(max_examples=times(20))
    @given(asks)
    def asked(case: Any) -> None:
        case.call_and_validate(base_url=f"{server.address}/api/v1", checks=held)

    asked()


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".xlsx"])
@pytest.mark.parametrize("lang", LANGS)
def test_what_was_read_is_what_the_command_line_reads(
    suffix: str, lang: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    file = own_paper(tmp_path, f"plan{suffix}")
    told = run("read", file.name, "--format", "json", "--lang", lang, "--kind", "plan")
    params = {"name": file.name, "lang": lang, "kind": "plan"}
    answer = client().post("/api/v1/read", params=params, content=file.read_bytes())
    assert answer.text == told.out


@pytest.mark.parametrize("lang", LANGS)
def test_rules_are_those_of_the_command_line(lang: str, run: Callable[..., Ran]) -> None:
    listed = client().get(f"/api/v1/rules?lang={lang}")
    assert listed.text == run("rules", "list", "--format", "json", "--lang", lang).out
    for asked in ("B16", "b 1", listed.json()[0]["rule"]):
        answer = client().get(f"/api/v1/rules/{asked}?lang={lang}")
        assert answer.text == run("rules", "show", asked, "--format", "json", "--lang", lang).out


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_those_of_the_command_line(kind: str, run: Callable[..., Ran]) -> None:
    assert client().get(f"/api/v1/schemas/{kind}").text == run("schema", "show", kind).out


def test_empty_forms_are_made_for_whom_and_when_they_are_asked_for() -> None:
    for name in ("plan.xlsx", "report.xlsx", "council.xlsx"):
        period = "" if name == "council.xlsx" else "&period=2015"
        answer = client().get(f"/api/v1/templates/{name}?council=rogaland&lang=nn{period}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPES["xlsx"])
        read = client().post(f"/api/v1/read?name={name}", content=answer.content).json()
        (document,) = read["documents"]
        assert document["kind"] == name.partition(".")[0]
        assert "rogaland" in (document.get("council"), document["_id"])
    party = client().get("/api/v1/templates/party-report.docx?party=lo&period=2012-H2")
    assert (party.status_code, party.headers["content-type"]) == (200, MEDIA_TYPES["docx"])
    assert party.headers["content-disposition"].startswith('attachment; filename="party-report')


def test_health_tells_of_the_rule_books() -> None:
    told = client().get("/api/v1/health").json()
    result = client().post("/api/v1/check?name=a.json", content=b'{"kind": "plan"}').json()
    assert told["status"] == "ok"
    assert told["iacheck"] == result["iacheck"]
    assert {len(book["sha256"]) for book in told["rulebooks"]} == {64}


REFUSED: list[tuple[str, str, dict[str, Any], int]] = [
    ("POST", "/check", {"params": {"name": "a.exe"}, "content": b"x"}, 415),
    ("POST", "/check", {"content": b"x", "headers": {"content-type": "image/png"}}, 415),
    ("POST", "/check", {"content": b"x"}, 415),
    ("POST", "/check", {"params": {"name": "a.txt"}, "content": b""}, 422),
    ("POST", "/check", {"params": {"name": "a.txt", "period": "i fjor"}, "content": b"x"}, 422),
    ("POST", "/check", {"params": {"name": "a.txt", "as_of": "i går"}, "content": b"x"}, 422),
    ("POST", "/check", {"params": {"name": "a.txt", "lang": "de"}, "content": b"x"}, 422),
    ("POST", "/read", {"params": {"name": "a.txt", "kind": "brev"}, "content": b"x"}, 422),
    ("POST", "/check", {"data": {"as_of": "2015-01-01"}, "files": {"other": b"x"}}, 422),
    ("POST", "/check", {"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 422),
    ("POST", "/check", {"params": {"name": "a.txt"}, "content": b"x" * (10 * 2**20 + 1)}, 413),
    ("POST", "/check", {"files": [("file", ("a.txt", b"x" * (6 * 2**20)))] * 2}, 413),
    ("POST", "/check", {"params": {"name": "a.txt"}, "content": b"x" * (16 * 2**20)}, 413),
    ("POST", "/check", {"params": {"name": "a.txt", "subject": "council/rogalnd"},
                        "content": b"Handlingsplan 2015\n\nTekst"}, 422),
    ("POST", "/check", {"params": {"name": "a.txt", "asof": "2016-04-01"}, "content": b"x"}, 422),
    ("POST", "/read", {"files": [("file", ("a.txt", b"x"))], "data": {"periode": "2015"}}, 422),
    ("GET", "/check", {}, 405),
    ("GET", "/rules/B99", {}, 404),
    ("GET", "/rules?lang=de", {}, 422),
    ("GET", "/schemas/brev", {}, 404),
    ("GET", "/templates/plan.docx", {}, 404),
    ("GET", "/templates/plan.xlsx?period=2012-H1", {}, 422),
    ("GET", "/templates/plan.xlsx?council=rogalnd", {}, 422),
    ("GET", "/templates/plan.xlsx?party=LO", {}, 422),
    ("GET", "/templates/party-report.docx?party=LO&period=2012-H2&council=rogaland", {}, 422),
    ("GET", "/templates/party-report.docx?party=LOO&period=2012-H2", {}, 422),
    ("GET", "/templates/party-report.docx", {}, 422),
    ("GET", "/ingenting", {}, 404),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "asked", "status"), REFUSED)
def test_what_is_refused_is_told_why(
    method: str, path: str, asked: dict[str, Any], status: int
) -> None:
    answer = client().request(method, f"/api/v1{path}", **asked)
    assert answer.status_code == status
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    assert told["status"] == status
    assert told["detail"] == told["problems"][0]["message"]
    assert "--" not in told["detail"]


def asked_of(path: str, method: str, params: Any, **more: Any) -> Any:
    """The answer of an operation to these parameters; with a file, where it takes one."""
    address = path.format(id="B16", kind="plan", name="plan.xlsx")
    if method == "post" and "files" not in more:
        more["files"] = [("file", ("a.txt", b"Handlingsplan"))]
    return client().request(method, f"/api/v1{address}", params=params, **more)


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_what_an_operation_is_not_asked_with_is_refused_with_what_it_is(
    path: str, method: str, operation: dict[str, Any]
) -> None:
    described = {one["name"]: one for one in operation["parameters"] if one["in"] == "query"}
    assert "lang" in described
    for wrong in ("lnag", "as-of", "file"):
        answer = asked_of(path, method, {wrong: "nb"})
        assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
        (problem,) = answer.json()["problems"]
        assert f"«{wrong}»" in problem["message"]
        assert set(problem["expected"]) == set(described)
    for name, parameter in described.items():
        value = {"lang": "nn", "kind": "plan", "as_of": "2016-01-01", "name": "a.txt"}.get(name)
        twice = asked_of(path, method, {name: [value or "2015"] * 2})
        told = "" if twice.status_code == 200 else twice.json()["detail"]
        is_several = parameter["schema"]["type"] == "array"
        assert ("2 ganger" in told or "2 gonger" in told) != is_several, (name, told)


def test_fields_of_a_form_are_held_to_the_same() -> None:
    file = ("file", ("a.txt", b"Handlingsplan"))
    for sent, told in (
        ({"files": [file, ("fil", ("b.txt", b"x"))]}, "«fil» kom som en fil; filer kommer i"),
        ({"files": [file, ("period", ("b.txt", b"2015"))]}, "«period» kom som en fil"),
        ({"files": [file], "data": {"lang": ["nb", "nn"]}}, "«lang» står der 2 ganger"),
        ({"files": [file], "data": {"as_of": "2016-01-01"}, "params": {"as_of": "2017-01-01"}},
         "«as_of» står der 2 ganger"),
    ):  # fmt: skip
        answer = client().post("/api/v1/check", **sent)
        assert answer.status_code == 422
        assert told in answer.json()["detail"]
    several = client().post(
        "/api/v1/read", files=[file], data={"period": ["2015", "2016"], "lang": "nn"}
    )
    assert several.status_code == 200


@pytest.mark.parametrize("path", ["check", "read"])
@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("a.exe", 415, "lagre den som Word- eller Excel-fil"),
        ("a", 415, "lagre den som Word- eller Excel-fil"),
        ("mal.dotx", 415, "Dette er en mal for Word"),
        ("a.odt", 200, ".odt"),
        ("a.docx", 200, "docx"),
    ],
)
def test_a_format_is_told_of_alike_in_a_body_and_in_a_form(
    name: str, status: int, told: str, path: str
) -> None:
    """Refused where no file is of a format that is known; else what is amiss is in the answer."""
    body = client().post(f"/api/v1/{path}", params={"name": name}, content=b"x")
    form = client().post(f"/api/v1/{path}", files=[("file", (name, b"x"))])
    assert (body.status_code, form.status_code) == (status, status)
    assert told in body.json()["problems"][0]["message"]
    assert body.json() == form.json()
    beside = [("file", (name, b"x")), ("file", ("b.txt", b"Noe"))]
    several = client().post(f"/api/v1/{path}", files=beside)
    assert several.status_code == 200
    assert told in next(p for p in several.json()["problems"] if p["file"] == name)["message"]


@pytest.mark.parametrize("cut", [1, 30, 120, 200])
def test_a_form_that_is_broken_off_is_told_of_and_nothing_of_it_judged(cut: int) -> None:
    part = '--x\r\nContent-Disposition: form-data; name="file"; filename="{}.txt"\r\n\r\nNoe\r\n'
    whole = (part.format("a") + part.format("b") + "--x--\r\n").encode()
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    asked = "/api/v1/check?lang=en"
    assert client().post(asked, content=whole, headers=headers).status_code == 200
    answer = client().post(asked, content=whole[: -cut - 2], headers=headers)
    assert answer.status_code == 422
    assert answer.json()["detail"] == "The form in the request is broken off or wrong"


def test_a_page_says_at_the_field_that_a_format_is_not_known() -> None:
    for path in ("/sjekk", "/skjema"):
        page = client().post(path, files=[("file", ("a.exe", b"x"))])
        assert page.status_code == 415
        assert 'id="file-error"' in page.text


PAGES: Mapping[Lang, str] = {
    "nb": r"\b(denne siden|siden (for|med|der)|velg)\b",
    "nn": r"\b(denne sida|sida (for|med|der)|vel)\b",
    "en": r"\b(this page|the page (of|that|where)|this one|choose)\b",
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_program_is_told_nothing_of_pages(lang: Lang) -> None:
    """None that it could look at, and none to choose on."""
    sheet = WRITTEN[".xlsx"]("Noe", (("a", "b"), ("c", "d")))
    told = "Handlingsplan 2016 for IA-rådet i Hedmark\n\n" + "Vi møttes om tiltak. " * 40
    asked = f"/api/v1/check?lang={lang}"
    answers = [
        client().post(asked, files={"x": (None, "y")}),
        client().post(f"{asked}&name=a.txt", content=b""),
        client().post(
            f"{asked}&name=a.txt", content=b"x", headers={"sec-fetch-site": "cross-site"}
        ),
        client().get(f"/api/v1/rules/B99?lang={lang}"),
        client().post(f"{asked}&name=a.xlsx", content=sheet),
        client().post(f"{asked}&name=a.txt", content=told.encode()),
        client().post(f"/api/v1/read?lang={lang}&name=a.txt", content=told.encode()),
    ]
    for answer in answers:
        messages = [problem["message"] for problem in answer.json()["problems"]]
        assert messages
        for one in messages:
            assert not re.search(PAGES[lang], one, re.IGNORECASE), one


def test_a_form_without_its_file_is_told_where_one_goes() -> None:
    answer = client().post("/api/v1/check?lang=en", files={"fil": ("a.txt", b"x")})
    assert answer.json()["detail"] == (
        "“fil” came as a file; files come in the field “file”, and all else without a name of a "
        "file"
    )
    assert answer.json()["problems"][0]["expected"] == ["file"]
    none = client().post("/api/v1/check?lang=en", files={"period": (None, "2015")})
    assert none.json()["detail"] == (
        "There is no file in the request; send it as the body, or as “file” in a form"
    )


@pytest.mark.parametrize("path", ["/", "/sjekk", "/krav", "/krav.csv", "/helse"])
def test_pages_are_shown_whatever_else_stands_in_their_address(path: str) -> None:
    assert client().get(f"{path}?lnag=nn&lnag=x&utm_source=mail").status_code == 200


@pytest.mark.parametrize(("path", "allowed"), [("check", "POST"), ("rules", "GET")])
def test_another_method_is_told_which_ones_there_are(path: str, allowed: str) -> None:
    answer = client().request("DELETE", f"/api/v1/{path}")
    assert answer.status_code == 405
    assert allowed in answer.headers["allow"]
    assert answer.headers["allow"] in answer.json()["detail"]


def test_as_many_files_as_are_allowed_and_no_more_are_read() -> None:
    few = client_with(ServerSettings(files=2))
    parts = [("file", (f"{number}.txt", b"x")) for number in range(3)]
    assert few.post("/api/v1/check", files=parts[:2]).status_code == 200
    assert few.post("/api/v1/check", files=parts).status_code == 422


def test_more_documents_than_a_request_may_have_are_told_of() -> None:
    few = client_with(ServerSettings(documents=2))
    lines = [json.dumps({"kind": "council", "_id": f"c{n}", "name": "x"}) for n in range(3)]
    answers = [
        few.post("/api/v1/check?name=a.jsonl", content="\n".join(lines[:n]).encode())
        for n in (2, 3)
    ]
    assert [answer.status_code for answer in answers] == [200, 422]
    assert "2" in answers[1].json()["detail"]


def test_the_page_about_the_api_names_all_that_can_be_asked_with() -> None:
    written = (Path(__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", written, re.MULTILINE))
    assert told == {
        one["name"]
        for *_, asked in OPERATIONS
        for one in asked["parameters"]
        if one["in"] == "query"
    }


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
def test_libreoffice_is_left_alone_unless_it_is_switched_on() -> None:
    data = b"{\\rtf1 Handlingsplan for Rogaland 2015}"
    told = client().post("/api/v1/check?name=plan.rtf", content=data).json()
    assert told["problems"][0]["message"].startswith("Filer av formatet .rtf leses ikke her")
