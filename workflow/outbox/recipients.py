"""Who is behind a post on the day: persons and who stands in for them, else the council office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from states.law import Department, Person
from states.rungs import IN_DEPARTMENT, Post
from workflow.store.desk import Desk, page_of
from workflow.store.models import Absence, Bounce, Duty, Matter, Motion, Page, Report, department_on
from workflow.timing.ladders import body_of

# What is told to these is public; of a non-public matter they are not told.
PUBLIC = (Post.BODY, Post.COUNCIL, Post.SUBMITTER)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address, the post it stands for, and the person's name where one is known."""

    post: Post
    address: str
    name: str = ""
    copied: bool = False


def recipients(desk: Desk, matter: Matter, page: Page, posts: Iterable[Post]) -> list[Recipient]:
    """Who is to be told today; each address once, and never nobody.

    A post that nobody fills, or whose address takes no letters, falls to the council office
    (domain.md 11.3, 6). Of a non-public matter only those are told who have a right to it. While
    a duty or its report has no department, that is the council office's to settle.
    """
    wanted = [post for post in posts if matter.public or post not in PUBLIC]
    if isinstance(page, (Duty, Report)) and page.department is None:
        wanted = []
    found: dict[str, Recipient] = {}
    for post in wanted or [Post.CLERK]:
        for one in _behind(desk, matter, page, post) or [council_office(desk)]:
            known = found.get(one.address)
            if known is None or (known.copied and not one.copied):
                found[one.address] = one
    return list(found.values())


def _behind(desk: Desk, matter: Matter, page: Page, post: Post) -> list[Recipient]:
    department = desk.law.departments.get(department_on(page) or "")
    if post in IN_DEPARTMENT:
        return _in_department(desk, department, post) if department else []
    if post in (Post.CHAIR, Post.BODY, Post.COUNCIL):
        name = body_of(desk, matter, page)
        body = desk.law.main_body if post is Post.COUNCIL else desk.law.body(name)
        if body is None:
            return []
        if post is Post.CHAIR:
            return _person(desk, post, body.chair)
        return _mailbox(desk, post, body.address)
    if post is Post.SUBMITTER:
        return _submitters(desk, matter)
    fallback = desk.law.addresses.get("mayor") if post is Post.MAYOR_OFFICE else None
    return _mailbox(desk, post, desk.law.addresses.get(post.value) or fallback)


def _in_department(desk: Desk, department: Department, post: Post) -> list[Recipient]:
    if post is Post.OFFICE:
        return _mailbox(desk, post, department.address)
    if post is Post.DEPUTY:
        person = desk.law.persons.get(department.contact or "")
        return _person(desk, post, person.deputies[0]) if person and person.deputies else []
    name = {
        Post.CONTACT: department.contact,
        Post.OFFICE_HEAD: department.head,
        Post.DEPARTMENT_HEAD: department.director,
    }[post]
    # Without a name the department's own mailbox knows better than the council office.
    return _person(desk, post, name) if name else _mailbox(desk, post, department.address)


def _submitters(desk: Desk, matter: Matter) -> list[Recipient]:
    motion = desk.session.get_one(Matter, matter.root_id or matter.id)
    names = page_of(desk, motion, Motion).submitters if motion.kind == Motion.__tablename__ else []
    known = [(name, desk.law.submitters.get(name)) for name in names]
    return [Recipient(Post.SUBMITTER, address, name) for name, address in known if address]


def _mailbox(desk: Desk, post: Post, address: str | None) -> list[Recipient]:
    if address is None:
        return []
    person = desk.law.person_at(address)
    return _person(desk, post, person.name if person else address)


def _person(desk: Desk, post: Post, name: str | None) -> list[Recipient]:
    present = _present(desk, name, set())
    if present is None:
        return []
    copies = []
    if desk.law.copies and present.name == name:
        deputies = (desk.law.persons[deputy] for deputy in present.deputies)
        copies = [Recipient(post, d.address, d.name, copied=True) for d in deputies]
    return [_to(post, present), *copies]


def _to(post: Post, person: Person) -> Recipient:
    return Recipient(post, person.address, "" if person.name == person.address else person.name)


def stands_in(desk: Desk, post: Post, address: str) -> Recipient | None:
    """Who reads today what *address*, whose owner is away, does not; None if nobody does."""
    person = desk.law.person_at(address) or Person(address, address)
    found = _deputy(desk, person, {person.name})
    return _to(post, found) if found else None


def _present(desk: Desk, name: str | None, asked: set[str]) -> Person | None:
    """The person or mailbox of that name, or the first deputy who is there; None if nobody is."""
    if name is None or name in asked:
        return None
    person = desk.law.persons.get(name) or (Person(name, name) if "@" in name else None)
    if person is None:
        return None
    away = _away(desk)
    if person.name not in away and person.address not in away:
        return person
    return _deputy(desk, person, {*asked, person.name})


def _deputy(desk: Desk, person: Person, asked: set[str]) -> Person | None:
    away = _away(desk)
    named = away.get(person.name) or away.get(person.address)
    for deputy in (*([named] if named else []), *person.deputies):
        found = _present(desk, deputy, asked)
        if found is not None:
            return found
    return None


def _away(desk: Desk) -> dict[str, str | None]:
    """{name or address: the deputy named for the time}: absent today, or taking no letters.

    Of two absences at once the one that names a deputy counts, of two deputies the later.
    """
    if desk.act.away is None:
        absent = (
            select(col(Absence.person), col(Absence.deputy))
            .where(col(Absence.first) <= desk.today, col(Absence.last) >= desk.today)
            .order_by(col(Absence.deputy).is_not(None), col(Absence.id))
        )
        bounced = select(col(Bounce.address))
        desk.act.away = {
            **dict.fromkeys(desk.session.scalars(bounced)),
            **{person: deputy for person, deputy in desk.session.execute(absent)},
        }
    return desk.act.away


def council_office(desk: Desk) -> Recipient:
    """The council office's own mailbox."""
    return Recipient(Post.CLERK, desk.law.office)
