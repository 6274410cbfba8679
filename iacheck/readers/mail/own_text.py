"""The own text of a mail: without the older mails that stand below it, or are quoted in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iacheck.forms.mail_heads import mail_head
from iacheck.forms.paper_blocks import PaperBlock, TextBlock
from iacheck.language.frozen import frozen
from iacheck.language.messages import message
from iacheck.language.places import Place
from iacheck.language.problems import Problem

_QUOTED = re.compile(r"\s*>")
# “-----Opprinnelig melding-----”, and what other programs write in its place.
_OLDER = re.compile(
    r"\s*[-_*]{2,}\s*(?:opprinnelig|opphavleg|original|videresendt|vidaresend|forwarded)"
    r"\s+(?:e-?post)?\s*(?:meldingen|melding|message|mail)?[^-_*]{0,40}[-_*]{2,}\s*",
    re.IGNORECASE,
)
# “Den 26. februar 2016 kl. 14:12 skrev Rådet:”, which may go on in the line below.
_WROTE = re.compile(
    r"\s*(?:den|på|on|man|tir|tys|ons|tor|fre|lør|laur|søn)\b[^\n]{0,200}(?:\n[^\n]{0,100})?"
    r"\b(?:skrev|skreiv|wrote)\b[^\n]{0,100}(?:\n[^\n]{0,100})?:\s*",
    re.IGNORECASE,
)
_TIME_OR_ADDRESS = re.compile(r"\d\d?[:.]\d\d|@")
_LONGEST = 400
_QUOTED_MAIL = message("What is quoted here from another mail is not read")
_HEAD_LINES = 10


@frozen
class OwnText:
    """The own text of a mail.

    Lines of other mails, and of its head, are blank in `text`: those that are left stand in the
    lines in which they stood. `quoted` are the lines in which other mails begin, from 1.
    """

    text: str
    quoted: tuple[int, ...]

    def problems(self, file: str) -> Iterator[Problem]:
        """The notices of what is quoted, and not read."""
        for line in self.quoted:
            yield Problem(_QUOTED_MAIL, "notice", file, Place(line=line))


def own_blocks(
    blocks: Sequence[PaperBlock], quotes: Sequence[int], file: str
) -> tuple[Sequence[PaperBlock], tuple[Problem, ...]]:
    """The texts and tables above the first older mail, and the notices of what is quoted.

    `quotes` are the numbers of the blocks before which a quote was left out.
    """
    kept: list[PaperBlock] = []
    for number, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            lines = _lines_from(blocks[number : number + _HEAD_LINES])
            if number + 1 in quotes and _who_wrote(lines, 0):
                continue
            if _begins_older_mail(lines, 0):
                older = Problem(_QUOTED_MAIL, "notice", file, block.place)
                return kept, (*_left_out(quotes, number, file), older)
        kept.append(block)
    return kept, _left_out(quotes, len(blocks), file)


def _lines_from(blocks: Sequence[PaperBlock]) -> Sequence[str]:
    """The lines of the texts that stand first; the head of a mail may have one in each."""
    lines: list[str] = []
    for block in blocks:
        if not isinstance(block, TextBlock):
            break
        lines += block.text.split("\n")
    return lines


def _left_out(quotes: Sequence[int], end: int, file: str) -> tuple[Problem, ...]:
    """The notice of quotes that were left out before the block with this number."""
    is_any = any(number <= end for number in quotes)
    return (Problem(_QUOTED_MAIL, "notice", file),) if is_any else ()


def own_text(text: str, start: int = 0) -> OwnText:
    """The own text of a mail whose head takes the lines up to `start`."""
    lines = text.split("\n")
    kept = [""] * start
    quoted: list[int] = []
    was_quoted = False
    while len(kept) < len(lines) and not _begins_older_mail(lines, len(kept)):
        number = len(kept)
        count = _who_wrote(lines, number) or int(bool(_QUOTED.match(lines[number])))
        if count and not was_quoted:
            quoted.append(number + 1)
        kept += [""] * count if count else [lines[number]]
        was_quoted = count > 0 or (was_quoted and not lines[number].strip())
    if len(kept) < len(lines):
        quoted.append(len(kept) + 1)
    return OwnText("\n".join(kept), tuple(quoted))


def _begins_older_mail(lines: Sequence[str], number: int) -> bool:
    """Whether all from this line on is another mail."""
    line = lines[number]
    if not line.strip():
        return False
    if _OLDER.fullmatch(line[:_LONGEST]) or mail_head(lines[number : number + _HEAD_LINES]):
        return True
    below = number + _who_wrote(lines, number)
    if below == number:
        return False
    following = next((line for line in lines[below : below + _HEAD_LINES] if line.strip()), ">")
    return _QUOTED.match(following) is None


def _who_wrote(lines: Sequence[str], number: int) -> int:
    """How many lines say that somebody wrote what stands below, and when: 0, 1 or 2."""
    for count in (1, 2):
        written = "\n".join(lines[number : number + count])[:_LONGEST]
        if _WROTE.fullmatch(written) and _TIME_OR_ADDRESS.search(written):
            return count
    return 0
