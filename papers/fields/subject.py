"""What a motion is about: after a label, after "Antrag:", or as the heading over its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papers.fields.days import days
from papers.fields.letterhead import is_addressee, is_letterhead
from papers.fields.names import is_faction, is_member, is_person
from papers.parts.formulas import formula
from papers.parts.labels import part_label
from papers.parts.places import Line, lines, trimmed, wording
from papers.parts.sections import Section, Sections

_SALUTATION = re.compile(r"^\s*(?:Sehr (?:geehrte|verehrte)|Liebe[rn]?\s|Guten Tag|Verehrte|Hallo\b|Werte[rn]?\s)", re.IGNORECASE)
_TITLED = re.compile(
    r"^\s*(?:\w+er\s+)?(?:\w*[Aa]ntrag|ANTRAG)(?:\s+(?:Nr\.?\s*[\w/.-]+|gem(?:äß|\.)[^:]{3,60})(?=:))?\s*(?::|[–-]\s|zum Thema\b:?|(?:auf|zur|zum)\s(?=[A-ZÄÖÜ„\"])|betreffend\b:?|betr\.:?|(?=[„»\"]))\s*(?P<subject>\S.{3,})$"
)
_PLAIN_TITLE = re.compile(r"^\s*(?:\w+er\s+)?(?:Antrag|ANTRAG)\b|.*\b(?:zum Thema|betr\.?|betreffend)\b")  # "Prüfantrag: …" is kept
_BY_FACTION = re.compile(r"^\s*(?:\w+er\s+)?\w*[Aa]ntrag\s+(?:der|des|von)\s[^:]{3,80}:\s+(?=\S.{4})")
_QUOTED_TITLE = re.compile(r"^\s*(?:\w+er\s+)?\w*[Aa]ntrag\s*:?\s+[„“»\"](?P<subject>[^„“”\"]{5,})[“”«\"]")
_NO_TITLE = re.compile(r"(?:[A-Z]{0,4}[/-]?\d|Nr\b|Sitzung|\w*sitzung\b|TOP\b|Drucksache|Vorlage|Tagesordnung|Beratung|öffentlich|Haushalt\w* \d)")
_OF_FACTION = re.compile(r"^(?:\w+er\s+)?\w*[Aa]ntrag\s+(?:der|des|von)\s.+\b(?:betr\.|betreffend|zu[rm]?|auf|:)\s+\S")
_BETRIFFT = re.compile(r"^\s*\w*[Aa]ntrag\s.{3,120}\b(?:betr\.|betreffend)\s+")
_QUOTED = re.compile(r"^[„“\"»](?P<subject>[^„“”\"]{4,})[“”\"«]$")
_LIST = re.compile(r",\s*|\s+und\s+")
_PARTICLE = re.compile(r"\b(?:der|den|zur|zu)\b")
_BESIDE = 20  # characters; what begins that far to the right of a label's value is another column
_PROSE = 110  # characters; a longer paragraph that ends as a sentence is no heading


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject on one line, and its place."""

    text: str | None = None
    start: int = 0
    end: int = 0


def subject(paper: Sections) -> Subject:
    """The subject of a paper."""
    part = paper.first("subject")
    labelled = _labelled(paper, part) if part else Subject()
    return labelled if labelled.text else _titled(paper) or _heading(paper) or _over_text(paper) or Subject()


def _subject(paper: Sections, start: int, end: int) -> Subject:
    start, end = trimmed(paper.text, start, end)
    text = wording(paper.text, start, end).text.strip(" *_")
    quoted = _QUOTED.match(text)
    return Subject((quoted["subject"] if quoted else text) or None, start, end)


def _labelled(paper: Sections, part: Section) -> Subject:
    """The first paragraph after the label, in its own column."""
    own = [_first_cell(line) for line in lines(paper.text, part.start, part.end)]
    first = next((n for n, line in enumerate(own) if line.words.strip("*_:; ")), None)
    if first is None:
        return Subject()
    last, column = first, _column(paper.text, own[first]) + _BESIDE
    while last + 1 < len(own) and _goes_on(own[last + 1]) and _column(paper.text, own[last + 1]) <= column:
        last += 1
    return _subject(paper, own[first].start, own[last].end)


def _goes_on(line: Line) -> bool:
    if len(line.words) < 40 and days(line.text):
        return False
    return bool(line.words) and not _SALUTATION.match(line.text) and not re.match(r"\s*[-–(]\s*\w*[Aa]ntrag\b", line.text)


def _column(text: str, line: Line) -> int:
    """How far from the left edge a line begins."""
    return line.start - max(text.rfind("\n", 0, line.start), text.rfind("\f", 0, line.start)) - 1


def _first_cell(line: Line) -> Line:
    """The line without the columns beside it; empty where the first cell is a number."""
    lead = len(line.text) - len(line.text.lstrip())
    cell = line.cells[0]
    if re.match(r"(?:Drucksache|Drs|Vorlage|Antrag)\b[\w .:-]{0,12}\d", line.text[lead:]):
        cell = ""
    return Line(line.start + lead, line.start + lead + len(cell), cell)


