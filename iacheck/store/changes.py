"""What an import would change in a store, and why it may not: the same for every database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import TypeAlias

import bson

from iacheck.documents.document import Document, pointer
from iacheck.documents.storable import is_storable, without_nulls
from iacheck.language.errors import CannotRun
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, message
from iacheck.language.problems import Problem
from iacheck.store.base import Collection, ImportRecord, StoredNames
from iacheck.store.history import ended_version, number_versions
from iacheck.store.layouts import present_form
from iacheck.store.past_version import PastVersion

# MongoDB keeps at most 16 MB in one document, the fields around a before-image included.
LARGEST_MB = 15

# The texts that a document has in fields whose combination only one document may have.
Seat: TypeAlias = tuple[str, ...]
# Of the wanted seats of a kind those that are taken in the store, and by which key.
Holders: TypeAlias = Callable[[Collection, tuple[str, ...], Sequence[Seat]], Mapping[Seat, str]]


@frozen
class Changes:
    """An import's documents by what becomes of them, each part in the order of the import.

    `moved` names those of `replaced` that give up a seat; `retold` are those of `unchanged`
    that come from somewhere else than the stored one. `before` are the documents that stand under
    the same names, and `past` the versions that end when the changes are made.
    """

    added: tuple[Document, ...]
    replaced: tuple[Document, ...]
    unchanged: tuple[Document, ...]
    moved: frozenset[str]
    retold: tuple[Document, ...]
    before: Mapping[str, Document] = field(default_factory=dict)
    past: tuple[PastVersion, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The names of all that is to be written."""
        return tuple(d.name for d in self.added + self.replaced + self.retold)

    @property
    def of_unknown_version(self) -> tuple[str, ...]:
        """Those of them under whose name nothing stands, or what another system has written."""
        return tuple(
            name for name in self.told if name not in self.before or not self.before[name].version
        )

    def numbered(self, kept: Mapping[str, int], at: str, by: str | None) -> Changes:
        """The changes with the number of each version; `kept` as `number_versions` has it."""
        parts = [
            list(number_versions(documents, self.before, kept, (at, by)))
            for documents in (self.added, self.replaced, self.retold)
        ]
        added, replaced, retold = (tuple(new for new, _ in part) for part in parts)
        ended = [old for part in parts for _, old in part if old is not None]
        past = tuple(ended_version(old, "replaced", at, None, by) for old in ended)
        return replace(self, added=added, replaced=replaced, retold=retold, past=past)

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.added + self.replaced + self.unchanged

    def stored(self, undone: ImportRecord | None = None) -> StoredNames:
        return StoredNames(
            tuple(document.name for document in self.added),
            tuple(document.name for document in self.replaced),
            tuple(document.name for document in self.unchanged),
            tuple(document.name for document in self.replaced if document.name in self.moved),
            tuple(d.name for d in self.added if d.version and d.version.number > 1),
            undone,
        )


def changes_of(
    documents: Sequence[Document],
    stored: Mapping[str, Document],
    collections: Mapping[str, Collection],
) -> Changes:
    """Compare documents, in the form that this version stores, with those under the same names."""
    pairs = [(document, stored.get(document.name)) for document in map(present_form, documents)]
    same = {new.name for new, old in pairs if old and old.sha256 == new.sha256}
    replaced = [(new, old) for new, old in pairs if old and new.name not in same]
    unchanged = [(new, old) for new, old in pairs if old and new.name in same]
    return Changes(
        added=tuple(new for new, old in pairs if old is None),
        replaced=tuple(new for new, _ in replaced),
        unchanged=tuple(new for new, _ in unchanged),
        moved=frozenset(
            new.name
            for new, old in replaced
            for fields in collections[new.kind].unique
            if unique_key(new, fields) != unique_key(old, fields)
        ),
        retold=tuple(new for new, old in unchanged if new.origin != old.origin),
        before=stored,
    )


def unique_key(document: Document, fields: tuple[str, ...]) -> Seat | None:
    """None where one of the fields is no text: such a document is held against no other."""
    values = [document.head.get(field) for field in fields]
    texts = tuple(value for value in values if isinstance(value, str))
    return texts if len(texts) == len(values) else None


