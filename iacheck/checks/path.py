"""Paths: how a rule says which part of a case it looks at.

A path is compiled once. It gives values fast, and the places of those values when a violation
asks for them.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any, cast

from iacheck.cases.case import Case
from iacheck.cases.everybody import Everybody
from iacheck.cases.roots import Together
from iacheck.checks.read import Read
from iacheck.checks.scope import Node, Scope
from iacheck.checks.steps import EveryItem, IntoField, Step, Unfold, Values, nodes_beyond, step_name
from iacheck.checks.usual_paths import (
    Roots,
    kept_values,
    usual_beyond,
    usual_reader,
    usual_values,
)
from iacheck.checks.usual_places import Places, usual_places
from iacheck.documents.document import pointer
from iacheck.documents.field_types import FieldType
from iacheck.language.content import (
    has_content,
    has_content_listed,
    text_has_content,
    text_has_content_listed,
)
from iacheck.language.frozen import frozen

# Fields that are missing are the same in many documents.
_pointer = functools.lru_cache(maxsize=1024)(pointer)
Predicate = Callable[[Any, Scope], bool]
# A field of a list's items, and the values, in the form of `as_text`, of which it must have one.
Needed = tuple[str, Callable[[Scope], frozenset[str]]]


@frozen
class Path:
    """A compiled path.

    `many` says that it can give more than one value; `record` is the step to the innermost
    list items on the way, which `keep` filters, `records` the path that far, and `kept` gives what
    is kept there, once for all paths with the same filter (`kept_in`); `reads` names the fields it
    reads.
    `values` gives the values, in the documents' order; absent ones left out. `is_given` tells
    whether one of them says something, and notes that somebody has looked.
    A path that begins with `item` begins where the path `item` ends. `conditions` are the paths
    that `keep` reads, and `needed` what an item must have for it to be kept. `shared` is the part
    of it, up to facts in force or bodies named, whose values others on the case want as well.
    `says_something` tells whether one of its values has content, `text_says_something` of one that
    is a text, and `read` gives all of them from the roots of a case, where its shape is usual;
    `places` then finds those of a document. `own_fields` are the fields of the innermost list's
    items to where it ends; None if it goes into no list, or into one of the items' own.
    """

    text: str
    root: str
    many: bool
    field_type: FieldType
    steps: tuple[Step, ...]
    reads: tuple[Read, ...]
    unfolding: tuple[Unfold, ...]
    record: int | None = None
    records: Path | None = None
    keep: Predicate | None = None
    kept: Callable[[Scope], Values] | None = field(default=None, compare=False, repr=False)
    item: Path | None = None
    conditions: tuple[Path, ...] = ()
    needed: tuple[Needed, ...] = ()
    shared: Path | None = field(default=None, compare=False, repr=False)
    says_something: Callable[[Any], bool] = field(init=False, compare=False, repr=False)
    text_says_something: Callable[[str], bool] = field(init=False, compare=False, repr=False)
    read: Callable[[Roots, Case], Values] | None = field(init=False, compare=False, repr=False)
    kept_in: Callable[[Scope], Values] = field(init=False, compare=False, repr=False)
    values: Callable[[Scope], Values] = field(init=False, compare=False, repr=False)
    is_given: Callable[[Scope], bool] = field(init=False, compare=False, repr=False)
    places: Places | None = field(init=False, compare=False, repr=False)
    own_fields: tuple[str, ...] | None = field(init=False, compare=False, repr=False)
    # Paths like it that cases are looked at with, by the number of steps or, whole and unfiltered,
    # by None: made once, and not for every case.
    _made: dict[int | None, Path] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )
    # What `_way_to_lists` has made.
    _to_lists: str = field(init=False, compare=False, repr=False, default="")

    def __post_init__(self) -> None:
        # What a list's items are called by is a list of words, too.
        listed = self.is_title or (bool(self.steps) and isinstance(self.steps[-1], EveryItem))
        object.__setattr__(self, "says_something", has_content_listed if listed else has_content)
        says_text = text_has_content_listed if listed else text_has_content
        object.__setattr__(self, "text_says_something", says_text)
        object.__setattr__(self, "read", None if self.keep else usual_reader(self.root, self.steps))
        object.__setattr__(self, "kept_in", _made_once(self.kept, of_case=self.is_of_case))
        object.__setattr__(self, "values", self._usual_values() or self._values)
        is_plain = self.keep is None and self.root != "item"
        object.__setattr__(self, "places", usual_places(self.steps) if is_plain else None)
        object.__setattr__(self, "own_fields", self._own_fields())
        object.__setattr__(self, "is_given", _is_given(self))

    @property
    def field(self) -> str:
        """The last field's name, by which people know what the path is about."""
        return self.fields[-1] if self.fields else self.root

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that it goes into."""
        return tuple(step.name for step in self.steps if isinstance(step, IntoField))

    @property
    def is_of_case(self) -> bool:
        """Whether it gives the same for every item of an `each`: no part of it begins there."""
        filtered = [self.records, *(path.records for path in self.conditions)]
        own = {id(records) for records in filtered if records is not None}
        return self.item is None and all(
            path.item is None or id(path.item) in own for path in self.conditions
        )

    @property
    def is_root(self) -> bool:
        """Whether it is a root of a case, and no more."""
        return not self.steps and self.root != "item"

    @property
    def is_field(self) -> bool:
        """Whether it is a field of its root, and no more."""
        return len(self.steps) == len(self.fields) == 1

    @property
    def is_title(self) -> bool:
        """Whether it ends at the field that people call the record around it by."""
        records = [self.item.field_type] if self.item else []
        records += [step.field_type for step in self.steps[:-1]]
        last = self.steps[-1] if self.steps else None
        return isinstance(last, IntoField) and bool(records) and records[-1].title == last.name

    @property
    def dated(self) -> bool:
        """Whether it goes through facts with `from` and `to`."""
        return any(isinstance(step, EveryItem) and step.dated for step in self.steps)

    @property
    def names_bodies(self) -> bool:
        """Whether its values are names or ids of bodies, in which spelling does not count."""
        return bool(self.field_type.names)

    def until(self, number: int) -> Path:
        """The path so far as its first steps go."""
        if number not in self._made:
            steps = self.steps[:number]
            self._made[number] = replace(
                self,
                steps=steps,
                unfolding=self.unfolding[:number],
                field_type=steps[-1].field_type if steps else self.field_type,
                record=None,
                keep=None,
                kept=None,
                shared=None,
            )
        return self._made[number]

    def as_read_in(self, item: Path | None) -> Path:
        """The same path, where it is read beside `item`, and not inside of another list's items."""
        inside = self.item
        while inside is not None and inside is not item:
            inside = inside.item
        if self.item is None or inside is not None:
            return self
        return replace(self, root=self.reads[-1].root, item=None, kept=None)

    def where(self, keep: Predicate | None) -> Path:
        """The same path, through only those list items that `keep` is true of; None: all."""
        records = self.records
        if keep is None or records is None:
            return replace(self, keep=keep, kept=None)
        if records.item is not None:
            return replace(self, keep=keep, kept=replace(records, keep=keep, kept=None).values)

        def kept(scope: Scope) -> Values:
            return [item for item in scope.once_of_case(records.values) if keep(item, scope)]

        return replace(self, keep=keep, kept=kept)

    @property
    def unfiltered(self) -> Path:
        """The same path, through all list items."""
        if self.keep is None:
            return self
        if None not in self._made:
            self._made[None] = self.where(None)
        return self._made[None]

    @property
    def way_to_records(self) -> tuple[str, ...]:
        """Root and steps to the list items that `keep` filters: the same in all paths into them."""
        steps = self.steps[: (self.record or 0) + 1]
        return self.root, *map(step_name, steps)

    def _usual_values(self) -> Callable[[Scope], Values] | None:
        if self.kept is not None and self.record is not None:
            beyond = usual_beyond(self.steps[self.record + 1 :])
            return None if beyond is None else kept_values(self.kept_in, beyond)
        return None if self.read is None else usual_values(self.root, self.read)

    def _own_fields(self) -> tuple[str, ...] | None:
        beyond = () if self.record is None else self.steps[self.record + 1 :]
        if self.record is None or any(isinstance(step, EveryItem) for step in beyond):
            return None
        fields = itertools.takewhile(lambda step: isinstance(step, IntoField), beyond)
        return tuple(step.name for step in fields if isinstance(step, IntoField))

    def _values(self, scope: Scope) -> Values:
        if self.kept is not None and self.record is not None:
            values = self.kept_in(scope)
            for unfold in self.unfolding[self.record + 1 :]:
                values = unfold(values, scope)
            return values
        if self.root == "item":
            start = scope.item.value if scope.item else None
        else:
            start = scope.case.values.get(self.root)
            if isinstance(start, Together):
                return [value for one in start for value in self.walk(one, scope)]
            is_shared = isinstance(start, Everybody) and self.keep is None and scope.trace is None
            if is_shared and self.steps:
                way = self.unfolding, scope.day
                return cast("Everybody", start).once(way, lambda some: self.walk(some, scope))
            if self.shared is not None and self.keep is None and scope.trace is None:
                values = scope.once_of_case(self.shared.values)
                for unfold in self.unfolding[len(self.shared.steps) :]:
                    values = unfold(values, scope)
                return values
        return self.walk(start, scope)

    def one_by_one(self, scope: Scope) -> Iterable[Any]:
        """The values; where they are a list's items, no more are tried than somebody asks for."""
        if self.keep is None or self.records is None or self.own_fields != ():
            return self.values(scope)
        keep = self.keep
        return (item for item in self.records.values(scope) if keep(item, scope))

    def everywhere(self, scope: Scope) -> Values:
        """The values in the whole case: those of every item, whether kept or not."""
        path = self.unfiltered
        if path.item is None:
            return path.values(scope)
        return [v for item in path.item.everywhere(scope) for v in path.walk(item, scope)]

    def walk(self, start: Any, scope: Scope) -> Values:
        """The values that lie beyond `start`, the value of the root."""
        if self.read is not None:
            return self.read({self.root: start}, scope.case)
        values: Values = [] if start is None else [start]
        for index, unfold in enumerate(self.unfolding):
            if not values:
                break
            values = unfold(values, scope)
            if index == self.record and self.keep is not None:
                values = [value for value in values if self.keep(value, scope)]
        return values

    def nodes(self, scope: Scope) -> list[Node]:
        """The values with their places, in the same order as `values`."""
        return list(self.each_node(scope))

    def each_node(
        self, scope: Scope, wanted: Callable[[Any], bool] | None = None
    ) -> Iterator[Node]:
        """The same one by one, of the values that are wanted: other places are not looked for."""
        start = None if self.places is None else scope.case.values.get(self.root)
        if self.places is not None and type(start) is dict:
            documents = scope.case.documents.get(self.root)
            return self.places(start, documents[0] if documents else None, wanted)
        begins, done = self._start(scope)
        nodes = iter(begins)
        if wanted is not None and done == len(self.steps):
            nodes = (node for node in nodes if wanted(node.value))
        for index, step in enumerate(self.steps):
            if index >= done:
                is_last = index + 1 == len(self.steps)
                nodes = nodes_beyond(step, nodes, scope, wanted if is_last else None)
            if index == self.record and self.keep is not None:
                nodes = _kept(nodes, self.keep, scope)
        return nodes

    def around(self, scope: Scope) -> Node:
        """Where something missing would stand: the nearest field before a list is entered."""
        if self.root == "item":
            item = scope.item
            if item is None or item.document is None:
                return Node(None, None, "", self.field_type)
            at = item.pointer if item.fixed else item.pointer + self._way_to_lists()
            return Node(None, item.document, at, self.field_type)
        if type(scope.case.values.get(self.root)) is dict:
            documents = scope.case.documents.get(self.root)
            if not documents:
                return Node(None, None, "", self.field_type)
            return Node(None, documents[0], self._way_to_lists(), self.field_type)
        nodes, done = self._start(scope)
        if len(nodes) != 1 or nodes[0].document is None:
            return Node(None, None, "", self.field_type)
        at = _pointer(*_fields_before_lists(self.steps[done:]))
        return Node(None, nodes[0].document, at, self.field_type)

    def _way_to_lists(self) -> str:
        """The pointer to the field before the first list, from where the path begins."""
        if not self._to_lists:
            at = _pointer(*_fields_before_lists(self.steps))
            object.__setattr__(self, "_to_lists", at)
        return self._to_lists

    def _start(self, scope: Scope) -> tuple[list[Node], int]:
        """The nodes to begin with, and how many steps that already took."""
        if self.root == "item":
            return ([scope.item] if scope.item else []), 0
        value = scope.case.values.get(self.root)
        if value is None:
            return [], 0
        documents = scope.case.documents.get(self.root, ())
        if isinstance(value, Together):
            pairs = zip(value, documents, strict=True)
            return [Node(one, document, "", self.field_type) for one, document in pairs], 0
        if isinstance(value, list):
            # A root that is a list of documents: its items and documents stand side by side.
            if not self.steps:
                return [Node(value, None, "", self.field_type)], 0
            each = documents or (None,) * len(value)
            field_type = self.steps[0].field_type
            return [Node(v, d, "", field_type) for v, d in zip(value, each, strict=True)], 1
        return [Node(value, documents[0] if documents else None, "", self.field_type)], 0


