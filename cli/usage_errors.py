"""What cannot be read of a command line."""

from states.errors import RatswegError


class NoSuchCommand(RatswegError):
    """There is no command of that name: given, near, command."""


class NoSuchOption(RatswegError):
    """The command has no such option: option, near, command."""


class OptionWithoutValue(RatswegError):
    """Nothing stands behind an option that needs it: option, command."""


class OptionTakesNothing(RatswegError):
    """Something stands behind an option that takes nothing: option, command."""


class MissingArgument(RatswegError):
    """The command needs to be told something: name, command."""


class TooMuchGiven(RatswegError):
    """More was told than the command takes: given, command."""


class ValueUnfit(RatswegError):
    """What was told is not of the kind that is wanted: name, value, wanted."""


class UsageRefused(RatswegError):
    """The command line cannot be read: trouble, command."""
