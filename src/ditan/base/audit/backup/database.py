"""The database in and out: SQLite by its own online backup, PostgreSQL table by table with COPY.

COPY needs no program beside us: `pg_dump` must fit the server's version and is not there on every machine.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from ditan.base.audit.backup.manifest import BackupRefused

SQLITE_NAME = "ditan.sqlite3"
_AT_ONCE = 1 << 20


def dump(folder: Path) -> None:
    """Write the database as it stands at one moment; nobody has to stop working."""
    folder.mkdir(parents=True)
    if connection.vendor == "sqlite":
        _dump_sqlite(folder / SQLITE_NAME)
    else:
        _dump_postgresql(folder)


def migrations() -> tuple[str, ...]:
    """The migrations that this database has seen."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


def unseen(named: Iterable[str]) -> list[str]:
    """Migrations of a backup that this version of the platform does not know."""
    return sorted(set(named) - _known())


def pending() -> list[str]:
    """Migrations of this version that the database has not seen."""
    return sorted(_known() - set(migrations()))


def _known() -> set[str]:
    """The migrations of this version, without a look at the database: one that is not there must not come to be."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return {f"{app}.{name}" for app, name in loader.disk_migrations}


def database_file() -> Path:
    """The file of a SQLite database."""
    return Path(str(connection.settings_dict["NAME"]))


def is_empty() -> bool:
    """Whether nothing is stored: no file, or no table."""
    if connection.vendor == "sqlite":
        path = database_file()
        if not path.exists():
            return not path.with_name(f"{path.name}-wal").exists()
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as found:
            return bool(found.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,))
    return not connection.introspection.table_names()


def refuse_damaged_sqlite(path: Path) -> None:
    """Look through a database file before it is put in its place."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as found:
            sound = found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise BackupRefused(_("备份中的数据库文件没有通过完整性检查；请换用另一份备份。"))


def load_postgresql(folder: Path, seen: Iterable[str]) -> None:
    """Make the tables as the backup had them and fill them. Where anything fails, all of it is taken away again."""
    try:
        _make_tables(seen)
        _fill(folder)
    except BaseException:
        _take_away()
        raise


def _dump_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(database_file())) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        # The copy stands alone: no write-ahead log beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def _dump_postgresql(folder: Path) -> None:
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in sorted(connection.introspection.table_names()):
            with connection.cursor() as cursor, (folder / f"{table}.copy").open("wb") as file:
                names = ", ".join(_columns(table))
                head = f"COPY {_quoted(table)} ({names}) TO STDOUT"
                file.write(names.encode() + b"\n")
                with cursor.copy(head) as rows:
                    for piece in rows:
                        file.write(piece)


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [_quoted(column.name) for column in connection.introspection.get_table_description(cursor, table)]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _make_tables(seen: Iterable[str]) -> None:
    executor = MigrationExecutor(connection)
    wanted = {tuple(each.split(".", 1)) for each in seen}
    graph = executor.loader.graph
    ends = [
        node
        for node in wanted & set(graph.nodes)
        if not any(child.key in wanted and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]
    executor.migrate(ends)  # type: ignore[arg-type]


def _fill(folder: Path) -> None:
    with transaction.atomic():
        tables = connection.introspection.table_names()
        _refuse_nothing(tables)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(_quoted(table) for table in tables)}")
        for path in sorted(folder.glob("*.copy")):
            _fill_table(path.stem, path)
        with connection.cursor() as cursor:
            _reset_keys(cursor, tables)
        _refuse_again(tables)


def _refuse_nothing(tables: list[str]) -> None:
    """Switch off what keeps rows of any app append-only. The keys between tables hold all the same."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {_quoted(table)} DISABLE TRIGGER USER")


def _refuse_again(tables: list[str]) -> None:
    with connection.cursor() as cursor:
        # No table is altered while a key of its new rows is still to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {_quoted(table)} ENABLE TRIGGER USER")


def _fill_table(table: str, path: Path) -> None:
    with path.open("rb") as file, connection.cursor() as cursor:
        names = file.readline().decode().strip()
        with cursor.copy(f"COPY {_quoted(table)} ({names}) FROM STDIN") as rows:
            while piece := file.read(_AT_ONCE):
                rows.write(piece)


def _reset_keys(cursor: CursorWrapper, tables: list[str]) -> None:
    """Let keys go on after the last that is there."""
    for table in tables:
        for found in connection.introspection.get_sequences(cursor, table):
            column = _quoted(found["column"])
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({column}), 1), max({column}) IS NOT NULL)"  # noqa: S608
                f" FROM {_quoted(table)}",
                [_quoted(table), found["column"]],
            )


def _take_away() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"DROP TABLE IF EXISTS {_quoted(table)} CASCADE")
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
            " AND prorettype = 'trigger'::regtype"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {_quoted(function)}()")
