"""The factors that inventories are computed with: those of the house and those of the district."""

from __future__ import annotations

from typing import Any

from ditan.core.factors import Factor, FactorBook
from ditan.core.factors.loading import book
from ditan.domains.inventory.models import LocalFactor

_FIELDS = (
    "code",
    "name",
    "quantity",
    "gas",
    "value",
    "unit",
    "lower",
    "upper",
    "fuel",
    "process",
    "technology",
    "region",
    "year",
    "source_title",
    "source_number",
    "source_page",
    "verified",
    "note",
    "supersedes",
)


def factor_book() -> FactorBook:
    """Every factor at hand. One query. A local one that a later one corrects is found by its code alone."""
    kept = list(LocalFactor.objects.values(*_FIELDS))
    superseded = {each.pop("supersedes") for each in kept}
    shipped = book()
    return shipped.with_local([Factor(factor_set="local", **each) for each in kept], superseded) if kept else shipped


def own_factor(parameter: str, kept: dict[str, Any], row: str) -> Factor:
    """A value measured or declared with a row, as a factor: its source is what the row says."""
    return Factor(
        code=f"own:{row}:{parameter}",
        name=str(kept.get("label") or parameter),
        quantity=str(kept.get("quantity") or ""),
        gas=str(kept.get("gas") or ""),
        value=kept.get("value"),
        unit=str(kept.get("unit") or ""),
        factor_set="own",
        lower=kept.get("lower"),
        upper=kept.get("upper"),
        source_title=str(kept.get("source") or ""),
        verified=True,
    )
