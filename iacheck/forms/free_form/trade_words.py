"""The words that plans and reports are written in: which part, column, row or kind a text names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from iacheck.cases.council_names import council_in, territories
from iacheck.checks.texts import mentions
from iacheck.forms.free_form.account_words import AccountWords
from iacheck.forms.free_form.heading_statuses import HeadingStatuses
from iacheck.forms.free_form.label_forms import SIGNS, bare_heading, forms_of_label
from iacheck.forms.free_form.sentence_words import SentenceWords
from iacheck.forms.free_form.spellings import Spellings, all_spellings, by_spelling
from iacheck.forms.layout import Form
from iacheck.forms.sub_goals import sub_goals_named
from iacheck.forms.value_words import Status
from iacheck.language.frozen import frozen
from iacheck.language.names import normalise, words

# “Del A: Årsmelding 2015”
_PART = re.compile(r"^\s*(?:del|part)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})\s*[:.–—-]\s*", re.IGNORECASE)
# “Beløp (i 1000 kr)”, “NOK 1000”, “Kostnad i TNOK”
_IN_THOUSANDS = re.compile(
    r"\s*(?:\b(?:i|in)\s+)?(?:\b(?:hele|heile|whole)\s+)?(?:\b(?:kr\.?|kroner|nok)\s+)?"
    r"(?:(?<!\d)1[ .\u00a0]?000(?!\d)|\btusen|\bthousands?|\b(?:tnok|tkr|kkr)\b)"
    r"(?:\s+(?:kr\.?|kroner|nok)(?!\w))?",
    re.IGNORECASE,
)
_BARE_AMOUNT = "kr"
# A heading may say more than its word, after one of these: “Tiltak for 2016”, “Mål i perioden”.
_GOES_ON = frozenset(
    {"for", "i", "på", "til", "av", "under", "innen", "fra", "frå", "in", "of", "on"}
)
# What may be of another year, behind “kommende” or “tidligere”.
_OF_YEARS = (
    r"(?=\s+(?:gjennomførte |planlagte |avsluttede )?(?:tiltak|aktivitet|arrangement|plan|år|halvår"
    r"|periode|activit|measure|plan|year|period))"
)
_AND = frozenset({"og", "and", "samt", "/"})
# Parts that each sub-goal may have: “Tiltak delmål 1”, and no “Innsatsområde 1: … delmål 1”.
_OF_SUB_GOALS = ("activities", "goals")
# Longer than this, and a line that begins with such a word is a sentence.
_MOST_WORDS = 9
_SIGN_BEHIND = re.compile(r"[.,:;](?=\s|$)")
_NUMBER_OF_PERIOD = re.compile(r"20\d\d|[12]")


@frozen
class HeadingMeaning:
    """What a heading says: the part that it begins, and the sub-goals that it is about.

    `statuses` are those that it names of the activities below it.
    """

    section: str | None = None
    sub_goals: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.section is not None or bool(self.sub_goals)


@frozen
class ColumnMeaning:
    """What a column, or a label, is: a field of a list's items, or a word of `columns` in the YAML.

    Amounts below it are multiplied by `scale`: “(i 1000 kr)”.
    """

    field: str
    scale: int = 1
    table: str = ""


class TradeWords:
    """All words, those of the forms among them."""

    def __init__(self, written: Mapping[str, Any], forms: Iterable[Form]) -> None:
        self._kinds = _sequences(written["kinds"])
        self._kinds_by_word = _by_first_word(self._kinds)
        self._beside = {s[0]: kind for kind, s in _sequences(written["kinds_beside"])}
        self._in_plural = frozenset(all_spellings(written["kinds_in_plural"]))
        self._sections = _sequences(written["sections"])
        self._sections_by_word = _by_first_word(self._sections)
        own = _form_columns(forms)
        self._columns = {
            table: own.get(table, {}) | by_spelling(fields)
            for table, fields in written["columns"].items()
        }
        self._fields = _form_fields(forms) | by_spelling(written["fields"])
        self.funds = AccountWords(written["funds"])
        self.sentences = SentenceWords(
            **{
                key: frozenset(map(normalise, all_spellings(s)))
                for key, s in written["sentences"].items()
            }
        )
        self._evidence = {
            key: tuple(all_spellings(stems)) for key, stems in written["evidence"].items()
        }
        self._may_tell = {
            key: tuple(all_spellings(stems)) for key, stems in written["may_tell"].items()
        }
        self._report_itself = tuple(all_spellings(written["report_itself"]))
        self._handled = tuple(all_spellings(written["handled"]))
        self._not_carried_out = tuple(all_spellings(written["not_carried_out"]))
        self._of_titles = frozenset(
            word
            for texts in (
                all_spellings(written["titles"]),
                *(all_spellings(s) for s in written["kinds"].values()),
            )
            for text in texts
            for word in words(text)
        )
        self._notes = tuple(map(str.casefold, all_spellings(written["notes"])))
        self._of_headings = HeadingStatuses(written["heading_statuses"])
        self._next_year = _phrases(written["other_years"]["next"])
        self._year_before = _phrases(written["other_years"]["before"])
        self._courtesies = frozenset(map(normalise, all_spellings(written["courtesies"])))

    @property
    def tables(self) -> Sequence[str]:
        """The lists whose columns are known."""
        return tuple(self._columns)

    def heading(self, text: str) -> HeadingMeaning:
        """What a text says as a heading; nothing, where it is none that is known."""
        statuses = self._of_headings.of(text)
        is_of_status = not {"cancelled", "postponed"}.isdisjoint(statuses)
        section = self._section(text) or ("activities" if is_of_status else None)
        if self._of_headings.is_discontinued(text):
            section = "discontinued"
        return HeadingMeaning(section, sub_goals_named(text), statuses)

    def names_activities(self, text: str) -> bool:
        """Whether a heading is about activities, whatever else it says."""
        return self._of_headings.names_activities(text)

    def is_continued(self, text: str) -> bool:
        """Whether a heading is of what was done in another year and in that of the paper."""
        return self._of_headings.is_continued(text)

    def is_planned(self, text: str) -> bool:
        """Whether a heading is of what is planned."""
        return self._of_headings.is_planned(text)

    def is_of_next_year(self, text: str) -> bool:
        """Whether a heading is about what comes after its paper's year."""
        return self._next_year.search(text) is not None

    def is_of_year_before(self, text: str) -> bool:
        """Whether a heading is about what came before its paper's year."""
        return self._year_before.search(text) is not None

    def kinds_of_title(self, text: str) -> tuple[str, ...]:
        """The kind of document that a title names first, and the next, if it is one with “og”."""
        given = words(_SIGN_BEHIND.sub(" ", text).replace("/", " / "))
        first = self._kind_from(given, 0)
        if first is None:
            return ()
        at, length, kind = first
        beside = self._beside.get(given[at - 2]) if at > 1 and given[at - 1] in _AND else None
        if beside is not None and beside != kind:
            return (beside, kind)
        rest = given[at + length :]
        after = self._beside.get(rest[1]) if rest[1:] and rest[0] in _AND else None
        if after is not None and after != kind:
            return (kind, after)
        second = self._kind_from(rest[1:], 0) if rest[:1] and rest[0] in _AND else None
        return (kind,) if second is None or second[0] > 0 else (kind, second[2])

    def kinds_named(self, text: str) -> frozenset[str]:
        """Every kind of document that a text names."""
        given = words(text)
        found = (self._kind_at(given, at) for at in range(len(given)))
        return frozenset(one[1] for one in found if one is not None)

    def names_several(self, text: str) -> bool:
        """Whether a title is of several documents of one kind: “Handlingsplaner 2016”."""
        return not self._in_plural.isdisjoint(words(text))

    def is_kind_alone(self, text: str) -> bool:
        """Whether a text names a kind, with its year, and says nothing else."""
        given = tuple(words(bare_heading(text)))
        return any(given in (s, (*s, "for")) for _, s in self._kinds)

    def is_title(self, text: str) -> bool:
        """Whether a text names a kind or a council, and tells nothing but which paper it is."""
        bare = _SIGN_BEHIND.sub(" ", text)
        given = words(bare)
        of_counties = _words_of_counties()
        is_named = bool(self.kinds_named(bare)) or "iaråd" in "".join(given)
        return (is_named or council_in(text) is not None) and all(
            word in self._of_titles or word in of_counties or _NUMBER_OF_PERIOD.fullmatch(word)
            for word in given
        )

    def _kind_from(self, given: Sequence[str], start: int) -> tuple[int, int, str] | None:
        """Where the first word for a kind stands, how many words it is, and the kind."""
        for at in range(start, len(given)):
            found = self._kind_at(given, at)
            if found:
                return at, *found
        return None

    def _kind_at(self, given: Sequence[str], at: int) -> tuple[int, str] | None:
        """How many words name a kind at a place, and the kind."""
        found = [
            (len(s), kind)
            for kind, s in self._kinds_by_word.get(given[at], ())
            if tuple(given[at : at + len(s)]) == s
        ]
        return max(found) if found else None

    def kind_at_start(self, text: str) -> str | None:
        """The kind of document that a heading begins with."""
        given = words(bare_heading(_PART.sub("", text)))
        starts = [(len(s), kind) for kind, s in self._kinds if given[: len(s)] == s]
        return max(starts)[1] if starts else None

    def kind_beside_at_start(self, text: str) -> str | None:
        """The kind that a heading begins with where another one names the other: “Plan 2016”."""
        return self._beside.get(next(iter(words(bare_heading(text))), ""))

    def column(self, text: str, table: str) -> ColumnMeaning | None:
        """What the heading of a column of a list says."""
        forms = forms_of_label(text)
        scale = 1000 if _IN_THOUSANDS.search(text) else 1
        if scale > 1:
            bare = _IN_THOUSANDS.sub("", text).strip(SIGNS) or _BARE_AMOUNT
            forms = chain(forms, forms_of_label(bare))
        found = (self._columns[table].get(form) for form in forms)
        field = next(filter(None, found), None)
        return None if field is None else ColumnMeaning(field, scale, table)

    def field(self, text: str) -> str | None:
        """The field of a document that a label stands beside."""
        return next((f for form in forms_of_label(text) if (f := self._fields.get(form))), None)

    def evidence(self, text: str) -> tuple[str, ...]:
        """The types of the sources that a text names: statistics, research."""
        return tuple(key for key, stems in self._evidence.items() if mentions([text], stems))

    def lists_named(self, text: str) -> tuple[str, ...]:
        """What a text beside may tell of by its words: media, goals, funds, who sent it."""
        found = [name for name, stems in self._may_tell.items() if mentions([text], stems)]
        said = frozenset(words(text))
        if "kr" in said and "funds" not in found:
            found.append("funds")
        return (*found, "meetings") if self.sentences.meetings & said else tuple(found)

    def may_name_sender(self, text: str) -> bool:
        """Whether a text may tell who wrote or sent the paper, and through whom."""
        return mentions([text], self._handled) and mentions([text], self._may_tell["texts"])

    def names_report(self, text: str) -> bool:
        """Whether a text names the report itself: “årsrapporten”."""
        return mentions([text], self._report_itself)

    def may_be_not_carried_out(self, text: str) -> bool:
        """Whether a word in a text may mean that an activity was cancelled or postponed."""
        return mentions([text], self._not_carried_out)

    def is_courtesy(self, text: str) -> bool:
        """Whether a line greets or signs, and tells nothing."""
        return normalise(text.strip(SIGNS + "!")) in self._courtesies

    def is_note(self, text: str) -> bool:
        """Whether a line below a table begins as a note on it does: “* foreløpige tall”."""
        return text.casefold().startswith(self._notes)

    def _section(self, text: str) -> str | None:
        of_no_year = self._next_year.sub(" ", self._year_before.sub(" ", text))
        given = words(bare_heading(of_no_year))
        if not 0 < len(given) <= _MOST_WORDS:
            return None
        begun = self._sections_by_word.get(given[0], ())
        starts = [(len(s), key) for key, s in begun if given[: len(s)] == s]
        if not starts:
            return None
        length, key = max(starts)
        rest = given[length:]
        if rest and rest[0] in _AND:
            # “Mål og tiltak”: what is done there goes before what is meant by it.
            others = [other for other, s in self._sections if rest[1 : 1 + len(s)] == s]
            return "activities" if "activities" in (key, *others) else key if others else None
        is_of_goal = key in _OF_SUB_GOALS and sub_goals_named(" ".join(rest)) != ()
        return key if not rest or rest[0] in _GOES_ON or is_of_goal else None


