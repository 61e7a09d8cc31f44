"""Process CO2 of cement clinker by a factor of the set that the user chose: 0.538, 0.523 and 0.510 are all in use."""

from __future__ import annotations

from ditan.core.factors import Factor, FactorBook
from ditan.core.methods import Input, Method, Output, Parameter

CLINKER = Input("clinker_t", "水泥熟料产量", "t", note="不含电石渣等非碳酸盐原料生产的熟料。")


def co2_t(clinker_t: float, clinker_factor: float) -> float:
    """Process CO2, t.

    >>> co2_t(1000.0, 0.538)
    538.0
    """
    return clinker_t * clinker_factor


METHOD = Method(
    code="ghg.clinker",
    label="水泥熟料过程排放（按排放因子）",
    inputs=(CLINKER,),
    parameters=(
        Parameter(
            "clinker_factor",
            "水泥熟料二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            fixed={"process": "clinker"},
            high=0.8,
        ),
    ),
    outputs=(Output("CO2", co2_t, "熟料产量 × 排放因子"),),
    source="IPCC 2006 第3卷第2章；省级温室气体清单编制指南，二手转录",
    verified=False,
    note="EFDB 中国条目并存多个值（新型干法、立窑等），选用该套因子时须按行指定其中一个并写明理由。",
)


def side_by_side(book: FactorBook) -> tuple[Factor, ...]:
    """Every factor of clinker in the book, of all sets, from the highest to the lowest, for the choice to be seen."""
    found = [
        each
        for each in book
        if (each.quantity, each.gas, each.process) == ("emission_factor", "CO2", "clinker") and each.value is not None
    ]
    return tuple(sorted(found, key=lambda each: (-(each.value or 0.0), each.code)))
