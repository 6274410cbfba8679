"""The lines of a half-year paper to party reports, whatever format the paper came in.

Each party's part becomes a `party_report`. Where a part begins is told by its heading, which
names the party; what its sections are about, by the headings of the rule book's template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any

from iacheck.cases.vocabulary import Party, VocabularyOf, parties_of, unknown_party
from iacheck.documents.document import Document, Origin, pointer
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.forms.layout import WRITE_HERE
from iacheck.language.frozen import frozen
from iacheck.language.language import language
from iacheck.language.messages import LANGS, Message, OneOf, by_door, message
from iacheck.language.periods import Period
from iacheck.language.places import Place
from iacheck.language.problems import Level, Problem
from iacheck.language.written_periods import find_half_year, find_half_year_or_season
from iacheck.readers import Reading, Source
from iacheck.readers.paper_text.headings import Headings
from iacheck.readers.paper_text.line import Line

_OTHER = "other"
_PROMPTS = frozenset(language(lang).say(WRITE_HERE) for lang in LANGS)
# The level of a template heading that carries no mark: the one that the template gives it.
_TEMPLATE_LEVEL = 2
# Nearly a template heading, without the mark of one; the longest of the template has 62 characters.
_LONGEST_HEADING = 100
_TITLE, _HEADING = "Handlingsplan 2016", "Rapportering om IA-arbeidet 2. halvår 2013 fra LO"
_UNKNOWN = by_door(
    message(
        "Nothing says what the paper is. A council's plan or report says so in its title, such as "
        "“{title}”; or say it with {option}. In a half-year paper, the part of each party begins "
        "with a heading such as “{heading}”",
        title=_TITLE,
        option="--kind plan",
        heading=_HEADING,
    ),
    message(
        "Nothing says what the paper is. A council's plan or report says so in its title, such as "
        "“{title}”; or say it beside the file. In a half-year paper, the part of each party begins "
        "with a heading such as “{heading}”",
        title=_TITLE,
        heading=_HEADING,
    ),
)


def read_paper(
    source: Source,
    lines: Sequence[Line],
    vocabulary: VocabularyOf,
    problems: Iterable[Problem] = (),
) -> Reading:
    """The party reports of a paper, each from the heading of its part to the next one.

    `problems` is what was wrong before the lines were had; it goes along.
    """
    # What an empty form says where a text is to be written; in a PDF nothing else tells.
    written = tuple(line for line in lines if line.text not in _PROMPTS)
    return _Paper(source, written, vocabulary, list(problems)).read()


def has_party_part(lines: Sequence[Line], vocabulary: VocabularyOf) -> bool:
    """Whether a line is the heading of a party's part, so that this is a half-year paper."""
    title = _half_year_of_title(lines)
    headings = Headings(vocabulary(title[0] if title else None))
    return any(
        headings.begins_part(line) and headings.is_titled_for_a_party(line.text) for line in lines
    )


@frozen
class _Part:
    """What stands under the heading of a party's part."""

    heading: Line
    lines: list[Line] = field(default_factory=list)


@frozen
class _Section:
    key: str
    heading: Line
    lines: list[Line] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.heading.level or _TEMPLATE_LEVEL

    @property
    def text(self) -> str:
        """Its lines; what was a paragraph or heading has a blank line before it."""
        written = "".join(("\n\n" if line.begins else "\n") + line.text for line in self.lines)
        return written.strip()


