"""Three rounds of a constructed follow-up, from the first import to the third paper.

Run `python examples/rounds/follow.py FOLDER`: it makes the folder, with a store, the paper of each
round as a web page, and what has changed from one to the next. README.md tells what happens.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
YEAR = HERE.parent / "2015"
STORE = "sqlite:oppfolging.db"


def iacheck(folder: Path, *arguments: str | Path) -> None:
    """Run a command as a person would, in the folder; what it tells goes to the screen."""
    print("$ iacheck", *arguments, flush=True)  # noqa: T201 - it shows what is done
    environment = {**os.environ, "IACHECK_STORE": STORE, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "iacheck", *map(str, arguments)]
    subprocess.run(command, cwd=folder, env=environment, check=True)  # noqa: S603 - our own


def a_year_later(text: str) -> str:
    """The same plan or report for 2016: constructed, so nothing else has to change."""
    later = re.sub(r"\b201([56])\b", lambda year: f"201{int(year[1]) + 1}", text)
    return later.replace("2017-02-29", "2017-02-28")


def write_year_2016(folder: Path) -> Path:
    """What comes for 2016. Plans that cover more years are there already."""
    made = folder / "2016"
    made.mkdir()
    for file in sorted([*YEAR.glob("plans/*.yaml"), *YEAR.glob("reports/*.json"),
                        YEAR / "allocations.jsonl", YEAR / "gathering.yaml"]):  # fmt: skip
        text = file.read_text("utf-8")
        if file.stem in ("nord-trondelag", "hordaland-2014") or 'period: "2014"' in text:
            continue
        lines = (line for line in text.splitlines(keepends=True) if "nord-trondelag" not in line)
        later = a_year_later("".join(lines)).replace("sor-trondelag", "trondelag")
        (made / f"{file.parent.name}-{file.name}").write_text(later, "utf-8")
    return made


def follow(folder: Path) -> None:
    """All that happens, in its order."""
    folder = folder.resolve()  # commands are run in it
    folder.mkdir(parents=True, exist_ok=True)
    # The first round: what has come by March 2016.
    iacheck(folder, "import", YEAR, "--by", "AVdir")
    iacheck(folder, "round", "keep", "--period", "2015", "--as-of", "2016-03-15",
            "--name", "Mars 2016")  # fmt: skip
    iacheck(folder, "report", "--round", "Mars 2016", "--out", "sak-1.html")
    # Three councils answer, and the group decides; a waiver lapses on 30 September.
    iacheck(folder, "import", HERE / "svar.yaml", "--by", "AVdir")
    iacheck(folder, "import", HERE / "avgjort.yaml", "--by", "AVdir")
    iacheck(folder, "round", "keep", "--period", "2015", "--as-of", "2016-10-15",
            "--name", "Oktober 2016")  # fmt: skip
    iacheck(folder, "report", "--round", "Oktober 2016", "--out", "sak-2.html")
    iacheck(folder, "compare", "Mars 2016", "Oktober 2016", "--fail-on", "never",
            "--out", "endringer-2.html")  # fmt: skip
    # Two councils have become one, and the next year's papers come.
    iacheck(folder, "import", HERE / "sammenslaaing.yaml", "--by", "AVdir")
    iacheck(folder, "import", write_year_2016(folder), "--by", "AVdir")
    iacheck(folder, "import", HERE / "svar-2017.yaml", "--by", "AVdir")
    iacheck(folder, "round", "keep", "--period", "2016", "--as-of", "2017-03-15",
            "--name", "Mars 2017")  # fmt: skip
    iacheck(folder, "report", "--round", "Mars 2017", "--out", "sak-3.html")
    iacheck(folder, "compare", "Oktober 2016", "Mars 2017", "--fail-on", "never",
            "--out", "endringer-3.html")  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) != len(("program", "folder")):
        sys.exit("usage: python examples/rounds/follow.py FOLDER")
    follow(Path(sys.argv[1]))
