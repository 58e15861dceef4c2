"""The conditions of the law: each is one question about the facts, with its legal source."""

from states.facts import (
    Dated,
    DutyFacts,
    Facts,
    MotionFacts,
    PointFacts,
    Referred,
    ReportFacts,
    StationFacts,
    TaskFacts,
    Treated,
    Voted,
)
from states.votes import Outcome, outcome, quorate

# What an act must bring along


def reason_given(facts: Facts) -> bool:
    """An act that ends, returns or refuses something says why (file duty, domain S71)."""
    return bool(facts.note.strip())


def text_given(facts: ReportFacts) -> bool:
    """A report without a text is no report."""
    return bool(facts.text.strip())


def text_short_enough(facts: ReportFacts) -> bool:
    """A report keeps to the number of sentences that the profile allows, if it does."""
    return not facts.sentences_allowed or facts.sentences <= facts.sentences_allowed


def progress_given(facts: Dated) -> bool:
    """An extension is asked for with the progress so far (domain 5.2, 4)."""
    return bool(facts.progress)


def later_than_due(facts: Dated) -> bool:
    """An extension ends later than the day it extends (BGB section 190)."""
    until = facts.until or facts.extension_asked
    return facts.due is None or until is None or until > facts.due


def extension_dated(facts: Dated) -> bool:
    """An extension is granted to the day named, else to the day asked for."""
    return facts.until is not None or facts.extension_asked is not None


def extension_asked(facts: Dated) -> bool:
    """An extension can be refused only if it was asked for."""
    return facts.extension_asked is not None


def wording_given(facts: PointFacts) -> bool:
    """A changed point needs its new wording (SH GO section 39: motions fixed in writing, S62)."""
    return bool(facts.wording.strip())


def body_named(facts: Referred) -> bool:
    """A referral names a body of this council."""
    return facts.body is not None


def submitter_named(facts: MotionFacts) -> bool:
    """Joining or leaving says who."""
    return bool(facts.submitter)


def until_named(facts: Facts) -> bool:
    """Waiting, holding and extending name the day they last."""
    return facts.until is not None


def department_named(facts: TaskFacts) -> bool:
    """A task is assigned to a department that the profile knows."""
    return facts.department is not None and facts.department_known


def interpreter_named(facts: DutyFacts) -> bool:
    """Who fixes an unclear duty is on record: it is interpretation, not council text (O3)."""
    return bool(facts.interpreted_by)


def order_named(facts: MotionFacts) -> bool:
    """Only an order of the supervision has effect, an opinion has none (Freiberg, S22)."""
    return bool(facts.order)


def resolution_named(facts: Facts) -> bool:
    """What is superseded names the later resolution (Chemnitz B-046/2015, S30)."""
    return bool(facts.by_resolution)


# The motion


def number_given(facts: MotionFacts) -> bool:
    """A registered motion has its number."""
    return bool(facts.number)


def point_named(facts: MotionFacts) -> bool:
    """A motion orders something: it has at least one point that is not decided or taken back."""
    return facts.open_points > 0


def submitter_remains(facts: MotionFacts) -> bool:
    """The last submitter withdraws instead of leaving (M9)."""
    return facts.submitters > 1


def advice_complete(facts: MotionFacts) -> bool:
    """Every advising and hearing station is closed, or there is none (M13)."""
    return facts.open_advice == 0


def advice_open(facts: MotionFacts) -> bool:
    """An advising or hearing station is open again."""
    return facts.open_advice > 0


def no_point_decided(facts: MotionFacts) -> bool:
    """A vote that has begun on the points is finished, not deferred."""
    return not facts.adopted_points and not facts.rejected_points


def points_decided(facts: MotionFacts) -> bool:
    """Every point has its result."""
    return not facts.open_points


def all_adopted(facts: MotionFacts) -> bool:
    """Every point that was voted on is adopted, in the wording submitted."""
    return facts.adopted_points > 0 and not facts.rejected_points and not facts.amended_points


def all_adopted_amended(facts: MotionFacts) -> bool:
    """Every point that was voted on is adopted, at least one in new wording."""
    return facts.adopted_points > 0 and not facts.rejected_points and facts.amended_points > 0


def partly_adopted(facts: MotionFacts) -> bool:
    """At least one point is adopted and one rejected."""
    return facts.adopted_points > 0 and facts.rejected_points > 0


def none_adopted(facts: MotionFacts) -> bool:
    """Points were voted on, and none of them is adopted."""
    return facts.adopted_points == 0 and facts.rejected_points > 0


def objection_period_open(facts: MotionFacts) -> bool:
    """The mayor may object within the period of the profile (SaechsGemO section 52(2))."""
    return bool(facts.on and facts.objection_until and facts.on <= facts.objection_until)