def is_over_largest(encoded: bytes) -> bool:
    """Whether the body of a document is larger than a store keeps."""
    return len(encoded) > LARGEST_MB * 2**20


def refuse_unstorable(documents: Iterable[Document], file: str) -> None:
    """Raise CannotRun with every reason why no store could hold the documents."""
    problems: list[Problem] = []
    seen: set[str] = set()
    for document in documents:
        if document.head.get("_id") != document.key:
            raise ValueError(f"{document.name} has another _id in its body")
        problems.extend(_unstorable(document, file))
        if document.name in seen:
            told = message(
                "{document} comes twice in one import; leave one of the two out, or give it "
                "another _id",
                document=document.name,
            )
            problems.append(_problem(document, file, "/_id", told))
        seen.add(document.name)
    if problems:
        raise CannotRun(problems)


def _unstorable(document: Document, file: str) -> Iterator[Problem]:
    if document.is_settled:
        return
    breaches = () if is_storable(document.body) else without_nulls(document.body)[1]
    for breach in breaches:
        yield _problem(document, file, pointer(*breach.steps), breach.message)
    if not breaches and is_over_largest(bson.encode(document.body)):
        told = message(
            "{document} is larger than {limit} MB, which is more than a store keeps in one "
            "document; shorten its texts or lists",
            document=document.name,
            limit=LARGEST_MB,
        )
        yield _problem(document, file, "", told)


def refuse_clashes(
    changes: Changes, collections: Iterable[Collection], holders: Holders, file: str
) -> None:
    """Raise CannotRun for every document that wants a seat that another one has."""
    problems: list[Problem] = []
    for collection in collections:
        coming = [d for d in changes.documents if d.kind == collection.kind]
        for fields in collection.unique if coming else ():
            problems.extend(_clashes(coming, fields, collection, holders, file))
    if problems:
        raise CannotRun(problems)


def _clashes(
    coming: Sequence[Document],
    fields: tuple[str, ...],
    collection: Collection,
    holders: Holders,
    file: str,
) -> Iterator[Problem]:
    wanted = [(document, unique_key(document, fields)) for document in coming]
    held = holders(collection, fields, [wish for _, wish in wanted if wish is not None])
    keys = {document.key for document in coming}
    taken: dict[Seat, str] = {}
    for document, wish in wanted:
        if wish is None:
            continue
        first = taken.setdefault(wish, document.key)
        # A holder that comes in this import has the seat only if it asks for it there.
        holder = held.get(wish, document.key)
        if first != document.key:
            told = _told_twice(document, f"{document.kind}/{first}", fields, wish)
            yield _problem(document, file, "", told)
        elif holder not in keys:
            told = _told_taken(document, holder, fields, wish)
            yield _problem(document, file, "", told)


def duplicate_problems(stored: Iterable[Document], fields: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong where other systems have put documents of which only one may be there."""
    first: dict[Seat, Document] = {}
    for document in stored:
        place = unique_key(document, fields)
        other = document if place is None else first.setdefault(place, document)
        if place is not None and other is not document:
            told = message(
                "{document} and {other} in the store have the same {fields}: {values}; only one "
                "such document may be there, so remove one of them or correct it",
                document=document.name,
                other=other.name,
                fields=fields,
                values=place,
            )
            yield Problem(told, document=document.name)


def _told_twice(document: Document, other: str, fields: tuple[str, ...], wish: Seat) -> Message:
    return message(
        "{document} and {other} have the same {fields}: {values}; only one such document can be "
        "stored, so leave one of them out or correct it",
        document=document.name,
        other=other,
        fields=fields,
        values=wish,
    )


def _told_taken(document: Document, holder: str, fields: tuple[str, ...], wish: Seat) -> Message:
    return message(
        "{document} has the same {fields} as {other} in the store: {values}; only one such "
        "document can be stored. To replace the stored one, use its _id: {key}",
        document=document.name,
        other=f"{document.kind}/{holder}",
        fields=fields,
        values=wish,
        key=holder,
    )


def _problem(document: Document, file: str, path: str, told: Message) -> Problem:
    problem = document.problem(told, path)
    return problem if document.origin else replace(problem, file=file)
