"""Registers that older versions left: each opens after `upgrade`, goes on, and checks clean."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from desk.test_command import Desk
from sqlalchemy import func, select
from support import postgres

from workflow.store.database import Store
from workflow.store.models import Entry

KEPT = Path(__file__).parents[1] / "registers"
PERSONS = '[persons]\nanna = ["clerk", "secretariat"]\n'  # what `init` of 0.1.0 wrote


def named(path: Path) -> str:
    return path.relative_to(KEPT).as_posix().removesuffix(".gz")


def registers(folder: Path) -> list[Path]:
    """What is kept below *folder*, one folder a version."""
    return sorted(path for path in folder.glob("[0-9]*/*.gz"))


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """The office to which a kept register belongs, on the day after its last entry."""
    path: Path = request.param
    content = gzip.decompress(path.read_bytes())
    (tmp_path / "ratsweg.toml").write_text(PERSONS)
    if path.name.endswith(".db.gz"):
        (tmp_path / "ratsweg.db").write_bytes(content)
        yield office(path, tmp_path, f"sqlite:///{tmp_path}/ratsweg.db")
        return
    server = request.getfixturevalue("postgres_server")
    if server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    url = postgres.fresh_database(server)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(content.decode())  # type: ignore[call-overload]
    yield office(path, tmp_path, url)
    postgres.drop_database(server, url)


class Office(Desk):
    """A desk with a kept register, whose clock is told once."""

    path = Path()
    day = ""

    def run(self, *words: str) -> Any:
        return super().run("--clock", self.day, *words)


def office(path: Path, folder: Path, url: str) -> Office:
    desk = Office(folder, url)
    desk.path = path
    store = Store(url)
    with store.engine.connect() as connection:
        newest = connection.execute(select(func.max(Entry.at))).scalar()
    store.engine.dispose()
    desk.day = (newest.date() + timedelta(days=1)).isoformat()
    return desk


def codes(desk: Desk) -> set[str]:
    """What `check` finds."""
    found = desk.run("check", "--json")
    assert found.returncode in (0, 1), found.stderr
    return {finding["code"] for finding in json.loads(found.stdout)}


def test_registers_of_each_database_are_kept() -> None:
    names = [path.name.split(".", 1) for path in registers(KEPT)]
    files, dumps = ({title for title, end in names if end == wanted} for wanted in ("db.gz", "sql.gz"))
    assert files == dumps >= {"open", "ended", "unconfirmed", "reminded"}


@pytest.mark.parametrize("kept", registers(KEPT), ids=named, indirect=True)
def test_a_kept_register_opens_after_upgrade_goes_on_and_checks_clean(kept: Office) -> None:
    kept.ok("upgrade")
    assert codes(kept) == set()
    whole = kept.json("list", "--all")
    assert whole
    for row in whole:
        assert kept.ok("show", row["reference"])
    kept.ok(*lawful(kept))
    kept.ok("remind")
    kept.day = (date.fromisoformat(kept.day) + timedelta(days=30)).isoformat()
    kept.ok("remind")
    assert codes(kept) == set()


def lawful(kept: Desk) -> list[str]:
    """An act that `next` offers on what is there; where it offers none, a new paper."""
    for row in kept.json("list", "--all"):
        for one in kept.json("next", row["reference"]):
            if not one["missing"] and one["command"].startswith("ratsweg advance"):
                return str(one["command"]).split()[1:]
    typed = ["--subject", "Weiter", "--submitter", "Fraktion Blau", "--point", "weiterzumachen."]
    return ["register", *typed, "--body", "Stadtrat", "--yes"]


def expected(path: Path) -> set[str]:
    """The codes that lie beside a faulty register."""
    return set(path.with_name(path.name.split(".")[0] + ".codes").read_text("utf-8").split())


@pytest.mark.parametrize("kept", registers(KEPT / "faulty"), ids=named, indirect=True)
def test_check_names_the_faults_that_an_older_version_let_happen(kept: Office) -> None:
    kept.ok("upgrade")
    assert codes(kept) == expected(kept.path)
