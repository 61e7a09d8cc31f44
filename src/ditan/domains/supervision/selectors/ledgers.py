"""Reads of ledgers that were handed in: a person sees her own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ditan.domains.supervision.models import LedgerChunk, LedgerImport
from ditan.domains.supervision.permissions import MANAGE, may


def ledger_imports(user: Any) -> QuerySet[LedgerImport]:
    """The imports that the user handed in, newest first."""
    rows = LedgerImport.objects.filter(by=user) if may(user, MANAGE) else LedgerImport.objects.none()
    return rows.defer("sheets", "names")


def get_ledger(user: Any, pk: int) -> LedgerImport:
    """One of them; `LedgerImport.DoesNotExist` for another's."""
    return ledger_imports(user).defer(None).select_related("matter_class").get(pk=pk)


def ledger_chunks(user: Any, made: LedgerImport, *, refused_only: bool = False) -> QuerySet[LedgerChunk]:
    """The lines of its report, so many together."""
    rows = LedgerChunk.objects.filter(of__in=ledger_imports(user).values("pk"), of=made)
    return rows.filter(refused__gt=0) if refused_only else rows
