"""How the cells of a field are filled in: as what, chosen from what, with which words of help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from iacheck.documents.field_types import FieldType
from iacheck.forms import cells
from iacheck.forms.empty.contents import UNLISTED
from iacheck.forms.empty.description import Choices, Entry, Kind
from iacheck.forms.layout import FormField
from iacheck.language.language import Language
from iacheck.language.messages import Message, message

_WIDTHS: Mapping[Kind, int] = {"text": 24, "date": 13, "kroner": 16, "whole": 13}
_OWN_WIDTHS: Mapping[str, int] = {
    **dict.fromkeys(("id", "sub_goal", "local"), 9),
    **dict.fromkeys(("sub_goals", "goals", "plan_activity", "activity"), 13),
    **dict.fromkeys(("text", "title", "effect"), 44),
    **dict.fromkeys(("method", "outside_plan_reason"), 34),
}
_SEVERAL = message("One or several, parted by semicolons.")
_HINTS: Mapping[str, Message] = {
    "_id": message("May stay empty: it is then made of the council, and the period if any."),
    "id": message("What other sheets call this row by. Write one of your own in new rows."),
    "council": message("The council's name or id, such as rogaland."),
    "goals": message("Ids from the sheet with the goals, parted by semicolons, such as m1; m2."),
    "plan_activity": message("The id that the activity has in the action plan, such as a1."),
    "activity": message("The id of an activity on the sheet with the activities, such as a1."),
    "organisation": message("A body, not a person's name."),
    "counties": message("Numbers or names of counties, parted by semicolons, such as 04; 05."),
    "covers": message("Only for a plan over several years, such as 2015; 2016."),
    "responsible": message("A body, not a person's name."),
    "attended": message("Bodies, not names of persons, parted by semicolons."),
    "partners": message("Bodies, not names of persons, parted by semicolons."),
}
_OF_FORMATS: Mapping[str | None, Message] = {
    "year": message("A year, such as 2015."),
    "period": message("A year or a half-year, such as 2015 or 2012-H1."),
}
_OF_KINDS: Mapping[Kind, Message] = {
    "date": message("A day, such as 01.07.2015."),
    "kroner": message("Whole kroner, such as 400000."),
    "whole": message("A whole number."),
}
_REFUSED: Mapping[Kind, Message] = {
    "date": message("This is no day. Write it like 01.07.2015."),
    "kroner": message("This is no amount in whole kroner. Write it like 400000."),
    "whole": message("This is no whole number."),
}
_CHOOSE = message("Choose from the list.")
_CHOOSE_OR_WRITE = message("Choose from the list, or write other words.")
_NOT_LISTED = message("This is not in the list. Choose from the list.")
_NOT_LISTED_BUT_ALLOWED = message("This is not in the list. Other words are allowed.")


def entry(
    field: FormField,
    language: Language,
    demands: Sequence[str],
    words_field: FormField | None = None,
) -> Entry:
    """The column or the row of a field, with its demands.

    A time in words belongs in the `words_field` beside it, if there is one.
    """
    say = language.say
    if field.field_type is UNLISTED:
        return Entry(field.name, tuple(demands))
    kind = _kind(field)
    choices = _choices(field.field_type, language)
    if choices is None:
        refused = _REFUSED.get(kind)
        if kind == "date" and words_field is not None:
            refused = message(
                "This is no day. Write it like 01.07.2015, or write it in words under “{field}”.",
                field=words_field.label,
            )
    else:
        refused = _NOT_LISTED if choices.closed else _NOT_LISTED_BUT_ALLOWED
    hint = _hint(field, kind, choices)
    return Entry(
        heading=say(field.label),
        demands=tuple(demands),
        hint=say(hint) if hint else "",
        refused=say(refused) if refused else "",
        kind=kind,
        choices=choices,
        width=_OWN_WIDTHS.get(field.name, _WIDTHS[kind]),
    )


def _kind(field: FormField) -> Kind:
    if field.field_type.format == "date":
        return "date"
    if field.field_type.type != "integer":
        return "text"
    return "kroner" if field.name.endswith("_nok") else "whole"


def _choices(field_type: FieldType, language: Language) -> Choices | None:
    item = field_type.items
    if item is not None and item.choices:
        words = [str(choice) for choice in item.choices]
        sets = chain.from_iterable(combinations(words, n + 1) for n in range(len(words)))
        # Other orders, and other signs between the numbers, are read as well.
        return Choices(tuple("; ".join(chosen) for chosen in sets), closed=False)
    words_of_it = cells.choices(field_type, language.code)
    return Choices(words_of_it, closed=not field_type.examples) if words_of_it else None


def _hint(field: FormField, kind: Kind, choices: Choices | None) -> Message | None:
    own = _HINTS.get(field.name) or _OF_FORMATS.get(field.field_type.format)
    if own is not None:
        return own
    if choices is not None:
        return _CHOOSE if choices.closed else _CHOOSE_OR_WRITE
    return _SEVERAL if field.field_type.items is not None else _OF_KINDS.get(kind)
