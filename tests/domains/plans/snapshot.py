"""The minimal plan as rows: stored once by the services, put back as rows for every further test.

Storing a plan takes some fifty statements; nine hundred tests begin with one. Its rows are the same every time, save the
keys of the file and of who stored it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from ditan.base.records.models import Metric, MetricRevision, Source, SourceText, Subject
from ditan.base.records.services import receive_file
from ditan.domains.plans.models import PlanDocument

Rows = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of each table, and the keys among them that differ from test to test."""

    tables: dict[str, tuple[list[str], Rows]]
    source: dict[str, object]
    source_pk: int
    user_pk: int


def take(plan: PlanDocument, user: User) -> Snapshot:
    """Everything that the database holds of plans, right after this one was stored."""
    told = Source.objects.values("format", "encoding", "state").get(pk=plan.source_id)
    return Snapshot({table: _rows(table) for table in _tables()}, told, plan.source_id, user.pk)


def put_back(snapshot: Snapshot, *, name: str, data: bytes, user: User) -> PlanDocument:
    """Receive the file anew and write the rows that its reading left."""
    source = receive_file(name=name, data=data, user=user)
    Source.objects.filter(pk=source.pk).update(**snapshot.source)
    keys = {"source_id": {snapshot.source_pk: source.pk}, "created_by_id": {snapshot.user_pk: user.pk}}
    with connection.cursor() as cursor:
        for table, (columns, rows) in snapshot.tables.items():
            if rows:
                cursor.executemany(_insert(table, columns), [_with_keys(columns, row, keys) for row in rows])
    return PlanDocument.objects.get(source=source)


def nothing_stored() -> bool:
    """Whether the rows can be put back: their keys are free."""
    return not any(model._default_manager.exists() for model in (Source, Subject, Metric))


def _tables() -> list[str]:
    models = [Subject, SourceText, Metric, MetricRevision, *apps.get_app_config("plans").get_models()]
    return [model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy]


def _rows(table: str) -> tuple[list[str], Rows]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def _insert(table: str, columns: list[str]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    return f"INSERT INTO {quote(table)} ({names}) VALUES ({', '.join(['%s'] * len(columns))})"


def _with_keys(columns: list[str], row: tuple[object, ...], keys: dict[str, dict[int, int]]) -> tuple[object, ...]:
    return tuple(
        keys[column].get(value, value) if column in keys and isinstance(value, int) else value
        for column, value in zip(columns, row, strict=True)
    )