def _titled(paper: Sections) -> Subject | None:
    """ "Antrag: Wiedereröffnung des Freibades sichern"."""
    own = paper.head_lines()
    for n, line in enumerate(own):
        found = _TITLED.match(line.text)
        if found and not is_faction(found["subject"][:30]) and not days(found["subject"][:12]) and not _NO_TITLE.match(found["subject"]):
            last = n
            while last + 1 < len(own) and _goes_on(own[last + 1]) and not is_letterhead(own[last + 1].words):
                last += 1
            quoted = _QUOTED_TITLE.match(line.text)
            if quoted:
                return _subject(paper, line.start + quoted.start("subject"), line.start + quoted.end("subject"))
            begin = found.start("subject") if _PLAIN_TITLE.match(line.text) else 0
            return _subject(paper, line.start + begin, own[last].end)
    return None


def _heading(paper: Sections) -> Subject | None:
    """The last paragraph before the salutation or the resolution that may be a heading."""
    own = paper.head_lines()
    stop = next((n for n, line in enumerate(own) if _SALUTATION.match(line.text)), len(own))
    blocks = list(_blocks(paper, own[:stop]))
    for block in reversed(blocks):
        found = _subject(paper, block[0].start, block[-1].end)
        if found.text and len(found.text) > 5 and not _is_prose(found.text):
            return found
    betrifft = next((line for line in own[:stop] if _BETRIFFT.search(line.text)), None)
    if betrifft is not None:
        return _subject(paper, betrifft.start + _BETRIFFT.search(betrifft.text).end(), betrifft.end)  # type: ignore[union-attr]
    moved_by = next((line for line in own[:stop] if _BY_FACTION.match(line.text)), None)
    if moved_by is not None:
        return _subject(paper, moved_by.start + _BY_FACTION.match(moved_by.text).end(), moved_by.end)  # type: ignore[union-attr]
    moved = next((line for line in own[:stop] if _OF_FACTION.match(line.words)), None)
    return _subject(paper, moved.start, moved.end) if moved else None


def _over_text(paper: Sections) -> Subject | None:
    """A heading between the formula of the resolution and its text."""
    part = paper.first("resolution")
    opening = formula(paper.text, part.start, part.end) if part else None
    if part is None or opening is None:
        return None
    start, _ = trimmed(paper.text, opening.end, part.end)
    stop = paper.text.find("\n\n", start, part.end)
    line = paper.text[start:stop].strip() if stop > 0 else ""
    heading = 5 < len(line) < 90 and "\n" not in line and line[:1].isupper() and not re.search(r"[.,:;]$|^\W*(?:\d|[a-z])[.)]", line)
    return _subject(paper, start, stop) if heading else None


def _is_prose(text: str) -> bool:
    return text.endswith((",", ":")) or (len(text) > _PROSE and (text.endswith(".") or bool(re.search(r"[a-zäöü]\.\s+[A-ZÄÖÜ]", text))))


def _blocks(paper: Sections, own: list[Line]) -> Iterator[list[Line]]:
    """The paragraphs of the head that may be headings; addresses and the route are left out."""
    route = paper.first("route")
    rows = [line for line in own if route and route.label <= line.start < route.end and (days(line.text) or len(line.cells) > 1)]
    block: list[Line] = []
    addressed = False
    for line in own:
        cell = _left_cell(line)
        words = cell.words.strip("*_ ")
        apart = not words or cell.start - line.start >= _BESIDE  # the left column is empty
        addressed = not apart and (addressed or bool(is_addressee(words)))
        table = route is not None and route.label <= line.start and (line.start <= route.start or bool(rows) and line.start <= rows[-1].start)
        if words and not addressed and not table and _may_head(cell, words):
            block.append(cell)
            continue
        if block and words and not table and not addressed and cell.start - line.start < _BESIDE and _is_prose(" ".join(one.words for one in [*block, cell])):
            block = []
        if block:
            yield block
        block = []
    if block:
        yield block


def _left_cell(line: Line) -> Line:
    """The line, or its first cell where a stamp or an address stands beside it."""
    lead = len(line.text) - len(line.text.lstrip())
    cells = line.cells
    cell = cells[0] if len(cells) > 1 and not line.text[:1].isspace() else line.text.strip()
    return Line(line.start + lead, line.start + lead + len(cell), cell)


def _may_head(line: Line, words: str) -> bool:
    label = part_label(line)
    labelled = label is not None and label.kind not in ("resolution", "subject")
    return not (labelled or is_letterhead(words) or _names_people(words) or words.endswith((",", ":")))


def _names_people(words: str) -> bool:
    """Whether a line names factions, members or persons, and nothing to resolve."""
    faction = is_faction(words) and len(words) < 90 and not words.endswith(")")
    moved = re.match(r"\w*Antrag\s", words) and is_faction(words.split(" ", 1)[1])
    pieces = _LIST.split(words)
    listed = len(pieces) > 1 and all(map(is_person, pieces)) and not _PARTICLE.search(words)
    return bool(faction or moved or listed or is_member(words))
