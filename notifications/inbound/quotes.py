"""How mail programs say that what follows was written by others: tables of a row a program."""

from __future__ import annotations

import re

# fmt: off
# The words before a quoted text, on a line or a few; "…" stands for names, addresses and days.
_ATTRIBUTIONS = (
    # such as                     of, for example
    ("Am … schrieb …:",           "Thunderbird, Gmail, Apple Mail, K-9, KMail, Roundcube, SOGo"),
    ("Am … hat … geschrieben:",   "Yahoo"),
    ("… hat am … geschrieben:",   "Open-Xchange"),
    ("… schrieb am …:",           "GMX and Gmail on a telephone"),
    ("… schrieb um …:",           "Yahoo on a telephone"),
    ("Zitat von …:",              "Horde"),
    ("On … wrote:",               "the first row in English"),
    ("… wrote on …:",             "the fourth in English"),
    ("Quoting …:",                "Horde in English"),
    (">>> … >>>",                 "GroupWise"),
    (">>> … schrieb am …:",       "GroupWise 18"),
    ("… >>>",                     "GroupWise 5"),
)
# The line between an answer and all that was written before it.
_DASHED = r"[-_=*~‐-—]{3,}\s*"
_SEPARATORS = (
    # begins with                                   for example
    (_DASHED + r"urspr(?:ü|ue)ngliche",             "-----Ursprüngliche Nachricht-----"),
    (_DASHED + r"original",                         "-------- Original-Nachricht --------"),
    (_DASHED + r"weitergeleitet",                   "-------- Weitergeleitete Nachricht --------"),
    (_DASHED + r"forwarded",                        "---------- Forwarded message ---------"),
    (r"anfang der weitergeleiteten [\w-]+:",        "Anfang der weitergeleiteten Nachricht:"),
    (r"begin forwarded message:",                   "Begin forwarded message:"),
    (r"\s*original[- ]?(?:nachricht|message)\s*$",  "Originalnachricht"),
    (r"-{3,}[^-].{0,200}(?:schrieb|wrote):? ?-",    "-----amt@example.org schrieb: -----"),
    (r".{0,200}---\d\d?[./]\d\d?[./]\d{2,4} \d",    "Amt ---16.06.2021 08:00:10---Guten Tag"),
)
# The head of a letter, set above what is quoted.
_LABELS = {
    "sender":  "von|from|absender",
    "date":    "gesendet|sent|datum|date|gesendet am|sent on|erstellt am",
    "to":      "an|to|empfänger",
    "copy":    "cc|kopie|bcc|blindkopie|kopie (cc)",
    "subject": "betreff|subject|thema|betr.",
    "other":   "antwort an|reply-to|wichtigkeit|importance|priorität|priority|anlagen|anhänge"
               "|attachments|vertraulichkeit|gesendet von|sent by",
}
# What programs put under a letter by themselves.
_FOOTERS = (
    # a line such as                                                for example
    (r"(?:get|holen sie sich) outlook f(?:or|ür) .{1,80}",          "Get Outlook for iOS"),
    (r"outlook für (?:ios|android)\b.{0,80}",                       "Outlook für iOS beziehen"),
    (r"von (?:meinem|meiner|proton) .{1,60} (?:gesendet|gesandt)\.?", "Von meinem iPhone gesendet"),
    (r"(?:gesendet|verschickt) (?:von|mit) .{1,80}",                "Gesendet von Mail für …"),
    (r"sent (?:from|with|via) .{1,80}",                             "Sent from my iPhone"),
    (r"diese nachricht wurde von meinem .{1,80} gesendet\.?",       "… von meinem Android-Gerät …"),
)
# fmt: on


def _filled(row: str) -> re.Pattern[str]:
    return re.compile(".{1,300}".join(map(re.escape, row.split("…"))))


_ATTRIBUTION = [_filled(row) for row, _ in _ATTRIBUTIONS]
_SEPARATOR = re.compile("|".join(row for row, _ in _SEPARATORS), re.IGNORECASE)
_FOOTER = re.compile("|".join(row for row, _ in _FOOTERS), re.IGNORECASE)
_ROLES = {label: role for role, row in _LABELS.items() for label in row.split("|")}
_LABEL = re.compile(r"[*_ \t]*([^\W\d][\w\- ./()]{0,20}?)[*_ \t]*(?::[*_]*(?!\S*//)|$)")
_MOMENT = re.compile(r"\d\d?[./]\d\d?[./]\d{2,4},? +\d\d?[:.]\d\d\b.{0,20}")
_PROVES = re.compile(r"@|\d:\d\d|\d uhr\b", re.IGNORECASE)  # an address or a time of day
_MARKED = re.compile(r" {0,2}>| {0,2}[A-ZÄÖÜ][A-Za-z]{0,2}>")


def marks(line: str) -> bool:
    """Whether a line is marked as quoted: ">", or initials before it as The Bat! writes."""
    return _MARKED.match(line) is not None


def attributes(text: str) -> bool:
    """Whether *text* says who wrote what follows, and when."""
    return any(row.fullmatch(text) for row in _ATTRIBUTION)


def separates(line: str) -> bool:
    """Whether all that follows a line was written before the answer."""
    return _SEPARATOR.match(line) is not None


def proves(text: str) -> bool:
    """Whether it names an address or a time of day, as programs do and people do not."""
    return _PROVES.search(text) is not None


def is_moment(line: str) -> bool:
    """Whether a line is a day with its time, and nothing else."""
    return _MOMENT.fullmatch(line.strip()) is not None


def role(line: str) -> str:
    """What a line of a letter's head tells, such as "sender"; "" of any other line."""
    label = _LABEL.match(line)
    return _ROLES.get(label[1].casefold(), "") if label else ""


def is_footer(line: str) -> bool:
    """Whether a program wrote a line under the letter by itself."""
    return _FOOTER.fullmatch(line.strip()) is not None
