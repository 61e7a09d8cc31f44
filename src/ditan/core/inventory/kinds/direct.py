"""Rows without a method of ours: amounts determined elsewhere, and keys for categories where nothing is reckoned."""

from __future__ import annotations

from ditan.core.ghg import direct_entry
from ditan.core.inventory.kind import Kind

LAND_DIRECT = Kind("land_direct", "农业和土地利用直接录入", (direct_entry.METHOD,), ("3",))
LAND_REMOVAL = Kind("land_removal", "土地利用吸收量直接录入", (direct_entry.REMOVAL,), ("3.B", "3.D"))
WASTE_DIRECT = Kind("waste_direct", "废弃物处理直接录入", (direct_entry.METHOD,), ("4",))
POLLUTANT_DIRECT = Kind("pollutant_direct", "大气污染源直接录入", (direct_entry.METHOD,), ("P",))
OTHER_DIRECT = Kind(
    "other_direct",
    "其他类别直接录入",
    (direct_entry.METHOD,),
    ("1.A", "5", "M"),
    note="有连续监测或核查结果的燃烧源、大气氮沉降、信息项。",
)
NOTATION = Kind(
    "notation",
    "标识符（没有活动数据的类别）",
    (),
    ("1", "2", "3", "4", "5", "E", "M", "P"),
    note="该类别在本地没有发生（NO）、没有估算（NE，写明理由）、列于他处（IE，写明何处）、不适用（NA）或保密（C）。",
)

KINDS: tuple[Kind, ...] = (LAND_DIRECT, LAND_REMOVAL, WASTE_DIRECT, POLLUTANT_DIRECT, OTHER_DIRECT, NOTATION)
