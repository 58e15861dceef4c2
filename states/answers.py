"""What a department can answer to a reminder, and how far its work has come."""

from __future__ import annotations

from enum import StrEnum


class Progress(StrEnum):
    """How far the work is; whether it is in time is another question (punctuality)."""

    NOT_BEGUN = "not_begun"
    IN_WORK = "in_work"
    PARTLY_DONE = "partly_done"
    DONE = "done"
    NOT_FEASIBLE = "not_feasible"
    OVERTAKEN = "overtaken"


class Answer(StrEnum):
    """The five answers to a reminder (domain.md 11.3, 8), and what else comes by mail."""

    REPORT = "report"
    ON_THE_WAY = "on_the_way"
    EXTENSION = "extension"
    NOT_US = "not_us"
    NOT_FEASIBLE = "not_feasible"
    AWAY = "away"  # an out-of-office mail: proposes an absence
    RECEIPT = "receipt"  # a program says that a letter was read
    OTHER = "other"  # a person must read it


FIVE = (
    *(Answer.REPORT, Answer.ON_THE_WAY, Answer.EXTENSION),
    *(Answer.NOT_US, Answer.NOT_FEASIBLE),
)

# fmt: off
EVENTS: dict[tuple[str, Answer], str] = {
    ("report", Answer.REPORT):       "submit",
    ("task",   Answer.REPORT):       "report_completion",
    **{(kind, answer): event for kind in ("report", "task") for answer, event in (
        (Answer.ON_THE_WAY,   "announce"),
        (Answer.EXTENSION,    "request_extension"),
        (Answer.NOT_US,       "dispute"),
        (Answer.NOT_FEASIBLE, "report_infeasible"),
    )},
}
# fmt: on
# By each of these a department is on record with a word of its own: an answer, or work begun.
SPOKEN = tuple(dict.fromkeys((*EVENTS.values(), "report_part", "wait")))
