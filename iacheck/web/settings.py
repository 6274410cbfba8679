"""How a server is set up: for whom it answers, and how much one request may take."""

from __future__ import annotations

from dataclasses import dataclass

from iacheck.language.limits import Limits

_MB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """The `hosts` that a server answers for, what it switches on, and its limits.

    `at_once` requests are worked on together, and as many as `waiting` wait for them. A request
    has `upload_mb` of files, and its work `seconds` by the clock and `memory_mb` beside what the
    program itself takes; its body must be there after `body_seconds`.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    ocr: bool = False
    office: bool = False
    at_once: int = 2
    waiting: int = 8
    upload_mb: int = 10
    files: int = 20
    documents: int = 2000
    seconds: int = 12
    memory_mb: int = 512
    body_seconds: int = 60

    @property
    def upload_bytes(self) -> int:
        return self.upload_mb * _MB

    @property
    def body_bytes(self) -> int:
        """What a body may hold: files, or the same as text in a form, and what stands around."""
        return self.upload_bytes * 4 // 3 + _MB

    @property
    def memory(self) -> int:
        return self.memory_mb * _MB

    @property
    def limits(self) -> Limits:
        """What one file may hold."""
        return Limits(file_mb=self.upload_mb)
