"""A running server and files that mean harm: each is answered, and nothing of it stays."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median

import httpx2
import pytest
import test_docx_hostile
import test_xlsx
from commands import command, environ
from hostile_pdfs import HOSTILE as HOSTILE_PDFS
from own_papers import own_paper
from repeats import times
from web_servers import RunningServer, running_server

from iacheck.web.memory_folder import REQUEST, memory_place

pytestmark = pytest.mark.slow

MEMORY = 200 * 2**20
# Fewer than they ordinarily are, so that what takes all of them is soon told, too.
SECONDS = min(12, times(4))
# Until a request that took all of them is answered.
AFTERWARDS = 3
FILES: Mapping[str, Callable[[], bytes]] = {
    **{f"{name}.pdf": made for name, made in HOSTILE_PDFS.items()},
    **{f"{name}.docx": made for name, (made, _) in test_docx_hostile.REFUSED.items()},
    **{f"{name}.docx": made for name, made in test_docx_hostile.READ.items()},
    **{f"{name}.xlsx": made for name, (made, _) in test_xlsx.REFUSED.items()},
    **{f"{name}.xlsx": made for name, made in test_xlsx.HARMLESS.items()},
    "deep.json": lambda: b"[" * 5_000_000,
    "long.yaml": lambda: b"a: &a [x, x]\n" + b"b: [*a, *a, *a]\n" * 300_000,
    "long.html": lambda: b"<div>" * 2_000_000,
    "long.txt": lambda: b"Handlingsplan 2015\n" * 500_000,
    "many.jsonl": lambda: b'{"kind": "council", "_id": "x", "name": "x"}\n' * 200_000,
    "mail.eml": lambda: b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 999_999,
}
PRIVATE = "Sykefraværet hos Kari"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("server"), SECONDS) as running:
        yield running


def left(server: RunningServer) -> list[str]:
    """What lies there of requests to this server; others may be tested beside."""
    return [f.name for f in memory_place().glob(f"{REQUEST}{server.process.pid}-*")]


@pytest.mark.parametrize("name", FILES)
def test_every_hostile_file_is_answered_and_the_server_lives(
    name: str, server: RunningServer
) -> None:
    data = FILES[name]()
    started = time.monotonic()
    answer = httpx2.post(
        f"{server.address}/api/v1/check", params={"name": name}, content=data, timeout=60
    )
    taken = time.monotonic() - started
    assert answer.status_code in {200, 413, 422}, answer.text
    assert taken < SECONDS + AFTERWARDS
    assert server.most_memory < MEMORY
    assert server.process.poll() is None
    assert left(server) == []


@pytest.mark.long
def test_of_twenty_at_once_each_is_answered_or_told_to_come_back(
    server: RunningServer, tmp_path: Path
) -> None:
    data = own_paper(tmp_path, "plan.docx").read_bytes()
    statuses: list[int] = []
    until = time.monotonic() + min(60, times(6))

    def user() -> None:
        with httpx2.Client(base_url=server.address, timeout=60) as own:
            while time.monotonic() < until:
                answer = own.post("/api/v1/check?name=plan.docx", content=data)
                statuses.append(answer.status_code)
                if answer.status_code == 503:
                    assert answer.headers["retry-after"]
                    time.sleep(0.2)

    users = [threading.Thread(target=user) for _ in range(20)]
    for one in users:
        one.start()
    for one in users:
        one.join()
    assert set(statuses) == {200, 503}
    assert statuses.count(200) > 20
    assert server.most_memory < MEMORY
    assert left(server) == []


def test_nothing_of_what_was_sent_is_on_disk_or_in_the_log(
    server: RunningServer, tmp_path: Path
) -> None:
    text = f"Handlingsplan for IA-rådet i Rogaland 2015\n\n{PRIVATE}. ".encode() * 3
    for name in (f"{PRIVATE}.txt", f"{PRIVATE}.pdf", f"{PRIVATE}.exe"):
        params = {"name": name, "subject": f"council/{PRIVATE}", "period": PRIVATE}
        httpx2.post(f"{server.address}/api/v1/check", params=params, content=text, timeout=60)
        parts = [("file", (name, text + b"x" * 2**20))]
        httpx2.post(f"{server.address}/sjekk", files=parts, timeout=60)
    httpx2.get(f"{server.address}/krav/{PRIVATE}", timeout=60)
    places = [str(memory_place()), str(server.log.parent), "/var/tmp"]  # noqa: S108
    found = subprocess.run(
        ["grep", "-rlaF", "--exclude-dir=pytest-of-*", PRIVATE, *places],
        capture_output=True, check=False,
    )  # fmt: skip
    assert found.stdout == b""
    names = [name for place in places for name in os.listdir(place) if PRIVATE in name]  # noqa: PTH208
    assert names == []
    assert b" POST /sjekk 200 " in server.log.read_bytes()


def test_a_check_takes_at_most_half_the_time_of_the_command_line(
    server: RunningServer, tmp_path: Path
) -> None:
    file = own_paper(tmp_path, "plan.docx")
    data = file.read_bytes()
    typed = command("check", file.name, "--format", "json", "--fail-on", "never")
    here, there = [], []
    for _ in range(5):
        started = time.perf_counter()
        answer = httpx2.post(f"{server.address}/api/v1/check?name=a.docx", content=data, timeout=60)
        here.append(time.perf_counter() - started)
        assert answer.status_code == 200
        started = time.perf_counter()
        subprocess.run(typed, cwd=tmp_path, env=environ({}), capture_output=True, check=True)
        there.append(time.perf_counter() - started)
    assert median(here) <= median(there) / 2
