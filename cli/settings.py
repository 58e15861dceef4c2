"""Reads the installation's settings: environment first, then ratsweg.toml, then defaults."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli.errors import FileUnreadable, GroupUnknown, SettingInvalid
from cli.secrets import small_text
from notifications.words import LANGUAGES
from states.addresses import mail_address
from states.roles import Role
from workflow.store.modes import share_with

FILE = "ratsweg.toml"
LOGS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Settings:
    """This installation: where its register is, how letters leave.

    Each may be set by RATSWEG_<NAME>, or in the file that RATSWEG_CONFIG names (default
    ratsweg.toml in the current folder). Passwords come from RATSWEG_MAIL_PASSWORD,
    RATSWEG_INBOX_PASSWORD and RATSWEG_PAPERS_INBOX_PASSWORD, or from files that nobody else
    may read.
    """

    database: str = "sqlite:///ratsweg.db"
    profile: str = ""  # for `init`; afterwards the register says it
    actor: str = ""  # in a trial register who is at the desk; elsewhere it is who is logged in
    spool: str = "letters"
    language: str = ""  # "" follows the profile
    sender: str = ""  # "" is the council office's address
    mail: str = ""  # "" spools into the folder; smtp://user@host, smtps://user@host
    mail_password_file: str = ""
    inbox: str = ""  # folder:path or imaps://user@host/INBOX
    inbox_password_file: str = ""
    papers_inbox: str = ""  # likewise, for mails that bring papers
    papers_inbox_password_file: str = ""
    reply_to: str = ""  # "" is the sender
    ping: str = ""  # the address of a watcher outside, for `health`: as good as a key
    hourly: str = ""  # letters that may leave in an hour; "" is any number
    logins: dict[str, str] = field(default_factory=dict)  # LOGINS, where a server wants tokens
    lease: str = "600"  # seconds after which a letter in hand goes to another worker
    log: str = ""  # "json": every line on standard error is a JSON object
    group: str = ""  # who shares register, letters and backups; "" is their owner alone
    clock: str = ""
    persons: dict[str, list[str]] = field(default_factory=dict)  # of old: `upgrade` takes them in
    file: Path = Path(FILE)


_NAMES = (
    *("database", "profile", "actor", "spool", "language", "sender", "clock"),
    *("mail", "mail_password_file", "inbox", "inbox_password_file", "reply_to", "lease"),
    *("papers_inbox", "papers_inbox_password_file", "group", "log", "hourly"),
    "ping",
)
LOGINS = tuple(
    f"{box}_{name}"
    for box in ("mail", "inbox", "papers_inbox")
    for name in ("token_command", "token_url", "client_id", "client_secret_file", "scope")
)


def read_settings() -> Settings:
    """Read environment and file.

    Raises:
        SettingInvalid: a value cannot be used.
        FileUnreadable: the file cannot be read or is no TOML.
    """
    path = Path(os.environ.get("RATSWEG_CONFIG", FILE))
    raw = _file(path)
    known = {*_NAMES, *LOGINS, "persons"}
    for name in raw:
        if name not in known:
            shown = "…" if re.search("password|secret|token|ping", name) else str(raw[name])
            raise SettingInvalid(setting=name, value=shown, known=sorted(known))
    values, logins = _told(raw, _NAMES), _told(raw, LOGINS)
    if values.get("language", "") not in ("", *LANGUAGES):
        raise SettingInvalid(setting="language", value=values["language"], known=list(LANGUAGES))
    if values.get("log", "") not in ("", *LOGS):
        raise SettingInvalid(setting="log", value=values["log"], known=list(LOGS))
    if not re.fullmatch("[1-9][0-9]{0,6}", values.get("lease", "1")):
        raise SettingInvalid(setting="lease", value=values["lease"], known=["1", "600"])
    if not re.fullmatch("[1-9][0-9]{0,6}", values.get("hourly", "1")):
        raise SettingInvalid(setting="hourly", value=values["hourly"], known=["30", "500"])
    for name in ("sender", "reply_to"):
        if values.get(name):
            values[name] = _address(name, values[name])
    _share(values.get("group", ""))
    return Settings(**values, logins=logins, persons=_persons(raw), file=path)


def _told(raw: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """The settings of those names, from the environment, else from the file."""
    told = {name: _text(name, raw[name]) for name in names if name in raw}
    environment = {name: os.environ.get(f"RATSWEG_{name.upper()}", "") for name in names}
    return told | {name: _text(name, value) for name, value in environment.items() if value}


def _text(setting: str, value: object) -> str:
    """A setting as text: of one line, so that a path or an address can be made of it."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise SettingInvalid(setting=setting, value=str(value), known=[f'{setting} = "…"'])
    if not str(value).isprintable() and any(c < " " or c == "\x7f" for c in str(value)):
        raise SettingInvalid(setting=setting, value=ascii(value), known=[f'{setting} = "…"'])
    return str(value)


def _share(group: str) -> None:
    try:
        share_with(group)
    except KeyError as error:
        raise GroupUnknown(group=group) from error


def _address(setting: str, value: str) -> str:
    address = mail_address(value)
    if address is None:
        raise SettingInvalid(setting=setting, value=value, known=["ratsbuero@chemnitz.example.org"])
    return address


def _file(path: Path) -> dict[str, Any]:
    try:
        if not path.exists():
            return {}
        return tomllib.loads(small_text(path))
    except (OSError, ValueError, RecursionError) as error:  # ValueError: not UTF-8, or no TOML
        raise FileUnreadable(path=str(path), trouble=str(error)) from error


def _persons(raw: dict[str, Any]) -> dict[str, list[str]]:
    """The persons of older settings; each must have a list of roles."""
    persons = raw.get("persons", {})
    if not isinstance(persons, dict):
        raise SettingInvalid(setting="persons", value=str(persons), known=["[persons]"])
    known = [role.value for role in Role if role is not Role.SYSTEM]
    for person, roles in persons.items():
        if not isinstance(roles, list):  # "clerk" is no list of roles, but one of letters
            raise SettingInvalid(
                setting=f"persons.{person}", value=str(roles), known=['["clerk", "secretariat"]']
            )
        for role in roles:
            if role not in known:
                raise SettingInvalid(setting=f"persons.{person}", value=str(role), known=known)
    return persons
