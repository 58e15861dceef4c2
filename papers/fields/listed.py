"""Takes a list of submitters apart into names: lines that run on, "und", leading words, doubles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papers.fields.names import BOARD, FACTION, MEMBER, PARTY, is_faction, is_member, is_person
from papers.parts.places import folded

# words that only lead to a name, or follow it
_LEADS = re.compile(
    r"^(?:(?:gemeinsamer\s+)?(?:\w*antrag|initiative)\s*,?\s+(?:(?=Fraktion|[A-Z]\S*-?[Ff]raktion)|der\s|des\s|von\s)|der\s+fraktionen\s+(?:von\s+)?"
    r"|(?:die\s+)?fraktionen\s+(?:von\s+)?|fraktionen:\s*|antrag,\s*|der\s+(?=.*fraktion|gruppe|ratsgruppe)|die\s+(?=\S*-?fraktion|gruppe)"
    r"|des\s+(?=stadt|rats|bezirks|orts|jugend|behinderten|senioren)|durch\s+(?:die\s+)?|interfraktionell\s+mit\s+|von\s+(?:der\s+|den\s+|dem\s+)?|und\s+|sowie\s+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:der|des|dem|den|die)\s+(?=[A-ZÄÖÜ„\"])")
TAIL = re.compile(
    r"\s*(?:\bvom\s+\d.*|\bzur\s+(?:Sitzung|Drucksache|Vorlage)\b.*|\bgem(?:äß|\.)\s.*|\bzum\s+(?:Thema|Antrag|TOP)\b.*|\bauf\s+[A-ZÄÖÜ]\w+\b.*"
    r"|\b(?:betreffend|betr\.).*|\bNr\..*|\bzu[rm]\s+[A-ZÄÖÜ]\w+.*)$"
)
_WHERE = re.compile(r"^(?:im|in der|in dem|des|der)\s+\S.*|^-\s.*")
KIND_ONLY = re.compile(r"(?:\w*[Ff]raktion(?:sgemeinschaft)?|Fraktion der|Gruppe|Ratsgruppe|\w+gruppe)$")
SEPARATOR = re.compile(r"\s*[;\t|•·]\s*|,\s+(?!und\b|(?:\w+s|\w+tags)fraktion\b)|(?<=raktion)\s+[–-]\s+(?=Fraktion)")
_OF_PARTIES = re.compile(rf"(?:{PARTY})(?:\s+/\s+(?:{PARTY}))+")
_ONE_FACTION = re.compile(r"^\w+fraktion\b|\b[Ff]raktion$|\bGruppe\b")  # "Stadtratsfraktion SPD / Volt", "SPD / Volt - Fraktion"
# where a new name begins in a cell whose lines were joined
_NEXT = re.compile(rf"(?<=\S)\s+(?=Fraktion(?:sgemeinschaft)?\s+[A-ZÄÖÜ„]|[A-ZÄÖÜ]\S*-(?:\w+)?[Ff]raktion\b|(?:{MEMBER})\s+[A-ZÄÖÜ][\w-]+\s+[A-ZÄÖÜ])|(?<=\S)(?<!im)(?<!des)(?<!der)\s+(?=[A-ZÄÖÜ]\w*(?:beirat|schaftsrat|teilrat|parlament)\s+[A-ZÄÖÜ])")
_AND = re.compile(r"\s+(?:und|sowie)\s+(?:der\s+|die\s+|von\s+)?")
_RUNNING_ON = re.compile(r"(?:[/-]|\b(?:und|im|der|des|von|für|sowie|Rat|Stadt|DIE|Freie|FREIE|90/))\s*$")
NO_NAME = frozenset({"vertreten durch den bürgermeister", "vertreten durch die bürgermeisterin", "antrag", "anfrage", "gemeinsamer antrag", "fraktion", "fraktionen", "gruppe"})


def names(block: list[str]) -> list[str]:
    """Names out of lines: a line that runs on is joined, a list is taken apart."""
    joined: list[str] = []
    for line in block:
        open_end = joined and (_RUNNING_ON.search(joined[-1]) or joined[-1].count("(") > joined[-1].count(")") or KIND_ONLY.match(joined[-1]))
        if joined and (open_end or len(joined) == 1 and _WHERE.match(line) and not _WHERE.match(joined[-1])):
            joined[-1] = f"{joined[-1]}{'' if joined[-1].endswith(('/', '-')) else ' '}{line}"
        elif not _WHERE.match(line) or not joined:  # "im Stadtrat Dresden" under several names belongs to all
            joined.append(line)
    return [name for line in joined for name in _apart(line)]


def _apart(line: str) -> Iterator[str]:
    if _OF_PARTIES.search(line) and not _ONE_FACTION.search(line):
        line = re.sub(r"\s+/\s+", "; ", re.sub(r"^.*?\bFraktion(?:en)?\s+", "", line))
    pieces = (part for piece in SEPARATOR.split(re.sub(r"\s{3,}", "\t", line)) for part in _parted(piece))
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
    name = re.sub(r"\s*\(Mitglied[^()]*\)$", "", TAIL.sub("", name)).strip(" ,;:")
    name = name if name.endswith(("LINKE.", "Linke.", "e.V.", "e. V.")) else name.rstrip(".")
    none = len(name) < 2 or name[:1].islower() or name.casefold() in NO_NAME or re.fullmatch(r"\w*antrag", name, re.IGNORECASE) or KIND_ONLY.fullmatch(name)
    return "" if none or re.fullmatch(r"[\d. ]+", name) else name


def once(found: list[str]) -> tuple[str, ...]:
    """Each name once; of two that differ only by where the faction sits, the first place and the shorter."""
    kept: dict[str, str] = {}
    for name in found:
        key = re.sub(r"\W", "", name).casefold()
        longer = next((old for old in kept if old.startswith(key)), None)
        if longer is not None:
            kept = {key if old == longer else old: name if old == longer else value for old, value in kept.items()}
        elif not any(key.startswith(old) for old in kept if len(old) > 5):
            kept[key] = name
    return tuple(kept.values())
