"""Mail servers that take tokens only: they come from a command or a token server, and are renewed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.imapserver import Letterbox, offering
from support.mailserver import TokenBox, certificate, serving
from support.tokenserver import Issuer, issuing

from cli.errors import SecretExposed, SettingInvalid
from cli.logins import login
from cli.settings import Settings, read_settings
from notifications.channels import open_channel
from notifications.channels.channel import Away
from notifications.inboxes import open_inbox
from notifications.tokens import Client, NoToken, Tokens, by_command, is_safe

LETTER = b"From: rat@example.org\r\nTo: amt@example.org\r\nMessage-ID: <%d@x>\r\nSubject: x\r\n\r\nx\r\n"
SECRET = "sehr-geheim"
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server sees no TLS within this machine


@dataclass
class Clock:
    """Seconds that the test counts."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Place:
    """A token server, who uses it, and mail servers that believe it."""

    issuer: Issuer
    tokens: Tokens
    clock: Clock
    url: str
    box: TokenBox = field(default_factory=TokenBox)

    def good(self, user: str, token: str) -> bool:
        return user == "rat@example.org" and self.issuer.good(token)


@pytest.fixture
def place() -> Iterator[Place]:
    issuer, clock = Issuer(), Clock()
    with issuing(issuer) as url:
        tokens = Tokens(Client(url, "app", SECRET, "https://outlook.office365.com/.default").fetch, clock)
        found = Place(issuer, tokens, clock, url)
        found.box.good = found.good
        yield found


def mailed(place: Place, port: int, *numbers: int) -> None:
    """One connection for each letter."""
    for number in numbers:
        channel = open_channel(f"smtp://rat%40example.org@127.0.0.1:{port}?security=none", place.tokens)
        try:
            channel.send(LETTER % number, f"<{number}@x>")
        finally:
            channel.close()


def test_the_token_server_is_asked_as_a_registered_program_asks(place: Place) -> None:
    assert place.issuer.good(place.tokens.told())
    assert place.issuer.forms == [
        {"grant_type": "client_credentials", "client_id": "app", "client_secret": SECRET, "scope": "https://outlook.office365.com/.default"}
    ]


@pytest.mark.parametrize("without", [("LOGIN", "PLAIN"), ("LOGIN", "PLAIN", "XOAUTH2")])
def test_letters_go_out_with_a_token_that_serves_until_shortly_before_its_end(place: Place, without: tuple[str, ...]) -> None:
    place.box.without = without  # without XOAUTH2 it is OAUTHBEARER
    with serving(place.box) as port:
        mailed(place, port, 1, 2)
        assert len(place.issuer.forms) == 1
        place.clock.now += 3600 - 119  # two minutes before its end
        mailed(place, port, 3)
    assert len(place.issuer.forms) == 2 and len(set(place.box.shown)) == 2
    assert sorted(place.box.seen) == ["<1@x>", "<2@x>", "<3@x>"]


def test_over_tls_too(place: Place, tmp_path: Path) -> None:
    pem = certificate(tmp_path)
    with serving(place.box, certificate=pem) as port:
        channel = open_channel(f"smtp://rat%40example.org@localhost:{port}?authority={pem}", place.tokens)
        channel.send(LETTER % 1, "<1@x>")
        channel.close()
    assert list(place.box.seen) == ["<1@x>"]


def test_a_token_that_ended_before_its_time_is_renewed_once_and_the_letter_goes(place: Place) -> None:
    with serving(place.box) as port:
        mailed(place, port, 1)
        place.issuer.end_all()
        mailed(place, port, 2)
        assert len(place.issuer.forms) == 2 and sorted(place.box.seen) == ["<1@x>", "<2@x>"]
        place.issuer.true_life = 0  # whatever it gives is no good
        place.issuer.end_all()
        with pytest.raises(Away) as told:
            mailed(place, port, 3)
    assert len(place.issuer.forms) == 3, "once"
    assert not any(token in str(told.value) for token in place.issuer.given) and "535" in str(told.value)


def test_answers_are_fetched_with_a_token_and_a_new_one_when_it_has_ended(place: Place) -> None:
    box = Letterbox([LETTER % 1])
    with offering(box, user="rat@example.org", good=place.good) as port:
        url = f"imap://rat%40example.org@127.0.0.1:{port}?security=none"

        def letters() -> list[bytes]:
            inbox = open_inbox(url, place.tokens)
            try:
                return [content for _, content in inbox.letters()]
            finally:
                inbox.close()

        assert letters() == [LETTER % 1]
        place.issuer.end_all()
        assert letters() == [LETTER % 1] and len(place.issuer.forms) == 2
        place.issuer.true_life = 0
        place.issuer.end_all()
        with pytest.raises(OSError) as told:
            letters()
    assert len(place.issuer.forms) == 3 and not any(token in str(told.value) for token in place.issuer.given)


def test_a_refused_client_is_told_without_its_secret_even_if_the_server_repeats_it(place: Place) -> None:
    with pytest.raises(NoToken) as told:
        Client(place.url, "app", "falsch-und-geheim").fetch()
    assert "401 invalid_client AADSTS7000215" in str(told.value) and "falsch" not in str(told.value)
    assert "falsch" not in repr(Client(place.url, "app", "falsch-und-geheim"))
    with serving(place.box) as port, pytest.raises(Away, match="invalid_client"):
        place.issuer.secret = "ein anderes"
        mailed(place, port, 1)


