"""Connecting to MongoDB."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from bson.codec_options import DatetimeConversion
from pymongo import MongoClient
from pymongo.errors import PyMongoError
from pymongo.uri_parser import parse_uri

from iacheck.language.errors import CannotRun
from iacheck.store.mongo_faults import (
    bad_address,
    bad_option,
    fault_message,
    mongo_faults_as_errors,
    unacknowledged_writes,
)
from iacheck.store.uri import is_well_formed, option_names, options

Client: TypeAlias = MongoClient[dict[str, Any]]
Connect: TypeAlias = Callable[[str], Client]

# Where the address does not say otherwise: a person waits, and what is stored stays stored.
_OPTIONS: Final[Mapping[str, Any]] = {
    "serverSelectionTimeoutMS": 5_000,
    "connectTimeoutMS": 5_000,
    "socketTimeoutMS": 30_000,
    "w": "majority",
    "wTimeoutMS": 30_000,
    "journal": True,
}


def connect(uri: str) -> Client:
    """A client, which does not wait for the server.

    Raises pymongo's errors and ValueError for an address that it cannot take apart.
    """
    given = option_names(uri)
    defaults = {name: value for name, value in _OPTIONS.items() if name.lower() not in given}
    return MongoClient(
        uri,
        # A date beyond Python's, or a broken text, must not stop a reading.
        datetime_conversion=DatetimeConversion.DATETIME_AUTO,
        unicode_decode_error_handler="replace",
        **defaults,
    )


def client_for(uri: str, connected: Connect) -> Client:
    """The client that `connected` makes. Raises CannotRun for an address that is not right."""
    if not is_well_formed(uri):
        raise CannotRun(bad_address(uri))
    _refuse_bad_options(uri)
    with mongo_faults_as_errors(uri):
        try:
            return connected(uri)
        except ValueError as error:  # a port or an option out of its range
            raise CannotRun(fault_message(error, uri)) from error


def _refuse_bad_options(uri: str) -> None:
    """Raise CannotRun for the first option that is misspelt or has no such value.

    The driver only warns of some of them, and does not say which one it means.
    """
    for option in options(uri):
        try:
            read = parse_uri(f"mongodb://host/?{option}")["options"]
        except (PyMongoError, ValueError, OSError) as error:  # OSError: a file not to be read
            # What stands before an @ may be the end of a password, and is not to be shown.
            secret = any("@" in given for given in options(uri))
            told = bad_address(uri) if secret else bad_option(option, uri)
            raise CannotRun(told) from error
        if read.get("w") == 0:
            raise CannotRun(unacknowledged_writes(uri))
