"""Industrial processes and the use of products."""

from __future__ import annotations

from ditan.core.ghg import (
    aluminium,
    ammonia,
    ammonia_output,
    carbide,
    carbonates,
    clinker,
    clinker_cao,
    direct_entry,
    ferroalloys,
    glass,
    iron_steel,
    lime,
    magnesium,
    nitrogen_acids,
    refrigeration,
    steel_balance,
    switchgear,
)
from ditan.core.inventory.kind import Kind

CLINKER = Kind("clinker", "水泥熟料（按排放因子）", (clinker.METHOD,), ("2.A.1",))
CLINKER_CAO = Kind("clinker_cao", "水泥熟料（按氧化钙含量）", (clinker_cao.METHOD,), ("2.A.1",))
LIME = Kind("lime", "石灰", (lime.METHOD,), ("2.A.2",))
GLASS = Kind("glass", "玻璃", (glass.METHOD,), ("2.A.3",))
CARBONATES = Kind(
    "carbonates",
    "碳酸盐使用",
    (carbonates.METHOD,),
    ("2.A.3", "2.A.4", "2.A.5", "2.C.7"),
    note="陶瓷、纯碱使用、脱硫等；水泥、石灰和炼钢的碳酸盐不在这里填写。",
)
AMMONIA = Kind("ammonia", "合成氨（按原料消费量）", (ammonia.METHOD,), ("2.B.1",))
AMMONIA_OUTPUT = Kind("ammonia_output", "合成氨（按产量）", (ammonia_output.METHOD, ammonia_output.COAL), ("2.B.1",))
NITRIC_ACID = Kind("nitric_acid", "硝酸", (nitrogen_acids.METHOD,), ("2.B.2",))
ADIPIC_ACID = Kind("adipic_acid", "己二酸", (nitrogen_acids.ADIPIC,), ("2.B.3",))
CARBIDE = Kind("carbide", "电石", (carbide.METHOD,), ("2.B.5",))
IRON_STEEL = Kind("iron_steel", "钢铁（按产品缺省因子）", (iron_steel.METHOD, iron_steel.SINTER_CH4), ("2.C.1",))
STEEL_BALANCE = Kind("steel_balance", "炼钢（熔剂和碳平衡）", (steel_balance.METHOD,), ("2.C.1",))
FERROALLOYS = Kind("ferroalloys", "铁合金", (ferroalloys.METHOD, ferroalloys.METHANE), ("2.C.2",))
ALUMINIUM = Kind("aluminium", "原铝", (aluminium.METHOD,), ("2.C.3",))
MAGNESIUM = Kind("magnesium", "原镁", (magnesium.METHOD,), ("2.C.4",))
MAGNESIUM_SF6 = Kind("magnesium_sf6", "镁熔体保护气", (magnesium.COVER_GAS,), ("2.C.4",))
REFRIGERATION = Kind("refrigeration", "制冷和空调", (refrigeration.METHOD,), ("2.F.1",))
SWITCHGEAR = Kind("switchgear", "电气设备六氟化硫", (switchgear.METHOD,), ("2.G.1",))
INDUSTRY_DIRECT = Kind(
    "industry_direct",
    "工业过程和产品使用直接录入",
    (direct_entry.METHOD,),
    ("2",),
    note="HCFC-22、电子工业、发泡、消防等没有本地参数的类别，或有实测数据的源。",
)

KINDS: tuple[Kind, ...] = (
    CLINKER,
    CLINKER_CAO,
    LIME,
    GLASS,
    CARBONATES,
    AMMONIA,
    AMMONIA_OUTPUT,
    NITRIC_ACID,
    ADIPIC_ACID,
    CARBIDE,
    IRON_STEEL,
    STEEL_BALANCE,
    FERROALLOYS,
    ALUMINIUM,
    MAGNESIUM,
    MAGNESIUM_SF6,
    REFRIGERATION,
    SWITCHGEAR,
    INDUSTRY_DIRECT,
)
