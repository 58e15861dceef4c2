"""A register lives by the text of the profile it took in, whatever becomes of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from support.forked import ratsweg
from support.town import Town

from states.profile import packaged, parse_law
from workflow.errors import RegisterRefuses
from workflow.store.profiles import law_in_force

OWN = packaged("musterstadt").replace("Musterstadt", "Neustadt").replace("M-{n", "NV-{n")


def test_a_register_is_founded_on_a_file_and_keeps_its_text(tmp_path: Path) -> None:
    file = tmp_path / "neustadt.toml"
    file.write_text(OWN, "utf-8")
    environment = {"RATSWEG_ACTOR": "anna", "RATSWEG_DATABASE": f"sqlite:///{tmp_path}/r.db"}
    made = ratsweg("init", "--trial", "--profile", str(file), cwd=tmp_path, env=environment)
    assert made.returncode == 0, made.stderr
    file.unlink()
    shown = ratsweg("list", "motion", cwd=tmp_path, env=environment)
    assert shown.returncode == 0, shown.stderr


@pytest.mark.parametrize("name", ["nirgends.toml", "ordner/nirgends"])
def test_a_file_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    environment = {"RATSWEG_ACTOR": "anna", "RATSWEG_DATABASE": f"sqlite:///{tmp_path}/r.db"}
    refused = ratsweg("init", "--profile", name, cwd=tmp_path, env=environment)
    assert refused.returncode == 2
    assert name in refused.stderr
    assert not (tmp_path / "r.db").exists()


def test_the_text_in_the_register_comes_to_the_same_law(town: Town) -> None:
    with town.store.read() as session:
        assert law_in_force(session).digest == town.law.digest


@pytest.mark.parametrize("attack", ["UPDATE profile SET text = ''", "DELETE FROM profile"])
def test_no_profile_is_changed_or_removed(town: Town, attack: str) -> None:
    with pytest.raises(RegisterRefuses, match="profile_is_never"), town.store.write() as session:
        session.execute(text(attack))


def test_an_own_profile_is_law_like_any_other() -> None:
    assert parse_law("neustadt", OWN, file="neustadt.toml").motion_series == "NV-{number:03}/{year}"
