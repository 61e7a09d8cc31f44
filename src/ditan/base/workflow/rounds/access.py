"""What opens each address and operation of reporting."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.base.workflow.rounds.permissions import APPROVE, EXPORT, FILL, LOCK, MANAGE, REVIEW, VIEW

ARRANGED = ("new", "edit", "metrics", "organisations", "open", "close", "reopen", "urge")

ACCESS = (
    Access("workflow:my", VIEW),
    Access("workflow:rounds", VIEW),
    Access("workflow:round", VIEW, scoped=True),
    *(Access(f"workflow:round_{name}", MANAGE) for name in ARRANGED),
    *(Access(f"workflow:{name}", MANAGE) for name in ("relations", "relation_switch")),
    Access("workflow:round_lock", LOCK),
    Access("workflow:round_export", EXPORT, second_factor=True),
    *(Access(f"workflow:{name}", VIEW, scoped=True) for name in ("sheet", "cell", "evidence_file")),
    *(
        Access(f"workflow:{name}", FILL, scoped=True)
        for name in (
            "cells",
            "submit",
            "withdraw",
            "delegate",
            "evidence",
            "evidence_remove",
            "template",
            "sheet_import",
            "sheet_report",
        )
    ),
    Access("workflow:review", REVIEW, scoped=True),
    Access("workflow:decide", APPROVE, scoped=True),
    *(Access(f"workflow:{name}", LOCK, scoped=True) for name in ("lock", "restate")),
    *(Access(f"workflow:{name}", MANAGE, scoped=True) for name in ("urge", "extend")),
    *(Access(f"api:workflow_{name}", VIEW) for name in ("my_sheets", "rounds")),
    Access("api:workflow_sheet", VIEW, scoped=True),
    *(Access(f"api:workflow_{name}", FILL, scoped=True) for name in ("save", "submit")),
)
