"""Bringing a draft to where it can be locked: every open error is answered, as a clerk would."""

from __future__ import annotations

from django.contrib.auth.models import User

from ditan.domains.inventory.models import Edition, FindingState, Inventory
from ditan.domains.inventory.services import answer_findings, lock, run_checks


def settle(user: User, inventory: Inventory) -> None:
    """Answer every open error."""
    run_checks(user=user, pk=inventory.pk)
    waiting = inventory.findings.filter(state=FindingState.OPEN, severity="error")
    if versions := dict(waiting.values_list("pk", "version")):
        answer_findings(user=user, pk=inventory.pk, versions=versions, answer="本地无此类源，已核实")


def locked(user: User, inventory: Inventory, reason: str = "") -> Edition:
    """Settle and lock."""
    settle(user, inventory)
    now = Inventory.objects.get(pk=inventory.pk)
    return lock(user=user, pk=now.pk, version=now.version, revision=now.revision, reason=reason)
