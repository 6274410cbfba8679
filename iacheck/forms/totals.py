"""Labels of rows that add up others: “Totalsum”, “Sum 2016”, “Samlede kostnader”, “I alt”."""

from __future__ import annotations

import re

from iacheck.language.names import without_invisible, words

# What makes a label one of a total.
_TOTALS = frozenset(
    {
        "sum", "summen", "sums", "totalt", "total", "totale", "totals", "totalsum", "totalsummen",
        "totalbeløp", "totalbudsjett", "totalkostnad", "totalkostnader", "sluttsum", "delsum",
        "hovedsum", "hovudsum", "subtotal", "tilsammen", "tilsaman", "ialt", "samlet", "samla",
        "samlede", "samlete", "σ", "∑",
    }
)  # fmt: skip
_TOTALS_IN_WORDS = re.compile(r"\b(?:i alt|alt i alt|til sammen|til saman|in all|all together)\b")
# What may stand beside it and says no more than what is added up: amounts, the whole, a year.
_BESIDE = frozenset(
    {
        "kr", "kroner", "nok", "tkr", "mva", "inkl", "inklusive", "eks", "ekskl", "grand",
        "budsjett", "budsjettet", "budsjettert", "kostnad", "kostnaden", "kostnader", "kostnadar",
        "kostnadene", "utgift", "utgifter", "utgiftene", "utgifta", "beløp", "beløpet", "pris",
        "forbruk", "regnskap", "rekneskap", "inntekt", "inntekter", "inntektene", "midler",
        "midlar", "midlene", "midlane", "ramme", "ramma", "rammen", "deltakere", "deltakarar",
        "deltakerne", "brukt", "bruk", "cost", "costs", "budget", "amount", "expenses",
        "participants", "spent", "for", "av", "pr", "per", "i", "of", "og", "alle", "all", "the",
        "disponibelt", "disponible", "disponibel", "disponert", "disponerte", "tilgjengelig",
        "tilgjengelige", "tilgjengeleg", "available",
        "hele", "heile", "året", "år", "year", "halvår", "halvåret", "aktivitet", "aktiviteter",
        "aktivitetene", "aktivitetar", "aktivitetane", "activities", "tiltak", "tiltakene",
        "tiltaka", "measures", "delmål", "delmåla", "delmålene", "goal", "sub", "mål", "planen",
    }
)  # fmt: skip
_SIGNS = re.compile(r"[^\w∑]+")


def says_total(label: str) -> bool:
    """Whether a label says that its row adds up others, and nothing else."""
    given = " ".join(words(_SIGNS.sub(" ", without_invisible(label))))
    rest = _TOTALS_IN_WORDS.sub(" ", given)
    said = set(rest.split())
    is_total = rest != given or bool(said & _TOTALS)
    return is_total and all(word.isdecimal() or word in _BESIDE for word in said - _TOTALS)