class _Paper:
    """Reads one paper; gathers its documents and everything that is wrong with it."""

    def __init__(
        self,
        source: Source,
        lines: Sequence[Line],
        vocabulary: VocabularyOf,
        problems: list[Problem],
    ) -> None:
        self.file = source.name
        self.sha256 = source.sha256
        self.vocabulary = vocabulary
        self.problems = problems
        self.title = _half_year_of_title(lines)
        self.headings = Headings(vocabulary(self.title[0] if self.title else None))
        self.parts = tuple(_parts(lines, self.headings))
        if self.title is None and len(self.parts) > 1:
            self.title = self._half_year_of_common_heading()

    def read(self) -> Reading:
        if not self._is_of_parties():
            self._tell(_UNKNOWN, None)
            return Reading((), tuple(self.problems))
        documents: dict[str, Document] = {}
        for part in self.parts:
            document = self._document(part)
            if document is None:
                continue
            first = documents.setdefault(document.key, document)
            if first is not document:
                self._twice(part, first)
        return Reading(tuple(documents.values()), tuple(self.problems))

    def _is_of_parties(self) -> bool:
        """Whether anything says that this is a half-year paper: its title, or a part's heading."""
        if self.title is not None and self.parts:
            return True
        return any(self.headings.speaks_of_a_party(part.heading.text) for part in self.parts)

    def _document(self, part: _Part) -> Document | None:
        if self._is_title(part):
            return None
        period = self._period(part)
        party = None if period is None else self._party(part, period)
        if period is None or party is None:
            return None
        sections = tuple(_sections(part, self.headings))
        doubts = tuple(self._doubts(part, sections))
        key = f"{party.id}-{period}".lower()
        body: dict[str, Any] = {
            "_id": key,
            "party": party.id,
            "period": str(period),
            "sections": [
                {"key": section.key, "heading": section.heading.text, "text": section.text}
                for section in sections
            ],
        }
        origin = Origin(self.file, self.sha256, _places(part, sections), doubts)
        return Document("party_report", key, body, origin)

    def _is_title(self, part: _Part) -> bool:
        """Whether the first heading is the title of the paper; told, for its text is left out."""
        heading = part.heading
        is_title = (
            len(self.parts) > 1
            and part is self.parts[0]
            and (
                _is_common(part, self.headings)
                or not self.headings.is_meant_for_a_party(heading.text)
            )
        )
        if is_title:
            self._tell(
                message(
                    "“{heading}” is taken for the title of the paper; what stands under it "
                    "belongs to no party's report",
                    heading=heading.text,
                ),
                heading,
                "notice",
            )
        return is_title

    def _half_year_of_common_heading(self) -> tuple[Period, Place] | None:
        heading = self.parts[0].heading
        found = find_half_year_or_season(heading.text)
        is_common = _is_common(self.parts[0], self.headings)
        return (found[0], heading.place) if found and is_common else None

    def _period(self, part: _Part) -> Period | None:
        heading = part.heading
        found = find_half_year_or_season(heading.text)
        own = found[0] if found else None
        period = own or (self.title[0] if self.title else None)
        if period is None:
            self._tell(
                message(
                    "Neither the title nor the heading “{heading}” tells the half-year; write it "
                    "like “2. halvår 2012”",
                    heading=heading.text,
                ),
                heading,
            )
        elif self.title and period != self.title[0]:
            self._tell(
                message(
                    "The heading says {period}, but the title of the paper ({place}) says "
                    "{title}; one of them must be corrected",
                    period=period,
                    title=self.title[0],
                    place=self.title[1],
                ),
                heading,
            )
            return None
        return period

    def _party(self, part: _Part, period: Period) -> Party | None:
        active = parties_of(self.vocabulary(period).parties, period)
        heading = part.heading
        party = self.headings.party(heading.text, active)
        if party is None and not self.headings.name_in(heading.text):
            told = message(
                "The heading “{heading}” names no party; write it like “{example}”",
                heading=heading.text,
                example=f"{heading.text} fra LO",
            )
            self._tell(told, heading)
        elif party is None:
            self._tell(unknown_party(self.headings.name_in(heading.text), period, active), heading)
        return party

    def _doubts(self, part: _Part, sections: Sequence[_Section]) -> Iterator[UnreadBlock]:
        """Lines that are nearly the template headings that are missing; told of."""
        missing = self.headings.section_keys - {section.key for section in sections}
        if not missing:
            return
        for line in filter(_may_be_heading, part.lines):
            near = dict(self.headings.near_sections(line, missing))
            if near:
                self._tell(_not_taken(line, tuple(near)), line, "notice")
                lift = Lift("/sections", "key", tuple(near.values()))
                yield UnreadBlock("text", line.place, line.text, (lift,))

    def _twice(self, part: _Part, first: Document) -> None:
        place = first.origin.place("") if first.origin else None
        self._tell(
            message(
                "“{heading}” is the second part of the same party; for the first see {place}",
                heading=part.heading.text,
                place=place,
            ),
            part.heading,
        )

    def _tell(self, told: Message, line: Line | None, level: Level = "error") -> None:
        place = line.place if line else None
        given = line.text if line else None
        self.problems.append(Problem(told, level, self.file, place, given=given))


