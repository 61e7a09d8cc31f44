"""The rows of inventories."""

from ditan.domains.inventory.models.editions import Edition, Signature
from ditan.domains.inventory.models.factors import LocalFactor
from ditan.domains.inventory.models.findings import Finding, FindingState
from ditan.domains.inventory.models.imports import RowImport
from ditan.domains.inventory.models.inventories import Inventory, State
from ditan.domains.inventory.models.published import Published, PublishedValue
from ditan.domains.inventory.models.rows import Emission, Row, RowEdition
from ditan.domains.inventory.models.uncertainty import UncertaintyRun

__all__ = [
    "Edition",
    "Emission",
    "Finding",
    "FindingState",
    "Inventory",
    "LocalFactor",
    "Published",
    "PublishedValue",
    "Row",
    "RowEdition",
    "RowImport",
    "Signature",
    "State",
    "UncertaintyRun",
]
