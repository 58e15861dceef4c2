"""A round by the settings of this installation: from where letters come, and by what way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from cli.errors import SettingInvalid
from cli.fetching import fetch, has_inbox
from cli.logins import login
from notifications.channels import CHANNELS
from notifications.channels import open_channel as opened
from notifications.letters import Origin
from notifications.round import Round, Ways
from notifications.round import do_round as go_round
from workflow.rounds.house import letters_leave
from workflow.store.upgrade import register_row

if TYPE_CHECKING:
    from cli.office import Office
    from cli.settings import Settings
    from notifications.channels.channel import Channel
    from notifications.words import Words


def do_round(office: Office, *, stop: Callable[[], bool] = lambda: False) -> Round:
    """Do one round by the settings of this installation; raises as `round.do_round`."""
    office = office.renewed()  # whoever serves does many rounds
    return go_round(office, _ways(office), stop=stop)


def _ways(office: Office) -> Ways:
    return Ways(
        origin=partial(origin_of, office),
        channel=partial(open_channel, office),
        fetch=partial(fetch, office) if has_inbox(office) else None,
        lease=timedelta(seconds=int(office.settings.lease)),
        hourly=int(office.settings.hourly or 0),
    )


def origin_of(office: Office) -> Origin:
    """From where letters come."""
    with office.store.read() as session:
        sender = office.settings.sender or office.reading(session).law.office
        register = register_row(session)
    return Origin(
        language=office.settings.language or office.law.language,
        council=office.law.council,
        sender=sender,
        reply_to=office.settings.reply_to or sender,
        register=register.uid,
        created=register.created,
        at=office.now(),
        zone=office.law.timezone,
    )


def round_line(office: Office, words: Words, done: Mapping[str, object]) -> str:
    """How a round went, in a line: letters are sent, or laid into a folder for somebody to send."""
    told = {name: done[name] for name in ("clocks", "posted", "sent", "failed")}
    if done["posted"] and not done["sent"] and not letters_leave(office):
        hour = office.law.mail_hour
        return words.ui("round_early", hour=hour, clocks=done["clocks"], posted=done["posted"])
    scheme, _, folder = _way_out(office.settings).partition(":")
    if scheme == "spool":
        return words.ui("round_laid", folder=folder, **told)
    return words.ui("round_done", **told)


def _way_out(settings: Settings) -> str:
    return settings.mail or f"spool:{settings.spool}"


def open_channel(office: Office) -> Channel:
    """The channel that the settings name.

    Raises:
        SettingInvalid, SecretExposed.
    """
    settings = office.settings
    url = _way_out(settings)
    try:
        return opened(url, login(settings, "mail"))
    except (KeyError, ValueError) as error:
        known = [f"{name}:…" for name in CHANNELS]
        raise SettingInvalid(setting="mail", value=url, known=known) from error
