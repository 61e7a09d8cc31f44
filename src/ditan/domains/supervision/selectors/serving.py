"""Matters as servers of metrics (`Domain.serving`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ditan.base.declaration import Server
from ditan.base.links import address
from ditan.domains.supervision.models import Matter, MatterItem
from ditan.domains.supervision.models.matter import key_of
from ditan.domains.supervision.selectors.scope import visible_matters
from ditan.domains.supervision.selectors.standing import light_of_matter

OWN, MEASURE = "supervision.matter:", "plans.measure:"


def servers(user: Any, keys: Collection[str]) -> Iterator[Server]:
    """Matters among these keys, or made of an item that is, which the user may see. Two queries."""
    own, measures = _numbers(keys, OWN), _numbers(keys, MEASURE)
    if not own and not measures:
        return
    items = MatterItem.objects.filter(measure__in=measures).order_by().values("matter")
    rows = visible_matters(user).filter(Q(pk__in=own) | Q(pk__in=items)).exclude(state="cancelled")
    today = timezone.localdate()
    for matter in rows.select_related("organisation", "matter_class").prefetch_related("items"):
        yield _server(matter, today)


def _server(matter: Matter, today: Any) -> Server:
    return Server(
        key=matter.key,
        title=matter.title,
        link=address("supervision:matter", matter.pk),
        state_label=matter.get_state_display(),
        light=light_of_matter(matter, today).value,
        organisation_name=matter.organisation.name if matter.organisation else "",
        kind=matter._meta.verbose_name or "",
        group=str(matter.get_kind_display()),
        derived=tuple(f"{MEASURE}{each.measure_id}" for each in matter.items.all()),
        parent=key_of(matter.parent_id) if matter.parent_id else "",
        demo=matter.demo,
    )


def _numbers(keys: Collection[str], prefix: str) -> list[int]:
    found = (key.removeprefix(prefix) for key in keys if key.startswith(prefix))
    return [int(number) for number in found if number.isascii() and number.isdigit()]
