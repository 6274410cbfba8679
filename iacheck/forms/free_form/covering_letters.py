"""Letters and mails that only say that a plan or report is attached: none of them is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from iacheck.forms.free_form.drafts import Draft
from iacheck.forms.free_form.trade_words import TradeWords
from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock

# What a letter tells of the document that it goes with: whose it is, for when, and how it came.
_OF_SENDING = frozenset(
    {"council", "period", "adopted_on", "submitted_on", "submitted_via", "coordinated_by"}
)
_GREETING = re.compile(r"(?:hei|hallo|hi|hello|dear|kjære)\b[^.:]{0,60}[,!.]?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:mvh\b|(?:med )?(?:vennlig|venn?leg|beste?|god) h[ie]ls(?:en|ing)|h[ie]ls(?:en|ing)\b"
    r"|(?:kind|best) regards|regards\b|yours\b)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\b(?:vedlagt|vedlagde?|vedlegg(?:et|er|es|ene|a|ast)?|legg(?:er|es)? ved|lagt ved"
    r"|attached|attachment|enclosed)\b",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:her (?:er|kommer|kjem|følger|følgjer)|oversend(?:er|es|ast)?|here is)\b", re.IGNORECASE
)
_THE_PLAN = re.compile(r"\bplan(?:en)?\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
# How much else such a letter says: “Si fra om noe mangler.”
_LONGEST_REST = 300


def is_covering_letter(
    text: PaperText, blocks: Sequence[PaperBlock], draft: Draft, words: TradeWords
) -> bool:
    """Whether a paper of which nothing was read but whose it is says that another is attached.

    It has the form of a letter, and neither tables, lists, nor headings of parts; and it says
    little else; with other words than of something attached (“her er planen”), nothing else.
    """
    if not _tells_nothing(draft) or text.unclear_tables:
        return False
    texts = [b for b in blocks if isinstance(b, TextBlock) and not b.is_item]
    headings = [block.text for block in texts if block.rank is not None]
    if len(texts) < len(blocks) or any(words.heading(one).is_known for one in headings):
        return False
    lines = [line for block in texts if block.rank is None for line in block.text.split("\n")]
    body = list(_body(lines))
    is_letter = text.head is not None or len(body) < len(lines)
    return is_letter and _says_attached(" ".join(body), words)


def _tells_nothing(draft: Draft) -> bool:
    """Whether nothing was read of a paper but of which it is, and how it came."""
    told = draft.fields.values.keys() | draft.fields.doubts.keys()
    return told <= _OF_SENDING and not draft.accounts and not any(draft.records().values())


def _says_attached(body: str, words: TradeWords) -> bool:
    sentences = [one for one in _SENTENCE_END.split(body) if not words.is_title(one)]
    attached = [one for one in sentences if _ATTACHED.search(one)]
    named = [one for one in sentences if words.kinds_named(one) or _THE_PLAN.search(one)]
    if len(sentences) == 1:
        return bool(attached) or bool(named and _SENT.search(sentences[0]))
    rest = sum(len(one) for one in sentences if one not in attached)
    return rest <= _LONGEST_REST and any(one in named for one in attached)


def _body(lines: Iterable[str]) -> Iterable[str]:
    """What stands between the greeting and the closing of a letter."""
    for line in map(str.strip, lines):
        if _CLOSING.match(line):
            return
        if line and not _GREETING.fullmatch(line):
            yield line
