"""Connecting to MongoDB."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from bson.codec_options import DatetimeConversion
from pymongo import MongoClient
from pymongo.uri_parser import parse_uri

from iacheck.errors import CannotRun
from iacheck.store.mongo_faults import bad_address, explained, faults_told
from iacheck.store.uri import is_well_formed, options

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
    if uri.lower().startswith("mongodb://"):  # the other form asks the network
        parse_uri(uri)  # raises for a misspelt option, of which the client only warns
    given = options(uri)
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
    with faults_told(uri):
        try:
            return connected(uri)
        except ValueError as error:  # a port or an option out of its range
            raise CannotRun(explained(error, uri)) from error
