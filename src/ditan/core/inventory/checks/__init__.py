"""Quality checks over an inventory: one module a check, each gives findings. `running` carries out all of them."""

from ditan.core.inventory.checks.facts import Facts, RowFacts
from ditan.core.inventory.checks.finding import Finding, Severity
from ditan.core.inventory.checks.running import CHECKS, run

__all__ = ["CHECKS", "Facts", "Finding", "RowFacts", "Severity", "run"]
