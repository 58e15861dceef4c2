"""Whether the page of a matter is what its entries tell."""

from __future__ import annotations

from workflow.store import journal
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Page
from workflow.store.pages import found_page
from workflow.views.check.finding import CheckFinding, Findings


def of_page(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """Every field that differs; or the page is not there at all."""
    page = found_page(desk.session, matter)
    if page is None:
        yield CheckFinding("page_missing", {"reference": matter.reference})
        return
    renamed = journal.RENAMED.get(matter.kind, {})
    told = journal.rebuilt([entry.model_dump() for entry in entries], renamed=renamed)
    for name, found in page.model_dump(mode="json").items():
        # What an entry of an older program could not say is as it is on an empty page.
        expected = told.get(name, _empty(page, name))
        if name != "matter_id" and found != expected:
            fields = {"field": name, "found": found, "expected": expected}
            yield CheckFinding("page_differs", {"reference": matter.reference, **fields})


def _empty(page: Page, name: str) -> object:
    field = type(page).model_fields[name]
    return None if field.is_required() else field.get_default(call_default_factory=True)
