"""From what a rule's author wrote to checks that run; every mistake is collected."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Protocol

from pydantic import BaseModel, ValidationError, WithJsonSchema

from iacheck import conditions, terms
from iacheck.messages import Message, Value, message
from iacheck.names import nearest
from iacheck.outcomes import Outcome, Undetermined, Unknown
from iacheck.parameters import Parameter, deadline, is_deadline
from iacheck.paths import NOWHERE, Node, Path, PathError, Paths, Predicate, Read, Scope
from iacheck.words import Labels
from iacheck.writing import written_wrongly
from iacheck.terms import FirstOf, Selection, Term

Location = tuple[str | int, ...]
# The last day on which something is in time; None where a document's date cannot be read.
Due = Callable[[Scope], datetime.date | None]
# A nested check: one kind's name over its parameters.
CheckSource = Annotated[dict[str, Any], WithJsonSchema({"$ref": "#/$defs/check"})]
# What every text may speak of, whatever its rule's kind.
COMMON_PLACEHOLDERS = frozenset({"subject", "period"})


@dataclass(frozen=True, slots=True)
class Check:
    """A compiled check; `placeholders` are those that all of its violations fill."""

    judge: Callable[[Scope], Outcome]
    placeholders: frozenset[str] = frozenset()
    needs_judgement: bool = False


class KindModule(Protocol):
    """What a module in `kinds/` offers."""

    Parameters: type[BaseModel]
    PLACEHOLDERS: frozenset[str]

    def compile(self, given: Any, compiler: Compiler) -> Callable[[Scope], Outcome] | Check: ...


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a rule, and at which place of its YAML."""

    location: Location
    message: Message


