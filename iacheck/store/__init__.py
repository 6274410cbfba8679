"""Where documents are kept: `open(uri, collections, create=…)` gives a `Store`.

A store puts, gets and finds by key, and nothing else; rules never run in it. This room
alone knows databases.
"""

from __future__ import annotations

from collections.abc import Iterable

from iacheck.language.errors import WrongUse
from iacheck.language.messages import message
from iacheck.store.base import Collection, ImportRecord, Status, Store, StoredNames
from iacheck.store.uri import is_of_mongodb, public_address

__all__ = ["Collection", "ImportRecord", "Status", "Store", "StoredNames", "open"]


def open(uri: str, collections: Iterable[Collection], *, create: bool) -> Store:  # noqa: A001
    """The store at an address: `sqlite:PATH`, `mongodb://…` or `mongodb+srv://…`.

    With `create` what is missing of it is made. Raises WrongUse for any other address,
    NothingToCheck where there is no such file and `create` is false, and CannotRun where the
    store cannot be reached or used.
    """
    scheme, _, rest = uri.partition(":")
    known = tuple(collections)
    # Database drivers are slow to import, and most commands use one of them or none.
    if scheme.lower() == "sqlite" and rest:
        from iacheck.store.sqlite import open_sqlite  # noqa: PLC0415

        return open_sqlite(rest, known, create=create)
    if is_of_mongodb(uri):
        from iacheck.store.mongo import open_mongo  # noqa: PLC0415

        return open_mongo(uri, known, create=create)
    raise WrongUse(
        message(
            "“{given}” is no address of a store; write sqlite: and the name of a file "
            "(sqlite:iacheck.db), or mongodb:// or mongodb+srv:// and the rest of the address",
            given=public_address(uri),
        )
    )
