"""CH4 of landfills by mass balance: all that a year's waste will ever give, counted in that year."""

from __future__ import annotations

from typing import Any

from ditan.core.methods import Input, Method, Output
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

LANDFILLED = Input("landfilled_t", "当年填埋量", "t", note="湿重；一种废物、一类填埋场一行。")


def ch4_t(
    landfilled_t: Any,
    mcf: Any,
    doc: Any,
    doc_f: Any,
    ch4_share: Any,
    recovered_ch4_t: Any,
    cover_oxidation: Any,
) -> Any:
    """CH4, t.

    A thousand tonnes of kitchen waste in a managed site:

    >>> float(round(ch4_t(1000.0, 1.0, 0.15, 0.5, 0.5, 0.0, 0.1), 6))
    45.0
    """
    generated = landfilled_t * mcf * doc * doc_f * ch4_share * 16 / 12
    return less_recovered(generated, recovered_ch4_t) * (1 - cover_oxidation)


METHOD = Method(
    code="ghg.landfill_mass_balance",
    label="垃圾填埋（质量平衡）",
    inputs=(LANDFILL_WASTE, LANDFILLED, LANDFILL_SITE, LANDFILL_COVER, RECOVERED_CH4),
    parameters=(MCF, DOC, DOC_FRACTION, CH4_SHARE, COVER_OXIDATION),
    outputs=(Output("CH4", ch4_t, "（填埋量 × MCF × DOC × DOCf × F × 16/12 − 回收量）×（1 − OX）"),),
    source="省级温室气体清单编制指南（试行）2011 第六章 质量平衡法（原文未核对）；IPCC 1996",
    verified=False,
    note="把当年废物今后全部的产气计入当年；填埋量逐年变化时偏离实际，有历年数据应改用一阶衰减。",
)
