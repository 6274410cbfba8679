"""What each kind of check says: breaches, that it cannot be told, or that it is not due yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from iacheck.checks.parameters import deadline
from iacheck.checks.texts import mentions
from iacheck.language.periods import read_date
from naive.names import bodies_named, text_form, title_form
from naive.paths import Missing, Path
from naive.terms import Selection, entries, place_of, stems, term
from naive.world import NOWHERE, Spot, World


@dataclass(frozen=True)
class Broken:
    """One thing that does not hold."""

    identity: tuple[str, ...]
    spot: Spot
    given: Any = None
    expected: Any = None


@dataclass(frozen=True)
class NotDue:
    """It need not hold until this day has passed."""

    due: datetime.date


UNKNOWN = "unknown"
Said = list[Broken] | NotDue | str


def check(written: Mapping[str, Any], world: World) -> Said:
    """What a check says."""
    ((kind, given),) = written.items()
    try:
        said = _KINDS[kind](given, world)
    except Missing:
        return UNKNOWN
    is_broken = isinstance(said, list) and bool(said)
    return UNKNOWN if is_broken and _may_be_untold(given, world) else said


def together(all_said: Sequence[Said]) -> Said:
    """A breach of one is a breach, whatever is unknown of others."""
    broken = [one for said in all_said if isinstance(said, list) for one in said]
    open_ = [said for said in all_said if not isinstance(said, list)]
    if broken or not open_:
        return broken
    return UNKNOWN if UNKNOWN in open_ else open_[0]


def _all(given: Any, world: World) -> Said:
    checks, place = _several(given)
    said = together([check(one, world) for one in checks])
    if place is None or not isinstance(said, list):
        return said
    return [replace(one, spot=place_of({"path": place}, world)) for one in said]


def _several(given: Any) -> tuple[Sequence[Any], str | None]:
    return (given, None) if isinstance(given, list) else (given["of"], given.get("place"))


def _any(given: Any, world: World) -> Said:
    checks, place = _several(given)
    all_said = [check(one, world) for one in checks]
    if [] in all_said:
        return []
    not_due = [said for said in all_said if isinstance(said, NotDue)]
    if not_due or UNKNOWN in all_said:
        return not_due[0] if not_due else UNKNOWN
    first = next(said[0].spot for said in all_said if isinstance(said, list))
    if world.item is not None and not _is_in(first, world.item):
        first = world.item
    return [Broken((), place_of({"path": place}, world) if place else first)]


def _is_in(spot: Spot, other: Spot) -> bool:
    inside = f"{spot.pointer}/".startswith(f"{other.pointer}/")
    return spot.document == other.document and inside


def _not(given: Any, world: World) -> Said:
    is_long = "check" in given
    said = check(given["check"] if is_long else given, world)
    if not isinstance(said, list):
        return said
    if said:
        return []
    place = given.get("place") if is_long else None
    return [Broken((), place_of({"path": place}, world) if place else world.item or NOWHERE)]


def _undetermined(given: Any, world: World) -> Said:
    said = check(given["if"], world)
    if said == []:
        return UNKNOWN
    return [Broken((), world.item or NOWHERE)] if isinstance(said, list) else said


def _each(given: Any, world: World) -> Said:
    selection = Selection.of(given["of"], given.get("where"))
    items = [spot for path in selection.used(world) for spot in path.spots(world)]
    if "if_none" in given and not items:
        return UNKNOWN
    return together([_of_item(check(given["check"], _inside(world, s)), s, world) for s in items])


def _inside(world: World, item: Spot) -> World:
    return replace(world, item=item, item_type=item.type)


def _of_item(said: Said, item: Spot, world: World) -> Said:
    if not isinstance(said, list):
        return said
    return [
        replace(
            one,
            identity=(_identity(item, world), *one.identity),
            spot=one.spot if one.spot.document else item,
        )
        for one in said
    ]


def _identity(item: Spot, world: World) -> str:
    if item.type.reference:
        return str(bodies_named(world, item.type.names, item.value, reference=True)[0]["id"])
    if not isinstance(item.value, Mapping):
        return str(item.value)
    fields = ("id",) if item.value.get("id") is not None else item.type.identity
    parts = [item.value.get(name) for name in fields]
    return "/".join(str(part) for part in parts if isinstance(part, str | int))


def _present(given: Any, world: World) -> Said:
    is_long = isinstance(given, Mapping) and "values" in given
    values, where = (given["values"], given.get("where")) if is_long else (given, None)
    selections = [Selection.of(part, where) for part in _listed(values)]
    fields = [selection.paths[0].field(world) for selection in selections]
    return [
        Broken(
            (field if fields.count(field) == 1 else selection.paths[0].text,),
            selection.around(world),
        )
        for selection, field in zip(selections, fields, strict=True)
        if not any(_is_given(path, world) for path in selection.paths)
    ]


def _listed(values: Any) -> Sequence[Any]:
    return values if isinstance(values, list) else [values]


def _is_given(path: Path, world: World) -> bool:
    return any(path.says_something(spot.value, world) for spot in path.spots(world))


def _covers(given: Any, world: World) -> Said:
    selection = Selection.of(given["values"], given.get("where"))
    values = selection.values(world)
    found = [text_form(value) for value in values]
    there = sorted(set(values), key=str)
    return [
        Broken((str(entry),), selection.around(world), there, entry)
        for entry in entries(given["all_of"], world)
        if text_form(entry) not in found
    ]


def _count(given: Any, world: World) -> Said:
    selection = Selection.of(given["values"], given.get("where"))
    number = selection.number(world, given.get("absent"), distinct="distinct" in given)
    limit = term(given.get("at_least", given.get("at_most")), world)
    if number >= limit if "at_least" in given else number <= limit:
        return []
    return [Broken((), selection.around(world), number, limit)]


def _compare(given: Any, world: World) -> Said:
    left, right, relation = term(given["left"], world), term(given["right"], world), given["is"]
    is_text = isinstance(left, str)
    if is_text is not isinstance(right, str):
        raise Missing
    if is_text and relation == "equal":
        holds = text_form(left) == text_form(right)
    else:
        holds = {
            "equal": left == right,
            "at_most": left <= right,
            "at_least": left >= right,
            "below": left < right,
            "above": left > right,
        }[relation]
    tolerance = given.get("tolerance", 0)
    if holds or (tolerance and not is_text and abs(left - right) <= tolerance):
        return []
    place = place_of({"path": given["place"]} if "place" in given else given["left"], world)
    return [Broken((), place, _rounded(left), _rounded(right))]


def _rounded(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value


def _refers(given: Any, world: World) -> Said:
    here = Selection.of(given["values"], given.get("where"))
    there = Selection.of(given["in"], given.get("in_where"))
    titles = all(path.is_title(world) for path in (*here.paths, *there.paths))
    form = title_form if titles else text_form
    here.required(world)
    known = [form(value) for value in there.values(world)]
    broken = []
    for spot in here.saying(world):
        if form(spot.value) in known:
            continue
        if given.get("place") == "in" or spot.document is None:
            place = there.around(world)
            at = place if place.document else spot
            broken.append(Broken((str(spot.value),), at, None, spot.value))
        else:
            broken.append(Broken((str(spot.value),), spot, spot.value))
    return broken


def _one_of(given: Any, world: World) -> Said:
    selection = Selection.of(given["values"], given.get("where"))
    selection.required(world)
    allowed = entries(given["of"], world)
    many = selection.is_many(world)
    return [
        Broken((str(spot.value),) if many else (), spot, spot.value, allowed)
        for spot in selection.saying(world)
        if text_form(spot.value) not in map(text_form, allowed)
    ]


def _mentions(given: Any, world: World) -> Said:
    selection = Selection.of(given["values"], given.get("where"))
    texts = selection.values(world)
    if "any_of" in given:
        found = mentions(texts, stems(given["any_of"], world))
        return [] if found else [Broken((), selection.around(world))]
    return [
        Broken((str(key),), selection.around(world), None, key)
        for key, words in term(given["all_of"], world).items()
        if not mentions(texts, words)
    ]


def due_day(written: Any, world: World) -> datetime.date | None:
    """The day that a due date means in the period."""
    is_rule = isinstance(written, Mapping) and {*written} & {"months_after", "month", "day"}
    return deadline(written if is_rule else term(written, world), world.period)


def _delivered(given: Any, world: World) -> Said:
    root, field = given["document"], given.get("day", "submitted_on")
    due = due_day(given["due"], world)
    if due is None:
        raise Missing
    path = Path(f"{root}.{field}")
    values = [spot.value for spot in path.spots(world)]
    day = read_date(values[0]) if values else None
    if day is not None and day <= world.case.as_of:
        if day > due and given.get("late", "met") == "deviation":
            return [Broken((), path.around(world), day.isoformat(), due.isoformat())]
        return []
    is_here, is_undated = _not_sent(root, field, day, world)
    if is_here and is_undated and given.get("undated") == "met":
        return []
    if world.case.as_of <= due:
        return NotDue(due)
    if is_here or given.get("undelivered") == "undetermined":
        raise Missing
    return [Broken((), path.around(world), None, due.isoformat())]


def _not_sent(root: str, field: str, day: datetime.date | None, world: World) -> tuple[bool, bool]:
    """Whether the document is here all the same, and whether it says no day."""
    if field == "submitted_on":
        unsent = world.case.unsent.get(root)
        return unsent is not None, unsent is not None and unsent.day is None
    return bool(world.case.values.get(root)), day is None


def _consecutive(given: Any, world: World) -> Said:
    path, most = Path(given["values"]), term(given["at_most"], world)
    broken = []
    for spot in path.spots(world):
        days = []
        period = world.period.previous
        for _ in range(most):
            days.append(period.last_day if period else None)
            period = period.previous if period else None
        if all(day is not None and _held(path, spot.value, day, world) for day in days):
            broken.append(Broken((str(spot.value),), spot, spot.value, most))
    return broken


def _held(path: Path, value: Any, day: datetime.date, world: World) -> bool:
    then = [text_form(spot.value) for spot in path.spots(replace(world, day=day))]
    return text_form(value) in then


def _agrees(given: Any, world: World) -> Said:
    items = Path(given["of"]).spots(world)
    return together([_of_item(_share_of(given, _inside(world, i)), i, world) for i in items])


def _share_of(given: Any, world: World) -> Said:
    try:
        part, whole, stated = (term(given[name], world) for name in ("part", "whole", "stated"))
    except Missing:
        return UNKNOWN
    if whole == 0:
        return [Broken((), NOWHERE, stated)]
    said = Decimal(str(stated))
    exponent = said.as_tuple().exponent
    assert isinstance(exponent, int)
    unit = Decimal(1).scaleb(exponent)
    exact = Decimal(100) * Decimal(str(part)) / Decimal(str(whole))
    if abs(exact - said) <= unit / 2:
        return []
    return [Broken((), NOWHERE, stated, float(exact.quantize(unit)))]


def _change(given: Any, world: World) -> Said:
    now, before = term({"path": given["now"]}, world), term({"path": given["before"]}, world)
    if before == 0:
        raise Missing
    percent = 100 * (now - before) / before
    least, most = given.get("at_least"), given.get("at_most")
    if (least is None or percent >= term(least, world)) and (
        most is None or percent <= term(most, world)
    ):
        return []
    return [Broken((), place_of({"path": given["now"]}, world), now, before)]


def _judged(_given: Any, _world: World) -> Said:
    return UNKNOWN


_KINDS: Mapping[str, Any] = {
    "agrees": _agrees,
    "all": _all,
    "any": _any,
    "change": _change,
    "compare": _compare,
    "consecutive": _consecutive,
    "count": _count,
    "covers": _covers,
    "delivered": _delivered,
    "each": _each,
    "judged": _judged,
    "mentions": _mentions,
    "not": _not,
    "one_of": _one_of,
    "present": _present,
    "refers": _refers,
    "undetermined": _undetermined,
}


def _may_be_untold(given: Any, world: World) -> bool:
    """Whether a list may be untold on one of the paths that a check reads, or checks in it do.

    The fields that conditions of the shipped books name are never of that sort.
    """
    return any(Path(text).is_untold(world) for text in _path_texts(given, world))


def _path_texts(written: Any, world: World) -> Iterator[str]:
    if isinstance(written, str):
        root, _, rest = written.replace("[]", ".[]").partition(".")
        if root == "item":
            # Within a list in the items, `item` is another one: that is told there.
            of = world.item_type
            if of is not None and (of.names or rest.split(".")[0] in of.fields):
                yield written
        elif root in world.schemas.roots(world.case.kind) and (rest or root == written):
            yield written
    elif isinstance(written, list):
        for part in written:
            yield from _path_texts(part, world)
    elif isinstance(written, Mapping):
        for part in written.values():
            yield from _path_texts(part, world)
