"""The project keeps to its sources: it points to them rightly, and copies no sentence of them."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from shipped import shipped

from iacheck.checks.rule import Rule

ROOT = Path(__file__).parent.parent
SOURCES = Path(os.environ.get("IACHECK_SOURCES", ROOT / "../shared/sources"))
FILES = {
    "rapport-2012-h2": SOURCES / "000_ae74517aeab01732.txt",
    "brev-2015-05": SOURCES / "004_721b531e797f6cf6.txt",
}
SHARED_WORDS = 12
RULES = [rule for book in shipped()[0] for rule in book.rules]


def heading(line: str) -> str:
    return re.sub(r"[#*]", "", line).strip()


def sections(document: str) -> list[tuple[str, int]]:
    """The headings of a source in order, each with the number of its paragraphs.

    A list belongs to the paragraph above it. The letter's headings carry no mark: they are
    known by the rules; its opening is named after its first line and counts it as a paragraph.
    """
    known = {source.section for rule in RULES for source in rule.head.sources}
    found: list[tuple[str, int]] = []
    open_paragraph = False
    for line in FILES[document].read_text(encoding="utf-8").split("\n"):
        text = line.strip()
        if text.startswith("#") or (not open_paragraph and text in known):
            found.append((heading(text), 0))
            open_paragraph = False
        elif text.startswith("Brev fra oppfølgingsgruppen"):
            found.append(("Brev fra oppfølgingsgruppen", 1))
            open_paragraph = True
        elif not text or text == "---":
            open_paragraph = False
        elif found and not open_paragraph:
            open_paragraph = True
            if not re.match(r"[-•]\s", text):
                found[-1] = (found[-1][0], found[-1][1] + 1)
    return found


def paragraphs_of(section: str, found: list[tuple[str, int]]) -> int | None:
    """How many paragraphs a section has; `A fra B, C` is the heading C in the part from B."""
    counts = dict(reversed(found))
    if section in counts:
        return counts[section]
    part, _, within = section.rpartition(", ")
    reporter = part.rpartition(" fra ")[2]
    below = [i for i, (head, _) in enumerate(found) if head.endswith(f" fra {reporter}")]
    if not part or len(below) != 1:
        return None
    return next((n for head, n in found[below[0] :] if head.startswith(within)), None)


@pytest.mark.sources
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_sources_of_rules_exist(rule: Rule) -> None:
    for source in rule.head.sources:
        paragraphs = paragraphs_of(source.section, sections(source.document))
        assert paragraphs is not None, f"{source.document} has no heading {source.section}"
        assert max(source.paragraphs) <= paragraphs


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


@pytest.mark.sources
def test_no_sentence_of_the_sources_is_copied() -> None:
    known: set[str] = set()
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
    pattern = re.compile(r"(?<![\w.])/(?:root|work|home(?!/user))/[\w.]")
    found = {name for name, text in tracked().items() if pattern.search(text)}
    assert found <= {"tests/test_sources.py"}
