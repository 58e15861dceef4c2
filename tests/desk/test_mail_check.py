"""`mail check`: a letter goes out to the office itself, and what arrived is said."""

from __future__ import annotations

import pytest
from desk.test_command import Desk, desk  # noqa: F401
from support.imapserver import Letterbox, offering
from support.mailserver import MARKED, Box, serving

from notifications.probe import arrived, probe


def test_what_arrived_is_read_back_through_the_inbox_and_said(desk: Desk) -> None:  # noqa: F811
    letters: list[bytes] = []
    box, inbox = Box(copy_to=letters), Letterbox(letters, keeps="\\*")
    with serving(box) as port, offering(inbox, user="rat", password="geheim") as imap:
        desk.environment |= {
            "RATSWEG_MAIL": f"smtp://127.0.0.1:{port}?security=none",
            "RATSWEG_INBOX": f"imap://rat@127.0.0.1:{imap}?security=none",
            "RATSWEG_INBOX_PASSWORD": "geheim",
            "RATSWEG_HOURLY": "30",
        }
        told = desk.json("mail", "check")
        assert told["arrived"]["results"] == {"spf": ["pass"], "dkim": ["pass"], "dmarc": ["pass"]}
        assert told["message_id_kept"] and told["subject_kept"] and told["sender_kept"]
        assert told["hourly"] == 30 and told["seconds"] is not None
        assert inbox.marked == {1}, "it waits for nobody"
        said = desk.ok("mail", "check")
        assert "SPF: pass" in said and "Betreff wie abgegeben: Probe für Größe, Straße – „Übergänge“ und €" in said
        assert "Höchstens 30 Briefe in der Stunde" in said and "geheim" not in said
        box.copy_to = None
        lost = desk.run("mail", "check", "--wait", "1")
        assert lost.returncode == 1 and "nichts angekommen" in lost.stdout
        assert "noch nicht angekommen (0 s; noch 1 s)" in lost.stderr


def test_without_an_inbox_it_says_what_it_could_not_read_and_without_a_server_that(desk: Desk) -> None:  # noqa: F811
    refused = desk.run("mail", "check")
    assert refused.returncode == 2 and "kein Mailserver eingestellt" in refused.stderr
    with serving(Box()) as port:
        desk.environment["RATSWEG_MAIL"] = f"smtp://127.0.0.1:{port}?security=none"
        assert "war nicht zu lesen" in desk.ok("mail", "check")
    away = desk.run("mail", "check")
    assert away.returncode == 6 and "nimmt keinen Brief an" in away.stderr and "Traceback" not in away.stderr


CHANGED = {
    "a subject that is marked": (b"Subject: ", b"Subject: [EXTERN] ", "subject"),
    "another Message-ID": (b"Message-ID: <", b"Message-ID: <other-", "message_id"),
    "another sender": (b"From: ", b"From: noreply-", "sender"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_a_server_changed_is_seen(name: str) -> None:
    from support.examples_of_letters import origin

    sent = probe(origin("de"))
    before, after, field = CHANGED[name]
    came = arrived(MARKED + sent.content, sent)
    assert came is not None
    assert (came.subject, came.message_id, came.sender) == (sent.subject, sent.message_id, sent.sender)
    changed = arrived(sent.content.replace(before, after, 1), sent)
    assert changed is not None and getattr(changed, field) != getattr(sent, field)
    assert changed.results == {"spf": [], "dkim": [], "dmarc": []}
    assert arrived(probe(origin("de")).content, sent) is None, "an earlier one is another"


RESULTS = {
    "several signatures": ("mx.x; dkim=pass header.d=a; dkim=fail header.d=b; spf=softfail", {"spf": ["softfail"], "dkim": ["pass", "fail"], "dmarc": []}),
    "Exchange Online": (
        "spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=example.org; dkim=none (message not signed)\r\n header.d=none;dmarc=bestguesspass action=none header.from=example.org;",
        {"spf": ["pass"], "dkim": ["none"], "dmarc": ["bestguesspass"]},
    ),
    "none": ("mx.x; none", {"spf": [], "dkim": [], "dmarc": []}),
}


@pytest.mark.parametrize("name", RESULTS)
def test_what_the_receiving_server_found_is_read_from_its_own_line_the_first(name: str) -> None:
    from support.examples_of_letters import origin

    sent = probe(origin("en"))
    line, wanted = RESULTS[name]
    forged = "Authentication-Results: other.example; spf=pass; dkim=pass; dmarc=pass\r\n"
    came = arrived(f"Authentication-Results: {line}\r\n{forged}".encode() + sent.content, sent)
    assert came is not None and came.results == wanted and len(came.written) == 2
