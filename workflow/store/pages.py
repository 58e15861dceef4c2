"""The pages of matters, each of the class that its kind has."""

from __future__ import annotations

from typing import cast

from sqlmodel import Session

from workflow.store.models import PAGES, Matter, Page


def found_page(session: Session, matter: Matter) -> Page | None:
    """The page of *matter*; None if it is lost, which `check` says."""
    return cast("Page | None", session.get(PAGES[matter.kind], matter.id))


def any_page(session: Session, matter: Matter) -> Page:
    """The page of *matter*, whatever its kind; raises NoResultFound if it is lost."""
    return cast("Page", session.get_one(PAGES[matter.kind], matter.id))
