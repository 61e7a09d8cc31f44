"""Road vehicles by class, fuel and emission standard: pollutants by distance, beside the greenhouse gases by fuel."""

from __future__ import annotations

from ditan.core.air import vehicle_evaporation, vehicle_exhaust
from ditan.core.inventory.kind import Kind

VEHICLE = Kind(
    "vehicle",
    "道路机动车",
    (vehicle_exhaust.METHOD, vehicle_evaporation.METHOD),
    ("1.A.3.b",),
    note="只计算大气污染物；车用燃料的温室气体按燃料消费量另行填写，两者不重复。",
)

KINDS: tuple[Kind, ...] = (VEHICLE,)
