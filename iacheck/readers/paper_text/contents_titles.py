"""What tables of contents are called, as their letters look."""

from __future__ import annotations

CONTENTS_TITLES = frozenset(
    {
        *("innhold", "innholdsfortegnelse", "innholdsliste", "innhald", "innhaldsliste"),
        *("innhaldsoversyn", "contents", "tableofcontents"),
    }
)
