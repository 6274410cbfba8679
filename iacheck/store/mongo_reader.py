"""Documents and rows of a database of MongoDB as they are read: one by one, or as at one moment."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

import bson
from bson.raw_bson import RawBSONDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database

from iacheck.cases.holdings import Holdings
from iacheck.documents.document import Document
from iacheck.language.errors import CannotRun
from iacheck.language.messages import Message, message
from iacheck.store.base import Collection
from iacheck.store.changes import Seat
from iacheck.store.layouts import present_form
from iacheck.store.mongo_faults import mongo_faults_as_errors
from iacheck.store.mongo_import import (
    batches,
)
from iacheck.store.mongo_layout import DatabaseLayout
from iacheck.store.mongo_moment import Fields, Images, Moment, encoded_id
from iacheck.store.mongo_provenance import Provenance
from iacheck.store.mongo_rows import (
    PROVENANCE,
    document_of,
    row_order,
    texts_under,
    with_origin,
)
from iacheck.store.temporary_holdings import Rows, laid_aside, rows_aside
from iacheck.store.uri import public_address

_READINGS: Final = 5

_T = TypeVar("_T")


class MongoReader:
    """Reads the documents of some kinds, and other rows, in a database; `uri` is its store's."""

    def __init__(
        self,
        uri: str,
        database: Database[Fields],
        kinds: Mapping[str, Collection],
        layout: DatabaseLayout,
    ) -> None:
        self._uri = uri
        self._database = database
        self._kinds = kinds
        self._layout = layout

    def documents(
        self,
        kind: str,
        query: Mapping[str, Any],
        *,
        images: Images | None = None,
        session: ClientSession | None = None,
    ) -> list[Document]:
        """Documents in order of key, with the provenance that is theirs.

        `images` stand in the place of what is there now under the same names.
        """
        rows = self.rows(self._kinds[kind].name, query, images or {}, session)
        documents = [document_of(kind, fields) for fields in sorted(rows, key=row_order)]
        origins: dict[str, Fields] = {}
        for some in batches([document.name for document in documents]):
            found = self.rows(PROVENANCE, {"_id": {"$in": some}}, images or {}, session)
            origins.update((fields["_id"], fields) for fields in found)
        return [with_origin(document, origins.get(document.name)) for document in documents]

    def rows(
        self, name: str, query: Mapping[str, Any], images: Images, session: ClientSession | None
    ) -> list[Fields]:
        """Rows of a collection, with before-images in the place of what stands there now."""
        found = list(self._database[name].find(query, session=session))
        if not images:
            return found
        before = [row for (where, _), row in images.items() if where == name and row is not None]
        return before + [row for row in found if (name, encoded_id(row["_id"])) not in images]

    def stored_documents(
        self, documents: Iterable[Document], session: ClientSession | None
    ) -> dict[str, Document]:
        """The documents that stand in the database under the same names."""
        keys: dict[str, list[str]] = {}
        for document in documents:
            keys.setdefault(document.kind, []).append(document.key)
        found = (
            self.documents(kind, {"_id": {"$in": some}}, session=session)
            for kind, of_kind in keys.items()
            for some in batches(of_kind)
        )
        return {document.name: document for part in found for document in part}

    def holders(
        self,
        collection: Collection,
        fields: tuple[str, ...],
        wanted: Sequence[Seat],
        *,
        session: ClientSession | None,
    ) -> dict[Seat, str]:
        """The keys of the documents that have these texts in these fields."""
        held: dict[Seat, str] = {}
        for some in batches(wanted):
            either = [dict(zip(fields, texts, strict=True)) for texts in some]
            for document in self.documents(collection.kind, {"$or": either}, session=session):
                texts = (texts_under(document.body.get(field)) for field in fields)
                held.update(dict.fromkeys(itertools.product(*texts), document.key))
        return held

    def at_one_moment(self, read: Callable[[Images], _T]) -> _T:
        """What is read while no import begins or ends; `images` as `documents` takes them."""
        with mongo_faults_as_errors(self._uri):
            for _ in range(_READINGS):
                moment = Moment.now(self._database)
                found = read(moment.images(self._database))
                if Moment.now(self._database) == moment:
                    return found
        raise CannotRun(_written_all_the_time(public_address(self._uri)))

    @contextlib.contextmanager
    def laid_aside(self) -> Iterator[Holdings]:
        """All documents as at one moment, in a temporary file for as long as they are read."""
        address = public_address(self._uri)
        with contextlib.ExitStack() as kept:
            with mongo_faults_as_errors(self._uri):
                for _ in range(_READINGS):
                    moment = Moment.now(self._database)
                    aside = laid_aside(self._all_rows(moment), self._kinds.values(), address)
                    holdings = kept.enter_context(aside)
                    if Moment.now(self._database) == moment:
                        break
                    kept.close()
                else:
                    raise CannotRun(_written_all_the_time(address))
            yield holdings

    def _all_rows(self, moment: Moment) -> Mapping[str, Rows]:
        """What stands in the database at a moment, kind by kind, as it comes."""
        images = moment.images(self._database)
        if self._layout.is_older():
            found = {kind: self.documents(kind, {}, images=images) for kind in self._kinds}
            return {
                kind: rows_aside(map(present_form, documents), self._kinds[kind])
                for kind, documents in found.items()
            }
        told = self._rows_as_they_come(PROVENANCE, images)
        provenance = Provenance(told, self._database.codec_options)
        return {
            kind: provenance.rows(self._rows_as_they_come(collection.name, images), collection)
            for kind, collection in self._kinds.items()
        }

    def _rows_as_they_come(self, name: str, images: Images) -> Iterator[RawBSONDocument]:
        """The rows of a collection, with before-images in the place of what stands there now.

        They are encoded: most are not looked into here.
        """
        before = (row for (where, _), row in images.items() if where == name and row is not None)
        yield from (RawBSONDocument(bson.encode(row)) for row in before)
        codec = self._database.codec_options.with_options(document_class=RawBSONDocument)
        for row in self._database[name].with_options(codec_options=codec).find():
            if not images or (name, encoded_id(row["_id"])) not in images:
                yield row


def _written_all_the_time(store: str) -> Message:
    return message(
        "Others write to the store {store} all the time, so that it could not be read as "
        "at one moment; try again when they have finished",
        store=store,
    )
