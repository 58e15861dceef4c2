"""What all tables have in common."""

from sqlmodel import SQLModel
from sqlmodel._compat import SQLModelConfig


class Table(SQLModel):
    """What all tables have in common: nothing is compiled before it is used."""

    model_config = SQLModelConfig(defer_build=True)
