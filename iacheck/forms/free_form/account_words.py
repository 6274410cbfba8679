"""Which rows of accounts are funds, by their labels: what was received, used, is left."""

from __future__ import annotations

from collections.abc import Mapping

from iacheck.forms.free_form.label_forms import forms_of_label, words_of_label
from iacheck.forms.free_form.spellings import Spellings, all_spellings, by_spelling
from iacheck.language.names import normalise, words

# Shorter words say nothing of what a row of accounts is: “til”, “fra”.
_LEAST_LETTERS = 4
# … and these, of what is left, tell it anywhere in a row: “overført”, and no “blir”.
_LEAST_LETTERS_OF_LEFT = 6
_LEFT = frozenset({"unused", "carried_forward_nok", "carried_over_nok"})
# What may stand beside words for what is left, and changes nothing.
_BESIDE_FUNDS = frozenset(
    {
        "sum",
        "totalt",
        "midler",
        "midlar",
        "beløp",
        "tilskudd",
        "tilskot",
        "som",
        "er",
        "ble",
        "blei",
    }
    | {"blir", "vart", "vert", "å", "og", "funds"}
)


class AccountWords:
    """The words for each field of the funds, by which its rows are known."""

    def __init__(self, written: Mapping[str, Spellings]) -> None:
        self._funds = by_spelling(written)
        self._fund_words = frozenset(
            first
            for several in written.values()
            for text in all_spellings(several)
            if len(first := words(text)[0]) >= _LEAST_LETTERS
        )
        self._left_words = frozenset(
            first
            for field in _LEFT
            for text in all_spellings(written[field])
            if len(first := words(text)[0]) >= _LEAST_LETTERS_OF_LEFT
        )

    def field(self, text: str) -> str | None:
        """The field of the funds that a row of accounts is; `unused` for what is left."""
        found = (self._funds.get(form) for form in forms_of_label(text))
        return next(filter(None, found), None) or self._fund_of_parts(text)

    def _fund_of_parts(self, text: str) -> str | None:
        """What of the funds is left, where words for it stand together: “Ubrukt, overføres til”."""
        said = words_of_label(text)
        said = [word for word in said if word not in _BESIDE_FUNDS]
        if (alone := self._funds.get(normalise(" ".join(said)))) in _LEFT:
            return alone
        for at in range(1, len(said)):
            parts = (" ".join(said[:at]), " ".join(said[at:]))
            both = {self._funds.get(normalise(part)) for part in parts}
            if "unused" in both and both <= _LEFT:
                return next(iter(both - {"unused"}), "unused")
        return None

    def may_be_field(self, text: str) -> bool:
        """Whether a row of accounts may be one of the funds.

        It begins as one of these, or has such a word for what is left: “Midler som er ubrukt”.
        """
        said = words_of_label(text)
        return bool(said) and (said[0] in self._fund_words or not self._left_words.isdisjoint(said))
