"""The command that starts the server, what it loads first, and what a child does in its process."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import json
import multiprocessing
import os
import re
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import web_work
from commands import Ran
from web_clients import client_with
from web_servers import running_server

from iacheck.web import children, memory_folder, serve
from iacheck.web.child_answer import ChildAnswer
from iacheck.web.children import ChildLimits
from iacheck.web.settings import ServerSettings

Run = Callable[..., Ran]


@pytest.mark.parametrize(
    ("options", "address", "hosts"),
    [
        ([], "http://127.0.0.1:8000", ["localhost", "127.0.0.1", "[::1]"]),
        (["--host", "::1", "--port", "9"], "http://[::1]:9", ["localhost"]),
        (["--host", "10.0.0.1", "--allowed-host", "ia.no"], "http://10.0.0.1:8000",
         ["10.0.0.1", "ia.no"]),
    ],
)  # fmt: skip
def test_the_server_tells_where_it_answers_and_answers_for_its_names(
    options: list[str],
    address: str,
    hosts: list[str],
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[Any] = []

    def run_server(server: serve._Server, sockets: list[socket.socket]) -> None:
        started.append(server.config.app)
        server.started = True
        server._ready()

    monkeypatch.setattr(serve, "_bound", lambda *_: socket.socket())
    monkeypatch.setattr(serve._Server, "run", run_server)
    monkeypatch.setattr(tempfile, "tempdir", None)
    ran = run("serve", *options)
    assert (ran.status, ran.out, ran.err) == (0, "", f"Serving at {address}\n")
    assert tempfile.tempdir == str(memory_folder.memory_place())
    from starlette.testclient import TestClient  # noqa: PLC0415

    for host in hosts:
        answer = TestClient(started[0], f"http://{host}").get("/api/v1/health")
        assert answer.status_code == 200
    assert TestClient(started[0], "http://example.no").get("/helse").status_code == 421


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", "another program answers there; choose another port\n"),
        ("192.0.2.1", "this machine has no such address\n"),
        ("ingen.invalid", "\n"),
    ],
)
def test_an_address_that_cannot_be_had_is_told(
    host: str, told: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = run("serve", "--host", host, "--port", str(port))
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"Cannot serve at {host}, port {port}: ")
    assert ran.err.endswith(told)


@pytest.mark.parametrize("given", ["https://ia.no/", "ia.no/", " "])
def test_an_address_is_no_name_of_a_server(given: str, run: Run) -> None:
    ran = run("serve", "--allowed-host", given)
    assert (ran.status, ran.out) == (2, "")
    assert f"“{given}” is no name of a server; give it as in --allowed-host " in ran.err


def test_a_server_that_does_not_start_is_no_success(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(serve, "_bound", lambda *_: socket.socket())
    monkeypatch.setattr(serve._Server, "run", lambda *_: None)
    assert run("serve") == Ran(3, "", "The server could not start; see its log\n")


def test_what_the_server_needs_and_lacks_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "uvicorn" else found(name)
    )
    ran = run("serve")
    assert ran.status == 3
    assert "uvicorn" in ran.err
    assert "[web]" in ran.err


def test_the_server_warms_up_before_it_answers() -> None:
    with client_with(ServerSettings()) as started:
        assert started.get("/api/v1/health").json()["status"] == "ok"


def test_what_children_are_forked_from_has_used_everything_once() -> None:
    importlib.import_module("iacheck.web.warm")
    assert gc.get_freeze_count()
    gc.unfreeze()


def out_of_memory() -> ChildAnswer:
    raise MemoryError


def out_of_time() -> ChildAnswer:
    children._end(0, None)
    raise AssertionError


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (lambda: web_work.done("x"), {"media_type": "text/plain", "status": 200, "file": "a.txt"}),
        (out_of_memory, {"failure": "memory", "where": ""}),
        (out_of_time, {"failure": "seconds", "where": ""}),
    ],
)
def test_a_child_tells_what_it_made_or_why_it_made_nothing(
    work: Callable[[], ChildAnswer],
    told: dict[str, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    confined: list[Path] = []
    monkeypatch.setattr(children, "_confine", lambda _, folder: confined.append(folder))
    receiving, sending = multiprocessing.Pipe(duplex=False)
    children._work(sending, ChildLimits(1, 1), tmp_path, work, ())
    assert json.loads(receiving.recv_bytes()) == told
    assert receiving.recv_bytes() == (b"x" if "file" in told else b"")
    assert confined == [tmp_path]


def test_a_failure_that_has_no_place_is_told_by_its_kind() -> None:
    assert children.where_it_failed(KeyError(web_work.PRIVATE)) == "KeyError"


def test_what_is_sent_lies_where_temporary_files_do_if_there_is_no_other_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert memory_folder.memory_place() == Path(tempfile.gettempdir())


LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (\S+ \S+ \d{3}) \d+\.\d{3} s")
HOST = b"host: localhost\r\n"
UPGRADE = b"connection: upgrade\r\nupgrade: websocket\r\n"
RAW: list[tuple[bytes, str]] = [
    (b"GET /helse HTTP/1.1\r\n" + HOST, "GET /helse 200"),
    (b"KARI-NORDMANN /helse HTTP/1.1\r\n" + HOST, "- /helse 405"),
    (b"get /helse HTTP/1.1\r\n" + HOST, "- /helse 405"),
    (b"PUT /helse HTTP/1.1\r\n" + HOST, "PUT /helse 405"),
    (b"GET /Kari\x00 HTTP/1.1\r\n" + HOST, "- - 400"),
    (b"\x16\x03\x01Kari\r\n", "- - 400"),
    (b"GET /helse HTTP/1.1\r\n" + HOST + UPGRADE, "GET /helse 200"),
]


def test_whatever_comes_in_is_a_line_of_the_log_and_nothing_of_what_it_says(
    tmp_path: Path,
) -> None:
    with running_server(tmp_path) as server:
        address = ("127.0.0.1", int(server.address.rpartition(":")[2]))
        for raw, _ in RAW:
            with socket.create_connection(address, 10) as connection:
                connection.sendall(raw + b"\r\n")
                assert connection.recv(9) == b"HTTP/1.1 "
    first, *lines = server.log.read_text("utf-8").splitlines()
    assert first.startswith("Serving at ")
    told = [LINE.fullmatch(line) for line in lines]
    assert [one and one[1] for one in told] == [line for _, line in RAW]
