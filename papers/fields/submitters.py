"""Who moves a motion: after a label, in the letterhead, or in the sentence that moves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from papers.fields.listed import KIND_ONLY, NO_NAME, SEPARATOR, TAIL, names, once
from papers.fields.names import BOARD, FACTION, MEMBER, PARTY, is_faction, is_member, is_person
from papers.parts.labels import part_label
from papers.parts.places import Line, folded, lines
from papers.parts.sections import Section, Sections

_MOVED = re.compile(
    r"\b(?:\w+er\s+)?(?:\w*[Aa]ntrag|ANTRAG|Initiative|\w*vorlage)\s+(?P<who>(?:der|des|von|durch)\s+[^\n]{3,160})$"
)
_MOVED_BY_PARTY = re.compile(rf"\w*[Aa]ntrag\s+(?P<who>(?:{PARTY})(?!\w).*?)\s+vom\b")
BRACKETED = re.compile(rf"\s*\((?P<who>(?:{PARTY})(?!\w)(?:[,;]\s*(?:{PARTY})(?!\w))*)\)$")
_MOVES = re.compile(
    r"\b(?:[Dd]ie|namens der|im Namen der|für die|unsere)\s+(?P<who>(?:[^.:;\n]|\n(?!\n)){0,20}?\b"
    r"(?:Fraktion(?:en)?|\S+-?[Ff]raktion(?:en)?|Gruppe|Ratsgruppe)\b(?:[^.:;,\n]|\n(?!\n)){0,90}?)\s*,?\s+"
    r"(?:stell(?:t|en)|beantrag(?:t|en)|bitte(?:t|n)|bring(?:t|en)|reich(?:t|en)|richte[nt]*|möchte[n]?|legt|ersuch)"
)
_ADDRESS = re.compile(r"\d{4,}|@|\bwww\.|\b(?:Tel|Fax)\b|[Ss]tr(?:aße|\.)\s*\d|\bPostfach\b|\bZimmer\b|:|\bGeschäftsstelle\b|\bc/o\b")
_ADDRESSEE = re.compile(r"^(?:An\b|Herrn?\b|Frau\b|über\b|Stadt\b|Landeshauptstadt\b|Gemeinde\b|Der\b|Die\b(?!\s?Linke|\s?PARTEI|.*raktion)|Das\b|z\.\s?H|Mitglied\b)")
_PROSE = re.compile(r"\b(?:stell(?:t|en)|bitten|beantragen|bittet|beantragt|möge|wird|ist|vorsitzende\w*|\w*sprecher\w*|[Ss]itzung|\w*[Aa]ntrag|ANTRAG)\b")
_LABEL = re.compile(r"[A-ZÄÖÜ][\w/ .()-]{1,40}:(?:\s|$)|Sehr geehrte")
_OFFICIAL = re.compile(r"(?:Herr|Frau)\s[^()]+")  # who typed the motion for a faction


@dataclass(frozen=True, slots=True)
class Submitters:
    """The names as printed, each once, and the place they were read from."""

    names: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


def submitters(paper: Sections) -> Submitters:
    """The submitters of a paper: labelled ones, else those of the head, else of the letter."""
    ways: tuple[Callable[[Sections], Submitters], ...] = (_labels, _factions, _moved, _moves, _boards, _moved_by_board, _bracketed)
    return next((found for way in ways if (found := way(paper)).names), Submitters())


def _labels(paper: Sections) -> Submitters:
    labelled = paper.all("submitters")
    found = [name for part in labelled for name in _labelled(paper, part)]
    factions = [name for name in found if not _OFFICIAL.fullmatch(name)]
    return Submitters(once(factions or found), labelled[0].start, labelled[-1].end) if found else Submitters()


def _labelled(paper: Sections, part: Section) -> list[str]:
    """The names under a label: up to the first blank line, and on while factions follow."""
    block: list[str] = []
    blank = False
    start = paper.text.find("\n", part.start, part.end) + 1 if part.column else part.start
    for line in lines(paper.text, start, part.end):
        said = line.words.strip("*_ ")
        if not said:
            blank = bool(block)
            continue
        if _LABEL.match(said) and not FACTION.match(said):
            break
        if blank and not ((is_faction(said) or is_member(said)) and len(said) < 80):
            break
        if block and not block[-1].endswith((",", ";")) and is_faction(block[-1]) and _are_persons(said):
            break  # who signed for the faction
        block.append((line.cells[0] if part.column else line.text).strip(" *_"))
        blank = False
    return names(block)


def _are_persons(said: str) -> bool:
    pieces = re.split(r",\s*|\s{3,}", said)
    return all(is_person(piece) and not is_member(piece) and not is_faction(piece) for piece in pieces)


def _factions(paper: Sections) -> Submitters:
    """The factions at the top of the paper, or in the block after the word ANTRAG."""
    return _cells(paper, lambda said: bool(is_faction(said)))


def _boards(paper: Sections) -> Submitters:
    """A board at the top of the paper, else a single member."""
    boards = _cells(paper, lambda said: bool(re.match(BOARD, said)), beside=False)
    if boards.names:
        return boards
    members = _cells(paper, is_member)
    return members if members.names else _person(paper)


def _person(paper: Sections) -> Submitters:
    """A person at the top of the letter, over what makes that person a member of the council."""
    own = [line for line in paper.head_lines() if line.words][:2]
    if len(own) == 2 and is_person(own[0].words) and re.match(rf"Mitglied\b|{MEMBER}", own[1].words):
        return Submitters((own[0].words,), own[0].start, own[0].end)
    return Submitters()


def _cells(paper: Sections, wanted: Callable[[str], bool], *, beside: bool = True) -> Submitters:
    """The cells of the head that are wanted, and names right under them."""
    found: list[tuple[Line, str]] = []
    near = False  # whether the line before names a submitter
    for line in paper.head_lines():
        cells = [cell.strip(" *_–-") for cell in re.split(r"\t|\s{3,}|\s+·\s+", line.text.strip())]
        own = [said for said in cells if _plain(said) and (wanted(said) or near and (_beside(said) or _goes_on(found[-1][1], said)))]
        found += [(line, said) for said in own]
        near = beside and bool(own)
    named = names([said for _, said in found if said.casefold() not in NO_NAME])
    return Submitters(once(named), found[0][0].start, found[-1][0].end) if named else Submitters()


def _plain(said: str) -> bool:
    """Whether a cell may be a name: no address, no addressee, no sentence."""
    if part_label(Line(0, len(said), said)) is not None:
        return False
    ended = said.endswith((".", "!", "?")) and not said.endswith(("LINKE.", "e.V.", "e. V."))
    return 2 < len(said) <= 110 and not (ended or "(" in said[1:] and not is_faction(said.split(" (")[0]) or _ADDRESS.search(said) or _ADDRESSEE.match(said) or _PROSE.search(said))


def _goes_on(before: str, said: str) -> bool:
    """Whether *said* is the name that belongs to "Ratsfraktion" on the line before."""
    return bool(KIND_ONLY.fullmatch(before)) and said[:1].isupper()


def _beside(said: str) -> bool:
    """What stands under a faction in the letterhead and is one more submitter, or the rest of its name."""
    return bool(is_member(said) or re.match(rf"\w*[Ll]iste\b|(?:{PARTY})(?!\w)|im (?:\w*[Rr]at|Kreistag)\b|in der \w+(?:versammlung|vertretung|schaft)\b", said))


def _moved(paper: Sections) -> Submitters:
    """ "Antrag der Fraktion X" in the head."""
    return _mover(paper, lambda who: is_faction(who) or bool(re.search(MEMBER, who)))


def _moved_by_board(paper: Sections) -> Submitters:
    """ "Antrag des Seniorenbeirates", where the letterhead does not name it."""
    return _mover(paper, lambda who: bool(re.search(BOARD, who)))


def _mover(paper: Sections, wanted: Callable[[str], bool]) -> Submitters:
    for line in paper.head_lines():
        for cell in line.cells:
            found = _MOVED.search(cell) or _MOVED_BY_PARTY.match(cell)
            if found and wanted(found["who"]):
                return Submitters(once(names([TAIL.sub("", found["who"])])), line.start, line.end)
    return Submitters()


def _moves(paper: Sections) -> Submitters:
    """ "die Fraktion X stellt folgenden Antrag" in a letter."""
    found = _MOVES.search(paper.text, paper.start, min(paper.head + 600, paper.end))
    if found is None:
        return Submitters()
    return Submitters(once(names([folded(found["who"])])), found.start("who"), found.end("who"))


def _bracketed(paper: Sections) -> Submitters:
    """The parties in brackets after the heading: "Grillplätze am Rheinufer (FDP, Freie Wähler)"."""
    for line in paper.head_lines():
        found = BRACKETED.search(line.text.rstrip()) if len(line.text) < 200 else None
        if found:
            return Submitters(once(SEPARATOR.split(found["who"])), line.start + found.start(), line.end)
    return Submitters()


