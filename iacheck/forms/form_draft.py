"""What is gathered of a form while it is read: its document, what is wrong, and what is unread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from iacheck.documents.document import pointer
from iacheck.documents.unread_block import Lift, UnreadBlock
from iacheck.forms import form_problems
from iacheck.forms.form_problems import FormProblem
from iacheck.forms.form_texts import FormTexts
from iacheck.forms.grids import Cell
from iacheck.forms.layout import Form
from iacheck.forms.records import Record
from iacheck.language.places import Place


@dataclass(slots=True)
class FormDraft:
    """The document of a form so far, and everything that is told of it."""

    form: Form
    body: Record = field(default_factory=Record)
    problems: list[FormProblem] = field(default_factory=list)
    unread: list[UnreadBlock] = field(default_factory=list)
    _merged: set[Place] = field(default_factory=set)
    _texts: FormTexts = field(init=False)

    def __post_init__(self) -> None:
        self._texts = FormTexts(self.form)

    def tell_others(self, cells: Iterable[Cell], path: str = "") -> None:
        """Tell of texts that no field reads; each could add to a list or an item, or to any."""
        paths = [path] if path else [pointer(*table.steps) for table in self.form.tables]
        for cell in filter(self._texts.is_other, cells):
            lifts = tuple(map(Lift, paths))
            self.unread.append(UnreadBlock("cell", cell.place, str(cell.value).strip(), lifts))

    def tell_merged(self, cell: Cell) -> None:
        """Tell, once, of a merged cell whose value is that of one entry."""
        if cell.place not in self._merged:
            self._merged.add(cell.place)
            self.problems.append(form_problems.merged_cell(cell))
