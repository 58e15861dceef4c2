"""The paragraphs of a resolution, and which of them are a heading, an order, or prose that only tells."""

from __future__ import annotations

import re
from itertools import pairwise

from papers.parts.places import folded, lines, trimmed

BULLET = re.compile(r"[ \t]*[-–—•*·▪‣◦●■o\uf0b7][ \t]+(?=\S)")
# how a sentence orders something, with an example
_ORDERS = re.compile(
    "|".join(
        (
            # "Über die Umsetzung ist dem Stadtrat zu berichten"
            r"\b(?:ist|sind|hat|haben)\b[^.]{0,400}?(?:\bzu\s+\w+(?:en|ern|eln|tun)\b|\b\w+zu\w+(?:en|ern|eln)\b)",
            # "Die Mittel werden bereitgestellt"
            r"\b(?:wird|werden|soll|sollen|möge|mögen)\b[^.]{0,400}?"
            r"\b(?:\w*ge\w+(?:t|en)|be\w+t|er\w+t|\w+iert|unter\w+[tn]|über\w+[tn]|vor\w+[tn]|um\w+[tn]|\w+en)\b",
            # "Die Verwaltung legt … vor"
            r"\b(?:Verwaltung|Stadtverwaltung|\w*[Bb]ürgermeister(?:in)?|Magistrat|Landr(?:at|ätin)|Bezirksamt|Gemeindevorstand|Amt)\b"
            r"[^.]{0,60}?\b(?:berichtet|informiert|unterrichtet|legt|stellt|erstattet|erstellt|prüft|erarbeitet|sorgt|sichert)\b",
            # "Die Berichterstattung erfolgt jährlich"
            r"\bBerichterstattung\b|\bberichtet\s+(?:dem|der|den)\b",
        )
    )
)
_TOLD = re.compile(r"\b(?:war|waren|wurde|wurden|hatte|hatten|sollte|sollten|konnte|meldete|gab|hieß)\b")
_ENDED = re.compile(r"[.:;!?][“”\"«)]?$")
_NO_HEADING = re.compile(r"[.,;!?)]$|\b(?:ist|sind|wird|werden|hat|haben|soll|sollen|und)$")
_WRAPPED = 130  # characters; lines longer than this are paragraphs, not lines of one


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the paragraphs: parted by a blank line, or by a line that was ended early.

    A line was ended early if the first word of the next one would have had room on it.
    """
    own = list(lines(text, start, end))
    width = max((len(line.words) for line in own), default=0)
    cuts = [start]
    for line, following in pairwise(own):
        word = following.words.split(" ", 1)[0]
        early = width >= _WRAPPED or len(line.words) + len(word) + 1 < width * 0.9
        ended = early and _ENDED.search(line.words) and word[:1].isupper()
        if following.words and (not line.words or ended):
            cuts.append(following.start)
    return [trimmed(text, a, b) for a, b in pairwise([*cuts, end]) if text[a:b].strip()]


def orders(paragraph: str) -> bool:
    """Whether a paragraph orders something."""
    words = folded(paragraph)
    return bool(_ORDERS.search(words)) and not _TOLD.search(words)


def tells(paragraph: str) -> bool:
    """Whether a paragraph tells what was, as a reasoning does, and orders nothing."""
    return paragraph[:1].isupper() and bool(_TOLD.search(folded(paragraph)))


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph is a heading between points: short, and no sentence."""
    line = folded(paragraph)
    short = len(line) <= 70 and len(line.split()) <= 8
    return short and line[:1].isupper() and not _NO_HEADING.search(line) and not BULLET.match(paragraph)


def set_out(text: str, start: int, parts: list[tuple[int, int]]) -> bool:
    """Whether the last paragraph is set at the margin, while the lines of the first are set in."""
    first = list(lines(text, start, parts[0][1]))[1:]
    last = text[text.rfind("\n", 0, parts[-1][0]) + 1 : parts[-1][1]]
    return bool(first) and all(line.text[:2].isspace() for line in first if line.text) and not last[:1].isspace()
