"""Inputs and parameters of waste and wastewater that several methods share."""

from __future__ import annotations

from ditan.core.methods.spec import Input, InputKind, Parameter

LANDFILL_WASTE = Input(
    "landfill_waste",
    "填埋废物种类",
    kind=InputKind.CHOICE,
    choices=(
        ("msw", "生活垃圾（不分组分）"),
        ("food", "厨余"),
        ("paper", "纸类"),
        ("textile", "织物"),
        ("wood", "木、秸秆"),
        ("garden", "园林垃圾"),
        ("nappies", "卫生用品"),
        ("sludge", "污水污泥"),
        ("food_industry", "食品工业废物"),
        ("construction", "建筑垃圾"),
    ),
    note="按组分计算时一种组分一行，填埋量按垃圾组成折算；含水湿重。",
)
LANDFILL_SITE = Input(
    "landfill_site",
    "填埋场类型",
    kind=InputKind.CHOICE,
    choices=(
        ("managed_anaerobic", "管理型，厌氧"),
        ("managed_semi_aerobic", "管理型，准好氧"),
        ("unmanaged_deep", "非管理型，深（≥ 5 m 或高水位）"),
        ("unmanaged_shallow", "非管理型，浅（< 5 m）"),
        ("uncategorised", "未分类"),
        ("china_class_1", "中国 I 类（库容 > 500 万m³）"),
        ("china_class_2", "中国 II 类（200—500 万m³）"),
        ("china_class_3", "中国 III 类（< 200 万m³）"),
    ),
    note="IPCC 和省级指南按管理方式分类；“中国 I—III 类”按库容（蔡博峰等 2014）。",
)
LANDFILL_COVER = Input(
    "landfill_cover",
    "覆盖层",
    kind=InputKind.CHOICE,
    choices=(
        ("oxidising", "有氧化性覆盖（土、堆肥）的规范填埋场"),
        ("none", "无覆盖、非管理型或未分类"),
        ("china_class_1", "中国 I 类"),
        ("china_class_2_southwest", "中国 II 类，西南、华南"),
        ("china_class_3_southwest", "中国 III 类，西南、华南"),
    ),
)
RECOVERED_CH4 = Input(
    "recovered_ch4_t",
    "甲烷回收量",
    "t CH4",
    note="计量的发电、供热或火炬销毁量，折纯甲烷；没有回收的填 0。不得大于产生量。",
)

DOC = Parameter("doc", "可降解有机碳 DOC", "1", "degradable_organic_carbon", by={"process": "landfill_waste"}, high=1.0)
DOC_FRACTION = Parameter("doc_f", "可分解的 DOC 比例 DOCf", "1", "doc_fraction_decomposed", high=1.0)
MCF = Parameter("mcf", "甲烷修正因子 MCF", "1", "landfill_mcf", by={"process": "landfill_site"}, high=1.0)
CH4_SHARE = Parameter("ch4_share", "填埋气甲烷比例 F", "1", "landfill_ch4_share", high=1.0)
COVER_OXIDATION = Parameter(
    "cover_oxidation", "氧化因子 OX", "1", "landfill_oxidation", by={"process": "landfill_cover"}, high=1.0
)
