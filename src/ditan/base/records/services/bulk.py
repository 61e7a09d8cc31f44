"""Many rows in one statement, prepared once: what the framework builds anew for each row costs more than the database does.

Only for rows that were checked before: no signals, no defaults of the database, constraints and triggers as always.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import connection, models

_M = TypeVar("_M", bound=models.Model)
MOST = 5_000
"""Rows handed to the driver at once."""


def insert_many(rows: Sequence[_M]) -> Sequence[_M]:
    """Insert rows of one model, inside a transaction; each has its key afterwards."""
    if not rows:
        return rows
    model = type(rows[0])
    fields: Sequence[Any] = model._meta.concrete_fields
    for row, number in zip(rows, _new_keys(model, len(rows)), strict=True):
        row.pk = number
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    _run(f"INSERT INTO {table} ({names}) VALUES ({places})", rows, fields)  # noqa: S608 - our own names
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return rows


def update_many(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of rows that are stored."""
    if not rows:
        return
    model = type(rows[0])
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    key: Any = model._meta.pk
    sets = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    where = connection.ops.quote_name(key.column)
    _run(f"UPDATE {table} SET {sets} WHERE {where} = %s", rows, [*fields, key])  # noqa: S608 - our own names


def _run(statement: str, rows: Sequence[models.Model], fields: Sequence[Any]) -> None:
    taken = [(field.attname, _converter(field)) for field in fields]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), MOST):
            part = rows[start : start + MOST]
            columns = [
                [getattr(row, name) for row in part]
                if convert is None
                else [convert(getattr(row, name)) for row in part]
                for name, convert in taken
            ]
            cursor.executemany(statement, list(zip(*columns, strict=True)))


def _converter(field: Any) -> Callable[[Any], Any] | None:
    """What makes a value fit for the driver; None where it fits as it is."""
    if isinstance(field, models.JSONField):
        return lambda value: None if value is None else connection.ops.adapt_json_value(value, None)
    if isinstance(field, models.DateTimeField):
        return _same_again(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.DateField):
        return _same_again(connection.ops.adapt_datefield_value)
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: value if value is None else str(value)
    if isinstance(field, models.FloatField | models.IntegerField | models.BooleanField | models.ForeignKey):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _same_again(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Days and moments of many rows are few."""
    known: dict[date | datetime | None, Any] = {None: None}

    def run(value: date | datetime | None) -> Any:
        if value not in known:
            known[value] = convert(value)
        return known[value]

    return run


def _new_keys(model: type[models.Model], many: int) -> Sequence[int]:
    """Keys that no other row has or will have. SQLite has one writer at a time; PostgreSQL gives them from its sequence."""
    key: Any = model._meta.pk
    table, column = model._meta.db_table, key.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, many]
            )
            return [row[0] for row in cursor.fetchall()]
        quoted = connection.ops.quote_name(table)
        cursor.execute(f"SELECT COALESCE(MAX({connection.ops.quote_name(column)}), 0) FROM {quoted}")  # noqa: S608 - ours
        (highest,) = cursor.fetchone()
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (given,) = cursor.fetchone()
        first = max(highest, given) + 1
        return range(first, first + many)
