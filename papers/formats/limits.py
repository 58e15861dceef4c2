"""How much of a paper is read: beyond these numbers there is a sentence instead of a draft."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for what comes from outside; a motion of the field stays far below each of them."""

    bytes: int = 50_000_000  # of the file
    unpacked: int = 30_000_000  # bytes of one member of a DOCX or ODT, once unpacked
    members: int = 5_000  # of a DOCX or ODT
    pages: int = 500  # of a PDF
    scanned: int = 40  # pages that must be recognised from their picture
    pixels: int = 60_000_000  # of one picture; A3 at 400 dpi has 31 million
    attachments: int = 30  # of an e-mail, with those of the mails in it
    tables: int = 12  # a table in a cell of a table …
    mails: int = 5  # a mail in a mail in a mail …
    characters: int = 6_000_000  # of the text of a paper; 2,000 pages
    seconds: float = 20  # for a paper, with its pictures
    seconds_a_picture: float = 20  # for recognising one page
    seconds_a_mail: float = 60  # for a mail, with all that came with it
    seconds_a_round: float = 300  # for what a round reads; then it is somebody else's turn
    memory: int = 300_000_000  # bytes of the process that reads, beside twice the paper
    program: int = 50_000_000  # bytes of these that are the program's own, not what it makes of a paper
    addresses: int = 1_000_000_000  # bytes of its address space, where that is all that can be bounded


LIMITS = Limits()
