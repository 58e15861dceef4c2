"""What can go wrong with the register, besides what the law refuses."""

from collections.abc import Mapping, Sequence
from typing import Any

from states.errors import Exit, RatswegError


class NoSuchMatter(RatswegError):
    """The reference is not in the register: reference, near."""

    exit = Exit.UNKNOWN


class NoSuchEvent(RatswegError):
    """No chart on the way knows the event: event, reference, known."""

    exit = Exit.UNKNOWN


class Ambiguous(RatswegError):
    """The reference fits several matters: reference, found."""

    exit = Exit.UNKNOWN


class WrongKind(RatswegError):
    """The matter is of another kind than the command needs: reference, kind, wanted."""


class Overtaken(RatswegError):
    """Somebody else moved the matter first: reference."""

    exit = Exit.OVERTAKEN


class NumberTaken(RatswegError):
    """Another matter already has the number: number, reference."""

    exit = Exit.REFUSED


class NoSuchBody(RatswegError):
    """The profile has no such body: body, near, known."""

    exit = Exit.UNKNOWN


class NoSuchDepartment(RatswegError):
    """The register has no such department: department, near, known."""

    exit = Exit.UNKNOWN


class DayInFuture(RatswegError):
    """What has not happened yet cannot be recorded: on, today."""


class BeforeItsCause(RatswegError):
    """An act cannot have happened before what it presupposes: reference, on, earliest, cause."""

    exit = Exit.REFUSED


class OnlyByVote(RatswegError):
    """Points and motions are decided in a vote: reference, motion, point."""

    exit = Exit.REFUSED


class MeetingExists(RatswegError):
    """The body already meets on that day: body, day, reference."""

    exit = Exit.REFUSED


class AlreadyRegistered(RatswegError):
    """The paper was taken in before: name, reference."""

    exit = Exit.REFUSED


class NoCadence(RatswegError):
    """Neither interval nor date: reference."""


class SameValue(RatswegError):
    """The change changes nothing: reference, field, value."""

    exit = Exit.REFUSED


class TooManySteps(RatswegError):
    """One act would write more than it may: limit."""

    exit = Exit.REGISTER


class NoRegister(RatswegError):
    """There is no register at the address: database."""

    exit = Exit.REGISTER


class RegisterExists(RatswegError):
    """A register is already there: database."""

    exit = Exit.REGISTER


class RegisterOlder(RatswegError):
    """The register was made by an older program: found, wanted."""

    exit = Exit.REGISTER


class RegisterNewer(RatswegError):
    """The register was made by a newer program: found, wanted."""

    exit = Exit.REGISTER


class RegisterUnreachable(RatswegError):
    """The database does not answer or is no database: database, trouble."""

    exit = Exit.REGISTER


class RegisterRefuses(RatswegError):
    """The database refused a write: rule."""

    exit = Exit.REGISTER


class RegisterBusy(RatswegError):
    """Somebody else writes for too long: database."""

    exit = Exit.OVERTAKEN


class NoDatabase(RatswegError):
    """Not the address of a register: database."""


class TriggerMissing(RatswegError):
    """The database does not keep one of its rules any more: name."""

    exit = Exit.REGISTER


class NetworkDrive(RatswegError):
    """SQLite on a network drive loses writes: path, filesystem."""

    exit = Exit.REGISTER


class ClockBehind(RatswegError):
    """The clock stands before the newest entry: now, newest."""

    exit = Exit.REGISTER


class SeatsUnknown(RatswegError):
    """The profile does not say how many members the body has: body."""

    exit = Exit.REFUSED


class NoSuchPerson(RatswegError):
    """The profile knows nobody of that name: person, near, known."""

    exit = Exit.UNKNOWN


class NobodysAddress(RatswegError):
    """Nobody in the register has the mail address: address, near."""

    exit = Exit.UNKNOWN


class NoSuchSubmitter(RatswegError):
    """The motion has no submitter of that name: submitter, near, known."""

    exit = Exit.UNKNOWN


class NoSuchAbsence(RatswegError):
    """There is no such absence: number."""

    exit = Exit.UNKNOWN


class BadSpan(RatswegError):
    """A time that ends before it begins: first, last."""


class NoSuchReply(RatswegError):
    """No such answer waits: number."""

    exit = Exit.UNKNOWN


class ReplyWithoutMatter(RatswegError):
    """The answer belongs to no letter of ours: number."""


class NoSuchAnswer(RatswegError):
    """The matter cannot be answered so: answer, reference, known."""

    exit = Exit.REFUSED


class NoSuchMail(RatswegError):
    """No such letter waits: number."""

    exit = Exit.UNKNOWN


class ClockDisagrees(RatswegError):
    """This machine and the database do not agree on the time: now, database."""

    exit = Exit.REGISTER


class RegisterFull(RatswegError):
    """No room is left on the disk: database."""

    exit = Exit.REGISTER


class RegisterReadOnly(RatswegError):
    """The register can be read and not written: database."""

    exit = Exit.REGISTER


class BackupElsewhere(RatswegError):
    """A PostgreSQL register is copied by PostgreSQL's own tools: database."""

    exit = Exit.REFUSED


class BackupExists(RatswegError):
    """A file of that name is there already: path."""

    exit = Exit.REFUSED


class RegisterDamaged(RatswegError):
    """The file of the register is not sound: database, trouble."""

    exit = Exit.REGISTER


class InboxUnreachable(RatswegError):
    """The mailbox does not answer: inbox, trouble."""

    exit = Exit.REGISTER


class LettersSkipped(RatswegError):
    """Some letters could not be taken in, all others were: letters, replies, bounces, papers."""

    exit = Exit.REGISTER


class LettersLater(RatswegError):
    """The time a round reads is over; the rest comes with the next: replies, bounces, papers."""

    exit = Exit.FINDINGS


class TooLargeToKeep(RatswegError):
    """A paper is larger than the register keeps: name, megabytes, largest."""


class NoOrdinaryFile(RatswegError):
    """A link, a pipe or a device where a paper should be: name."""


class RightMissing(RatswegError):
    """The act belongs to another: role."""

    exit = Exit.REFUSED


class BodyStillNamed(RatswegError):
    """A body that open matters name would be gone from the profile: body, references, count."""

    exit = Exit.REFUSED


# These say nothing of what was put in: nothing else would be taken in either.
REGISTER_AWAY = (
    *(RegisterBusy, RegisterUnreachable),
    *(RegisterFull, RegisterReadOnly, RegisterDamaged),
)


class NoSheets(RatswegError):
    """The package that reads XLSX is not installed: name."""


class SheetUnreadable(RatswegError):
    """A list of people that is none, or has no head that is known: name."""


class BadRows(RatswegError):
    """Rows of a list of people are wrong, and nothing of it was written: count.

    `faults` has each with its row, column and reason; `heads` the columns as they were written.
    """

    def __init__(self, faults: Sequence[Any], heads: Mapping[str, str]) -> None:
        self.faults, self.heads = faults, heads
        super().__init__(count=len(faults))


class NotTheClerk(RatswegError):
    """Only who keeps the register may change who is who: actor."""

    exit = Exit.REFUSED


class NoAddress(RatswegError):
    """Not a mail address: given."""


class NoExample(RatswegError):
    """An example address reaches nobody and cannot be confirmed: address."""

    exit = Exit.REFUSED
