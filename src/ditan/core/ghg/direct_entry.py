"""Emissions and removals that were determined elsewhere: measured, reported, or of a category without sourced parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, OutputKind
from ditan.core.methods.inputs import GAS

EMITTED = Input("emitted_t", "排放量", "t", note="该气体本身的吨数，不是二氧化碳当量。")
REMOVED = Input("removed_t", "吸收量", "t", note="填正数，汇总时按负值计入。")
EVIDENCE = Input("evidence", "数据来源", kind=InputKind.TEXT, note="文件、监测报告或核查报告的名称、文号和页码。")


def emission_t(emitted_t: float) -> float:
    """The amount as entered, t of the gas.

    >>> emission_t(12.5)
    12.5
    """
    return emitted_t


def removal_t(removed_t: float) -> float:
    """The amount as entered, t of the gas, negative.

    >>> removal_t(12.5)
    -12.5
    """
    return -removed_t


def evidence_named(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Evidence of blanks is none."""
    evidence = values.get("evidence")
    if isinstance(evidence, str) and not evidence.strip():
        return ("“数据来源”只有空格；请填写文件名称、文号或页码，没有来源的数不能直接录入。",)
    return ()


METHOD = Method(
    code="ghg.direct_entry",
    label="排放量直接录入",
    inputs=(GAS, EMITTED, EVIDENCE),
    parameters=(),
    outputs=(Output("", emission_t, "录入的排放量", gas_input="gas"),),
    source="由数据来源一栏逐行说明",
    verified=True,
    rules=(evidence_named,),
    note="用于没有可靠参数的类别：HCFC-22、废弃矿井、设备泄漏等，或有实测数据的源。",
)

REMOVAL = Method(
    code="ghg.direct_removal",
    label="吸收量直接录入",
    inputs=(GAS, REMOVED, EVIDENCE),
    parameters=(),
    outputs=(Output("", removal_t, "−录入的吸收量", kind=OutputKind.REMOVAL, gas_input="gas"),),
    source="由数据来源一栏逐行说明",
    verified=True,
    rules=(evidence_named,),
)
