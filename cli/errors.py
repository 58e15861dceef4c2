"""What a person can get wrong at the desk, before the law is asked."""

from states.errors import Exit, RatswegError


class SettingInvalid(RatswegError):
    """A setting cannot be used: setting, value, known."""


class BadTally(RatswegError):
    """Not of the form yes/no/abstentions: given."""


class BadDay(RatswegError):
    """Not a day: given."""


class BadMoment(RatswegError):
    """Not a moment: given."""


class BadCorrection(RatswegError):
    """Not of the form field=value, or no such field: given, known."""


class ClockNotToldHere(RatswegError):
    """Only a trial register takes a told clock: database."""

    exit = Exit.REFUSED


class ActorNotToldHere(RatswegError):
    """Only a trial register takes a told person: actor."""

    exit = Exit.REFUSED


class MissingOption(RatswegError):
    """A fact is missing and nobody can be asked: option, why."""


class NoEditor(RatswegError):
    """The editor could not be started or failed: command."""


class FileUnreadable(RatswegError):
    """A file cannot be read: path, trouble."""


class NoPapers(RatswegError):
    """A folder holds nothing to read: path."""


class OnePaper(RatswegError):
    """The option takes one paper: option, count."""


class NoDraft(RatswegError):
    """A file holds no draft: path, trouble."""


class WriteFailed(RatswegError):
    """A file cannot be written: path, trouble."""


class WritesOverInput(RatswegError):
    """What is to be written over is read here, or is the register or the settings: path."""

    exit = Exit.REFUSED


class PersonUnknown(RatswegError):
    """The register knows nobody of this login, or names no roles for them: actor."""

    exit = Exit.REFUSED


class Declined(RatswegError):
    """The person answered no; nothing was written."""

    exit = Exit.REFUSED


class BadDraft(RatswegError):
    """The edited draft cannot be used, as JSON or in these places: trouble."""


class Aborted(RatswegError):
    """The person broke off at a question; nothing was written."""

    exit = Exit.FINDINGS


class OutputLost(RatswegError):
    """All was done, but what was to be said of it could not be written: trouble."""

    exit = Exit.FINDINGS


class Unforeseen(RatswegError):
    """A mistake in the program itself: kind, trouble."""

    exit = Exit.REGISTER


class FileExists(RatswegError):
    """A file of that name is there, and nobody to be asked: path."""

    exit = Exit.REFUSED


class GroupUnknown(RatswegError):
    """This system has no such group: group."""


class SecretExposed(RatswegError):
    """Others can read a file with a password: path, mode."""


class WatcherUnreachable(RatswegError):
    """The watcher who is to hear that all is well does not: host, trouble."""

    exit = Exit.FINDINGS


class MailUnreachable(RatswegError):
    """The mail server does not take a letter: mail, trouble."""

    exit = Exit.REGISTER


class NoMailServer(RatswegError):
    """No mail server is set: letters are laid into a folder."""


class NoInbox(RatswegError):
    """No mailbox is set."""


class FolderAway(RatswegError):
    """The watched folder does not answer: path, trouble."""

    exit = Exit.REGISTER


class ClockJumped(RatswegError):
    """The clock has jumped since the last round: seconds."""

    exit = Exit.REGISTER
