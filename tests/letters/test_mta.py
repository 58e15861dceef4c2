"""A real mail server of the system (exim) takes the letters, and its own bounce is understood."""

from __future__ import annotations

import email
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from support import postgres
from support.mailserver import certificate
from support.town import SYSTEM, Town

from notifications.channels import open_channel
from notifications.deliver import deliver
from notifications.fetch import fetch
from notifications.inboxes import open_inbox
from states.votes import Tally
from workflow.acts import fix_cadence
from workflow.moves.take import take
from workflow.store.told import Told

EXIM = shutil.which("exim4", path="/usr/sbin:/usr/bin")
USER = "Debian-exim"
GONE = "bearbeitung1"
CONFIGURATION = """
primary_hostname = localhost
domainlist ours = chemnitz.example.org : example.org
daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
spool_directory = {folder}/spool
log_file_path = {folder}/spool/%slog
pid_file_path = {folder}/spool/exim.pid
exim_user = {user}
exim_group = {user}
keep_environment =
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts = *
tls_certificate = {pem}
acl_smtp_rcpt = ours_only
begin acl
ours_only:
  accept domains = +ours
  deny message = not one of ours
begin routers
gone:
  driver = redirect
  local_parts = {gone}
  allow_fail
  data = :fail: no such user here
office:
  driver = accept
  local_parts = ratsbuero
  transport = office
others:
  driver = accept
  transport = others
begin transports
office:
  driver = appendfile
  maildir_format
  directory = {folder}/office
others:
  driver = appendfile
  maildir_format
  directory = {folder}/others
"""

pytestmark = [
    pytest.mark.skipif(EXIM is None, reason="no exim: Debian's package exim4-daemon-light"),
    pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="exim must begin as root"),
]


@contextmanager
def exim() -> Iterator[tuple[Path, int, Path]]:
    """The folder with its maildirs `office` and `others`, its port, and its certificate."""
    who = pwd.getpwnam(USER)
    folder = Path(tempfile.mkdtemp(prefix="exim"))
    port, pem = postgres._free_port(), certificate(folder)
    for path in (folder, pem, *(folder / name for name in ("spool", "office", "others"))):
        path.mkdir(exist_ok=True) if not path.suffix else None
        os.chown(path, who.pw_uid, who.pw_gid)
    file = folder / "exim.conf"
    file.write_text(CONFIGURATION.format(port=port, folder=folder, pem=pem, user=USER, gone=GONE))
    server = subprocess.Popen(
        [str(EXIM), "-C", str(file), "-bdf", "-q10s"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield folder, port, pem
    finally:
        server.terminate()
        server.wait(120)
        shutil.rmtree(folder, ignore_errors=True)


def arrived(maildir: Path, number: int) -> list[bytes]:
    """The letters in a maildir, once there are so many; what is there after two minutes else."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        found = [file.read_bytes() for file in (maildir / "new").glob("*")]
        if len(found) >= number:
            return found
        time.sleep(0.1)
    return found


def test_a_real_mail_server_takes_every_letter_over_starttls_and_its_bounce_marks_the_address() -> None:
    with exim() as (folder, port, pem), tempfile.TemporaryDirectory() as register:
        town = Town.founded(f"sqlite:///{register}/register.db")
        town.registered()
        town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
        told = Told(interval="P6M", first=date(2021, 3, 31), interpreted_by="OB", department="Dezernat 1", note="OB")
        town.work(lambda d: fix_cadence.fix(d, take(d, "BA-111/2020.3-B1")[0], told))
        town.on("2021-03-31").round()
        town.write()
        channel = _opened(f"smtp://localhost:{port}?authority={pem}")
        found = deliver(town.store, channel, lambda: town.now)
        channel.close()
        stored = {mail.message_id: mail for mail in town.mails()}
        assert (found.sent, found.failed) == (len(stored), 0)

        bounced = {i for i, mail in stored.items() if mail.address.startswith(GONE)}
        assert len(bounced) == 1, "the server took it, and could not deliver it"
        letters = arrived(folder / "others", len(stored) - 1)
        assert {email.message_from_bytes(one)["Message-ID"] for one in letters} == set(stored) - bounced
        assert all(b"TLS" in one.split(b"\n\n")[0] for one in letters), "it says that the line was secret"

        assert len(arrived(folder / "office", 1)) == 1
        inbox = open_inbox(f"folder:{folder / 'office'}")
        taken = fetch(inbox, lambda f: bool(town.work(f, SYSTEM, "system")), now=town.now, zone="Europe/Berlin")
        assert (taken.bounces, taken.replies) == (1, 0)
        town.on("2021-04-01").round()
        assert [one["address"] for one in town.addressees("report_late")][0] == "vertretung1@chemnitz.example.org"
        town.store.engine.dispose()


def _opened(url: str):  # type: ignore[no-untyped-def]
    """The channel, once the server answers."""
    import smtplib
    from urllib.parse import urlsplit

    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            smtplib.SMTP("127.0.0.1", urlsplit(url).port, timeout=30).quit()
            break
        except OSError:
            time.sleep(0.1)
    return open_channel(url)
