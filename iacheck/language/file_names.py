"""Files as results and stores name them: nothing in a name tells whose machine it was on."""

from __future__ import annotations

import functools
import re

# What parts a path on any system. For bytes in a name that are no text, `\udc80` and so on stand.
_SEPARATOR = re.compile(r"/|\\(?!ud[89a-f][0-9a-f]{2})")
# `/home`, `C:\Users`, `\\server\share`.
_ROOT = re.compile(rf"(?:[A-Za-z]:)?(?:{_SEPARATOR.pattern})")


@functools.lru_cache(256)
def portable_name(file: str) -> str:
    """A file's path, whatever system it is of, with `/` between its parts.

    Of a path that begins at the root of a machine, the last part alone.
    """
    parts = _SEPARATOR.split(file)
    return parts[-1] if _ROOT.match(file) else "/".join(parts)
