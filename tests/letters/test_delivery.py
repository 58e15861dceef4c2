"""Letters are sent once, whoever sleeps or dies; nobody's letter pays for the server's trouble."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.town import SYSTEM, Town

from cli.office import Office
from cli.rounds import do_round
from cli.settings import Settings
from notifications.channels import open_channel
from notifications.channels.channel import Away, Refused
from notifications.deliver import deliver
from states.addresses import mail_address
from states.votes import Tally
from workflow.errors import InboxUnreachable
from workflow.outbox import queue, undelivered
from workflow.rounds import workers
from workflow.store.models import Mail, Worker

WELL = {"max_age": 900, "max_wait": 86400}


class Recorder:
    """A channel that keeps what it is handed; *doing* happens before each letter."""

    def __init__(self, doing=lambda _channel: None) -> None:  # type: ignore[no-untyped-def]
        self.seen: list[str] = []
        self.doing = doing

    def send(self, content: bytes, message_id: str) -> None:
        self.doing(self)
        self.seen.append(message_id)

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def full(town: Town) -> Town:
    """A town with several letters to send."""
    for number in ("111", "112", "113"):
        town.registered(number)
        town.on("2020-10-15").vote(f"BA-{number}/2020", Tally(41, 9, 4))
    town.on("2020-10-23").round()
    for number in ("111", "112", "113"):
        town.do(f"BA-{number}/2020.1-A1", "assign", department="Dezernat 1", until=date(2021, 1, 29))
    town.write()
    assert len([m for m in town.mails() if not m.sent_at]) >= 3
    return town


def send_all(town: Town, channel: Recorder, *, later: int = 0):  # type: ignore[no-untyped-def]
    moment = town.now + timedelta(minutes=later)
    return deliver(town.store, channel, lambda: moment)


def test_a_worker_that_slept_past_its_lease_sends_nothing_that_another_has_sent(full: Town) -> None:
    other = Recorder()

    def sleeps(channel: Recorder) -> None:
        if not channel.seen:
            send_all(full, other, later=30)  # its lease of ten minutes is over

    slow = Recorder(sleeps)
    send_all(full, slow)
    letters = [m.message_id for m in full.mails()]
    assert sorted(set(slow.seen + other.seen)) == sorted(letters)
    assert len(slow.seen) == 1, "only the letter in hand when it fell asleep"


def test_no_more_letters_leave_in_an_hour_than_are_said_and_the_others_later(full: Town) -> None:
    channel = Recorder()
    for later, sent in ((0, 2), (30, 2), (61, 4)):
        moment = full.now + timedelta(minutes=later)
        deliver(full.store, channel, lambda at=moment: at, hourly=2)  # type: ignore[misc]
        assert len(channel.seen) == min(sent, len(full.mails()))


def test_a_letter_dropped_while_it_was_claimed_is_not_sent(full: Town) -> None:
    last = max(m.id for m in full.mails())

    def drop(channel: Recorder) -> None:
        if not channel.seen:
            full.store.work(lambda s: undelivered.drop(s, full.now, last, "überholt"))

    channel = Recorder(drop)
    send_all(full, channel)
    (dropped,) = [m for m in full.mails() if m.id == last]
    assert dropped.message_id not in channel.seen
    assert dropped.dropped and dropped.sent_at is None


def test_retrying_all_leaves_letters_in_hand_and_dropped_ones_alone(full: Town) -> None:
    first, second, *_ = sorted(m.id for m in full.mails())
    full.store.work(lambda s: undelivered.drop(s, full.now, first, "überholt"))
    claimed = full.store.work(lambda s: queue.claim(s, full.now))
    assert full.store.work(lambda s: undelivered.retry(s, full.now, [])) == 0
    assert full.store.work(lambda s: queue.claim(s, full.now)) == []
    assert second in [m.id for m in claimed]
    assert full.store.work(lambda s: undelivered.retry(s, full.now, [first])) == 1, "by its number it is taken back"
    assert first in [m.id for m in full.store.work(lambda s: queue.claim(s, full.now))]


def test_while_the_server_is_away_no_letter_is_given_up_and_health_says_so(full: Town) -> None:
    def away(_channel: Recorder) -> None:
        raise Away("certificate expired")

    for hour in range(0, 24 * 9, 6):
        tally = send_all(full, Recorder(away), later=60 * hour)
        assert tally.given_up == 0
    full.now += timedelta(days=9)
    full.work(lambda d: workers.begin(d, name="x"), SYSTEM, "system")
    full.work(lambda d: workers.end(d, name="x", counts={}), SYSTEM, "system")
    found = workers.health(full.store, full.now, full.now.date())
    assert found["oldest"] >= 9 * 86400 and not workers.is_well(found, **WELL)
    send_all(full, Recorder(), later=24 * 60)
    assert workers.is_well(workers.health(full.store, full.now, full.now.date()), **WELL)


def test_a_dropped_letter_makes_nobody_ill(full: Town) -> None:
    def refused(_channel: Recorder) -> None:
        raise Refused("550 no such user")

    send_all(full, Recorder(refused))
    full.work(lambda d: workers.begin(d, name="x"), SYSTEM, "system")
    full.work(lambda d: workers.end(d, name="x", counts={}), SYSTEM, "system")
    assert not workers.is_well(workers.health(full.store, full.now, full.now.date()), **WELL)
    for mail in full.mails():
        full.store.work(lambda s, m=mail: undelivered.drop(s, full.now, m.id, "weg"))
    assert workers.is_well(workers.health(full.store, full.now, full.now.date()), **WELL)


def test_a_round_ended_by_a_clock_that_ran_fast_is_no_proof_of_health(town: Town) -> None:
    future = town.now + timedelta(days=400)
    town.store.work(lambda s: s.add(Worker(name="fast", started=future, ended=future)))
    assert not workers.is_well(workers.health(town.store, town.now, town.now.date()), **WELL)
    town.work(lambda d: workers.begin(d, name="right"), SYSTEM, "system")
    town.work(lambda d: workers.end(d, name="right", counts={}), SYSTEM, "system")
    assert workers.is_well(workers.health(town.store, town.now, town.now.date()), **WELL)


def test_an_inbox_that_is_away_makes_the_house_ill_until_it_answers(town: Town, tmp_path: Path) -> None:
    def office(inbox: str) -> Office:
        url = str(town.store.engine.url.render_as_string(False))
        settings = Settings(database=url, spool=str(tmp_path / "spool"), inbox=inbox)
        return Office(settings, town.store, town.law, True, town.now)

    with pytest.raises(InboxUnreachable):
        do_round(office("imaps://a@127.0.0.1:1/INBOX"))
    assert not workers.is_well(workers.health(town.store, town.now, town.now.date()), **WELL)
    (tmp_path / "inbox").mkdir()
    do_round(office(f"folder:{tmp_path}/inbox"))
    assert workers.is_well(workers.health(town.store, town.now, town.now.date()), **WELL)


def test_a_family_stamped_by_a_fast_clock_stops_neither_itself_nor_others(town: Town) -> None:
    town.registered("111")
    town.registered("112")
    town.on("2021-10-15").vote("BA-111/2020", Tally(41, 9, 4))  # the clock is a year ahead
    town.on("2020-10-15").vote("BA-112/2020", Tally(41, 9, 4))
    town.on("2020-10-26").round()
    assert [town.state(f"BA-{n}/2020") for n in ("111", "112")] == ["in_implementation"] * 2
    assert town.findings() == []


def test_a_family_that_cannot_be_looked_at_stops_no_other_and_is_told_of(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in ("111", "112"):
        town.registered(number)
        town.on("2020-10-15").vote(f"BA-{number}/2020", Tally(41, 9, 4))
    from workflow.rounds import remind

    whole, broken = remind.look_at, 1

    def sometimes(desk, root):  # type: ignore[no-untyped-def]
        done = whole(desk, root)
        if root == broken:
            raise ValueError("a row that no code expects")
        return done

    monkeypatch.setattr(remind, "look_at", sometimes)
    town.on("2020-10-26")
    looked = town.work(remind.look, SYSTEM, "system")
    assert looked.troubled == 1
    assert [town.state(f"BA-{n}/2020") for n in ("111", "112")] == ["adopted", "in_implementation"]
    assert workers.health(town.store, town.now, town.now.date())["troubled"] >= 1
    monkeypatch.undo()
    town.on("2020-10-27").round()
    assert town.state("BA-111/2020") == "in_implementation"
    assert workers.health(town.store, town.now, town.now.date())["troubled"] == 0


# What a server says about us, and what it says about a letter


class Script(socketserver.StreamRequestHandler):
    """Answers by *replies*: {the word a line begins with: the answer}."""

    replies: dict[str, str] = {}

    def handle(self) -> None:
        self.wfile.write(b"220 there\r\n")
        for line in self.rfile:
            word = line.split()[0].decode().upper().partition(":")[0] if line.split() else ""
            said = self.replies.get(word, "250 fine")
            self.wfile.write(said.encode() + b"\r\n")


@contextmanager
def saying(**replies: str) -> Iterator[int]:
    """The port of a server that answers so."""
    handler = type("Scripted", (Script,), {"replies": replies})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.parametrize(
    ("replies", "wanted"),
    [
        ({"EHLO": "550 go away", "HELO": "550 go away"}, Away),
        ({"MAIL": "530 authentication required"}, Away),
        ({"MAIL": "554 blocked"}, Away),
        ({"MAIL": "552 too big"}, Refused),
        ({"RCPT": "550 no such user"}, Refused),
        ({"DATA": "554 no"}, Refused),
    ],
)
def test_only_what_the_letter_is_to_blame_for_is_refused_for_good(replies: dict[str, str], wanted: type[OSError]) -> None:
    with saying(**replies) as port:
        channel = open_channel(f"smtp://127.0.0.1:{port}?security=none")
        with pytest.raises(OSError) as told:
            channel.send(b"From: a@b.example\r\nTo: c@d.example\r\n\r\nhello\r\n", "<x@y>")
        channel.close()
    assert isinstance(told.value, wanted)


def test_a_password_may_hold_any_character() -> None:
    with saying(AUTH="535 wrong", EHLO="250 AUTH PLAIN") as port:
        channel = open_channel(f"smtp://anna@127.0.0.1:{port}?security=none", "käse§")
        with pytest.raises(Away, match="wrong"):
            channel.send(b"From: a@b.example\r\nTo: c@d.example\r\n\r\nhello\r\n", "<x@y>")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("amt@stadt-köln.de", "amt@xn--stadt-kln-67a.de"),
        ("amt@chemnitz.de", "amt@chemnitz.de"),
        ("büro@chemnitz.de", None),
        ("amt@", None),
        ("a@b@c.de", None),
        ("amt@x..de", None),
    ],
)
def test_an_address_is_one_that_mail_servers_know(text: str, address: str | None) -> None:
    assert mail_address(text) == address


def test_a_mail_row_says_when_it_was_written(full: Town) -> None:
    assert all(isinstance(m, Mail) and m.written <= full.now for m in full.mails())
