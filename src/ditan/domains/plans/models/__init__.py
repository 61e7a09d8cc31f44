"""The tables of the plan library."""

from ditan.domains.plans.models.binding import BindingGround, MetricBinding
from ditan.domains.plans.models.decision import Decision
from ditan.domains.plans.models.finding import DOUBTFUL, SERVING_CODES, Finding, FindingSpan
from ditan.domains.plans.models.indicator import Indicator, IndicatorDepartment, IndicatorValue
from ditan.domains.plans.models.item import BOOKED, Decidable, How, Origin, ReviewItem, State
from ditan.domains.plans.models.measure import Measure, Responsibility
from ditan.domains.plans.models.part import PartRule, TargetPart
from ditan.domains.plans.models.plan import FactSpan, Heading, PlanDocument, PlanReading, PlanStatus, ReadingState
from ditan.domains.plans.models.project import Project, ProjectFunding, ProjectLead, ProjectQuantity
from ditan.domains.plans.models.standing import LightColour, Situation, TargetStanding
from ditan.domains.plans.models.target import Target
from ditan.domains.plans.models.tracked import (
    ASSESSED,
    Convention,
    HandedDown,
    Handing,
    Passed,
    TargetStep,
    TrackedTarget,
)

__all__ = [
    "ASSESSED",
    "BOOKED",
    "DOUBTFUL",
    "SERVING_CODES",
    "BindingGround",
    "Convention",
    "Decidable",
    "Decision",
    "FactSpan",
    "Finding",
    "FindingSpan",
    "HandedDown",
    "Handing",
    "Heading",
    "How",
    "Indicator",
    "IndicatorDepartment",
    "IndicatorValue",
    "LightColour",
    "Measure",
    "MetricBinding",
    "Origin",
    "PartRule",
    "Passed",
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
    "Situation",
    "State",
    "Target",
    "TargetPart",
    "TargetStanding",
    "TargetStep",
    "TrackedTarget",
]
