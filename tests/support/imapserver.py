"""A real IMAP server for the tests, by Twisted: one user, one mailbox."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from twisted.cred import checkers, credentials, portal
from twisted.cred.error import UnauthorizedLogin
from twisted.internet import protocol, reactor
from twisted.mail import imap4
from zope.interface import implementer


@dataclass
class Letterbox:
    """The letters of the mailbox, and which have been seen or marked (by number, from 1)."""

    letters: list[bytes]
    seen: set[int] = field(default_factory=set)
    marked: set[int] = field(default_factory=set)  # with our keyword
    keeps: str = ""  # PERMANENTFLAGS; "" says nothing of them
    damaged: dict[int, str] = field(default_factory=dict)  # letter -> NO or BAD
    name: str = "INBOX"


class _Damaged(Exception):
    """A letter that cannot be handed out: NO or BAD."""


@implementer(imap4.IMessage, imap4.IMessageFile)
class _Letter:
    def __init__(self, box: Letterbox, number: int) -> None:
        self.box, self.number = box, number

    def getUID(self) -> int:
        return self.number

    def getFlags(self) -> list[str]:
        flags = {"\\Seen": self.box.seen, "$RatswegTaken": self.box.marked}
        return [flag for flag, numbers in flags.items() if self.number in numbers]

    def getInternalDate(self) -> str:
        return "31-Mar-2021 16:40:00 +0200"

    def getHeaders(self, negate: bool, *names: str) -> dict[str, str]:
        return {}

    def getBodyFile(self) -> BytesIO:
        return BytesIO(self.box.letters[self.number - 1])

    def getSize(self) -> int:
        return len(self.box.letters[self.number - 1])

    def isMultipart(self) -> bool:
        return False

    def open(self) -> BytesIO:
        return BytesIO(self.box.letters[self.number - 1])


@implementer(imap4.IMailbox)
class _Mailbox:
    def __init__(self, box: Letterbox) -> None:
        self.box = box

    def getFlags(self) -> list[str]:
        return ["\\Seen"]

    def getHierarchicalDelimiter(self) -> str:
        return "/"

    def getUIDValidity(self) -> int:
        return 1

    def getUIDNext(self) -> int:
        return len(self.box.letters) + 1

    def getUID(self, message: int) -> int:
        return message

    def getMessageCount(self) -> int:
        return len(self.box.letters)

    def getRecentCount(self) -> int:
        return 0

    def getUnseenCount(self) -> int:
        return len(self.box.letters) - len(self.box.seen)

    def isWriteable(self) -> bool:
        return True

    def addListener(self, listener: Any) -> None:
        pass

    def removeListener(self, listener: Any) -> None:
        pass

    def requestStatus(self, names: Any) -> Any:
        return imap4.statusRequestHelper(self, names)

    def fetch(self, messages: Any, uid: bool) -> list[tuple[int, _Letter]]:
        messages.last = len(self.box.letters)
        wanted = [n for n in messages if 1 <= n <= len(self.box.letters)]
        if len(wanted) == 1 and wanted[0] in self.box.damaged:
            raise _Damaged(self.box.damaged[wanted[0]])
        return [(n, _Letter(self.box, n)) for n in wanted]

    def store(self, messages: Any, flags: Any, mode: int, uid: bool) -> dict[int, list[str]]:
        messages.last = len(self.box.letters)
        for flag in flags if mode > 0 else []:
            {"\\Seen": self.box.seen, "$RatswegTaken": self.box.marked}[str(flag)].update(messages)
        return {n: _Letter(self.box, n).getFlags() for n in messages}

    def destroy(self) -> None:
        pass


@implementer(portal.IRealm)
class _Realm:
    def __init__(self, box: Letterbox) -> None:
        self.box = box

    def requestAvatar(self, user: bytes, mind: Any, *interfaces: Any) -> Any:
        account = imap4.MemoryAccount(user.decode())
        account.addMailbox(self.box.name, _Mailbox(self.box))
        return imap4.IAccount, account, lambda: None


class _Server(imap4.IMAP4Server):
    """Twisted's, with what it lacks: keywords, and letters that are damaged."""

    box: Letterbox

    def _cbSelectWork(self, mbox: Any, cmdName: bytes, tag: bytes) -> None:
        if mbox is not None and self.box.keeps:
            self.sendPositiveResponse(None, f"[PERMANENTFLAGS ({self.box.keeps})]".encode())
        super()._cbSelectWork(mbox, cmdName, tag)

    def search_UNKEYWORD(self, query: list[bytes], id: int, msg: _Letter) -> bool:
        return query.pop(0).decode() not in msg.getFlags()

    def search_SINCE(self, query: list[bytes], id: int, msg: _Letter) -> bool:
        return imap4.parseTime(query.pop(0).decode()) <= imap4.parseTime(msg.getInternalDate())

    def _IMAP4Server__ebFetch(self, failure: Any, tag: bytes) -> None:
        self.setTimeout(self._oldTimeout)
        del self._oldTimeout
        assert failure.check(_Damaged)
        answer = {"NO": self.sendNegativeResponse, "BAD": self.sendBadResponse}[str(failure.value)]
        answer(tag, b"internal error")


