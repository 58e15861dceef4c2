"""The formulas by which a resolution is moved: "Der Rat möge beschließen:", "Wir beantragen:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papers.parts.places import Line

_BODY = (
    r"(?:(?:Der|Die|Das|Den)\s+)?(?:[\w.,/()-]+\s+){0,9}?"  # "Die Bezirksvertretung Innenstadt der Stadt Köln"
)
_FOLLOWING = r"(?:,?\s*(?:wie\s+folgt|(?:den\s+)?folgende[ns]?(?:\s+\w+)?|nachstehende[ns]?(?:\s+\w+)?|dass))?"
# formula -> its strength: what a body is to resolve is surer than what somebody moves
_FORMULAS: tuple[tuple[int, str], ...] = (
    (3, rf"{_BODY}(?:möge|möchte|wolle|mögen|wollen|soll)\s+(?:\w+\s+){{0,3}}?beschlie(?:ß|ss)en{_FOLLOWING}\s*[:,]"),
    (3, rf"{_BODY}(?:möge|möchte|wolle|mögen|wollen)\s+(?:den\s+)?(?:folgende[ns]|nachstehende[ns])\s+"
        r"(?:Antrag|Beschluss|Beschlüsse)\s+(?:fassen|beschließen|annehmen|zustimmen)\s*[:.]?"),
    (3, rf"{_BODY}(?:möge|möchte|wolle|mögen|wollen)\s+(?:folgendem|nachstehendem)\s+(?:Antrag|Beschluss)\w*\s+zustimmen\s*[:.]?"),
    (3, rf"{_BODY}(?:beschlie(?:ß|ss)t|beschlie(?:ß|ss)en|beschlo(?:ss|ß)en){_FOLLOWING}\s*:"),
    (3, r"(?:(?:Der|Die|Das)\s+)?(?:Text|Wortlaut|Inhalt)\s+(?:des|unseres|der)\s+\w*[Aa]ntrag\w*\b[^:]{0,90}:"),
    (3, r"(?:Der|Unser|Dieser)\s+\w*[Aa]ntrag\s+lautet\b[^:]{0,60}:"),
    (3, r"Es\s+wird\s+(?:Folgendes\s+|folgendes\s+|wie\s+folgt\s+)?beschlossen\s*:"),
    (2, r"(?:Daher|Deshalb|Hiermit|Aus diesem Grund|Wir|Die\s+\S.{2,90}?|Ich)\s+(?:\w+\s+){0,6}?beantrag(?:en|t|e)"
        r"(?:\s+(?:wir|die|der|ich)\b[^:]{0,120})?(?:\s+\w+){0,6}?\s*:"),
    (3, r"[^:]{0,160}\bbeantrag(?:e|en|t)\b[^:]{0,160},?\s+(?:Folgendes|folgendes|wie\s+folgt|folgenden\s+Beschluss)\s+zu\s+(?:beschließen|fassen)\s*:"),
    (2, r"Es\s+wird\s+(?:\w+\s+){0,3}?beantragt\s*[:,]"),
    (2, r".{0,160}?\b(?:folgende[nr]?|nachstehende[nr]?|nachfolgende[nr]?)\s+(?:\w+\s+){0,2}?(?:Antrag|Anträge|Beschluss\w*|Prüfauftrag)\b[^:]{0,140}:"),
    (2, r"[^:]{0,200}?\bAntrag\b[^:]{0,160}\b(?:Tagesordnung|behandeln|beraten|Beratung|Behandlung)\b[^:]{0,80}:"),
    (2, r"[^:.]{0,120}\bbeantrag(?:en|t|e)\b[^:.]{0,120}:"),
)  # fmt: skip
FORMULAS = tuple((strength, re.compile(rf"\s*{rule}", re.IGNORECASE)) for strength, rule in _FORMULAS)
_SLIP = re.compile(r"(?<=[a-zäöü])I(?=[a-zäöü])")  # a scan's "nachfoIgend"
_HINT = re.compile(r"beschl|antrag|anträge|auftrag", re.IGNORECASE)
_WISHED = re.compile(r"möge|möchte|wolle|sollen?\s", re.IGNORECASE)  # only these need no colon
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÄÖÜ])")
_SPAN = 300  # characters a formula may take


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a text: its place and how sure it opens a resolution."""

    start: int
    end: int
    strength: int


def formula(text: str, start: int, end: int) -> Formula | None:
    """The formula that ``text[start:end]`` begins with; it may run over a line's end."""
    head, colon, _ = text[start : min(end, start + _SPAN)].split("\n\n", 1)[0].partition(":")
    if not _HINT.search(head) or not (colon or _WISHED.search(head)):
        return None
    head = _SLIP.sub("l", f"{head}{colon}".replace("\n", " ").replace("\f", " "))
    for strength, rule in FORMULAS:
        found = rule.match(head)
        if found:
            return Formula(start, start + found.end(), strength)
    return None


def formulas(text: str, found: list[Line]) -> Iterator[Formula]:
    """The formulas that lines of *text* begin with, in order."""
    for line in found:
        for start in _starts(line):
            one = formula(text, start, len(text))
            if one is not None:
                yield one
                break


def _starts(line: Line) -> Iterator[int]:
    """Where a formula may begin: with the line, or with the sentence that leads to its colon."""
    if line.text.strip():
        yield line.start
    if line.text.rstrip().endswith(":"):
        sentences = [*_SENTENCE.finditer(line.text)]
        if sentences:
            yield line.start + sentences[-1].end()
