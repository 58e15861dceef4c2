"""What `show` and `list` print with --json is of the shapes that docs/json.md tells, no more and no less."""

from __future__ import annotations

import gzip
import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desk.test_command import Desk
from register.test_kept_registers import KEPT, PERSONS, registers
from support.drafts import receive
from support.shapes import SHAPES, Seen, keys, row, sheet, validated
from support.town import Town
from support.walks import Walk

from states.law import CHARTS
from states.votes import Outcome, Tally
from workflow.acts import meetings
from workflow.store.database import Store
from workflow.views.lists import Filters, listed
from workflow.views.shapes import VERSION, parts

ROOT = Path(__file__).parents[2]


def whole(town: Town) -> Seen:
    """What is seen in all that can be printed of a register."""
    seen: Seen = set()
    today = town.now.date()
    for kind in CHARTS:
        with town.store.read() as session:
            found = listed(session, town.law, kind, today, Filters(over=True))
            waiting = listed(session, town.law, kind, today, Filters(unconfirmed=True))
        for one in json.loads(json.dumps([*found, *waiting])):
            seen |= row(kind, one) | sheet(town.show(one["reference"]))
    return seen


def readme(folder: Path) -> Seen:
    """The life that the README tells, command by command, and then all that it left."""
    desk = Desk(folder, f"sqlite:///{folder}/readme.db")
    (folder / "examples").symlink_to(ROOT / "examples")
    told = (ROOT / "README.md").read_text("utf-8").split("<!-- life -->")[1].split("<!--")[0]
    for command in re.findall(r"^\$ ratsweg (.*)$", told, re.MULTILINE):
        desk.run(*shlex.split(command))
    seen: Seen = set()
    for kind in CHARTS:
        found = desk.json("list", kind, "--all")
        seen |= set().union(*(row(kind, one) for one in found))
        seen |= sheet(desk.json("show", found[0]["reference"])) if found else set()
    assert {name for name, _ in seen} >= {"MotionRow", "DutySheet", "ReportSheet"}
    return seen


def kept(folder: Path) -> Iterator[Seen]:
    """The registers that older versions left."""
    for path in registers(KEPT):
        if path.name.endswith(".db.gz"):
            here = folder / path.parent.name / path.name.partition(".")[0]
            here.mkdir(parents=True)
            (here / "ratsweg.toml").write_text(PERSONS)
            (here / "ratsweg.db").write_bytes(gzip.decompress(path.read_bytes()))
            Desk(here, url := f"sqlite:///{here}/ratsweg.db").ok("upgrade")
            yield whole(Town(Store(url)))


def walked(folder: Path) -> Seen:
    """A council whose people do at random what they might."""
    walk = Walk(Town.founded(f"sqlite:///{folder}/walked.db"), 7)
    for _ in range(12):
        for _ in range(12):
            walk.step()
        walk.night(20)
    return whole(walk.town)


def seldom(folder: Path) -> Seen:
    """Votes with more and with fewer figures than usual, a meeting, and a paper that waits."""
    town = Town.founded(f"sqlite:///{folder}/seldom.db")
    town.work(lambda desk: meetings.convene(desk, "StR", date(2020, 10, 14)))
    first, second = town.registered("111"), town.registered("112")
    town.work(lambda desk: receive(desk, {"subject": "Neu", "findings": []}, None))
    town.on("2020-10-15").vote(first, Tally(41, 9, 4, present=55))
    town.vote(second, Tally(stated=Outcome.ADOPTED))
    return whole(town)


def test_whatever_is_printed_is_documented_and_whatever_is_documented_is_printed(
    tmp_path: Path,
) -> None:
    seen = readme(tmp_path).union(walked(tmp_path), seldom(tmp_path), *kept(tmp_path))
    printed = {(SHAPES[name], key) for name, key in seen}
    never = {
        f"{name}.{key}"
        for name, shape in SHAPES.items()
        for key in keys(shape)
        if not any(key == one and keys(shape).items() <= keys(of).items() for of, one in printed)
    }
    assert never == set()


MEETING: dict[str, Any] = {
    **{"reference": "StR-2020-10-14", "kind": "meeting", "state": "planned", "public": True},
    **{"turn": 1, "body": "Stadtrat", "day": "2020-10-14", "id": 1, "late_days": 0},
}


@pytest.mark.parametrize(
    "wrong",
    [
        {**MEETING, "new": 1},
        {name: value for name, value in MEETING.items() if name != "day"},
        *({**MEETING, "turn": one} for one in (None, "1", True)),
        *({**MEETING, "day": one} for one in ("14.10.2020", "20201014", "2020-10-14T00:00:00")),
    ],
)
def test_what_is_not_of_its_shape_is_found(wrong: dict[str, Any]) -> None:
    assert row("meeting", MEETING) == {("MeetingRow", name) for name in MEETING}
    with pytest.raises((AssertionError, ValueError)):
        row("meeting", wrong)


def test_a_moment_has_its_offset() -> None:
    assert validated("2020-10-14T06:00:00+00:00", parts.Moment) == set()
    with pytest.raises(AssertionError):
        validated("2020-10-14T06:00:00", parts.Moment)


def test_the_page_tells_the_version_that_is_printed() -> None:
    assert f'`"version": {VERSION}`' in (ROOT / "docs/json.md").read_text("utf-8")