def objection_period_over(facts: MotionFacts) -> bool:
    """The period in which the mayor may object is over (SaechsGemO section 52(2))."""
    return bool(facts.today and facts.objection_until and facts.today > facts.objection_until)


def nothing_owed(facts: MotionFacts) -> bool:
    """Every task below has ended and every duty is over (M32)."""
    return facts.owed == 0


def work_owed(facts: MotionFacts) -> bool:
    """A task or duty below is open again (M34)."""
    return facts.owed > 0


def work_to_reopen(facts: MotionFacts) -> bool:
    """Something below was done and can be taken up again (M34)."""
    return facts.redoable > 0


def lapse_foreseen(facts: MotionFacts) -> bool:
    """Pending motions lapse with the term only where the profile says so (no statute: section 33)."""
    return facts.lapses


def was_adopted(facts: MotionFacts) -> bool:
    """The resolution was adopted as submitted."""
    return facts.adopted_as == "adopted"


def was_adopted_amended(facts: MotionFacts) -> bool:
    """The resolution was adopted in new wording."""
    return facts.adopted_as == "adopted_amended"


def was_partly_adopted(facts: MotionFacts) -> bool:
    """The resolution was adopted in part."""
    return facts.adopted_as == "partly_adopted"


# The vote


def put_to_vote(facts: PointFacts) -> bool:
    """The motion has been called up: a body decides by voting (SaechsGemO section 39(5))."""
    return facts.put_to_vote


def quorum_present(facts: Voted) -> bool:
    """At least half of those entitled to vote are present (SaechsGemO section 39; S21)."""
    return bool(facts.tally and facts.voting) and quorate(facts.tally, facts.voting)  # type: ignore[arg-type]


def majority(facts: Voted) -> bool:
    """The tally carries the point (SaechsGemO section 39(6): a tie does not; S16)."""
    return _outcome(facts) is Outcome.ADOPTED


def no_majority(facts: Voted) -> bool:
    """The tally does not carry the point."""
    return _outcome(facts) is Outcome.REJECTED


def _outcome(facts: Voted) -> Outcome | None:
    return outcome(facts.tally, facts.voting) if facts.tally and facts.voting else None


# The station


def meeting_of_this_body(facts: Treated) -> bool:
    """A station is treated in a meeting of its own body."""
    return facts.meeting_body is not None and facts.meeting_body == facts.own_body


def advising(facts: StationFacts) -> bool:
    """The station advises; the role belongs to the station, not to the body (section 41)."""
    return facts.role == "advice"


def hearing(facts: StationFacts) -> bool:
    """The station is a hearing (SaechsGemO section 67)."""
    return facts.role == "hearing"


def deciding(facts: StationFacts) -> bool:
    """The station decides, and its body may (SaechsGemO section 41)."""
    return facts.role == "decision" and facts.may_decide


def not_deciding(facts: StationFacts) -> bool:
    """What a body takes note of it does not decide: that takes a vote (section 39(5))."""
    return facts.role != "decision"


def decision_remains(facts: StationFacts) -> bool:
    """A deciding station closes with the vote, unless another one is left to decide."""
    return facts.role != "decision" or facts.other_decisions > 0


# Task, duty, report


def department_known(facts: TaskFacts) -> bool:
    """The task already has its department."""
    return facts.department_known


def no_department(facts: TaskFacts) -> bool:
    """Nobody is in charge of the task yet."""
    return not facts.department_known


def cadence_complete(facts: DutyFacts) -> bool:
    """It is known when the next report is due (P3)."""
    return facts.cadence_complete


def reported_once(facts: DutyFacts) -> bool:
    """No report is to follow, and those there were are noted or let go (O6)."""
    return facts.once and facts.closed_reports > 0 and facts.open_reports == 0


def last_day_over(facts: DutyFacts) -> bool:
    """The last day of the cadence is over, and nothing is open: nobody need be asked (O6)."""
    return facts.last_day_over and facts.closed_reports > 0 and facts.open_reports == 0


def report_owed(facts: DutyFacts) -> bool:
    """A report that was closed is wanted again (C8: a second report)."""
    return facts.owed_reports > 0


def next_due_passed(facts: DutyFacts) -> bool:
    """The day of the newest report is over or the report is in: the next is planned."""
    return facts.next_due_passed and not facts.once


def final_report_noted(facts: DutyFacts) -> bool:
    """The report that was to be the last is noted (O6: only with an explicit end).

    What else is being written, or in hand, comes to its end first.
    """
    return facts.final_noted and facts.begun_reports == 0


def no_meeting_ahead(facts: DutyFacts) -> bool:
    """Reports are due at meetings, and none is known to come (P3: the duty asks for it)."""
    return not facts.meeting_ahead


def task_named(facts: DutyFacts) -> bool:
    """A report that is due on completion names the task."""
    return facts.after_task is not None
