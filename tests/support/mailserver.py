"""Real mail servers for the tests: SMTP by aiosmtpd, with TLS, login and ill will on request."""

from __future__ import annotations

import base64
import datetime
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

MARKED = b"Authentication-Results: mx.example.org;\r\n spf=pass smtp.mailfrom=example.org; dkim=pass header.d=example.org;\r\n dmarc=pass\r\n"


@dataclass
class Box:
    """What a server has taken in: Message-IDs with their number, and the bytes of the last."""

    seen: Counter[str] = field(default_factory=Counter)
    letters: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)  # address -> answer to RCPT
    answers: list[str] = field(default_factory=list)  # to the next DATA, one each
    drop_every: int = 0  # the connection ends after every n-th DATA, without an answer
    delay: float = 0.0
    taken: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    shown: list[str] = field(default_factory=list)  # the tokens with which somebody came
    good: Callable[[str, str], bool] | None = None  # (user, token): whether it is let in
    copy_to: list[bytes] | None = None  # a mailbox to which letters go on, as this server marks them

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: Any) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        if self.delay:
            import asyncio

            await asyncio.sleep(self.delay)
        content = bytes(envelope.content or b"")
        identity = next(
            line.split(b":", 1)[1].strip().decode()
            for line in content.splitlines()
            if line.lower().startswith(b"message-id:")
        )
        with self.lock:
            self.seen[identity] += 1
            self.letters[identity] = content
            self.taken += 1
            drop = self.drop_every and self.taken % self.drop_every == 0
        if self.copy_to is not None:
            self.copy_to.append(MARKED + content)
        if drop:
            server.transport.abort()  # type: ignore[union-attr]
        return "250 taken"


class TokenBox(Box):
    """A box that lets in who shows a token, by XOAUTH2 or OAUTHBEARER (RFC 7628)."""

    without: tuple[str, ...] = ("LOGIN", "PLAIN")

    async def auth_XOAUTH2(self, server: SMTP, arguments: list[str]) -> AuthResult:
        return await self._let_in(server, base64.b64decode(arguments[1]).decode(), r"user=(.*?)\x01auth=Bearer (.*?)\x01\x01", "")

    async def auth_OAUTHBEARER(self, server: SMTP, arguments: list[str]) -> AuthResult:
        return await self._let_in(server, base64.b64decode(arguments[1]).decode(), r"n,a=(.*?),\x01auth=Bearer (.*?)\x01\x01", "AQ==")

    async def _let_in(self, server: SMTP, told: str, form: str, goodbye: str) -> AuthResult:
        match = re.fullmatch(form, told)
        assert match is not None, told
        self.shown.append(match[2])
        if self.good is not None and self.good(match[1], match[2]):
            return AuthResult(success=True, auth_data=match[1])
        reason = base64.b64encode(b'{"status":"401"}').decode()
        await server.push(f"334 {reason}")
        assert (await server._reader.readline()).decode().strip() == goodbye
        return AuthResult(success=False, handled=False)


@contextmanager
def serving(box: Box, *, certificate: Path | None = None, tls: bool = False, login: tuple[str, str] | None = None) -> Iterator[int]:
    """The port on which *box* is served; with *certificate* STARTTLS is required, or TLS spoken."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    def authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        assert login is not None and isinstance(data, LoginPassword)
        return AuthResult(success=(data.login.decode(), data.password.decode()) == login)

    options: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0}
    if tls:
        options["ssl_context"] = context
    elif context is not None:
        options |= {"tls_context": context, "require_starttls": True}
    if login is not None:
        options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": not tls}
    if isinstance(box, TokenBox):
        options |= {"auth_required": True, "auth_require_tls": certificate is not None and not tls, "auth_exclude_mechanism": box.without}
    controller = _Controller(box, **options)
    controller.start()
    try:
        yield controller.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    finally:
        controller.stop()


class _Controller(Controller):
    def _trigger_server(self) -> None:
        """aiosmtpd knocks at the port it was told; ours is the one it was given."""
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


def certificate(folder: Path) -> Path:
    """A file with key and certificate for 127.0.0.1, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file
