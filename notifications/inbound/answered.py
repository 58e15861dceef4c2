"""What a mail says as the answer that it is: what is recorded once somebody confirms it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from notifications.inbound import forms
from states.answers import Answer
from workflow.store.told import Told


def answered(
    text: str,
    meant: Answer,
    received: date,
    *,
    until: date | None = None,
    typed: Told,
    attached: str = "",
) -> Told:
    """What *text* says as *meant*, of a mail *received* on that day; what was *typed* goes before.

    *until* is the last day of an absence, as it was read; *attached* the text of a report that
    is nothing but its files.
    """
    form = forms.read(text, meant, received)
    last = until if meant is Answer.AWAY else form.until
    return replace(
        typed,
        on=received,
        until=typed.until or last,
        note=typed.note or form.reason or ("" if meant is Answer.REPORT else form.text),
        text=typed.text or form.text or attached,
        progress=typed.progress or form.progress,
        next_step=form.next_step,
        obstacles=form.obstacles,
    )
