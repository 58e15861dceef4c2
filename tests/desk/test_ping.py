"""`health --ping`: a watcher outside hears that all is well, and nothing when it is not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from desk.test_command import Desk, desk  # noqa: F401

from notifications import ping as watcher
from notifications.ping import NotHeard, ping

DAY = ("--clock", "2020-10-15")


class Watcher(HTTPServer):
    """A watcher on this machine: what was asked of it, and what it answers."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.asked: list[str] = []
        self.answer, self.headers = 200, {}  # type: ignore[var-annotated]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ping/4f1c-geheim?rid=7"


class _Asked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Watcher)
        self.server.asked.append(self.path)
        self.send_response(self.server.answer)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def watching() -> Iterator[Watcher]:
    server = Watcher()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def well(desk: Desk) -> Desk:  # noqa: F811
    """An office in which a round has just ended."""
    desk.ok(*DAY, "remind")
    return desk


def test_a_watcher_hears_once_that_all_is_well(well: Desk) -> None:
    with watching() as server:
        assert "4f1c-geheim" not in well.ok(*DAY, "health", "--ping", server.url)
        assert server.asked == ["/ping/4f1c-geheim?rid=7"]
        well.environment["RATSWEG_PING"] = server.url
        assert well.json(*DAY, "health")["well"] is True
        assert len(server.asked) == 2, "the address may stand in the settings too"
        del well.environment["RATSWEG_PING"]
        (well.folder / "ratsweg.toml").write_text(f'ping = "{server.url}"\n')
        well.ok(*DAY, "health")
        assert len(server.asked) == 3


def test_a_watcher_hears_nothing_when_a_person_should_look(well: Desk) -> None:
    with watching() as server:
        late = well.run("--clock", "2020-10-16", "health", "--ping", server.url)
        assert late.returncode == 1 and server.asked == []


def test_an_answer_that_is_no_and_a_watcher_that_is_not_there_are_told(well: Desk) -> None:
    with watching() as server:
        server.answer = 404
        refused = well.run(*DAY, "health", "--ping", server.url)
        assert refused.returncode == 1 and "127.0.0.1 hat es nicht gehört: HTTP 404" in refused.stderr
        server.answer, server.headers = 302, {"Location": f"http://127.0.0.1:{server.server_port}/other"}
        moved = well.run(*DAY, "health", "--ping", server.url)
        assert moved.returncode == 1 and "HTTP 302" in moved.stderr, "an address as good as a key goes nowhere else"
        assert "/other" not in server.asked
    gone = well.run(*DAY, "health", "--ping", server.url)
    assert gone.returncode == 1 and "niemand nimmt die Verbindung an" in gone.stderr
    assert "geheim" not in refused.stderr + moved.stderr + gone.stderr
    assert "Alles läuft." in gone.stdout, "what was found is told all the same"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://127.0.0.1/geheim", "geheim", "http://", "https://rat:geheim@127.0.0.1/", "http://127.0.0.1:99999/geheim", "http://127.0.0.1/ge heim", "http://[::1/geheim"],
)
def test_what_is_no_address_of_the_web_is_refused_and_not_repeated(well: Desk, url: str) -> None:
    refused = well.run(*DAY, "health", "--ping", url)
    assert refused.returncode == 2 and "--ping" in refused.stderr
    assert "geheim" not in refused.stderr and "passwd" not in refused.stderr
    well.environment["RATSWEG_PING"] = url
    assert well.run(*DAY, "health").returncode == 2


def test_a_watcher_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotHeard, match="timed out"):
        ping(f"http://127.0.0.1:{silent.getsockname()[1]}/geheim")


def test_a_watcher_that_speaks_another_language_is_told_without_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as odd:
        def answer() -> None:
            with odd.accept()[0] as talk:
                talk.recv(1000)
                talk.sendall(b"220 geheim ESMTP\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(NotHeard) as refused:
            ping(f"http://127.0.0.1:{odd.getsockname()[1]}/geheim")
        thread.join()
    assert "/geheim" not in str(refused.value)
