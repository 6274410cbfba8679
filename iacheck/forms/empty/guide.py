"""The guide that lies in every form: how to fill it in, and how to check it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iacheck.forms.empty.description import GuideSheet
from iacheck.forms.layout import GUIDE, Form
from iacheck.language.language import Language
from iacheck.language.messages import Message, by_door, message


def guide(form: Form, language: Language, sheets: Sequence[str]) -> GuideSheet:
    """The sheet with the guide; `sheets` are the names of the others."""
    say = language.say
    name = say(GUIDE)
    return GuideSheet(
        name=name[:1].upper() + name[1:],
        title=say(message("How to fill in: {form}", form=form.title)),
        paragraphs=tuple((say(about), say(text)) for about, text in _paragraphs(form, sheets)),
    )


def _paragraphs(form: Form, sheets: Sequence[str]) -> Iterator[tuple[Message, Message]]:
    yield (
        message("Sheets"),
        message(
            "Fill in {sheets}. Each list has a sheet, with one row for each entry. Leave empty "
            "what you have nothing to say about; rows that are left over need not be removed.",
            sheets=sheets,
        ),
    )
    yield (
        message("Demands"),
        message(
            "Above or beside each field stands what is demanded of it: the number of the demand, "
            "how strong it is (skal, bør, forventes, kan), whether it is our reading, and the "
            "letter, section and paragraph that it stands in. Where nothing stands, no rule asks "
            "for it."
        ),
    )
    yield (
        message("Dates and amounts"),
        message("Write days like 01.07.2015, and amounts in whole kroner, like 400000."),
    )
    yield (
        message("Several in one cell"),
        message(
            "Where several may be named, such as partners or industries, part them with "
            "semicolons: Virke; NAV Rogaland."
        ),
    )
    yield (
        message("Lists to choose from"),
        message(
            "Some cells have a list to choose from: click the arrow. Where other words are right "
            "too, you may write them."
        ),
    )
    yield (
        message("Ids"),
        message(
            "The ids (m1, a1 …) are there so that one sheet can point to a row of another. Those "
            "given may be replaced, and new rows need one of their own."
        ),
    )
    yield (
        message("Bodies, not persons"),
        message(
            "Write councils, organisations and enterprises. No person's name is needed anywhere."
        ),
    )
    yield (
        message("Your own changes"),
        message(
            "Columns may be moved, widened, and added. Do not change the names of sheets and "
            "headings: by them the form is read. Of a formula, the value counts that it had when "
            "the file was last saved."
        ),
    )
    yield (
        message("Check before you send"),
        by_door(
            message(
                "{command}, with the name that you gave the file, tells what is missing, and in "
                "which cell. It sends nothing anywhere.",
                command=f"iacheck check {_files(form)}",
            ),
            message(
                "Where you got the form, the page that checks papers tells what is missing, and in "
                "which cell. It stores nothing."
            ),
        ),
    )


def _files(form: Form) -> str:
    """The form; with a plan, where it is judged together with one, as facts about a council are."""
    alone = f"{form.kind.name}.xlsx"
    return alone if form.kind.period else f"{alone} plan.xlsx"
