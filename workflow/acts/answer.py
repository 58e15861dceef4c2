"""What a department answers to a reminder, entered on its matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from papers.file import File
from states.answers import EVENTS, Answer
from states.errors import Term
from workflow.errors import NoSuchAnswer
from workflow.moves.advance import advance
from workflow.store.desk import Desk
from workflow.store.documents import keep
from workflow.store.models import Entry, Matter
from workflow.store.told import Told


def record(
    desk: Desk, matter: Matter, answer: Answer, told: Told, attachments: Sequence[File]
) -> Entry:
    """Enter an answer on its matter; attachments are kept with it.

    Raises:
        NoSuchAnswer: a matter of this kind cannot be answered so.
        NotPermitted, NoSuchStep: the law does not permit it.
    """
    event = EVENTS.get((matter.kind, answer))
    if event is None:
        possible = [Term("answer_name", a) for kind, a in EVENTS if kind == matter.kind]
        meant = Term("answer", answer)
        raise NoSuchAnswer(answer=meant, reference=matter.reference, known=possible)
    papers = tuple(one.sha256 for one in attachments)
    entry = advance(desk, matter, event, replace(told, papers=papers))
    for attachment in attachments:
        keep(desk, matter, attachment)
    return entry
