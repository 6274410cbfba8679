"""Selections: which values a check looks at.

A path, several paths together, or the first of several that gives anything or whose document
there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Annotated, Any, Literal

from iacheck.checks.addition import Addition, AnyAddition, Mend
from iacheck.checks.missing_values import item_without_value, missing_field
from iacheck.checks.outcome import Undetermined
from iacheck.checks.path import Path
from iacheck.checks.quick_values import QuickValues, values_of
from iacheck.checks.scope import Node, Scope
from iacheck.checks.shape import Shape, common_sort, shape_of_field
from iacheck.checks.texts import as_text, as_title
from iacheck.checks.yaml_model import Field, Mark, YamlModel, open_form
from iacheck.language.frozen import frozen
from iacheck.language.messages import message

PathText = Annotated[
    str,
    Field(
        title="Path",
        description="Such as report.activities[].sub_goals[]; [] goes into every item of a list",
    ),
]
ConditionSource = Annotated[dict[str, Any], open_form("condition")]


class FilteredPaths(YamlModel):
    """Paths through only those list items that a condition keeps."""

    paths: Annotated[list[PathText], Field(min_length=1)] = Field(description="One path or more")
    where: ConditionSource | None = Field(
        default=None, description="Which of the list's items count on these paths; else all"
    )


def _form(value: Any) -> str | None:
    """Which form a selection is written in, told by its type and by the names in it."""
    if isinstance(value, Mapping):
        return next(
            (f"[{name}]" for name in ("first_of", "first_at_hand") if name in value), _PATHS
        )
    return _PATH if isinstance(value, str) else _LIST if isinstance(value, list) else None


# Names in brackets are no keys: what tells of mistakes leaves them out.
_PATH, _PATHS, _LIST = "[path]", "[paths]", "[list]"
_Path = Annotated[PathText, Mark("Tag", _PATH)]
_Filtered = Annotated[FilteredPaths, Mark("Tag", _PATHS)]
AnyPath = Annotated[_Path | _Filtered, Mark("Discriminator", _form)]
PathTexts = Annotated[
    list[AnyPath],
    Field(min_length=1, title="Paths", description="The values of all of them"),
]


class FirstOf(YamlModel):
    """The first of these paths that gives anything."""

    first_of: PathTexts = Field(title="First of", description="Paths, in order")


class FirstAtHand(YamlModel):
    """The first of these paths whose document there is, whatever it holds."""

    first_at_hand: PathTexts = Field(title="First at hand", description="Paths, in order")


SelectionSource = Annotated[
    _Path
    | _Filtered
    | Annotated[PathTexts, Mark("Tag", _LIST)]
    | Annotated[FirstOf, Mark("Tag", "[first_of]")]
    | Annotated[FirstAtHand, Mark("Tag", "[first_at_hand]")],
    Mark("Discriminator", _form),
]
Choice = Literal["all", "first_of", "first_at_hand"]
Location = tuple[str | int, ...]


@frozen
class PlacedPath:
    """A path as written and where it stands in the YAML; `where` and its place, if it has one."""

    text: str
    at: Location
    where: Mapping[str, Any] | None = None
    where_at: Location = ()


@frozen
class PathSelection:
    """Values of several paths together, or of the one of them that is chosen.

    `found` gives the values, without a note of what is read.
    """

    paths: tuple[Path, ...]
    choice: Choice = "all"
    found: Callable[[Scope], list[Any]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Most are of one path, of which nothing has to be chosen.
        found = self.paths[0].values if len(self.paths) == 1 else self._found
        object.__setattr__(self, "found", found)

    @property
    def only_path(self) -> Path | None:
        """The path, if it is one alone."""
        return self.paths[0] if len(self.paths) == 1 else None

    @property
    def is_all(self) -> bool:
        """Whether the values of all of its paths count."""
        return self.choice == "all"

    @property
    def quick(self) -> QuickValues | None:
        """The values, of an ordinary case, at least cost."""
        return values_of(self.paths, self.found)

    @property
    def quick_parts(self) -> Sequence[QuickValues] | None:
        """The same, path by path: of what settles a check, the rest is not read."""
        if self.choice != "all":
            return None if self.quick is None else [self.quick]
        parts = [values_of([path], path.values) for path in self.paths]
        return [part for part in parts if part is not None] if None not in parts else None

    @property
    def many(self) -> bool:
        several = len(self.paths) > 1 and self.choice == "all"
        return several or any(path.many for path in self.paths)

    @property
    def shape(self) -> Shape:
        """What one of the values is."""
        sort = common_sort(shape_of_field(path.field_type) for path in self.paths)
        return Shape(sort, several=False, told=True)

    @property
    def names_bodies(self) -> bool:
        return all(path.names_bodies for path in self.paths)

    @property
    def bodies(self) -> frozenset[str]:
        """The kinds of body that the values name; empty where they may name none."""
        kinds = [kind for path in self.paths for kind in path.field_type.names]
        return frozenset(kinds if self.names_bodies else ())

    def values(self, scope: Scope) -> list[Any]:
        if scope.trace is not None:
            self._note(scope)
        return self.found(scope)

    def _found(self, scope: Scope) -> list[Any]:
        return [value for _, path in self.used(scope) for value in path.values(scope)]

    def nodes(self, scope: Scope) -> list[Node]:
        self._note(scope)
        return [node for _, path in self.used(scope) for node in path.nodes(scope)]

    def given_nodes(self, scope: Scope, wanted: Callable[[Any], bool]) -> list[Node]:
        """The values that say something and are wanted, with their places."""
        self._note(scope)
        nodes = []
        for path in self.paths if len(self.paths) == 1 else self._used(scope):
            for node in path.each_node(scope, wanted):
                if path.says_something(node.value):
                    nodes.append(node)  # noqa: PERF401 - two comprehensions in one are no shorter
        return nodes

    def _note(self, scope: Scope) -> None:
        """Note what is read for whoever asks why."""
        if scope.trace is not None:
            for _, path in self.used(replace(scope, trace=None)):
                scope.trace.path(path, scope)

    def around(self, scope: Scope) -> Node:
        """Where a missing value would stand, in the first path that leads to a document."""
        if len(self.paths) == 1:
            return self.paths[0].around(scope)
        places = [path.around(scope) for _, path in self.used(scope)]
        return next((place for place in places if place.document is not None), places[0])

    def require(self, scope: Scope) -> list[Any]:
        """The values that say something.

        Raises Undetermined if a field that holds just one is absent, or says nothing.
        """
        if scope.trace is not None:
            self._note(scope)
        values: list[Any] = []
        for path in self.paths if len(self.paths) == 1 else self._used(scope):
            values += filter(path.says_something, path.values(scope))
        if not values and not self.many:
            raise Undetermined(missing_field(self.paths[0]))
        return values

    def all_values(self, scope: Scope, *, absent: Literal[0] | None = None) -> list[Any]:
        """The values, of items that all have one.

        Raises Undetermined where an item lacks it, unless what is `absent` counts as 0.
        """
        if absent is None:
            for path in self.paths if len(self.paths) == 1 else self._used(scope):
                item = item_without_value(path, scope)
                if item is not None:
                    told = message("{item}: {why}", item=item.called(), why=missing_field(path))
                    raise Undetermined(told)
        return self.values(scope)

    def told_values(self, scope: Scope) -> list[Any]:
        """The values that say something; what to compare with.

        Raises Undetermined where no document is there in which they would stand, or a field that
        holds just one is absent: of what has not come, nobody knows what it holds.
        """
        if not any(path.item or scope.case.has(path.root) for path in self.paths):
            self._note(scope)
            raise Undetermined(missing_field(self.paths[0]))
        return self.require(scope)

    def number(
        self, scope: Scope, *, absent: Literal[0] | None = None, distinct: bool = False
    ) -> int:
        """How many values there are, or how many different ones.

        Raises Undetermined like `all_values`.
        """
        values = self.all_values(scope, absent=absent)
        return len(set(map(equal_form(self), values)) if distinct else values)

    def left_out_by(self, scope: Scope, node: Node | None = None) -> Mend:
        """What more would keep an item from counting, by the conditions on it: that of a node."""
        own: list[Path] = []
        others: list[Path] = []
        for path in self.paths:
            for condition in path.conditions:
                (own if condition.item is path.records else others).append(condition)
        of_items = Addition(tuple(own), scope, item=node, further=False)
        return AnyAddition((of_items, Addition(tuple(others), scope)))

    def _used(self, scope: Scope) -> list[Path]:
        return [path for _, path in self.used(scope)]

    def used(self, scope: Scope) -> Iterable[tuple[int, Path]]:
        """The paths that count, each with its number among all."""
        numbered = list(enumerate(self.paths))
        if self.choice == "all":
            return numbered
        if self.choice == "first_at_hand":
            given = (pair for pair in numbered if scope.case.has(pair[1].root))
        else:
            given = (pair for pair in numbered if pair[1].unfiltered.values(scope))
        return [next(given, numbered[0])]


def placed_paths(source: SelectionSource, at: Location) -> tuple[Choice, Sequence[PlacedPath]]:
    """Which of a selection's paths count, and each path in order."""
    match source:
        case FirstOf():
            return "first_of", _placed(source.first_of, (*at, "first_of"))
        case FirstAtHand():
            return "first_at_hand", _placed(source.first_at_hand, (*at, "first_at_hand"))
        case list():
            return "all", _placed(source, at)
        case _:
            return "all", _placed_part(source, at)


def _placed(listed: Sequence[AnyPath], at: Location) -> Sequence[PlacedPath]:
    return [placed for i, part in enumerate(listed) for placed in _placed_part(part, (*at, i))]


def _placed_part(part: AnyPath, at: Location) -> Sequence[PlacedPath]:
    if isinstance(part, str):
        return [PlacedPath(part, at)]
    where = (part.where, (*at, "where"))
    return [PlacedPath(text, (*at, "paths", i), *where) for i, text in enumerate(part.paths)]


def equal_form(*selections: PathSelection) -> Callable[[Any], Any]:
    """The form in which two values of these selections are equal if they mean the same.

    Of titles, punctuation does not count either.
    """
    titles = all(path.is_title for selection in selections for path in selection.paths)
    return as_title if titles else as_text
