"""Terms: values to compare with. A literal, `$parameter`, a path, a sum, a count, …."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from iacheck.checks.outcome import Undetermined
from iacheck.checks.parameters import Parameter
from iacheck.checks.scope import Scope
from iacheck.checks.selection import PathSelection, missing_field
from iacheck.checks.texts import as_text
from iacheck.checks.yaml_model import open_form
from iacheck.language.messages import Value, message

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


def distinct(selection: PathSelection) -> Term:
    """The different values, as a list, in the documents' order."""
    return lambda scope: list(dict.fromkeys(selection.values(scope)))


def lookup(table: Term, by: Term, otherwise: Term | None = None) -> Term:
    """The table's entry for a key; where it has none, `otherwise`, else Undetermined."""

    def term(scope: Scope) -> Any:
        key = by(scope)
        entries: Mapping[str, Any] = {as_text(name): entry for name, entry in table(scope).items()}
        if as_text(key) in entries:
            return entries[as_text(key)]
        if otherwise is None:
            raise Undetermined(message("No value is decided for {given}", given=key))
        return otherwise(scope)

    return term
