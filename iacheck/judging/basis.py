"""The documents that a finding rests on, as a judgement of it names them."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.cases.case import Case
from iacheck.checks.rule import Rule


def basis(rule: Rule, case: Case) -> Mapping[str, str]:
    """The documents of the case that the rule reads, `kind/_id`, with the SHA-256 of each."""
    return {
        document.name: document.sha256
        for root in sorted({read.root for read in rule.reads})
        for document in case.documents.get(root, ())
    }
