"""The project keeps to its sources: it points to them rightly, and copies no sentence of them."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from iacheck.loading import load_rulebooks
from iacheck.rulebook import Rule
from iacheck.schemas import load_schemas

ROOT = Path(__file__).parent.parent
SOURCES = Path(os.environ.get("IACHECK_SOURCES", ROOT / "../shared/sources"))
FILES = {
    "rapport-2012-h2": SOURCES / "000_ae74517aeab01732.txt",
    "brev-2015-05": SOURCES / "004_721b531e797f6cf6.txt",
}
SHARED_WORDS = 12
RULES = [rule for book in load_rulebooks((), load_schemas()) for rule in book.rules]


def heading(line: str) -> str:
    return re.sub(r"[#*]", "", line).strip()


def sections(document: str) -> dict[str, int]:
    """Each heading of a source with the number of its paragraphs; a list belongs to the
    paragraph above it."""
    lines = FILES[document].read_text(encoding="utf-8").split("\n")
    known = {source.section for rule in RULES for source in rule.head.sources}
    counts: dict[str, int] = {}
    present = ""
    in_paragraph = False
    for line in lines:
        text = line.strip()
        if (text.startswith("#") or not in_paragraph) and heading(line) in known:
            present, in_paragraph = heading(line), False
            counts.setdefault(present, 0)
        elif text.startswith("Brev fra oppfølgingsgruppen"):
            present, in_paragraph = "Brev fra oppfølgingsgruppen", True
            counts[present] = 1
        elif text.startswith("#"):
            present, in_paragraph = heading(line), False
        elif not text or text == "---":
            in_paragraph = False
        elif present in counts and not in_paragraph:
            in_paragraph = True
            counts[present] += not re.match(r"[-•]\s", text)
    return counts


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_sources_of_rules_exist(rule: Rule) -> None:
    for source in rule.head.sources:
        found = sections(source.document)
        assert source.section in found, f"{source.document} has no heading {source.section}"
        assert max(source.paragraphs) <= found[source.section]


def tracked() -> dict[str, str]:
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    texts = {}
    for name in names:
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".mo"}:
            texts[name] = path.read_text(encoding="utf-8", errors="replace")
    return texts


def test_no_sentence_of_the_sources_is_copied() -> None:
    known = set()
    for file in FILES.values():
        for line in file.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if not line.startswith(("#", "---")):
                starts = range(len(words) - SHARED_WORDS + 1)
                known.update(" ".join(words[i : i + SHARED_WORDS]) for i in starts)
    assert len(known) > 1000
    copied = {
        name: gram
        for name, text in tracked().items()
        for words in [text.split()]
        for i in range(len(words) - SHARED_WORDS + 1)
        if (gram := " ".join(words[i : i + SHARED_WORDS])) in known
    }
    assert copied == {}


def test_no_path_of_one_machine() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:root|work|home)/[\w.]")
    found = {name for name, text in tracked().items() if pattern.search(text)}
    assert found <= {"tests/test_sources.py"}
