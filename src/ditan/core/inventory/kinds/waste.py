"""Waste and wastewater."""

from __future__ import annotations

from ditan.core.inventory.kind import Kind

KINDS: tuple[Kind, ...] = ()
