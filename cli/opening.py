"""How a command comes to its office: the register is opened when the command runs, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.shown.say import settings_of

if TYPE_CHECKING:
    from cli.office import Office


def opened(context: typer.Context) -> Office:
    """The office whose register the settings of this call name; raises as `Office.open`."""
    from cli.office import Office

    return Office.open(settings_of(context))
