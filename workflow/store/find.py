"""Finds a matter by what people call it: numbers, short forms, words of its subject."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sqlalchemy import false, func, or_, select
from sqlmodel import Session, col

from states.errors import Term
from workflow.errors import Ambiguous, NoSuchMatter, WrongKind
from workflow.store import named
from workflow.store.models import Alias, Matter, Motion
from workflow.store.people.sight import looking

# ÄA-3/21, BA 41/2021, WSW/A-17/2026 or 41/21, and what follows the number of its motion.
_SHORT = re.compile(
    r"(?:(?P<series>[^\W\d_]+(?:[-/][^\W\d_]+)*)[-/\s]*)?0*(?P<number>\d+)"
    r"/(?P<year>\d{2}|\d{4})(?P<rest>[.\-].*)?"
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_YEAR = re.compile(r"(?:19|20|21)\d\d")
_NEWEST = 2000  # references compared for a near one where no year narrows them


def find(session: Session, text: str) -> Matter:
    """The matter that *text* names: a reference, a number, `111/20`, or words of its subject.

    Raises:
        NoSuchMatter: nothing fits; near ones are named.
        Ambiguous: several fit.
    """
    with looking(session):
        return _found(session, unicodedata.normalize("NFC", text.strip()).translate(_DASHES))


def _found(session: Session, wanted: str) -> Matter:
    found = exact(session, wanted) or _short(session, wanted) or _by_words(session, wanted)
    if not found:
        raise NoSuchMatter(reference=wanted, near=near(session, wanted))
    if len(found) > 1:
        raise Ambiguous(reference=wanted, found=sorted(m.reference for m in found)[:5])
    return found[0]


def of_kind(matter: Matter, kind: str) -> Matter:
    """*matter*, if it is of that kind.

    Raises:
        WrongKind.
    """
    if matter.kind != kind:
        kinds = {"kind": Term("kind", matter.kind), "wanted": Term("kind", kind)}
        raise WrongKind(reference=matter.reference, **kinds)
    return matter


def near(session: Session, text: str) -> list[str]:
    """Up to three references that look like *text*, of all that share its year or a number."""
    return named.near(text, [*_alike(session, text), *_beside(session, text)])


def _alike(session: Session, text: str) -> Iterator[str]:
    """The motions and meetings of the year in *text*, and those with one of its other numbers.

    Where no year is named, the newest few with such a number.
    """
    short = _SHORT.fullmatch(text)
    numbers = re.findall(r"\d+", text)
    year = _year(short) if short else next((one for one in numbers if _YEAR.fullmatch(one)), None)
    others = {one.lstrip("0") for one in numbers} - {year, ""}
    patterns = [f"%{year}%"] * bool(year) + [f"%{one}{'/' * bool(year)}%" for one in others]
    motions = select(col(Matter.reference)).where(col(Matter.root_id).is_(None))
    numbered = select(col(Alias.number)).order_by(col(Alias.matter_id).desc())
    for wanted, name in (
        (motions.order_by(col(Matter.id).desc()), col(Matter.reference)),
        (numbered, col(Alias.number)),
    ):
        like = or_(false(), *(name.like(pattern) for pattern in patterns))
        yield from session.scalars(wanted.where(like).limit(None if year else _NEWEST))


def _beside(session: Session, text: str) -> Iterator[str]:
    """What lies below the motion of which *text* names a part that is not there."""
    short = _SHORT.fullmatch(text)
    if short is not None and short["rest"]:
        for motion in _short(session, text[: short.start("rest")]):
            below = select(col(Matter.reference)).where(col(Matter.root_id) == motion.id)
            yield from session.scalars(below.order_by(col(Matter.id)))


def exact(session: Session, text: str) -> list[Matter]:
    """Those of that reference or number: none, one, or two that differ in capitals alone."""
    for name in dict.fromkeys((text, text.upper())):
        matter = session.scalars(select(Matter).where(col(Matter.reference) == name)).first()
        alias = session.get(Alias, name)
        if alias is not None:
            matter = session.get(Matter, alias.matter_id)
        if matter is not None:
            return [matter]
    folded = select(Matter).where(func.lower(Matter.reference) == text.lower())
    return list(session.scalars(folded.limit(2)))


def _short(session: Session, text: str) -> list[Matter]:
    match = _SHORT.fullmatch(text)
    if match is None:
        return []
    tail = f"/{_year(match)}"
    wanted = select(Alias).where(col(Alias.number).like(f"%{int(match['number'])}{tail}"))
    motions = [alias for alias in session.scalars(wanted) if _same(alias.number, match)]
    rest = match["rest"]
    if not rest:
        ids = {alias.matter_id for alias in motions}
        return list(session.scalars(select(Matter).where(col(Matter.id).in_(ids))))
    names = [alias.number + end for alias in motions for end in (rest.upper(), rest)]
    return list(session.scalars(select(Matter).where(col(Matter.reference).in_(names))))


def _year(match: re.Match[str]) -> str:
    return match["year"] if len(match["year"]) == 4 else f"20{match['year']}"


def _same(known: str, asked: re.Match[str]) -> bool:
    """Whether the number *known* is the one *asked* for; without its series it is any series'."""
    match = _SHORT.fullmatch(known)
    if match is None or match["rest"]:
        return False
    series = (asked["series"] or match["series"] or "").casefold()
    same = (int(match["number"]), _year(match)) == (int(asked["number"]), _year(asked))
    return same and (match["series"] or "").casefold() == series


def _by_words(session: Session, text: str) -> list[Matter]:
    words = [re.sub(r"([%_\\])", r"\\\1", word) for word in text.split()]
    if not words or all(len(word) < 3 for word in words):
        return []
    wanted = select(Matter).join(Motion, col(Motion.matter_id) == Matter.id)
    for word in words:
        wanted = wanted.where(
            or_(col(Motion.subject).ilike(f"%{word}%", escape="\\"))
        )
    return list(session.scalars(wanted.limit(6)))
