"""Whether a balance balances: each section against its parts, all sections against one another, signs, parts of wholes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ditan.core.factors.fuels import Fuel
from ditan.core.ghg.energy_balance.flows import FLOWS, label_of_flow, parts_of
from ditan.core.ghg.energy_balance.reading import Balance


@dataclass(frozen=True, slots=True)
class Finding:
    """One sum that does not come out, or one figure that cannot be.

    Parameters
    ----------
    code
        `sum`, `balance`, `sign`, `part` or `difference`.
    rows
        Codes of the rows concerned.
    found, expected
        What the table prints and what its other rows give, in the unit of the fuel.
    message
        Chinese: fuel, rows, both figures, what to do.
    """

    code: str
    fuel: str
    rows: tuple[str, ...]
    found: float
    expected: float
    message: str


def find_imbalances(
    balance: Balance, *, tolerance: float = 0.005, statistical_difference: float = 0.05
) -> tuple[Finding, ...]:
    """Every finding, by fuel in the order of the columns, then by row.

    Parameters
    ----------
    tolerance
        Relative to the largest figure of the sum; tables print rounded figures.
    statistical_difference
        The share of what was available above which the difference that the table itself prints is a finding.
    """
    return tuple(
        finding
        for fuel in balance.fuels
        for finding in (
            *_signs(balance, fuel),
            *_sums(balance, fuel, tolerance),
            *_parts(balance, fuel, tolerance),
            *_balance(balance, fuel, tolerance),
            *_difference(balance, fuel, statistical_difference),
        )
    )


def _signs(balance: Balance, fuel: Fuel) -> Iterator[Finding]:
    for flow in FLOWS:
        value = balance.value(flow.code, fuel.code)
        if value is None or not flow.sign or value == 0 or (value > 0) == (flow.sign == "+"):
            continue
        wanted = "不能为负" if flow.sign == "+" else "应填负数"
        message = f"{fuel.label}：“{flow.label}”为 {value:.10g} {fuel.amount_unit}，这一项{wanted}；请核对符号。"
        yield Finding("sign", fuel.code, (flow.code,), value, -value, message)


def _sums(balance: Balance, fuel: Fuel, tolerance: float) -> Iterator[Finding]:
    for whole in FLOWS:
        parts = parts_of(whole.code)
        printed = balance.value(whole.code, fuel.code)
        given = {each.code: value for each in parts if (value := balance.value(each.code, fuel.code)) is not None}
        if printed is None or not given:
            continue
        total = math.fsum(given.values())
        if _same(printed, total, (printed, *given.values()), tolerance):
            continue
        blank = [each.label for each in parts if each.code not in given]
        left = f"空着的有{'、'.join(blank)}，" if blank else ""
        message = (
            f"{fuel.label}：“{whole.label}”填 {printed:.10g} {fuel.amount_unit}，各分项之和为 {total:.10g}，相差 {printed - total:.10g}；"
            f"{left}请核对分项是否漏填、符号和单位是否一致。"
        )
        yield Finding("sum", fuel.code, (whole.code, *given), printed, total, message)


def _parts(balance: Balance, fuel: Fuel, tolerance: float) -> Iterator[Finding]:
    for flow in FLOWS:
        if not flow.partial:
            continue
        part, whole = balance.value(flow.code, fuel.code), balance.value(flow.parent, fuel.code)
        if part is None or whole is None or abs(part) <= abs(whole) * (1 + tolerance):
            continue
        message = (
            f"{fuel.label}：“{flow.label}”为 {part:.10g} {fuel.amount_unit}，"
            f"大于所属的“{label_of_flow(flow.parent)}” {whole:.10g}；请核对两项。"
        )
        yield Finding("part", fuel.code, (flow.code, flow.parent), part, whole, message)


SECTIONS = ("supply", "transformation", "losses", "final")


def _balance(balance: Balance, fuel: Fuel, tolerance: float) -> Iterator[Finding]:
    printed = balance.value("difference", fuel.code)
    figures = [balance.value(code, fuel.code) for code in SECTIONS]
    if printed is None or all(each is None for each in figures):
        return
    supply, transformation, losses, final = (each or 0.0 for each in figures)
    result = supply + transformation - losses - final
    if _same(printed, result, (printed, supply, transformation, losses, final), tolerance):
        return
    message = (
        f"{fuel.label}：可供量 {supply:.10g} + 加工转换 {transformation:.10g} − 损失 {losses:.10g} − 终端消费 {final:.10g} = {result:.10g} "
        f"{fuel.amount_unit}，而“平衡差额”填 {printed:.10g}；请核对这五行，或改正平衡差额。"
    )
    yield Finding("balance", fuel.code, (*SECTIONS, "difference"), printed, result, message)


def _difference(balance: Balance, fuel: Fuel, share: float) -> Iterator[Finding]:
    printed, supply = balance.value("difference", fuel.code), balance.value("supply", fuel.code)
    if printed is None or supply is None or abs(printed) <= share * abs(supply):
        return
    shown = f"占可供量的 {abs(printed / supply):.1%}" if supply else "而可供量为 0"
    message = (
        f"{fuel.label}：“平衡差额”为 {printed:.10g} {fuel.amount_unit}，{shown}，超过 {share:.0%}；"
        f"请查明是否有消费没有统计或重复统计，并写明原因。"
    )
    yield Finding("difference", fuel.code, ("difference", "supply"), printed, 0.0, message)


def _same(printed: float, computed: float, figures: tuple[float, ...], tolerance: float) -> bool:
    return abs(printed - computed) <= tolerance * max(abs(each) for each in figures)
