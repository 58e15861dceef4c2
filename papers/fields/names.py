"""What the names of factions, boards, members and persons look like."""

from __future__ import annotations

import re

PARTY = (
    r"CDU(?:/\w+)?|SPD|FDP(?:/\w+)?|AfD|CSU|BSW|Volt|GRÜNEN?|Grünen?|[Bb]ündnis\s?90[\w/ ]*?[Gg]rünen?|BÜNDNIS\s?90[\w/ ]*?GRÜNEN?|Bündnis\s?90|BÜNDNIS\s?90|B90"
    r"|Die\s?Linken?\.?|DIE\s?LINKE\.?|LINKE\.?|Linke|Freien?\s+Wähler\w*|FREIE\s+WÄHLER|FW|FWG|ÖDP|Piraten|PIRATEN|Die\s?PARTEI|PARTEI|Freibeuter"
    r"|Tierschutz\w*|TIERSCHUTZ\w*|UWG|SSW|BfB|Wählergemeinschaft|Wählervereinigung|Wählergruppe|Bürgerliste|Unabhängige\w*|Bürgerfraktion|Klimaliste|BIG|Linke\sListe"
)
FACTION = re.compile(
    r"[Ff]raktion(?:en|sgemeinschaft(?:en)?)?\b|FRAKTION(?:EN)?\b|\w*fraktion(?:en)?\b|Ratsgruppe|Gruppe\b|Zählgemeinschaft|Ausschussgemeinschaft|\b[A-ZÄÖÜ]\w+e\s+Liste\b|^Liste\s|\b(?:Bürger|Klima|Kultur|Wähler|Frauen|Umwelt|Stadt|Jugend)liste\b|\w*gruppe\b"
)
BOARD = (
    r"[Jj]ugend(?:parlament|gemeinderat|beirat|rat)\w*|\w*[Bb]eirat\w*|Ortschaftsrat|Ortsbeirat|Ortsrat|Ortsteilrat|Stadtbezirksbeirat"
    r"|Bezirksausschuss|Senioren(?:rat|vertretung|beirat)|\w*[Ll]iste\b|Kinder-\s?und\s?Jugend\w+|Wählerg\w+|Bürgerinitiative|Integrationsrat"
)
MEMBER = (
    r"(?:(?:Stadt|Marktgemeinde|Rats|Gemeinde|Bezirks|Kreis|Stadtbezirksrats|Bezirksrats|Kreistags|Orts(?:chafts)?|Bürgerschafts|Verbands|Markt)"
    r"(?:rat|rät(?:in(?:nen)?|e)|räte|herr(?:en)?|frau(?:en)?|verordnete[rn]?|(?:rats|tags)?mitglied(?:er)?|beirat|abgeordnete[rn]?|ratsherr|ratsfrau)"
    r"|Einzelverordnete[rn]?|BM|RM|RH|RF|StR|StRin|Einzelratsmitglied|Einzelmitglied|Beiratsmitglied|Mitglied\s+(?:des|der)\s+\w+|Einzelmandatsträger\w*|(?:Ober|Orts|Ortsteil)?[Bb]ürgermeister(?:in)?|Ortsvorsteher\w*)\b"
)
PERSON = (
    r"(?:(?:Dr|Prof|Dipl)\.?(?:-?[\w.]*)?\s)*[A-ZÄÖÜ][\wäöüßéèáç.'’-]*(?:\s(?:von|van|de|zu|der|den|zur|vom|[A-ZÄÖÜ][\wäöüßéèáç'’-]*\.?)){1,4}"
)
_BARE_PARTY = re.compile(rf"(?:{PARTY})(?!\w)")
_MEMBER = re.compile(rf"{MEMBER}\s+{PERSON}(?:\s\([\w/ .-]+\))?$")
_PERSON = re.compile(rf"{PERSON}(?:\s\([\w/ .-]+\))?")


def is_faction(words: str) -> bool:
    """Whether *words* name a faction, or begin with the name of a party."""
    return bool(FACTION.search(words) or _BARE_PARTY.match(words))


def is_member(words: str) -> bool:
    """Whether *words* are a member of a council with a name: "Stadträtin Dr. Anna Muster"."""
    return bool(_MEMBER.match(words))


def is_person(words: str) -> bool:
    """Whether *words* are the name of a person."""
    return bool(_PERSON.fullmatch(words))
