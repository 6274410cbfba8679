"""Reading MongoDB as at one moment, whatever an import is writing meanwhile."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import bson
from pymongo.client_session import ClientSession
from pymongo.database import Database

from iacheck.language.frozen import frozen

STORE: Final = "iacheck_store"
IMPORTS: Final = "iacheck_imports"
JOURNAL: Final = "iacheck_journal"
# There is never more than one import, and its record has this `_id`.
ONLY_ONE: Final = "import"

_LAST: Final = "last import"

Fields: TypeAlias = dict[str, Any]
# What stood in a collection under an `_id` before; None where nothing did.
Images: TypeAlias = dict[tuple[str, bytes], Fields | None]


@frozen
class Moment:
    """What a reader has to see twice, before and after it reads, for all to be of one moment.

    `last` is the last import that began to write, `owner` the one under way or broken off, and
    `journal` names the before-images of one that has begun to write. With these in the place of
    what it wrote, a reader sees what was there before.
    """

    last: str | None
    owner: str | None
    journal: str | None

    @classmethod
    def now(cls, database: Database[Fields]) -> Moment:
        last = database[STORE].find_one({"_id": _LAST}) or {}
        record = database[IMPORTS].find_one({"_id": ONLY_ONE}) or {}
        journal = record["journal"] if record.get("writing") else None
        return cls(last.get("owner"), record.get("owner"), journal)

    def images(self, database: Database[Fields]) -> Images:
        """What stood where the import that is under way writes, by collection and `_id`."""
        if self.journal is None:
            return {}
        entries = database[JOURNAL].find({"journal": self.journal})
        return {(e["collection"], encoded_id(e["id"])): e["before"] for e in entries}


def encoded_id(identity: Any) -> bytes:
    """An `_id` of any type, as something to look up by."""
    return bson.encode({"": identity})


def mark(database: Database[Fields], owner: str, session: ClientSession | None = None) -> None:
    """Write down which import was the last to write; see `Moment`."""
    last = {"_id": _LAST, "owner": owner}
    database[STORE].replace_one({"_id": _LAST}, last, upsert=True, session=session)
