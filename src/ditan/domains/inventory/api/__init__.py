"""Inventories for programs: what they hold and come to, in full precision; rows in; factors with their sources."""

from ditan.domains.inventory.api import factors, results, writing  # noqa: F401 - their operations join the router
from ditan.domains.inventory.api.reading import router

__all__ = ["router"]
