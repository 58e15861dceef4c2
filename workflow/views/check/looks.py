"""Whether rounds will look at every matter when its page and the law say so."""

from __future__ import annotations

from workflow.store.desk import Desk
from workflow.store.models import PAGES, Entry, Matter
from workflow.timing import next_look
from workflow.views.check.finding import Finding, Findings


def of_looks(desk: Desk, matter: Matter, _entries: list[Entry]) -> Findings:
    """A next look that is missing, put off, or beyond what was told."""
    page = desk.session.get(PAGES[matter.kind], matter.id)
    if page is None or matter.kind not in next_look.LOOKED_AT:
        return  # `pages` says so
    wrong = next_look.amiss(desk, matter, page)
    if wrong is None:
        return
    found, due = wrong
    fields = {"reference": matter.reference, "found": found, "expected": due}
    if found is None:
        yield Finding("look_missing", fields)
    else:
        yield Finding("look_put_off", fields)
