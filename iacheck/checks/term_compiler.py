"""From a term as written to a term that gives a value: literals, `$names`, and `{sum: …}` forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iacheck.checks import term as terms
from iacheck.checks.parameters import is_deadline
from iacheck.checks.selection import PathSelection
from iacheck.checks.term import Term
from iacheck.checks.texts import is_stem
from iacheck.language.hints import unknown_name
from iacheck.language.messages import Message, message

if TYPE_CHECKING:
    from iacheck.checks.compiler import Compiler
    from iacheck.checks.selection import Location


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """What a literal or parameter must be where it stands, and how people call that."""

    called: Message
    fits: Callable[[Any], bool]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_stems(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(stem, str) and is_stem(stem) for stem in value
    )


LIST = ExpectedValue(message("a list, or $name of one"), lambda value: isinstance(value, list))
ENTRIES = ExpectedValue(
    message("a list, or $name of a list or a table"), lambda value: isinstance(value, list | dict)
)
TABLE = ExpectedValue(message("$name of a table"), lambda value: isinstance(value, dict))
NUMBER = ExpectedValue(message("a number"), _is_number)
TEXT = ExpectedValue(message("a text"), lambda value: isinstance(value, str))
YES_OR_NO = ExpectedValue(message("true or false"), lambda value: isinstance(value, bool))
STEMS = ExpectedValue(message("a list of word stems, or $name of one"), _is_stems)
STEM_TABLE = ExpectedValue(
    message("$name of a table of word stems"),
    lambda value: isinstance(value, dict) and all(map(_is_stems, value.values())),
)
STEMS_OR_TABLE = ExpectedValue(
    message("a list of word stems, or $name of one or of a table of them"),
    lambda value: STEMS.fits(value) or STEM_TABLE.fits(value),
)
DUE_DATE = ExpectedValue(
    message(
        "a date such as {date}, {example} after the period, or {month} of it (day 1 to 28)",
        date="2012-09-01",
        example="{months_after: 3, day: 1}",
        month="{month: 3, day: 1}",
    ),
    is_deadline,
)


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
            message("A term is a literal, “$name”, or one of {forms}", forms=sorted(_FORMS)),
            *at,
        )
        return terms.constant(None)
    allowed = {forms[0], *_BESIDE.get(forms[0], ())}
    for extra in sorted(set(source) - allowed):
        told = message("“{given}” does not belong to “{form}”", given=extra, form=forms[0])
        compiler.mistake(unknown_name(told, extra, allowed), *at, extra)
    return _FORMS[forms[0]](source, compiler, at)


def paths_in(source: Any) -> Iterator[str]:
    """The paths written in a term, outermost first."""
    for form, written in source.items() if isinstance(source, Mapping) else ():
        if form in _SELECTING:
            yield from _texts(written)
        elif form == "difference" and isinstance(written, list):
            for part in written:
                yield from paths_in(part)
        elif form == "percent" and isinstance(written, Mapping):
            yield from paths_in(written.get("part"))


def _texts(written: Any) -> Iterator[str]:
    """The paths of a selection, as far as it is one."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, list):
        for part in written:
            yield from _texts(part)
    elif isinstance(written, Mapping):
        for name in ("paths", "first_of", "first_at_hand"):
            yield from _texts(written.get(name))


def _selection(
    name: str, source: Mapping[str, Any], compiler: Compiler, at: Location
) -> PathSelection:
    with compiler.at(*at):
        return compiler.written_selection(source[name], name, source.get("where"))


def _path(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    selection = _selection("path", source, compiler, at)
    if selection.many:
        compiler.mistake(
            message(
                "{path} can give several values; use “sum” or “count”, or a path to one value",
                path=source["path"],
            ),
            *at,
            "path",
        )
    return terms.single(selection)


def _sum(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.sum_of(_selection("sum", source, compiler, at))


def _count(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.number_of(_selection("count", source, compiler, at))


def _characters(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.characters(_selection("characters", source, compiler, at))


def _latest(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.latest(_selection("latest", source, compiler, at))


def _distinct(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    return terms.distinct(_selection("distinct", source, compiler, at))


def _difference(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    parts = source["difference"]
    if not isinstance(parts, list) or len(parts) < 2:
        compiler.mistake(message("“difference” takes a list of two terms or more"), *at)
        return terms.constant(None)
    made = [compiler.term(part, *at, "difference", i) for i, part in enumerate(parts)]
    return terms.difference(made[0], made[1:])


def _percent(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    parts = source["percent"]
    if not isinstance(parts, Mapping) or set(parts) != {"part", "whole"}:
        compiler.mistake(message("“percent” takes “part” and “whole”"), *at)
        return terms.constant(None)
    part, whole = (compiler.term(parts[name], *at, "percent", name) for name in ("part", "whole"))
    return terms.percent(part, whole)


def _lookup(source: Mapping[str, Any], compiler: Compiler, at: Location) -> Term:
    if "by" not in source:
        compiler.mistake(message("“lookup” needs “by”: the term to look up"), *at)
        return terms.constant(None)
    return terms.lookup(
        compiler.term(source["lookup"], *at, "lookup", form=TABLE),
        compiler.term(source["by"], *at, "by"),
        compiler.term(source["otherwise"], *at, "otherwise") if "otherwise" in source else None,
    )


_FORMS: Mapping[str, Callable[[Mapping[str, Any], Compiler, Location], Term]] = {
    "path": _path,
    "sum": _sum,
    "count": _count,
    "characters": _characters,
    "latest": _latest,
    "distinct": _distinct,
    "difference": _difference,
    "percent": _percent,
    "lookup": _lookup,
}
_SELECTING = ("path", "sum", "count", "latest", "characters", "distinct")
_BESIDE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_SELECTING, ("where",)),
    "lookup": ("by", "otherwise"),
}
