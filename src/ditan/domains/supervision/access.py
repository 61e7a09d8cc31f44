"""What opens each address and operation of supervision."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.domains.supervision.permissions import CLASSES, EXPORT, HANDLE, MANAGE, REVIEW, VIEW

RECEIVER_STEPS = ("accept", "return", "begin", "report")
OFFICE_STEPS = ("hand_out", "transfer", "withdraw", "suspend", "resume", "cancel")
REVIEW_STEPS = ("review", "pass", "send_back", "close", "reopen")

ACCESS = (
    Access("supervision:list", VIEW),
    Access("supervision:overview", VIEW),
    *(Access(f"supervision:{name}", VIEW, scoped=True) for name in ("matter", "evidence_file")),
    Access("supervision:department", VIEW, scoped=True),
    Access("supervision:pass_all", MANAGE, scoped=True),
    *(Access(f"supervision:{name}", MANAGE) for name in ("new", "plans", "from_plan")),
    *(Access(f"supervision:{name}", MANAGE, scoped=True) for name in ("edit", "urge", "hang", "move_below")),
    *(Access(f"supervision:{name}", MANAGE, scoped=True) for name in ("decide_extension", "explain")),
    *(Access(f"supervision:{name}", HANDLE, scoped=True) for name in (*RECEIVER_STEPS, "progress", "ask_extension")),
    *(Access(f"supervision:{name}", HANDLE, scoped=True) for name in ("sign_part", "split")),
    *(Access(f"supervision:{name}", MANAGE, scoped=True) for name in OFFICE_STEPS),
    *(Access(f"supervision:{name}", REVIEW, scoped=True) for name in REVIEW_STEPS),
    *(
        Access(f"supervision:{name}", HANDLE, scoped=True)
        for name in ("milestone", "milestone_done", "milestone_remove")
    ),
    *(Access(f"supervision:{name}", VIEW) for name in ("calendar", "statistics", "circular")),
    *(
        Access(f"supervision:{name}", EXPORT, second_factor=True)
        for name in ("export", "statistics_file", "circular_docx")
    ),
    Access("supervision:order", EXPORT, scoped=True, second_factor=True),
    Access("supervision:ledger_import", MANAGE),
    *(Access(f"supervision:ledger_{name}", MANAGE, scoped=True) for name in ("report", "columns", "act")),
    Access("supervision:classes", VIEW),
    *(Access(f"supervision:{name}", CLASSES) for name in ("class_new", "class_edit", "chain_new", "chain_edit")),
    Access("api:supervision_matters", VIEW),
    Access("api:supervision_matter", VIEW, scoped=True),
    *(Access(f"api:supervision_{name}", HANDLE, scoped=True) for name in (*RECEIVER_STEPS, "progress")),
    *(Access(f"api:supervision_{name}", REVIEW, scoped=True) for name in REVIEW_STEPS),
)
