"""The web server and its worker process: started together, stopped together."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer
import waitress

RESTART_AFTER = 1.0
STOP_WITHIN = 10.0


class AddressInUse(OSError):
    """Another program listens there."""


def serve(*, host: str, port: int, threads: int, before: Callable[[], None]) -> None:
    """Take the address, do what must come before the first request, then serve until told to stop."""
    from ditan.web.wsgi import application

    try:
        server = waitress.create_server(application, host=host, port=port, threads=threads, ident=None)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise AddressInUse(
            f"端口 {port} 已被其他程序占用；请先停止它，或另选端口：./ditan run --port {port + 1}"
        ) from error
    _stop_on_sigterm()
    try:
        before()
        with running_worker():
            typer.echo(f"低碳平台已启动：http://{host}:{port}　（按 Ctrl-C 停止）")
            sys.stdout.flush()
            server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        typer.echo("已停止。")


@contextmanager
def running_worker() -> Iterator[None]:
    """A worker process for as long as this lasts; one that dies is followed by another."""
    ended = threading.Event()
    current = [_start_worker()]

    def watch() -> None:
        while not ended.wait(RESTART_AFTER):
            if current[0].poll() is not None:
                typer.echo(f"后台任务进程意外退出（代码 {current[0].returncode}），重新启动。", err=True)
                current[0] = _start_worker()

    watcher = threading.Thread(target=watch, name="worker-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
        _stop(current[0])


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "ditan", "worker", "--parent", str(os.getpid())])


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
