"""Characters of symbol fonts, which Word stores as a font and a number, as the ordinary characters that look like them."""

from __future__ import annotations

import re

_SYMBOL = {
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB0: "°",
    0xB7: "·",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "·",
    0x6D: "μ",
    0x61: "α",
    0x62: "β",
    0xA5: "∞",
    0xDE: "→",
    0xAE: "→",
    0xD6: "√",
    0x2D: "－",
}
_WINGDINGS = {
    0xFC: "√", 0xFB: "×", 0xFE: "√", 0xFD: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0xA7: "■", 0x6C: "●", 0x9F: "•", 0xA1: "○", 0x75: "◆",
    0x76: "◆", 0xE0: "→", 0xDF: "←", 0xE8: "→", 0xD8: "▶", 0xAB: "★", 0x52: "√", 0x53: "×", 0x54: "×", 0x28: "☎", 0x29: "☎", 0x2A: "✉",
}  # fmt: skip
_WINGDINGS |= {0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "√", 0x4F: "×", 0x52: "√", 0xA3: "□", 0x98: "●"},
}


def character(font: str, code: str) -> str | None:
    """The character *code* (hexadecimal) of *font*; ``None`` where it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return None
    number = int(code, 16)
    known = _FONTS.get(font.strip().casefold())
    if known is not None:
        return known.get(number & 0xFF)
    usual = 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE
    return chr(number) if usual else None
