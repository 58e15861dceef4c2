"""Counts the automatic numbers of lists, as DOCX and ODT keep them, and writes them as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: "%1.%2." as *pattern*, the way it counts, and where it begins."""

    pattern: str
    way: str = "decimal"  # decimal, lowerLetter, upperLetter, lowerRoman, upperRoman, bullet
    start: int = 1


@dataclass
class Counter:
    """The numbers of one list as far as it was read."""

    levels: dict[int, Level]
    reached: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """The label of the next paragraph at *depth* (0 is the outermost), "" if it has none."""
        level = self.levels.get(depth)
        if level is None or level.way == "none":
            return ""
        if level.way == "bullet":
            return "•"
        self.reached[depth] = self.reached.get(depth, level.start - 1) + 1
        for deeper in [d for d in self.reached if d > depth]:
            del self.reached[deeper]
        return re.sub(r"%([1-9])", lambda m: self._number(int(m[1]) - 1), level.pattern)

    def begin(self, depth: int, start: int) -> None:
        """Let the next label at *depth* be *start*."""
        self.reached[depth] = start - 1

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth)
        if level is None:
            return ""
        return numeral(self.reached.get(depth, level.start), level.way)


def whole(text: str | None, otherwise: int) -> int:
    """The number that *text* writes, or another where it writes none or a senseless one."""
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise


def numeral(value: int, way: str) -> str:
    """*value* as the list counts: 3 is "3", "c", "C", "iii" or "III"."""
    if way in ("lowerLetter", "upperLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20)
        return letter.upper() if way == "upperLetter" else letter
    if way in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        roman = ""
        for size, letters in _ROMAN:
            roman += letters * (value // size)
            value %= size
        return roman.upper() if way == "upperRoman" else roman
    return f"{value:02}" if way == "decimalZero" else str(value)
