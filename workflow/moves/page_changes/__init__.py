"""What an event writes on the page of its matter."""

from __future__ import annotations

from workflow.moves.page_changes import duties, motions, reports, stations, tasks
from workflow.moves.page_changes.change import Changes, Effects
from workflow.store.desk import Desk, P
from workflow.store.models import (
    Duty,
    Matter,
    Meeting,
    Motion,
    Page,
    Point,
    Report,
    Station,
    Task,
)
from workflow.store.told import Told

# A change of one of these starts a new ladder of reminders.
STARTS_LADDER = {
    *("due", "department", "anchor", "interval", "asked_from", "office_due", "waiting_since"),
    *("every_meeting", "latest_meeting", "objection_until", "day", "submitted_on"),
}


def changes(desk: Desk, matter: Matter, page: Page, event: str, given: Told) -> Changes:
    """The new values of the page's fields when *event* happens to *matter*."""
    match page:
        case Motion():
            return _made(motions.MOTION, event, (desk, matter, page, given))
        case Point():
            return _made(motions.POINT, event, (desk, matter, page, given))
        case Station():
            changed = _made(stations.STATION, event, (desk, matter, page, given))
            advised = event in stations.ADVICE
            return changed | (stations.advised(desk, page, event, given) if advised else {})
        case Task():
            return _made(tasks.TASK, event, (desk, matter, page, given))
        case Duty():
            return _made(duties.DUTY, event, (desk, matter, page, given))
        case Report():
            return _made(reports.REPORT, event, (desk, matter, page, given))
        case Meeting():
            return _made(stations.MEETING, event, (desk, matter, page, given))


def _made(effects: Effects[P], event: str, about: tuple[Desk, Matter, P, Told]) -> Changes:
    effect = effects.get(event)
    return effect(*about) if effect else {}
