"""Published inventories are taken in to compare with: word for word, once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ditan.base.audit.services import record
from ditan.base.directory.models import Region
from ditan.core.inventory.published import CODE, SCOPE_NOTE, SOURCE, TITLE, UNIT, chongqing
from ditan.domains.inventory.models import Published, PublishedValue
from ditan.domains.inventory.permissions import EDIT, require

CHONGQING = "500000"


@transaction.atomic
def load_published(*, user: Any) -> Published:
    """Take in the table of CEADs for 重庆; gives what is there already where it was taken in before."""
    require(user, EDIT)
    found = Published.objects.filter(code=CODE).first()
    if found is not None:
        return found
    now = timezone.now()
    made = Published.objects.create(
        code=CODE,
        title=TITLE,
        region=Region.objects.filter(code=CHONGQING, valid_to__isnull=True).first(),
        source=SOURCE,
        scope_note=SCOPE_NOTE,
        loaded_at=now,
    )
    cells = [
        PublishedValue(
            published=made,
            year=cell.year,
            sector=cell.sector,
            item=cell.item,
            gas="CO2",
            value=cell.value,
            unit=UNIT,
            locator=cell.sheet + (f"，原文“{cell.printed}”" if cell.printed else ""),
        )
        for cell in chongqing()
    ]
    PublishedValue.objects.bulk_create(cells, batch_size=500)
    record(
        act="inventory.published_loaded",
        user=user,
        target_kind="inventory.published",
        target_key=made.pk,
        target_name=made.title,
        after={"values": len(cells)},
    )
    return made
