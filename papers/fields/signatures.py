"""Who signed: the names over the word Unterschrift, after gez., or at the end of the paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from papers.fields.days import days
from papers.fields.names import MEMBER, PERSON, is_faction, is_person
from papers.parts.labels import part_label
from papers.parts.places import Line, lines
from papers.parts.sections import Section, Sections

_RULE = re.compile(r"^[\s_.\\*-]*_{3,}[\s_.*\\-]*$|^\s*(?:\\_){3,}\s*$")
_SIGNED = re.compile(r"\b(?:i\.\s?[AV]\.|gez\.|f\.\s?d\.\s?R\.|gezeichnet)", re.IGNORECASE)
_GREETING = re.compile(
    r"^\W*(?:Gezeichnet\s*:?\s*$|Wir\s+(?:danken|bitten\s+um\s+(?:Zustimmung|Unterstützung))\b|Für\s+Ihre\s+\w+\s+(?:danken|bedanken)\b|Vielen\s+Dank|Für\s+Rückfragen"
    r"|Mit\s+(?:freundliche[nm]?|besten|herzlichen|kollegialen|vielem)\b|(?:Freundliche|Viele|Liebe|Herzliche|Schöne|Beste)\s+Grüße|Hochachtungsvoll|MfG)",
    re.IGNORECASE,
)
_DATED = re.compile(r"^[A-ZÄÖÜ][\w .()/-]{2,50},\s*(?:den|im|am)?\s*\d")
_ROLE = re.compile(
    r"\b\w*(?:vorsitzende[rnsm]?|sprecher(?:in)?|vorsitz|verordnete[rn]?|mitglied|bürgermeister(?:in)?|geschäftsführer(?:in)?|vorsteher(?:in)?|beauftragte[rn]?|team)\b"
    r"|\b(?:Stadt|Gemeinde|Kreis|Rats|Bezirks|Orts|Ortschafts|Bezirksrats|Markt)(?:rat|rätin|räte|herr|frau|ratsherr|ratsfrau)\b|\bMitglied(?:er)?\b|\bMdBV\b"
    r"|\bstellv\w*\.?|\b[Ff]ür\s+d(?:ie|en|as)\b|\bf\.\s?d\.|\bfachpolitische\w*|\w+politische[rn]?\b|\b(?:und\s+)?Fraktion\b.*|\b\w*-?Fraktion\b|\bPfleger(?:in)?\s+für\b.*", re.IGNORECASE,
)
_NAME = re.compile(PERSON)
_SEPARATOR = re.compile(r"\bi\.\s?[AV]\.|\bgez\.|\bgezeichnet\b|\bf\.\s?d\.\s?R\.|[,;\t/|·]|\s{3,}|\s[–-]\s|\bund\s+", re.IGNORECASE)
_UNNAMED = re.compile(r"\([^()]*\)|^\s*(?:für|Für|Gez|Unterschrift(?:en)?)[^:]{0,60}:")
_TITLE = re.compile(rf"^(?:{MEMBER}|Herr|Frau|\w*[Ss]precher(?:in)?|\w*[Vv]orsitzende[r]?)\s+(?=\S+\s\S)")
_LABEL = re.compile(r"^\W*(?:(?:Datum,?\s+)?Unterschrift(?:en)?|Gezeichnet|Unterzeichner(?:in|innen)?|Unterschriften der Antragsteller)\s*(?:\(.*\))?\s*:?\W*$")
_INLINE = re.compile(r"^\W*(?:Unterschrift(?:en)?|Gezeichnet|Unterzeichner(?:in|innen)?)\s*:\s*\S")
_PLACE_AND_DAY = re.compile(r"[A-ZÄÖÜ][\w .-]{2,40}\s*[,/]\s*(?:den\s+)?\d{1,2}\.\s?\S+(?:\s\d{4})?")
_ANNEX = re.compile(r"\s*\(?Anlage")
_WORDS = re.compile(r"\b(?:Anlagen?|Begründung|Antrag|Beschluss\w*|Stadt|Die|Der|Das|Seite|Sitzung|Rat|Fraktion\w*|Verteiler|Datum|Liste|Grüße)\b")
_ONLY_SURNAME = re.compile(r"\s*gez\.\s+([A-ZÄÖÜ][\w-]+)\s*$")
_FIRST_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,15}")
_ENDED = re.compile(r"[^A-Z.][.:;!?]$")  # a sentence, not a name: where no empty line parts them
_LONG = 200  # characters; a longer line is prose


@dataclass(frozen=True, slots=True)
class Signatures:
    """The names, and the places of the lines that are signature and no other part of the paper."""

    names: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    def before(self, start: int, end: int) -> int:
        """The end of ``text[start:end]`` without the signatures in it."""
        return min((first for first, _ in self.places if start < first < end), default=end)


def signatures(paper: Sections, submitters: tuple[str, ...] = ()) -> Signatures:
    """The signatures under the resolution and at the end of the paper; *submitters* are no names."""
    own = _Signed(submitters)
    resolution, reasoning = paper.first("resolution"), paper.first("reasoning")
    blocks = [own.under(paper, resolution)] if resolution else []
    for last in _last_parts(paper, reasoning or resolution):
        blocks.append(own.at_end([line for line in paper.lines if last.start <= line.start < last.end]))
    blocks = [block for block in blocks if block]
    names = next((found for block in blocks if (found := own.names(block))), own.names(_signed_lines(paper)))
    return Signatures(tuple(dict.fromkeys(names)), tuple((block[0].start, block[-1].end) for block in blocks))


def _last_parts(paper: Sections, last: Section | None) -> list[Section]:
    """Where the signature at the end may stand: the end of the reasoning, then that of the paper."""
    if last is None:
        return []
    return [last] if last is paper.parts[-1] else [last, paper.parts[-1]]


def _signed_lines(paper: Sections) -> list[Line]:
    """Lines anywhere outside the running text that say gez. or i.A."""
    outside = paper.outside("resolution", "reasoning")
    return [line for line in outside if len(line.text) <= _LONG and (_SIGNED.search(line.text) or _INLINE.match(line.text))]


class _Signed:
    """Tells lines that are signed from other lines."""

    def __init__(self, submitters: tuple[str, ...]) -> None:
        self._own = frozenset(submitters)
        groups = [name for name in submitters if is_faction(name) or not is_person(name)]
        self._submitters = "\n".join(word for name in groups for word in (name, name.removeprefix("Fraktion ")))

    def under(self, paper: Sections, part: Section) -> list[Line]:
        """The block that ends the resolution, if it is signed."""
        own = list(lines(paper.text, part.start, part.end))
        ruled = next((n for n, line in enumerate(own) if _RULE.match(line.text) or _LABEL.match(line.text)), None)
        if ruled is None:
            return _closing(own) or self._last_blocks(own)
        following = [line for line in own[ruled:] if line.words]
        block = _last_block(own[:ruled])
        if self.signed(block, strictly=False):
            return [*block, *following]
        after = [line for line in following if not _RULE.match(line.text) and not _LABEL.match(line.text)]
        return following if not after or self.signed(after, strictly=False) else []

    def _last_blocks(self, own: list[Line]) -> list[Line]:
        """The blocks at the end that are signed, the last of them first asked."""
        left, blocks = [*own], []
        while (block := _last_block(left)) and self.signed(block, strictly=True):
            blocks.append(block)
            while left and left[-1].start >= block[0].start:
                left.pop()
        return [line for block in reversed(blocks) for line in block]

    def at_end(self, own: list[Line]) -> list[Line]:
        """The signature that ends these lines: after a greeting, else the last that are names."""
        tail = own[-60:]
        closing = _closing(tail)
        if closing and self.names(closing):
            return closing
        block: list[Line] = []
        for line in reversed(tail):
            if not line.text.strip() or not block and (_ANNEX.match(line.text) or _PLACE_AND_DAY.fullmatch(line.words)):
                continue
            label = part_label(line)
            if label is not None and label.kind == "letterhead":
                continue
            if len(line.text) > _LONG or not self._belongs(line):
                break
            block.append(line)
        while block and self._only_role(block[-1]) and not self.names(block[-1:]):
            block.pop()
        return block[::-1] if self.names(block) else []

    def _belongs(self, line: Line) -> bool:
        return bool(_RULE.match(line.text) or _LABEL.match(line.text) or self.signed([line], strictly=True) or self._only_role(line))

    def _only_role(self, line: Line) -> bool:
        pieces = [piece for piece in _pieces(line) if piece]
        known = all(self._is_role(piece) for piece in pieces)
        return len(line.words) < 90 and not line.words.endswith((".", ":")) and (known or bool(_ROLE.search(line.words)) or is_faction(line.words))

    def _is_role(self, piece: str) -> bool:
        return bool(_ROLE.search(piece) or piece.isupper() or is_faction(piece) or piece in self._submitters)

    def signed(self, block: list[Line], *, strictly: bool) -> bool:
        """Whether the lines are names and roles and nothing else."""
        if not block or any(len(line.text) > _LONG for line in block):
            return False
        if any(_SIGNED.search(line.text) or _INLINE.match(line.text) for line in block):
            return True
        for line in block:
            rest = [piece for piece in _pieces(line) if piece]
            loose = not strictly and all(piece[:1].isupper() and len(piece.split()) < 4 for piece in rest)
            if not rest or not (loose or all(self._is_name(piece) or self._is_role(piece) for piece in rest)):
                return False
            if line.words.endswith((".", ":", ";", "!", "?")):
                return False
        return any(self._is_name(piece) for line in block for piece in _pieces(line)) or not strictly

    def names(self, block: list[Line]) -> list[str]:
        """The names in these lines; first names alone only right after a greeting."""
        found = []
        for line in block:
            if _GREETING.match(line.text) or _LABEL.match(line.text) or len(line.text) > _LONG:
                continue
            pieces = _pieces(line)[2 if _DATED.match(line.text) else 0 :]  # after "Lohdorf, 25.05.2023"
            found += [name for piece in pieces if self._is_name(name := _TITLE.sub("", piece))]
        found = [name for name in found if name not in self._own] or found
        if not found:
            found = [one[1] for line in block if (one := _ONLY_SURNAME.match(line.text)) and not is_faction(one[1])]
        greeted = next((n for n, line in enumerate(block) if _GREETING.match(line.text)), None)
        if not found and greeted is not None and greeted + 1 < len(block):
            pieces = [piece for piece in _pieces(block[greeted + 1]) if piece]
            found = pieces if all(map(_FIRST_NAME.fullmatch, pieces)) else []
        return found

    def _is_name(self, words: str) -> bool:
        return bool(_NAME.fullmatch(words)) and not _WORDS.search(words) and not is_faction(words) and not self._is_role(words)


def _closing(own: list[Line]) -> list[Line]:
    """From the greeting on, or from the line that says where and when."""
    for n, line in enumerate(own):
        if n and (_GREETING.match(line.text) or (_DATED.match(line.text) and days(line.text) and len(line.words) < 60)):
            return [line for line in own[n:] if line.words]
    return []


def _last_block(own: list[Line]) -> list[Line]:
    block: list[Line] = []
    for line in reversed(own):
        if block and (not line.words or _ENDED.search(line.words)):
            break
        if line.words:
            block.append(line)
    return block[::-1]


def _pieces(line: Line) -> list[str]:
    """What a line names, taken apart: without marks, brackets and "für die Fraktion:"."""
    faction = re.match(r"\s*([^:]{3,60}):\s", line.text)
    if faction and is_faction(faction[1]):
        line = Line(line.start + faction.end(), line.end, line.text[faction.end() :])
    bracketed = re.fullmatch(r"\s*\(([^()]*)\)\s*", line.text)
    plain = bracketed[1] if bracketed else _UNNAMED.sub(" \t ", re.sub(r"[*_\\]", " ", line.text))
    return [" ".join(piece.split()).strip(" .:") for piece in _SEPARATOR.split(plain)]
