from __future__ import annotations

from iacheck.language.messages import LANGS, LocalText, Message, message, plural_message


def test_a_message_carries_its_values() -> None:
    assert message("{a} and {b}", a=1, b="x") == Message("{a} and {b}", {"a": 1, "b": "x"})


def test_a_value_may_be_called_text() -> None:
    assert message("{text}", text="x").values == {"text": "x"}


def test_a_counted_message_has_both_forms_and_the_count() -> None:
    told = plural_message("{count} rule", "{count} rules", 3, of="x")
    assert (told.text, told.plural, told.count) == ("{count} rule", "{count} rules", 3)
    assert told.values == {"count": 3, "of": "x"}


def test_a_local_text_is_read_in_its_languages() -> None:
    text = LocalText("bokmål", "nynorsk", "English")
    assert [text.read_in(lang) for lang in LANGS] == ["bokmål", "nynorsk", "English"]
