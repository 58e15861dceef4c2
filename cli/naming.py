"""Kinds, states, intervals and profiles as they are typed; what names none is refused."""

from __future__ import annotations

import os
from pathlib import Path

from cli.errors import FileUnreadable, SettingInvalid
from notifications import names
from states.errors import Term
from states.law import CHARTS, Law
from states.profile import parse_law, read_law


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


def named_profile(text: str) -> Law:
    """The law of a packaged profile, or of a file: what looks like a path is one.

    Raises:
        NoSuchProfile, BadProfile, FileUnreadable.
    """
    path = Path(text)
    if text == path.stem and not os.path.isfile(path):
        return read_law(text)
    try:
        content = path.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise FileUnreadable(path=text, trouble=str(error)) from error
    return parse_law(path.stem, content, file=text)
