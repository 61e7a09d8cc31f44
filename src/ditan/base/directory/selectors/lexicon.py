"""The reader's lexicon from the directory: what is stored here, and where it says nothing, what is shipped."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Sum

from ditan.base.directory.models import Organisation, OrganisationAlias, Region, RegionLink, RegionName
from ditan.core.lexicon import load_lexicon
from ditan.core.reading.lexicon import Lexicon, OrganisationName
from ditan.core.reading.lexicon import RegionName as PrintedRegion

READ_KINDS = ("department", "town", "platform_company", "other")
"""Kinds that plans name as responsible; a hundred thousand enterprises are no help in reading them."""


def lexicon() -> Lexicon:
    """The lexicon as the directory stands. Built again when the directory has changed: one query finds that out."""
    return _built(_stamp())


class _Settled:
    """The lexicon that this process works with, and whether the directory was written to since."""

    lexicon: Lexicon | None = None
    stale = False


def settled_lexicon() -> Lexicon:
    """The lexicon without a query for each of a thousand names: looked at anew after a write of this process.

    What another process wrote is seen at `renew_lexicon`: when the server starts and at the beginning of a reading.
    """
    if _Settled.stale:
        return renew_lexicon()
    return _Settled.lexicon or load_lexicon()


def renew_lexicon() -> Lexicon:
    """Look at the directory now."""
    _Settled.lexicon, _Settled.stale = lexicon(), False
    return _Settled.lexicon


def mark_stale(**_signal: Any) -> None:
    """Something that the lexicon is built from was written or deleted, and will be there once it is committed."""
    transaction.on_commit(_set_stale)


def _set_stale() -> None:
    _Settled.stale = True


def _stamp() -> tuple[Any, ...]:
    regions = Region.objects.aggregate(Count("pk"), Max("pk"), ended=Count("valid_to"))
    names = RegionName.objects.aggregate(Count("pk"), Max("pk"))
    read = Organisation.objects.filter(kind__in=READ_KINDS)
    organisations = read.aggregate(Count("pk"), Max("pk"), written=Sum("version"), ended=Count("valid_to"))
    aliases = OrganisationAlias.objects.aggregate(Count("pk"), Max("pk"))
    return tuple(tuple(each.items()) for each in (regions, names, organisations, aliases))


@lru_cache(maxsize=2)
def _built(_stamp: tuple[Any, ...]) -> Lexicon:
    shipped = load_lexicon()
    stored = _regions()
    regions = [
        *(row for row in shipped.regions if row.code not in stored),
        *(row for rows in stored.values() for row in rows),
    ]
    order = {row.code: at for at, row in enumerate(shipped.regions)}
    regions.sort(key=lambda row: order.get(row.code, len(order)))
    known = {(row.region_code, row.name) for row in shipped.organisations}
    own = [row for row in _organisations() if (row.region_code, row.name) not in known]
    return Lexicon((*shipped.organisations, *own), tuple(regions), shipped.metrics)


def _regions() -> dict[str, list[PrintedRegion]]:
    """Administrative regions down to the districts and zones, by code. Towns are left out: too many share a name."""
    parents = dict(
        RegionLink.objects.filter(kind="parent").order_by("valid_from").values_list("region_id", "other__code")
    )
    former: dict[int, list[str]] = {}
    for key, name in RegionName.objects.order_by("pk").values_list("region_id", "name"):
        former.setdefault(key, []).append(name)
    found: dict[str, list[PrintedRegion]] = {}
    for region in Region.objects.exclude(level__in=["town", "village"]).order_by("code", "pk"):
        earlier = [name for name in former.get(region.pk, ()) if name not in (region.name, *region.aliases)]
        found.setdefault(region.code, []).append(
            PrintedRegion(
                code=region.code,
                name=region.name,
                aliases=(*region.aliases, *earlier),
                level=region.type_word or region.level,
                parent_code=parents.get(region.pk, ""),
                valid_from=str(region.valid_from.year) if region.valid_from else "",
                valid_to=str((region.valid_to - datetime.timedelta(days=1)).year) if region.valid_to else "",
                source=region.source,
                verified=region.verified,
            )
        )
    return found


def _organisations() -> list[OrganisationName]:
    rows = Organisation.objects.filter(kind__in=READ_KINDS, valid_to__isnull=True).select_related("region")
    return [
        OrganisationName(
            name=row.name,
            aliases=tuple(dict.fromkeys(filter(None, (row.short_name, *(alias.name for alias in row.aliases.all()))))),
            region_code=row.region.code if row.region else "",
            kind=row.kind,
            function=row.function,
            source=row.source,
            verified=row.verified,
        )
        for row in rows.prefetch_related("aliases").order_by("pk")
        if row.region is not None
    ]
