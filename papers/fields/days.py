"""Days as papers write them in stamps and tables: 03.06.2021, 3. Juni 2021, 03.06.21, 2021-06-03."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("januar jänner jan", "februar feb", "märz mär mrz", "april apr", "mai", "juni jun", "juli jul",
           "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez")  # fmt: skip
_NUMBER = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}
_DAY = re.compile(
    rf"(?<![\d.,/-])(?:(?P<day>\d(?:\s?\d)?)\.\s?(?:(?P<month>\d{{1,2}})\.\s?|(?P<name>{'|'.join(_NUMBER)})\.?\s+)"
    r"(?P<year>[12][\dOo]{3}|\d{2})(?![\d/]|\.\d)|(?P<iso>\d{4}-\d{2}-\d{2})(?!\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayOnPaper:
    """A day in a text: its place, its words, and ISO 8601, None if the calendar has no such day."""

    start: int
    end: int
    words: str
    iso: str | None


def days(text: str) -> list[DayOnPaper]:
    """The days named in *text*, in order."""
    return [DayOnPaper(m.start(), m.end(), m[0], _iso(m)) for m in _DAY.finditer(text)]


def _iso(found: re.Match[str]) -> str | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"]).isoformat()
        month = int(found["month"] or _NUMBER[found["name"].casefold()])
        year = int(found["year"].casefold().replace("o", "0"))
        return date(year if year > 99 else 2000 + year, month, int(found["day"].replace(" ", ""))).isoformat()
    except ValueError:
        return None
