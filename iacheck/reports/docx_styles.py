"""How a Word document looks: its pages, and the styles of its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from iacheck.reports import docx_parts as parts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

# A4 in twips (twentieths of a point), and its margins.
_SHORT, _LONG, _MARGIN = 11906, 16838, 1134
_DARK, _BLUE, _GREY = "1B1B1B", "1F5A8A", "4A4A4A"


class _Look(NamedTuple):
    """Sizes and distances in points."""

    size: float = 10.5
    before: float = 0
    after: float = 5
    colour: str = _DARK
    bold: bool = False
    left: float = 0


_STYLES = {
    "Normal": _Look(),
    "Title": _Look(20, after=4, bold=True),
    "Subtitle": _Look(12, after=8, colour=_GREY),
    "Heading 1": _Look(15, before=18, after=6, colour=_BLUE, bold=True),
    "Heading 2": _Look(12.5, before=14, after=4, bold=True),
    "Heading 3": _Look(11, before=10, after=3, bold=True),
    "Heading 4": _Look(10.5, before=8, after=3, bold=True),
    "Caption": _Look(10, before=8, after=4, bold=True),
    "List Bullet": _Look(after=2),
    "List Number": _Look(after=2),
    "Header": _Look(9, after=0, colour=_GREY),
    "Footer": _Look(9, after=0, colour=_GREY),
    # Ours.
    "Lead": _Look(12, after=6),
    "Note": _Look(9.5, colour=_GREY),
    "Fact": _Look(after=1, left=12),
    "Last Fact": _Look(after=7, left=12),
    "Cell": _Look(9.5, after=0),
    "Small Cell": _Look(8, after=0),
    "Smallest Cell": _Look(7.5, after=0),
    "After Table": _Look(6, after=4),
}

# Styles of cells and the size of their letters in points, the largest first.
CELL_STYLES = {name: look.size for name, look in _STYLES.items() if name.endswith("Cell")}


def set_styles(document: Document) -> Mapping[str, str]:
    """Set every style that papers use; their ids, by name."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - an extra
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - an extra

    known = {style.name for style in document.styles}
    ids = {}
    for name, look in _STYLES.items():
        style = (
            document.styles[name]
            if name in known
            else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        style.font.size = Pt(look.size)
        style.font.bold = look.bold
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(look.colour)
        spacing = style.paragraph_format
        spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
        spacing.line_spacing = 1.08
        if look.left:
            spacing.left_indent = Pt(look.left)
            parts.line_before(style, "B9C7D3")
        ids[name] = style.style_id
    return ids


def set_page(section: Section, *, sideways: bool = False) -> None:
    """A section of A4 pages, upright or turned."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - an extra
    from docx.shared import Twips  # noqa: PLC0415 - an extra

    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    sides = (_LONG, _SHORT) if sideways else (_SHORT, _LONG)
    section.page_width, section.page_height = map(Twips, sides)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(_MARGIN))


def text_width(*, sideways: bool = False) -> int:
    """How wide the text is, in twips."""
    return (_LONG if sideways else _SHORT) - 2 * _MARGIN
