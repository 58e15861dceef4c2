"""Runs the migrations on the connection that `workflow/store/upgrade.py` hands over."""

from alembic import context
from sqlalchemy import text

from workflow.store.dialect import is_sqlite

connection = context.config.attributes["connection"]
# Unnamed, the version of another register on the search path would be taken for this one's.
schema = connection.scalar(text("SELECT current_schema()")) if not is_sqlite(connection) else None
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    version_table_schema=schema,
)
context.run_migrations()
