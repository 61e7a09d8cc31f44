"""No row of the log is changed or deleted: the models refuse it, and the database beneath them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from ditan.base.audit import triggers
from ditan.base.audit.models import Entry, Sealed, Unchangeable, Verification
from ditan.base.audit.services.sealing import seal_log
from ditan.base.audit.services.verifying import verify_and_record
from tests.base.audit.conftest import Write

pytestmark = pytest.mark.django_db


def refused(text: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text, values)
    return str(raised.value)


def test_a_row_that_was_saved_is_not_saved_again(write: Write) -> None:
    (row,) = write()
    row.act = "test.other"
    with pytest.raises(Unchangeable, match="只能追加"):
        row.save()
    assert Entry.objects.get(pk=row.pk).act == "test.thing_done"


def test_a_row_is_not_deleted(write: Write) -> None:
    (row,) = write()
    with pytest.raises(Unchangeable):
        row.delete()
    with pytest.raises(Unchangeable):
        Entry.objects.filter(pk=row.pk).delete()
    assert Entry.objects.count() == 1


def test_rows_are_not_updated_together(write: Write) -> None:
    (row,) = write()
    with pytest.raises(Unchangeable):
        Entry.objects.update(act="test.other")
    with pytest.raises(Unchangeable):
        Entry.objects.bulk_update([row], ["act"])
    assert list(Entry.objects.values_list("act", flat=True)) == ["test.thing_done"]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE audit_entry SET act = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE audit_sealed SET seal = 'x'",
        "DELETE FROM audit_sealed",
        "UPDATE audit_verification SET sound = sound",
        "DELETE FROM audit_verification",
    ],
)
def test_the_database_refuses_what_the_models_never_ask(write: Write, text: str) -> None:
    write(3)
    seal_log()
    verify_and_record()
    assert triggers.MESSAGE in refused(text)
    assert (Entry.objects.count(), Sealed.objects.count(), Verification.objects.count()) == (4, 1, 1)


def test_a_row_is_not_replaced_by_one_with_its_key(write: Write) -> None:
    (row,) = write()
    insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    columns = [field.column for field in Entry._meta.fields]
    names, kept = ", ".join(columns), ", ".join("'x'" if name == "act" else name for name in columns)
    told = refused(f"{insert} INTO audit_entry ({names}) SELECT {kept} FROM audit_entry WHERE id = %s", row.pk)
    assert triggers.MESSAGE in told or "duplicate key" in told
    assert Entry.objects.get().act == "test.thing_done"


def test_a_table_of_the_log_is_not_emptied_at_once(write: Write) -> None:
    write(2)
    refused("TRUNCATE audit_entry" if connection.vendor == "postgresql" else "DELETE FROM audit_entry WHERE 1")
    assert Entry.objects.count() == 2


def test_all_triggers_are_there_and_a_dropped_one_is_named(db: None) -> None:
    assert triggers.missing(connection) == []
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_no_delete{on}")
    assert triggers.missing(connection) == ["audit_entry_no_delete"]
    triggers.install(connection)
    assert triggers.missing(connection) == []


def test_the_triggers_are_lifted_only_for_a_while(write: Write) -> None:
    write()
    with triggers.lifted(connection):
        assert len(triggers.missing(connection)) == 12
    assert triggers.missing(connection) == []
