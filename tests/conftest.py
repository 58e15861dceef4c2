"""Registers for the tests: every test that takes `town` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import postgres
from large import ALL
from town import Town


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


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a register that does not exist yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/register.db"
        return
    server = request.getfixturevalue("postgres_server")
    if server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    fresh = postgres.fresh_database(server)
    yield fresh
    postgres.drop_database(server, fresh)


@pytest.fixture
def town(url: str) -> Iterator[Town]:
    town = Town.founded(url)
    yield town
    town.store.engine.dispose()
