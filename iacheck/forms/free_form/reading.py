"""A plan or report in free form to the documents that it is, and to what was not read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iacheck.cases.council_names import council_in, council_name, misspelt_council_in
from iacheck.documents.document import Document
from iacheck.documents.unread_block import UnreadBlock
from iacheck.forms.free_form.amount_scales import amount_scales, is_scale_alone
from iacheck.forms.free_form.assembly import assemble, unread_once
from iacheck.forms.free_form.context import FreeFormContext
from iacheck.forms.free_form.covering_letters import is_covering_letter
from iacheck.forms.free_form.drafts import EVERY_PART, Draft, DraftRecord, Remainder
from iacheck.forms.free_form.excerpts import excerpt
from iacheck.forms.free_form.identity import (
    Identity,
    PaperPart,
    council_of_body,
    identity,
    paper_parts,
    with_fields,
)
from iacheck.forms.free_form.list_levels import with_list_levels
from iacheck.forms.free_form.named_activities import with_named_activities
from iacheck.forms.free_form.numbered_headings import with_numbered_headings
from iacheck.forms.free_form.outline import Outline, begins_with_sub_goal
from iacheck.forms.free_form.paper_years import PaperYears
from iacheck.forms.free_form.refused_parts import first_place, unread_sections
from iacheck.forms.free_form.tables import TableReader
from iacheck.forms.free_form.texts import TextReader
from iacheck.forms.free_form.title_rows import with_title_rows
from iacheck.forms.mail_heads import MailHead
from iacheck.forms.paper_blocks import PaperBlock, PaperText, TextBlock
from iacheck.language.content import has_content
from iacheck.language.frozen import frozen
from iacheck.language.messages import Message, by_door, message
from iacheck.language.places import Place
from iacheck.language.problems import Problem

# A name, and a text below it, may stand above the table that tells of an activity.
_MOST_ABOVE = 2


@frozen
class FreePaper:
    """A paper: its file and fingerprint, and what stands in it."""

    file: str
    sha256: str
    text: PaperText


@frozen
class FreeFormReading:
    """The documents of a paper, what is to be told of it, and what was not read."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    unread: tuple[UnreadBlock, ...]


def is_free_form(paper: FreePaper, known: FreeFormContext) -> bool:
    """Whether a paper says, or is said, to be a plan or a report, or has parts for sub-goals."""
    if known.given.kinds or any(part.kinds for part in _parts(paper, known)):
        return True
    headings = (
        b.text for b in paper.text.blocks if isinstance(b, TextBlock) and b.rank is not None
    )
    return any(begins_with_sub_goal(text, known.words.heading(text)) for text in headings)


def read_free_form(paper: FreePaper, known: FreeFormContext) -> FreeFormReading:
    """The documents that a paper is; one that names no council is of that of the one before."""
    made: list[FreeFormReading] = []
    given = common = known.given
    for part in _parts(paper, known):
        if made and not part.kinds:
            # “IA-rådet i Oppland”, the next below the title “Handlingsplaner 2016” that is of all
            given = replace(common, council=given.council)
        made.append(_read_part(part, paper, replace(known, given=given)))
        named = next((d.body["council"] for d in made[-1].documents), given.council)
        if len(made) == 1:
            common = _common(part, known.given)
        given = replace(known.given, council=named)
    return FreeFormReading(
        tuple(document for one in made for document in one.documents),
        tuple(problem for one in made for problem in one.problems),
        unread_once(block for one in made for block in one.unread),
    )


def _common(first: PaperPart, given: Identity) -> Identity:
    """What the title of the first part says of all: nothing, where it names a council itself."""
    title = first.blocks[0] if first.blocks else None
    is_of_all = isinstance(title, TextBlock) and council_in(title.text) is None
    return identity(first, given) if is_of_all else given


def _parts(paper: FreePaper, known: FreeFormContext) -> Sequence[PaperPart]:
    blocks = tuple(with_title_rows(paper.text.blocks, known.words))
    return paper_parts(replace(paper.text, blocks=blocks), paper.file, known.words)


