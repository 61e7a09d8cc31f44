"""CO2 that trees of towns take up, by number of trees."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, OutputKind, Parameter

TREES = Input("trees", "城镇树木株数", "株", note="生长期内的树木；IPCC 缺省假定树龄 20 年以上的净吸收为零，不要计入。")
TREE_CLASS = Input(
    "tree_class",
    "树种类别",
    kind=InputKind.CHOICE,
    choices=(
        ("mixed_hardwood", "混合阔叶树"),
        ("aspen", "杨类"),
        ("soft_maple", "软槭"),
        ("hardwood_maple", "硬槭"),
        ("zelkova", "榉树（东亚乡土种）"),
        ("juniper", "刺柏"),
        ("cedar_larch", "雪松、落叶松"),
        ("douglas_fir", "黄杉"),
        ("true_fir_hemlock", "冷杉、铁杉"),
        ("pine", "松"),
        ("spruce", "云杉"),
        ("local", "本地树种（须录入本地因子）"),
    ),
)
TREE_GROWTH = Parameter(
    "tree_growth", "单株年固碳量", "tC/株/a", "urban_tree_growth", by={"process": "tree_class"}, high=1.0
)


def co2_t(trees: float, tree_growth: float) -> float:
    """CO2 of a year, t, negative: IPCC 2006 volume 4 chapter 8, equation 8.3.

    A thousand mixed hardwoods (EFDB 513517):

    >>> round(co2_t(1000.0, 0.01), 6)
    -36.666667
    """
    return -trees * tree_growth * 44 / 12


METHOD = Method(
    code="ghg.urban_trees",
    label="城镇绿化碳汇（按株数）",
    inputs=(TREE_CLASS, TREES),
    parameters=(TREE_GROWTH,),
    outputs=(Output("CO2", co2_t, "−株数 × 单株年固碳量 × 44/12", kind=OutputKind.REMOVAL),),
    source="IPCC 2006 第 4 卷第 8 章 式8.3；参数取自 IPCC EFDB 513515—513524、328651",
    verified=True,
    note="吸收为负。城镇绿化不得计作 CCER 造林碳汇；与“按绿地面积”二者只用其一。",
)
