"""All reads of records; `user` first, rows already cut to what that user may see."""

from ditan.base.records.selectors.metrics import (
    MetricFilters,
    get_metric,
    metric_revisions,
    metrics,
    series_of,
)
from ditan.base.records.selectors.observations import (
    ObservationFilters,
    get_observation,
    get_standing,
    latest,
    observations,
    subjects_seen,
    years_seen,
)
from ditan.base.records.selectors.series import (
    History,
    Point,
    Series,
    benchmarks,
    get_subject,
    history,
    rivals_of,
    series,
    standing_of,
)
from ditan.base.records.selectors.sources import bytes_of, same_bytes, text_of
from ditan.base.records.selectors.tracing import Node, trace

__all__ = [
    "History",
    "MetricFilters",
    "Node",
    "ObservationFilters",
    "Point",
    "Series",
    "benchmarks",
    "bytes_of",
    "get_metric",
    "get_observation",
    "get_standing",
    "get_subject",
    "history",
    "latest",
    "metric_revisions",
    "metrics",
    "observations",
    "rivals_of",
    "same_bytes",
    "series",
    "series_of",
    "standing_of",
    "subjects_seen",
    "text_of",
    "trace",
    "years_seen",
]
