"""The package, and everything that it needs to run, may be used for anything."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageMetadata, metadata, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTRAS = ("docs", "pdf", "report")
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0",
    # as classifiers and older packages have them
    "Apache Software License", "BSD License", "ISC License (ISCL)", "MIT License",
    "Mozilla Public License 2.0 (MPL 2.0)", "Python Software Foundation License",
}  # fmt: skip
# Where a package says it in other words, and somebody has read the licences that it brings.
READ = {
    # Those of PDFium and what is built into it: Apache-2.0, BSD, BSL-1.0, FTL, ICU, IJG, MIT, zlib.
    "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses",
}


def needed(name: str, extras: tuple[str, ...] = ()) -> Iterator[str]:
    """What a package requires here, and what that requires in its turn."""
    for requirement in map(Requirement, requires(name) or ()):
        if requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)
        ):
            yield canonicalize_name(requirement.name)
            yield from needed(requirement.name, tuple(requirement.extras))


def licence(of: PackageMetadata) -> str:
    """What a package says of its licence: an SPDX expression, or what was written before these."""
    expression, text = of.get_all("License-Expression", []), of.get_all("License", [])
    classifiers = [c.split(" :: ")[-1] for c in of.get_all("Classifier", []) if "License ::" in c]
    return " AND ".join(expression or classifiers or text)


def permissive(written: str) -> bool:
    """Whether one of the alternatives is, in all its parts. Parentheses count as unknown."""
    return any(
        all(part in PERMISSIVE for part in alternative.split(" AND "))
        for alternative in written.split(" OR ")
    )


DEPENDENCIES = sorted(set(needed("iacheck", EXTRAS)))


def test_everything_is_looked_at() -> None:
    assert {"click", "rpds-py", "pypdfium2", "lxml", "markupsafe", "typst"} <= {*DEPENDENCIES}


@pytest.mark.parametrize("name", DEPENDENCIES)
def test_the_licence_of_what_is_needed_is_permissive(name: str) -> None:
    written = licence(metadata(name))
    assert permissive(written) or READ.get(name) == written, f"{name}: {written or 'no licence'}"


@pytest.mark.parametrize(
    "written",
    [
        "", "UNKNOWN", "GPL-3.0-or-later", "MIT AND GPL-2.0-only",
        "GPL-3.0-only AND (BSD-3-Clause OR MIT)", "Other/Proprietary License",
        "GNU Lesser General Public License v3 or later (LGPLv3+)",
    ],
)  # fmt: skip
def test_what_is_unknown_or_copyleft_is_not_permissive(written: str) -> None:
    assert not permissive(written)


def test_alternatives_may_be_chosen_from() -> None:
    assert permissive("GPL-2.0-only OR MIT AND BSD-3-Clause")


def test_the_package_says_its_own() -> None:
    own = metadata("iacheck")
    assert own["License-Expression"] == "MIT"
    assert own.get_all("License-File") == ["LICENSE"]
