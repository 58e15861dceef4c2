"""Why a paper cannot be read at all."""

from states.errors import Exit, RatswegError


class EmptyPaper(RatswegError):
    """There is nothing in it: name."""


class NotText(RatswegError):
    """It is no text: name."""


class BrokenPaper(RatswegError):
    """It is damaged, or not what its beginning says: name, trouble."""


class EncryptedPaper(RatswegError):
    """It is locked with a password: name."""


class OldOffice(RatswegError):
    """It was written by an Office or Outlook before 2007, or as their old format: name."""


class ForeignFormat(RatswegError):
    """It is a format that no paper comes in: name, found."""


class PaperTooLarge(RatswegError):
    """It is larger, or unpacks to more, than is read: name, limit."""


class TooManyPages(RatswegError):
    """It has more pages than are read: name, pages, limit."""


class TooManyScanned(RatswegError):
    """It has more pages to be recognised from their pictures than are: name, pages, limit."""


class TooManyAttachments(RatswegError):
    """The e-mail has more attachments than are read: name, limit."""


class NestedTooDeep(RatswegError):
    """Mails, tables or elements stand in one another deeper than is read: name."""


class PictureTooLarge(RatswegError):
    """A picture has more millions of pixels than are read: name, limit."""


class ReadingTooLong(RatswegError):
    """Reading took longer than the seconds it has: name, limit."""


class ReadingTooLarge(RatswegError):
    """Reading needs more memory than it has: name, limit."""


class NoOcr(RatswegError):
    """It is a picture, and nothing is there that recognises text in it: name."""


class ReaderFailed(RatswegError):
    """A mistake in the reader; the paper is stored all the same: name, kind."""

    exit = Exit.REGISTER


class ReadingDied(RatswegError):
    """The program was ended again and again while it read the letter: name, times."""
