"""Reads of imports: a person sees her own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ditan.base.declaration import may
from ditan.base.records.models import ImportChunk, ValueImport
from ditan.base.records.permissions import IMPORT


def value_imports(user: Any) -> QuerySet[ValueImport]:
    """The imports that the user handed in, newest first."""
    return ValueImport.objects.filter(by=user) if may(user, IMPORT) else ValueImport.objects.none()


def get_value_import(user: Any, pk: int) -> ValueImport:
    """One of them; `ValueImport.DoesNotExist` for another's."""
    return value_imports(user).get(pk=pk)


def import_chunks(user: Any, made: ValueImport, *, refused_only: bool = False) -> QuerySet[ImportChunk]:
    """The rows of its report, so many together."""
    rows = ImportChunk.objects.filter(of__in=value_imports(user), of=made)
    return rows.filter(refused__gt=0) if refused_only else rows
