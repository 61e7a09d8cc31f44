"""The product's web server in two processes on one socket, as in use, forked so that starting anew costs no loading.

Told `start` on its standard input, it forks both and answers with their process numbers; told so again, it first waits
for the end of those before. The parent never answers a request and has no connection to the database.
"""

from __future__ import annotations

import os
import socket
import sys

from django.db import connections
from django.urls import get_resolver
from waitress import serve

from ditan.web.wsgi import application

PROCESSES = 2


def main(port: str) -> None:
    _ = get_resolver().url_patterns  # all pages and operations, loaded once
    connections.close_all()
    heard = socket.create_server(("127.0.0.1", int(port)), backlog=64)
    children: list[int] = []
    for _line in sys.stdin:
        for each in children:
            os.waitpid(each, 0)
        children = [_forked(heard) for _n in range(PROCESSES)]
        sys.stdout.write(" ".join(map(str, children)) + "\n")
        sys.stdout.flush()


def _forked(heard: socket.socket) -> int:
    child = os.fork()
    if child == 0:
        serve(application, sockets=[heard], threads=4)
    return child


if __name__ == "__main__":
    main(sys.argv[1])
