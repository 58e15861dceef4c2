"""Runs the migrations on the connection that `workflow/store/upgrade.py` hands over."""

from alembic import context
from sqlalchemy import text

connection = context.config.attributes["connection"]
postgresql = connection.dialect.name == "postgresql"
# Unnamed, the version of another register on the search path would be taken for this one's.
schema = connection.scalar(text("SELECT current_schema()")) if postgresql else None
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    version_table_schema=schema,
)
context.run_migrations()
