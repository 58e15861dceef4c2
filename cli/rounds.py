"""One round of the house: time, ladder, letters, what goes out and what has come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cli.errors import SettingInvalid
from cli.fetching import fetch, has_inbox
from cli.logins import login
from cli.looking import look
from notifications.channels import CHANNELS
from notifications.channels import open_channel as opened
from notifications.deliver import Delivered, deliver, write_digests, write_singles
from notifications.letters import Origin
from notifications.weekly import write_weekly
from states.errors import RatswegError
from workflow.errors import InboxUnreachable, LettersLater, LettersSkipped
from workflow.outbox import undelivered
from workflow.outbox.queue import own_name
from workflow.outbox.readdress import readdress
from workflow.rounds import remind, weekly_letter, workers
from workflow.store.upgrade import register_row

if TYPE_CHECKING:
    from cli.office import Office
    from cli.settings import Settings
    from notifications.channels.channel import Channel
    from notifications.deliver import Delivered
    from notifications.letters import Origin
    from notifications.words import Words

AGREED = timedelta(minutes=5)  # so far apart two clocks may be


@dataclass(frozen=True, slots=True)
class Round:
    """How a round went."""

    clocks: int = 0  # things that time moved
    posted: int = 0  # occasions told
    skipped: int = 0  # occasions recorded only
    sent: int = 0
    failed: int = 0
    troubled: int = 0  # families that could not be looked at
    held: int = 0  # families that somebody else keeps locked
    replies: int = 0
    bounces: int = 0
    papers: int = 0


def do_round(office: Office, *, stop: Callable[[], bool] = lambda: False) -> Round:
    """Do one round; twice, or many at once, does no harm. *stop* ends it between two letters.

    Raises:
        ClockDisagrees: this machine's clock and the database's are not one.
        InboxUnreachable, LettersSkipped, LettersLater: after all else was done.
    """
    office = office.renewed()  # whoever serves does many rounds
    workers.agree_on_time(office.store, office.now(), AGREED, told=office.told is not None)
    name = own_name()
    office.system(partial(workers.begin, name=name))
    looked = look(office, day_of_round(office), stop)
    office.system(weekly_letter.post, day=day_of_round(office))
    tally = send(office, stop, held=looked.held)
    done = Round(
        *(looked.clocks, looked.posted, looked.skipped),
        *(tally.sent, tally.failed, looked.troubled, len(looked.held)),
    )
    trouble: RatswegError | None = None
    if has_inbox(office) and not stop():
        try:  # last: an inbox that is away holds up no reminder
            done = replace(done, **asdict(fetch(office)))
        except (InboxUnreachable, LettersSkipped, LettersLater) as error:
            trouble = error
    counts = {name: n for name, n in asdict(done).items() if name in workers.COUNTED}
    why = trouble.fields if trouble else {}
    said = str(why.get("trouble") or why.get("letters") or "")
    office.system(partial(workers.end, name=name, counts=counts, troubles=(said, tally.away)))
    if trouble:
        raise trouble
    return done


def day_of_round(office: Office) -> date:
    """Today, but yesterday before the hour from which letters leave."""
    local = office.now().astimezone(ZoneInfo(office.law.timezone))
    return local.date() - timedelta(days=local.hour < office.law.mail_hour)


def letters_leave(office: Office) -> bool:
    """Whether letters go out at this hour: on a day with mail, from the profile's hour on."""
    local = office.now().astimezone(ZoneInfo(office.law.timezone))
    return local.hour >= office.law.mail_hour and office.law.calendar.mails(local.date())


def send(
    office: Office, stop: Callable[[], bool], *, held: frozenset[int] = frozenset()
) -> Delivered:
    """Write the letters and hand over what is due; families that are *held* stop nobody's."""
    if not letters_leave(office):
        return Delivered()

    if not office.trial:
        office.system(readdress)
    origin, day = origin_of(office), day_of_round(office)
    if not origin.sender:  # nobody has told the council office's address: all letters wait
        return Delivered()
    write_singles(office.store, origin)
    write_weekly(office.store, origin, office.reading)
    with office.store.read() as session:
        others_at_it = remind.still_due(session, day, but=held)
    if not others_at_it:  # else somebody's letter of the day would lack a part
        write_digests(office.store, origin, day)
    channel = open_channel(office)
    try:
        tally = deliver(
            office.store,
            channel,
            office.now,
            stop=stop,
            lease=timedelta(seconds=int(office.settings.lease)),
            hourly=int(office.settings.hourly or 0),
            give_up=lambda mail: _given_up(office, mail.id),
        )
    finally:
        channel.close()
    if tally.given_up:
        write_singles(office.store, origin)  # the council office hears of it with the next round
    return tally


def _given_up(office: Office, mail_id: int) -> None:
    office.system(lambda desk: undelivered.report(desk, mail_id))


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
