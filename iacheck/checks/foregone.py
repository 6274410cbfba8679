"""What would come out the same for everybody, whatever the documents say: mistakes of an author."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iacheck.checks.expectations import unless_tried
from iacheck.checks.shape import ORDERED, shape_of
from iacheck.checks.texts import as_text
from iacheck.checks.yaml_model import value_in_yaml
from iacheck.language.messages import message

if TYPE_CHECKING:
    from iacheck.checks.compiler import Compiler


@unless_tried
def expect_entries(compiler: Compiler, source: Any, *at: str | int) -> None:
    """Note a list or table, written or named, in which nothing stands."""
    for value in compiler.known_values(source):
        if value in ([], {}):
            told = message("{given} is empty; write what belongs in it", given=value_in_yaml(value))
            compiler.mistake(told, *at)


@unless_tried
def expect_no_path(compiler: Compiler, source: Any, *at: str | int) -> None:
    """Note a text that is a path: what stands there is read with `{path: …}` alone."""
    for index, entry in enumerate(source) if isinstance(source, list) else [(None, source)]:
        if isinstance(entry, str) and compiler.paths.may_be_meant(entry, compiler.item):
            told = message(
                "“{given}” stands here as a text; write {path} for what is read there",
                given=entry,
                path=_as_path(entry),
            )
            compiler.mistake(told, *at, *([] if index is None else [index]))


@unless_tried
def expect_no_stems(compiler: Compiler, source: Any, *at: str | int) -> None:
    """Note a word list where values are compared: its stems are none; a table's keys may be."""
    for entry in source if isinstance(source, list) else [source]:
        known = compiler.names.get(entry[1:]) if str(entry).startswith("$") else None
        if known is not None and known.stems and isinstance(known.values[0].value, list):
            told = message(
                "{given} has the beginnings of words, which “mentions” looks for; whole values "
                "belong here",
                given=entry,
            )
            compiler.mistake(told, *at)


@unless_tried
def expect_no_bare_day(compiler: Compiler, source: Any, *at: str | int) -> None:
    """Note `date` beside `{month: true}`, which is the word, and not any day."""
    entries = source if isinstance(source, list) else []
    forms = {"date", "month"}
    if not any(isinstance(entry, Mapping) and forms & entry.keys() for entry in entries):
        return
    for index, entry in enumerate(entries):
        if isinstance(entry, str) and entry in forms:
            told = message(
                "“{given}” is the word, and not any day or month; write {form}",
                given=entry,
                form=f"{{{entry}: true}}",
            )
            compiler.mistake(told, *at, index)


@unless_tried
def expect_within_period(compiler: Compiler, source: Any, *at: str | int) -> None:
    """Note `{month: 8, …}` of a half-year: it counts the period's own months."""
    months = 12 if compiler.paths.length == "year" else 6
    written = [source] if isinstance(source, Mapping) else compiler.known_values(source)
    for due in written:
        month = due.get("month") if isinstance(due, Mapping) else None
        if isinstance(month, int) and month > months:
            told = message(
                "{month} is no month of this period, which has {months}; {example} is in the "
                "second month after it",
                month=str(month),
                months=str(months),
                example="{months_after: 2, day: 15}",
            )
            compiler.mistake(told, *at)


@unless_tried
def expect_number(compiler: Compiler, source: Any, least: int, *at: str | int) -> None:
    """Note a number of things that is no whole one, or so small that it is always reached."""
    for given in compiler.known_values(source):
        if isinstance(given, bool) or not isinstance(given, int | float):
            continue  # told already
        if given < least or (isinstance(given, float) and not given.is_integer()):
            told = message(
                "“{field}” must be a whole number, {least} or more, not {given}",
                field=str(at[-1]),
                least=str(least),
                given=value_in_yaml(given),
            )
            compiler.mistake(told, *at)


@unless_tried
def expect_limits(
    compiler: Compiler, least: Any, most: Any, *at: str | int, name: str = "at_most"
) -> None:
    """Note two limits between which nothing lies: the least is more than the most."""
    if _all_above(compiler, least, most):
        told = message(
            "Nothing is at least {least} and at most {most}; swap them, or mend one",
            least=_shown(least),
            most=_shown(most),
        )
        compiler.mistake(told, *at, name)


@unless_tried
def expect_fitting(compiler: Compiler, tests: Mapping[str, Any], *at: str | int) -> None:
    """Note tests of one field that nothing passes together."""
    others = [name for name in tests if name not in ("present", "none_of")]
    if tests.get("present") is False and others:
        told = message(
            "“present: false” and “{test}” exclude each other: what is absent fits no other test",
            test=others[0],
        )
        compiler.mistake(told, *at, "present")
    if "at_least" in tests and "at_most" in tests:
        expect_limits(compiler, tests["at_least"], tests["at_most"], *at)
    allowed, excluded = (_known_entries(compiler, tests.get(n, [])) for n in ("one_of", "none_of"))
    if allowed and allowed <= excluded:
        told = message("Nothing is one of these and none of them; take out one of the tests")
        compiler.mistake(told, *at, "none_of")


def _all_above(compiler: Compiler, least: Any, most: Any) -> bool:
    """Whether every value that a limit can have is more than every one of the other."""
    if isinstance(least, Mapping) and isinstance(most, Mapping):
        # The first and the last day of a period or subject.
        last, first = str(least.get("path")), str(most.get("path"))
        return last.endswith(".last_day") and first == last.replace(".last_day", ".first_day")
    low, high = compiler.known_values(least), compiler.known_values(most)
    if any(isinstance(value, Mapping) for value in (*low, *high)):
        return False  # a due date, whose day is another in each period
    sorts = {shape_of(value).sort for value in (*low, *high)}
    return bool(low and high and len(sorts) == 1 and sorts <= ORDERED) and min(low) > max(high)


def _as_path(text: str) -> str:
    return f'{{path: "{text}"}}' if "[" in text else f"{{path: {text}}}"


def _shown(limit: Any) -> str:
    return _as_path(str(limit["path"])) if isinstance(limit, Mapping) else value_in_yaml(limit)


def _known_entries(compiler: Compiler, source: Any) -> frozenset[str]:
    """What a list holds in every case, as it is compared; nothing where a term gives some of it."""
    lists = [value for value in compiler.known_values(source) if isinstance(value, list)]
    entries = [entry for listed in lists for entry in listed]
    if any(isinstance(entry, Mapping) or str(entry).startswith("$") for entry in entries):
        return frozenset()
    return frozenset(map(as_text, entries))
