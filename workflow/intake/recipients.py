"""The bodies a duty is owed to, as they are written."""

from __future__ import annotations

import re

_TOPIC = r"[A-ZÄÖÜ][\w-]*"
_TOPICS = rf"{_TOPIC}(?:(?:,\s|\sund\s){_TOPIC})*"
_BODY = (
    rf"(?:{_TOPIC}-\s(?:und|,)\s)*(?:(?:zuständigen?|jeweiligen?|betroffenen?)\s)?(?:"
    rf"(?:Fach|Haupt|Unter)?[Aa]uss?ch(?:uss|usses|üssen|üsse)\s(?:für\s{_TOPICS}|{_TOPIC}(?:,\s{_TOPIC})*\sund\s{_TOPIC})"
    rf"|\w*(?:ausschuss|ausschusses|ausschüssen|ausschüsse)\b|Ausschüssen?\b|Ausschuss(?:es)?\b"
    rf"|\w*[Bb]eirat(?:s|es)?\b(?:\sfür\s{_TOPIC}(?:\s(?:mit|und)\s{_TOPIC})?|\s[A-ZÄÖÜ]\w+)?|\w*[Bb]eiräten?\b"
    rf"|(?:Stadt|Gemeinde|Kreis|Orts(?:chafts)?|Stadtbezirks|Bezirks|Ältesten)r(?:at|ates|ats|äten|äte)\b"
    rf"|Stadtratssitzung|Ratssitzung|Rat\b|Rates\b|Kreistag(?:es)?\b|Ratsversammlung|Bezirksvertretung\w*"
    rf"|BVV\b|Bezirksverordnetenversammlung|Stadtverordnetenversammlung|Bürgerschaft\b"
    rf"|(?:Rats)?[Ff]raktionen\b|(?:Stadt)?[Rr]atsmitgliede?rn?\b|Stadträtinnen\sund\sStadträten?\b"
    rf"|Mitglieder?n?\sdes\s(?:Stadtrates|Rates)|VFA\b|ASM\b|StR\b)"
)
_LEADS = (
    r"(?:dem|den|der|im|in\sder|in\sden|an\sden|an\sdie|an\sdas|vor\sdem|für\sden|für\sdie|allen|alle|des|die)\s"
    r"(?:(?:nächsten|kommenden)\s)?"
)
_NAMED = re.compile(rf"\b({_LEADS})({_BODY})")
_SUBJECT = re.compile(r"^(?:Der|Die|Das)\s")
_PASSIVE = re.compile(r"\b(?:ist|sind|wird|werden)\b")
_HEARD = re.compile(r"\b(?:beteiligen|beteiligt|anzuhören|angehört|einzubeziehen|einbezogen)\b")
_IN_WHICH = re.compile(r"\b(?:Sitzung|Sitzungen|sitzung)\s$")


def recipients(sentence: str) -> list[str]:
    """The bodies that are told or given something in *sentence*, each once, in order."""
    found: list[str] = []
    for match in _NAMED.finditer(sentence):
        lead, name = match[1].strip(), " ".join(match[2].split())
        if not _receives(sentence, match, lead) or _HEARD.search(sentence):
            continue
        name = {"Stadtratssitzung": "Stadtrat", "Ratssitzung": "Rat"}.get(name, name)
        if name not in found:
            found.append(name)
    passive = re.match(rf"(?:Der|Die|Den|Dem)\s({_BODY})", sentence)
    if passive and (_PASSIVE.search(sentence) or sentence.startswith(("Dem", "Den"))):
        name = " ".join(passive[1].split())
        found = [name, *(other for other in found if other != name)]
    return found


def _receives(sentence: str, match: re.Match[str], lead: str) -> bool:
    before = sentence[: match.start()]
    if lead == "des":
        return bool(_IN_WHICH.search(before))
    if lead in ("der", "die"):
        if re.match(r"(?:Stadtratssitzung|Ratssitzung)", match[2]):
            return True
        feminine = re.match(r"BVV|Ratsversammlung|Bezirks|Stadtverordneten|Bürgerschaft|\w*[Ff]raktionen", match[2])
        return bool(feminine or re.search(r"\b(?:ist|sind|wird|werden)\s$", before))
    return True
