"""What opens each address and operation of the plan library."""

from __future__ import annotations

from ditan.base.declaration import Access

VIEW = "plans.view_plans"
UPLOAD = "plans.upload_plan"
REVIEW = "plans.review_items"
MANAGE = "plans.manage_plans"
IMPORT = "plans.import_items"
EXPORT = "plans.export_items"
TARGETS = "plans.manage_targets"
SEE_TARGETS = "plans.view_targets"
EXPORT_DATA = "records.export_observations"
CONTRIBUTIONS = "records.manage_contributions"

LISTS = ("indicators", "targets", "measures", "tasks", "projects")

SEEN: tuple[str, ...] = ("library", "reading", "progress", "upload_file", "plan", "plan_changes", "plan_file", "review")
SEEN += (
    "serving",
    "compare_regions",
    "compare_plans",
    "contradictions",
    "departments",
    "department",
    "regions",
    "region",
    *LISTS,
)
ITEMS = ("review_card", "item")
"""Pages of one item: looked for in the data scope."""
OPERATIONS: tuple[str, ...] = (
    "library",
    "plan",
    "text",
    "plan_items",
    "changes",
    "waiting",
    "reading",
    "kinds",
    "items",
    "findings",
)
OPERATIONS += ("compare_regions", "compare_plans", "departments", "department", "regions", "region")

ACCESS = (
    *(Access(f"plans:{name}", VIEW) for name in SEEN),
    *(Access(f"plans:{name}", VIEW, scoped=True) for name in ITEMS),
    *(Access(f"plans:{name}", UPLOAD) for name in ("upload", "upload_retry", "examples_load", "plan_reread")),
    *(Access(f"plans:{name}", MANAGE) for name in ("plan_edit", "plan_supersede", "plan_separate", "upload_delete")),
    *(Access(f"plans:{name}", REVIEW) for name in ("examples_confirm", "review_bulk", "review_add")),
    *(Access(f"plans:{name}", REVIEW, scoped=True) for name in ("review_decide", "review_edit", "finding_judge")),
    Access("plans:bindings", REVIEW),
    Access("plans:bindings_bulk", REVIEW),
    *(Access(f"plans:{name}", REVIEW, scoped=True) for name in ("binding", "binding_decide")),
    *(Access(f"plans:{name}", SEE_TARGETS) for name in ("board", "handed_down", "decompositions")),
    *(Access(f"plans:{name}", SEE_TARGETS, scoped=True) for name in ("tracked", "decomposition")),
    *(Access(f"plans:{name}", TARGETS, scoped=True) for name in ("hand_down", "target_assess", "target_convention")),
    *(Access(f"plans:tracked_{form}", SEE_TARGETS, scoped=True, second_factor=True) for form in ("xlsx", "csv")),
    *(Access(f"plans:{name}_export", EXPORT, second_factor=True) for name in LISTS),
    *(Access(f"plans:{name}_export_picked", EXPORT, second_factor=True) for name in LISTS),
    Access("plans:board_file", SEE_TARGETS, second_factor=True),
    Access("plans:compare_regions_file", EXPORT_DATA, second_factor=True),
    Access("plans:decomposition_act", TARGETS, scoped=True),
    Access("plans:decomposition_file", SEE_TARGETS, scoped=True, second_factor=True),
    Access("plans:serving_act", CONTRIBUTIONS),
    Access("plans:serving_file", EXPORT, second_factor=True),
    Access("plans:compare_plans_file", EXPORT, second_factor=True),
    *(Access(f"plans:{name}_import", IMPORT) for name in LISTS),
    *(Access(f"plans:{name}_template", IMPORT) for name in LISTS),
    *(Access(f"api:plans_{name}", VIEW) for name in OPERATIONS),
    Access("api:plans_item", VIEW, scoped=True),
    Access("api:plans_tracked", SEE_TARGETS),
    Access("api:plans_tracked_target", SEE_TARGETS, scoped=True),
    *(Access(f"api:plans_tracked_{name}", TARGETS, scoped=True) for name in ("hand_down", "assess")),
    Access("api:plans_metric_bindings", REVIEW),
    Access("api:plans_binding_decide", REVIEW, scoped=True),
    Access("api:plans_decomposition", SEE_TARGETS, scoped=True),
    Access("api:plans_decisions", VIEW),
    *(Access(f"api:plans_{name}", UPLOAD) for name in ("upload", "reread")),
    *(Access(f"api:plans_{name}", MANAGE) for name in ("edit_plan", "supersede", "separate")),
    *(Access(f"api:plans_{name}", REVIEW) for name in ("confirm_above", "recheck", "add")),
    *(Access(f"api:plans_{name}", REVIEW, scoped=True) for name in ("edit", "confirm", "reject", "reopen", "judge")),
)
