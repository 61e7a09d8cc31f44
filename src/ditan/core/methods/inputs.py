"""Inputs that several methods share: a row is entered once, and gases and pollutants are computed from the same numbers."""

from __future__ import annotations

from ditan.core.methods.spec import Input, InputKind

FUEL = Input("fuel", "燃料品种", kind=InputKind.CHOICE)
"""A code of `core/factors/data/fuels.csv`; the fuel itself says in which unit it is counted (t, or 万Nm³ for gases)."""

FUEL_AMOUNT = Input("fuel_amount", "燃料消费量", "t 或 万Nm³", note="固体、液体燃料以吨计，气体燃料以万标准立方米计。")
