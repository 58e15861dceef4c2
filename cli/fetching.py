"""What comes in by mail: the inbox of answers, and the one of papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import TYPE_CHECKING

from cli.errors import NoInbox, SettingInvalid
from cli.logins import login
from notifications import fetch as fetching
from notifications.fetch import Fetched
from notifications.inboxes import INBOXES as PLACES
from notifications.inboxes import open_inbox as opened
from papers.formats.limits import LIMITS
from papers.formats.patience import within
from states.errors import RatswegError
from workflow.errors import InboxUnreachable, LettersLater, LettersSkipped

if TYPE_CHECKING:
    from cli.office import Office
    from notifications.inboxes.inbox import Inbox
    from workflow.store.desk import Desk

INBOXES = ("inbox", "papers_inbox")  # the settings that name one


def has_inbox(office: Office) -> bool:
    """Whether the settings name an inbox, of answers or of papers."""
    return any(_address(office, setting) for setting in INBOXES)


def fetch(office: Office) -> Fetched:
    """Take in what has come to the inboxes. One that is away holds up no other.

    Raises:
        NoInbox: there is none.
        InboxUnreachable: one does not answer; told after the others.
        LettersSkipped: some letters could not be taken in; told after all others.
        LettersLater: the time of a round is over, and letters are left.
    """
    if not has_inbox(office):
        raise NoInbox
    found = Fetched()
    trouble: list[RatswegError] = []
    with within(LIMITS.seconds_a_round):
        for setting in filter(lambda one: _address(office, one), INBOXES):
            try:
                found += _fetch(office, setting)
            except (InboxUnreachable, LettersSkipped, LettersLater) as error:
                trouble.append(error)
    if trouble:  # that some come later is the least of it
        raise min(trouble, key=lambda error: isinstance(error, LettersLater))
    return found


def _fetch(office: Office, setting: str) -> Fetched:
    inbox = open_inbox(office, setting)
    now, zone = office.now().astimezone(UTC), office.law.timezone

    def work(function: Callable[[Desk], int]) -> int:
        return office.system(function)

    try:
        papers = setting == "papers_inbox"
        return fetching.fetch(inbox, work, now=now, zone=zone, for_papers=papers)
    except OSError as error:
        trouble = error.strerror or str(error)
        raise InboxUnreachable(inbox=_address(office, setting), trouble=trouble) from error
    finally:
        inbox.close()


def open_inbox(office: Office, setting: str) -> Inbox:
    """The inbox that *setting* names.

    Raises:
        SettingInvalid, SecretExposed.
    """
    url = _address(office, setting)
    try:
        return opened(url, login(office.settings, setting))
    except (KeyError, ValueError) as error:
        known = [f"{name}:…" for name in PLACES]
        raise SettingInvalid(setting=setting, value=url, known=known) from error


def _address(office: Office, setting: str) -> str:
    return str(getattr(office.settings, setting))
