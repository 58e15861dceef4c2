"""Several councils in one PostgreSQL database: each register lives in a schema of its own."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import psycopg
import pytest
from support import postgres
from support.town import Town

from states.votes import Tally
from workflow.errors import NoRegister, RegisterUnreachable
from workflow.store.database import Store
from workflow.store.upgrade import create, upgrade


@pytest.fixture
def shared(postgres_server: str | None) -> Iterator[str]:
    """A database with a register in its public schema, and two empty schemas beside it."""
    if postgres_server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    url = postgres.fresh_database(postgres_server)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute('CREATE SCHEMA town_a; CREATE SCHEMA "Town B"')
    Town.founded(url).store.engine.dispose()
    yield url
    postgres.drop_database(postgres_server, url)


def in_schema(url: str, path: str) -> str:
    return f"{url}?options={quote('-csearch_path=' + path.replace(' ', chr(92) + ' '))}"


def lives(town: Town, points: int) -> None:
    """A motion is registered, decided and executable, and the register checks clean."""
    town.on("2020-09-25").registered(points=points)
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    town.on("2020-10-30").round()
    assert town.state("BA-111/2020") == "in_implementation"
    assert (town.count("point"), town.findings()) == (points, [])


def test_two_registers_live_in_two_schemas_of_one_database(shared: str) -> None:
    towns = [Town.founded(in_schema(shared, path)) for path in ("town_a", '"Town B", public')]
    for town, points in zip(towns, (3, 4), strict=True):
        lives(town, points)
    assert [town.count("point") for town in towns] == [3, 4]
    own = Town(Store(shared))
    assert own.count("motion") == 0 and own.findings() == []
    for town in (*towns, own):
        assert upgrade(town.store.ready(), at=town.now) is None
        town.store.engine.dispose()


def test_the_schema_may_be_that_of_the_role(shared: str) -> None:
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute("CREATE ROLE clerk_a LOGIN; ALTER ROLE clerk_a SET search_path = town_a")
        connection.execute("GRANT ALL ON SCHEMA town_a TO clerk_a")
    try:
        town = Town.founded(shared.replace("postgres@", "clerk_a@"))
        lives(town, 3)
        town.store.engine.dispose()
    finally:
        with psycopg.connect(shared, autocommit=True) as connection:
            connection.execute("DROP OWNED BY clerk_a; DROP ROLE clerk_a")


def test_an_empty_schema_holds_no_register_whatever_lies_behind_it(shared: str) -> None:
    with pytest.raises(NoRegister):
        Store(in_schema(shared, "town_a, public")).ready()


def test_a_schema_that_is_not_there_is_a_sentence(shared: str) -> None:
    store, town = Store(in_schema(shared, "nowhere")), Town(Store(shared))
    with pytest.raises(RegisterUnreachable):
        create(store, town.law, trial=True, at=town.now)
