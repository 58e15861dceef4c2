"""What a database says, as a failure that has its sentence."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from workflow.errors import (
    Overtaken,
    RegisterBusy,
    RegisterDamaged,
    RegisterFull,
    RegisterReadOnly,
    RegisterRefuses,
    RegisterUnreachable,
)


def refusal(error: DBAPIError, name: str) -> Exception:
    """What the database *name* said of a transaction, as one of our failures; else *error*."""
    said = " ".join(str(error.orig).split())
    if "entry_continues_its_matter" in said or "entry_is_never_repeated" in said:
        return Overtaken(reference="")
    if isinstance(error, IntegrityError) or "_is_never_" in said:
        return RegisterRefuses(rule=said.split(" CONTEXT:")[0])
    if "disk is full" in said or "No space left" in said or "disk I/O error" in said:
        return RegisterFull(database=name)
    if "readonly database" in said or "read-only transaction" in said:
        return RegisterReadOnly(database=name)
    if "malformed" in said:
        return RegisterDamaged(database=name, trouble=said)
    if "locked" in said or "busy" in said or is_locked_out(error):
        return RegisterBusy(database=name)
    no_schema = getattr(error.orig, "sqlstate", "") == "3F000"  # the search path names none
    if isinstance(error, OperationalError) or no_schema or "not a database" in said:
        return RegisterUnreachable(database=name, trouble=said)
    return error


def is_locked_out(error: DBAPIError) -> bool:
    """Whether somebody else held a lock for longer than one was ready to wait."""
    return getattr(error.orig, "sqlstate", "") == "55P03"
