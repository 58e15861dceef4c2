"""Whether what had to be told was: entry, message, addressee, letter and its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import parseaddr

from sqlalchemy import exists, select
from sqlmodel import col

from workflow.store.desk import Desk
from workflow.store.models import Addressee, Entry, Mail, Matter, Message
from workflow.views.check.finding import CheckFinding, Findings, as_bytes


def of_telling(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """Steps of which somebody hears by law, and nobody was told."""
    telling = [entry for entry in entries if _tells(desk, matter, entry)]
    if not telling:
        return
    wanted = select(col(Message.step)).where(
        col(Message.matter_id) == matter.id, col(Message.rung) == "step"
    )
    told = set(desk.session.scalars(wanted))
    for entry in telling:
        if entry.step not in told:
            fields = {"reference": matter.reference, "step": entry.step, "event": entry.event}
            yield CheckFinding("message_missing", fields)


def _tells(desk: Desk, matter: Matter, entry: Entry) -> bool:
    rules = desk.law.charts[matter.kind].table.get((entry.source or "", entry.event), ())
    fitting = [r for r in rules if r.target == entry.target and entry.by in r.by]
    return bool(fitting) and all(rule.tell is not None for rule in fitting)


def of_addressees(desk: Desk) -> Findings:
    """Occasions that were told to nobody, though they were not skipped."""
    told = exists().where(col(Addressee.message_id) == col(Message.id))
    wanted = (
        select(col(Message.rung), col(Message.day), col(Matter.reference))
        .outerjoin(Matter, col(Matter.id) == Message.matter_id)
        .where(~col(Message.skipped), ~told)
        .order_by(col(Message.id))
    )
    for rung, day, reference in desk.session.execute(wanted):
        fields = {"reference": reference or "–", "rung": rung, "day": day}
        yield CheckFinding("addressee_missing_of", fields)


def of_letters(desk: Desk) -> Findings:
    """Letters that are nobody's, and those whose bytes are another's."""
    theirs = exists().where(col(Addressee.mail_id) == col(Mail.id))
    nobodys = select(col(Mail.id), col(Mail.address)).where(~theirs).order_by(col(Mail.id))
    for number, address in desk.session.execute(nobodys):
        yield CheckFinding("letter_without_addressee", {"number": number, "address": address})
    read = BytesHeaderParser(policy=default)
    for number, address, identity, content in _letters(desk):
        headers = read.parsebytes(as_bytes(content))
        found = (headers["Message-ID"] or "").strip(), parseaddr(headers["To"] or "")[1]
        if found != (identity, parseaddr(address)[1]):
            yield CheckFinding("letter_differs", {"number": number, "address": address})


def _letters(desk: Desk) -> Iterator[tuple[int, str, str, bytes]]:
    wanted = select(col(Mail.id), col(Mail.address), col(Mail.message_id), col(Mail.content))
    found = desk.session.execute(wanted.order_by(col(Mail.id)).execution_options(yield_per=50))
    yield from (tuple(row) for row in found)
