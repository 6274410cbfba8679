"""Libraries that are not always installed: the command that adds them to this very installation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Literal

from iacheck.language.messages import message

Extra = Literal["docs", "pdf", "report", "web"]


# What is said of them to those who cannot install anything.
NOT_READ_HERE = message(
    "Files of this format cannot be read on this server; save it as another, such as text (.txt)"
)
NOT_WRITTEN_HERE = message("Files of this format cannot be written on this server")


def install(extra: Extra) -> str:
    """`/…/.venv/bin/python -m pip install -e "/…/iacheck[report]"`, to be copied as it stands.

    It names the Python that runs and what `iacheck` was installed from, so that it does the same
    from a checkout, a wheel and an index, in whatever environment is active.
    """
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    origin, editable = _origin()
    return f'{python} -m pip install {"-e " if editable else ""}"{origin}[{extra}]"'


def _origin() -> tuple[str, bool]:
    """The checkout or the wheel, else the name in an index; and whether it is edited in place."""
    # Only where a library is missing are these needed, which take longer to import than all else.
    from importlib import metadata  # noqa: PLC0415
    from urllib.parse import urlsplit  # noqa: PLC0415
    from urllib.request import url2pathname  # noqa: PLC0415

    try:
        # As pip and others record it (PEP 610); an index leaves no record.
        recorded = metadata.distribution("iacheck").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        recorded = None
    told = json.loads(recorded or "{}")
    url = urlsplit(told.get("url", ""))
    path = Path(url2pathname(url.path))
    if url.scheme != "file" or not path.exists():
        return "iacheck", False
    return str(path), bool(told.get("dir_info", {}).get("editable"))
