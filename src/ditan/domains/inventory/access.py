"""What opens each address and operation of inventories."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.domains.inventory.permissions import EDIT, EXPORT, FACTORS, SIGN, VIEW

READ_BY_PROGRAMS = ("inventory", "totals", "rows", "row", "findings", "editions", "edition")

ACCESS = (
    Access("inventory:list", VIEW),
    Access("inventory:new", EDIT),
    Access("inventory:demo", FACTORS),
    *(
        Access(f"inventory:{name}", VIEW, scoped=True)
        for name in (
            "editions",
            "edition",
            "edition_row",
            "compare",
            "checks",
            "uncertainty",
            "uncertainty_progress",
            "series",
        )
    ),
    *(
        Access(f"inventory:{name}", EDIT, scoped=True)
        for name in ("lock", "reopen", "recompute", "checks_run", "checks_act", "uncertainty_run", "series_fill")
    ),
    Access("inventory:sign", SIGN, scoped=True),
    *(Access(f"inventory:{name}", VIEW, scoped=True) for name in ("inventory", "trace", "summary", "summary_rows")),
    Access("inventory:settings", VIEW, writes=EDIT, scoped=True),
    *(
        Access(f"inventory:{name}", EDIT, scoped=True)
        for name in ("template", "import", "import_report", "import_errors")
    ),
    Access("inventory:rows_export", EXPORT, scoped=True, second_factor=True),
    *(
        Access(f"inventory:{name}", EDIT, scoped=True)
        for name in ("rows", "row_remove", "factor", "own_value", "ranges")
    ),
    Access("inventory:synergy", VIEW, scoped=True),
    Access("inventory:outputs", VIEW, scoped=True),
    Access("inventory:report", EXPORT, scoped=True, second_factor=True),
    Access("inventory:file", EXPORT, scoped=True, second_factor=True),
    *(Access(f"inventory:{name}", VIEW) for name in ("factors", "factor_grid", "factor_sets", "factor_page")),
    Access("inventory:factor_new", FACTORS),
    Access("inventory:balance", EDIT, scoped=True),
    Access("inventory:published_list", VIEW),
    Access("inventory:published_load", EDIT),
    Access("inventory:published", VIEW),
    *(Access(f"api:inventory_{name}", VIEW) for name in ("inventories", "factors", "factor")),
    *(Access(f"api:inventory_{name}", VIEW, scoped=True) for name in READ_BY_PROGRAMS),
    *(Access(f"api:inventory_{name}", EDIT, scoped=True) for name in ("add", "save", "remove")),
)