def test_a_secret_follows_no_redirection(place: Place) -> None:
    other = Issuer()
    with issuing(other) as elsewhere:
        place.issuer.moved = elsewhere
        with pytest.raises(NoToken, match="302"):
            place.tokens.told()
    assert not other.forms


def test_a_token_server_that_is_away_is_said(place: Place) -> None:
    with pytest.raises(NoToken):
        Client("http://127.0.0.1:9/token", "app", SECRET).fetch()


PRINTS = {
    "a token": ("print('eyJ0.abc~/+==')", ("eyJ0.abc~/+==", 0)),
    "the answer of a server": ("print('{\"access_token\": \"abc\", \"expires_in\": 3599}')", ("abc", 3599)),
    "the same with its life in words": ("print('{\"access_token\": \"abc\", \"expires_in\": \"3599\"}')", ("abc", 3599)),
}
FAILS = {
    "nothing": "pass",
    "a sentence": "print('please log in with geheim')",
    "two lines": "print('abc'); print('def')",
    "another answer": "print('{\"error\": \"geheim\"}')",
    "no object": "print('{geheim')",
    "a failure": "import sys; print('geheim', file=sys.stderr); sys.exit(3)",
}


def command(folder: Path, script: str) -> str:
    file = folder / "token command.py"
    file.write_text(script, "utf-8")
    return f"{sys.executable} '{file}'"


@pytest.mark.parametrize("name", PRINTS)
def test_a_command_may_print(tmp_path: Path, name: str) -> None:
    script, wanted = PRINTS[name]
    assert by_command(command(tmp_path, script)) == wanted


@pytest.mark.parametrize("name", FAILS)
def test_a_command_that_gives_no_token_is_said_without_what_it_printed(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoToken) as told:
        by_command(command(tmp_path, FAILS[name]))
    assert "geheim" not in str(told.value)
    with pytest.raises(NoToken, match="/gibt/es/nicht"):
        by_command("/gibt/es/nicht geheim")


def test_a_bare_token_of_a_command_is_asked_for_at_each_login(tmp_path: Path) -> None:
    count = tmp_path / "count"
    script = f"f = open({str(count)!r}, 'a'); f.write('x'); print('abc')"
    tokens = Tokens(lambda: by_command(command(tmp_path, script)), Clock())
    assert tokens.told() == tokens.told() == "abc" and count.read_text() == "xx"


def test_a_secret_leaves_over_tls_or_within_this_machine() -> None:
    good = ("https://login.microsoftonline.com/x/oauth2/v2.0/token", "http://localhost:8080/t", "http://127.0.0.1/t", "http://[::1]/t")
    bad = ("http://login.example.org/token", "ftp://localhost/x", "login.example.org", "", "https://", "http://127.0.0.1.example.org/")
    assert all(map(is_safe, good)) and not any(map(is_safe, bad))
    for scheme, opened in (("smtp", open_channel), ("imap", open_inbox)):
        with pytest.raises(ValueError, match="TLS"):
            opened(f"{scheme}://rat@mail.example.org?security=none", Tokens(lambda: ("x", 0), Clock()))


# Settings


@pytest.mark.parametrize("which", ["mail", "inbox", "papers_inbox"])
def test_each_place_is_set_alike(which: str, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    file.chmod(0o600)
    toml = f'{which}_token_url = "{place.url}"\n{which}_client_id = "app"\n{which}_scope = "s"\n{which}_client_secret_file = "{file}"\n'
    (tmp_path / "ratsweg.toml").write_text(toml)
    monkeypatch.chdir(tmp_path)
    found = login(read_settings(), which)
    assert isinstance(found, Tokens) and place.issuer.good(found.told())
    assert login(read_settings(), which) is found, "one token serves many rounds"
    monkeypatch.setenv(f"RATSWEG_{which.upper()}_CLIENT_SECRET", "falsch")
    other = login(read_settings(), which)
    assert isinstance(other, Tokens)
    with pytest.raises(NoToken):
        other.told()
    monkeypatch.delenv(f"RATSWEG_{which.upper()}_CLIENT_SECRET")
    file.chmod(0o644)
    with pytest.raises(SecretExposed):
        login(read_settings(), which)


WRONG = {
    "over HTTP": {"mail_token_url": "http://login.example.org/token", "mail_client_id": "app"},
    "no client": {"mail_token_url": "https://login.example.org/token"},
    "no secret": {"mail_token_url": "https://login.example.org/token", "mail_client_id": "app"},
    "no command": {"mail_token_command": " "},
    "half a quote": {"mail_token_command": "token 'anna"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_used_is_said_before_anything_is_sent(name: str) -> None:
    with pytest.raises(SettingInvalid):
        login(Settings(logins=WRONG[name]), "mail")


def test_a_secret_under_a_name_that_is_no_setting_is_not_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ratsweg.toml").write_text('mail_client_secret = "sehr-geheim"\n')
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingInvalid) as told:
        read_settings()
    assert "geheim" not in str(told.value.fields)
