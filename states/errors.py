"""The base of every failure: a code and its fields; sentence and hint stand in the catalogues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar, Self


class Exit(IntEnum):
    """What the command hands back to the shell, by class of failure."""

    FINDINGS = 1  # the program ran and found something wrong
    INPUT = 2  # what was given cannot be used
    UNKNOWN = 3  # what was named is not there
    REFUSED = 4  # the law does not permit it
    OVERTAKEN = 5  # somebody else was faster; look again
    REGISTER = 6  # the register itself is missing, foreign or damaged


class Term(str):
    """An identifier that the catalogue translates: Term("guard", "majority")."""

    section: str

    def __new__(cls, section: str, key: str) -> Self:
        term = super().__new__(cls, key)
        term.section = section
        return term


@dataclass(frozen=True)
class Phrase:
    """A part of a sentence that the catalogue words: its section, its key, what fills it."""

    section: str
    key: str
    fields: Mapping[str, object] = field(default_factory=dict)


# Up to the last @, for passwords may have / and @ in them; bounded, for a value may be long.
_LOGIN = re.compile(r"(://[^\s/:@]{0,200}):\S{0,500}@")
_PASSWORD = re.compile(r"(?<!\w)(\w{0,40}pass(?:word|wd)?=)[^&\s]+", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """*text* in which the passwords of addresses such as smtp://user:password@host are ***."""
    return _PASSWORD.sub(r"\1***", _LOGIN.sub(r"\1:***@", text))


class RatswegError(Exception):
    """Something a person can act on.

    A subclass is one failure. Its *code* is its name in snake case and the key
    of its sentence and hint in `notifications/catalogs/`; *fields* fill both. No password of
    an address gets into them, whoever tells or logs them.
    """

    code: ClassVar[str] = "ratsweg_error"
    exit: ClassVar[Exit] = Exit.INPUT

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **fields: object) -> None:
        self.fields = {
            name: without_secrets(value) if type(value) is str else value
            for name, value in fields.items()
        }
        super().__init__(f"{self.code} {fields}")


class NoSuchStep(RatswegError):
    """The chart has no rule for this event in this state: kind, state, event, possible."""

    exit = Exit.REFUSED


class NotPermitted(RatswegError):
    """A rule exists, but its conditions do not hold: kind, state, event, unmet."""

    exit = Exit.REFUSED


class BadProfile(RatswegError):
    """A council profile says something the law does not know: file, place, reason.

    *reason* is a Phrase of the section "wrong"; `others` holds what else is wrong in the file.
    """

    others: tuple[BadProfile, ...] = ()


class NoSuchProfile(RatswegError):
    """No profile of that name: name, known."""

    exit = Exit.UNKNOWN
