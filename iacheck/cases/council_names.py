"""Names of councils as people write them: of which county, or which several, an IA council is.

For councils that no register knows; where one does, its ids and names count. The counties of the
years 2010–2018, and what several of them are called together, stand in `counties.json`: facts
alone, each seen in both places that are named there. `forms` are other ways of writing a name;
letters such as ø, capitals, hyphens and “&” need none. Which counties have a joint council, no
public list tells: any two may, and such a council's id is made of theirs, in order of number, where
no entry with the same counties gives another.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iacheck.language.frozen import frozen
from iacheck.language.names import likeness, nearest, without_invisible

_DATA = Path(__file__).with_name("counties.json")

# Where one word begins inside another, as in names of files: `HandlingsplanHedmark2016`.
_INSIDE = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
# Words; what joins names; what parts a sentence or a line, a dash with spaces around it too.
_TOKENS = re.compile(r"[^\W_]+|[&/+]|[,;:.!?|\n]|(?<=\s)[\u2010-\u2015-](?=\s)")
_JOINING = frozenset(("&", "/", "+", "and"))

_COUNCIL = r"(?:ia ?rad(?:et)?s?|rad(?:et)? for (?:et )?inkluder[ae]nde arbeidsliv|ia council)"
_OF = r"(?: (?:i|for|fra|pa|in|of))?"
_COUNTY = r"(?: (?:fylkes?|fylket|fylkene|fylka|county))?"
# The words before a county, or after it, that make it a council's; several councils' (`-rådene`);
# NAV's or its centre's there, which are near the council; or another body's, which is not.
_COUNCIL_BEFORE = re.compile(rf"(?:.* )?{_COUNCIL}{_OF}(?: ,)?")
_COUNCILS_BEFORE = re.compile(rf"(?:.* )?ia ?rad(?:ene|a){_OF}")
_COUNCIL_AFTER = re.compile(rf"{_COUNTY} {_COUNCIL}(?: .*)?")
_NAV_BEFORE = re.compile(rf"(?:.* )?(?:nav|als|arbeidslivss?ent(?:er|eret)){_OF}")
_OTHER_BEFORE = re.compile(
    rf"(?:.* )?(?:nho|lo|ys|unio|ks|virke|spekter|akademikerne|arbeidstilsynet){_OF}"
)
_OTHER_AFTER = re.compile(
    r" (?:fylkeskommun|fylkesting|kommun|universitet|sykehus|sjukehus|politi|bispedomm).*"
)


_JOINED = re.compile(r" og ([a-z-]+)")
# Where a letter was written, and when: “Oslo, 12. februar”.
_DAY_AFTER = re.compile(r" , (?:den )?\d{1,2}(?! ,? ?halv)(?:[ ,].*)?")
# A name as it stands in a title; how many of its words may name a county, how many letters it has
# at least, and how like a county's a name among other words must be to be asked about.
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS, _FEWEST_LETTERS, _ALIKE_IN_TEXT = 3, 5, 0.85
# How many characters a council's name may have, and how many around a county are looked at.
_LONGEST, _AROUND = 200, 80


@frozen
class Territory:
    """A county, or several by the name that they have together; `of` are the ids of those.

    One that was made of others is a county from its `first_day` on.
    """

    id: str
    name: str
    of: frozenset[str]
    forms: tuple[str, ...] = ()
    number: str | None = None
    first_day: datetime.date | None = None


@functools.lru_cache(maxsize=4096)
def known_council(text: str) -> str | None:
    """The id of the council that `text` means as a whole; None where it means none for certain.

    `IA-rådet i Hedmark`, `Hedmark fylke` and `hedmark` are `hedmark`; `Oslo/Akershus` is
    `oslo-akershus`, whatever the order.
    """
    if len(text) > _LONGEST:
        return None
    found = _whole().fullmatch(" ".join(_tokens(text)).strip(" ,"))
    return _id_of(found["counties"]) if found else None


def merged_later(id_: str, day: datetime.date) -> Territory | None:
    """The county that a council with such an id is of, if it was made of others after a day."""
    found = (one for one in territories() if one.id == id_ and one.first_day is not None)
    return next((one for one in found if one.first_day is not None and one.first_day > day), None)


def council_in(text: str) -> str | None:
    """The id of the one council that a title, file name or line names among other words.

    A county beside the words of an IA council goes before one that stands alone, and that before
    one in the name of NAV or its centre there; in names of other bodies it says nothing. None
    where there is no council, or where several are as likely.
    """
    found: dict[int, set[str]] = {}
    for rank, id_ in _mentions(" ".join(_tokens(text))):
        found.setdefault(rank, set()).add(id_)
    likeliest = found[min(found)] if found else set()
    return min(likeliest) if len(likeliest) == 1 else None


def council_misspelt(text: str) -> str | None:
    """The id of the council that `text` looks like a misspelling of; None for one that is known."""
    if known_council(text) is not None:
        return None
    named = {territory.id: territory for territory in territories()}
    spelt = {
        form: id_
        for id_, one in named.items()
        for form in (id_, one.name, f"IA-rådet i {one.name}", f"IA-råd {one.name}")
    }
    meant = nearest(text, spelt)
    return spelt[meant] if meant is not None else None


def misspelt_council_in(text: str) -> tuple[str, str] | None:
    """What looks like the misspelt name of a county in a title or line, and the id of its council.

    None where nothing does, where several do, and where the text names a council.
    """
    if council_in(text) is not None:
        return None
    parted = _INSIDE.sub(" ", text[:_LONGEST])
    found = sorted(_misspelt(parted), reverse=True)
    if not found:
        return None
    _, (start, end), meant = found[0]
    is_one = all(id_ == meant or (s < end and start < e) for _, (s, e), id_ in found)
    return (parted[start:end], meant) if is_one else None


def _misspelt(text: str) -> Iterator[tuple[float, tuple[int, int], str]]:
    """How like which county's name some words are, where they stand, and the county's id."""
    words = list(_WORD.finditer(text))
    for first, last in itertools.product(range(len(words)), range(_MOST_WORDS)):
        if first + last >= len(words):
            continue
        start, end = words[first].start(), words[first + last].end()
        given = text[start:end]
        if len(given) < _FEWEST_LETTERS or _counties().search(_form(given)):
            continue
        alike, meant = max((likeness(given, one.name), one.id) for one in territories())
        if alike >= _ALIKE_IN_TEXT:
            yield alike, (start, end), meant


def council_name(id_: str) -> str | None:
    """What a council with such an id is called: `IA-rådet i Hedmark`; None for ids of no county."""
    if known_council(id_) != id_:
        return None
    territory = next((territory for territory in territories() if territory.id == id_), None)
    if territory is not None:
        return f"IA-rådet i {territory.name}"
    names = [
        territory.name
        for territory in territories()
        if territory.number and territory.id in _counties_in(_form(id_))
    ]
    return f"IA-rådet i {', '.join(names[:-1])} og {names[-1]}"


def county_number(text: str) -> str | None:
    """The number of the county that a text is the name of; None where it is none's."""
    named = known_council(text)
    return next((one.number for one in territories() if one.id == named), None)


