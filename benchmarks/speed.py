"""How close the program comes to the cost of reading its documents.

    python benchmarks/speed.py                          all figures, a million documents included
    python benchmarks/speed.py --quick                  without the million, and of fewer
    python benchmarks/speed.py --only NAME[,NAME...]    these figures alone
    python benchmarks/speed.py --mongodb URI            with MongoDB, in databases of its own
    python benchmarks/speed.py --million FILE.db        with the store of the million left there

Everything is processor time, with that of the processes started, and the median of at least five
rounds in which what is compared takes turns; what is of the million is measured once. Of several
figures, each is measured by a process of its own. Prints a table and, as its last line, one JSON
object with all figures, null for those not measured.
To import the million takes longest; `--million` takes the store that is in the file, or makes it
there. `--keep docs/benchmarks.json` keeps a run, or the figures that are asked for beside those of
an earlier one, and `page.py` makes docs/benchmarks.md of them.
Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import functools
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from figures import engine, growth, starts, stores
from figures.council_years import CouncilYears


class Found(NamedTuple):
    """A figure, None where it is not measured, and what there is to tell of its parts."""

    value: float | None
    parts: Mapping[str, float | None] = MappingProxyType({})


Figure = Callable[["Measuring"], Found]

# Far more than a council has documents, far less than anybody waits for.
_CHECKED, _IMPORTED, _MILLION = 10_000, 20_000, 1_000_000
# Of so many of these, a quick run is over in some minutes.
_QUICKLY = 10


@dataclass(frozen=True)
class Measuring:
    """Where figures are measured, and on how much: council-years checked, documents imported.

    `mongodb` is the address of a server, `kept_million` where the million are, or are to stay.
    """

    folder: Path
    mongodb: str | None = None
    quick: bool = False
    checked: int = _CHECKED
    imported: int = _IMPORTED
    kept_million: Path | None = None

    @property
    def council_years(self) -> CouncilYears:
        """Those that are checked."""
        years = growth.AGREEMENT
        return CouncilYears(self.checked // len(years), years)

    @functools.cached_property
    def million(self) -> Path | None:
        """A store of a million documents."""
        kept = self.kept_million
        if kept is not None and kept.exists():
            return kept
        if self.quick:
            return None
        folder, name = (kept.parent, kept.stem) if kept else (self.folder, "million")
        return growth.store(growth.documents(_MILLION), folder, name)


def _best_rule_engine(_: Measuring) -> Found:
    against_best, costs = engine.against_peers()
    return Found(
        against_best,
        {
            f"{name}, to the hand-written function" + (f" (not {lacks})" if lacks else ""): cost
            for name, (cost, lacks) in costs.items()
        },
    )


def _read_mongodb(given: Measuring) -> Found:
    if given.mongodb is None:
        return Found(None)
    return Found(stores.check_vs_read_mongodb(given.council_years, given.folder, given.mongodb))


def _import_mongodb(given: Measuring) -> Found:
    if given.mongodb is None:
        return Found(None)
    imported = growth.documents(given.imported)
    return Found(stores.import_vs_plain_mongodb(imported, given.folder, given.mongodb))


def _scaling(given: Measuring) -> Found:
    many = given.checked
    grown = growth.scaling(given.folder, given.million, many)
    parts = {
        "a million documents against 10 000": grown.million,
        "one council over 200 years against 20": grown.one_council_for_200_years,
        f"{many} councils in one year against {many // 4}": grown.councils_in_one_year,
    }
    return Found(grown.worst, parts)


def _peak(given: Measuring) -> Found:
    if given.million is None:
        return Found(None)
    parts: dict[str, float | None] = {
        "MB of a check of a million documents": growth.peak_of_check(given.folder, given.million),
        "MB of an import of 100 000": growth.peak_of_import(given.folder),
    }
    return Found(max(filter(None, parts.values())), parts)


FIGURES: Mapping[str, tuple[Figure, float]] = {
    "engine_vs_handwritten_met": (lambda _: Found(engine.vs_handwritten_met()), 5),
    "engine_vs_handwritten_mixed": (lambda _: Found(engine.vs_handwritten_mixed()), 8),
    "engine_vs_best_rule_engine": (_best_rule_engine, 2),
    "check_vs_read_sqlite": (
        lambda given: Found(stores.check_vs_read_sqlite(given.council_years, given.folder)), 40,
    ),
    "check_vs_read_mongodb": (_read_mongodb, 10),
    "scaling_1m_vs_10k": (_scaling, 1.3),
    "peak_mb_1m": (_peak, 300),
    "import_vs_plain_sqlite": (
        lambda given: Found(
            stores.import_vs_plain_sqlite(growth.documents(given.imported), given.folder)
        ), 5,
    ),
    "import_vs_plain_mongodb": (_import_mongodb, 5),
    "version_start_vs_python": (lambda given: Found(starts.version_vs_python(given.folder)), 5),
    "small_check_vs_python": (lambda given: Found(starts.small_check_vs_python(given.folder)), 25),
    "docx_1000_vs_100": (lambda _: Found(growth.docx_1000_vs_100()), 1.3),
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    asked = _parser().parse_args(arguments)
    found = dict.fromkeys(FIGURES, Found(None))
    with tempfile.TemporaryDirectory(prefix="iacheck-speed-") as folder:
        given = Measuring(
            Path(folder),
            asked.mongodb,
            asked.quick,
            asked.council_years or _CHECKED // (_QUICKLY if asked.quick else 1),
            asked.documents or _IMPORTED // (_QUICKLY if asked.quick else 1),
            asked.million,
        )
        for name, (measured, reach) in FIGURES.items():
            if name in asked.only:
                is_alone = len(asked.only) == 1
                found[name] = measured(given) if is_alone else _measured_alone(name, given)
                print(f"{name:30}{_shown(found[name].value)}   reach {reach:g}")
                for part, value in found[name].parts.items():
                    print(f"    {_shown(value)}   {part}", flush=True)
    if asked.keep is not None:
        _keep(asked.keep, _machine(given), {name: found[name] for name in asked.only})
    print(json.dumps({name: _rounded(one.value) for name, one in found.items()}))


def _measured_alone(name: str, given: Measuring) -> Found:
    """The figure as a process of its own finds it, in memory that no other figure has filled."""
    kept, million = given.folder / f"{name}.json", given.kept_million or given.folder / "million.db"
    command: list[str | Path] = [sys.executable, __file__, "--only", name, "--keep", kept]
    command += ["--million", million]
    command += ["--council-years", str(given.checked), "--documents", str(given.imported)]
    command += ["--mongodb", given.mongodb] if given.mongodb else []
    command += ["--quick"] if given.quick else []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - this program
    figure = json.loads(kept.read_text("utf-8"))["figures"][name]
    return Found(figure["value"], figure["parts"])


def _keep(file: Path, machine: Mapping[str, Any], found: Mapping[str, Found]) -> None:
    """Write figures to a file; those of the same machine that were not measured now stay there."""
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    figures = before["figures"] if before.get("on") == machine else {}
    figures |= {name: _kept(name, one) for name, one in found.items()}
    none = Found(None)
    kept = {name: figures.get(name) or _kept(name, none) for name in FIGURES}
    file.write_text(json.dumps({"on": machine, "figures": kept}, indent=1) + "\n", "utf-8")


def _machine(given: Measuring) -> Mapping[str, Any]:
    """What the figures were measured with, and on how much."""
    return {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "council_years": given.checked,
        "documents": given.imported,
    }


def _kept(name: str, found: Found) -> Mapping[str, Any]:
    parts = {part: _rounded(value) for part, value in found.parts.items()}
    return {"value": _rounded(found.value), "reach": FIGURES[name][1], "parts": parts}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _shown(value: float | None) -> str:
    return f"{'-':>9}" if value is None else f"{value:9.2f}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="without the million, and of fewer")
    parser.add_argument("--mongodb", metavar="URI", help="a server of MongoDB")
    parser.add_argument("--million", metavar="FILE.db", type=Path, help="their store, kept there")
    parser.add_argument("--only", metavar="NAME[,NAME]", type=_names, default=tuple(FIGURES))
    parser.add_argument("--keep", metavar="FILE", type=Path, help="for docs/benchmarks.md")
    parser.add_argument("--council-years", type=int, help="that are checked")
    parser.add_argument("--documents", type=int, help="that are imported")
    return parser


def _names(text: str) -> Sequence[str]:
    names = text.split(",")
    if unknown := set(names) - FIGURES.keys():
        raise argparse.ArgumentTypeError(f"{unknown}; there are {', '.join(FIGURES)}")
    return names


if __name__ == "__main__":
    main()