@dataclass
class Compiler:
    """Compiles one rule: resolves paths, `$names` and kinds, and collects mistakes.

    The only mutable thing on the way; it is gone when the rule is made.
    """

    paths: Paths
    kinds: Callable[[str], KindModule | None]
    kind_names: Sequence[str]
    names: Mapping[str, Parameter]
    labels: Labels
    mistakes: list[Mistake] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    location: Location = ()
    item: Path | None = None
    used_names: set[str] = field(default_factory=set)

    def label(self, word: str) -> Value:
        """What people call a field or a code, as the rule book has it."""
        return self.labels.of(word)

    def mistake(self, told: Message, *at: str | int) -> None:
        self.mistakes.append(Mistake((*self.location, *at), told))

    def path(self, text: str, *at: str | int) -> Path | None:
        """The compiled path; None, and a mistake noted, where it is none."""
        try:
            path = self.paths.compile(text, self.item)
        except PathError as error:
            self.mistake(error.message, *at)
            return None
        self.reads.extend(path.reads)
        return path

    def selection(
        self, source: terms.SelectionSource, name: str, where: Mapping[str, Any] | None = None
    ) -> Selection:
        """The selection written under `name`, through the items that `where` keeps."""
        first_only = isinstance(source, FirstOf)
        at: Location = (name, "first_of") if first_only else (name,)
        texts = source.first_of if isinstance(source, FirstOf) else source
        texts = [texts] if isinstance(texts, str) else texts
        paths = []
        for index, text in enumerate(texts):
            where_at = at if isinstance(source, str) else (*at, index)
            path = self.path(text, *where_at)
            if path is not None:
                paths.append(self._filtered(path, where) if where is not None else path)
        if not paths:
            # A mistake has been noted; an empty path keeps the rest of the rule checkable.
            paths = [self.paths.compile("period")]
        return Selection(tuple(paths), first_only)

    def _filtered(self, path: Path, where: Mapping[str, Any]) -> Path:
        if path.records is None:
            self.mistake(
                message("“where” filters list items, and {path} goes into no list", path=path.text),
                "where",
            )
            return path
        return path.where(self.condition(where, path.records, "where"))

    def condition(self, source: Mapping[str, Any], record: Path, *at: str | int) -> Predicate:
        """The condition as a predicate on items of `record`."""
        return conditions.compile_condition(source, record, self, at)

    def term(self, source: Any, *at: str | int) -> Term:
        """The term written at a place below the present one."""
        return compile_term(source, self, at)

    def due(self, source: Any, *at: str | int) -> Due:
        """When something is due, as written: a date, a `$parameter` of one, or a path to one."""
        values = [source]
        if isinstance(source, str) and source.startswith("$"):
            known = self.named(source, *at)
            if known is None:
                return _never_due
            values = [dated.value for dated in known.values]
            term = terms.parameter(known, self.label)
        elif isinstance(source, Mapping) and not is_deadline(source):
            term, values = self.term(source, *at), []
        else:
            term = terms.constant(source)
        if not all(map(is_deadline, values)):
            self.mistake(
                message(
                    "A due date is a date such as {date}, or {example} after the period "
                    "(day 1 to 28)",
                    date="2012-09-01",
                    example="{months_after: 3, day: 1}",
                ),
                *at,
            )
        return lambda scope: deadline(term(scope), scope.case.period)

    def place_of(self, source: Any) -> Callable[[Scope], Node]:
        """Where a term's value stands: that of the first path in it that leads anywhere."""
        paths = [
            self.paths.compile(text, self.item)
            for text in _paths_in(source)
            if self._compiles(text)
        ]

        def place(scope: Scope) -> Node:
            found = (path.nodes(scope)[:1] or [path.around(scope)] for path in paths)
            return next((nodes[0] for nodes in found if nodes[0].document), NOWHERE)

        return place

    def _compiles(self, text: str) -> bool:
        try:
            self.paths.compile(text, self.item)
        except PathError:
            return False
        return True

    @contextmanager
    def inside(self, item: Path) -> Iterator[None]:
        """Paths compiled meanwhile may begin with `item`."""
        outer, self.item = self.item, item
        try:
            yield
        finally:
            self.item = outer

    def named(self, reference: str, *at: str | int) -> Parameter | None:
        """The parameter or word list that `$reference` names."""
        name = reference.removeprefix("$")
        self.used_names.add(name)
        if name in self.names:
            return self.names[name]
        meant = nearest(name, self.names)
        if meant:
            self.mistake(
                message(
                    "The rule book has no “{given}”; did you mean “{meant}”?",
                    given=f"${name}",
                    meant=f"${meant}",
                ),
                *at,
            )
        else:
            self.mistake(message("The rule book has no “{given}”", given=f"${name}"), *at)
        return None

    def check(self, source: Any, *at: str | int, item: Path | None = None) -> Check:
        """The check written as one key, a kind's name, over that kind's parameters."""
        outer = self.location, self.item
        self.location = (*self.location, *at)
        self.item = item or self.item
        try:
            return self._check(source)
        finally:
            self.location, self.item = outer

    def _check(self, source: Any) -> Check:
        if not isinstance(source, Mapping) or len(source) != 1:
            self.mistake(
                message(
                    "A check is one kind with its parameters; the kinds are {kinds}",
                    kinds=list(self.kind_names),
                )
            )
            return _NEVER
        ((name, written),) = source.items()
        module = self.kinds(str(name))
        if module is None:
            self._unknown_kind(str(name))
            return _NEVER
        self.location = (*self.location, name)
        parameters = self._parameters(module, written)
        if parameters is None:
            return _NEVER
        made = module.compile(parameters, self)
        check = made if isinstance(made, Check) else Check(made, module.PLACEHOLDERS)
        return replace(check, judge=_telling_unknown(check.judge))

    def _parameters(self, module: KindModule, written: Any) -> BaseModel | None:
        wrap = getattr(module, "SHORT_FORM", None)
        if wrap is not None and not (isinstance(written, Mapping) and wrap in written):
            written = {wrap: written}
        try:
            return module.Parameters.model_validate(written)
        except ValidationError as error:
            for place, told in written_wrongly(error, module.Parameters):
                self.mistake(told, *place)
            return None

    def _unknown_kind(self, name: str) -> None:
        meant = nearest(name, self.kind_names)
        if meant:
            self.mistake(
                message(
                    "There is no kind “{given}”; did you mean “{meant}”?", given=name, meant=meant
                ),
                name,
            )
        else:
            self.mistake(
                message(
                    "There is no kind “{given}”; the kinds are {kinds}",
                    given=name,
                    kinds=list(self.kind_names),
                ),
                name,
            )


_NEVER = Check(lambda _: ())


def _never_due(scope: Scope) -> datetime.date | None:
    del scope
    return None


