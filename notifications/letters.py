"""Turns occasions into a letter, plain and HTML. Templates say; they do not decide."""

from __future__ import annotations

import textwrap
import uuid
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notifications.letter_rows import facts, links
from notifications.plain import plain
from notifications.readers import FOLDERS, asked, asks, day_of, entry, named
from notifications.words import Words
from workflow.outbox.case import Case
from workflow.outbox.collective import CollectiveLine

_NAMESPACE = uuid.UUID("6f1d3c0a-7c0e-5b8e-9a51-2f6f7c5d9b11")  # of our Message-IDs


@dataclass(frozen=True, slots=True)
class Letter:
    """A text ready to go out, in both forms."""

    subject: str
    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class Origin:
    """From where letters come: language, council, sender, where answers go, when written."""

    language: str
    council: str
    sender: str
    reply_to: str
    register: str  # its own id: so that two registers never share a day in a calendar
    created: datetime  # when the register was: so that they never share a Message-ID
    at: datetime
    zone: str  # of the council: days are counted and told there

    @property
    def domain(self) -> str:
        """Of the sender, who may be written "Name <address>"."""
        return parseaddr(self.sender)[1].rpartition("@")[2]


@cache
def _templates(markup: bool) -> Environment:
    made = ImmutableSandboxedEnvironment(
        loader=PackageLoader("notifications", "templates"),
        undefined=StrictUndefined,  # a missing name is an error, not a gap in the letter
        autoescape=markup,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.filters["fold"] = _fold
    made.filters |= {"capital": _capital, "begun": _begun, "entry": entry}
    made.tests["asked"] = asked
    return made


def _harmless(value: Any) -> Any:
    """What stands in a letter steers no mail program; mark-up is made of such values already."""
    return plain(value) if type(value) is str else value


def _fold(text: str, indent: str = "") -> str:
    """*text* as lines of at most 76 characters; a link stays whole."""
    return textwrap.fill(
        " ".join(str(text).split()),
        width=76,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _capital(text: str) -> str:
    """*text* with a capital first letter; mark-up stays mark-up."""
    return text[:1].upper() + text[1:]


def _begun(text: str, case: Case) -> str:
    """The first sentence after a greeting that ends in a comma, or after a note to a deputy."""
    return _capital(text) if case.copied else text


def write(cases: list[Case], origin: Origin, more: dict[str, Any] | None = None) -> Letter:
    """Render the letter for *cases*: one speaks for itself, several make a digest.

    *more* holds what a letter needs besides (the collective report's lists). What was asked of
    one matter more than once while no letter could leave is said once, as it was asked last.
    """
    words = Words(origin.language)
    cases = _latest(cases)
    folder = "digest" if len(cases) > 1 else FOLDERS[cases[0].rung]
    known = {
        **{"case": cases[0], "cases": cases, "label": words.label, "day": words.day},
        **{"council": origin.council, "language": origin.language, "said": words.ui},
        **{"asked": asked, "asks": asks, "day_of": day_of, "named": named},
        "facts": lambda case: facts(case, words),
        "links": lambda case: links(case, words, origin.reply_to),
        "happened": lambda case: _happened(case, words),
        "lines": lambda rows: [_line(row, words) for row in rows],
        **(more or {}),
    }
    base = f"{origin.language}/{folder}"
    subject = _templates(False).get_template(f"{base}/subject.txt").render(known)
    if cases[0].copied:
        subject = f"{words.ui('for_information')}: {subject}"
    plain, html = (
        _templates(markup)
        .get_template("letter.txt" if not markup else "letter.html")
        .render(known, body=f"{base}/body.jinja", subject=" ".join(subject.split()))
        for markup in (False, True)
    )
    # A line break in a subject would begin another header.
    return Letter(" ".join(subject.split()), _tidy(plain), html)


def _latest(cases: list[Case]) -> list[Case]:
    return list({(case.reference, FOLDERS[case.rung]): case for case in cases}.values())


def _happened(case: Case, words: Words) -> str:
    """The event as what is done; a rare one that has no such words by its name."""
    told = words.section("happened").get(case.event)
    return str(told or words.label(f"{case.kind}_event", case.event))


def _line(row: CollectiveLine, words: Words) -> str:
    told = f"{row.reference}: {row.subject}"
    return words.ui("collective_due", line=told, day=words.day(row.due)) if row.due else told


def _tidy(text: str) -> str:
    """No three line ends in a row, none at the start, one at the end."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept) + "\n"


def message_id(cases: list[Case], address: str, origin: Origin) -> str:
    """The Message-ID of these occasions to this address: the same however often it is sent."""
    keys = sorted(case.key for case in cases)
    name = f"{origin.created.isoformat()} {keys} {address}"
    return f"<{uuid.uuid5(_NAMESPACE, name)}@{origin.domain}>"
