"""The web server and its worker process: started together, stopped together."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import typer
import waitress

RESTART_AFTER = 1.0
STOP_WITHIN = 10.0


class AddressInUse(OSError):
    """Another program listens there."""


def serve(*, host: str, port: int, threads: int, processes: int, before: Callable[[], None]) -> None:
    """Take the address, do what must come before the first request, then serve until told to stop.

    Python computes with one processor a process: further processes serve from the same listening socket.
    """
    from ditan.web.wsgi import application

    listening = _listen(host, port)
    server = _server(application, listening, threads)
    _stop_on_sigterm()
    try:
        before()
        with contextlib.ExitStack() as beside:
            beside.enter_context(kept_running(_worker, "后台任务进程"))
            for _ in range(processes - 1):
                beside.enter_context(kept_running(lambda: _further_server(listening, threads), "网页服务进程"))
            typer.echo(f"低碳平台已启动：http://{host}:{port}　（按 Ctrl-C 停止）")
            sys.stdout.flush()
            server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        typer.echo("已停止。")


def serve_further(*, socket_number: int, threads: int) -> None:
    """Serve from a listening socket that the first process opened, until told to stop."""
    from ditan.web.wsgi import application

    listening = socket.socket(fileno=socket_number)
    server = _server(application, listening, threads)
    _stop_on_sigterm()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    server.close()


def _server(application: Any, listening: socket.socket, threads: int) -> Any:
    """What a proxy in front of us says (X-Forwarded-…) reaches Django, which believes it only where the settings say."""
    return waitress.create_server(
        application, sockets=[listening], threads=threads, ident=None, clear_untrusted_proxy_headers=False
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=256)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise AddressInUse(
            f"端口 {port} 已被其他程序占用；请先停止它，或另选端口：./ditan run --port {port + 1}"
        ) from error


@contextmanager
def kept_running(start: Callable[[], subprocess.Popen[bytes]], name: str) -> Iterator[None]:
    """A process beside this one for as long as this lasts; one that dies is followed by another."""
    ended = threading.Event()
    current = [start()]

    def watch() -> None:
        while not ended.wait(RESTART_AFTER):
            if current[0].poll() is not None:
                typer.echo(f"{name}意外退出（代码 {current[0].returncode}），重新启动。", err=True)
                current[0] = start()

    watcher = threading.Thread(target=watch, name="watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
        _stop(current[0])


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "ditan", "worker", "--parent", str(os.getpid())])


def _further_server(listening: socket.socket, threads: int) -> subprocess.Popen[bytes]:
    number = listening.fileno()
    command = [sys.executable, "-m", "ditan", "serve-further", "--socket", str(number), "--threads", str(threads)]
    return subprocess.Popen([*command, "--parent", str(os.getpid())], pass_fds=[number])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _stop_on_sigterm() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
