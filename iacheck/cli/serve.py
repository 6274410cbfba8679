"""`iacheck serve`."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable

import click

from iacheck.cli import options
from iacheck.cli.options import option
from iacheck.cli.output import tell_beside
from iacheck.cli.translated import Command
from iacheck.language.errors import CannotRun, WrongUse
from iacheck.language.extras import install
from iacheck.language.language import Language
from iacheck.language.messages import message

_LIBRARIES = ("jinja2", "multipart", "starlette", "uvicorn")
_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")


@click.command(
    "serve",
    cls=Command,
    text=message(
        "Serve pages on which papers are checked, and the same to other programs.\n\n"
        "Nothing that is sent is stored. The server answers this machine alone, unless it is "
        "told otherwise; it ends with Ctrl-C."
    ),
    examples=(
        "iacheck serve",
        "iacheck serve --host 0.0.0.0 --port 8080 --allowed-host sjekk.example.no",
    ),
)
@option(
    "--host", default="127.0.0.1", metavar="ADDRESS",
    text=message("Listen at this address of the machine (default: 127.0.0.1)."),
)  # fmt: skip
@option(
    "--port", default=8000, type=click.IntRange(0, 65535), metavar="NUMBER",
    text=message("Listen at this port (default: 8000)."),
)  # fmt: skip
@option(
    "--allowed-host", "allowed", metavar="NAME", multiple=True,
    text=message("Answer for this name, too, by which others call the server; may be repeated."),
)  # fmt: skip
@option(
    "--office", is_flag=True,
    text=message("Read files of other office programs through LibreOffice, where installed."),
)  # fmt: skip
@options.ocr
@options.lang
@click.pass_obj
def serve_command(
    language: Language, host: str, port: int, allowed: tuple[str, ...], office: bool, ocr: bool
) -> int:
    missing = [name for name in _LIBRARIES if not importlib.util.find_spec(name)]
    if missing:
        told = message(
            "The server needs {libraries}, which is not installed here; run: {command}",
            libraries=missing,
            command=install("web"),
        )
        raise CannotRun(told)
    from iacheck.web.serve import serve  # noqa: PLC0415 - an extra
    from iacheck.web.settings import ServerSettings  # noqa: PLC0415

    _expect_names(allowed)
    hosts = tuple(dict.fromkeys(name.lower() for name in (*_OWN_NAMES, host, *allowed)))
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    ready = language.say(message("Serving at {address}", address=address))
    settings = ServerSettings(hosts=hosts, ocr=ocr, office=office)
    serve(settings, host, port, lambda: tell_beside(ready))
    return 0


def _expect_names(allowed: Iterable[str]) -> None:
    """Raise WrongUse for an address where a name belongs: nobody would ever be let in by it."""
    for name in allowed:
        if "/" in name or not name.strip():
            raise WrongUse(
                message(
                    "“{given}” is no name of a server; give it as in {example}",
                    given=name,
                    example="--allowed-host sjekk.example.no",
                )
            )
