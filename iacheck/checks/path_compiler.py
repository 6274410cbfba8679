"""From a path as written to a path that gives values.

`report.activities[].sub_goals[]` is held against the schemas: a misspelt field is an error
before anything is judged.

- `field[]` goes into every item of a list; items with `from`/`to` only if in force that day.
- A field after a text that names a body goes to that body: `members[].organisation.side`.
- `item` begins a path inside “for each …”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from iacheck.cases.case import SubjectKind
from iacheck.checks.path import Path
from iacheck.checks.read import Read
from iacheck.checks.scope import TEXT, Scope
from iacheck.checks.steps import EveryItem, IntoField, Step, ToBody, Values, step_name, unfold
from iacheck.documents.field_types import FieldType
from iacheck.documents.schemas import Schemas
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Message, message

_WRITTEN = re.compile(r"[a-z_]+(\[\])?(\.[a-z_]+(\[\])?)*", re.ASCII)
_DAY = FieldType(type="string", format="date")
_PERIOD = FieldType(type="string", format="period")

# What every rule can read beside documents.
_BUILT_IN: Mapping[str, FieldType] = {
    "subject": FieldType(
        type="object",
        fields={"kind": TEXT, "id": TEXT, "first_day": _DAY, "last_day": _DAY},
    ),
    "period": FieldType(type="object", fields={"id": _PERIOD, "first_day": _DAY, "last_day": _DAY}),
}


class PathError(ValueError):
    """A path that cannot be compiled; `message` says why and what may have been meant."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Paths:
    """Compiles the paths of rules about one kind of subject.

    `existence` is what tells whether there is anybody to judge; no rule says that it reads this.
    `length` is that of the periods that the rules are about: `year` or `half-year`.
    """

    def __init__(self, schemas: Schemas, subject: SubjectKind) -> None:
        self._schemas = schemas
        self.length = subject.partition("-")[2]
        self._roots = dict(_BUILT_IN)
        self._roots["parties"] = FieldType(type="array", items=self._body_shape("party"))
        self.existence: tuple[Read, ...] = ()
        # Which documents of no period there are is read in their own dates.
        self._standing: dict[str, tuple[Read, ...]] = {}
        # What is kept by a filter, as it is written, of the list at the end of a way.
        self.kept: dict[tuple[tuple[str, ...], str], Callable[[Scope], Values]] = {}
        # The rules of a book read the same fields again and again.
        self._compiled: dict[str, Path] = {}
        # Parts of paths, by the root and the steps that they take.
        self._parts: dict[tuple[str, tuple[str, ...]], Path] = {}
        for root in schemas.roots(subject).values():
            body = replace(self._body_shape(root.kind.name), label=root.label)
            listed = FieldType(type="array", items=body, label=root.label)
            self._roots[root.name] = listed if root.many else body
            if root.kind.period is None and "active" in body.fields:
                active = Read(root.name, ("active",))
                dates = (*active.span(), *active.into("[]").span())
                if root.kind.name == subject.partition("-")[0]:
                    self.existence = dates
                else:
                    self._standing[root.name] = dates
            if body.day is not None:
                # So is whether one that took place on a day counts.
                self._standing[root.name] = (Read(root.name, (body.day,)),)

    def may_be_meant(self, text: str, item: Path | None = None) -> bool:
        """Whether a text that stands where no path belongs begins as a path does, and goes on."""
        root = re.split(r"[.\[]", text)[0]
        known = root in self._roots or (root == "item" and item is not None)
        return text != root and known and _WRITTEN.fullmatch(text) is not None

    def compile(self, text: str, item: Path | None = None) -> Path:
        """The path that `text` writes; `item` is the path of the list items around it.

        Raises PathError naming the nearest that exists for anything that does not.
        """
        if item is not None:
            return self._compile(text, item)
        if text not in self._compiled:
            self._compiled[text] = self._compile(text, None)
        return self._compiled[text]

    def _compile(self, text: str, item: Path | None) -> Path:
        if not _WRITTEN.fullmatch(text):
            raise PathError(
                message(
                    "“{given}” is not a path; a path looks like {example}",
                    given=text,
                    example="report.activities[].sub_goals[]",
                )
            )
        roots = {**self._roots, "item": item.field_type} if item else self._roots
        root, *parts = text.replace("[]", ".[]").split(".")
        if root not in roots:
            raise _unknown(root, text, roots)
        field_type = roots[root]
        steps: list[Step] = []
        for part in parts:
            steps.extend(self._steps(part, field_type, text))
            field_type = steps[-1].field_type
        return self._path(text, root, tuple(steps), field_type, item if root == "item" else None)

    def _steps(self, part: str, field_type: FieldType, text: str) -> list[Step]:
        if part == "[]":
            if field_type.items is None:
                raise PathError(
                    message("In the path {path}, “[]” follows what is no list", path=text)
                )
            may_be_one = bool(field_type.fields)
            return [EveryItem(field_type.items, field_type.dated, field_type.distinct, may_be_one)]
        if part in field_type.fields and field_type.items is None:
            return [IntoField(part, field_type.fields[part])]
        if field_type.items is not None:
            raise PathError(
                message(
                    "In the path {path}, “[]” is missing after a list, before “{field}”",
                    path=text,
                    field=part,
                )
            )
        known: dict[str, FieldType] = dict(field_type.fields)
        for kind in field_type.names:
            body = self._body_shape(kind)
            if part in body.fields:
                value = _id_of(*field_type.names) if part == "id" else body.fields[part]
                return [
                    ToBody(field_type.names, field_type.reference, body),
                    IntoField(part, value),
                ]
            known |= body.fields
        raise _unknown(part, text, known)

    def _path(
        self,
        text: str,
        root: str,
        steps: tuple[Step, ...],
        field_type: FieldType,
        item: Path | None,
    ) -> Path:
        every = [index for index, step in enumerate(steps) if isinstance(step, EveryItem)]
        record = max((i for i in every if steps[i].field_type.type == "object"), default=None)
        records = None
        if record is not None and record + 1 < len(steps):
            records = self._part(text, root, steps[: record + 1], item)
        path = Path(
            text=text,
            root=root,
            many=bool(every),
            field_type=field_type,
            steps=steps,
            reads=self._reads(text, root, steps, item),
            unfolding=tuple(map(unfold, steps)),
            record=record,
            records=records,
            item=item,
            shared=self._shared(text, root, steps) if item is None else None,
        )
        return path if records or record is None else replace(path, records=path)

    def _part(self, text: str, root: str, steps: tuple[Step, ...], item: Path | None) -> Path:
        """What a path is as far as these steps go; the same one for all that go them in a case."""
        if item is not None:
            return self._path(text, root, steps, steps[-1].field_type, item)
        way = root, tuple(map(step_name, steps))
        if way not in self._parts:
            self._parts[way] = self._path(text, root, steps, steps[-1].field_type, None)
        return self._parts[way]

    def _shared(self, text: str, root: str, steps: tuple[Step, ...]) -> Path | None:
        """The part of a path up to the last step before its end that costs more than others."""
        ends = [
            index + 1
            for index, step in enumerate(steps)
            if isinstance(step, ToBody) or (isinstance(step, EveryItem) and step.dated)
        ]
        if not ends or ends[-1] == len(steps):
            return None
        return self._part(text, root, steps[: ends[-1]], None)

    def _reads(
        self, text: str, root: str, steps: tuple[Step, ...], item: Path | None
    ) -> tuple[Read, ...]:
        """What the steps read; past a reference, it is a field of the body referred to."""
        *before, last = item.reads if item else (*self._standing.get(root, ()), Read(root))
        for index, step in enumerate(steps):
            if isinstance(step, ToBody):
                before.append(last)
                named = self._path(text, root, steps[:index], TEXT, item)
                last = Read(root, kinds=step.kinds, named=named, reference=step.reference)
            elif isinstance(step, IntoField):
                last = last.into(step.name)
            else:
                if step.may_be_one:
                    before += last.span()
                # A root that is a list holds documents, and is no part of them.
                last = last.into("[]") if index or item else last
                if step.dated:
                    before += last.span()
                if step.field_type.day is not None:
                    before.append(last.into(step.field_type.day))
        return (*before, last)

    def _body_shape(self, kind: str) -> FieldType:
        """A kind's field type; a body that others name has `id` for its `_id`.

        One that may have taken over from others has the ids of its `successors`, too.
        """
        field_type = self._schemas.field_type(kind)
        fields = {**field_type.fields, "id": _id_of(kind)}
        if "successor_of" in fields:
            fields["successors"] = FieldType(type="array", items=_id_of(kind))
        return replace(field_type, fields=fields)


def _id_of(*kinds: str) -> FieldType:
    """The id of a body of one of these kinds; it names the body."""
    return FieldType(type="string", names=kinds)


def _unknown(given: str, path: str, known: Mapping[str, FieldType]) -> PathError:
    if not known:
        return PathError(
            message(
                "In the path {path}, “{given}” is unknown: nothing stands below what is before it",
                path=path,
                given=given,
            )
        )
    told = message("In the path {path}, “{given}” is unknown", path=path, given=given)
    return PathError(unknown_name(told, given, known))
