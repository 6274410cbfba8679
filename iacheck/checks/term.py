"""Terms: values to compare with. A literal, `$parameter`, a path, a sum, a count, …."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar

from iacheck.cases.case import Case
from iacheck.checks.elapsed import days_between
from iacheck.checks.missing_values import missing_field
from iacheck.checks.outcome import Undetermined
from iacheck.checks.parameters import Parameter, deadline
from iacheck.checks.quick_values import (
    QuickValue,
    given_values,
    made_of_several,
    once_a_period,
    quick_form,
    single_value,
)
from iacheck.checks.scope import Scope
from iacheck.checks.selection import PathSelection
from iacheck.checks.shape import ANYTHING, Shape, common_sort, shape_of
from iacheck.checks.texts import as_text
from iacheck.checks.usual_paths import Roots
from iacheck.checks.yaml_model import open_form
from iacheck.language.frozen import frozen
from iacheck.language.messages import Value, message
from iacheck.language.periods import read_date

_AnyValue = bool | int | float | str | list[Any] | dict[str, Any]
TermSource = Annotated[_AnyValue, open_form("term")]
DueSource = Annotated[_AnyValue, open_form("due_date")]
_NUMBER = Shape("number")
_T = TypeVar("_T")


@frozen
class Term:
    """What gives a value in a scope, of what shape that is, and how a rule writes it where.

    `value` raises Undetermined where there is none. A `fixed` one is the same in all cases of a
    period: no document has a say in it. `quick`, if it has it, gives the same, or None.
    """

    value: Callable[[Scope], Any]
    shape: Shape = ANYTHING
    name: str = ""
    written: Any = None
    fixed: bool = False
    quick: QuickValue | None = None

    def __post_init__(self) -> None:
        if self.fixed:
            object.__setattr__(self, "quick", once_a_period(self.value))

    def __call__(self, scope: Scope) -> Any:
        if self.quick is not None and scope.is_plain:
            value = self.quick(scope.case.values, scope.case)
            if value is not None:
                return value
        value = self.value(scope)
        if scope.trace is not None and self.name:
            scope.trace.term(self.name, self.written, value)
        return value

    def in_form(self, form: Callable[[Any], _T]) -> Callable[[Scope], _T]:
        """The value as `form` makes it; of a fixed term, made once for each period."""
        return self.made_once(lambda scope: form(self(scope)))

    def made_once(self, make: Callable[[Scope], _T]) -> Callable[[Scope], _T]:
        """What is made of the value and the period alone; of a fixed term, once for each period."""
        if not self.fixed:
            return make

        def value(scope: Scope) -> _T:
            if scope.trace is not None:
                return make(scope)
            made = scope.case.made_of_period
            if value not in made:
                made[value] = make(scope)
            return made[value]  # type: ignore[no-any-return]

        return value


def constant(value: Any) -> Term:
    """The value, whatever the case."""
    return Term(lambda _: value, ANYTHING if value is None else shape_of(value), fixed=True)


def parameter(known: Parameter, label: Callable[[str], Value]) -> Term:
    """The parameter's value in the case's period; Undetermined where none is decided.

    That of a due date is its day.
    """

    def value(scope: Scope) -> Any:
        decided = known.value(scope.case.period)
        if decided is None:
            raise Undetermined(
                message(
                    "The rule book has no value of {parameter} for {period}",
                    parameter=label(known.name),
                    period=scope.case.period,
                )
            )
        return _day_of_due(decided, scope)

    shapes = [shape_of(dated.value) for dated in known.values]
    several = all(shape.several for shape in shapes)
    return Term(value, Shape(common_sort(shapes), several), fixed=True)


def _day_of_due(value: Any, scope: Scope) -> Any:
    """The value; of a due date that counts from the period, its day in this one."""
    day = deadline(value, scope.case.period) if isinstance(value, Mapping) else None
    return value if day is None else day.isoformat()


def single(selection: PathSelection) -> Term:
    """The value of a field that holds just one; Undetermined where it is absent."""
    only = selection.only_path
    return Term(
        lambda scope: selection.require(scope)[0],
        selection.shape,
        quick=None if only is None else single_value(only),
    )


def all_of(selection: PathSelection) -> Term:
    """The values that say something, as a list.

    Undetermined where a single field, or the document that would hold a list, is absent.
    """
    quick = given_values(selection.paths, selection.found) if selection.is_all else None
    return Term(selection.told_values, Shape(selection.shape.sort, True, told=True), quick=quick)


def sum_of(selection: PathSelection, absent: Literal[0] | None = None) -> Term:
    """The values added up; 0 where there are none.

    Undetermined where an item lacks the field, unless it is then `absent`, and counts as 0.
    """
    return Term(
        lambda scope: sum(selection.all_values(scope, absent=absent)),
        _NUMBER,
        quick=made_of_several(selection.paths, sum, absent) if selection.is_all else None,
    )


def number_of(
    selection: PathSelection, absent: Literal[0] | None = None, *, distinct: bool = False
) -> Term:
    """How many values there are, or how many different ones; undetermined like their sum."""
    counts = selection.is_all and not distinct
    return Term(
        lambda scope: selection.number(scope, absent=absent, distinct=distinct),
        _NUMBER,
        quick=made_of_several(selection.paths, len, absent) if counts else None,
    )


def latest(selection: PathSelection) -> Term:
    """The last of several dates, or the greatest number; Undetermined where there are none."""

    def value(scope: Scope) -> Any:
        values = selection.values(scope)
        if not values:
            raise Undetermined(missing_field(selection.paths[0]))
        return max(values)

    return Term(value, selection.shape)


def characters(selection: PathSelection) -> Term:
    """How many characters the texts have together."""
    return Term(lambda scope: sum(len(text) for text in selection.values(scope)), _NUMBER)


def difference(first: Term, then: Sequence[Term]) -> Term:
    """The first number less all the others."""

    def less(one: Any, *others: Any) -> Any:
        return _number(one) - sum(map(_number, others))

    return Term(
        lambda scope: less(first(scope), *(term(scope) for term in then)),
        _NUMBER,
        quick=quick_form([term.quick for term in (first, *then)], less),
    )


def time_between(
    first: Term, last: Term, between: Callable[[datetime.date, datetime.date], float] = days_between
) -> Term:
    """The time from one date to another; Undetermined where one of them cannot be read."""
    return Term(lambda scope: between(_date(first(scope)), _date(last(scope))), _NUMBER)


def percent(part: Term, whole: Term) -> Term:
    """The part's share of the whole in per cent, not rounded; of 0: Undetermined."""

    def value(scope: Scope) -> Any:
        of = _number(whole(scope))
        if not of:
            raise Undetermined(message("A share of 0 cannot be told"))
        return 100 * _number(part(scope)) / of

    def at_once(given: Any, of: Any) -> Any:
        return 100 * _number(given) / of if _number(of) else None

    return Term(value, _NUMBER, quick=quick_form([part.quick, whole.quick], at_once))


