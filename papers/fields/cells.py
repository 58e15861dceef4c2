"""What the cells of a row of the stations say: the name of the body, public or not, the result."""

from __future__ import annotations

import re

from papers.fields.days import days

_BODY = re.compile(
    r"[Aa]ussch(?:uss|uß|üsse)|AUSSCHUSS|\w*[Rr]at(?:es|s)?\b|\bRAT\b|[Bb]eirat|\w*[Vv]ersammlung\b|[Vv]ertretung\b|\bBVV\b|^FA\s|\bMagistrat\b|\bOBR\b"
    r"|[Kk]ommission\b|\bSenat\b|\b(?:Kreis|Bezirks|Verbands|Regions)tage?s?\b|\w*[Bb]ürgerschaft\b|\bBMB\b|\b(?:VA|HA|JHA|SBR|BA|BV|OR|ASM|VFA|SBB|StVV|StR|GR)\b(?:\s|$)"
    r"|Plenum|[Jj]ugendparlament|Dienstberatung|Verwaltungsvorstand|[Kk]uratorium|Seniorenvertretung|Ältesten|Fachgremium|Ortsteilrat|Deputation|[Kk]onferenz\b"
)
_PUBLIC = re.compile(r"\b(nicht\s?-?\s?öff(?:entl)?\w*\.?|n\.?\s?ö\.?(?=\W|$)|öff(?:entl)?\w*\.?|ö\.?(?=\W|$)|N)(?![\w])", re.IGNORECASE)
_SECRET = re.compile(r"n", re.IGNORECASE)
ROLE = re.compile(
    r"\b(?:Vorberatung|Anhörung|beratend|beschließend|Entscheidung|Kenntnis\w*|zur\s+Information|Beschlussfassung|Beratung|Lesung"
    r"|Verweisung|federführend|mitberatend|Empfehlung|Beschluss|vorberatend|zur\s+Beratung|Erörterung|Behandlung)\b", re.IGNORECASE,
)
_AFTER_BODY = re.compile(r"\s[(–-]?\s*(?:zur\s+\w+|\w*beratend\b|beschließend\b|Vorberatung|Entscheidung|Anhörung|Beschlussfassung|Kenntnisnahme)")
OUTCOMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("", re.compile(r"überwiesen|vertagt|zurückgestellt|zurückgezogen|verwiesen|erledigt|geschoben", re.I)),
    ("rejected", re.compile(r"abgelehnt|nicht\s+(?:beschlossen|bestätigt|angenommen|zugestimmt|empfohlen)", re.I)),
    ("no_recommendation", re.compile(r"(?:ohne|o\.)\s+(?:Empf|Votum|Beschlussempfehlung)", re.I)),
    ("confirmed", re.compile(r"beschlossen|angenommen|bestätigt|zugestimmt|empfohlen|einstimmig|Zustimmung|Annahme", re.I)),
)
_NO_BODY = re.compile(r"antrag\b|\bGeschäftsordnung\b", re.IGNORECASE)


def named(words: str) -> bool:
    """Whether *words* sound like the name of a body."""
    return bool(_BODY.search(words))


def public_in(text: str) -> bool | None:
    """Whether a row says that the meeting is public; None if it says nothing."""
    for cell in _cells(text):
        found = _PUBLIC.search(cell) if len(cell) > 4 else _PUBLIC.fullmatch(cell)
        if found and (len(found[0]) > 3 or len(cell) <= 4):
            return not _SECRET.match(found[0])
    return None


def _cells(text: str) -> list[str]:
    return [cell.strip(" |") for cell in re.split(r"\t|\s{2,}", text.strip()) if cell.strip(" |")]


def body_in(text: str) -> str:
    """The name of the body in a row: the cell that sounds like one, else the first with words."""
    candidates = []
    for cell in _cells(text):
        plain = " ".join(_without(cell).split()).strip(" ,;:–|*").lstrip("-").removesuffix(" -")
        plain = re.sub(r"^(?:\d{1,2}\.|[-–•])\s*", "", plain)
        result = plain[:1].islower() and any(words.search(plain) for _, words in OUTCOMES)
        if len(plain) > 1 and not result and not _NO_BODY.search(plain) and re.search(r"[A-Za-zÄÖÜäöü]{2}", plain):
            candidates.append(plain)
    sounding = [one for one in candidates if named(one) and not re.fullmatch(r"\S*/\S*", one)]
    if sounding:
        return sounding[0]
    return next((one for one in candidates if not ROLE.search(one) and not re.search(r"\d", one)), "")


def _without(cell: str) -> str:
    """A cell without the day and what follows it, or what stands before it."""
    day = next(iter(days(cell)), None)
    if day is not None:
        before, after = cell[: day.start], cell[day.end :]
        cell = before if re.search(r"[A-Za-z]{2}", before) else after
    cell = re.sub(r"^(?:zur\s+)?\w+(?:\s+(?:im|in|in der))?\s*:\s*", "", cell)
    cell = re.sub(r"(?:,\s*Sitzung\s+)?\b(?:am|vom|den)\s*$|\b\d{1,2}[:.]\d{2}\s*Uhr\b", "", cell)
    public = _PUBLIC.search(cell)
    if public and len(public[0]) > 3:
        cell = cell[: public.start()] if public.start() > 2 else cell[public.end() :]
    role = _AFTER_BODY.search(cell)
    if role and named(cell[: role.start()]):
        cell = cell[: role.start()]
    return re.sub(r"^(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?,?\s*$", "", cell)
