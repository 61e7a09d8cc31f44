"""The migrated database, made once and copied: migrating takes longer than most files of tests.

On SQLite a file is kept from run to run, under the hash of all that the migrations could depend on. On PostgreSQL, where
`DITAN_TEST_TEMPLATE` names a database that may be made on the server, the first process makes it and the others copy it.
Django still migrates the copy, which finds nothing to do, and so a copy can never hide a migration that is missing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"
TEMPLATE = "DITAN_TEST_TEMPLATE"


class Copied:
    """The making of one test database, while every other process of this work tree waits."""

    def __init__(self, lock: TextIO) -> None:
        self.lock = lock
        self.found = False

    @classmethod
    def begin(cls) -> Copied:
        """Wait for the others, then lay the copy if there is something to copy."""
        KEPT.mkdir(parents=True, exist_ok=True)
        lock = (KEPT / "lock").open("w")
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = cls(lock)
        if connection.vendor == "sqlite":
            made.found = lay_file(_file())
        elif TEMPLATE in os.environ:
            made.found = take_template(os.environ[TEMPLATE])
        return made

    def keep(self) -> None:
        """Keep what was migrated, unless it was a copy itself."""
        if self.found:
            return
        if connection.vendor == "sqlite":
            keep_file(_file())
        elif TEMPLATE in os.environ:
            make_template(os.environ[TEMPLATE])

    def end(self) -> None:
        """Let the others go on."""
        self.lock.close()


def state() -> str:
    """A hash of the product's programs and tables, and of Django's version."""
    summed = hashlib.sha256(version("Django").encode())
    for path in sorted((ROOT / "src" / "ditan").rglob("*")):
        if path.suffix in {".py", ".csv", ".json", ".toml"} and "static" not in path.parts:
            summed.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()[:32]


def lay_file(database: Path) -> bool:
    """Lay a copy of the kept file where the test database goes; whether there was one."""
    kept = KEPT / f"{state()}.sqlite3"
    if not kept.exists():
        return False
    shutil.copyfile(kept, database)
    return True


def keep_file(database: Path) -> None:
    """Keep a copy of a database that was just migrated, instead of the one of an earlier state."""
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        copy = Path(folder) / "copy.sqlite3"
        with closing(sqlite3.connect(database)) as source:
            source.execute("VACUUM INTO ?", (str(copy),))
        for earlier in KEPT.glob("*.sqlite3"):
            earlier.unlink()
        copy.rename(KEPT / f"{state()}.sqlite3")


def take_template(name: str) -> bool:
    """Let Django make its database from the template; whether a process before this one made that."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        found = cursor.fetchone() is not None
    if found:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
    return found


def make_template(name: str) -> None:
    """Make the template from this process's own database, before any test wrote to it."""
    quote, source = connection.ops.quote_name, connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(source)}")


def _file() -> Path:
    return Path(connection.settings_dict["TEST"]["NAME"])
