"""The units of a resolution that an instruction names: points, letters, paragraphs, sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from papers.parts.places import folded

_COUNTED = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn")
_ORDINALS = ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt")
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|letzt)e[rnms]?"
_COUNT = "|".join(_COUNTED).replace("ein|", "eins|")
NUMBER = rf"(?<!\w)(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?:\s?[a-z](?![\w)]))?(?:[a-z](?=\)))?(?!\w)|[IVX]{{1,4}}\b|[a-h]\b|(?:{_COUNT})\b)"
_AND = r"(?:\.?\)?\s*(?:,|und|sowie|bis|[-–/&])\s*(?:die\s+)?(?:(?:Punkte?|Nr\.|Ziffern?)\s*)?)"
LIST = rf"{NUMBER}(?:{_AND}{NUMBER}){{0,12}}"
POINT_NOUN = (
    r"(?:(?:Beschluss|Antrags?|Unter|Ober|Anstrich|Entscheidungs)-?)?(?:[Pp]unkt(?:e[ns]?|s|es)?|[Zz]iffern?|[Nn]ummern?)\b"
    r"|Nrn?\.|Ziff\.|Pkte?\.|BP\b|Buchst(?:aben?|\.)"
)
PART_NOUN = (
    r"(?:Satz(?:es)?|Sätze[n]?|Absatz(?:es)?|Absätzen?|Abs\.|Spiegelstrich(?:e[ns]?|s)?|Anstrich(?:e[ns]?|s)?"
    r"|Halbsatz(?:es)?|Teilsatz(?:es)?|Aufzählungspunkt(?:e[ns]?|s)?)"
)
_PART_NAMES = (("Halbs", "Halbsatz"), ("Teils", "Teilsatz"), ("Abs", "Absatz"), ("S", "Satz"))
_LAW = re.compile(
    r"§\s?\d{1,3}[a-z]?(?:\s?Abs(?:atz|\.)\s?\d{1,2}[a-z]?)?(?:\s?(?:Nr\.|Nummer)\s?\d{1,2})?(?:\s?Satz\s?\d)?"
)
_POINT = re.compile(
    rf"\b(?P<noun>{POINT_NOUN})\s*(?P<list>{LIST})"
    rf"(?:\.?,?\s*(?:Buchst(?:aben?|\.)|lit\.)\s*(?P<letter>[a-z])\b)?"
    rf"|\b(?P<ordinal>{_ORDINAL})\s+(?:Beschluss|Antrags)?-?[Pp]unkt(?:e?s)?\b"
    rf"|(?P<law>{_LAW.pattern})"
)
_PART = re.compile(
    rf"\b(?P<noun>{PART_NOUN})\s*(?P<list>\d{{1,2}}(?:\s*(?:,|und|bis)\s*\d{{1,2}}){{0,6}})(?![\d/])"
    rf"|\b(?P<ordinal>\d{{1,2}}\.|{_ORDINAL})\s+(?P<named>{PART_NOUN})"
)
_LEADS = r"(?:d(?:em|en|er|ie|as)|bisherigen?|neuen?|bestehenden?|vorhandenen?)"
_BESIDE = re.compile(rf"\b(?P<how>nach|hinter|vor|zwischen|im\s+Anschluss\s+an)\s+(?:{_LEADS}\s+){{0,3}}$", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:(?:neue|folgende|weitere|zusätzliche|nachfolgende|nachstehende)[rnms]?|als|eine?[nr]?)\s+(?:neue[rnms]?\s+)?$",
    re.IGNORECASE,
)  # fmt: skip
_ITSELF_NEW = re.compile(r"\s*(?:\(neu\)|neu\b(?!\s+gefasst))")


@dataclass(frozen=True, slots=True)
class NamedPoints:
    """Points that a clause names, and in what role: itself, new, after or before."""

    numbers: tuple[str, ...]
    role: str
    start: int
    end: int


def units(clause: str) -> list[NamedPoints]:
    """The points named in a veiled clause, in order."""
    return [_unit(clause, match) for match in _POINT.finditer(clause)]


def part(clause: str) -> tuple[str | None, str]:
    """The part of a point that a clause names ("Satz 2"), and its role: itself, after or before."""
    match = _PART.search(_LAW.sub(lambda law: "§" * len(law[0]), clause))
    if match is None:
        return None, "itself"
    noun = match["noun"] or match["named"]
    name = next((name for sign, name in _PART_NAMES if noun.startswith(sign) and "Spiegel" not in noun), "")
    name = name or re.sub(r"(?:e[ns]?|s)$", "", noun)
    role = _beside(clause[max(0, match.start() - 80) : match.start()]) or "itself"
    if match["list"]:
        return f"{name} {folded(match['list'])}", role
    number = ordinal(match["ordinal"])
    return (f"{name} {number}" if number else f"letzter {name}"), role


def ordinal(word: str) -> str | None:
    """The number of an ordinal ("zweiten", "2."); None for the last."""
    if word.endswith("."):
        return word[:-1]
    stem = re.sub(r"e[rnms]?$", "", word.casefold())
    return str(_ORDINALS.index(stem) + 1) if stem in _ORDINALS else None


def numbers(listed: str) -> tuple[str, ...]:
    """The single numbers of a list; "3 bis 5" names all between, "2 a" is 2a."""
    found: list[str] = []
    joined = re.sub(r"(\d)\s([a-z])\b", r"\1\2", listed)
    for match in re.finditer(rf"(?P<to>\bbis\s*|(?<=\d)\s*[-–]\s*)?(?P<one>{NUMBER})", joined):
        one = _figure(match["one"])
        last = found[-1] if found else ""
        if match["to"] and last.isdigit() and one.isdigit():
            found += [str(n) for n in range(int(last) + 1, int(one))]
        found.append(f"{last.rstrip('abcdefgh')}{one}" if one in "abcdefgh" and last[:1].isdigit() else one)
    return tuple(found)


def _figure(word: str) -> str:
    counted = word.replace("eins", "ein")
    return str(_COUNTED.index(counted) + 1) if counted in _COUNTED else word.replace(" ", "")


def _unit(clause: str, match: re.Match[str]) -> NamedPoints:
    before = clause[max(0, match.start() - 80) : match.start()]
    role = _beside(before)
    if role is None:
        new = _NEW.search(before) or _ITSELF_NEW.match(clause, match.end())
        role = "new" if new and not match["ordinal"] else "itself"
    if match["law"]:
        named: tuple[str, ...] = (folded(match["law"]),)
    elif match["ordinal"]:
        named = (ordinal(match["ordinal"]) or "letzter",)
    else:
        named = numbers(match["list"])
        if match["letter"]:
            named = (*named[:-1], named[-1] + match["letter"])
    return NamedPoints(named, role, match.start(), match.end())


def _beside(before: str) -> str | None:
    found = _BESIDE.search(before)
    if found is None:
        return None
    return "before" if found["how"].casefold() == "vor" else "after"
