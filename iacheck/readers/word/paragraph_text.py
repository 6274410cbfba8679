"""The text of a Word file's paragraphs: what a person sees who has accepted all changes.

Not read, and told of: hidden and struck-through text, comments, pictures, embedded files. Not
read, since it is no content: deleted text, the prompt of a control that nobody has filled in,
instructions of fields.
An element that is not known here is looked into for text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from iacheck.language.limits import Limits, over_limit
from iacheck.language.messages import Message, message
from iacheck.readers.paper_text.links import beyond_text
from iacheck.readers.paper_text.samples import sample
from iacheck.readers.word.fields import OpenFields, WordField, link_address
from iacheck.readers.word.package_parts import (
    DEPTH,
    Element,
    R,
    UnreadableWordFile,
    W,
    nests_too_deep,
)
from iacheck.readers.word.prompts import control_text
from iacheck.readers.word.styles import StyleLook, Styles
from iacheck.readers.word.symbols import UNKNOWN, symbol

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
BOX = W + "txbxContent"
ALTERNATIVE = _ALTERNATIVES + "AlternateContent"
CONTROL = W + "sdt"
DELETED = (W + "del", W + "moveFrom")
INSERTED = (W + "ins", W + "moveTo")
_PASSED_OVER = {
    *(W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "delInstrText")),
    *(W + name for name in ("delText", "fldData", "smartTagPr", "customXmlPr", "rt")),
    *(MATH + name for name in ("rPr", "ctrlPr", "oMathParaPr")),
}


@dataclass(slots=True)
class TextBudget:
    """How much a file has given so far, so that it gives no more than is allowed."""

    limits: Limits
    characters: int = 0
    paragraphs: int = 0

    def add(self, text: str) -> str:
        self.characters += len(text)
        most = self.limits.paper_mb
        if self.characters > most * 2**20:
            told = message("A paper cannot be larger than {limit} MB", limit=most)
            raise UnreadableWordFile(over_limit("paper-mb", most, told), most * 2**20)
        return text

    def add_paragraph(self) -> None:
        self.paragraphs += 1
        most = self.limits.paragraphs
        if self.paragraphs > most:
            told = message("The document has more than {limit} paragraphs", limit=most)
            raise UnreadableWordFile(over_limit("paragraphs", most, told), most)


@dataclass(slots=True)
class Story:
    """What runs through the paragraphs of a part: its links and styles, and its open fields."""

    styles: Styles
    links: Mapping[str, str]
    spent: TextBudget
    fields: OpenFields = field(default_factory=OpenFields)


class ParagraphText:
    """The text of one paragraph, or of several whose marks are deleted between them."""

    def __init__(self, story: Story) -> None:
        self.pieces: list[str] = []
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []
        self.told: dict[str, Message] = {}
        self.is_bold = True
        self._bold_pieces = 0
        self.properties: Element | None = None
        self.looks = StyleLook()
        self._story = story
        self._bold = self._hidden = self._struck = False
        self._left_out: list[str] = []
        self._unseen: list[str] = []
        self._struck_out: list[str] = []
        self.is_in_contents = False

    def add(self, paragraph: Element, depth: int) -> None:
        """The text of a paragraph, after what is there."""
        self._story.spent.add_paragraph()
        self.properties = paragraph.find(W + "pPr")
        self.looks = self._story.styles.of_paragraph(self.properties)
        self._look_into(paragraph, depth)
        self._end_instructions()
        if any(map(str.strip, self._unseen)):
            self.tell(hidden_text_message(self._unseen))
        self._unseen.clear()
        if any(map(str.strip, self._struck_out)):
            self.tell(struck_text_message(self._struck_out))
        self._struck_out.clear()

    def __str__(self) -> str:
        return "".join(self.pieces)

    @property
    def bold(self) -> int:
        """How many characters of the beginning are bold."""
        return sum(map(len, self.pieces[: self._bold_pieces]))

    def tell(self, told: Message) -> None:
        self.told.setdefault(told.text, told)

    def _look_into(self, parent: Element, depth: int) -> None:
        if depth > DEPTH:
            raise nests_too_deep()
        for child in parent:
            read = _READ.get(child.tag)
            if read is not None:
                read(self, child, depth + 1)
            elif child.tag not in _PASSED_OVER:
                self._look_into(child, depth + 1)

    def _say(self, text: str) -> None:
        if self._story.fields.is_instruction:
            self._left_out.append(text)
        elif self._hidden:
            self._unseen.append(text)
        elif self._struck:
            self._struck_out.append(text)
        else:
            self.pieces.append(self._story.spent.add(text))
            if self.is_bold:
                self.is_bold = self._bold or not text.strip()
                self._bold_pieces += self.is_bold

    def _run(self, run: Element, depth: int) -> None:
        around = self._bold, self._hidden, self._struck
        self._bold, self._hidden = bool(self.looks.is_bold), bool(self.looks.is_hidden)
        self._struck = bool(self.looks.is_struck)
        properties = run.find(W + "rPr")
        if properties is not None and len(properties):
            styles = self._story.styles
            self._bold = styles.is_on("b", properties, self._bold)
            self._hidden = styles.is_on("vanish", properties, self._hidden)
            self._struck = styles.is_on("strike", properties, self._struck)
            self._struck = styles.is_on("dstrike", properties, self._struck)
        self._look_into(run, depth)
        self._bold, self._hidden, self._struck = around

    def _text(self, element: Element, depth: int) -> None:
        del depth
        self._say((element.text or "").replace("\r", "").replace("\n", " "))

    def _symbol(self, element: Element, depth: int) -> None:
        del depth
        font = element.get(W + "font", "")
        known = symbol(font, element.get(W + "char", ""))
        self._say(known or UNKNOWN)
        if known is None:
            self.tell(
                message(
                    "A symbol of the font “{font}” cannot be read; write it as an ordinary "
                    "character if it means something",
                    font=sample((font,)),
                )
            )

    def _hyperlink(self, link: Element, depth: int) -> None:
        start = len(self.pieces)
        self._look_into(link, depth)
        leads_to = self._story.links.get(link.get(R + "id", ""))
        if leads_to:
            self._say_address(leads_to, start)

    def _say_address(self, leads_to: str, start: int) -> None:
        beyond = beyond_text(leads_to, "".join(self.pieces[start:]))
        # An address never makes a bold text less bold.
        if beyond:
            around, self._bold = self._bold, True
            self._say(beyond)
            self._bold = around

    def _simple_field(self, simple: Element, depth: int) -> None:
        start = len(self.pieces)
        self._look_into(simple, depth)
        leads_to = link_address(simple.get(W + "instr", ""))
        if leads_to is not None:
            self._say_address(leads_to, start)

    def _field(self, character: Element, depth: int) -> None:
        del depth
        fields = self._story.fields
        match character.get(W + "fldCharType"):
            case "begin":
                fields.begin(character)
            case "separate":
                fields.show(len(self.pieces))
            case "end":
                self._end(fields.end())

    def _end(self, ended: WordField | None) -> None:
        if ended is None:
            return
        if ended.form:
            self._say(ended.form)
        if ended.address is not None and ended.start is not None:
            self._say_address(ended.address, ended.start)

    def _instruction(self, instruction: Element, depth: int) -> None:
        del depth
        self._story.fields.instruct(instruction.text or "")

    def _end_instructions(self) -> None:
        if not self._story.fields.are_open:
            return
        left_out = sample(self._left_out)
        if self._story.fields.is_instruction and left_out:
            self.tell(message("A field that does not end hides a text: “{text}”", text=left_out))
        self._story.fields.end_paragraph()
        self._left_out.clear()

    def _control(self, control: Element, depth: int) -> None:
        said = control_text(control, self._story.styles)
        if said.told is not None:
            self.tell(said.told)
        if said.is_read:
            self._look_into(control, depth)

    def _enter_insertion(self, inserted: Element, depth: int) -> None:
        self.tell(CHANGES)
        self._look_into(inserted, depth)

    def _skip_deletion(self, deleted: Element, depth: int) -> None:
        del deleted, depth
        self.tell(CHANGES)

    def _alternatives(self, alternatives: Element, depth: int) -> None:
        """One way of saying it: the first that says something."""
        before = self._sizes()
        for branch in ("Choice", "Fallback"):
            one = alternatives.find(_ALTERNATIVES + branch)
            if one is not None:
                self._look_into(one, depth)
            if self._sizes() != before:
                return

    def _sizes(self) -> tuple[int, ...]:
        gathered = (
            self.pieces, self.boxes, self.notes, self._unseen, self._struck_out, self._left_out,
        )  # fmt: skip
        return tuple(map(len, gathered))

    def _box(self, box: Element, depth: int) -> None:
        del depth
        self.boxes.append(box)

    def _note(self, reference: Element, depth: int) -> None:
        del depth
        self.notes.append((reference.tag.removesuffix("Reference"), reference.get(W + "id", "")))

    def _shape_text(self, path: Element, depth: int) -> None:
        """Text that is drawn along a line, as ornamental headings are."""
        del depth
        self._say(path.get("string", ""))


CHANGES = message("Tracked changes are read as if they were accepted")
ELSEWHERE = message(
    "Another file is inserted in the document as a whole, and is not read; open the document in "
    "Word and save it anew"
)
_COMMENTS = message("Comments are not read")
PICTURES = message("Pictures are not read; text that they show must be written in the document")
_OBJECTS = message(
    "Charts, diagrams and embedded files are not read; what they tell must be written in the "
    "document"
)


def hidden_text_message(texts: Iterable[str]) -> Message:
    """What is told of a text that is there but not to be seen."""
    return message("Hidden text is not read: “{text}”", text=sample(texts))


def struck_text_message(texts: Iterable[str]) -> Message:
    """What is told of a text that somebody has struck through."""
    return message("Struck-through text is not read: “{text}”", text=sample(texts))


_Read = Callable[[ParagraphText, Element, int], None]


def _saying(text: str) -> _Read:
    return lambda self, element, depth: self._say(text)  # noqa: ARG005


def _telling(told: Message) -> _Read:
    return lambda self, element, depth: self.tell(told)  # noqa: ARG005


_READ: Mapping[str, _Read] = {
    W + "r": ParagraphText._run,
    W + "t": ParagraphText._text,
    MATH + "t": ParagraphText._text,
    _DRAWN + "t": ParagraphText._text,
    W + "tab": _saying("\t"),
    W + "ptab": _saying("\t"),
    W + "br": _saying("\n"),
    W + "cr": _saying("\n"),
    W + "noBreakHyphen": _saying("-"),
    W + "sym": ParagraphText._symbol,
    W + "hyperlink": ParagraphText._hyperlink,
    W + "fldSimple": ParagraphText._simple_field,
    W + "fldChar": ParagraphText._field,
    W + "instrText": ParagraphText._instruction,
    W + "footnoteReference": ParagraphText._note,
    W + "endnoteReference": ParagraphText._note,
    **dict.fromkeys(INSERTED, ParagraphText._enter_insertion),
    **dict.fromkeys(DELETED, ParagraphText._skip_deletion),
    CONTROL: ParagraphText._control,
    ALTERNATIVE: ParagraphText._alternatives,
    BOX: ParagraphText._box,
    _VML + "textpath": ParagraphText._shape_text,
    W + "commentReference": _telling(_COMMENTS),
    W + "subDoc": _telling(ELSEWHERE),
    **dict.fromkeys((_PICTURE + "pic", _VML + "imagedata"), _telling(PICTURES)),
    **dict.fromkeys(
        (_CHART + "chart", _DIAGRAM + "relIds", _OFFICE + "OLEObject", W + "control"),
        _telling(_OBJECTS),
    ),
}
