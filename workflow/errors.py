"""What can go wrong with the register, besides what the law refuses."""

from states.errors import Exit, RatswegError


class NoSuchMatter(RatswegError):
    """The reference is not in the register: reference, near."""

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
    """The profile has no such body: body, known."""

    exit = Exit.UNKNOWN


class NoSuchDepartment(RatswegError):
    """The profile has no such department: department, known."""

    exit = Exit.UNKNOWN


class DayInFuture(RatswegError):
    """What has not happened yet cannot be recorded: on, today."""


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


class NetworkDrive(RatswegError):
    """SQLite on a network drive loses writes: path, filesystem."""

    exit = Exit.REGISTER


class ClockBehind(RatswegError):
    """The clock stands before the newest entry: now, newest."""

    exit = Exit.REGISTER


class SeatsUnknown(RatswegError):
    """The profile does not say how many members the body has: body."""

    exit = Exit.REFUSED