def _made_once(
    make: Callable[[Scope], Values] | None, *, of_case: bool
) -> Callable[[Scope], Values]:
    """What is made of a scope once, or of the case that it is of; nothing of nothing."""
    if make is None:
        return lambda _: []
    return lambda scope: scope.once_of_case(make) if of_case else scope.once(make)


def _kept(nodes: Iterable[Node], keep: Predicate, scope: Scope) -> Iterator[Node]:
    return (node for node in nodes if keep(node.value, scope))


def _is_given(path: Path) -> Callable[[Scope], bool]:
    root, values, says_something = path.root, path.values, path.says_something

    def is_here(scope: Scope) -> bool:
        if scope.trace is not None:
            scope.trace.path(path, scope)
        return has_content(scope.case.values.get(root))

    def is_given(scope: Scope) -> bool:
        if scope.trace is not None:
            scope.trace.path(path, scope)
        for value in values(scope):  # noqa: SIM110 - `any` takes twice the time
            if says_something(value):
                return True
        return False

    return is_here if path.is_root else is_given


def _fields_before_lists(steps: Sequence[Step]) -> tuple[str, ...]:
    """The fields that steps go into before the first of them that goes elsewhere."""
    names: list[str] = []
    for step in steps:
        if not isinstance(step, IntoField):
            break
        names.append(step.name)
    return tuple(names)
