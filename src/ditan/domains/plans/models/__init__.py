"""The tables of the plan library."""

from ditan.domains.plans.models.decision import Decision
from ditan.domains.plans.models.finding import DOUBTFUL, Finding, FindingSpan
from ditan.domains.plans.models.indicator import Indicator, IndicatorDepartment, IndicatorValue
from ditan.domains.plans.models.item import BOOKED, Decidable, How, Origin, ReviewItem, State
from ditan.domains.plans.models.measure import Measure, Responsibility
from ditan.domains.plans.models.plan import FactSpan, Heading, PlanDocument, PlanReading, PlanStatus, ReadingState
from ditan.domains.plans.models.project import Project, ProjectFunding, ProjectLead, ProjectQuantity
from ditan.domains.plans.models.target import Target

__all__ = [
    "BOOKED",
    "DOUBTFUL",
    "Decidable",
    "Decision",
    "FactSpan",
    "Finding",
    "FindingSpan",
    "Heading",
    "How",
    "Indicator",
    "IndicatorDepartment",
    "IndicatorValue",
    "Measure",
    "Origin",
    "PlanDocument",
    "PlanReading",
    "PlanStatus",
    "Project",
    "ProjectFunding",
    "ProjectLead",
    "ProjectQuantity",
    "ReadingState",
    "Responsibility",
    "ReviewItem",
    "State",
    "Target",
]
