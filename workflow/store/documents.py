"""Files that are kept with their matter, as they came."""

from __future__ import annotations

from papers.file import File
from workflow.store.desk import Desk
from workflow.store.models import Document, Matter


def keep(desk: Desk, matter: Matter, file: File) -> None:
    """Store *file* with *matter*."""
    desk.session.add(
        Document(
            matter_id=matter.id,
            name=file.name,
            sha256=file.sha256,
            content=file.content,
            stored=desk.at,
        )
    )
