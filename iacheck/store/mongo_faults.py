"""What MongoDB and its driver report, in words for the person at the keyboard."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from bson.errors import BSONError
from pymongo import errors

from iacheck.language.errors import CannotRun
from iacheck.language.messages import Message, message
from iacheck.store.uri import public_address, without_password

DUPLICATE_KEY: Final = 11000
_UNKNOWN_COMMIT: Final = "UnknownTransactionCommitResult"


@contextlib.contextmanager
def mongo_faults_as_errors(uri: str) -> Iterator[None]:
    """Raise CannotRun for what goes wrong with the server at an address."""
    try:
        yield
    except (errors.PyMongoError, BSONError) as error:
        raise CannotRun(fault_message(error, uri)) from error


def bad_address(uri: str) -> Message:
    """Why an address that is not well formed is refused."""
    return message(
        "The address {store} cannot be read; write it as {form}, and in the user's name and "
        "password {signs} as {written}",
        store=public_address(uri),
        form="mongodb://user:password@host:27017/database",
        signs=": / ? # [ ] @",
        written="%3A %2F %3F %23 %5B %5D %40",
    )


def bad_option(option: str, uri: str) -> Message:
    """Why an option of an address, `name=value`, is refused that the driver does not take."""
    return message(
        "The option {option} in the address of the store {store} is misspelt, or its value "
        "cannot be used; correct it or leave it out",
        option=option.partition("=")[0],
        store=public_address(uri),
    )


def unacknowledged_writes(uri: str) -> Message:
    """Why an address is refused that asks for writes which nobody confirms."""
    return message(
        "With {option} in its address the store {store} would not tell whether anything was "
        "stored; leave the option out",
        option="w=0",
        store=public_address(uri),
    )


def fault_message(error: Exception, uri: str) -> Message:
    """An error of the driver's in words; the address is well formed."""
    told = _CODES.get(code_of(error))
    if isinstance(error, errors.PyMongoError) and error.has_error_label(_UNKNOWN_COMMIT):
        told = _UNKNOWN
    if told is None:
        told = next((told for kind, told in _KINDS if isinstance(error, kind)), _OTHER)
    return replace(
        told, values={"store": public_address(uri), "reason": without_password(_reason(error), uri)}
    )


def _first(error: Exception) -> dict[str, Any]:
    """The first of what a server answered; nothing where it did not answer."""
    details: dict[str, Any] = getattr(error, "details", None) or {}
    for several in ("writeErrors", "writeConcernErrors"):
        details = next(iter(details.get(several) or ()), details)
    return details


def code_of(error: Exception) -> int:
    """The server's number for what went wrong; 0 where it has not answered."""
    code = _first(error).get("code", getattr(error, "code", None))
    return code if isinstance(code, int) else 0


def _reason(error: Exception) -> str:
    """The driver's or server's own words, without what the driver says to programmers."""
    said = str(_first(error).get("errmsg") or error)
    for end in (", Timeout:", ", full error:"):
        said = said.partition(end)[0]
    return said


# `{store}` is its address without the password, `{reason}` the driver's or server's own words.
_UNREACHABLE: Final = message(
    "No server answers at {store} ({reason}); see to it that the address is right, that the "
    "server runs, and that the network lets you reach it"
)
_CUT: Final = message("The connection to {store} was cut or gave no answer ({reason}); try again")
_NOT_PRIMARY: Final = message(
    "The server at {store} takes no writes now, because it is not the primary one; try again "
    "in a minute, and name all servers of the replica set in the address"
)
_NOT_CONFIRMED: Final = message(
    "The servers of {store} did not confirm what was written ({reason}); try again when all "
    "of them run"
)
_LOGIN: Final = message(
    "The server at {store} does not accept the user name and password; correct them in the "
    "address. If the user is kept in another database, add ?authSource= and its name"
)
_RIGHTS: Final = message(
    "You have no right to do this in {store} ({reason}); ask the one who runs the database "
    "for the role readWrite, or read to check only"
)
_FULL: Final = message("The disk of the server at {store} is full; ask for room there")
_REFUSED: Final = message(
    "The database {store} refuses a document by a rule of its own ({reason}); ask the one "
    "who runs it"
)
_DUPLICATE: Final = message(
    "Another program has just stored a document in {store} that only one may be there of "
    "({reason}); import again to see which"
)
_CONFLICT: Final = message(
    "Another import into {store} is under way, or was interrupted less than a minute ago; "
    "try again in a minute"
)
_UNKNOWN: Final = message(
    "The server at {store} has not said whether the import was stored ({reason}); import "
    "again, which changes nothing if it was"
)
_ADDRESS: Final = message("The store {store} cannot be used with this address or driver: {reason}")
_OTHER: Final = message("The store {store} cannot be used: {reason}")

_CODES: Final[Mapping[int, Message]] = {
    11: _LOGIN,  # UserNotFound
    13: _RIGHTS,  # Unauthorized
    18: _LOGIN,  # AuthenticationFailed
    8000: _LOGIN,  # AtlasError: mostly a failed login
    43: _CUT,  # CursorNotFound
    50: _CUT,  # MaxTimeMSExpired
    91: _NOT_PRIMARY,  # ShutdownInProgress
    189: _NOT_PRIMARY,  # PrimarySteppedDown
    10107: _NOT_PRIMARY,  # NotWritablePrimary
    11600: _NOT_PRIMARY,  # InterruptedAtShutdown
    11602: _NOT_PRIMARY,  # InterruptedDueToReplStateChange
    13435: _NOT_PRIMARY,  # NotPrimaryNoSecondaryOk
    13436: _NOT_PRIMARY,  # NotPrimaryOrSecondary
    64: _NOT_CONFIRMED,  # WriteConcernFailed
    100: _NOT_CONFIRMED,  # UnsatisfiableWriteConcern
    2: _REFUSED,  # BadValue: a server that keeps less than MongoDB, such as FerretDB
    112: _CONFLICT,  # WriteConflict
    121: _REFUSED,  # DocumentValidationFailure
    DUPLICATE_KEY: _DUPLICATE,
    14031: _FULL,  # OutOfDiskSpace
}
# The first that fits: the special kinds stand before the general ones.
_KINDS: Final[tuple[tuple[type[Exception], Message], ...]] = (
    (errors.ServerSelectionTimeoutError, _UNREACHABLE),
    (errors.NotPrimaryError, _NOT_PRIMARY),
    (errors.ConnectionFailure, _CUT),
    (errors.WriteConcernError, _NOT_CONFIRMED),
    (errors.ConfigurationError, _ADDRESS),
    (errors.InvalidName, _ADDRESS),
    (ValueError, _ADDRESS),
)
