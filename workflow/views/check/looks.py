"""Whether rounds will look at every matter when its page and the law say so."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Register
from workflow.store.pages import found_page
from workflow.timing import next_look
from workflow.views.check.finding import CheckFinding, Findings


def of_looks(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """A next look that is missing, put off, or beyond what was told.

    Days that were computed by another law, as before an upgrade, are computed anew by the
    next round: they say nothing.
    """
    page = found_page(desk.session, matter)
    if page is None or matter.kind not in next_look.LOOKED_AT:
        return  # `pages` says so
    wrong = next_look.amiss(desk, matter, page)
    planned_by = desk.session.scalar(select(col(Register.law))) or entries[-1].law
    if wrong is None or planned_by != desk.law.digest:
        return
    found, due = wrong
    fields = {"reference": matter.reference, "found": found, "expected": due}
    if found is None:
        yield CheckFinding("look_missing", fields)
    else:
        yield CheckFinding("look_put_off", fields)