@functools.cache
def _words_of_counties() -> frozenset[str]:
    """The words that names of counties are made of, also in the genitive."""
    names = (name for one in territories() for name in (one.name, *one.forms))
    bare = frozenset(word for name in names for word in words(name))
    return bare | {f"{word}s" for word in bare}


def _phrases(spellings: Spellings) -> re.Pattern[str]:
    """Finds any of these in a text; those with `…` behind them before activities and years."""
    found = sorted(all_spellings(spellings), key=len, reverse=True)
    forms = (
        re.escape(one.removesuffix(" …")) + (_OF_YEARS if one.endswith("…") else "")
        for one in found
    )
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _sequences(named: Mapping[str, Spellings]) -> Sequence[tuple[str, tuple[str, ...]]]:
    return [
        (key, words(text)) for key, spellings in named.items() for text in all_spellings(spellings)
    ]


def _by_first_word(
    sequences: Iterable[tuple[str, tuple[str, ...]]],
) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """The same by the word that each begins with: few of many begin where one looks."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for key, sequence in sequences:
        found.setdefault(sequence[0], []).append((key, sequence))
    return found


def _form_columns(forms: Iterable[Form]) -> dict[str, dict[str, str]]:
    """What the forms call the columns of their lists, by list."""
    found: dict[str, dict[str, str]] = {}
    for form in forms:
        for table in form.tables:
            name = "funds" if table.name == "lines" else table.name
            columns = found.setdefault(name, {})
            columns |= {spelt: column.name for column in table.columns for spelt in column.names}
    return found


def _form_fields(forms: Iterable[Form]) -> dict[str, str]:
    return {spelt: field.name for form in forms for field in form.fields for spelt in field.names}
