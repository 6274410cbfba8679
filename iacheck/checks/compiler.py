"""From what a rule's author wrote to checks that run; every mistake is collected."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from iacheck.checks.addition import Addition, Mend
from iacheck.checks.check import Check, Due, KindModule, Mistake, by_what_it_reads
from iacheck.checks.condition import compile_condition
from iacheck.checks.expectations import expect_alike, expect_possible
from iacheck.checks.expected_value import DUE_DATE, ExpectedValue
from iacheck.checks.foregone import expect_no_stems, expect_within_period
from iacheck.checks.missing_values import untold_as_unknown
from iacheck.checks.outcome import Outcome, Undetermined, Unknown, missing_as_unknown
from iacheck.checks.parameters import Parameter, deadline
from iacheck.checks.path import Path
from iacheck.checks.path_compiler import PathError, Paths
from iacheck.checks.quick import only_whether
from iacheck.checks.quick_values import once_a_period
from iacheck.checks.read import Read
from iacheck.checks.scope import NOWHERE, Node, Scope
from iacheck.checks.selection import Location, PathSelection, SelectionSource, placed_paths
from iacheck.checks.steps import Values
from iacheck.checks.term import Term, constant
from iacheck.checks.term_compiler import compile_term, compile_values, paths_in
from iacheck.checks.yaml_model import YamlModel, value_of_type
from iacheck.language.hints import unknown_name, with_hint
from iacheck.language.labels import Labels, word
from iacheck.language.messages import Message, Value, message
from iacheck.language.names import nearest

# What paths into the same list have in common, if they have the same filter.
_OF_FILTER = ("records", "keep", "kept", "conditions", "needed")


@dataclass
class Compiler:
    """Compiles one rule: resolves paths, `$names` and kinds, and collects mistakes.

    The only mutable thing on the way; it is gone when the rule is made. `unread` are the places
    of checks that cannot be read, of which nobody knows which placeholders they would fill. Of what
    is `tried`, every form has been found right.
    """

    paths: Paths
    kinds: Callable[[str], KindModule | None]
    kind_names: Sequence[str]
    names: Mapping[str, Parameter]
    labels: Labels
    tried: bool = False
    mistakes: list[Mistake] = field(default_factory=list)
    unread: list[Location] = field(default_factory=list)
    paths_read: list[Path] = field(default_factory=list)
    untold: list[Path] = field(default_factory=list)
    location: Location = ()
    item: Path | None = None
    in_short: bool = False
    # Filters and the first path that has each, for other paths into the same list with the same.
    _filtered: dict[Any, tuple[Any, Path]] = field(default_factory=dict)
    # How the filters are written by which items are kept.
    _filters: dict[Callable[[Scope], Values], str] = field(default_factory=dict)

    @property
    def reads(self) -> list[Read]:
        """Every field that the paths read."""
        return [read for path in self.paths_read for read in path.reads]

    def paths_since(self, number: int) -> tuple[Path, ...]:
        """The paths compiled after so many; those into each item of a list, into all of it."""
        return tuple(path.as_read_in(self.item) for path in self.paths_read[number:])

    def label(self, word: str) -> Value:
        """What people call a code, as the rule book has it."""
        return self.labels.of(word)

    def called(self, path: Path) -> Value:
        """What people call the field that a path ends at, or the document that it is."""
        return self.labels.of(path.field, path.field_type.label)

    def about(self, selection: PathSelection) -> Value:
        """What people call the values of a selection; of an id, which says nothing, None."""
        path = selection.paths[0]
        return None if path.field in ("id", "_id") else path.field_type.label or word(path.field)

    def mistake(self, told: Message, *at: str | int) -> None:
        """Note what is wrong at a place below the present one; once, if it is found again."""
        found = Mistake((*self.location, *at), told)
        if found not in self.mistakes:
            self.mistakes.append(found)

    @contextmanager
    def at(self, *steps: str | int) -> Iterator[None]:
        """What is compiled meanwhile stands below the present place."""
        outer, self.location = self.location, (*self.location, *steps)
        try:
            yield
        finally:
            self.location = outer

    def path(self, text: str, *at: str | int) -> Path | None:
        """The compiled path; None, and a mistake noted, where it is none."""
        try:
            path = self.paths.compile(text, self.item)
        except PathError as error:
            self.mistake(error.message, *at)
            return None
        self.paths_read.append(path)
        if any(step.field_type.may_be_untold for step in path.steps):
            self.untold.append(path)
        return path

    def selection(
        self,
        source: SelectionSource,
        name: str,
        where: Mapping[str, Any] | None = None,
        *,
        where_name: str = "where",
        whole: bool = False,
    ) -> PathSelection:
        """The selection written under `name`, through the items that `where` keeps.

        Unless it may give lists as a `whole`, it must go into them.
        """
        choice, placed = placed_paths(source, (name,))
        paths = []
        for part in placed:
            path = self.path(part.text, *part.at)
            if path is not None:
                if not whole:
                    self.expect_items(path, *part.at)
                path = self._with_filter(path, part.where, *part.where_at)
                paths.append(self._with_filter(path, where, where_name))
        return PathSelection(tuple(paths), choice) if paths else self.nothing

    def written_selection(
        self, source: Any, name: str, where: Mapping[str, Any] | None = None
    ) -> PathSelection:
        """The selection written under `name` where any form of value may stand."""
        if not self._is_selection(source):
            told = message(
                "“{form}” takes a path, a list of paths, or “first_of” or “first_at_hand” with a "
                "list of paths",
                form=name,
            )
            self.mistake(told, name)
            return self.nothing
        return self.selection(value_of_type(SelectionSource, source), name, where)

    def _is_selection(self, source: Any) -> bool:
        if self.tried:
            return True
        from iacheck.checks.yaml_mistakes import is_of_type  # noqa: PLC0415 - with pydantic

        return is_of_type(source, SelectionSource)

    def expect_items(self, path: Path, *at: str | int) -> None:
        """Note a path that ends at a list: it gives the list itself, and not what stands in it."""
        if path.field_type.items is not None:
            told = message(
                "{path} is a list; {items} is what stands in it",
                path=path.text,
                items=f"{path.text}[]",
            )
            self.mistake(told, *at)

    @property
    def nothing(self) -> PathSelection:
        """Stands where a mistake has been noted, so that the rest can be looked at."""
        return PathSelection((replace(self.paths.compile("period"), text=""),))

    def _with_filter(self, path: Path, where: Mapping[str, Any] | None, *at: str | int) -> Path:
        if where is None:
            return path
        if path.records is None:
            self.mistake(
                message("“where” filters list items, and {path} goes into no list", path=path.text),
                *at,
            )
            return path
        known = (id(where), path.way_to_records, id(path.item), path.keep)
        if known not in self._filtered:
            self._filtered[known] = where, self._filtered_records(path, path.records, where, at)
        _, same = self._filtered[known]
        return replace(path, **{name: getattr(same, name) for name in _OF_FILTER})

    def _filtered_records(
        self, path: Path, records: Path, where: Mapping[str, Any], at: Location
    ) -> Path:
        """The path to a list's items, those that are kept by what a path has and by `where`."""
        number, before = len(self.paths_read), path.keep
        condition = compile_condition(where, records, self, at)
        fits = condition.fits
        keep = (
            fits
            if before is None
            else lambda value, scope: before(value, scope) and fits(value, scope)
        )
        filtered = replace(
            path.where(keep),
            conditions=(*path.conditions, *self.paths_read[number:]),
            needed=(*path.needed, *condition.needed),
        )
        return self._as_in_other_rules(filtered, path, where)

    def _as_in_other_rules(self, filtered: Path, path: Path, where: Mapping[str, Any]) -> Path:
        """The path, which keeps what other rules on the case have kept by the same filter."""
        before = self._filters.get(path.kept) if path.kept else ""
        if not filtered.is_of_case or filtered.kept is None or before is None:
            return filtered
        written = before + json.dumps(where, sort_keys=True, default=str)
        kept = self.paths.kept.setdefault((filtered.way_to_records, written), filtered.kept)
        self._filters[kept] = written
        return replace(filtered, kept=kept)

    def term(self, source: Any, *at: str | int, form: ExpectedValue | None = None) -> Term:
        """The term written at a place below the present one; of a form, if one is demanded."""
        return compile_term(source, self, at, form)

    def values(self, source: Any, *at: str | int, form: ExpectedValue) -> Term:
        """A term that gives a list, of a form: several terms together, all that a path gives."""
        return compile_values(source, self, at, form)

    def codes(
        self, source: Any, paths: Sequence[Path], *at: str | int, form: ExpectedValue
    ) -> Term:
        """A list of values that these paths may give; one that they never give is a mistake."""
        number = len(self.mistakes)
        expect_no_stems(self, source, *at)
        made = self.values(source, *at, form=form)
        if not all(map(form.fits, self.known_values(source))):
            return made  # told, if not here then of another path beside these
        if number == len(self.mistakes):
            read = tuple(path for path in paths if path.text)
            expect_possible(self, source, read, *at)
        if number == len(self.mistakes):
            expect_alike(self, PathSelection(tuple(paths)).shape, made.shape, *at)
        return made

    def known_values(self, source: Any) -> list[Any]:
        """What a term can be, whatever the case: the literal, or the parameter's values."""
        if isinstance(source, Mapping):
            return []
        if isinstance(source, str) and source.startswith("$"):
            known = self.names.get(source.removeprefix("$"))
            return [dated.value for dated in known.values] if known else []
        return [source]

    def due(self, source: Any, *at: str | int) -> Due:
        """When something is due, as written: a date, a `$parameter` of one, or a path to one."""
        if isinstance(source, Mapping) and set(source) & {"months_after", "month", "day"}:
            if not DUE_DATE.fits(source):
                self.mistake(message("A due date is {expected}", expected=DUE_DATE.called), *at)
            term = constant(source)
        else:
            term = self.term(source, *at, form=DUE_DATE)
        expect_within_period(self, source, *at)

        day_in = term.made_once(lambda scope: deadline(term(scope), scope.case.period))

        def due(scope: Scope) -> datetime.date | None:
            day = day_in(scope)
            if scope.trace is not None:
                scope.trace.due(day)
            return day

        return Due(due, once_a_period(day_in) if term.fixed else None)

    def place_of(self, source: Any) -> Callable[[Scope], Node]:
        """Where a term's value stands: that of the first path in it that leads anywhere."""
        paths = [
            self.paths.compile(text, self.item) for text in paths_in(source) if self._compiles(text)
        ]

        def place(scope: Scope) -> Node:
            for path in paths:
                node = next(path.each_node(scope), None) or path.around(scope)
                if node.document is not None:
                    return node
            return NOWHERE

        return place

    def place(self, written: str | None) -> Callable[[Scope], Node] | None:
        """Where a person would mend it, if `place` says so; no check looks at what stands there."""
        if written is None:
            return None
        try:
            self.paths.compile(written, self.item)
        except PathError as error:
            self.mistake(error.message, "place")
        return self.place_of({"path": written})

    def _compiles(self, text: str) -> bool:
        try:
            self.paths.compile(text, self.item)
        except PathError:
            return False
        return True

    @contextmanager
    def inside(self, item: Path | None) -> Iterator[None]:
        """Paths compiled meanwhile may begin with `item`."""
        outer, self.item = self.item, item
        try:
            yield
        finally:
            self.item = outer

    def named(self, reference: str, *at: str | int) -> Parameter | None:
        """The parameter or word list that `$reference` names."""
        name = reference.removeprefix("$")
        if name in self.names:
            return self.names[name]
        meant = nearest(name, self.names)
        told = message("The rule book has no “{given}”", given=f"${name}")
        self.mistake(with_hint(told, f"${meant}" if meant else None), *at)
        return None

    def check(self, source: Any, *at: str | int, item: Path | None = None) -> Check:
        """The check written as one key, a kind's name, over that kind's parameters."""
        with self.at(*at), self.inside(item or self.item):
            return self._check(source)

    def _check(self, source: Any) -> Check:
        if not isinstance(source, Mapping) or len(source) != 1:
            told = message("A check is one kind with its parameters")
            at: Sequence[str] = ()
            if isinstance(source, Mapping) and any(map(self.kinds, map(str, source))):
                # Parameters that are not indented below their kind, or two kinds.
                told = message("A check is one kind, with its parameters indented below it")
                at = [name for name in map(str, source) if self.kinds(name) is None][:1]
            self.mistake(with_hint(told, None, self.kind_names), *at)
            return self._never()
        ((name, written),) = source.items()
        module = self.kinds(str(name))
        if module is None:
            told = message("There is no kind “{given}”", given=str(name))
            self.mistake(unknown_name(told, str(name), self.kind_names), str(name))
            return self._never()
        with self.at(name):
            parameters = self._parameters(module, written)
            if parameters is None:
                return self._never()
            short = getattr(module, "SHORT_FORM", None)
            self.in_short = not (isinstance(written, Mapping) and short in written)
            untold_before, number = len(self.untold), len(self.paths_read)
            made = module.compile(parameters, self)
        check = made if isinstance(made, Check) else Check(made, module.PLACEHOLDERS)
        untold = self.untold[untold_before:]
        judge = untold_as_unknown(check.judge, untold)
        check = replace(check, judge=_noted(str(name), judge))
        if untold:
            # What does not hold may be unknown, of which no quick form knows.
            check = replace(check, quick=only_whether(check.quick), quick_items=None)
        if check.undone_by is not by_what_it_reads:
            return check
        read, item = self.paths_read[number:], self.item

        def undone(scope: Scope) -> Mend:
            return Addition(tuple(path.as_read_in(item) for path in read), scope)

        return replace(check, undone_by=undone)

    def under(self, name: str) -> tuple[str, ...]:
        """Where what stands under a kind's short form is: below its name, if it is written."""
        return () if self.in_short else (name,)

    def _never(self) -> Check:
        """Stands where a mistake has been noted, so that the rest can be looked at."""
        self.unread.append(self.location)
        return Check(lambda _: ())

    def _parameters(self, module: KindModule, written: Any) -> YamlModel | None:
        wrap = getattr(module, "SHORT_FORM", None)
        if wrap is not None and not (isinstance(written, Mapping) and wrap in written):
            written = {wrap: written}
        if not self.tried:
            from iacheck.checks.yaml_mistakes import mistakes_in  # noqa: PLC0415 - as above

            wrong = mistakes_in(module.Parameters, written)
            for place, told in wrong:
                self.mistake(told, *place)
            if wrong:
                return None
        return module.Parameters.from_written(written)


def _noted(kind: str, judge: Callable[[Scope], Outcome]) -> Callable[[Scope], Outcome]:
    """The same check, noted in the trace of a scope that has one; what is missing is unknown."""
    told = missing_as_unknown(judge)

    def outcome(scope: Scope) -> Outcome:
        if scope.trace is not None:
            return scope.trace.step(kind, told, scope)
        try:  # as in `told`, which would be one more call for every check of every item
            return judge(scope)
        except Undetermined as missing:
            return Unknown(missing.reason)

    return outcome
