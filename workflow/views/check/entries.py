"""Whether the entries of a matter are one chain, lawful from the first, and led to its state."""

from __future__ import annotations

from workflow.store import journal
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter
from workflow.views.check.finding import CheckFinding, Findings


def of_chain(_desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """The first gap, or the first digest that is wrong."""
    digest = ""
    for number, entry in enumerate(entries, start=1):
        place = {"reference": matter.reference, "step": entry.step}
        if entry.step != number:
            yield CheckFinding("gap_in_entries", place)
            return
        digest = journal.digest(digest, entry.model_dump())
        if digest != entry.digest:
            yield CheckFinding("digest_wrong", place)
            return


def of_law(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """Entries that no row of the chart permits, or permitted when they were written."""
    chart, source = desk.law.charts[matter.kind], None
    for entry in entries:
        if source is None:
            lawful = entry.event == chart.opening and entry.target == chart.initial
        else:
            lawful = (source, entry.event, entry.target, entry.by) in chart.known
        if not lawful or entry.source != source:
            told = {name: getattr(entry, name) for name in ("step", "event", "target", "by")}
            told["source"] = source or "-"
            yield CheckFinding("entry_without_rule", {"reference": matter.reference, **told})
        source = entry.target


def of_state(_desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """A matter that stands elsewhere than its newest entry says."""
    newest = entries[-1]
    if (matter.step, matter.state) != (newest.step, newest.target):
        fields = {"found": matter.state, "expected": newest.target}
        yield CheckFinding("state_differs", {"reference": matter.reference, **fields})
