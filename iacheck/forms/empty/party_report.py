"""The empty form of a party's half-year report, as a Word document.

It opens with how to fill it in and what is demanded, before the heading of the party's part: what
stands there belongs to no report. Under each of the template's headings stands a prompt, which
goes away as somebody writes, and which no reader takes for text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from iacheck.cases.case import CaseBuilder
from iacheck.cases.index import DocumentIndex
from iacheck.cases.vocabulary import Party, Vocabulary
from iacheck.checks.rule import RuleBook, agreed_parties
from iacheck.documents.schemas import Schemas
from iacheck.forms.demands import demand_line
from iacheck.forms.layout import WRITE_HERE
from iacheck.judging.judge import judge
from iacheck.language.errors import CannotRun
from iacheck.language.extras import NOT_WRITTEN_HERE, install
from iacheck.language.language import Language
from iacheck.language.messages import by_door, message
from iacheck.language.periods import Period
from iacheck.reports import docx_parts as parts
from iacheck.reports.docx_styles import set_page, set_styles

if TYPE_CHECKING:
    from docx.document import Document

# A rule that reads other documents too is no demand on the report alone.
_OWN = frozenset(("party_report", "party", "period", "subject"))
# What Word calls the looks of a prompt.
_PROMPT = "Placeholder Text"
_GREY = "595959"


def demands_on(
    party: Party, period: Period, books: Sequence[RuleBook], schemas: Schemas, language: Language
) -> tuple[str, ...]:
    """What the rules demand of a party's report on a half-year, each with its source."""
    return tuple(dict.fromkeys(_demands(party, period, books, schemas, language)))


def party_report(
    party: str,
    period: Period,
    vocabulary: Vocabulary,
    demands: Sequence[str],
    language: Language,
) -> bytes:
    """The form of a party's report on a half-year, as the bytes of a .docx file.

    `party` is written in its heading as it is given; `vocabulary` has the template's headings, and
    `demands` stand in the guide. The same arguments give the same bytes. Needs the extra `docs`.
    """
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise CannotRun(
            by_door(
                message(
                    "Word documents cannot be written, because a library is missing; install it "
                    "with {command}",
                    command=install("docs"),
                ),
                NOT_WRITTEN_HERE,
            )
        ) from error
    made = docx.Document()
    title = _title(party, period, vocabulary, language)
    _dress(made, title, language)
    _guide(made, demands, language)
    made.add_heading(title, 1)
    for key, headings in (vocabulary.headings or {}).items():
        made.add_heading(headings[0], 2)
        _prompt(made, key, headings[0], language)
    return parts.document_bytes(made)


def _title(party: str, period: Period, vocabulary: Vocabulary, language: Language) -> str:
    """The heading of the party's part: `Rapportering om IA-arbeidet 2. halvår 2012 fra LO`."""
    begins = next(iter(vocabulary.part_titles), "")
    title = message("{title} {period} from {party}", title=begins, period=period, party=party)
    return language.say(title).strip()


def _demands(
    party: Party, period: Period, books: Sequence[RuleBook], schemas: Schemas, language: Language
) -> Iterator[str]:
    nothing = DocumentIndex.of((), schemas)
    builder = CaseBuilder(nothing, agreed_parties(books), period, period.last_day)
    subject = next((one for one in builder.bodies.parties() if one.id == party.id), None)
    if subject is None:
        return
    case = builder.build(subject)
    for book in books:
        for rule in book.rules:
            is_own = rule.subject == case.kind and {read.root for read in rule.reads} <= _OWN
            if is_own and judge(rule, case).verdict != "not_applicable":
                yield demand_line(rule, language)


def _guide(made: Document, demands: Sequence[str], language: Language) -> None:
    # A heading of another level than the part's; without it, the sources of the demands could be
    # taken for the title of a paper.
    made.add_heading(language.say(message("How to fill in the report")), 2)
    texts = [
        message(
            "Write under the headings on the next page, and leave the headings as they are. The "
            "grey texts go away when you write. This page is no part of the report, and may be "
            "deleted."
        ),
        by_door(
            message(
                "Check the report before you send it: {command}",
                command="iacheck check rapport.docx",
            ),
            message("Check the report before you send it, on the page where you got the form."),
        ),
    ]
    if demands:
        texts.append(message("What is demanded of it, and where each demand stands:"))
    for text in texts:
        made.add_paragraph(language.say(text))
    for demand in demands:
        made.add_paragraph(demand, style="List Bullet")


def _prompt(made: Document, key: str, title: str, language: Language) -> None:
    """A control that shows a prompt until somebody writes in it.

    It stands in a paragraph, not around one: of those, LibreOffice forgets that they are prompts.
    """
    paragraph = made.add_paragraph()
    prompt = paragraph.add_run(language.say(WRITE_HERE), style=_PROMPT)
    properties = parts.element("w:sdtPr")
    properties.append(parts.element("w:alias", val=title))
    properties.append(parts.element("w:tag", val=key))
    properties.append(parts.element("w:showingPlcHdr"))
    content, control = parts.element("w:sdtContent"), parts.element("w:sdt")
    content.append(prompt._r)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


def _dress(made: Document, title: str, language: Language) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - an extra
    from docx.shared import RGBColor  # noqa: PLC0415 - an extra

    parts.set_language(made, language.code)
    set_styles(made)
    for section in made.sections:
        set_page(section)
    prompt = made.styles.add_style(_PROMPT, WD_STYLE_TYPE.CHARACTER, builtin=True)
    prompt.font.color.rgb = RGBColor.from_string(_GREY)
    # The guide has a page of its own.
    made.styles["Heading 1"].paragraph_format.page_break_before = True
    core = made.core_properties
    core.title, core.language, core.author, core.comments = title, language.code, "", ""
