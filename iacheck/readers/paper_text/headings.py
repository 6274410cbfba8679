"""What the headings of a half-year paper say: which party, which half-year, which section."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from iacheck.cases.vocabulary import Party, Vocabulary
from iacheck.language.look_alikes import in_latin, look
from iacheck.language.names import nearest, normalise, words
from iacheck.language.written_periods import find_half_year_or_season
from iacheck.readers.paper_text.line import Line
from iacheck.readers.paper_text.near_headings import NearHeadings

_FROM = re.compile(r"(?:^|\s)(?:fra|frå|from)(?:\s*:\s*|(?=\s))", re.IGNORECASE)
# What people write before a heading: a bullet, `1.`, `1.1`, `a)`, `(2)`, `II.`, `Del 3:`; a number
# alone only before a capital letter: “3 avvik fra plan” counts deviations.
_NUMBERING = re.compile(
    r"[\W_]*(?:(?:del|kap|kapittel|punkt|pkt|part|section|chapter)\b\W*)?"
    r"(?:(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-zæøå])(?:\s*[.):–—-]+\s*|\s+(?=(?-i:[A-ZÆØÅ]))))?",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", ";")
# What only names of councils have in them, normalised.
_COUNCIL = "iaråd"
# Whom a heading names stands at its start; in a text without end, looking takes for ever.
_LONGEST = 1000
# What is left around a party's name when the half-year is taken out of a heading.
_AROUND_NAME = re.compile(
    r"^(?:[ ,:;.\"'“”«»–—-]|(?:av|for|by)(?= ))+|(?:[ ,:;.\"'“”«»–—-]| (?:for|i|in))+$",
    re.IGNORECASE,
)
# `Landsorganisasjonen i Norge (LO)`: two names of one.
_TWO_NAMES = re.compile(r"([^()]+)\(([^()]+)\)[^()]*")
# `Rapport – LO`, `LO: Halvårsrapport`.
_PARTS = re.compile(r"\s*[–—:,;|]\s*|\s+-\s+")
_KIND_OF_BODY = re.compile(r"\w*organisasjonen\s+", re.IGNORECASE)
# `LOs rapport`, `LO sin rapport`.
_REPORT_OF = re.compile(r"(.+?)(?:s|'s|’s| sin| si)? (?:halvårs)?(?:rapport|report)", re.IGNORECASE)


class Headings:
    """The headings that one agreement's vocabulary knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._parties = vocabulary.parties
        self._titles = vocabulary.part_titles
        template = vocabulary.headings or {}
        keys = {text: key for key, texts in template.items() for text in texts}
        self._keys = {look(text): key for text, key in keys.items()}
        self._near = NearHeadings(keys)
        self.section_keys = frozenset(template)

    def section_key(self, text: str) -> str | None:
        """The key of the section that a line is the template heading of."""
        if len(text) > _LONGEST:
            return None
        return self._keys.get(look(text)) or self._keys.get(look(_unnumbered(text)))

    def near_sections(self, line: Line, keys: Collection[str]) -> tuple[tuple[str, str], ...]:
        """The sections, of some, that a line may be meant to head; none where it is a heading.

        Each as the template heading nearest to the line, and its key.
        """
        text = _unnumbered(line.text[:_LONGEST])
        by_key: dict[str, str] = {}
        for heading, key in self._near.near(text, keys, marked=line.level is not None):
            by_key.setdefault(key, heading)
        if by_key and self.section_key(line.text) is not None:
            return ()
        return tuple((heading, key) for key, heading in by_key.items())

    def begins_part(self, line: Line) -> bool:
        """Whether a line is the heading of a party's part.

        A heading of the first level is, and any line that begins like such a heading and names
        a party, if perhaps misspelt.
        """
        if self.section_key(line.text) is not None:
            return False
        if line.level == 1 or self._is_name_and_half_year(line):
            return True
        return self._has_title(line.text) and (
            self.party(line.text) is not None or self._looks_whole(line.text)
        )

    def _is_name_and_half_year(self, line: Line) -> bool:
        """Whether a line is a party's name with a half-year, and nothing else: `LO – H2 2012`."""
        found = find_half_year_or_season(line.text) if len(line.text) <= _LONGEST else None
        name = _AROUND_NAME.sub("", " ".join(found[1].split())) if found else ""
        return line.begins and any(party.is_own_name(name) for party in self._parties)

    def party(self, text: str, parties: Iterable[Party] | None = None) -> Party | None:
        """The party that a part's heading names; among all parties unless some are given."""
        among = self._parties if parties is None else tuple(parties)
        name = self.name_in(text)
        two, of = _TWO_NAMES.fullmatch(name), _REPORT_OF.fullmatch(name)
        if two is not None:
            return _only([_called(_AROUND_NAME.sub("", part), among) for part in two.groups()])
        found = _called(name, among) or _called(_KIND_OF_BODY.sub("", name, count=1), among)
        if found is not None:
            return found
        parts = [of[1]] if of else _PARTS.split(name)
        return _only([p for part in parts for p in among if p.is_own_name(part)])

    def name_in(self, text: str) -> str:
        """What stands in a part's heading for the party, without the half-year.

        All after the last “fra”, else what follows the words that such headings begin with.
        """
        text = in_latin(text[:_LONGEST])
        found = find_half_year_or_season(text)
        rest = " ".join((found[1] if found else text).split())
        *_, name = _FROM.split(rest)
        if name == rest:
            name = _unnumbered(rest)
            for title in self._titles:
                name = re.sub(re.escape(title), "", name, flags=re.IGNORECASE)
        name = _AROUND_NAME.sub("", name)
        return name[1:-1].strip() if name.startswith("(") and name.endswith(")") else name

    def is_meant_for_a_party(self, text: str) -> bool:
        """Whether a heading says that a party's part follows, even if it names none rightly."""
        return _FROM.search(in_latin(text)) is not None or self.speaks_of_a_party(text)

    def speaks_of_a_party(self, text: str) -> bool:
        """The same, where nothing else says that this is a half-year paper."""
        names = [name for party in self._parties for name in party.names]
        return (
            self._has_title(text)
            or self._looks_whole(text)
            or self.party(text) is not None
            or nearest(self.name_in(text), names) is not None
        )

    def is_titled_for_a_party(self, text: str) -> bool:
        """Whether a heading names a party, or begins as those of parties do, if of no council."""
        if self.party(text) is not None:
            return True
        return self._has_title(text) and _COUNCIL not in normalise(text)

    def _has_title(self, text: str) -> bool:
        return any(self._begins_with(text, title) for title in self._titles)

    @staticmethod
    def _begins_with(text: str, title: str) -> bool:
        start = words(title)
        return words(_unnumbered(text))[: len(start)] == start

    @staticmethod
    def _looks_whole(text: str) -> bool:
        """A heading in all but the party's name, and no sentence about one."""
        return (
            _FROM.search(in_latin(text)) is not None
            and find_half_year_or_season(text) is not None
            and not text.endswith(_SENTENCE_END)
        )


def _called(name: str, parties: Iterable[Party]) -> Party | None:
    return next((party for party in parties if party.is_called(name)), None)


def _only(named: Iterable[Party | None]) -> Party | None:
    """The one party among these; None where there are several."""
    known = [party for party in named if party is not None]
    return known[0] if known and all(party is known[0] for party in known) else None


def _unnumbered(heading: str) -> str:
    """A heading without its number or bullet."""
    seen = in_latin(heading)
    numbering = _NUMBERING.match(seen)
    return seen[numbering.end() :] if numbering else seen
