"""A register made by the migrations is the register that the models declare."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel
from support.town import Town

from workflow.store import models
from workflow.store.database import SCHEMA


def test_migrated_and_declared_schema_are_one(town: Town) -> None:
    assert models.PAGES
    with town.store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_checks_are_there(town: Town) -> None:
    found = inspect(town.store.engine).get_check_constraints("entry")
    assert "steps_count_up" in [check["name"] for check in found]
    assert {fk["name"] for fk in inspect(town.store.engine).get_foreign_keys("matter")} >= {
        "state_is_the_newest_entry"
    }


def test_the_program_knows_its_newest_revision(town: Town) -> None:
    assert town.store.version() == SCHEMA
