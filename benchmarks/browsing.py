"""A visitor over plain HTTP: keeps its connection and cookies, logs in through the page, checks each answer."""

from __future__ import annotations

import http.client
import re
import time
from http.cookies import SimpleCookie
from urllib.parse import quote, urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PATIENCE = 30


class WrongAnswer(Exception):
    """An answer that is not what was asked for."""


class Visitor:
    """One person at one desk."""

    def __init__(self, address: str, name: str) -> None:
        parts = urlsplit(address)
        self.name = name
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}

    def sign_in(self, password: str) -> float:
        """Log in through the page; gives the seconds that the answer to the password took."""
        page = self._ask("GET", "/login/")[1]
        token = TOKEN.search(page)
        if token is None:
            raise WrongAnswer("the log-in page has no form")
        form = urlencode({"username": self.name, "password": password, "csrfmiddlewaretoken": token.group(1)})
        started = time.perf_counter()
        status, page = self._ask("POST", "/login/", form)
        if status != 302:
            raise WrongAnswer(f"log-in answered {status}")
        return time.perf_counter() - started

    def get(self, path: str) -> float:
        """Ask for a page; gives the seconds it took."""
        started = time.perf_counter()
        status, _page = self._ask("GET", path)
        if status != 200:
            raise WrongAnswer(f"{path} answered {status}")
        return time.perf_counter() - started

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()), "User-Agent": "load"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, quote(path, safe="/?&=%"), body, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for key, morsel in SimpleCookie(line).items():
                self.cookies[key] = morsel.value
        return answer.status, page
