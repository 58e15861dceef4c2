"""What an event writes on the page of its matter."""

from __future__ import annotations

from typing import Any

from workflow.moves.page_changes import answers, duties, motions, reports, tasks
from workflow.store.desk import Desk
from workflow.store.models import Matter
from workflow.store.told import Told

EFFECTS = {
    **motions.EFFECTS,
    **tasks.EFFECTS,
    **answers.EFFECTS,
    **duties.EFFECTS,
    **reports.EFFECTS,
}

# A change of one of these starts a new ladder of reminders.
STARTS_LADDER = {
    *("due", "department", "anchor", "interval", "asked_from", "office_due", "waiting_since"),
    *("every_meeting", "latest_meeting", "objection_until", "day", "submitted_on"),
}


def changes(desk: Desk, matter: Matter, page: Any, event: str, given: Told) -> dict[str, Any]:
    """The new values of the page's fields when *event* happens to *matter*."""
    effect = EFFECTS.get((matter.kind, event))
    changed = effect(desk, matter, page, given) if effect else {}
    if matter.kind == "station" and event in motions.ADVICE:
        changed |= {"advice": event, "day": given.on or page.day or desk.today}
    return changed
