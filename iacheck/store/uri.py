"""Addresses of MongoDB stores, and how they may be shown: never with a password in them."""

from __future__ import annotations

import re
import urllib.parse

_NAME = r"[^:/?#\[\]@\s]+"
# A driver would take what follows a dot for the name of a collection.
_DATABASE = r"[^:/?#\[\]@\s.]+"
_HOST = r"(?:\[[0-9A-Fa-f:.]+\]|[\w.%-]+)(?::[0-9]{1,5})?"
_ADDRESS = re.compile(
    rf"(?P<scheme>[A-Za-z][\w+.-]*)://(?:(?P<user>{_NAME})(?::(?P<password>{_NAME})?)?@)?"
    rf"(?P<place>{_HOST}(?:,{_HOST})*(?:/(?:{_DATABASE})?)?)(?:\?(?P<options>\S*))?"
)


def is_of_mongodb(uri: str) -> bool:
    """Whether the address is one of a MongoDB server."""
    return uri.partition(":")[0].lower() in {"mongodb", "mongodb+srv"}


def is_well_formed(uri: str) -> bool:
    """Whether every part of the address stands where a driver will look for it.

    A password with one of `: / ? # [ ] @` in it, which are to be written as `%3A` and so on,
    would be taken for something else, and shown.
    """
    return _ADDRESS.fullmatch(uri) is not None


def public_address(uri: str) -> str:
    """The address without password and options; only its scheme if it is not well formed."""
    match = _ADDRESS.fullmatch(uri)
    if match is None:
        scheme, separator, _ = uri.partition("://")
        return f"{scheme}://…" if separator else uri
    user = f"{match['user']}@" if match["user"] else ""
    return f"{match['scheme']}://{user}{match['place']}"


def options(uri: str) -> tuple[str, ...]:
    """The options that the address gives, each as it is written: `name=value`."""
    match = _ADDRESS.fullmatch(uri)
    given = re.split("[&;]", match["options"] or "") if match else ()
    return tuple(option for option in given if option)


def option_names(uri: str) -> frozenset[str]:
    """The names of the options that the address gives, in lower case."""
    return frozenset(option.partition("=")[0].lower() for option in options(uri))


def without_password(text: str, uri: str) -> str:
    """A text of the database driver's without the password of the address."""
    match = _ADDRESS.fullmatch(uri)
    password = (match["password"] or "") if match else ""
    for secret in {password, urllib.parse.unquote_plus(password), urllib.parse.unquote(password)}:
        text = text.replace(secret, "***") if secret else text
    return text
