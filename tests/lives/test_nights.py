"""Nights in which clocks change or a year ends, by the command itself: each occasion once, on its day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from desk.test_command import PAPER, Desk
from sqlalchemy import select
from support.large import ALL
from support.town import Town
from support.unclear import DUTY

from states.votes import Tally
from workflow.acts import fix_cadence
from workflow.moves.take import take
from workflow.rounds.forecast import forecast
from workflow.store.models import Addressee, Matter, Message, Motion
from workflow.store.told import Told

BERLIN = ZoneInfo("Europe/Berlin")
NIGHTS = {
    "2021-03-28": [
        *("2021-03-26T23:30", "2021-03-28T01:30", "2021-03-28T02:30", "2021-03-28T03:30"),
        *("2021-03-29T00:30", "2021-03-29T23:30", "2021-03-30T00:30", "2021-03-30T23:30"),
    ],
    "2021-10-31": [
        *("2021-10-29T23:30", "2021-10-31T01:30", "2021-10-31T02:30+02:00", "2021-10-31T02:30+01:00", "2021-10-31T03:30"),
        *("2021-11-01T00:30", "2021-11-01T23:30", "2021-11-02T00:30", "2021-11-02T23:30"),
    ],
    "2021-01-01": [
        *("2020-12-30T23:30", "2020-12-31T00:30", "2020-12-31T23:30", "2021-01-01T00:30", "2021-01-01T23:30"),
        *("2021-01-04T00:30", "2021-01-04T23:30", "2021-01-05T00:30", "2021-01-05T23:30"),
    ],
}
FEW = [*NIGHTS["2021-10-31"][2:4], *NIGHTS["2021-10-31"][5:7], *NIGHTS["2021-01-01"][2:4], NIGHTS["2021-01-01"][-3]]
Posting = tuple[str, str, int, date]


def clocks(night: str) -> list[str]:
    return [clock for clock in NIGHTS[night] if ALL or clock in FEW]


def round_day(town: Town, clock: str) -> date:
    """The day whose round it is: before the hour from which letters leave, that of yesterday."""
    told = datetime.fromisoformat(clock)
    local = told.astimezone(BERLIN) if told.tzinfo else told
    return local.date() - timedelta(days=local.hour < town.law.mail_hour)


def busy(url: str, night: str) -> Town:
    """A town that owes something on the last day before *night*, on the days around, and monthly."""
    eve = date.fromisoformat(night) - timedelta(days=1)
    town = Town.founded(url)
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    told = Told(interpreted_by="OB", note="OB", department="Dezernat 1", interval="P1M", first=eve)
    town.on((eve - timedelta(days=40)).isoformat())
    town.work(lambda d: fix_cadence.fix(d, take(d, DUTY)[0], told))
    for point, department, until in ((1, "Dezernat 1", eve), (2, "Dezernat 6", eve + timedelta(days=2))):
        town.do(f"BA-111/2020.{point}-A1", "assign", department=department, until=until)
    town.on((date.fromisoformat(clocks(night)[0][:10]) - timedelta(days=1)).isoformat()).round()
    town.write()
    return town


def foreseen(town: Town, until: date) -> set[Posting]:
    def look(desk: Any) -> set[Posting]:
        return {
            (c.matter.reference, c.occasion.rung.name, c.occasion.count, c.occasion.send)
            for c in forecast(desk, until)
            if not c.skipped
        }

    return set(town.work(look))


def posted(town: Town) -> list[Posting]:
    """What was told, and on which day, since the command took over."""
    wanted = select(Message, Matter.reference, Addressee.day).join(Matter, Matter.id == Message.matter_id)
    wanted = wanted.join(Addressee, Addressee.message_id == Message.id).where(Addressee.day > town.now.date())
    with town.store.read() as session:
        return [(reference, m.rung, m.count, day) for m, reference, day in session.execute(wanted.distinct())]


@pytest.mark.parametrize("night", list(NIGHTS) if ALL else list(NIGHTS)[1:])
def test_what_is_due_around_the_night_is_posted_once_and_on_its_day(tmp_path: Path, night: str) -> None:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/register.db")
    town = busy(f"sqlite:///{tmp_path}/register.db", night)
    expected = foreseen(town, round_day(town, clocks(night)[-1]))
    keys = {one[:3] for one in expected}
    assert len(expected) > 2, "enough to compare"
    for clock in clocks(night):
        desk.ok("--clock", clock, "remind")
        by_now = sorted(one for one in expected if one[3] <= round_day(town, clock))
        assert sorted(one for one in posted(town) if one[:3] in keys) == by_now, clock
    sent = [mail for mail in town.mails() if mail.sent_at]
    assert len(sent) == len({(mail.address, mail.digest_of or mail.message_id) for mail in sent}) == len(list(tmp_path.rglob("*.eml"))) > 0
    assert town.on(round_day(town, clocks(night)[-1]).isoformat()).findings() == []
    town.store.engine.dispose()


def test_numbers_and_due_days_go_on_rightly_across_the_year_end(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/register.db")
    town = busy(f"sqlite:///{tmp_path}/register.db", "2021-01-01")
    paper = PAPER.read_text("utf-8").replace("A-901/2020\t", "").replace("Nr. BA-901/2020", "").replace(" 24.09.2020", "")
    for n, clock in enumerate(["2020-12-31T23:30", "2021-01-01T00:30"]):
        (tmp_path / f"{n}.txt").write_text(paper.replace("Wegweiser", f"Weg {n}"), "utf-8")
        desk.ok("--clock", clock, "register", f"{n}.txt", "--yes")
    desk.ok("--clock", "2021-01-01T23:30", "remind")
    with town.store.read() as session:
        motions = session.scalars(select(Motion).order_by(Motion.matter_id)).all()[1:]
        assert [(one.number, one.receipt_number, one.received.isoformat()) for one in motions] == [
            ("BA-112/2020", "A-112/2020", "2020-12-31"),
            ("BA-001/2021", "A-001/2021", "2021-01-01"),
        ]
    due = [report["due"] for report in town.show(DUTY)["below"]]
    assert due == ["2020-12-31", "2021-02-01"], "31 January is a Sunday"
    assert town.on("2021-01-04").findings() == []
    town.store.engine.dispose()
