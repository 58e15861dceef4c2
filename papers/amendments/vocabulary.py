"""The words in which councils order changes: verbs of striking, inserting, replacing, and their forms."""

from __future__ import annotations

import re

from papers.amendments.quotes import VEILED
from papers.amendments.units import LIST, POINT_NOUN

STRIKE = re.compile(r"\b(?:(?:zu\s+|ge)?str[ie]+chen|[Ss]treichung|[Ee]ntf[aä]ll(?:en|t)|gelöscht|zu\s+löschen)\b")
INSERT = re.compile(
    r"\b(?:(?:ein|an|hinzu|zu)(?:ge|zu)?füg(?:t|en)|(?:auf|an)(?:ge|zu)?(?:nomm|nehm|häng)\w*|(?:zu\s+)?ergänz(?:t|en)|[Ee]rgänzung"
    r"|erweitert|vorangestellt|[Nn]eue[rn]?\s+(?:Beschluss)?[Pp]unkt)\b"
)
REPLACE = re.compile(
    r"\b(?:(?:zu\s+)?ersetz(?:t|en)|Fassung|Wortlaut|(?:neu|wie\s+folgt)\s+(?:zu\s+)?(?:ge)?fass(?:t|en)|lautet?n?|(?:ab)?geändert"
    r"|(?:abzu|zu\s+)ändern|[ÄA]nderung(?:en)?|[Nn]eufassung|(?:um)?formuliert|ausgetauscht|heißt|heißen)\b"
)
EXCHANGE = re.compile(r"\bersetz(?:t|en)\b")
WHOLE = re.compile(
    r"\b(?:Beschluss(?:vorschlag|text|antrag|tenor|entwurf|vorlage)|Beschlussvorschlags|Antragstext|Antrag|Vorlage|Drucksache|Tenor"
    r"|Resolution|Beschluss)(?:e?s)?\b"
)
WORD = r"(?:W[oö]rt(?:e[rn]?|ern)?|Wortgruppen?|Wortfolge|Angaben?|Zahl(?:en)?|Datum|Betrag|Formulierung|Frist|Begriffe?|Passage|Jahreszahl|Name|Textteil)"
BESIDE_WORDS = re.compile(rf"\b(nach|hinter|vor)\s+(?:(?:de[mnr]|das|die)\s+)?(?:{WORD}\s+)?({VEILED})", re.IGNORECASE)
UNQUOTED = re.compile(
    rf"\b(?:{WORD})\s+(?P<old>[^„:;]{{1,200}}?)\s+(?:durch|in|gegen)\s+(?:(?:die|das|den|der)\s+)?(?:neue\s+)?(?:{WORD}\s+)?"
    r"(?P<new>[^„:;]{1,200}?)\s+(?:zu\s+)?(?:ersetzt?(?:en)?|geändert|ausgetauscht|ändern)\b"
)
INSTEAD = re.compile(rf"\b(?:[Ss]tatt|[Aa]nstelle|[Aa]nstatt)\b[^„]{{0,60}}{VEILED}[^„]{{0,80}}{VEILED}")
SWAP = re.compile(
    rf"\b[Ss]treichen?\b[^„]{{0,40}}{VEILED}[^„]{{0,30}}\b(?:[Ss]etzen?|dafür|stattdessen)\b[^„]{{0,40}}{VEILED}|{VEILED}[^„]{{0,80}}?\b(?:durch|in|gegen|zu)\s[^„]{{0,80}}{VEILED}"
)
ONE_OPEN = re.compile(rf"{VEILED}[^„]{{0,80}}\b(?:durch|gegen|in)\b[^„]{{0,60}}:\s*$")
TEXT_NOUN = re.compile(r"\b(?:Sätze?n?|Satz|Halbsatz|Text|Passage|Formulierung|Absatz|Zusatz|W[oö]rte?r?n?|Wortgruppe|Nebensatz)\b")
NEW_POINT = re.compile(
    rf"\b(?:(?:folgende|neue|weitere|zusätzliche)[rnms]?|eine?[nr]?)\s+(?:(?:neue|weitere)[rnms]?\s+)?(?:{POINT_NOUN})", re.IGNORECASE
)
SHIFT = re.compile(
    r"\b(?:Nummerierung|Nummern|Punkte?|Ziffern?|Zählung)\b[^„]{0,80}\b(?:verschieb\w*|anzupassen|angepasst|neu\s+nummeriert|aufgerückt|rücken)\b"
)
RENUMBER = re.compile(
    rf"\b(?:{POINT_NOUN})\s*(?P<old>{LIST})\.?\s*(?:wird|werden)\s+(?:(?:zur?m?|die|der|dann|entsprechend|nun|neue[nr]?|de[nm]|jetzt)\s+){{0,4}}"
    rf"(?:(?:{POINT_NOUN})\s*)?(?P<new>{LIST})\.?\s*$"
)
FRONT = re.compile(r"\b(?:vorangestellt|am\s+Anfang|eingangs|zu\s+Beginn)\b", re.IGNORECASE)
UNCHANGED = re.compile(r"\bunverändert\b|\bbleib(?:t|en)\b[^„]{0,60}\b(?:bestehen|erhalten)\b", re.IGNORECASE)
HEADED = re.compile(
    rf"(?:[Zz]u[mr]?|[Ii][nm]|[Uu]nter|[Bb]ei)?\s*(?:{POINT_NOUN})\s*{LIST}\.?\s*(?P<new>\(neu\)|neu|\(geändert\))?\s*:\s*"
)
IN_BRACKETS = re.compile(r"\(\s*$")
