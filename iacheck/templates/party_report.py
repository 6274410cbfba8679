"""The empty form of a party's half-year report, as a Word document.

It opens with how to fill it in and what is demanded, before the heading of the party's part: what
stands there belongs to no report. Under each of the template's headings stands a prompt, which
goes away as somebody writes, and which no reader takes for text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iacheck.cases import CaseBuilder
from iacheck.forms.demands import told
from iacheck.holdings import Holdings
from iacheck.judge import Circumstances, judge
from iacheck.language import Language
from iacheck.messages import Lang, message
from iacheck.periods import Period
from iacheck.rulebook import RuleBook, agreed_parties
from iacheck.vocabulary import Party, Vocabulary

if TYPE_CHECKING:
    from docx.document import Document

_LANGUAGES: Mapping[Lang, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_PROMPT = "Placeholder Text"
_GREY = "595959"
_OWN = frozenset(("party_report", "party", "period", "subject"))
# The oldest time that an archive can tell, so that the same form is the same bytes on every day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def party_report(
    party: str,
    period: Period,
    vocabulary: Vocabulary,
    demands: Sequence[str],
    language: Language,
) -> bytes:
    """The form of a party's report on a half-year, as the bytes of a .docx file.

    `party` is written in its heading as it is given; `vocabulary` has the template's headings, and
    `demands` (see `demands_on`) stand in the guide. The same arguments give the same bytes.
    """
    import docx  # noqa: PLC0415 - an extra

    made = docx.Document()
    title = heading(party, period, vocabulary, language)
    _dress(made, language.code)
    _guide(made, demands, language)
    made.add_heading(title, 1)
    for key, headings in (vocabulary.headings or {}).items():
        made.add_heading(headings[0], 2)
        _prompt(made, key, headings[0], language)
    return _saved(made, title, language.code)


def heading(party: str, period: Period, vocabulary: Vocabulary, language: Language) -> str:
    """The heading of a party's part: `Rapportering om IA-arbeidet 2. halvår 2012 fra LO`."""
    begins = vocabulary.part_titles[0] if vocabulary.part_titles else ""
    told = message("{title} {period} from {party}", title=begins, period=period, party=party)
    return language.say(told).strip()


def demands_on(
    party: Party, period: Period, books: Sequence[RuleBook], language: Language
) -> tuple[str, ...]:
    """What the rules demand of a party's report on a half-year, each with its source."""
    return tuple(dict.fromkeys(_demands(party, period, books, language)))


def _demands(
    party: Party, period: Period, books: Sequence[RuleBook], language: Language
) -> Iterator[str]:
    builder = CaseBuilder(Holdings.of(()), agreed_parties(books), period)
    subject = next((one for one in builder.parties() if one.id == party.id), None)
    if subject is None:
        return
    case = builder.build(subject)
    day = Circumstances(period.last_day)
    for book in books:
        for rule in book.rules:
            # A rule that reads other documents too is no demand on the report alone.
            is_own = rule.subject == case.kind and {read.root for read in rule.reads} <= _OWN
            if is_own and judge(rule, case, day).verdict != "not_applicable":
                yield told(rule, language)


def _guide(made: Document, demands: Sequence[str], language: Language) -> None:
    say = language.say
    made.add_heading(say(message("How to fill in the report")), 2)
    made.add_paragraph(
        say(
            message(
                "Write under the headings on the next page, and leave the headings as they are. "
                "The grey texts go away when you write. This page is no part of the report, and "
                "may be deleted."
            )
        )
    )
    command = "iacheck check rapport.docx"
    made.add_paragraph(
        say(message("Check the report before you send it: {command}", command=command))
    )
    if demands:
        made.add_paragraph(
            say(message("What is demanded of it, and where each demand stands:")),
        )
    for demand in demands:
        made.add_paragraph(demand, style="List Bullet")


def _prompt(made: Document, key: str, title: str, language: Language) -> None:
    """A control that shows a prompt until somebody writes in it."""
    paragraph = made.add_paragraph()
    prompt = paragraph.add_run(language.say(message("Write here.")), style=_PROMPT)
    control, properties = _element("w:sdt"), _element("w:sdtPr")
    for name, value in (("w:alias", title), ("w:tag", key)):
        properties.append(_element(name, val=value))
    properties.append(_element("w:showingPlcHdr"))
    content = _element("w:sdtContent")
    content.append(prompt._r)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


def _dress(made: Document, lang: Lang) -> None:
    """The language, and the looks of what is not as python-docx has it."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra
    from docx.shared import RGBColor  # noqa: PLC0415 - an extra

    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _LANGUAGES[lang])
    prompt = made.styles.add_style(_PROMPT, WD_STYLE_TYPE.CHARACTER, builtin=True)
    prompt.font.color.rgb = RGBColor.from_string(_GREY)
    # The guide has a page of its own.
    made.styles["Heading 1"].paragraph_format.page_break_before = True


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra
    from docx.oxml.ns import qn  # noqa: PLC0415 - an extra

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _saved(made: Document, title: str, lang: Lang) -> bytes:
    """The document's bytes, which tell neither when nor by whom it was made."""
    core = made.core_properties
    core.title, core.language, core.author, core.comments = title, _LANGUAGES[lang], "", ""
    for dated in [one for one in core._element if one.tag.endswith(("}created", "}modified"))]:
        core._element.remove(dated)
    rels = made.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]
    written, timeless = io.BytesIO(), io.BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(timeless, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _NO_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return timeless.getvalue()
