"""Seeded council-years, shaped like those of `examples/2015`, in any number.

Each council-year is one of the example's, moved to another place and another year: council,
plan, report and allocation. How often each of them is drawn makes 5 percent of the findings of
2015 deviations (`tests/test_benchmarks.py` holds it).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import yaml

EXAMPLE = Path(__file__).parents[2] / "examples" / "2015"
_YEAR = 2015
# Two councils of the example have next to no deviations; drawn this much more often than the
# others, they bring the deviations down from 8 percent of the findings to 5.
_CLEAN = {"rogaland": 10, "buskerud": 4}
_LETTERS = {"å": "a", "æ": "ae", "ø": "o"}


class Record(NamedTuple):
    """A document of a kind; its body has `_id`."""

    kind: str
    body: dict[str, Any]

    def line(self) -> str:
        """The document as one line of a file."""
        return json.dumps({"kind": self.kind, **self.body}, ensure_ascii=False)


@dataclass(frozen=True)
class CouncilYears:
    """Councils over some years; equal ones give equal documents."""

    councils: int
    years: Sequence[int] = (_YEAR,)
    seed: int = 2015

    def __len__(self) -> int:
        """How many council-years there are."""
        return self.councils * len(self.years)

    def records(self) -> Iterator[Record]:
        """All documents: the councils, what is theirs in each year, and the years' gatherings."""
        drawn = random.Random(self.seed)  # noqa: S311 - nothing secret
        ids = []
        for name in _places(self.councils, drawn):
            ids.append(_id_of(name))
            for year in self.years:
                for template in _drawn(drawn):
                    if template.kind != "council":
                        yield template.record(name, year)
                    elif year == self.years[0]:
                        yield template.record(name, _YEAR)
        for year in self.years:
            yield _gathering(year, ids, drawn)


class _Template(NamedTuple):
    """A document of the example as text, cut at its years and at the council's name and id."""

    kind: str
    pieces: tuple[str | int, ...]

    def record(self, name: str, year: int) -> Record:
        slots = {"@name": name, "@id": _id_of(name)}
        parts = (
            str(piece + year - _YEAR) if isinstance(piece, int) else slots.get(piece, piece)
            for piece in self.pieces
        )
        return Record(self.kind, json.loads("".join(parts)))


@cache
def _templates() -> tuple[Sequence[Sequence[_Template]], Sequence[int]]:
    """The council-years of the example, and how often each is drawn."""
    found: dict[str, list[_Template]] = {}
    names: dict[str, str] = {}
    for kind, body in _example():
        if kind == "council":
            # The example leaves out the state; its absence would be a deviation of every council.
            body["members"] = [*body["members"], {"organisation": "Staten", "from": "2014-03-04"}]
            names[body["_id"]] = body["name"].removeprefix("IA-rådet i ")
        elif body["period"] != str(_YEAR) and "covers" not in body:
            continue  # of the year before, in which it would be one too many
        id_ = body["_id"] if kind == "council" else body["council"]
        found.setdefault(id_, []).append(_template(kind, body, id_, names[id_]))
    return list(found.values()), [_CLEAN.get(id_, 1) for id_ in found]


def _template(kind: str, body: dict[str, Any], id_: str, name: str) -> _Template:
    # A plan of several years begins in the year; not every year has a 29 February.
    later = _YEAR - int(body.get("period", _YEAR))
    text = json.dumps(body, ensure_ascii=False).replace("-02-29", "-02-28")
    cut = re.split(rf"(\b20[01]\d\b|\b{id_}\b|\b{name})", text)
    slots = {id_: "@id", name: "@name"}
    return _Template(kind, tuple(_piece(part, slots, kind, later) for part in cut))


def _piece(part: str, slots: dict[str, str], kind: str, later: int) -> str | int:
    if re.fullmatch(r"20[01]\d", part) and kind != "council":
        return int(part) + later
    return slots.get(part, part)


def _example() -> Iterator[tuple[str, dict[str, Any]]]:
    """Councils first, then plans, reports and allocations."""
    files = [EXAMPLE / "councils.yaml", *sorted(EXAMPLE.glob("*/*")), EXAMPLE / "allocations.jsonl"]
    for file in files:
        text = file.read_text("utf-8")
        if file.suffix == ".jsonl":
            bodies: Iterable[Any] = map(json.loads, text.splitlines())
        else:
            given = yaml.safe_load(text) if file.suffix == ".yaml" else json.loads(text)
            bodies = given if isinstance(given, list) else [given]
        for body in bodies:
            yield body.pop("kind"), body


def _drawn(drawn: random.Random) -> Sequence[_Template]:
    templates, weights = _templates()
    return drawn.choices(templates, weights)[0]


def _places(number: int, drawn: random.Random) -> Iterator[str]:
    """Names that are no county's, each once."""
    first = "Bjørn Dal Eik Furu Gran Hassel Kvern Lind Mo Nes Osp Rogn Selje Stein Tre Ulv Vik Øy"
    middle = "a e i o u ar er or an en in un al el il ol ek ik ok ut"
    last = "bu dal eng fjell foss gard haug heim holt lia land mark myr nes rud sand set skog "
    last += "sund tun vang vatn vik voll ås øy"
    made = ["".join(parts) for parts in product(first.split(), middle.split(), last.split())]
    drawn.shuffle(made)
    for index in range(number):
        turn, at = divmod(index, len(made))
        yield made[at] + (f" {turn + 1}" if turn else "")


def _id_of(name: str) -> str:
    return "".join(_LETTERS.get(sign, sign) for sign in name.lower()).replace(" ", "-")


def _gathering(year: int, ids: Sequence[str], drawn: random.Random) -> Record:
    """All but one in a thousand are invited, and all but one in a hundred come."""
    invited = [id_ for id_ in ids if drawn.random() > 0.001]
    attended = [id_ for id_ in invited if drawn.random() > 0.01]
    body = {"_id": str(year), "period": str(year), "held_on": f"{year}-10-14"}
    return Record("gathering", {**body, "invited": invited, "attended": attended})
