"""The tables of the project library."""

from ditan.domains.projects.models.imports import ProjectImport
from ditan.domains.projects.models.money import KIND_CHOICES, UNIT_CHOICES, Money
from ditan.domains.projects.models.parts import Abatement, Attachment, Milestone, Quantity
from ditan.domains.projects.models.project import (
    LIGHT_CHOICES,
    Kind,
    Project,
    ProjectFinding,
    ProjectLead,
    ProjectStep,
    State,
)
from ditan.domains.projects.models.screening import (
    ITEMS,
    Answer,
    Screening,
    ScreeningCondition,
    ScreeningItem,
    ScreeningState,
)

__all__ = [
    "ITEMS",
    "KIND_CHOICES",
    "LIGHT_CHOICES",
    "UNIT_CHOICES",
    "Abatement",
    "Answer",
    "Attachment",
    "Kind",
    "Milestone",
    "Money",
    "Project",
    "ProjectFinding",
    "ProjectImport",
    "ProjectLead",
    "ProjectStep",
    "Quantity",
    "Screening",
    "ScreeningCondition",
    "ScreeningItem",
    "ScreeningState",
    "State",
]
