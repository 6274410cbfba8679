"""A server in the tests' own process, whose children are warm for all the tests of a process."""

from __future__ import annotations

import functools

from starlette.testclient import TestClient

from iacheck.web.app import make_app
from iacheck.web.children import ChildLimits, Children
from iacheck.web.settings import ServerSettings


@functools.cache
def client() -> TestClient:
    """One with the usual settings."""
    Children(ChildLimits(12, 2**29)).warm_up()
    return client_with(ServerSettings())


def client_with(settings: ServerSettings) -> TestClient:
    return TestClient(make_app(settings), "http://localhost", follow_redirects=False)
