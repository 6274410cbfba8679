"""All or nothing in MongoDB by a transaction, where the server has them.

Replica sets and sharded clusters do. The record of `mongo_import` is put in and taken out again
within the transaction, so that it is the lock here too, and nobody else ever sees it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, PyMongoError
from pymongo.read_concern import ReadConcern

from iacheck.language.errors import CannotRun
from iacheck.language.messages import message
from iacheck.store.base import ImportRecord
from iacheck.store.mongo_client import Client
from iacheck.store.mongo_faults import code_of
from iacheck.store.mongo_import import Write, carry_out, steps
from iacheck.store.mongo_moment import IMPORTS, Fields, mark

# How long an import waits for others, and for a new primary, before it gives up.
PATIENCE_S: Final = 10.0
_BETWEEN_TRIES_S: Final = 0.1
# NoSuchTransaction (it took too long), TransactionTooLarge,
# TransactionExceededLifetimeLimitSeconds, TransactionTooLargeForCache.
_TOO_LARGE: Final = frozenset({251, 257, 290, 388})

_T = TypeVar("_T")


def has_transactions(client: Client) -> bool:
    """Whether the server that has answered last is one of a replica set or a cluster."""
    servers = client.topology_description.server_descriptions().values()
    return any(
        server.server_type_name in {"RSPrimary", "Mongos", "LoadBalancer"} for server in servers
    )


def is_too_large(error: PyMongoError) -> bool:
    """Whether the server cannot do as much in one transaction: it has done nothing."""
    return code_of(error) in _TOO_LARGE


class Transaction:
    """An import under way in a transaction, which starts from the beginning if it must."""

    undone: ImportRecord | None = None

    def __init__(self, session: ClientSession, database: Database[Fields]) -> None:
        self.session = session
        self._database = database

    def write(self, writes: Sequence[Write]) -> None:
        for name, batch in steps(writes):
            carry_out(self._database[name], batch, self.session)


def in_transaction(
    client: Client, database: Database[Fields], record: Fields, work: Callable[[Transaction], _T]
) -> _T:
    """What `work` gives; what it writes is there altogether, or not at all.

    It is done again, for `PATIENCE_S` at most, where another import or a failing server comes
    in between. Raises pymongo's errors, and CannotRun where an import without a transaction is
    under way.
    """
    end = time.monotonic() + PATIENCE_S
    # All tries are in one session: a new one ends the one before it, also where the server has
    # not been told that it is over. What the end leaves open, the server ends within a minute.
    with client.start_session() as session:
        while True:
            try:
                return _once(session, database, record, work, end)
            except PyMongoError as error:
                transient = error.has_error_label("TransientTransactionError")
                if not transient or time.monotonic() > end:
                    raise
            time.sleep(_BETWEEN_TRIES_S)


def _once(
    session: ClientSession,
    database: Database[Fields],
    record: Fields,
    work: Callable[[Transaction], _T],
    end: float,
) -> _T:
    session.start_transaction(read_concern=ReadConcern("snapshot"))
    try:
        _lock(session, database, record)
        result = work(Transaction(session, database))
        mark(database, record["owner"], session)
        database[IMPORTS].delete_one({"_id": record["_id"]}, session=session)
    except BaseException:
        session.abort_transaction()
        raise
    _commit(session, end)
    return result


def _lock(session: ClientSession, database: Database[Fields], record: Fields) -> None:
    try:
        database[IMPORTS].insert_one(dict(record), session=session)
    except DuplicateKeyError as error:
        raise CannotRun(
            message("Another import has just begun; try again when it has finished")
        ) from error


def _commit(session: ClientSession, end: float) -> None:
    """Asking again is harmless; the answer to the first question may have been lost."""
    while True:
        try:
            session.commit_transaction()
        except PyMongoError as error:
            unknown = error.has_error_label("UnknownTransactionCommitResult")
            if not unknown or time.monotonic() > end:
                raise
        else:
            return
        time.sleep(_BETWEEN_TRIES_S)
