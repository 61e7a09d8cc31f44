"""Sources of air pollutants alone: dust of roads, sites and piles; cement kilns."""

from __future__ import annotations

from ditan.core.air import cement_kiln, construction_dust, pile_erosion, pile_handling, road_dust
from ditan.core.inventory.kind import Kind

ROAD_DUST = Kind("road_dust", "铺装道路扬尘", (road_dust.METHOD,), ("P.1.a",))
CONSTRUCTION_DUST = Kind("construction_dust", "施工扬尘", (construction_dust.METHOD,), ("P.2",))
PILE_HANDLING = Kind("pile_handling", "堆场装卸扬尘", (pile_handling.METHOD,), ("P.3.a",))
PILE_EROSION = Kind("pile_erosion", "堆场风蚀扬尘", (pile_erosion.METHOD,), ("P.3.b",))
CEMENT_KILN = Kind(
    "cement_kiln",
    "水泥窑的大气污染物",
    (cement_kiln.METHOD,),
    ("2.A.1",),
    note="只计算污染物；熟料的工艺二氧化碳和窑用煤的温室气体另行填写。",
)

KINDS: tuple[Kind, ...] = (CEMENT_KILN, ROAD_DUST, CONSTRUCTION_DUST, PILE_HANDLING, PILE_EROSION)
