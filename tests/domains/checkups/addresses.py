"""The rows of check-ups in the walk through the permission matrix. What is found of a region is for all who see them;
what one enters oneself is found below `own/` by the scope of who asks."""

from __future__ import annotations

from ditan.base.directory.models import Region
from ditan.domains.checkups.models import Checkup, Indicator, Result
from tests.web.matrix_world import Fill, World, pk

RULE = {
    "code": "T",
    "name": "污水集中收集率",
    "aspect": "",
    "unit": "%",
    "definition": "",
    "bands_text": "70=达标",
    "at_least": True,
    "basis": "测试",
    "verified": False,
    "metric": None,
}
ROWS: dict[str, Fill] = {
    **dict.fromkeys(
        (f"checkups:{name}" for name in ("checkup", "take", "close", "export")),
        pk(lambda world, who: Checkup.objects.get()),
    ),
    "checkups:region": lambda world, who: {
        "pk": Checkup.objects.get().pk,
        "region": Result.objects.get().region_id,
    },
    "checkups:propose": pk(lambda world, who: Result.objects.get()),
    "checkups:review": pk(lambda world, who: Result.objects.get()),
    "checkups:indicator_edit": pk(lambda world, who: Indicator.objects.get()),
}
PERSONAL: set[str] = set()
GONE_FOR_ALL: set[str] = set()


def populate(world: World) -> None:
    """A check-up with one problem."""
    Indicator.objects.create(code="T", name="污水集中收集率", basis="测试")
    made = Checkup.objects.create(title="体检", year=2025, rules=[RULE])
    region = Region.objects.order_by("pk")[0]
    Result.objects.create(
        checkup=made, region=region, region_name=region.name, indicator="T", value=60, grade="未达标", problem=True
    )
