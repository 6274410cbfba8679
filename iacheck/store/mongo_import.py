"""All or nothing in MongoDB, without transactions: a server standing alone has none.

(Where there are some, see `mongo_transaction`.) An import

1. opens a record, of which there is never more than one: it is the lock too;
2. puts what stands where it is going to write (before-images) into a journal;
3. marks the record as writing, and writes;
4. removes the record: from that one step on the import is done.

An import that stops between 1 and 4 leaves its record, and the next one puts the before-images
back, however often that is itself broken off. A record is renewed before every batch, and one
that has not been renewed for `LEASE` is taken to be broken off. So the clocks of two computers
that import may differ by less than that; a computer that sleeps in the middle of a batch finds
out afterwards that another one took over, and says so.

Readers see either what was there before an import or what is there after it: see `mongo_moment`.
"""

from __future__ import annotations

import contextlib
import datetime
import itertools
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias, TypeVar

from bson.raw_bson import RawBSONDocument
from pymongo import DeleteOne, ReplaceOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure, PyMongoError

from iacheck.language.errors import CannotRun
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.store.base import ImportRecord
from iacheck.store.clock import Clock, timestamp
from iacheck.store.layouts import present_record_file
from iacheck.store.mongo_moment import IMPORTS, JOURNAL, ONLY_ONE, Fields, mark

# Longer than one batch can take: two tries of the driver's 30 s each, and looking for a server.
LEASE: Final = datetime.timedelta(minutes=2)
BATCH: Final = 500

_BAD_VALUE: Final = 2
_REFUSED: Final = 121  # DocumentValidationFailure

Step: TypeAlias = DeleteOne | ReplaceOne[Any]
Written: TypeAlias = Fields | RawBSONDocument
_T = TypeVar("_T")


@frozen
class Write:
    """What is to stand in a collection under an `_id`; nothing, where `after` is None.

    With `first` what stands there is taken away before anything is put: it gives up a place
    that another document of the import is to have. What is large is written `alone`, so that the
    server answers in time. What is given when it is asked for is asked
    for when it is written: all of it together could be more than there is memory for.
    """

    collection: str
    id: Any
    after: Written | Callable[[], Written] | None
    first: bool = False
    alone: bool = False

    def step(self) -> Step:
        """What to do for something to stand there."""
        row = self.after() if callable(self.after) else self.after
        return ReplaceOne({"_id": self.id}, row or {}, upsert=True)


def new_record(clock: Clock, *, file: str, sha256: str, count: int) -> Fields:
    """The record of an import that begins now, with a name for it that no other has."""
    owner = uuid.uuid4().hex
    return {
        "_id": ONLY_ONE,
        "owner": owner,
        "journal": owner,
        "writing": False,
        "expires_at": _expiry(clock),
        "started_at": timestamp(clock),
        "file": file,
        "sha256": sha256,
        "count": count,
    }


def unfinished_imports(database: Database[Fields]) -> tuple[ImportRecord, ...]:
    """The import that is under way or broken off, if there is one."""
    return tuple(_import_record(record) for record in database[IMPORTS].find())


def steps(writes: Iterable[Write]) -> Iterator[tuple[str, Sequence[Step]]]:
    """What to do in which collection, in this order, in batches."""
    by_collection = sorted(writes, key=lambda write: write.collection)
    for name, group in itertools.groupby(by_collection, lambda write: write.collection):
        parts = list(group)
        gone = [write for write in parts if write.first or write.after is None]
        for some in batches(gone):
            yield name, [DeleteOne({"_id": write.id}) for write in some]
        put = [write for write in parts if write.after is not None]
        for some in batches([write for write in put if not write.alone]):
            yield name, [write.step() for write in some]
        for write in (one for one in put if one.alone):
            yield name, [write.step()]


def carry_out(
    collection: Collection[Fields], batch: Sequence[Step], session: ClientSession | None = None
) -> None:
    """Do one batch of steps. Raises pymongo's errors for what the server refuses."""
    try:
        collection.bulk_write(batch, ordered=True, session=session)
    except KeyError as error:
        # FerretDB leaves out a figure that the driver looks for before it looks for errors.
        raise OperationFailure("the server does not say why", _BAD_VALUE) from error


@contextlib.contextmanager
def one_import(
    database: Database[Fields], clock: Clock, *, file: str, sha256: str, count: int
) -> Iterator[Import]:
    """An import alone in the database: done when the block ends, undone if it raises.

    An import that was broken off before is undone first. Raises CannotRun where another one is
    under way.
    """
    current = Import(database, clock, file, sha256, count)
    try:
        current.open()
        yield current
        current.close()
    except BaseException:
        current.give_up()
        raise


