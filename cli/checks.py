"""What only the register can say of a draft: numbers taken, bodies unknown, what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from papers.draft.draft import Finding
from states.reach import doubt, within

if TYPE_CHECKING:
    from cli.office import Office

Draft = dict[str, Any]


def findings_at_registration(office: Office, motion_id: int, draft: Draft) -> list[dict[str, Any]]:
    """What only the register knows: a number already used, the latest permissible meeting."""
    from workflow.acts.stamp import holder
    from workflow.moves.page_changes.motions import latest_for
    from workflow.store.models import Matter, Motion

    found: list[Finding] = []
    with office.look() as session:
        own = session.get_one(Matter, motion_id).reference
        printed = draft.get("receipt_number")
        for number in (printed, draft.get("motion_number")):
            taken = holder(session, number) if number else None
            if taken and taken != own:
                fields = {"number": str(number), "reference": taken}
                found.append(Finding("number_taken", fields))
        received = _received(draft, session.get_one(Motion, motion_id).received, office.today())
        latest = latest_for(office.reading(session), received)
        found += _amended(session, draft)
        found += _doubles(session, session.get_one(Matter, motion_id), draft)
    found += _slips(draft, office.today())
    found += _strangers(office, draft)
    found += _led_in(draft)
    if latest is not None:
        found.append(Finding("latest_meeting", {"day": latest.isoformat()}))
    return [finding.to_json() for finding in found]


def _received(draft: Draft, stamped: date, today: date) -> date:
    read = draft.get("received_on")
    day = date.fromisoformat(read) if read else stamped
    return day if within(day) and day <= today else stamped


def _doubles(session: Any, motion: Any, draft: Draft) -> Iterator[Finding]:
    """Another paper that may be the same, another amendment of the same place: both are kept."""
    from workflow.views import doubles

    for reference in doubles.same_paper(session, motion, draft):
        yield Finding("paper_double", {"reference": reference})
    for reference, points in doubles.same_place(session, motion, draft):
        fields = {"reference": reference, "points": ", ".join(points)}
        yield Finding("amendment_same_place", fields, "amendment")


def _slips(draft: Draft, today: date) -> Iterator[Finding]:
    """Days that were probably misread: a receipt to come, a year that is far away."""
    received = draft.get("received_on")
    if received and date.fromisoformat(received) > today:
        yield Finding("receipt_in_future", {"day": received}, "received_on")
    elif received and _far(received, today):
        yield Finding("day_doubtful", {"day": received}, "received_on")
    for row in draft.get("consultations") or []:
        if row.get("date") and _far(row["date"], today):
            yield Finding("day_doubtful", {"day": row["date"]}, "consultations")
    for duty in draft.get("obligations") or []:
        if duty.get("first_due") and _far(duty["first_due"], today):
            yield Finding("day_doubtful", {"day": duty["first_due"]}, duty.get("item"))


def _far(day: str, today: date) -> bool:
    read = date.fromisoformat(day)
    return not within(read) or doubt(read, today, due=False) is not None


def _strangers(office: Office, draft: Draft) -> Iterator[Finding]:
    """Bodies that this council does not have: a paper of another, or a name that was misread."""
    stations = [row["body"] for row in draft.get("consultations") or []]
    if bodies := _unknown(office, stations):
        yield Finding("station_unknown", {"bodies": bodies}, "consultations")
    recipients = [duty.get("recipient") or "" for duty in draft.get("obligations") or []]
    if bodies := _unknown(office, [one for many in recipients for one in many.split("; ")]):
        yield Finding("recipient_unknown", {"bodies": bodies}, "obligations")


def _unknown(office: Office, bodies: list[str]) -> str:
    return ", ".join(n for n in dict.fromkeys(bodies) if n and office.law.body(n) is None)


def _led_in(draft: Draft) -> Iterator[Finding]:
    """A duty of the lead-in becomes a point of its own."""
    for duty in draft.get("obligations") or []:
        if duty.get("item_index") is None and not duty.get("item"):
            yield Finding("duty_in_lead_in", {"evidence": duty.get("evidence") or ""})


def _amended(session: Any, draft: Draft) -> Iterator[Finding]:
    """What an amendment's points are, and whether the motion it means is here."""
    from workflow.acts.stamp import holder

    targets = (draft.get("amendment") or {}).get("targets") or []
    for number in targets:
        if not holder(session, number):
            yield Finding("amendment_target_unknown", {"number": number}, "amendment")
    if draft.get("amendment"):
        yield Finding("amendment_proposed", {"numbers": ", ".join(targets) or "–"}, "amendment")