def _telling_unknown(judge: Callable[[Scope], Outcome]) -> Callable[[Scope], Outcome]:
    """The same check, with a missing value as the outcome `Unknown`."""

    def told(scope: Scope) -> Outcome:
        try:
            return judge(scope)
        except Undetermined as missing:
            return Unknown(missing.reason)

    return told


def _paths_in(source: Any) -> Iterator[str]:
    """The paths written in a term, outermost first."""
    if not isinstance(source, Mapping):
        return
    for form in ("path", "sum", "count", "characters", "latest"):
        written = source.get(form, [])
        if isinstance(written, Mapping):
            written = written.get("first_of", [])
        yield from [written] if isinstance(written, str) else written
    for part in source.get("difference", []):
        yield from _paths_in(part)
    if isinstance(source.get("percent"), Mapping):
        yield from _paths_in(source["percent"].get("part"))


def compile_term(source: Any, compiler: Compiler, at: Location) -> Term:
    """A literal, `$name`, or one of the forms in `_FORMS`."""
    if isinstance(source, str) and source.startswith("$"):
        known = compiler.named(source, *at)
        return terms.parameter(known, compiler.label) if known else terms.constant(None)
    if not isinstance(source, Mapping):
        return terms.constant(source)
    forms = [name for name in _FORMS if name in source]
    if len(forms) != 1:
        compiler.mistake(
            message("A term is a literal, “$name”, or one of {forms}", forms=sorted(_FORMS)), *at
        )
        return terms.constant(None)
    allowed = {forms[0], *_BESIDE.get(forms[0], ())}
    for extra in sorted(set(source) - allowed):
        compiler.mistake(
            message(
                "“{given}” does not belong to “{form}”; it takes {known}",
                given=extra,
                form=forms[0],
                known=sorted(allowed),
            ),
            *at,
            extra,
        )
    return _FORMS[forms[0]](source, compiler, at)


def _selected(name: str, source: Mapping[str, Any], compiler: Compiler, at: Location) -> Selection:
    outer = compiler.location
    compiler.location = (*outer, *at)
    written = source[name]
    if isinstance(written, Mapping):
        written = FirstOf.model_construct(first_of=written.get("first_of", []))
    selection = compiler.selection(written, name, source.get("where"))
    compiler.location = outer
    return selection


def _path(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    selection = _selected("path", source, compiler, at)
    if selection.many:
        compiler.mistake(
            message(
                "{path} can give several values; use “sum” or “count”, or a path to one value",
                path=str(source["path"]),
            ),
            *at,
            "path",
        )
    return terms.single(selection.paths[0], compiler.label)


def _difference(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    parts = source["difference"]
    if not isinstance(parts, list) or len(parts) < 2:
        compiler.mistake(message("“difference” takes a list of two terms or more"), *at)
        return terms.constant(None)
    made = [compile_term(part, compiler, (*at, "difference", i)) for i, part in enumerate(parts)]
    return terms.difference(made[0], made[1:])


def _percent(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    parts = source["percent"]
    if not isinstance(parts, Mapping) or set(parts) != {"part", "whole"}:
        compiler.mistake(message("“percent” takes “part” and “whole”"), *at)
        return terms.constant(None)
    return terms.percent(
        compile_term(parts["part"], compiler, (*at, "percent", "part")),
        compile_term(parts["whole"], compiler, (*at, "percent", "whole")),
    )


def _lookup(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    if "by" not in source:
        compiler.mistake(message("“lookup” needs “by”: the term to look up"), *at)
        return terms.constant(None)
    return terms.lookup(
        compile_term(source["lookup"], compiler, (*at, "lookup")),
        compile_term(source["by"], compiler, (*at, "by")),
    )


_FORMS: Mapping[str, Callable[[Mapping[str, Any], Compiler, Location], Term]] = {
    "path": _path,
    "sum": lambda s, c, at: terms.total(_selected("sum", s, c, at)),
    "count": lambda s, c, at: terms.number_of(_selected("count", s, c, at)),
    "characters": lambda s, c, at: terms.characters(_selected("characters", s, c, at)),
    "latest": lambda s, c, at: terms.latest(_selected("latest", s, c, at), c.label),
    "difference": _difference,
    "percent": _percent,
    "lookup": _lookup,
}
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "path": ("where",),
    "sum": ("where",),
    "count": ("where",),
    "latest": ("where",),
    "characters": ("where",),
    "lookup": ("by",),
}
