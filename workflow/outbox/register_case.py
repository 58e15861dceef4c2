"""What a letter that speaks of no matter may say of its occasion: the register itself writes it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from workflow.outbox.case import Case
from workflow.store.models import Addressee, Message

_NOTHING: dict[str, object] = {"str": "", "int": 0, "bool": False}


def case_of_register(addressee: Addressee, message: Message) -> Case:
    """The facts of the letter to *addressee*: of what a matter would tell nothing is known."""
    nothing = {one.name: _nothing(str(one.type)) for one in fields(Case)}
    told = {name: getattr(addressee, name) for name in ("post", "name", "copied", "token")}
    days = dict.fromkeys(("day", "on", "stands_since"), message.day)
    key = (0, message.rung, message.turn, message.count)
    own = {"key": key, "rung": message.rung, "public": True}
    said: dict[str, Any] = {**nothing, **told, **days, **own}
    return Case(**said)


def _nothing(kind: str) -> object:
    return () if kind.startswith("tuple") else _NOTHING.get(kind)
