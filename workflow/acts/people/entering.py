"""What a row of a list of people tells the register, and everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from states.addresses import mail_address
from states.errors import Phrase
from states.law import Law
from workflow.acts.people.headings import box_of, post_of, right_of
from workflow.acts.people.sheets import PersonRow
from workflow.store.people.particulars import LISTED, ToldOf, joined

_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be taken: in which row, in which column, and why."""

    row: int
    column: str
    why: Phrase


@dataclass(slots=True)
class Entering:
    """One row being read: what it tells, for which days, and what is wrong with it."""

    row: PersonRow
    first: date
    last: date | None = None
    told: list[ToldOf] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, column: str, key: str, **fields: object) -> None:
        """Note what is wrong in *column*."""
        self.faults.append(Fault(self.row.number, column, Phrase("wrong_row", key, fields)))


def entered(row: PersonRow, law: Law, names: Mapping[str, str], *, today: date) -> Entering:
    """Read one row. *names* holds who is known or in the list, by the name in small letters."""
    made = Entering(row, today)
    made.first = _day(made, "first") or today
    made.last = _day(made, "last")
    if made.last and made.last < made.first:
        made.wrong("last", "ends_before", first=made.first, last=made.last)
    if "name" in row.said:
        _person(made, law, names)
    elif "unit" in row.said or "post" in row.said:
        _mailbox(made, law)
    else:
        made.wrong("name", "nobody")
    return made


def _person(made: Entering, law: Law, names: Mapping[str, str]) -> None:
    said = made.row.said
    name, unit = said["name"], said.get("unit", "")
    body = law.body(unit) if unit else None
    made.told.append(ToldOf("person", name, "listed", LISTED))
    for column, value in _values(made, names):
        made.told.append(ToldOf("person", name, column, value))
    if unit:
        made.told.append(ToldOf("person", name, "unit", body.name if body else unit))
    post = post_of(said["post"]) if "post" in said else "member"
    if post is None:
        made.wrong("post", "post_unknown", given=said["post"])
    elif post != "member":
        _post(made, law, (post, unit, name))


def _post(made: Entering, law: Law, held: tuple[str, str, str]) -> None:
    post, unit, name = held
    body = law.body(unit) if unit else None
    if not unit:
        made.wrong("unit", "post_where", post=made.row.said["post"])
    elif (post == "chair") != (body is not None):
        made.wrong("post", "post_not_there", post=made.row.said["post"], unit=unit)
    elif body:
        made.told.append(ToldOf("body", body.name, "chair", name))
    else:
        made.told.append(ToldOf("department", unit, "listed", LISTED))
        made.told.append(ToldOf("department", unit, post, name))


def _mailbox(made: Entering, law: Law) -> None:
    said = made.row.said
    unit, box = said.get("unit", ""), box_of(said.get("post", ""))
    body = law.body(unit) if unit else None
    address = _address(made)
    for column in ("deputies", "login", "roles"):
        if column in said:
            made.wrong(column, "of_a_person")
    if "post" in said and box is None:
        made.wrong("post", "box_unknown", given=said["post"])
    elif box == "submitter" and unit:
        made.told += [ToldOf("submitter", unit, "address", address)] if address else []
    elif box:
        made.told += [ToldOf("role", box, "address", address)] if address else []
    elif body:
        made.told += [ToldOf("body", body.name, "address", address)] if address else []
    else:
        made.told.append(ToldOf("department", unit, "listed", LISTED))
        made.told += [ToldOf("department", unit, "address", address)] if address else []


def _values(made: Entering, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    said = made.row.said
    address = _address(made)
    if address:
        yield "address", address
    if "login" in said:
        yield "login", said["login"]
    if "roles" in said:
        yield "roles", joined(_roles(made))
    if "deputies" in said:
        yield "deputies", joined(_deputies(made, names))


def _address(made: Entering) -> str | None:
    given = made.row.said.get("address")
    address = mail_address(given) if given else None
    if given and not address:
        made.wrong("address", "no_address", given=given)
    return address


def _roles(made: Entering) -> Iterator[str]:
    for part in re.split(r"[;,/+]", made.row.said["roles"]):
        role = right_of(part) if part.strip() else None
        if role:
            yield role
        elif part.strip():
            made.wrong("roles", "right_unknown", given=part.strip())


def _deputies(made: Entering, names: Mapping[str, str]) -> Iterator[str]:
    given = made.row.said["deputies"]
    whole = given.casefold() in names  # "Meier, Anna" is one name where somebody is called so
    for part in [given] if whole else re.split(r"[;,/]", given):
        known = names.get(part.strip().casefold())
        if known == made.row.said.get("name"):
            made.wrong("deputies", "own_deputy", given=part.strip())
        elif known:
            yield known
        elif part.strip():
            made.wrong("deputies", "deputy_unknown", given=part.strip())


def _day(made: Entering, column: str) -> date | None:
    text = made.row.said.get(column)
    if not text:
        return None
    match = _GERMAN.fullmatch(text)
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text[:10])
    except ValueError:
        made.wrong(column, "no_day", given=text)
        return None
