"""The papers of one call of register: stored, stamped, and confirmed one by one."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from cli.confirming import confirm, say_it_waits
from cli.draft_typed import TypedDraft
from cli.errors import FileUnreadable
from cli.files import STANDARD_INPUT, Source, sources
from cli.office import Office
from cli.shown.say import fail, say
from papers.draft.draft import Draft
from states.errors import RatswegError
from workflow.acts.stamp import receive
from workflow.errors import NoSuchMatter
from workflow.inbox import arrivals
from workflow.store import named
from workflow.store.find import find
from workflow.store.models import Matter

if TYPE_CHECKING:
    from workflow.views.shapes.cards import MotionCard


@dataclass
class Intake:
    """The papers of one call, and what is typed of them; one that fails holds up no other."""

    office: Office
    typed: TypedDraft
    yes: bool
    quiet: bool
    failed: list[int] = field(default_factory=list)  # exit codes

    def registered(self, papers: list[str]) -> list[MotionCard]:
        """Take *papers* in, or what was typed alone, and have each confirmed; their cards."""
        for text in self.typed.bodies:
            named.body(self.office.law, text.partition(":")[0])
        waiting = self._waiting(papers)
        done = []
        for number in waiting:
            with self._going_on(partial(say_it_waits, self.office, number)):
                change = self._changed if papers else self.typed.corrected
                done.append(confirm(self.office, number, change, yes=self.yes, quiet=self.quiet))
        return done

    def _changed(self, draft: Draft) -> Draft:
        return self.typed.corrected(self.typed.put_into(draft))

    def _waiting(self, papers: list[str]) -> list[int]:
        """The motions that are to be confirmed, stamped where they were not."""
        if not papers:
            draft = self.typed.alone(self.office.words)
            return [self.office.work(lambda desk: receive(desk, draft, None).id)]
        waiting: list[int] = []
        for name in papers:
            with self._going_on():
                waiting += self._taken_in(name)
        return waiting

    def _taken_in(self, name: str) -> list[int]:
        """Store and stamp the papers that *name* stands for, or find the one that waits as that."""
        if name != STANDARD_INPUT and not os.path.exists(name):
            return [_found(self.office, name)]
        stamped: list[int] = []
        for source in sources(name):
            with self._going_on():
                stamped += self._stored(source)
        return stamped

    def _stored(self, source: Source) -> list[int]:
        arrival = arrivals.read(source.file(arrivals.LARGEST * 1_000_000))
        office = self.office
        stamped = office.work(lambda desk: [one.id for one in arrivals.stamp(desk, arrival)])
        for number in stamped if not self.quiet else []:
            with office.look() as session:
                receipt = session.get_one(Matter, number).reference
            say(office.words.ui("stamped", paper=source.name, number=receipt))
        return stamped

    @contextmanager
    def _going_on(self, after: Callable[[], None] = lambda: None) -> Iterator[None]:
        """A paper that fails is told, its exit code noted, and holds up no other."""
        try:
            yield
        except RatswegError as error:
            fail(error, self.office.words)
            self.failed.append(error.exit)
            after()


def _found(office: Office, name: str) -> int:
    try:
        with office.look() as session:
            return find(session, name).id
    except NoSuchMatter:
        if re.search(r"\.[A-Za-z]{2,5}$", name):  # it was meant as a file
            raise FileUnreadable(path=name, trouble=os.strerror(errno.ENOENT)) from None
        raise
