"""Matters under supervision, whose they are, how far they have come, and every step that was taken."""

from ditan.domains.supervision.models.classes import MatterClass
from ditan.domains.supervision.models.finding import Finding, FindingCode, FindingState
from ditan.domains.supervision.models.ledger import LedgerChunk, LedgerColumns, LedgerImport, LedgerState
from ditan.domains.supervision.models.matter import Kind, Matter, MatterItem, MatterState, Reporting
from ditan.domains.supervision.models.part import Extension, ExtensionState, Milestone, Part, PartRole, PartState
from ditan.domains.supervision.models.progress import Evidence, MatterStep, Progress

__all__ = [
    "Evidence",
    "Extension",
    "ExtensionState",
    "Finding",
    "FindingCode",
    "FindingState",
    "Kind",
    "LedgerChunk",
    "LedgerColumns",
    "LedgerImport",
    "LedgerState",
    "Matter",
    "MatterClass",
    "MatterItem",
    "MatterState",
    "MatterStep",
    "Milestone",
    "Part",
    "PartRole",
    "PartState",
    "Progress",
    "Reporting",
]
