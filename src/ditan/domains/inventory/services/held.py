"""An inventory that is about to be changed, and what is kept of the change."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from ditan.base.audit.services import record, record_apart
from ditan.base.notices.services.notifying import person_name
from ditan.base.refusal import Changed
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.models import Inventory, State
from ditan.domains.inventory.permissions import EDIT, require
from ditan.domains.inventory.selectors.scope import visible_inventories


def hold(user: Any, pk: int, version: int | None = None, permission: str = EDIT) -> Inventory:
    """The draft, locked against other writers for this transaction.

    With `version` the inventory's own fields are about to change: it is counted up, and refused where somebody else was
    quicker. Without it a row is about to change: `revision` is counted up.
    """
    require(user, permission)
    found = visible_inventories(user, permission).get(pk=pk)
    if not found.is_draft:
        raise WrongState(
            _("“%(title)s”%(state)s，不能修改；如需更正，请由编制单位退回编制并写明理由。")
            % {"title": found.title, "state": found.get_state_display()}
        )
    drafts = Inventory.objects.filter(pk=pk, state=State.DRAFT)
    if version is None:
        changed = drafts.update(revision=F("revision") + 1)
    else:
        changed = drafts.filter(version=version).update(version=F("version") + 1)
    if not changed:
        raise Changed(_("“%s”刚由他人修改；您填写的内容还在，请核对现在的内容后再保存。") % found.title)
    held = Inventory.objects.select_for_update(of=("self",)).get(pk=pk)
    held.region = found.region
    held.organisation = found.organisation
    return held


def account_of(user: Any) -> int | None:
    """The key of the account."""
    return getattr(user, "pk", None)


def name_of(user: Any) -> str:
    """The person's name, or that of the account; "" for the platform's own acts."""
    return person_name(user)[:150] if user is not None else ""


def note(act: str, user: Any, inventory: Inventory, **told: Any) -> None:
    """A row of the log, in the transaction of the act."""
    record(
        act=f"inventory.{act}",
        user=user,
        target_kind="inventory.inventory",
        target_key=inventory.pk,
        target_name=inventory.title,
        **told,
    )


def note_apart(act: str, user: Any, inventory: Inventory, detail: str) -> None:
    """A row of the log for what changed nothing: an export."""
    record_apart(
        act=f"inventory.{act}",
        user=user,
        target_kind="inventory.inventory",
        target_key=inventory.pk,
        target_name=inventory.title,
        outcome="done",
        detail=detail,
    )
