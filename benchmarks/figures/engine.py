"""What six rules cost in the engine: against the same written by hand, and against others."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from figures.clock import medians
from figures.peers import Documents, Peer
from figures.six_rules import NUMBERS, CouncilYear, Engine, by_hand, met_load, mixed_load

COUNCIL_YEARS = 200
# What takes little time is measured more often: the cheapest of all is what all is divided by.
_ROUNDS = 45


def vs_handwritten_met() -> float:
    """All findings met."""
    return _against_hand(met_load(COUNCIL_YEARS))


def vs_handwritten_mixed() -> float:
    """Some findings not met, whose details are part of what is made."""
    return _against_hand(mixed_load(COUNCIL_YEARS))


def _against_hand(load: Sequence[CouncilYear]) -> float:
    engine = Engine()
    cases = engine.cases(load)
    assert [engine.broken(case) for case in cases] == [by_hand(*one) for one in load]
    taken = medians(
        {
            "hand": lambda: [by_hand(*one) for one in load],
            "engine": lambda: [engine.findings(case) for case in cases],
        },
        _ROUNDS,
    )
    return taken["engine"] / taken["hand"]


def peers() -> list[Peer]:
    """The libraries that judge documents as they are handed over; the extra `bench` has them."""
    from figures.peers import json_logic, json_schema, zen_rules  # noqa: PLC0415 - not installed

    found = [json_logic.peer(), zen_rules.peer(), json_schema.compiled(), json_schema.interpreted()]
    if importlib.util.find_spec("cel_expr_python"):
        from figures.peers import cel  # noqa: PLC0415 - not for every Python

        found.append(cel.peer())
    return found


def disagreement(peer: Peer, load: Sequence[CouncilYear]) -> list[tuple[list[int], list[int]]]:
    """Where a peer says something else than the hand-written function of the rules it says."""
    said = [peer.broken(one._asdict()) for one in load]
    right = [[rule for rule in by_hand(*one) if rule in peer.rules] for one in load]
    return [pair for pair in zip(said, right, strict=True) if pair[0] != pair[1]]


def against_peers() -> tuple[float, Mapping[str, tuple[float, str]]]:
    """The engine against the fastest that says all six; and what each costs, hand-written as 1.

    What a peer lacks stands beside its cost, which is then that of the rest.
    """
    from figures.peers import duckdb_lines  # noqa: PLC0415 - not installed everywhere

    load, mixed = met_load(COUNCIL_YEARS), mixed_load(COUNCIL_YEARS)
    engine, others, given = Engine(), peers(), [one._asdict() for one in load]
    cases = engine.cases(load)
    for other in others:
        assert not disagreement(other, mixed), other.name
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "lines.jsonl")
        duckdb_lines.write([one._asdict() for one in mixed], lines)
        assert duckdb_lines.broken(lines) == [by_hand(*one) for one in mixed]
        duckdb_lines.write(given, lines)
        taken = medians(
            {
                "hand": lambda: [by_hand(*one) for one in load],
                "engine": lambda: [engine.findings(case) for case in cases],
                "duckdb": lambda: duckdb_lines.broken(lines),
                **{other.name: partial(_all_broken, other, given) for other in others},
            }
        )
    hand = taken["hand"]
    best = min(taken[other.name] for other in others if other.rules == NUMBERS)
    costs = {other.name: (taken[other.name] / hand, other.lacks) for other in others}
    costs["DuckDB with the reading of JSON lines"] = (taken["duckdb"] / hand, "")
    return taken["engine"] / best, costs


def _all_broken(peer: Peer, given: Sequence[Documents]) -> list[list[int]]:
    return [peer.broken(one) for one in given]
