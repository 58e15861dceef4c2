"""Twice the mail takes at most twice the time, and a little, in every stage of reading it."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

import pytest
from support.growth import BOUND, grows
from support.mails import TODAY, mail, taken

from notifications.inbound import absence, cms, forms, lzfu, parts, tnef
from notifications.inbound.bounces import bounced, is_notice
from notifications.inbound.charsets import decoded
from notifications.inbound.flowed import unfolded
from notifications.inbound.headers import words
from notifications.inbound.transfer import from_base64
from states.answers import Answer
from workflow.inbox.mail import Received

AWAY = parts.parsed(mail("x", Subject="Abwesend"))
NOTICE = parts.parsed(mail("x", From="postmaster@example.org", Subject="failure notice"))
RECEIVED = Received("<a@x>", "a@x", TODAY, Answer.OTHER, b"")


def form(text: str) -> object:
    return forms.read(text, Answer.OTHER, TODAY)


def away(text: str) -> object:
    return absence.tells(AWAY, text), absence.last_day(AWAY, text, TODAY)


def notice(text: str) -> object:
    return is_notice(NOTICE, text), bounced(NOTICE, text, RECEIVED)


def signed(text: str) -> object:
    return cms.signed_content(text.encode("latin-1"))


def packed(text: str) -> object:
    return tnef.unpack(b"\x78\x9f\x3e\x22\0\0" + text.encode("latin-1")), lzfu.unpacked(b"\0" * 8 + b"LZFu\0\0\0\0" + text.encode("latin-1"))


# stage: what it does with a text, and the pieces that such a text is made of
STAGES: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "forms": (form, ("Grund: a\n", "Stand (", "Neue Frist: 30.09.2021\n", "Mit freundlichen Grüßen\n", "Stand\n")),
    "absences": (away, ("bis 02.07.2021 ", "wieder ", "ab 5. Juli ", "bis a b c ", "21.06.-")),
    "bounces": (notice, ("a@b.c ", "<a@b.c>:\n", "Message-ID: <\n", "550 ", "a.a@")),
    "charsets": (lambda text: decoded(text.encode("latin-1"), "utf-8"), ("ü", "Ã¼", "\x84", "\r")),
    "soft lines": (lambda text: unfolded(text, drops=True), ("a \n", ">", "> a \n", "-- \n")),
    "headers": (words, ("=?a?q?x?= ", "=?utf-8?b?w7w=?=", "=?", "=?a?b?")),
    "base64": (lambda text: from_base64(text.encode()), ("QUJD\n", "!", "QUI=\n", "a b\n", "=")),
    "signed messages": (signed, ("0\x80", "$\x80", "\x04\x00", "0\x82\xff\xff")),
    "winmail.dat": (packed, ("\x01\x03\x90\x06\x00\x04\x00\x00\x00abcd\0\0", "\0", "\xff", "\x01\x03\x90\x06\x00\xff\xff\x00\x00")),
}  # fmt: skip


CASES = [(name, piece) for name, (_, pieces) in STAGES.items() for piece in pieces]


@pytest.mark.parametrize(("name", "piece"), CASES, ids=[f"{name}: {piece[:12]!r}" for name, piece in CASES])
def test_twice_the_text_takes_twice_the_time(name: str, piece: str) -> None:
    stage, _ = STAGES[name]
    assert grows(lambda size: piece * (size // len(piece)), stage) <= BOUND**2


def test_a_mail_as_large_as_is_read_takes_seconds() -> None:
    text = "Grund: bis 02.07.2021 wieder\nVon: a@b\nAn: 8:00\n"
    content = mail(base64.encodebytes((text * (parts.READ // len(text))).encode()), Content_Transfer_Encoding="base64")
    began = time.process_time()
    taken(content)
    assert time.process_time() - began < 20
