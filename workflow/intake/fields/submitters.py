"""Who moves a motion: after a label, in the letterhead, or in the sentence that moves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workflow.intake.fields.names import (
    BOARD,
    FACTION,
    MEMBER,
    PARTY,
    is_faction,
    is_member,
    is_person,
)
from workflow.intake.labels import part_label
from workflow.intake.places import Line, folded, lines
from workflow.intake.sections import Part, Sections

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
# words that only lead to a name, or follow it
_LEADS = re.compile(
    r"^(?:(?:gemeinsamer\s+)?(?:\w*antrag|initiative)\s*,?\s+(?:(?=Fraktion|[A-Z]\S*-?[Ff]raktion)|der\s|des\s|von\s)|der\s+fraktionen\s+(?:von\s+)?"
    r"|(?:die\s+)?fraktionen\s+(?:von\s+)?|fraktionen:\s*|antrag,\s*|der\s+(?=.*fraktion|gruppe|ratsgruppe)|die\s+(?=\S*-?fraktion|gruppe)"
    r"|des\s+(?=stadt|rats|bezirks|orts|jugend|behinderten|senioren)|durch\s+(?:die\s+)?|interfraktionell\s+mit\s+|von\s+(?:der\s+|den\s+|dem\s+)?|und\s+|sowie\s+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:der|des|dem|den|die)\s+(?=[A-ZÄÖÜ„\"])")
_TAIL = re.compile(
    r"\s*(?:\bvom\s+\d.*|\bzur\s+(?:Sitzung|Drucksache|Vorlage)\b.*|\bgem(?:äß|\.)\s.*|\bzum\s+(?:Thema|Antrag|TOP)\b.*|\bauf\s+[A-ZÄÖÜ]\w+\b.*"
    r"|\b(?:betreffend|betr\.).*|\bNr\..*|\bzu[rm]\s+[A-ZÄÖÜ]\w+.*)$"
)
_ADDRESS = re.compile(r"\d{4,}|@|\bwww\.|\b(?:Tel|Fax)\b|[Ss]tr(?:aße|\.)\s*\d|\bPostfach\b|\bZimmer\b|:|\bGeschäftsstelle\b|\bc/o\b")
_ADDRESSEE = re.compile(r"^(?:An\b|Herrn?\b|Frau\b|über\b|Stadt\b|Landeshauptstadt\b|Gemeinde\b|Der\b|Die\b(?!\s?Linke|\s?PARTEI|.*raktion)|Das\b|z\.\s?H|Mitglied\b)")
_PROSE = re.compile(r"\b(?:stell(?:t|en)|bitten|beantragen|bittet|beantragt|möge|wird|ist|vorsitzende\w*|\w*sprecher\w*|[Ss]itzung|\w*[Aa]ntrag|ANTRAG)\b")
_WHERE = re.compile(r"^(?:im|in der|in dem|des|der)\s+\S.*|^-\s.*")
_LABEL = re.compile(r"[A-ZÄÖÜ][\w/ .()-]{1,40}:(?:\s|$)|Sehr geehrte")
_KIND_ONLY = re.compile(r"(?:\w*[Ff]raktion(?:sgemeinschaft)?|Fraktion der|Gruppe|Ratsgruppe|\w+gruppe)$")
_SEPARATOR = re.compile(r"\s*[;\t|•·]\s*|,\s+(?!und\b|(?:\w+s|\w+tags)fraktion\b)|(?<=raktion)\s+[–-]\s+(?=Fraktion)")
_OF_PARTIES = re.compile(rf"(?:{PARTY})(?:\s+/\s+(?:{PARTY}))+")
_OFFICIAL = re.compile(r"(?:Herr|Frau)\s[^()]+")  # who typed the motion for a faction
_ONE_FACTION = re.compile(r"^\w+fraktion\b|\b[Ff]raktion$|\bGruppe\b")  # "Stadtratsfraktion SPD / Volt", "SPD / Volt - Fraktion"
# where a new name begins in a cell whose lines were joined
_NEXT = re.compile(rf"(?<=\S)\s+(?=Fraktion(?:sgemeinschaft)?\s+[A-ZÄÖÜ„]|[A-ZÄÖÜ]\S*-(?:\w+)?[Ff]raktion\b|(?:{MEMBER})\s+[A-ZÄÖÜ][\w-]+\s+[A-ZÄÖÜ])|(?<=\S)(?<!im)(?<!des)(?<!der)\s+(?=[A-ZÄÖÜ]\w*(?:beirat|schaftsrat|teilrat|parlament)\s+[A-ZÄÖÜ])")
_AND = re.compile(r"\s+(?:und|sowie)\s+(?:der\s+|die\s+|von\s+)?")
_RUNNING_ON = re.compile(r"(?:[/-]|\b(?:und|im|der|des|von|für|sowie|Rat|Stadt|DIE|Freie|FREIE|90/))\s*$")
_NO_NAME = frozenset({"vertreten durch den bürgermeister", "vertreten durch die bürgermeisterin", "antrag", "anfrage", "gemeinsamer antrag", "fraktion", "fraktionen", "gruppe"})


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
    names = [name for part in labelled for name in _labelled(paper, part)]
    factions = [name for name in names if not _OFFICIAL.fullmatch(name)]
    return Submitters(_once(factions or names), labelled[0].start, labelled[-1].end) if names else Submitters()


def _labelled(paper: Sections, part: Part) -> list[str]:
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
        block.append((re.split(r"\t|\s{3,}", line.text.strip())[0] if part.column else line.text).strip(" *_"))
        blank = False
    return _names(block)


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
    names = _names([said for _, said in found if said.casefold() not in _NO_NAME])
    return Submitters(_once(names), found[0][0].start, found[-1][0].end) if names else Submitters()


def _plain(said: str) -> bool:
    """Whether a cell may be a name: no address, no addressee, no sentence."""
    if part_label(Line(0, len(said), said)) is not None:
        return False
    ended = said.endswith((".", "!", "?")) and not said.endswith(("LINKE.", "e.V.", "e. V."))
    return 2 < len(said) <= 110 and not (ended or "(" in said[1:] and not is_faction(said.split(" (")[0]) or _ADDRESS.search(said) or _ADDRESSEE.match(said) or _PROSE.search(said))


def _goes_on(before: str, said: str) -> bool:
    """Whether *said* is the name that belongs to "Ratsfraktion" on the line before."""
    return bool(_KIND_ONLY.fullmatch(before)) and said[:1].isupper()


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
        for cell in re.split(r"\t|\s{3,}", line.text.strip()):
            found = _MOVED.search(cell) or _MOVED_BY_PARTY.match(cell)
            if found and wanted(found["who"]):
                return Submitters(_once(_names([_TAIL.sub("", found["who"])])), line.start, line.end)
    return Submitters()


def _moves(paper: Sections) -> Submitters:
    """ "die Fraktion X stellt folgenden Antrag" in a letter."""
    found = _MOVES.search(paper.text, paper.start, min(paper.head + 600, paper.end))
    if found is None:
        return Submitters()
    return Submitters(_once(_names([folded(found["who"])])), found.start("who"), found.end("who"))


def _bracketed(paper: Sections) -> Submitters:
    """The parties in brackets after the heading: "Grillplätze am Rheinufer (FDP, Freie Wähler)"."""
    for line in paper.head_lines():
        found = BRACKETED.search(line.text.rstrip()) if len(line.text) < 200 else None
        if found:
            return Submitters(_once(_SEPARATOR.split(found["who"])), line.start + found.start(), line.end)
    return Submitters()


def _names(block: list[str]) -> list[str]:
    """Names out of lines: a line that runs on is joined, a list is taken apart."""
    joined: list[str] = []
    for line in block:
        open_end = joined and (_RUNNING_ON.search(joined[-1]) or joined[-1].count("(") > joined[-1].count(")") or _KIND_ONLY.match(joined[-1]))
        if joined and (open_end or len(joined) == 1 and _WHERE.match(line) and not _WHERE.match(joined[-1])):
            joined[-1] = f"{joined[-1]}{'' if joined[-1].endswith(('/', '-')) else ' '}{line}"
        elif not _WHERE.match(line) or not joined:  # "im Stadtrat Dresden" under several names belongs to all
            joined.append(line)
    return [name for line in joined for name in _apart(line)]


def _apart(line: str) -> Iterator[str]:
    if _OF_PARTIES.search(line) and not _ONE_FACTION.search(line):
        line = re.sub(r"\s+/\s+", "; ", re.sub(r"^.*?\bFraktion(?:en)?\s+", "", line))
    pieces = (part for piece in _SEPARATOR.split(re.sub(r"\s{3,}", "\t", line)) for part in _parted(piece))
    for piece in pieces:
        plain = folded(piece).strip(" ,;*_")
        parts = _AND.split(plain)
        members = [part for part in parts if is_faction(part) or re.match(MEMBER, part) or is_person(part)]
        for part in parts if len(parts) == len(members) else [plain]:
            name = _bare(part)
            if name:
                yield name


def _parted(piece: str) -> list[str]:
    """The names in a cell; "CDU-Fraktion" after another faction is a second one."""
    parts = _NEXT.split(piece)
    first = FACTION.search(parts[0]) or is_member(parts[0])
    return parts if first and all(is_faction(part) or is_member(part) or re.match(BOARD, part) for part in parts) else [piece]


def _bare(name: str) -> str:
    """A name without what only leads to it or follows it."""
    before = ""
    while before != name:
        before, name = name, _ARTICLE.sub("", _LEADS.sub("", name, count=1))
    name = re.sub(r"\s*\(Mitglied[^()]*\)$", "", _TAIL.sub("", name)).strip(" ,;:")
    name = name if name.endswith(("LINKE.", "Linke.", "e.V.", "e. V.")) else name.rstrip(".")
    none = len(name) < 2 or name[:1].islower() or name.casefold() in _NO_NAME or re.fullmatch(r"\w*antrag", name, re.IGNORECASE) or _KIND_ONLY.fullmatch(name)
    return "" if none or re.fullmatch(r"[\d. ]+", name) else name


def _once(names: list[str]) -> tuple[str, ...]:
    """Each name once; of two that differ only by where the faction sits, the first place and the shorter."""
    kept: dict[str, str] = {}
    for name in names:
        key = re.sub(r"\W", "", name).casefold()
        longer = next((old for old in kept if old.startswith(key)), None)
        if longer is not None:
            kept = {key if old == longer else old: name if old == longer else value for old, value in kept.items()}
        elif not any(key.startswith(old) for old in kept if len(old) > 5):
            kept[key] = name
    return tuple(kept.values())
