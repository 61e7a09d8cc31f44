"""Rows that are added and read, never changed or deleted: the models refuse it, and triggers of the database beneath.

A table of such rows has a model of `AppendOnly`, and a `Triggers` of its app whose `install` a migration calls. **A
migration that makes one of these tables anew on SQLite drops its triggers with the old one: it must call `install` again.**
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal

_M = TypeVar("_M", bound=models.Model)


class Unchangeable(Refusal):
    """Something tried to change or delete a row that is only ever added."""

    code = "unchangeable"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("已入库的数据只能追加新版本，不能修改或删除；如需更正，请用“重述”并说明理由。"))


class AppendOnlyRows(models.QuerySet[_M]):
    """Rows that are read and added."""

    def update(self, **values: Any) -> NoReturn:
        raise Unchangeable

    def delete(self) -> NoReturn:
        raise Unchangeable

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable


class AppendOnlyManager(models.Manager[_M]):
    """The manager of every table that only grows. Each model names it, so that the type checker knows it."""

    def get_queryset(self) -> AppendOnlyRows[_M]:
        return AppendOnlyRows(self.model, using=self._db)


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise Unchangeable


@dataclass(frozen=True, slots=True)
class Triggers:
    """What the database refuses for these tables, on SQLite and PostgreSQL alike.

    Parameters
    ----------
    tables
        Names of the tables; each has its key in `id`.
    prefix
        The app, before the name of the function that PostgreSQL calls.
    message
        What the database says when it refuses.
    """

    tables: tuple[str, ...]
    prefix: str
    message: str = "these rows are append-only"

    def expected(self, vendor: str) -> set[str]:
        """The names of the triggers that must be there."""
        kinds = ("update", "delete", "replace" if vendor == "sqlite" else "truncate")
        return {f"{table}_no_{kind}" for table in self.tables for kind in kinds}

    def missing(self, connection: Any) -> list[str]:
        """Triggers that somebody dropped or switched off."""
        if connection.vendor == "sqlite":
            asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        else:
            asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        with connection.cursor() as cursor:
            cursor.execute(asked)
            there = {row[0] for row in cursor.fetchall()}
        return sorted(self.expected(connection.vendor) - there)

    def install(self, connection: Any) -> None:
        """Make the triggers."""
        _run(connection, self._sqlite() if connection.vendor == "sqlite" else self._postgresql())

    def lift(self, connection: Any) -> None:
        """Take the triggers away. Only the reverse migration and the emptying of test databases do so."""
        sqlite = connection.vendor == "sqlite"
        gone = [
            f"DROP TRIGGER IF EXISTS {table}_no_{kind}" + ("" if sqlite else f" ON {table}")
            for table in self.tables
            for kind in ("update", "delete", "truncate", "replace")
        ]
        if not sqlite:
            gone.append(f"DROP FUNCTION IF EXISTS {self.prefix}_refuse()")
        _run(connection, gone)

    @contextmanager
    def lifted(self, connection: Any) -> Iterator[None]:
        """Without the triggers for as long as this lasts; where the tables are not there, nothing happens."""
        there = set(self.tables) <= set(connection.introspection.table_names())
        if there:
            self.lift(connection)
        try:
            yield
        finally:
            if there:
                self.install(connection)

    def _sqlite(self) -> list[str]:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        made = []
        for table in self.tables:
            # INSERT OR REPLACE deletes without asking the trigger for deletions.
            taken = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 -- names of ours
            made += [
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} {refuse}",
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {refuse}",
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}",
            ]
        return made

    def _postgresql(self) -> list[str]:
        function = f"{self.prefix}_refuse()"
        made = [
            f"""CREATE OR REPLACE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
        ]
        for table in self.tables:
            each = f"ON {table} FOR EACH ROW EXECUTE FUNCTION {function}"
            made += [
                f"CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE {each}",
                f"CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE {each}",
                f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {function}",
            ]
        return made


def _run(connection: Any, texts: list[str]) -> None:
    with connection.cursor() as cursor:
        for text in texts:
            cursor.execute(text)
