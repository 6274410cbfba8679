"""Paths: how a rule says which part of a case it looks at.

`report.activities[].sub_goals[]` is compiled once, against the schemas: a misspelt field is
an error before anything is judged. It gives values fast, and the places of those values when
a violation asks for them.

- `field[]` goes into every item of a list; items with `from`/`to` only if in force that day.
- A field after a text that names a body goes to that body: `members[].organisation.side`.
- `item` begins a path inside “for each …”.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from iacheck.cases import ROOTS, Case, SubjectKind
from iacheck.documents import Document, pointer
from iacheck.holdings import in_force
from iacheck.messages import Labelled, Message, Value, message
from iacheck.names import nearest
from iacheck.schemas import Schemas, Shape

_WRITTEN = re.compile(r"[a-z_]+(\[\])?(\.[a-z_]+(\[\])?)*", re.ASCII)

TEXT = Shape(type="string")
# What every rule can read beside documents.
_BUILT_IN: Mapping[str, Shape] = {
    "subject": Shape(type="object", fields={"kind": TEXT, "id": TEXT}),
    "period": Shape(type="object", fields={"id": TEXT, "first_day": TEXT, "last_day": TEXT}),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands.

    Past a reference it stands where the reference does (`fixed`); `within` is the record that
    it is a field of.
    """

    value: Any
    document: Document | None
    pointer: str
    shape: Shape
    fixed: bool = False
    within: Mapping[str, Any] | None = None

    def body_name(self) -> Value:
        """Id and name of the body, if the value is a body's id."""
        if not self.within or self.value != self.within.get("id"):
            return None
        name = self.within.get("name")
        return Labelled(str(self.value), name) if isinstance(name, str) and name.strip() else None

    def identity(self) -> str | None:
        """What tells this list item from others: its `id`, else its identifying fields."""
        if not isinstance(self.value, Mapping):
            return None if self.value is None else str(self.value)
        fields = ("id",) if self.value.get("id") is not None else self.shape.identity
        parts = [str(self.value[f]) for f in fields if self.value.get(f) is not None]
        return "/".join(parts) or None

    def called(self) -> str | None:
        """What people would call this list item: its title, else what identifies it."""
        if isinstance(self.value, Mapping) and self.shape.title:
            title = self.value.get(self.shape.title)
            if isinstance(title, str) and title.strip():
                return title
        return self.identity()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a check is tried on: a case, the day facts are read on, and the item of an `each`."""

    case: Case
    day: datetime.date
    as_of: datetime.date
    item: Node | None = None

    def inside(self, item: Node) -> Scope:
        """The same, for one item of a list."""
        return Scope(self.case, self.day, self.as_of, item)


NOWHERE = Node(None, None, "", TEXT)

Values = list[Any]

Predicate = Callable[[Any, Scope], bool]
Unfold = Callable[[Values, Scope], Values]


@dataclass(frozen=True, slots=True)
class Read:
    """A field that a rule reads: in the documents under a root of the case, or in a body.

    A body's kind is one of `kinds`, and `named` is the path to the texts that name it.
    """

    root: str
    steps: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    named: Path | None = None

    def into(self, *names: str) -> Read:
        """What is read a field, or an item of a list (`[]`), further on."""
        return replace(self, steps=(*self.steps, *names))

    def touches(self, pointer: str) -> bool:
        """Whether the part of a document at this JSON Pointer is what is read, or around it."""
        parts = pointer.split("/")[1:]
        return len(parts) <= len(self.steps) and all(
            mine == other.replace("~1", "/").replace("~0", "~")
            or (mine == "[]" and other.isdecimal())
            for mine, other in zip(self.steps, parts, strict=False)
        )

    def documents(self, scope: Scope) -> Iterator[str]:
        """The documents that are read, as results name them: `centre/rogaland`."""
        case = scope.case
        if self.root == "parties" and not self.kinds:
            yield from (f"party/{party['id']}" for party in case.values["parties"])
        elif self.named is None:
            yield from (document.name for document in case.documents.get(self.root, ()))
        else:
            texts = self.named.everywhere(scope)
            bodies = (case.registers.bodies(self.kinds, t, reference=True) for t in texts)
            for body in itertools.chain.from_iterable(bodies):
                yield from (f"{kind}/{body['id']}" for kind in self.kinds)


# Which councils there are is read in their own dates.
_ALWAYS_READ: Mapping[str, tuple[Read, ...]] = {
    "councils": (Read("councils", ("active", "from")), Read("councils", ("active", "to"))),
}


class PathError(ValueError):
    """A path that cannot be compiled; `message` says why and what may have been meant."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


@dataclass(frozen=True, slots=True)
class _Field:
    """Into a field of a record."""

    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class _Every:
    """Into every item of a list; of dated facts, those in force."""

    shape: Shape
    dated: bool


