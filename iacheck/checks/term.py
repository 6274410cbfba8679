"""What rules are made of below their kinds: selections of values, terms, and conditions.

- A selection says which values a check looks at: a path, several paths together, or the
  first of several that gives anything.
- A term is a value to compare with: a literal, `$parameter`, a path, a sum, a count, ….
- A condition (`where`) keeps some of a list's items.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from iacheck.checks.outcome import Undetermined
from iacheck.checks.parameters import Parameter
from iacheck.checks.path import Node, Path, Scope
from iacheck.checks.yaml_model import YamlModel, open_form
from iacheck.language.messages import DocumentPart, Message, Value, message
from iacheck.language.names import normalise

PathText = Annotated[
    str,
    Field(
        title="Path",
        description="Such as report.activities[].sub_goals[]; [] goes into every item of a list",
    ),
]
PathTexts = Annotated[
    list[PathText],
    Field(min_length=1, title="Paths", description="The values of all of them"),
]


class FirstOf(YamlModel):
    """The first of these paths that gives anything."""

    first_of: PathTexts = Field(title="First of", description="Paths, in order")


SelectionSource = PathText | PathTexts | FirstOf
ConditionSource = Annotated[dict[str, Any], open_form("condition")]


@dataclass(frozen=True, slots=True)
class PathSelection:
    """Values of several paths together, or of the first that gives any."""

    paths: tuple[Path, ...]
    first_only: bool = False

    @property
    def many(self) -> bool:
        several = len(self.paths) > 1 and not self.first_only
        return several or any(path.many for path in self.paths)

    @property
    def names_bodies(self) -> bool:
        return all(path.names_bodies for path in self.paths)

    def values(self, scope: Scope) -> list[Any]:
        if len(self.paths) == 1:
            return self.paths[0].values(scope)
        return [value for _, path in self.used(scope) for value in path.values(scope)]

    def nodes(self, scope: Scope) -> list[Node]:
        return [node for _, path in self.used(scope) for node in path.nodes(scope)]

    def around(self, scope: Scope) -> Node:
        """Where a missing value would stand, in the first path that leads to a document."""
        places = [path.around(scope) for _, path in self.used(scope)]
        return next((place for place in places if place.document is not None), places[0])

    def require(self, scope: Scope) -> list[Any]:
        """The values; raises Undetermined if a field that holds just one is absent."""
        values = self.values(scope)
        if not values and not self.many:
            raise Undetermined(missing_field(self.paths[0]))
        return values

    def used(self, scope: Scope) -> Iterable[tuple[int, Path]]:
        """The paths that count, each with its number among all."""
        numbered = list(enumerate(self.paths))
        if not self.first_only:
            return numbered
        given = (pair for pair in numbered if pair[1].where(None).values(scope))
        return [next(given, numbered[0])]


def missing_field(path: Path) -> Message:
    """The reason for `undetermined` where a field has no value."""
    *around, field = path.fields or (path.root,)
    whole = DocumentPart("" if path.item or not path.fields else path.root, tuple(around))
    called = path.field_type.label or DocumentPart(steps=(field,))
    if whole == DocumentPart():
        return message("{field} is not given", field=called)
    return message("{field} is not given ({whole})", field=called, whole=whole)


_AnyValue = bool | int | float | str | list[Any] | dict[str, Any]
TermSource = Annotated[_AnyValue, open_form("term")]
DueSource = Annotated[_AnyValue, open_form("due_date")]
Term = Callable[[Scope], Any]


def constant(value: Any) -> Term:
    """The value, whatever the case."""
    return lambda _: value


def parameter(known: Parameter, label: Callable[[str], Value]) -> Term:
    """The parameter's value in the case's period; Undetermined where none is decided."""

    def term(scope: Scope) -> Any:
        value = known.value(scope.case.period)
        if value is None:
            raise Undetermined(
                message(
                    "The rule book has no value of {parameter} for {period}",
                    parameter=label(known.name),
                    period=scope.case.period,
                )
            )
        return value

    return term


def single(selection: PathSelection) -> Term:
    """The value of a field that holds just one; Undetermined where it is absent."""
    return lambda scope: selection.require(scope)[0]


def sum_of(selection: PathSelection) -> Term:
    """The values added up; 0 where there are none."""
    return lambda scope: sum(selection.values(scope))


def number_of(selection: PathSelection) -> Term:
    """How many values there are."""
    return lambda scope: len(selection.values(scope))


def latest(selection: PathSelection) -> Term:
    """The last of several dates, or the greatest number; Undetermined where there are none."""

    def term(scope: Scope) -> Any:
        values = selection.values(scope)
        if not values:
            raise Undetermined(missing_field(selection.paths[0]))
        return max(values)

    return term


def characters(selection: PathSelection) -> Term:
    """How many characters the texts have together."""
    return lambda scope: sum(len(text) for text in selection.values(scope))


def difference(first: Term, then: Sequence[Term]) -> Term:
    """The first less all the others."""
    return lambda scope: first(scope) - sum(term(scope) for term in then)


def percent(part: Term, whole: Term) -> Term:
    """The part's share of the whole in per cent, not rounded; of 0: Undetermined."""

    def term(scope: Scope) -> Any:
        of = whole(scope)
        if not of:
            raise Undetermined(message("A share of 0 cannot be told"))
        return 100 * part(scope) / of

    return term


def lookup(table: Term, by: Term) -> Term:
    """The table's entry for a key; Undetermined where it has none."""

    def term(scope: Scope) -> Any:
        key = by(scope)
        entries = table(scope)
        if str(key) not in entries:
            raise Undetermined(message("No value is decided for {given}", given=key))
        return entries[str(key)]

    return term


def as_text(value: Any) -> str:
    """The form in which a value is compared with words and codes."""
    return normalise(value) if isinstance(value, str) else str(value)


@functools.lru_cache(maxsize=512)
def _stems(stems: tuple[str, ...]) -> re.Pattern[str]:
    # Only escaped stems reach `re`: nothing that a rule book holds can make it hang.
    parts = [
        re.escape(comparable_text(stem[1:]))
        if stem.startswith("*")
        else r"(?<!\w)" + re.escape(comparable_text(stem))
        for stem in stems
    ]
    return re.compile("|".join(parts) or r"(?!)")


def mentions(texts: Iterable[Any], stems: Iterable[str]) -> bool:
    """Whether a text mentions a word stem: at the start of a word; written `*stem`, anywhere."""
    pattern = _stems(tuple(stems))
    return any(pattern.search(comparable_text(text)) for text in texts if isinstance(text, str))


def comparable_text(text: str) -> str:
    """A text in lower case, with single spaces, hyphens counting as spaces."""
    composed = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", composed.casefold()).strip()


def has_content(value: Any) -> bool:
    """Whether a value says anything: an empty text, list or object does not."""
    if isinstance(value, str):
        return bool(value.strip())
    return bool(value) if isinstance(value, list | dict) else value is not None
