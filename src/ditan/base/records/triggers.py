"""What the database itself refuses of observations and of the history of metrics."""

from ditan.base.append_only import Triggers

TABLES = ("records_observation", "records_metricrevision", "records_choice")
TRIGGERS = Triggers(TABLES, "records", "observations are append-only")

CONTRIBUTIONS = Triggers(
    ("records_contributionstep",), "records_contribution", "history of contributions is append-only"
)
