"""Who acts: the roles of the law, and who may record an act for whom."""

from enum import StrEnum


class Role(StrEnum):
    """In whose right something is done."""

    SUBMITTER = "submitter"  # the group, member or board whose motion it is
    SECRETARIAT = "secretariat"  # stamps and registers what comes in
    CLERK = "clerk"  # the council office, which keeps the register
    CHAIR = "chair"  # leads a meeting
    DEPARTMENT = "department"  # carries a resolution out and reports
    COMMITTEE = "committee"  # a body other than the council, by vote
    COUNCIL = "council"  # the council, by vote
    MAYOR = "mayor"  # executes resolutions and may object to them
    SUPERVISION = "supervision"  # the legal supervision authority
    SYSTEM = "system"  # what follows from facts or time alone


# The council office writes the minutes and so records the acts of others; nobody records for
# the system, and a department only for itself.
RECORDS_FOR: dict[Role, frozenset[Role]] = {
    Role.SECRETARIAT: frozenset({Role.SECRETARIAT, Role.SUBMITTER}),
    Role.CLERK: frozenset(Role) - {Role.SECRETARIAT, Role.SYSTEM},
}


def may_record(held: frozenset[Role]) -> frozenset[Role]:
    """The roles in whose right a person who holds *held* may write an entry."""
    return held.union(*(RECORDS_FOR.get(role, frozenset()) for role in held))
