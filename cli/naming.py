"""Kinds, states and intervals as they are typed, in either language; others are refused."""

from __future__ import annotations

from cli.errors import SettingInvalid
from notifications import names
from states.errors import Term
from states.law import CHARTS


def named_kind(text: str) -> str:
    """The kind of matter that *text* names.

    Raises:
        SettingInvalid: it names none.
    """
    found = names.kind(text)
    if found is None:
        known = [Term("kind", one) for one in CHARTS]
        raise SettingInvalid(setting=Term("metavar", "kind"), value=text, known=known)
    return found


def named_state(kind: str, text: str) -> str:
    """The state of a *kind* that *text* names; "" stays.

    Raises:
        SettingInvalid: it names none.
    """
    found = names.named(f"{kind}_state", text) if text else ""
    if found is None:
        known = [Term(f"{kind}_state", state) for state in CHARTS[kind].states]
        raise SettingInvalid(setting="--state", value=text, known=known)
    return found


def named_interval(text: str) -> str | None:
    """An interval such as P6M, also "alle 6 Monate"; None for ""; what is none stays as typed."""
    return names.interval(text) or text.upper() or None
