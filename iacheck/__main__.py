"""`iacheck` and `python -m iacheck`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the arguments name, and exit with its status."""
    from iacheck.cli import run  # noqa: PLC0415 - so that an interrupt while loading is quiet

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
