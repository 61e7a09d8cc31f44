"""No observation is changed or deleted: the models refuse it, and the database beneath them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction

from ditan.base.append_only import Unchangeable
from ditan.base.records.models import Observation
from ditan.base.records.triggers import TRIGGERS
from tests.base.records.conftest import Record

pytestmark = pytest.mark.django_db


def refused(text: str) -> str:
    with pytest.raises(DatabaseError) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text)
    return str(raised.value)


def test_the_models_refuse_to_change_or_delete(recorded: Record) -> None:
    row = recorded("1")
    row.number = 2.0
    with pytest.raises(Unchangeable, match="重述"):
        row.save()
    with pytest.raises(Unchangeable):
        row.delete()
    with pytest.raises(Unchangeable):
        Observation.objects.update(number=2)
    with pytest.raises(Unchangeable):
        Observation.objects.all().delete()
    assert Observation.objects.get().number == 1


@pytest.mark.parametrize(
    "text", ["UPDATE records_observation SET number = 2", "DELETE FROM records_observation", "REPLACE"]
)
def test_the_database_refuses_what_the_models_never_ask(recorded: Record, text: str) -> None:
    row = recorded("1")
    if text == "REPLACE":
        columns = [field.column for field in Observation._meta.concrete_fields]
        names = ", ".join(f'"{name}"' for name in columns)
        insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
        text = f"{insert} INTO records_observation ({names}) SELECT {names} FROM records_observation"
    told = refused(text)
    assert TRIGGERS.message in told or "duplicate key" in told
    assert Observation.objects.get(pk=row.pk).number == 1


def test_all_triggers_are_there_and_a_dropped_one_is_named(db: None) -> None:
    assert TRIGGERS.missing(connection) == []
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON records_observation"
        cursor.execute(f"DROP TRIGGER records_observation_no_delete{on}")
    assert TRIGGERS.missing(connection) == ["records_observation_no_delete"]
    TRIGGERS.install(connection)
    assert TRIGGERS.missing(connection) == []


def test_an_account_may_end_and_its_name_stays(recorded: Record, clerk: User) -> None:
    row = recorded("1")
    clerk.user_permissions.clear()
    User.objects.filter(pk=clerk.pk).delete()
    assert Observation.objects.select_related("recorded_by").get(pk=row.pk).recorded_by_name == "clerk"


@pytest.mark.parametrize(
    "values",
    [
        {"state": "number", "number": None},
        {"state": "unknown", "number": 1.0},
        {"state": "text", "number": None, "reported": ""},
        {"number": float("inf")},
        {"origin": "computed"},
        {"start": 3, "end": 5, "quote": "ab"},
    ],
)
def test_the_database_refuses_rows_that_contradict_themselves(recorded: Record, values: dict[str, object]) -> None:
    row = recorded("1")
    row.pk, row.version, row._state.adding = None, 2, True
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert Observation.objects.count() == 1
