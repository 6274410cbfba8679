"""Funds in a sentence: `Vi fikk 400 000 kroner og brukte 350 000.`"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from iacheck.forms.kroner import read_kroner
from iacheck.forms.unreadable import UnreadableCell
from iacheck.forms.value_words import value_words

_SENTENCE_ENDS = re.compile(r"(?<!\bkr)(?<!\bmill)[.!?](?=\s+[^\W\d_]|\s*$)|[:;]")
_CLAUSE_ENDS = re.compile(r"(?<![^\W\d_]-),?\s+(?:og|and|men|but)\s+|,\s+", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:(?i:IA-?)?[Rr]åde?t?|(?:IA )?[Cc]ouncil)\s+(?:i|for|in|of)\s+[A-ZÆØÅ]\w+"
    r"(?:(?:-|\s+(?:og|and)\s+|\s+)[A-ZÆØÅ]\w+){0,4}"
)
_AMOUNT = (
    r"(?P<amount>(?:(?:kr\.?|nok)\s?)?\d{1,3}(?:[ .\u00a0\u202f]?\d{3}){1,3}(?:,(?:00|[-–—]+))?"
    r"(?:\s?(?:kroner|kr|nok)\b\.?)?|\d[\d,]*\s(?:tusen|mill\.?|millioner|millionar|million)"
    r"(?:\s(?:kroner|kr)\b)?)"
)
_SAYS_KRONER = re.compile(r"[^\W\d]|,[-–—]")
_YEAR_ALONE = re.compile(r"[12]\d{3}")


def funds_in(text: str, year: int | None = None) -> Mapping[str, int]:
    """What a text says that the council received and used, by the fields of a report, in kroner.

    Only what is said outright: “vi fikk …”, “rådet har brukt …”, and nothing else in the sentence.
    One that names another year than `year` is not read, nor what is carried forward to another
    than the next; a field with two amounts is left out.
    """
    found: dict[str, set[int]] = defaultdict(set)
    for line in text.splitlines():
        for sentence in _SENTENCE_ENDS.split(_BODY.sub("rådet", " ".join(line.split()))):
            forward = _carried_forward(sentence, year)
            told = _in_sentence(sentence, year) if forward is None else (forward,)
            for field, amount in told:
                found[field].add(amount)
    return {field: amounts.pop() for field, amounts in found.items() if len(amounts) == 1}


def _in_sentence(sentence: str, year: int | None) -> Sequence[tuple[str, int]]:
    """Field and amount of each clause; none where one of them says something else."""
    found: list[tuple[str, int]] = []
    for clause in _CLAUSE_ENDS.split(sentence):
        bare = re.sub(rf"\b(?:i|for|in)\s+{year}\b", " ", clause, flags=re.IGNORECASE)
        match = _clause().fullmatch(" ".join(bare.split()))
        words = set(_words(match["lead"] + " " + match["between"])) if match else set()
        # The first clause says whose money it is.
        field = _field(match, words) if match and (found or words & _owners()) else None
        amount = _amount(match["amount"]) if match and field else None
        if field is None or amount is None:
            return ()
        found.append((field, amount))
    return found


def _carried_forward(sentence: str, year: int | None) -> tuple[str, int] | None:
    """What a sentence says is carried forward, if it says that of the year after and no more."""
    next_year = str(year + 1) if year is not None else ""
    for form in _carrying():
        match = form.fullmatch(" ".join(sentence.split()))
        if match and match["year"] in (None, next_year) and _SAYS_KRONER.search(match["amount"]):
            amount = _amount(match["amount"])
            return None if amount is None else ("carried_forward_nok", amount)
    return None


def _field(match: re.Match[str], words: set[str]) -> str | None:
    """The field that a clause tells; None where it holds words that may change its meaning."""
    funds = value_words().funds
    tail = match["tail"].casefold().strip()
    for field, verbs in (("received_nok", funds.received), ("used_nok", funds.used)):
        if match["verb"].casefold() in verbs and words <= {*funds.before, *funds.owners, *verbs}:
            from_source = field == "received_nok" and tail.startswith(funds.from_)
            return field if not tail or tail in funds.after or from_source else None
    return None


def _amount(text: str) -> int | None:
    if _YEAR_ALONE.fullmatch(text):
        return None
    try:
        return read_kroner(text)
    except UnreadableCell:
        return None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("ia-", "ia"))


@functools.cache
def _owners() -> frozenset[str]:
    return frozenset(value_words().funds.owners)


@functools.cache
def _clause() -> re.Pattern[str]:
    """A clause with a verb, one amount behind it, and no other figure."""
    funds = value_words().funds
    verbs = "|".join(sorted((*funds.received, *funds.used), key=len, reverse=True))
    return re.compile(
        rf"(?P<lead>\D*?)\b(?P<verb>{verbs})\b(?P<between>\D*?)\s{_AMOUNT}(?P<tail>(?:\s\D*)?)",
        re.IGNORECASE,
    )


@functools.cache
def _carrying() -> tuple[re.Pattern[str], ...]:
    """Ways to say that an amount is carried forward: `Resten, 82 500 kroner, overføres til 2016`.

    The amount, what is done, and the year stand in any of these orders.
    """
    funds = value_words().funds
    rest, goes_on, carries, to, owners = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (funds.rest, funds.goes_on, funds.carries, funds.to, funds.owners)
    )
    years = rf"(?:{to}|(?:til|to)\s(?:år(?:et)?\s)?(?P<year>\d{{4}}))"
    named = rf"(?:(?:{rest})(?:,|\s(?:på|of))?\s)?"
    forms = (
        rf"{named}\(?{_AMOUNT}\)?,?\s(?:som\s)?(?:{goes_on})\s{years}",
        rf"(?:{rest})\s(?:{goes_on})\s{years},?\s\(?{_AMOUNT}\)?",
        rf"(?:det\s)?(?:{goes_on})\s{_AMOUNT}\s{years}",
        rf"(?:{owners})\s(?:{carries})\s(?:{rest},?\s)?\(?{_AMOUNT}\)?,?\s{years}",
        rf"(?:{owners})\s(?:{carries})\s{years}\s{_AMOUNT}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
