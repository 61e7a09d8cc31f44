"""What opens each address and operation of the project library."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.domains.projects.permissions import APPROVE, EDIT, EXPORT, IMPORT, SCREEN, VIEW

WORK = (
    "edit",
    "money_new",
    "money_line",
    "money_drop",
    "milestone_new",
    "milestone",
    "milestone_remove",
    "quantity_new",
    "quantity",
    "abatement",
    "file_add",
    "file_remove",
    "condition",
    "step",
)

ACCESS = (
    *(Access(f"projects:{name}", VIEW) for name in ("list", "gantt", "places", "screenings")),
    *(Access(f"projects:{name}", VIEW, scoped=True) for name in ("project", "file", "photo")),
    Access("projects:screening", VIEW, writes=SCREEN, scoped=True),
    Access("projects:new", EDIT),
    *(Access(f"projects:{name}", EDIT, scoped=True) for name in WORK),
    Access("projects:take_over", APPROVE),
    *(Access(f"projects:{name}", APPROVE, scoped=True) for name in ("adopt", "finding")),
    Access("projects:condition_drop", SCREEN, scoped=True),
    Access("projects:export", EXPORT, second_factor=True),
    *(Access(f"projects:{name}", IMPORT) for name in ("template", "import")),
    *(Access(f"projects:{name}", IMPORT, scoped=True) for name in ("import_report", "import_errors")),
    *(Access(f"api:projects_{name}", VIEW) for name in ("projects", "totals")),
    Access("api:projects_project", VIEW, scoped=True),
    *(Access(f"api:projects_{name}", EDIT, scoped=True) for name in ("register", "adjust", "step", "quantity")),
)
