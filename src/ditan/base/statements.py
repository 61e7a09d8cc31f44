"""Queries that every request asks: written for the ORM as all others, put into SQL once a process.

Building the SQL takes the ORM longer than the database needs to answer. Only what is fixed may be kept: a statement is
kept by what its builder is given, and one key, that of the account, is filled in at each call.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Build = Callable[..., QuerySet[Any]]
PLACE = -2_147_000_047
"""Stands for the key while the statement is built; no row has such a key."""
MOST = 512


def rows_of(build: Build, *given: Hashable, key: int) -> list[tuple[Any, ...]]:
    """The rows of `build(*given, key)`, which gives a `values_list` of numbers and texts.

    Other types come as the database driver gives them, which differs between databases.
    """
    sql, params = _statement(build, given)
    return _fetch(sql, params, key) if sql else []


def count_of(build: Build, *given: Hashable, key: int = 0) -> int:
    """How many rows `build(*given, key)` has."""
    sql, params = _statement(build, given)
    # The text is the ORM's own; every value stands beside it.
    return int(_fetch(f"SELECT COUNT(*) FROM ({sql}) AS counted", params, key)[0][0]) if sql else 0  # noqa: S608


def _fetch(sql: str, params: tuple[Any, ...], key: int) -> list[tuple[Any, ...]]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, [key if each == PLACE else each for each in params])
        return list(cursor.fetchall())


@lru_cache(maxsize=MOST)
def _statement(build: Build, given: tuple[Hashable, ...]) -> tuple[str, tuple[Any, ...]]:
    """The SQL and its values; no SQL where the ORM knows that there are no rows."""
    try:
        sql, params = build(*given, PLACE).query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return "", ()
    return sql, tuple(params)
