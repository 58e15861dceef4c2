"""How an answer that came by mail is shown at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.shown.say import say, shown_day
from states.addresses import folded

if TYPE_CHECKING:
    from notifications.inbound.apart import Unpacked
    from notifications.words import Words


def cells(row: dict[str, Any], words: Words) -> list[str]:
    """The row of an answer in the table of all."""
    return [
        str(row["id"]),
        shown_day(words, row["received"]),
        _about(row, words),
        words.label("answer", row["answer"]),
        _sender(row, words),
        str(len(row["files"])),
        row["text"][:60],
    ]


def print_head(row: dict[str, Any], words: Words) -> None:
    """Who wrote, when, about what, and which files came with it."""
    for name in ("received", "until"):
        if row[name]:
            say(f"{words.ui(name)}: {shown_day(words, row[name])}")
    say(f"{words.ui('sender')}: {_sender(row, words)}")
    say(f"{words.ui('reference')}: {_about(row, words)}")
    say(f"{words.ui('answer')}: {words.label('answer', row['answer'])}")
    for name in row["files"]:
        say(f"{words.ui('attachment')}: {name}")


def print_text(own: str, pieces: Unpacked, words: Words, *, raw: bool) -> None:
    """What the writer says; the whole mail where that is wanted, or nothing was found."""
    if pieces.signed:
        say(words.ui("signature_unverified"))
    say()
    found = bool(own.strip())
    if not (raw or found):
        say(words.ui("no_own_words"))
        say()
    if raw or not found:
        say(f"{words.ui('mail_subject')}: {pieces.subject}")
        say()
    for line in (own if found and not raw else pieces.text).splitlines():
        say(line)


def _about(row: dict[str, Any], words: Words) -> str:
    """What it is about, and whether only its subject says so."""
    if row["reference"] or not row["proposed"]:
        return str(row["reference"] or words.ui("none"))
    return words.ui("proposed", reference=row["proposed"])


def _sender(row: dict[str, Any], words: Words) -> str:
    """Who wrote; and who was asked, if that was somebody else."""
    sender, address = str(row["sender"]), row["asked"]
    same = address is None or folded(sender) == folded(address)
    return sender if same else words.ui("sent_instead", sender=sender, asked=address)
