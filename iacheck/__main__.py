"""`iacheck` and `python -m iacheck`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the arguments name, and exit with its status."""
    try:
        from iacheck.cli import run  # noqa: PLC0415 - an interrupt while it loads is quiet too
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()
