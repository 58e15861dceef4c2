"""Commands about duties and their reports: duty set, report submit, report note."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.answers import Final, Progress, answer
from cli.naming import named_interval
from cli.opening import opened
from cli.options import On, Reason, Reference, Yes, day
from cli.shown.say import say
from workflow.store.told import Told

duty = typer.Typer(no_args_is_help=True)
report = typer.Typer(no_args_is_help=True)


@duty.callback()
def duties_() -> None:
    """Duties to report."""


@duty.command("set")
def set_(
    context: typer.Context,
    reference: Reference,
    every: str = "",
    first: str = "",
    last: str = "",
    to: str = "",
    every_meeting: Annotated[int | None, typer.Option(min=1, max=100)] = None,
    at_meeting: str = "",
    after_task: str = "",
    department: str = "",
    interpreted_by: str = "",
    reason: Reason = "",
    on: On = "",
    yes: Yes = False,
) -> None:
    """Fix the cadence, first day, recipient or department of a duty."""
    from workflow.acts.fix_cadence import fix

    office = opened(context)
    told = Told(
        on=day(on),
        interval=named_interval(every),
        first=day(at_meeting or first),
        at_meeting=bool(at_meeting),
        every_meeting=every_meeting,
        after_task=after_task or None,
        until=day(last),
        recipient=to or None,
        department=department or None,
        interpreted_by=interpreted_by or office.login.name,
        note=reason or interpreted_by or office.login.name,
    )
    _do(office_context=context, reference=reference, act=fix, told=told, wanted="duty", sure=yes)


@report.command()
def submit(
    context: typer.Context,
    reference: Reference,
    text: str = "",
    file: Path | None = None,
    progress: Progress = "",
    next_step: str = "",
    obstacles: str = "",
    attach: list[Path] | None = None,
    final: Final = False,
    on: On = "",
) -> None:
    """Record that a department's report has come in; the next one is planned."""
    answer(
        context,
        reference,
        "report",
        progress=progress,
        next_step=next_step,
        obstacles=obstacles,
        text=text,
        file=file,
        attach=attach,
        final=final,
        on=on,
    )


@report.command()
def note(context: typer.Context, reference: Reference, reason: Reason = "", on: On = "") -> None:
    """Record that the body has taken note of a report."""
    told = Told(on=day(on), note=reason)
    _do(office_context=context, reference=reference, act="note", told=told, wanted="report")


def _do(
    *,
    office_context: typer.Context,
    reference: str,
    act: object,
    told: Told,
    wanted: str,
    sure: bool = False,
) -> None:
    from workflow.moves.advance import advance
    from workflow.moves.take import take
    from workflow.views.aim import aim

    office = opened(office_context)
    words = office.words

    def one(desk: object) -> tuple[str, str, str]:
        (named,) = take(desk, reference)  # type: ignore[arg-type]
        matter = aim(desk, named, act if isinstance(act, str) else None, kind=wanted)  # type: ignore[arg-type]
        if callable(act):
            act(desk, matter, told)
        else:
            advance(desk, matter, str(act), told)  # type: ignore[arg-type]
        return matter.reference, matter.kind, matter.state

    found, kind, state = office.work(one, sure=sure)
    say(f"{found}: {words.label(f'{kind}_state', state)}")
