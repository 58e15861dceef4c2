"""Nothing is ever silent: on every day of random lives every open matter has its next question."""

from __future__ import annotations

from datetime import date, timedelta

from large import times
from town import SYSTEM, Town
from walks import CARRIED, Walk

from states.roles import Role
from workflow.acts import fix_cadence
from workflow.moves.take import take
from workflow.store.desk import Desk
from workflow.store.given import Given
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
    assert town.findings() == []


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
    duty, told = "BA-111/2020.1-B1", Given(interval="P6M", first=date(2020, 10, 30), interpreted_by="OB", note="OB")
    town.work(lambda desk: fix_cadence.fix(desk, take(desk, duty)[0], told))
    council = frozenset({Role.COUNCIL})
    town.on("2020-11-09").do(duty, "suspend", council, note="Haushalt")
    town.do(duty, "resume", council, department="Dezernat 1", interval="P6M", first=date(2021, 6, 30))
    assert [(r["state"], r["department"]) for r in town.show(duty)["below"]][0] == ("planned", "Dezernat 1")
    assert town.findings() == []
