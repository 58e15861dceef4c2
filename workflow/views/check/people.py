"""Whether those in posts and those who stand in are people the register knows today."""

from __future__ import annotations

from workflow.store.desk import Desk
from workflow.store.people.particulars import Known, known_on, listed
from workflow.views.check.finding import CheckFinding, Findings

HELD = ("contact", "head", "director", "chair", "deputies")


def of_people(desk: Desk) -> Findings:
    """Posts and deputies whose holder is not listed, and logins that two people have."""
    known = known_on(desk.session, desk.today)
    persons = {name for kind, name in known if kind == "person"}
    for (_, name), values in known.items():
        for field in HELD:
            for holder in listed(values.get(field, "")):
                if holder not in persons:
                    yield CheckFinding("holder_unknown", {"name": name, "holder": holder})
    for login, names in _logins(known).items():
        if len(names) > 1:
            yield CheckFinding("login_twice", {"login": login, "names": names})


def _logins(known: Known) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for (kind, name), values in known.items():
        if kind == "person" and values.get("login"):
            found.setdefault(values["login"].casefold(), []).append(name)
    return found
