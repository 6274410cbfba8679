"""MongoDB servers to test against: processes of our own, which can be stopped and killed.

IACHECK_TEST_FERRETDB and IACHECK_TEST_MONGOD name programs that lie ready, as `.ci/servers` makes
them; IACHECK_TEST_MONGODB is the address of a server that runs already, which is not stopped.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient, common
from pymongo.errors import PyMongoError

FERRETDB = os.environ.get("IACHECK_TEST_FERRETDB")
MONGOD = os.environ.get("IACHECK_TEST_MONGOD")
GIVEN = os.environ.get("IACHECK_TEST_MONGODB")

# The driver asks a server that did not answer again at once, and not half a second later.
common.MIN_HEARTBEAT_INTERVAL = 0.02

# Nobody waits for the end of a test that asks a dead server.
QUICKLY = "serverSelectionTimeoutMS=2000&connectTimeoutMS=2000"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _die_with_the_tests() -> None:
    """Also where the tests are killed: on Linux; elsewhere they stop what they have started."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def _in_memory() -> str | None:
    """A folder in memory where there is enough of it: a disk is waited for at every write.

    What a server that is killed had written is kept there as on a disk.
    """
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    enough = memory.is_dir() and shutil.disk_usage(memory).free > 2 * 2**30
    return str(memory) if enough else None


class Server:
    """A server program on the loopback address, with its data in a folder of its own."""

    options = QUICKLY

    def __init__(self, *arguments: str) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="iacheck-server-", dir=_in_memory()))
        self.arguments = arguments
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def uri(self, database: str = "", more: str = "") -> str:
        options = "&".join(filter(None, (self.options, more)))
        return f"mongodb://127.0.0.1:{self.port}/{database}?{options}"

    def client(self) -> MongoClient[dict[str, Any]]:
        return MongoClient(self.uri())

    def start(self) -> None:
        """Start, and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                cwd=self.folder,
                env={**os.environ, **self.environment()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_die_with_the_tests,  # noqa: PLW1509 - no other thread does anything yet
            )
        end = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()[-3000:]
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.05)

    def answers(self) -> bool:
        direct = f"mongodb://127.0.0.1:{self.port}/?directConnection=true"
        with (
            suppress(PyMongoError),
            MongoClient[dict[str, Any]](direct, serverSelectionTimeoutMS=500) as client,
        ):
            return self.is_ready(client)
        return False

    def is_ready(self, client: MongoClient[dict[str, Any]]) -> bool:
        return bool(client.admin.command("hello")["isWritablePrimary"])

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(30)

    def kill(self) -> None:
        self.stop(signal.SIGKILL)

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder)

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        return {}


class FerretDb(Server):
    """FerretDB 1 over SQLite: one server, without transactions and without rules."""

    def command(self) -> list[str]:
        return [
            str(FERRETDB),
            "--handler=sqlite",
            f"--sqlite-url=file:{self.folder}/",
            f"--state-dir={self.folder}",
            f"--listen-addr=127.0.0.1:{self.port}",
            "--debug-addr=-",
            "--telemetry=disable",
            "--log-level=error",
            *self.arguments,
        ]

    def environment(self) -> Mapping[str, str]:
        return {"DO_NOT_TRACK": "true"}


class Mongod(Server):
    """MongoDB's own server, standing alone."""

    def command(self) -> list[str]:
        return [
            str(MONGOD),
            f"--dbpath={self.folder}",
            f"--port={self.port}",
            "--bind_ip=127.0.0.1",
            "--nounixsocket",
            "--wiredTigerCacheSizeGB=0.25",
            "--journalCommitInterval=1",
            "--setParameter=enableTestCommands=1",  # so that a test may tell it how to fail
            "--setParameter=diagnosticDataCollectionEnabled=false",
            "--setParameter=shutdownTimeoutMillisForSignaledShutdown=100",
            *self.arguments,
        ]

    def environment(self) -> Mapping[str, str]:
        return {"LD_LIBRARY_PATH": str(Path(str(MONGOD)).parent)}


class ReplicaSet(Mongod):
    """A replica set of one server: it has transactions, and steps down when it is told to."""

    options = f"{QUICKLY}&replicaSet=rs"

    def __init__(self, *arguments: str) -> None:
        # What a client that died had begun is over soon; else that takes a minute.
        lifetime = "--setParameter=transactionLifetimeLimitSeconds=2"
        super().__init__("--replSet=rs", "--oplogSize=32", lifetime, *arguments)

    def is_ready(self, client: MongoClient[dict[str, Any]]) -> bool:
        hello = client.admin.command("hello")
        if "setName" not in hello:
            member = {"_id": 0, "host": f"127.0.0.1:{self.port}"}
            with suppress(PyMongoError):  # it may not have read its own settings yet
                quick = {"electionTimeoutMillis": 1000}
                settings = {"_id": "rs", "members": [member], "settings": quick}
                client.admin.command("replSetInitiate", settings)
        return bool(hello["isWritablePrimary"])


class Given:
    """A server that runs already."""

    def uri(self, database: str = "", more: str = "") -> str:
        base, _, options = str(GIVEN).partition("?")
        scheme, _, rest = base.partition("://")
        host = rest.partition("/")[0]
        return f"{scheme}://{host}/{database}?" + "&".join(filter(None, (options, more)))

    def client(self) -> MongoClient[dict[str, Any]]:
        return MongoClient(str(GIVEN))

    def close(self) -> None: ...


_running: dict[str, Any] = {}


def own(kind: type[Server]) -> Server:
    """A new server, which the caller closes. Skips the test where there is no such program."""
    if kind is FerretDb and not FERRETDB:
        pytest.skip("IACHECK_TEST_FERRETDB names no server program")
    if issubclass(kind, Mongod) and not MONGOD:
        pytest.skip("IACHECK_TEST_MONGOD names no server program")
    return kind()


def shared(backend: str) -> Any:
    """The server that all tests of a backend share, started when the first one comes."""
    if backend not in _running:
        if backend == "replica-set":
            _running[backend] = own(ReplicaSet)
        elif GIVEN:
            _running[backend] = Given()
        else:
            _running[backend] = own(FerretDb)
    return _running[backend]


def close_shared() -> None:
    while _running:
        _running.popitem()[1].close()


@contextmanager
def database_on(backend: str, name: str) -> Iterator[str]:
    """The address of a database, which is gone afterwards."""
    server = shared(backend)
    try:
        yield server.uri(name)
    finally:
        with server.client() as client:
            client.drop_database(name)


def keeps_everything(backend: str) -> bool:
    """Whether the server holds whatever MongoDB itself does. FerretDB 1 does not."""
    with shared(backend).client() as client:
        return "ferretdbVersion" not in client.server_info()
