"""What a person can get wrong when a council's profile is founded."""

from states.errors import Exit, RatswegError


class QuestionUnanswered(RatswegError):
    """A question that needs an answer got none: question."""


class NoSuchLand(RatswegError):
    """No Land of that name: given, known."""

    exit = Exit.UNKNOWN


class BadBody(RatswegError):
    """No name of a body: given."""


class BodyTwice(RatswegError):
    """Two bodies cannot have one name or short name: given, name."""


class BadExample(RatswegError):
    """No example of a number: given."""


class BadVotes(RatswegError):
    """No number of votes: given."""
