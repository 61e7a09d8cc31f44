"""What opens each address and operation of metrics and values."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.base.records.permissions import (
    CHOOSE,
    CONTRIBUTIONS,
    EXPORT,
    IMPORT,
    METRICS,
    RESTATE,
    SEE_CONTRIBUTIONS,
    VIEW,
)

VIEWED = ("metrics", "metrics_missing", "metric", "observations", "contested", "pick_metrics", "pick_subjects")

ACCESS = (
    *(Access(f"records:{name}", VIEW) for name in VIEWED),
    *(Access(f"records:{name}", VIEW, scoped=True) for name in ("observation", "card", "series")),
    *(Access(f"records:{name}", METRICS) for name in ("metric_new", "metric_edit", "metric_formula")),
    Access("records:observations_export", EXPORT, second_factor=True),
    Access("records:series_export", EXPORT, scoped=True, second_factor=True),
    *(Access(f"records:{name}", IMPORT) for name in ("import", "import_template")),
    *(Access(f"records:{name}", IMPORT, scoped=True) for name in ("import_report", "import_act")),
    Access("records:contribution", SEE_CONTRIBUTIONS, writes=CONTRIBUTIONS, scoped=True),
    Access("records:contribution_new", CONTRIBUTIONS),
    Access("records:restate", RESTATE, scoped=True),
    Access("records:choose", CHOOSE, scoped=True),
    *(Access(f"api:records_{name}", VIEW) for name in ("metrics", "metric", "observations", "latest")),
    *(Access(f"api:records_{name}", VIEW, scoped=True) for name in ("observation", "trace")),
    Access("api:records_series", VIEW),
    Access("api:records_values", IMPORT),
)