def share(of: Term, part: int, whole: int) -> Term:
    """So many parts of what is divided into `whole` of them: a third is 1 and 3; not rounded."""

    def value(scope: Scope) -> Any:
        parts, rest = divmod(_number(of(scope)) * part, whole)
        return parts if not rest else parts + rest / whole

    return Term(value, _NUMBER)


def distinct(selection: PathSelection) -> Term:
    """The different values, as a list, in the documents' order; each as it is first written."""

    def different(values: Sequence[Any]) -> list[Any]:
        found: dict[str, Any] = {}
        for one in values:
            found.setdefault(as_text(one), one)
        return list(found.values())

    return Term(
        lambda scope: different(selection.values(scope)),
        Shape(selection.shape.sort, several=True, told=True),
        quick=quick_form([selection.quick], different),
    )


def lookup(table: Term, by: Term, otherwise: Term | None, shape: Shape) -> Term:
    """The table's entry for a key; where it has none, `otherwise`, else Undetermined."""

    def read(scope: Scope) -> Mapping[str, Any]:
        return {as_text(n): _day_of_due(entry, scope) for n, entry in table(scope).items()}

    entries_in = table.made_once(read)

    def value(scope: Scope) -> Any:
        key = by(scope)
        entries = entries_in(scope)
        if as_text(key) in entries:
            return entries[as_text(key)]
        if otherwise is None:
            raise Undetermined(message("No value is decided for {given}", given=key))
        return otherwise(scope)

    return Term(value, shape, quick=_lookup_at_once(table, by, read, otherwise))


def _lookup_at_once(
    table: Term,
    by: Term,
    read: Callable[[Scope], Mapping[str, Any]],
    otherwise: Term | None,
) -> QuickValue | None:
    key = by.quick
    if not table.fixed or key is None:
        return None
    entries_in, else_given = once_a_period(read), otherwise.quick if otherwise else None

    def value(roots: Roots, case: Case) -> Any:
        entries, given = entries_in(roots, case), key(roots, case)
        if entries is None or given is None:
            return None
        found = entries.get(as_text(given))
        return else_given(roots, case) if found is None and else_given else found

    return value


def as_list(term: Term) -> Term:
    """What a term gives, as a list: one value as the only one, of a table its keys."""
    shape = Shape(term.shape.sort, True, term.shape.told)
    quick = quick_form([term.quick], _entries)
    return Term(term.in_form(_entries), shape, fixed=term.fixed, quick=quick)


def together(terms: Sequence[Term]) -> Term:
    """What several terms give, as one list."""
    shape = Shape(
        common_sort(term.shape for term in terms), True, any(term.shape.told for term in terms)
    )
    fixed = all(term.fixed for term in terms)

    def all_entries(*values: Any) -> list[Any]:
        return [entry for value in values for entry in _entries(value)]

    return Term(
        lambda scope: all_entries(*(term(scope) for term in terms)),
        shape,
        fixed=fixed,
        quick=quick_form([term.quick for term in terms], all_entries),
    )


def _entries(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | dict) else [value]


def _number(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    raise Undetermined(message("{given} is no number", given=str(value)))


def _date(value: Any) -> datetime.date:
    day = read_date(value)
    if day is None:
        raise Undetermined(message("{given} is no date", given=str(value)))
    return day