@implementer(credentials.ICredentials)
class _Shown:
    """The user and the token of XOAUTH2; who is refused is asked once more, and says nothing."""

    good: Callable[[str, str], bool]

    def __init__(self) -> None:
        self.user, self.refused = "", False

    def getChallenge(self) -> bytes:
        return b'{"status":"401"}' if self.refused else b""

    def setResponse(self, response: bytes) -> None:
        if self.refused:
            assert response == b""
            return
        match = re.fullmatch(r"user=(.*?)\x01auth=Bearer (.*?)\x01\x01", response.decode())
        assert match is not None, response
        self.user = match[1]
        self.refused = not self.good(match[1], match[2])
        self.talked = False

    def moreChallenges(self) -> bool:
        asked, self.talked = self.refused and not self.talked, True
        return asked


@implementer(checkers.ICredentialsChecker)
class _ByToken:
    credentialInterfaces = (credentials.ICredentials,)

    def requestAvatarId(self, shown: _Shown) -> bytes:
        if shown.refused:
            raise UnauthorizedLogin
        return shown.user.encode()


@contextmanager
def offering(box: Letterbox, *, user: str, password: str = "", good: Callable[[str, str], bool] | None = None) -> Iterator[int]:
    """The port on which *box* can be read; with *good* by a token only."""
    checker = checkers.InMemoryUsernamePasswordDatabaseDontUse(**{user: password.encode()})
    gate = portal.Portal(_Realm(box), [checker, *([_ByToken()] if good else [])])
    talks = {b"PLAIN": imap4.PLAINCredentials} if good is None else {b"XOAUTH2": type("_Shown", (_Shown,), {"good": staticmethod(good)})}

    class Factory(protocol.ServerFactory):
        def buildProtocol(self, address: Any) -> Any:
            server = _Server(talks)
            server.box, server.portal = box, gate
            server.factory = self
            return server

    _running()
    ready: list[Any] = []
    up = threading.Event()

    def listen() -> None:
        ready.append(reactor.listenTCP(0, Factory(), interface="127.0.0.1"))  # type: ignore[attr-defined]
        up.set()

    reactor.callFromThread(listen)  # type: ignore[attr-defined]
    assert up.wait(10)
    yield ready[0].getHost().port
    reactor.callFromThread(ready[0].stopListening)  # type: ignore[attr-defined]


def _running() -> None:
    """Start Twisted's loop once; it ends with the tests."""
    if not reactor.running:  # type: ignore[attr-defined]
        threading.Thread(
            target=reactor.run, kwargs={"installSignalHandlers": False}, daemon=True  # type: ignore[attr-defined]
        ).start()
