"""Whether a paper is an amendment, of what kind, and which motion it means: read off its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = (
    ("supplement", r"Ergänzungs-?antrag|Zusatz-?antrag|Ergänzungsvorschlag"),
    ("substitute", r"Ersetzungs-?antrag|Alternativ-?antrag|Gegenantrag|Ersatzantrag|Konkurrenzantrag"),
    ("revision", r"Austausch(?:blatt|seiten?|fassung|vorlage|exemplar|antrag)|Neufassung|[Nn]eue\s+Fassung"
                 r"|(?:[Gg]eänderte|[Üü]berarbeitete|[Mm]odifizierte|[Aa]ktualisierte)r?\s+(?:Fassung|(?:Beschluss)?[Aa]ntrag)"),
    ("amendment", r"Änderungs-?\s?(?:/|(?:und|bzw\.|oder)\s)\s?Ergänzungs-?antrag|Änderungs-?antrag|Abänderungs-?antrag"
                  r"|Änderungs(?:vorschlag|blatt)|Antrag\s+(?:auf|zur)\s+Änderung\s+(?:der|des)\s+(?=\w*(?:[Vv]orlage|[Aa]ntrag|Drucksache))"),
)  # fmt: skip
_NAMES = re.compile("|".join(f"(?P<{kind}>{names})" for kind, names in _KINDS), re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)(?:[A-Za-zÄÖÜäöü] ){5,}[A-Za-zÄÖÜäöü](?!\w)")
_FORMULA = (
    r"^[ \t#*]*(?:Beschlussvorschlag|Beschlussentwurf|Beschlusstext|Begründung|Sachverhalt)\b"
    r"|\b(?:möge|wolle|wollen|mögen)\b[^\n]{0,60}\bbeschließen"
)
_HEAD_END = re.compile(_FORMULA, re.MULTILINE | re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:gemeinsame|interfraktionelle|fraktionsübergreifende|dringliche|mündliche)[rs]?|\d{1,2}\.|Anlage\s+\d+\s*:?|Antrag\s*[-–:(]"
    r"|(?:(?:Antrags?|Vorlagen?|Drucksachen?|Dokument(?:en)?)-?art|Art|Typ|Titel|Dokument|Vorgang|hier)\s*:|Der|\(|[-#*|>])\s*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\s*(?:Betreff|Betr\.|Gegenstand|Thema|Titel)\s*:\s*", re.IGNORECASE)
_NOUN = (
    r"(?:(?:Beschluss|Sitzungs|Verwaltungs|Rats|Ursprungs|Haupt|Grund|Ausgangs|Informations|Sach|Bezugs|Fraktions)-?)?"
    r"(?:[Aa]ntr[aä]g(?:e?s|en)?|[Vv]orlagen?|[Dd]rucksachen?)\b|Drs\.|Drucks\.|\bDS\b|\bTOP\b|Tagesordnungspunkt|Haushalt\w*"
)
_SEGMENT = r"(?:[A-ZÄÖÜ]{1,5}\d{0,6}|\d{1,6}[a-z]?|Ä[Aa]\d*)"
_LAST = r"(?:[A-ZÄÖÜ]{0,3}\d{1,6}[a-z]?|[IVX]{1,5})"
NUMBER = re.compile(
    rf"(?<![\w/-])(?:\d\d-\d\d\s?/\s?[A-Z]\s?\d{{3,6}}|[A-Z]{{1,3}}\s\d{{1,5}}/\d{{2,4}}|{_SEGMENT}(?:[-/]{_SEGMENT}){{0,5}}[-/]{_LAST})(?![\w/])(?!-\w)"
)
_PLAIN = re.compile(r"\b(?:Nr\.|Nummer|Drucksache|Drs\.|DS)\s?:?\s?(\d{1,6})(?![\w./-]|\.\d)")
_OWN_SUFFIX = re.compile(r"^(?P<motion>.*\d.*?)[-/ ](?:ÄA|NF|EA|Ä|AE)[-/ ]?\d{0,3}$")
_MEANT = re.compile(
    rf"\b[Zz]u[mr]?\b:?\s+(?:(?:de[mnr]|die|das|gemeinsamen|interfraktionellen)\s+)?(?:{_NOUN}|(?={NUMBER.pattern})|Nr\.\s?(?=\d))"
    r"|\b(?:Ursprungs|Haupt|Grund|Bezugs|Ausgangs)-?(?:antrag|vorlage|drucksache)\w*\b|\bBezug\w{0,8}\s*:"
    r"|\b(?:Neufassung|Fassung|Änderung|Ergänzung|Austauschblatt|Austauschseite)\s+(?:de[rs]|vo[nm])\s+(?:Beschluss-?)?(?:[Aa]ntrags?|[Vv]orlage|[Dd]rucksache)\b"
    r"|^[ \t]*(?:D(?:er|ie|en)|In\s+der|Im)\s+(?:Beschluss-?)?(?:[Aa]ntrag|[Vv]orlage|[Dd]rucksache|Beschlussvorlage|Beschlussantrag)\b"
    r"|\b(?:den|die|der|des)\s+(?:Beschluss-?)?(?:[Aa]ntrags?|[Vv]orlage|[Dd]rucksache)\s+(?:Nr\.\s?)?(?=" + NUMBER.pattern + r")",
    re.MULTILINE,
)  # fmt: skip
_NAMED = re.compile(rf"(?<=[^\n][ \t])(?:{_NOUN})\s*(?:Nr\.\s?)?:?\s*(?P<number>{NUMBER.pattern})")
_BLANK = re.compile(r"\n[ \t]*\n|\Z")
_REACH = re.compile(r"\n[ \t]*\n|\n[^\n]{0,40}:\s|[:.](?=\s*\n|\s+[A-ZÄÖÜ][a-zäöü]{2})|\bin\s+der\s+Fassung\b|\bvom\b|\bvgl\.|\bsiehe\b|\bBeschlu(?:ss|sses)\b")
_ITEM = re.compile(r"\b(?:TOP|Tagesordnungspunkt)\s*:?\s*(?P<item>(?:[A-ZÖN]{1,2}\s?)?\d{1,3}(?:\.\d{1,3}){0,3})")
_SUBMITTERS = re.compile(
    r"\b(?:durch|von|vom|seitens)\s+(?:de[nmr]|die)?\s*(?:Einreicher|Antragsteller|Einbringer|einreichenden?|antragstellenden?)\w*"
    r"|\b(?:Neufassung|Austauschblatt|Fassung)\s+de[rs]\s+(?:Einreicher|Antragsteller|einreichenden|antragstellenden)\w*",
    re.IGNORECASE,
)  # fmt: skip
_SENTENCE = re.compile(r"\b(?:wird|wurde|werden|wurden|hat|haben|liegt|liegen|war|waren|ist|sind|sieht|lehnt)\b")
_FOLLOWED = re.compile(r"\s*(?:$|[-–:,(|\t]|zu[mr]?\b|Nr\.|vom\b|de[rs]\b|von\b|gem|nach\s+§|an\s+den|durch\b|der\b|[A-ZÄÖÜ0-9])")
_TO_MOTION = re.compile(rf"^[ \t#*]*Antrag\b[^\n]{{0,80}}?\bzu[mr]?\s+(?:{_NOUN})", re.MULTILINE)
_MOST = 6000  # characters of a head


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head says: kind, own words, where it ends in the text; *plain* if it is a mere "Antrag zur Vorlage"."""

    kind: str
    title: str
    start: int
    end: int
    plain: bool = False


