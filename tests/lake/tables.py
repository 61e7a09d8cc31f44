"""Small tables for the tests of the lake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from ditan.lake.schema import hold_factors

PLACE = {"region": "500112", "year": 2023, "month": 1}
FUEL = {"category": "1.A.1.a", "kind": "stationary_fuel", "fuel": "diesel", "technology": ""}


def activity(*rows: Mapping[str, Any]) -> pa.Table:
    """Rows of 500112, January 2023, diesel, unless said otherwise."""
    return pa.Table.from_pylist([{**PLACE, **FUEL, "amount": 1.0, **row} for row in rows])


def factors(*rows: Mapping[str, Any]) -> pa.Table:
    """Factors of CO2 of diesel in 2023, unless said otherwise."""
    table, findings = hold_factors([{"year": 2023, **FUEL, "gas": "CO2", "value": 3.0, **row} for row in rows])
    assert findings == ()
    return table


def amounts(results: pa.Table) -> dict[tuple[int, str, str], int | None]:
    """By month, category and gas."""
    return {(row["month"], row["category"], row["gas"]): row["amount_scaled"] for row in results.to_pylist()}
