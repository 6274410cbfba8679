"""Build hook: compiles the translation catalogues, and tries the rule books of a wheel."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IacheckBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what a wheel has beside its sources; an editable install has the catalogues alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Turn every `iacheck/locale/*/LC_MESSAGES/*.po` into the `.mo` beside it; try books."""
        for po in sorted(Path(self.root).glob("iacheck/locale/*/LC_MESSAGES/*.po")):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source))
        if version == "standard" and self.target_name == "wheel":
            # What is made lies here until the wheel is closed.
            self._made = tempfile.TemporaryDirectory()
            kept = Path(self._made.name) / "rulebooks-tried"
            packed = _try_rulebooks(self.root, kept)
            build_data["force_include"][str(kept)] = f"iacheck/{packed}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the wheel."""
        del version, build_data, artifact_path
        if hasattr(self, "_made"):
            self._made.cleanup()


def _try_rulebooks(root: str, kept: Path) -> str:
    """Write what is kept of the shipped books; where it lies in the package. Raises CannotRun."""
    sys.path.insert(0, root)
    from iacheck.rulebooks import agreement, known_schemas, shipped_folders  # noqa: PLC0415
    from iacheck.rulebooks.tried_books import written_in  # noqa: PLC0415
    from iacheck.rulebooks.untried_books import try_books  # noqa: PLC0415

    shipped = shipped_folders()
    files = agreement.files_below(shipped)
    try_books(shipped, known_schemas(shipped))
    tried = agreement.Fingerprints.of(files).anywhere
    kept.write_bytes(agreement.as_packed(tried, written_in(files)))
    return agreement.PACKED
