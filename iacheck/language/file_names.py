"""Files as results and stores name them: nothing in a name tells whose machine it was on."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

# Of every system: `/home`, `C:\Users`, `\\server\share`.
_ROOTED = re.compile(r"(?:[A-Za-z]:)?[\\/]")


def portable_name(file: str) -> str:
    """A file's path with `/` between its parts.

    Of a path that begins at the root of a machine, the last part alone.
    """
    if _ROOTED.match(file):
        return PureWindowsPath(file).name
    return file if "/" in file else file.replace("\\", "/")
