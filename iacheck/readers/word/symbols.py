"""Characters of the symbol fonts that Word comes with."""

from __future__ import annotations

UNKNOWN = "\ufffd"
_SYMBOLS = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x71: "❑", 0x76: "❖", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
                  0xE0: "→", 0xDF: "←", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
                  0x4A: "☺", 0x4C: "☹"},
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xAC: "←",
               0xB0: "°", 0xD7: "⋅", 0xB9: "≠", 0xBB: "≈", 0x2D: "−", 0x61: "α", 0x62: "β",
               0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x53: "Σ", 0x44: "Δ"},
}  # fmt: skip


def symbol(font: str, code: str) -> str | None:
    """What a character of a font looks like, if that is known; `code` is hexadecimal."""
    try:
        # Fonts of symbols have their characters from U+F000 on.
        number = int(code, 16) & 0xFF
    except ValueError:
        return None
    return _SYMBOLS.get(font.lower(), {}).get(number)
