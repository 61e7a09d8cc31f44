"""The rows of inventories in the walk through the permission matrix."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.directory.models import Organisation, Region
from ditan.domains.inventory.models import Inventory, Published, PublishedValue
from tests.web.matrix_world import Fill, World, pk

OWN, OTHER = "铜山区林业局", "铜山区财政局"


def inventory_of(world: World, who: User) -> Inventory:
    """The inventory that the organisation of the one who walks compiles, or another one."""
    return Inventory.objects.get(organisation__name=OWN if who == world.user else OTHER)


ROWS: dict[str, Fill] = {
    "inventory:inventory": pk(inventory_of),
    "inventory:published": pk(lambda world, who: Published.objects.get()),
}
PERSONAL: set[str] = set()
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """A draft of the organisation of the one who walks, and one of another."""
    region = Region.objects.order_by("pk")[0]
    for name in (OWN, OTHER):
        Inventory.objects.create(
            region=region,
            year=2023,
            title=f"{name}清单",
            organisation=Organisation.objects.get(name=name),
            factor_sets=["provincial_guide_2025"],
            gwp_set="AR5",
            made_at=timezone.now(),
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