def _read_part(part: PaperPart, paper: FreePaper, known: FreeFormContext) -> FreeFormReading:
    found = identity(part, known.given)
    draft = _gather(part, found, paper, known)
    fields = draft.fields.values
    told = with_fields(found, fields.get("council"), fields.get("period"))
    if told.period != found.period:
        # Which headings are about another year is known only now.
        draft = _gather(part, told, paper, known)
    found, head = told, paper.text.head
    if is_covering_letter(paper.text, part.blocks, draft, known.words):
        return _unread_letter(draft, paper.file)
    missing = list(_missing(found, part, head))
    if missing:
        if part.shared is not None:
            missing = [_of_council(told, found.council) for told in missing]
        place = None if part.shared is None else first_place(part.own_blocks)
        problems = (Problem(told, file=paper.file, place=place) for told in missing)
        return FreeFormReading((), tuple(problems), tuple(unread_sections(part.own_blocks)))
    made = assemble(draft, found, paper.file, paper.sha256)
    return FreeFormReading(made.documents, made.problems, made.unread)


def _unread_letter(draft: Draft, file: str) -> FreeFormReading:
    """A letter, which is no document."""
    told = message(
        "This looks like a covering letter, which says that something is attached, and is no plan "
        "or report itself; read the attachment, and leave the letter out"
    )
    unread = tuple(UnreadBlock(one.sort, one.place, one.text) for one in draft.unread)
    return FreeFormReading((), (Problem(told, file=file),), unread)


def _gather(part: PaperPart, found: Identity, paper: FreePaper, known: FreeFormContext) -> Draft:
    """Everything that the blocks of a part tell."""
    draft = Draft(DraftRecord(first_place(part.own_blocks)))
    year = found.period.year if found.period else None
    # A sentence that names the paper tells more than a title does.
    titles = frozenset(filter(known.words.is_title, part.titles))
    years = PaperYears.of(found, part.blocks, known.words)
    tables = TableReader(known.words, known.values, draft, found.kinds, years)
    texts = TextReader(known.words, known.values, draft, year, found.kinds, titles)
    outline = Outline(years.are_others)
    noted: list[tuple[int, Remainder]] = []
    numbered = with_numbered_headings(part.blocks, known.words)
    listed = with_list_levels(numbered, known.words)
    blocks = tuple(with_named_activities(listed, known.words))
    scales = amount_scales(blocks, known.words)
    for number, (block, scale) in enumerate(zip(blocks, scales, strict=True)):
        before = len(draft.unread)
        tables.values = texts.values = replace(known.values, scale=scale)
        if isinstance(block, TextBlock) and block.rank is None and is_scale_alone(block.text):
            continue
        if isinstance(block, TextBlock):
            texts.read(block, outline)
            tables.leave_off(block)
        else:
            activities = len(draft.activities)
            outline.leave_contents()
            tables.read(block, outline, _named_above(blocks[:number], texts.current))
            outline.add_content()
            texts.current, texts.is_below_list = None, len(draft.activities) > activities
        noted += [(number, one) for one in draft.unread[before:]]
    if "report" in found.kinds:
        noted = _with_close(noted, len(blocks) - 1)
    draft.unread[:] = _lists_together(noted)
    if paper.text.head is not None:
        _from_head(paper.text.head, draft)
    draft.unread[:0] = _unclear(paper.text.unclear_tables)
    return draft


def _named_above(blocks: Sequence[PaperBlock], current: DraftRecord | None) -> DraftRecord | None:
    """The activity whose name stands right above a table, or above a text over it."""
    for block in blocks[: -_MOST_ABOVE - 1 : -1]:
        if current is None or not isinstance(block, TextBlock) or block.is_item:
            break
        if block.place == current.place:
            return current
    return None


def _with_close(noted: Sequence[tuple[int, Remainder]], last: int) -> list[tuple[int, Remainder]]:
    """What was noted; a text that ends the paper could tell who wrote and sent it."""
    return [
        (at, replace(one, parts=tuple(dict.fromkeys((*one.parts, "texts")))))
        if at == last and one.sort == "text" and one.parts
        else (at, one)
        for at, one in noted
    ]


def _unclear(places: Iterable[Place]) -> Iterator[Remainder]:
    """Tables that could not be made out: under which heading they stand is not known either."""
    for place in places:
        yield Remainder("table", place, "", EVERY_PART)


