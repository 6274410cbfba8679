"""What stands in a paper, whatever program it was written with: its texts and tables in order."""

from __future__ import annotations

from typing import TypeAlias

from iacheck.forms.grids import Grid
from iacheck.forms.mail_heads import MailHead
from iacheck.language.frozen import frozen
from iacheck.language.places import Place

# By how many signs an item is indented on each level of a list.
SIGNS_OF_LEVEL = 4


@frozen
class TextBlock:
    """A paragraph, a heading or an item of a list; `text` has no mark or number that it is given.

    `rank` is that of a heading: 0 for the title of a paper or the name of a sheet, 1 to 6 for what
    stands below. `lead_in` are the bold words that it begins with, where not all of it is bold.
    `number` is that of an item of a list that is counted, `indent` by how many signs more or less
    than others beside it an item is indented. `names_activity` tells that what stands below makes
    it the name of an activity.
    """

    text: str
    place: Place
    rank: int | None = None
    is_bold: bool = False
    is_item: bool = False
    lead_in: str = ""
    number: int | None = None
    indent: int = 0
    names_activity: bool = False


PaperBlock: TypeAlias = TextBlock | Grid


@frozen
class PaperText:
    """What stands in a paper, and the head of the mail that it is, if it is one.

    At the places of `unclear_tables` stand tables that could not be made out, as texts.
    `page_heads` are what stands above and below its pages.
    """

    blocks: tuple[PaperBlock, ...]
    head: MailHead | None = None
    unclear_tables: tuple[Place, ...] = ()
    page_heads: tuple[str, ...] = ()
