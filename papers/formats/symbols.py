"""Writes the signs of symbol fonts (Wingdings, Symbol), which have no letters, as Unicode."""

from __future__ import annotations

# place in the private area -> sign; Wingdings but for F0B7, which is the bullet of Symbol
PRIVATE = {
    0xF0FE: "☑", 0xF0FD: "☒", 0xF078: "☒", 0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐", 0xF0FC: "✓",
    0xF0FB: "✗", 0xF0B7: "•", 0xF0A7: "▪", 0xF06C: "●", 0xF06E: "■", 0xF0D8: "➢", 0xF02D: "-",
}  # fmt: skip


def symbol(code: str) -> str:
    """The sign of a hexadecimal code as Word writes it, "" if it has no text."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return PRIVATE.get(value | 0xF000, "") if value < 0x100 or 0xF000 <= value < 0xF100 else ""
