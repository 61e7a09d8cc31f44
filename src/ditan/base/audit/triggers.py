"""Triggers that keep the log append-only beneath the program, on SQLite and on PostgreSQL.

No row of the log is changed, and none is deleted, with one way out: a row that a row of `audit_archive` covers and
that is older than the law's least time may go, because its block lies in a verified archive file. Blocks go the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MESSAGE = "the log is append-only"
LEAST_MONTHS = 12
"""What the database itself holds to, whatever the program asks for."""

TABLES = ("audit_entry", "audit_sealed", "audit_archive", "audit_verification")

_AGE = {
    "audit_entry": "audit_entry.id BETWEEN audit_archive.first AND audit_archive.last",
    "audit_sealed": "audit_sealed.number BETWEEN audit_archive.first_block AND audit_archive.last_block",
}
_TIME = {"audit_entry": "at", "audit_sealed": "sealed_at"}


def statements(vendor: str) -> list[str]:
    """What makes the triggers."""
    return _sqlite() if vendor == "sqlite" else _postgresql()


def removal(vendor: str) -> list[str]:
    """What takes them away again."""
    gone = []
    for table in TABLES:
        for when in ("update", "delete", "truncate", "replace"):
            name = f"{table}_no_{when}"
            gone.append(f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else f" ON {table}"))
    if vendor == "postgresql":
        gone += ["DROP FUNCTION IF EXISTS audit_refuse()"]
        gone += [f"DROP FUNCTION IF EXISTS {table}_may_go()" for table in _TIME]
    return gone


def expected(vendor: str) -> set[str]:
    """The names of the triggers that must be there."""
    kinds = ("update", "delete", "replace" if vendor == "sqlite" else "truncate")
    return {f"{table}_no_{kind}" for table in TABLES for kind in kinds}


def missing(connection: Any) -> list[str]:
    """Triggers that somebody dropped or switched off.

    A migration that makes a table anew on SQLite drops its triggers with the old one: it must call `install`.
    """
    if connection.vendor == "sqlite":
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        there = {row[0] for row in cursor.fetchall()}
    return sorted(expected(connection.vendor) - there)


def install(connection: Any) -> None:
    """Make the triggers."""
    _run(connection, statements(connection.vendor))


def lift(connection: Any) -> None:
    """Take the triggers away. Only the reverse migration and the emptying of test databases do so."""
    _run(connection, removal(connection.vendor))


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Without the triggers for as long as this lasts; where the tables are not there, nothing happens."""
    there = set(TABLES) <= set(connection.introspection.table_names())
    if there:
        lift(connection)
    try:
        yield
    finally:
        if there:
            install(connection)


def _run(connection: Any, texts: list[str]) -> None:
    with connection.cursor() as cursor:
        for text in texts:
            cursor.execute(text)


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    made = []
    for table in TABLES:
        made.append(f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} {refuse}")
        # INSERT OR REPLACE deletes without asking the trigger for deletions.
        key = "number" if table == "audit_sealed" else "id"
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 -- names of ours
        made.append(f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}")
        may_go = ""
        if table in _TIME:
            covered = _AGE[table].replace(f"{table}.", "OLD.")
            old = f"OLD.{_TIME[table]} < datetime('now', '-{LEAST_MONTHS} months')"
            may_go = f" WHEN NOT ({old} AND EXISTS (SELECT 1 FROM audit_archive WHERE {covered}))"  # noqa: S608
        made.append(f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table}{may_go} {refuse}")
    return made


def _postgresql() -> list[str]:
    made = [
        f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    ]
    for table, time in _TIME.items():
        covered = _AGE[table].replace(f"{table}.", "OLD.")
        made.append(
            f"""CREATE OR REPLACE FUNCTION {table}_may_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF OLD.{time} < now() - interval '{LEAST_MONTHS} months'
              AND EXISTS (SELECT 1 FROM audit_archive WHERE {covered}) THEN RETURN OLD; END IF;
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""  # noqa: S608
        )
    for table in TABLES:
        going = f"{table}_may_go" if table in _TIME else "audit_refuse"
        each = f"ON {table} FOR EACH ROW EXECUTE FUNCTION"
        made += [
            f"CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE {each} audit_refuse()",
            f"CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE {each} {going}()",
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
        ]
    return made
