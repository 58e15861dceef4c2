"""What stands in the head of a paper and is no heading: authorities, addresses, days, kinds of paper."""

from __future__ import annotations

import re

from papers.fields.days import days

_BODY = r"\w*(?:[Rr]at|[Tt]ag|[Aa]usschuss|[Vv]ersammlung|[Vv]ertretung)"
# what a line is, and how it begins
_BEGINS: tuple[tuple[str, str], ...] = (
    ("a town", r"Landeshauptstadt\b|(?:[\w-]+\s+){0,4}\w*[Ss]tadt\s+[A-ZÄÖÜ]\S*(?:\s·.*)?$"),
    ("a town", r"(?:\w+stadt|Stadt|Gemeinde|Landkreis|Kreis|Samtgemeinde|Markt|Bezirk|Amt)\s+[A-ZÄÖÜ][\w() /-]*$"),
    ("an association", r"(?:Zweckv|V)erband\s+(?:Region\s+)?[A-ZÄÖÜ]\S*$"),
    ("a body", r"\w*[Vv]ersammlung\b(?:\s+[A-ZÄÖÜ]\S*)?$|\w*[Vv]ersammlung\s+(?:von|der|des)\b.{0,40}$|Kreistag\b"),
    ("a body", r"(?:Stadt|Gemeinde|Orts|Ortsteil|Kreis|Bezirks)\w*rat\b(?:\s+[A-ZÄÖÜ]\S*)?$|Hauptausschuss$"),
    ("a body", r"Ortsbeirat\s+\d|Ortsbeirat des|Bezirksausschuss\s+\d|(?:Der|Die)\s+(?:Stadtrat|Rat)$"),
    ("an office", r"Rathaus\b|Büro\b|Geschäfts|Ratsbüro|Bezirksamt\b|Hauptamt|Landrat|Fachbereich\s\S+$|Referat\s\S+$"),
    ("an officer", r"(?:\d\.\s|Erster?n?\s)?\w*[Bb]ürgermeister(?:in)?\b|(?:Der|Die)\s+(?:Vorsitzende|\w*[Bb]ürgermeister)"),
    ("an officer", r"den\b|(?:die|den|der) Vorsitzende"),
    ("a kind of paper", r"(?:\w+er\s+)?\w*[Aa]ntrag(?:$|\s+(?:gem|nach|der|des|von|zur|zum|Nr|an|öffentlich|für\s+die\s+Sitzung|vom))"),
    ("a kind of paper", r"\w*ANTRAG\b|Fraktionsantrag|Vorlage|\w*dringlichkeit\w*$|Kopie|Nachrichtlich|Ausgegeben"),
    ("a number", r"\(?\s*(?:Drucksache|Antrag\s+Nr)|Drs|DS\b|Nr\.|TOP\b|Seite\b|\d+\s*$|(?:[IVXL]+\.\s+)?Wahlperiode|zum\s+TOP"),
    ("a meeting", rf"In\s+(?:den|die|das)\s+{_BODY}|[Ff]ür\s+(?:die|den)\s+{_BODY}\b|[Zz]ur\s+(?:Sitzung|Überweisung|Verweisung)\b|Sitzung\b"),
    ("a place in the council", r"im\s+\w*(?:rat|tag)\b|in\s+der\s+\w+(?:versammlung|vertretung)"),
    ("publicity", r"(?:[Nn]icht-?\s?)?[Öö]ffentlich\b"),
    ("a stamp", r"Eing|z\.w\.V"),
    ("a contact", r"Tel|Fax|E-Mail|per\s+(?:E-?Mail|Fax)|c/o\b"),
    ("a salutation", r"Sehr\b"),
)
_LETTERHEAD = re.compile("|".join(rf"(?:{rule})" for _, rule in _BEGINS))
_ADDRESSEE = re.compile(r"(?:An\b|Herrn?\b|Frau\b|über\b|z\.\s?H|Stadtverwaltung|Landratsamt|Magistrat\b|Rathaus\b)")
_ADDRESS = re.compile(
    "|".join(
        (
            r"\b[\dO]{5}\s+[A-ZÄÖÜ]",  # a postcode
            r"@|\bwww\.|\b(?:Tel|Fax|Telefon|Zimmer \d+)\b",
            r"[Ss]tr(?:aße|\.)\s*\d+\w?(?:,|$)|(?:platz|weg|gasse|allee|markt|ring)\s+\d+\w?(?:,|$)",
            r"^(?:Am|An der|Auf der|Im|In der|Zum|Zur)\s(?:\S+\s){1,3}\d+\w?$",  # "Am Kirchbichl 9"
            r"^[A-ZÄÖÜ][\w .()-]{2,40},\s*(?:den\s+|am\s+)?\d",  # "Aachen, den 22.02.2024"
        )
    ),
    re.IGNORECASE,
)
_NO_WORDS = re.compile(r"[\W\d]*|[A-Z]{0,5}[ /-]?[\dIVX]+(?:[/-][\w-]+)*")
_SHORT = 24  # characters; a shorter line with a day in it is but a day


def is_letterhead(words: str) -> bool:
    """Whether a line of the head is part of the letterhead and no heading."""
    dated = len(words) < _SHORT and bool(days(words))
    return bool(dated or _LETTERHEAD.match(words) or _ADDRESS.search(words) or _NO_WORDS.fullmatch(words))


def is_addressee(words: str) -> bool:
    """Whether an address begins with this line."""
    return bool(_ADDRESSEE.match(words))
