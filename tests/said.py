"""What a message says in English, for tests."""

from __future__ import annotations

from iacheck.language.language import language
from iacheck.language.messages import Message, OneOf, Value
from iacheck.language.places import Place


def said(told: Message) -> str:
    text = told.text if told.plural is None or told.count == 1 else told.plural
    return text.format(**{name: _said(value) for name, value in told.values.items()})


def _said(value: Value) -> object:
    if isinstance(value, Message):
        return said(value)
    if isinstance(value, Place | OneOf):
        return language("en").value(value)
    return ", ".join(str(_said(one)) for one in value) if isinstance(value, tuple) else value
