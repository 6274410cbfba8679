"""Values that are missing: where, and whether anybody can tell that they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from iacheck.checks.outcome import Outcome, Unknown
from iacheck.checks.path import Path
from iacheck.checks.scope import Node, Scope
from iacheck.checks.steps import IntoField, Values
from iacheck.documents.field_types import FieldType
from iacheck.language.content import has_content, has_content_listed
from iacheck.language.messages import DocumentPart, Message, message


def missing_field(path: Path) -> Message:
    """The reason for `undetermined` where a field has no value."""
    *around, field = path.fields or (path.root,)
    whole = DocumentPart("" if path.item or not path.fields else path.root, tuple(around))
    called = path.field_type.label or DocumentPart(steps=(field,))
    if whole == DocumentPart():
        return message("{field} is not given", field=called)
    return message("{field} is not given ({whole})", field=called, whole=whole)


def untold_as_unknown(
    judge: Callable[[Scope], Outcome], paths: Sequence[Path]
) -> Callable[[Scope], Outcome]:
    """The same check, with a breach as `Unknown` if a list on one of the paths may be untold."""
    if not paths:
        return judge

    def told(scope: Scope) -> Outcome:
        outcome = judge(scope)
        if isinstance(outcome, tuple) and outcome:
            untold = next(filter(None, (untold_list(path, scope) for path in paths)), None)
            if untold is not None:
                return Unknown(missing_field(untold))
        return outcome

    return told


def untold_list(path: Path, scope: Scope) -> Path | None:
    """The path to a list on the way that is absent, if that does not mean that it is empty."""
    for number, step in enumerate(path.steps):
        if isinstance(step, IntoField) and step.field_type.may_be_untold:
            here = path.until(number)
            listed = (record.get(step.name) or [] for record in here.values(scope))
            if not all(_names_any(items, step.field_type.items) for items in listed):
                return path.until(number + 1)
    return None


def item_without_value(path: Path, scope: Scope) -> Node | None:
    """The first list item that counts and has nothing in the field that the path ends at.

    A list in an item that is absent is an empty one, and lacks nothing.
    """
    names = path.own_fields
    if names is None or path.records is None:
        return None
    kept = path.records.values(scope) if path.kept is None else path.kept_in(scope)
    if len(names) == 1:
        (name,) = names
        for value in kept:
            if value.get(name) is None:
                break
        else:
            return None
    for value in kept:
        if not _has(value, names):
            records = path.records.where(path.keep)
            return next(node for node in records.each_node(scope) if not _has(node.value, names))
    return None


def _has(value: Any, names: tuple[str, ...]) -> bool:
    """Whether fields inside each other lead to anything."""
    for name in names:
        if value is None:
            return False
        value = value.get(name)
    return value is not None


def _names_any(items: Values, field_type: FieldType | None) -> bool:
    """Whether a list tells of anybody or anything: a seat of “–” is nobody's."""
    fields = field_type.fields if field_type else {}
    naming = [name for name, part in fields.items() if part.reference]
    return any(
        any(has_content(item.get(name)) for name in naming) if naming else has_content_listed(item)
        for item in items
        if item is not None
    )
