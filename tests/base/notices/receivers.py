"""Real receivers on this machine: a mail server and a robot's web server."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps what it is handed; `refusal` is what it answers instead of taking a message."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.refusal = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        if self.refusal:
            return self.refusal
        self.messages.append(message_from_bytes(envelope.content))
        return "250 taken"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """A mail server on a free port of this machine."""
    mailbox = Mailbox()
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()


class Robot:
    """What a robot was told, and what it answers."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.status = 200
        self.answer = b'{"errcode": 0, "errmsg": "ok", "code": 0}'


@contextmanager
def robot_server() -> Iterator[tuple[Robot, str]]:
    """A robot's web server on a free port of this machine; gives its address."""
    robot = Robot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            robot.heard.append((self.path, json.loads(body)))
            self.send_response(robot.status)
            self.send_header("Content-Length", str(len(robot.answer)))
            self.end_headers()
            self.wfile.write(robot.answer)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield robot, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
