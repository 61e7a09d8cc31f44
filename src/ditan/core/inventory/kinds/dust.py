"""Sources of air pollutants alone: dust, vehicles by emission standard."""

from __future__ import annotations

from ditan.core.inventory.kind import Kind

KINDS: tuple[Kind, ...] = ()
