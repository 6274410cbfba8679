"""Selections and terms: the values that a check looks at, and those it compares them with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from iacheck.checks.texts import as_stem
from naive.names import text_form, title_form
from naive.paths import Missing, Path
from naive.world import NOWHERE, Spot, World


@dataclass(frozen=True)
class Selection:
    """Several paths together, or the first of them that gives anything, or is at hand."""

    paths: tuple[Path, ...]
    choice: str = "all"

    @classmethod
    def of(cls, written: Any, where: Mapping[str, Any] | None = None) -> Selection:
        """What is written, through the items that `where` keeps."""
        choice = "all"
        if isinstance(written, Mapping) and "paths" not in written:
            ((choice, written),) = written.items()
        listed = written if isinstance(written, list) else [written]
        paths = [path for part in listed for path in _paths(part)]
        if where is not None:
            paths = [replace(path, conditions=(*path.conditions, where)) for path in paths]
        return cls(tuple(paths), choice)

    def used(self, world: World) -> Sequence[Path]:
        """The paths that count."""
        if self.choice == "all":
            return self.paths
        if self.choice == "first_at_hand":
            given = [p for p in self.paths if world.case.values.get(p.text.split(".")[0])]
        else:
            given = [path for path in self.paths if path.all_spots(world)]
        return [given[0] if given else self.paths[0]]

    def spots(self, world: World) -> list[Spot]:
        return [spot for path in self.used(world) for spot in path.spots(world)]

    def values(self, world: World) -> list[Any]:
        return [spot.value for spot in self.spots(world)]

    def saying(self, world: World) -> list[Spot]:
        """The values that say something."""
        return [
            spot
            for path in self.used(world)
            for spot in path.spots(world)
            if path.says_something(spot.value, world)
        ]

    def is_many(self, world: World) -> bool:
        several = len(self.paths) > 1 and self.choice == "all"
        return several or any(path.is_many(world) for path in self.paths)

    def required(self, world: World) -> list[Spot]:
        """The values that say something; Missing where a single field is absent."""
        found = self.saying(world)
        if not found and not self.is_many(world):
            raise Missing
        return found

    def complete(self, world: World, absent: Any) -> list[Any]:
        """The values, of items that all have one; else Missing."""
        for path in self.used(world) if absent is None else ():
            if path.lacks_in_an_item(world):
                raise Missing
        return self.values(world)

    def is_at_hand(self, world: World) -> bool:
        """Whether there is a document in which the values would stand."""
        roots = [path.text.split(".")[0].removesuffix("[]") for path in self.paths]
        return any(root == "item" or world.case.values.get(root) for root in roots)

    def number(self, world: World, absent: Any, *, distinct: bool) -> int:
        """How many values there are; of those that are the same, one."""
        values = self.complete(world, absent)
        if not distinct:
            return len(values)
        titles = all(path.is_title(world) for path in self.paths)
        return len({title_form(value) if titles else text_form(value) for value in values})

    def around(self, world: World) -> Spot:
        """Where a missing value would stand."""
        places = [path.around(world) for path in self.used(world)]
        return next((place for place in places if place.document is not None), places[0])


def _paths(part: Any) -> Iterable[Path]:
    if isinstance(part, str):
        yield Path(part)
        return
    where = part.get("where")
    for text in part["paths"]:
        yield Path(text, () if where is None else (where,))


def term(written: Any, world: World, *, several: bool = False) -> Any:
    """The value of a term; Missing where there is none. A path may give `several`."""
    if isinstance(written, str) and written.startswith("$"):
        value = world.parameter(written[1:])
        if value is None:
            raise Missing
        return value
    if not isinstance(written, Mapping):
        return written
    form = next(name for name in _FORMS if name in written)
    if form != "path":
        return _FORMS[form](written, world)
    selection = Selection.of(written["path"], written.get("where"))
    if several and selection.is_many(world) and not selection.is_at_hand(world):
        raise Missing
    found = [spot.value for spot in selection.required(world)]
    return found if several and selection.is_many(world) else found[0]


def _selected(form: str, written: Mapping[str, Any]) -> Selection:
    return Selection.of(written[form], written.get("where"))


def _sum(written: Mapping[str, Any], world: World) -> Any:
    return sum(_selected("sum", written).complete(world, written.get("absent")))


def _count(written: Mapping[str, Any], world: World) -> Any:
    selection = _selected("count", written)
    return selection.number(world, written.get("absent"), distinct="distinct" in written)


def _characters(written: Mapping[str, Any], world: World) -> Any:
    return sum(len(text) for text in _selected("characters", written).values(world))


def _latest(written: Mapping[str, Any], world: World) -> Any:
    values = _selected("latest", written).values(world)
    if not values:
        raise Missing
    return max(values)


def _distinct(written: Mapping[str, Any], world: World) -> Any:
    found: dict[str, Any] = {}
    for value in _selected("distinct", written).values(world):
        found.setdefault(text_form(value), value)
    return [*found.values()]


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Missing
    return value


def _difference(written: Mapping[str, Any], world: World) -> Any:
    first, *others = [_number(term(part, world)) for part in written["difference"]]
    return first - sum(others)


def _percent(written: Mapping[str, Any], world: World) -> Any:
    of = written["percent"]
    whole = _number(term(of["whole"], world))
    if whole == 0:
        raise Missing
    return 100 * _number(term(of["part"], world)) / whole


def _lookup(written: Mapping[str, Any], world: World) -> Any:
    key = text_form(term(written["by"], world))
    for name, entry in term(written["lookup"], world).items():
        if text_form(name) == key:
            return entry
    if "otherwise" not in written:
        raise Missing
    return term(written["otherwise"], world)


_FORMS: Mapping[str, Any] = {
    "path": None,
    "sum": _sum,
    "count": _count,
    "characters": _characters,
    "latest": _latest,
    "distinct": _distinct,
    "difference": _difference,
    "percent": _percent,
    "lookup": _lookup,
}


def _is_term(entry: Any) -> bool:
    return isinstance(entry, Mapping) or (isinstance(entry, str) and entry.startswith("$"))


def entries(written: Any, world: World) -> list[Any]:
    """What a term gives, or several terms together, as a list; of a table, its keys."""
    if isinstance(written, list) and any(map(_is_term, written)):
        plainly = [entry for entry in written if not _is_term(entry)]
        others = [entry for entry in written if _is_term(entry)]
        return plainly + [value for entry in others for value in entries(entry, world)]
    value = term(written, world, several=True)
    return [*value] if isinstance(value, list | Mapping) else [value]


def stems(written: Any, world: World) -> list[str]:
    """What a term gives, as word stems."""
    if isinstance(written, list) and any(map(_is_term, written)):
        plainly = [entry for entry in written if not _is_term(entry)]
        others = [entry for entry in written if _is_term(entry)]
        return plainly + [stem for entry in others for stem in stems(entry, world)]
    value = term(written, world, several=True)
    if isinstance(value, Mapping):
        return [stem for entry in value.values() for stem in entry]
    listed = value if isinstance(value, list) else [value]
    return [as_stem(text) for text in listed] if _is_of_documents(written) else listed


def _is_of_documents(written: Any) -> bool:
    return isinstance(written, Mapping) and ("path" in written or "distinct" in written)


def place_of(written: Any, world: World) -> Spot:
    """Where a term's value stands: that of the first path in it that leads anywhere."""
    for text in _texts_in(written):
        path = Path(text)
        found = path.spots(world)[:1] or [path.around(world)]
        if found[0].document is not None:
            return found[0]
    return NOWHERE


def _texts_in(written: Any) -> Iterable[str]:
    if not isinstance(written, Mapping):
        return
    for form, part in written.items():
        if part is not True and form in (
            "path",
            "sum",
            "count",
            "latest",
            "characters",
            "distinct",
        ):
            yield from (path.text for path in Selection.of(part).paths)
        elif form == "difference":
            for one in part:
                yield from _texts_in(one)
        elif form == "percent":
            yield from _texts_in(part["part"])