def county_numbers(id_: str) -> tuple[str, ...]:
    """The numbers of the counties that a council with such an id serves; none for other ids."""
    if known_council(id_) != id_:
        return ()
    own = [one.number for one in territories() if one.id == id_ and one.number]
    parts = _counties_in(_form(id_))
    return tuple(own or (one.number for one in territories() if one.number and one.id in parts))


@functools.cache
def territories() -> tuple[Territory, ...]:
    """The counties in order of number, then what several are called together."""
    data: Mapping[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    entries = [one for part in ("counties", "mergers", "joint") for one in data[part]["entries"]]
    return tuple(
        Territory(
            one["id"],
            one["name"],
            frozenset(one.get("of", (one["id"],))),
            tuple(one.get("forms", ())),
            one.get("number"),
            datetime.date.fromisoformat(one["from"]) if "from" in one else None,
        )
        for one in entries
    )


def _tokens(text: str) -> Iterator[str]:
    """The words in one spelling, with `og` for whatever joins and `,` for whatever parts."""
    parted = _INSIDE.sub(" ", unicodedata.normalize("NFC", without_invisible(text)))
    for token in _TOKENS.findall(parted):
        word = _letters(token)
        if word in _JOINING:
            yield "og"
        else:
            yield word if word[:1].isalnum() else ","


def _letters(word: str) -> str:
    """A word in the letters that it has where there is no Norwegian keyboard."""
    bare = word.casefold().replace("ø", "o").replace("æ", "ae")
    bare = "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))
    return bare.replace("oe", "o").replace("aa", "a")


def _form(name: str) -> str:
    return " ".join(_tokens(name))


@functools.cache
def _by_form() -> Mapping[str, Territory]:
    return {
        _form(form): territory
        for territory in territories()
        for form in (territory.id, territory.name, *territory.forms)
    }


@functools.cache
def _one() -> str:
    """What matches one name, also in the genitive; the longest of those that begin alike."""
    return rf"(?:{'|'.join(sorted(_by_form(), reverse=True))})s?(?![^ ])"


@functools.cache
def _whole() -> re.Pattern[str]:
    counties = rf"(?P<counties>{_one()}(?: (?:og |, )?{_one()})*)"
    return re.compile(rf"(?:{_COUNCIL}{_OF} (?:, )?)?{counties}{_COUNTY}(?:(?: ,)? {_COUNCIL})?")


@functools.cache
def _counties() -> re.Pattern[str]:
    return re.compile(rf"(?<![^ ]){_one()}(?: (?:og )?{_one()})*")


def _mentions(words: str) -> Iterator[tuple[int, str]]:
    """The ids of the councils that may be meant, and how far from certain that is."""
    for found in _counties().finditer(words):
        start, end = found.span()
        before, after = words[max(0, start - _AROUND) : start].strip(), words[end : end + _AROUND]
        names = found[0]
        if _OTHER_AFTER.fullmatch(after):
            names = _all_but_last(names)
        if not names or _OTHER_BEFORE.fullmatch(before) or _goes_on_misspelt(after):
            continue
        if _COUNCILS_BEFORE.fullmatch(before):
            yield from ((0, id_) for id_ in sorted(_counties_in(names)))
        elif _COUNCIL_BEFORE.fullmatch(before) or _COUNCIL_AFTER.fullmatch(after):
            yield 0, _id_of(names)
        elif not _DAY_AFTER.fullmatch(after):
            yield 2 if _NAV_BEFORE.fullmatch(before) else 1, _id_of(names)


def _goes_on_misspelt(after: str) -> bool:
    """Whether a county is joined by “og” to what looks like another one, misspelt."""
    joined = _JOINED.match(after)
    return joined is not None and any(
        likeness(joined[1], _form(one.name)) >= _ALIKE_IN_TEXT for one in territories()
    )


def _all_but_last(names: str) -> str:
    """The names before the last, which is part of another body's name: `Oslo kommune`."""
    *_, last = re.finditer(rf"(?<![^ ]){_one()}", names)
    return names[: last.start()].strip()


def _counties_in(names: str) -> frozenset[str]:
    found = re.findall(rf"(?<![^ ]){_one()}", names)
    named = (_by_form().get(form) or _by_form()[form.removesuffix("s")] for form in found)
    return frozenset(id_ for territory in named for id_ in territory.of)


def _id_of(names: str) -> str:
    counties = _counties_in(names)
    together = next((territory.id for territory in territories() if territory.of == counties), None)
    return together or "-".join(
        territory.id for territory in territories() if territory.number and territory.id in counties
    )
