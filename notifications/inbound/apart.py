"""Has a mail read in the process that reads: what a hostile one breaks is only that process."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from notifications import inbound
from notifications.inbound import bodies, headers
from notifications.inbound.bounces import Bounced
from notifications.inbound.parts import parsed
from notifications.inbound.wrappers import signed
from papers.file import File
from papers.formats.apart import APART
from papers.wire import made
from states.errors import RatswegError
from workflow.inbox.mail import Received


def read(content: bytes, *, now: datetime, zone: str) -> Received | Bounced:
    """What a mail seems to say; it is never refused, and never lost: see `inbound.read`."""
    function = "notifications.inbound.apart:plainly"
    try:
        (kind, plain), _ = APART.call(function, content, now=now.isoformat(), zone=zone)
    except RatswegError:  # not within the limits: a person reads the bytes
        return inbound.unread(content, now=now, zone=zone)
    if kind == "bounced":
        bounced: Bounced = made(Bounced, plain)
        return replace(bounced, mail=replace(bounced.mail, content=content))
    received: Received = made(Received, plain)
    return replace(received, content=content)


def plainly(content: bytes, now: str, zone: str) -> tuple[str, dict[str, Any]]:
    """In that process: what a mail says as JSON values, without its bytes."""
    found = inbound.read(content, now=datetime.fromisoformat(now), zone=zone)
    if isinstance(found, Bounced):
        mail = replace(found.mail, content=b"")
        return "bounced", {**asdict(replace(found, mail=mail)), "mail": _bare(mail)}
    return "received", _bare(replace(found, content=b""))


def _bare(mail: Received) -> dict[str, Any]:
    return {**asdict(mail), "content": ""}


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The subject of a mail, all that it says, and the files that came with it.

    *signed* says that it bears a signature, which nobody has verified.
    """

    subject: str = ""
    text: str = ""
    files: tuple[File, ...] = ()
    signed: bool = False


def unpacked(content: bytes) -> Unpacked:
    """Take a mail apart.

    Raises:
        RatswegError: not within the limits.
    """
    said, files = APART.call("notifications.inbound.apart:in_pieces", content)
    named = zip(said["names"], files, strict=True)
    attached = tuple(File(*one) for one in named)
    return Unpacked(said["subject"], said["text"], attached, said["signed"])


def in_pieces(content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """In that process: the pieces of a mail, its files as bytes."""
    mail = parsed(content)
    files = bodies.attachments(content)
    said = {"subject": headers.text(mail, "Subject").strip(), "text": bodies.text(mail)}
    told = {**said, "signed": signed(mail), "names": [file.name for file in files]}
    return told, [file.content for file in files]