class Import:
    """An import that is under way. `undone` is the one that had been broken off before it."""

    session: ClientSession | None = None

    def __init__(
        self, database: Database[Fields], clock: Clock, file: str, sha256: str, count: int
    ) -> None:
        self.undone: ImportRecord | None = None
        self._database = database
        self._records = database[IMPORTS]
        self._journal = database[JOURNAL]
        self._clock = clock
        self._record = new_record(clock, file=file, sha256=sha256, count=count)
        self._owner = self._record["owner"]
        self._mine = {"_id": ONLY_ONE, "owner": self._owner}

    def open(self) -> None:
        """Become the only import. Raises CannotRun where there is another."""
        record = {**self._record, "expires_at": _expiry(self._clock)}
        try:
            self._records.insert_one(dict(record))
        except DuplicateKeyError:
            self._take_over(record)
        # What is left in the journal now is of imports that were done.
        self._journal.delete_many({})

    def write(self, writes: Sequence[Write]) -> None:
        """Write everything, so that it can be undone until the import is closed."""
        for some in batches(writes):
            self._renew()
            self._journal.insert_many(self._before_images(some))
        mark(self._database, self._owner)
        self._renew(writing=True)
        for name, batch in steps(writes):
            self._renew()
            carry_out(self._database[name], batch)

    def close(self) -> None:
        """Make what was written final, in one step."""
        if not self._records.delete_one(self._mine).deleted_count:
            raise self._overtaken()
        # Of no use any more; what stays behind is removed by the next import.
        with contextlib.suppress(PyMongoError):
            self._journal.delete_many({"journal": self._owner})

    def give_up(self) -> None:
        """Undo everything, after a failure.

        Where that fails too (the connection is gone, say) the record stays, and the next
        import undoes this one; the failure that came first is the one to tell of.
        """
        with contextlib.suppress(PyMongoError, CannotRun):
            record = self._records.find_one(self._mine)
            if record is not None:
                self._undo(record)
                self._records.delete_one(self._mine)
                self._journal.delete_many({"journal": record["journal"]})

    def _take_over(self, record: Fields) -> None:
        """Undo the import whose record is in the way, if it was broken off."""
        other = self._records.find_one({"_id": ONLY_ONE})
        if other is None:
            raise CannotRun(message("Another import has just finished; try again"))
        if datetime.datetime.fromisoformat(other["expires_at"]) > self._clock():
            raise _busy(other)
        stale = {name: other[name] for name in ("_id", "owner", "expires_at")}
        mine = {"owner": self._owner, "expires_at": _expiry(self._clock)}
        if not self._records.update_one(stale, {"$set": mine}).matched_count:
            raise _busy(other)
        self._undo(other)
        self._records.replace_one(self._mine, record)
        self.undone = _import_record(other)

    def _undo(self, record: Fields) -> None:
        if record["writing"]:
            entries = self._journal.find({"journal": record["journal"]})
            writes = [Write(e["collection"], e["id"], e["before"], e["first"]) for e in entries]
            for name, batch in steps(writes):
                self._renew()
                self._put_back(name, batch)

    def _put_back(self, name: str, batch: Sequence[Step]) -> None:
        try:
            carry_out(self._database[name], batch)
        except BulkWriteError as error:
            if error.details["writeErrors"][0]["code"] != _REFUSED:
                raise
            # Another system's document that breaks the rules of the database was there first.
            self._database[name].bulk_write(batch, ordered=True, bypass_document_validation=True)

    def _before_images(self, writes: Sequence[Write]) -> list[Fields]:
        """What stands where the writes go, in their order; one question to each collection."""
        ids: dict[str, list[Any]] = defaultdict(list)
        for write in writes:
            ids[write.collection].append(write.id)
        before = {
            (name, document["_id"]): document
            for name, some in ids.items()
            for document in self._database[name].find({"_id": {"$in": some}})
        }
        return [
            {
                "journal": self._owner,
                "collection": write.collection,
                "id": write.id,
                "before": before.get((write.collection, write.id)),
                "first": write.first,
            }
            for write in writes
        ]

    def _renew(self, **fields: bool) -> None:
        """Say that this import is alive. Raises CannotRun where another one took over."""
        renewed = {"expires_at": _expiry(self._clock), **fields}
        if not self._records.update_one(self._mine, {"$set": renewed}).matched_count:
            raise self._overtaken()

    def _overtaken(self) -> CannotRun:
        return CannotRun(
            message(
                "The import of {file} stood still so long that another import took over and "
                "undid it; import the file again",
                file=self._record["file"],
            )
        )


def _expiry(clock: Clock) -> str:
    return (clock() + LEASE).isoformat(timespec="seconds")


def _busy(other: Fields) -> CannotRun:
    return CannotRun(
        message(
            "Another import, of {file}, has been under way since {since}; try again when it has "
            "finished. If it was broken off, the first import after {until} undoes it",
            file=present_record_file(other["file"]),
            since=_clock_time(other["started_at"]),
            until=_clock_time(other["expires_at"]),
        )
    )


def _clock_time(moment: str) -> str:
    return f"{datetime.datetime.fromisoformat(moment):%Y-%m-%d %H:%M:%S} UTC"


def _import_record(record: Fields) -> ImportRecord:
    file = present_record_file(record["file"])
    return ImportRecord(file, record["sha256"], record["started_at"], record["count"])


def batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Parts small enough for one question or answer."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
