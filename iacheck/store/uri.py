"""Store addresses as they may be shown: never with a password in them."""

from __future__ import annotations

import re
import urllib.parse

# Greedy up to the last @, so that a password with @, / or ? in it is covered whole.
_WITH_SERVER = re.compile(
    r"(?P<scheme>[A-Za-z][\w+.-]*)://(?:(?P<user>[^:/@?]*)(?::(?P<secret>.*))?@)?(?P<rest>.*)",
    re.DOTALL,
)
_HOST = r"(?:\[[0-9A-Fa-f:.]+\]|[\w.%-]+)(?::[0-9]+)?"
_HOSTS_AND_DATABASE = re.compile(rf"{_HOST}(?:,{_HOST})*(?:/[^/?@]*)?")


def shown(uri: str) -> str:
    """The address without password and options; without all but its scheme where it is
    written so that a password could stand anywhere."""
    match = _WITH_SERVER.fullmatch(uri)
    if match is None:
        return uri
    place = match["rest"].partition("?")[0]
    if not _HOSTS_AND_DATABASE.fullmatch(place):
        return f"{match['scheme']}://…"
    user = f"{match['user']}@" if match["user"] else ""
    return f"{match['scheme']}://{user}{place}"


def scrubbed(text: str, uri: str) -> str:
    """A text of a database driver without the password of the address."""
    match = _WITH_SERVER.fullmatch(uri)
    password = (match["secret"] or "") if match else ""
    for secret in {password, urllib.parse.unquote_plus(password)} - {""}:
        text = text.replace(secret, "***")
    return text