def heading(text: str, start: int, end: int) -> Heading | None:
    """The title of an amendment in the head of the paper, or None."""
    stop = _HEAD_END.search(text, start, min(end, start + _MOST))
    last = stop.start() if stop else min(end, start + _MOST)
    at = start
    for line in text[start:last].split("\n"):
        kind = _kind(line)
        if kind:
            return Heading(kind, line.strip(), at, at + len(line))
        at += len(line) + 1
    plain = _TO_MOTION.search(text, start, last)
    if plain is None:
        return None
    close = text.find("\n", plain.end())
    return Heading("amendment", plain[0].strip(), plain.start(), close if close >= 0 else end, plain=True)


def targets(text: str, head: Heading, start: int, stop: int) -> tuple[str, ...]:
    """The numbers of the motions that the head and the lead-in up to *stop* mean, as written."""
    blank = _BLANK.search(text, head.end)
    title_end = min(stop, blank.start() if blank else stop)
    found = [match["number"] for match in _NAMED.finditer(text, head.start, title_end)]
    for lead in _MEANT.finditer(text, start, stop):
        reach = _REACH.search(text, lead.end(), min(stop, lead.end() + 200))
        close = reach.start() if reach else min(stop, lead.end() + 200)
        found += [match[0] for match in NUMBER.finditer(text, lead.end(), close)]
        found += [match[1] for match in _PLAIN.finditer(text, lead.start(), close)]
    kept = tuple(dict.fromkeys(_single(number) for number in found))
    return tuple(one for one in kept if not any(other.startswith(one + "-") for other in kept))


