"""A motion is called by the number that people know, not by the stamp of its receipt."""

from __future__ import annotations

import re
from pathlib import Path

from support.town import SYSTEM, Town


def test_letters_and_history_name_a_motion_by_its_number(tmp_path: Path) -> None:
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    town.registered(committee=True)
    receipt = town.show("BA-111/2020")["receipt_number"]
    for station in ("BA-111/2020-S1", "BA-111/2020-S2"):
        town.do(station, "skip", SYSTEM, note="entfällt")
    town.on("2020-10-20").round()
    town.write()
    assert [one["rung"] for one in town.letters()][-1] == "motion_idle"
    (mail,) = [one for one in town.mails() if b"liegt keinem" in one.content]
    assert re.findall(rb"B?A-111/2020", mail.content).count(b"A-111/2020") == 0
    assert mail.subject.endswith("(BA-111/2020)")
    named = {e["reference"] for act in town.show("BA-111/2020")["acts"] for e in act["entries"]}
    assert "BA-111/2020" in named and receipt not in named
    town.store.engine.dispose()
