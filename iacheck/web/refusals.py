"""What a request is refused for before, or instead of, work on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iacheck import readers
from iacheck.language.messages import Message, message, of_pages
from iacheck.language.problems import Problem
from iacheck.web.children import ChildFailure, Failure

# Seconds after which it is worth to ask again where many do.
RETRY_AFTER = 5


class Refusal(Exception):
    """A request that gets no answer but why; `field` of a form is where it is to be mended."""

    def __init__(
        self,
        status: int,
        told: Message,
        *,
        field: str | None = None,
        headers: Mapping[str, str] | None = None,
        expected: Sequence[str] | None = None,
    ) -> None:
        super().__init__(status)
        self.status = status
        self.problems = (Problem(told, expected=expected),)
        self.field = field
        self.headers = dict(headers or {})


def busy() -> Refusal:
    """Too many ask at once."""
    told = message(
        "Many are checking papers just now. Wait a little, and try again; nothing is lost but "
        "that this one was not checked"
    )
    return Refusal(503, told, headers={"Retry-After": str(RETRY_AFTER)})


def body_too_large(megabytes: int) -> Refusal:
    """More is sent than is read."""
    told = message(
        "What was sent is larger than {limit} MB; send fewer files at a time, or smaller ones",
        limit=megabytes,
    )
    return Refusal(413, told, field="file")


def unreadable(file: str | None) -> Refusal:
    """No file of a format that is read: the one that is so called, or one of which nothing says."""
    if file is not None:
        problem = readers.unknown_format(file)
        return Refusal(415, problem.message, field="file", expected=tuple(readers.suffixes()))
    told = message(
        "Files of this format cannot be read; send a Word or Excel file, a PDF, or text. The end "
        "of the file's name, or the content type, tells its format"
    )
    return Refusal(415, told, field="file", expected=tuple(readers.suffixes()))


def no_file() -> Refusal:
    """Nothing to work on."""
    told = of_pages(
        message("There is no file in the request; choose one"),
        message("There is no file in the request; send it as the body, or as “file” in a form"),
    )
    return Refusal(422, told, field="file")


def child_failure(failed: ChildFailure) -> Refusal:
    """Nothing came of the work on what was sent."""
    return Refusal(500 if failed.failure == "failed" else 422, _FAILURES[failed.failure])


_FAILURES: Mapping[Failure, Message] = {
    "seconds": message(
        "It took too long to read what was sent, and the reading was stopped. Send fewer files at "
        "a time, or save the file anew in the program that it was made in"
    ),
    "memory": message(
        "It took too much memory to read what was sent, and the reading was stopped. Send fewer "
        "files at a time, or save the file anew in the program that it was made in"
    ),
    "ended": message(
        "The reading of what was sent broke off. The file may be damaged: save it anew in the "
        "program that it was made in, and try again"
    ),
    "failed": message(
        "iacheck itself failed; nothing is to be concluded about what was sent. Whoever runs "
        "this server finds in its log where it failed, and nothing of the file"
    ),
}
