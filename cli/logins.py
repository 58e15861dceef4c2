"""How the office logs in at its mail servers: by a password, or by tokens that end."""

from __future__ import annotations

import shlex
from functools import cache, partial
from typing import TYPE_CHECKING

from cli.clock import running
from cli.errors import SettingInvalid
from cli.secrets import secret
from cli.settings import Settings
from notifications.tokens import Client, Tokens, by_command, is_safe

if TYPE_CHECKING:
    from notifications.tokens import Secret

WANTED = ("token_url", "client_id", "client_secret_file")  # of client credentials


def login(settings: Settings, which: str) -> Secret:
    """What to show at *which* of mail, inbox and papers_inbox.

    Raises:
        SettingInvalid: what is set for tokens cannot be used.
        SecretExposed, FileUnreadable: as `secret`.
    """
    if not any(settings.logins.get(f"{which}_{name}") for name in ("token_command", "token_url")):
        return secret(which, "password", getattr(settings, f"{which}_password_file"))
    told = {n: settings.logins.get(f"{which}_{n}", "") for n in ("token_command", "scope", *WANTED)}
    if told["token_command"]:
        return _commanded(f"{which}_token_command", told["token_command"])
    return _registered(which, told)


def _commanded(setting: str, command: str) -> Tokens:
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise SettingInvalid(setting=setting, value="…", known=["/usr/local/bin/token anna"])
    return _by_command(command)


def _registered(which: str, told: dict[str, str]) -> Tokens:
    if not is_safe(told["token_url"]):
        url = "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token"
        raise SettingInvalid(setting=f"{which}_token_url", value=told["token_url"], known=[url])
    if not told["client_id"]:
        raise SettingInvalid(setting=f"{which}_client_id", value="", known=["…"])
    shown = secret(which, "client_secret", told["client_secret_file"])
    if not shown:
        known = [f"RATSWEG_{which.upper()}_CLIENT_SECRET"]
        raise SettingInvalid(setting=f"{which}_client_secret_file", value="", known=known)
    return _by_client(told["token_url"], told["client_id"], shown, told["scope"])


@cache  # one token serves the rounds of a worker until it ends
def _by_command(command: str) -> Tokens:
    return Tokens(partial(by_command, command), running)


@cache
def _by_client(url: str, name: str, shown: str, scope: str) -> Tokens:
    return Tokens(Client(url, name, shown, scope).fetch, running)
