"""`iacheck` and `python -m iacheck`."""

from __future__ import annotations

import gc
import os
import sys

from iacheck import __version__


def main() -> None:
    """Run the command that the arguments name, and exit with its status."""
    try:
        if _has_told_version():
            sys.exit(0)
        # Documents and findings are trees: to look among those that are kept for circles, again and
        # again, finds none, and took a quarter of an import of 8 000 documents.
        gc.set_threshold(1_000_000, 100, 1000)
        from iacheck.cli import run  # noqa: PLC0415 - an interrupt while it loads is quiet too
    except KeyboardInterrupt:
        sys.exit(130)
    status = run()
    # Nor are there any to be found in what the process leaves behind, with which Python would end.
    gc.freeze()
    sys.exit(status)


def _has_told_version() -> bool:
    """Whether nothing but the version was asked for, and is told now: that needs no command line.

    A screen that cannot be written to is left to it.
    """
    asked_alone = sys.argv[1:] in (["--version"], ["-V"])
    # A wrong language is the command line's to refuse.
    speaks_known = os.environ.get("IACHECK_LANG", "") in ("", "nb", "nn", "en")
    if not asked_alone or not speaks_known or sys.stdout is None:
        return False
    try:
        # Unbuffered: what fails here is not written once more by the command line.
        os.write(sys.stdout.fileno(), f"iacheck {__version__}{os.linesep}".encode())
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
