"""The forms of paper: a new form is a module with `recognises` and `read`, and a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from workflow.intake.forms import chemnitz
from workflow.intake.sections import Parts


@dataclass(frozen=True, slots=True)
class Form:
    """A form of paper: its label, how it is known, and how its parts are found."""

    label: str
    recognises: Callable[[str], bool]
    read: Callable[[str], Parts]


FORMS: tuple[Form, ...] = (Form("chemnitz", chemnitz.recognises, chemnitz.read),)
