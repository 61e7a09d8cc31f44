"""CH4 of landfills by first-order decay (IPCC 2006 volume 5 chapter 3).

What is laid down in a year begins to decay on the first of January after it and loses the share 1 − e^−k of what is left in each
year. Every year since the site was opened has to be given: a year that is left out is unknown, not empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered
from ditan.core.methods.waste_inputs import (
    CH4_SHARE,
    COVER_OXIDATION,
    DOC,
    DOC_FRACTION,
    LANDFILL_COVER,
    LANDFILL_SITE,
    LANDFILL_WASTE,
    MCF,
    RECOVERED_CH4,
)

DEPOSITS = Input(
    "deposits_t",
    "历年填埋量",
    "t",
    kind=InputKind.SERIES,
    note="湿重，自启用之年起逐年填写，至少到清单年份的上一年；没有填埋的年份填 0，不能留空。建议追溯 50 年。",
)
CLIMATE = Input(
    "landfill_climate",
    "气候带",
    kind=InputKind.CHOICE,
    choices=(
        ("temperate_wet", "温带湿润（年均温 ≤ 20 ℃，降水/蒸散 > 1）"),
        ("temperate_dry", "温带干燥（年均温 ≤ 20 ℃，降水/蒸散 < 1）"),
        ("tropical_wet", "热带湿润（年均温 > 20 ℃，年降水 ≥ 1000 mm）"),
        ("tropical_dry", "热带干燥（年均温 > 20 ℃，年降水 < 1000 mm）"),
    ),
    note="按填埋场所在地多年平均气温和降水选择；重庆主城年均温低于 20 ℃、降水多于 1000 mm，属温带湿润。",
)
DECAY = Parameter(
    "decay_rate",
    "甲烷产生速率 k",
    "1/a",
    "landfill_decay_rate",
    "CH4",
    by={"process": "landfill_waste", "technology": "landfill_climate"},
    high=2.0,
)


def decomposed_t(deposited: Mapping[Any, Any], year: int, decay_rate: Any) -> Any:
    """What decomposes in a year of what was laid down before it, in the unit of the deposits.

    Of 100 t laid down in 2010 the share 1 − e^−k goes in 2011 and none in 2010:

    >>> float(round(decomposed_t({2010: 100.0}, 2011, 0.185), 4)), decomposed_t({2010: 100.0}, 2010, 0.185)
    (16.8896, 0.0)
    """
    total: Any = 0.0
    for each in sorted(deposited, key=int):
        if (age := year - int(each)) > 0:
            total = total + deposited[each] * (np.exp(-decay_rate * (age - 1)) - np.exp(-decay_rate * age))
    return total


def ch4_t(
    deposits_t: Mapping[Any, Any],
    year: int,
    doc: Any,
    doc_f: Any,
    mcf: Any,
    decay_rate: Any,
    ch4_share: Any,
    cover_oxidation: Any,
    recovered_ch4_t: Any,
) -> Any:
    """CH4 that leaves the site in the year, t.

    A thousand tonnes of kitchen waste of 2020 in a managed site, in 2021:

    >>> float(round(ch4_t({2020: 1000.0}, 2021, 0.15, 0.5, 1.0, 0.185, 0.5, 0.1, 0.0), 4))
    7.6003
    """
    generated = decomposed_t(deposits_t, year, decay_rate) * doc * doc_f * mcf * ch4_share * 16 / 12
    return less_recovered(generated, recovered_ch4_t) * (1 - cover_oxidation)


def every_year_given(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence that names the years that are missing, or says that no deposit is old enough to count."""
    given = {int(each) for each in values.get("deposits_t") or ()}
    if not given:
        return ()
    year = values.get("year")
    last = max(given) if year is None else int(year) - 1
    if min(given) > last:
        return (f"“历年填埋量”从 {min(given)} 年开始，{year} 年之前没有数据；一阶衰减至少需要清单年份上一年的填埋量。",)
    missing = [each for each in range(min(given), last + 1) if each not in given]
    if not missing:
        return ()
    years = "、".join(str(each) for each in missing)
    return (
        f"“历年填埋量”缺 {years} 年；没有填埋的年份请填 0，不知道的请先补齐（可用人口、产生量等替代数据），不能留空。",
    )


METHOD = Method(
    code="ghg.landfill_decay",
    label="垃圾填埋（一阶衰减）",
    inputs=(LANDFILL_WASTE, DEPOSITS, LANDFILL_SITE, CLIMATE, LANDFILL_COVER, RECOVERED_CH4),
    parameters=(DOC, DOC_FRACTION, MCF, DECAY, CH4_SHARE, COVER_OXIDATION),
    outputs=(
        Output(
            "CH4",
            ch4_t,
            "［Σ 历年填埋量 × DOC × DOCf × MCF ×（e^−k(年龄−1) − e^−k·年龄）× F × 16/12 − 回收量］×（1 − OX）",
        ),
    ),
    source="IPCC 2006 第 5 卷第 3 章 式3.1、3.2、3.4—3.6；参数取自 IPCC EFDB 和 bonsai-ipcc 0.5.3",
    verified=True,
    rules=(every_year_given,),
    note="填埋后次年 1 月 1 日起开始分解（反应起始时间 13 个月）；清单年份当年的填埋量不产生甲烷。",
)
