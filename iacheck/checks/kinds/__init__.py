"""The kinds of check: one module each; a module that lies in this folder is a kind.

A module has

- `Parameters`: a model (`YamlModel`) of what a rule's author writes under the kind's name;
- `PLACEHOLDERS`: what its violations fill in a rule's texts, beside the common ones;
- `compile(given, compiler)`: from parameters to a function `Scope -> Outcome`;
- `SHORT_FORM`, if the parameters may be written as the value of this one alone.

A kind does no input or output, and reads nothing but the scope it is given.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping, Sequence

from iacheck.checks.check import KindModule


@functools.cache
def kind_names() -> Sequence[str]:
    """The names of all kinds, in alphabetical order.

    A module whose name is a Python keyword or built-in ends in `_`, which its kind does not.
    """
    return tuple(sorted(_modules()))


@functools.cache
def find_kind(name: str) -> KindModule | None:
    """The module of a kind; None where there is no such kind."""
    if name not in _modules():
        return None
    kind: KindModule = importlib.import_module(f"{__name__}.{_modules()[name]}")
    return kind


@functools.cache
def _modules() -> Mapping[str, str]:
    """The names of modules by those of their kinds."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return {name.removesuffix("_"): name for name in names}
