"""A token server for the tests, on this machine: tokens that end, and clients it knows."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class Issuer:
    """What it gave out: tokens with their ends; *life* is told, *true_life* is kept."""

    secret: str = "sehr-geheim"
    life: float = 3600
    true_life: float | None = None
    given: dict[str, float] = field(default_factory=dict)
    forms: list[dict[str, str]] = field(default_factory=list)
    moved: str = ""  # redirects there

    def good(self, token: str) -> bool:
        return self.given.get(token, 0) > time.monotonic()

    def issue(self) -> str:
        token = f"eyJ0.token-{len(self.given)}~/+=="
        self.given[token] = time.monotonic() + (self.true_life if self.true_life is not None else self.life)
        return token

    def end_all(self) -> None:
        self.given = dict.fromkeys(self.given, 0.0)


@contextmanager
def issuing(issuer: Issuer) -> Iterator[str]:
    """The address at which *issuer* answers."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            issuer.forms.append({name: values[0] for name, values in form.items()})
            if issuer.moved:
                self.send_response(302)
                self.send_header("Location", issuer.moved)
                self.end_headers()
                return
            known = issuer.forms[-1].get("client_secret") == issuer.secret
            refusal = {"error": "invalid_client", "error_description": f"AADSTS7000215 {issuer.forms[-1].get('client_secret')}"}
            told = {"access_token": issuer.issue(), "token_type": "Bearer", "expires_in": issuer.life} if known else refusal
            content = json.dumps(told).encode()
            self.send_response(200 if known else 401)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/token"
    finally:
        server.shutdown()
        server.server_close()
