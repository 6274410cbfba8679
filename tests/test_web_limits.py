"""What a server withstands: work that never ends, bodies without end, other sites, many at once."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest
import web_work
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from web_clients import client, client_with

from iacheck.web.app import make_app
from iacheck.web.child_answer import ChildAnswer
from iacheck.web.children import ChildFailure, ChildLimits, Children
from iacheck.web.gate import Gate
from iacheck.web.memory_folder import REQUEST, memory_folder, memory_place
from iacheck.web.places import Places
from iacheck.web.refusals import RETRY_AFTER, Refusal
from iacheck.web.settings import ServerSettings

LIMITS = ChildLimits(seconds=3, memory=2**27)


@pytest.fixture(scope="module")
def children() -> Children:
    made = Children(LIMITS)
    made.warm_up()
    return made


ENDS: list[tuple[Callable[[], ChildAnswer], str]] = [
    (web_work.endless, "seconds"),
    (web_work.asleep, "seconds"),
    (web_work.greedy, "memory"),
    (web_work.killed, "ended"),
    (web_work.gone, "ended"),
    (web_work.broken, "failed"),
]


@pytest.mark.parametrize(("work", "failure"), ENDS, ids=lambda one: getattr(one, "__name__", one))
def test_whatever_ends_a_child_is_told_and_the_next_one_works(
    work: Callable[[], ChildAnswer], failure: str, children: Children, tmp_path: Path
) -> None:
    started = time.monotonic()
    with pytest.raises(ChildFailure) as told:
        children.make(work, tmp_path)
    assert time.monotonic() - started < LIMITS.seconds + 12
    assert told.value.failure == failure
    assert web_work.PRIVATE not in repr(vars(told.value))
    if failure == "failed":
        assert told.value.where.startswith("KeyError, ")
        assert "web_work.py, line " in told.value.where
    assert children.make(web_work.done, tmp_path, "ja").body == b"ja"


def test_an_answer_may_be_large(children: Children, tmp_path: Path) -> None:
    assert len(children.make(web_work.large, tmp_path, 2**25).body) == 2**25


def test_what_a_child_has_started_ends_with_it(children: Children, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    with pytest.raises(ChildFailure, match="seconds"):
        children.make(web_work.parent_of_sleeper, tmp_path, str(told))
    pid = int(told.read_text("ascii"))
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text("ascii"):
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


def test_a_child_writes_no_file_without_end(children: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildFailure):
        children.make(web_work.writing, tmp_path, 2**27)
    assert children.make(web_work.writing, tmp_path, 2**20).body == b""


STRANGERS: list[tuple[dict[str, str], int]] = [
    ({}, 200),
    ({"sec-fetch-site": "same-origin", "origin": "http://localhost"}, 200),
    ({"sec-fetch-site": "none"}, 200),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"origin": "http://localhost"}, 200),
    ({"origin": "https://localhost"}, 200),
    ({"origin": "http://localhost:81"}, 403),
    ({"origin": "https://example.no"}, 403),
    ({"origin": "null"}, 403),
    ({"host": "localhost:8000"}, 200),
    ({"host": "LocalHost:8000"}, 200),
    ({"host": "[::1]:8000"}, 200),
    ({"host": "[::1]"}, 200),
    ({"host": "example.no"}, 421),
    ({"host": "localhost.example.no"}, 421),
    ({"host": ""}, 421),
    ({"content-length": "-1"}, 413),
    ({"content-length": "1e9"}, 413),
    ({"content-length": "9" * 5000}, 413),
]


@pytest.mark.parametrize(("headers", "status"), STRANGERS)
@pytest.mark.parametrize("path", ["/api/v1/check?name=a.txt", "/sjekk"])
def test_other_sites_and_other_names_are_refused(
    path: str, headers: dict[str, str], status: int
) -> None:
    if path == "/sjekk":
        # A form without a file is one that was let in.
        answer = client().post(path, headers=headers, files={"as_of": (None, "x")})
        assert answer.status_code == (422 if status == 200 else status)
    else:
        answer = client().post(path, headers=headers, content=b"Handlingsplan 2015")
        assert answer.status_code == status


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_pages_may_be_linked_to_from_anywhere(site: str) -> None:
    headers = {"sec-fetch-site": site, "origin": "https://example.no"}
    assert client().get("/sjekk", headers=headers).status_code == 200
    assert client().get("/sjekk", headers={"host": "example.no"}).status_code == 421
    everywhere = client_with(ServerSettings(hosts=("*",)))
    assert everywhere.get("/sjekk", headers={"host": "example.no"}).status_code == 200


def test_a_body_that_does_not_say_how_large_it_is_ends_where_others_do() -> None:
    chunks = (b"x" * 2**16 for _ in range(400))
    answer = client().post("/api/v1/check?name=a.txt", content=chunks)
    assert answer.status_code == 413
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    form = client().post(
        "/sjekk",
        content=(part for part in (head, *(b"x" * 2**20 for _ in range(20)))),
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert form.status_code == 413


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        await anyio.sleep(60)
        pytest.fail("it was waited for")

    async def send(part: Message) -> None:
        sent.append(part)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/check",
        "query_string": b"name=a.txt",
        "headers": [(b"host", b"localhost")],
    }
    anyio.run(make_app(ServerSettings(body_seconds=0)), scope, receive, send)
    assert sent[0]["status"] == 408


def test_nobody_is_let_in_where_all_places_are_taken() -> None:
    async def crowd() -> None:
        places = Places(1, 1)
        async with places.taken(), places.taken():
            with pytest.raises(Refusal) as told:
                async with places.taken():
                    pytest.fail("there is no place")
            assert told.value.status == 503
            assert told.value.headers == {"Retry-After": str(RETRY_AFTER)}
        async with places.taken():
            assert await places.work(lambda: 7) == 7

    anyio.run(crowd)


def test_a_refusal_for_want_of_places_says_when_to_come_back() -> None:
    full = client_with(ServerSettings(at_once=1, waiting=-1))
    for path in ("/api/v1/check?name=a.txt", "/sjekk"):
        answer = full.post(path, content=b"x")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, str(RETRY_AFTER))
    assert "error-summary" in full.post("/sjekk").text
    assert full.get("/sjekk").status_code == 200


def test_work_that_takes_too_long_is_told_of_and_the_server_answers_on() -> None:
    hasty = client_with(ServerSettings(seconds=0))
    answer = hasty.post("/api/v1/check?name=a.txt", content=b"Handlingsplan 2015")
    assert answer.status_code == 422
    assert "tok for lang tid" in answer.json()["detail"]
    page = hasty.post("/sjekk", files=[("file", ("a.txt", b"x"))])
    assert (page.status_code, "error-summary" in page.text) == (422, True)
    assert hasty.get("/api/v1/health").status_code == 200


def test_nothing_of_a_request_is_left_behind() -> None:
    def left() -> list[str]:
        return [file.name for file in memory_place().glob(f"{REQUEST}{os.getpid()}-*")]

    for name in ("a.txt", "a.exe", "x/../b.json"):
        client().post("/api/v1/check", params={"name": name}, content=b"Handlingsplan 2015")
    client().post("/sjekk", files=[("file", ("a.txt", b"x" * (2**21)))])
    assert left() == []
    with memory_folder(memory_place()) as folder:
        (folder / "a").write_bytes(b"x")
        assert folder.stat().st_mode & 0o777 == 0o700
    assert left() == []


def test_a_failure_of_the_server_is_logged_by_its_place_and_not_by_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError(web_work.PRIVATE)

    caplog.set_level(logging.INFO, "iacheck.web")
    answer = TestClient(Gate(failing), "http://localhost").get(f"/{web_work.PRIVATE}")
    assert answer.status_code == 500
    assert web_work.PRIVATE not in caplog.text + answer.text
    assert "ValueError, " in caplog.text
    assert "test_web_limits.py, line " in caplog.text


def test_the_log_tells_what_was_asked_for_and_nothing_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client().post(
        "/api/v1/check?name=Kari.txt&subject=council/kari&period=i+kari", content=b"Kari er syk"
    )
    client().post("/sjekk", files=[("file", ("Kari.txt", b"Kari er syk"))])
    client().get("/krav/Kari")
    client().get("/Kari")
    own = [record.getMessage() for record in caplog.records if record.name == "iacheck.web"]
    assert len(own) == 4
    assert "POST /sjekk 200" in own[1]
    assert "kari" not in "".join(own).casefold()


def test_that_there_are_too_many_files_is_told() -> None:
    parts = [("file", (f"{number}.txt", b"Handlingsplan 2015")) for number in range(21)]
    answer = client().post("/api/v1/check?lang=en", files=parts)
    assert answer.status_code == 422
    assert "There are too many files; send 20 at a time" in answer.text
