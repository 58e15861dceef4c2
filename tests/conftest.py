"""Registers for the tests: every test that takes `town` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from support import postgres
from support.large import ALL
from support.town import Town

from workflow.store.database import Store


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What a test misses ("no exim: ...") is a failure where everything is to be run."""
    report = yield
    reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
    if ALL and report.skipped and reason.startswith("Skipped: no "):
        report.outcome, report.longrepr = "failed", reason
    return report


@pytest.fixture(scope="session", autouse=True)
def _collect_garbage() -> None:
    """Commands do without; the tests live long."""
    gc.enable()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str | None]:
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def _founded_on_postgres(postgres_server: str) -> str:
    """A register of which the others are copies."""
    founded = postgres.fresh_database(postgres_server)
    Town.founded(founded).store.engine.dispose()
    return founded


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    if request.param == "postgresql" and request.getfixturevalue("postgres_server") is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    return str(request.param)


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a register that does not exist yet."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path}/register.db"
        return
    server = request.getfixturevalue("postgres_server")
    fresh = postgres.fresh_database(server)
    yield fresh
    postgres.drop_database(server, fresh)


@pytest.fixture
def town(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """A town with an empty trial register."""
    if database == "sqlite":
        town = Town.founded(f"sqlite:///{tmp_path}/register.db")
        yield town
        town.store.engine.dispose()
        return
    server = request.getfixturevalue("postgres_server")
    copy = postgres.fresh_database(server, like=request.getfixturevalue("_founded_on_postgres"))
    town = Town(Store(copy))
    yield town
    town.store.engine.dispose()
    postgres.drop_database(server, copy)
