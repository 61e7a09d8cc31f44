"""Agriculture, forestry and other land use."""

from __future__ import annotations

from ditan.core.air import livestock_ammonia, residue_smoke
from ditan.core.ghg import (
    enteric_fermentation,
    forest_growth_loss,
    forest_stock_change,
    forest_volume_function,
    land_conversion,
    manure_management,
    manure_nitrogen,
    manure_volatile_solids,
    residue_burning,
    rice_cultivation,
    rice_daily,
    soil_nitrogen_direct,
    soil_nitrogen_indirect,
    urban_green,
    urban_trees,
    winter_flooded_paddy,
)
from ditan.core.inventory.kind import Kind
from ditan.core.methods import Method

ENTERIC = ("3.A.1", "3.A.1.a", *(f"3.A.1.a.{each}" for each in ("i", "ii")), *(f"3.A.1.{each}" for each in "bcdefghj"))
MANURE = ("3.A.2", "3.A.2.a", *(f"3.A.2.a.{each}" for each in ("i", "ii")), *(f"3.A.2.{each}" for each in "bcdefghij"))
FOREST = ("3.B.1", "3.B.1.a", "3.B.1.b")
CONVERSION = ("3.B.2.b.i", "3.B.2.b.ii", "3.B.3.b.i", "3.B.5.b.i", "3.B.5.b.iii", "3.B.6.b.i", "3.B.6.b.iii")


def _of(code: str, method: Method, categories: tuple[str, ...]) -> Kind:
    """A kind of one method, with its name and note."""
    return Kind(code, method.label, (method,), categories, method.note)


MANURE_HEADS = Kind(
    "manure",
    "动物粪便管理和畜禽氨",
    (manure_management.METHOD, livestock_ammonia.METHOD),
    MANURE,
    "一行同时给出 CH4、N2O 和 NH3；氨的饲养量口径与存栏量不同，另填。",
)

MANURE_SYSTEMS = Kind(
    "manure_by_system",
    "动物粪便管理（按管理方式）和畜禽氨",
    (manure_volatile_solids.METHOD, manure_nitrogen.METHOD, livestock_ammonia.METHOD),
    MANURE,
    "IPCC 方法：CH4 按挥发性固体、N2O 按氮排泄量，NH3 按铵态氮；一种管理方式一行，与按存栏量的一行只用其一。",
)

RESIDUE_BURNING = Kind(
    "residue_burning",
    residue_burning.METHOD.label,
    (residue_burning.METHOD, residue_smoke.METHOD),
    ("3.C.1.b",),
    "一行同时给出 CH4、N2O、CO 和 NOx；CO2 为备忘项。",
)

KINDS: tuple[Kind, ...] = (
    _of("rice", rice_cultivation.METHOD, ("3.C.7",)),
    _of("rice_daily", rice_daily.METHOD, ("3.C.7",)),
    _of("winter_flooded_paddy", winter_flooded_paddy.METHOD, ("3.C.7",)),
    _of("enteric", enteric_fermentation.METHOD, ENTERIC),
    MANURE_HEADS,
    MANURE_SYSTEMS,
    _of("soil_direct", soil_nitrogen_direct.METHOD, ("3.C.4",)),
    _of("soil_indirect", soil_nitrogen_indirect.METHOD, ("3.C.5",)),
    RESIDUE_BURNING,
    _of("forest_stock", forest_stock_change.METHOD, FOREST),
    _of("forest_growth", forest_growth_loss.METHOD, FOREST),
    _of("forest_volume", forest_volume_function.METHOD, FOREST),
    _of("land_conversion", land_conversion.METHOD, CONVERSION),
    _of("urban_trees", urban_trees.METHOD, ("3.B.5.a", "3.B.5")),
    _of("urban_green", urban_green.METHOD, ("3.B.5.a", "3.B.5")),
)
