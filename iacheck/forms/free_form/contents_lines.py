"""Lines of a table of contents, and where it ends: what follows it is of the paper again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from iacheck.forms.free_form.label_forms import bare_heading
from iacheck.forms.paper_blocks import TextBlock
from iacheck.language.names import normalise

# “2 Delmål 1 ........ 2”, “Mål\t3”
_WITH_PAGE = re.compile(r"\S.*?(?:\.{3,}|…+|_{3,}|\t|\s{2,})[\s.]*\d{1,3}\s*")
# “Kurs. Ansvarlig: NAV”
_SENTENCES = re.compile(r"[^\W\d][.!?]\s+[A-ZÆØÅ]")
_SENTENCE_END = (".", "!", "?", ";", ",")
# Longer than this, and a line without a page is a text.
_MOST_WORDS = 9


@dataclass(slots=True)
class ContentsLines:
    """Tells the lines under `Innhold` or `Vedlegg` from what comes after them."""

    _listed: set[str] = field(default_factory=set)

    def hold(self, block: TextBlock) -> bool:
        """Whether a text that is no heading is of such a list.

        A bold line without a page, and one that was listed before, are headings of the paper.
        """
        lines = [line.strip() for line in block.text.split("\n") if line.strip()]
        if all(_WITH_PAGE.fullmatch(line) for line in lines):
            return True
        names = [normalise(bare_heading(line)) for line in lines]
        if block.is_bold or not all(map(_is_short, lines)) or not self._listed.isdisjoint(names):
            return False
        self._listed.update(names)
        return True


def _is_short(line: str) -> bool:
    is_sentence = line.endswith(_SENTENCE_END) or _SENTENCES.search(line) is not None
    return len(line.split()) <= _MOST_WORDS and not is_sentence