def _from_head(head: MailHead, draft: Draft) -> None:
    """What the head of a mail tells, where its text does not: who sent it to whom, and when.

    Whom it only gives an address of, or a name that says no body, may be the one or another.
    """
    place, fields = Place(line=1), draft.fields
    told = (
        ("submitted_on", head.sent_on.isoformat() if head.sent_on else "", ""),
        ("submitted_via", head.channel, head.to),
        ("coordinated_by", head.coordinator, head.sender),
    )
    for name, value, written in told:
        if name in fields.values or name in fields.doubts:
            continue
        if value:
            fields.put(name, value, place)
        elif has_content(written):
            draft.unread.append(Remainder("cell", place, written, (name,)))


def _missing(found: Identity, part: PaperPart, head: MailHead | None) -> Iterator[Message]:
    """What nothing says of a paper, and how to say it.

    No kind, council or year stands as an example: who did as told would file the paper as that.
    """
    if not found.kinds:
        yield by_door(
            message(
                "Nothing says whether it is a plan or a report; say it with {plan} or {report}, or "
                "in the title",
                plan="--kind plan",
                report="--kind report",
            ),
            message(
                "Nothing says whether it is a plan or a report; say it beside the file, or in the "
                "title"
            ),
        )
    if found.council is None:
        yield _no_council(part, part.addressee or (council_of_body(head.to) if head else None))
    if found.period is None:
        yield by_door(
            message(
                "Nothing says for which year it is; say it with {option} and the year, or in the "
                "title",
                option="--period",
            ),
            message("Nothing says for which year it is; say it beside the file, or in the title"),
        )


def _of_council(told: Message, council: str | None) -> Message:
    """What is told of one of several parts: whoever reads it must know which of them is meant."""
    if council is None:
        return told
    return message("{council}: {told}", council=council_name(council) or council, told=told)


def _no_council(part: PaperPart, addressee: str | None) -> Message:
    """Why a paper is of no council; whom it is for is not whose it is, nor is a misspelt name."""
    misspelt = next(filter(None, map(misspelt_council_in, part.titles)), None)
    if misspelt is not None:
        given, meant = misspelt
        council = council_name(meant) or meant
        return by_door(
            message(
                "“{given}” is no council that is known; did you mean {council}? If so, write it "
                "so, or say it with {option}",
                given=given,
                council=council,
                option=f"--council {meant}",
            ),
            message(
                "“{given}” is no council that is known; did you mean {council}? If so, write it "
                "so, or say it beside the file",
                given=given,
                council=council,
            ),
        )
    if addressee is not None:
        council = council_name(addressee) or addressee
        return by_door(
            message(
                "Only whom it is for names a council, {council}; if it is from that one, say so "
                "with {option}, or in the title",
                council=council,
                option=f"--council {addressee}",
            ),
            message(
                "Only whom it is for names a council, {council}; if it is from that one, say so "
                "beside the file, or in the title",
                council=council,
            ),
        )
    return by_door(
        message(
            "Nothing says which council it is from; say it with {option} and the council's name, "
            "or in the title",
            option="--council",
        ),
        message("Nothing says which council it is from; say it beside the file, or in the title"),
    )


def _lists_together(noted: Sequence[tuple[int, Remainder]]) -> Iterator[Remainder]:
    """Items that follow each other and were not read as one part, at the place of the first.

    `noted` has the number of the block that each part is of. What was read between two items, or
    stands between two lists, parts them.
    """
    items: list[Remainder] = []
    last = None
    for number, one in noted:
        is_next = last is not None and number == last + 1
        if items and not (is_next and one.sort == "list" and _could_tell_same(items[0], one)):
            yield _together(items)
            items = []
        if one.sort == "list":
            items.append(one)
        else:
            yield one
        last = number
    if items:
        yield _together(items)


def _together(items: Sequence[Remainder]) -> Remainder:
    return replace(items[0], text=excerpt([item.text for item in items]))


def _could_tell_same(first: Remainder, second: Remainder) -> bool:
    return (first.parts, first.sub_goals, first.named) == (
        second.parts,
        second.sub_goals,
        second.named,
    )
