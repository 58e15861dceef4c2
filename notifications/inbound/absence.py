"""A notice of absence: whether a mail is one, and the last day of which it tells."""

from __future__ import annotations

import re
from datetime import date, timedelta

from notifications.inbound import dates, headers
from notifications.inbound.dates import DayInWords
from notifications.inbound.parts import MailPart

# fmt: off
# Headers of programs that answer for somebody.
_SAY = (
    # header                               begins with              of, for example
    ("Auto-Submitted",                     r"auto-replied",         "RFC 3834"),
    ("X-Autoreply",                        r"(?!no)",               "Exim, Horde"),
    ("X-Autorespond",                      r"",                     "cPanel"),
    ("X-Autoreply-From",                   r"",                     "Amavis"),
    ("X-Mail-Autoreply",                   r"",                     "Open-Xchange"),
)
# Headers that newsletters and ticket systems write too: the text must speak of an absence.
_MAY_SAY = (
    ("Auto-Submitted",                     r"auto",                 "Exchange"),
    ("X-Auto-Response-Suppress",           r"",                     "Exchange"),
    ("X-MS-Exchange-Inbox-Rules-Loop",     r"",                     "Exchange"),
    ("Precedence",                         r"auto|junk|bulk|list",  "vacation(1), GroupWise"),
    ("X-Precedence",                       r"auto|junk|bulk|list",  "cPanel"),
    ("Return-Path",                        r"<>",                   "RFC 3834"),
)
# fmt: on
_SUBJECT = re.compile(
    r"abwesen|au(?:ß|ss)er haus|nicht im (?:haus|büro|dienst|amt)|\bim urlaub\b|^\W*urlaub\b"
    r"|out[- ]of[- ](?:the[- ])?office|\booo\b|\baway from\b|\bon (?:leave|vacation|holiday)\b"
    r"|\bvacation\b|auto(?:matic|matische|matisierte)?[- _]?(?:reply|response|antwort|e-?mail)\W*:",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"abwesend|abwesenheit|au(?:ß|ss)er haus|nicht (?:im (?:haus|büro|dienst|amt)|erreichbar)"
    r"|\burlaub\b|wieder (?:im|erreichbar|zurück|da\b)|out of (?:the )?office|\baway\b"
    r"|\bon (?:leave|vacation|holiday)|\bback (?:in|on|from)\b",
    re.IGNORECASE,
)
_READ = 2000  # characters in which a notice has said what it is
_BACK = re.compile(
    r"\b(?:wieder|zurück|rückkehr|back|return\w*|(?:erster|nächster) arbeitstag)\b", re.IGNORECASE
)
_NOT_BEFORE = re.compile(
    r"\b(?:not|nicht)\b.{0,12}\b(?:return|back|zurück)\b.{0,20}$", re.IGNORECASE
)
_AFTER = re.compile(r"\b(?:nach|after)\W+(?:dem|the)?\W*$", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:\b(?:bis|until|till|thru|through|to)\b|[-–])\W*"
    r"(?:(?!ab\b|am\b|vom\b|von\b|seit\b|nach\b|from\b|on\b|since\b)[\w.]+\W+){0,4}$",
    re.IGNORECASE,
)
_NEAR = 70  # characters between a day and the words that say what is then
_WEEKEND = timedelta(days=4)  # days between two times that are one absence


def tells(mail: MailPart, text: str) -> bool:
    """Whether a program says that somebody is away, or somebody's subject does."""
    if _has(mail, _SAY) or _SUBJECT.search(headers.own_subject(mail)):
        return True
    return _has(mail, _MAY_SAY) and _TEXT.search(text[:_READ]) is not None


def _has(mail: MailPart, rows: tuple[tuple[str, str, str], ...]) -> bool:
    said = ((str(mail[name]).strip(), begins) for name, begins, _ in rows if mail[name])
    return any(re.match(begins, text, re.IGNORECASE) for text, begins in said)


def last_day(mail: MailPart, text: str, first: date) -> date | None:
    """The last day away, from *first* on: the day before the one on which they are back."""
    return _last(text, first) or _last(headers.own_subject(mail).partition(":")[0], first)


def _last(text: str, first: date) -> date | None:
    named = dates.days(text, first)
    begun = [None, *(one.day for one in named)]
    ends = [_is_end(one.before[-_NEAR:]) for one in named]
    spans = [(begun[n], one.day) for n, one in enumerate(named) if ends[n]]
    backs = [_day_before(one) for n, one in enumerate(named) if not ends[n] and _is_back(one)]
    coming = [day for day in backs if day >= first]
    if coming:
        return min(coming)
    later = (one.day for one in named if one.day >= first)
    return _unbroken(spans, first) or max(later, default=None)


def _is_end(before: str) -> bool:
    """Whether the words before a day say that it ends what they tell of."""
    return _UNTIL.search(before) is not None and _NOT_BEFORE.search(before) is None


def _day_before(one: DayInWords) -> date:
    after = _AFTER.search(one.before[-_NEAR:])  # "nach dem 04.07. wieder"
    return one.day if after else one.day - timedelta(days=1)


def _is_back(one: DayInWords) -> bool:
    """Whether the words around a day, in its sentence, say that they are back then."""
    before = re.split(r"[!?;\n]|\. ", one.before[-_NEAR:])[-1]
    after = re.split(r"[.!?;\n]", one.after[:_NEAR], maxsplit=1)[0]
    return _BACK.search(f"{before} | {after}") is not None


def _unbroken(spans: list[tuple[date | None, date]], first: date) -> date | None:
    """The end of the times that follow one another from the first that has not ended."""
    end: date | None = None
    for begun, last in spans:
        if last >= first and (end is None or begun is None or begun <= end + _WEEKEND):
            end = max(last, end or last)
    return end
