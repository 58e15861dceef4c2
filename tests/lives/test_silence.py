"""Nothing is ever silent: on every day of random lives every open matter has its next question."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from support.drafts import receive
from support.large import times
from support.town import SYSTEM, Town
from support.walks import CARRIED, Walk

from states.errors import RatswegError
from states.roles import Role
from workflow.acts import fix_cadence
from workflow.moves.take import take
from workflow.store.desk import Desk
from workflow.store.told import Told
from workflow.timing.silence import broken, families


def silent(town: Town) -> list[str]:
    """What nobody is asked for in time, as of the town's day."""

    def look(desk: Desk) -> list[str]:
        found = [one for family in families(desk) for one in broken(family)]
        return [f"{o.matter.reference} {o.matter.state}: {o.day}, not until {o.latest}" for o in found]

    return list(town.work(look, SYSTEM, "system"))


def test_on_every_day_of_random_lives_every_open_matter_is_asked_for_in_time(town: Town) -> None:
    walk = Walk(town, seed=11)
    for _ in range(times(60, 1500)):
        for _ in range(walk.random.randint(1, 5)):
            walk.step()
        walk.night(walk.random.choice([0, 1, 1, 3, 7, 20, 45]))
        assert silent(town) == [], town.now.date()
    assert len(walk.seen) >= 15, "the walk has come to few places"
    assert town.findings() == []


@pytest.mark.parametrize("rung", ["task_undated", "task_unassigned", "duty_unassigned", "duty_unclear", "station_waits", "motion_idle"])
def test_a_rung_that_is_missing_is_noticed_where_what_it_asks_for_is_missing(tmp_path: Path, rung: str) -> None:
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    if rung in ("station_waits", "motion_idle"):
        town.registered(committee=True)
        town.work(lambda desk: receive(desk, {"subject": "Neu", "findings": []}, None))
        town.on("2020-10-02").do("BA-111/2020-S1", "shelve", note="vertagt")
        town.do("BA-111/2020-S1", "resume")
        if rung == "motion_idle":
            for station in ("BA-111/2020-S1", "BA-111/2020-S2"):
                town.do(station, "skip", SYSTEM, note="entfällt")
    else:
        town.registered()
        town.on("2020-10-15").vote("BA-111/2020", CARRIED)
        town.on("2020-10-22").round()
        told = Told(interval="P6M", first=date(2021, 9, 30), interpreted_by="OB", note="OB")
        if rung == "duty_unassigned":
            town.work(lambda desk: fix_cadence.fix(desk, take(desk, "BA-111/2020.3-B1")[0], told))
        town.do("BA-111/2020.1-A1", "assign", department="Dezernat 1")
    town.round()
    assert silent(town) == []
    town.law = replace(town.law, rungs=tuple(one for one in town.law.rungs if not one.name.startswith(rung)))
    assert silent(town) != []
    town.store.engine.dispose()


@pytest.mark.parametrize("bound", ["silence_days", "silence_days_lacking"])
def test_the_bounds_are_those_of_the_profile(town: Town, bound: str) -> None:
    town.registered()
    town.work(lambda desk: receive(desk, {"subject": "Neu", "findings": []}, None))
    town.on("2020-10-15").vote("BA-111/2020", CARRIED)
    town.on("2020-10-23").round()
    assert silent(town) == []
    numbers = {**town.law.numbers, bound: replace(town.law.numbers[bound], value=0)}
    town.law = replace(town.law, numbers=numbers)
    assert silent(town) != []


def test_a_year_of_thirty_motions_whose_clerk_does_nothing_is_asked_for_on_every_day(tmp_path: Path) -> None:
    town, random = Town.founded(f"sqlite:///{tmp_path}/register.db"), Random(30)
    for number in range(30):
        town.registered(f"{number:03}", committee=random.random() < 0.3)
    town.on("2020-10-15")
    for number in range(30):
        if random.random() < 0.6:
            with suppress(RatswegError):
                town.vote(f"BA-{number:03}/2020", CARRIED)
    end, days = town.now + timedelta(days=366), 0
    while town.now < end:
        town.round()
        days += 1
        if days % times(4, 1) == 0:
            assert silent(town) == [], town.now.date()
        town.now += timedelta(days=times(14, 1))
    assert town.findings() == []
    heard = {row["reference"].partition(".")[0].partition("-S")[0] for row in town.letters() if not row["skipped"]}
    assert {one.partition("-")[2] for one in heard} >= {f"{number:03}/2020" for number in range(30)}
    town.store.engine.dispose()


def test_what_would_have_been_asked_for_a_year_is_asked_once_and_of_the_clerk_first(town: Town) -> None:
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", CARRIED)
    town.on("2021-09-20").round()
    told = [r for r in town.letters() if r["reference"] == "BA-111/2020.1-A1"]
    assert [r["rung"] for r in told if not r["skipped"]] == ["task_unassigned"], "as an old register meets new rungs"
    assert {r["rung"] for r in told} == {"task_unassigned", "task_unassigned_long", "task_unassigned_mayor"}
    for _day in range(30):
        town.now += timedelta(days=1)
        town.round()
    later = [r["rung"] for r in town.letters() if r["reference"] == "BA-111/2020.1-A1" and not r["skipped"]]
    assert later[:3] == ["task_unassigned", "task_unassigned", "task_unassigned_long"]


def test_a_report_gets_the_department_its_duty_gets_when_it_is_resumed(town: Town) -> None:
    town.registered(points=1)
    town.on("2020-10-15").vote("BA-111/2020", CARRIED)
    duty, told = "BA-111/2020.1-B1", Told(interval="P6M", first=date(2020, 10, 30), interpreted_by="OB", note="OB")
    town.work(lambda desk: fix_cadence.fix(desk, take(desk, duty)[0], told))
    council = frozenset({Role.COUNCIL})
    town.on("2020-11-09").do(duty, "suspend", council, note="Haushalt")
    town.do(duty, "resume", council, department="Dezernat 1", interval="P6M", first=date(2021, 6, 30))
    assert [(r["state"], r["department"]) for r in town.show(duty)["below"]][0] == ("planned", "Dezernat 1")
    assert town.findings() == []