@dataclass(frozen=True, slots=True)
class _Body:
    """From a text to the bodies that it names."""

    kinds: tuple[str, ...]
    reference: bool
    shape: Shape


_Step = _Field | _Every | _Body


@dataclass(frozen=True, slots=True)
class Path:
    """A compiled path.

    `many` says that it can give more than one value; `record` is the step to the innermost
    list items on the way, which `keep` filters, and `records` the path that far; `reads` names
    the fields it reads. A path that begins with `item` begins where the path `item` ends.
    """

    text: str
    root: str
    many: bool
    shape: Shape
    steps: tuple[_Step, ...]
    reads: tuple[Read, ...]
    unfolding: tuple[Unfold, ...]
    record: int | None = None
    records: Path | None = None
    keep: Predicate | None = None
    item: Path | None = None

    @property
    def field(self) -> str:
        """The last field's name, by which people know what the path is about."""
        names = [step.name for step in self.steps if isinstance(step, _Field)]
        return names[-1] if names else self.root

    @property
    def dated(self) -> bool:
        """Whether it goes through facts with `from` and `to`."""
        return any(isinstance(step, _Every) and step.dated for step in self.steps)

    @property
    def names_bodies(self) -> bool:
        """Whether its values are names or ids of bodies, in which spelling does not count."""
        return bool(self.shape.names) or (
            self.field == "id" and any(isinstance(step, _Body) for step in self.steps)
        )

    def where(self, keep: Predicate | None) -> Path:
        """The same path, through only those list items that `keep` is true of; None: all."""
        return replace(self, keep=keep)

    def values(self, scope: Scope) -> Values:
        """The values, in the documents' order; absent ones left out."""
        if self.root == "item":
            start = scope.item.value if scope.item else None
        else:
            start = scope.case.values.get(self.root)
        return self.walk(start, scope)

    def everywhere(self, scope: Scope) -> Values:
        """The values in the whole case: those of every item, whether kept or not."""
        path = self.where(None)
        if path.item is None:
            return path.values(scope)
        return [v for item in path.item.everywhere(scope) for v in path.walk(item, scope)]

    def walk(self, start: Any, scope: Scope) -> Values:
        """The values that lie beyond `start`, the value of the root."""
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
        nodes, done = self._start(scope)
        for index, step in enumerate(self.steps):
            if index >= done:
                nodes = [after for node in nodes for after in _nodes(step, node, scope)]
            if index == self.record and self.keep is not None:
                nodes = [node for node in nodes if self.keep(node.value, scope)]
        return nodes

    def around(self, scope: Scope) -> Node:
        """Where something missing would stand: the nearest field before a list is entered."""
        nodes, done = self._start(scope)
        if len(nodes) != 1 or nodes[0].document is None:
            return Node(None, None, "", self.shape)
        (node,) = nodes
        fields = itertools.takewhile(lambda step: isinstance(step, _Field), self.steps[done:])
        names = [step.name for step in fields if isinstance(step, _Field)]
        at = node.pointer if node.fixed else node.pointer + pointer(*names)
        return Node(None, node.document, at, self.shape)

    def _start(self, scope: Scope) -> tuple[list[Node], int]:
        """The nodes to begin with, and how many steps that already took."""
        if self.root == "item":
            return ([scope.item] if scope.item else []), 0
        value = scope.case.values.get(self.root)
        if value is None:
            return [], 0
        documents = scope.case.documents.get(self.root, ())
        if isinstance(value, list) and self.steps:
            # A root that is a list of documents: its items and documents stand side by side.
            each = documents or (None,) * len(value)
            shape = self.steps[0].shape
            return [Node(v, d, "", shape) for v, d in zip(value, each, strict=True)], 1
        return [Node(value, documents[0] if documents else None, "", self.shape)], 0


def _unfold(step: _Step) -> Unfold:
    """How a step gets from values to what lies beyond them."""
    if isinstance(step, _Field):
        name = step.name
        return lambda values, _: [v for value in values if (v := value.get(name)) is not None]
    if isinstance(step, _Body):
        kinds, reference = step.kinds, step.reference
        return lambda values, scope: [
            body
            for text in values
            for body in scope.case.registers.bodies(kinds, text, reference=reference)
        ]
    if step.dated:
        return lambda values, scope: [
            v for value in values for v in value if v is not None and in_force(v, scope.day)
        ]
    return lambda values, _: [v for value in values for v in value if v is not None]


