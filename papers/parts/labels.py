"""Recognises the label that a line begins with, in whatever way it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from papers.parts.places import Line
from papers.parts.vocabulary import BARE, COLON_ONLY, SHARED, STRENGTH, WEAK

_COLON = re.compile(r":(?!in(?:nen)?\b)")
_GAP = re.compile(r"\t|\s{2,}")
_ENUMERATED = re.compile(r"\s*(?:(?:[IVX]{1,4}|\d|[A-D])[.)]{1,2}\s+)?")
_GENDER = re.compile(r"(?<=[a-zäöü])(?:[*:_/]-?|\(|/ )[iI]n(?:nen)?\)?(?![a-zäöü])|(?<=er)[iI]n(?:nen)?$")
_ASIDE = re.compile(r"\([^()]{0,60}\)")
_OF = re.compile(r"\s+(?:der|des|zum|zur|für|von)\s+[^\d:]{2,60}$")
_ALTERNATIVE = re.compile(r"\s*/\s*|\s+und\s+|\s+bzw\.?\s+")
_ORAL = re.compile(r"\s*(?:Die\s+)?(?:(?:weitere|nähere|ausführliche)\s+)?Begründung\s+(?=(?:er)?folgt\b|mündlich|wird\b)", re.IGNORECASE)
_SUBMITTED = re.compile(r"\s*(?:Eingereicht|Eingebracht|Gestellt|Vorgelegt)\s+(?:von|durch)\s+(?:(?:den|dem|der|die)\s+)?(?:\w+mitglied(?:er|ern)?\s*)?")
_SPACED = re.compile(r"(?:\S ){3,}\S(?:\s*:)?\s*$")
_BODIES = re.compile(r"(?:\w+\s)?(?:Beratungs)?[Gg]remium|Gremien|(?:Fach)?[Aa]usschuss|(?:geplante )?Beratungsfolge.{0,80}|Beratung in", re.DOTALL)
_WHEN = re.compile(r"(?:geplante\w* )?(?:Sitzung|Termin|Datum|Plandatum|[Aa]m$|Tag|Status|TOP|Zuständigkeit|Ergebnis|Beratungs|[öÖ]ff)")
_REASONS = re.compile(
    r"(?:Zur\s+)?(?:\w+\s+){0,3}\w*begründung\b[^:.]{0,40}$|(?:Warum|Wieso|Weshalb)\b[^:.]{0,60}$", re.IGNORECASE
)
_HEAD = 90  # characters of a line that may be a label


@dataclass(frozen=True, slots=True)
class PartLabel:
    """A label found in a text: its kind, its place, and where what it labels begins."""

    kind: str
    start: int
    value: int
    strength: int = 3
    weak: bool = False
    inline: bool = False  # what it labels begins on its own line
    column: bool = False  # it heads a column: what it labels stands in the first cell of the next row


def part_label(line: Line, more: Mapping[str, tuple[str, ...]] | None = None) -> PartLabel | None:
    """The label that *line* begins with, or None; *more* are the words of a form."""
    if _table_head(line.text):
        return PartLabel("route", line.start, line.end)
    oral = _ORAL.match(line.text)
    if oral:
        return PartLabel("reasoning", line.start, line.start + oral.end(), inline=True)
    submitted = _SUBMITTED.match(line.text)
    if submitted and ":" not in line.text:
        return PartLabel("submitters", line.start, line.start + submitted.end())
    known = _vocabulary(tuple(more.items()) if more else ())
    for head, value, colon in _heads(line.text):
        found = _known(head, known, loosely=colon)
        if found is not None:
            return _part_label(line, found, value, known, colon=colon)
    return None


def _part_label(
    line: Line, found: tuple[str, str], value: int, known: Mapping[str, tuple[str, str]], *, colon: bool
) -> PartLabel:
    kind, word = found
    said = bool(line.text[value:].strip(" \t_*:"))
    cells = _GAP.split(line.text.strip())
    column = len(cells) > 1 and all(_known(cell, known, loosely=False) for cell in cells)
    title = said and not colon and kind == "resolution"  # "Antrag      Nr. 12": but the title of the paper
    return PartLabel(
        kind,
        line.start + len(line.text) - len(line.text.lstrip()),
        line.start + value,
        strength=0 if title else STRENGTH.get(word, 3),
        weak=word in WEAK,
        inline=said and not column,
        column=column,
    )


def _table_head(text: str) -> bool:
    """Whether a line is the head of a table of stations: "Sitzung  Gremium  TOP"."""
    cells = [cell.strip(" *_:|") for cell in _GAP.split(text.strip())] if len(text) < 200 else []
    return len(cells) > 1 and any(map(_BODIES.fullmatch, cells)) and any(map(_WHEN.match, cells))


def _heads(text: str) -> Iterator[tuple[str, int, bool]]:
    """What may be the label of a line, where its value begins, whether a colon stands between."""
    begin = _ENUMERATED.match(text).end()  # type: ignore[union-attr]
    head = text[begin : begin + _HEAD]
    if _SPACED.match(head) and len(text) < _HEAD:  # "A N T R A G"
        yield re.sub(r" (?=\S(?:\s|:|$))", "", head).strip(" :"), len(text), ":" in head
        return
    colon = _COLON.search(head)
    if colon:
        yield head[: colon.start()], begin + colon.end(), True
    elif len(text) - begin <= 70:
        yield head, len(text), False
    gap = _GAP.search(head.rstrip())
    if gap and not (colon and colon.start() < gap.start()):
        yield head[: gap.start()], begin + gap.end(), False
    first = head.split(" ", 1)
    if len(first) == 2 and first[1][:1].isupper() and not colon:
        yield f"{first[0]} ", begin + len(first[0]), False


def _known(head: str, known: Mapping[str, tuple[str, str]], *, loosely: bool) -> tuple[str, str] | None:
    bare = head.endswith(" ") and " " not in head.strip()
    if not head.strip() or head.strip()[0].islower() and not loosely:
        return None
    plain = _GENDER.sub("", _ASIDE.sub("", head)).strip(" \t.:*_-–")
    found = known.get(skeleton(plain))
    if found is None and loosely:
        found = known.get(skeleton(_OF.sub("", plain)))
    if found is None and ("/" in plain or " und " in plain or " bzw" in plain):
        parts = [known.get(skeleton(part)) for part in _ALTERNATIVE.split(plain)]
        same = {part[0] for part in parts if part}
        found = parts[0] if None not in parts and len(same) == 1 else None
    if found is None and loosely and _REASONS.match(plain) and "ringlichkeit" not in plain:
        found = ("reasoning", "Begründung")
    if found is not None and (bare and found[1] not in BARE or not loosely and found[1] in COLON_ONLY):
        return None
    return found


def skeleton(words: str) -> str:
    """*words* without what a scan confuses: case, umlauts, c and e, 1 and l, 0 and o."""
    folded = words.casefold().replace("fi", "u").replace("ii", "u").replace("ß", "ss").replace("ü", "u")
    return re.sub(r"[^a-z]", "", folded.translate(_CONFUSED))


_CONFUSED = str.maketrans({"ä": "a", "ö": "o", "1": "l", "i": "l", "0": "o", "c": "e", "5": "s", "8": "b"})


@lru_cache(maxsize=64)
def _vocabulary(more: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, str]]:
    """Skeleton of every label -> its kind and the word; a form's own words come first."""
    table: dict[str, tuple[str, str]] = {}
    for kind, words in (*SHARED.items(), *more):
        for word in words:
            table[skeleton(word)] = (kind, word)
    return table