def _not_taken(line: Line, meant: Sequence[str]) -> Message:
    if len(meant) > 1:
        return message(
            "“{heading}” is not taken for one of several headings: {meant}; if it is one of them, "
            "write it so, and each on a line of its own",
            heading=line.text,
            meant=OneOf([message("“{name}”", name=one) for one in meant]),
        )
    return message(
        "“{heading}” is not taken for the heading “{meant}”; if it is that, write it so",
        heading=line.text,
        meant=meant[0],
    )


def _may_be_heading(line: Line) -> bool:
    """Whether a line could be a heading: it has a heading's mark, or is short and no sentence."""
    if line.level is not None:
        return True
    return line.begins and len(line.text) <= _LONGEST_HEADING and line.text[-1] not in ".,;!?"


def _half_year_of_title(lines: Sequence[Line]) -> tuple[Period, Place] | None:
    """The half-year in the plain lines before the first heading, and its place."""
    for line in lines:
        if line.level is not None:
            break
        found = find_half_year(line.text)
        if found is None and _may_be_heading(line):
            found = find_half_year_or_season(line.text)
        if found is not None:
            return found[0], line.place
    return None


def _parts(lines: Sequence[Line], headings: Headings) -> Iterator[_Part]:
    """The parts of a paper; what stands before the first one belongs to none."""
    part: _Part | None = None
    below: int | None = None  # the level of the parties' names, where they stand under a common one
    for line in lines:
        if part is not None and below is None and _is_below_common(line, part, headings):
            below = line.level
        is_name = line.level == below is not None and headings.speaks_of_a_party(line.text)
        if is_name or headings.begins_part(line):
            if part is not None:
                yield part
            part = _Part(line)
        elif part is not None:
            part.lines.append(line)
    if part is not None:
        yield part


def _is_below_common(line: Line, part: _Part, headings: Headings) -> bool:
    """Whether a heading names a party right under one that all parties' parts have in common."""
    if line.level is None or not _is_common(part, headings):
        return False
    return headings.party(line.text) is not None


def _is_common(part: _Part, headings: Headings) -> bool:
    """Whether a heading names nobody, and no section of a report stands under it."""
    has_sections = any(headings.section_key(line.text) for line in part.lines)
    return not headings.name_in(part.heading.text) and not has_sections


def _sections(part: _Part, headings: Headings) -> Iterator[_Section]:
    """The sections of a part.

    Headings that are not the template's, and stand deeper than the template heading above
    them, belong to its text.
    """
    section: _Section | None = None
    for line in part.lines:
        begun = _begun(line, section, headings)
        if begun is not None:
            if section is not None:
                yield section
            section = begun
            continue
        if section is None:
            section = _Section(_OTHER, part.heading)
        section.lines.append(line)
    if section is not None:
        yield section


def _begun(line: Line, current: _Section | None, headings: Headings) -> _Section | None:
    key = headings.section_key(line.text)
    if key is not None:
        return _Section(key, line)
    if line.level is None:
        return None
    inside = current is not None and current.key != _OTHER and line.level > current.level
    return None if inside else _Section(_OTHER, line)


def _places(part: _Part, sections: Sequence[_Section]) -> dict[str, Place]:
    places = {"": part.heading.place}
    for index, section in enumerate(sections):
        heading = section.heading.place
        places[pointer("sections", index)] = heading
        places[pointer("sections", index, "heading")] = heading
        if section.lines:
            places[pointer("sections", index, "text")] = section.lines[0].place
    return places
