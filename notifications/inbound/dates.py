"""The days that a mail names, read by the reader's grammar of German days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    *("januar|january", "februar|february", "märz|maerz|march", "april", "mai|may", "juni|june"),
    *("juli|july", "august", "september", "oktober|october", "november", "dezember|december"),
)
_MONTH = "|".join(_MONTHS)
_NAMES = {name: names.split("|")[0] for names in _MONTHS for name in names.split("|")}
_ORDINAL = r"(\d\d?)(?:st|nd|rd|th)?"
# What mails write and papers do not -> as papers write it.
_WRITTEN = (
    (r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3.\2.\1"),
    (r"\b(\d\d?)[/-](0?[1-9]|1[0-2])[/-](\d{4})\b", r"\1.\2.\3"),
    (r"\b(\d\d?)\.\s?(\d\d?)\.(\d\d)(?!\d|\.\d|:)", r"\1.\2.20\3"),
    (rf"\b({_MONTH}) {_ORDINAL}(?!\d)(?:,? (\d{{4}}))?", r"\2. \1 \3 "),
    (rf"\b{_ORDINAL} (?:of )?({_MONTH})\b", r"\1. \2"),
    (rf"\b(?:the )?end of (?=(?:{_MONTH})\b)", "Ende "),
    (rf"\b(?:the )?mid(?:dle of|-)? ?(?=(?:{_MONTH})\b)", "Mitte "),
    (r"\b(?:ende |end of )?q([1-4])(?: ?/? ?(\d{4}))?\b", r"Ende des \1. Quartals \2"),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), said) for pattern, said in _WRITTEN]
_NAMED = re.compile(rf"\b(?:{_MONTH})\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:statt|anstelle|anstatt|bisher|bislang|ursprünglich|instead of)\b[^.;]{0,30}$"
    r"|\b(?:nicht|not) (?:(?:der|am|zum|bis|by|on) )?$",
    re.IGNORECASE,
)
_TO = r"\W*(?:(?:und|and|oder|or)\s+)?(?:bis|auf|spätestens|until|to|[-–])\W*(?:(?:zum|zu|den)\s+)?"
_GOES_ON = re.compile(_TO, re.IGNORECASE)
_LEADS = re.compile(r"(?:\W|\b(?:bis|zum|am|spätestens|voraussichtlich|by|on)\b)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayInWords:
    """A day, the words before it since the last one, and those after it up to the next."""

    day: date
    before: str
    after: str


def days(text: str, first: date) -> list[DayInWords]:
    """The days that *text* names, in their order; one without a year is the next from *first*."""
    from papers.duties.days import days_from

    for pattern, said in _PATTERNS:
        text = pattern.sub(said, text)
    text = _NAMED.sub(lambda found: _NAMES[found[0].lower()].capitalize(), text)
    # a year alone is what is left of a day that is written in no known way
    found = [one for one in days_from(text, first) if not one.words.isdigit()]
    between = zip([0, *(p.end for p in found)], [*(p.start for p in found), len(text)], strict=True)
    words = [text[start:end] for start, end in between]
    return [
        DayInWords(date.fromisoformat(str(one.day)), words[n], words[n + 1])
        for n, one in enumerate(found)
    ]


def told(value: str, first: date) -> date | None:
    """The day that a field of the form names: of "from … to …" the end, and none that is denied.

    It begins on the field's first line; a program may have wrapped that.
    """
    line, after = ([one for one in value.split("\n") if one.strip()] + ["", ""])[:2]
    found = days(line, first)
    if not found:
        whole = days(f"{line} {after}", first)[:1]
        wrapped = len(whole) == 1 and len(whole[0].before) <= len(line)
        found = whole if wrapped or _LEADS.fullmatch(line) else []
    meant = [one for one in found if not _DENIED.search(one.before)][:2]
    if len(meant) == 2 and not _GOES_ON.fullmatch(meant[1].before):
        meant.pop()
    return max((one.day for one in meant), default=None)


def latest(text: str, first: date) -> date | None:
    """The last day from *first* on that a text without labels names."""
    meant = (one.day for one in days(text, first) if not _DENIED.search(one.before))
    return max((day for day in meant if day >= first), default=None)
