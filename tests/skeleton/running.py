"""Starting the whole product as a process, waiting for its page, and ending it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
STARTED = re.compile(r"低碳平台已启动：(http://[\d.]+:\d+)")


@dataclass
class Running:
    """A started product: its address, what it printed before that, and how long it took."""

    process: subprocess.Popen[str]
    address: str
    printed: str
    seconds: float
    cpu_seconds: float
    """Of the server and its children up to the first page: what a start costs however busy the machine is."""

    def page(self, path: str = "/login/") -> str:
        """A page as text."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            text: str = answer.read().decode()
            return text

    def worker(self) -> psutil.Process:
        """The worker process beside the server."""
        return self.child("worker")

    def child(self, command: str) -> psutil.Process:
        """The process beside the first that runs this command."""
        return next(each for each in self._children() if command in each.cmdline())

    def has_child(self, command: str, other_than: int) -> bool:
        """Whether another process than that one runs this command."""
        return any(each.pid != other_than and command in each.cmdline() for each in self._children())

    def _children(self) -> list[psutil.Process]:
        alive = psutil.Process(self.process.pid).children(recursive=True)
        return [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]

    def stop(self) -> int:
        """End it as Ctrl-C does; its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@contextmanager
def running(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str], within: float) -> Iterator[Running]:
    """Start the command on a free port, give it once it says its address, and leave no process behind."""
    started = time.perf_counter()
    port = () if "--port" in command else ("--port", str(free_port()))
    process = subprocess.Popen(
        [*command, *port],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        # A test run in the background ignores Ctrl-C and hands that on to what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    try:
        printed, address = _read_until_started(process, until=started + within)
        yield Running(process, address, printed, time.perf_counter() - started, cpu_seconds(process.pid))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def without_network(*command: str | Path) -> list[str]:
    """The command in a network namespace of its own, in which only its own loopback exists."""
    unshare = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    return [*unshare, *map(str, command)]


def cpu_seconds(pid: int) -> float:
    """Processor time that a process and its children have used."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(sum(process.cpu_times()[:4]) for process in family)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read_until_started(process: subprocess.Popen[str], *, until: float) -> tuple[str, str]:
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if found := STARTED.search(line):
            return printed, found.group(1)
        assert time.perf_counter() < until, f"not started in time; it printed:\n{printed}"
    raise AssertionError(f"ended with {process.wait()} before it served; it printed:\n{printed}")
