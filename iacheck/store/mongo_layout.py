"""What the database itself watches over: collections with their rules and indexes.

A server may lack what is asked for here (FerretDB 1 has neither rules nor partial indexes).
What it lacks is written down in the store, and told by `status`; imports are checked all the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from pymongo.database import Database
from pymongo.errors import CollectionInvalid, DuplicateKeyError, OperationFailure

from iacheck.documents.document import Document
from iacheck.language.errors import CannotRun
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem
from iacheck.store.base import Collection
from iacheck.store.changes import duplicate_problems
from iacheck.store.clock import Clock, timestamp
from iacheck.store.layouts import LAYOUT, newer_version_message, older_version_message
from iacheck.store.mongo_moment import IMPORTS, JOURNAL, STORE, Fields
from iacheck.store.mongo_parts import PARTS
from iacheck.store.mongo_rows import PROVENANCE
from iacheck.store.mongo_schema import is_ours, shelf_validator, validator
from iacheck.store.shelves import SHELVES, Shelf
from iacheck.store.uri import public_address

_RULES: Final = "rules"
_UNIQUE: Final = "unique"
# CommandNotFound, CommandNotSupported, NotImplemented, and DocumentDB's word for it.
_UNSUPPORTED: Final = frozenset({59, 115, 238, 303})
_EXISTS: Final = 48
_FORBIDDEN: Final = 13

DocumentsOf: TypeAlias = Callable[[str], Iterable[Document]]


class DatabaseLayout:
    """What is to be there in a database for the kinds of document that a store knows."""

    def __init__(
        self, uri: str, database: Database[Fields], collections: Iterable[Collection]
    ) -> None:
        self._uri = uri
        self._database = database
        self._collections = tuple(collections)

    def about(self) -> Fields | None:
        """When the store was prepared, by which version, and what the server lacks."""
        return self._database[STORE].find_one({"_id": "store"})

    def refuse_newer(self) -> None:
        """Raise CannotRun for a store that a newer version of the program has laid out."""
        about = self.about()
        if about is not None and about["version"] > LAYOUT:
            raise CannotRun(newer_version_message(public_address(self._uri), about["version"]))

    def is_older(self) -> bool:
        """Whether an older version of the program has laid out the store."""
        about = self.about()
        return about is not None and about["version"] < LAYOUT

    def write_version(self) -> None:
        """Say that all that is stored is as this version stores it."""
        update = {"$set": {"version": LAYOUT}}
        self._database[STORE].update_one({"_id": "store"}, update)

    def make(self, clock: Clock, documents: DocumentsOf, *, renew: bool) -> None:
        """Make what is missing; with `renew` also bring the rules that are there up to date.

        Raises CannotRun where documents are there of which only one may be.
        """
        about = self.about()
        if about is None:
            about = self._begun(clock)
        present = {found["name"]: found for found in self._database.list_collections()}
        lacking = self._make_collections(present)
        for collection in self._collections:
            lacking |= self._make_indexes(collection, documents)
        if renew:
            lacking |= self._renew_rules(present)
            if sorted(lacking) != about.get("lacking", []):
                self._write_down(lacking)
        elif lacking - set(about.get("lacking", [])):
            self._write_down(lacking | set(about.get("lacking", [])))

    def wrong(self, documents: DocumentsOf) -> Iterator[Problem]:
        """What `make` would make, what the server lacks, and what must not be there."""
        about = self.about() or {}
        lacking = about.get("lacking", [])
        for told in self._notices(about):
            yield Problem(told, level="notice")
        present = {found["name"]: found for found in self._database.list_collections()}
        missing = []
        for collection in self._collections:
            rules = _rules_of(present.get(collection.name))
            if _RULES not in lacking and rules != _wanted_rules(collection):
                if rules and not is_ours(rules):
                    yield Problem(_others_rules(collection), level="notice")
                else:
                    missing.append(collection.name)
            for index in self._missing_indexes(collection):
                if index.get("unique"):
                    yield from duplicate_problems(documents(collection.kind), tuple(index["key"]))
                if not (index.get("unique") and _UNIQUE in lacking):
                    missing.append(collection.name)
        if missing:
            yield Problem(_to_make(self._uri, tuple(dict.fromkeys(missing))), level="notice")

    def _notices(self, about: Fields) -> Iterator[Message]:
        address, lacking = public_address(self._uri), about.get("lacking", [])
        if about.get("version", LAYOUT) < LAYOUT:
            yield older_version_message(address, about["version"])
        if _RULES in lacking:
            yield _no_rules(address)
        if _UNIQUE in lacking:
            yield _no_unique(address)

    def _begun(self, clock: Clock) -> Fields:
        about = {
            "_id": "store",
            "version": LAYOUT,
            "created_at": timestamp(clock),
        }
        # Two programs may do this at once: the second finds it done.
        with contextlib.suppress(DuplicateKeyError):
            self._database[STORE].insert_one(dict(about))
        return about

    def _write_down(self, lacking: Iterable[str]) -> None:
        update = {"$set": {"lacking": sorted(lacking)}}
        self._database[STORE].update_one({"_id": "store"}, update)

    def _make_collections(self, present: Mapping[str, Any]) -> set[str]:
        lacking = set()
        for collection in self._collections:
            if collection.name not in present:
                rules = _wanted_rules(collection)
                if rules and not self._create(collection.name, **_enforcement(rules)):
                    lacking.add(_RULES)
                    self._create(collection.name)
                elif not rules:
                    self._create(collection.name)
        # A transaction may not make a collection on every server.
        for name in {PROVENANCE, IMPORTS, JOURNAL, PARTS} - present.keys():
            self._create(name)
        for shelf in SHELVES:
            rules = shelf_validator(shelf)
            if shelf.name not in present and not (
                rules and self._create(shelf.name, **_enforcement(rules))
            ):
                self._create(shelf.name)
            self._make_shelf_indexes(shelf)
        return lacking

    def _make_shelf_indexes(self, shelf: Shelf) -> None:
        there = [index["key"] for index in self._database[shelf.name].list_indexes()]
        for group in shelf.keys:
            key = dict.fromkeys(group, 1)
            if key not in [dict(one) for one in there]:
                self._database[shelf.name].create_index(list(key.items()))

    def _create(self, name: str, **options: Any) -> bool:
        """Whether the server has such collections; one that is there already is left alone."""
        try:
            self._database.create_collection(name, check_exists=False, **options)
        except CollectionInvalid:
            return True
        except OperationFailure as error:
            if error.code in _UNSUPPORTED:
                return False
            if error.code != _EXISTS:
                raise
        return True

    def _renew_rules(self, present: Mapping[str, Any]) -> set[str]:
        for collection in self._collections:
            rules, wanted = _rules_of(present.get(collection.name)), _wanted_rules(collection)
            # What was not there has just been made; another system's rules are its own.
            if collection.name not in present or not wanted or rules == wanted:
                continue
            if rules and not is_ours(rules):
                continue
            try:
                self._database.command("collMod", collection.name, **_enforcement(wanted))
            except OperationFailure as error:
                if error.code in _UNSUPPORTED:
                    return {_RULES}
                if error.code == _FORBIDDEN:
                    raise CannotRun(_may_not_renew(self._uri, collection)) from error
                raise
        return set()

    def _make_indexes(self, collection: Collection, documents: DocumentsOf) -> set[str]:
        lacking = set()
        for index in self._missing_indexes(collection):
            key = list(index.pop("key").items())
            try:
                self._database[collection.name].create_index(key, **index)
            except DuplicateKeyError as error:
                fields = tuple(field for field, _ in key)
                raise CannotRun(duplicate_problems(documents(collection.kind), fields)) from error
            except OperationFailure as error:
                if error.code not in _UNSUPPORTED or not index.get("unique"):
                    raise
                lacking.add(_UNIQUE)
        return lacking

    def _missing_indexes(self, collection: Collection) -> list[dict[str, Any]]:
        there = [_as_wanted(found) for found in self._database[collection.name].list_indexes()]
        wanted = [*map(_unique_index, collection.unique), *map(_index, collection.keys)]
        return [index for index in wanted if _as_wanted(index) not in there]


def _unique_index(fields: Sequence[str]) -> dict[str, Any]:
    """The database refuses a second document with the same texts in the fields."""
    return {
        "key": dict.fromkeys(fields, 1),
        "name": f"iacheck unique {' '.join(fields)}",
        "unique": True,
        "partialFilterExpression": {field: {"$type": "string"} for field in fields},
    }


def _index(field: str) -> dict[str, Any]:
    return {"key": {field: 1}}


def _as_wanted(index: Mapping[str, Any]) -> tuple[Any, ...]:
    """What two indexes have in common that do the same."""
    partial = {name: dict(part) for name, part in index.get("partialFilterExpression", {}).items()}
    return list(index["key"].items()), bool(index.get("unique")), partial


def _wanted_rules(collection: Collection) -> dict[str, Any]:
    return validator(collection.kind, collection.schema) if collection.schema else {}


def _rules_of(present: Mapping[str, Any] | None) -> dict[str, Any]:
    return dict(present["options"].get("validator", {})) if present else {}


def _enforcement(rules: dict[str, Any]) -> dict[str, Any]:
    """The rules hold for what comes new; what was wrong before can still be changed."""
    return {"validator": rules, "validationLevel": "moderate", "validationAction": "error"}


def _no_rules(address: str) -> Message:
    return message(
        "The server of {store} cannot check documents against the schemas; imports are checked "
        "by iacheck, what other systems write there is not",
        store=address,
    )


def _no_unique(address: str) -> Message:
    return message(
        "The server of {store} cannot see to it that a council has one plan and one report for "
        "each period; imports are checked by iacheck, what other systems write there is not",
        store=address,
    )


def _others_rules(collection: Collection) -> Message:
    return message(
        "The collection {collection} has rules of another system's, which are left as they are",
        collection=collection.name,
    )


def _to_make(uri: str, names: Sequence[str]) -> Message:
    return message(
        "The store {store} lacks indexes or rules, or has old ones, for {collections}; "
        "{command} makes them",
        store=public_address(uri),
        collections=tuple(names),
        command="`iacheck store init`",
    )


def _may_not_renew(uri: str, collection: Collection) -> Message:
    return message(
        "You have no right to change the rules of {collection} in {store}; let somebody with the "
        "role dbAdmin run {command}",
        collection=collection.name,
        store=public_address(uri),
        command="`iacheck store init`",
    )
