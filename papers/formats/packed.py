"""Opens the members of a DOCX or ODT: bounded when unpacked, XML without entities or network."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from lxml import etree

from papers.errors import BrokenPaper, EncryptedPaper, NestedTooDeep, PaperTooLarge, ReadingTooLarge
from papers.formats.kinds import BROKEN_ZIP
from papers.formats.limits import LIMITS
from states.errors import RatswegError

_PICTURE = re.compile(r"(?:word/media|Pictures)/[^/]+\.(?:png|jpe?g|tiff?)", re.I)


class Package:
    """The members of an office file; nothing is unpacked before it is asked for."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN_ZIP as error:
            raise BrokenPaper(trouble=str(error)) from error
        self.names = frozenset(self._zip.namelist())
        if len(self.names) > LIMITS.members:
            raise PaperTooLarge(limit=f"{LIMITS.members} members")

    def member(self, name: str) -> bytes:
        """The bytes of a member, b"" if there is none of that name.

        Raises:
            PaperTooLarge: it unpacks to more than the limit, whatever the directory says.
            EncryptedPaper: it is locked.
            BrokenPaper: it cannot be unpacked.
        """
        if name not in self.names:
            return b""
        entry = self._zip.getinfo(name)
        if entry.flag_bits & 1:
            raise EncryptedPaper()
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(LIMITS.unpacked + 1)
        except BROKEN_ZIP as error:
            raise BrokenPaper(trouble=str(error)) from error
        if len(content) > LIMITS.unpacked:
            raise PaperTooLarge(limit=f"{LIMITS.unpacked // 1_000_000} MB")
        return content

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML member, None if there is none; entities stay unresolved.

        Raises:
            BrokenPaper: it is no XML, or its entities grow.
            NestedTooDeep: its elements stand in one another deeper than libxml2 reads (2048).
        """
        content = self.member(name)
        if not content:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise _failure(error) from error

    def text_or_pictures(self, text: str) -> list[str | None]:
        """The pages of *text*; if it has none, None for each picture, which may be a scan."""
        if text.strip() or not self._pictures():
            return [*text.split("\f")]
        return [None] * len(self._pictures())

    def picture(self, number: int) -> bytes:
        """The bytes of a picture, counted as the pages are."""
        return self.member(self._pictures()[number])

    def _pictures(self) -> list[str]:
        return sorted(name for name in self.names if _PICTURE.fullmatch(name))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part of an OOXML file refers to: id -> (last word of the relation, member)."""
        path = PurePosixPath(part)
        root = self.xml(str(path.parent / "_rels" / f"{path.name}.rels"))
        found = {}
        for relation in () if root is None else root:
            target = relation.get("Target", "")
            member = target.lstrip("/") if target.startswith("/") else str(path.parent / target)
            word = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (word, member)
        return found


def _failure(error: etree.XMLSyntaxError) -> RatswegError:
    if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
        return ReadingTooLarge(limit=LIMITS.memory // 1_000_000)
    return NestedTooDeep() if "depth" in str(error) else BrokenPaper(trouble=str(error))
