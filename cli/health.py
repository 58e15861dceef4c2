"""How register and rounds are: the command `health`, which may tell a watcher outside."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from cli.errors import SettingInvalid, WatcherUnreachable
from cli.opening import opened
from cli.options import Json
from cli.shown.say import as_json, remark, say, settings_of

if TYPE_CHECKING:
    from cli.settings import Settings
    from notifications.words import Words
    from workflow.store.database import Store

HEALTH = (
    *("database", "schema", "age", "troubled", "due_now", "waiting", "oldest", "given_up"),
    "unconfirmed",
    *("replies_waiting", "papers_waiting", "inbox_trouble", "mail_trouble", "looks_mended"),
)


def warn_of_drive(store: Store, words: Words) -> None:
    """A trial register may lie on a network drive; what that costs is said."""
    if store.drive:
        remark(words.ui("network_drive", filesystem=store.drive))


def health(
    context: typer.Context,
    max_age: Annotated[int, typer.Option(min=1)] = 900,
    max_wait: Annotated[int, typer.Option(min=1)] = 86400,
    ping: str = "",
    json: Json = False,
) -> None:
    """Tell how register and rounds are; exit 1 if a person should look."""
    from workflow.rounds import workers
    from workflow.rounds.house import day_of_round, letters_leave

    watcher = _watcher(ping, settings_of(context))
    office = opened(context)
    words = office.words
    warn_of_drive(office.store, words)
    found = workers.health(office.store, office.now(), day_of_round(office))
    waiting = max_wait if letters_leave(office) else None
    well = workers.is_well(found, max_age=max_age, max_wait=waiting)
    if json:
        as_json({**found, "well": well})
    else:
        _show(found, words, office.law.timezone)
        say(words.ui("well" if well else "unwell"))
    if well and watcher:
        _tell(watcher)
    raise typer.Exit(0 if well else 1)


def _show(found: dict[str, Any], words: Words, timezone: str) -> None:
    for name in HEALTH:
        value = words.ui("none") if found[name] in (None, "") else found[name]
        say(f"{words.ui(name)}: {value}")
    for row in found["held"]:
        since = datetime.fromisoformat(row["since"]).astimezone(ZoneInfo(timezone))
        told = {"since": f"{words.day(since.date())}, {since:%H:%M}", "by": row["by"] or "–"}
        say(words.ui("held", reference=row["reference"], **told))


def _watcher(option: str, settings: Settings) -> str:
    """The watcher's address, from the option or the settings; "" if there is none.

    Raises:
        SettingInvalid: it is none of the web. It may be as good as a key, and is not repeated.
    """
    from notifications.ping import is_address

    url = option or settings.ping
    if url and not is_address(url):
        name = "--ping" if option else "ping"
        raise SettingInvalid(setting=name, value="…", known=["https://watcher.example.org/…"])
    return url


def _tell(watcher: str) -> None:
    from notifications.ping import NotHeard, host_of, ping

    try:
        ping(watcher)
    except NotHeard as error:
        raise WatcherUnreachable(host=host_of(watcher), trouble=str(error)) from None
