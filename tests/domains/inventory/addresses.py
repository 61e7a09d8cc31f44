"""The rows of inventories in the walk through the permission matrix."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.directory.models import Organisation, Region
from ditan.domains.inventory.models import Edition, Inventory, Published, PublishedValue
from tests.web.matrix_world import Fill, World, pk

CONTENT = {
    "about": {"region": "", "year": 2023, "gwp_set": "AR5", "factor_sets": [], "unverified": False, "place": ""},
    "rows": [
        {
            "row": 1,
            "position": 1,
            "kind": "stationary_fuel",
            "category": "1.A.2",
            "label": "锅炉",
            "values": {},
            "typed": {},
            "notation": "NE",
            "notation_reason": "未统计",
            "choices": {},
            "own": {},
            "uncertainty": {},
            "source_note": "",
            "biomass": False,
            "lines": [],
        }
    ],
    "outputs": {},
    "factors": {},
    "gwp": [],
    "gwp_by_origin": False,
    "totals": {"gases": {}, "co2e": {}},
}
"""An edition with one row."""
GRID_2023 = "mee_grid_notices:avg-chongqing-2023"
OWN, OTHER = "铜山区林业局", "铜山区财政局"


def inventory_of(world: World, who: User) -> Inventory:
    """The inventory that the organisation of the one who walks compiles, or another one."""
    return Inventory.objects.get(organisation__name=OWN if who == world.user else OTHER)


def in_edition(world: World, who: User) -> dict[str, object]:
    """The only edition of it."""
    return {"pk": inventory_of(world, who).pk, "number": 1}


def row_in_edition(world: World, who: User) -> dict[str, object]:
    """The only row of that edition."""
    return {**in_edition(world, who), "row": 1}


def row_in_inventory(world: World, who: User) -> dict[str, object]:
    """The only row of its activity data."""
    inventory = inventory_of(world, who)
    return {"pk": inventory.pk, "row": inventory.rows.get().pk}


GRID = ("inventory", "rows", "settings", "summary", "summary_rows", "template", "import", "rows_export")
IMPORTS = ("import_report", "import_errors")
ONE_ROW = ("trace", "row_remove", "factor", "own_value", "ranges")


def import_in_inventory(world: World, who: User) -> dict[str, object]:
    """The only workbook that was handed in for it."""
    inventory = inventory_of(world, who)
    return {"pk": inventory.pk, "handed": inventory.imports.get().pk}


GOVERNED = (
    "editions",
    "lock",
    "reopen",
    "sign",
    "recompute",
    "compare",
    "checks",
    "checks_run",
    "checks_act",
    "uncertainty",
    "uncertainty_run",
    "uncertainty_progress",
    "series",
    "series_fill",
)

ROWS: dict[str, Fill] = {
    **dict.fromkeys(("inventory:outputs", "inventory:report"), pk(inventory_of)),
    "inventory:file": lambda world, who: {"pk": inventory_of(world, who).pk, "form": "xlsx"},
    **{f"inventory:{name}": pk(inventory_of) for name in (*GRID, *GOVERNED)},
    **{f"inventory:{name}": row_in_inventory for name in ONE_ROW},
    **{f"inventory:{name}": import_in_inventory for name in IMPORTS},
    "inventory:edition": in_edition,
    "inventory:edition_row": row_in_edition,
    **{
        f"api:inventory_{name}": pk(inventory_of)
        for name in ("inventory", "totals", "rows", "findings", "editions", "add")
    },
    **{f"api:inventory_{name}": row_in_inventory for name in ("row", "save", "remove")},
    "api:inventory_edition": in_edition,
    "api:inventory_factor": lambda world, who: {"code": "provincial_guide_2025:cc-diesel"},
    "inventory:synergy": pk(inventory_of),
    "inventory:factor_page": lambda world, who: {"code": GRID_2023},
    "inventory:balance": pk(inventory_of),
    "inventory:published": pk(lambda world, who: Published.objects.get()),
}
PERSONAL: set[str] = {"inventory:import_report", "inventory:import_errors"}
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """A draft of the organisation of the one who walks, and one of another."""
    region = Region.objects.order_by("pk")[0]
    for name in (OWN, OTHER):
        made = Inventory.objects.create(
            region=region,
            year=2023,
            title=f"{name}清单",
            organisation=Organisation.objects.get(name=name),
            factor_sets=["provincial_guide_2025"],
            gwp_set="AR5",
            made_at=timezone.now(),
        )
        made.imports.create(by=world.user if name == OWN else world.other, name="活动数据.xlsx")
        made.rows.create(position=1, kind="stationary_fuel", category="1.A.2", notation="NO")
        Edition.objects.create(
            inventory=made, number=1, content=CONTENT, digest="0" * 64, code_version="0", at=timezone.now()
        )
    published = Published.objects.create(code="test", title="已发布", loaded_at=timezone.now())
    PublishedValue.objects.create(
        published=published,
        year=2019,
        sector="Total Consumption",
        item="Scope 1 Total",
        gas="CO2",
        value=1,
        unit="MtCO2",
    )
