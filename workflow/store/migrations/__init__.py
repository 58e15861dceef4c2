"""Alembic's home: how a register is made and brought up to date."""
