"""The regions that come with the product: Chongqing to its districts, its zones, and the towns of the plans' districts.

Run at every start. What is stored already is never touched: an operator's corrections outlive an update.
"""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.directory.models import LinkKind, Region, RegionKind, RegionLink, RegionName
from ditan.core.directory import level_of_code, parent_of_code
from ditan.core.lexicon import load_lexicon
from ditan.core.reading.lexicon import RegionName as ShippedRegion

PROVINCE = "500000"


@dataclass(frozen=True, slots=True)
class _Link:
    code: str
    other: str
    kind: str
    source: str
    verified: bool


@transaction.atomic
def load_shipped_directory() -> int:
    """Store the shipped regions that are not stored yet; gives how many there were. Six statements when none is new."""
    known = dict(Region.objects.values_list("code", "pk"))
    shipped = [row for row in _shipped() if row.code not in known]
    if not shipped:
        return 0
    made = Region.objects.bulk_create(_region(row) for row in shipped)
    RegionName.objects.bulk_create(
        RegionName(region=region, name=region.name, valid_from=region.valid_from, valid_to=region.valid_to)
        for region in made
    )
    fresh = {region.code: region for region in made}
    by_code = {region.code: region for region in Region.objects.filter(code__in=[*known, *fresh])}
    RegionLink.objects.bulk_create(
        RegionLink(
            region=fresh[link.code],
            other=by_code[link.other],
            kind=link.kind,
            source=link.source,
            verified=link.verified,
            valid_from=fresh[link.code].valid_from,
            valid_to=fresh[link.code].valid_to,
        )
        for link in _links(shipped)
        if link.code in fresh and link.other in by_code
    )
    record(act="directory.shipped_loaded", target_kind="region", target_name=_("随附区划"), after={"rows": len(made)})
    return len(made)


def _shipped() -> list[ShippedRegion]:
    """All shipped regions that belong to Chongqing."""
    regions = [row for row in load_lexicon().regions if row.code.startswith("50") or row.parent_code.startswith("50")]
    towns = [
        ShippedRegion(
            row["code"],
            row["name"],
            level="town",
            parent_code=row["parent_code"],
            source=row["source"],
            verified=row["verified"] == "true",
        )
        for row in _rows("towns.csv")
    ]
    return [*regions, *towns]


def _region(row: ShippedRegion) -> Region:
    """A year as the end of a region stands for its last day: no more is known."""
    zone = row.level == "zone"
    return Region(
        code=row.code,
        name=row.name,
        other_names="|".join(row.aliases),
        kind=RegionKind.ZONE if zone else RegionKind.ADMINISTRATIVE,
        level="zone" if zone else level_of_code(row.code),
        type_word=row.level,
        valid_from=datetime.date(int(row.valid_from), 1, 1) if row.valid_from else None,
        valid_to=datetime.date(int(row.valid_to) + 1, 1, 1) if row.valid_to else None,
        year_only=bool(row.valid_from or row.valid_to),
        source=row.source,
        verified=row.verified,
    )


def _links(shipped: list[ShippedRegion]) -> list[_Link]:
    parents = [
        _Link(row.code, row.parent_code or parent_of_code(row.code), LinkKind.PARENT, row.source, row.verified)
        for row in shipped
        if row.code != PROVINCE
    ]
    overlaps = [
        _Link(row["zone"], row["region"], LinkKind.OVERLAPS, row["source"], row["verified"] == "true")
        for row in _rows("overlaps.csv")
    ]
    return [*parents, *overlaps]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("ditan.core.directory").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
