"""A real identity server on this machine, in a thread, that keeps what it was asked."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

import oidc_provider_mock
import requests


class Quiet(WSGIRequestHandler):
    """Prints no line a request."""

    def log_message(self, format: str, *args: Any) -> None:
        return


@dataclass
class IdentityServer:
    """The server, its address, and the bodies that were posted to its token endpoint."""

    issuer: str = ""
    posted: list[dict[str, list[str]]] = field(default_factory=list)

    def sign_in(self, url: str, subject: str) -> str:
        """Do what somebody does over there; gives the address that the browser is sent back to."""
        answer = requests.post(url, data={"sub": subject}, allow_redirects=False, timeout=10)
        return answer.headers["Location"]

    def deny(self, url: str) -> str:
        """Press the other button."""
        return requests.post(url, data={"action": "deny"}, allow_redirects=False, timeout=10).headers["Location"]


@contextmanager
def running(*, seconds: int = 3600, **claims: dict[str, object]) -> Iterator[IdentityServer]:
    """The server, with what it knows of each subject; its tokens live so many seconds."""
    known = [oidc_provider_mock.User(sub=subject, claims=each) for subject, each in claims.items()]
    inner = oidc_provider_mock.app(user_claims=known, access_token_max_age=timedelta(seconds=seconds))
    found = IdentityServer()

    def recording(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"] == "/oauth2/token":
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            found.posted.append(parse_qs(body.decode()))
            environ["wsgi.input"] = io.BytesIO(body)
        return inner(environ, start)

    server = make_server("localhost", 0, recording, handler_class=Quiet)
    found.issuer = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def query_of(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
