"""What sentences of a paper tell: when it was adopted or sent, by whom, meetings, and money."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from iacheck.forms.day_sentences import days_in, has_unsure_days
from iacheck.forms.days import months
from iacheck.forms.free_form.sentence_words import SentenceWords
from iacheck.forms.funds_sentences import funds_in
from iacheck.language.frozen import frozen
from iacheck.language.names import words

# A stop ends a sentence where a capital follows, but not after a number: “12. februar”.
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d][.!?])\s+(?=[A-ZÆØÅ«“\"])|(?<=[)»”\"][.!?])\s+(?=[A-ZÆØÅ«“])"
    r"|(?<=\d[.!?])\s+(?=[A-ZÆØÅ][a-zæøå]+ )|\n+"
)
# … nor in a day or half-year that is written with a capital, nor after what is no word in full:
# “1. Juni 2016”, “avd. Hamar”, “A. Bedrift”.
_SHORTENED = re.compile(
    r"(?:\b(?:ansv|avd|bl\.a|ca|dr|evt|f\.eks|ifm|ift|inkl|jf|mht|nr|pga|repr|st|vedr)"
    r"|(?<![\w.])[^\W\d])\.\Z",
    re.IGNORECASE,
)
_LONGEST_SHORTENED = 8
_DAY = r"\d{1,2}\.?\s?(?:\d{1,2}\.|[a-zæøå]+\.?)\s?(?:\d{4}|\d{2})?"
_WHO = r"(?P<who>[^.,;]+?(?:\.(?=\w)[^.,;]*?)?)"
_NEXT = r"\s+(?:av|fra|frå|by|from|via|gjennom|through|til|to|den|på|on)\s"
_UP_TO = rf"(?={_NEXT}|\s*[.,;]|\s*$|\s+{_DAY})"
_FROM = re.compile(rf"\b(?:av|fra|frå|by|from)\s+{_WHO}{_UP_TO}", re.IGNORECASE)
_THROUGH = re.compile(rf"\b(?:via|gjennom|through|til|to)\s+{_WHO}{_UP_TO}", re.IGNORECASE)
# “Sendt Arbeids- og velferdsdirektoratet 20.03.2016”, “sendt direktoratet via …”
_OBJECT = re.compile(rf"\s+(?P<who>(?:[A-ZÆØÅ]|\w*direktorat|\w*departement)[^.,;\d]*?){_UP_TO}")
_AUXILIARIES = frozenset(
    {"og", "and", "er", "ble", "blei", "blitt", "vart", "was", "har", "has", "been"}
)
# Before the word for sending, another than who sent it may stand behind such a word: “bruk av
# midlene”, “innspill fra partene”.
_CENTRE = re.compile(r"\bNAV\b|\bALS\b|arbeidslivssent|working life centre", re.IGNORECASE)
# “Samordnet av NAV Arbeidslivssenter Oslo.”
_COORDINATED = re.compile(
    r"(?:(?:års)?rapporten\s+(?:er|ble|vart|blei)\s+)?(?:samordn(?:et|a)|koordinert)\s+av\s+"
    r"(?P<who>[A-ZÆØÅ][^.,;:\d]*)\.?\Z",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"^(?i:til|to)\s+(?P<who>[A-ZÆØÅ][^.;]*)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# “vedtatt 15. februar 2016, revidert 10. april 2016”
_CLAUSE_END = re.compile(r",\s+(?=[^\W\d])")
# What is done with a plan beside adopting it.
_OTHER_ACT = re.compile(
    r"\b(?:revider\w*|rev\.|endr(?:et|a)|oppdater\w*|juster\w*|gjeld\w*|gyldig|virkning|verknad"
    r"|trer|trår|revised|amended|updated|effective|valid|applies)(?!\w)",
    re.IGNORECASE,
)
# What a council does with a report before it is sent.
_TREATED = re.compile(
    r"\b(?:behandl\w*|godkjen\w*|drøft\w*|gjennomgått|lagt fram|lagt frem|approved|discussed)\b",
    re.IGNORECASE,
)
_NO_YEAR = 1900
# A day by which something is to be done; who did it may stand behind the same word.
_BY_DAY = re.compile(r"\bby\s+(?:the\s+)?(?:end\s+of\s+)?(?:\d|[A-Z][a-z]+\s+\d)")
_SIGNS = re.compile(r"[,:;()\[\]!?«»“”\"]")
# Nynorsk “send” is “sent”, but bids too: “Send rapporten innan 1. mars”.
_SEND_IS_SENT = re.compile(
    r"\b(?:vart|blei|vore|er)\s+send\b|^send\s+(?:den\s+)?(?:\d|av\b|frå\b)"
    r"|^send\s+[^\d]*\d[\d.\s/-]*(?:av|frå)\s",
    re.IGNORECASE,
)

# Sentences that name one body, and nothing else.
_NAMES_ONE = (("coordinated_by", _COORDINATED), ("submitted_via", _ADDRESSED))

# A plan is adopted; all else is told of what has been done.
_KIND_OF = {"adopted_on": "plan"}


@frozen
class SentenceFacts:
    """What a sentence tells: fields by name, and the days of meetings."""

    fields: Mapping[str, str | int]
    meetings: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.fields and not self.meetings

    def of_kinds(self, kinds: Sequence[str]) -> SentenceFacts:
        """Those of the facts that documents of these kinds have a field for."""
        fields = {n: v for n, v in self.fields.items() if _KIND_OF.get(n, "report") in kinds}
        return SentenceFacts(fields, self.meetings if "report" in kinds else ())


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        is_line = "\n" in end.group()
        if is_line or not _is_within(text, end.start(), end.end()):
            yield from filter(None, (text[start : end.start()].strip(),))
            start = end.end()
    yield from filter(None, (text[start:].strip(),))


def _is_within(text: str, stop: int, after: int) -> bool:
    """Whether the stop that ends at one place is within a sentence that goes on at another."""
    is_day = text[stop - 2 : stop - 1].isdecimal() and _in_days().match(text, after) is not None
    return is_day or _SHORTENED.search(text, max(0, stop - _LONGEST_SHORTENED), stop) is not None


@functools.cache
def _in_days() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(months())}|halvår|kvartal|tertial)\b", re.IGNORECASE)


def sentence_facts(
    sentence: str, told: SentenceWords, year: int | None, *, of_meetings: bool
) -> SentenceFacts:
    """The facts in a sentence; nothing where it could be meant otherwise.

    `year` is that of the paper, and of days without one, where meetings are told of;
    `of_meetings` that it stands under a heading of meetings.
    """
    said = _said(sentence)
    if said & told.not_done or _BY_DAY.search(sentence):
        return SentenceFacts({})
    for field, form in _NAMES_ONE:
        named = form.match(sentence)
        if named:
            return SentenceFacts({field: named["who"].strip()})
    is_sent = bool(said & told.submitted_on) or _SEND_IS_SENT.search(sentence) is not None
    if is_sent or said & told.adopted_on:
        if said & told.other_papers or _names_other_year(sentence, year):
            return SentenceFacts({})
        return SentenceFacts(_sent(sentence, told) if is_sent else _adopted(sentence, told))
    if of_meetings or said & told.meetings:
        # A meeting that is left out would be missed: all of the sentence counts, or nothing.
        is_unsure = bool(said & told.not_held) or has_unsure_days(sentence, year)
        return SentenceFacts({}, () if is_unsure else days_in(sentence, year))
    return SentenceFacts(funds_in(sentence, year))


def _said(text: str) -> frozenset[str]:
    """The words of a text, without signs beside them: “(planlagt)”, “Planlagt:”."""
    return frozenset(words(_SIGNS.sub(" ", text)))


def names_centre(sentence: str) -> bool:
    """Whether a sentence names NAV or a centre of it."""
    return _CENTRE.search(sentence) is not None


def _names_other_year(sentence: str, year: int | None) -> bool:
    """Whether a sentence is on the paper of another year: “planen for 2015, vedtatt 3.3.2015”."""
    years = _YEAR.findall(sentence)
    for day in days_in(sentence, None):
        if day[:4] in years:
            years.remove(day[:4])
    return year is not None and bool(years) and str(year) not in years


def _adopted(sentence: str, told: SentenceWords) -> Mapping[str, str]:
    """The one day of a sentence, or of its one clause that tells of adoption.

    What else was done, told behind it, has days of its own: “vedtatt i mars, gjelder fra 1. mai
    2016”. A day without a year, beside another, leaves it open which is meant.
    """
    before = _OTHER_ACT.split(sentence)[0]
    if told.adopted_on & _said(before):
        sentence = before
    if len(_days_of_any_year(sentence)) > 1:
        clauses = _CLAUSE_END.split(sentence)
        on_adoption = [one for one in clauses if told.adopted_on & _said(one)]
        sentence = on_adoption[0] if len(on_adoption) == 1 else ""
    days = days_in(sentence, None)
    return {"adopted_on": days[0]} if len(days) == len(_days_of_any_year(sentence)) == 1 else {}


def _days_of_any_year(sentence: str) -> Sequence[str]:
    """The days of a sentence, those without a year too, which are given one that no paper has."""
    return days_in(sentence, _NO_YEAR)


def _sent(sentence: str, told: SentenceWords) -> Mapping[str, str]:
    """When, by whom and through whom; whom it went to stands before through whom."""
    days = days_in(sentence, None)
    if len(days) != 1:
        return {}
    found = {"submitted_on": days[0]}
    verb = _of_sending(told.submitted_on).search(sentence)
    before = sentence[: verb.start()] if verb else ""
    if verb and not days_in(sentence[verb.end() :], None):
        # The day may be of what was done before: “vedtatt 11. februar 2016 og sendt …”.
        if told.adopted_on & _said(before):
            return _adopted(before, told)
        if _TREATED.search(before):
            return {}
    after = sentence[verb.end() :] if verb else sentence
    by = _FROM.search(after) or next(
        (one for one in _FROM.finditer(_without_auxiliaries(before)) if _CENTRE.search(one["who"])),
        None,
    )
    if by:
        found["coordinated_by"] = by["who"].strip()
    through = [one["who"] for one in (_OBJECT.match(after), *_THROUGH.finditer(after)) if one]
    if through:
        found["submitted_via"] = ", ".join(map(str.strip, through))
    return found


def _without_auxiliaries(text: str) -> str:
    """A text without the words at its end that go with a verb behind it: “… Hedmark og ble”."""
    given = text.split()
    while given and given[-1] in _AUXILIARIES:
        given.pop()
    return " ".join(given)


@functools.cache
def _of_sending(verbs: frozenset[str]) -> re.Pattern[str]:
    """The words for sending: those that are known, and nynorsk “send”."""
    return re.compile(rf"\b(?:{'|'.join(sorted(verbs))}|send)(?:\s+(?:inn|over))?\b", re.IGNORECASE)
