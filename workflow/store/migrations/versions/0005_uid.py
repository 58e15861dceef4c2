"""A register has an id of its own, so that two never share a name outside."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Give each register that is there its id."""
    op.add_column(
        "register", sa.Column("uid", AutoString(), nullable=False, server_default="")
    )
    register = sa.table("register", sa.column("uid"))
    op.execute(register.update().values(uid=str(uuid4())))
