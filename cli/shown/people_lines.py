"""How people, their particulars and changes look in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.shown.say import shown_day
from states.roles import Role
from workflow.store.people.particulars import ALWAYS

if TYPE_CHECKING:
    from notifications.words import Words
    from workflow.store.models import Particular


OF_WHOM = ("people_kind", "people_name", "people_field")
DAYS = ("people_first", "people_last")


def is_sure(row: Particular, sure: set[str]) -> bool | None:
    """Whether an address is among the confirmed ones; None of what is no address."""
    return row.value.lower() in sure if row.field == "address" else None


def people_line(words: Words, row: dict[str, Any]) -> list[str]:
    """A particular as a row of `people list`."""
    return [
        words.label("particular_of", row["kind"]),
        shown_name(words, row["kind"], row["name"]),
        *(words.label("particular", row["field"]), shown_value(words, row["field"], row["value"])),
        *(shown_end(words, row[end]) for end in ("valid_from", "valid_until")),
        {True: words.ui("people_yes"), False: words.ui("people_no"), None: ""}[row["confirmed"]],
    ]


def shown_value(words: Words, field: str, value: str) -> str:
    """The value of a particular in words."""
    if field == "listed":
        return words.ui("people_yes" if value else "people_gone")
    if field == "confirmed" and value:
        return words.ui("people_yes")
    parts = value.split("\n")
    if field == "roles" and value:
        parts = [words.label("role", role) for role in parts]
    return "; ".join(parts) or words.ui("none")


def shown_name(words: Words, kind: str, name: str) -> str:
    """Whose a particular is: a name, or a role or mailbox in words."""
    if kind != "role":
        return name
    return words.label("role" if name in {role.value for role in Role} else "post", name)


def shown_end(words: Words, value: Any) -> str:
    """The first or last day of a particular; what has none is said so."""
    text = str(value or "")
    return words.ui("none") if text in ("", str(ALWAYS)) else shown_day(words, text)
