"""Which class of facts the guards of a kind are asked about."""

from states.facts import (
    DutyFacts,
    Facts,
    MeetingFacts,
    MotionFacts,
    PointFacts,
    ReportFacts,
    StationFacts,
    TaskFacts,
)

FACTS: dict[str, type[Facts]] = {
    "motion": MotionFacts,
    "point": PointFacts,
    "station": StationFacts,
    "task": TaskFacts,
    "duty": DutyFacts,
    "report": ReportFacts,
    "meeting": MeetingFacts,
}
