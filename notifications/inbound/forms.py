"""What stands in an answer's form: its token, the days, and what stands behind the labels."""

from __future__ import annotations

import re
from datetime import date

from notifications.words import catalog
from states.answers import Progress

TOKEN = re.compile(r"\[#([0-9a-f]{12})(?::(\w+))?\]")
_DAY = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")


def until(text: str) -> date | None:
    """The last day named: of "from … to …" it is the end."""
    found = []
    for match in _DAY.finditer(text):
        day, month, year, *iso = match.groups()
        parts = (int(year), int(month), int(day)) if year else tuple(map(int, iso))
        try:
            found.append(date(*parts))
        except ValueError:  # 31.02.: a person will see it in the text
            continue
    return max(found, default=None)


def progress(text: str) -> str:
    """The progress named in an answer's form, as an identifier; "" if there is none."""
    folded = text.casefold()
    for language in ("de", "en"):
        labels = catalog(language)["progress"]
        for one in sorted(Progress, key=lambda p: -len(labels[p.value])):
            pattern = rf"^(stand|progress)[^:\n]*:\s*{re.escape(labels[one.value].casefold())}"
            if re.search(pattern, folded, re.MULTILINE):
                return one.value
    return ""


def named(text: str, *labels: str) -> str:
    """What stands behind one of *labels* in an answer's form, on the same line."""
    for label in labels:
        match = re.search(rf"^{label}[^:\n]*:[ \t]*(\S.*)$", text, re.MULTILINE | re.IGNORECASE)
        if match:
            return match[1].strip()
    return ""
