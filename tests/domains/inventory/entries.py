"""Rows as a clerk would write them."""

from __future__ import annotations

from ditan.domains.inventory.services import Entry

SETS = ("provincial_guide_2025", "gbt_32150", "tcses_144_2024", "ipcc_2006", "mee_grid_notices")


def diesel(amount: str = "1000", **more: str) -> Entry:
    """Diesel burnt in industry."""
    cells = {"fuel": "柴油", "fuel_amount": amount}
    return Entry("stationary_fuel", "1.A.2", cells, label="工业锅炉", source_note="能源统计报表", **more)
