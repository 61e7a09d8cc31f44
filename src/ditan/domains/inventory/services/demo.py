"""What there is to look at before anybody has entered data: an invented district, labelled 演示 throughout, and what a
published plan prints of a real one.
"""

from __future__ import annotations

import csv
import datetime
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.models import Region
from ditan.base.directory.services.regions import found_region
from ditan.base.records.models import SourceText
from ditan.base.records.selectors.scope import shows_demo
from ditan.core.inventory.categories import categories
from ditan.domains.inventory.models import Inventory, Row
from ditan.domains.inventory.permissions import EDIT, FACTORS, may, require
from ditan.domains.inventory.selectors.scope import reaches_organisation
from ditan.domains.inventory.services.making import make_inventory
from ditan.domains.inventory.services.rows import Entry, give_own_value, store_rows

CODE, NAME = "L500990", "演示区（虚构）"
SETS = (
    "provincial_guide_2025",
    "tcses_144_2024",
    "mee_grid_notices",
    "mee_vehicle_2014",
    "ipcc_2019",
    "ipcc_2006",
    "efdb_china",
    "ipcc_1996",
    "provincial_guide_2011",
    "nh3_guide",
    "ap42",
    "mee_dust_guide",
    "papers",
)
OWN: dict[str, dict[str, float]] = {
    "refrigeration": {"initial_loss": 0.006, "annual_leak": 0.08, "remaining_charge": 0.9, "recovery_efficiency": 0.9}
}
PRINTED = "规上企业消耗原煤32.52万吨"
PRINTED_IN = "铜梁区“十四五”应对气候变化规划（征求意见稿）"
TONGLIANG = "500151"


def demo_waits(user: Any) -> bool:
    """Whether the invented district can be loaded by this user and is not there yet."""
    return (
        shows_demo()
        and may(user, FACTORS)
        and reaches_organisation(user, EDIT, None)
        and not Inventory.objects.filter(demo=True).exists()
    )


@transaction.atomic
def load_demo(*, user: Any) -> list[Inventory]:
    """The inventories of the invented district for two years; what is there already is left alone. Everybody will see them:
    they are for whoever keeps the factors of all."""
    require(user, FACTORS)
    region = Region.objects.filter(code=CODE, valid_to__isnull=True).first() or found_region(
        CODE, NAME, None, datetime.date(2020, 1, 1), str(_("演示，没有这个区"))
    )
    made = []
    for year, entries in demo_entries().items():
        title = _("演示区 %d 年温室气体和大气污染物清单（演示）") % year
        found = Inventory.objects.filter(region=region, year=year, title=title).first()
        if found is None:
            found = make_inventory(
                user=user,
                region=region,
                year=year,
                title=title,
                gwp_set="AR5",
                factor_sets=SETS,
                unverified=True,
                base_year=min(demo_entries()),
                boundary=_("虚构的活动数据，只用于熟悉清单编制；不代表任何地区。"),
                demo=True,
            )
            _own_values(user, store_rows(user, found, entries))
        made.append(found)
    return made


def _own_values(user: Any, rows: list[Row]) -> None:
    """Parameters of which the guidelines print ranges alone: invented like the activity, and said to be."""
    for row in rows:
        version = row.version
        for parameter, value in OWN.get(row.kind, {}).items():
            told = {"value": value, "unit": "1", "source": _("演示取值（虚构）")}
            own = give_own_value(
                user=user, pk=row.inventory_id, row=row.pk, version=version, parameter=parameter, value=told
            )
            version = own.version


@transaction.atomic
def load_printed(*, user: Any) -> Inventory | None:
    """铜梁区 2020 年: the one fuel that its plan prints, everything else not estimated. None without that region."""
    require(user, FACTORS)
    region = Region.objects.filter(code=TONGLIANG, valid_to__isnull=True).first()
    if region is None:
        return None
    title = _("铜梁区 2020 年（规划所印数据）")
    found = Inventory.objects.filter(region=region, year=2020, title=title).first()
    if found is not None:
        return found
    made = make_inventory(
        user=user,
        region=region,
        year=2020,
        title=title,
        gwp_set="AR5",
        factor_sets=SETS,
        unverified=True,
        boundary=_(
            "只有规划印出的规上企业原煤消费量；规划另印全社会能源消费总量 132.39 万吨标煤，未分品种，不能据以计算排放。"
        ),
    )
    coal = Entry(
        "stationary_fuel",
        "1.A.2",
        {"fuel": "原煤", "fuel_amount": "32.52万t", "combustion_sector": "制造业和建筑业"},
        label=_("规上企业原煤"),
        source_note=f"{PRINTED_IN}：“{PRINTED}”",
    )
    unprinted = [
        Entry("notation", each.code, {}, label=each.name, notation="NE", notation_reason=_("规划没有印出活动数据"))
        for each in categories()
        if each.required and each.code != "1.A.2"
    ]
    first, *_others = store_rows(user, made, [coal, *unprinted])
    _cite(first)
    return made


def demo_entries() -> dict[int, list[Entry]]:
    """The rows of the invented district by year, as the shipped file writes them."""
    found: dict[int, list[Entry]] = {}
    text = files("ditan.domains.inventory").joinpath("data", "demo.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        cells = dict(part.split("=", 1) for part in row["cells"].split(" | ") if part)
        found.setdefault(int(row["year"]), []).append(
            Entry(
                row["kind"],
                row["category"],
                cells,
                label=row["label"],
                notation=row["notation"],
                notation_reason=row["reason"],
                source_note="" if row["notation"] else _("演示数据（虚构）"),
            )
        )
    return found


def _cite(row: Row) -> None:
    """The span of the plan's text where the platform holds it."""
    held = SourceText.objects.filter(text__contains=PRINTED).order_by("pk").first()
    if held is not None:
        start = held.text.index(PRINTED)
        Row.objects.filter(pk=row.pk).update(source_id=held.pk, start=start, end=start + len(PRINTED))
