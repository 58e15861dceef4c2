"""Whether mail leaves and comes back: mail check."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.clock import running
from cli.errors import MailUnreachable, NoMailServer
from cli.opening import opened
from cli.options import Json
from cli.shown.say import as_json, remark, say
from notifications.inboxes.inbox import Withheld
from workflow.errors import InboxUnreachable

if TYPE_CHECKING:
    from cli.office import Office
    from notifications.probe import Arrived, Probe
    from notifications.words import Words

app = typer.Typer(no_args_is_help=True)
PAUSE = 5  # seconds between two looks into the inbox
KEPT = {"sender": "mail_sender", "message_id": "mail_message_id", "subject": "mail_subject_line"}


@app.callback()
def mail() -> None:
    """Whether mail leaves and comes back."""


@app.command()
def check(
    context: typer.Context,
    wait: Annotated[int, typer.Option(min=0, max=3600)] = 120,
    json: Json = False,
) -> None:
    """Send a letter to the office itself, and say what it was when it came; exit 1 if changed."""
    office = opened(context)
    words = office.words
    sent = _send(office)
    begun = running()
    came = _wait(office, words, sent, until=begun + wait) if office.settings.inbox else None
    seconds = round(running() - begun) if came else None
    told = _told(office, sent, came) | {"seconds": seconds}
    if json:
        as_json(told)
    else:
        _show(words, told)
    kept = told["message_id_kept"] and told["subject_kept"] and told["sender_kept"]
    raise typer.Exit(1 if office.settings.inbox and not kept else 0)


def _send(office: Office) -> Probe:
    """Hand the letter over.

    Raises:
        NoMailServer: none is set.
        MailUnreachable: it does not take it.
    """
    from cli.rounds import open_channel, origin_of
    from notifications.probe import probe

    if not office.settings.mail:
        raise NoMailServer
    sent, channel = probe(origin_of(office)), open_channel(office)
    try:
        channel.send(sent.content, sent.message_id)
    except OSError as error:
        raise MailUnreachable(mail=office.settings.mail, trouble=str(error)) from error
    finally:
        channel.close()
    return sent


def _wait(office: Office, words: Words, sent: Probe, *, until: float) -> Arrived | None:
    """The letter as it came, looked for again and again until a moment."""
    began = running()
    while True:
        found = _look(office, sent)
        left = until - running()
        if found or left <= 0:
            return found
        remark(words.ui("mail_waits", seconds=round(running() - began), left=round(left)))
        time.sleep(min(PAUSE, left))


def _look(office: Office, sent: Probe) -> Arrived | None:
    """Look through what waits in the inbox; the letter is put away, all else is left."""
    from cli.fetching import open_inbox
    from notifications.probe import arrived

    inbox = open_inbox(office, "inbox")
    try:
        for name, content in inbox.letters():
            if found := arrived(content, sent):
                inbox.done(name)
                return found
    except Withheld:  # some other letter cannot be handed out
        return None
    except OSError as error:
        trouble = error.strerror or str(error)
        raise InboxUnreachable(inbox=office.settings.inbox, trouble=trouble) from error
    finally:
        inbox.close()
    return None


def _told(office: Office, sent: Probe, came: Arrived | None) -> dict[str, Any]:
    """All that is known, in plain values."""
    hourly = office.settings.hourly
    return {
        "mail": office.settings.mail,
        "inbox": office.settings.inbox or None,
        "sent_as": sent.message_id,
        "arrived": asdict(came) if came else None,
        "sender_kept": came is not None and came.sender == sent.sender,
        "message_id_kept": came is not None and came.message_id == sent.message_id,
        "subject_kept": came is not None and came.subject == sent.subject,
        "hourly": int(hourly) if hourly else None,
    }


def _show(words: Words, told: dict[str, Any]) -> None:
    say(words.ui("mail_sent", mail=told["mail"], identity=told["sent_as"]))
    came = told["arrived"]
    if came:
        _show_arrived(words, told, came)
    elif told["inbox"]:
        say(words.ui("mail_missing", inbox=told["inbox"]))
    else:
        say(words.ui("mail_unread"))
    hourly = told["hourly"]
    say(words.ui("mail_hourly", count=hourly) if hourly else words.ui("mail_hourly_none"))


def _show_arrived(words: Words, told: dict[str, Any], came: dict[str, Any]) -> None:
    say(words.ui("mail_arrived", seconds=told["seconds"]))
    for name, said in came["results"].items():
        say(f"  {name.upper()}: {', '.join(said) or words.ui('mail_not_said')}")
    for text in came["written"][:1]:
        say(f"  Authentication-Results: {text}")
    for name, word in KEPT.items():
        key = "mail_kept" if told[f"{name}_kept"] else "mail_changed"
        say(f"  {words.ui(key, what=words.ui(word), value=came[name])}")
    if came["return_path"]:
        say(f"  Return-Path: {came['return_path']}")
