"""Rows as a clerk would write them."""

from __future__ import annotations

from ditan.domains.inventory.services import Entry

SETS = ("provincial_guide_2025", "gbt_32150", "tcses_144_2024", "ipcc_2006", "mee_grid_notices")


def diesel(amount: str = "1000", **more: str) -> Entry:
    """Diesel burnt in industry."""
    cells = {"fuel": "柴油", "fuel_amount": amount}
    return Entry("stationary_fuel", "1.A.2", cells, label="工业锅炉", source_note="能源统计报表", **more)


def electricity(amount: str = "100000") -> Entry:
    """Electricity bought, MWh; nothing of it sold on."""
    cells = {"electricity_purchased_mwh": amount, "electricity_sold_mwh": "0"}
    return Entry("purchased_electricity", "E.1", cells, label="外购电力", source_note="供电局年报")


def direct(gas: str, amount: str) -> Entry:
    """An amount that was measured."""
    cells = {"gas": gas, "emitted_t": amount, "evidence": "监测报告 2023-9 第 4 页"}
    label = {"CH4": "实测甲烷"}.get(gas, f"实测{gas}")
    return Entry("fugitive_direct", "1.B.3", cells, label=label, source_note="监测报告")
