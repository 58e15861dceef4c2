"""Cuts an answer from what it quotes: above, below and between the quoted lines."""

from __future__ import annotations

import re

from notifications.inbound import quotes
from notifications.inbound.closing import unclosed, unsigned

_WRAPPED = 4  # lines over which programs wrap an attribution
_LONGEST = 400  # characters of one
_HEAD = 16  # lines of the head of a letter
_LOOSE = 2  # lines of it without a label: such as go on, and empty ones
_WIDTH = 68  # characters of a line with the word for which a program had no room
_RULE = re.compile(r"[-_=*~ \t]*")


def own_words(said: str) -> str:
    """The answer without what it quotes, and without signatures; "" if nothing is their own.

    In one pass each line is marked as quoted, opens a quote, or is the writer's own. Where no
    marked line follows an opening, all that follows is quoted.
    """
    lines = said.split("\n")
    blocks: list[list[str]] = [[]]
    at = 0
    while at < len(lines):
        opening = _opening(lines, at)
        if opening and not _marked(lines, at + opening):
            break
        if opening or quotes.marks(lines[at]) or _broken_off(lines, at):
            blocks.append([])
        else:
            blocks[-1].append(lines[at])
        at += opening or 1
    return _joined([block for block in map(_bare, blocks) if block])


def _opening(lines: list[str], at: int) -> int:
    """How many lines from *at* on open a quote; none if it is another line."""
    if not lines[at].strip():
        return 0
    if quotes.separates(lines[at]):
        head = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), at + 1)
        return head - at + _head(lines, head)
    return _attribution(lines, at) or _head(lines, at)


def _attribution(lines: list[str], at: int) -> int:
    """The lines of who wrote what follows: of an unmarked text by a program's words only."""
    for count in range(1, _WRAPPED + 1):
        text = " ".join(line.strip() for line in lines[at : at + count])
        ended = at + count > len(lines) or not lines[at + count - 1].strip()
        if ended or len(text) > _LONGEST:
            return 0
        if text.endswith((":", ">>>")) and quotes.attributes(text):
            named = any(c.isdigit() or c == "@" for c in text)
            marked = named and _marked(lines, at + count)
            return count if marked or quotes.proves(text) else 0
    return 0


def _head(lines: list[str], at: int) -> int:
    """The lines of a letter's head: who wrote it, when or about what, and one thing more."""
    told: set[str] = set()
    loose = last = 0
    for count, line in enumerate(lines[at : at + _HEAD]):
        found = "date" if told and quotes.is_moment(line) else quotes.role(line)
        if not (found or told) and quotes.is_moment("".join(lines[at + 1 : at + 2])):
            found = "sender"  # as Notes writes: a name, under it the moment
        loose = 0 if found else loose + 1
        if loose > _LOOSE or not (found or told):
            break
        told |= {found} - {""}
        last = count + 1 if found else last
    enough = "sender" in told and len(told) > 2 and told & {"date", "subject"}
    return last if enough and quotes.proves("\n".join(lines[at : at + last])) else 0


def _marked(lines: list[str], at: int) -> bool:
    """Whether the next line that says something is marked as quoted."""
    following = (lines[n] for n in range(at, len(lines)) if lines[n].strip())
    return quotes.marks(next(following, ""))


def _broken_off(lines: list[str], at: int) -> bool:
    """Whether a line is the end of a quoted one that was too long for a program."""
    if not 0 < at < len(lines) - 1 or not quotes.marks(lines[at + 1]):
        return False
    before, line = lines[at - 1], lines[at].strip()
    torn = bool(line) and (line[0].islower() or " " not in line)
    no_room = len(before) + len(line.partition(" ")[0]) >= _WIDTH
    return torn and no_room and quotes.marks(before)


def _bare(block: list[str]) -> list[str]:
    """*block* without a signature, a program's footers, and rules and empty lines around it."""
    kept = [line.rstrip() for line in unsigned(block) if not quotes.is_footer(line)]
    while kept and _RULE.fullmatch(kept[-1]):
        kept.pop()
    first = next((n for n, line in enumerate(kept) if line), 0)
    return kept[first:]


def _joined(blocks: list[list[str]]) -> str:
    """The blocks as one text; what closes the letter stands at its end only."""
    bodies = [*map(unclosed, blocks[:-1]), *blocks[-1:]]
    return "\n\n".join("\n".join(body).strip("\n") for body in bodies if body)
