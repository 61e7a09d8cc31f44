"""The tables of records: sources and their text, subjects, metrics, publications, observations and what stands."""

from ditan.base.records.models.contributions import Contribution, ContributionState, ContributionStep, Ground, Sign
from ditan.base.records.models.imports import ImportChunk, ValueImport
from ditan.base.records.models.metrics import Basis, Direction, Frequency, Metric, MetricAlias, MetricRevision
from ditan.base.records.models.observations import (
    PERIOD_KINDS,
    Choice,
    Observation,
    Origin,
    Qualifier,
    Role,
    Standing,
    State,
    Status,
)
from ditan.base.records.models.publications import Confidence, Publication, TitleKind
from ditan.base.records.models.sources import Source, SourceState, SourceText
from ditan.base.records.models.subjects import Subject

__all__ = [
    "PERIOD_KINDS",
    "Basis",
    "Choice",
    "Confidence",
    "Contribution",
    "ContributionState",
    "ContributionStep",
    "Direction",
    "Frequency",
    "Ground",
    "ImportChunk",
    "Metric",
    "MetricAlias",
    "MetricRevision",
    "Observation",
    "Origin",
    "Publication",
    "Qualifier",
    "Role",
    "Sign",
    "Source",
    "SourceState",
    "SourceText",
    "Standing",
    "State",
    "Status",
    "Subject",
    "TitleKind",
    "ValueImport",
]
