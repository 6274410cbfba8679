"""Lines with what was received and used: `Mottatt: 200 000`, `- Brukt: 159 800`."""

from __future__ import annotations

import re

from iacheck.forms.free_form.drafts import Draft, DraftRecord
from iacheck.forms.free_form.field_values import FieldReader
from iacheck.forms.free_form.trade_words import ColumnMeaning, TradeWords
from iacheck.forms.kroner import is_year
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.places import Place

_YEAR = re.compile(r"\b20\d\d\b")
# After an amount, before words: “400 000. Brukt”, “kr 400 000, brukt”.
_BETWEEN = re.compile(
    r"(?<=[\dr–-])(?:[.;]|,(?![–-]))\s+(?=[^\W\d])|(?<=[\dr–-])\s+(?=[A-ZÆØÅ][^\W\d]{3,20}:)"
)
# “Brukt 385 000 kr”, “Tildelt i 2016 400 000”
_WITHOUT_COLON = re.compile(
    r"(?P<label>[^\d:]+?(?:\s20\d\d(?=\s+(?:kr\.?\s?)?\d))?)\s+"
    r"(?P<said>(?!(?:19|20)\d\d\W*\Z)(?:kr\.?\s?)?\d.*)"
)
_OF_THE_YEAR = ("received_nok", "used_nok")


@frozen
class FundLines:
    """Reads lines of accounts into a draft; `year` is that of the paper."""

    words: TradeWords
    values: FieldReader
    draft: Draft
    year: int | None

    def take(self, text: str, place: Place, *, is_of_funds: bool) -> str:
        """Read the lines that name a field of the funds; what is left of the text.

        Where it does not stand under a heading of funds, only certain amounts count.
        """
        left = (self._left(line, place, is_of_funds) for line in text.strip().split("\n"))
        return "\n".join(filter(None, left))

    def _left(self, line: str, place: Place, is_of_funds: bool) -> str:
        """What is left of a line, which may hold several: `Mottatt: 400 000. Brukt: 250 000.`"""
        parts = _BETWEEN.split(line)
        left = [part for part in parts if not self._is_taken(part, place, is_of_funds)]
        return line if len(left) == len(parts) else ". ".join(left)

    def _is_taken(self, line: str, place: Place, is_of_funds: bool) -> bool:
        label, colon, said = line.partition(":")
        bare = _WITHOUT_COLON.fullmatch(line.strip()) if not colon and is_of_funds else None
        if bare is not None:
            label, said = bare["label"], bare["said"]
        name = self.words.funds.field(label)
        years = {int(year) for year in _YEAR.findall(label)}
        # Amounts of another year are none of this one.
        is_of_other = name in _OF_THE_YEAR and bool(years) and self.year not in years
        is_amount = has_content(said) and not is_year(said, label)
        if name is None or name == "unused" or is_of_other or not is_amount:
            return False
        amount = said.strip().rstrip(".")
        alone = DraftRecord(place)
        self.values.fill(alone, ColumnMeaning(name), amount, place)
        if alone.doubts and (not is_of_funds or not colon):
            return False
        self.values.fill_once(self.draft, ColumnMeaning(name), amount, place)
        return True