def _nodes(step: _Step, node: Node, scope: Scope) -> list[Node]:
    if isinstance(step, _Field):
        value = node.value.get(step.name)
        # A body's id stands in the document as `_id`.
        name = "_id" if step.name == "id" and "_id" in node.value else step.name
        at = node.pointer if node.fixed else node.pointer + pointer(name)
        if value is None:
            return []
        return [Node(value, node.document, at, step.shape, node.fixed, node.value)]
    if isinstance(step, _Body):
        bodies = scope.case.registers.bodies(step.kinds, node.value, reference=step.reference)
        return [replace(node, value=body, shape=step.shape, fixed=True) for body in bodies]
    document, at, shape, fixed = node.document, node.pointer, step.shape, node.fixed
    return [
        Node(value, document, at if fixed else f"{at}/{index}", shape, fixed)
        for index, value in enumerate(node.value)
        if value is not None and not (step.dated and not in_force(value, scope.day))
    ]


class Paths:
    """Compiles the paths of rules about one kind of subject."""

    def __init__(self, schemas: Schemas, subject: SubjectKind) -> None:
        self._schemas = schemas
        self._roots = dict(_BUILT_IN)
        self._roots["parties"] = Shape(type="array", items=self._body_shape("party"))
        for root in ROOTS[subject].values():
            body = self._body_shape(root.kind)
            self._roots[root.name] = Shape(type="array", items=body) if root.many else body

    def compile(self, text: str, item: Path | None = None) -> Path:
        """The path that `text` writes; `item` is the path of the list items around it.

        Raises PathError naming the nearest that exists for anything that does not.
        """
        if not _WRITTEN.fullmatch(text):
            raise PathError(
                message(
                    "“{given}” is not a path; a path looks like {example}",
                    given=text,
                    example="report.activities[].sub_goals[]",
                )
            )
        roots = {**self._roots, "item": item.shape} if item else self._roots
        root, *parts = text.replace("[]", ".[]").split(".")
        if root not in roots:
            raise _unknown(root, text, roots)
        shape = roots[root]
        steps: list[_Step] = []
        for part in parts:
            steps.extend(self._steps(part, shape, text))
            shape = steps[-1].shape
        return _path(text, root, tuple(steps), shape, item if root == "item" else None)

    def _steps(self, part: str, shape: Shape, text: str) -> list[_Step]:
        if part == "[]":
            if shape.items is None:
                raise PathError(
                    message("In the path {path}, “[]” follows what is no list", path=text)
                )
            return [_Every(shape.items, shape.dated)]
        if part in shape.fields:
            return [_Field(part, shape.fields[part])]
        if shape.items is not None:
            raise PathError(
                message(
                    "In the path {path}, “[]” is missing after a list, before “{field}”",
                    path=text,
                    field=part,
                )
            )
        known: dict[str, Shape] = dict(shape.fields)
        for kind in shape.names:
            body = self._body_shape(kind)
            if part in body.fields:
                return [_Body(shape.names, shape.reference, body), _Field(part, body.fields[part])]
            known |= body.fields
        raise _unknown(part, text, known)

    def _body_shape(self, kind: str) -> Shape:
        """A kind's shape; a body that others name has `id` for its `_id`."""
        shape = self._schemas.shape(kind)
        return replace(shape, fields={**shape.fields, "id": TEXT})


def _path(text: str, root: str, steps: tuple[_Step, ...], shape: Shape, item: Path | None) -> Path:
    every = [index for index, step in enumerate(steps) if isinstance(step, _Every)]
    record = max((i for i in every if steps[i].shape.type == "object"), default=None)
    records = None
    if record is not None and record + 1 < len(steps):
        records = _path(text, root, steps[: record + 1], steps[record].shape, item)
    path = Path(
        text=text,
        root=root,
        many=bool(every),
        shape=shape,
        steps=steps,
        reads=_reads(text, root, steps, item),
        unfolding=tuple(map(_unfold, steps)),
        record=record,
        records=records,
        item=item,
    )
    return path if records or record is None else replace(path, records=path)


def _reads(text: str, root: str, steps: tuple[_Step, ...], item: Path | None) -> tuple[Read, ...]:
    """What the steps read; past a reference, it is a field of the body referred to."""
    *before, last = item.reads if item else (*_ALWAYS_READ.get(root, ()), Read(root))
    for index, step in enumerate(steps):
        if isinstance(step, _Body):
            before.append(last)
            named = _path(text, root, steps[:index], TEXT, item)
            last = Read(root, kinds=step.kinds, named=named)
        elif isinstance(step, _Field):
            last = last.into(step.name)
        else:
            # A root that is a list holds documents, and is no part of them.
            last = last.into("[]") if index or item else last
            if step.dated:
                before += [last.into("from"), last.into("to")]
    return (*before, last)


def _unknown(given: str, path: str, known: Mapping[str, Shape]) -> PathError:
    meant = nearest(given, known)
    if meant:
        return PathError(
            message(
                "In the path {path}, “{given}” is unknown; did you mean “{meant}”?",
                path=path,
                given=given,
                meant=meant,
            )
        )
    return PathError(
        message(
            "In the path {path}, “{given}” is unknown; known here: {known}",
            path=path,
            given=given,
            known=sorted(known),
        )
    )
