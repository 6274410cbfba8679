"""A program that starts writers and kills them with -9 at random moments, and tells what is left.

`python killed.py URI ROUNDS` prints, as JSON, how many batches were acknowledged, and which of
them are lost or half there. It is a program of its own so that it can fork without threads.
"""

from __future__ import annotations

import collections
import datetime
import json
import os
import random
import signal
import sys
import time
from typing import Any

sys.path[:0] = sys.argv[3:]

from store_suite import COLLECTIONS, council, plan  # noqa: E402

from iacheck import store as stores  # noqa: E402
from iacheck.language.errors import CannotRun  # noqa: E402
from iacheck.store import Store  # noqa: E402

SIZE = 6
BATCHES = 200
LONGEST_S = 0.06


def writer(uri: str, name: str, tell: int) -> None:
    """Store batch after batch, and tell of each that has been acknowledged."""
    os.write(tell, b"started\n")
    with stores.open(uri, COLLECTIONS, create=True) as store:
        for number in range(BATCHES):
            batch = f"{name}-{number}"
            some = [council(f"{batch}-{n}", batch=batch) for n in range(SIZE // 2)]
            more = [plan(f"{batch}-{n}", f"{batch}-{n}", batch=batch) for n in range(SIZE // 2)]
            store.put_all([*some, *more], file=batch, sha256="0")
            os.write(tell, f"{batch}\n".encode())


def killed(uri: str, name: str, longest: float, *, early: bool) -> list[str]:
    """What a writer had told before it was killed; `early` is perhaps before its first batch."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        try:
            writer(uri, name, tell)
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(told, "rb") as stream:
        assert stream.readline() == b"started\n"
        first = b"" if early else stream.readline()
        time.sleep(random.uniform(0, longest))  # noqa: S311
        os.kill(child, signal.SIGKILL)
        lines = (first + stream.read()).decode().splitlines()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    return lines


def mended(uri: str) -> Store:
    """The store, at a time when what is not finished is broken off, and is undone."""
    if uri.startswith("sqlite:"):
        return stores.open(uri, COLLECTIONS, create=True)
    from iacheck.store.clock import now  # noqa: PLC0415
    from iacheck.store.mongo import open_mongo  # noqa: PLC0415 - a driver that is not needed else
    from iacheck.store.mongo_import import LEASE  # noqa: PLC0415

    later = LEASE + datetime.timedelta(seconds=1)
    store = open_mongo(uri, COLLECTIONS, create=True, clock=lambda: now() + later)
    for _ in range(10):
        try:
            store.put_all((), file="mend", sha256="0")
        except CannotRun:  # a transaction that was broken off lasts for some seconds
            time.sleep(1)
        else:
            return store
    raise AssertionError("the store cannot be mended")


def main(uri: str, rounds: int) -> dict[str, Any]:
    longest = LONGEST_S if uri.startswith("sqlite:") else 10 * LONGEST_S
    acknowledged: list[str] = []
    interrupted = 0
    for number in range(rounds):
        acknowledged += killed(uri, f"round-{number}", longest, early=number % 2 == 0)
        if not uri.startswith("sqlite:"):
            with stores.open(uri, COLLECTIONS, create=False) as store:
                interrupted += len(store.unfinished())
                seen = collections.Counter(str(d.body["batch"]) for d in store.documents())
                assert set(seen.values()) <= {SIZE}, "a reader saw half an import"
            mended(uri).close()
    with mended(uri) as store:
        found = collections.Counter(str(d.body["batch"]) for d in store.documents())
        unfinished = len(store.unfinished())
        wrong = [
            problem.message.text for problem in store.status().wrong if problem.level == "error"
        ]
    return {
        "acknowledged": len(acknowledged),
        "stored": len(found),
        "lost": sorted(set(acknowledged) - set(found)),
        "half": sorted(batch for batch, count in found.items() if count != SIZE),
        "interrupted": interrupted,
        "unfinished": unfinished,
        "wrong": wrong,
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))  # noqa: T201
