"""Why a paper cannot be read at all."""

from states.errors import RatswegError


class EmptyPaper(RatswegError):
    """There is nothing in it: name."""


class NotText(RatswegError):
    """It is no text: name."""