def own_motion(text: str, start: int, stop: int) -> str | None:
    """The motion in the paper's own number: VII-A-07311 of VII-A-07311-ÄA-01."""
    for match in re.finditer(r"(?<![\w/-])[\wÄ][\wÄ/-]{3,40}", text[start:stop]):
        own = _OWN_SUFFIX.match(match[0])
        if own and NUMBER.fullmatch(own["motion"]):
            return own["motion"]
    return None


def agenda_item(text: str, start: int, stop: int) -> str | None:
    """The item of the agenda that the head names."""
    match = _ITEM.search(text, start, stop)
    return " ".join(match["item"].split()) if match else None


def by_submitters(text: str, head: Heading, stop: int) -> bool:
    """Whether those who submitted the motion change it themselves."""
    return head.kind == "revision" or bool(_SUBMITTERS.search(text, head.start, max(head.end, stop)))


def _kind(line: str) -> str | None:
    line = _SPACED.sub(lambda match: match[0].replace(" ", ""), re.sub(r"[*_#]", "", line[:400]))
    if _SENTENCE.search(line):
        return None
    for cell in re.split(r"\t|\s{2,}", line):
        subject = _SUBJECT.match(cell)
        at = subject.end() if subject else 0
        while lead := _LEAD.match(cell, at):
            at = lead.end()
        own = re.compile(r"\s*[\wÄ][\wÄ/-]*\d[\wÄ/-]*\s*[:–-]?\s+").match(cell, at)
        name = _NAMES.match(cell, own.end() if own and NUMBER.search(own[0]) else at)
        if name and _goes_on(cell, name, bool(subject)):
            return name.lastgroup
    return None


def _goes_on(cell: str, name: re.Match[str], subject: bool) -> bool:
    """Whether what follows the name is that of a title and no motion about amendments."""
    rest = cell[name.end() :]
    if name.lastgroup == "revision" or subject:
        alone = not rest.strip(" :–-*)(") and not subject
        named = re.match(rf"[^\n]{{0,60}}?\b(?:zu[mr]?|de[rs]|vom?n?)\s+(?:{_NOUN})|\W*zu\s+{NUMBER.pattern}", rest)
        other = re.match(rf"\W*(?:{_SUBMITTERS.pattern}|vom\s+\d|\d|NF|Nr)", rest, re.IGNORECASE)
        return bool(alone or named or (other and not subject))
    return bool(_FOLLOWED.match(rest))


def _single(number: str) -> str:
    return re.sub(r"\s*/\s*", lambda m: " / " if " " in m[0] else "/", number)
