"""Encrypted fields: readable in Python, unreadable in the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from ditan.base.crypto import CannotDecrypt
from ditan.base.fields import EncryptedTextField


@pytest.fixture
def note(transactional_db: None) -> Iterator[Any]:
    """A model with an encrypted text, and its table."""
    with isolate_apps("tests"):

        class Note(models.Model):
            body = EncryptedTextField(blank=True, null=True)

            class Meta:
                app_label = "tests"
                db_table = "tests_note"

            def __str__(self) -> str:
                return str(self.pk)

        with connection.schema_editor() as editor:
            editor.create_model(Note)
        yield Note
        with connection.schema_editor() as editor:
            editor.delete_model(Note)


def stored(note: Any) -> list[str | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM tests_note ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_the_database_holds_a_token_and_python_the_text(note: Any) -> None:
    note.objects.create(body="13800000000")
    assert stored(note)[0].startswith("d1.aes.test.")  # type: ignore[union-attr]
    assert note.objects.get().body == "13800000000"
    assert list(note.objects.values_list("body", flat=True)) == ["13800000000"]


def test_nothing_and_an_empty_text_stay_what_they_are(note: Any) -> None:
    note.objects.bulk_create([note(body=None), note(body="")])
    assert stored(note) == [None, ""]
    assert [each.body for each in note.objects.order_by("pk")] == [None, ""]
    assert note.objects.filter(body__isnull=True).count() == 1


def test_updates_of_one_and_of_many_are_encrypted_too(note: Any) -> None:
    first, second = note.objects.bulk_create([note(body="甲"), note(body="乙")])
    note.objects.filter(pk=first.pk).update(body="丙")
    second.body = "丁"
    note.objects.bulk_update([second], ["body"])
    assert [each.body for each in note.objects.order_by("pk")] == ["丙", "丁"]
    assert all(text is not None and text.startswith("d1.") for text in stored(note))


@pytest.mark.parametrize("lookup", ["body", "body__contains", "body__in", "body__gt"])
def test_a_search_in_it_is_refused_instead_of_finding_nothing(note: Any, lookup: str) -> None:
    with pytest.raises(FieldError):
        note.objects.filter(**{lookup: "13800000000"}).exists()


def test_a_token_changed_in_the_database_is_not_read(note: Any) -> None:
    note.objects.create(body="13800000000")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tests_note SET body = body || 'A'")
    with pytest.raises(CannotDecrypt, match="校验不通过"):
        note.objects.get()


def test_a_migration_names_the_field_by_its_path() -> None:
    field = EncryptedTextField(blank=True)
    field.set_attributes_from_name("body")
    assert field.deconstruct() == ("body", "ditan.base.fields.EncryptedTextField", [], {"blank": True})
